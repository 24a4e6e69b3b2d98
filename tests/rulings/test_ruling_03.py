"""Ruling 3: half-open limits."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.rulings.small import MICRO, begun, day, falls, hours, small, there

ONE = """\
states:
  open:
    moves:
      wait: {by: mentee, to: stay}
    deadlines:
      once: {within: %s, late: {tell: mentor}}
      stop: {within: 3000 days, late: {to: over}}
  over: {final: over}
"""


def utc(text: str) -> dt.datetime:
    """An instant written in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def fall_of(length: str, zone: str, anchor: str) -> dt.datetime:
    """When a limit counted from an instant falls in a zone."""
    flow = small(ONE % length, zone=zone)
    p = begun(flow, utc(anchor))
    return next(at for name, at in falls(flow, p, utc(anchor) + dt.timedelta(days=800)) if name == "once")


def test_ruling_03_an_act_a_microsecond_before_the_limit_comes_before_the_fall() -> None:
    """Until the last microsecond of the time allowed nothing has fallen."""
    flow = small(ONE % "48 hours")
    decision = flow.fire(begun(flow), "wait", by="ana", at=hours(48) - MICRO)

    assert () == decision.before


def test_ruling_03_an_act_at_that_very_instant_comes_after_the_fall() -> None:
    """At anchor plus limit the deadline has fallen, and the act finds it fallen."""
    flow = small(ONE % "48 hours")
    decision = flow.fire(begun(flow), "wait", by="ana", at=hours(48))

    assert [("once", hours(48)), ("wait", hours(48))] == [(record.name, record.at) for record in decision.records]


@pytest.mark.parametrize(
    ("length", "zone", "anchor", "expected"),
    [
        ("1 day", "UTC", "2025-03-01T00:00:00", "2025-03-03T00:00:00"),
        ("1 day", "UTC", "2025-03-01T23:59:59.999999", "2025-03-03T00:00:00"),
        ("90 days", "America/New_York", "2026-01-05T14:00:00", "2026-04-06T04:00:00"),
        ("1 week", "Europe/Berlin", "2025-03-24T10:00:00", "2025-03-31T22:00:00"),
        ("1 month", "UTC", "2025-01-31T10:00:00", "2025-03-01T00:00:00"),
        ("1 month", "UTC", "2024-01-31T10:00:00", "2024-03-01T00:00:00"),
        ("1 year", "UTC", "2024-02-29T10:00:00", "2025-03-01T00:00:00"),
    ],
)
def test_ruling_03_days_end_with_the_last_local_day(length: str, zone: str, anchor: str, expected: str) -> None:
    """N days end at the first instant of the local date N + 1 days after the anchor's."""
    assert utc(expected) == fall_of(length, zone, anchor)


@pytest.mark.parametrize(
    ("zone", "anchor", "expected"),
    [
        ("America/Sao_Paulo", "2017-10-13T15:00:00", "2017-10-15T03:00:00"),
        ("Africa/Cairo", "2023-04-26T10:00:00", "2023-04-27T22:00:00"),
        ("Asia/Beirut", "2022-03-25T10:00:00", "2022-03-26T22:00:00"),
    ],
)
def test_ruling_03_where_midnight_is_skipped_the_day_begins_with_its_first_instant(
    zone: str, anchor: str, expected: str
) -> None:
    """A zone whose clocks jump at midnight has no midnight that day; the day begins all the same."""
    assert utc(expected) == fall_of("1 day", zone, anchor)


def test_ruling_03_a_day_that_does_not_exist_is_over_when_the_next_begins() -> None:
    """In Apia 30 December 2011 was left out: what would end at its first instant ends with the 29th."""
    assert utc("2011-12-30T10:00:00") == fall_of("1 day", "Pacific/Apia", "2011-12-28T20:00:00")
    assert utc("2011-12-30T10:00:00") == fall_of("2 days", "Pacific/Apia", "2011-12-28T20:00:00")


def test_ruling_03_where_midnight_comes_twice_the_first_one_counts() -> None:
    """In Havana clocks go back from one to midnight; the day has begun at the first midnight."""
    assert utc("2024-11-03T04:00:00") == fall_of("1 day", "America/Havana", "2024-11-01T16:00:00")


