"""Automat: a machine of typed inputs; it has no guards, so the row is chosen outside and sent as its own input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from automat import NoTransition, TypeMachineBuilder

from benchmarks.peers import walk

if TYPE_CHECKING:
    from collections.abc import Callable


class Inputs(Protocol):
    """One input for each event and guard; the methods are planted below, because each row needs one of its own."""


def _input(number: int) -> str:
    return f"row_{number}"


def _plant(name: str) -> Callable[..., Any]:
    def said(_self: Inputs, _payload: walk.Payload) -> None: ...

    said.__name__ = name
    said.__qualname__ = f"Inputs.{name}"
    said.__annotations__ = {"_payload": "walk.Payload", "return": "None"}
    setattr(Inputs, name, said)
    return said


def _output(event: str, source: str, target: str) -> Callable[..., None]:
    def write_down(_inputs: Inputs, pair: walk.Pair, payload: walk.Payload) -> None:
        pair.state = target
        walk.write_down(pair, event, source, target, payload)

    return write_down


class Peer:
    """The machine, and the choice of its input."""

    name = "Automat"
    leaves_out = (
        "no guards at all, so conditions are asked outside it; no forms, facts, deadlines, notices, effects or "
        "record; its state cannot be read, so it is written down beside it"
    )

    def __init__(self) -> None:
        said = {_input(number): _plant(_input(number)) for number, _ in enumerate(walk.TRANSITIONS)}
        builder = TypeMachineBuilder(Inputs, walk.Pair)
        states = {name: builder.state(name) for name in walk.STATES}
        self.rows: dict[str, list[tuple[tuple[str, ...], walk.Guard, str]]] = {}
        for number, (event, sources, guard, target) in enumerate(walk.TRANSITIONS):
            self.rows.setdefault(event, []).append((sources, guard, _input(number)))
            for source in sources:
                after = target or source
                upon = states[source].upon(said[_input(number)])
                upon.to(states[after])(_output(event, source, after))
        self.machine = builder.build()

    def create(self, name: str) -> tuple[walk.Pair, Any]:
        """A partnership and the machine that moves it."""
        pair = walk.Pair(name)
        return pair, self.machine(pair)

    def fire(self, held: tuple[walk.Pair, Any], event: str, payload: walk.Payload) -> bool:
        """Choose the row, then send its input."""
        pair, machine = held
        for sources, guard, name in self.rows[event]:
            if pair.state in sources and (guard is None or guard(pair, payload)):
                try:
                    getattr(machine, name)(payload)
                except NoTransition:
                    return False
                return True
        return False

    def state(self, held: tuple[walk.Pair, Any]) -> str:
        """The state as it was written down."""
        return held[0].state

    def pair(self, held: tuple[walk.Pair, Any]) -> walk.Pair:
        """The partnership itself."""
        return held[0]
