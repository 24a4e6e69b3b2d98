"""transitions and hardly more: a guard, and a line of history, for each event; nothing else is asked or written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transitions import Machine, MachineError

from benchmarks.peers import walk

if TYPE_CHECKING:
    from collections.abc import Callable


def _condition(guard: Callable[[walk.Pair, walk.Payload], bool]) -> Callable[[Any], bool]:
    def holds(data: Any) -> bool:  # noqa: ANN401 (EventData, whose types are wider than what is in it)
        return guard(data.model, data.args[0])

    return holds


def _write_down(data: Any) -> None:  # noqa: ANN401
    source = data.transition.source
    walk.write_down(data.model, data.event.name, source, data.transition.dest or source, data.args[0])


class Peer:
    """The machine and what it moves."""

    name = "transitions (bare)"
    leaves_out = (
        "no forms, sheets or signatures, no host facts, no deadlines, no notices or effects, no record that could be "
        "replayed, no reasons for a refusal; the partnership is changed in place"
    )

    def __init__(self) -> None:
        self.machine = Machine(
            model=None,
            states=[{"name": name, "final": name in walk.FINAL} for name in walk.STATES],
            transitions=[
                {
                    "trigger": event,
                    "source": list(sources),
                    "dest": target or None,
                    "conditions": _condition(guard) if guard else None,
                    "after": _write_down,
                }
                for event, sources, guard, target in walk.TRANSITIONS
            ],
            initial="requested",
            auto_transitions=False,
            send_event=True,
        )

    def create(self, name: str) -> walk.Pair:
        """A partnership; the machine does not know it."""
        return walk.Pair(name)

    def fire(self, held: walk.Pair, event: str, payload: walk.Payload) -> bool:
        """Trigger an event; one that the state does not have is an exception in this library."""
        try:
            return bool(self.machine.events[event].trigger(held, payload))
        except MachineError:
            return False

    def set_back(self, held: walk.Pair, state: str, halves: tuple[str, ...]) -> None:
        """Put a partnership where a move can be made once more; only a library without instances allows it."""
        held.state, held.halves = state, halves
        held.history.clear()

    def state(self, held: walk.Pair) -> str:
        """The present state."""
        return held.state

    def pair(self, held: Any) -> walk.Pair:  # noqa: ANN401
        """The partnership itself."""
        return held  # type: ignore[no-any-return]
