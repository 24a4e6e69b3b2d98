"""
Why a decision came out as it did, said afterwards: refusals, warnings, rows taken and rows not taken.

Nothing is kept for this while deciding but the partnership and the act; everything is worked out again when somebody
asks.
What a person may not see is left out (ruling 13); what would change the outcome is worked out in ``counterfactual``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import local_date
from mentorflow.rules.english import listed
from mentorflow.rules.layout import forms_behind
from mentorflow.rules.verdicts import evaluate, evaluate_rows
from mentorflow.states.counterfactual import holding, otherwise_allowed, row_if
from mentorflow.states.forms import in_words
from mentorflow.states.reasons import not_so, reads_answers, said
from mentorflow.states.rounds import FRESH
from mentorflow.states.views import as_it_stood, asked_by, roles_of, sees_answer, sees_whole_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mentorflow.rules.verdicts import Verdict
    from mentorflow.rules.workflow import Field, Row
    from mentorflow.states.decision import Decision, Refusal, Warned
    from mentorflow.states.partnership import Answer, Partnership, Sheet, Sheetful
    from mentorflow.states.plan import Plan, TablePlan
    from mentorflow.states.records import Record, RowTaken

_DID = {
    "start": "began with {}",
    "move": "did {}",
    "submit": "filled in {}",
    "sign": "signed {}",
    "open": "opened {}",
    "close": "closed {}",
    "lift": "lifted {}",
}


@attrs.define(eq=False)
class Act:
    """
    Who does what, when, with which facts, to which partnership: all that a decision is made from.

    *p* is the partnership after its due deadlines fell; *answers* and *people* are as they were handed in.
    An act is also what explains its decision, because nothing more needs to be kept for that.
    """

    plan: Plan
    p: Partnership
    kind: str
    name: str
    by: str
    us: int
    facts: Mapping[str, Answer]
    answers: Mapping[str, object]
    people: Mapping[str, object]

    def __call__(self, decision: Decision, to: str | None) -> str:
        """The explanation; see ``Decision.explain``."""
        if to is not None and not _takes_part(self, decision, to):
            return f"{to} takes no part in this partnership, and is told nothing of it."
        parts = [before.explain(to) for before in decision.before]
        parts += (
            _refused(self, decision, to)
            if decision.record is None
            else _accepted(self, decision, decision.record, to)
        )
        return "\n".join(parts)


def _takes_part(act: Act, decision: Decision, person: str) -> bool:
    """Whether a person holds a role before the act or after it, as who gives a role up is told of that."""
    return any(roles_of(act.plan, p, person) for p in (act.p, decision.partnership) if p is not None)


def _refused(act: Act, decision: Decision, to: str | None) -> list[str]:
    lines = [_refusal(act, refusal, to) for refusal in decision.refusals]
    if act.kind in {"move", "start"}:
        state = act.p.state
        offers = act.plan.states[state].moves if state else act.plan.starts
        mine = to is None or to == act.by
        failed = [refusal.subject for refusal in decision.refusals if refusal.kind == "condition"]
        seen = to is None or all(_sees_all(act, name, to) for name in failed)
        lines += otherwise_allowed(act.plan, act.p, offers.get(act.name), decision, act, mine=mine, seen=seen)
    return lines


def _refusal(act: Act, refusal: Refusal, to: str | None) -> str:
    """A refusal; with the answers it rests on for somebody who may see all of them, a wrong one for its writer."""
    if refusal.kind == "answer" and to not in {None, act.by}:
        return f"Refused: {_with_place(f'{_answered(act.plan, refusal.subject)} was not accepted', refusal.place)}"
    if refusal.kind == "condition":
        verdict = evaluate(act.plan.layout, refusal.subject, act.p, act.facts, act.us)
        if reads_answers(verdict) and (to is None or _sees_all(act, refusal.subject, to)):
            sentence = not_so(act.plan.workflow.worded(refusal.subject), verdict.words)
            return f"Refused: {_with_place(sentence, refusal.place)}"
    return f"Refused: {_with_place(refusal.message, refusal.place)}"


def _answered(plan: Plan, subject: str) -> str:
    """What was not accepted, in words: a form that was to be shown, or a question."""
    return plan.workflow.shown(subject) if subject in plan.forms else plan.workflow.worded(subject)


def _sees_all(act: Act, condition: str, to: str) -> bool:
    """Whether a person may see every sheet that a condition reads."""
    plan, p = act.plan, act.p
    return all(
        sees_whole_sheet(plan, p, p, form, sheet, to)
        for form in forms_behind(plan.workflow, [condition])
        for sheet in (p.rounds[plan.layout.forms[form]] or FRESH).sheets
    )


def _with_place(sentence: str, place: str) -> str:
    return f"{sentence} ({place})." if place else f"{sentence}."


def _accepted(act: Act, decision: Decision, record: Record, to: str | None) -> list[str]:
    plan = act.plan
    lines = [_what_happened(plan, act, record)]
    lines += [_warned(act, record, warned, to) for warned in decision.warnings]
    lines += [
        f"{plan.workflow.worded(name)} was lifted by {by} ({plan.workflow.condition_by_name[name].span.place})."
        for name, by in record.overrides
    ]
    if record.rows:
        lines += _rows(plan, act, decision, record, to)
    return lines


def _warned(act: Act, record: Record, warned: Warned, to: str | None) -> str:
    """Advice not followed, with the value found, where it may be told, and what would have followed it."""
    plan = act.plan
    for field, answer in zip(asked_by(plan, act.p.state, record), record.answers or (), strict=True):
        # A condition may have the name of a question; their places differ.
        if (field.name, field.span.place) == (warned.subject, warned.place):
            given = f": it is {in_words(field, answer)}" if _may_see(act, record, field, to) else ""
            return f"Advised otherwise: {_with_place(f'{warned.message}{given}', warned.place)}"
    found = said(plan, act.p, warned.subject, act)
    change = holding(plan, act.p, (warned.subject,), act)
    better = f" It would be as advised {change}." if change else ""
    return f"Advised otherwise: {_with_place(found, warned.place)}{better}"


def _may_see(act: Act, record: Record, field: Field, to: str | None) -> bool:
    """Whether one answer of this act may be told; seals are those of after it."""
    stood = as_it_stood(act.plan, None if record.kind == "start" else act.p, record)
    return to is None or sees_answer(act.plan, stood, record, field, to)


def _what_happened(plan: Plan, act: Act, record: Record) -> str:
    shown, place = plan.workflow.shown, _place(plan, act, record)
    if record.kind == "fall":
        subject = f"The deadline {_fallen(plan, record)} fell on {local_date(record.at_us, plan.workflow.timezone)}"
    else:
        name = plan.workflow.worded(record.name) if record.kind == "lift" else shown(record.name)
        subject = f"{record.by} ({shown(str(record.role))}) {_DID[record.kind].format(name)}"
    return f"{subject}: {_came_of_it(plan, act, record)} ({place})."


def _fallen(plan: Plan, record: Record) -> str:
    """Which deadline fell; the one of the whole partnership has no name but its key."""
    ends = record.change.fall is not None and record.change.fall.owner[0] == "ends"
    return "of the whole partnership" if ends else plan.workflow.shown(record.name)


def _came_of_it(plan: Plan, act: Act, record: Record) -> str:
    shown = plan.workflow.shown
    if record.entered:
        way = listed([shown(state) for state in record.entered], "and then")
        before = f"from {shown(act.p.state)} to " if act.p.state else ""
        return f"{before}{way}"
    if not record.change.made:
        return "recorded; it takes effect when every partner has done it"
    if record.kind == "fall":
        return _told_whom(record)
    return "recorded"


def _told_whom(record: Record) -> str:
    people = list(dict.fromkeys(notice.to for notice in record.notices))
    return (
        f"{listed(people, 'and')} are told" if len(people) > 1 else f"{people[0]} is told" if people else "recorded"
    )


def _place(plan: Plan, act: Act, record: Record) -> str:
    """Where the rule that was followed stands."""
    if record.change.fall is not None:
        slot = plan.deadline_slots[record.change.fall.owner, record.name]
        return plan.deadlines[slot].deadline.span.place
    if record.kind == "lift":
        return plan.workflow.condition_by_name[record.name].span.place
    if record.kind in {"move", "start"}:
        offers = plan.starts if record.kind == "start" else plan.states[act.p.state].moves
        return offers[record.name].move.span.place
    return _awaited(plan, act.p.state, record) or plan.forms[record.name].form.span.place


def _awaited(plan: Plan, state: str, record: Record) -> str | None:
    """The line of the state that leads on from the form: that of the state it was handed in, or of one passed."""
    used = record.name in record.change.consumed
    passed = [plan.workflow.state_by_name[name] for name in (state, *record.entered)] if record.entered else []
    whens = [when for each in passed for when in (each.when_complete if used else each.when_changed)]
    return next((when.span.place for when in whens if when.form == record.name), None)


# --- rows ---------------------------------------------------------------------------------------------------------
def _rows(plan: Plan, act: Act, decision: Decision, record: Record, to: str | None) -> list[str]:
    stood = as_it_stood(plan, None if record.kind == "start" else act.p, record)
    after = decision.partnership or stood
    lines: list[str] = []
    for taken in record.rows:
        table = _table(plan, taken)
        if to is not None and not _may_know(plan, stood, after, table, taken, to):
            lines.append(_row_only(plan, table.routing.rows[taken.index], taken))
        else:
            lines += _row_with_reasons(plan, stood, record, table, taken)
    return lines


def _table(plan: Plan, taken: RowTaken) -> TablePlan:
    return plan.tables[taken.routing]


def _may_know(plan: Plan, stood: Partnership, after: Partnership, table: TablePlan, taken: RowTaken, to: str) -> bool:
    """Whether a person may see every sheet that the reasons of a row quote; seals are those of after the step."""
    return all(
        sees_whole_sheet(plan, stood, after, form, sheet, to) for form, sheet in _quoted(stood, plan, table, taken)
    )


def _quoted(stood: Partnership, plan: Plan, table: TablePlan, taken: RowTaken) -> Iterator[tuple[str, Sheet]]:
    cells = [cell.condition for row in table.routing.rows for cell in row.cells]
    alone = None if _asks_of_people(plan, cells, table.routing.form) else taken.person
    for form in forms_behind(plan.workflow, cells):
        for sheet in (stood.rounds[plan.layout.forms[form]] or FRESH).sheets:
            if alone is None or sheet.person == alone or form != table.routing.form:
                yield form, sheet


def _asks_of_people(plan: Plan, names: Iterable[str], form: str | None) -> bool:
    """Whether any of these conditions, or one behind them, reads the sheets of several people on a form (``who``)."""
    conditions = [plan.workflow.condition_by_name[name] for name in names]
    return any(
        (each.who is not None and any(test.fact.form == form for test in each.tests))
        or _asks_of_people(plan, each.parts, form)
        for each in conditions
    )


def _row_only(plan: Plan, row: Row, taken: RowTaken) -> str:
    return f"{plan.workflow.shown(taken.routing)} leads to {_target(plan, row.to)} ({row.span.place})."


def _row_with_reasons(plan: Plan, stood: Partnership, record: Record, table: TablePlan, taken: RowTaken) -> list[str]:
    facts, answers = dict(record.facts), _answers(stood, table, taken)
    verdicts = evaluate_rows(plan.layout, table.routing, stood, facts, record.at_us, answers)
    row, chosen = table.routing.rows[taken.index], verdicts[taken.index]
    whose = f" for {taken.person}'s answers" if taken.person else ""
    leads = f"{plan.workflow.shown(taken.routing)} leads to {_target(plan, row.to)}{whose}"
    lines = [f"{leads} because {chosen.words} ({row.span.place})."]
    for index, verdict in enumerate(verdicts):
        if index != taken.index and not _comes_to_the_same(table.routing.rows[index], row):
            otherwise = row_if(plan, stood, table, index, facts, record.at_us, answers)
            lines.append(_not_taken(plan, table, row, index, verdict, otherwise))
    return lines


def _answers(stood: Partnership, table: TablePlan, taken: RowTaken) -> Sheetful | None:
    asked = None if table.sheets_of is None else stood.rounds[table.sheets_of]
    sheets = () if asked is None else asked.sheets
    return next((sheet.answers for sheet in sheets if sheet.person == taken.person), None)


def _not_taken(plan: Plan, table: TablePlan, taken: Row, index: int, verdict: Verdict, otherwise: str | None) -> str:
    row = table.routing.rows[index]
    better = f"; it would be {otherwise}" if otherwise else ""
    where = f" where {_cells(plan, row)}" if row.to == taken.to else ""
    return f"Not {_target(plan, row.to)}{where} ({row.span.place}): {verdict.words}{better}."


def _comes_to_the_same(row: Row, taken: Row) -> bool:
    """Whether a row leads where the row taken does and sets off the same, so that it was not missed."""
    return all(getattr(row, each) == getattr(taken, each) for each in ("to", "tell", "effects", "reopen"))


def _cells(plan: Plan, row: Row) -> str:
    """The conditions of a row by name, to tell it from another one that leads to the same place."""
    said = [f"{plan.workflow.worded(cell.condition)} is {'yes' if cell.wanted else 'no'}" for cell in row.cells]
    return listed(said, "and")


def _target(plan: Plan, to: str) -> str:
    return {"stay": "staying here", "back": "the state before"}.get(to, plan.workflow.shown(to))
