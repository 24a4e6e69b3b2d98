"""Ruling 21: what would change it."""

from __future__ import annotations

from tests.rulings.small import FACTS, MATCH, begun, hours, requested, shipped, small, there


def test_ruling_21_a_refusal_names_the_condition_the_value_the_bound_and_the_place() -> None:
    """Whoever reads it can look the rule up and knows what was compared."""
    flow = shipped()
    told = flow.fire(
        requested(flow), "accept", by="raj", at=MATCH, facts={**FACTS, "mentor_active_mentees": 5}
    ).explain()

    assert "mentor_has_room" in told or "mentor has room" in told
    assert "5" in told
    assert "3" in told
    assert "mentoring-connection.yaml:" in told


def test_ruling_21_the_nearest_value_is_named() -> None:
    """Of all numbers below three, two is the nearest to five."""
    flow = shipped()
    facts = {**FACTS, "mentor_active_mentees": 5}
    told = flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts=facts).explain()

    assert "2 instead of 5" in told.partition("would")[2]


CHOICE = """\
forms:
  note:
    filled_in_by: mentee
    fields:
      count: {ask: How many, whole_number: 0 to 9}
      stars: {ask: How many stars, whole_number: 0 to 9}
conditions:
  counted: {note.count: {at_least: 4}}
  shines: {note.stars: {at_least: 6}}
  both:
    all_of: [counted, shines]
states:
  open:
    moves:
      go: {by: mentee, must: both, to: over}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""


def test_ruling_21_only_what_fails_is_to_be_changed() -> None:
    """With enough of the one, only the other is named, with the nearest value that will do."""
    flow = small(CHOICE)
    p = there(flow.submit(begun(flow), "note", answers={"count": 7, "stars": 2}, by="ana", at=hours(1)))
    told = flow.fire(p, "go", by="ana", at=hours(2)).explain(to="ana")
    _, _, change = told.partition("would")

    assert "stars" in change
    assert "6 instead of 2" in change
    assert "count" not in change


def test_ruling_21_only_what_the_person_could_change_is_named() -> None:
    """Nobody is told that it would be otherwise if their partner had answered otherwise."""
    by_mentor = small(CHOICE.replace("go: {by: mentee", "go: {by: mentor"))
    p = there(by_mentor.submit(begun(by_mentor), "note", answers={"count": 7, "stars": 2}, by="ana", at=hours(1)))
    told = by_mentor.fire(p, "go", by="raj", at=hours(2)).explain(to="raj")

    assert "instead of" not in told


def test_ruling_21_who_may_lift_is_named() -> None:
    """Where a must can be lifted, the refusal says by whom."""
    flow = shipped()
    facts = {**FACTS, "mentor_active_mentees": 3}
    told = flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts=facts).explain()

    assert "Program coordinator may lift" in told
