"""
A whole words file as text: every text that may stand in it, in the order of the rule file.

Texts that are there already are kept; the others stand behind a # with what the rule file says, ready to be
translated.
Below ``translated_from`` stands what each was translated from, so that nobody has to type it.
Only text is made here; nothing is written to a file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.wording import FORMAT, texts_of
from mentorflow.rules.wording_read import TRANSLATED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.tree import Source
    from mentorflow.rules.wording import Path, Room, Words
    from mentorflow.rules.wording_read import Wording
    from mentorflow.rules.wording_walk import Given
    from mentorflow.rules.workflow import Workflow

# A text that means itself without quotes, wherever it stands.
_BARE = re.compile(r"[\w¿¡(](?:(?!: |:$| #)[^\\\"{}\[\]])*")
HEAD = """\
# What people read in {name}, in other words: left of a colon the names of the rule file, right of it only texts.
# A line behind a # has no text yet: put one in place of what stands there, and take the # away, above it as well.
"""
BEFORE = "# What the texts were translated from; 'mentorflow check' tells where the rule file reads otherwise by now."


@attrs.frozen
class _Line:
    """One line: how deep it stands, what it says, and whether there is a text of its own."""

    depth: int
    says: str
    given: bool

    def __str__(self) -> str:
        return f"{'' if self.given else '# '}{'  ' * self.depth}{self.says}"


def words_file(
    workflow: Workflow, language: str, wording: Wording | None = None, *, mark_current: bool = False
) -> str:
    """
    The words file of a workflow for a language, as text; pure.

    *wording* is the one there is: its texts are kept.
    A text that was translated from another original than there is now stays so, unless *mark_current* takes them all
    as translated from what the rule file says now.
    """
    texts = {} if wording is None else _words(wording.texts)
    head = [f"format: {FORMAT}", f"words_for: {workflow.name}", f"language: {language}"]
    first = [*head, *_spaced(_block(texts_of(workflow), texts, 0, set())), "", BEFORE]
    lines = [*first, *_sources(workflow, wording, mark_current=mark_current)]
    return HEAD.format(name=workflow.name) + "\n".join(lines) + "\n"


def renewed(source: Source, workflow: Workflow, wording: Wording, *, mark_current: bool = False) -> str:
    """The text of a words file with its ``translated_from`` brought up to date, and all else as it stands; pure."""
    lines = source.text.rstrip("\n").split("\n")
    fresh = _sources(workflow, wording, mark_current=mark_current)
    pairs = () if source.root is None else source.root.pairs
    for key, value in pairs:
        if key.text == TRANSLATED_FROM:
            return "\n".join([*lines[: key.span.line - 1], *fresh, *lines[value.span.end_line :]]) + "\n"
    return "\n".join([*lines, "", BEFORE, *fresh]) + "\n"


def _sources(workflow: Workflow, wording: Wording | None, *, mark_current: bool) -> list[str]:
    """The block of what the texts were translated from: where there is no text, what the rule file says now."""
    room = texts_of(workflow)
    sources = {spot.path: spot.original for spot in room.every_spot()}
    if wording is not None and not mark_current:
        sources |= {path: given.words for path, given in wording.sources.items() if path in wording.texts}
    return [f"{TRANSLATED_FROM}:", *map(str, _block(room, sources, 1, set()))]


def _words(texts: dict[Path, Given]) -> dict[Path, Words]:
    return {path: given.words for path, given in texts.items()}


def _spaced(lines: list[_Line]) -> Iterator[str]:
    """Lines with an empty one before each block."""
    for line in lines:
        if not line.depth:
            yield ""
        yield str(line)


def _block(room: Room, texts: dict[Path, Words], depth: int, done: set[Path]) -> list[_Line]:
    """The lines of a block; *done* are the texts that stand above already."""
    lines = []
    for name, spot in room.spots.items():
        if spot.home and spot.path not in done:
            done.add(spot.path)
            lines += _said(name, texts.get(spot.path, spot.original), depth, given=spot.path in texts)
    for name, inner in room.rooms.items():
        below = _block(inner, texts, depth + 1, done)
        if below:
            lines += [_Line(depth, f"{name}:", any(line.given for line in below)), *below]
    return lines


def _said(name: str, words: Words, depth: int, *, given: bool) -> list[_Line]:
    """The lines of one text, or of a list of them."""
    if isinstance(words, str):
        return [_Line(depth, f"{name}: {_quoted(words)}", given)]
    return [
        _Line(depth, f"{name}:", given),
        *(_Line(depth + 1, f"- {_quoted(each)}", given) for each in words),
    ]


def _quoted(text: str) -> str:
    """A text as it is written in a file, in quotes where it needs them."""
    bare = _BARE.fullmatch(text) and text == " ".join(text.split())
    if bare:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
