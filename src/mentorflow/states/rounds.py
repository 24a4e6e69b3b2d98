"""
How the rounds of the forms change: sheets, signatures, openings, new rounds.

A round is complete when every sheet that is owed is there and every signer has signed; sheets are whole when they are
accepted, so nothing here looks at an answer.
Used by the fold; decides nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mentorflow.rules.workflow import EITHER
from mentorflow.states.partnership import Round, Sheet
from mentorflow.states.people import people_in, role_in
from mentorflow.states.records import NO_CHANGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.rules.workflow import Form
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.people import People
    from mentorflow.states.plan import FormPlan, Plan
    from mentorflow.states.records import Record

FRESH = Round()


def whole(form: FormPlan, asked: Round, people: People) -> bool:
    """Whether every sheet owed is there and every signature given."""
    return not fillers_owing(form, asked, people) and not signers_owing(form, asked, people)


def fillers_owing(form: FormPlan, asked: Round, people: People) -> dict[str, str]:
    """Who has still to fill it in, with their roles; for one copy everybody who may, until one has."""
    if not form.form.copy_each:
        return {} if asked.sheets else people_in(form.fillers, people)
    there = {sheet.person for sheet in asked.sheets}
    return {person: role for person, role in people_in(form.fillers, people).items() if person not in there}


def signers_owing(form: FormPlan, asked: Round, people: People) -> dict[str, str]:
    """Who has still to sign, with their roles; with ``either partner`` one signature is enough."""
    signers = people_in(form.signers, people)
    owing = {person: role for person, role in signers.items() if person not in asked.signed}
    if form.form.signed_by is not None and form.form.signed_by.parts == (EITHER,) and len(owing) < len(signers):
        return {}
    return owing


def is_open(plan: Plan, form: FormPlan, p: Partnership) -> bool:
    """Whether its window is open: opened where somebody has to, its first state reached, and not after the end."""
    asked = p.rounds[form.slot]
    state = plan.states[p.state]
    if not (state.live or form.form.stays_open_after_end):
        return False
    if form.open_from is not None and p.moments[form.open_from] is None:
        return False
    if asked is None or asked.open is None:
        return not form.form.opened_by
    return asked.open


def takes_sheets(form: FormPlan, asked: Round | None) -> bool:
    """Whether the round still takes sheets: not yet used up, or of a form that lives on (ruling 12)."""
    return asked is None or not asked.consumed or form.form.editable_after_use


def after_hand_over(plan: Plan, rounds: tuple[Round | None, ...], people: People) -> tuple[Round | None, ...]:
    """The rounds without the sheets and signatures of people released, where the round still runs (ruling 11)."""
    return tuple(_left(form, asked, people) for form, asked in zip(plan.forms.values(), rounds, strict=True))


def _left(form: FormPlan, asked: Round | None, people: People) -> Round | None:
    if asked is None or asked.consumed:
        return asked
    sheets = tuple(sheet for sheet in asked.sheets if role_in(form.fillers, people, sheet.person) is not None)
    signed = tuple(person for person in asked.signed if role_in(form.signers, people, person) is not None)
    left = asked._replace(sheets=sheets, signed=signed)
    return left._replace(complete=whole(form, left, people))


def after_step(plan: Plan, rounds: tuple[Round | None, ...], record: Record) -> tuple[Round | None, ...]:
    """The rounds after a record: filled in, signed, opened, closed, used up, asked anew."""
    anew, change, slots = list(rounds), record.change, plan.layout.forms
    if record.kind in _DEEDS:
        slot = slots[record.name]
        anew[slot] = _DEEDS[record.kind](plan.forms[record.name].form, anew[slot] or FRESH, record)
    if change is NO_CHANGE and not record.entered:
        return tuple(anew)
    for name in change.unlocked:
        r = anew[slots[name]] or FRESH
        asked_us = record.at_us if name in change.opened else r.asked_us
        anew[slots[name]] = _round((r.number, True, *r[2:7], asked_us))
    for name in change.closed:
        anew[slots[name]] = (anew[slots[name]] or FRESH)._replace(open=False)
    for name in change.consumed:
        r = anew[slots[name]] or FRESH
        anew[slots[name]] = _round((*r[:5], True, *r[6:]))
    for name in _awaited_anew(plan, anew, record) if record.entered else ():
        anew[slots[name]] = _next(anew[slots[name]] or FRESH)
    for name in change.reopened:
        opened = True if plan.forms[name].form.opened_by else None
        anew[slots[name]] = _next(anew[slots[name]] or FRESH)._replace(open=opened)
    for name in change.opened if change.opened != change.unlocked else ():
        anew[slots[name]] = (anew[slots[name]] or FRESH)._replace(asked_us=record.at_us)
    return tuple(anew)


def completes(form: FormPlan, asked: Round, people: People, kind: str, by: str) -> bool:
    """Whether one sheet (``submit``) or one signature (``sign``) more makes a form complete, or completes it anew."""
    if kind == "sign":
        return not asked.complete and not signers_owing(form, asked._replace(signed=(*asked.signed, by)), people)
    others = {sheet.person for sheet in asked.sheets}
    unsigned = bool(people_in(form.signers, people))
    return not unsigned and (not form.form.copy_each or people_in(form.fillers, people).keys() <= others | {by})


def _awaited_anew(plan: Plan, anew: list[Round | None], record: Record) -> list[str]:
    """Forms that repeat where a state is entered that waits for them, and whose round is over (ruling 5)."""
    names: list[str] = []
    for state in record.entered[1:] if record.change.back else record.entered:
        names += [form.form.name for form in plan.states[state].renews if _is_over(anew[form.slot])]
    return [name for name in dict.fromkeys(names) if name not in record.change.reopened]


def _is_over(asked: Round | None) -> bool:
    return asked is not None and (asked.complete or asked.consumed)


def _filled_in(form: Form, r: Round, record: Record) -> Round:
    """With the sheet put in; signatures to the earlier text are void (D-13), and the round counts anew."""
    sheet = _sheet((record.by, record.role, record.answers, record.seq, record.at_us))
    others = tuple([each for each in r.sheets if each.person != record.by]) if form.copy_each and r.sheets else ()
    complete = form.name in record.change.completed
    return _round((r.number, r.open, (*others, sheet), (), complete, False, record.seq, r.asked_us))


def _signed(form: Form, r: Round, record: Record) -> Round:
    signed, complete = (*r.signed, record.by), r.complete or form.name in record.change.completed
    return _round((r.number, r.open, r.sheets, signed, complete, r.consumed, r.changed, r.asked_us))


def _next(r: Round) -> Round:
    """A new, empty round, as open as the one before."""
    return Round(r.number + 1, r.open)


_DEEDS = {"submit": _filled_in, "sign": _signed}
# Sheets and rounds are made with every deed; these fill one at once from a tuple of its fields.
_sheet: Callable[[tuple[object, ...]], Sheet] = partial(tuple.__new__, Sheet)
_round: Callable[[tuple[object, ...]], Round] = partial(tuple.__new__, Round)
