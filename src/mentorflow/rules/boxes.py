"""
All cases of a table as boxes, and cutting boxes apart.

A box holds, for every dimension, some of its classes: one number, with a bit for each class, dimension by dimension.
A list of boxes never holds a case twice.
Formulas are cut out of boxes part by part; how many answers are unfavorable is counted, not enumerated.
Nothing here knows what the cases mean.
"""

from __future__ import annotations

from itertools import accumulate
from math import prod
from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules.formulas import All, Counted, Not
from mentorflow.rules.spaces import Dimension, Raw, TooManyCases, dimensions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mentorflow.rules.formulas import Formula, Marks, Some, Speller
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.spaces import Values

# Boxes looked at before a proof is given up; some hundred times what a large table needs.
MOST_BOXES = 20_000

Box: TypeAlias = int


@attrs.frozen
class Sum:
    """How the marks of a sheet are counted: *parts* one by one, the *rest* as one number, *at* its first class."""

    parts: tuple[Formula, ...]
    rest: int = 0
    at: int = 0


@attrs.define
class Space:
    """
    All cases; lists of boxes are always disjoint.

    *fields* are the bits of each dimension; *where* has for each test its dimension's bits, and those in which it
    holds; at most *most* boxes are looked at before it is given up.
    """

    dimensions: tuple[Dimension, ...]
    fields: tuple[Box, ...]
    where: dict[Raw, tuple[Box, Box]]
    sums: dict[Marks, Sum]
    most: int = attrs.field(factory=lambda: MOST_BOXES)
    looked_at: int = 0

    @property
    def whole(self) -> list[Box]:
        """Everything, as one box."""
        return [sum(self.fields)]

    def masks(self, box: Box) -> list[int]:
        """The classes of each dimension that a box holds, as a mask."""
        return [(box & field) // (field & -field) for field in self.fields]

    def cases(self, boxes: list[Box]) -> int:
        """How many cases there are in some boxes."""
        return sum(prod([(box & field).bit_count() for field in self.fields]) for box in boxes)

    def within(self, boxes: list[Box], formula: Formula, *, wanted: bool = True) -> list[Box]:
        """The part of some boxes in which a formula comes out as wanted."""
        if not boxes:
            return boxes
        self.looked_at += len(boxes)
        if self.looked_at > self.most:
            msg = "too many cases have to be told apart"
            raise TooManyCases(msg)
        if isinstance(formula, Raw):
            field, mask = self.where[formula]
            return _cut(boxes, field, mask if wanted else field & ~mask)
        if isinstance(formula, Not):
            return self.within(boxes, formula.part, wanted=not wanted)
        if isinstance(formula, Counted):
            return self._counted(boxes, formula, wanted=wanted)
        return self._joined(boxes, formula, wanted=wanted)

    def widened(self, box: Box, possible: Formula, formula: Formula) -> Box:
        """A box without the bounds that do not matter for a formula, so that only what does has to be said."""
        for field in self.fields:
            wider = box | field
            inside = self.within([wider], possible)
            box = box if self.within(inside, formula, wanted=False) else wider
        return box

    def first(self, box: Box) -> Values:
        """The first case of a box."""
        classes = zip(self.dimensions, self.masks(box), strict=True)
        return together(dimension.classes[(mask & -mask).bit_length() - 1] for dimension, mask in classes)

    def bounded(self, box: Box) -> list[Dimension]:
        """The dimensions of which a box does not hold every class."""
        return [one for one, field in zip(self.dimensions, self.fields, strict=True) if box & field != field]

    def _joined(self, boxes: list[Box], formula: All | Some, *, wanted: bool) -> list[Box]:
        """Parts that must all come out alike, or of which the first that does settles it."""
        together, found = isinstance(formula, All) == wanted, []
        for part in formula.parts:
            if not together:
                found += self.within(boxes, part, wanted=wanted)
            boxes = self.within(boxes, part, wanted=wanted == together)
        return boxes if together else found

    def _counted(self, boxes: list[Box], formula: Counted, *, wanted: bool) -> list[Box]:
        """Count mark by mark, keeping boxes with the same number together; settle as soon as a number is sure."""
        total = self.sums[formula.marks]
        at, found = {0: boxes}, []
        for left, part in enumerate(total.parts):
            at, sure = _unsettled(at, formula.numbers, len(total.parts) - left + total.rest, wanted=wanted)
            found += sure
            at = self._next(at, part)
        at, sure = _unsettled(at, formula.numbers, total.rest, wanted=wanted)
        for count, open_boxes in at.items():
            fits = [n for n in range(total.rest + 1) if (count + n in formula.numbers) == wanted]
            sure += _cut(open_boxes, ((2 << total.rest) - 1) << total.at, sum(1 << n for n in fits) << total.at)
        return found + sure

    def _next(self, at: dict[int, list[Box]], part: Formula) -> dict[int, list[Box]]:
        after: dict[int, list[Box]] = {}
        for count, boxes in at.items():
            after.setdefault(count, []).extend(self.within(boxes, part, wanted=False))
            after.setdefault(count + 1, []).extend(self.within(boxes, part))
        return after


def _cut(boxes: list[Box], field: Box, mask: Box) -> list[Box]:
    """What is left of some boxes when of one dimension's bits only some may stay."""
    kept = ~field | mask
    return [box & kept for box in boxes if box & mask]


def _unsettled(
    at: dict[int, list[Box]], numbers: frozenset[int], reach: int, *, wanted: bool
) -> tuple[dict[int, list[Box]], list[Box]]:
    """Set apart the boxes whose count can no longer matter; of these, answer those that come out as wanted."""
    still, sure = {}, []
    for count, boxes in at.items():
        fit = len(numbers.intersection(range(count, count + reach + 1)))
        if 0 < fit <= reach:
            still[count] = boxes
        elif (fit > 0) == wanted:
            sure += boxes
    return still, sure


def space_of(layout: Layout, speller: Speller) -> Space:
    """The dimensions of everything spelled out, marks that matter only by their number merged into one each."""
    return space_over(dimensions(layout, tuple(speller.raws)), speller.marked.values(), speller.raws)


def space_over(every: Iterable[Dimension], marked: Iterable[Marks], uses: Mapping[Raw, int]) -> Space:
    """The same over dimensions of any make; *uses* says how often each test is asked, by its marks or otherwise."""
    kept = {dimension.slots: dimension for dimension in every}
    of = {raw: dimension for dimension in kept.values() for raw in dimension.masks}
    sums: dict[Marks, Sum] = {}
    merged: list[Dimension] = []
    bits = 0
    for marks in marked:
        alone = [part for part in marks.parts if isinstance(part, Raw) and _alone(uses, of[part], part)]
        sums[marks] = Sum(tuple(part for part in marks.parts if part not in alone), len(alone), bits)
        merged.append(_merged([(of[part], part) for part in alone]))
        bits += len(merged[-1].classes)
        for part in alone:
            del kept[of[part].slots]
    return _side_by_side((*merged, *kept.values()), sums)


def _side_by_side(dimensions: tuple[Dimension, ...], sums: dict[Marks, Sum]) -> Space:
    """The space in which the classes of all dimensions have their bits one after the other."""
    starts = accumulate((len(dimension.classes) for dimension in dimensions), initial=0)
    placed = list(zip(dimensions, starts, strict=False))
    fields = tuple(dimension.full << start for dimension, start in placed)
    where = {
        raw: (dimension.full << start, mask << start)
        for dimension, start in placed
        for raw, mask in dimension.masks.items()
    }
    return Space(dimensions, fields, where, sums)


def _alone(uses: Mapping[Raw, int], dimension: Dimension, raw: Raw) -> bool:
    """Whether nothing else depends on a mark, so that only how many such marks there are can matter."""
    return uses[raw] == 1 and len(dimension.masks) == 1 and len(dimension.classes) == 2  # noqa: PLR2004 - yes, no


def _merged(alone: list[tuple[Dimension, Raw]]) -> Dimension:
    """One dimension for several marks: class n has the first n of them unfavorable."""
    ways = [
        (dimension.classes[0 if mask & 1 else 1], dimension.classes[1 if mask & 1 else 0])
        for dimension, mask in ((dimension, dimension.masks[raw]) for dimension, raw in alone)
    ]
    classes = [
        together(yes if n < count else no for n, (yes, no) in enumerate(ways)) for count in range(len(ways) + 1)
    ]
    return Dimension(tuple(slot for dimension, _ in alone for slot in dimension.slots), tuple(classes), {})


def together(parts: Iterable[Values]) -> Values:
    """The values of several dimensions in one."""
    return {slot: value for part in parts for slot, value in part.items()}
