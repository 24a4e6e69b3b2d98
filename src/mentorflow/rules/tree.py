"""
What a file says, as text: values with their places, before anybody knows what they mean.

A ``Node`` is a text, a list or a block of keys and values; a ``Source`` is a whole file read.
Only data stands here; nothing in it knows of YAML or of the notation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic, Span

Kind = Literal["text", "list", "block"]
Style = Literal["plain", "single", "double", "literal", "folded"]


@attrs.define(unsafe_hash=True)
class _NodeSlots:
    kind: Kind
    span: Span
    text: str = ""
    style: Style = "plain"
    items: tuple[Node, ...] = ()
    pairs: tuple[tuple[Node, Node], ...] = ()
    flow: bool = False


@attrs.frozen
class Node(_NodeSlots):
    """
    One value of a file, with its place.

    A *text* is kept as it is written: nothing is read as a number, a date or yes/no here; only letters are brought
    into one spelling (Unicode NFC), so that names that look the same are the same.
    *pairs* are the keys (texts) and values of a block, in the order written; *flow* tells whether a list or block
    is written in brackets or braces.
    A key with nothing behind it has an empty plain text as its value, with an empty span behind the colon.
    A list or block written on lines of its own ends where its last entry ends.
    """

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written here at all; quotes with nothing in them are something."""
        return self.kind == "text" and not self.text and self.style == "plain"


def make_text(span: Span, text: str, style: Style) -> Node:
    """The same as ``Node("text", ...)`` in half the time: filled while open, then sealed."""
    made: Any = _NodeSlots("text", span, text, style)
    made.__class__ = Node
    return made  # type: ignore[no-any-return]


def make_branch(
    kind: Kind, span: Span, items: tuple[Node, ...], pairs: tuple[tuple[Node, Node], ...], *, flow: bool
) -> Node:
    """The same for a list or a block."""
    made: Any = _NodeSlots(kind, span, "", "plain", items, pairs, flow)
    made.__class__ = Node
    return made  # type: ignore[no-any-return]


@attrs.frozen
class Source:
    """
    A file as read: its text, what it says, and every finding about its layout.

    *text* has line feeds only and no byte order mark; all spans count in it.
    *root* is None where the layout leaves open what is meant; then *findings* say why.
    Otherwise the findings tell of places where what was meant is known (a safe correction was taken as made) or
    where something was left out (the second of two equal keys).
    """

    file: str
    text: str
    root: Node | None
    findings: tuple[Diagnostic, ...]
