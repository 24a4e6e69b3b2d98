"""
A drawing written down for Graphviz, which lays it out.

The same drawing gives the same text on every machine.
"""

from __future__ import annotations

import html
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.tools.draw.shapes import Arrow, Drawing, Key, Line, Node, Overlay

FONT = "Arial"
# Told apart by how light they are and by the kind of line, not by hue alone.
INK, BLUE, AMBER, GRAY, PALE = "#1f2937", "#1d4e89", "#8a5a00", "#6b7280", "#c3c8d0"
_WIDTHS = {"state": 32, "end": 28, "group": 44, "note": 56, "start": 10, "choice": 10, "stay": 20}
_ARROW_WIDTH = 28
_BREAK = '<br align="left"/>'
_HEAD = f"""\
digraph lifecycle {{
  graph [rankdir=TB, nodesep=0.5, ranksep=0.42, fontname="{FONT}", fontsize=20, fontcolor="{INK}",
         labelloc=t, labeljust=l, bgcolor=white, pad=0.3]
  node [fontname="{FONT}", fontsize=12, fontcolor="{INK}", color="{BLUE}", shape=box, style="rounded,filled",
        fillcolor=white, margin="0.14,0.08"]
  edge [fontname="{FONT}", fontsize=11, fontcolor="{INK}", color="{INK}", arrowsize=0.8, penwidth=1.2]
"""


@attrs.frozen
class Look:
    """How a part looks: *mark* is put before its words, *after* behind them."""

    color: str = ""
    ink: str = INK
    width: float = 1.2
    mark: str = ""
    after: str = ""
    missing: bool = False


def as_dot(drawing: Drawing, over: Overlay | None = None) -> str:
    """The text that Graphviz reads."""
    parts = [_HEAD, f"  label={_label(_caption(drawing, over))}\n"]
    parts += [f"  {_node(node, over)}\n" for node in drawing.nodes]
    parts += [f"  {_arrow(arrow, over)}\n" for arrow in drawing.arrows]
    parts += [f"  {above} -> {below} [style=invis]\n" for above, below in _stacked(drawing)]
    return f"{''.join(parts)}}}\n"


