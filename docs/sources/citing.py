"""
Citations: the comments of a rule or scenario file that say which rule of the sources a line keeps.

A citation stands at the end of its line, or alone on the line before it.
Comments are found where no text of the file stands, so a ``#`` inside a text is none.
Nothing here knows what the lines mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mentorflow.rules.source import Node, Source

CODE = re.compile(r"\b[RD]-\d+\b")
_HASH = re.compile(r"(?:^|(?<=[ \t]))#")


@attrs.frozen
class Citation:
    """A code of the register and the line that says it."""

    code: str
    line: int


@attrs.frozen
class Step:
    """A key, or a dash, on the way from the top of a file to a line, with what stands behind it."""

    key: str
    line: int
    node: Node


def citations(source: Source) -> tuple[Citation, ...]:
    """Every code cited, in the order of the file, with the line it belongs to."""
    lines = source.text.splitlines()
    taken = _texts_on(source.root) if source.root is not None else {}
    found = ((number, _comment(line, number, taken.get(number, ()))) for number, line in enumerate(lines, 1))
    return tuple(
        Citation(code, _line_of(lines, number))
        for number, comment in found
        for code in dict.fromkeys(CODE.findall(comment))
    )


def _texts_on(root: Node) -> dict[int, list[Node]]:
    """Every text of a file, by each line that it stands on."""
    lines: dict[int, list[Node]] = defaultdict(list)
    for node in _texts(root):
        for line in range(node.span.line, node.span.end_line + 1):
            lines[line].append(node)
    return lines


def _texts(node: Node) -> Iterator[Node]:
    """Every text of a file, keys included."""
    if node.kind == "text":
        yield node
    for item in node.items:
        yield from _texts(item)
    for key, value in node.pairs:
        yield key
        yield from _texts(value)


def _comment(line: str, number: int, taken: Sequence[Node]) -> str:
    """The comment of a line with the texts on it; empty where there is none."""
    for hash_sign in _HASH.finditer(line):
        if not any(_holds(node, number, hash_sign.start() + 1) for node in taken):
            return line[hash_sign.start() :]
    return ""


def _holds(node: Node, line: int, column: int) -> bool:
    """Whether a place lies inside a text."""
    span = node.span
    return (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)


def _line_of(lines: list[str], number: int) -> int:
    """The line a comment belongs to: its own, or the next that says something where it stands alone."""
    if not lines[number - 1].lstrip().startswith("#"):
        return number
    said = (n for n, line in enumerate(lines[number:], number + 1) if line.strip() and line.lstrip()[0] != "#")
    return next(said, number)


def way_to(root: Node, line: int) -> tuple[Step, ...]:
    """The keys and dashes that lead to a line, the outermost first; the last one is the first on that line."""
    entries = [Step(key.text, key.span.line, value) for key, value in root.pairs]
    entries += [Step("-", item.span.line, item) for item in root.items]
    above = [entry for entry in entries if entry.line <= line]
    if not above:
        return ()
    last = next(entry for entry in above if entry.line == above[-1].line)
    return (last,) if last.line == line else (last, *way_to(last.node, line))
