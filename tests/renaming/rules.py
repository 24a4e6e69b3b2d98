"""
The names in a rule file: found by the table of the notation, which says what may stand where.

What the table leaves open (choices, comparisons, facts, marks of a deadline) is said here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentorflow.rules import notation
from tests.renaming.words import Marker, Word, each

if TYPE_CHECKING:
    from mentorflow.rules.notation import Key
    from mentorflow.rules.tree import Node, Source
    from tests.renaming.words import Names

ANY = ("state", "move", "form", "role", "condition", "limit", "effect", "fact", "count", "routing", "deadline")
# Of which kinds a text can be, by what the table says of it; texts that are not listed hold no names.
RIGHT = {
    "file name": ("workflow",),
    "who": ("role",),
    "opener": ("role",),
    "role": ("role",),
    "whose": ("role",),
    "effect": ("effect",),
    "state": ("state",),
    "move": ("move",),
    "form": ("form",),
    "condition": ("condition",),
    "option": ("option",),
    "moment": ("state", "move", "form"),
    "target": ("state", "routing"),
    "row target": ("state",),
    "asked field": ("field",),
}
# What is named left of the colons below a key that has names with a text, or several, behind each.
LEFT = {
    "partners": ("role",),
    "staff": ("role",),
    "others": ("role",),
    "application": ("role",),
    "effects": ("effect",),
    "shown_as": ANY,
    "if": ("condition",),
    "override": ("condition",),
    "lengthens": ("limit",),
    "when_complete": ("form",),
    "when_changed": ("form",),
    "shows": ("form",),
    "always_open": ("move",),
    "always_told": ("move",),
    "never_sees": ("role",),
}
_AMOUNTS = ("amount", "length of time", "time range")
_LIMITS = re.compile(r"(?:^|(?<= to )|(?<=% of ))[^\W\d]\w*")
_MARK = re.compile(r"(\w+) (?:before|after)")


def words(source: Source, names: Names) -> set[Word]:
    """Every name in a rule file, where it is declared and where it is used."""
    assert source.root is not None
    marker = Marker(source, names)
    _block(marker, source.root, "workflow")
    return marker.words


def _block(marker: Marker, node: Node, place: str) -> None:
    """The keys of one place, and what else may stand beside them."""
    known = notation.PLACES[place]
    for key, value in node.pairs:
        if key.text in known.keys:
            _value(marker, known.keys[key.text], value, node)
        elif known.free == "fact":
            _fact(marker, key)
            _tested(marker, value, chosen=key.text in marker.names.choices)
        elif known.free is not None:
            before_or_after = _MARK.fullmatch(key.text)
            if before_or_after:
                marker.mark(key, "limit", text=before_or_after[1])
            _block(marker, value, known.free)


def _value(marker: Marker, key: Key, node: Node, home: Node) -> None:
    if key.shape == notation.BLOCK:
        _block(marker, node, key.of)
    elif key.shape == notation.ROWS:
        for row in node.items:
            _block(marker, row, key.of)
    elif key.shape == notation.NAMED:
        for name, value in node.pairs:
            kind = "field" if key.of == "detail" else key.of.split()[-1]
            marker.mark(name, kind)
            _named(marker, value, key.of)
    elif key.shape in {notation.PAIRS, notation.LISTS}:
        for name, value in node.pairs:
            marker.mark(name, *LEFT[key.name])
            _texts(marker, value, key.of)
    elif key.shape == notation.OPEN:
        _open(marker, key.of, node, home)
    else:
        _texts(marker, node, key.of)


def _named(marker: Marker, node: Node, place: str) -> None:
    """What stands behind a name of the author's own; a limit may be a plain amount."""
    if node.kind == "block":
        _block(marker, node, place)
    else:
        _texts(marker, node, "amount")


def _texts(marker: Marker, node: Node, of: str) -> None:
    for item in each(node):
        if of in _AMOUNTS:
            for found in _LIMITS.finditer(item.text):
                marker.mark(item, "limit", text=found[0], at=found.start())
        elif of in {"form or field", "bound"}:
            _fact(marker, item, "limit")
        else:
            marker.mark(item, *RIGHT.get(of, ()))


def _open(marker: Marker, of: str, node: Node, question: Node) -> None:
    """Choices, and which of them are unfavorable or advised; behind other questions stand numbers, yes and no."""
    chosen = any(key.text in {"choose_one", "choose_any"} for key, _ in question.pairs)
    if of == "choices":
        _choices(marker, node)
    else:
        _tested(marker, node, chosen=chosen)


def _choices(marker: Marker, node: Node) -> None:
    """Names alone, names with texts, or groups of either."""
    for item in node.items:
        marker.mark(item, "option")
    for name, value in node.pairs:
        marker.mark(name, "option")
        _choices(marker, value)


def _tested(marker: Marker, node: Node, *, chosen: bool) -> None:
    """The right side of a test: a comparison, or a plain value, which is a name where there are choices."""
    if node.kind == "block":
        _block(marker, node, "comparison")
    elif chosen:
        marker.mark_all(node, "option")


def _fact(marker: Marker, node: Node, *others: str) -> None:
    """A host fact, a count, a form, ``FORM.QUESTION``, ``since.MOMENT`` or ``times.MOVE``; or one of *others*."""
    head, dot, tail = node.text.partition(".")
    if not dot:
        marker.mark(node, "fact", "count", "form", *others)
    elif head in {"since", "times"}:
        marker.mark(node, "state", "move", "form", text=tail, at=len(head) + 1)
    else:
        marker.mark(node, "form", text=head)
        marker.mark(node, "field", text=tail, at=len(head) + 1)
