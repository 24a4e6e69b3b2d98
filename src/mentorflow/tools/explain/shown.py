"""
An explanation as people read it on a terminal: what is wrong, why it matters, an example, and the example mended.

No line is wider than a terminal of 80 columns.
Nothing here reads a file or knows of terminals.
"""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from mentorflow.plays.timeline import WIDTH, Line
from mentorflow.rules.findings import CATALOGUE
from mentorflow.tools.explain.families import FAMILIES
from mentorflow.tools.explain.folders import RULES
from mentorflow.tools.explain.mending import mendings
from mentorflow.tools.explain.visible import around, kept_in_column, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mentorflow.rules.findings import Finding
    from mentorflow.tools.explain.folders import Explanation
    from mentorflow.tools.explain.mending import Mending

# Longer files are shown around the mistake.
MOST_LINES = 30
STEP = "  "


def as_lines(finding: Finding, explained: Explanation | None, others: Sequence[Explanation]) -> Iterator[Line]:
    """What there is to know of a finding; *others* are further mistakes of the same code."""
    yield from _wrapped(f"{finding.code} {finding.slug} ({finding.severity.value}): {finding.title}", "", "title")
    yield from _wrapped(finding.why, "", "")
    if explained is not None:
        yield from _example(explained)
    if others:
        yield from _headed("Others of the same kind")
        for other in others:
            yield from _wrapped(other.message, STEP, "")
            yield Line(f"{STEP * 2}mentorflow explain {other.name}", "reason")


def every(findings: Iterable[Finding] = CATALOGUE) -> Iterator[Line]:
    """All findings by family, one line each where it is short enough."""
    rows = sorted(findings, key=lambda finding: finding.code)
    for family, members in groupby(rows, key=lambda finding: finding.code[:3]):
        yield Line(FAMILIES[family], "title")
        for finding in members:
            yield from _wrapped(f"{finding.code}  {finding.title}", STEP, "", hang=7)
        yield Line("", "")
    yield Line("mentorflow explain CODE shows an example of one, and the example mended.", "next")


def _example(explained: Explanation) -> Iterator[Line]:
    if explained.instead:
        yield from _headed("An example, too large or too strange to be shown")
        yield from _wrapped(explained.instead, STEP, "")
    else:
        beside = f", beside {RULES}" if explained.bad_rules.text else ""
        yield from _headed(f"An example, in {explained.bad.name}{beside}")
        yield from _file(around(lines_of(explained.bad), explained.line, MOST_LINES))
    yield from _headed("What is said of it")
    yield from _output(explained.output.rstrip("\n"))
    yield from _mended(mendings(explained))


def _mended(mended: Sequence[Mending]) -> Iterator[Line]:
    if mended:
        yield from _headed("Mended")
    for mending in mended:
        for words, lines in mending.steps:
            yield Line(f"{STEP}{words}{':' if lines else ''}", "reason")
            yield from _file(lines, STEP * 2)


def _headed(text: str) -> Iterator[Line]:
    yield Line("", "")
    yield Line(text, "title")


def _file(lines: Iterable[str], indent: str = STEP) -> Iterator[Line]:
    """Lines of a file; what is too long goes on below, further to the right."""
    for line in lines:
        lead = indent + " " * (len(line) - len(line.lstrip(" ")))
        pieces = textwrap.wrap(
            line.strip(), WIDTH, initial_indent=lead, subsequent_indent=f"{lead}      ", break_on_hyphens=False
        )
        yield from (Line(piece, "state") for piece in pieces or [""])


def _output(text: str) -> Iterator[Line]:
    """What the command prints, as it prints it; a line that hidden characters make too long is cut."""
    yield from (Line(_cut(kept_in_column(line).expandtabs()), "") for line in text.split("\n"))


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _wrapped(text: str, indent: str, tone: str, hang: int = 2) -> Iterator[Line]:
    """A sentence, broken at spaces, with what is broken off a little further to the right."""
    hanging = indent + " " * (hang if indent else 0)
    pieces = textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False)
    yield from (Line(piece, tone) for piece in pieces)
