"""
Which slot a thing of a workflow has in a partnership's tuples.

A partnership keeps its people, moments, rounds, counts, falls and limits in tuples; this room numbers them once per
workflow, so that compiled conditions, deadlines and the fold all agree.
Only moments that something reads get a slot: that keeps a fresh partnership small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.workflow import STAY, Deadline, Fact, Test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.workflow import Workflow


def opening(form: str) -> str:
    """The moment at which a form was opened; no state, move or form can have this name."""
    return f"opening of {form}"


def _numbered(names: Iterator[str]) -> dict[str, int]:
    return {name: slot for slot, name in enumerate(dict.fromkeys(names))}


@attrs.frozen(eq=False)
class Layout:
    """Slot numbers by name, all counting from zero."""

    workflow: Workflow
    roles: dict[str, int]
    partners: tuple[int, ...]
    forms: dict[str, int]
    fields: dict[tuple[str, str], int]
    counts: dict[str, int]
    limits: dict[str, int]
    moments: dict[str, int]
    deadlines: tuple[Deadline, ...]


def layout_of(workflow: Workflow) -> Layout:
    """Number everything in a workflow; pure, and the same for equal workflows."""
    roles = _numbered(role.name for role in workflow.roles)
    return Layout(
        workflow=workflow,
        roles=roles,
        partners=tuple(roles[name] for name in workflow.partner_roles),
        forms=_numbered(form.name for form in workflow.forms),
        fields={(form.name, field.name): n for form in workflow.forms for n, field in enumerate(form.fields)},
        counts=_numbered(count.name for count in workflow.counts),
        limits=_numbered(limit.name for limit in workflow.limits),
        moments=_numbered(moments_read(workflow)),
        deadlines=tuple(workflow.every_deadline()),
    )


def anchors(deadline: Deadline) -> tuple[str, ...]:
    """The moments a deadline is counted from, under the names that have slots; empty when it is the state's entry."""
    kind, name = deadline.owner
    if deadline.moments:
        return tuple(opening(name) if moment == "opening" else moment for moment in deadline.moments)
    return (opening(name),) if kind == "form" else ()


def moments_read(workflow: Workflow) -> Iterator[str]:
    """Every moment that a deadline, a window or a condition looks at, in the order of the file."""
    for deadline in workflow.every_deadline():
        yield from anchors(deadline)
    yield from (form.open_from for form in workflow.forms if form.open_from is not None)
    for test in _every_test(workflow):
        if test.op == "changed_since":
            yield str(test.value)
        for fact in (test.fact, test.value):
            if isinstance(fact, Fact) and fact.kind in {"since", "times"}:
                yield fact.name


def _every_test(workflow: Workflow) -> Iterator[Test]:
    for condition in workflow.conditions:
        yield from condition.tests
    for form in workflow.forms:
        yield from (field.unfavorable for field in form.fields if isinstance(field.unfavorable, Test))


def host_facts_read(workflow: Workflow, conditions: tuple[str, ...], to: str = STAY) -> tuple[str, ...]:
    """The host facts that deciding these conditions, and the routing *to* if it is one, may read; sorted by file."""
    pending = list(conditions)
    routing = workflow.routing_by_name.get(to)
    if routing is not None:
        pending += [cell.condition for row in routing.rows for cell in row.cells]
    read: set[str] = set()
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            pending += _opened(workflow, name, read)
    return tuple(fact.name for fact in workflow.facts if fact.name in read)


def _opened(workflow: Workflow, name: str, read: set[str]) -> list[str]:
    """Note the host facts of one condition; answer the conditions it stands on."""
    condition = workflow.condition_by_name[name]
    further = list(condition.parts)
    for test in condition.tests:
        facts = [test.fact, *([test.value] if isinstance(test.value, Fact) else [])]
        read.update(fact.name for fact in facts if fact.kind == "host")
        for fact in facts:
            further += _questions_behind(workflow, fact)
    return further


def _questions_behind(workflow: Workflow, fact: Fact) -> list[str]:
    """The ``asked_if`` conditions that decide whether an answer counts."""
    form = workflow.form_by_name.get(fact.form)
    if form is None:
        return []
    fields = form.fields if fact.kind == "unfavorable" else tuple(f for f in form.fields if f.name == fact.name)
    return [field.asked_if for field in fields if field.asked_if is not None]


def forms_behind(workflow: Workflow, conditions: Iterable[str]) -> tuple[str, ...]:
    """The forms whose answers some conditions may read, in the order of the file."""
    pending, seen, forms = list(conditions), set[str](), set[str]()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            condition = workflow.condition_by_name[name]
            pending += condition.parts
            read = (fact for test in condition.tests for fact in (test.fact, test.value) if isinstance(fact, Fact))
            forms |= {fact.form for fact in read if fact.kind in {"field", "unfavorable"}}
    return tuple(form.name for form in workflow.forms if form.name in forms)
