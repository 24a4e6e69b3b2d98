"""
What a move alters beside the state: who holds a role, how long a limit is, what is opened, closed and shown.

Everything goes into the draft; what cannot be is told as refusals.
Roles, conditions and answers are checked elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.errors import BadArgument
from mentorflow.rules.calendar import Duration
from mentorflow.states.decision import Refusal
from mentorflow.states.partnership import holders

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Move
    from mentorflow.states.draft import Draft
    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Holders, LimitValue, Partnership, Sheetful
    from mentorflow.states.plan import Lengthened, MovePlan, Plan


def alter(plan: Plan, p: Partnership, offer: MovePlan, act: Act, draft: Draft) -> list[Refusal]:
    """Put what the move alters into the draft; why some of it cannot be."""
    move = offer.move
    draft.unlocked, draft.closed, draft.shown = move.opens, move.closes, move.shows
    problems = _hand_over(plan, p, move, act, draft) if move.assigns or move.releases or act.people else []
    draft.limits, too_long = lengthened(p, offer, draft.answers or ())
    problems += too_long + unshown(plan, p, move)
    return [Refusal("answer", name, message, move.span.place) for name, message in problems]


def _hand_over(plan: Plan, p: Partnership, move: Move, act: Act, draft: Draft) -> list[tuple[str, str]]:
    """The roles released and assigned; nobody may end up in two partner roles (D-48)."""
    if set(act.people) != set(move.assigns):
        msg = f"{move.name!r} takes people for {_roles(move.assigns)}, not for {_roles(tuple(act.people))}"
        raise BadArgument(msg)
    changed: dict[str, Holders] = dict.fromkeys(move.releases)
    changed |= {role: held_by(role, act.people[role]) for role in move.assigns}
    draft.assigned = tuple(changed.items())
    twice = twice_partner(plan, people_after(plan, p, draft))
    return [] if twice is None else [(twice, f"{twice} would be in both partner roles")]


def _roles(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "no role"


def held_by(role: str, given: object) -> Holders:
    """One person, or several, as handed in for a role; raises ``BadArgument`` for anything else."""
    if isinstance(given, str) and given:
        return given
    if isinstance(given, list | tuple) and given and all(isinstance(each, str) and each for each in given):
        people = tuple(dict.fromkeys(given))
        return people[0] if len(people) == 1 else people
    msg = f"the {role} must be a person's name or several, not {given!r}"
    raise BadArgument(msg)


def twice_partner(plan: Plan, people: tuple[Holders, ...]) -> str | None:
    """Somebody who holds two partner roles; None when nobody does."""
    seen: set[str] = set()
    for slot in plan.layout.partners:
        for person in holders(people[slot]):
            if person in seen:
                return person
            seen.add(person)
    return None


def people_after(plan: Plan, p: Partnership, draft: Draft) -> tuple[Holders, ...]:
    """Who holds each role once the draft is done, in the order of the roles."""
    people = list(p.people)
    for role, held in draft.assigned:
        people[plan.layout.roles[role]] = held
    return tuple(people)


def lengthened(
    p: Partnership, offer: MovePlan, answers: Sheetful
) -> tuple[tuple[tuple[str, LimitValue], ...], list[tuple[str, str]]]:
    """Limits made longer by what was asked, and what is wrong with it; never beyond the range the file gives them."""
    limits: list[tuple[str, LimitValue]] = []
    problems: list[tuple[str, str]] = []
    for each in offer.lengthens:
        extra, old = answers[each.asked], p.limits[each.slot]
        if isinstance(extra, Duration) and isinstance(old, Duration):
            longer = old.plus(extra)
            problem = cannot_lengthen(each, old, extra, longer)
            problems += [] if problem is None else [(each.field, problem)]
            limits.append((each.limit, longer))
    return tuple(limits), problems


def cannot_lengthen(limit: Lengthened, old: Duration, extra: Duration, longer: Duration) -> str | None:
    """Why a limit cannot be made so much longer, *longer* with it; None when it can."""
    if bool(old.minutes) != bool(extra.minutes):
        unit = "hours" if old.minutes else "days, weeks or months"
        return f"{limit.called} is {old}: it can be lengthened by {unit} only"
    highest = limit.highest
    if highest is not None and longer.nominal > highest.nominal:
        return f"{limit.called} would be {longer}; {highest} at the most is allowed"
    return None


def unshown(plan: Plan, p: Partnership, move: Move) -> list[tuple[str, str]]:
    """Forms the move would show that nobody has filled in yet, as (form, message)."""
    empty = [form for form, _ in move.shows if not _has_sheets(plan, p, form)]
    return [(form, f"nobody has filled in {plan.workflow.shown(form)} yet") for form in empty]


def _has_sheets(plan: Plan, p: Partnership, form: str) -> bool:
    asked = p.rounds[plan.forms[form].slot]
    return asked is not None and bool(asked.sheets)
