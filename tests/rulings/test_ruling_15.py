"""Ruling 15: start."""

from __future__ import annotations

from typing import Any

import pytest

from mentorflow.errors import BadArgument, MentorflowError, UnknownName
from tests.rulings.small import (
    FACTS,
    MATCH,
    PEOPLE,
    SHIPPED_PEOPLE,
    begun,
    day,
    falls,
    hours,
    refusals,
    shipped,
    small,
    there,
)

OWN = """\
limits:
  length:
    usually: 10 days
    may_be: 5 days to 100 days
  fixed: 3 days
ends: {within: length, counted_from: open, late: {tell: guide}}
states:
  open:
    moves:
      hand_over: {by: guide, to: stay, assigns: mentor}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""


def request(**facts: Any) -> Any:
    """A request under some facts."""
    return shipped().start("request", id="p-1", people=SHIPPED_PEOPLE, by="ana", at=MATCH, facts={**FACTS, **facts})


def test_ruling_15_a_start_may_be_refused_and_gives_no_partnership() -> None:
    """Its musts are checked like those of any move."""
    decision = request(mentor_availability="closed", mentee_requests_waiting=1)

    assert "refused" == decision.outcome
    assert decision.partnership is None
    assert () == decision.records
    assert [("condition", "mentor_is_open"), ("condition", "mentee_may_ask")] == refusals(decision)


def test_ruling_15_a_start_may_warn() -> None:
    """One interview is fewer than advised, and no reason to refuse."""
    decision = request(mentors_interviewed=1)

    assert "moved" == decision.outcome
    assert ["enough_interviews"] == [warning.subject for warning in decision.warnings]


def test_ruling_15_each_start_has_its_own_makers() -> None:
    """The coordinator proposes, the mentee requests, the mentor does neither."""
    flow = shipped()

    for move, by, expected in (
        ("propose", "kim", "moved"),
        ("propose", "ana", "refused"),
        ("request", "raj", "refused"),
        ("request", "eve", "refused"),
    ):
        decision = flow.start(move, id="p-1", people=SHIPPED_PEOPLE, by=by, at=MATCH, facts=FACTS)
        assert expected == decision.outcome


def test_ruling_15_limits_with_a_range_may_be_set() -> None:
    """The partnership's own limit decides when it ends; bounds are included."""
    flow = small(OWN)

    for length, due in (("5 days", 6), ("20 days", 21), ("100 days", 101)):
        p = begun(flow, limits={"length": length})
        assert [("ends", day(due, hour=0))] == falls(flow, p, day(200))


@pytest.mark.parametrize(
    "wrong", [{"length": "4 days"}, {"length": "101 days"}, {"length": "240 hours"}, {"length": 7}]
)
def test_ruling_15_limits_outside_their_range_raise(wrong: dict[str, Any]) -> None:
    """Setting a limit is the application's part; a wrong one is a mistake."""
    flow = small(OWN)

    with pytest.raises(BadArgument):
        begun(flow, limits=wrong)


@pytest.mark.parametrize("wrong", [{"fixed": "3 days"}, {"unknown": "3 days"}])
def test_ruling_15_only_limits_with_a_range_may_be_set(wrong: dict[str, Any]) -> None:
    """A limit without a range is the same for everybody."""
    with pytest.raises((UnknownName, BadArgument)):
        begun(small(OWN), limits=wrong)


def test_ruling_15_one_person_in_both_partner_roles_is_refused() -> None:
    """Nobody mentors themselves (D-48), neither at the start nor by a hand-over."""
    flow = small(OWN)
    both = {**PEOPLE, "mentor": "ana"}
    decision = flow.start("begin", id="p-1", people=both, by="ana", at=hours(0))
    handed = flow.fire(begun(flow), "hand_over", by="kim", at=hours(1), people={"mentor": "ana"})

    assert ("refused", None) == (decision.outcome, decision.partnership)
    assert "refused" == handed.outcome


def test_ruling_15_one_person_among_several_in_both_partner_roles_is_refused() -> None:
    """It makes no difference that others hold the role as well."""
    decision = small(OWN).start("begin", id="p-1", people={**PEOPLE, "mentor": ("raj", "ana")}, by="ana", at=hours(0))

    assert "refused" == decision.outcome


@pytest.mark.parametrize("missing", ["mentee", "mentor", "guide"])
def test_ruling_15_partners_and_staff_must_be_there(missing: str) -> None:
    """A start without them is a mistake of the application."""
    people = {role: person for role, person in PEOPLE.items() if role != missing}

    with pytest.raises(BadArgument, match=missing):
        begun(small(OWN), people=people)


def test_ruling_15_others_may_be_missing() -> None:
    """A role under ``others`` may stay empty; one that does not exist may not be filled."""
    flow = small(OWN)

    assert "open" == there(flow.start("begin", id="p", people={k: PEOPLE[k] for k in ("mentee", "mentor", "guide")},
                                      by="ana", at=hours(0))).state  # fmt: skip
    with pytest.raises(UnknownName):
        begun(flow, people={**PEOPLE, "mentro": "max"})


def test_ruling_15_a_start_move_is_not_offered_later() -> None:
    """A partnership begins once."""
    flow = shipped()
    p = there(request())

    with_facts = {"by": "ana", "at": MATCH, "facts": FACTS}
    try:
        decision = flow.fire(p, "request", **with_facts)
    except MentorflowError as mistake:
        assert isinstance(mistake, UnknownName)  # noqa: PT017 - either answer says that it is no move of a partnership
    else:
        assert "not_offered" == decision.outcome
