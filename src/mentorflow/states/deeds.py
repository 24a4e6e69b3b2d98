"""
Deciding everything that is not a move: filling in, signing, opening and closing forms, lifting a condition.

The order of checks is that of ruling 14: who may, whether the window is open, what was answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.states.arrival import finish
from mentorflow.states.decision import Refusal
from mentorflow.states.draft import Draft
from mentorflow.states.fold import fold
from mentorflow.states.forms import lacks, no_answer, off_advice, read_sheet
from mentorflow.states.ground import Ground
from mentorflow.states.outcome import Outcome, accepted
from mentorflow.states.people import role_in, told
from mentorflow.states.plan import TargetPlan, fields_asked
from mentorflow.states.reasons import may_do, warned_of
from mentorflow.states.records import NO_CHANGE, make_change, make_record
from mentorflow.states.rounds import FRESH, completes, fillers_owing, is_open, takes_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorflow.rules.workflow import Field
    from mentorflow.states.decision import Warned
    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Answer, Partnership, Sheetful
    from mentorflow.states.people import Cast
    from mentorflow.states.plan import FormPlan, MovePlan, Plan, StatePlan
    from mentorflow.states.records import Change, Notice

HERE = TargetPlan()
# What opening a form leaves as it is: what it closes, people, limits, what is shown, lifts, falls, reasons.
_NOTHING_MORE = ((), (), (), (), (), None, None)


def decide_submit(plan: Plan, p: Partnership, form: FormPlan, act: Act) -> Outcome:
    """Take one whole sheet (ruling 12); it may complete the form, and that may lead on."""
    refused = may_submit(plan, p, form, act.by)
    if refused is not None:
        return Outcome(refusals=(refused,))
    answers, refusals = sheet_of(plan, p, form, act)
    if refusals:
        return Outcome(refusals=refusals)
    warnings = tuple(warned_of(form.form.fields, answers, off_advice))
    warned = tuple([warning.subject for warning in warnings])
    notices = tuple(told(form.tells, p.people, act.by, "told", act.name))
    complete = completes(form, p.rounds[form.slot] or FRESH, p.people, "submit", act.by)
    target = _where_changed(plan.states[p.state], form, complete=complete)
    return _done(plan, p, act, form.fillers, complete, target, answers, warned, notices, warnings)


def _done(  # noqa: PLR0913, PLR0917 - the parts of a record
    plan: Plan,
    p: Partnership,
    act: Act,
    posts: Cast,
    complete: bool,  # noqa: FBT001 - as above
    target: TargetPlan,
    answers: Sheetful | None = None,
    warned: tuple[str, ...] = (),
    notices: tuple[Notice, ...] = (),
    warnings: tuple[Warned, ...] = (),
) -> Outcome:
    """The record of a sheet or a signature: nothing follows from it unless it completes the form or leads on."""
    role, facts = role_in(posts, p.people, act.by), tuple(act.facts.items()) if act.facts else ()
    if not complete and target.stays:
        head = (p.seq + 1, act.us, act.kind, act.name, act.by, role, facts, answers)
        record = make_record((*head, (), (), warned, (), notices, (), NO_CHANGE, None))
        return accepted((record, fold(plan, p, record), (), warnings))
    draft = Draft(p.seq + 1, act.us, act.kind, act.name, act.by, role, facts, answers)
    draft.warnings, draft.notices, draft.completed = warned, notices, (act.name,) if complete else ()
    return Outcome(*finish(plan, p, draft, act.facts, target), (), warnings)


def _where_changed(state: StatePlan, form: FormPlan, *, complete: bool) -> TargetPlan:
    """Where saving this form leads in the present state (``when_changed``), unless completing it leads somewhere."""
    if complete and any(wait.form is form for wait in state.waits):
        return HERE
    return next((wait.target for wait in state.on_change if wait.form is form), HERE)


def sheet_of(plan: Plan, p: Partnership, form: FormPlan, act: Act) -> tuple[Sheetful, tuple[Refusal, ...]]:
    """The answers read, and one refusal for each that cannot be taken or is missing (ruling 18)."""
    fields = form.form.fields
    answers, problems = read_sheet(form.form.name, fields, act.answers, Ground(plan, p, act.us))
    lacking = [
        field
        for field, test, answer in zip(fields, form.asked, answers, strict=True)
        if answer is None and lacks(field, answer) and (test is None or test(p, act.facts, act.us, answers))
    ]
    if not problems and not lacking:
        return answers, ()
    wrong = {field.name: no_answer(field) for field in lacking} | dict(problems)
    in_order = [field for field in fields if field.name in wrong]
    return answers, tuple(Refusal("answer", f.name, wrong[f.name], f.span.place) for f in in_order)


def decide_sign(plan: Plan, p: Partnership, form: FormPlan, act: Act) -> Outcome:
    """Take one signature under the form as it stands."""
    refused = may_sign(plan, p, form, act.by)
    if refused is not None:
        return Outcome(refusals=(refused,))
    complete = completes(form, p.rounds[form.slot] or FRESH, p.people, "sign", act.by)
    return _done(plan, p, act, form.signers, complete, HERE)


def _cannot_sign(plan: Plan, p: Partnership, form: FormPlan, by: str) -> Refusal | None:
    asked = p.rounds[form.slot]
    if asked is None or fillers_owing(form, asked, p.people):
        return _window(form, f"{plan.workflow.shown(form.form.name)} is not filled in yet")
    if by in asked.signed:
        return _window(form, f"{by} has signed {plan.workflow.shown(form.form.name)} already")
    return None


def decide_open(plan: Plan, p: Partnership, form: FormPlan, act: Act) -> Outcome:
    """Open a form for those who fill it in; before its first state this only prepares it (R-025)."""
    refused = may_open(plan, p, form, act.by)
    if refused is not None:
        return Outcome(refusals=(refused,))
    reached = form.open_from is None or p.moments[form.open_from] is not None
    opened = reached and takes_sheets(form, p.rounds[form.slot])
    notices = tuple(told(form.fillers, p.people, None, "opened", act.name)) if opened else ()
    change = make_change(True, False, (), (), (), (act.name,), (act.name,) if opened else (), *_NOTHING_MORE)  # noqa: FBT003
    return _opened_or_closed(plan, p, form, act, notices, change)


def _opened_or_closed(
    plan: Plan, p: Partnership, form: FormPlan, act: Act, notices: tuple[Notice, ...], change: Change
) -> Outcome:
    head = (p.seq + 1, act.us, act.kind, act.name, act.by, role_in(form.openers, p.people, act.by), (), None)
    record = make_record((*head, (), (), (), (), notices, (), change, None))
    return accepted((record, fold(plan, p, record), (), ()))


def _cannot_open(plan: Plan, p: Partnership, form: FormPlan) -> Refusal | None:
    asked = p.rounds[form.slot]
    if asked is not None and asked.open:
        return _window(form, f"{plan.workflow.shown(form.form.name)} is open already")
    if not (plan.states[p.state].live or form.form.stays_open_after_end):
        return _window(form, f"the partnership has ended: it is {plan.workflow.shown(p.state)}")
    return None


def decide_close(plan: Plan, p: Partnership, form: FormPlan, act: Act) -> Outcome:
    """Close a form; sheets stay, and closing completes nothing (ruling 11)."""
    refused = may_close(plan, p, form, act.by)
    if refused is not None:
        return Outcome(refusals=(refused,))
    change = make_change(True, False, (), (), (), (), (), (act.name,), *_NOTHING_MORE[1:])  # noqa: FBT003
    return _opened_or_closed(plan, p, form, act, (), change)


def decide_lift(plan: Plan, p: Partnership, condition: str, act: Act, reason: str) -> Outcome:
    """Lift a ``must`` for somebody else's next move in this state (ruling 14)."""
    refused = may_lift(plan, p, condition, act.by)
    if refused is not None:
        return Outcome(refusals=(refused,))
    posts = tuple(post for offer in _liftable(plan, p, condition) for post in offer.override[condition])
    role = role_in(posts, p.people, act.by)
    if not reason.strip():
        place = plan.workflow.condition_by_name[condition].span.place
        return Outcome(refusals=(Refusal("answer", condition, "a lift needs a reason", place),))
    draft = Draft(p.seq + 1, act.us, "lift", condition, act.by, role, reason=reason)
    record = draft.record()
    return Outcome(record, fold(plan, p, record))


