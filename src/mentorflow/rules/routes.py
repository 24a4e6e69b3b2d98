"""
Where a workflow leads: states nothing leads to, circles, returns to nowhere, and deadlines that would have to ask.

Cheap questions about the graph alone, asked on every load; what needs a search over whole lifecycles is proved
elsewhere.
Part of the builder; nothing here evaluates a condition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import Related
from mentorflow.rules.edges import offered, standing, states_before, targets
from mentorflow.rules.layout import host_facts_read
from mentorflow.rules.workflow import BACK, STAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.rules.desk import Desk, Way
    from mentorflow.rules.workflow import Move, State, When, Workflow


def routes(desk: Desk, workflow: Workflow, states: Span) -> None:
    """Tell of everything in this room; *states* is where a missing final state is told."""
    unclear = "state" in desk.names.lost or any(desk.is_broken("state", state.name) for state in workflow.states)
    if workflow.states and len(workflow.live_states) == len(workflow.states) and not unclear:
        way_out = "Give a state 'final:' and say how the partnership came out."
        desk.report("no-final-state", "no state is final, so a partnership would never end.", states, way_out=way_out)
    # A move that is spoken of and gone may be the one that led to a state.
    unreached = set() if desk.names.lost & {"state", "routing", "move"} else set(_unreached(desk, workflow))
    _back(desk, workflow, unreached)
    if "state" not in desk.names.doubted:
        _circle(desk, workflow)
    _twice(desk, workflow)
    for way in desk.ways:
        if way.kind == "fall":
            _asking_deadline(desk, workflow, way)


# --- reached --------------------------------------------------------------------------------------------------------
def _unreached(desk: Desk, workflow: Workflow) -> Iterator[str]:
    """Tell of the states where the parts begin that nothing leads to; what lies behind them is not told again."""
    steps = {state.name: _next(workflow, state) for state in workflow.states}
    starts = {target for move in workflow.start for target in targets(workflow, move.to)}
    words = [name for name in desk.names.mentioned if name in steps or name in workflow.routing_by_name]
    mentioned = {target for word in words for target in targets(workflow, word)}
    reached = _behind(steps, mentioned | starts)
    left = [state for state in workflow.states if state.name not in reached]
    led_to = {target for state in left for target in steps[state.name] if target != state.name}
    for state in sorted(left, key=lambda state: state.name in led_to):
        if state.name not in reached:
            reached |= _behind(steps, {state.name})
            desk.report("unreachable-state", f"nothing leads to the state '{state.name}'.", state.span,
                        way_out="Lead a move, a form or a deadline to it, or take it away.")  # fmt: skip
    yield from (state.name for state in left)


def _next(workflow: Workflow, state: State) -> set[str]:
    """The states that can follow a state, by whatever way but back: whoever goes back has been there."""
    leads = {mark.to for deadline in standing(workflow, state) for mark in deadline.marks if mark.to is not None}
    leads.update(move.to for move in offered(workflow, state))
    leads.update(when.to for when in (*state.when_complete, *state.when_changed))
    return {target for to in leads for target in targets(workflow, to)}


def _behind(steps: dict[str, set[str]], starts: set[str]) -> set[str]:
    reached, pending = set(starts), list(starts)
    while pending:
        new = steps.get(pending.pop(), set()) - reached
        reached |= new
        pending += new
    return reached


def _back(desk: Desk, workflow: Workflow, unreached: set[str]) -> None:
    """``to: back`` needs a move of any time that led here, and no other way to come; else no state lies before."""
    if "move" in desk.names.absent or desk.names.lost & {"state", "routing"}:
        return
    told: set[str] = set()
    for way in (way for way in desk.ways if way.to == BACK):
        # The end of the whole time and the deadlines of forms stand in no state of their own, but fall in every one.
        states = way.states or tuple(state.name for state in workflow.live_states)
        lost = next((state for state in states if not (state in unreached or states_before(workflow, state))), None)
        if lost is not None:
            message = f"no move of any time leads to '{lost}', so there is no state to go back to."
            desk.report("back-from-nowhere", message, way.span, way_out="Name the state it leads to.")
        for state in states if lost is None else ():
            if state not in told:
                told.add(state)
                _only_by_detour(desk, workflow, state, way)


def _only_by_detour(desk: Desk, workflow: Workflow, state: str, way: Way) -> None:
    """Only a move of any time, itself or by its table, leaves a state behind to which *way* can lead back."""
    others = [
        other for other in desk.ways if other.kind not in {"any_time", "row"} and state in targets(workflow, other.to)
    ]
    if others:
        message = f"not only moves of any time lead to '{state}', so there may be no state to go back to."
        related = [Related(other.span, f"this leads to '{state}' as well.") for other in others]
        way_out = f"Let only moves of any time lead to '{state}', or name the state this leads to."
        desk.report("back-not-always", message, way.span, way_out=way_out, related=related)


# --- circles --------------------------------------------------------------------------------------------------------
def _circle(desk: Desk, workflow: Workflow) -> None:
    """States that wait for forms filled in once must not lead to each other in a circle."""
    steps = {state.name: tuple(_on_arrival(desk, workflow, state)) for state in workflow.live_states}
    told: set[str] = set()
    for state in workflow.live_states:
        circle = () if state.name in told else _round_trip(steps, state.name)
        if circle:
            told.update(circle)
            names = " -> ".join([*circle, state.name])
            when = steps[state.name][0][1]
            message = f"once '{when.form}' is complete, the partnership can go round for ever: {names}."
            way_out = "Add 'repeats: yes' to the form, 'reopen' to the row, or lead to another state."
            desk.report("passed-round", message, when.span, way_out=way_out)


def _on_arrival(desk: Desk, workflow: Workflow, state: State) -> Iterator[tuple[str, When]]:
    """Where a state that waits for forms filled in once can lead by itself."""
    for when in state.when_complete:
        form = workflow.form_by_name.get(when.form)
        if form is None or form.repeats or desk.is_broken("form", form.name):
            continue
        routing = workflow.routing_by_name.get(when.to)
        rows = () if routing is None else routing.rows
        leads = [row.to for row in rows if row.reopen != when.form] if routing is not None else [when.to]
        yield from ((to, when) for to in leads if to not in {STAY, BACK})


def _round_trip(steps: dict[str, tuple[tuple[str, When], ...]], start: str) -> tuple[str, ...]:
    """The shortest way from a state back to itself; empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = set()
    for way in ways:
        for to, _ in steps.get(way[-1], ()):
            if to == start:
                return way
            if to not in seen:
                seen.add(to)
                ways.append((*way, to))
    return ()


