"""
Where a step leads: rows of tables, forms that were waited for, and forms that open on the way.

Completion is looked at after every accepted step and belongs to the same record (ruling 11), so a step may pass
several states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.states.fold import fold
from mentorflow.states.partnership import RowTaken
from mentorflow.states.people import told
from mentorflow.states.rounds import is_open, takes_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorflow.states.draft import Draft
    from mentorflow.states.partnership import Answer, Partnership, Record, Round
    from mentorflow.states.plan import FormPlan, Plan, RowPlan, TablePlan, TargetPlan, WaitPlan

    Facts = Mapping[str, Answer]


def finish(plan: Plan, p: Partnership, draft: Draft, facts: Facts, target: TargetPlan) -> tuple[Record, Partnership]:
    """Follow a step to where it leads and through all it completes; the record and the partnership it gives."""
    after = fold(plan, p, draft.record()) if draft.kind != "start" else p
    if not target.stays:
        after = _led(plan, p, after, draft, facts, target)
    after = _through_completed_forms(plan, p, after, draft, facts)
    draft.opened = tuple(form.form.name for form in plan.forms.values() if _opens(plan, form, p, after, draft))
    for name in draft.opened:
        draft.tell(told(plan.forms[name].fillers, after.people, None, "opened", name))
    record = draft.record()
    return record, fold(plan, None if draft.kind == "start" else p, record)


def _led(plan: Plan, p: Partnership, after: Partnership, draft: Draft, facts: Facts, to: TargetPlan) -> Partnership:
    """Note where a target leads in the draft; the partnership as it then stands."""
    if to.table is not None:
        row = _row_taken(after, draft, facts, to.table)
        draft.tell(told(row.tell, after.people, draft.by, "told", to.table.routing.name))
        draft.ask_for(row.effects)
        if row.reopen is not None:
            draft.reopened = (*draft.reopened, row.reopen)
        to = row.target
    if to.back:
        draft.back = True
        draft.entered = (*draft.entered, p.came_from[0][0])
    elif to.state is not None:
        draft.entered = (*draft.entered, to.state)
    return fold(plan, None if draft.kind == "start" else p, draft.record())


def _row_taken(after: Partnership, draft: Draft, facts: Facts, table: TablePlan) -> RowPlan:
    index, person = which_row(after, table, facts, draft.us)
    draft.rows = (*draft.rows, RowTaken(table.routing.name, index, person))
    return table.rows[index]


def which_row(p: Partnership, table: TablePlan, facts: Facts, us: int) -> tuple[int, str | None]:
    """
    The index of the row that fits, and whose sheet it was.

    With a row for each sheet, the one higher up counts (ruling 10); of equal ones the sheet handed in first.
    """
    if table.sheets_of is None:
        return table.row(p, facts, us, None), None
    asked = p.rounds[table.sheets_of]
    sheets = () if asked is None else asked.sheets
    found = [(table.row(p, facts, us, sheet.answers), sheet.person) for sheet in sheets]
    return min(found, key=lambda pair: pair[0])


def _through_completed_forms(
    plan: Plan, p: Partnership, after: Partnership, draft: Draft, facts: Facts
) -> Partnership:
    """Use up each form that the present state waits for and that is complete, until nothing more is."""
    arrived, used = bool(draft.entered), set[str]()
    while (wait := _ready(plan, after, arrived=arrived, used=used)) is not None:
        before = len(draft.entered)
        used.add(wait.form.form.name)
        draft.consumed = (*draft.consumed, wait.form.form.name)
        after = _led(plan, p, after, draft, facts, wait.target)
        if len(draft.entered) > before:
            arrived, used = True, set()
    return after


def _ready(plan: Plan, p: Partnership, *, arrived: bool, used: set[str]) -> WaitPlan | None:
    for wait in plan.states[p.state].waits:
        asked = p.rounds[wait.form.slot]
        if asked is not None and asked.complete and wait.form.form.name not in used:
            counts_again = arrived and not wait.form.form.repeats
            if not asked.consumed or counts_again:
                return wait
    return None


def _opens(plan: Plan, form: FormPlan, p: Partnership, after: Partnership, draft: Draft) -> bool:
    """Whether this step makes it open to those who fill it in: its window opens, or it is asked anew."""
    if not is_open(plan, form, after) or not takes_sheets(form, after.rounds[form.slot]):
        return False
    was_open = draft.kind != "start" and is_open(plan, form, p)
    return not was_open or _number(after.rounds[form.slot]) > _number(p.rounds[form.slot])


def _number(asked: Round | None) -> int:
    return 1 if asked is None else asked.number
