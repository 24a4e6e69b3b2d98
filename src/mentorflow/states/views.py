"""
Who may see what: sheets behind seals, private answers, and what was shown to whom (ruling 13).

Seals are views: deciding ignores them.
Partners see the forms that partners fill in; staff see that a form is complete and what came of it; ``also_seen_by``
adds, ``private`` always wins, and what a move shows is shown as it stood then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.errors import BadRecord
from mentorflow.rules.workflow import EACH, EITHER
from mentorflow.states.fold import fold
from mentorflow.states.partnership import Sheet, holders
from mentorflow.states.records import Origin, RowTaken, make_change, make_record
from mentorflow.states.rounds import FRESH, is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Field, Form
    from mentorflow.states.partnership import Answer, Partnership, Sheetful, Shown
    from mentorflow.states.plan import FormPlan, Plan
    from mentorflow.states.records import Change, Record

Seen: TypeAlias = "tuple[tuple[str, Answer], ...]"


@attrs.frozen
class SheetView:
    """One sheet as a person may see it: the answers left are those they may see, as (field, answer)."""

    person: str
    answers: Seen


@attrs.frozen
class FormView:
    """A form as a person may see it; *sheets* leaves out those that are sealed for them."""

    name: str
    open: bool
    complete: bool
    signed: tuple[str, ...]
    sheets: tuple[SheetView, ...]


@attrs.frozen
class View:
    """
    A partnership as one person may see it.

    *state* is the empty text, and *outcome* None, for somebody who takes no part in it: they see only that it is
    there, and the sheets that they wrote themselves.
    """

    id: str
    state: str
    outcome: str | None
    roles: tuple[str, ...]
    forms: tuple[FormView, ...]


def view(plan: Plan, p: Partnership, by: str) -> View:
    """What a person may see of a partnership; pure."""
    roles = roles_of(plan, p, by)
    state, outcome = (p.state, plan.states[p.state].state.final) if roles else ("", None)
    forms = tuple(
        _form(plan, p, form, by, roles) for form in plan.forms.values() if _knows_of(plan, p, form, by, roles)
    )
    return View(p.id, state, outcome, roles, forms)


def roles_of(plan: Plan, p: Partnership, person: str) -> tuple[str, ...]:
    """The roles a person holds now, in the order of the file."""
    return tuple(role for role, slot in plan.layout.roles.items() if person in holders(p.people[slot]))


def _knows_of(plan: Plan, p: Partnership, form: FormPlan, by: str, roles: tuple[str, ...]) -> bool:
    """Others know of a form only once it was shown to them, the file says that they see it, or they wrote in it."""
    kinds = _kinds_of(plan, p, by)
    shown = bool(_shown_to(p, form, by, roles))
    wrote = any(sheet.person == by for sheet in (p.rounds[form.slot] or FRESH).sheets)
    return bool(kinds & {"partners", "staff"}) or shown or wrote or bool(set(form.form.also_seen_by) & set(roles))


def _form(plan: Plan, p: Partnership, form: FormPlan, by: str, roles: tuple[str, ...]) -> FormView:
    asked = p.rounds[form.slot] or FRESH
    seen = [(sheet, answers_seen(plan, p, form.form, sheet, by)) for sheet in asked.sheets]
    now = [SheetView(sheet.person, answers) for sheet, answers in seen if answers]
    then = [sheet for sheet in _shown_then(p, form, by, roles) if not any(_covers(one, sheet) for one in now)]
    return FormView(form.form.name, is_open(plan, form, p), asked.complete, asked.signed, (*now, *then))


def _covers(now: SheetView, then: SheetView) -> bool:
    """Whether a person sees now whatever of a sheet they were once shown."""
    return now.person == then.person and {name for name, _ in then.answers} <= {name for name, _ in now.answers}


def _shown_to(p: Partnership, form: FormPlan, by: str, roles: tuple[str, ...]) -> list[Shown]:
    """What a person was shown of a form in a role that they hold; whoever took the role later was shown nothing."""
    return [each for each in p.shown if each.form == form.form.name and each.role in roles and by in each.people]


def _shown_then(p: Partnership, form: FormPlan, by: str, roles: tuple[str, ...]) -> list[SheetView]:
    fields = form.form.fields
    return [
        SheetView(sheet.person, _kept(fields, sheet.answers, [not f.private for f in fields]))
        for each in _shown_to(p, form, by, roles)
        for sheet in each.sheets
        if sheet.person != by
    ]


def answers_seen(plan: Plan, p: Partnership, form: Form, sheet: Sheet, by: str, *, opened: bool = False) -> Seen:
    """The answers of a sheet that a person may see, as (field, answer), in the order of the file."""
    sees = _fields_seen(plan, p, form, sheet, by, set(roles_of(plan, p, by)), opened=opened)
    return _kept(form.fields, sheet.answers, sees)


def sees_whole_sheet(plan: Plan, stood: Partnership, after: Partnership, form: str, sheet: Sheet, by: str) -> bool:
    """Whether a person may see every answer of a sheet; a seal that opens with this very step is open."""
    return all(_fields_seen(plan, stood, plan.forms[form].form, sheet, by, set(roles_of(plan, after, by))))


def _fields_seen(
    plan: Plan, p: Partnership, form: Form, sheet: Sheet, by: str, roles: set[str], *, opened: bool = False
) -> list[bool]:
    """
    Which fields of a sheet somebody with these roles may see: the one rule behind all that is shown of a sheet.

    The writer sees all, whatever roles they hold by now; private fields are for the two partners besides.
    """
    if by == sheet.person:
        return [True] * len(form.fields)
    partner = bool(roles & set(plan.workflow.partner_roles))
    whole = _sees_sheet(plan, p, form, sheet, roles, partner=partner, opened=opened)
    return [
        (whole or bool(roles & set(field.also_seen_by))) and (partner or not field.private) for field in form.fields
    ]


def _sees_sheet(
    plan: Plan, p: Partnership, form: Form, sheet: Sheet, roles: set[str], *, partner: bool, opened: bool = False
) -> bool:
    if roles & set(form.also_seen_by):
        return True
    if not form.copy_each and sheet.role in roles:
        return True
    return partner and _between_partners(plan, form) and not _sealed(plan, p, form, opened=opened)


def _between_partners(plan: Plan, form: Form) -> bool:
    """Whether partners fill it in: partners see their forms."""
    return bool(set(form.filled_in_by.parts) & {EACH, EITHER, *plan.workflow.partner_roles})


def _sealed(plan: Plan, p: Partnership, form: Form, *, opened: bool) -> bool:
    """Whether the partner's copy is hidden; a seal until both have answered opens with the round (ruling 13)."""
    if form.hidden_from_partner is None or not form.copy_each:
        return False
    asked = p.rounds[plan.layout.forms[form.name]]
    complete = asked is not None and asked.complete
    return form.hidden_from_partner == "always" or not (opened or complete)


