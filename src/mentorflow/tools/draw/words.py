"""
The words of a drawing: people, moves, forms, deadlines and the rows of tables, as short as they can be.

Names are those that people read; the few words around them are English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.calendar import Duration, as_written
from mentorflow.rules.english import say_condition
from mentorflow.rules.workflow import EACH, EITHER, Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.workflow import Cell, Deadline, Mark, Who, Workflow

# A condition that needs more letters than these is called by its name.
SHORT = 46
CLOCK = "⏱"


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def titled(workflow: Workflow, name: str) -> str:
    """A state, a form or a move, as people read it."""
    return capital(workflow.shown(name))


def people(workflow: Workflow, who: Who | None) -> str:
    """Who does it: ``A / B`` is one of them, ``A + B`` is both."""
    if who is None:
        return ""
    partners = tuple(titled(workflow, role) for role in workflow.partner_roles)
    said = {EITHER: " / ".join(partners), EACH: " + ".join(partners)}
    return " / ".join(said.get(part) or titled(workflow, part) for part in who.parts)


def told(workflow: Workflow, deadline: Deadline) -> str:
    """Whom a deadline tells, each once."""
    parts = (part for mark in deadline.marks if mark.tell is not None for part in mark.tell.parts)
    both = tuple(titled(workflow, role) for role in workflow.partner_roles)
    names = (name for part in parts for name in (both if part in {EITHER, EACH} else (titled(workflow, part),)))
    return ", ".join(dict.fromkeys(names))


def length(workflow: Workflow, value: Duration | str | None) -> str:
    """A length of time as the file writes it."""
    amount = workflow.limit_by_name[value].amount if isinstance(value, str) else value
    if isinstance(amount, Share):
        return f"{amount.percent}% of {workflow.worded(amount.of)}"
    return as_written(amount)


def time_of(workflow: Workflow, deadline: Deadline, mark: Mark | None = None) -> str:
    """When a deadline is reached, or one of its marks."""
    whole = (
        f"every {length(workflow, deadline.every)}"
        if deadline.every is not None
        else length(workflow, deadline.within)
    )
    if mark is None or mark.side == 0:
        return whole
    offset = length(workflow, mark.offset) if isinstance(mark.offset, (Duration, str)) else ""
    return f"{offset} before {whole}" if mark.side < 0 else f"{whole} + {offset}"


def cells(workflow: Workflow, row: Iterable[Cell]) -> str:
    """When a row fits."""
    return "; ".join(_cell(workflow, cell) for cell in row) or "always"


def _cell(workflow: Workflow, cell: Cell) -> str:
    """A condition in words where that is short, or else its name."""
    said = say_condition(workflow, cell.condition, holds=cell.wanted)
    for limit in workflow.limits:  # its number stands before it
        said = said.replace(f" ({limit.name})", "")
    if workflow.language is None and len(said) <= SHORT:
        return said
    return f"{workflow.worded(cell.condition)}: {'yes' if cell.wanted else 'no'}"
