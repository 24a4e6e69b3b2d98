"""Edits of single keys: for a rule file, the files in which one key says something else or is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.notation import BLOCK, NAMED, OPEN, PLACES, ROWS, Key, Place
from mentorflow.rules.tree import make_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.tree import Node, Source

# What is tried in place of a text, by what the table says stands there; otherwise what the file says elsewhere.
INSTEAD = {
    "file name": ["another-key"],
    "version": ["9"],
    "timezone": ["Europe/Lisbon"],
    "sentence": ["Something else"],
    "length": ["up to 7 characters", "any length"],
    "number": ["3", "2", "5", "4"],
    "range": ["0 to 9", "1 to 9", "0 to 8", "-5 to 99"],
    "time range": ["2 hours to 2 weeks", "2 days to 39 years", "2 days to 29 days", "answer_soon to 3 weeks"],
    "amount": ["3", "7 days", "13 months", "40% of whole"],
    "amount range": ["1 month to 4 years", "1 to 6"],
    "length of time": ["5 days", "3 years", "13 months", "answer_soon"],
    "bound": ["1", "2", "4 days", "2 weeks"],
    "tick": ["required", "optional"],
    "date": ["any day", "not later than today"],
    "hiding": ["always"],
    "advice": ["1 to 4", "dull", "fine"],
    "score": ["never", "fine"],
    "yes or no": ["yes", "no"],
    "row target": ["stay", "running", "matched", "resting"],
    "target": ["stay", "running", "matched", "resting", "done", "stuck"],
    "choices": ["resting"],
    "who": ["mentor", "coordinator", "deputy", "each partner", "either partner", "mentee"],
    "whose": ["either partner", "each partner", "mentor"],
    "role": ["coordinator", "deputy", "guest", "each partner", "mentee"],
    "opener": ["deputy", "coordinator", "nobody"],
    "condition": ["in_standing", "ready", "is_trained", "long_here", "all_well", "one_is_dull", "noted", "poked"],
    "state": ["matched", "running", "resting", "stuck"],
    "moment": ["running", "matched", "poke", "reply", "hand_over"],
    "move": ["hand_over", "reply", "poke"],
    "form": ["notes", "renewal", "terms"],
    "form or field": ["terms", "notes.rank", "renewal"],
    "effect": ["greet", "look_again"],
    "option": ["english", "german", "anything", "noise", "thai"],
    "clocks": ["stopped"],
    "asked field": ["how_long"],
    "format": ["mentorflow/1"],
    "row for": ["each partner"],
}


@attrs.frozen
class Edit:
    """One edit: the place and the name of the key, and what the file is then."""

    place: str
    key: str
    source: Source

    def __str__(self) -> str:
        return f"{self.place}-{self.key}"


def edits(source: Source) -> Iterator[Edit]:
    """Every edit of one key, each by itself; many of them make a file with errors."""
    assert source.root is not None
    words = _words(source.root)
    for place, key, root in _block(source.root, PLACES["workflow"], words):
        yield Edit(place, key, attrs.evolve(source, root=root))


def _words(node: Node) -> list[str]:
    """Every name and word of a file, each once."""
    found = dict.fromkeys([node.text] if node.kind == "text" else [])
    for item in (*node.items, *(part for pair in node.pairs for part in pair)):
        found |= dict.fromkeys(_words(item))
    return list(found)


def _block(node: Node, place: Place, words: list[str]) -> Iterator[tuple[str, str, Node]]:
    """Edits of the keys of one block, each with the whole block as it is then."""
    for index, (name, value) in enumerate(node.pairs):
        key = place.keys.get(name.text) or _free(place)
        if key is None:
            continue
        for new in (*_values(value, key, words), None):
            pairs = [(n, v) if at != index else (n, new) for at, (n, v) in enumerate(node.pairs)]
            kept = tuple((n, v) for n, v in pairs if v is not None)
            yield place.name, key.name, attrs.evolve(node, pairs=kept)
        for inner in _inside(value, key, words):
            pairs_too = [(n, v) if at != index else (n, inner[2]) for at, (n, v) in enumerate(node.pairs)]
            yield inner[0], inner[1], attrs.evolve(node, pairs=tuple(pairs_too))


def _free(place: Place) -> Key | None:
    """What stands left of a colon without being a key of the table: a mark, or what a condition reads."""
    if place.free in {"mark", "form mark"}:
        return Key(place.name, "mark", BLOCK, place.free, "")
    return Key(place.name, "fact", OPEN, "comparison", "") if place.free == "fact" else None


def _inside(value: Node, key: Key, words: list[str]) -> Iterator[tuple[str, str, Node]]:
    """Edits of what stands below a key."""
    place = PLACES.get("comparison" if key.name == "unfavorable" else key.of)
    if place is None or value.kind == "text":
        return
    if key.shape == BLOCK or key.of == "comparison" or key.name == "unfavorable":
        yield from _block(value, place, words)
    elif key.shape == NAMED:
        for at, (name, inner) in enumerate(value.pairs):
            for where, what, new in _block(inner, place, words):
                pairs = [(n, v) if i != at else (name, new) for i, (n, v) in enumerate(value.pairs)]
                yield where, what, attrs.evolve(value, pairs=tuple(pairs))
    elif key.shape == ROWS:
        for at, inner in enumerate(value.items):
            for where, what, new in _block(inner, place, words):
                items = [item if i != at else new for i, item in enumerate(value.items)]
                yield where, what, attrs.evolve(value, items=tuple(items))


def _values(value: Node, key: Key, words: list[str]) -> Iterator[Node]:
    """Other values for one key."""
    instead = INSTEAD.get(key.of, words)
    if value.kind == "text":
        yield from _texts(value, instead)
    for word in instead if value.items and key.of in INSTEAD else ():
        yield attrs.evolve(value, items=(*value.items, make_text(value.span, word, "plain")))
    for at, item in enumerate(value.items):
        for some in ((), *((new,) for new in _texts(item, instead))):
            yield attrs.evolve(value, items=(*value.items[:at], *some, *value.items[at + 1 :]))
    for at, (name, inner) in enumerate(value.pairs):
        for pair in ((), *(((name, new),) for new in _texts(inner, instead))):
            yield attrs.evolve(value, pairs=(*value.pairs[:at], *pair, *value.pairs[at + 1 :]))


def _texts(node: Node, instead: list[str]) -> Iterator[Node]:
    """Other texts in place of one; none in place of anything else."""
    if node.kind == "text":
        yield from (make_text(node.span, word, "plain") for word in instead if word != node.text)
