"""Ruling 8: moments."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.rulings.small import FACTS, FINE, after_match, agreed, begun, day, falls, hours, shipped, small, there

COUNTED = """\
states:
  open:
    moves:
      again: {by: mentee, to: open}
      stay_on: {by: mentee, to: stay}
      go: {by: mentee, to: second}
    deadlines:
      entry:  {within: 4 hours, late: {tell: mentor}}
      first:  {within: 4 hours, counted_from: open, late: {tell: mentor}}
      anew:   {within: 4 hours, counted_anew_from: stay_on, late: {tell: mentor}}
      either: {within: 4 hours, counted_anew_from: [open, stay_on], late: {tell: mentor}}
  second:
    moves: {back_again: {by: mentee, to: open}}
  over: {final: over}
any_time:
  moves: {leave: {by: either partner, to: over}}
"""


def test_ruling_08_counted_from_is_the_first_time_and_kept() -> None:
    """Entering again does not move a deadline that counts from the first entry."""
    flow = small(COUNTED)
    p = there(flow.fire(begun(flow), "again", by="ana", at=hours(1)))

    assert ("first", hours(4)) in falls(flow, p, hours(9))
    assert ("entry", hours(5)) in falls(flow, p, hours(9))


def test_ruling_08_counted_anew_is_the_latest_time() -> None:
    """Each making of the move starts the time again."""
    flow = small(COUNTED)
    p = there(flow.fire(begun(flow), "stay_on", by="ana", at=hours(1)))
    p = there(flow.fire(p, "stay_on", by="ana", at=hours(2)))

    assert [("anew", hours(6)), ("either", hours(6))] == [
        one for one in falls(flow, p, hours(9)) if one[1] == hours(6)
    ]


def test_ruling_08_staying_is_no_entry() -> None:
    """A move that stays restarts nothing that counts from the entry of the state."""
    flow = small(COUNTED)
    p = there(flow.fire(begun(flow), "stay_on", by="ana", at=hours(1)))

    assert ("entry", hours(4)) in falls(flow, p, hours(9))
    assert ("first", hours(4)) in falls(flow, p, hours(9))


def test_ruling_08_an_anchor_that_never_happened_gives_no_deadline() -> None:
    """What counts from a move nobody has made does not fall."""
    flow = small(COUNTED)

    assert "anew" not in [name for name, _ in falls(flow, begun(flow), day(900))]


PAUSED = """\
limits: {rest: 3 days}
states:
  open:
    moves:
      go: {by: mentee, to: over}
    deadlines:
      hours: {within: 10 hours, late: {tell: mentor}}
      days:
        within: 10 days
        5 days before: {tell: mentor}
        late: {tell: mentor}
  resting:
    clocks: stopped
    moves:
      wake: {by: either partner, to: back}
    deadlines:
      long_rest: {within: rest, late: {tell: guide}}
  over: {final: over}
any_time:
  moves:
    rest_now: {by: either partner, to: resting, in: open}
    leave: {by: either partner, to: over}
  deadlines:
    look: {every: 4 days, counted_from: open, tell: guide}
"""


def test_ruling_08_stopped_clocks_shift_what_has_not_fallen() -> None:
    """After the pause each mark falls later by the time spent there."""
    flow = small(PAUSED)
    p = there(flow.fire(begun(flow), "rest_now", by="ana", at=hours(9)))
    p = there(flow.fire(p, "wake", by="ana", at=hours(9 + 30)))
    shift = dt.timedelta(hours=30)

    found = falls(flow, p, day(20))
    assert ("hours", hours(10) + shift) in found
    assert [day(6, hour=0) + shift, day(11, hour=0) + shift] == [at for name, at in found if name == "days"]
    assert day(5, hour=0) + shift in [at for name, at in found if name == "look"]


def test_ruling_08_while_clocks_are_stopped_only_the_states_own_deadlines_stand() -> None:
    """Nothing else falls during a pause, and what has fallen before is not shifted."""
    flow = small(PAUSED)
    p = there(flow.fire(begun(flow), "rest_now", by="ana", at=day(7)))

    assert [("long_rest", day(11, hour=0))] == falls(flow, p, day(40))
    awake = flow.fire(p, "wake", by="ana", at=day(8))
    assert [("days", day(12, hour=0))] == [one for one in falls(flow, there(awake), day(12)) if one[0] == "days"]


def test_ruling_08_two_pauses_add_up() -> None:
    """Each stretch counts by its part between the anchor and the mark."""
    flow = small(PAUSED)
    p = begun(flow)
    for start, stop in ((1, 2), (3, 6)):
        p = there(flow.fire(p, "rest_now", by="ana", at=hours(start)))
        p = there(flow.fire(p, "wake", by="ana", at=hours(stop)))

    assert ("hours", hours(14)) in falls(flow, p, day(2))


def test_ruling_08_going_back_restarts_no_clock() -> None:
    """The state before a pause is taken up where it was left: its own deadline counts from the entry back then."""
    flow = small(PAUSED)
    p = there(flow.fire(begun(flow), "rest_now", by="ana", at=hours(9)))
    back = flow.fire(p, "wake", by="ana", at=hours(9.5))

    assert ("open",) == back.records[-1].entered
    assert ("hours", hours(10.5)) in falls(flow, there(back), day(2))


def test_ruling_08_half_of_the_time_left_counts_from_the_latest_moment() -> None:
    """The review of the shipped workflow is due when half of what was left at the match is over."""
    flow = shipped()
    p = agreed(flow)
    p = there(flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(20)))
    p = there(flow.submit(p, "check_up", answers=FINE, by="raj", at=after_match(20)))
    due = dt.datetime(2026, 7, 7, 4, tzinfo=dt.UTC)

    assert "checked_up" == p.state
    assert [due - dt.timedelta(days=14), due] == [
        at for name, at in falls(flow, p, due) if name == "mid_point_review"
    ]


@pytest.mark.parametrize(("length", "expected"), [("30 days", 15), ("31 days", 15), ("33 days", 16)])
def test_ruling_08_time_left_is_what_was_left_at_the_anchor(length: str, expected: int) -> None:
    """Half of an odd number of days left is rounded down."""
    flow = small(
        f"""\
        limits:
          length: {length}
          half: 50% of time left
        ends: {{within: length, counted_from: open, late: {{tell: guide}}}}
        states:
          open:
            moves: {{leave: {{by: mentee, to: over}}}}
            deadlines:
              half_way: {{within: half, counted_from: open, late: {{tell: mentor}}}}
          over: {{final: over}}
        """
    )

    assert ("half_way", day(expected + 1, hour=0)) in falls(flow, begun(flow), day(90))


def test_ruling_08_an_extension_moves_the_deadlines_that_hang_on_the_end() -> None:
    """Half of what was left at the match is more when there is more."""
    flow = shipped()
    p = agreed(flow)
    extended = flow.fire(p, "extend", by="kim", at=after_match(7), answers={"extra_time": "20 days"}, facts=FACTS)
    shift = dt.timedelta(days=10)
    due = dt.datetime(2026, 7, 7, 4, tzinfo=dt.UTC)

    assert due + shift in [at for name, at in falls(flow, there(extended), due + shift) if name == "mid_point_review"]
