"""Acts as values: a call on ``Flow``, or on the reference, with its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from tests.reference import Reference


@attrs.frozen
class Ticked:
    """What a tick came to, in the shape of a decision."""

    partnership: Any
    records: tuple[Any, ...]
    outcome: str = "ticked"
    accepted: bool = False
    refusals: tuple[Any, ...] = ()
    warnings: tuple[Any, ...] = ()

    @property
    def notices(self) -> tuple[Any, ...]:
        """The notices of all that fell."""
        return tuple(notice for record in self.records for notice in record.notices)

    @property
    def effects(self) -> tuple[str, ...]:
        """The effects of all that fell."""
        return tuple(effect for record in self.records for effect in record.effects)

    def explain(self, to: str | None = None) -> str:
        """Nothing that would have to be explained."""
        return f"the clock was looked at (for {to})"


def ticked(flow: Any, p: Any, at: dt.datetime) -> Ticked:
    """A tick of a flow as one answer."""
    decisions = flow.tick(p, at=at)
    records = tuple(record for decision in decisions for record in decision.records)
    return Ticked(decisions[-1].partnership if decisions else p, records)


@attrs.frozen
class Act:
    """A call on ``Flow``: its method, what it names, and its arguments."""

    kind: str
    name: str
    args: Mapping[str, Any]

    def on_flow(self, flow: Any, p: Any) -> Any:
        """What the engine answers."""
        if self.kind == "tick":
            return ticked(flow, p, self.args["at"])
        if self.kind == "start":
            return flow.start(self.name, id="p-1", **self.args)
        return getattr(flow, METHODS[self.kind])(p, self.name, **self.args)

    def on_reference(self, reference: Reference) -> Any:
        """What the reference answers."""
        if self.kind == "tick":
            return reference.tick(at=self.args["at"])
        return getattr(reference, "start" if self.kind == "start" else METHODS[self.kind])(self.name, **self.args)


METHODS = {
    "move": "fire",
    "submit": "submit",
    "sign": "sign",
    "open": "open_form",
    "close": "close_form",
    "lift": "lift",
}
