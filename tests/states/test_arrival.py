"""Where a step leads: rows, forms that were waited for, chains of states, and forms that open on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rulings.small import FINE, THREE_BAD
from tests.states.lives import (
    LEAVE,
    TERMS,
    after_match,
    an_agreed_pair,
    begun,
    filled_in,
    flow_of,
    hours,
    in_state,
    migrated,
    shipped,
    there,
)

if TYPE_CHECKING:
    from mentorflow.states.decision import Decision

OVER = "  over: {final: over}\n"
SO = {"text": "so"}


def rows(decision: Decision) -> list[tuple[str, int, str | None]]:
    """The rows a decision's last record has taken."""
    return [(row.routing, row.index, row.person) for row in decision.records[-1].rows]


def test_arrival_reads_a_row_for_each_sheet_and_the_one_higher_up_counts() -> None:
    """The worse sheet decides, whoever wrote it and whoever was last; only its row's notices happen."""
    bad = {**THREE_BAD, "obstacles": ["trust"]}
    for first, second in ((bad, FINE), (FINE, bad)):
        p = filled_in(shipped(), an_agreed_pair(), "check_up", first, after_match(9), "ana")
        decision = shipped().submit(p, "check_up", answers=second, by="raj", at=after_match(10))

        writer = "ana" if first is bad else "raj"
        assert [("after_check_up", 0, writer)] == rows(decision)
        assert ("with_coordinator", {"kim"}) == (there(decision).state, {n.to for n in decision.notices})


def test_arrival_of_equal_rows_is_of_the_sheet_handed_in_first() -> None:
    """Where both sheets find the same row, it is noted for the earlier one."""
    for first, second in (("ana", "raj"), ("raj", "ana")):
        p = filled_in(shipped(), an_agreed_pair(), "check_up", FINE, after_match(9), first)
        decision = shipped().submit(p, "check_up", answers=FINE, by=second, at=after_match(10))

        assert [("after_check_up", 3, first)] == rows(decision)


def test_arrival_by_a_row_that_stays_asks_the_form_again() -> None:
    """``reopen`` empties the form and tells those who fill it in; the partnership stays where it was."""
    nothing = {**THREE_BAD, "obstacles": [], "in_own_words": "We fell out."}
    p = filled_in(shipped(), an_agreed_pair(), "check_up", FINE, after_match(9), "ana")
    decision = shipped().submit(p, "check_up", answers=nothing, by="raj", at=after_match(10))
    p = there(decision)

    assert ("recorded", "agreed", ("check_up",)) == (decision.outcome, p.state, decision.records[-1].change.reopened)
    assert {("kim", "told"), ("ana", "opened"), ("raj", "opened")} == {(n.to, n.kind) for n in decision.notices}
    assert "agreed" == filled_in(shipped(), p, "check_up", FINE, after_match(11), "ana").state
    assert "checked_up" == filled_in(shipped(), p, "check_up", FINE, after_match(11), "ana", "raj").state


CHAIN = (
    """\
forms:
  note: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
  wish: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
  diary: {filled_in_by: mentor, open_from: third, fields: {text: {ask: What, text: any length}}}
states:
  open: {moves: {go: {by: mentee, to: second, tell: guide}}}
  second: {when_complete: {note: third}}
  third: {when_complete: {wish: fourth}}
  fourth: {moves: {round: {by: mentee, to: second}}}
"""
    + OVER
    + LEAVE
)


def test_arrival_goes_on_through_every_form_that_is_complete_in_one_record() -> None:
    """A chain of states stands in one record, and forms that open on the way are told."""
    flow = flow_of(CHAIN)
    p = filled_in(flow, filled_in(flow, begun(flow), "note", SO, hours(1), "ana"), "wish", SO, hours(2), "ana")
    decision = flow.fire(p, "go", by="ana", at=hours(3))

    assert (("second", "third", "fourth"), ("note", "wish")) == (
        decision.records[-1].entered, decision.records[-1].change.consumed,
    )  # fmt: skip
    assert [("kim", "told"), ("raj", "opened")] == [(n.to, n.kind) for n in decision.notices]
    again = flow.fire(there(decision), "round", by="ana", at=hours(4))
    assert (("second", "third", "fourth"), ()) == (again.records[-1].entered, again.notices)


