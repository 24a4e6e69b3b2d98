"""Ruling 9: yes or no, never unknown."""

from __future__ import annotations

from typing import Any

import pytest

from mentorflow.errors import BadFact
from tests.rulings.small import (
    FACTS,
    FINE,
    MATCH,
    SHIPPED_PEOPLE,
    THREE_BAD,
    TWO_BAD,
    after_match,
    agreed,
    begun,
    errors,
    hours,
    requested,
    shipped,
    small,
    there,
)

NUMBERS = """\
forms:
  note:
    filled_in_by: mentee
    fields:
      count: {ask: How many, whole_number: 0 to 9, optional: yes}
      said:  {ask: Said, choose_one: [yes, no], optional: yes}
conditions:
  many: {note.count: {more_than: 2}}
  few: {none_of: many}
  none_at_all: {note.count: {at_most: 0}}
  agreed_to: {note.said: yes}
states:
  open:
    moves:
      by_many:   {by: mentee, must: many, to: stay}
      by_few:    {by: mentee, must: few, to: stay}
      by_none:   {by: mentee, must: none_at_all, to: stay}
      by_agreed: {by: mentee, must: agreed_to, to: stay}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""


def accepted(move: str, answers: dict[str, Any] | None) -> bool:
    """Whether a move is accepted after some answers, or before any."""
    flow = small(NUMBERS)
    p = begun(flow)
    if answers is not None:
        p = there(flow.submit(p, "note", answers=answers, by="ana", at=hours(1)))
    return flow.fire(p, move, by="ana", at=hours(2)).accepted


@pytest.mark.parametrize("answers", [None, {}, {"said": "no"}])
def test_ruling_09_a_test_on_what_was_not_answered_says_no(answers: dict[str, Any] | None) -> None:
    """Neither more nor fewer holds of an answer that is not there."""
    assert not accepted("by_many", answers)
    assert not accepted("by_none", answers)
    assert not accepted("by_agreed", answers)


@pytest.mark.parametrize("answers", [None, {}, {"said": "no"}])
def test_ruling_09_its_negation_says_yes(answers: dict[str, Any] | None) -> None:
    """What does not hold is not left open: its negation holds."""
    assert accepted("by_few", answers)


@pytest.mark.parametrize(("count", "many"), [(2, False), (3, True)])
def test_ruling_09_more_than_two_begins_at_three(count: int, many: bool) -> None:  # noqa: FBT001
    """The bound itself does not count."""
    assert many is accepted("by_many", {"count": count})
    assert many is not accepted("by_few", {"count": count})


def led_by(raj: dict[str, Any], ana: dict[str, Any]) -> str:
    """The state after two check-ups."""
    flow = shipped()
    p = there(flow.submit(agreed(flow), "check_up", answers=raj, by="raj", at=after_match(20)))
    return there(flow.submit(p, "check_up", answers=ana, by="ana", at=after_match(21))).state


def test_ruling_09_answers_to_questions_not_asked_are_recorded_and_read_as_absent() -> None:
    """Two unfavorable answers do not ask for obstacles; a lasting one named all the same leads nowhere (D-21)."""
    flow = shipped()
    p = there(flow.submit(agreed(flow), "check_up", answers=FINE, by="raj", at=after_match(20)))
    named = {**TWO_BAD, "obstacles": ["trust"]}
    decision = flow.submit(p, "check_up", answers=named, by="ana", at=after_match(21))

    assert "checked_up" == there(decision).state
    assert ("trust",) in (decision.records[-1].answers or ())


def test_ruling_09_the_same_answers_count_where_the_question_is_asked() -> None:
    """With three unfavorable answers the named obstacle is read."""
    assert "with_coordinator" == led_by(FINE, {**THREE_BAD, "obstacles": ["trust"]})
    assert "recovering" == led_by(FINE, {**THREE_BAD, "obstacles": ["workload"]})


def test_ruling_09_a_question_that_is_asked_must_be_answered() -> None:
    """With no obstacle named, the words are asked for, and a sheet without them is refused."""
    flow = shipped()
    bare = flow.submit(agreed(flow), "check_up", answers={**THREE_BAD, "obstacles": []}, by="ana", at=after_match(20))

    assert [("answer", "in_own_words")] == [(r.kind, r.subject) for r in bare.refusals]


def test_ruling_09_a_missing_host_fact_raises_before_deciding() -> None:
    """The facts that a trigger may read are complete, or nothing is decided, whoever asks."""
    flow = shipped()
    p = requested(flow)

    for by in ("raj", "eve"):
        with pytest.raises(BadFact, match="mentor_active_mentees"):
            flow.fire(p, "accept", by=by, at=MATCH)
    with pytest.raises(BadFact):
        flow.start("request", id="p-2", people=SHIPPED_PEOPLE, by="ana", at=MATCH, facts={"double_role": "none"})


def test_ruling_09_a_move_that_reads_no_fact_needs_none() -> None:
    """Only the static read set of the trigger is asked for."""
    flow = shipped()

    assert "moved" == flow.fire(requested(flow), "decline", by="raj", at=MATCH).outcome
    assert (
        "moved"
        == flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts={"mentor_active_mentees": 0}).outcome
    )


def test_ruling_09_asked_if_has_no_cycles() -> None:
    """Two questions that wait for each other are an error in the file."""
    found = errors(
        """\
        forms:
          note:
            filled_in_by: mentee
            fields:
              one: {ask: One, choose_one: [yes, no], asked_if: two_said}
              two: {ask: Two, choose_one: [yes, no], asked_if: one_said}
        conditions:
          one_said: {note.one: yes}
          two_said: {note.two: yes}
        states:
          open:
            when_complete: {note: over}
          over: {final: over}
        """
    )

    assert 1 == len(found)


def test_ruling_09_facts_outside_their_kind_raise() -> None:
    """Host facts are the application's: a wrong one is a programmer's mistake."""
    flow = shipped()

    for wrong in (
        {"mentor_active_mentees": 101},
        {"mentor_active_mentees": "1"},
        {"double_role": "maybe"},
        {"weather": 1},
    ):
        with pytest.raises(BadFact):
            flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts={**FACTS, **wrong})
