"""What every act of the hand-written class needs: the instant, the role, who is told, and a refusal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from benchmarks.handwritten.values import FIRST, NOTHING, Change, Decision, Notice, Refusal

if TYPE_CHECKING:
    from benchmarks.handwritten.values import Partnership, People

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
PARTNERS = ("mentee", "mentor")
ENDED = frozenset({"declined", "closed", "no_fault_terminated"})


class DeadlineNearError(Exception):
    """A deadline may have fallen; the life that is measured never comes so far."""


def instant_of(at: dt.datetime, p: Partnership | None) -> int:
    """Microseconds in UTC; raises without a time zone, before the last record, and near a deadline."""
    if at.tzinfo is None:
        raise ValueError(at)
    now = (at - EPOCH) // MICROSECOND
    if p is not None:
        if now < p.at:
            raise ValueError(at)
        if now >= p.wake:
            raise DeadlineNearError
    return now


# --- what is said ---------------------------------------------------------------------------------------------------
def refused(p: Partnership | None, kind: str, *subjects: str) -> Decision:
    """A decision that changes nothing."""
    outcome = "not_offered" if kind == "not_offered" else "refused"
    return Decision(outcome, p, None, tuple(Refusal(kind, subject) for subject in subjects), NOTHING)


def notices(people: People, kind: str, about: str, roles: tuple[str, ...]) -> tuple[Notice, ...]:
    """One notice for everybody in these roles, each person once."""
    told: dict[str, Notice] = {}
    for role in roles:
        for person in getattr(people, role):
            if person not in told:
                told[person] = Notice(person, role, kind, about)
    return tuple(told.values())


def role_of(people: People, by: str, roles: tuple[str, ...]) -> str | None:
    """The first of these roles that a person holds."""
    for role in roles:
        if by in getattr(people, role):
            return role
    return None


def enter_recovering(p: Partnership, told: tuple[Notice, ...], change: Change) -> tuple[tuple[Notice, ...], Change]:
    """A plan of recovery is asked for: a new round when the last one was used, and both are told."""
    last = p.forms.recovery_plan or FIRST
    if p.moments.recovering is not None and not last.consumed:
        return told, change
    opened = notices(p.people, "opened", "recovery_plan", PARTNERS)
    again = ("recovery_plan",) if last.consumed else NOTHING
    return told + opened, Change(change.made, change.completed, again)