def may_submit(plan: Plan, p: Partnership, form: FormPlan, by: str) -> Refusal | None:
    """Why somebody may not fill in a form now; None when they may."""
    return _may_not(plan, p, form, form.fillers, by, "fill in") or window_closed(plan, p, form)


def may_sign(plan: Plan, p: Partnership, form: FormPlan, by: str) -> Refusal | None:
    """Why somebody may not sign a form now; None when they may."""
    return (
        _may_not(plan, p, form, form.signers, by, "sign")
        or window_closed(plan, p, form)
        or _cannot_sign(plan, p, form, by)
    )


def may_open(plan: Plan, p: Partnership, form: FormPlan, by: str) -> Refusal | None:
    """Why somebody may not open a form now; None when they may."""
    return _may_not(plan, p, form, form.openers, by, "open") or _cannot_open(plan, p, form)


def may_close(plan: Plan, p: Partnership, form: FormPlan, by: str) -> Refusal | None:
    """Why somebody may not close a form now; None when they may."""
    asked = p.rounds[form.slot]
    refused = _may_not(plan, p, form, form.openers, by, "close")
    if refused is None and (asked is None or not asked.open):
        return _window(form, f"{plan.workflow.shown(form.form.name)} is not open")
    return refused


def may_lift(plan: Plan, p: Partnership, condition: str, by: str) -> Refusal | None:
    """Why somebody may not lift a condition now; None when they may."""
    place = plan.workflow.condition_by_name[condition].span.place
    posts = tuple(post for offer in _liftable(plan, p, condition) for post in offer.override[condition])
    if not posts:
        called = plan.workflow.called_plainly(condition)
        message = f"nothing that can be done in {plan.workflow.shown(p.state)} lets {called} be lifted"
        return Refusal("not_offered", condition, message, place)
    if role_in(posts, p.people, by) is None:
        return may_do(plan, p, posts, by, f"lift {plan.workflow.called_plainly(condition)}", condition, place)
    return None


