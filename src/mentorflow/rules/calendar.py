"""
Lengths of time, and what instant a length of time ends at.

Hours and minutes are elapsed time; days, weeks, months and years are calendar time and end with a local day (D-52).
Instants are whole microseconds since 1970 in UTC, as everywhere in mentorflow.
Nothing here reads a clock, and nothing here knows of workflows.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo

import attrs

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

# What a unit is made of: (months, days, minutes).
UNITS: dict[str, tuple[int, int, int]] = {
    "minute": (0, 0, 1),
    "hour": (0, 0, 60),
    "day": (0, 1, 0),
    "week": (0, 7, 0),
    "month": (1, 0, 0),
    "year": (12, 0, 0),
}
_LENGTH = re.compile(r"(\d{1,6}) (minute|hour|day|week|month|year)s?")


@attrs.frozen
class Duration:
    """
    A length of time as a file writes it.

    Either calendar time (*months* and *days*) or elapsed time (*minutes*), never both: two days and 48 hours are
    different lengths (D-52).
    *written* is how a file or an answer says it, such as ``2 weeks``; it is no part of the length.
    """

    months: int = 0
    days: int = 0
    minutes: int = 0
    written: str = attrs.field(default="", eq=False, repr=False, kw_only=True)

    @property
    def is_calendar(self) -> bool:
        """Whether it ends with a local day rather than after so many minutes."""
        return not self.minutes

    @property
    def nominal(self) -> int:
        """Minutes, with a month taken as 30 days and twelve months as 365: for ordering only, never for due dates."""
        if not self.months:
            return self.minutes + 1440 * self.days
        years, months = divmod(self.months, 12)
        return 1440 * (self.days + 30 * months + 365 * years)

    def plus(self, other: Duration) -> Duration:
        """Both lengths together; only lengths of one family (calendar or elapsed) may be added."""
        return Duration(self.months + other.months, self.days + other.days, self.minutes + other.minutes)

    def times(self, count: int) -> Duration:
        """So many times this length."""
        return Duration(self.months * count, self.days * count, self.minutes * count)

    def share(self, percent: int) -> Duration:
        """That many hundredths of it, rounded down to whole days or minutes; months count as 30 days."""
        if self.minutes:
            return Duration(minutes=self.minutes * percent // 100)
        return Duration(days=self.nominal // 1440 * percent // 100)

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        hours, minutes = divmod(self.minutes, 60)
        parts = ((years, "year"), (months, "month"), (self.days, "day"), (hours, "hour"), (minutes, "minute"))
        return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count) or "0 days"


@lru_cache(maxsize=256)
def duration(text: str) -> Duration | None:
    """Read ``90 days``, ``1 hour`` and the like; None when the text is nothing of the kind."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    months, days, minutes = UNITS[match[2]]
    count = int(match[1])
    return Duration(months * count, days * count, minutes * count, written=text)


def as_written(value: object) -> str:
    """A value in words: a length of time in the unit it was written in, where that is known."""
    return value.written if isinstance(value, Duration) and value.written else str(value)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of that name; raises what ``zoneinfo`` raises for an unknown one."""
    return ZoneInfo(name)


def microseconds(at: dt.datetime) -> int:
    """An aware instant as microseconds since 1970 in UTC."""
    return (at - EPOCH) // MICROSECOND


def instant(at: int) -> dt.datetime:
    """The aware UTC datetime of so many microseconds since 1970."""
    return EPOCH + dt.timedelta(microseconds=at)


def local_date(at: int, timezone: str) -> dt.date:
    """The calendar date of an instant in a zone."""
    return dt.datetime.fromtimestamp(at // 1_000_000, zone(timezone)).date()


def first_instant(date: dt.date, timezone: str) -> int:
    """
    The first instant of a local date.

    Where the zone skips midnight, or the whole date, this is the first instant that exists on or after it.
    """
    naive = dt.datetime.combine(date, dt.time())
    midnight = naive.replace(tzinfo=zone(timezone))
    there = microseconds(midnight.astimezone(dt.UTC))
    back = instant(there).astimezone(zone(timezone))
    if back.replace(tzinfo=None) == naive:
        return there
    return _after_gap(naive, timezone)


def add_to_date(date: dt.date, length: Duration) -> dt.date:
    """A date so many months and days later; a month too short ends at its last day."""
    years, month = divmod(date.month - 1 + length.months, 12)
    year = date.year + years
    day = min(date.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day) + dt.timedelta(days=length.days)


def end_of(anchor: int, length: Duration, timezone: str) -> int:
    """
    The instant at which a length of time counted from *anchor* is over.

    Elapsed time ends that many minutes later; N days end at the first instant of the local date anchor + N + 1, so
    the whole of day N still belongs to it.
    """
    if length.minutes:
        return anchor + length.minutes * MINUTE
    last = add_to_date(local_date(anchor, timezone), length)
    return first_instant(last + dt.timedelta(days=1), timezone)


def shifted(at: int, length: Duration, sign: int, timezone: str) -> int:
    """
    An instant moved by a length of time, back (*sign* -1) or on (+1).

    Elapsed time is added; calendar time keeps the local time of day, so that a day's end stays a day's end.
    """
    if length.minutes:
        return at + sign * length.minutes * MINUTE
    local = instant(at).astimezone(zone(timezone))
    date = add_to_date(local.date(), Duration(sign * length.months, sign * length.days))
    if local.time() == dt.time():
        return first_instant(date, timezone)
    return microseconds(dt.datetime.combine(date, local.time(), tzinfo=zone(timezone)).astimezone(dt.UTC))


def no_sooner_than(anchor: int, length: Duration) -> int:
    """A cheap instant that ``end_of(anchor, length, any zone)`` never precedes; no calendar is consulted."""
    return anchor + length.minutes * MINUTE + max(0, length.days + 28 * length.months - 2) * DAY


def _after_gap(naive: dt.datetime, timezone: str) -> int:
    """The first instant after a local time that does not exist: where the offset before it stops being in force."""
    before = microseconds(naive.replace(tzinfo=zone(timezone), fold=0).astimezone(dt.UTC)) - 2 * DAY
    after = before + 4 * DAY
    while after - before > 1:
        middle = (before + after) // 2
        if instant(middle).astimezone(zone(timezone)).replace(tzinfo=None) < naive:
            before = middle
        else:
            after = middle
    return after
