"""
A line that is gone from above its names, ``fields:`` or ``states:``, so that they stand below another key.

One such line makes every name below it wrong where it now stands; told is the line that is missing, once.
Nothing here reads what the names hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.nesting import may_be_free
from mentorflow.rules.notation import BLOCK, NAMED, PLACES
from mentorflow.rules.tree import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.desk import Desk
    from mentorflow.rules.notation import Key, Place

    Pair = tuple[Node, Node]


def put_back(desk: Desk, place: Place, values: dict[str, Pair]) -> Iterator[tuple[Key, Pair]]:
    """Tell of the lines that are gone, take the names below them out of *values*, and give them with their key."""
    for known in (place.keys[name] for name in place.required if place.keys[name].shape == NAMED):
        for name, (key, node) in values.items():
            kept, strays = _apart(place.keys[name], known, node)
            if strays and known.name not in values:
                values[name] = key, attrs.evolve(node, pairs=kept)
                yield known, (_told(desk, known, key, strays[0][0]), attrs.evolve(node, pairs=strays))
                break


def _apart(above: Key, known: Key, node: Node) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """The lines below a key that belong there, and those from the first on that only another key can hold."""
    inner = PLACES[known.of].keys
    for at, (word, value) in enumerate(node.pairs):
        if above.shape in {NAMED, BLOCK} and _fits(value, inner) and not _belongs(above, word, value):
            rest = node.pairs[at:]
            return (node.pairs[:at], rest) if all(_fits(each, inner) for _, each in rest) else (node.pairs, ())
    return node.pairs, ()


def _fits(value: Node, inner: dict[str, Key]) -> bool:
    return bool(value.pairs) and all(word.text in inner for word, _ in value.pairs)


def _belongs(above: Key, word: Node, value: Node) -> bool:
    """Whether a line may stand below the key that it stands below now."""
    place = PLACES[above.of]
    if above.shape == NAMED:
        return all(each.text in place.keys for each, _ in value.pairs)
    return word.text in place.keys or may_be_free(place, word.text)


def _told(desk: Desk, known: Key, above: Node, first: Node) -> Node:
    message = f"above '{first.text}' the line '{known.name}:' is missing."
    way_out = f"Put '{known.name}:' on a line of its own above it, in column {above.span.column}."
    desk.report("missing-key", message, first.span, way_out=way_out)
    return Node("text", first.span, known.name)
