"""Ruling 14: order of checks, and lifts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rulings.small import FACTS, MATCH, after_match, begun, hours, refusals, requested, shipped, small, there

CHECKED = """\
facts:
  weather: {choose_one: [fair, foul]}
  load:    {whole_number: 0 to 9}
conditions:
  fair: {weather: fair}
  light: {load: {fewer_than: 3}}
  empty: {load: {at_most: 0}}
states:
  open:
    moves:
      go:
        by: mentor
        must: [light, fair]
        should: empty
        override: {light: guide, fair: guide}
        to: there
        asks:
          why: {ask: Why, text: up to 5 characters}
          how: {ask: How, whole_number: 1 to 3}
      other:
        by: mentee
        must: fair
        to: there
      elsewhere: {by: mentee, to: aside}
  aside:
    moves:
      return: {by: mentee, to: open}
  there:
    moves:
      return: {by: mentee, to: open}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""
BAD_DAY = {"weather": "foul", "load": 5}
GOOD_DAY = {"weather": "fair", "load": 0}
WHY = {"why": "so", "how": 1}


def test_ruling_14_what_is_not_offered_is_said_first() -> None:
    """In a state that does not offer the move nothing else is looked at."""
    flow = small(CHECKED)
    decision = flow.fire(begun(flow), "return", by="eve", at=hours(1))

    assert "not_offered" == decision.outcome
    assert [("not_offered", "return")] == refusals(decision)


def test_ruling_14_a_failed_role_stops() -> None:
    """Whoever may not do it is not told what else is wrong."""
    flow = small(CHECKED)
    decision = flow.fire(begun(flow), "go", by="ana", at=hours(1), facts=BAD_DAY, answers={"how": 9})

    assert "refused" == decision.outcome
    assert [("role", "go")] == refusals(decision)


def test_ruling_14_every_wrong_answer_and_every_failing_must_is_listed() -> None:
    """Answers first, then conditions, each in the order of the file."""
    flow = small(CHECKED)
    decision = flow.fire(
        begun(flow), "go", by="raj", at=hours(1), facts=BAD_DAY, answers={"why": "too long", "how": 9}
    )

    assert [("answer", "why"), ("answer", "how"), ("condition", "light"), ("condition", "fair")] == refusals(decision)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"weather": "foul", "load": 5}, ["light", "fair"]),
        ({"weather": "fair", "load": 3}, ["light"]),
        ({"weather": "foul", "load": 2}, ["fair"]),
    ],
)
def test_ruling_14_all_failing_musts_are_listed_in_file_order(facts: dict[str, Any], expected: list[str]) -> None:
    """One refusal for each condition that does not hold."""
    flow = small(CHECKED)
    decision = flow.fire(begun(flow), "go", by="raj", at=hours(1), facts=facts, answers=WHY)

    assert [("condition", name) for name in expected] == refusals(decision)


def test_ruling_14_a_should_warns_and_is_recorded() -> None:
    """Advice not followed refuses nothing and stands on the record."""
    flow = small(CHECKED)
    decision = flow.fire(begun(flow), "go", by="raj", at=hours(1), facts={"weather": "fair", "load": 2}, answers=WHY)

    assert "moved" == decision.outcome
    assert ["empty"] == [warning.subject for warning in decision.warnings]
    assert ("empty",) == decision.records[-1].warnings


def test_ruling_14_a_form_checks_role_then_window_then_answers() -> None:
    """Each stops before the next."""
    flow = small(
        """\
        forms:
          note:
            filled_in_by: mentee
            opened_by: guide
            fields:
              count: {ask: How many, whole_number: 0 to 3}
        states:
          open:
            when_complete: {note: over}
          over: {final: over}
        any_time:
          moves:
            leave: {by: either partner, to: over}
        """
    )
    p = begun(flow)

    assert [("role", "note")] == refusals(flow.submit(p, "note", answers={"count": 9}, by="raj", at=hours(1)))
    assert [("window", "note")] == refusals(flow.submit(p, "note", answers={"count": 9}, by="ana", at=hours(1)))
    p = there(flow.open_form(p, "note", by="kim", at=hours(2)))
    assert [("answer", "count")] == refusals(flow.submit(p, "note", answers={"count": 9}, by="ana", at=hours(3)))


# --- lifts ----------------------------------------------------------------------------------------------------------
def lifted(*conditions: str, by: str = "kim", **more: Any) -> tuple[Any, Any]:
    """A flow, and a partnership in which conditions are lifted."""
    flow = small(CHECKED)
    p = begun(flow, **more)
    for condition in conditions:
        p = there(flow.lift(p, condition, by=by, at=hours(1), reason="for once"))
    return flow, p


