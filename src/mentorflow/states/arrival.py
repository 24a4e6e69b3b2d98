"""
Where a step leads: rows of tables, forms that were waited for, and forms that open on the way.

Completion is looked at after every accepted step and belongs to the same record (ruling 11), so a step may pass
several states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.states.fold import fold
from mentorflow.states.people import told
from mentorflow.states.records import RowTaken
from mentorflow.states.rounds import is_open, takes_sheets

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mentorflow.states.draft import Draft
    from mentorflow.states.partnership import Answer, Partnership, Round
    from mentorflow.states.plan import FormPlan, Plan, RowPlan, TablePlan, TargetPlan, WaitPlan
    from mentorflow.states.records import Record

    Facts = Mapping[str, Answer]


def finish(plan: Plan, p: Partnership, draft: Draft, facts: Facts, target: TargetPlan) -> tuple[Record, Partnership]:
    """Follow a step to where it leads and through all it completes; the record and the partnership it gives."""
    if draft.assigned:
        draft.completed = _completed_by_hand_over(plan, p, draft)
    if target.table is not None and draft.kind != "start":
        _, p_done = _so_far(plan, p, draft)
        record, after = _led(plan, p, p_done, draft, facts, target)
    else:
        record, after = _led(plan, p, p, draft, facts, target)
    record, after = _through_completed_forms(plan, p, record, after, draft, facts)
    draft.opened = tuple(form.form.name for form in _candidates(plan, draft) if opens(plan, form, p, after))
    if not draft.opened:
        return record, after
    for name in draft.opened:
        draft.tell(told(plan.forms[name].fillers, after.people, None, "opened", name))
    return _so_far(plan, p, draft)


def _completed_by_hand_over(plan: Plan, p: Partnership, draft: Draft) -> tuple[str, ...]:
    """The forms that lacked only what somebody released still owed (ruling 11)."""
    _, after = _so_far(plan, p, draft)
    every = zip(plan.forms, p.rounds, after.rounds, strict=True)
    return tuple(name for name, old, new in every if new is not None and new.complete and not (old and old.complete))


def _so_far(plan: Plan, p: Partnership, draft: Draft) -> tuple[Record, Partnership]:
    """The record as it stands, and the partnership it gives."""
    record = draft.record()
    return record, fold(plan, None if draft.kind == "start" else p, record)


def _led(
    plan: Plan, p: Partnership, done: Partnership, draft: Draft, facts: Facts, to: TargetPlan
) -> tuple[Record, Partnership]:
    """
    Note where a target leads in the draft; *done* is the partnership that its table is read against.

    A row that stays and asks nothing anew leaves the partnership as it is: the fold looks at no notice or effect.
    """
    if to.table is not None:
        row, taken = row_taken(done, to.table, facts, draft.us)
        draft.rows = (*draft.rows, taken)
        draft.tell(told(row.tell, done.people, draft.by, "told", draft.name))
        draft.ask_for(row.effects)
        if row.reopen is not None:
            draft.reopened = (*draft.reopened, row.reopen)
        to = row.target
    if to.back:
        draft.back = True
        draft.entered = (*draft.entered, p.came_from[0][0])
    else:
        draft.entered += to.entered
    if to.stays and done is not p and not draft.consumed and not draft.reopened:
        return draft.record(), done
    return _so_far(plan, p, draft)


def row_taken(p: Partnership, table: TablePlan, facts: Facts, us: int) -> tuple[RowPlan, RowTaken]:
    """The row that fits, and how a record notes it."""
    index, person = which_row(p, table, facts, us)
    return table.rows[index], RowTaken(table.routing.name, index, person)


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
    plan: Plan, p: Partnership, record: Record, after: Partnership, draft: Draft, facts: Facts
) -> tuple[Record, Partnership]:
    """
    Use up each form that the present state waits for and that is complete, until nothing more is.

    A form leads on from a state at most once in a record, so that no circle of states goes on for ever.
    """
    if not plan.states[after.state].waits:
        return record, after
    arrived, used = bool(draft.entered), set[tuple[str, str]]()
    while (wait := ready(plan, after, arrived=arrived, used=used)) is not None:
        before = len(draft.entered)
        used.add((after.state, wait.form.form.name))
        draft.consumed = (*draft.consumed, wait.form.form.name)
        record, after = _led(plan, p, after, draft, facts, wait.target)
        if len(draft.entered) > before:
            arrived = True
    return record, after


def ready(plan: Plan, p: Partnership, *, arrived: bool, used: Collection[tuple[str, str]] = ()) -> WaitPlan | None:
    """
    The first form that the present state waits for and that is complete.

    A form that repeats counts once; any other counts again on arrival (ruling 5).
    """
    for wait in plan.states[p.state].waits:
        asked = p.rounds[wait.form.slot]
        if asked is not None and asked.complete and (p.state, wait.form.form.name) not in used:
            counts_again = arrived and not wait.form.form.repeats
            if not asked.consumed or counts_again:
                return wait
    return None


def _candidates(plan: Plan, draft: Draft) -> list[FormPlan]:
    """The forms that this step could open: by name, or by entering a state, each once in the order of the file."""
    if not (draft.entered or draft.unlocked or draft.reopened):
        return []
    names = {*draft.unlocked, *draft.reopened}
    for state in draft.entered[1:] if draft.back else draft.entered:
        names.update(form.form.name for form in plan.states[state].opens)
    if draft.kind == "start":
        names.update(name for name, form in plan.forms.items() if form.open_from is None)
    return [form for name, form in plan.forms.items() if name in names] if names else []


def opens(plan: Plan, form: FormPlan, p: Partnership, after: Partnership) -> bool:
    """Whether a step makes it open to those who fill it in: its window opens, or it is asked anew."""
    asked = after.rounds[form.slot]
    if not is_open(plan, form, after) or not takes_sheets(form, asked):
        return False
    return not p.state or not is_open(plan, form, p) or _number(asked) > _number(p.rounds[form.slot])


def _number(asked: Round | None) -> int:
    return 1 if asked is None else asked.number
