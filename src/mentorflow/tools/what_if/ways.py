"""
Which rows of a table are still possible when only some values are known, and what each missing one would decide.

Worked out exactly over all cases that are left, as the proofs of tables do, so that *decided* means whatever else is
answered.
Nothing here explains a row; that is done with the values themselves.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.boxes import space_over
from mentorflow.rules.calendar import DAY, MINUTE, Duration, add_to_date, local_date
from mentorflow.rules.english import listed, say_option, say_value
from mentorflow.rules.formulas import ALWAYS, NEVER, TURNED, Hand, Speller, every, opposite
from mentorflow.rules.meaning import Anything, kind_of, limit_value
from mentorflow.rules.spaces import NOON, Raw, Slot, dimensions, holds
from mentorflow.rules.workflow import ChooseOne, Fact
from mentorflow.tools.what_if.given import Given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.boxes import Box, Space
    from mentorflow.rules.formulas import Formula
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.spaces import Dimension
    from mentorflow.rules.workflow import Routing

_FOR_GRANTED = frozenset({"sheet", "held"})


@attrs.frozen
class Missing:
    """
    Something that was not handed in and may matter: what it is called, and for values of it the rows left then.

    Without *ways* it matters only together with others.
    """

    name: str
    ways: tuple[tuple[str, tuple[int, ...]], ...] = ()


@attrs.frozen
class Ways:
    """
    The rows that are possible, and what is missing to decide between them.

    *values* is one whole case in which the first of them is taken; *unfavorable* are the questions whose answers
    count as unfavorable for sure, None where the table does not look at that.
    """

    rows: tuple[int, ...]
    missing: tuple[Missing, ...]
    values: dict[Slot, Anything]
    unfavorable: tuple[str, ...] | None = None


@attrs.define
class _Knowing(Speller):
    """Spells a table out with what is known settled already."""

    given: Given = attrs.field(factory=lambda: Given({}, {}, ()))
    role: str | None = None

    def raw(self, left: Slot, op: str, right: Anything = None) -> Formula:
        """A test, or what came of it where everything it reads is known."""
        here = self._value(left)
        there = self._value(right) if isinstance(right, Slot) else None
        if there is not None:
            right = there[0]
        if here is None:
            return Speller.raw(self, left, op, right)
        if isinstance(right, Slot):
            return Speller.raw(self, right, TURNED[op], here[0])
        return ALWAYS if holds(self.layout, Raw(left, op, right), {left: here[0]}) else NEVER

    def _value(self, slot: Slot) -> tuple[Any] | None:
        """The value of a slot, in a tuple; None where it is not known."""
        fact = slot.fact
        if fact.kind in _FOR_GRANTED:
            return (True,)
        if fact.kind == "limit":
            return (limit_value(self.layout, self.given.limits, fact.name),)
        if fact.kind == "field":
            return answer(self.given, fact, slot.person or self.role)
        if fact in self.given.facts:
            value = self.given.facts[fact]
            return (elapsed(self.layout, value) if fact.kind == "since" else value,)
        return None


def answer(given: Given, fact: Fact, role: str | None) -> tuple[Any] | None:
    """The answer of one partner, or everybody's, in a tuple; None where there is none."""
    for whose in (role, None):
        if (fact, whose) in given.answers:
            return (given.answers[fact, whose],)
    return None


def elapsed(layout: Layout, length: Duration) -> int:
    """A length of time before the moment on which examples stand, in microseconds."""
    if length.minutes:
        return length.minutes * MINUTE
    today = local_date(NOON, layout.workflow.timezone)
    return (today - add_to_date(today, Duration(-length.months, -length.days))).days * DAY