def _kept(fields: tuple[Field, ...], answers: Sheetful, sees: list[bool]) -> Seen:
    every = zip(fields, answers, sees, strict=True)
    return tuple((field.name, answer) for field, answer, seen in every if seen and answer is not None)


@attrs.frozen
class _Life:
    """
    What a history gives.

    *p* is the partnership it ends in, *states* the state in which each record was made, *opened* the records whose
    sheets stood in a round that came to be complete, *judged* the sheet that each row was found for.
    """

    p: Partnership
    states: dict[int, str]
    opened: frozenset[int]
    judged: dict[tuple[int, RowTaken], tuple[Form, Sheet]]


def history(plan: Plan, records: tuple[Record, ...], by: str) -> tuple[Record, ...]:
    """
    Records as a person may see them: answers sealed for them are taken out, and reasons are left to staff.

    Partners, staff and the application read of every step.
    Others read only of what they did themselves and of what they were told; whoever holds no role any more, only of
    what they did themselves; a stranger reads nothing.
    With an answer goes the name of its field among the warnings, and with a sheet the person whose row it found.
    A seal that has opened, because the round was complete, stays open.
    The partnership that a migrated record carries is left out: every answer stands in it.
    """
    life = _life(plan, records)
    return tuple(_redacted(plan, life, record, by) for record in records if _reads(plan, life, record, by))


def _reads(plan: Plan, life: _Life, record: Record, by: str) -> bool:
    """Whether somebody reads of a step at all."""
    kinds = _kinds_of(plan, life.p, by)
    told = "others" in kinds and any(notice.to == by for notice in record.notices)
    return bool(kinds - {"others"}) or told or record.by == by


def _kinds_of(plan: Plan, p: Partnership, by: str) -> set[str]:
    roles = roles_of(plan, p, by)
    return {role.kind for role in plan.workflow.roles if role.name in roles}


def _life(plan: Plan, records: tuple[Record, ...]) -> _Life:
    p: Partnership | None = None
    states: dict[int, str] = {}
    opened: set[int] = set()
    judged: dict[tuple[int, RowTaken], tuple[Form, Sheet]] = {}
    for record in records:
        states[record.seq] = "" if p is None else p.state
        # A round that is used up by the very record that completes it may have given way to the next one after it.
        stood = as_it_stood(plan, p, record)
        judged.update(_judged(plan, stood, record))
        p = fold(plan, p, record)
        complete = [asked for asked in (*stood.rounds, *p.rounds) if asked is not None and asked.complete]
        opened.update(sheet.seq for asked in complete for sheet in asked.sheets)
    if p is None:
        msg = "a history has at least one record"
        raise BadRecord(msg)
    return _Life(p, states, frozenset(opened), judged)


