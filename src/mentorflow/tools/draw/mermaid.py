"""
A drawing written down as a Mermaid flowchart, which many editors, wikis and forges show as it stands.

The same drawing gives the same text on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.tools.draw.shapes import Arrow, Drawing, Key, Line, Node, Overlay

_BOXES = {
    "start": ('(("', '"))'),
    "state": ('("', '")'),
    "end": ('(["', '"])'),
    "choice": ('{"', '"}'),
    "group": ('["', '"]'),
    "note": ('["', '"]'),
    "stay": ('["', '"]'),
}
_CLASSES = """\
  classDef main fill:#e6eef8,stroke:#1d4e89,stroke-width:2px,color:#1f2937
  classDef plain fill:#ffffff,stroke:#1d4e89,color:#1f2937
  classDef quiet fill:#f8f9fb,stroke:#9ca3af,color:#1f2937
  classDef pale fill:#ffffff,stroke:#c3c8d0,color:#6b7280
  classDef missing fill:#ffffff,stroke:#6b7280,color:#6b7280,stroke-dasharray:2 3
"""
# What Mermaid would read as its own signs, or as the end of a text; & first.
_SIGNS = {"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "#": "&num;", "`": "&#96;", "|": "&#124;"}


def as_mermaid(drawing: Drawing, over: Overlay | None = None) -> str:
    """The text that Mermaid reads."""
    parts = ["flowchart TB\n", f"  %% {' '.join(drawing.title.split())}\n"]
    if over is not None:
        parts.append(f"  %% {over.title}\n")
    parts += [f"  {_node(node, over)}\n" for node in drawing.nodes]
    parts += [f"  {_arrow(arrow, over)}\n" for arrow in drawing.arrows]
    return f"{''.join(parts)}{_CLASSES}"


def _node(node: Node, over: Overlay | None) -> str:
    begin, end = _BOXES[node.kind]
    title = (
        f"<b>{_safe(node.title)}</b>" if node.title and node.kind in {"state", "end", "note"} else _safe(node.title)
    )
    rows = ([title] if title else []) + [_line(line, over) for line in node.lines]
    return f"{node.name}{begin}{'<br/>'.join(rows) or ' '}{end}:::{_class(node, over)}"


def _class(node: Node, over: Overlay | None) -> str:
    if over is not None and node.keys and not over.happened(node.keys):
        return "pale" if over.kind == "history" else "missing"
    if node.main:
        return "main"
    return "plain" if node.kind in {"state", "choice"} else "quiet"


def _line(line: Line, over: Overlay | None) -> str:
    who = f" ({line.who})" if line.who else ""
    text = _safe(f"{line.text}{who}")
    said = f"<i>{text}</i>" if line.tone in {"head", "time"} else text
    return f"{_mark(line.keys, over)}{said}"


def _mark(keys: tuple[Key, ...], over: Overlay | None) -> str:
    """When it happened, or that no scenario does it."""
    if over is None or not keys:
        return ""
    if not over.happened(keys):
        return "○ no scenario: " if over.kind == "coverage" else ""
    numbers = ", ".join(str(number) for number in over.numbers(keys))
    return f"({numbers}) " if numbers else ""


def _arrow(arrow: Arrow, over: Overlay | None) -> str:
    happened = over is None or over.happened(arrow.keys)
    strong = arrow.main if over is None or over.kind == "coverage" else happened
    link = "-.->" if arrow.tone == "time" or not happened else "==>" if strong else "-->"
    text = "<br/>".join(_texts(arrow, over))
    said = f'|"{text}"|' if text else ""
    return f"{arrow.source} {link}{said} {arrow.target}"


def _texts(arrow: Arrow, over: Overlay | None) -> Iterator[str]:
    yield from (_line(line, over) for line in arrow.lines)


def _safe(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in " ".join(text.split()))
