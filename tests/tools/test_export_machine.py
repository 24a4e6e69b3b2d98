"""A workflow as a machine for XState: plain data, every way on, and what it leaves to mentorflow."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.loading import load, loads, shipped
from mentorflow.rules.edges import edges
from mentorflow.tools.export import Machine, about, interpreter, machine

if TYPE_CHECKING:
    from collections.abc import Iterator

# One of everything that is written down in a way of its own.
RULES = """\
format: mentorflow/1
workflow: pair
version: 1
title: A pair
timezone: Europe/Berlin
roles:
  partners: {mentee: Mentee, mentor: Mentor}
  staff: {coordinator: Coordinator}
limits:
  seats: 3
  wait: 5 days
facts:
  mentees: {whole_number: 0 to 9}
  report: {choose_one: [missing, there]}
counts:
  knocks: {count: knock, back_to_zero: answer}
conditions:
  has_room: {mentees: {fewer_than: seats}}
  has_report: {report: there}
  ready: {all_of: [has_room, has_report]}
  lately: {since.matched: {at_most: wait}}
  knocked_twice: {knocks: {at_least: 2}}
  fine: {talk.mood: [good, fair]}
forms:
  talk:
    open_from: matched
    filled_in_by: mentee
    fields:
      mood: {ask: "How was it?", choose_one: [good, fair, bad]}
routing:
  after_knock:
    rows:
      - {if: {knocked_twice: yes}, to: talking, tell: coordinator}
      - {if: {knocked_twice: no}, to: stay}
  after_talk:
    rows:
      - {if: {fine: yes}, to: matched}
      - {if: {fine: no}, to: over}
start:
  ask: {by: mentee, must: ready, to: matched}
states:
  matched:
    moves:
      knock: {by: mentee, to: after_knock}
      answer: {by: mentor, not_by: coordinator, should: lately, to: stay}
      finish: {by: each partner, must: has_room, override: {has_room: coordinator}, to: over}
    deadlines:
      silence: {within: wait, late: {to: over, tell: each partner}}
  talking:
    when_complete: {talk: after_talk}
  over: {final: completed}
any_time:
  moves:
    leave: {by: either partner, to: over, tell: other partner, asks: {why: {ask: "Why?", text: any length}}}
"""


@cache
def made() -> Machine:
    """The small workflow as a machine."""
    return machine(loads(RULES).workflow)


def tables() -> dict[str, Any]:
    """Its tables by the name of their condition."""
    found: dict[str, Any] = made().config["meta"]["tables"]
    return found


def ways(config: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every transition with its state and its event; ``always`` for those without one."""
    for name, state in config["states"].items():
        for event, some in (*state.get("on", {}).items(), ("always", state.get("always", []))):
            for way in some:
                yield name, event, way


@pytest.mark.parametrize("name", [*shipped(), ""])
def test_machine_has_a_way_for_every_edge(name: str) -> None:
    """Each edge is one transition from its state to its target, and besides them there are only halves and lifts."""
    workflow = load(name).workflow if name else loads(RULES).workflow
    config = machine(workflow).config
    wanted = Counter((edge.source or "(start)", edge.target, about.said(workflow, edge)) for edge in edges(workflow))
    found = Counter(
        (state, way.get("target"), way["description"]) for state, _, way in ways(config) if "description" in way
    )
    more = found - wanted

    assert not wanted - found
    assert all(description.endswith(": the first half") for _, _, description in more)


@pytest.mark.parametrize("name", shipped())
def test_machine_is_plain_data(name: str) -> None:
    """What is written is JSON that reads back as the same, and every guard has a digit for every case."""
    config = machine(load(name).workflow).config

    assert config == json.loads(machine(load(name).workflow).as_json())
    assert [] == [lookup for lookup in lookups(config) if len(lookup["table"]) != cases(lookup)]


def lookups(data: Any) -> Iterator[dict[str, Any]]:
    """Everything that has a table, wherever it stands."""
    if isinstance(data, dict):
        if "reads" in data:
            yield data
        for each in data.values():
            yield from lookups(each)
    elif isinstance(data, list):
        for each in data:
            yield from lookups(each)


def cases(lookup: dict[str, Any]) -> int:
    """How many cases a lookup tells apart."""
    product = 1
    for read in lookup["reads"]:
        parts = next((read[key] for key in ("words", "among", "steps", "than", "sum") if key in read), None)
        more = {"sum": 1, "than": 0}
        kind = next((key for key in ("words", "among", "steps", "than", "sum") if key in read), "")
        product *= 2 if parts is None else 4 if kind == "than" else len(parts) + more.get(kind, 2)
    return product


def test_number_is_cut_where_its_tests_come_out_otherwise() -> None:
    """A number has a class on each side of a bound, and one for no number."""
    assert {"reads": [{"value": ["fact", "mentees"], "steps": [3]}], "table": "100"} == tables()["has_room"]
    assert {
        "reads": [{"value": ["context", "counts", "knocks"], "steps": [2]}],
        "table": "010",
    } == tables()["knocked_twice"]


def test_condition_stands_on_the_tables_of_others() -> None:
    """A condition made of others looks them up by their names."""
    assert {"reads": [{"table": "has_room"}, {"table": "has_report"}], "table": "0001"} == tables()["ready"]


def test_time_is_asked_of_the_host() -> None:
    """A condition that depends on when something happened has no table, and is listed with the reason."""
    assert "lately" not in tables()
    assert ["lately", "the answers of leave"] == made().config["meta"]["asked_of_the_host"]
    assert "lately: it depends on when something happened" == made().elsewhere[0]
    assert list(made().elsewhere) == made().config["meta"]["decided_by_mentorflow"]


def test_advice_keeps_nobody_from_anything() -> None:
    """What only should hold is no part of a guard; it is said beside what is done."""
    (answer,) = made().config["states"]["matched"]["on"]["move.answer"]
    (advice,) = [each["params"] for each in answer["actions"] if each["type"] == "advice"]

    assert "lately" not in json.dumps(answer["guard"])
    assert ("lately", "answer") == (advice["condition"], advice["about"])


def test_deadline_is_an_event_with_its_marks_told() -> None:
    """The host says when a mark falls: it is an event, and the state tells how much time there is."""
    matched = made().config["states"]["matched"]

    assert "over" == matched["on"]["deadline.state.silence.late"][0]["target"]
    assert [
        {"name": "silence", "of": "state matched", "within": "wait", "events": ["deadline.state.silence.late"]}
    ] == matched["meta"]["deadlines"]


def test_code_knows_no_workflow() -> None:
    """The one piece of code names nothing that any shipped workflow names, and imports nothing."""
    code = interpreter()
    names = {
        name
        for each in shipped()
        for name in (
            *load(each).workflow.state_by_name,
            *load(each).workflow.form_by_name,
            *load(each).workflow.move_names,
        )
        if "_" in name
    }

    assert [] == [name for name in names if name in code]
    assert [] == [line for line in code.splitlines() if line.startswith("import ")]
