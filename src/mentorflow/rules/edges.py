"""
A workflow flattened into edges: every way in which a partnership can begin, go on, stay or end.

Moves of any time, ``stay``, ``back``, routing tables, forms that complete and deadlines are all resolved here, once;
the machine, the proofs and the drawings read edges and never the notation.
Nothing here evaluates a condition: an edge is there when it could be taken for some answers and facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.workflow import BACK, NOWHERE, STAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.rules.workflow import Deadline, Mark, Move, Row, State, Workflow


@attrs.frozen
class Edge:
    """
    One way on.

    *kind* is ``start``, ``move``, ``complete``, ``changed`` or ``deadline``; *trigger* the move, form or deadline.
    *source* is None for a start; *target* is None where the partnership stays.
    *routing* and *row* name the line of a table that leads here; *back* marks a return to the state before.
    """

    kind: str
    trigger: str
    source: str | None
    target: str | None
    move: Move | None = None
    routing: str | None = None
    row: int | None = None
    deadline: Deadline | None = None
    mark: Mark | None = None
    back: bool = False
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


def edges(workflow: Workflow) -> tuple[Edge, ...]:
    """All edges: starts first, then state by state in the order of the file; pure."""
    found = [
        edge
        for move in workflow.start
        for edge in _led(workflow, Edge("start", move.name, None, None, move), move.to)
    ]
    for state in workflow.live_states:
        found += _of_state(workflow, state)
    for state in workflow.states:
        if state.final is not None:
            found += _of_deadlines(workflow, state)
    return tuple(found)


def offered(workflow: Workflow, state: State) -> tuple[Move, ...]:
    """The moves offered in a state: its own, then those of any time, in the order of the file."""
    if state.final is not None:
        return ()
    return state.moves + tuple(move for move in workflow.moves if state.name in move.only_in)


def awaited(workflow: Workflow, state: State, deadline: Deadline) -> tuple[Move, ...]:
    """The moves a deadline waits for: those of its state; with none there and no form to wait for, all offered."""
    own = deadline.owner[0] == "state" and (state.moves or state.when_complete)
    return state.moves if own else offered(workflow, state)


def standing(workflow: Workflow, state: State) -> tuple[Deadline, ...]:
    """
    The deadlines that can fall in a state, in the order of the file.

    A state that stops the clocks has only its own; after the end only forms that stay open have theirs (D-33).
    """
    if state.clocks_stopped:
        return state.deadlines
    if state.final is not None:
        return tuple(form.due for form in workflow.forms if form.due is not None and form.stays_open_after_end)
    return tuple(deadline for deadline in workflow.every_deadline() if _stands(deadline, state.name))


def states_before(workflow: Workflow, state: str) -> tuple[str, ...]:
    """The states from which a move of any time leads to *state*: where ``to: back`` can lead."""
    ways = [move for move in workflow.moves if state in targets(workflow, move.to)]
    return tuple(dict.fromkeys(source for move in ways for source in move.only_in if source != state))


def targets(workflow: Workflow, to: str) -> tuple[str, ...]:
    """The states that a target can lead to, each once; none for ``stay`` and ``back``."""
    routing = workflow.routing_by_name.get(to)
    names = [row.to for row in routing.rows] if routing is not None else [to]
    return tuple(dict.fromkeys(name for name in names if name not in {STAY, BACK}))


def _stands(deadline: Deadline, state: str) -> bool:
    kind, name = deadline.owner
    if kind == "state":
        return name == state
    return deadline.only_in is None or state in deadline.only_in


def _of_state(workflow: Workflow, state: State) -> Iterator[Edge]:
    for move in offered(workflow, state):
        yield from _led(workflow, Edge("move", move.name, state.name, None, move, span=move.span), move.to)
    for kind, waits in (("complete", state.when_complete), ("changed", state.when_changed)):
        for when in waits:
            yield from _led(workflow, Edge(kind, when.form, state.name, None, span=when.span), when.to)
    yield from _of_deadlines(workflow, state)


def _of_deadlines(workflow: Workflow, state: State) -> Iterator[Edge]:
    for deadline in standing(workflow, state):
        for mark in deadline.marks:
            bare = Edge("deadline", deadline.name, state.name, None, deadline=deadline, mark=mark, span=mark.span)
            yield from _led(workflow, bare, mark.to or STAY)


def _led(workflow: Workflow, bare: Edge, to: str) -> Iterator[Edge]:
    """The edge, or one for each row of the table it leads to, or one for each state it can go back to."""
    routing = workflow.routing_by_name.get(to)
    if routing is not None:
        for number, row in enumerate(routing.rows):
            yield from _by_row(workflow, bare, routing.name, number, row)
    elif to == BACK:
        for state in states_before(workflow, str(bare.source)):
            yield attrs.evolve(bare, target=state, back=True)
    else:
        yield attrs.evolve(bare, target=None if to == STAY else to)


def _by_row(workflow: Workflow, bare: Edge, routing: str, number: int, row: Row) -> Iterator[Edge]:
    yield from _led(workflow, attrs.evolve(bare, routing=routing, row=number, span=row.span), row.to)
