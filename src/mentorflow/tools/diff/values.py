"""
Which values of a thing that varies two files have in common, so that what they decide about it can be compared.

A value that only one of the files takes is told as a change of the question, never as a case that leads elsewhere.
Nothing here knows of conditions or tables.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from mentorflow.rules.calendar import Duration
from mentorflow.rules.meaning import kind_of
from mentorflow.rules.spaces import TooManyCases, candidates
from mentorflow.rules.workflow import ChooseAny, ChooseOne, Date, LengthOfTime, Tick, WholeNumber

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.meaning import Anything
    from mentorflow.rules.spaces import Raw, Slot
    from mentorflow.tools.diff.apart import Laid


def who_knows(laid: Laid, slot: Slot) -> Layout:
    """The file that has the thing that varies, the new one where both do."""
    return laid.new if _knows(laid.new, slot) else laid.old


def _knows(layout: Layout, slot: Slot) -> bool:
    """Whether a file has the thing that varies."""
    fact = slot.fact
    return {
        "host": lambda: any(host.name == fact.name for host in layout.workflow.facts),
        "field": lambda: (fact.form, fact.name) in layout.fields,
        "limit": lambda: fact.name in layout.limits,
        "count": lambda: fact.name in layout.counts,
        "held": lambda: fact.name in layout.roles,
    }.get(fact.kind, lambda: True)()


def values_of_both(laid: Laid, slot: Slot, slots: tuple[Slot, ...], raws: list[Raw]) -> list[Anything]:
    """The values of a slot that tell all tests of both files apart, as far as both files take them."""
    knowing = [layout for layout in (laid.old, laid.new) if _knows(layout, slot)]
    asked = {type(kind_of(layout.workflow, slot.fact)) for layout in knowing if slot.fact.kind in {"host", "field"}}
    tried: dict[Anything, None] = {}
    # Where it asks for a number in one file and for choices in the other, tests of the one say nothing in the other.
    for layout in knowing if len(asked) <= 1 else ():
        tried |= dict.fromkeys(candidates(layout, slot, tuple(one for one in slots if _knows(layout, one)), raws))
    taken = [value for value in tried if all(_takes(layout, slot, value) for layout in knowing)]
    if not taken:
        msg = f"no value of '{slot.fact}' is taken by both"
        raise TooManyCases(msg)
    return taken


def _takes(layout: Layout, slot: Slot, value: Anything) -> bool:
    """Whether a file takes a value that another one does."""
    if value is None or slot.fact.kind not in {"host", "field", "limit"}:
        return True
    if slot.fact.kind == "limit":
        limit = layout.workflow.limit_by_name[slot.fact.name]
        return not limit.has_range or _between(limit.lowest, value, limit.highest)
    kind = kind_of(layout.workflow, slot.fact)
    of, fits = _FITS.get(type(kind), ((bool, str, dt.date), lambda *_: True))
    return type(value) in of and fits(kind, value)


def _long(kind: LengthOfTime, value: Duration) -> bool:
    """Whether a length of time lies between two that are known beforehand; limits differ from each to each."""
    low, high = (bound.nominal if isinstance(bound, Duration) else value.nominal for bound in (kind.low, kind.high))
    return low <= value.nominal <= high


# For each kind the sort of value it takes, and which of these.
_FITS: dict[type, tuple[tuple[type, ...], Callable[[Any, Any], bool]]] = {
    WholeNumber: ((int,), lambda kind, value: kind.low <= value <= kind.high),
    ChooseOne: ((str,), lambda kind, value: value in kind.names),
    ChooseAny: ((tuple,), lambda kind, value: set(value) <= set(kind.names) and len(value) >= kind.at_least),
    LengthOfTime: ((Duration,), _long),
    Tick: ((bool,), lambda *_: True),
    Date: ((dt.date,), lambda *_: True),
}


def _between(low: Anything, value: Anything, high: Anything) -> bool:
    if type(low) is not type(value):
        return False
    if isinstance(value, Duration):
        return bool(low.nominal <= value.nominal <= high.nominal)
    return bool(low <= value <= high)
