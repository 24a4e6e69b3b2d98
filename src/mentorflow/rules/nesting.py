"""
Keys written one step too deep: among the names below another key, where each would become one of these names.

``private: yes`` among choices would be a choice called 'private', and the answer would no longer be private.
Only keys that can hardly be meant as names are told; a question may well be called 'title'.
Nothing here reads what the keys say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Diagnostic, Span, Suggestion
from mentorflow.rules import notation
from mentorflow.rules.notation import LATE, LISTS, NAMED, NEVER, PAIRS, PLACES
from mentorflow.rules.reading import yes_or_no

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.desk import Desk
    from mentorflow.rules.notation import Key, Place
    from mentorflow.rules.tree import Node

    Pair = tuple[Node, Node]

# Which kinds of value a shape takes.
KINDS_OF: dict[str, tuple[str, ...]] = {
    notation.TEXT: ("text",),
    notation.SOME: ("text", "list"),
    notation.TEXTS: ("list",),
    notation.BLOCK: ("block",),
    notation.NAMED: ("block",),
    notation.PAIRS: ("block",),
    notation.LISTS: ("block",),
    notation.ROWS: ("list",),
    notation.OPEN: ("text", "list", "block"),
}
CHOICES = "choices"
AS_A_CHOICE, BELOW = ", where it would be a choice", ", not beside it"
# What names stand for where a key cannot be told from a name, because nearly anything may follow.
UNTOLD = frozenset({"limit", "condition", "property", "sentence"})
# The families of names that stand left of a colon where they are used.
USED = ("condition", "form", "limit", "move", "role")
# What is said about a question; its kinds and its sentence may as well be names of what is asked for.
YES_OR_NO = frozenset({"optional", "private", "numbered"})
ABOUT = YES_OR_NO | {"asked_if", "unfavorable", "should_be", "also_seen_by", "at_least"}


def _nests(place: Place) -> tuple[Key, ...]:
    """The keys of a place below which names of the file's own stand; a fact has no keys but its kinds."""
    keys = [] if place.name == "fact" else [key for key in place.keys.values() if key.of not in UNTOLD]
    return tuple(key for key in keys if key.of == CHOICES or key.shape in {NAMED, PAIRS, LISTS})


_EVERY: dict[str, tuple[Key, ...]] = {name: _nests(place) for name, place in PLACES.items()}
NESTS: dict[str, tuple[Key, ...]] = {name: keys for name, keys in _EVERY.items() if keys}
# The places that hold names of the file's own, or lines of a deadline.
HOLDS_NAMES = frozenset(name for name, place in PLACES.items() if name in NESTS or place.free not in {None, "fact"})


def brought_up(desk: Desk, place: Place, values: dict[str, Pair], free: list[Pair]) -> Iterator[Pair]:
    """Tell of the keys too deep below others in *values* and *free*, take them out there, and give them."""
    yield from _out_of_names(desk, place, values) if place.name in NESTS else _out_of_marks(desk, place, free)


def _out_of_names(desk: Desk, place: Place, values: dict[str, Pair]) -> Iterator[Pair]:
    for known in NESTS[place.name]:
        if known.name in values and values[known.name][1].kind == "block":
            key, node = values[known.name]
            strays = list(_found(desk, place, known, node))
            if strays:
                values[known.name] = key, _without(node, strays)
                yield from _told(desk, strays, key, AS_A_CHOICE if known.of == CHOICES else BELOW)


def _found(desk: Desk, place: Place, known: Key, node: Node) -> Iterator[Pair]:
    """The lines below a key that belong beside it."""
    if known.of == CHOICES:
        return _among_choices(place, node)
    return _among_names(place, known, node) if known.shape == NAMED else _among_uses(desk, place, node)


def _out_of_marks(desk: Desk, place: Place, free: list[Pair]) -> Iterator[Pair]:
    """The keys of a deadline, and further lines of it, that stand below one of its lines."""
    inner = PLACES[place.free or ""].keys
    for at, (key, node) in enumerate(free):
        strays = [pair for pair in node.pairs if _is_of_deadline(place, pair[0].text) and pair[0].text not in inner]
        if strays:
            free[at] = key, _without(node, strays)
            yield from _told(desk, strays, key, BELOW)


