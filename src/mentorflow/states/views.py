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
from mentorflow.states.partnership import Origin, Sheet, holders, make_change, make_record
from mentorflow.states.rounds import FRESH, is_open

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Field, Form
    from mentorflow.states.partnership import Answer, Change, Partnership, Record, Sheetful
    from mentorflow.states.plan import FormPlan, Plan

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
    """A partnership as one person may see it; empty of forms for somebody without a part in it."""

    id: str
    state: str
    outcome: str | None
    roles: tuple[str, ...]
    forms: tuple[FormView, ...]


def view(plan: Plan, p: Partnership, by: str) -> View:
    """What a person may see of a partnership; pure."""
    roles = roles_of(plan, p, by)
    forms = tuple(_form(plan, p, form, by, roles) for form in plan.forms.values() if _knows_of(plan, p, form, roles))
    return View(p.id, p.state, plan.states[p.state].state.final, roles, forms)


def roles_of(plan: Plan, p: Partnership, person: str) -> tuple[str, ...]:
    """The roles a person holds now, in the order of the file."""
    return tuple(role for role, slot in plan.layout.roles.items() if person in holders(p.people[slot]))


def _knows_of(plan: Plan, p: Partnership, form: FormPlan, roles: tuple[str, ...]) -> bool:
    """Others know of a form only once it was shown to them, or the file says that they see it."""
    kinds = {role.kind for role in plan.workflow.roles if role.name in roles}
    shown = any(each.form == form.form.name and each.role in roles for each in p.shown)
    return bool(kinds & {"partners", "staff"}) or shown or bool(set(form.form.also_seen_by) & set(roles))


def _form(plan: Plan, p: Partnership, form: FormPlan, by: str, roles: tuple[str, ...]) -> FormView:
    asked = p.rounds[form.slot] or FRESH
    seen = [(sheet, answers_seen(plan, p, form.form, sheet, by)) for sheet in asked.sheets]
    now = [SheetView(sheet.person, answers) for sheet, answers in seen if answers]
    then = [sheet for sheet in _shown_then(p, form, by, roles) if not any(_covers(one, sheet) for one in now)]
    return FormView(form.form.name, is_open(plan, form, p), asked.complete, asked.signed, (*now, *then))


def _covers(now: SheetView, then: SheetView) -> bool:
    """Whether a person sees now whatever of a sheet they were once shown."""
    return now.person == then.person and {name for name, _ in then.answers} <= {name for name, _ in now.answers}


def _shown_then(p: Partnership, form: FormPlan, by: str, roles: tuple[str, ...]) -> list[SheetView]:
    shown = [each for each in p.shown if each.form == form.form.name and each.role in roles]
    fields = form.form.fields
    return [
        SheetView(sheet.person, _kept(fields, sheet.answers, [not f.private for f in fields]))
        for each in shown
        for sheet in each.sheets
        if sheet.person != by
    ]


def answers_seen(plan: Plan, p: Partnership, form: Form, sheet: Sheet, by: str, *, opened: bool = False) -> Seen:
    """The answers of a sheet that a person may see, as (field, answer), in the order of the file."""
    roles = set(roles_of(plan, p, by))
    partner = bool(roles & set(plan.workflow.partner_roles))
    whole = by == sheet.person or _sees_sheet(plan, p, form, sheet, roles, partner=partner, opened=opened)
    sees = [
        (whole or bool(roles & set(field.also_seen_by))) and (partner or not field.private) for field in form.fields
    ]
    return _kept(form.fields, sheet.answers, sees)


def _sees_sheet(
    plan: Plan, p: Partnership, form: Form, sheet: Sheet, roles: set[str], *, partner: bool, opened: bool = False
) -> bool:
    if roles & set(form.also_seen_by):
        return True
    if not form.copy_each and sheet.role in roles:
        return True
    return partner and _between_partners(plan, form) and not _sealed(plan, p, form, opened=opened)


def sees_whole_sheet(plan: Plan, stood: Partnership, after: Partnership, form: str, sheet: Sheet, by: str) -> bool:
    """Whether a person may see every answer of a sheet; a seal that opens with this very step is open."""
    whole = plan.forms[form].form
    roles = set(roles_of(plan, after, by))
    partner = bool(roles & set(plan.workflow.partner_roles))
    private = any(field.private for field in whole.fields)
    if by == sheet.person:
        return True
    return _sees_sheet(plan, stood, whole, sheet, roles, partner=partner) and (partner or not private)


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
    sheets stood in a round that came to be complete.
    """

    p: Partnership
    states: dict[int, str]
    opened: frozenset[int]


def history(plan: Plan, records: tuple[Record, ...], by: str) -> tuple[Record, ...]:
    """
    Records as a person may see them: answers sealed for them are taken out, and reasons are left to staff.

    A seal that has opened, because the round was complete, stays open.
    The partnership that a migrated record carries is left out: every answer stands in it.
    """
    life = _life(plan, records)
    return tuple(_redacted(plan, life, record, by) for record in records)


def _life(plan: Plan, records: tuple[Record, ...]) -> _Life:
    p: Partnership | None = None
    states: dict[int, str] = {}
    opened: set[int] = set()
    for record in records:
        states[record.seq] = "" if p is None else p.state
        # A round that is used up by the very record that completes it may have given way to the next one after it.
        stood = as_it_stood(plan, p, record)
        p = fold(plan, p, record)
        complete = [asked for asked in (*stood.rounds, *p.rounds) if asked is not None and asked.complete]
        opened.update(sheet.seq for asked in complete for sheet in asked.sheets)
    if p is None:
        msg = "a history has at least one record"
        raise BadRecord(msg)
    return _Life(p, states, frozenset(opened))


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
    roles = roles_of(plan, life.p, by)
    staff = any(role.kind == "staff" and role.name in roles for role in plan.workflow.roles)
    change = record.change if staff or by == record.by else _without_reason(record.change)
    facts = record.facts if staff or by == record.by else ()
    answers = None if record.answers is None else _answers_left(plan, life, record, by, staff=staff)
    origin = record.origin if isinstance(record.origin, Origin) else None
    return make_record((
        record.seq, record.at_us, record.kind, record.name, record.by, record.role, facts, answers, record.entered,
        record.rows, record.warnings, record.overrides, record.notices, record.effects, change, origin,
    ))  # fmt: skip


def _without_reason(change: Change) -> Change:
    *others, _ = attrs.astuple(change, recurse=False)
    return make_change(*others, None)


def _answers_left(plan: Plan, life: _Life, record: Record, by: str, *, staff: bool) -> Sheetful:
    """The answers of a record, None where they are not for this person; a move's are for its writer and staff."""
    if record.kind == "submit":
        form, opened = plan.forms[record.name].form, record.seq in life.opened
        seen = dict(answers_seen(plan, life.p, form, _sheet_of(record), by, opened=opened))
        return tuple(seen.get(field.name) for field in form.fields)
    offers = plan.starts if record.kind == "start" else plan.states[life.states[record.seq]].moves
    roles, own = set(roles_of(plan, life.p, by)), staff or by == record.by
    every = zip(offers[record.name].move.asks, record.answers or (), strict=True)
    return tuple(answer if own or roles & set(field.also_seen_by) else None for field, answer in every)


def _sheet_of(record: Record) -> Sheet:
    return Sheet(str(record.by), str(record.role), record.answers or (), record.seq, record.at_us)
