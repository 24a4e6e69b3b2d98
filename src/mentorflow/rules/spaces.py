"""
Finitely many cases for everything a table reads: representatives that no test can tell from the rest.

Each thing that can vary is a slot; tests that compare two slots tie them together.
What is tied together becomes one dimension, whose classes are the different ways in which its tests can come out,
each with values that really come out so: thresholds cut ranges, options and sets of options fall into classes.
Nothing here knows of conditions, rows or boxes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import partial
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules.calendar import (
    DAY,
    MINUTE,
    Duration,
    add_to_date,
    instant,
    local_date,
    microseconds,
)
from mentorflow.rules.meaning import (
    Anything,
    declared_limits,
    kind_of,
    limit_value,
    passes,
    time_passes,
)
from mentorflow.rules.workflow import ChooseAny, ChooseOne, Date, Fact, LengthOfTime, Share, Tick, WholeNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Kind

# The instant at which witnesses stand: noon of an ordinary day.
NOON = microseconds(dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC))
MOST_CASES = 20_000
FLAGS = frozenset({"sheet", "complete", "changed", "held"})
NOMINAL_DAY = 1440


class TooManyCases(Exception):
    """The cases of a table cannot be gone through; the reason is said in one plain clause."""


@attrs.frozen(cache_hash=True)
class Slot:
    """
    One thing that can vary.

    Beside what conditions read there are proof-only kinds of fact: ``sheet`` (a copy has been handed in),
    ``complete``, ``changed`` (name = a moment), ``held`` (name = a role) and ``limit`` (name).
    *person* says whose copy is meant where there are several.
    *absent* says that it may be left out.
    """

    fact: Fact
    person: str | None = None
    absent: bool = False


@attrs.frozen(cache_hash=True)
class Raw:
    """A test on a slot itself: *right* is a value or another slot; ``answered`` asks whether there is a value."""

    left: Slot
    op: str
    right: Anything = None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots it ties together."""
        return (self.left, self.right) if isinstance(self.right, Slot) else (self.left,)


Values: TypeAlias = "dict[Slot, Anything]"
Candidates: TypeAlias = "Callable[[Slot, tuple[Slot, ...], list[Raw]], list[Anything]]"


@attrs.frozen
class Dimension:
    """Classes of values: *classes* are values that come out differently, *masks* say for each test in which."""

    slots: tuple[Slot, ...]
    classes: tuple[Values, ...]
    masks: dict[Raw, int]

    @property
    def full(self) -> int:
        """The mask of all classes."""
        return (1 << len(self.classes)) - 1


def dimensions(layout: Layout, raws: Sequence[Raw], values: Candidates | None = None) -> tuple[Dimension, ...]:
    """
    The dimensions in which these tests can come out differently, in the order in which they are first read.

    *values* answers the values to be tried of a slot, otherwise those of this layout (``candidates``).
    """
    tried = partial(candidates, layout) if values is None else values
    return tuple(_dimension(layout, slots, tied, tried) for slots, tied in _tied(raws))


def holds(layout: Layout, raw: Raw, values: Values) -> bool:
    """Whether a raw test holds of some values."""
    value, right = values[raw.left], values[raw.right] if isinstance(raw.right, Slot) else raw.right
    if raw.op == "answered":
        return value is not None and value is not False
    if raw.left.fact.kind == "since":
        return value is not None and time_passes(raw.op, NOON, NOON - value, right, layout.workflow.timezone)
    return passes(raw.op, value, right)


def _tied(raws: Iterable[Raw]) -> list[tuple[tuple[Slot, ...], list[Raw]]]:
    """Slots that tests tie together, with those tests."""
    groups: list[tuple[dict[Slot, None], list[Raw]]] = []
    for raw in raws:
        slots, tests = dict.fromkeys(raw.slots), [raw]
        apart = []
        for group in groups:
            if slots.keys().isdisjoint(group[0]):
                apart.append(group)
            else:
                slots, tests = {**group[0], **slots}, [*group[1], *tests]
        groups = [*apart, (slots, tests)]
    return [(tuple(slots), tests) for slots, tests in groups]


