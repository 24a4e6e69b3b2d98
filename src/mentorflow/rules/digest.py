"""
The digest of a workflow's meaning: equal for files that decide everything alike (ruling 19).

In: the format, lists, the order of questions, deadlines, ``when_complete`` and rows, every limit in one unit.
Out: the workflow's name, version and title, all texts, promises and properties, the order of other keys, the layout.
Nothing here reads files or judges them.
"""

from __future__ import annotations

import hashlib
from functools import cache
from json.encoder import encode_basestring_ascii as _quoted
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules import workflow as w
from mentorflow.rules.calendar import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.rules.workflow import Workflow

# What only people read, or what follows from the rest.
TEXTS = frozenset({"span", "title", "text", "ask", "talk_about", "words", "file"})
# Of these texts it counts that they are there: a state with an outcome is final.
WHETHER = ("final",)
OUT: dict[type, frozenset[str]] = {
    w.Workflow: frozenset({"name", "version", "promises", "properties", "shown_as", "language"}),
    # Groups have been spelled out wherever one is named.
    w.ChooseAny: frozenset({"groups"}),
}
# Where the order of the keys in the file means nothing.
UNORDERED: dict[type, frozenset[str]] = {
    w.Workflow: frozenset(
        {
            "roles", "limits", "facts", "effects", "forms", "counts", "conditions", "routing", "start", "states",
            "moves", "deadlines",
        }
    ),
    w.State: frozenset({"moves"}),
    w.Move: frozenset({"override", "shows", "lengthens", "only_in"}),
    w.Deadline: frozenset({"only_in"}),
    w.Row: frozenset({"cells"}),
    w.Condition: frozenset({"tests"}),
}  # fmt: skip


def digest(workflow: Workflow) -> str:
    """The SHA-256 of what a workflow means, in hexadecimal; pure, and the same on every machine."""
    order = tuple((*deadline.owner, deadline.name) for deadline in workflow.every_deadline())
    return hashlib.sha256(f"{spelled(workflow)}{spelled(order)}".encode()).hexdigest()


def spelled(value: Any) -> str:  # noqa: ANN401 - whatever a workflow is made of
    """A value in letters, without what only people read; different meanings are spelled differently."""
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{','.join(map(spelled, value))}]"
    if isinstance(value, Duration):
        return f"{value.months} months {value.days} days {value.minutes} minutes"
    return _thing(value)


def _thing(value: Any) -> str:  # noqa: ANN401 - any of the frozen classes
    kind = type(value)
    counts = counting(kind)  # type: ignore[arg-type] # a class is hashable
    parts = [spell(getattr(value, name)) for name, spell in counts]
    return f"{kind.__name__}({','.join(parts)})"


def _whether(value: object) -> str:
    """That something is said at all."""
    return str(value is not None)


def _sorted(values: tuple[Any, ...] | None) -> str:
    return "None" if values is None else f"[{','.join(sorted(map(spelled, values)))}]"


@cache
def counting(kind: Any) -> tuple[tuple[str, Callable[[Any], str]], ...]:  # noqa: ANN401 - a class
    """The attributes of a class that count, each with how it is spelled."""
    out = TEXTS | OUT.get(kind, frozenset())
    how = dict.fromkeys(UNORDERED.get(kind, ()), _sorted) | dict.fromkeys(WHETHER, _whether)
    return tuple((each.name, how.get(each.name, spelled)) for each in attrs.fields(kind) if each.name not in out)
