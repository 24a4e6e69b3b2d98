"""
How near what happened came to the thresholds of a policy, read off the verdicts of the conditions that were asked.

Nothing here decides, plays or searches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.plays.sides import judged
from mentorflow.plays.thresholds import has_threshold, near, step_of, threshold_key
from mentorflow.rules.calendar import MINUTE, Duration, add_to_date, local_date
from mentorflow.states.explain import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.elements import Key
    from mentorflow.rules.verdicts import Verdict
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Decision


def met(flow: Flow, decision: Decision) -> Iterator[Key]:
    """The keys of the thresholds that one decision came past, each just below, at or just above."""
    act = decision.why
    if isinstance(act, Act):
        for verdict in judged(act, decision):
            yield from _met(flow, act, verdict)


def _met(flow: Flow, act: Act, verdict: Verdict) -> Iterator[Key]:
    """Its own comparisons, which alone stand on nothing, in the order of the file; then what it is made of."""
    own = [part for part in verdict.parts if part.fact is not None and not part.parts]
    tests = flow.workflow.condition_by_name[verdict.condition].tests
    for test, part in zip(tests, own, strict=bool(own)):
        off = _off(flow, act, part) if has_threshold(test) else None
        if off is not None and near(off):
            yield threshold_key(verdict.condition, str(test.fact), test.words, off)
    for part in verdict.parts:
        if part.parts:
            yield from _met(flow, act, part)


def _off(flow: Flow, act: Act, verdict: Verdict) -> int | None:
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
    zone, now = flow.workflow.timezone, act.us
    return (local_date(now, zone) - add_to_date(local_date(now - value, zone), bound)).days


def _steps(difference: int, step: int) -> int:
    """So many steps away; what lies less than one step away is one step away."""
    whole = -(-abs(difference) // step)
    return whole if difference > 0 else -whole
