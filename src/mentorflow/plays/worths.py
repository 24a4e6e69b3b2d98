"""
Values worth trying as an answer or as a fact: one that is always fine, and those on both sides of what a test asks.

Values are those that a step of a scenario holds (``values``): lists are tuples, lengths of time and texts are words.
Pure; nothing here knows of partnerships, and nothing here decides.
"""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from mentorflow.plays.thresholds import step_of
from mentorflow.plays.values import Rows
from mentorflow.rules.calendar import Duration, duration
from mentorflow.rules.meaning import limit_value, passes, wanted
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Date,
    Fact,
    LengthOfTime,
    LimitName,
    ListOf,
    Text,
    Texts,
    Tick,
    WholeNumber,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.meaning import Anything
    from mentorflow.rules.workflow import Field, Kind, Share, Test

# A test whose right-hand side has been worked out: its operator and the value it compares with.
Asked: TypeAlias = tuple[str, Any]

MOST_SETS = 64
_DAY = 1440
_HOUR = 60


@attrs.frozen
class Base:
    """
    What answers may depend on: the limits of a partnership, and the day that dates are given as.

    *today* is the day of the act, for dates that may not be earlier.
    """

    layout: Layout
    limits: tuple[int | Duration | Share, ...]
    day: dt.date
    today: dt.date

    def length(self, written: Duration | str) -> Duration:
        """A length of time, or the one that a limit has."""
        if isinstance(written, Duration):
            return written
        value = limit_value(self.layout, self.limits, written)
        return value if isinstance(value, Duration) else Duration()

    def asked(self, test: Test) -> Asked | None:
        """A test with its right-hand side; None where that is another answer or another fact."""
        if isinstance(test.value, Fact):
            return None
        if isinstance(test.value, LimitName):
            return test.op, limit_value(self.layout, self.limits, test.value.name)
        return test.op, wanted(self.layout.workflow, test)


# --- one value that is fine -----------------------------------------------------------------------------------------
def fine(field: Field, base: Base) -> Anything:
    """An answer that is accepted without a warning, and easy to read."""
    return _fine(field.kind, field, base)


def _fine(kind: Kind, field: Field | None, base: Base) -> Anything:
    return _FINE[type(kind)](kind, field, base)


def _words(field: Field | None) -> str:
    return "Something" if field is None else field.name.replace("_", " ").capitalize()


def _text(kind: Text, field: Field | None, _: Base) -> str:
    return _words(field)[: kind.up_to]


def _texts(kind: Texts, field: Field | None, _: Base) -> tuple[str, ...]:
    return tuple(f"{_words(field)} {number}" for number in range(1, kind.count + 1))


def _number(kind: WholeNumber, field: Field | None, _: Base) -> int:
    advised = None if field is None else field.should_be
    low, high = (advised.low, advised.high) if isinstance(advised, WholeNumber) else (kind.low, kind.high)
    return min(max(2, low), high)


def _one(kind: ChooseOne, field: Field | None, _: Base) -> str:
    advised = None if field is None else field.should_be
    return advised[0] if isinstance(advised, tuple) else kind.names[0]


def _any(kind: ChooseAny, field: Field | None, _: Base) -> tuple[str, ...]:
    advised = None if field is None else field.should_be
    few = max(1, kind.at_least)
    return advised[:few] if isinstance(advised, tuple) and len(advised) >= few else kind.names[:few]


def _length(kind: LengthOfTime, _: Field | None, base: Base) -> str:
    return length_in_words(base.length(kind.low))


def _date(kind: Date, _: Field | None, base: Base) -> dt.date:
    return base.today if kind.not_earlier_than_today else base.day


def _tick(*_: object) -> bool:
    return True


def _rows(kind: ListOf, _: Field | None, base: Base) -> Rows:
    row = tuple((each.name, fine(each, base)) for each in kind.fields if not each.optional)
    return Rows((row,) * max(1, kind.at_least))


_FINE: dict[type[Any], Callable[..., Any]] = {
    Text: _text,
    Texts: _texts,
    WholeNumber: _number,
    ChooseOne: _one,
    ChooseAny: _any,
    LengthOfTime: _length,
    Date: _date,
    Tick: _tick,
    ListOf: _rows,
}


