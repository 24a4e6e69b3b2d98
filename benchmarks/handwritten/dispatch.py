"""The dict-dispatch floor: what a trigger means in a state, looked up in a dictionary of dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def dispatcher(offers: Iterable[tuple[str, str, object]]) -> Callable[[str, str], object]:
    """
    A function (trigger, state) over what is offered; None where it is not offered in that state.

    An unknown trigger is a ``KeyError``.
    """
    table: dict[str, dict[str, object]] = {}
    for trigger, state, offer in offers:
        table.setdefault(trigger, {})[state] = offer

    def dispatch(trigger: str, state: str) -> object:
        return table[trigger].get(state)

    return dispatch