def _stacked(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Notes stand under each other, so that they stretch no row of the drawing."""
    yield from pairwise(node.name for node in drawing.nodes if node.kind == "note")


def _caption(drawing: Drawing, over: Overlay | None) -> Iterator[str]:
    yield f"<b>{_safe(drawing.title)}</b>"
    yield _small(" ", INK, 4)
    if over is not None:
        yield _small(f"<b>{_safe(over.title)}</b>", INK)
    yield from (_small(_safe(each), GRAY) for each in drawing.legend)


def _label(rows: Iterable[str]) -> str:
    """Lines under each other, to the left."""
    return "<" + "".join(f"{row}{_BREAK}" for row in rows) + ">"


def _beside(rows: Iterable[str]) -> str:
    """The same, kept off the arrow they stand at."""
    cell = f'<td align="left" balign="left">{_BREAK.join(rows)}</td>'
    return f'<<table border="0" cellborder="0" cellspacing="0" cellpadding="6"><tr>{cell}</tr></table>>'


def _small(markup: str, color: str, size: int = 11) -> str:
    return f'<font point-size="{size}" color="{color}">{markup}</font>'


def _safe(text: str) -> str:
    return html.escape(text)


# --- how a part looks -----------------------------------------------------------------------------------------------
def look(over: Overlay | None, keys: tuple[Key, ...], *, always: bool = False) -> Look:
    """A part under what happened: strong with its numbers, pale, or marked as missing."""
    if over is None or always or not keys:
        return Look()
    if over.happened(keys):
        numbers = ", ".join(str(number) for number in over.numbers(keys))
        return Look(color=BLUE, width=2.6, mark=numbers) if over.kind == "history" else Look()
    if over.kind == "history":
        return Look(color=PALE, ink=GRAY, width=0.9)
    return Look(color=GRAY, ink=GRAY, after=" ○ no scenario", missing=True)


# --- nodes ----------------------------------------------------------------------------------------------------------
def _node(node: Node, over: Overlay | None) -> str:
    return f"{node.name} [{_attributes(_NODES[node.kind](node, look(over, node.keys), over))}]"


def _start(_: Node, __: Look, ___: Overlay | None) -> dict[str, str]:
    return {"label": '""', "shape": "circle", "width": "0.22", "fillcolor": f'"{INK}"', "color": f'"{INK}"'}


def _choice(node: Node, shown: Look, _: Overlay | None) -> dict[str, str]:
    color = shown.color or BLUE
    looks = {"label": '""', "shape": "diamond", "style": "filled", "width": "0.34", "height": "0.34"}
    return {**looks, "color": f'"{color}"', "tooltip": _quoted(node.title), **_group(node)}


def _box(node: Node, shown: Look, over: Overlay | None) -> dict[str, str]:
    title = f"<b>{_wrapped(node.title, _WIDTHS[node.kind])}</b>{_after(shown)}"
    size = f'<font point-size="14" color="{shown.ink}">{title}</font>'
    rows = [size, *_rows(node.lines, _WIDTHS[node.kind], over, shown)]
    fill = "#e6eef8" if node.main and shown.ink == INK else "white"
    width = max(shown.width, 2.0 if node.main else 1.2) if shown.ink == INK else shown.width
    looks = {"label": _label(rows), "fillcolor": f'"{fill}"', "penwidth": f"{width}", **_group(node)}
    looks["tooltip"] = _quoted(node.title)
    if shown.color:
        looks["color"] = f'"{shown.color}"'
    if shown.missing:
        looks["style"] = '"rounded,filled,dotted"'
    if node.kind == "end":
        looks |= {"peripheries": "2", "fillcolor": '"#f3f4f6"' if not node.main else f'"{fill}"'}
        looks.setdefault("color", f'"{BLUE if node.main else GRAY}"')
    return looks


def _list(node: Node, shown: Look, over: Overlay | None) -> dict[str, str]:
    """A group or a note: quiet, with square corners."""
    title = [f"<b>{_safe(node.title)}</b>"] if node.title else []
    rows = [*title, *_rows(node.lines, _WIDTHS[node.kind], over, shown if over is None else Look())]
    border = BLUE if node.main else PALE
    looks = {"label": _label(rows), "fillcolor": '"#f8f9fb"', "style": "filled", "color": f'"{border}"'}
    name = {"group": '"note"'} if node.kind == "note" else _group(node)
    return {**looks, "fontsize": "11", "penwidth": "1", "tooltip": '"at any time"', **name}


def _stay(node: Node, _: Look, __: Overlay | None) -> dict[str, str]:
    return {"label": _label([_small(f"<i>{_safe(node.title)}</i>", GRAY)]), "shape": "plaintext", "style": '""'}


def _group(node: Node) -> dict[str, str]:
    """The straight way stands under each other."""
    return {"group": "main"} if node.main else {}


_NODES = {
    "start": _start,
    "state": _box,
    "end": _box,
    "choice": _choice,
    "group": _list,
    "note": _list,
    "stay": _stay,
}


# --- lines ----------------------------------------------------------------------------------------------------------
def _rows(lines: Iterable[Line], width: int, over: Overlay | None, under: Look) -> Iterator[str]:
    for line in lines:
        shown = look(over, line.keys) if line.keys else under
        yield _said(line, width, shown)


def _said(line: Line, width: int, shown: Look) -> str:
    """What is done in strong letters, who does it behind it."""
    color = shown.ink if shown.ink != INK else {"time": AMBER, "head": GRAY}.get(line.tone, INK)
    who = f" ({line.who})" if line.who else ""
    text = _wrapped(f"{line.text}{who}", width)
    if line.tone == "move":
        text = _strong(line.text, text)
    if line.tone in {"head", "time"}:
        text = f"<i>{text}</i>"
    mark = f"<b>[{shown.mark}]</b> " if shown.mark else ""
    return f'<font color="{color}">{mark}{text}{_after(shown) if line.keys else ""}</font>'


def _strong(what: str, text: str) -> str:
    """The first words, which may have been broken over lines, in strong letters."""
    end = len(_safe(what))
    head = 0
    count = 0
    while count < end and head < len(text):
        if text.startswith(_BREAK, head):
            head += len(_BREAK)
        else:
            head += 1
        count += 1
    return f"<b>{text[:head]}</b>{text[head:]}"


def _wrapped(text: str, width: int) -> str:
    pieces = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return _BREAK.join(_safe(piece) for piece in pieces)


def _after(shown: Look) -> str:
    return f'<font color="{GRAY}">{_safe(shown.after)}</font>' if shown.after else ""


# --- arrows ---------------------------------------------------------------------------------------------------------
def _arrow(arrow: Arrow, over: Overlay | None) -> str:
    shown = look(over, arrow.keys)
    looks: dict[str, str] = {}
    if arrow.lines:
        looks["label"] = _beside(_rows(arrow.lines, _ARROW_WIDTH, over, shown))
    color = shown.color or (BLUE if arrow.main else AMBER if arrow.tone == "time" else GRAY if arrow.quiet else INK)
    looks["color"] = f'"{color}"'
    style = "dotted" if shown.missing else "dashed" if arrow.tone == "time" else ""
    if style:
        looks["style"] = style
    if arrow.main or shown.width > 2:  # noqa: PLR2004 - a strong line
        looks["penwidth"] = f"{max(shown.width, 2.2) if shown.ink == INK else shown.width}"
    if arrow.main:
        looks["weight"] = "20"
    return f"{arrow.source} -> {arrow.target} [{_attributes(looks)}]"


def _attributes(values: dict[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in values.items())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