def test_arrival_stops_at_the_first_form_that_is_not_complete() -> None:
    """Only what is there leads on."""
    flow = flow_of(CHAIN)
    p = there(flow.fire(filled_in(flow, begun(flow), "note", SO, hours(1), "ana"), "go", by="ana", at=hours(2)))

    assert "third" == p.state
    assert "fourth" == filled_in(flow, p, "wish", SO, hours(3), "ana").state


STAYS = (
    """\
conditions:
  stopped: {times.stop: {at_least: 1}}
routing:
  table:
    rows:
      - {if: {stopped: yes}, to: over}
      - {if: {stopped: no}, to: stay, tell: guide}
forms:
  note: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
states:
  open:
    moves: {go: {by: mentee, to: second}}
  second:
    when_complete: {note: table}
    moves: {stop: {by: mentee, to: stay}}
"""
    + OVER
    + LEAVE
)


def test_arrival_at_a_form_whose_row_stays_comes_to_rest() -> None:
    """A form leads on from a state at most once in a record; until it is saved again it has led where it leads."""
    flow = flow_of(STAYS)
    p = filled_in(flow, begun(flow), "note", SO, hours(1), "ana")
    decision = flow.fire(p, "go", by="ana", at=hours(2))
    stopped = flow.fire(there(decision), "stop", by="ana", at=hours(3))

    assert (("second",), [("table", 1, None)], ["kim"]) == (
        decision.records[-1].entered, rows(decision), [n.to for n in decision.notices],
    )  # fmt: skip
    assert ("recorded", []) == (stopped.outcome, rows(stopped))


BACK_ON = """\
forms:
  note: {filled_in_by: mentee, living: yes, fields: {text: {ask: What, text: any length}}}
states:
  open:
    when_complete: {note: second}
  second: {moves: {stop: {by: mentee, to: over}}}
  aside:
    when_complete: {note: over}
    moves: {return: {by: mentee, to: back}}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
    step: {by: mentee, to: aside, in: open}
"""


def test_arrival_back_in_a_state_finds_what_was_completed_meanwhile() -> None:
    """Going back to a state that waits for a form that is complete by now leads on."""
    flow = flow_of(BACK_ON.replace("    when_complete: {note: over}\n    moves", "    moves"))
    p = there(flow.fire(begun(flow), "step", by="ana", at=hours(1)))
    p = filled_in(flow, p, "note", SO, hours(2), "ana")
    decision = flow.fire(p, "return", by="ana", at=hours(3))

    assert (("open", "second"), True) == (decision.records[-1].entered, decision.records[-1].change.back)
    assert "over" == there(flow.fire(there(decision), "stop", by="ana", at=hours(4))).state


def test_arrival_by_an_edit_of_a_signed_form_leads_nowhere() -> None:
    """Moves already made stand: signing again what was changed does not enter the state again."""
    flow = shipped()
    p = filled_in(flow, in_state("agreed"), "agreement", TERMS, after_match(9), "ana")
    p = there(flow.sign(p, "agreement", by="ana", at=after_match(9)))
    again = flow.sign(p, "agreement", by="raj", at=after_match(10))

    assert ("recorded", "agreed", ("agreement",)) == (
        again.outcome, there(again).state, again.records[-1].change.completed,
    )  # fmt: skip


STARTED = (
    """\
forms:
  note: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
conditions:
  quick: {times.begin: {at_least: 1}}
routing:
  first:
    rows:
      - {if: {quick: yes}, to: second}
      - {if: {quick: no}, to: third, tell: guide, effect: greet}
effects: {greet: Greet them.}
states:
  second: {moves: {stop: {by: mentee, to: over}}}
  third: {moves: {stop: {by: mentee, to: over}}}
"""
    + OVER
    + LEAVE
)


