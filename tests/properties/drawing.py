"""Choices among things, made by numbers, so that hypothesis and a seeded walk draw the same."""

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
        """One of several things."""
        return things[self.choose(len(things))]

    def chance(self, percent: int) -> bool:
        """Yes so often in a hundred; the smallest number says no."""
        return self.choose(100) >= 100 - percent

    def weighted(self, things: Sequence[tuple[int, T]]) -> T:
        """One of several things, each as likely as its weight."""
        number = self.choose(sum(weight for weight, _ in things))
        for weight, thing in things:
            number -= weight
            if number < 0:
                return thing
        raise AssertionError
