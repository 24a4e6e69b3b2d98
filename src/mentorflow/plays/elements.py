"""
Everything of a workflow that a scenario can exercise, each thing with a key, a name and its place in the file.

Whoever reads what was exercised makes the same keys, so that the two can be compared.
Nothing here plays or looks at what was played.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.plays.recipients import roles_reminded, roles_told
from mentorflow.plays.thresholds import thresholds
from mentorflow.rules.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import (
        Condition,
        Count,
        Deadline,
        Effect,
        Form,
        HostFact,
        Limit,
        Mark,
        Move,
        Role,
        State,
        Who,
        Workflow,
    )

Key: TypeAlias = tuple[str, ...]

# What a coordinator has to see covered, in the order it is reported.
MUST_BE_COVERED = ("state", "move", "row", "deadline", "notice", "threshold")
# Why somebody gets a notice: the engine's word, and the words of a sentence.
_SAYS = {"told": "tells", "reminded": "reminds", "opened": "opens for"}


@attrs.frozen
class Element:
    """
    One thing that a scenario can exercise.

    *kind* is ``state``, ``move``, ``row``, ``deadline`` (each mark), ``notice`` (for each place and role),
    ``threshold`` (just below, at and just above what a condition compares with), ``form``, ``field``, ``condition``
    (each of its two sides), ``effect``, ``limit``, ``role``, ``fact`` or ``count``; *name* is what people look for,
    such as ``row 2 of after_check_up``.
    *key* begins with the kind and is the same for equal workflows.
    """

    kind: str
    name: str
    span: Span
    key: Key


def elements(workflow: Workflow) -> tuple[Element, ...]:
    """All of them, in the order of the file; pure."""
    found = (
        *_named(workflow),
        *_moves(workflow),
        *_rows(workflow),
        *_deadlines(workflow),
        *_fields(workflow),
        *_conditions(workflow),
        *_thresholds(workflow),
        *_notices(workflow),
    )
    return tuple(sorted(found, key=lambda element: (element.span.line, element.span.column)))


# --- keys -----------------------------------------------------------------------------------------------------------
def move_key(move: Move) -> Key:
    """A move where it stands; one of any time is one move in all its states."""
    return ("move", move.home, move.name)


def half_key(move: Move) -> Key:
    """The first half of a joint move, as the place that a notice goes from."""
    return ("first half", move.home, move.name)


def row_key(routing: str, index: int) -> Key:
    """A row of a table; *index* counts from zero, the key from one, as people do."""
    return ("row", routing, str(index + 1))


def mark_key(deadline: Deadline, mark: Mark) -> Key:
    """One line of a deadline, or the whole of one that comes back."""
    return ("deadline", *deadline.owner, deadline.name, mark.words)


def side_key(condition: str, *, holds: bool) -> Key:
    """A condition that held, or one that did not."""
    return ("condition", condition, "yes" if holds else "no")


def form_field_key(form: str, field: str) -> Key:
    """A question of a form."""
    return ("field", "form", form, field)


def asked_field_key(move: Move, field: str) -> Key:
    """A question that a move asks."""
    return ("field", *move_key(move), field)


def notice_key(place: Key, kind: str, role: str) -> Key:
    """A notice from one place of the file to one role; *kind* is ``told``, ``reminded`` or ``opened``."""
    return ("notice", *place, kind, role)


# --- what has a name of its own -------------------------------------------------------------------------------------
def _named(workflow: Workflow) -> Iterator[Element]:
    kinds: dict[str, tuple[Role | Limit | HostFact | Effect | Form | Count | State, ...]] = {
        "role": workflow.roles,
        "limit": workflow.limits,
        "fact": workflow.facts,
        "effect": workflow.effects,
        "form": workflow.forms,
        "count": workflow.counts,
        "state": workflow.states,
    }
    for kind, things in kinds.items():
        yield from (Element(kind, f"{kind} {thing.name}", thing.span, (kind, thing.name)) for thing in things)


def _moves(workflow: Workflow) -> Iterator[Element]:
    names = _names_of_moves(workflow)
    for move in workflow.every_move():
        yield Element("move", f"move {names[move_key(move)]}", move.span, move_key(move))


def _names_of_moves(workflow: Workflow) -> dict[Key, str]:
    """What each move is called: by its name, and by its state where another one has the same name."""
    often = Counter(move.name for move in workflow.every_move())
    return {
        move_key(move): move.name if often[move.name] == 1 else f"{move.name} in {move.home}"
        for move in workflow.every_move()
    }


def _rows(workflow: Workflow) -> Iterator[Element]:
    for routing in workflow.routing:
        for index, row in enumerate(routing.rows):
            yield Element("row", _row_name(routing.name, index), row.span, row_key(routing.name, index))


def _row_name(routing: str, index: int) -> str:
    return f"row {index + 1} of {routing}"


def _deadlines(workflow: Workflow) -> Iterator[Element]:
    for deadline in workflow.every_deadline():
        for mark in deadline.marks:
            name = f"deadline {deadline.name}: {_when(deadline, mark)}"
            yield Element("deadline", name, mark.span, mark_key(deadline, mark))


def _when(deadline: Deadline, mark: Mark) -> str:
    return mark.words if deadline.every is None else f"every {deadline.every}"


def _fields(workflow: Workflow) -> Iterator[Element]:
    for form in workflow.forms:
        for field in form.fields:
            key = form_field_key(form.name, field.name)
            yield Element("field", f"field {form.name}.{field.name}", field.span, key)
    names = _names_of_moves(workflow)
    for move in workflow.every_move():
        for field in move.asks:
            name = f"field {field.name} of {names[move_key(move)]}"
            yield Element("field", name, field.span, asked_field_key(move, field.name))


# --- conditions -----------------------------------------------------------------------------------------------------
def _conditions(workflow: Workflow) -> Iterator[Element]:
    """Both sides of every condition that decides something; others cannot be exercised."""
    for condition in deciding(workflow):
        for holds, words in ((True, "holds"), (False, "does not hold")):
            name = f"condition {condition.name} {words}"
            yield Element("condition", name, condition.span, side_key(condition.name, holds=holds))


def deciding(workflow: Workflow) -> Iterator[Condition]:
    """The conditions that a move, a table or a question reads, and those that they are made of, by file."""
    pending = list(_read(workflow))
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            pending += workflow.condition_by_name[name].parts
    return (condition for condition in workflow.conditions if condition.name in seen)


def _thresholds(workflow: Workflow) -> Iterator[Element]:
    for each in thresholds(workflow, deciding(workflow)):
        yield Element("threshold", f"threshold {each.name}", each.span, each.key)


def _read(workflow: Workflow) -> Iterator[str]:
    for move in workflow.every_move():
        yield from (*move.must, *move.should)
    for routing in workflow.routing:
        yield from (cell.condition for row in routing.rows for cell in row.cells)
    for form in workflow.forms:
        yield from (field.asked_if for field in form.fields if field.asked_if is not None)


# --- notices --------------------------------------------------------------------------------------------------------
def _notices(workflow: Workflow) -> Iterator[Element]:
    layout = layout_of(workflow)
    yield from _of_moves(layout)
    yield from _of_rows(layout)
    yield from _of_marks(layout)
    yield from _of_forms(layout)


def _of_forms(layout: Layout) -> Iterator[Element]:
    for form in layout.workflow.forms:
        key, changed = ("form", form.name), roles_told(layout, form.tells_on_change, form.filled_in_by)
        place = _place(form.tells_on_change, form.span)
        yield from _to_each(changed, f"a change of {form.name}", "told", place, key)
        yield from _to_each(roles_told(layout, form.filled_in_by), form.name, "opened", form.span, key)


def _of_moves(layout: Layout) -> Iterator[Element]:
    names = _names_of_moves(layout.workflow)
    for move in layout.workflow.every_move():
        key, roles = move_key(move), roles_told(layout, move.tell, move.by, move.not_by)
        yield from _to_each(roles, names[key], "told", _place(move.tell, move.span), key)
        first, half = roles_told(layout, move.tell_first, move.by, move.not_by), f"the first half of {names[key]}"
        yield from _to_each(first, half, "told", _place(move.tell_first, move.span), half_key(move))


def _of_rows(layout: Layout) -> Iterator[Element]:
    for routing in layout.workflow.routing:
        for index, row in enumerate(routing.rows):
            name, key = _row_name(routing.name, index), row_key(routing.name, index)
            yield from _to_each(roles_told(layout, row.tell), name, "told", _place(row.tell, row.span), key)


def _of_marks(layout: Layout) -> Iterator[Element]:
    for deadline in layout.workflow.every_deadline():
        for mark in deadline.marks:
            name, key = f"{deadline.name}, {_when(deadline, mark)},", mark_key(deadline, mark)
            reminded = roles_reminded(layout, deadline, mark.remind)
            yield from _to_each(reminded, name, "reminded", _place(mark.remind, mark.span), key)
            yield from _to_each(roles_told(layout, mark.tell), name, "told", _place(mark.tell, mark.span), key)


def _to_each(roles: Iterable[str], what: str, kind: str, span: Span, key: Key) -> Iterator[Element]:
    for role in roles:
        yield Element("notice", f"notice: {what} {_SAYS[kind]} {role}", span, notice_key(key, kind, role))


def _place(who: Who | None, otherwise: Span) -> Span:
    return otherwise if who is None else who.span
