"""
Deciding a move: role, what it asks, every ``must``, every ``should``; then its record (ruling 14).

A move that changes nothing but the state takes the short way; everything else goes through a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.states.altering import alter, lengthened, people_after
from mentorflow.states.arrival import finish, opens, ready, row_taken
from mentorflow.states.decision import Refusal, Warned
from mentorflow.states.draft import Draft
from mentorflow.states.fold import fold
from mentorflow.states.forms import missing, off_advice, read_sheet
from mentorflow.states.ground import Ground
from mentorflow.states.outcome import Outcome, accepted
from mentorflow.states.partnership import holders
from mentorflow.states.people import people_in, role_in, told
from mentorflow.states.reasons import condition_failed, not_their_role, warned_of
from mentorflow.states.records import HALF, JUST_BACK, NO_CHANGE, make_change, make_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorflow.rules.workflow import Field
    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Answer, Partnership, Sheetful
    from mentorflow.states.plan import MovePlan, Plan, TablePlan
    from mentorflow.states.records import Notice, Record

    Facts: TypeAlias = Mapping[str, Answer]


@attrs.define(eq=False)
class _Checked:
    """What the checks of a move found."""

    refusals: list[Refusal]
    warnings: list[Warned]
    overrides: tuple[tuple[str, str], ...] = ()


def decide_move(plan: Plan, p: Partnership, offer: MovePlan, act: Act) -> Outcome:
    """Decide one move of a partnership whose due deadlines have fallen."""
    role = role_in(offer.by, p.people, act.by)
    if role is None or (offer.barred and role_in(offer.barred, p.people, act.by) is not None):
        return Outcome(refusals=(not_their_role(plan, p, offer, act.by),))
    if offer.plain and not act.people:
        outcome = _plain(plan, p, offer, act, role)
        if outcome is not None:
            return outcome
    return _elaborate(plan, p, offer, act, role)


def _plain(plan: Plan, p: Partnership, offer: MovePlan, act: Act, role: str) -> Outcome | None:
    """The short way: None as soon as anything is not plain, and everything is then looked at again the long way."""
    us, facts, by, name = act.us, act.facts, act.by, offer.name
    for _, holds in offer.must:
        if not holds(p, facts, us, None):
            return None
    warnings, answers, change = _advised(p, offer, act) if offer.should else (), None, NO_CHANGE
    if offer.asks or act.answers:
        answers, problems = answers_to(plan, p, offer, act)
        if problems:
            return None
        warnings = _off_advice(offer, answers, warnings)
    if offer.lengthens:
        limits, problems = lengthened(p, offer, answers or ())
        if problems:
            return None
        change = make_change(True, offer.target.back, (), (), (), (), (), (), (), limits, (), (), None, None)  # noqa: FBT003
    warned = tuple([warning.subject for warning in warnings]) if warnings else ()
    head = (p.seq + 1, us, "move", name, by, role, tuple(facts.items()) if facts else (), answers)
    target = offer.target
    if offer.joint and not _last_half(p, offer, by):
        return _half(plan, p, offer, head, warned, warnings, by)
    if target.table is not None:
        return _by_row(plan, p, offer, target.table, act, head, warnings)
    notices = tuple(told(offer.tell, p.people, by, "told", name)) if offer.tell else ()
    entered = target.entered
    if target.back:
        entered, change = (p.came_from[0][0],), JUST_BACK if change is NO_CHANGE else change
    rest = (entered, (), warned, (), notices, offer.effects, change, None)
    record = make_record(head + rest)
    after = fold(plan, p, record)
    return accepted((record, after, (), warnings)) if not entered or _rests(plan, p, after, record) else None


def _advised(p: Partnership, offer: MovePlan, act: Act) -> tuple[Warned, ...]:
    """What is advised otherwise: every ``should`` that does not hold, in the order of the file."""
    return tuple([warned for _, holds, warned in offer.should if not holds(p, act.facts, act.us, None)])


def _off_advice(offer: MovePlan, answers: Sheetful, advised: tuple[Warned, ...]) -> tuple[Warned, ...]:
    """What is advised otherwise with answers outside ``should_be`` named first."""
    return (*warned_of(offer.asks, answers, off_advice), *advised) if offer.advises else advised


def _half(
    plan: Plan,
    p: Partnership,
    offer: MovePlan,
    head: tuple[object, ...],
    warned: tuple[str, ...],
    warnings: tuple[Warned, ...],
    by: str,
) -> Outcome | None:
    """The half of a joint move that one partner makes: it is recorded, nothing but news of it follows yet."""
    if by in _halves(p, offer.name):
        return None
    notices = _of_first_half(p, offer, by) if offer.tell_first else ()
    record = make_record((*head, (), (), warned, (), notices, (), HALF, None))
    return accepted((record, fold(plan, p, record), (), warnings))


def _of_first_half(p: Partnership, offer: MovePlan, by: str) -> tuple[Notice, ...]:
    """Who hears of the first half of a joint move (``tell_first``, D-34); nobody hears of further halves."""
    return () if _halves(p, offer.name) else tuple(told(offer.tell_first, p.people, by, "told", offer.name))


def _by_row(
    plan: Plan,
    p: Partnership,
    offer: MovePlan,
    table: TablePlan,
    act: Act,
    head: tuple[object, ...],
    warnings: tuple[Warned, ...],
) -> Outcome | None:
    """A move whose table lets the partnership stay: the table is read with the move made, and nothing follows."""
    warned = tuple([warning.subject for warning in warnings]) if warnings else ()
    after = fold(plan, p, make_record((*head, (), (), warned, (), (), (), NO_CHANGE, None)))
    row, taken = row_taken(after, table, act.facts, act.us)
    if not row.target.stays or row.reopen is not None or row.effects or offer.lengthens:
        return None
    posts = offer.tell + row.tell
    notices = tuple(told(posts, p.people, act.by, "told", offer.name)) if posts else ()
    record = make_record((*head, (), (taken,), warned, (), notices, offer.effects, NO_CHANGE, None))
    return accepted((record, after, (), warnings))


def _rests(plan: Plan, p: Partnership, after: Partnership, record: Record) -> bool:
    """Whether nothing further follows from the state entered: no form opens there, none it waits for is complete."""
    state = plan.states[after.state]
    if state.waits and ready(plan, after, arrived=True) is not None:
        return False
    if state.opens and record.change is not JUST_BACK:
        return not any([opens(plan, form, p, after) for form in state.opens])  # noqa: C419 - a generator costs more
    return True


def _elaborate(plan: Plan, p: Partnership, offer: MovePlan, act: Act, role: str) -> Outcome:
    draft = Draft(p.seq + 1, act.us, "move", offer.name, act.by, role, tuple(act.facts.items()))
    twice = half_already_made(p, offer, act.by)
    if twice is not None:
        return Outcome(refusals=(twice,))
    checked = checks(plan, p, offer, act, draft)
    if checked.refusals:
        return Outcome(refusals=tuple(checked.refusals))
    draft.warnings = tuple(warning.subject for warning in checked.warnings)
    return _made(plan, p, offer, act, draft, checked)


def _made(plan: Plan, p: Partnership, offer: MovePlan, act: Act, draft: Draft, checked: _Checked) -> Outcome:
    """The record of a move that may be made: the first half of a joint move, or the move itself."""
    if offer.joint and not _last_half(p, offer, act.by):
        draft.made, draft.notices = False, _of_first_half(p, offer, act.by)
        record = draft.record()
        return Outcome(record, fold(plan, p, record), (), tuple(checked.warnings))
    draft.overrides = checked.overrides
    draft.used = tuple(name for name, _ in checked.overrides)
    people = people_after(plan, p, draft) if draft.assigned else p.people
    draft.notices = tuple(told(offer.tell, people, act.by, "told", offer.name))
    draft.effects = offer.effects
    record, after = finish(plan, p, draft, act.facts, offer.target)
    return Outcome(record, after, (), tuple(checked.warnings))


def checks(plan: Plan, p: Partnership, offer: MovePlan, act: Act, draft: Draft) -> _Checked:
    """What the move asks and changes, then every must in the order of the file, then every should."""
    found = _Checked([], [])
    if offer.move.asks or act.answers:
        _asked(plan, p, offer, act, draft, found)
    if not found.refusals and (act.people or offer.move.lengthens or not offer.plain):
        found.refusals += alter(plan, p, offer, act, draft)
    overrides: list[tuple[str, str]] = []
    for name, holds in offer.must:
        if not holds(p, act.facts, act.us, None):
            lifter = lifter_of(p, offer, name, act.by)
            if lifter is None:
                found.refusals.append(condition_failed(plan, p, name, act))
            else:
                overrides.append((name, lifter))
    found.overrides = tuple(overrides)
    found.warnings += _advised(p, offer, act)
    return found


def lifter_of(p: Partnership, offer: MovePlan, condition: str, actor: str | None) -> str | None:
    """Who has lifted the condition for a move that allows it, other than the actor (ruling 14)."""
    for each in p.pending if condition in offer.override else ():
        if each.kind == "lift" and each.name == condition and each.person != actor:
            return each.person
    return None


def _asked(plan: Plan, p: Partnership, offer: MovePlan, act: Act, draft: Draft, found: _Checked) -> None:
    """Read what the move asks (``asks``)."""
    fields = offer.move.asks
    answers, problems = answers_to(plan, p, offer, act)
    found.refusals += [Refusal("answer", name, message, _field_place(fields, name)) for name, message in problems]
    found.warnings += warned_of(fields, answers, off_advice)
    draft.answers = answers or None


def answers_to(plan: Plan, p: Partnership, offer: MovePlan, act: Act) -> tuple[Sheetful, list[tuple[str, str]]]:
    """The answers to what a move asks, and what is wrong or missing, as (field, message)."""
    fields = offer.move.asks
    answers, problems = read_sheet(offer.name, fields, act.answers, Ground(plan, p, act.us))
    lacking = missing(fields, answers)
    if lacking:
        settled = {name for name, _ in problems} | _not_asked(p, offer, act)
        problems += [pair for pair in lacking if pair[0] not in settled]
        order = [field.name for field in fields]
        problems.sort(key=lambda pair: order.index(pair[0]))
    return answers, problems


def _not_asked(p: Partnership, offer: MovePlan, act: Act) -> set[str]:
    """The questions of a move that are not asked now (``asked_if``)."""
    every = zip(offer.asks, offer.asked, strict=True)
    return {field.name for field, test in every if test is not None and not test(p, act.facts, act.us, None)}


def _field_place(fields: tuple[Field, ...], name: str) -> str:
    return next(field.span.place for field in fields if field.name == name)


def _halves(p: Partnership, move: str) -> set[str]:
    return {each.person for each in p.pending if each.kind == "half" and each.name == move}


def half_already_made(p: Partnership, offer: MovePlan, by: str) -> Refusal | None:
    """Why a partner who has made their half of a joint move cannot make it again."""
    if not offer.joint or by not in _halves(p, offer.name):
        return None
    waiting = sorted(set(people_in(offer.by, p.people)) - _halves(p, offer.name))
    message = f"{by} has done this already; it waits for {' and '.join(waiting)}"
    return Refusal("window", offer.name, message, offer.move.span.place)


def _last_half(p: Partnership, offer: MovePlan, by: str) -> bool:
    """Whether everybody else has made a joint move already."""
    done = _halves(p, offer.name) if p.pending else ()
    for _, slot, _ in offer.by:
        for person in holders(p.people[slot]):
            if person != by and person not in done:
                return False
    return True