def _dimension(layout: Layout, slots: tuple[Slot, ...], raws: list[Raw], values_of: Candidates) -> Dimension:
    """All ways in which the tests of one dimension can come out, each with the first values that make it so."""
    tried = [values_of(slot, slots, raws) for slot in slots]
    if prod(map(len, tried)) > MOST_CASES:
        msg = "too many values are compared with each other"
        raise TooManyCases(msg)
    classes: dict[tuple[bool, ...], Values] = {}
    for chosen in product(*tried):
        values = dict(zip(slots, chosen, strict=True))
        classes.setdefault(tuple(holds(layout, raw, values) for raw in raws), values)
    masks = {raw: sum(1 << i for i, key in enumerate(classes) if key[n]) for n, raw in enumerate(raws)}
    return Dimension(slots, tuple(classes.values()), masks)


# --- representatives ------------------------------------------------------------------------------------------------
def candidates(layout: Layout, slot: Slot, slots: tuple[Slot, ...], raws: list[Raw]) -> list[Anything]:
    """Values of a slot that between them make every way possible in which its tests can come out."""
    kind = slot.fact.kind
    if kind in FLAGS:
        return [True, False]
    if kind == "since":
        return [*_elapsed(layout, slots, raws), None]
    if kind in {"count", "times"}:
        return _numbers(layout, slots, raws, 0, None)
    if kind == "limit":
        return _limits(layout, slot.fact.name, slots, raws)
    answer = kind_of(layout.workflow, slot.fact)
    if isinstance(answer, Tick):
        return [True, False] if slot.absent or kind == "host" else [True]
    return [*_answers(layout, answer, slots, raws), *([None] if slot.absent else [])]


def _answers(layout: Layout, kind: Kind | None, slots: tuple[Slot, ...], raws: list[Raw]) -> list[Anything]:
    if isinstance(kind, WholeNumber):
        return _numbers(layout, slots, raws, kind.low, kind.high)
    if isinstance(kind, ChooseAny):
        return _subsets(kind, raws)
    if isinstance(kind, LengthOfTime):
        low, high = (_ends(layout, bound)[side] for side, bound in enumerate((kind.low, kind.high)))
        return [_length(n) for n in _numbers(layout, slots, raws, low, high)]
    if isinstance(kind, Date):
        return [instant(NOON + n * DAY).date() for n in range(len(slots))]
    words = dict.fromkeys(word for raw in raws if raw.op == "is" for word in raw.right)
    return list(kind.names) if isinstance(kind, ChooseOne) else [*words, ""]


def _numbers(
    layout: Layout, slots: tuple[Slot, ...], raws: list[Raw], low: int | None, high: int | None
) -> list[int]:
    """Every number some test names, and as many of its neighbours as there are slots to be told apart."""
    cuts = {ordinal for slot in slots for ordinal in _range(layout, slot) if ordinal is not None}
    cuts |= {n for raw in raws if raw.right is not None for n in _named(raw.right)}
    near = {cut + offset for cut in cuts for offset in range(-len(slots), len(slots) + 1)}
    return sorted(n for n in near if (low is None or n >= low) and (high is None or n <= high))


def _named(right: Anything) -> list[int]:
    if isinstance(right, Duration):
        return [right.nominal]
    return [n for n in (right if isinstance(right, tuple) else (right,)) if isinstance(n, int)]


def _range(layout: Layout, slot: Slot) -> tuple[int | None, int | None]:
    """The least and the greatest number a slot can have; None where there is none."""
    kind = kind_of(layout.workflow, slot.fact)
    if isinstance(kind, WholeNumber):
        return kind.low, kind.high
    if isinstance(kind, LengthOfTime):
        return _ends(layout, kind.low)[0], _ends(layout, kind.high)[1]
    if slot.fact.kind == "limit":
        return _ends(layout, slot.fact.name)
    return 0, None


def _ends(layout: Layout, bound: Duration | str) -> tuple[int, int | None]:
    """The least and the greatest a length of time or a limit can be; a limit that moves lengthen has no greatest."""
    if isinstance(bound, Duration):
        return bound.nominal, bound.nominal
    limit = layout.workflow.limit_by_name[bound]
    usual = limit_value(layout, declared_limits(layout.workflow), bound)
    low = usual if limit.lowest is None else limit.lowest
    high = usual if limit.highest is None else limit.highest
    longer = any(bound == name for move in layout.workflow.every_move() for name, _ in move.lengthens)
    return _number(low), None if longer else _number(high)