def ways(layout: Layout, table: Routing, given: Given, role: str | None = None) -> Ways:
    """
    The rows of a table that are possible with what is known of one partner's copy, or of the only one.

    Raises ``TooManyCases`` where that cannot be worked out.
    """
    people: dict[str, tuple[str, ...]] = {each.name: (each.name,) for each in layout.workflow.roles}
    speller = _Knowing(layout, None, people, given=given, role=role)
    hand = Hand(table.form)
    rows = [
        every(
            speller.condition(cell.condition, hand) if cell.wanted
            else opposite(speller.condition(cell.condition, hand))
            for cell in row.cells
        )
        for row in table.rows
    ]  # fmt: skip
    possible = speller.constraints(hand)
    # Every mark is looked at by itself, so that each missing answer can be named.
    uses = Counter(speller.raws) + Counter(speller.raws.keys())
    space = space_over(dimensions(layout, tuple(speller.raws)), speller.marked.values(), uses)
    everything = space.within(space.whole, possible)
    fits = [space.within(everything, row) for row in rows]
    left = tuple(index for index, boxes in enumerate(fits) if boxes)
    missing = tuple(_missing(layout, space, rows, everything)) if len(left) > 1 else ()
    values = space.first(fits[left[0]][0]) if left else {}
    return Ways(left, missing, values, _unfavorable(speller, table))


def _unfavorable(speller: _Knowing, table: Routing) -> tuple[str, ...] | None:
    marks = speller.marked.get((table.form or "", None))
    if marks is None:
        return None
    scored = [field.name for field in speller.layout.workflow.form_by_name[marks.form].fields if field.scored]
    return tuple(name for name, part in zip(scored, marks.parts, strict=True) if part is ALWAYS)


def _missing(layout: Layout, space: Space, rows: list[Formula], everything: list[Box]) -> Iterator[Missing]:
    """Everything of which the rows left depend, in the order in which it is first read."""
    for dimension, field in zip(space.dimensions, space.fields, strict=True):
        if not dimension.slots:
            continue
        found = [
            (index, tuple(n for n, row in enumerate(rows) if space.within(_with(everything, field, index), row)))
            for index in range(len(dimension.classes))
        ]
        name = " and ".join(_called(slot) for slot in dimension.slots)
        if len({left for _, left in found if left}) > 1:
            yield Missing(name, tuple((_value(layout, dimension, index), left) for index, left in found if left))
        elif any(_matters(space, row, everything, field) for row in rows):
            yield Missing(name)


def _with(boxes: list[Box], field: Box, index: int) -> list[Box]:
    """Some boxes, of one dimension only the class of that index."""
    bit = (field & -field) << index
    return [box & (~field | bit) for box in boxes if box & bit]


def _matters(space: Space, row: Formula, everything: list[Box], field: Box) -> bool:
    """Whether it can depend on one dimension if a row fits."""
    fits = space.within(everything, row)
    wider = [box | field for box in fits]
    return bool(space.within(wider, row, wanted=False))


def _called(slot: Slot) -> str:
    fact = slot.fact
    whose = f"{slot.person}:" if slot.person else ""
    if fact.kind == "complete":
        return f"{fact.form}.complete"
    if fact.kind == "changed":
        return f"{fact.form}.changed_since.{fact.name}"
    return f"{whose}{fact}"


def _value(layout: Layout, dimension: Dimension, index: int) -> str:
    """The values of one class in words; of many, one that stands for all."""
    if len(dimension.slots) > 1:
        return " and ".join(_said(layout, slot, value) for slot, value in dimension.classes[index].items())
    slot, value = next(iter(dimension.classes[index].items()))
    kind = kind_of(layout.workflow, slot.fact) if slot.fact.kind in {"host", "field"} else None
    if isinstance(kind, ChooseOne) and value is not None:
        names = [name for name in kind.names if _class_of(layout, dimension, slot, name) == index]
        return listed(say_option(layout.workflow, slot.fact, name) for name in names)
    return _said(layout, slot, value)


def _class_of(layout: Layout, dimension: Dimension, slot: Slot, value: Anything) -> int:
    come = [holds(layout, raw, {slot: value}) for raw in dimension.masks]
    wanted = [[bool(mask >> n & 1) for mask in dimension.masks.values()] for n in range(len(dimension.classes))]
    return wanted.index(come)


def _said(layout: Layout, slot: Slot, value: Anything) -> str:
    words = say_value(layout.workflow, slot.fact, value)
    return words if isinstance(value, bool | None) else f"such as {words}"
