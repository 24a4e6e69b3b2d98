"""
Letting deadlines fall: what a deadline does when its time has come, one record each.

A fall depends on this partnership's history alone; the instant of the tick appears nowhere (rulings 1, 2, 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.states.arrival import finish
from mentorflow.states.deadlines import next_falling
from mentorflow.states.draft import Draft
from mentorflow.states.outcome import Outcome
from mentorflow.states.owing import owing
from mentorflow.states.people import told
from mentorflow.states.records import Fall

if TYPE_CHECKING:
    from mentorflow.states.deadlines import Falling
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.plan import Plan
    from mentorflow.states.records import Notice


def settle(plan: Plan, p: Partnership, us: int) -> tuple[Partnership, list[Outcome]]:
    """Let everything fall that is due at or before an instant, in order; re-checked after each fall (ruling 3)."""
    fallen: list[Outcome] = []
    while (falling := next_falling(plan, p, us)) is not None:
        outcome = _fall(plan, p, falling)
        fallen.append(outcome)
        p = outcome.partnership or p
    return p, fallen


def fall_at(plan: Plan, p: Partnership, us: int) -> Outcome:
    """The one deadline that falls next, if it falls by that instant."""
    falling = next_falling(plan, p, us)
    return Outcome() if falling is None else _fall(plan, p, falling)


def _fall(plan: Plan, p: Partnership, falling: Falling) -> Outcome:
    deadline, mark = falling.plan.deadline, falling.mark.mark
    draft = Draft(p.seq + 1, max(falling.us, p.at_us), "fall", deadline.name)
    draft.fall = Fall(deadline.owner, falling.anchor_seq, falling.limit, falling.count)
    draft.tell(_reminded(plan, p, falling))
    draft.tell(told(falling.mark.tell, p.people, None, "told", deadline.name, mark.words))
    draft.ask_for(mark.effects)
    if mark.close_form:
        draft.closed = (deadline.owner[1],)
    return Outcome(*finish(plan, p, draft, {}, falling.mark.target))


def _reminded(plan: Plan, p: Partnership, falling: Falling) -> list[Notice]:
    """Notices to those named who still owe; nobody else is reminded."""
    deadline = falling.plan.deadline
    everybody = told(falling.mark.remind, p.people, None, "reminded", deadline.name, falling.mark.mark.words)
    owe = owing(plan, p, falling.plan)
    return [notice for notice in everybody if notice.to in owe]
