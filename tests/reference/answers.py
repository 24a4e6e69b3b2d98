"""
What people hand in, checked field by field in the plainest way and turned into plain values.

An answer is None when nothing was answered.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Date,
    Field,
    LengthOfTime,
    ListOf,
    Text,
    Texts,
    Tick,
    WholeNumber,
)
from tests.reference import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.reference.story import Story

UNITS = {
    "minute": Duration(minutes=1),
    "hour": Duration(minutes=60),
    "day": Duration(days=1),
    "week": Duration(days=7),
    "month": Duration(months=1),
    "year": Duration(months=12),
}


class Wrong(Exception):
    """An answer that is none."""


def length_of_time(text: str) -> Duration:
    """``3 days`` as a length; raises ``Wrong`` for anything else."""
    found = re.fullmatch(r"(\d{1,6}) ([a-z]+?)s?", text)
    if found is None or found[2] not in UNITS:
        raise Wrong(text)
    unit, count = UNITS[found[2]], int(found[1])
    return Duration(unit.months * count, unit.days * count, unit.minutes * count)


def read(story: Story, field: Field, raw: Any, at: dt.datetime) -> Any:  # noqa: PLR0911
    """One answer as a plain value; raises ``Wrong`` when it is not one of those allowed."""
    kind = field.kind
    if isinstance(kind, Text):
        return _if(isinstance(raw, str) and bool(raw.strip()) and (kind.up_to is None or len(raw) <= kind.up_to), raw)
    if isinstance(kind, Texts):
        return _if(isinstance(raw, list | tuple) and len(raw) == kind.count and all(raw), tuple(raw))
    if isinstance(kind, WholeNumber):
        return _if(isinstance(raw, int) and not isinstance(raw, bool) and kind.low <= raw <= kind.high, raw)
    if isinstance(kind, ChooseOne):
        return _if(raw in kind.names, raw)
    if isinstance(kind, ChooseAny):
        names = [kind.names[one - 1] if kind.numbered and isinstance(one, int) else one for one in raw]
        _if(all(name in kind.names for name in names), names)
        return _if(len(set(names)) >= kind.at_least, tuple(name for name in kind.names if name in names))
    if isinstance(kind, LengthOfTime):
        value = length_of_time(raw)
        low, high = (story.limit(end) if isinstance(end, str) else end for end in (kind.low, kind.high))
        assert isinstance(low, Duration)
        assert isinstance(high, Duration)
        return _if(clock.in_minutes(low) <= clock.in_minutes(value) <= clock.in_minutes(high), value)
    if isinstance(kind, Date):
        date = raw if isinstance(raw, dt.date) else dt.date.fromisoformat(raw)
        today = clock.day_on_the_wall(at, story.workflow.timezone)
        _if(not kind.not_later_than_today or date <= today, date)
        return _if(not kind.not_earlier_than_today or date >= today, date)
    if isinstance(kind, Tick):
        return _if(raw in {True, "yes"}, True)  # noqa: FBT003
    assert isinstance(kind, ListOf)
    _if(isinstance(raw, list | tuple) and len(raw) >= kind.at_least, raw)
    return tuple(tuple(_detail(story, detail, row, at) for detail in kind.fields) for row in raw)


def _detail(story: Story, field: Field, row: Mapping[str, Any], at: dt.datetime) -> Any:
    if row.get(field.name) is None:
        return _if(may_lack(field), None)
    return read(story, field, row[field.name], at)


def _if(fits: bool, value: Any) -> Any:  # noqa: FBT001
    if not fits:
        raise Wrong(value)
    return value


def may_lack(field: Field) -> bool:
    """Whether a question may be left unanswered."""
    return field.optional or (isinstance(field.kind, Tick) and not field.kind.required)


def outside_advice(field: Field, value: Any) -> bool:
    """Whether an answer is only noted because it is not as the file advises."""
    if value is None or field.should_be is None:
        return False
    if isinstance(field.should_be, WholeNumber):
        return not field.should_be.low <= value <= field.should_be.high
    return any(one not in field.should_be for one in (value if isinstance(value, tuple) else (value,)))
