"""
What may happen now: every move, form, signature, opening and lift, with whether it would be accepted.

*allowed* means that some valid answers are accepted; *refused* that every act is refused with at least these reasons;
*needs* that it depends on facts which were not given (ruling 16).
The checks are those that deciding uses; nothing is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import Duration
from mentorflow.rules.english import listed
from mentorflow.rules.workflow import LengthOfTime
from mentorflow.states.altering import cannot_lengthen, unshown
from mentorflow.states.decision import Refusal, Warned
from mentorflow.states.deeds import may_close, may_lift, may_open, may_sign, may_submit
from mentorflow.states.ground import Ground
from mentorflow.states.moves import half_already_made, lifter_of
from mentorflow.states.people import Cast, people_in, role_in
from mentorflow.states.reasons import condition_failed, not_their_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.plan import FormPlan, MovePlan, Plan


_DEEDS = {"submit": "fill in"}


@attrs.frozen
class Option:
    """
    Something that could be done now.

    *kind* is ``move``, ``submit``, ``sign``, ``open``, ``close`` or ``lift``; *roles* may do it.
    *verdict* is ``allowed``, ``warned``, ``refused`` or ``needs``; *needs* names the facts that would decide it.
    """

    kind: str
    name: str
    roles: tuple[str, ...]
    verdict: str
    reasons: tuple[Refusal, ...] = ()
    warnings: tuple[Warned, ...] = ()
    needs: tuple[str, ...] = ()


def options(plan: Plan, p: Partnership, act: Act, *, anybody: bool) -> tuple[Option, ...]:
    """All options, moves first, in the order of the file; with *anybody* roles are not held against the actor."""
    found = [_of_move(plan, p, offer, act, anybody=anybody) for offer in plan.states[p.state].moves.values()]
    for form in plan.forms.values():
        found += _of_form(plan, p, form, act, anybody=anybody)
    return (*found, *_lifts(plan, p, act, anybody=anybody))


def _of_move(plan: Plan, p: Partnership, offer: MovePlan, act: Act, *, anybody: bool) -> Option:
    roles = tuple(dict.fromkeys(post.role for post in offer.by))
    barred = _nobody_may(plan, p, offer) if anybody else _barred(plan, p, offer, act.by)
    if barred is not None:
        return Option("move", offer.name, roles, "refused", (barred,))
    needs = tuple(name for name in offer.reads if name not in act.facts)
    if needs:
        return Option("move", offer.name, roles, "needs", needs=needs)
    reasons = tuple(_reasons(plan, p, offer, act, anybody=anybody))
    if reasons:
        return Option("move", offer.name, roles, "refused", reasons)
    warnings = tuple(warned for _, holds, warned in offer.should if not holds(p, act.facts, act.us, None))
    return Option("move", offer.name, roles, "warned" if warnings else "allowed", (), warnings)


def _barred(plan: Plan, p: Partnership, offer: MovePlan, by: str) -> Refusal | None:
    """Why somebody's roles do not have a move; None when they do."""
    if role_in(offer.by, p.people, by) is None or role_in(offer.barred, p.people, by) is not None:
        return not_their_role(plan, p, offer, by)
    return None


def _nobody_may(plan: Plan, p: Partnership, offer: MovePlan) -> Refusal | None:
    """Why nobody at all may make a move; None when somebody may."""
    everybody = people_in(offer.by, p.people)
    if not everybody:
        return _nobody(plan, offer.by, plan.workflow.shown(offer.name), offer.name, offer.move.by.span.place)
    refusals = [_barred(plan, p, offer, person) for person in everybody]
    return None if None in refusals else refusals[0]


def _nobody(plan: Plan, posts: Cast, deed: str, subject: str, place: str) -> Refusal:
    """Only certain roles may do this, and nobody holds any of them."""
    roles = listed(dict.fromkeys(plan.workflow.shown(post.role) for post in posts))
    return Refusal("role", subject, f"only {roles} may {deed}; there is no {roles} in this partnership", place)


