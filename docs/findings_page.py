"""
The pages of all findings: a table that names them, and a page for each family that explains them by examples.

The examples are the folders in ``explanations``, shown by ``mentorflow explain`` too; tests keep them true.
Their fences have a second word, so that they are not played as part of the page.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mentorflow.rules.findings import CATALOGUE
from mentorflow.tools.explain.families import FAMILIES
from mentorflow.tools.explain.folders import explanations
from mentorflow.tools.explain.mending import mendings
from mentorflow.tools.explain.visible import around, kept_in_column, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.findings import Finding
    from mentorflow.tools.explain.folders import Explanation

# Hardly any example is longer.
MOST_LINES = 60
INTRODUCTION = """\
# Findings

Everything that mentorflow can say about a file.
Codes and short names are permanent, so they can be searched for and quoted.
An *error* stops the file from being used; *advice* and *notes* are only shown.
[How to read a finding](../how-to/read-a-finding.md) takes one apart.

`mentorflow explain MF201` shows on the screen why it matters, a small file with the mistake, and the file mended.
Behind each code below stands the same.
"""


def name_of(family: str) -> str:
    """The file name of the page of a family."""
    return f"{FAMILIES[family].lower().replace(' ', '-')}.md"


def index() -> str:
    """The page that lists all findings by family and code."""
    head = "| code | short name | | what it says |\n|---|---|---|---|\n"
    parts = (f"## {FAMILIES[family]}\n\n{head}{_rows(family, members)}" for family, members in _families())
    return "\n".join([INTRODUCTION, *parts])


def page(family: str) -> str:
    """The page that explains the findings of one family."""
    members = next(members for each, members in _families() if each == family)
    head = f"# Findings: {FAMILIES[family]}\n\nOne of the pages behind [all findings](../findings.md).\n"
    return "\n".join([head, *(part for member in members for part in _explained(member))])


def _families() -> Iterator[tuple[str, list[Finding]]]:
    rows = sorted(CATALOGUE, key=lambda finding: finding.code)
    for family, members in groupby(rows, key=lambda finding: finding.code[:3]):
        yield family, list(members)


def _rows(family: str, members: Iterable[Finding]) -> str:
    return "".join(
        f"| [{each.code}](findings/{name_of(family)}#{each.code.lower()}-{each.slug}) | {each.slug} "
        f"| {each.severity.value} | {each.title} |\n"
        for each in members
    )


def _explained(finding: Finding) -> Iterator[str]:
    yield f"## {finding.code} {finding.slug}\n\n{finding.title} ({finding.severity.value}).\n{finding.why}\n"
    examples = explanations(finding.code)
    for first in examples[:1]:
        yield from _whole(first)
    for other in examples[1:]:
        yield f"### {other.name}\n"
        yield from _short(other)


def _whole(example: Explanation) -> Iterator[str]:
    """The whole file, or of a long one what stands around the mistake; what is said of it, and what mends it."""
    if example.instead:
        yield f"{example.instead}\n"
    else:
        yield _fenced("yaml mistake", around(lines_of(example.bad), example.line, MOST_LINES))
    yield from _said_and_mended(example)


def _short(example: Explanation) -> Iterator[str]:
    """What is said of a further example quotes the line that matters."""
    if example.instead:
        yield f"{example.instead}\n"
    yield from _said_and_mended(example)


def _said_and_mended(example: Explanation) -> Iterator[str]:
    yield _fenced("text said", [kept_in_column(line) for line in example.output.rstrip("\n").split("\n")])
    steps = [step for mending in mendings(example) for step in mending.steps]
    if steps:
        yield _fenced("yaml mended", [line for words, lines in steps for line in (f"# {words}", *lines)])


def _fenced(language: str, lines: Iterable[str]) -> str:
    return "\n".join([f"```{language}", *lines, "```", ""])