def test_ruling_14_a_lift_is_a_record_of_its_own_with_its_reason() -> None:
    """It is made by somebody who holds the override role, before the move."""
    flow = small(CHECKED)
    decision = flow.lift(begun(flow), "light", by="kim", at=hours(1), reason="for once")

    assert ("recorded", "lift", "light", "kim", "guide") == (decision.outcome, *(
        getattr(decision.records[0], name) for name in ("kind", "name", "by", "role")
    ))  # fmt: skip
    assert "for once" == decision.records[0].change.reason


def test_ruling_14_only_the_override_role_lifts() -> None:
    """Neither the actor's partner nor a stranger may."""
    flow = small(CHECKED)
    for by in ("ana", "raj", "eve"):
        assert [("role", "light")] == refusals(flow.lift(begun(flow), "light", by=by, at=hours(1), reason="why not"))


def test_ruling_14_a_lift_needs_a_reason() -> None:
    """A lift without a word is refused."""
    flow = small(CHECKED)

    assert "refused" == flow.lift(begun(flow), "light", by="kim", at=hours(1), reason=" ").outcome


def test_ruling_14_what_cannot_be_lifted_here_is_not_offered() -> None:
    """Only a must of a move offered now, with an override, can be lifted."""
    flow = small(CHECKED)
    p = there(flow.fire(begun(flow), "elsewhere", by="ana", at=hours(1)))

    assert "not_offered" == flow.lift(p, "light", by="kim", at=hours(2), reason="for once").outcome
    assert "not_offered" == flow.lift(begun(flow), "empty", by="kim", at=hours(2), reason="for once").outcome


def test_ruling_14_a_lifted_condition_does_not_refuse_and_stands_on_the_record() -> None:
    """The next move that needs the lift uses it, and says who lifted what."""
    flow, p = lifted("light")
    decision = flow.fire(p, "go", by="raj", at=hours(2), facts={"weather": "fair", "load": 5}, answers=WHY)

    assert "moved" == decision.outcome
    assert (("light", "kim"),) == decision.records[-1].overrides


def test_ruling_14_a_lift_of_one_condition_leaves_the_other() -> None:
    """Each must is lifted by itself."""
    flow, p = lifted("light")

    assert [("condition", "fair")] == refusals(flow.fire(p, "go", by="raj", at=hours(2), facts=BAD_DAY, answers=WHY))


def test_ruling_14_nobody_lifts_a_condition_for_themselves() -> None:
    """A mentor who is guide as well may lift, but not for their own move."""
    both = {"mentee": "ana", "mentor": "raj", "guide": ("kim", "raj")}
    flow, p = lifted("light", by="raj", people=both)

    assert [("condition", "light")] == refusals(
        flow.fire(p, "go", by="raj", at=hours(2), facts={"weather": "fair", "load": 5}, answers=WHY)
    )


def test_ruling_14_a_lift_is_used_up_by_the_move_that_needs_it() -> None:
    """It serves once; leaving the state would end it as well."""
    staying = CHECKED.replace("        to: there\n        asks:", "        to: stay\n        asks:")
    flow = small(staying)
    p = there(flow.lift(begun(flow), "light", by="kim", at=hours(1), reason="for once"))
    heavy = {"weather": "fair", "load": 5}
    p = there(flow.fire(p, "go", by="raj", at=hours(2), facts=heavy, answers=WHY))

    assert [("condition", "light")] == refusals(flow.fire(p, "go", by="raj", at=hours(3), facts=heavy, answers=WHY))


def test_ruling_14_a_lift_that_is_not_needed_is_kept() -> None:
    """A move whose conditions hold anyway does not use it up, nor does a refused one."""
    staying = CHECKED.replace("        to: there\n        asks:", "        to: stay\n        asks:")
    flow = small(staying)
    p = there(flow.lift(begun(flow), "light", by="kim", at=hours(1), reason="for once"))
    p = there(flow.fire(p, "go", by="raj", at=hours(2), facts=GOOD_DAY, answers=WHY))
    refused = flow.fire(p, "go", by="raj", at=hours(3), facts=BAD_DAY, answers=WHY)
    heavy = flow.fire(p, "go", by="raj", at=hours(4), facts={"weather": "fair", "load": 5}, answers=WHY)

    assert [("condition", "fair")] == refusals(refused)
    assert (("light", "kim"),) == heavy.records[-1].overrides