# --- moves and deadlines --------------------------------------------------------------------------------------------
def _twice(desk: Desk, workflow: Workflow) -> None:
    """Tell of each move whose name another one has in some state, once."""
    twice: dict[Span, tuple[Move, State]] = {}
    for state in workflow.live_states:
        twice = {**_offered_twice(workflow, state), **twice}
    for span, (first, state) in twice.items():
        message = f"in '{state.name}' two moves called '{first.name}' are offered."
        related = [Related(first.span, "here is the other one.")]
        way_out = "Rename one of them, or leave the state out with 'except'."
        desk.report("offered-twice", message, span, way_out=way_out, related=related)


def _offered_twice(workflow: Workflow, state: State) -> dict[Span, tuple[Move, State]]:
    """The moves that have the name of another one offered in the same state, with that one, by place."""
    first: dict[str, Move] = {}
    moves = offered(workflow, state)
    return {move.span: (first[move.name], state) for move in moves if first.setdefault(move.name, move) is not move}


def _asking_deadline(desk: Desk, workflow: Workflow, way: Way) -> None:
    """What a deadline leads to, at once or by forms complete on arrival, must not ask the application (ruling 2)."""
    pending, seen = [way.to], {way.to}
    while pending:
        to = pending.pop()
        facts = _asked(desk, workflow, to)
        if facts:
            message = f"this leads to '{to}', which asks the application for '{facts[0]}'; a deadline cannot ask."
            way_out = "Ask by an 'effect' and let the application make a move, or lead to a state."
            desk.report("fact-in-deadline", message, way.span, way_out=way_out)
            return
        for name in targets(workflow, to):
            state = workflow.state_by_name.get(name)
            new = {when.to for _, when in _on_arrival(desk, workflow, state)} if state is not None else set()
            pending += new - seen
            seen |= new


def _asked(desk: Desk, workflow: Workflow, to: str) -> tuple[str, ...]:
    """The host facts a table reads; none where it is no table or has errors."""
    routing = workflow.routing_by_name.get(to)
    if routing is None or desk.is_broken("routing", to):
        return ()
    return host_facts_read(workflow, (), to)
