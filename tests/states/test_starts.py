"""Beginning a partnership: who takes part, which limits it has, and what may refuse it."""

from __future__ import annotations

from typing import Any

import pytest

from mentorflow.errors import BadArgument, UnknownName
from mentorflow.rules.calendar import Duration
from tests.states.lives import FACTS, LEAVE, SHIPPED_PEOPLE, after_match, flow_of, hours, shipped, there

OVER = "  over: {final: over}\n"
PEOPLE = {"mentee": "ana", "mentor": "raj", "guide": "kim"}


def asked(**more: Any) -> Any:
    """A request of the shipped workflow."""
    given = {"people": SHIPPED_PEOPLE, "by": "ana", "facts": FACTS, **more}
    return shipped().start("request", id="p-1", at=after_match(-1), **given)


def test_starts_give_a_partnership_in_its_first_state() -> None:
    """The first record enters the state, tells those named, and keeps the facts; ``others`` may be missing."""
    without = {role: person for role, person in SHIPPED_PEOPLE.items() if role != "supervisor"}
    decision = asked(people=without)
    p = there(decision)

    assert ("moved", "requested", "p-1", 1, after_match(-1)) == (decision.outcome, p.state, p.id, p.seq, p.at)
    assert ["raj"] == [notice.to for notice in decision.notices]
    assert tuple(FACTS.items()) == decision.records[0].facts
    assert "matched" == there(shipped().fire(p, "accept", by="raj", at=after_match(0), facts=FACTS)).state


def test_starts_by_somebody_who_may_not_give_no_partnership() -> None:
    """A refused start says whose it is and returns nothing."""
    for by in ("raj", "eve"):
        decision = asked(by=by)
        assert ("refused", None, ()) == (decision.outcome, decision.partnership, decision.records)
        assert [("role", "request")] == [(r.kind, r.subject) for r in decision.refusals]


def test_starts_list_every_condition_that_fails() -> None:
    """All failing conditions are told at once, in the order of the file, and advice on those that are accepted."""
    refused = asked(facts={**FACTS, "mentor_availability": "closed", "mentee_requests_waiting": 1})
    warned = asked(facts={**FACTS, "mentors_interviewed": 1})

    assert ["mentor_is_open", "mentee_may_ask"] == [refusal.subject for refusal in refused.refusals]
    assert refused.partnership is None
    assert ["enough_interviews"] == [warning.subject for warning in warned.warnings]
    assert ("enough_interviews",) == warned.records[0].warnings


def test_starts_refuse_one_person_in_both_partner_roles() -> None:
    """Nobody mentors themselves, also where roles have several people."""
    for mentor in ("ana", ["raj", "ana"]):
        decision = asked(people={**SHIPPED_PEOPLE, "mentor": mentor})
        assert [("role", "ana cannot be both mentee and mentor")] == [(r.kind, r.message) for r in decision.refusals]


def test_starts_take_several_people_and_roles_in_one_hand() -> None:
    """A role may have several people, a person several roles."""
    p = there(asked(people={**SHIPPED_PEOPLE, "coordinator": ["kim", "raj", "kim"], "supervisor": None}))

    assert ("mentor", "coordinator") == shipped().view(p, by="raj").roles
    assert ("coordinator",) == shipped().view(p, by="kim").roles


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ({"mentor": None}, "people must say who is the mentor"),
        ({"coordinator": None}, "people must say who is the coordinator"),
        ({"mentee": ""}, "the mentee must be a person's name or several, not ''"),
        ({"supervisor": 3}, "the supervisor must be"),
        ({"supervisor": []}, "the supervisor must be"),
        ({"supervisor": ["sol", None]}, "the supervisor must be"),
    ],
)
def test_starts_raise_for_people_that_cannot_be_meant(people: dict[str, Any], words: str) -> None:
    """Partners and staff have to be there, and everybody is a text."""
    with pytest.raises(BadArgument, match=words):
        asked(people={**SHIPPED_PEOPLE, **people})


def test_starts_raise_for_a_role_that_does_not_exist() -> None:
    """A role that the file does not have is a programmer's slip."""
    with pytest.raises(UnknownName, match=r"there is no role called 'mentoree'\. Did you mean 'mentee'"):
        asked(people={**SHIPPED_PEOPLE, "mentoree": "eve"})
    with pytest.raises(BadArgument, match="who is the mentee"):
        asked(people={})