def may_be_free(place: Place, word: str) -> bool:
    """Whether a word that is no key of a place is one of the others that may stand there."""
    return place.free == "fact" or (place.free is not None and is_line_of_deadline(word))


def is_line_of_deadline(word: str) -> bool:
    """Whether a word is what stands left of a line of a deadline."""
    return word == LATE or word.endswith((" before", " after"))


def _is_of_deadline(place: Place, word: str) -> bool:
    return word in place.keys or is_line_of_deadline(word)


def _without(node: Node, strays: list[Pair]) -> Node:
    """A block without some of its lines, those in groups below it included."""
    pairs = [(key, _without(value, strays)) for key, value in node.pairs if (key, value) not in strays]
    return attrs.evolve(node, pairs=tuple(pairs))


def _told(desk: Desk, strays: list[Pair], under: Node, so: str) -> Iterator[Pair]:
    for key, value in strays:
        message = f"'{key.text}' stands below '{under.text}'{so}."
        desk.report("misplaced-key", message, key.span, way_out=_way_out(desk, key, value, under))
        yield key, value


def _way_out(desk: Desk, key: Node, value: Node, under: Node) -> Suggestion:
    """Where the line should start; nothing is put right by itself where it stands in braces or on several lines."""
    line, column = key.span.line, key.span.column
    if desk.source.text.split("\n")[line - 1][: column - 1].strip(" "):
        return Suggestion(f"Take it out of the braces, and write it on a line of its own beside '{under.text}'.")
    text = f"Move it to the left: it belongs beside '{under.text}', not below it."
    if value.span.end_line > line:
        return Suggestion(text)
    whole = Span(key.span.file, line, 1, line, column)
    return Suggestion(text, " " * (under.span.column - 1), whole, safe=True)


# --- what can hardly be meant as a name -----------------------------------------------------------------------------
def _among_choices(place: Place, node: Node) -> Iterator[Pair]:
    """The lines of choices, and of the groups of them, that say something about the question."""
    blocks = (node, *(value for _, value in node.pairs if value.kind == "block"))
    for block in blocks:
        for key, value in block.pairs:
            if key.text in ABOUT and key.text in place.keys and _is_no_choice(key.text, value, blocks):
                yield key, value


def _is_no_choice(word: str, value: Node, blocks: tuple[Node, ...]) -> bool:
    """Whether a line says something that nobody would put on a choice for people to read."""
    if word in YES_OR_NO:
        return value.kind == "text" and _is_like_yes_or_no(value)
    names = {NEVER, *(key.text for block in blocks for key, _ in block.pairs)}
    return word != "unfavorable" or not names.isdisjoint((value.text, *(item.text for item in value.items)))


def _is_like_yes_or_no(node: Node) -> bool:
    read = yes_or_no(node)
    return not (isinstance(read, Diagnostic) and read.suggestion and read.suggestion.replacement is None)


def _among_names(place: Place, known: Key, node: Node) -> Iterator[Pair]:
    """The lines of a block of names that have the shape of a key of the place above, and not that of a name."""
    inner = PLACES[known.of].keys
    for key, value in node.pairs:
        meant = place.keys.get(key.text)
        if meant is not None and (key.text in ABOUT or known.name != "list_of") and _is_no_name(meant, value, inner):
            yield key, value


def _among_uses(desk: Desk, place: Place, node: Node) -> Iterator[Pair]:
    """The lines below a key that ought to start with a name that is there, and start with a key instead."""
    for key, value in node.pairs:
        if key.text in place.keys and not any(desk.names.has(family, key.text) for family in USED):
            yield key, value


def _is_no_name(meant: Key, value: Node, inner: dict[str, Key]) -> bool:
    if value.is_empty or value.kind not in KINDS_OF[meant.shape]:
        return False
    return all(key.text not in inner for key, _ in value.pairs)
