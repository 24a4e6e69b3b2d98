"""The hand-written routers: which row of a table fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.handwritten.answers import LASTING, UNFAVORABLE_TOLERATED, agreed_meetings, unfavorable

if TYPE_CHECKING:
    from benchmarks.handwritten.values import Answers, Partnership, Sheet

AFTER_CHECK_UP = ("with_coordinator", "stay", "recovering", "checked_up")
AFTER_REVIEW = ("with_coordinator", "amending_plan", "renewed")
SET_OF_LASTING = frozenset(LASTING)


def after_check_up(p: Partnership, _facts: object, _at: int, sheet: Answers) -> int:
    """The row of one sheet of a check-up."""
    if unfavorable(sheet, agreed_meetings(p)) <= UNFAVORABLE_TOLERATED:
        return 3
    obstacles = sheet[5]
    if not obstacles:
        return 1
    return 2 if SET_OF_LASTING.isdisjoint(obstacles) else 0


def after_review(sheets: tuple[Sheet, ...]) -> int:
    """The row of the sheets of a review."""
    for sheet in sheets:
        if sheet.answers[2] != "yes":
            return 0
    for sheet in sheets:
        if sheet.answers[1] == "yes":
            return 1
    return 2
