"""
How near what happened came to the thresholds of a policy, read off the verdicts of the conditions that were asked.

Nothing here decides, plays or searches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.plays.thresholds import has_threshold, near, step_of, threshold_key
from mentorflow.rules.calendar import MINUTE, Duration, add_to_date, local_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.elements import Key
    from mentorflow.plays.sides import Judged
    from mentorflow.rules.verdicts import Verdict
    from mentorflow.rules.workflow import Workflow


def met(workflow: Workflow, at: int, judged: Judged) -> Iterator[Key]:
    """
    The keys of the thresholds that one decision came past, each just below, at or just above.

    *at* is when it was decided, in microseconds since 1970 in UTC; *judged* is what was asked for it.
    """
    for verdict in judged.every():
        yield from _met(workflow, at, verdict)


def _met(workflow: Workflow, at: int, verdict: Verdict) -> Iterator[Key]:
    """Its own comparisons, which alone stand on nothing, in the order of the file; then what it is made of."""
    own = [part for part in verdict.parts if part.fact is not None and not part.parts]
    tests = workflow.condition_by_name[verdict.condition].tests
    for test, part in zip(tests, own, strict=bool(own)):
        off = _off(workflow, at, part) if has_threshold(test) else None
        if off is not None and near(off):
            yield threshold_key(verdict.condition, str(test.fact), test.words, off)
    for part in verdict.parts:
        if part.parts:
            yield from _met(workflow, at, part)


def _off(workflow: Workflow, at: int, verdict: Verdict) -> int | None:
    """How many steps a value was from what it was compared with: 0 exactly at it, None where there was no value."""
    value, bound = verdict.value, verdict.bound
    if isinstance(bound, Duration) and isinstance(value, Duration):
        return _steps(value.nominal - bound.nominal, step_of(bound))
    if type(value) is not int or not isinstance(bound, int | Duration):
        return None
    if isinstance(bound, int):
        return value - bound
    if bound.minutes:
        return _steps(value - bound.minutes * MINUTE, MINUTE)
    zone = workflow.timezone
    return (local_date(at, zone) - add_to_date(local_date(at - value, zone), bound)).days


def _steps(difference: int, step: int) -> int:
    """So many steps away; what lies less than one step away is one step away."""
    whole = -(-abs(difference) // step)
    return whole if difference > 0 else -whole
