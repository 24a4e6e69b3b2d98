"""
The blocks of a words file, held against those that its workflow has texts for.

A ``Reader`` takes in every text that has a place; what has none, stands there in another shape, is empty or is given
twice is told of, once each.
The first lines of the file are not looked at here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Related, Suggestion
from mentorflow.rules.blocks import FOUND, is_empty
from mentorflow.rules.findings import found, meant, nearest
from mentorflow.rules.page import in_quotes

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic, Span
    from mentorflow.rules.tree import Node
    from mentorflow.rules.wording import Path, Room, Spot, Words

NO_IDEA = "Call it what the rule file calls it now, or take it away."


@attrs.frozen
class Given:
    """A text of a words file, where it belongs, and where it stands."""

    spot: Spot
    words: Words
    span: Span


@attrs.define
class Reader:
    """
    What is known while a words file is read.

    *texts* are those that have a place in the workflow, *places* the blocks seen, by their title.
    *passed* are texts that stand there in some way already told of, so that they are not missing as well.
    *strange* are the names without a place; what another reading has told of is not told again.
    """

    texts: dict[Path, Given] = attrs.field(factory=dict)
    places: dict[str, Span] = attrs.field(factory=dict)
    passed: set[Path] = attrs.field(factory=set)
    strange: set[Path] = attrs.field(factory=set)
    findings: list[Diagnostic] = attrs.field(factory=list)

    def report(self, slug: str, message: str, span: Span, way_out: Suggestion | str, *related: Related) -> None:
        """Keep a finding; *way_out* may be a plain sentence."""
        hint = Suggestion(way_out) if isinstance(way_out, str) else way_out
        self.findings.append(found(slug, message, span, suggestion=hint, related=related))


def walk(reader: Reader, node: Node, room: Room, above: Path = ()) -> None:
    """Take in every text of a block; *above* are the names down to it."""
    for key, value in node.pairs:
        names = (*above, key.text)
        inner, spot = room.below(key.text), room.spots.get(key.text)
        if inner is not None and (spot is None or value.kind == "block"):
            _inside(reader, key, value, inner, names)
        elif spot is not None:
            _take(reader, key, value, spot)
        elif names not in reader.strange:
            reader.strange.add(names)
            _unknown(reader, key, room)


def _inside(reader: Reader, key: Node, value: Node, room: Room, names: Path) -> None:
    reader.places.setdefault(room.title, key.span)
    if value.kind == "block":
        walk(reader, value, room, names)
        return
    _pass_over(reader, room)
    if is_empty(value):
        reader.report("words-empty", f"nothing stands below '{key.text}'.", key.span, "Take the line away.")
    else:
        way_out = f"What may stand below it: {_listed(room)}."
        reader.report("words-shape", f"{FOUND[value.kind]} stands behind '{key.text}'.", key.span, way_out)


def _take(reader: Reader, key: Node, value: Node, spot: Spot) -> None:
    """Take in one text, or the texts of a list, where it has the right shape."""
    reader.passed.add(spot.path)
    several = isinstance(spot.original, tuple)
    entries = value.items if several else (value,)
    empty = next((each for each in (value, *entries) if is_empty(each)), None)
    if empty is not None:
        place = key.span if empty is value else empty.span
        message = f"an empty text stands behind '{key.text}'."
        reader.report("words-empty", message, place, "Write it, or take it away.")
    elif value.kind != ("list" if several else "text"):
        wanted = (
            "a list of texts there, each with a dash" if several else "one text there, in quotes if it holds signs"
        )
        message = f"{FOUND[value.kind]} stands behind '{key.text}'."
        reader.report("words-shape", message, key.span, f"Put {wanted}.")
    elif (block := next((each for each in entries if each.kind != "text"), None)) is not None:
        message = f"{FOUND[block.kind]} stands among the entries of '{key.text}'."
        reader.report("words-shape", message, block.span, "Put the text in quotes.")
    else:
        _keep(reader, key, value, Given(spot, _words(value), value.span))


def _words(value: Node) -> Words:
    return tuple(item.text for item in value.items) if value.kind == "list" else value.text


def _keep(reader: Reader, key: Node, value: Node, given: Given) -> None:
    path, original = given.spot.path, given.spot.original
    other = reader.texts.get(path)
    if other is not None:
        name = path[-1]
        message = f"the text of '{name}' is given in two places."
        related = Related(other.span, "here is the other one.")
        reader.report("words-twice", message, key.span, "Take one of them away.", related)
    elif value.kind == "list" and len(given.words) != len(original):
        count = len(given.words)
        message = (
            f"'{key.text}' has {count} text{'' if count == 1 else 's'} here and {len(original)} in the rule file."
        )
        reader.report("words-count", message, key.span, "Write a text for each, in the same order.")
    else:
        reader.texts[path] = given


def _unknown(reader: Reader, key: Node, room: Room) -> None:
    """Tell of a name without a place; the one that was most likely meant is not missing as well."""
    names = (*room.spots, *room.gathered, *room.rooms)
    guess = nearest(key.text, names)
    if guess is not None:
        _pass_over(reader, room.below(guess), room.spots.get(guess))
    way_out = meant(key.text, names, key.span) or Suggestion(NO_IDEA)
    reader.report("words-unknown", f"nothing in {room.title} is called '{key.text}'.", key.span, way_out)


def _pass_over(reader: Reader, room: Room | None, spot: Spot | None = None) -> None:
    """Take note that texts stand there in some way, so that they are not missing."""
    if spot is not None:
        reader.passed.add(spot.path)
    if room is not None:
        reader.passed.update(each.path for each in room.every_spot())


def _listed(room: Room) -> str:
    return ", ".join((*room.spots, *room.rooms))


def quoted(words: Words) -> str:
    """A text as a message quotes it."""
    return in_quotes(words if isinstance(words, str) else " / ".join(words))
