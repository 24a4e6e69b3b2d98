"""
Flows and partnerships that the tests of this folder share.

``flow_of`` reads a small rule file once; ``shipped`` is the mentoring connection; ``untouched`` is what every refused
act has to pass.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import mentorflow
from mentorflow.states.records import NO_CHANGE, Record
from tests.rulings.small import (
    BEGIN,
    FACTS,
    SHIPPED_PEOPLE,
    TERMS,
    after_match,
    agreed,
    begun,
    hours,
    matched,
    requested,
    text_of,
    there,
)

if TYPE_CHECKING:
    import datetime as dt

    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

PLAN: dict[str, Any] = {
    "goals": ["Lead a team", "Speak in public", "Know the business"],
    "activities": [{"what": "Lead the project", "kind": "by_doing", "takes": "6 weeks", "target": "2026-05-29"}],
    "right_now": "My manager and I do not get on.",
}
GO_ON: dict[str, Any] = {"met_on": "2026-01-06", "goals_changed": "no", "going_on": "yes", "evaluation": 8}
LEAVE = "any_time:\n  moves:\n    leave: {by: either partner, to: over}\n"


@cache
def shipped() -> Flow:
    """The mentoring connection, read once."""
    return mentorflow.load("mentoring-connection")


@cache
def flow_of(body: str, *, zone: str = "UTC", start: str = BEGIN) -> Flow:
    """A flow of a small rule file, read once; the first state is ``open`` unless *start* says otherwise."""
    return mentorflow.loads(text_of(body, zone=zone, start=start), file="small.yaml")


@cache
def a_request() -> Partnership:
    """A request of the day before the match that waits for an answer."""
    return requested(shipped())


@cache
def a_proposal() -> Partnership:
    """A proposal by the coordinator, of the day before the match."""
    d = shipped().start(
        "propose", id="p-2", people=SHIPPED_PEOPLE, by="kim", at=after_match(-1), facts={"double_role": "none"}
    )
    return there(d)


@cache
def a_match() -> Partnership:
    """A pair matched, with no form opened."""
    return matched(shipped())


@cache
def an_agreed_pair() -> Partnership:
    """An agreed pair six days after the match, with the agreement, the plan and the check-up opened."""
    return agreed(shipped())


def filled_in(
    flow: Flow, p: Partnership, form: str, answers: dict[str, Any], at: dt.datetime, *by: str
) -> Partnership:
    """The partnership after these people have filled in a form alike."""
    for person in by:
        p = there(flow.submit(p, form, answers=answers, by=person, at=at))
    return p


def in_state(state: str) -> Partnership:
    """A shipped partnership that has got as far as a state."""
    return _LIVES[state]()


@cache
def _recovering() -> Partnership:
    return _checked("recovering", obstacles=["workload"])


@cache
def _with_coordinator() -> Partnership:
    return _checked("with_coordinator", obstacles=["trust"])


@cache
def _checked_up() -> Partnership:
    return _checked("checked_up", fit="good", energized="yes")


def _checked(state: str, **own: Any) -> Partnership:
    """An agreed pair whose check-up leads to a state."""
    bad = {"fit": "poor", "meetings_a_month": 0, "energized": "no", "time_well_spent": "yes", "cancelled_in_a_row": 0}
    fine = {
        "fit": "good",
        "meetings_a_month": 2,
        "energized": "yes",
        "time_well_spent": "yes",
        "cancelled_in_a_row": 0,
    }
    p = there(shipped().submit(an_agreed_pair(), "check_up", answers=fine, by="raj", at=after_match(10)))
    p = there(shipped().submit(p, "check_up", answers={**bad, **own}, by="ana", at=after_match(10)))
    assert state == p.state
    return p


@cache
def _reviewed(changed: str) -> Partnership:
    p = there(shipped().open_form(_checked_up(), "mid_point_review", by="kim", at=after_match(11)))
    return filled_in(
        shipped(), p, "mid_point_review", {**GO_ON, "goals_changed": changed}, after_match(12), "ana", "raj"
    )


def _moved(state: str, move: str, by: str, **more: Any) -> Partnership:
    return there(shipped().fire(in_state(state), move, by=by, at=after_match(20), **more))


_LIVES: dict[str, Any] = {
    "requested": a_request,
    "proposed": a_proposal,
    "matched": a_match,
    "agreed": an_agreed_pair,
    "planned": lambda: filled_in(shipped(), an_agreed_pair(), "plan", PLAN, after_match(7), "ana"),
    "recovering": _recovering,
    "with_coordinator": _with_coordinator,
    "checked_up": _checked_up,
    "renewed": lambda: _reviewed("no"),
    "amending_plan": lambda: _reviewed("yes"),
    "paused": lambda: _moved("agreed", "pause", "ana"),
    "declined": lambda: there(shipped().fire(a_request(), "cancel", by="ana", at=after_match(0))),
    "closed": lambda: _moved("agreed", "confirm_close", "kim"),
    "no_fault_terminated": lambda: _moved("agreed", "withdraw", "raj"),
}
STATES = tuple(_LIVES)


def untouched(decision: Decision, p: Partnership, *refused: tuple[str, str]) -> None:
    """Nothing happened: the very object, no records, and exactly these refusals, each with a sentence and a place."""
    assert decision.partnership is p
    assert ((), (), ()) == (decision.records, decision.notices, decision.effects)
    assert not decision.accepted
    assert list(refused) == [(refusal.kind, refusal.subject) for refusal in decision.refusals]
    assert all(refusal.message for refusal in decision.refusals)


def migrated(p: Partnership) -> Record:
    """The record with which a history goes on from a partnership of other rules."""
    return Record(p.seq, p.at_us, "migrated", "", None, None, (), None, (), (), (), (), (), (), NO_CHANGE, p)


def history(flow: Flow, *decisions: Decision) -> list[Record]:
    """The records of some decisions that were all accepted, one after the other."""
    assert all(decision.accepted for decision in decisions)
    p = flow.replay(record for decision in decisions for record in decision.records)
    assert decisions[-1].partnership == p
    return [record for decision in decisions for record in decision.records]


__all__ = [
    "BEGIN",
    "FACTS",
    "GO_ON",
    "LEAVE",
    "PLAN",
    "SHIPPED_PEOPLE",
    "STATES",
    "TERMS",
    "a_match",
    "a_proposal",
    "a_request",
    "after_match",
    "an_agreed_pair",
    "begun",
    "filled_in",
    "flow_of",
    "history",
    "hours",
    "in_state",
    "migrated",
    "shipped",
    "there",
    "untouched",
]
