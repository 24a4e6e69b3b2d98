"""Refusals and warnings in plain sentences."""

from __future__ import annotations

import pytest

from tests.rulings.small import FINE, day
from tests.states.lives import (
    FACTS,
    LEAVE,
    a_request,
    after_match,
    an_agreed_pair,
    begun,
    filled_in,
    flow_of,
    hours,
    in_state,
    shipped,
    there,
    untouched,
)

OVER = "  over: {final: over}\n"
NEEDY = (
    """\
facts: {weather: {choose_one: [fair, foul]}}
counts: {tries: {count: knock, back_to_zero: rest}}
forms:
  pair: {filled_in_by: each partner, fields: {good: {ask: Good, choose_one: [yes, no]}}}
conditions:
  fair: {weather: fair}
  tried: {tries: {at_least: 2}}
  both: {who: each partner, pair.good: yes}
  answered: {pair: {complete: yes}}
  waited: {since.knock: {more_than: 2 days}}
  either: {any_of: [both, tried]}
  never: {none_of: answered}
states:
  open:
    moves:
      knock: {by: mentee, to: stay}
      rest: {by: mentee, to: stay}
      by_fact: {by: guide, must: fair, to: over}
      by_count: {by: guide, must: tried, to: over}
      by_answers: {by: mentee, must: both, to: over}
      by_form: {by: guide, must: answered, to: over}
      by_time: {by: guide, must: waited, to: over}
      by_either: {by: mentee, must: either, to: over}
      by_none: {by: guide, must: never, to: over}
"""
    + OVER
    + LEAVE
)


@pytest.mark.parametrize(
    ("move", "by", "condition", "words"),
    [
        ("by_fact", "kim", "fair", ["weather", "foul", "fair"]),
        ("by_count", "kim", "tried", ["1", "2"]),
        ("by_answers", "ana", "both", ["'both' does not hold"]),
        ("by_time", "kim", "waited", ["knock", "2 days"]),
        ("by_either", "ana", "either", ["'either' does not hold"]),
        ("by_none", "kim", "never", ["'never' does not hold: pair is complete"]),
    ],
)
def test_reasons_carry_values_but_never_answers(move: str, by: str, condition: str, words: list[str]) -> None:
    """Facts, counts and times are told with what was found; what rests on answers is told by its name only."""
    flow = flow_of(NEEDY)
    p = filled_in(flow, begun(flow), "pair", {"good": "no"}, hours(1), "raj", "ana")
    p = there(flow.fire(p, "knock", by="ana", at=hours(2)))
    decision = flow.fire(p, move, by=by, at=day(1), facts={"weather": "foul"})

    untouched(decision, p, ("condition", condition))
    assert not [word for word in words if word not in decision.refusals[0].message]
    assert decision.refusals[0].place.startswith("small.yaml:")
    assert "good" not in decision.refusals[0].message


def test_reasons_say_that_a_form_is_not_complete() -> None:
    """Whether a form is complete is nobody's answer, so it is told."""
    flow = flow_of(NEEDY)
    p = filled_in(flow, begun(flow), "pair", {"good": "yes"}, hours(1), "ana")
    refusal = flow.fire(p, "by_form", by="kim", at=hours(2)).refusals[0]

    assert refusal.message.startswith("'answered'")
    assert "pair is not complete" in refusal.message


def test_reasons_name_every_role_that_may_and_every_role_one_has() -> None:
    """Several are listed in plain words, as the file wants them read."""
    people = {"mentee": "ana", "mentor": "raj", "coordinator": "kim", "supervisor": "kim"}
    start = shipped().start("request", id="p", people=people, by="ana", at=after_match(-1), facts=FACTS)
    refusal = shipped().fire(there(start), "withdraw", by="kim", at=after_match(0)).refusals[0]

    assert "only Mentee or Mentor may withdraw; kim is Program coordinator and Supervisor" == refusal.message


def test_reasons_for_what_is_not_offered_list_what_is() -> None:
    """One hears where one is and what one may do instead."""
    message = shipped().fire(a_request(), "resume", by="ana", at=after_match(0)).refusals[0].message
    over = shipped().fire(in_state("closed"), "resume", by="ana", at=after_match(30)).refusals[0].message

    assert "resume cannot be done when the partnership is requested; here one may accept, decline, cancel" in message
    assert "resume cannot be done when the partnership is closed; nothing more can be done here" == over


def test_reasons_of_warnings_point_at_their_rule() -> None:
    """A warning has a sentence and the place of its condition, and carries no answers."""
    decision = shipped().fire(an_agreed_pair(), "confirm_close", by="kim", at=after_match(9))
    (warned,) = decision.warnings

    assert "both_evaluated" == warned.subject
    assert warned.message
    assert warned.place.startswith("workflows/mentoring-connection.yaml:")
    assert not [word for word in FINE.values() if isinstance(word, str) and f" {word} " in warned.message]
