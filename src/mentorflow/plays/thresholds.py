"""
The thresholds of a policy: every number and length of time that a condition compares with, and the values beside it.

A slip by one shows just there, so each is tried just below, just at and just above it.
Only what can happen is asked for: nothing was done less than no times, and a form has no answer outside its range.
Nothing here plays, and nothing here looks at what was played.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import Duration
from mentorflow.rules.edges import edges
from mentorflow.rules.layout import layout_of
from mentorflow.rules.meaning import COMPARISONS, declared_limits, fixed_bound, kind_of, limit_value
from mentorflow.rules.workflow import Fact, LengthOfTime, WholeNumber

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.diagnostics import Span
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Condition, Test, Workflow

_WHERE = {-1: "just below", 0: "at", 1: "just above"}
_OPS = frozenset({*COMPARISONS, "is"})
_DAY = 1440
_HOUR = 60
_MANY = 10**12


@attrs.frozen
class Threshold:
    """
    A value that a condition has to be tried with: *off* is -1, 0 or 1, from below what it compares with to above.

    *bound* is what it compares with, as the file writes it.
    """

    condition: str
    fact: str
    bound: str
    off: int
    span: Span

    @property
    def name(self) -> str:
        """What people look for, such as ``check_up.unfavorable at unfavorable_tolerated, for troubled``."""
        return f"{self.fact} {_WHERE[self.off]} {self.bound}, for {self.condition}"

    @property
    def key(self) -> tuple[str, ...]:
        """The same for equal workflows."""
        return threshold_key(self.condition, self.fact, self.bound, self.off)


def threshold_key(condition: str, fact: str, bound: str, off: int) -> tuple[str, ...]:
    """What coverage knows a threshold by."""
    return ("threshold", condition, fact, bound, f"{off:+d}")


def has_threshold(test: Test) -> bool:
    """Whether a test compares with a number or a length of time that the rules state."""
    return test.op in _OPS and not isinstance(test.value, Fact | str | bool | tuple | None)


def near(off: int) -> bool:
    """Whether a value that is so far away is one of those to be tried."""
    return off in _WHERE


def step_of(bound: Duration) -> int:
    """The minutes from a length of time to the next: a minute or an hour, as it is written, and a day otherwise."""
    if not bound.minutes:
        return _DAY
    return 1 if bound.minutes % _HOUR else _HOUR


def thresholds(workflow: Workflow, conditions: Iterable[Condition]) -> tuple[Threshold, ...]:
    """Those of some conditions, in the order of the file, each once; pure."""
    ranges = _Ranges(workflow)
    found = (
        Threshold(condition.name, str(test.fact), test.words, off, test.span)
        for condition in conditions
        for test in condition.tests
        if has_threshold(test)
        for off in _WHERE
        if ranges.allow(test, off)
    )
    return tuple({threshold.key: threshold for threshold in found}.values())


@attrs.define(slots=False)
class _Ranges:
    """What values can be had at all under the usual limits."""

    workflow: Workflow

    @cached_property
    def layout(self) -> Layout:
        return layout_of(self.workflow)

    def allow(self, test: Test, off: int) -> bool:
        """Whether the left side of a test can be so far from its right side."""
        bound = fixed_bound(self.layout, test)
        if test.fact.kind == "since":
            return isinstance(bound, Duration) and bound.nominal + off >= 0
        low, high = self._of(test.fact)
        value: int = bound.nominal + off * step_of(bound) if isinstance(bound, Duration) else bound + off
        return low <= value <= high

    def _of(self, fact: Fact) -> tuple[int, int]:
        """The least and the most that something can be; lengths of time in minutes."""
        kind = kind_of(self.workflow, fact)
        if isinstance(kind, WholeNumber):
            return kind.low, kind.high
        if isinstance(kind, LengthOfTime):
            return self._minutes(kind.low), self._minutes(kind.high)
        if fact.kind == "unfavorable":
            return 0, sum(field.scored for field in self.workflow.form_by_name[fact.form].fields)
        return 0, self._most(fact)

    def _minutes(self, length: Duration | str) -> int:
        if isinstance(length, Duration):
            return length.nominal
        value = limit_value(self.layout, declared_limits(self.workflow), length)
        return value.nominal if isinstance(value, Duration) else 0

    def _most(self, fact: Fact) -> int:
        """How often something can be done or counted: once where no way leads back to it."""
        if fact.kind == "count":
            name = next(count.counted for count in self.workflow.counts if count.name == fact.name)
        else:
            name = fact.name
        return _MANY if _comes_back(self.workflow, name) else 1


def _comes_back(workflow: Workflow, name: str) -> bool:
    """Whether some way leads from a move of that name to another one."""
    every = edges(workflow)
    own = [edge for edge in every if edge.move is not None and edge.trigger == name]
    there = {edge.target or edge.source for edge in own}
    while wider := {edge.target for edge in every if edge.source in there and edge.target} - there:
        there |= wider
    return any(edge.source in there for edge in own if edge.source is not None)
