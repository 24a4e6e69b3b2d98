"""
Files as people can read them on a screen: a few lines of them, and characters that cannot be seen made visible.

Nothing here knows what is wrong in a file.
"""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from mentorflow.tools.explain.folders import Text

# Control characters, those that format or direct the reading, line ends of other kinds, and spaces of other kinds.
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
AROUND = 3
GAP = "..."


@attrs.frozen
class Change:
    """Lines of a file before and after the mending; *line* is where they start before, counted from 1."""

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def visible(line: str) -> str:
    """A line in which each character that nobody sees is written as ``<U+00A0>``, a tab as ``<tab>``."""
    return "".join(f"<U+{ord(sign):04X}>" if _is_unseen(sign) else sign for sign in line).replace("<U+0009>", "<tab>")


def kept_in_column(line: str) -> str:
    """The same, one dot for each, so that carets below still point at the right place; tabs stay."""
    return "".join("·" if _is_unseen(sign) and sign != "\t" else sign for sign in line)


def lines_of(file: Text) -> list[str]:
    """The lines of a file, as people see them in an editor, with what cannot be seen made visible."""
    return [visible(line) for line in file.text.replace("\r\n", "\n").split("\n")[: _count(file)]]


def around(lines: list[str], place: int, most: int) -> list[str]:
    """All lines, or of more than *most* those around a place, counted from 1, with a gap for what is left out."""
    if len(lines) <= most:
        return lines
    first = max(0, min(place - 1 - most // 2, len(lines) - most))
    shown = lines[first : first + most]
    return [*([GAP] if first else []), *shown, *([GAP] if first + most < len(lines) else [])]


def changes(bad: Text, good: Text) -> tuple[Change, ...]:
    """The lines that a mending changes, those beside each other together."""
    old, new = lines_of(bad), lines_of(good)
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        Change(start + 1, tuple(old[start:end]), tuple(new[first:last]))
        for kind, start, end, first, last in steps
        if kind != "equal"
    )


def _is_unseen(sign: str) -> bool:
    return sign != " " and unicodedata.category(sign) in UNSEEN


def _count(file: Text) -> int:
    """How many lines a file has; what its last line feed ends is none."""
    return file.text.count("\n") + (not file.text.endswith("\n"))
