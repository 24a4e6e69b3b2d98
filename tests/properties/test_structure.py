"""What holds of every record against the definition: edges, triggers, conditions, people; and what strangers see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mentorflow.rules.conditions import compile_condition
from mentorflow.rules.edges import Edge, edges
from mentorflow.rules.verdicts import evaluate
from tests.properties.family import Case, cases
from tests.properties.lived import NAMES, Life, lived, steps
from tests.properties.strategies import facts_of, lives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorflow.states.records import Record

DRAWN = min(300, max(5, settings.default.max_examples // 8))
every_workflow = pytest.mark.parametrize("name", NAMES)


# --- structure ------------------------------------------------------------------------------------------------------
@every_workflow
def test_every_step_of_a_flow_is_an_edge(name: str) -> None:
    """Whatever a record enters, there is an edge that leads there from the state before."""
    known = edges(cases()[name].workflow)
    for life in lived(name):
        _follows_edges(known, life.records)


def _follows_edges(known: Sequence[Edge], records: Sequence[Record]) -> None:
    state: str | None = None
    for record in records:
        for number, entered in enumerate(record.entered):
            kinds = {"start", "move", "deadline", "complete", "changed"} if not number else {"complete"}
            assert [edge for edge in known if edge.source == state and edge.target == entered and edge.kind in kinds]
            state = entered
        if not record.entered and record.kind == "move":
            assert [edge for edge in known if edge.source == state and edge.trigger == record.name]


@every_workflow
def test_the_machine_knows_every_trigger(name: str) -> None:
    """The machine offers in each state exactly the moves that may be fired there."""
    case = cases()[name]
    for life in lived(name)[::4]:
        for p in (step.before for step in life.steps if step.before is not None):
            state = case.workflow.state_by_name[p.state]
            offered = [*state.moves, *(move for move in case.workflow.moves if p.state in move.only_in)]
            triggers = set(case.flow.machine.get_triggers(p.state)) & set(case.workflow.move_names)
            assert {move.name for move in offered if state.final is None} == triggers


# --- conditions -----------------------------------------------------------------------------------------------------
def _conditions(case: Case) -> list[str]:
    """The conditions that moves name: they read no sheet of their own."""
    moves = case.workflow.every_move()
    return list(dict.fromkeys(name for move in moves for name in (*move.must, *move.should)))


@every_workflow
def test_compiled_conditions_say_what_the_explaining_evaluator_says(name: str) -> None:
    """The fast path and the one that gives reasons never differ."""
    case = cases()[name]
    flow, names = case.flow, _conditions(case)
    compiled = {condition: compile_condition(flow.layout, condition) for condition in names}
    said = set()
    for number, life in enumerate(lived(name)):
        facts = facts_of(case, number)
        for p in (step.before for step in life.steps if step.before is not None):
            for condition, holds in compiled.items():
                fast = holds(p, facts, p.at_us, None)
                assert fast is evaluate(flow.layout, condition, p, facts, p.at_us).holds
                said.add((condition, fast))
    assert {condition for condition, _ in said} == set(names)


# --- views ----------------------------------------------------------------------------------------------------------
@every_workflow
def test_nobody_without_a_part_sees_an_answer(name: str) -> None:
    """A stranger's view is empty, and so is their history (ruling 13)."""
    case = cases()[name]
    for life in lived(name):
        assert life.end is not None
        assert () == case.flow.view(life.end, by="eve").forms
        assert () == case.flow.history(life.records, by="eve")


@every_workflow
def test_notices_go_to_people_who_take_part(name: str) -> None:
    """Every notice reaches somebody who holds the role it names, and is about something the file names."""
    case = cases()[name]
    workflow = case.workflow
    names = {*workflow.move_names, *workflow.form_by_name, *(deadline.name for deadline in workflow.every_deadline())}
    for life in lived(name):
        for record in life.records:
            for notice in record.notices:
                assert notice.kind in {"told", "reminded", "opened"}
                assert notice.role in {role.name for role in workflow.roles}
                assert notice.about in names
            assert len(record.notices) == len(set(record.notices))


# --- drawn by hypothesis --------------------------------------------------------------------------------------------
@every_workflow
def test_drawn_lives_keep_the_laws(name: str) -> None:
    """Purity, refusals, replay and verify hold on whatever hypothesis thinks of as well."""

    @given(st.data())
    @settings(
        max_examples=min(300, max(5, settings.default.max_examples // 8)), phases=(Phase.explicit, Phase.generate)
    )
    def keeps(data: st.DataObject) -> None:
        case = cases()[name]
        acts = data.draw(lives(case, most=14))
        life = Life(tuple(steps(case, acts)))
        for step in life.steps:
            assert step.decision == step.act.on_flow(case.flow, step.before)
            assert step.decision.records or step.decision.partnership is step.before
        if life.records:
            assert life.end == case.flow.replay(life.records)
            assert not case.flow.verify(life.records)

    keeps()
