"""
A drawing as frozen values: boxes with lines of text, and arrows between them.

Shapes only: nothing here reads a workflow, and nothing here knows how a drawing is written down.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

# What a part of a drawing stands for, so that what happened can be laid over it.
Key: TypeAlias = tuple[str, ...]


@attrs.frozen
class Line:
    """
    One thing that is said, and by whom it is done.

    *tone* is ``move``, ``form``, ``time``, ``row``, ``note`` or ``head``; *keys* are what it stands for.
    """

    text: str
    who: str = ""
    tone: str = "note"
    keys: tuple[Key, ...] = ()


@attrs.frozen
class Node:
    """
    A place in the drawing.

    *kind* is ``start``, ``state``, ``end``, ``choice`` (a table), ``group`` (what is open in many states and leads
    one way), ``stay`` (no way on) or ``note``; *main* is true on the straight way through.
    *name* is its place in the drawing and never a name of the file, so that other names draw the same.
    """

    name: str
    kind: str
    title: str = ""
    lines: tuple[Line, ...] = ()
    main: bool = False
    keys: tuple[Key, ...] = ()


@attrs.frozen
class Arrow:
    """A way from one place to another; *tone* is ``move``, ``form``, ``time`` or ``row``."""

    source: str
    target: str
    lines: tuple[Line, ...] = ()
    tone: str = "move"
    main: bool = False
    quiet: bool = False
    keys: tuple[Key, ...] = ()


@attrs.frozen
class Drawing:
    """All of it, in the order of the file."""

    title: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    legend: tuple[str, ...] = ()


@attrs.frozen
class Overlay:
    """
    What happened, to be laid over a drawing.

    *kind* is ``history`` (one life: the rest is pale) or ``coverage`` (many: what is missing is marked).
    *used* is all that happened; *steps* its numbers in the order it happened, for a history only.
    """

    kind: str
    title: str
    used: frozenset[Key]
    steps: tuple[tuple[Key, int], ...] = ()

    def happened(self, keys: tuple[Key, ...]) -> bool:
        """Whether any of what a part stands for happened; a part that stands for nothing is no matter."""
        return not keys or any(key in self.used for key in keys)

    def numbers(self, keys: tuple[Key, ...]) -> tuple[int, ...]:
        """When it happened."""
        return tuple(sorted({number for key, number in self.steps if key in keys}))
