"""
What deciding one act gives, before it becomes the ``Decision`` that callers get.

Only the shape; deciding stands in the rooms named after what is decided.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.states.decision import Refusal, Warned
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record


class Outcome(NamedTuple):
    """What deciding one act gives: a record and the partnership after it, or refusals."""

    record: Record | None = None
    partnership: Partnership | None = None
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Warned, ...] = ()


# Most acts are accepted; this fills an outcome at once from a tuple of its fields.
accepted: Callable[[tuple[object, ...]], Outcome] = partial(tuple.__new__, Outcome)
