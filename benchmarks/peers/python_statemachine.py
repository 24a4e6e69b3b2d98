"""python-statemachine: a class with states and events, one instance for each partnership."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from benchmarks.peers import walk

if TYPE_CHECKING:
    from collections.abc import Callable


def _condition(guard: Callable[[walk.Pair, walk.Payload], bool]) -> Callable[..., bool]:
    def holds(model: walk.Pair, payload: walk.Payload) -> bool:
        return guard(model, payload)

    return holds


def _write_down(self: StateMachine, event: str, source: State, target: State, payload: walk.Payload) -> None:
    walk.write_down(self.model, str(event), source.id, target.id, payload)


def _machine() -> type[StateMachine]:
    """The class, made from the table that all peers share rather than written out."""
    states = {name: State(initial=name == "requested", final=name in walk.FINAL) for name in walk.STATES}
    # This library wants a way out of every state; nothing in the life leaves this one.
    members: dict[str, Any] = {**states, "leave": states["amending_plan"].to(states["closed"])}
    for event, source, guard, target in walk.ROWS:
        options = {"cond": _condition(guard)} if guard else {}
        begun = states[source]
        row = begun.to(states[target], **options) if target else begun.to.itself(internal=True, **options)  # type: ignore[no-untyped-call]
        members[event] = members[event] | row if event in members else row
    members["after_transition"] = _write_down
    return types.new_class("Mentoring", (StateMachine,), exec_body=lambda body: body.update(members))


class Peer:
    """The class and its instances."""

    name = "python-statemachine"
    leaves_out = (
        "no forms, sheets or signatures, no host facts, no deadlines, no notices or effects, no record that could be "
        "replayed, no reasons for a refusal; an instance for each partnership is kept alive and changed in place"
    )

    def __init__(self) -> None:
        self.machine = _machine()

    def create(self, name: str) -> StateMachine:
        """An instance with a partnership as its model."""
        pair = walk.Pair(name)
        pair.state = None  # type: ignore[assignment]
        return self.machine(model=pair)

    def fire(self, held: StateMachine, event: str, payload: walk.Payload) -> bool:
        """Send an event."""
        try:
            held.send(event, payload=payload)
        except TransitionNotAllowed:
            return False
        return True

    def state(self, held: StateMachine) -> str:
        """The present state."""
        return str(held.model.state)

    def pair(self, held: StateMachine) -> walk.Pair:
        """The partnership behind the instance."""
        model: walk.Pair = held.model
        return model
