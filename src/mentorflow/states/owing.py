"""
Who owes what: sheets, signatures, openings, and moves that a deadline waits for.

The same answers serve reminders and ``due``; nothing here decides or changes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import instant
from mentorflow.states.deadlines import due_at
from mentorflow.states.people import people_in, role_in
from mentorflow.states.rounds import FRESH, fillers_owing, is_open, signers_owing, takes_sheets

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from mentorflow.states.partnership import Partnership
    from mentorflow.states.plan import DeadlinePlan, FormPlan, MovePlan, Plan


@attrs.frozen
class Due:
    """
    Something a person owes.

    *kind* is ``fill_in``, ``sign``, ``open`` (a form that others wait for) or ``act``: one of the moves of the
    present state, named by the deadline that waits for it, or a joint move by its own name, which a partner has made
    and the others have not (D-34).
    *since* is when it began to be owed, *due* the instant the time allowed is over, in UTC; None without a deadline
    and while the clocks stand still.
    """

    kind: str
    name: str
    person: str
    role: str
    since: dt.datetime
    due: dt.datetime | None


def dues(plan: Plan, p: Partnership) -> tuple[Due, ...]:
    """Everything owed now, forms in the order of the file, then what the present state's deadlines wait for."""
    found: list[Due] = []
    for form in plan.forms.values():
        found += _of_form(plan, p, form)
    state = plan.states[p.state]
    for deadline in state.standing:
        if deadline.deadline.owner == ("state", p.state) and state.live:
            found += _acts(plan, p, deadline)
    found += _other_halves(plan, p)
    return tuple(found)


def _other_halves(plan: Plan, p: Partnership) -> Iterator[Due]:
    """The partners who have still to make a joint move that one of them has made."""
    began = {each.name: each.at_us for each in reversed(p.pending) if each.kind == "half"}
    for name, offer in plan.states[p.state].moves.items():
        if name in began:
            for person in _able(p, offer):
                yield Due("act", name, person, str(role_in(offer.by, p.people, person)), instant(began[name]), None)


def owing(plan: Plan, p: Partnership, deadline: DeadlinePlan) -> set[str]:
    """Everybody who can still do something about a deadline: a reminder reaches nobody else."""
    if deadline.form is not None:
        return set(_form_debtors(plan, p, deadline.form))
    state = plan.states[p.state]
    able = {person for offer in state.moves.values() for person in _able(p, offer)}
    for wait in state.waits:
        able |= set(_form_debtors(plan, p, wait.form))
    return able


def _able(p: Partnership, offer: MovePlan) -> list[str]:
    """Who can still make a move; of a joint one, those who have not made their half."""
    done = {each.person for each in p.pending if each.kind == "half" and each.name == offer.name}
    return [person for person in people_in(offer.by, p.people) if person not in done]


def _form_debtors(plan: Plan, p: Partnership, form: FormPlan) -> dict[str, tuple[str, str]]:
    """Who owes something about a form: person -> (kind, role)."""
    asked = p.rounds[form.slot] or FRESH
    if not takes_sheets(form, asked):
        return {}
    if not is_open(plan, form, p):
        return _openers(plan, p, form)
    fill = {person: ("fill_in", role) for person, role in fillers_owing(form, asked, p.people).items()}
    if fill:
        return fill
    return {person: ("sign", role) for person, role in signers_owing(form, asked, p.people).items()}


def _openers(plan: Plan, p: Partnership, form: FormPlan) -> dict[str, tuple[str, str]]:
    """Those who have to open a form that could be open by now."""
    reached = form.open_from is None or p.moments[form.open_from] is not None
    asked = p.rounds[form.slot]
    closed = asked is not None and asked.open is False
    if closed or not reached or not plan.states[p.state].live:
        return {}
    return {person: ("open", role) for person, role in people_in(form.openers, p.people).items()}


def _of_form(plan: Plan, p: Partnership, form: FormPlan) -> Iterator[Due]:
    """What is owed about a form that is awaited, has a due date, or was changed after signing; undated in a pause."""
    asked = p.rounds[form.slot] or FRESH
    awaited = any(wait.form is form for wait in plan.states[p.state].waits)
    half_done = bool(asked.sheets) and bool(form.signers)
    if asked.complete or not (awaited or form.form.due is not None or half_done):
        return
    due = None if p.state in plan.stops else _due_of(plan, p, form)
    for person, (kind, role) in _form_debtors(plan, p, form).items():
        since = _since(p, kind, form)
        yield Due(kind, form.form.name, person, role, instant(since), due)


def _since(p: Partnership, kind: str, form: FormPlan) -> int:
    asked = p.rounds[form.slot] or FRESH
    if kind == "sign":
        return max(sheet.at_us for sheet in asked.sheets)
    return asked.asked_us or p.entered_us


def _due_of(plan: Plan, p: Partnership, form: FormPlan) -> dt.datetime | None:
    deadline = next((each for each in plan.deadlines if each.form is form), None)
    due = None if deadline is None else due_at(plan, deadline, p)
    return None if due is None else instant(due)


def _acts(plan: Plan, p: Partnership, deadline: DeadlinePlan) -> Iterator[Due]:
    due = due_at(plan, deadline, p)
    able = owing(plan, p, deadline)
    named: dict[str, str] = {}
    for mark in deadline.marks:
        named |= people_in(mark.remind, p.people)
    for person, role in named.items():
        if person in able:
            when = None if due is None else instant(due)
            yield Due("act", deadline.deadline.name, person, role, instant(p.entered_us), when)
