"""
Claims about deadlines: reminders come before anybody else hears of it, each can count, none lies after the end.

Lengths are those the file says are usual; a limit with a range is set by whoever starts a partnership.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Related
from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.reading import happened
from mentorflow.proofs.view import being_at, where
from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import STAY, Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.goals import Goal
    from mentorflow.proofs.atlas import Place
    from mentorflow.proofs.claim import Sought
    from mentorflow.proofs.view import View
    from mentorflow.rules.workflow import Deadline, Mark
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

ORDER, COUNTS, IN_TIME = "reminds first", "counts", "before the end"
# The fewest and the most days a month has, and the minutes of a day.
SHORT_MONTH, LONG_MONTH, DAY = 28, 31, 1440
WHOLE = 100
SAME_UNIT = "Write both lengths in the same unit, such as days."


def times(view: View) -> Iterator[Claim]:
    """All claims of this room, deadline by deadline in the order of the file."""
    for deadline in view.ground.workflow.every_deadline():
        yield from _reminds_first(view, deadline)
        yield from _can_count(view, deadline)
        yield from _in_time(view, deadline)


# --- lengths --------------------------------------------------------------------------------------------------------
def _days(view: View, length: Duration | str | None) -> tuple[float, float] | None:
    """The fewest and the most days of a length, as is usual; None where that depends on the partnership."""
    if isinstance(length, str):
        limit = view.ground.workflow.limit_by_name.get(length)
        length = limit.amount if limit is not None and isinstance(limit.amount, Duration) else None
    if length is None:
        return None
    plain = length.days + length.minutes / DAY
    return plain + SHORT_MONTH * length.months, plain + LONG_MONTH * length.months


def _offset(view: View, mark: Mark) -> tuple[float, float] | None:
    """How many days after the due instant a mark lies, at the least and at the most."""
    if not mark.side:
        return 0, 0
    days = _days(view, mark.offset)
    if days is None:
        return None
    return days if mark.side > 0 else (-days[1], -days[0])


# --- reminders first ------------------------------------------------------------------------------------------------
def _reminds_first(view: View, deadline: Deadline) -> Iterator[Claim]:
    """Whoever owes something is reminded before, or when, somebody over them is told or the partnership goes on."""
    reminders = [mark for mark in deadline.marks if mark.remind is not None]
    reminded = frozenset[str]().union(*(view.ground.roles_of(mark.remind) for mark in reminders))
    for mark in deadline.marks if reminders else ():
        if _escalates(view, mark, reminded):
            yield Claim(
                ORDER, f"{deadline.name} {mark.words}", _too_early(view, deadline, mark, reminders), deadline.name,
                slip=f"reminder of {deadline.span}",
            )  # fmt: skip


def _escalates(view: View, mark: Mark, reminded: frozenset[str]) -> bool:
    """Whether a line tells people over those who owe, and not these as well; or leads on."""
    told = view.ground.roles_of(mark.tell)
    over = {role for role in told - reminded if view.ground.kinds.get(role) != "partners"}
    spoken_to = reminded <= told | view.ground.roles_of(mark.remind)
    return (bool(over) and not spoken_to) or mark.to not in {None, STAY}


def _too_early(view: View, deadline: Deadline, mark: Mark, reminders: list[Mark]) -> Doubt | None:
    here, before = _offset(view, mark), [_offset(view, each) for each in reminders]
    if any(each is mark for each in reminders):
        return None
    if here is not None and any(each is not None and each[1] <= here[0] for each in before):
        return None
    certain = here is not None and all(each is not None and each[0] > here[1] for each in before)
    told = ", ".join(f"'{part}'" for part in mark.tell.parts) if mark.tell is not None else "nobody"
    what = f"leads to '{mark.to}'" if mark.to not in {None, STAY} else f"tells {told}"
    return Doubt(
        "escalates-first", f"'{deadline.name}' {what} before anybody was reminded.", mark.span,
        "Remind those who owe it first, or at the same time.",
        f"whether '{deadline.name}' reminds before it {what}", "the order depends on lengths that are not fixed",
        _falling(deadline, mark) if certain else None,
        related=(Related(reminders[0].span, "the first reminder."),), easier=SAME_UNIT,
    )  # fmt: skip


def _falling(deadline: Deadline, mark: Mark) -> Sought:
    """The goal of a line of a deadline that falls."""

    def sought(_: Flow) -> Goal:
        from mentorflow.plays.goals import fallen  # noqa: PLC0415 - nothing is played unless something is in doubt

        return fallen(deadline, mark)

    return sought


# --- counts ---------------------------------------------------------------------------------------------------------
def _can_count(view: View, deadline: Deadline) -> Iterator[Claim]:
    """
    Wherever a deadline stands, what it is counted from has happened or can still happen.

    One that is counted from a start move is only for partnerships that begin so; that is a choice, not a slip.
    """
    workflow = view.ground.workflow
    starts = {move.name for move in workflow.start}
    moments = tuple(moment for moment in deadline.moments if moment != "opening")
    if not moments or len(moments) < len(deadline.moments) or set(moments) & starts:
        return
    lost = [place for place in _standing(view, deadline) if not any(happened(m) in place.facts for m in moments)]
    hopeful = _still_to_come(view, deadline, moments)
    never = next((place for place in lost if place not in hopeful), None)
    # Where nobody ever comes to what it is counted from, that is told instead.
    known = workflow.state_by_name
    nowhere = all(moment in known and moment not in view.places_of for moment in moments)
    doubt = None if never is None else _never_counts(deadline, moments, never, elsewhere=nowhere)
    yield Claim(COUNTS, deadline.name, doubt)


def _standing(view: View, deadline: Deadline) -> tuple[Place, ...]:
    """The places where a deadline stands; that of a form only once the form can be open."""
    kind, name = deadline.owner
    states = view.ground.live if deadline.only_in is None else frozenset(deadline.only_in)
    states = frozenset([name]) if kind == "state" else states
    form = view.ground.workflow.form_by_name[name] if kind == "form" else None
    opened = happened(form.open_from) if form is not None and form.open_from is not None else None
    return tuple(
        place for place in view.atlas.live if place.state in states and (opened is None or opened in place.facts)
    )


def _still_to_come(view: View, deadline: Deadline, moments: tuple[str, ...]) -> set[Place]:
    """The places where a deadline stands from which one of its moments can happen while it stands."""
    region = set(_standing(view, deadline))
    good = {place for place in region if any(_can_happen_at(view, place, moment) for moment in moments)}
    pending = list(good)
    while pending:
        for step in view.atlas.before[pending.pop()]:
            if step.source in region and step.source not in good:
                good.add(step.source)
                pending.append(step.source)
    return good


def _can_happen_at(view: View, place: Place, moment: str) -> bool:
    """Whether a moment can happen next at a place; a form counts where it is waited for, or has a due of its own."""
    workflow = view.ground.workflow
    if moment in view.ground.moves_of[place.state]:
        return True
    if any(moment in {step.edge.target, step.edge.trigger} for step in view.atlas.steps[place]):
        return True
    form = workflow.form_by_name.get(moment)
    return (
        form is not None
        and form.due is not None
        and (form.open_from is None or happened(form.open_from) in place.facts)
    )


def _never_counts(deadline: Deadline, moments: tuple[str, ...], place: Place, *, elsewhere: bool) -> Doubt:
    named = " or ".join(f"'{moment}'" for moment in moments)
    message = f"'{deadline.name}' is counted from {named}, which can be passed by: in '{place.state}' it never falls."
    return Doubt(
        "never-counts", message, deadline.span, "Count it from something that happens on every way.",
        f"whether '{deadline.name}' always counts", f"no life was found in '{place.state}' without {named}",
        being_at(f"{place.state} without {named}", place), elsewhere=elsewhere,
    )  # fmt: skip


# --- in time --------------------------------------------------------------------------------------------------------
def _in_time(view: View, deadline: Deadline) -> Iterator[Claim]:
    """A deadline that runs from where the whole time runs from is over before it, with the usual limits."""
    ends = view.ground.workflow.ends
    if ends is None or deadline is ends or set(deadline.moments) != set(ends.moments) or deadline.within is None:
        return
    whole, own = _days(view, ends.within), _days(view, deadline.within)
    if deadline.within == ends.within:
        yield Claim(IN_TIME, deadline.name)
        return
    if whole is None or own is None or own[1] <= whole[0]:
        yield Claim(IN_TIME, deadline.name, None if whole and own else _unknown(view, deadline))
        return
    message = f"'{deadline.name}' is due after the time of the partnership is over."
    yield Claim(IN_TIME, deadline.name, Doubt(
        "after-the-end", message, deadline.span, "Allow less time, or let the partnership last longer.",
        f"whether '{deadline.name}' is due before the end", "months and years differ in length",
        where(f"{deadline.name} after the end", _Late(deadline)) if own[0] > whole[1] else None,
        related=(Related(ends.span, "the end."),), easier=SAME_UNIT,
    ))  # fmt: skip


def _unknown(view: View, deadline: Deadline) -> Doubt | None:
    """A share of the time left, or of the whole, is never more than it; any other is not known."""
    limit = view.ground.workflow.limit_by_name.get(deadline.within) if isinstance(deadline.within, str) else None
    if limit is not None and isinstance(limit.amount, Share) and limit.amount.percent <= WHOLE:
        return None
    question = f"whether '{deadline.name}' is due before the end"
    return Doubt("after-the-end", "", deadline.span, "", question, "its length depends on other things")


@attrs.frozen
class _Late:
    """Whether a deadline is due later than the whole time is over, in one life."""

    deadline: Deadline

    def __call__(self, flow: Flow, p: Partnership | None, _: Decision) -> bool:
        """Both are counted, and the deadline is due later."""
        from mentorflow.states.deadlines import due_at  # noqa: PLC0415 - nothing is played unless in doubt

        plans = {id(each.deadline): each for each in flow.plan.deadlines}
        ends = flow.workflow.ends
        if p is None or ends is None:
            return False
        due, end = due_at(flow.plan, plans[id(self.deadline)], p), due_at(flow.plan, plans[id(ends)], p)
        return due is not None and end is not None and due > end
