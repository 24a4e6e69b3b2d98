"""
The one life that everything here is measured on: twenty-two acts of the shipped mentoring-connection.

A request, an agreement signed by both, a check-up with three unfavorable answers and obstacles to be repaired,
recovery, a review, the year renewed and extended, a joint close.
It is squeezed into three weeks, so that no deadline falls: what is measured is deciding, with deadlines looked at.
Only data; nothing here knows of mentorflow or of any other contestant.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeAlias

import attrs

Payload: TypeAlias = "dict[str, Any]"

MATCHED = dt.datetime(2026, 1, 5, 15, 0, tzinfo=dt.UTC)
PEOPLE = {"mentee": "ana", "mentor": "raj", "coordinator": "kim", "supervisor": "sol"}


@attrs.frozen
class Act:
    """
    One thing that one person does.

    *kind* is ``start``, ``move``, ``submit``, ``sign`` or ``open``; *name* is the move or the form.
    """

    kind: str
    name: str
    by: str
    at: dt.datetime
    facts: Payload | None = None
    answers: Payload | None = None


def on(day: int, hour: int = 0) -> dt.datetime:
    """So many days and hours after the match."""
    return MATCHED + dt.timedelta(days=day, hours=hour)


FACTS: Payload = {
    "mentor_availability": "open",
    "mentee_requests_waiting": 0,
    "mentors_interviewed": 2,
    "double_role": "none",
}
TERMS: Payload = {
    "goals": ["Lead a team", "Speak in public", "Know the business"],
    "help_wanted": ["network"],
    "duties": "Ana prepares, Raj listens.",
    "place_and_time": "Cafeteria, Mondays at nine",
    "meeting_length": "1 hour",
    "meetings_a_month": 2,
    "hours_a_month": 3,
    "who_arranges": "mentee",
    "supervisor_briefing": dt.date(2026, 1, 20),
    "confidentiality": "everything",
    "events_pledge": True,
    "no_fault_clause": True,
}
FINE: Payload = {
    "fit": "good",
    "meetings_a_month": 2,
    "energized": "yes",
    "time_well_spent": "yes",
    "cancelled_in_a_row": 0,
}
REPAIRABLE: Payload = {
    "fit": "fair",
    "meetings_a_month": 2,
    "energized": "no",
    "time_well_spent": "yes",
    "cancelled_in_a_row": 4,
    "obstacles": ["workload", "distance"],
}
PLAN_OF_RECOVERY: Payload = {"met_on": dt.date(2026, 1, 17), "steps": "Meet at eight, before the mail."}
REVIEW: Payload = {"met_on": dt.date(2026, 1, 19), "goals_changed": "no", "going_on": "yes", "evaluation": 8}

LIFE: tuple[Act, ...] = (
    Act("start", "request", "ana", on(-1), facts=FACTS),
    Act("move", "accept", "raj", on(0), facts={"mentor_active_mentees": 1}),
    Act("open", "agreement", "kim", on(1)),
    Act("submit", "agreement", "ana", on(2), answers=TERMS),
    Act("sign", "agreement", "ana", on(2, 1)),
    Act("sign", "agreement", "raj", on(3)),
    Act("open", "check_up", "kim", on(4)),
    Act("submit", "check_up", "raj", on(5), answers=FINE),
    Act("move", "no_answer", "raj", on(6)),
    Act("move", "answered", "raj", on(7)),
    Act("submit", "check_up", "ana", on(8), answers=REPAIRABLE),
    Act("move", "ask_for_help", "raj", on(9)),
    Act("move", "work_on_it", "kim", on(10)),
    Act("submit", "recovery_plan", "raj", on(12), answers=PLAN_OF_RECOVERY),
    Act("sign", "recovery_plan", "raj", on(12, 1)),
    Act("sign", "recovery_plan", "ana", on(13)),
    Act("open", "mid_point_review", "kim", on(13, 1)),
    Act("move", "extend", "kim", on(14), answers={"extra_time": "60 days"}),
    Act("submit", "mid_point_review", "raj", on(15), answers=REVIEW),
    Act("submit", "mid_point_review", "ana", on(16), answers=REVIEW),
    Act("move", "close", "ana", on(18)),
    Act("move", "close", "raj", on(19)),
)
MOVES = tuple(place for place, act in enumerate(LIFE) if act.kind == "move")
EIGHT = 8  # how many records of the life are folded when histories are replayed

# The state after each act, written by hand: whoever says otherwise is not measured.
STATES = (
    "requested", "matched", "matched", "matched", "matched", "agreed", "agreed", "agreed", "agreed", "agreed",
    "recovering", "with_coordinator", "recovering", "recovering", "recovering", "checked_up", "checked_up",
    "checked_up", "checked_up", "renewed", "renewed", "closed",
)  # fmt: skip

# Acts that must be refused, with the number of acts made before, and the kind and subject of the first refusal.
REFUSED: tuple[tuple[int, Act, str, str], ...] = (
    (1, Act("move", "accept", "ana", on(0), facts={"mentor_active_mentees": 1}), "role", "accept"),
    (1, Act("move", "accept", "raj", on(0), facts={"mentor_active_mentees": 3}), "condition", "mentor_has_room"),
    (1, Act("move", "close", "ana", on(0)), "not_offered", "close"),
    (2, Act("submit", "agreement", "ana", on(1), answers=TERMS), "window", "agreement"),
    (3, Act("submit", "agreement", "raj", on(2), answers=TERMS), "role", "agreement"),
    (3, Act("submit", "agreement", "ana", on(2), answers={**TERMS, "meetings_a_month": 21}), "answer",
     "meetings_a_month"),
    (7, Act("submit", "check_up", "raj", on(5), answers={**FINE, "fit": "so so"}), "answer", "fit"),
)  # fmt: skip
