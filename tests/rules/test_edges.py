"""A workflow flattened into edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.edges import Edge, edges, offered, standing, states_before, targets
from tests.states.lives import flow_of, shipped

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Workflow

BODY = """\
forms:
  note:
    filled_in_by: mentee
    due: {within: 3 days, counted_from: open, late: {remind: mentee}}
    stays_open_after_end: yes
    fields: {text: {ask: What, choose_one: [short, long]}}
  diary:
    filled_in_by: mentor
    due: {within: 3 days, counted_from: open, late: {remind: mentor}}
    fields: {text: {ask: What, text: any length}}
conditions: {long: {note.text: long}}
routing:
  onward:
    rows:
      - {if: {long: yes}, to: second}
      - {if: {long: no}, to: stay}
ends: {within: 90 days, counted_from: open, late: {tell: guide}}
states:
  open:
    when_complete: {note: onward}
    when_changed: {diary: second}
    moves: {go: {by: mentee, to: onward}, sit: {by: mentee, to: stay}}
    deadlines: {answer: {within: 2 days, late: {to: second}, 1 day after: {tell: guide}}}
  second: {moves: {stop: {by: mentee, to: over}}}
  resting:
    clocks: stopped
    moves: {resume: {by: mentee, to: back}}
    deadlines: {long_rest: {within: 9 days, late: {tell: guide}}}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
    rest: {by: mentee, to: resting, except: resting}
  deadlines:
    check: {every: 7 days, counted_from: open, tell: guide}
    glance: {within: 7 days, counted_from: open, late: {tell: guide}, in: second}
"""
START = "start:\n  begin: {by: either partner, to: open}\n  jump: {by: guide, to: onward}\n"


def workflow() -> Workflow:
    """The small workflow of this page."""
    return flow_of(BODY, start=START).workflow


def said(edge: Edge) -> tuple[str, str, str | None, str | None]:
    """An edge in short."""
    return edge.kind, edge.trigger, edge.source, edge.target


def of(source: str | None) -> list[tuple[str, str, str | None, str | None]]:
    """The edges that leave a state."""
    return [said(edge) for edge in edges(workflow()) if edge.source == source]


def test_edges_of_starts_come_first_and_follow_tables() -> None:
    """A start has no source; by a table there is an edge for each row, with where the row stays led nowhere."""
    assert (
        [
            ("start", "begin", None, "open"),
            ("start", "jump", None, "second"),
            ("start", "jump", None, None),
        ]
        == of(None)
        == [said(edge) for edge in edges(workflow())][:3]
    )


def test_edges_of_a_state_are_moves_forms_and_deadlines() -> None:
    """Its own moves and those of any time, forms that complete or change, then each mark of each deadline."""
    assert [
        ("move", "go", "open", "second"),
        ("move", "go", "open", None),
        ("move", "sit", "open", None),
        ("move", "leave", "open", "over"),
        ("move", "rest", "open", "resting"),
        ("complete", "note", "open", "second"),
        ("complete", "note", "open", None),
        ("changed", "diary", "open", "second"),
        ("deadline", "ends", "open", None),
        ("deadline", "note", "open", None),
        ("deadline", "diary", "open", None),
        ("deadline", "answer", "open", "second"),
        ("deadline", "answer", "open", None),
        ("deadline", "check", "open", None),
    ] == of("open")


def test_edges_back_lead_to_every_state_that_the_detour_is_offered_in() -> None:
    """``back`` is an edge to each state from which a move of any time leads here, and says so."""
    back = [edge for edge in edges(workflow()) if edge.back]

    assert [("move", "resume", "resting", "open"), ("move", "resume", "resting", "second")] == [said(e) for e in back]
    assert ("open", "second") == states_before(workflow(), "resting")
    assert () == states_before(workflow(), "second")


def test_edges_after_the_end_are_deadlines_of_forms_that_stay_open() -> None:
    """Nothing else happens in a final state."""
    assert [("deadline", "note", "over", None)] == of("over")


def test_edges_carry_what_they_came_from() -> None:
    """Move, routing and row, deadline and mark, each with its place."""
    found = {said(edge): edge for edge in edges(workflow())}
    by_row = found["move", "go", "open", "second"]
    fall = found["deadline", "answer", "open", "second"]
    complete = found["complete", "note", "open", None]

    assert by_row.move is not None
    assert ("go", "onward", 0) == (by_row.move.name, by_row.routing, by_row.row)
    assert fall.deadline is not None
    assert fall.mark is not None
    assert ("answer", "late") == (fall.deadline.name, fall.mark.words)
    assert (None, "onward", 1) == (complete.move, complete.routing, complete.row)
    assert all(edge.span.file == "small.yaml" for edge in edges(workflow()) if edge.source is not None)
    assert "span" not in repr(by_row)


def test_edges_offer_moves_in_the_order_of_the_file() -> None:
    """A state's own moves, then those of any time that are offered there; none after the end."""
    states = workflow().state_by_name

    assert ["go", "sit", "leave", "rest"] == [move.name for move in offered(workflow(), states["open"])]
    assert ["resume", "leave"] == [move.name for move in offered(workflow(), states["resting"])]
    assert () == offered(workflow(), states["over"])


def test_edges_know_which_deadlines_stand_where() -> None:
    """A state that stops the clocks has its own only; after the end only forms that stay open have theirs."""
    states = workflow().state_by_name
    names = {name: [each.name for each in standing(workflow(), state)] for name, state in states.items()}

    assert {
        "open": ["ends", "note", "diary", "answer", "check"],
        "second": ["ends", "note", "diary", "check", "glance"],
        "resting": ["long_rest"],
        "over": ["note"],
    } == names


def test_edges_know_where_a_target_can_lead() -> None:
    """A state leads to itself, a table to each of its states once, staying and going back nowhere in particular."""
    assert ("second",) == targets(workflow(), "onward")
    assert (("over",), (), ()) == tuple(targets(workflow(), to) for to in ("over", "stay", "back"))


def test_edges_of_the_shipped_workflow_reach_every_state() -> None:
    """Every state but the first ones is the target of some edge, and every source is a state that is not final."""
    found, states = edges(shipped().workflow), shipped().workflow.state_by_name

    assert set(states) == {edge.target for edge in found} - {None}
    assert not [
        e for e in found if e.source is not None and states[e.source].final is not None and e.kind != "deadline"
    ]
