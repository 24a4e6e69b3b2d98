"""
Whether changed rules hold together: exactly one row fits, every state is reached, nothing goes round for ever.

The same proofs as when a file is read, on a workflow that was never written down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.desk import Desk, Way
from mentorflow.rules.proved import proved
from mentorflow.rules.routes import routes
from mentorflow.rules.tree import Source
from mentorflow.rules.workflow import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.rules.workflow import Workflow

# What tables are proved over; where all of it is as it was, so are the proofs.
_BEHIND_ROWS = ("roles", "limits", "facts", "forms", "counts", "conditions", "routing")


def broken(old: Workflow, new: Workflow, *, leads: bool) -> str | None:
    """
    What does not hold together in changed rules, in one sentence; None where all does.

    *leads* says that something may lead elsewhere.
    """
    desk = Desk(Source(new.file, "", None, ()))
    if leads:
        desk.ways.extend(_ways(new))
        routes(desk, new, NOWHERE)
    if leads or any(getattr(old, name) is not getattr(new, name) for name in _BEHIND_ROWS):
        proved(desk, new)
    return next((_apart(finding) for finding in desk.findings if finding.is_error), None)


def _apart(finding: Diagnostic) -> str:
    """What a finding says away from its line: which row is *this* one."""
    rest = finding.message.removeprefix("this row")
    return rest if rest == finding.message else f"the row on line {finding.span.line}{rest}"


def _ways(workflow: Workflow) -> Iterator[Way]:
    """Every place that says where something leads, as when a file is read."""
    yield from (Way("start", move.to, move.span) for move in workflow.start)
    yield from (Way("any_time", move.to, move.span, move.only_in) for move in workflow.moves)
    for state in workflow.states:
        yield from (Way("move", move.to, move.span, (state.name,)) for move in state.moves)
        whens = (*state.when_complete, *state.when_changed)
        yield from (Way("form", when.to, when.span, (state.name,)) for when in whens)
    for table in workflow.routing:
        yield from (Way("row", row.to, row.span, (table.name,)) for row in table.rows)
    for deadline in workflow.every_deadline():
        kind, name = deadline.owner
        states = (name,) if kind == "state" else deadline.only_in or ()
        yield from (Way("fall", mark.to, mark.span, states) for mark in deadline.marks if mark.to is not None)
