"""
Small rule files for one point each, and the few things every ruling test does.

``small`` puts a body under a common head; ``day`` and ``hour`` name instants in UTC, counted from 1 March 2025.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import TYPE_CHECKING, Any

import mentorflow
from mentorflow.errors import InvalidWorkflow

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record

HEAD = """\
format: mentorflow/1
workflow: small
version: 1
title: Small
timezone: {zone}
roles:
  partners: {{mentee: Mentee, mentor: Mentor}}
  staff: {{guide: Guide}}
  others: {{kin: Kin}}
"""
BEGIN = """\
start:
  begin: {by: either partner, to: open}
"""
PEOPLE: dict[str, Any] = {"mentee": "ana", "mentor": "raj", "guide": "kim", "kin": "sol"}
ORIGIN = dt.datetime(2025, 3, 1, 12, 0, tzinfo=dt.UTC)
MICRO = dt.timedelta(microseconds=1)


def text_of(body: str, *, zone: str = "UTC", start: str = BEGIN) -> str:
    """A whole rule file around a body."""
    return HEAD.format(zone=zone) + start + textwrap.dedent(body)


def small(body: str, *, zone: str = "UTC", start: str = BEGIN) -> Flow:
    """A flow of a small rule file; the first state is ``open`` unless *start* says otherwise."""
    return mentorflow.loads(text_of(body, zone=zone, start=start), file="small.yaml")


def slugs(body: str, *, start: str = BEGIN) -> list[str]:
    """The slugs of the errors in a small rule file."""
    return [finding.slug for finding in errors(body, start=start)]


def errors(body: str, *, start: str = BEGIN) -> tuple[Diagnostic, ...]:
    """The errors in a small rule file; empty when it can be used."""
    try:
        small(body, start=start)
    except InvalidWorkflow as invalid:
        return tuple(finding for finding in invalid.diagnostics if finding.is_error)
    return ()


def day(number: float, hour: float = 12.0) -> dt.datetime:
    """The instant so many days after 1 March 2025, at an hour, in UTC."""
    midnight = ORIGIN.replace(hour=0)
    return midnight + dt.timedelta(days=number, hours=hour)


def hours(count: float) -> dt.datetime:
    """The instant so many hours after noon on 1 March 2025."""
    return ORIGIN + dt.timedelta(hours=count)


def begun(flow: Flow, at: dt.datetime = ORIGIN, **more: Any) -> Partnership:
    """A partnership that ana has begun."""
    options = {"people": PEOPLE, "by": "ana", **more}
    return there(flow.start(flow.workflow.start[0].name, id="p-1", at=at, **options))


def there(decision: Decision) -> Partnership:
    """The partnership after a decision that must be accepted."""
    assert decision.outcome in {"moved", "recorded"}, decision.explain()
    assert decision.partnership is not None
    return decision.partnership


def refusals(decision: Decision) -> list[tuple[str, str]]:
    """What was refused: kinds and subjects."""
    return [(refusal.kind, refusal.subject) for refusal in decision.refusals]


def ticked(flow: Flow, p: Partnership, at: dt.datetime) -> tuple[list[Record], Partnership]:
    """The records of a tick, and the partnership after it."""
    decisions = flow.tick(p, at=at)
    records = [record for decision in decisions for record in decision.records]
    after = decisions[-1].partnership if decisions else p
    assert after is not None
    return records, after


def falls(flow: Flow, p: Partnership, at: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """The names and instants of what falls up to an instant."""
    return [(record.name, record.at) for record in ticked(flow, p, at)[0]]


def notices(records: Any) -> set[tuple[str, str, str, str | None]]:
    """The notices of some records as tuples."""
    return {(n.to, n.kind, n.about, n.mark) for record in records for n in record.notices}


# --- the shipped workflow -------------------------------------------------------------------------------------------
SHIPPED_PEOPLE: dict[str, Any] = {"mentee": "ana", "mentor": "raj", "coordinator": "kim", "supervisor": "sol"}
FACTS: dict[str, Any] = {
    "mentor_active_mentees": 1,
    "mentor_availability": "open",
    "mentee_requests_waiting": 0,
    "mentors_interviewed": 2,
    "double_role": "none",
    "application_form": "filled_in",
    "assessment": "taken",
}
TERMS: dict[str, Any] = {
    "goals": ["Lead a team", "Speak in public", "Know the business"],
    "duties": "Ana prepares, Raj listens.",
    "place_and_time": "Cafeteria, Mondays at nine",
    "meeting_length": "1 hour",
    "meetings_a_month": 2,
    "hours_a_month": 3,
    "who_arranges": "mentee",
    "help_wanted": ["network"],
    "supervisor_briefing": "2026-01-20",
    "confidentiality": "everything",
    "events_pledge": "yes",
    "no_fault_clause": "yes",
}
FINE: dict[str, Any] = {
    "fit": "good",
    "meetings_a_month": 2,
    "energized": "yes",
    "time_well_spent": "yes",
    "cancelled_in_a_row": 0,
}
TWO_BAD: dict[str, Any] = {**FINE, "fit": "fair", "energized": "no"}
THREE_BAD: dict[str, Any] = {**TWO_BAD, "cancelled_in_a_row": 4}
MATCH = dt.datetime(2026, 1, 5, 14, 0, tzinfo=dt.UTC)


def shipped() -> Flow:
    """The mentoring connection."""
    return mentorflow.load("mentoring-connection")


def after_match(days: float) -> dt.datetime:
    """The instant so many days after the match, to the hour."""
    return MATCH + dt.timedelta(days=days)


def requested(flow: Flow, at: dt.datetime | None = None, **facts: Any) -> Partnership:
    """A request that waits for an answer."""
    when = after_match(-1) if at is None else at
    d = flow.start("request", id="p-1", people=SHIPPED_PEOPLE, by="ana", at=when, facts={**FACTS, **facts})
    return there(d)


def matched(flow: Flow) -> Partnership:
    """A match at noon."""
    return there(flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts=FACTS))


def agreed(flow: Flow) -> Partnership:
    """An agreed pair, six days after the match, all forms opened."""
    p = matched(flow)
    for form in ("agreement", "plan", "check_up"):
        p = there(flow.open_form(p, form, by="kim", at=after_match(1)))
    p = there(flow.submit(p, "agreement", answers=TERMS, by="ana", at=after_match(5)))
    p = there(flow.sign(p, "agreement", by="ana", at=after_match(5)))
    return there(flow.sign(p, "agreement", by="raj", at=after_match(6)))
