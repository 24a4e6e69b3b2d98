"""
What the things of a workflow use: the limits, facts and counts that take part when those things are exercised.

A limit takes part where a deadline with it fell, a condition or a question with it was decided or answered, or a
move made it longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.plays.elements import asked_field_key, form_field_key, mark_key, move_key, side_key
from mentorflow.rules.workflow import TIME_LEFT, Fact, LengthOfTime, LimitName, ListOf, Share, Test

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mentorflow.plays.elements import Key
    from mentorflow.rules.workflow import Field, Kind, Workflow


def uses(workflow: Workflow) -> Mapping[Key, frozenset[Key]]:
    """By key, the keys of what a thing uses; things that use nothing are left out; pure."""
    found: dict[Key, set[Key]] = {}
    for user, used in (*_of_deadlines(workflow), *_of_conditions(workflow), *_of_questions(workflow)):
        found.setdefault(user, set()).add(used)
    return {user: _with_shares(workflow, used) for user, used in found.items()}


def _of_deadlines(workflow: Workflow) -> Iterator[tuple[Key, Key]]:
    for deadline in workflow.every_deadline():
        for mark in deadline.marks:
            named = (deadline.within, deadline.every, mark.offset)
            yield from ((mark_key(deadline, mark), ("limit", name)) for name in named if isinstance(name, str))


def _of_conditions(workflow: Workflow) -> Iterator[tuple[Key, Key]]:
    for condition in workflow.conditions:
        for test in condition.tests:
            for used in _read(test):
                yield side_key(condition.name, holds=True), used
                yield side_key(condition.name, holds=False), used


def _of_questions(workflow: Workflow) -> Iterator[tuple[Key, Key]]:
    for form in workflow.forms:
        for field in form.fields:
            yield from ((form_field_key(form.name, field.name), used) for used in _of_field(field))
    for move in workflow.every_move():
        yield from ((move_key(move), ("limit", name)) for name, _ in move.lengthens)
        for field in move.asks:
            yield from ((asked_field_key(move, field.name), used) for used in _of_field(field))


def _of_field(field: Field) -> Iterator[Key]:
    """The limits that bound an answer, and what tells whether it is unfavorable."""
    yield from _bounds(field.kind)
    if isinstance(field.unfavorable, Test):
        yield from _read(field.unfavorable)


def _bounds(kind: Kind) -> Iterator[Key]:
    if isinstance(kind, LengthOfTime):
        yield from (("limit", name) for name in (kind.low, kind.high) if isinstance(name, str))
    if isinstance(kind, ListOf):
        for detail in kind.fields:
            yield from _bounds(detail.kind)


def _read(test: Test) -> Iterator[Key]:
    """What a comparison reads: host facts, counts, and the limit it compares with."""
    for side in (test.fact, test.value):
        if isinstance(side, LimitName):
            yield "limit", side.name
        elif isinstance(side, Fact) and side.kind in {"host", "count"}:
            yield "fact" if side.kind == "host" else "count", side.name


def _with_shares(workflow: Workflow, used: set[Key]) -> frozenset[Key]:
    """A share of a limit uses that limit too, and a share of the time left the one that the end is counted by."""
    pending = list(used)
    seen: set[Key] = set()
    while pending:
        key = pending.pop()
        if key not in seen:
            seen.add(key)
            pending += _shared(workflow, key)
    return frozenset(seen)


def _shared(workflow: Workflow, key: Key) -> Iterator[Key]:
    amount = workflow.limit_by_name[key[1]].amount if key[0] == "limit" else None
    if isinstance(amount, Share):
        ends = None if workflow.ends is None else workflow.ends.within
        name = ends if amount.of == TIME_LEFT else amount.of
        if isinstance(name, str):
            yield "limit", name
