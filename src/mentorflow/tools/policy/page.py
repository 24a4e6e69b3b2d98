"""
A written policy as data: headings, paragraphs, lists and tables, before anybody asked for a format.

The texts hold what people read and nothing of any format; names of stages, forms and moves stand between two marks,
so that each format can set them off in its own way.
Nothing here knows of workflows.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

# Around what is set off in a text; no rule file can hold these characters.
BEGIN, END = "\x02", "\x03"
# What stands in a cell of a table that says nothing.
NOTHING = "\N{EN DASH}"


@attrs.frozen
class Paragraph:
    """Some sentences."""

    text: str


@attrs.frozen
class Bullets:
    """Entries of a list; *small* ones are many and short."""

    entries: tuple[str, ...]
    small: bool = False


@attrs.frozen
class Table:
    """A heading for each column, and as many texts in each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen
class Heading:
    """A heading within a section."""

    text: str


Block: TypeAlias = Paragraph | Bullets | Table | Heading


@attrs.frozen
class Section:
    """One part of a policy, with what stands in it."""

    title: str
    blocks: tuple[Block, ...]


@attrs.frozen
class Page:
    """A whole policy; *preface* stands below its title."""

    title: str
    preface: str
    sections: tuple[Section, ...]


def set_off(text: str) -> str:
    """A text set off from its sentence."""
    return f"{BEGIN}{text}{END}"
