"""
Blocks of keys, taken apart by the table of the notation.

Unknown, misplaced, missing and misshapen keys are found here, for every place alike; what a value says is read by
``reading``, and what it means is the builders' work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from mentorflow.diagnostics import Suggestion
from mentorflow.rules import notation, shapes
from mentorflow.rules.findings import meant, nearest
from mentorflow.rules.names import TITLES
from mentorflow.rules.nesting import HOLDS_NAMES, KINDS_OF, brought_up, may_be_free
from mentorflow.rules.reading import yes_or_no
from mentorflow.rules.sections import put_back
from mentorflow.rules.traps import (
    compared_without_colon,
    missing_space,
    sentence_became_block,
    signs_as_keys,
    too_shallow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.diagnostics import Diagnostic, Span
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.notation import Key, Place
    from mentorflow.rules.tree import Node

T = TypeVar("T")
D = TypeVar("D")

FOUND = {"text": "a text", "list": "a list", "block": "a group of keys"}

TEXTUAL = frozenset(shape for shape, kinds in KINDS_OF.items() if "text" in kinds)
# What an entry of a list has to be, and how messages call it.
INSIDE = {notation.SOME: "text", notation.TEXTS: "text", notation.ROWS: "block"}
ONE_OF = {"text": notation.TEXT, "block": notation.BLOCK}
NO_IDEA = "Take it away, or look up what may stand here."
# The shapes of lines with a name in front, and what stands behind the name.
LINES = {notation.PAIRS: notation.TEXT, notation.LISTS: notation.SOME}


@attrs.define(eq=False)
class Block:
    """
    The keys of one place, each with its value in the right shape; filled while it is taken apart, read afterwards.

    *label* is what messages call it, *span* where a missing key is told.
    *free* holds the pairs whose left side is no key of the place; *seen* the keys that are there in any shape,
    *strangers* those that are no keys of the place and of which nobody knows what was meant.
    """

    place: Place
    label: str
    span: Span
    values: dict[str, tuple[Node, Node]]
    free: list[tuple[Node, Node]]
    seen: set[str]
    strangers: list[tuple[Node, Node]]

    def get(self, name: str) -> Node | None:
        """The value of a key, or None."""
        return self.values[name][1] if name in self.values else None

    def key(self, name: str) -> Node | None:
        """The key itself, for its place in the file."""
        pair = self.values.get(name)
        return None if pair is None else pair[0]

    def sentence(self, desk: Desk, name: str) -> str | None:
        """The sentence behind a key, or None."""
        node = self.get(name)
        return None if node is None else desk.shown(node)

    def yes(self, desk: Desk, name: str) -> bool:
        """Whether a key says yes; without it, no."""
        node = self.get(name)
        return node is not None and desk.take(yes_or_no(node), otherwise=False)

    def drop(self, desk: Desk) -> None:
        """Pass over all of it, because it cannot be understood."""
        desk.drop(*(node for pair in self.values.values() for node in pair))

    def read(self, desk: Desk, name: str, reader: Callable[[Node], T | Diagnostic], otherwise: D) -> T | D:
        """What the value of a key says; *otherwise* where the key or the sense is missing."""
        node = self.get(name)
        return otherwise if node is None else desk.take(reader(node), otherwise)


@attrs.frozen
class Named:
    """A name the file gives, its place, and the keys below it."""

    name: str
    key: Node
    block: Block

    @property
    def span(self) -> Span:
        """The place of the name."""
        return self.key.span


def named(desk: Desk, node: Node | None, place: str, family: str) -> tuple[Named, ...]:
    """The names below a key, each taken note of and with its keys taken apart."""
    made, title = [], TITLES[family].replace("a ", "the ", 1)
    for key, value in pairs(below(desk, node, place)):
        name = desk.declare(family, key)
        with desk.watched(family, name):
            made.append(Named(name, key, block(desk, value, place, f"{title} '{name}'", key.span)))
    return tuple(made)


def block(desk: Desk, node: Node, place: str, label: str, span: Span) -> Block:
    """
    Take the keys of a block apart.

    *label* and *span* are what it is called and where it is named.
    A key that is only misspelt counts as the one that was meant, so that nothing else is told about it.
    """
    made = Block(notation.PLACES[place], label, span, {}, [], set(), [])
    trap = None
    if node.kind == "text":
        trap = missing_space(node)
        if place == "condition" and trap is None:
            trap = compared_without_colon(node, own_line=node.span.line != span.line)
    elif place == "comparison":
        trap = signs_as_keys(node)
    node = desk.mended(trap) or node
    if node.kind == "block":
        _sort(desk, made, node)
        if place in HOLDS_NAMES:
            _unnest(desk, made)
        if made.strangers or not made.seen.issuperset(made.place.required):
            _strange_or_missing(desk, made)
    elif not is_empty(node) or made.place.required or made.place.free:
        misshapen(desk, span, f"behind {label}", notation.BLOCK, node, shapes.as_end(made.place, node))
        made.strangers.append((node, node))
        for known in made.place.keys.values():
            _unknown_uses(desk, known)
    return made


def is_empty(node: Node) -> bool:
    """Whether nothing was written here."""
    return not node.text.strip() if node.kind == "text" else not (node.items or node.pairs)


def below(desk: Desk, node: Node | None, place: str) -> Node | None:
    """A block of names, the lines that stand beside a name instead of below it put back."""
    if node is None or node.kind != "block":
        return node
    return desk.mended(too_shallow(node, notation.PLACES[place].keys, desk.source)) or node


def pairs(node: Node | None) -> tuple[tuple[Node, Node], ...]:
    """The lines of a block of names; none where there is no such block."""
    return () if node is None else node.pairs


def misshapen(desk: Desk, span: Span, where: str, shape: str, node: Node, way_out: Suggestion | None = None) -> None:
    """Say that something else stands *where* (``behind 'fields'``) than belongs there."""
    way_out = way_out or Suggestion(f"Put {shapes.WANTED[shape]} there.")
    if is_empty(node):
        desk.report("nothing-there", f"nothing stands {where}.", span, way_out=way_out)
    else:
        desk.drop(node)
        place = node.span if node.kind == "text" or node.flow else span
        desk.report("wrong-shape", f"{FOUND[node.kind]} stands {where}.", place, way_out=way_out)


def _sort(desk: Desk, made: Block, node: Node) -> None:
    """Put each pair where it belongs: under its key, among the free ones, or among the strangers."""
    keys, seen, values = made.place.keys, made.seen, made.values
    for pair in node.pairs:
        key, value = pair
        known = keys.get(key.text)
        if known is not None:
            seen.add(key.text)
            # Nearly every value is a text where a text may stand: these go the short way.
            if value.kind == "text" and known.shape in TEXTUAL and value.text and not value.text.isspace():
                values[key.text] = pair
            else:
                _put(desk, made, known, key, value)
        elif may_be_free(made.place, key.text):
            made.free.append((key, value))
        else:
            made.strangers.append((key, value))


def _unnest(desk: Desk, made: Block) -> None:
    """Put the keys that stand one step too deep below another key where they belong."""
    for key, value in brought_up(desk, made.place, made.values, made.free):
        known = made.place.keys.get(key.text)
        if known is None:
            made.free.append((key, value))
        elif known.name not in made.seen:
            _put(desk, made, known, key, value)


def _put(desk: Desk, made: Block, known: Key, key: Node, value: Node) -> None:
    made.seen.add(known.name)
    shaped = _in_shape(desk, known, key, value)
    if shaped is not None:
        made.values[known.name] = (key, shaped)


def _strangers(desk: Desk, made: Block) -> None:
    """
    Tell of keys that do not stand here.

    One that is clearly meant to be another key, or that stands where only one needed key is missing, counts as that
    key; the others stay strangers, and then nothing is concluded from what is missing.
    """
    unclear = [(key, value) for key, value in made.strangers if not _is_misspelt(desk, made, key, value)]
    made.strangers[:] = unclear
    for key, value in unclear:
        if not (_misplaced(desk, made, key) or _only_one_missing(desk, made, key, value)):
            instead = shapes.instead_of(made.place, key.text)
            way_out = instead or meant(key.text, _left(made), key.span) or Suggestion(NO_IDEA)
            if made.place.free is not None:
                way_out = Suggestion("Write 'late', or a line such as '5 days before' or '7 days after'.")
            _not_a_key(desk, made, key, way_out)
            desk.drop(key, value)


def _strange_or_missing(desk: Desk, made: Block) -> None:
    """Tell of keys that are gone and keys that do not stand here; a line that is gone above others is put back."""
    for known, (key, value) in list(put_back(desk, made.place, made.values)):
        _put(desk, made, known, key, value)
    if made.strangers:
        _strangers(desk, made)
    if not made.seen.issuperset(made.place.required):
        _missing(desk, made)


def _left(made: Block) -> list[str]:
    """The keys of a place that are not there yet."""
    return [name for name in made.place.keys if name not in made.seen]


def _not_a_key(desk: Desk, made: Block, key: Node, way_out: Suggestion | None) -> None:
    desk.report("unknown-key", f"'{key.text}' is not a key of {made.place.title}.", key.span, way_out=way_out)


def _is_misspelt(desk: Desk, made: Block, key: Node, value: Node) -> bool:
    """Whether a key that stands nowhere is clearly meant to be one of this place, and then counts as it."""
    left = _left(made)
    guess = None if notation.places_of(key.text) else nearest(key.text, left)
    if guess is not None:
        _not_a_key(desk, made, key, meant(key.text, left, key.span))
        _put(desk, made, made.place.keys[guess], key, value)
    return guess is not None


def _misplaced(desk: Desk, made: Block, key: Node) -> bool:
    """Whether a key stands elsewhere; tells of it."""
    places = dict.fromkeys(place.title for place in notation.places_of(key.text))
    if places:
        message = f"'{key.text}' does not stand in {made.place.title}; it stands in {_listed(places)}."
        desk.report("misplaced-key", message, key.span, way_out="Move it there, or take it away.")
    return bool(places)


def _only_one_missing(desk: Desk, made: Block, key: Node, value: Node) -> bool:
    """Whether the one stranger stands where the one needed key is missing and has its shape; then it is that key."""
    missing = [made.place.keys[name] for name in made.place.required if name not in made.seen]
    if len(made.strangers) != 1 or len(missing) != 1 or value.kind not in KINDS_OF[missing[0].shape]:
        return False
    meant_key = missing[0]
    _not_a_key(desk, made, key, Suggestion(f"Did you mean '{meant_key.name}'?", meant_key.name, key.span))
    made.strangers.clear()
    _put(desk, made, meant_key, key, value)
    return True


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _missing(desk: Desk, made: Block) -> None:
    for name in () if made.strangers else made.place.required:
        if name not in made.seen:
            way_out = f"Add '{name}': {made.place.keys[name].help}"
            desk.report("missing-key", f"{made.label} has no '{name}'.", made.span, way_out=way_out)
            _unknown_uses(desk, made.place.keys[name])


def _unknown_uses(desk: Desk, known: Key) -> None:
    """Where a value is missing, nobody can say which names it would have used."""
    desk.names.lost.update(shapes.families(known))
    desk.names.doubted.update(shapes.families(known))


def _in_shape(desk: Desk, known: Key, key: Node, value: Node) -> Node | None:
    """A value in the shape its key takes; None, and a finding, where it has another."""
    value = _as_meant(desk, known, value)
    if value.kind not in KINDS_OF[known.shape] or is_empty(value):
        if is_empty(value):
            _unknown_uses(desk, known)
        misshapen(desk, key.span, f"behind '{key.text}'", known.shape, value, shapes.way_out(desk, known, value))
        meant = shapes.without_dashes(known, value)
        if meant is None:
            return None
        value = meant
    if known.shape in LINES:
        lines = tuple(_lines_in_shape(desk, known, value))
        return value if lines == value.pairs else attrs.evolve(value, pairs=lines)
    wanted = INSIDE.get(known.shape)
    if wanted is None or value.kind != "list":
        return value
    return _entries_in_shape(desk, known, key, value, wanted)


def _entries_in_shape(desk: Desk, known: Key, key: Node, value: Node, wanted: str) -> Node | None:
    """A list whose entries have the shape they need to have."""
    items = tuple(_sentence(desk, known, item) for item in value.items)
    bad = next((item for item in items if item.kind != wanted or is_empty(item)), None)
    if bad is None:
        return value if items == value.items else attrs.evolve(value, items=items)
    misshapen(desk, bad.span, f"among the entries of '{key.text}'", ONE_OF[wanted], bad)
    return None


def _lines_in_shape(desk: Desk, known: Key, value: Node) -> Iterator[tuple[Node, Node]]:
    """The lines of a block of names that have one text, or where that may be several, behind the name."""
    shape = LINES[known.shape]
    for pair in value.pairs:
        name, node = pair
        said = _sentence(desk, known, node)
        if _is_some(said, several=shape == notation.SOME):
            yield pair if said is node else (name, said)
        else:
            misshapen(desk, name.span, f"behind '{name.text}'", shape, said)
            _unknown_uses(desk, known)
            if known.of == "sentence":
                # The name is there all the same, for those who use it.
                yield name, name


def _is_some(node: Node, *, several: bool) -> bool:
    """Whether a value is one text, or where that may be *several*, a list of them."""
    if node.kind == "list" and several:
        return bool(node.items) and all(each.kind == "text" and not is_empty(each) for each in node.items)
    return node.kind == "text" and not is_empty(node)


def _as_meant(desk: Desk, known: Key, value: Node) -> Node:
    """A value that layout turned into something else than was meant, put right."""
    if known.shape == notation.TEXT:
        return _sentence(desk, known, value)
    if value.kind == "text":
        return desk.mended(missing_space(value)) or value
    return value


def _sentence(desk: Desk, known: Key, value: Node) -> Node:
    if known.of != "sentence" or value.kind == "text":
        return value
    return desk.mended(sentence_became_block(value, desk.source)) or value
