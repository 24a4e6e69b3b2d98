"""The scenarios that come with mentorflow: all play as they say, and together they leave no rule untried."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from mentorflow.loading import load
from mentorflow.plays.beside import script_at, workflow_file_of
from mentorflow.plays.runner import play
from tests.plays.lives import WORKFLOWS, connection

if TYPE_CHECKING:
    from pathlib import Path

    from mentorflow.plays.play import Play
    from mentorflow.plays.scenario import Script
    from mentorflow.states.flow import Flow
    from mentorflow.states.records import Record

FILES = sorted(WORKFLOWS.glob("*.test.yaml"))
CONNECTION = WORKFLOWS / "mentoring-connection.test.yaml"


@cache
def script(path: Path) -> Script:
    """A shipped scenario file."""
    return script_at(path, path.name)


@cache
def flow(path: Path) -> Flow:
    """The workflow beside it."""
    return load(workflow_file_of(path))


@cache
def plays() -> tuple[Play, ...]:
    """All lives of the mentoring connection."""
    return tuple(play(connection(), scenario) for scenario in script(CONNECTION).scenarios)


@cache
def records() -> tuple[Record, ...]:
    """Everything that was recorded in them."""
    decisions = (decision for one in plays() for played in one.steps for decision in played.decisions)
    return tuple(record for decision in decisions for record in decision.records)


NAMES = [(path, scenario.name) for path in FILES for scenario in script(path).scenarios]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_shipped_scenario_file_has_no_findings(path: Path) -> None:
    """What we ship is the example that others copy."""
    assert () == script(path).diagnostics


@pytest.mark.parametrize(
    ("path", "name"), NAMES, ids=[f"{path.name.partition('.')[0]}-{name}" for path, name in NAMES]
)
def test_shipped_scenario_comes_out_as_it_says(path: Path, name: str) -> None:
    """Every shipped scenario plays without a difference."""
    scenario = script(path).scenario(name)
    assert scenario is not None

    assert () == play(flow(path), scenario).failures


def test_each_partner_may_withdraw_from_every_live_state() -> None:
    """R-160 D-35: the way out is tried from every live state, by either partner."""
    workflow = connection().workflow
    withdrawn = {
        (one.steps[-2].partnership.state if one.steps[-2].partnership else None, decision.record.role)
        for one in plays()
        for decision in one.steps[-1].decisions
        if decision.record is not None and decision.record.name == "withdraw"
    }

    assert {(state.name, role) for state in workflow.live_states for role in workflow.partner_roles} == withdrawn


def test_every_state_is_entered() -> None:
    """No state stands in the rules without a life that comes through it."""
    assert set(connection().workflow.state_by_name) == {state for record in records() for state in record.entered}


def test_every_move_is_made() -> None:
    """No move stands in the rules without a life in which it is made."""
    made = {record.name for record in records() if record.kind in {"start", "move"}}

    assert set(connection().workflow.move_names) == made


def test_every_row_is_taken() -> None:
    """Every line of every table decides some life."""
    rows = {(table.name, index) for table in connection().workflow.routing for index in range(len(table.rows))}

    assert rows == {(row.routing, row.index) for record in records() for row in record.rows}


def test_every_mark_of_every_deadline_falls() -> None:
    """Every reminder and every end of a time allowed comes true in some life."""
    marks = {
        (deadline.name, mark.words)
        for deadline in connection().workflow.every_deadline()
        for mark in deadline.marks
        if mark.remind or mark.tell
    }
    fallen = {(notice.about, notice.mark) for record in records() if record.by is None for notice in record.notices}

    assert marks == fallen


def test_every_requirement_is_failed_once() -> None:
    """Every ``must`` refuses somebody, and every ``should`` is not followed by somebody."""
    moves = tuple(connection().workflow.every_move())
    decisions = [decision for one in plays() for played in one.steps for decision in played.decisions]
    refused = {
        refusal.subject for decision in decisions for refusal in decision.refusals if refusal.kind == "condition"
    }
    warned = {warning.subject for decision in decisions for warning in decision.warnings}

    assert {name for move in moves for name in move.must} == refused
    assert {name for move in moves for name in move.should} <= warned


def test_every_life_replays_and_verifies() -> None:
    """Ruling 6: the records of every shipped life give the same partnership again, and are decided the same again."""
    for one in plays():
        history = tuple(r for played in one.steps for decision in played.decisions for r in decision.records)
        if history:
            assert one.partnership == connection().replay(history)
            assert () == connection().verify(history)
