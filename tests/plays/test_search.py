"""Searching lives: all of the shipped workflows is found from nothing, the same twice, or honestly given up."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mentorflow.loading import load, loads, shipped
from mentorflow.plays.exercise import exercised_by
from mentorflow.plays.goals import Goal, entered, goals_of, refused, sent, side, that
from mentorflow.plays.life import life_of
from mentorflow.plays.runner import play
from mentorflow.plays.search import Bounds, Found, find, made_up
from tests.plays.lives import connection, played, steps

if TYPE_CHECKING:
    from mentorflow.states.flow import Flow

# More than any shipped workflow needs: a search that suddenly needs more has lost its way.
FEW = 1600
NOWHERE = """\
format: mentorflow/1
workflow: nowhere
version: 1
title: A state nobody comes to
timezone: Europe/Berlin
roles:
  partners: {mentee: Mentee, mentor: Mentor}
forms:
  wish:
    filled_in_by: mentee
    fields:
      number: {ask: Which one, whole_number: 1 to 9}
conditions:
  large: {wish.number: {more_than: 8}}
  small: {wish.number: {fewer_than: 2}}
  both:  {all_of: [large, small]}
start:
  match: {by: mentor, to: matched}
states:
  matched:
    moves:
      dream: {by: mentee, must: both, to: dreamt}
      leave: {by: mentee, must: large, to: over}
  dreamt: {final: never}
  over: {final: over}
"""


@cache
def everything(name: str) -> tuple[Flow, tuple[Goal, ...], Found]:
    """A shipped workflow, what has to be covered of it, and what a search from nothing finds."""
    flow = load(name)
    goals = goals_of(flow.workflow)
    return flow, goals, find(flow, goals, near=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_search_finds_everything_of_a_shipped_workflow(name: str) -> None:
    """Every state, move, row, line of a deadline, notice and threshold is found from nothing, and soon."""
    _, goals, found = everything(name)

    assert {} == found.reasons
    assert set(goals) == set(found.lives)
    assert found.partnerships < FEW


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_search_finds_what_the_engine_decides_again(name: str) -> None:
    """The history of every life found comes out the same when it is decided anew, and when it is played."""
    flow, _, found = everything(name)
    for life in list(found.lives.values())[::7]:
        again = play(flow, life.scenario())

        assert () == flow.verify(life.records)
        assert life.records == tuple(
            record for step in again.steps for one in step.decisions for record in one.records
        )


def test_search_finds_the_same_twice() -> None:
    """Two searches for the same things find the same lives."""
    flow, goals = load("three-part-plan"), goals_of(load("three-part-plan").workflow)

    first, second = find(flow, goals), find(flow, goals)

    assert first.lives == second.lives


def test_search_gives_up_where_it_is_told_to() -> None:
    """A search that reaches its bound says so, and after how much."""
    goal = entered("renewed")

    found = find(connection(), [goal], bounds=Bounds(partnerships=3))

    assert {goal: "given up after 3 partnerships"} == found.reasons
    assert found.complete is False


def test_search_stops_when_its_caller_has_enough() -> None:
    """A caller with a clock can end a search at any time."""
    found = find(connection(), [entered("renewed")], bounds=Bounds(enough=lambda: True))

    assert 0 == found.partnerships


def test_search_says_when_nothing_new_comes_up() -> None:
    """What cannot happen is not found, and the search ends by itself."""
    flow = loads(NOWHERE)

    found = find(flow, [entered("dreamt"), entered("over")])

    assert [entered("over")] == list(found.lives)
    assert found.complete is True
    assert "after which nothing new came up" in found.reasons[entered("dreamt")]


def test_search_finds_a_life_that_a_caller_describes() -> None:
    """Any test on the flow, the partnership and the decision can be what is looked for."""
    goal = that("twice counted", lambda _, p, __: p is not None and p.counts == (2,))

    life = find(connection(), [goal]).life(goal)

    assert life is not None
    assert ["no_answer", "no_answer"] == [played.step.names[0] for played in life.steps][-2:]


def test_search_finds_a_refusal() -> None:
    """The last act of a life may be one that a condition refuses."""
    goal = refused("mentor_has_room")

    life = find(connection(), [goal]).life(goal)

    assert life is not None
    assert not life.decisions[-1].accepted
    assert "mentor_has_room" == life.decisions[-1].refusals[0].subject


def test_search_finds_a_notice_to_a_role() -> None:
    """A notice is named by the place it comes from, its kind and the role it goes to."""
    goal = sent(("move", "requested", "accept"), "told", "supervisor")

    life = find(connection(), [goal]).life(goal)

    assert life is not None
    assert "sol" in {notice.to for notice in life.decisions[-1].notices}


@pytest.mark.parametrize("holds", [True, False])
def test_search_finds_both_sides_of_a_condition(holds: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """A condition is looked for on each side where it decides something."""
    goal = side("struggling", holds=holds)

    assert [goal] == list(find(connection(), [goal]).lives)


def test_search_goes_on_from_lives_that_exist() -> None:
    """Where a life has come far already, only what follows is new."""
    begun = life_of(played(steps("at: day 0, by: raj, do: accept")))
    goal = entered("paused")

    life = find(connection(), [goal], begun=[begun]).life(goal)

    assert life is not None
    assert ("a_life", 2, 3) == (life.begin_with, life.inherited, len(life.steps))


@pytest.mark.parametrize("name", ["three-part-plan", "two-meetings", "mentoring-connection"])
def test_search_comes_past_every_bound(name: str) -> None:
    """Every limit that a condition compares with is found just below, at and just above it."""
    flow = load(name)
    goals = set(goals_of(flow.workflow, "threshold"))

    found = find(flow, sorted(goals, key=lambda goal: goal.name), near=True)

    assert {} == found.reasons
    assert all(goal.key in exercised_by(flow, life.steps[-1:]) for goal, life in found.lives.items())


def test_made_up_people_hold_every_role() -> None:
    """Everybody is there, under names that are easy to read."""
    people = (("mentee", "ana"), ("mentor", "raj"), ("coordinator", "kim"), ("supervisor", "sol"))

    assert people == made_up(connection())


def test_search_copes_with_every_key_of_the_notation() -> None:
    """Whatever a rule file says can be gone through, up to a bound."""
    flow = load(Path(__file__).parents[1] / "fixtures" / "ok" / "every-key.yaml")
    goals = goals_of(flow.workflow)

    found = find(flow, goals, bounds=Bounds(partnerships=60), near=True)

    assert len(goals) == len(found.lives) + len(found.reasons)
    assert len(found.lives) > len(found.reasons)
