"""
Host facts as they are handed in (ruling 9).

They are declared, of their kind, and all there, or the call raises before anything is decided.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mentorflow.errors import BadFact
from mentorflow.rules.calendar import Duration
from mentorflow.rules.findings import nearest
from mentorflow.rules.workflow import LengthOfTime, Share
from mentorflow.states.calls import mapping_of
from mentorflow.states.forms import Problem, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorflow.rules.workflow import Kind, Workflow
    from mentorflow.states.partnership import Answer
    from mentorflow.states.plan import Plan


class _AnyDay:
    """Facts are about no partnership: any day will do, and a limit is as long as it may be at most."""

    today = dt.date.max

    def __init__(self, workflow: Workflow) -> None:
        self._workflow = workflow

    def length(self, written: Duration | str) -> Duration:
        """A length of time, or the longest that a limit may be."""
        return _extreme(self._workflow, written, "highest")


def _extreme(workflow: Workflow, written: Duration | str, end: str) -> Duration:
    """A length of time, or the *lowest* or *highest* that a limit, or what it is a share of, may be."""
    if isinstance(written, Duration):
        return written
    limit = workflow.limit_by_name[written]
    amount = getattr(limit, end) or limit.amount
    if isinstance(amount, Share):
        return _extreme(workflow, amount.of, end).share(amount.percent)
    return amount if isinstance(amount, Duration) else Duration()


def _widest(workflow: Workflow, kind: Kind) -> Kind:
    """A kind as wide as any partnership can have it: a limit that bounds it from below is as short as it may be."""
    if not isinstance(kind, LengthOfTime):
        return kind
    return LengthOfTime(_extreme(workflow, kind.low, "lowest"), kind.high)


def fact_kinds(workflow: Workflow) -> dict[str, Kind]:
    """The kind of every declared fact, as wide as any partnership can have it, in the order of the file."""
    return {fact.name: _widest(workflow, fact.kind) for fact in workflow.facts}


def read_facts(plan: Plan, given: Mapping[str, object] | None) -> dict[str, Answer]:
    """
    The facts handed in, in the order of the file.

    Raises ``BadFact`` for one that is not declared or has a value outside its kind, ``BadArgument`` for no mapping.
    """
    if type(given) is not dict:
        given = mapping_of("facts", given, or_none=True)
    if not given:
        return {}
    kinds = plan.facts
    if not kinds.keys() >= given.keys():
        _undeclared(plan.workflow, given)
    names = given if len(given) == 1 else [name for name in kinds if name in given]
    return {name: _read(plan.workflow, name, kinds[name], given[name]) for name in names}


def _read(workflow: Workflow, name: str, kind: Kind, given: object) -> Answer:
    """One fact; a tick that is not set is *no*, because facts are never absent (ruling 9)."""
    value = read(kind, given, _AnyDay(workflow))
    if isinstance(value, Problem):
        msg = f"fact {name!r} cannot be {given!r}: {value.message}"
        raise BadFact(msg)
    return False if value is None else value


def _undeclared(workflow: Workflow, given: Mapping[str, object]) -> None:
    known = tuple(fact.name for fact in workflow.facts)
    name = next(name for name in given if name not in known)
    guess = nearest(str(name), known)
    hint = f"did you mean {guess!r}?" if guess else f"the file declares {', '.join(known) or 'none'}"
    msg = f"fact {name!r} is not declared: {hint}"
    raise BadFact(msg)


def covered(what: str, reads: tuple[str, ...], facts: Mapping[str, Answer]) -> None:
    """Raise ``BadFact`` when a fact that deciding may read is missing."""
    for name in reads:
        if name not in facts:
            msg = f"{what!r} needs the fact {name!r}"
            raise BadFact(msg)
