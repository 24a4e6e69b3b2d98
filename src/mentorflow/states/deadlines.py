"""
Which deadlines stand, when each falls, and which falls next.

A deadline falls at its anchor plus its limit, half-open: an act at that very instant comes after it (ruling 3).
What falls depends on the partnership's history and the instant asked about, on nothing else (ruling 2).
Exact instants need a calendar, so a cheap bound is tried first; nothing here decides what a fall leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import (
    DAY,
    MINUTE,
    Duration,
    end_of,
    local_date,
    no_sooner_than,
    shifted,
)
from mentorflow.rules.workflow import TIME_LEFT, Share
from mentorflow.states.partnership import LOOK
from mentorflow.states.plan import NEVER

if TYPE_CHECKING:
    from mentorflow.states.partnership import LimitValue, Partnership
    from mentorflow.states.plan import DeadlinePlan, MarkPlan, Plan, Shared


@attrs.frozen(eq=False)
class Falling:
    """A mark that falls at an instant; *count* is how many of its deadline have fallen with it."""

    us: int
    plan: DeadlinePlan
    mark: MarkPlan
    anchor_seq: int
    limit: LimitValue
    count: int


def next_falling(plan: Plan, p: Partnership, us: int) -> Falling | None:
    """The mark that falls next at or before an instant; of several at once the first in the file (ruling 3)."""
    if us < p.wake_us or (p.wake_us == LOOK and us < wake(plan, p)):
        return None
    found: Falling | None = None
    for deadline in plan.states[p.state].standing:
        found = _sooner(plan, deadline, p, us, found)
    return found


def upcoming(plan: Plan, p: Partnership) -> tuple[Falling, ...]:
    """For each deadline that stands the mark of it that falls next, however late; in the order of the file."""
    standing = [(each, anchor(each, p)) for each in plan.states[p.state].standing if stands(each, p)]
    found = [_upcoming(plan, each, p, anchored) for each, anchored in standing if anchored is not None]
    return tuple(falling for falling in found if falling is not None)


def wake(plan: Plan, p: Partnership) -> int:
    """
    An instant, in microseconds, before which nothing can fall in the present state.

    It follows from the state, its entry, the moments and the limits alone, consults no calendar, and may be too early
    but never too late; ``LOOK`` where some deadline has to be looked at every time, and before the first state.
    """
    if not p.state:
        return LOOK
    fixed, entry, limited, shared, every_time = plan.states[p.state].watch
    if every_time:
        return LOOK
    moments, limits = p.moments, p.limits
    soonest = NEVER if entry is None else p.entered_us + entry
    for slot, first, after in fixed:
        moment = moments[slot]
        if moment is not None:
            us = (moment.first_at if first else moment.last_at) + after
            soonest = us if us < soonest else soonest  # noqa: FURB136 - a call costs more
    for slot, first, limit, after, least in limited:
        moment = moments[slot]
        if moment is not None:
            own = limits[limit]
            length = after if own is plan.limits[limit] else _least(own, least)
            us = (moment.first_at if first else moment.last_at) + length
            soonest = us if us < soonest else soonest  # noqa: FURB136
    for share in shared:
        us = _of_share(plan, share, p)
        soonest = us if us < soonest else soonest  # noqa: FURB136
    return soonest


def _least(own: LimitValue, least: int) -> int:
    """Microseconds after its anchor before which nothing of a deadline can fall, with a limit of its own."""
    return no_sooner_than(0, own) + least if isinstance(own, Duration) else 0


def _sooner(plan: Plan, deadline: DeadlinePlan, p: Partnership, us: int, found: Falling | None) -> Falling | None:
    """The deadline's next mark if it falls by then and sooner than what was found, or else what was found."""
    anchored = anchor(deadline, p)
    if anchored is None or not stands(deadline, p) or _quiet(plan, deadline, p, us, anchored):
        return found
    falling = _upcoming(plan, deadline, p, anchored)
    if falling is None or falling.us > us:
        return found
    return falling if found is None or _order(falling, p) < _order(found, p) else found


def _order(falling: Falling, p: Partnership) -> tuple[int, int]:
    """When it takes effect (at its instant, or at the record by which it began to stand, ruling 4), then by file."""
    return max(falling.us, p.at_us), falling.plan.slot


