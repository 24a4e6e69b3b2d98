"""
All cases of a table as boxes, and cutting boxes apart.

A box holds, for every dimension, some of its classes; a list of boxes never holds a case twice.
Formulas are cut out of boxes part by part; how many answers are unfavorable is counted, not enumerated.
Nothing here knows what the cases mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules.formulas import All, Counted, Not
from mentorflow.rules.spaces import Dimension, Raw, TooManyCases, dimensions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.formulas import Formula, Marks, Some, Speller
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.spaces import Values

# Boxes looked at before a proof is given up; some hundred times what a large table needs.
MOST_BOXES = 20_000

Box: TypeAlias = "tuple[int, ...]"


@attrs.frozen
class Sum:
    """How the marks of a sheet are counted: *parts* one by one, the *rest* as one number with its own dimension."""

    parts: tuple[Formula, ...]
    rest: int = 0
    dimension: int = 0


@attrs.define
class Space:
    """All cases: a box is a mask of classes for every dimension; lists of boxes are always disjoint."""

    dimensions: tuple[Dimension, ...]
    where: dict[Raw, tuple[int, int]]
    sums: dict[Marks, Sum]
    looked_at: int = 0

    @property
    def whole(self) -> list[Box]:
        """Everything, as one box."""
        return [tuple(dimension.full for dimension in self.dimensions)]

    def within(self, boxes: list[Box], formula: Formula, *, wanted: bool = True) -> list[Box]:
        """The part of some boxes in which a formula comes out as wanted."""
        if not boxes:
            return boxes
        self.looked_at += len(boxes)
        if self.looked_at > MOST_BOXES:
            msg = "too many cases have to be told apart"
            raise TooManyCases(msg)
        if isinstance(formula, Raw):
            return self._cut(boxes, *self.where[formula], wanted=wanted)
        if isinstance(formula, Not):
            return self.within(boxes, formula.part, wanted=not wanted)
        if isinstance(formula, Counted):
            return self._counted(boxes, formula, wanted=wanted)
        return self._joined(boxes, formula, wanted=wanted)

    def _cut(self, boxes: list[Box], dimension: int, mask: int, *, wanted: bool) -> list[Box]:
        mask = mask if wanted else self.dimensions[dimension].full & ~mask
        return [
            (*box[:dimension], box[dimension] & mask, *box[dimension + 1 :]) for box in boxes if box[dimension] & mask
        ]

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
            mask = sum(1 << n for n in range(total.rest + 1) if count + n in formula.numbers)
            sure += self._cut(open_boxes, total.dimension, mask, wanted=wanted)
        return found + sure

    def _next(self, at: dict[int, list[Box]], part: Formula) -> dict[int, list[Box]]:
        after: dict[int, list[Box]] = {}
        for count, boxes in at.items():
            after.setdefault(count, []).extend(self.within(boxes, part, wanted=False))
            after.setdefault(count + 1, []).extend(self.within(boxes, part))
        return after


def _unsettled(
    at: dict[int, list[Box]], numbers: frozenset[int], reach: int, *, wanted: bool
) -> tuple[dict[int, list[Box]], list[Box]]:
    """Set apart the boxes whose count can no longer matter; of these, answer those that come out as wanted."""
    still, sure = {}, []
    for count, boxes in at.items():
        fits = {n in numbers for n in range(count, count + reach + 1)}
        if len(fits) > 1:
            still[count] = boxes
        elif wanted in fits:
            sure += boxes
    return still, sure


def space_of(layout: Layout, speller: Speller) -> Space:
    """The dimensions of everything spelled out, marks that matter only by their number merged into one each."""
    kept = {dimension.slots: dimension for dimension in dimensions(layout, tuple(speller.raws))}
    of = {raw: dimension for dimension in kept.values() for raw in dimension.masks}
    sums: dict[Marks, Sum] = {}
    merged: list[Dimension] = []
    for marks in speller.marked.values():
        alone = [part for part in marks.parts if isinstance(part, Raw) and _alone(speller, of[part], part)]
        sums[marks] = Sum(tuple(part for part in marks.parts if part not in alone), len(alone), len(merged))
        merged.append(_merged([(of[part], part) for part in alone]))
        for part in alone:
            del kept[of[part].slots]
    every_one = (*merged, *kept.values())
    where = {raw: (n, mask) for n, dimension in enumerate(every_one) for raw, mask in dimension.masks.items()}
    return Space(every_one, where, sums)


def _alone(speller: Speller, dimension: Dimension, raw: Raw) -> bool:
    """Whether nothing else depends on a mark, so that only how many such marks there are can matter."""
    return speller.raws[raw] == 1 and len(dimension.masks) == 1 and len(dimension.classes) == 2  # noqa: PLR2004 - yes, no


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