@pytest.mark.parametrize(("anchor", "expected"), [("2025-03-29T12:00:00", "2025-03-30T12:00:00")])
def test_ruling_03_hours_run_through_a_clock_change(anchor: str, expected: str) -> None:
    """24 hours are 24 hours, also across the night in which an hour is missing."""
    assert utc(expected) == fall_of("24 hours", "Europe/Berlin", anchor)


@pytest.mark.parametrize(("whole", "percent", "days"), [("7 days", 50, 3), ("9 days", 33, 2), ("10 days", 99, 9)])
def test_ruling_03_shares_round_down(whole: str, percent: int, days: int) -> None:
    """A share of a limit in days is cut to whole days."""
    flow = small(f"limits: {{whole: {whole}, part: {percent}% of whole}}\n" + ONE % "part")

    assert [("once", day(days + 1, hour=0))] == falls(flow, begun(flow), day(60))


def test_ruling_03_shares_of_hours_round_down_to_minutes() -> None:
    """A third of an hour, cut to whole minutes."""
    flow = small("limits: {whole: 1 hour, part: 33% of whole}\n" + ONE % "part")

    assert [("once", hours(0) + dt.timedelta(minutes=19))] == falls(flow, begun(flow), hours(1))


TOGETHER = """\
states:
  open:
    moves: {wait: {by: mentee, to: stay}}
    deadlines:
      one:   {within: 2 hours, late: {tell: mentor}}
      two:   {within: 1 hour, 1 hour after: {tell: mentee}}
      three: {within: 2 hours, late: {to: later}}
      four:  {within: 2 hours, late: {tell: mentor}}
  later:
    moves: {wait: {by: mentee, to: over}}
  over: {final: over}
any_time:
  deadlines:
    five: {within: 2 hours, counted_from: open, late: {tell: guide}}
"""


def test_ruling_03_deadlines_that_fall_together_fall_in_the_order_of_the_file() -> None:
    """At one instant the file decides who is first, and after each it is looked again what still stands."""
    flow = small(TOGETHER)

    assert ["one", "two", "three", "five"] == [name for name, _ in falls(flow, begun(flow), hours(2))]


def test_ruling_03_what_falls_earlier_falls_first_whatever_the_file_says() -> None:
    """Only among equals the order of the file counts."""
    flow = small(
        """\
        states:
          open:
            moves: {wait: {by: mentee, to: over}}
            deadlines:
              late:  {within: 3 hours, late: {tell: mentor}}
              early: {within: 2 hours, late: {tell: mentor}}
          over: {final: over}
        """
    )

    assert ["early", "late"] == [name for name, _ in falls(flow, begun(flow), hours(9))]


def test_ruling_03_marks_lie_whole_days_around_the_due_instant() -> None:
    """Days before and after a day's end are days' ends themselves, also across a clock change."""
    flow = small(
        """\
        states:
          open:
            moves: {wait: {by: mentee, to: over}}
            deadlines:
              once:
                within: 30 days
                7 days before: {tell: mentor}
                late: {tell: mentor}
                1 day after: {tell: mentor}
          over: {final: over}
        """,
        zone="Europe/Berlin",
    )
    p = begun(flow)
    due = utc("2025-03-31T22:00:00")

    assert [utc("2025-03-24T23:00:00"), due, due + dt.timedelta(days=1)] == [at for _, at in falls(flow, p, day(60))]


def test_ruling_03_a_form_handed_in_at_the_last_instant_is_in_time() -> None:
    """Day N belongs to the time allowed to its last microsecond."""
    flow = small(
        """\
        forms:
          note:
            filled_in_by: mentee
            due: {within: 3 days, counted_from: open, late: {tell: guide}}
            fields: {words: {ask: Words, text: up to 10 characters}}
        states:
          open: {when_complete: {note: over}}
          over: {final: over}
        """
    )
    p = begun(flow)
    in_time = flow.submit(p, "note", answers={"words": "x"}, by="ana", at=day(4, hour=0) - MICRO)
    too_late = flow.submit(p, "note", answers={"words": "x"}, by="ana", at=day(4, hour=0))

    assert "over" == there(in_time).state
    assert () == in_time.before
    assert ["note"] == [before.record.name for before in too_late.before if before.record]
