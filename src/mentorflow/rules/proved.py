"""
Tables proved while a file is read: what ``tables`` finds wrong becomes findings.

A table is looked at only where everything it stands on is free of errors; the rest would be guesswork.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Related
from mentorflow.rules.calendar import as_written
from mentorflow.rules.layout import layout_of
from mentorflow.rules.tables import prove
from mentorflow.rules.whose import facts_of
from mentorflow.rules.workflow import LimitName, Test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.tables import Flaw
    from mentorflow.rules.workflow import Cell, Routing, Row, Workflow


def proved(desk: Desk, workflow: Workflow) -> None:
    """Tell of every table for which not exactly one row fits in every case, each row in some."""
    sound = [routing for routing in workflow.routing if routing.rows and _is_sound(desk, workflow, routing)]
    if desk.errors:
        # What leads to a table says which answers are there; an error may have hidden it.
        sound = [routing for routing in sound if any(_leading(workflow, routing.name))]
    if not sound or "role" in desk.names.absent:
        return
    layout = layout_of(workflow)
    for routing in sound:
        flaws = prove(layout, routing, _completing(workflow, routing.name))
        overlaps = [flaw for flaw in flaws if flaw.kind == "overlap"]
        _overlapping(desk, routing, overlaps)
        others = [flaw for flaw in flaws if flaw.kind != "overlap" and not _follows(routing, flaw, overlaps)]
        for flaw in others:
            if flaw.kind != "dead":
                _tell(desk, routing, flaw)
        _dead(desk, layout, routing, [routing.rows[flaw.rows[0]] for flaw in others if flaw.kind == "dead"])


def _follows(routing: Routing, flaw: Flaw, overlaps: list[Flaw]) -> bool:
    """Whether a row fits nothing only because two others overlap that it is to leave out: mending these mends it."""
    if flaw.kind != "dead":
        return False
    left_out = {attrs.evolve(cell, wanted=not cell.wanted) for cell in routing.rows[flaw.rows[0]].cells}
    pairs = [[routing.rows[index].cells for index in overlap.rows] for overlap in overlaps]
    return any(all(not left_out.isdisjoint(cells) for cells in pair) for pair in pairs)


def _overlapping(desk: Desk, routing: Routing, overlaps: list[Flaw]) -> None:
    """Tell once of a row that overlaps several others; of two rows the lower one, as it is more likely new."""
    left = overlaps
    while left:
        met = Counter(index for flaw in left for index in flaw.rows)
        one = max(met, key=lambda index: (met[index], index))
        mine = [flaw for flaw in left if one in flaw.rows]
        left = [flaw for flaw in left if flaw not in mine]
        others = [routing.rows[index] for flaw in mine for index in flaw.rows if index != one]
        message = f"this row and the one on line {others[0].span.line} both fit this case: {mine[0].witness}."
        related = [Related(other.span, "the other row.") for other in others]
        desk.report("two-rows-fit", message, routing.rows[one].span, way_out="Narrow one of them.", related=related)


def _completing(workflow: Workflow, name: str) -> str | None:
    """The form whose completion alone leads to a table; None where something else leads there as well."""
    forms, others = _leading(workflow, name)
    return forms.pop() if len(forms) == 1 and not others else None


def _leading(workflow: Workflow, name: str) -> tuple[set[str], bool]:
    """The forms that lead to a table, and whether something other than their completion does."""
    whens = [when for state in workflow.states for when in (*state.when_complete, *state.when_changed)]
    forms = {when.form for when in whens if when.to == name}
    changed = any(when.to == name for state in workflow.states for when in state.when_changed)
    marks = any(mark.to == name for deadline in workflow.every_deadline() for mark in deadline.marks)
    moved = any(move.to == name for move in workflow.every_move())
    return forms, changed or marks or moved


def _tell(desk: Desk, routing: Routing, flaw: Flaw) -> None:
    if flaw.kind == "gap":
        message = f"no row of '{routing.name}' fits this case: {flaw.witness}."
        if not desk.errors:
            # Where nothing else is wrong, the row that is missing may be the one that leads to a state.
            desk.names.lost.add("state")
        desk.report("no-row-fits", message, routing.span, way_out="Add a row for this case, or widen one.")
    else:
        message = f"whether exactly one row of '{routing.name}' fits was not decided: {flaw.witness}."
        way_out = "Nothing has to be mended; a simpler table can be proved."
        desk.report("rows-not-decided", message, routing.span, way_out=way_out)


# --- rows that fit nothing ------------------------------------------------------------------------------------------
def _dead(desk: Desk, layout: Layout, routing: Routing, rows: list[Row]) -> None:
    """Tell of rows that fit in no case; of those that ask for the same impossible thing only once."""
    told: dict[tuple[str, bool] | Span, list[Row]] = {}
    for row in rows:
        cell = _impossible(layout, routing, row)
        told.setdefault(row.span if cell is None else (cell.condition, cell.wanted), []).append(row)
    for why, (first, *more) in told.items():
        message = f"this row of '{routing.name}' fits in no case at all"
        related = [Related(row.span, "nor does this row.") for row in more]
        so, way_out = ".", "Its conditions exclude each other; change or drop it."
        if isinstance(why, tuple):
            so, way_out = _why(layout.workflow, *why)
        desk.report("dead-row", f"{message}{so}", first.span, way_out=way_out, related=related)


def _impossible(layout: Layout, routing: Routing, row: Row) -> Cell | None:
    """The first thing a row asks for that is never so, whatever else it asks for."""
    completing = _completing(layout.workflow, routing.name)
    for cell in row.cells:
        alone = attrs.evolve(routing, rows=(attrs.evolve(row, cells=(cell,)),))
        if any(flaw.kind == "dead" for flaw in prove(layout, alone, completing)):
            return cell
    return None


def _why(workflow: Workflow, name: str, wanted: bool) -> tuple[str, str]:  # noqa: FBT001 - what a row asks for
    """How the finding goes on, and the way out, where a condition never comes out as a row wants it."""
    how = "never holds" if wanted else "always holds"
    limits = [workflow.limit_by_name[limit] for limit in _bounds(workflow, name)]
    if not limits:
        return f": '{name}' {how}.", f"Change the condition '{name}', or drop the row."
    said = " and ".join(f"'{limit.name}: {as_written(limit.amount)}'" for limit in limits)
    return f": with {said} the condition '{name}' {how}.", "Change the limit or the condition, or drop the row."


def _bounds(workflow: Workflow, name: str) -> list[str]:
    """The limits with which a condition compares, each once, those of the conditions it is made of included."""
    condition = workflow.condition_by_name[name]
    own = [test.value.name for test in condition.tests if isinstance(test.value, LimitName)]
    return list(dict.fromkeys((*own, *(limit for part in condition.parts for limit in _bounds(workflow, part)))))


# --- what a table stands on -----------------------------------------------------------------------------------------
def _is_sound(desk: Desk, workflow: Workflow, routing: Routing) -> bool:
    """Whether there is no error in a table, its conditions, and all that these read."""
    if desk.is_broken("routing", routing.name) or (routing.row_for is not None and routing.form is None):
        return False
    pending = [("condition", cell.condition) for row in routing.rows for cell in row.cells]
    seen = set(pending)
    while pending:
        thing = pending.pop()
        if desk.is_broken(*thing):
            return False
        new = set(_behind(workflow, *thing)) - seen
        pending += new
        seen |= new
    return True


def _behind(workflow: Workflow, family: str, name: str) -> Iterator[tuple[str, str]]:
    """What a condition or a form stands on: conditions, forms, questions and limits."""
    if family == "condition":
        condition = workflow.condition_by_name[name]
        yield from (("condition", part) for part in condition.parts)
        for test in condition.tests:
            yield from _read(test)
    if family == "form":
        for field in workflow.form_by_name[name].fields:
            yield "field", f"{name}.{field.name}"
            if field.asked_if is not None:
                yield "condition", field.asked_if
            if isinstance(field.unfavorable, Test):
                yield from _read(field.unfavorable)


def _read(test: Test) -> Iterator[tuple[str, str]]:
    if isinstance(test.value, LimitName):
        yield "limit", test.value.name
    yield from (("form", fact.form) for fact in facts_of(test) if fact.form)
