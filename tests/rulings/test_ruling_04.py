"""Ruling 4: one fall per deadline."""

from __future__ import annotations

import datetime as dt

from tests.rulings.small import (
    FACTS,
    after_match,
    agreed,
    begun,
    day,
    falls,
    hours,
    shipped,
    slugs,
    small,
    there,
    ticked,
)

ONCE = """\
states:
  open:
    moves: {wait: {by: mentee, to: stay}}
    deadlines:
      once: {within: 2 hours, late: {tell: mentor}}
  over: {final: over}
any_time:
  moves: {leave: {by: either partner, to: over}}
"""


def test_ruling_04_a_deadline_falls_once() -> None:
    """What has fallen does not fall again, however often and however late it is looked at."""
    flow = small(ONCE)
    records, p = ticked(flow, begun(flow), hours(2))

    assert ["once"] == [record.name for record in records]
    assert [] == falls(flow, p, hours(2))
    assert [] == falls(flow, p, day(900))


def test_ruling_04_the_record_stands_at_its_due_instant_and_not_at_that_of_the_tick() -> None:
    """A tick three months late writes the very same record as one in time."""
    flow = small(ONCE)
    p = begun(flow)

    assert flow.tick(p, at=hours(2))[0].record == flow.tick(p, at=day(90))[0].record
    assert [("once", hours(2))] == falls(flow, p, day(90))


def test_ruling_04_a_deadline_that_begins_to_stand_too_late_falls_with_the_record_that_brought_it() -> None:
    """Where the due instant is past when the deadline begins to stand, the record's instant is that of the entry."""
    flow = small(
        """\
        states:
          open:
            moves: {go: {by: mentee, to: second}}
          second:
            moves: {leave: {by: mentee, to: over}}
            deadlines:
              once: {within: 2 hours, counted_from: open, late: {tell: mentor}}
          over: {final: over}
        """
    )
    p = there(flow.fire(begun(flow), "go", by="ana", at=hours(5)))

    assert [("once", hours(5))] == falls(flow, p, hours(7))


def test_ruling_04_a_new_entry_is_a_new_anchor() -> None:
    """A deadline counted from the entry of its state falls once for each entry."""
    flow = small(
        """\
        states:
          open:
            moves: {again: {by: mentee, to: open}}
            deadlines:
              once: {within: 2 hours, late: {tell: mentor}}
          over: {final: over}
        any_time:
          moves: {leave: {by: either partner, to: over}}
        """
    )
    _, p = ticked(flow, begun(flow), hours(2))
    p = there(flow.fire(p, "again", by="ana", at=hours(3)))

    assert [("once", hours(5))] == falls(flow, p, hours(9))


EXTENDED = """\
limits:
  length:
    usually: 10 days
    may_be: 5 days to 100 days
ends:
  within: length
  counted_from: open
  2 days before: {tell: mentor}
  late: {tell: mentee}
states:
  open:
    moves:
      extend:
        by: guide
        to: stay
        asks:
          extra:
            ask: How much longer
            length_of_time: 1 day to 50 days
        lengthens: {length: extra}
  over: {final: over}
any_time:
  moves: {leave: {by: either partner, to: over}}
"""


def test_ruling_04_an_extension_arms_a_deadline_again() -> None:
    """A longer limit is another deadline: its marks fall anew, also those that have fallen for the shorter one."""
    flow = small(EXTENDED)
    records, p = ticked(flow, begun(flow), day(10))
    assert [("ends", day(9, hour=0))] == [(record.name, record.at) for record in records]

    p = there(flow.fire(p, "extend", by="kim", at=day(10, hour=13), answers={"extra": "5 days"}))

    assert [("ends", day(14, hour=0)), ("ends", day(16, hour=0))] == falls(flow, p, day(50))


def test_ruling_04_an_extension_after_the_end_still_arms_it_again() -> None:
    """Where the longer limit is past as well, its marks fall with the record of the extension."""
    flow = small(EXTENDED)
    p = there(flow.fire(begun(flow), "extend", by="kim", at=day(40), answers={"extra": "1 day"}))

    assert [("ends", day(40)), ("ends", day(40))] == falls(flow, p, day(40))


def test_ruling_04_every_goes_on_and_stops_at_the_end() -> None:
    """A repeating deadline falls every time its length is over, and never after the partnership has ended."""
    flow = small(
        """\
        states:
          open:
            moves: {leave: {by: mentee, to: over}}
          over: {final: over}
        any_time:
          deadlines:
            look: {every: 10 days, counted_from: open, tell: each partner}
        """
    )
    p = begun(flow)

    expected = [("look", day(11, hour=0)), ("look", day(21, hour=0)), ("look", day(31, hour=0))]
    assert expected == falls(flow, p, day(40))
    over = there(flow.fire(p, "leave", by="ana", at=day(15)))
    assert [] == falls(flow, over, day(90))


def test_ruling_04_every_stops_at_most_so_often() -> None:
    """``at_most`` is how often it falls for one anchor."""
    flow = small(
        """\
        states:
          open:
            moves: {leave: {by: mentee, to: over}}
            deadlines:
              look: {every: 3 hours, at_most: 2, tell: mentor}
          over: {final: over}
        """
    )

    assert [("look", hours(3)), ("look", hours(6))] == falls(flow, begun(flow), day(9))


def test_ruling_04_a_limit_is_above_zero() -> None:
    """A deadline that would fall as soon as it stands, for ever, is an error in the file."""
    assert [] != slugs(ONCE.replace("2 hours", "0 hours"))
    assert [] == slugs(ONCE)


def test_ruling_04_a_year_of_the_shipped_workflow_ends_on_its_last_day() -> None:
    """365 days after a match at 14:00 UTC in New York end with that local day, and an extension moves them."""
    flow = shipped()
    p = agreed(flow)
    due = dt.datetime(2027, 1, 6, 5, tzinfo=dt.UTC)
    assert due in [at for name, at in falls(flow, p, due) if name == "ends"]

    extended = flow.fire(p, "extend", by="kim", at=after_match(20), answers={"extra_time": "10 days"}, facts=FACTS)
    later = falls(flow, there(extended), due + dt.timedelta(days=10))
    assert due + dt.timedelta(days=10) in [at for name, at in later if name == "ends"]
    assert due not in [at for name, at in later if name == "ends"]
