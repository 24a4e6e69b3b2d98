"""Drawn workflows that tests share: each from a number, always alike, and made once."""

from __future__ import annotations

import os
import random
from functools import cache

from mentorflow.testing.strategy import DrawnWorkflow, drafted, sound

DEEP = os.environ.get("MENTORFLOW_PROFILE") == "deep"
BATCH = 25


def batches(few: int, many: int) -> range:
    """Where each batch of numbers begins: few of them in every run, many where tests look harder."""
    return range(0, many if DEEP else few, BATCH)


def draft(seed: int, max_states: int = 4) -> str:
    """The text of a number, which nearly always is without findings."""
    return drafted(random.Random(seed).randrange, max_states)  # noqa: S311 - always the same


@cache
def drawn(seed: int) -> DrawnWorkflow | None:
    """The workflow of a number; None where checking its text finds something."""
    return sound(draft(seed))


def some(batch: int) -> list[DrawnWorkflow]:
    """The workflows of a batch."""
    return [found for seed in range(batch, batch + BATCH) if (found := drawn(seed)) is not None]
