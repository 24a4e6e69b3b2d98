"""
Lives that many laws are held against.

They are walks from fixed seeds, and every path by which the exploration found something new.

They are led once for each workflow; nothing in them can be changed, so that all tests may share them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs

from tests.properties.exploring import explored
from tests.properties.family import Case, cases
from tests.properties.strategies import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mentorflow.states.decision import Decision
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record
    from tests.properties.acting import Act

NAMES = ("moving", "asking", "counting", "mentoring-connection")
WALKS = 7
LENGTH = 24


@attrs.frozen
class Step:
    """An act, the partnership it met, and the decision it was given."""

    before: Partnership | None
    act: Act
    decision: Decision


@attrs.frozen
class Life:
    """A start, and what came of it."""

    steps: tuple[Step, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """Its history."""
        return tuple(record for step in self.steps for record in step.decision.records)

    @property
    def end(self) -> Partnership | None:
        """The partnership it led to; None when it was never begun."""
        return self.steps[-1].decision.partnership if self.steps else None


def steps(case: Case, acts: Sequence[Act]) -> Iterator[Step]:
    """Lead a life."""
    p: Partnership | None = None
    for act in acts:
        if p is not None or act.kind == "start":
            decision = act.on_flow(case.flow, p)
            yield Step(p, act, decision)
            p = decision.partnership


@cache
def acts_of(name: str) -> tuple[tuple[Act, ...], ...]:
    """The acts of all lives of a workflow."""
    case = cases()[name]
    return (*(tuple(walk(case, seed, LENGTH)) for seed in range(WALKS)), *map(tuple, explored(case).paths))


@cache
def lived(name: str) -> tuple[Life, ...]:
    """All lives of a workflow that began."""
    case = cases()[name]
    found = [Life(tuple(steps(case, acts))) for acts in acts_of(name)]
    return tuple(life for life in found if life.records)
