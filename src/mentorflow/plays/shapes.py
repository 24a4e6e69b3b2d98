"""
The first look at a piece of a scenario file: is it a block, a list or a text, and are its keys known.

The desk is where findings are laid while a file is read; everything else here is a question to a located tree.
Nothing here knows what a step means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.diagnostics import Suggestion
from mentorflow.plays.values import quoted
from mentorflow.rules.english import listed
from mentorflow.rules.findings import MOST_LISTED, found, meant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.diagnostics import Diagnostic, Span
    from mentorflow.rules.source import Node

# The entries of a block: each key with its place and what stands behind it.
Entries: TypeAlias = "dict[str, tuple[Node, Node]]"
NodePairs: TypeAlias = "tuple[tuple[Node, Node], ...]"


# What people write in place of a key, beside slips of the pen; rules say 'tell' where scenarios say 'told'.
MEANT = {
    "day": "at",
    "date": "at",
    "when": "at",
    "person": "by",
    "who": "by",
    "make": "do",
    "move": "do",
    "reminded": "told",
    "tell": "told",
    "result": "expect",
    "state": "expect",
    "why": "because",
    "persons": "people",
    "roles": "people",
    "begins_with": "begin_with",
    "workflow": "tests",
}


@attrs.define
class Desk:
    """
    Where findings are laid, and what has been used so far.

    *hidden* are the keys that a mistake may keep from being seen: what is missing because of it is not told as well.
    """

    findings: list[Diagnostic] = attrs.field(factory=list)
    used: set[str] = attrs.field(factory=set)
    hidden: set[str] = attrs.field(factory=set)

    def note(self, slug: str, message: str, span: Span, suggestion: Suggestion | None = None) -> None:
        """Lay down one finding."""
        self.findings.append(found(slug, message, span, suggestion=suggestion))

    def advise(self, slug: str, message: str, span: Span, hint: str) -> None:
        """Lay down one finding with a sentence that says the way out."""
        self.note(slug, message, span, Suggestion(hint))

    def unknown(self, slug: str, message: str, word: Node, names: Iterable[str]) -> None:
        """Lay down one finding about a word that names nothing, with the nearest name that would stand there."""
        known = tuple(dict.fromkeys(names))
        few = f"What may stand here: {listed([*known[:MOST_LISTED], f'{len(known) - MOST_LISTED} more'], 'and')}."
        hint = meant(word.text, known, word.span) or Suggestion(few if known else "There is none; take it away.")
        self.note(slug, message, word.span, hint)

    def unknown_key(self, home: str, key: Node, known: tuple[str, ...]) -> None:
        """Lay down one finding about a key that means nothing there."""
        near, other = meant(key.text, known, key.span), MEANT.get(key.text)
        if other in known and (near is None or near.replacement is None):
            near = Suggestion(f"Did you mean '{other}'?", other, key.span)
        hint = near or Suggestion(f"What may stand here: {', '.join(known)}.")
        self.note("scenario-key", f"{home} has no '{key.text}'.", key.span, hint)

    @property
    def has_errors(self) -> bool:
        """Whether anything laid here has to be mended."""
        return any(finding.is_error for finding in self.findings)


def entries(node: Node, known: tuple[str, ...], home: str, desk: Desk) -> Entries:
    """The known entries of a block; *home* says whose they are in a sentence (``a step``)."""
    if node.kind != "block":
        message = f"{home} is made of names with colons, not {quoted(node)}."
        hint = f"Write for example '{known[0]}:' there, with what it says."
        desk.advise("scenario-shape", message, node.span, hint)
        return {}
    for key, _ in node.pairs:
        if key.text not in known:
            desk.unknown_key(home, key, known)
    return {key.text: (key, value) for key, value in node.pairs if key.text in known}


def block(node: Node, home: str, desk: Desk) -> NodePairs:
    """The pairs of a block with names of the writer's own."""
    if node.kind != "block":
        hint = "Write a name, a colon and what it stands for, each on a line of its own or all in { }."
        desk.advise("scenario-shape", f"{home} takes names with colons, not {quoted(node)}.", node.span, hint)
        return ()
    return node.pairs


def items(node: Node, home: str, desk: Desk) -> tuple[Node, ...]:
    """The items of a list."""
    if node.kind != "list":
        hint = "Start each with a dash, one below the other."
        desk.advise("scenario-shape", f"{home} takes a list, not {quoted(node)}.", node.span, hint)
        return ()
    return node.items


def words(node: Node, home: str, desk: Desk) -> tuple[Node, ...]:
    """One word, or several in a list."""
    found_words = node.items if node.kind == "list" else (node,)
    return tuple(item for item in found_words if word(item, home, desk))


def word(node: Node, home: str, desk: Desk) -> bool:
    """Whether a single word stands there; otherwise that is laid down."""
    if node.kind == "text" and node.text:
        return True
    hint = "Write one word there, or take the line away."
    desk.advise("scenario-shape", f"{home} takes a word, not {quoted(node)}.", node.span, hint)
    return False


def misnamed(node: Node, known: tuple[str, ...]) -> bool:
    """Whether a block has a key that means nothing: what seems to be missing may stand behind it."""
    return any(key.text not in known for key, _ in node.pairs)


def head(node: Node) -> Span:
    """The first word of a block, which is a better place to point at than the whole of it."""
    return node.pairs[0][0].span if node.pairs else node.span
