"""The hand-written moves: offered, role, conditions, advice; then a record, folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.handwritten.answers import days_of, facts_of
from benchmarks.handwritten.fold import fold
from benchmarks.handwritten.saying import ENDED, PARTNERS, enter_recovering, notices, refused, role_of
from benchmarks.handwritten.values import MADE, NOT_YET, NOTHING, Change, Decision, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.handwritten.values import Pairs, Partnership, People

MENTEES_ALLOWED = 3
MENTEES_ADVISED = 2
REQUESTS_ALLOWED = 1
INTERVIEWS_ADVISED = 2
CONTACT_TRIES = 3
CLOSING = frozenset({"agreed", "planned", "checked_up", "amending_plan", "renewed", "with_coordinator"})
EXTENDING = frozenset({"agreed", "planned", "checked_up", "amending_plan", "renewed"})
NOT_REACHED = frozenset({"requested", "proposed", "paused"})


def request(name: str, people: People, by: str, now: int, given: Mapping[str, Any] | None) -> Decision:
    """The move that begins."""
    needed = ("mentor_availability", "mentee_requests_waiting", "mentors_interviewed", "double_role")
    facts = facts_of(given, needed)
    assert given is not None
    if by not in people.mentee:
        return refused(None, "role", "request")
    failed = []
    if given["mentor_availability"] != "open":
        failed.append("mentor_is_open")
    if not given["mentee_requests_waiting"] < REQUESTS_ALLOWED:
        failed.append("mentee_may_ask")
    if given["double_role"] not in {"none", "endorsed"}:
        failed.append("double_role_settled")
    if failed:
        return refused(None, "condition", *failed)
    warnings = () if given["mentors_interviewed"] >= INTERVIEWS_ADVISED else ("enough_interviews",)
    told = notices(people, "told", "request", ("mentor",))
    record = Record(
        1, now, "start", "request", by, "mentee", facts, None, ("requested",), NOTHING, warnings, told, NOTHING,
        MADE, (name, people),
    )  # fmt: skip
    return Decision("moved", fold(None, record), record, NOTHING, warnings)


def accept(
    p: Partnership, by: str, now: int, given: Mapping[str, Any] | None, _answers: Mapping[str, Any] | None
) -> Decision:
    """The mentor says yes."""
    if p.state != "requested":
        return refused(p, "not_offered", "accept")
    facts = facts_of(given, ("mentor_active_mentees",))
    if by not in p.people.mentor:
        return refused(p, "role", "accept")
    assert given is not None
    mentees = given["mentor_active_mentees"]
    if mentees >= MENTEES_ALLOWED:
        return refused(p, "condition", "mentor_has_room")
    warnings = () if mentees < MENTEES_ADVISED else ("mentor_has_slack",)
    told = notices(p.people, "told", "accept", ("mentee", "coordinator", "supervisor"))
    record = Record(
        p.seq + 1, now, "move", "accept", by, "mentor", facts, None, ("matched",), NOTHING, warnings, told,
        ("close_other_requests", "recount_mentor"), MADE,
    )  # fmt: skip
    return Decision("moved", fold(p, record), record, NOTHING, warnings)


def no_answer(
    p: Partnership, by: str, now: int, given: Mapping[str, Any] | None, _answers: Mapping[str, Any] | None
) -> Decision:
    """A partner could not be reached."""
    if p.state in NOT_REACHED or p.state in ENDED:
        return refused(p, "not_offered", "no_answer")
    facts = facts_of(given, NOTHING)
    role = role_of(p.people, by, PARTNERS)
    if role is None:
        return refused(p, "role", "no_answer")
    row = 0 if p.tries + 1 >= CONTACT_TRIES else 1
    told = notices(p.people, "told", "no_answer", ("coordinator",)) if row == 0 else NOTHING
    record = Record(
        p.seq + 1, now, "move", "no_answer", by, role, facts, None, NOTHING, (("after_no_answer", row, None),),
        NOTHING, told, NOTHING, MADE,
    )  # fmt: skip
    return Decision("recorded", fold(p, record), record, NOTHING, NOTHING)


def answered(
    p: Partnership, by: str, now: int, given: Mapping[str, Any] | None, _answers: Mapping[str, Any] | None
) -> Decision:
    """A partner was reached."""
    if p.state in NOT_REACHED or p.state in ENDED:
        return refused(p, "not_offered", "answered")
    facts = facts_of(given, NOTHING)
    role = role_of(p.people, by, PARTNERS)
    if role is None:
        return refused(p, "role", "answered")
    record = Record(
        p.seq + 1, now, "move", "answered", by, role, facts, None, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, MADE
    )
    return Decision("recorded", fold(p, record), record, NOTHING, NOTHING)


def ask_for_help(
    p: Partnership, by: str, now: int, given: Mapping[str, Any] | None, _answers: Mapping[str, Any] | None
) -> Decision:
    """The coordinator is called in."""
    if p.state != "recovering":
        return refused(p, "not_offered", "ask_for_help")
    facts = facts_of(given, NOTHING)
    role = role_of(p.people, by, PARTNERS)
    if role is None:
        return refused(p, "role", "ask_for_help")
    record = Record(
        p.seq + 1, now, "move", "ask_for_help", by, role, facts, None, ("with_coordinator",), NOTHING, NOTHING,
        notices(p.people, "told", "ask_for_help", ("coordinator",)), NOTHING, MADE,
    )  # fmt: skip
    return Decision("moved", fold(p, record), record, NOTHING, NOTHING)


def work_on_it(
    p: Partnership, by: str, now: int, given: Mapping[str, Any] | None, _answers: Mapping[str, Any] | None
) -> Decision:
    """They try once more."""
    if p.state != "with_coordinator":
        return refused(p, "not_offered", "work_on_it")
    facts = facts_of(given, NOTHING)
    role = role_of(p.people, by, ("mentee", "mentor", "coordinator"))
    if role is None:
        return refused(p, "role", "work_on_it")
    told, change = enter_recovering(p, notices(p.people, "told", "work_on_it", PARTNERS), MADE)
    record = Record(
        p.seq + 1, now, "move", "work_on_it", by, role, facts, None, ("recovering",), NOTHING, NOTHING, told,
        NOTHING, change,
    )  # fmt: skip
    return Decision("moved", fold(p, record), record, NOTHING, NOTHING)


def extend(
    p: Partnership, by: str, now: int, given: Mapping[str, Any] | None, answers: Mapping[str, Any] | None
) -> Decision:
    """The coordinator makes the year longer."""
    if p.state not in EXTENDING:
        return refused(p, "not_offered", "extend")
    facts = facts_of(given, NOTHING)
    if by not in p.people.coordinator:
        return refused(p, "role", "extend")
    days = days_of(answers.get("extra_time")) if answers else -1
    if not 1 <= days <= 730:
        return refused(p, "answer", "extra_time")
    return extended(p, by, now, facts, days)


def extended(p: Partnership, by: str, now: int, facts: Pairs, days: int) -> Decision:
    """A year made longer by a number of days that was found in order."""
    record = Record(
        p.seq + 1, now, "move", "extend", by, "coordinator", facts, (days,), NOTHING, NOTHING, NOTHING,
        notices(p.people, "told", "extend", ("mentee", "mentor", "supervisor")), NOTHING,
        Change(program_days=p.program_days + days),
    )  # fmt: skip
    return Decision("recorded", fold(p, record), record, NOTHING, NOTHING)


def close(
    p: Partnership, by: str, now: int, given: Mapping[str, Any] | None, _answers: Mapping[str, Any] | None
) -> Decision:
    """One partner proposes the end, the other confirms it."""
    if p.state not in CLOSING:
        return refused(p, "not_offered", "close")
    facts = facts_of(given, NOTHING)
    role = role_of(p.people, by, PARTNERS)
    if role is None:
        return refused(p, "role", "close")
    evaluation = p.forms.end_evaluation
    warnings = () if evaluation is not None and evaluation.complete else ("both_evaluated",)
    if not {*p.halves, by}.issuperset(p.people.mentee + p.people.mentor):
        told = NOTHING if p.halves else notices(p.people, "told", "close", tuple(r for r in PARTNERS if r != role))
        record = Record(
            p.seq + 1, now, "move", "close", by, role, facts, None, NOTHING, NOTHING, warnings, told, NOTHING,
            NOT_YET,
        )  # fmt: skip
        return Decision("recorded", fold(p, record), record, NOTHING, warnings)
    told = notices(p.people, "told", "close", ("mentee", "mentor", "coordinator", "supervisor"))
    record = Record(
        p.seq + 1, now, "move", "close", by, role, facts, None, ("closed",), NOTHING, warnings, told,
        ("recount_mentor",), MADE,
    )  # fmt: skip
    return Decision("moved", fold(p, record), record, NOTHING, warnings)


MOVES: dict[
    str, Callable[[Partnership, str, int, Mapping[str, Any] | None, Mapping[str, Any] | None], Decision]
] = {
    "accept": accept,
    "no_answer": no_answer,
    "answered": answered,
    "ask_for_help": ask_for_help,
    "work_on_it": work_on_it,
    "extend": extend,
    "close": close,
}  # fmt: skip