def _judged(
    plan: Plan, stood: Partnership, record: Record
) -> Iterator[tuple[tuple[int, RowTaken], tuple[Form, Sheet]]]:
    """The sheet behind each row that was found for one person."""
    for taken in record.rows:
        form = plan.tables[taken.routing].routing.form
        asked = FRESH if form is None else stood.rounds[plan.layout.forms[form]] or FRESH
        for sheet in asked.sheets:
            if sheet.person == taken.person:
                yield (record.seq, taken), (plan.forms[str(form)].form, sheet)


def as_it_stood(plan: Plan, p: Partnership | None, record: Record) -> Partnership:
    """The partnership that the tables of a record were read against: with the act done, and led nowhere yet."""
    change = record.change
    forms = (change.completed, (), (), change.unlocked, (), change.closed)
    terms = (change.assigned, change.limits, (), (), change.fall, change.reason)
    done = make_change(change.made, False, *forms, *terms)  # noqa: FBT003 - not led back yet
    here = make_record((
        record.seq, record.at_us, record.kind, record.name, record.by, record.role, record.facts, record.answers,
        (), (), (), (), (), (), done, record.origin,
    ))  # fmt: skip
    return fold(plan, p, here)


def _redacted(plan: Plan, life: _Life, record: Record, by: str) -> Record:
    staff = "staff" in _kinds_of(plan, life.p, by)
    change = record.change if staff or by == record.by else _without_reason(record.change)
    facts = record.facts if staff or by == record.by else ()
    answers, hidden = _answers_left(plan, life, record, by)
    rows = tuple(_row_left(plan, life, record.seq, taken, by) for taken in record.rows)
    warnings = tuple(name for name in record.warnings if name not in hidden)
    origin = record.origin if isinstance(record.origin, Origin) else None
    return make_record((
        record.seq, record.at_us, record.kind, record.name, record.by, record.role, facts, answers, record.entered,
        rows, warnings, record.overrides, record.notices, record.effects, change, origin,
    ))  # fmt: skip


def _without_reason(change: Change) -> Change:
    *others, _ = attrs.astuple(change, recurse=False)
    return make_change(*others, None)


def _row_left(plan: Plan, life: _Life, seq: int, taken: RowTaken, by: str) -> RowTaken:
    """A row with the person it was found for, where their sheet is for this reader."""
    form, sheet = life.judged.get((seq, taken), (None, None))
    if form is None or sheet is None:
        return taken
    roles, opened = set(roles_of(plan, life.p, by)), sheet.seq in life.opened
    whole = all(_fields_seen(plan, life.p, form, sheet, by, roles, opened=opened))
    return taken if whole else RowTaken(taken.routing, taken.index)


def _answers_left(plan: Plan, life: _Life, record: Record, by: str) -> tuple[Sheetful | None, set[str]]:
    """The answers of a record, None where they are not for this person, and the fields that were taken out."""
    if record.answers is None:
        return None, set()
    fields = asked_by(plan, life.states[record.seq], record)
    opened = record.seq in life.opened
    sees = [sees_answer(plan, life.p, record, field, by, opened=opened) for field in fields]
    left = tuple(answer if seen else None for answer, seen in zip(record.answers, sees, strict=True))
    return left, {field.name for field, seen in zip(fields, sees, strict=True) if not seen}


def asked_by(plan: Plan, state: str, record: Record) -> tuple[Field, ...]:
    """The questions that the answers of a record are for; *state* is where it was made."""
    if record.kind == "submit":
        return plan.forms[record.name].form.fields
    return (plan.states[state].moves if state else plan.starts)[record.name].move.asks


def sees_answer(plan: Plan, p: Partnership, record: Record, field: Field, by: str, *, opened: bool = False) -> bool:
    """Whether a person may see one answer of an act; what a move asks is for its writer and staff."""
    roles = set(roles_of(plan, p, by))
    if record.kind == "submit":
        form = plan.forms[record.name].form
        seen = _fields_seen(plan, p, form, _sheet_of(record), by, roles, opened=opened)
        return seen[form.fields.index(field)]
    return by == record.by or "staff" in _kinds_of(plan, p, by) or bool(roles & set(field.also_seen_by))


def _sheet_of(record: Record) -> Sheet:
    return Sheet(str(record.by), str(record.role), record.answers or (), record.seq, record.at_us)