def _number(value: int | Duration) -> int:
    return value if isinstance(value, int) else value.nominal


def _length(nominal: int) -> Duration:
    days, minutes = divmod(nominal, NOMINAL_DAY)
    return Duration(minutes=nominal) if minutes or not days else Duration(days=days)


def _limits(layout: Layout, name: str, slots: tuple[Slot, ...], raws: list[Raw]) -> list[int | Duration]:
    """Values a limit may be given: numbers, or lengths of its own family (calendar or elapsed)."""
    amount = layout.workflow.limit_by_name[name].amount
    if isinstance(amount, Share):
        msg = f"{name} is a share of a limit that each partnership may have its own of"
        raise TooManyCases(msg)
    low, high = _ends(layout, name)
    numbers = _numbers(layout, slots, raws, low, high)
    if isinstance(amount, int):
        return list(numbers)
    if not amount.is_calendar:
        return [Duration(minutes=n) for n in numbers]
    return [Duration(days=n) for n in sorted({n // NOMINAL_DAY for n in numbers if n % NOMINAL_DAY == 0})]


def _subsets(kind: ChooseAny, raws: list[Raw]) -> list[tuple[str, ...]]:
    """
    Sets of options that can be answered, smallest first.

    Options that the same tests name are told apart only as none, some and all; where more than one option is needed,
    as many as there can be stand for some of them as well, so that no way of answering is lost.
    """
    names = kind.names
    groups: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    for name in names:
        groups[tuple(raw.right is None or name in raw.right for raw in raws if raw.op != "answered")].append(name)
    most = [tuple(group[:-1]) for group in groups.values()] if kind.at_least > 1 else [()] * len(groups)
    parts = [
        dict.fromkeys(((), tuple(group[:1]), some, tuple(group)))
        for group, some in zip(groups.values(), most, strict=True)
    ]
    if prod(map(len, parts)) > MOST_CASES:
        msg = "too many options are told apart"
        raise TooManyCases(msg)
    chosen = ({name for part in combination for name in part} for combination in product(*parts))
    answers = (tuple(name for name in names if name in some) for some in chosen if len(some) >= kind.at_least)
    return sorted(answers, key=len)


def _elapsed(layout: Layout, slots: tuple[Slot, ...], raws: list[Raw]) -> list[int]:
    """Times in microseconds on both sides of every length that is compared with, and just when it is reached."""
    bounds = [raw.right for raw in raws if isinstance(raw.right, Duration)]
    for slot in slots:
        values = _limits(layout, slot.fact.name, slots, raws) if slot.fact.kind == "limit" else []
        bounds += [value for value in values if isinstance(value, Duration)]
    if _may_cross(bounds):
        msg = "lengths of time are compared with one moment whose order depends on the calendar"
        raise TooManyCases(msg)
    near = {elapsed for bound in bounds for elapsed in _around(bound, layout.workflow.timezone)}
    return sorted({0, *(elapsed for elapsed in near if elapsed >= 0)})


def _around(bound: Duration, timezone: str) -> list[int]:
    """Just before, just when and just after a length of time has passed: by the microsecond, or by whole days."""
    if bound.minutes:
        return [bound.minutes * MINUTE + offset for offset in (-1, 0, 1)]
    today = local_date(NOON, timezone)
    days = (today - add_to_date(today, Duration(-bound.months, -bound.days))).days
    return [(days + offset) * DAY for offset in (-1, 0, 1)]


def _may_cross(bounds: Sequence[Duration]) -> bool:
    """Whether which of two lengths is longer depends on when they are counted from: a month and 30 days, for one."""
    pairs = (
        (one, other) for one, other in combinations(dict.fromkeys(bounds), 2) if not one.minutes or not other.minutes
    )
    return any(_days(one)[0] <= _days(other)[1] and _days(other)[0] <= _days(one)[1] for one, other in pairs)


def _days(bound: Duration) -> tuple[float, float]:
    """The fewest and the most days a length of time can take."""
    if bound.minutes:
        return bound.minutes / NOMINAL_DAY - 1, bound.minutes / NOMINAL_DAY + 1
    return 28 * bound.months + bound.days, 31 * bound.months + bound.days
