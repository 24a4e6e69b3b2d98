"""
Where the things of a workflow stand that can be changed, what sentences call them, and which keys they have.

Nothing here says what is changed about them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.elements import asked_field_key, form_field_key, mark_key, move_key, row_key, side_key
from mentorflow.rules.workflow import ListOf
from mentorflow.tools.mutate.change import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.elements import Key
    from mentorflow.rules.workflow import Deadline, Field, Move, Workflow
    from mentorflow.tools.mutate.change import Change, Path


def limits(workflow: Workflow) -> Iterator[Spot]:
    """The numbers of the policy."""
    for n, limit in enumerate(workflow.limits):
        yield Spot(("limits", n), limit, f"the limit {limit.name}", limit.span, (("limit", limit.name),))


def conditions(workflow: Workflow) -> Iterator[Spot]:
    """The conditions."""
    for n, condition in enumerate(workflow.conditions):
        sides = tuple(side_key(condition.name, holds=holds) for holds in (True, False))
        yield Spot(("conditions", n), condition, f"the condition {condition.name}", condition.span, sides)


def rows(workflow: Workflow) -> Iterator[Spot]:
    """The rows of all tables."""
    for n, table in enumerate(workflow.routing):
        for index, row in enumerate(table.rows):
            called, key = f"row {index + 1} of {table.name}", row_key(table.name, index)
            yield Spot(("routing", n, "rows", index), row, called, row.span, (key,))


def forms(workflow: Workflow) -> Iterator[Spot]:
    """The forms."""
    for n, form in enumerate(workflow.forms):
        yield Spot(("forms", n), form, f"the form {form.name}", form.span, (("form", form.name),), form.name)


def moves(workflow: Workflow) -> Iterator[Spot]:
    """All moves; those whose name others have as well are called with their state."""
    often = Counter(move.name for move in workflow.every_move())
    for path, move in _moves(workflow):
        called = f"the move {move.name}" + (f" in {move.home}" if often[move.name] > 1 else "")
        yield Spot(path, move, called, move.span, (move_key(move),), move.name)


def _moves(workflow: Workflow) -> Iterator[tuple[Path, Move]]:
    yield from ((("start", n), move) for n, move in enumerate(workflow.start))
    for k, state in enumerate(workflow.states):
        yield from ((("states", k, "moves", n), move) for n, move in enumerate(state.moves))
    yield from ((("moves", n), move) for n, move in enumerate(workflow.moves))


def waits(workflow: Workflow) -> Iterator[Spot]:
    """What states wait for: forms that become complete, or are changed."""
    for k, state in enumerate(workflow.states):
        for attribute, happens in (("when_complete", "complete"), ("when_changed", "changed")):
            for n, when in enumerate(getattr(state, attribute)):
                called = f"{when.form}, once {happens} in {state.name},"
                keys: tuple[Key, ...] = (("form", when.form), ("state", state.name))
                yield Spot(("states", k, attribute, n), when, called, when.span, keys)


def deadlines(workflow: Workflow) -> Iterator[Spot]:
    """All deadlines."""
    for path, deadline in _deadlines(workflow):
        keys = tuple(mark_key(deadline, mark) for mark in deadline.marks)
        yield Spot(path, deadline, called_deadline(deadline), deadline.span, keys)


def _deadlines(workflow: Workflow) -> Iterator[tuple[Path, Deadline]]:
    if workflow.ends is not None:
        yield ("ends",), workflow.ends
    for n, form in enumerate(workflow.forms):
        if form.due is not None:
            yield ("forms", n, "due"), form.due
    for k, state in enumerate(workflow.states):
        yield from ((("states", k, "deadlines", n), deadline) for n, deadline in enumerate(state.deadlines))
    yield from ((("deadlines", n), deadline) for n, deadline in enumerate(workflow.deadlines))


def called_deadline(deadline: Deadline) -> str:
    """What sentences call a deadline."""
    kind, name = deadline.owner
    return {"ends": "the whole time", "form": f"the time for {name}"}.get(kind, f"the deadline {deadline.name}")


def marks(workflow: Workflow) -> Iterator[tuple[Spot, Deadline]]:
    """What happens around the ends of deadlines, each with its deadline."""
    for whole in deadlines(workflow):
        deadline: Deadline = whole.thing
        for n, mark in enumerate(deadline.marks):
            words = mark.words if deadline.every is None else "each time"
            key = mark_key(deadline, mark)
            yield Spot((*whole.path, "marks", n), mark, f"{whole.called}, {words},", mark.span, (key,)), deadline


def when_answered(spot: Spot, changes: Iterable[Change]) -> Iterator[Change]:
    """Changes to a question that matter only where its form is filled in, or its move is tried."""
    yield from (attrs.evolve(change, named=spot.home) for change in changes)


def fields(workflow: Workflow) -> Iterator[Spot]:
    """All questions of forms and of moves, each followed by the details of its list."""
    for form in workflow.forms:
        path: Path = ("forms", workflow.forms.index(form), "fields")
        for n, field in enumerate(form.fields):
            yield from _question((*path, n), field, form.name, form_field_key(form.name, field.name))
    for spot in moves(workflow):
        for n, field in enumerate(spot.thing.asks):
            yield from _question(
                (*spot.path, "asks", n), field, spot.thing.name, asked_field_key(spot.thing, field.name)
            )


def _question(path: Path, field: Field, home: str, key: Key) -> Iterator[Spot]:
    yield Spot(path, field, f"the question {home}.{field.name}", field.span, (key,), home)
    if isinstance(field.kind, ListOf):
        for n, detail in enumerate(field.kind.fields):
            called = f"the detail {detail.name} of {home}.{field.name}"
            yield Spot((*path, "kind", "fields", n), detail, called, detail.span, (key,), home)
