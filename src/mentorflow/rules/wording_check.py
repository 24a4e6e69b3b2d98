"""
What a words file leaves out, and what it says of texts that read otherwise by now.

Only advice comes from here: what is missing or outdated never keeps a workflow from being shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import Suggestion
from mentorflow.rules.english import listed
from mentorflow.rules.findings import found
from mentorflow.rules.wording_walk import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Diagnostic, Span
    from mentorflow.rules.wording import Path, Room, Spot, Words
    from mentorflow.rules.wording_walk import Given, Reader

MOST_LISTED = 12


def outdated(texts: dict[Path, Given], sources: dict[Path, Given], command: str) -> Iterator[Diagnostic]:
    """
    One finding for each text whose original reads otherwise than what it was translated from.

    *command* prints the whole file.
    """
    for path, given in texts.items():
        source = sources.get(path)
        if source is not None and not alike(source.words, given.spot.original):
            message = (
                f"this was translated from {quoted(source.words)}; "
                f"the rule file now says {quoted(given.spot.original)}."
            )
            hint = Suggestion(f"Translate it anew; once all are: {command} --mark-current --write")
            yield found("words-outdated", message, given.span, suggestion=hint)


def alike(one: Words, other: Words) -> bool:
    """Whether two texts read the same, however their lines are broken."""
    return _plain(one) == _plain(other)


def _plain(words: Words) -> list[list[str]]:
    return [each.split() for each in ((words,) if isinstance(words, str) else words)]


def missing(room: Room, reader: Reader, otherwise: Span, command: str) -> Iterator[Diagnostic]:
    """
    One finding for each block that lacks texts.

    It stands at the block or, where there is none, at *otherwise*; *command* shows everything that is missing.
    """
    for block in room.every_room():
        lacking = _lacking(block, reader) if block is room or _speaks(block, reader) else []
        if lacking:
            some = listed(lacking if len(lacking) <= MOST_LISTED else _cut(lacking), "and")
            message = f"{some} of {block.title} {'has' if len(lacking) == 1 else 'have'} no text here."
            hint = Suggestion(f"See every text with: {command}")
            yield found("words-missing", message, reader.places.get(block.title, otherwise), suggestion=hint)


def _speaks(room: Room, reader: Reader) -> bool:
    """Whether what is missing in a room is told by itself."""
    return room.apart and room.title in reader.places


def _cut(names: list[str]) -> list[str]:
    return [*names[: MOST_LISTED - 1], f"{len(names) - MOST_LISTED + 1} more"]


def _lacking(room: Room, reader: Reader) -> list[str]:
    """The texts of a block that are not there, each once, by the names down to them."""
    names: dict[Path, str] = {}
    for path, spot in room.missed(lambda each: _speaks(each, reader)):
        if not _is_there(spot, reader):
            names.setdefault(spot.path, f"'{'.'.join(path)}'")
    return list(names.values())


def _is_there(spot: Spot, reader: Reader) -> bool:
    return spot.path in reader.texts or spot.path in reader.passed