def _upcoming(plan: Plan, deadline: DeadlinePlan, p: Partnership, anchored: tuple[int, int]) -> Falling | None:
    """The mark of a deadline that falls next, exact; None when nothing more can fall."""
    limit = resolved(plan, deadline, p, anchored[1])
    if not isinstance(limit, Duration):
        return None
    count = _fallen(deadline, p, anchored[0], limit)
    if deadline.deadline.every is not None:
        return _next_repetition(plan, deadline, p, anchored, limit, count)
    order = _in_time_order(plan, deadline, p, anchored[1], limit)
    if count >= len(order):
        return None
    us, mark = order[count]
    return Falling(us, deadline, mark, anchored[0], limit, count + 1)


def stands(deadline: DeadlinePlan, p: Partnership) -> bool:
    """Whether a form's deadline is still about something: its round is not complete."""
    if deadline.form is None:
        return True
    asked = p.rounds[deadline.form.slot]
    return asked is None or not asked.complete


def anchor(deadline: DeadlinePlan, p: Partnership) -> tuple[int, int] | None:
    """The record and instant a deadline is counted from (ruling 8); None when that has not happened."""
    if not deadline.anchors:
        return p.entered_seq, p.entered_us
    found: tuple[int, int] | None = None
    moments, first = p.moments, deadline.first
    for slot in deadline.anchors:
        moment = moments[slot]
        if moment is not None:
            here = (moment.first_seq, moment.first_at) if first else (moment.last_seq, moment.last_at)
            if found is None or (here < found if first else here > found):
                found = here
    return found


def resolved(plan: Plan, deadline: DeadlinePlan, p: Partnership, anchor_us: int) -> LimitValue | None:
    """The length of a deadline for this partnership, with shares worked out."""
    amount = deadline.amount if deadline.limit_slot is None else p.limits[deadline.limit_slot]
    return _worked_out(plan, amount, p, anchor_us)


def due_at(plan: Plan, deadline: DeadlinePlan, p: Partnership) -> int | None:
    """
    The instant at which the time allowed is over, exact; of a deadline that comes back, the next time it does.

    None when it is not counted yet, or does not come back any more.
    """
    anchored = anchor(deadline, p)
    limit = None if anchored is None else resolved(plan, deadline, p, anchored[1])
    if anchored is None or not isinstance(limit, Duration):
        return None
    if deadline.deadline.every is not None:
        again = _next_repetition(plan, deadline, p, anchored, limit, _fallen(deadline, p, anchored[0], limit))
        return None if again is None else again.us
    return _moved_by_pauses(p, anchored[1], end_of(anchored[1], limit, plan.workflow.timezone))


def _worked_out(plan: Plan, amount: LimitValue | None, p: Partnership, anchor_us: int) -> LimitValue | None:
    if not isinstance(amount, Share):
        return amount
    if amount.of != TIME_LEFT:
        whole = _worked_out(plan, p.limits[plan.layout.limits[amount.of]], p, anchor_us)
        return whole.share(amount.percent) if isinstance(whole, Duration) else whole
    return _share_of_time_left(plan, amount.percent, p, anchor_us)


