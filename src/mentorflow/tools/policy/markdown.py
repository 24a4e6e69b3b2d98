"""
A policy as Markdown: one sentence group per paragraph, tables with pipes.

Whatever in a text could be taken for a sign of Markdown is written so that it is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentorflow.tools.policy.page import BEGIN, END, Bullets, Heading, Table

if TYPE_CHECKING:
    from mentorflow.tools.policy.page import Block, Page, Section

_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&]")
# What begins a list or a heading underline at the start of a line.
_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def as_markdown(page: Page) -> str:
    """The whole page; pure."""
    return "\n\n".join((f"# {_text(page.title)}", _text(page.preface), *map(_section, page.sections))) + "\n"


def _section(section: Section) -> str:
    return "\n\n".join((f"## {_text(section.title)}", *map(_block, section.blocks)))


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"### {_text(block.text)}"
    if isinstance(block, Bullets):
        return "\n".join(f"- {_text(entry)}" for entry in block.entries)
    if isinstance(block, Table):
        rule = tuple("---" for _ in block.columns)
        return "\n".join(_row(row) for row in (tuple(map(_text, block.columns)), rule, *_cells(block)))
    return _text(block.text)


def _cells(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(_text, row)) for row in table.rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """A text in which nothing is a sign; what is set off stands in italics."""
    plain = _SIGNS.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))
    plain = _START.sub(lambda start: f"{start[1] or ''}\\{start[2] or start[3]}", plain)
    return plain.replace(BEGIN, "*").replace(END, "*")