def _liftable(plan: Plan, p: Partnership, condition: str) -> list[MovePlan]:
    return [offer for offer in plan.states[p.state].moves.values() if condition in offer.override]


def window_closed(plan: Plan, p: Partnership, form: FormPlan) -> Refusal | None:
    """Why nothing can be put into the form now; None when it is open and still takes sheets."""
    if not is_open(plan, form, p):
        return _window(form, _why_closed(plan, p, form, plan.workflow.shown(form.form.name)))
    if not takes_sheets(form, p.rounds[form.slot]):
        return _window(
            form, f"{plan.workflow.shown(form.form.name)} has been used already and cannot be changed any more"
        )
    return None


def _why_closed(plan: Plan, p: Partnership, form: FormPlan, name: str) -> str:
    asked = p.rounds[form.slot]
    if not (plan.states[p.state].live or form.form.stays_open_after_end):
        return f"the partnership has ended: it is {plan.workflow.shown(p.state)}"
    if asked is not None and asked.open is False:
        return f"{name} has been closed"
    if form.open_from is not None and p.moments[form.open_from] is None:
        return f"{name} opens when the partnership is {plan.workflow.shown(str(form.form.open_from))}"
    openers = " or ".join(dict.fromkeys(plan.workflow.called(post.role) for post in form.openers))
    return f"{name} is not open yet: the {openers} has to open it"


def _window(form: FormPlan, message: str) -> Refusal:
    return Refusal("window", form.form.name, message, form.form.span.place)


def _may_not(plan: Plan, p: Partnership, form: FormPlan, posts: Cast, by: str, verb: str) -> Refusal | None:
    if role_in(posts, p.people, by) is not None:
        return None
    name = form.form.name
    return may_do(plan, p, posts, by, f"{verb} {plan.workflow.shown(name)}", name, form.form.span.place)


def questions(
    plan: Plan,
    p: Partnership,
    form: FormPlan,
    answers: Mapping[str, object],
    facts: Mapping[str, Answer],
    us: int,
) -> tuple[Field, ...]:
    """The fields asked that have no valid answer yet, in the order of the file; *facts* holds all the form reads."""
    read, _ = read_sheet(form.form.name, form.form.fields, answers, Ground(plan, p, us))
    by_name = {field.name: answer for field, answer in zip(form.form.fields, read, strict=True)}
    return tuple(field for field in fields_asked(form, p, facts, us, read) if by_name[field.name] is None)
