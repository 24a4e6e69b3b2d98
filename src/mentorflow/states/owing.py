"""
Who owes what: sheets, signatures, openings, and moves that a deadline waits for.

The same answers serve reminders and ``due``; nothing here decides or changes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import instant
from mentorflow.states.deadlines import anchor, due_at
from mentorflow.states.people import people_in, role_in
from mentorflow.states.rounds import FRESH, fillers_owing, is_open, signers_owing, takes_sheets

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from mentorflow.states.partnership import Partnership
    from mentorflow.states.plan import DeadlinePlan, FormPlan, MovePlan, Plan, StatePlan


@attrs.frozen
class Due:
    """
    Something a person owes.

    *kind* is ``fill_in``, ``sign``, ``open`` (a form that others wait for) or ``act``: one of the moves of the
    present state, named by the deadline that waits for it, or a joint move by its own name, which a partner has made
    and the others have not (D-34).
    Who owes a form that the state waits for owes it by the state's deadline that reminds them.
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
    for deadline in _asking(plan, p):
        found += _acts(plan, p, deadline)
    found += _other_halves(plan, p)
    return tuple(found)


def _asking(plan: Plan, p: Partnership) -> Iterator[DeadlinePlan]:
    """The deadlines that are about the present state: its own, and those of any time that it is named in."""
    state = plan.states[p.state]
    for deadline in state.standing if state.live else ():
        bounded = deadline.deadline.owner[0] == "any_time" and deadline.deadline.only_in is not None
        if bounded or _is_own(deadline):
            yield deadline


def _is_own(deadline: DeadlinePlan) -> bool:
    return deadline.deadline.owner[0] == "state"


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
    return _movers(plan, p, deadline) | set(_awaited_from(plan, p))


def _awaited_from(plan: Plan, p: Partnership) -> Iterator[str]:
    """Everybody who owes something about a form that the present state waits for."""
    for wait in plan.states[p.state].waits:
        yield from _form_debtors(plan, p, wait.form)


def _movers(plan: Plan, p: Partnership, deadline: DeadlinePlan) -> set[str]:
    """
    Those who have a move still to make.

    Whoever has made their half of a joint move does not while the other half is owed, unless one waits for theirs.
    """
    offers = _counting(plan.states[p.state], deadline)
    begun = {each.name for each in p.pending if each.kind == "half"}
    waiting = {person for offer in offers if offer.name in begun for person in _able(p, offer)}
    names = {offer.name for offer in offers}
    done = {each.person for each in p.pending if each.kind == "half" and each.name in names}
    return {person for offer in offers for person in _able(p, offer)} - (done - waiting)


def _counting(state: StatePlan, deadline: DeadlinePlan) -> list[MovePlan]:
    """The moves a deadline waits for: those written in its state; with none there and no form to wait for, all."""
    every = list(state.moves.values())
    if deadline.deadline.owner[0] != "state":
        return every
    own = [offer for offer in every if offer.move.home != "any_time"]
    return own if own or state.waits else every


def _able(p: Partnership, offer: MovePlan) -> list[str]:
    """Who can still make a move and is not barred from it; of a joint one, those who have not made their half."""
    done = {each.person for each in p.pending if each.kind == "half" and each.name == offer.name}
    barred = people_in(offer.barred, p.people)
    return [person for person in people_in(offer.by, p.people) if person not in done and person not in barred]


def _form_debtors(plan: Plan, p: Partnership, form: FormPlan) -> dict[str, tuple[str, str]]:
    """Who owes something about a form: person -> (kind, role)."""
    asked = p.rounds[form.slot] or FRESH
    if not takes_sheets(form, asked):
        return {}
    if not is_open(plan, form, p):
        return _openers(plan, p, form)
    fill = {person: ("fill_in", role) for person, role in fillers_owing(form, asked, p.people).items()}
    # Where nobody is there to fill it in there is nothing to sign.
    if fill or not asked.sheets:
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
    asking = [each for each in _asking(plan, p) if _is_own(each)] if awaited else []
    for person, (kind, role) in _form_debtors(plan, p, form).items():
        since = _since(p, kind, form)
        dates = (due, *(due_at(plan, each, p) for each in asking if person in _named(p, each)))
        first = min((us for us in dates if us is not None), default=None)
        yield Due(kind, form.form.name, person, role, instant(since), None if first is None else instant(first))


def _since(p: Partnership, kind: str, form: FormPlan) -> int:
    asked = p.rounds[form.slot] or FRESH
    if kind == "sign":
        return max(sheet.at_us for sheet in asked.sheets)
    return asked.asked_us or p.entered_us


def _due_of(plan: Plan, p: Partnership, form: FormPlan) -> int | None:
    deadline = next((each for each in plan.deadlines if each.form is form), None)
    return None if deadline is None else due_at(plan, deadline, p)


def _named(p: Partnership, deadline: DeadlinePlan) -> dict[str, str]:
    """Those whom a deadline reminds, with the role they are named in."""
    named: dict[str, str] = {}
    for mark in deadline.marks:
        named |= people_in(mark.remind, p.people)
    return named


def _acts(plan: Plan, p: Partnership, deadline: DeadlinePlan) -> Iterator[Due]:
    """The moves a deadline waits for; it dates the form instead for those who owe one that its state waits for."""
    us, anchored = due_at(plan, deadline, p), anchor(deadline, p)
    if not _is_own(deadline) and us is None:
        return
    since = p.entered_us if anchored is None or _is_own(deadline) else anchored[1]
    able = _movers(plan, p, deadline) - (set(_awaited_from(plan, p)) if _is_own(deadline) else set())
    for person, role in _named(p, deadline).items():
        if person in able:
            due = None if us is None else instant(us)
            yield Due("act", deadline.deadline.name, person, role, instant(since), due)