def _share_of_time_left(plan: Plan, percent: int, p: Partnership, anchor_us: int) -> Duration | None:
    """A share of the time between the anchor and the end, in whole days or minutes, rounded down (D-28)."""
    ends = plan.deadlines[0]
    anchored = anchor(ends, p)
    limit = None if anchored is None else resolved(plan, ends, p, anchored[1])
    if anchored is None or not isinstance(limit, Duration):
        return None
    zone = plan.workflow.timezone
    end = end_of(anchored[1], limit, zone)
    for start, stop in _pauses(plan, p, anchor_us):
        end += max(0, min(stop, anchor_us) - max(start, anchored[1]))
    if limit.is_calendar:
        days = (local_date(end, zone) - local_date(anchor_us, zone)).days - 1
        return Duration(days=max(0, days) * percent // 100)
    return Duration(minutes=max(0, end - anchor_us) // MINUTE * percent // 100)


def _pauses(plan: Plan, p: Partnership, us: int) -> tuple[tuple[int, int], ...]:
    """When the clocks stood still, with the present pause up to an instant."""
    return (*p.pauses, (p.entered_us, us)) if p.state in plan.stops else p.pauses


def _fallen(deadline: DeadlinePlan, p: Partnership, anchor_seq: int, limit: LimitValue) -> int:
    """How many of its marks have fallen for this anchor and this limit (ruling 4)."""
    fallen = p.falls[deadline.slot]
    return fallen[2] if fallen is not None and fallen[:2] == (anchor_seq, limit) else 0


def _next_repetition(
    plan: Plan, deadline: DeadlinePlan, p: Partnership, anchored: tuple[int, int], limit: Duration, count: int
) -> Falling | None:
    at_most = deadline.deadline.at_most
    if at_most is not None and count >= at_most:
        return None
    plain = end_of(anchored[1], limit.times(count + 1), plan.workflow.timezone)
    us = _moved_by_pauses(p, anchored[1], plain)
    return Falling(us, deadline, deadline.marks[0], anchored[0], limit, count + 1)


def _in_time_order(
    plan: Plan, deadline: DeadlinePlan, p: Partnership, anchor_us: int, limit: Duration
) -> list[tuple[int, MarkPlan]]:
    """All marks of a deadline with their instants, earliest first, those at one instant in the order of the file."""
    zone = plan.workflow.timezone
    due = end_of(anchor_us, limit, zone)
    found = [
        (_moved_by_pauses(p, anchor_us, _instant(plan, mark, p, anchor_us, due)), mark) for mark in deadline.marks
    ]
    return sorted(found, key=lambda pair: pair[0])


def _instant(plan: Plan, mark: MarkPlan, p: Partnership, anchor_us: int, due: int) -> int:
    if not mark.mark.side:
        return due
    offset = _offset(plan, mark, p, anchor_us)
    return max(anchor_us, shifted(due, offset, mark.mark.side, plan.workflow.timezone))


def _offset(plan: Plan, mark: MarkPlan, p: Partnership, anchor_us: int) -> Duration:
    written = mark.mark.offset
    value = p.limits[plan.layout.limits[written]] if isinstance(written, str) else written
    length = _worked_out(plan, value, p, anchor_us)
    return length if isinstance(length, Duration) else Duration()


def _moved_by_pauses(p: Partnership, anchor_us: int, us: int) -> int:
    """An instant moved on by the time that stood still between the anchor and it (ruling 8)."""
    for start, stop in p.pauses:
        still = max(start, anchor_us)
        if stop > anchor_us and still < us:
            us += stop - still
    return us


def _quiet(plan: Plan, deadline: DeadlinePlan, p: Partnership, us: int, anchored: tuple[int, int]) -> bool:
    """Whether nothing of it can have fallen by then; consults no calendar, and is never true by mistake."""
    amount = deadline.amount if deadline.limit_slot is None else p.limits[deadline.limit_slot]
    if isinstance(amount, Duration):
        return us < anchored[1] + _next_bound(deadline, amount, _fallen(deadline, p, anchored[0], amount))
    if isinstance(amount, Share) and amount.of == TIME_LEFT:
        return us < _no_sooner_than_share(plan, deadline, amount.percent, p, anchored[1])
    return False


def _of_share(plan: Plan, share: Shared, p: Partnership) -> int:
    """Before when nothing of a share of the time left can fall."""
    anchors, percent, ends_slot, limit, left, least = share
    moments = p.moments
    ends = moments[ends_slot]
    if ends is None:
        return NEVER
    anchor_us = LOOK
    for slot in anchors:
        moment = moments[slot]
        if moment is not None and moment.last_at > anchor_us:
            anchor_us = moment.last_at
    if anchor_us == LOOK:
        return NEVER
    if limit is not None and p.limits[limit] is not plan.limits[limit]:
        left = _least(p.limits[limit], 0)
    days = ((ends.first_at + left - anchor_us) // DAY - 1) * percent // 100
    return anchor_us + least + (days - 2) * DAY if days > 2 else anchor_us + least  # noqa: PLR2004 - for zones


def _no_sooner_than_share(plan: Plan, deadline: DeadlinePlan, percent: int, p: Partnership, anchor_us: int) -> int:
    """A lower bound for a share of the time left, from the fewest days that can be left."""
    ends = plan.deadlines[0]
    anchored = anchor(ends, p)
    limit = ends.amount if ends.limit_slot is None else p.limits[ends.limit_slot]
    if anchored is None or not isinstance(limit, Duration):
        return anchor_us
    days = (no_sooner_than(anchored[1], limit) - anchor_us) // DAY - 1
    return anchor_us + max(0, days * percent // 100 - 2) * DAY + deadline.least


def _next_bound(deadline: DeadlinePlan, length: Duration, fallen: int) -> int:
    """
    Microseconds after the anchor before which the next mark cannot fall, whatever the zone.

    When each mark has a lower bound, the n-th mark to fall is not before the n-th of the sorted bounds.
    """
    if deadline.deadline.every is not None:
        return no_sooner_than(0, length.times(fallen + 1))
    offsets = deadline.offsets
    return no_sooner_than(0, length) + offsets[fallen] if fallen < len(offsets) else NEVER