def test_ruling_14_leaving_the_state_ends_a_lift() -> None:
    """Coming back, the condition stands again."""
    flow, p = lifted("light")
    p = there(flow.fire(p, "elsewhere", by="ana", at=hours(2)))
    p = there(flow.fire(p, "return", by="ana", at=hours(3)))
    again = flow.fire(p, "go", by="raj", at=hours(4), facts={"weather": "fair", "load": 5}, answers=WHY)

    assert [("condition", "light")] == refusals(again)


def test_ruling_14_a_must_without_an_override_is_not_lifted_by_the_way() -> None:
    """A lift for one move does not open another that shares the condition but has no override for it."""
    flow, p = lifted("fair")

    assert [("condition", "fair")] == refusals(flow.fire(p, "other", by="ana", at=hours(2), facts=BAD_DAY))


@pytest.mark.parametrize(("mentees", "outcome", "warned"), [(1, "moved", []), (2, "moved", ["mentor_has_slack"])])
def test_ruling_14_the_third_mentee_is_a_warning(mentees: int, outcome: str, warned: list[str]) -> None:
    """Two are advised, three allowed (D-04)."""
    flow = shipped()
    facts = {**FACTS, "mentor_active_mentees": mentees}
    decision = flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts=facts)

    assert outcome == decision.outcome
    assert warned == [warning.subject for warning in decision.warnings]


def test_ruling_14_the_fourth_mentee_needs_a_lift() -> None:
    """Refused at three, accepted once the coordinator has lifted it (D-06)."""
    flow = shipped()
    facts = {**FACTS, "mentor_active_mentees": 3}
    refused = flow.fire(requested(flow), "accept", by="raj", at=after_match(-0.5), facts=facts)
    assert [("condition", "mentor_has_room")] == refusals(refused)

    p = there(
        flow.lift(requested(flow), "mentor_has_room", by="kim", at=after_match(-0.5), reason="Raj asked for it")
    )
    assert "moved" == flow.fire(p, "accept", by="raj", at=MATCH, facts=facts).outcome


JOINT = """\
facts:
  load: {whole_number: 0 to 9}
conditions:
  light: {load: {fewer_than: 3}}
states:
  open:
    moves:
      agree:
        by: each partner
        must: light
        override: {light: guide}
        to: over
        tell: each partner
      wait: {by: mentee, to: stay}
      turn: {by: mentee, to: open}
  over: {final: over}
"""


def test_ruling_14_a_lift_for_a_joint_move_is_used_up_only_when_the_move_is_made() -> None:
    """Each half is checked; the lift serves both and ends with the last."""
    flow = small(JOINT)
    p = there(flow.lift(begun(flow), "light", by="kim", at=hours(1), reason="for once"))
    first = flow.fire(p, "agree", by="ana", at=hours(2), facts={"load": 5})
    second = flow.fire(there(first), "agree", by="raj", at=hours(3), facts={"load": 5})

    assert ("recorded", "moved") == (first.outcome, second.outcome)
    assert (("light", "kim"),) == second.records[-1].overrides


def test_ruling_14_every_must_is_checked_at_each_half() -> None:
    """The second half is refused where the condition holds no more."""
    flow = small(JOINT)
    p = there(flow.fire(begun(flow), "agree", by="ana", at=hours(1), facts={"load": 2}))

    assert [("condition", "light")] == refusals(flow.fire(p, "agree", by="raj", at=hours(2), facts={"load": 3}))


def test_ruling_14_a_half_is_not_a_whole_and_ends_with_the_state() -> None:
    """The first half tells nobody and does not move; entering a state takes it away, staying does not."""
    flow = small(JOINT)
    half = flow.fire(begun(flow), "agree", by="ana", at=hours(1), facts={"load": 2})
    assert ("recorded", ()) == (half.outcome, half.notices)
    assert "refused" == flow.fire(there(half), "agree", by="ana", at=hours(2), facts={"load": 2}).outcome

    stayed = there(flow.fire(there(half), "wait", by="ana", at=hours(2)))
    assert "moved" == flow.fire(stayed, "agree", by="raj", at=hours(3), facts={"load": 2}).outcome
    turned = there(flow.fire(there(half), "turn", by="ana", at=hours(2)))
    assert "recorded" == flow.fire(turned, "agree", by="raj", at=hours(3), facts={"load": 2}).outcome