def _reasons(plan: Plan, p: Partnership, offer: MovePlan, act: Act, *, anybody: bool) -> Iterator[Refusal]:
    """Why no answers at all would be accepted."""
    twice = None if anybody else half_already_made(p, offer, act.by)
    if twice is not None:
        yield twice
        return
    place = offer.move.span.place
    yield from (Refusal("answer", name, message, place) for name, message in unshown(plan, p, offer.move))
    yield from (Refusal("answer", name, message, place) for name, message in too_long(plan, p, offer))
    for name, holds in offer.must:
        lifted = lifter_of(p, offer, name, None if anybody else act.by)
        if lifted is None and not holds(p, act.facts, act.us, None):
            yield condition_failed(plan, p, name, act)


def too_long(plan: Plan, p: Partnership, offer: MovePlan) -> Iterator[tuple[str, str]]:
    """Limits that even the shortest valid answer would lengthen too far."""
    for each in offer.lengthens:
        field, old = offer.asks[each.asked], p.limits[each.slot]
        if isinstance(field.kind, LengthOfTime) and isinstance(old, Duration) and not field.optional:
            least = Ground(plan, p, p.at_us).length(field.kind.low)
            problem = cannot_lengthen(each, old, least, old.plus(least))
            if problem is not None:
                yield each.field, problem


def _of_form(plan: Plan, p: Partnership, form: FormPlan, act: Act, *, anybody: bool) -> Iterator[Option]:
    checks: tuple[tuple[str, Cast, Callable[..., Refusal | None]], ...] = (
        ("submit", form.fillers, may_submit),
        ("sign", form.signers, may_sign),
        ("open", form.openers, may_open),
        ("close", form.openers, may_close),
    )
    for kind, posts, check in checks:
        if posts:
            yield _checked(plan, p, form, kind, posts, check, act, anybody=anybody)


def _checked(
    plan: Plan,
    p: Partnership,
    form: FormPlan,
    kind: str,
    posts: Cast,
    check: Callable[..., Refusal | None],
    act: Act,
    *,
    anybody: bool,
) -> Option:
    roles = tuple(dict.fromkeys(post.role for post in posts))
    everybody = tuple(people_in(posts, p.people)) if anybody else (act.by,)
    refusals = [check(plan, p, form, person) for person in everybody]
    if not everybody:
        deed = f"{_DEEDS.get(kind, kind)} {plan.workflow.shown(form.form.name)}"
        refusals = [_nobody(plan, posts, deed, form.form.name, form.form.span.place)]
    if None not in refusals:
        return Option(kind, form.form.name, roles, "refused", tuple(refusal for refusal in refusals[:1] if refusal))
    needs = _needed(plan, p, form, act) if kind in {"submit", "sign"} else ()
    return Option(kind, form.form.name, roles, "needs" if needs else "allowed", needs=needs)


def _needed(plan: Plan, p: Partnership, form: FormPlan, act: Act) -> tuple[str, ...]:
    return tuple(name for name in reads_of_form(plan, p, form) if name not in act.facts)


def reads_of_form(plan: Plan, p: Partnership, form: FormPlan) -> tuple[str, ...]:
    """The host facts that putting something into a form may need here, because of where it can lead."""
    state = plan.states[p.state]
    waits = [wait for wait in (*state.waits, *state.on_change) if wait.form is form]
    read = {name for wait in waits for name in wait.reads} | set(form.reads)
    return tuple(fact.name for fact in plan.workflow.facts if fact.name in read)


def _lifts(plan: Plan, p: Partnership, act: Act, *, anybody: bool) -> Iterator[Option]:
    """The conditions that may be lifted here."""
    names = dict.fromkeys(name for offer in plan.states[p.state].moves.values() for name in offer.override)
    for name in names:
        offers = [offer for offer in plan.states[p.state].moves.values() if name in offer.override]
        posts = tuple(dict.fromkeys(post for offer in offers for post in offer.override[name]))
        roles = tuple(dict.fromkeys(post.role for post in posts))
        refusal = None if anybody else may_lift(plan, p, name, act.by)
        if anybody and not people_in(posts, p.people):
            deed = f"lift {plan.workflow.called_plainly(name)}"
            refusal = _nobody(plan, posts, deed, name, plan.workflow.condition_by_name[name].span.place)
        verdict = "allowed" if refusal is None else "refused"
        yield Option("lift", name, roles, verdict, () if refusal is None else (refusal,))