# --- limits ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("30 days", Duration(days=30)),
        ("1095 days", Duration(days=1095)),
        ("3 years", Duration(months=36)),
        (Duration(months=6), Duration(months=6)),
    ],
)
def test_starts_set_limits_within_their_range(given: Any, expected: Duration) -> None:
    """A limit with a range may be set, both ends included, as a text or as a length."""
    assert (("program_length", expected),) == asked(limits={"program_length": given}).records[0].origin.limits


@pytest.mark.parametrize("length", ["29 days", "1096 days", "720 hours", "a year", 365, None])
def test_starts_raise_for_limits_outside_their_range(length: Any) -> None:
    """What is too short, too long, counted in hours, or no length at all is a programmer's slip."""
    with pytest.raises(BadArgument, match="program_length may be 30 days to 1095 days, not"):
        asked(limits={"program_length": length})


def test_starts_raise_for_limits_that_may_not_be_set() -> None:
    """A limit without a range, or one that does not exist, is named with those that may be set."""
    for name in ("contact_tries", "length_of_program"):
        with pytest.raises(UnknownName, match=f"no limit that may be set called '{name}'. There are: program_length"):
            asked(limits={name: 3})


NUMBERED = (
    """\
limits:
  tries: {usually: 2, may_be: 1 to 3}
conditions:
  enough: {times.knock: {at_least: tries}}
states:
  open:
    moves:
      knock: {by: mentee, to: stay}
      enter: {by: mentee, must: enough, to: over}
"""
    + OVER
    + LEAVE
)


@pytest.mark.parametrize("tries", [1, 3])
def test_starts_set_limits_that_are_numbers(tries: int) -> None:
    """The limit of the partnership is the one that counts."""
    flow = flow_of(NUMBERED)
    p = there(flow.start("begin", id="p", people=PEOPLE, by="ana", at=hours(0), limits={"tries": tries}))
    for hour in range(1, tries + 1):
        assert "refused" == flow.fire(p, "enter", by="ana", at=hours(hour)).outcome
        p = there(flow.fire(p, "knock", by="ana", at=hours(hour)))

    assert "over" == there(flow.fire(p, "enter", by="ana", at=hours(9))).state


@pytest.mark.parametrize("tries", [0, 4, True, "2", "2 days", 2.0])
def test_starts_raise_for_numbers_outside_their_range(tries: Any) -> None:
    """A number is a whole number within the range."""
    with pytest.raises(BadArgument, match="tries may be 1 to 3, not"):
        flow_of(NUMBERED).start("begin", id="p", people=PEOPLE, by="ana", at=hours(0), limits={"tries": tries})


# --- what a start can do --------------------------------------------------------------------------------------------
ASKING = (
    """\
forms:
  note: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
  diary: {filled_in_by: mentor, open_from: open, fields: {text: {ask: What, text: any length}}}
effects: {greet: Greet them.}
states:
  open: {when_complete: {note: over}}
"""
    + OVER
    + LEAVE
)
BEGIN_ASKING = """\
start:
  begin:
    by: [mentee, guide]
    not_by: kin
    to: open
    tell: guide
    effect: greet
    asks: {why: {ask: Why, text: up to 5 characters}}
"""


def test_starts_ask_tell_and_open_forms() -> None:
    """A start may ask something, tell, ask the application for something; forms that are open then are told."""
    flow = flow_of(ASKING, start=BEGIN_ASKING)
    begun = flow.start("begin", id="p", people=PEOPLE, by="ana", at=hours(0), answers={"why": "so"})
    wrong = flow.start("begin", id="p", people=PEOPLE, by="ana", at=hours(0))

    assert (("so",), ("greet",)) == (begun.records[0].answers, begun.effects)
    assert {("kim", "told", "begin"), ("ana", "opened", "note"), ("raj", "opened", "diary")} == {
        (n.to, n.kind, n.about) for n in begun.notices
    }
    assert [("answer", "why")] == [(r.kind, r.subject) for r in wrong.refusals]


def test_starts_bar_those_who_hold_another_role_as_well() -> None:
    """``not_by`` counts for starts too."""
    flow = flow_of(ASKING, start=BEGIN_ASKING)
    people = {**PEOPLE, "kin": "kim"}
    decision = flow.start("begin", id="p", people=people, by="kim", at=hours(0), answers={"why": "so"})

    assert [("role", "begin")] == [(r.kind, r.subject) for r in decision.refusals]
