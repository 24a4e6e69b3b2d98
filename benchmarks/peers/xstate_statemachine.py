"""xstate-statemachine: a configuration in XState's form, run by its synchronous interpreter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xstate_statemachine import MachineLogic, SyncInterpreter, create_machine

from benchmarks.peers import walk

if TYPE_CHECKING:
    from collections.abc import Callable


def _configuration() -> dict[str, Any]:
    states: dict[str, Any] = {name: {"type": "final"} if name in walk.FINAL else {"on": {}} for name in walk.STATES}
    for event, source, guard, target in walk.ROWS:
        row: dict[str, Any] = {
            "actions": {"type": "write_down", "params": {"row": (event, source, target or source)}}
        }
        if target:
            row["target"] = target
        if guard is not None:
            row["guard"] = guard.__name__
        states[source]["on"].setdefault(event, []).append(row)
    return {"id": "pair", "initial": "requested", "context": {}, "states": states}


def _guard(guard: Callable[[walk.Pair, walk.Payload], bool]) -> Callable[..., bool]:
    def holds(context: dict[str, Any], event: Any) -> bool:  # noqa: ANN401
        return guard(context["pair"], event.payload)

    return holds


def _write_down(_interpreter: object, context: dict[str, Any], event: Any, action: Any) -> None:  # noqa: ANN401
    name, source, target = action.params["row"]
    walk.write_down(context["pair"], name, source, target, event.payload)


class Peer:
    """The machine and its interpreters."""

    name = "xstate-statemachine"
    leaves_out = (
        "no forms, sheets or signatures, no host facts, no calendar deadlines, no notices, no record that could be "
        "replayed, no reasons for a refusal; an interpreter for each partnership is kept alive"
    )

    def __init__(self) -> None:
        guards = {row[2].__name__: _guard(row[2]) for row in walk.TRANSITIONS if row[2] is not None}
        self.machine = create_machine(
            _configuration(), logic=MachineLogic(guards=guards, actions={"write_down": _write_down})
        )

    def create(self, name: str) -> Any:  # noqa: ANN401
        """A started interpreter with a partnership in its context."""
        interpreter = SyncInterpreter(self.machine)
        interpreter.context["pair"] = walk.Pair(name)
        return interpreter.start()

    def fire(self, held: Any, event: str, payload: walk.Payload) -> bool:  # noqa: ANN401
        """Send an event; one that is refused is passed over in silence."""
        history = held.context["pair"].history
        before = len(history)
        held.send(event, **payload)
        return len(history) > before

    def state(self, held: Any) -> str:  # noqa: ANN401
        """The one state it is in."""
        (name,) = held.current_state_ids
        return str(name).rpartition(".")[2]

    def pair(self, held: Any) -> walk.Pair:  # noqa: ANN401
        """The partnership in the context."""
        pair: walk.Pair = held.context["pair"]
        return pair
