"""
The bounds of the policy, each tried just below, just at and just above: where a condition compares with a limit.

What a decision came past is read off the verdicts of the conditions it asked; nothing here decides or searches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.plays.elements import Element, deciding
from mentorflow.plays.sides import judged
from mentorflow.rules.calendar import MINUTE, Duration, add_to_date, local_date
from mentorflow.rules.meaning import kind_of
from mentorflow.rules.workflow import LimitName, WholeNumber
from mentorflow.states.explain import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.elements import Key
    from mentorflow.rules.verdicts import Verdict
    from mentorflow.rules.workflow import Fact, Test, Workflow
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Decision

_WHERE = {-1: "just below", 0: "at", 1: "just above"}


def margins(workflow: Workflow) -> tuple[Element, ...]:
    """Every limit that a condition compares with, just below, at and just above it, in the order of the file."""
    return tuple(
        Element("margin", _name(condition.name, test, test.value, off), test.span, _key(condition.name, test, off))
        for condition in deciding(workflow)
        for test in condition.tests
        if isinstance(test.value, LimitName) and test.op in {"more_than", "at_least", "fewer_than", "at_most", "is"}
        for off in _WHERE
        if _possible(workflow, test.fact, test.value, off)
    )


def _name(condition: str, test: Test, bound: LimitName, off: int) -> str:
    return f"{test.fact} {_WHERE[off]} {bound.name}, for {condition}"


def _key(condition: str, test: Test, off: int) -> Key:
    return ("margin", condition, str(test.fact), f"{off:+d}")


def _possible(workflow: Workflow, fact: Fact, bound: LimitName, off: int) -> bool:
    """Whether the fact can have that value at all, with the usual limit."""
    limit = workflow.limit_by_name[bound.name].amount
    if not isinstance(limit, int):
        return isinstance(limit, Duration) and fact.kind == "since"
    kind = kind_of(workflow, fact)
    low, high = (kind.low, kind.high) if isinstance(kind, WholeNumber) else (0, limit + 1)
    if fact.kind == "unfavorable":
        high = sum(field.scored for field in workflow.form_by_name[fact.form].fields)
    return low <= limit + off <= high


def met(flow: Flow, decision: Decision) -> Iterator[Key]:
    """The keys of the margins that one decision came past."""
    act = decision.why
    if isinstance(act, Act):
        for verdict in judged(act, decision):
            yield from _met(flow, act, verdict)


def _met(flow: Flow, act: Act, verdict: Verdict) -> Iterator[Key]:
    for part in verdict.parts:
        yield from _met(flow, act, part)
    if verdict.fact is not None:
        off = _off(flow, act, verdict)
        if off in _WHERE:
            yield ("margin", verdict.condition, str(verdict.fact), f"{off:+d}")


def _off(flow: Flow, act: Act, verdict: Verdict) -> int | None:
    """How far a value was from what it was compared with; time by the day, or by the minute."""
    value, bound = verdict.value, verdict.bound
    if type(value) is int and type(bound) is int:
        return value - bound
    if type(value) is not int or not isinstance(bound, Duration):
        return None
    if bound.minutes:
        return round((value - bound.minutes * MINUTE) / MINUTE)
    zone, now = flow.workflow.timezone, act.us
    return (local_date(now, zone) - add_to_date(local_date(now - value, zone), bound)).days
