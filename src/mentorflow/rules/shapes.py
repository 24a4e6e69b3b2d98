"""
What to write where something of another shape stands, or nothing at all: the ways out that messages offer.

Part of the builder; nothing here decides whether a shape is right.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mentorflow.diagnostics import Suggestion
from mentorflow.rules import notation
from mentorflow.rules.findings import fold
from mentorflow.rules.tree import Node

if TYPE_CHECKING:
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.notation import Key, Place

WANTED = {
    notation.TEXT: "one text",
    notation.SOME: "one name, or several in [ ]",
    notation.TEXTS: "a list of texts",
    notation.BLOCK: "keys on lines of their own",
    notation.NAMED: "names on lines of their own, each with its keys",
    notation.PAIRS: "lines of the form 'name: text'",
    notation.LISTS: "lines of the form 'name: other name'",
    notation.ROWS: "rows on lines of their own, each with a dash",
    notation.OPEN: "a value",
}
# What stands behind a key tells more than its shape.
OF = {
    "choices": "the choices in [ ]",
    "score": "the answers that are unfavorable, or 'never'",
    "advice": "a range such as 2 to 4, or choices of the question",
    "target": "one state, 'stay' or 'back'",
    "row target": "one state, or 'stay'",
}
# What other programs call a question that is answered with yes or no.
YES_OR_NO = frozenset({"yes_or_no", "yes_no", "boolean", "bool", "checkbox"})
HOLDING = frozenset({notation.BLOCK, notation.NAMED, notation.ROWS})
NAMES = frozenset({"condition", "move", "state", "moment", "form"})
KEYED = frozenset({notation.BLOCK, notation.NAMED, notation.PAIRS, notation.LISTS})
# The families of names that a value may mean; where it is missing, nobody can say which of them it would have used.
FAMILIES: dict[str, frozenset[str]] = {
    "target": frozenset({"state", "routing"}),
    "row target": frozenset({"state"}),
    "move": frozenset({"move"}),
}


@cache
def families(known: Key) -> frozenset[str]:
    """The families of names that may be used in what stands behind a key, or below it."""
    if known.shape not in HOLDING:
        return FAMILIES.get(known.of, frozenset())
    place = notation.PLACES[known.of]
    marks = notation.PLACES[place.free].keys if place.free in {"mark", "form mark"} else {}
    inside = (families(key) for key in (*place.keys.values(), *marks.values()))
    return frozenset(family for each in inside for family in each)


def way_out(desk: Desk, known: Key, value: Node) -> Suggestion:
    """What to write behind a key instead of a *value* that cannot stand there."""
    special = _as_cells(desk, known, value) or _as_leading(known, value) or _as_texts(known, value)
    return special or Suggestion(f"Put {_wanted(known)} there{_but(known, value)}.")


def instead_of(place: Place, word: str) -> Suggestion | None:
    """What to write instead of a key that is none here, but is one elsewhere; None where nobody knows."""
    if place.name != "field" or fold(word) not in map(fold, YES_OR_NO):
        return None
    return Suggestion("Write 'choose_one: [yes, no]'; or 'tick: required' for a statement to be agreed to.")


def as_end(place: Place, value: Node) -> Suggestion | None:
    """``paired: completed``: a state that says only how it ends."""
    if place.name != "state" or value.kind != "text" or not value.text.strip():
        return None
    meant = f"{{final: {value.text}}}"
    return Suggestion(f"Write {meant} if the partnership ends there.", meant, value.span)


def without_dashes(known: Key, value: Node) -> Node | None:
    """The lines of a list that were meant as lines of a block; None where they cannot be read as such."""
    if value.kind != "list" or known.shape not in KEYED or not value.items:
        return None
    if known.of == "sentence" and all(item.text.strip() for item in value.items):
        return Node("block", value.span, pairs=tuple((item, item) for item in value.items))
    if all(len(item.pairs) == 1 for item in value.items):
        return Node("block", value.span, pairs=tuple(item.pairs[0] for item in value.items))
    return None


def _wanted(known: Key) -> str:
    if known.of in NAMES and known.shape == notation.TEXT:
        return "one name"
    return OF[known.of] if known.of in OF and known.shape != notation.PAIRS else WANTED[known.shape]


def _but(known: Key, value: Node) -> str:
    dashed = value.kind == "list" and value.items and not value.flow
    return "; take the dashes away" if dashed and known.shape in KEYED else ""


def _as_cells(desk: Desk, known: Key, value: Node) -> Suggestion | None:
    """``if: struggling``: names of conditions where it has to be said too whether they hold."""
    names = [node.text for node in value.items or (value,)]
    if known.shape != notation.PAIRS or known.of != "yes or no":
        return None
    if not all(desk.names.has("condition", name) for name in names):
        return None
    cells = "{" + ", ".join(f"{name}: yes" for name in names) + "}"
    return Suggestion(f"Write {cells}.", cells, value.span)


def _as_leading(known: Key, value: Node) -> Suggestion | None:
    """``when_complete: done`` says where it leads, but not which form has to be complete."""
    if known.shape != notation.PAIRS or known.of != "target" or value.kind != "text" or not value.text.strip():
        return None
    return Suggestion(f"Write the form in front: '{known.name}: {{FORM: {value.text}}}'.")


def _as_texts(known: Key, value: Node) -> Suggestion | None:
    """``partners: [mentee, mentor]``: names without the texts that people read."""
    if known.shape != notation.PAIRS or known.of != "sentence" or not value.items or not value.flow:
        return None
    if not all(item.text.strip() for item in value.items):
        return None
    lines = ", ".join(f"{item.text}: {item.text.replace('_', ' ').capitalize()}" for item in value.items)
    return Suggestion(f"Write {{{lines}}}: behind each name what people read.", f"{{{lines}}}", value.span)
