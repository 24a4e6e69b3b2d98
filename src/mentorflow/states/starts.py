"""
Deciding whether a partnership begins (ruling 15).

Who takes part and which limits it has are a programmer's to say; the checks of the start move are those of any move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.errors import BadArgument
from mentorflow.rules.calendar import Duration, as_written, duration
from mentorflow.states.altering import held_by, twice_partner
from mentorflow.states.arrival import finish
from mentorflow.states.calls import unknown
from mentorflow.states.decision import Refusal
from mentorflow.states.draft import Draft
from mentorflow.states.moves import checks
from mentorflow.states.outcome import Outcome
from mentorflow.states.people import role_in, told
from mentorflow.states.reasons import not_their_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorflow.rules.workflow import Limit
    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Holders, LimitValue, Partnership
    from mentorflow.states.plan import MovePlan, Plan
    from mentorflow.states.records import Origin

_MUST_BE_HELD = frozenset({"partners", "staff"})


def decide_start(plan: Plan, offer: MovePlan, origin: Origin, act: Act) -> Outcome:
    """Decide a start; refused ones give no partnership."""
    p = act.p
    twice = twice_partner(plan, p.people)
    if twice is not None:
        message = f"{twice} cannot be both {' and '.join(plan.workflow.partner_roles)}"
        return Outcome(refusals=(Refusal("role", offer.name, message, offer.move.span.place),))
    role = role_in(offer.by, p.people, act.by)
    if role is None or (offer.barred and role_in(offer.barred, p.people, act.by) is not None):
        return Outcome(refusals=(not_their_role(plan, p, offer, act.by),))
    return _begun(plan, p, offer, origin, act, role)


def _begun(plan: Plan, p: Partnership, offer: MovePlan, origin: Origin, act: Act, role: str) -> Outcome:
    draft = Draft(1, act.us, "start", offer.name, act.by, role, tuple(act.facts.items()), origin=origin)
    checked = checks(plan, p, offer, act, draft)
    if checked.refusals:
        return Outcome(refusals=tuple(checked.refusals))
    draft.warnings = tuple(warning.subject for warning in checked.warnings)
    draft.tell(told(offer.tell, p.people, act.by, "told", offer.name))
    draft.ask_for(offer.effects)
    record, after = finish(plan, p, draft, act.facts, offer.target)
    return Outcome(record, after, (), tuple(checked.warnings))


def cast_list(plan: Plan, people: Mapping[str, object]) -> tuple[Holders, ...]:
    """
    The people in the order of the roles.

    Partners and staff must be there; others and the application may be missing.
    Raises ``UnknownName`` for a role that does not exist, ``BadArgument`` for one that is missing.
    """
    roles = plan.workflow.roles
    known = tuple(role.name for role in roles)
    for name in people:
        if name not in known:
            raise unknown(name, "role", known)
    for role in roles:
        if role.kind in _MUST_BE_HELD and people.get(role.name) is None:
            msg = f"people must say who is the {role.name}"
            raise BadArgument(msg)
    return tuple(None if people.get(name) is None else held_by(name, people[name]) for name in known)


def own_limits(plan: Plan, given: Mapping[str, object]) -> tuple[tuple[str, LimitValue], ...]:
    """
    The limits set for one partnership, in the order of the file.

    Only limits with a range may be set, and only within it: anything else raises.
    """
    known = tuple(limit.name for limit in plan.workflow.limits if limit.has_range)
    for name in given:
        if name not in known:
            raise unknown(name, "limit that may be set", known)
    by_name = plan.workflow.limit_by_name
    return tuple((name, _limit(by_name[name], given[name])) for name in known if name in given)


def _limit(limit: Limit, given: object) -> LimitValue:
    value = duration(given) if isinstance(given, str) else given
    low, high = limit.lowest, limit.highest
    if isinstance(value, Duration) and isinstance(low, Duration) and isinstance(high, Duration):
        inside = value.is_calendar == low.is_calendar and low.nominal <= value.nominal <= high.nominal
    else:
        inside = type(value) is int and isinstance(low, int) and isinstance(high, int) and low <= value <= high
    if not inside or not isinstance(value, int | Duration):
        msg = f"{limit.name} may be {as_written(low)} to {as_written(high)}, not {given!r}"
        raise BadArgument(msg)
    return value
