"""Ruling 1: settle first."""

from __future__ import annotations

import pytest

from tests.rulings.small import MICRO, begun, day, falls, hours, refusals, small, there, ticked

WAITING = """\
states:
  open:
    moves:
      answer: {by: mentor, to: done}
      wait:   {by: mentee, to: stay}
    deadlines:
      first:  {within: 2 hours, late: {tell: mentor}}
      second: {within: 4 hours, late: {to: lapsed, tell: each partner}}
  lapsed:
    moves:
      revive: {by: mentee, to: open}
  done: {final: completed}
"""


def test_ruling_01_an_accepted_act_carries_what_fell_before_it() -> None:
    """Deadlines due at the instant of an act stand before it, in the decision and in the history."""
    flow = small(WAITING)
    decision = flow.fire(begun(flow), "wait", by="ana", at=hours(3))

    assert ["first"] == [before.record.name for before in decision.before if before.record]
    assert ["first", "wait"] == [record.name for record in decision.records]
    assert ["raj"] == [notice.to for notice in decision.notices]


def test_ruling_01_a_refused_act_gives_back_the_same_object_and_no_records() -> None:
    """What fell before a refused act is not kept by it."""
    flow = small(WAITING)
    p = begun(flow)
    decision = flow.fire(p, "answer", by="ana", at=hours(3))

    assert "refused" == decision.outcome
    assert decision.partnership is p
    assert () == decision.records
    assert () == decision.before


def test_ruling_01_an_act_is_judged_where_the_deadlines_have_led() -> None:
    """A deadline that leads elsewhere takes the moves of the old state with it."""
    flow = small(WAITING)
    decision = flow.fire(begun(flow), "answer", by="raj", at=hours(4))

    assert "not_offered" == decision.outcome
    assert [("not_offered", "answer")] == refusals(decision)
    assert "open" == there(flow.fire(begun(flow), "revive", by="ana", at=hours(4))).state


def test_ruling_01_options_are_those_after_what_has_fallen() -> None:
    """Asking what may be done lets deadlines fall first, and leaves the partnership as it was."""
    flow = small(WAITING)
    p = begun(flow)

    assert "answer" in {option.name for option in flow.options(p, at=hours(4) - MICRO, by="raj")}
    assert "revive" in {option.name for option in flow.options(p, at=hours(4), by="ana")}
    assert "open" == p.state


def test_ruling_01_due_is_what_is_owed_after_what_has_fallen() -> None:
    """Asking what is owed lets deadlines fall first."""
    flow = small(
        """\
        forms:
          note: {filled_in_by: mentee, fields: {text_of_it: {ask: Words, text: up to 10 characters}}}
        states:
          open:
            moves:
              answer: {by: mentor, to: done}
            deadlines:
              first: {within: 2 hours, late: {to: writing}}
          writing:
            when_complete: {note: done}
          done: {final: completed}
        """
    )
    p = begun(flow)

    assert [] == [due.name for due in flow.due(p, at=hours(2) - MICRO) if due.kind == "fill_in"]
    assert ["note"] == [due.name for due in flow.due(p, at=hours(2)) if due.kind == "fill_in"]


def test_ruling_01_a_tick_that_finds_nothing_leaves_no_trace() -> None:
    """Nothing is recorded where nothing has fallen."""
    flow = small(WAITING)

    assert () == flow.tick(begun(flow), at=hours(2) - MICRO)


def test_ruling_01_a_tick_earlier_than_the_last_record_returns_nothing() -> None:
    """A late worker does no harm."""
    flow = small(WAITING)
    p = there(flow.fire(begun(flow), "wait", by="ana", at=hours(1)))

    assert () == flow.tick(p, at=hours(0.5))


@pytest.mark.parametrize("schedule", [(), (2,), (1, 2, 3, 4, 5), (0, 2.5, 3.9), (4, 4, 4), (72,)])
def test_ruling_01_any_schedule_of_ticks_gives_the_same_records(schedule: tuple[float, ...]) -> None:
    """When somebody looked at the clock cannot be told from the history."""
    flow = small(WAITING)
    p, records = begun(flow), []
    for tick in schedule:
        fallen, p = ticked(flow, p, hours(tick))
        records += fallen
    decision = flow.fire(p, "revive", by="ana", at=day(9))
    records += decision.records

    assert [("first", hours(2)), ("second", hours(4)), ("revive", day(9))] == [(r.name, r.at) for r in records]


def test_ruling_01_several_deadlines_fall_one_after_the_other() -> None:
    """One tick long after gives a decision for each deadline that has fallen."""
    flow = small(WAITING)

    assert [("first", hours(2)), ("second", hours(4))] == falls(flow, begun(flow), day(30))
