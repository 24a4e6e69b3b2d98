"""Ruling 10: whose answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rulings.small import (
    FINE,
    THREE_BAD,
    after_match,
    agreed,
    begun,
    errors,
    hours,
    notices,
    shipped,
    small,
    there,
)

PAIR = """\
forms:
  pair:
    filled_in_by: each partner
    fields:
      good:  {ask: Good, choose_one: [yes, no]}
      stars: {ask: Stars, whole_number: 0 to 5}
conditions:
  both_good:
    who: each partner
    pair.good: yes
  one_good:
    who: either partner
    pair.good: yes
  mentor_good:
    who: mentor
    pair.good: yes
  one_good_and_shining:
    who: either partner
    pair.good: yes
    pair.stars: {at_least: 4}
states:
  open:
    moves:
      by_both:   {by: mentee, must: both_good, to: stay}
      by_one:    {by: mentee, must: one_good, to: stay}
      by_mentor: {by: mentee, must: mentor_good, to: stay}
      by_star:   {by: mentee, must: one_good_and_shining, to: stay}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""
GOOD, BAD = {"good": "yes", "stars": 0}, {"good": "no", "stars": 5}


@pytest.mark.parametrize(
    ("ana", "raj", "expected"),
    [
        (GOOD, GOOD, {"by_both", "by_one", "by_mentor"}),
        (GOOD, BAD, {"by_one"}),
        (BAD, GOOD, {"by_one", "by_mentor"}),
        (GOOD, None, {"by_one"}),
        (None, None, set()),
        ({"good": "yes", "stars": 4}, BAD, {"by_one", "by_star"}),
    ],
)
def test_ruling_10_who_says_over_whose_answers(ana: Any, raj: Any, expected: set[str]) -> None:
    """``each`` wants a sheet of everybody, ``either`` one sheet on which every line holds, a role its holders'."""
    flow = small(PAIR)
    p = begun(flow)
    for person, sheet in (("ana", ana), ("raj", raj)):
        if sheet is not None:
            p = there(flow.submit(p, "pair", answers=sheet, by=person, at=hours(1)))
    moves = ("by_both", "by_one", "by_mentor", "by_star")

    assert expected == {move for move in moves if flow.fire(p, move, by="ana", at=hours(2)).accepted}


def test_ruling_10_a_test_without_who_on_a_copy_each_is_an_error() -> None:
    """Outside ``row_for`` and ``asked_if`` it would be open whose answers are meant."""
    found = errors(PAIR.replace("  one_good:\n    who: either partner\n", "  one_good:\n"))

    assert 1 == len(found)
    assert "one_good" in found[0].message or "good" in found[0].message


def lead(ana: dict[str, Any], raj: dict[str, Any]) -> Any:
    """The decision by which two check-ups lead on."""
    flow = shipped()
    p = there(flow.submit(agreed(flow), "check_up", answers=raj, by="raj", at=after_match(20)))
    return flow.submit(p, "check_up", answers=ana, by="ana", at=after_match(21))


LASTING = {**THREE_BAD, "obstacles": ["trust"]}
CURABLE = {**THREE_BAD, "obstacles": ["workload"]}
UNNAMED = {**THREE_BAD, "in_own_words": "We talk past each other."}


@pytest.mark.parametrize(
    ("ana", "raj", "row", "state"),
    [
        (FINE, FINE, 3, "checked_up"),
        (CURABLE, FINE, 2, "recovering"),
        (CURABLE, UNNAMED, 1, "agreed"),
        (UNNAMED, LASTING, 0, "with_coordinator"),
        (LASTING, FINE, 0, "with_coordinator"),
    ],
)
def test_ruling_10_each_sheet_finds_one_row_and_the_row_higher_up_counts(
    ana: Any, raj: Any, row: int, state: str
) -> None:
    """The worse of two check-ups leads, whoever handed it in (D-14)."""
    for one, other in ((ana, raj), (raj, ana)):
        decision = lead(one, other)
        assert [("after_check_up", row)] == [(taken.routing, taken.index) for taken in decision.records[-1].rows]
        assert state == there(decision).state


def test_ruling_10_only_the_row_that_counts_has_effects() -> None:
    """The row lower down reopens nothing and tells nobody."""
    decision = lead(UNNAMED, LASTING)

    assert {("kim", "told")} == {(to, kind) for to, kind, _, _ in notices(decision.records) if kind == "told"}
    assert () == decision.records[-1].change.reopened
    assert set() == {n for n in notices(decision.records) if n[1] == "opened" and n[2] == "check_up"}
