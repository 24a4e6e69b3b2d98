"""
When a step happens: the words after ``at`` as an instant.

Three ways to say it: an instant (``2026-01-05 09:00``), a day counted from the match (``day 91``, ``day 91 09:00``),
or days before it (``-2 days``).
The time of day is noon where nothing else is said; days and times are local to the workflow's time zone.
Nothing here reads a clock, and nothing here knows of files.
"""

from __future__ import annotations

import datetime as dt
import re

from mentorflow.rules.calendar import zone

NOON = dt.time(12)
WAYS = "Write it like one of these: day 91, day 91 09:00, -2 days, 2026-01-05 09:00."

_CLOCK = r"(?: (?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
_COUNTED = re.compile(r"day (?P<days>-?\d{1,4})" + _CLOCK)
_BEFORE = re.compile(r"(?P<days>-\d{1,4}) days?" + _CLOCK)
_NEARLY = re.compile(r"(?:day ?)?(?P<days>\d{1,4})(?: days?)?", re.IGNORECASE)
_DATE = re.compile(r"[12]\d{3}-\d{2}-\d{2}")
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})" + _CLOCK)


def moment(words: str, *, day_0: dt.date, timezone: str) -> dt.datetime | None:
    """The instant that *words* mean, in UTC; None when they mean none."""
    found = _COUNTED.fullmatch(words) or _BEFORE.fullmatch(words) or _DATED.fullmatch(words)
    if found is None:
        return None
    parts = found.groupdict()
    date = calendar_date(parts["date"]) if "date" in parts else day_0 + dt.timedelta(days=int(parts["days"]))
    clock = _clock(parts["hour"], parts["minute"])
    if date is None or clock is None:
        return None
    return local_time(date, clock, timezone)


def nearest_moment(words: str) -> str | None:
    """The day that words most likely mean: a number with 'day' or 'days' somewhere; None where there is none."""
    found = _NEARLY.fullmatch(words)
    return None if found is None else f"day {int(found['days'])}"


def local_time(date: dt.date, clock: dt.time, timezone: str) -> dt.datetime:
    """The instant, in UTC, at which clocks in a zone show that date and time."""
    return dt.datetime.combine(date, clock, tzinfo=zone(timezone)).astimezone(dt.UTC)


def calendar_date(words: str) -> dt.date | None:
    """The date written ``2026-01-20``; None when there is no such date, or none in living memory."""
    if _DATE.fullmatch(words) is None:
        return None
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


def in_words(at: dt.datetime, *, day_0: dt.date, timezone: str) -> str:
    """An instant as people read it: local date and time, and the day counted from the match."""
    local = at.astimezone(zone(timezone))
    return f"{local:%Y-%m-%d %H:%M} (day {(local.date() - day_0).days})"


def _clock(hour: str | None, minute: str | None) -> dt.time | None:
    if hour is None or minute is None:
        return NOON
    return dt.time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None  # noqa: PLR2004