def test_arrival_of_a_start_may_be_by_a_table() -> None:
    """A start may lead by a table, read before the start itself counts; the row is noted."""
    flow = flow_of(STARTED, start="start:\n  begin: {by: mentee, to: first}\n")
    people = {"mentee": "ana", "mentor": "raj", "guide": "kim"}
    decision = flow.start("begin", id="p", people=people, by="ana", at=hours(0))

    assert ("third", [("first", 1, None)], ("greet",)) == (there(decision).state, rows(decision), decision.effects)
    assert [("kim", "told", "begin"), ("ana", "opened", "note")] == [
        (n.to, n.kind, n.about) for n in decision.notices
    ]
    assert decision.partnership == flow.replay(decision.records)


RINGING = (
    """\
effects: {ring: Ring the bell., sing: Sing.}
conditions: {rung: {times.knock: {at_least: 3}}}
routing:
  heard:
    rows:
      - {if: {rung: yes}, to: over}
      - {if: {rung: no}, to: stay, tell: [guide, kin], effect: ring}
states:
  open:
    moves:
      knock: {by: mentee, to: heard, tell: [mentor, guide], effect: [sing, ring]}
      shout: {by: mentee, to: heard, asks: {what: {ask: What, text: any length}}}
      bow: {by: guide, to: stay, releases: kin, effect: sing}
"""
    + OVER
    + LEAVE
)


def test_arrival_by_a_row_that_stays_tells_and_asks_once() -> None:
    """Notices and effects of the row follow those of the move; nobody hears the same twice, in whatever role."""
    flow = flow_of(RINGING)
    p = begun(flow, people={"mentee": "ana", "mentor": "raj", "guide": "kim", "kin": ("kim", "sol")})
    knocked = flow.fire(p, "knock", by="ana", at=hours(1))
    shouted = flow.fire(p, "shout", by="ana", at=hours(1), answers={"what": "hey"})

    assert (["raj", "kim", "sol"], ("sing", "ring")) == ([n.to for n in knocked.notices], knocked.effects)
    assert {"knock"} == {notice.about for notice in knocked.notices}
    assert (["kim", "sol"], ("ring",), "open") == (
        [n.to for n in shouted.notices],
        shouted.effects,
        there(shouted).state,
    )
    assert knocked.partnership == flow.replay([migrated(p), *knocked.records])


TWO_WAITS = STAYS.replace("when_complete: {note: table}", "when_complete: {note: table, wish: over}").replace(
    "states:\n", "  wish: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}\nstates:\n", 1
)


def test_arrival_passes_over_a_form_that_has_led_already() -> None:
    """A form that was used up and stayed does not stand in the way of the next one that is waited for."""
    flow = flow_of(TWO_WAITS)
    p = filled_in(flow, begun(flow), "note", SO, hours(1), "ana")
    p = there(flow.fire(p, "go", by="ana", at=hours(2)))
    decision = flow.submit(p, "wish", answers=SO, by="ana", at=hours(3))

    assert ("over", ("wish",)) == (there(decision).state, decision.records[-1].change.consumed)


BY_DEADLINE = """\
states:
  open: {moves: {stop: {by: mentee, to: over}}}
  aside:
    deadlines:
      long: {within: 3 days, late: {to: back}}
  over: {final: over}
any_time:
  moves:
    step: {by: mentee, to: aside, in: open}
"""


def test_arrival_back_by_a_deadline_knows_where_from() -> None:
    """A state that only a deadline leaves backwards keeps the state before as well."""
    flow = flow_of(BY_DEADLINE)
    aside = there(flow.fire(begun(flow), "step", by="ana", at=hours(1)))
    (fallen,) = flow.tick(aside, at=hours(24 * 5))

    assert ("open", ("open",)) == (there(fallen).state, fallen.records[-1].entered)
