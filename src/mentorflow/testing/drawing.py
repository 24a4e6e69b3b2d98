"""
Choices made by whole numbers, so that hypothesis, a seeded walk and a fixed list of numbers all draw the same.

The smallest number is always the plainest choice: that is what makes a failing example shrink to something short.
Nothing here knows what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Choose = Callable[[int], int]
"""A whole number from zero to less than the one handed over."""


class Drawing:
    """Choices among things, by numbers."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose

    def one(self, things: Sequence[T]) -> T:
        """One of several things; the smallest number takes the first."""
        return things[self.choose(len(things))]

    def chance(self, percent: int) -> bool:
        """Yes so often in a hundred; the smallest number says no."""
        return self.choose(100) >= 100 - percent

    def some(self, things: Sequence[T]) -> list[T]:
        """At least one of several things, in their order; the smallest number takes the first alone."""
        first = self.choose(len(things))
        return [thing for place, thing in enumerate(things) if place == first or self.chance(30)]

    def between(self, low: int, high: int) -> int:
        """A whole number from *low* to *high*; the smallest number takes *low*."""
        return low + self.choose(high - low + 1)

    def weighted(self, things: Sequence[tuple[int, T]]) -> T:
        """One of several things, each as likely as its weight."""
        number = self.choose(sum(weight for weight, _ in things))
        for weight, thing in things:
            number -= weight
            if number < 0:
                return thing
        raise AssertionError
