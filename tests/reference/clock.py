"""
Days, hours and shares of a limit, done the long way round with ``zoneinfo`` and datetimes.

The first instant of a local day is found by walking on until the calendar on the wall shows it; a quarter of an hour
at a time, because clocks change at no other instants.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from mentorflow.rules.calendar import Duration

MINUTE = dt.timedelta(minutes=1)
QUARTER = dt.timedelta(minutes=15)


def day_on_the_wall(at: dt.datetime, timezone: str) -> dt.date:
    """The date that a calendar in the zone shows at an instant."""
    return at.astimezone(ZoneInfo(timezone)).date()


@lru_cache(maxsize=4096)
def day_begins(date: dt.date, timezone: str) -> dt.datetime:
    """The first instant at which the calendar on the wall shows this date, or a later one if it never shows it."""
    at = dt.datetime.combine(date, dt.time(), dt.UTC) - dt.timedelta(hours=30)
    while day_on_the_wall(at, timezone) < date:
        at += QUARTER
    return at


def months_later(date: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of that month when it has no such day."""
    year, month = date.year, date.month + months
    while month > 12:
        year, month = year + 1, month - 12
    while month < 1:
        year, month = year - 1, month + 12
    day = date.day
    while True:
        try:
            return dt.date(year, month, day)
        except ValueError:
            day -= 1


def days_later(date: dt.date, length: Duration, sign: int = 1) -> dt.date:
    """A date moved on, or back, by calendar time."""
    return months_later(date, sign * length.months) + sign * dt.timedelta(days=length.days)


def over_at(anchor: dt.datetime, length: Duration, timezone: str) -> dt.datetime:
    """The instant at which a length of time is over: hours run, days end with the last day."""
    if length.minutes:
        return anchor + length.minutes * MINUTE
    last_day = days_later(day_on_the_wall(anchor, timezone), length)
    return day_begins(last_day + dt.timedelta(days=1), timezone)


def moved(at: dt.datetime, length: Duration, sign: int, timezone: str) -> dt.datetime:
    """An instant so much earlier or later; calendar time keeps the time of day, and a day's end a day's end."""
    if length.minutes:
        return at + sign * length.minutes * MINUTE
    there = at.astimezone(ZoneInfo(timezone))
    date = days_later(there.date(), length, sign)
    if there.time() == dt.time():
        return day_begins(date, timezone)
    return dt.datetime.combine(date, there.time(), ZoneInfo(timezone)).astimezone(dt.UTC)


def added(one: Duration, other: Duration) -> Duration:
    """Two lengths one after the other."""
    return Duration(one.months + other.months, one.days + other.days, one.minutes + other.minutes)


def in_minutes(length: Duration) -> int:
    """A length for comparing: a year is 365 days, a month 30."""
    years = length.months // 12
    return length.minutes + 24 * 60 * (length.days + 365 * years + 30 * (length.months - 12 * years))


def part_of(amount: int | Duration, percent: int) -> int | Duration:
    """So many hundredths, rounded down to a whole number, a whole day or a whole minute."""
    if isinstance(amount, int):
        return amount * percent // 100
    if amount.minutes:
        return Duration(minutes=amount.minutes * percent // 100)
    return Duration(days=(in_minutes(amount) // (24 * 60)) * percent // 100)