def length_in_words(length: Duration) -> str:
    """A length of time as a file writes it, in one unit."""
    if length.minutes:
        return _counted(
            *((length.minutes // _HOUR, "hour") if not length.minutes % _HOUR else (length.minutes, "minute"))
        )
    if length.months and not length.days:
        return _counted(length.months, "month")
    return _counted(length.nominal // _DAY, "day")


def stands(op: str, value: Anything, bound: Anything) -> bool:
    """Whether a value as a step has it stands to a bound as *op* says; lengths of time are words there."""
    if isinstance(value, str) and isinstance(bound, Duration):
        value = duration(value)
    return passes(op, value, bound)


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


# --- values on both sides of tests ----------------------------------------------------------------------------------
def worths(kind: Kind, asked: Sequence[Asked], base: Base) -> tuple[Any, ...]:
    """Values of a kind that between them make every test come out in every way it can, in an order that is kept."""
    if isinstance(kind, WholeNumber):
        return tuple(n for n in _around(asked) if kind.low <= n <= kind.high)
    if isinstance(kind, ChooseOne | ChooseAny):
        return _one_of_each(kind.names, asked) if isinstance(kind, ChooseOne) else _sets(kind, asked)
    if isinstance(kind, LengthOfTime):
        low, high = base.length(kind.low).nominal, base.length(kind.high).nominal
        return tuple(_nominal(n) for n in _around(asked) if low <= n <= high)
    if isinstance(kind, Tick | Date):
        return (True, False) if isinstance(kind, Tick) else _dates(kind, base)
    return tuple(dict.fromkeys(word for op, value in asked if op == "is" for word in value))


def _dates(kind: Date, base: Base) -> tuple[dt.date, ...]:
    """Two dates, one before the other."""
    if kind.not_earlier_than_today:
        return base.today, base.today + dt.timedelta(days=1)
    return base.day, base.day - dt.timedelta(days=1)


def _around(asked: Iterable[Asked]) -> list[int]:
    """Every number and length of time that is compared with, one step less and one step more."""
    bounds = [value for _, values in asked for value in (values if isinstance(values, tuple) else (values,))]
    numbers = [(each.nominal, step_of(each)) if isinstance(each, Duration) else (each, 1) for each in bounds]
    return sorted({n + offset for n, step in numbers if type(n) is int for offset in (-step, 0, step)})


def _nominal(minutes: int) -> str:
    return length_in_words(Duration(minutes=minutes) if minutes % _DAY else Duration(days=minutes // _DAY))


def _one_of_each(names: tuple[str, ...], asked: Sequence[Asked]) -> tuple[str, ...]:
    """The first of all options that no test tells apart."""
    found: dict[tuple[bool, ...], str] = {}
    for name in names:
        found.setdefault(tuple(passes(op, name, value) for op, value in asked), name)
    return tuple(found.values())


def _sets(kind: ChooseAny, asked: Sequence[Asked]) -> tuple[tuple[str, ...], ...]:
    """Sets of enough options that come out differently, the smallest first."""
    names = kind.names
    groups: dict[tuple[bool, ...], list[str]] = {}
    for name in names:
        groups.setdefault(tuple(value is None or name in value for _, value in asked), []).append(name)
    parts = [dict.fromkeys(((), tuple(group[:1]), tuple(group))) for group in groups.values()]
    found: dict[tuple[bool, ...], tuple[str, ...]] = {}
    mixed = ({name for part in chosen for name in part} for chosen in _some_of(parts))
    for some in sorted((tuple(name for name in names if name in one) for one in mixed), key=len):
        if len(some) >= kind.at_least:
            found.setdefault(tuple(passes(op, some, value) for op, value in asked), some)
    return tuple(found.values())


def _some_of(parts: Sequence[Iterable[tuple[str, ...]]]) -> list[tuple[tuple[str, ...], ...]]:
    """All ways to choose from each part, as far as there is room for them."""
    chosen = list(parts)
    while len(chosen) > 1 and 3 ** len(chosen) > MOST_SETS**2:
        chosen = [*chosen[:-2], list(chosen[-2])[:2]]
    return list(product(*chosen))


def differently(base: dict[str, Any], choices: dict[str, Sequence[Any]], most: int) -> list[dict[str, Any]]:
    """Some values, first as they are, then with one of them chosen otherwise, then with two, up to so many."""
    layers: list[list[dict[str, Any]]] = [[{}]]
    found: list[dict[str, Any]] = [base]
    names = list(choices)
    while layers[-1] and len(found) < most:
        layers.append([])
        for other in layers[-2]:
            last = max((names.index(name) for name in other), default=-1)
            for name in names[last + 1 :]:
                layers[-1] += [{**other, name: value} for value in choices[name] if value != base.get(name)]
        found += [{**base, **other} for other in layers[-1][: most - len(found)]]
    return found
