"""What a scenario can say so that rules are told apart: of what somebody is told, and what cannot even begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mentorflow.plays.apart import Apart, Pair, expecting
from mentorflow.plays.attempts import Aim
from mentorflow.plays.expecting import expected, telling
from mentorflow.plays.given import given
from mentorflow.plays.life import Life
from mentorflow.plays.places import places
from mentorflow.plays.runner import play
from mentorflow.plays.scenario import REFUSED
from mentorflow.states.flow import Flow
from mentorflow.tools.mutate import changes
from tests.plays.lives import HEAD, connection, played, script_of, steps
from tests.tools.mutate.small import flow_and_script

if TYPE_CHECKING:
    from mentorflow.plays.scenario import Scenario

MATCH = "at: day 0, by: raj, do: accept"
START = """\
scenarios:
  a_life:
    steps:
      - {{at: day 0, by: ana, do: request, limits: {{program_length: {}}}{}}}
"""


def test_told_of_names_what_a_notice_is_about() -> None:
    """Somebody who gets several notices at once gets one about each of these; several may be named."""
    assert () == played(steps(f"{MATCH}, told_of: {{ana: accept}}")).failures

    (failure,) = played(steps(f"{MATCH}, told_of: {{ana: [accept, plan]}}")).failures
    assert ("ana is told of plan", "ana is told of accept") == (failure.expected, failure.happened)


def test_told_of_takes_what_there_is() -> None:
    """What nobody can be told of, and who takes no part, are findings."""
    written = HEAD + "scenarios:\n  a_life:\n    steps:\n      - {at: day 0, by: ana, do: request, told_of: {%s}}\n"

    (nothing,) = script_of(written % "raj: reqest").diagnostics
    (nobody,) = script_of(written % "bob: request").diagnostics

    assert "there is no move, form or deadline 'reqest'." == nothing.message
    assert "nobody called 'bob' takes part" in nobody.message


@pytest.mark.parametrize("length", ["29 days", "1096 days"])
def test_limit_beyond_its_range_can_be_expected_to_be_refused(length: str) -> None:
    """A start with a limit beyond its range is refused; where that is not expected, the file says so."""
    refused = script_of(HEAD + START.format(length, ", expect: refused"))
    careless = script_of(HEAD + START.format(length, ""))

    assert ((), ()) == (refused.diagnostics, played(refused).failures)
    assert ["scenario-limit"] == [finding.slug for finding in careless.diagnostics]


@pytest.mark.parametrize("length", ["30 days", "1095 days"])
def test_limit_within_its_range_is_not_refused(length: str) -> None:
    """To expect a refusal at the very ends of the range fails."""
    (failure,) = played(script_of(HEAD + START.format(length, ", expect: refused"))).failures

    assert ("it is refused", "the state 'requested'") == (failure.expected, failure.happened)


def test_step_expects_everything_it_brought() -> None:
    """The state, everybody told, advice and effects; of a refusal the conditions and the questions."""
    flow = connection()
    done = played(steps(MATCH, "at: day 1, by: raj, do: accept, expect: refused"))
    accepted, refused = done.steps[1:]

    kinds = [one.kind for one in expected(flow.workflow, accepted)]

    assert ["expect", "told", "effect"] == kinds
    assert [("expect", (REFUSED,))] == [(one.kind, one.words) for one in expected(flow.workflow, refused)]
    whole = expecting(flow, accepted).step
    assert expected(flow.workflow, accepted) == tuple(
        sorted(whole.expectations, key=lambda one: kinds.index(one.kind))
    )


# --- two sets of rules ----------------------------------------------------------------------------------------------
def beside(says: str) -> tuple[Apart, Scenario]:
    """The small program beside one small change of it, and its life."""
    flow, script = flow_and_script()
    (change,) = (each for each in changes(flow.workflow) if each.says == says)
    known = given(flow, script.day_0, script.facts, near=True)
    return Apart(known, Flow(change.made(flow.workflow)), script.people, places(known)), script.scenarios[0]


def pair_of(apart: Apart, scenario: Scenario, count: int) -> Pair:
    """The first steps of a life under both."""
    here, there = (play(flow, scenario).steps[:count] for flow in (apart.flow, apart.other))
    return Pair(Life(scenario.people, here, scenario.name, count, scenario.facts), there)


def test_nothing_tells_rules_from_themselves() -> None:
    """The same step under the same rules brings the same, whatever it is."""
    flow, script = flow_and_script()

    done = play(flow, script.scenarios[0]).steps

    assert [()] * len(done) == [telling(flow, flow, one, one, owed=True) for one in done]


def test_attempt_tells_what_it_brings() -> None:
    """An answer that is left out is refused for it, and under the other rules it is not."""
    apart, scenario = beside("the question terms.hours may be left out")

    found = next(apart.from_place(pair_of(apart, scenario, 1), Aim(frozenset({"terms"}), view=False)))

    (step,) = found.life.steps[1:]
    assert ("fill_in", (REFUSED,)) == (step.step.act, step.step.expectations[0].words)
    assert "hours" in step.step.expectations[1].words
    assert found.quiet


def test_search_goes_on_until_something_tells() -> None:
    """What no single step tells is looked for further away, shortest first."""
    apart, scenario = beside("the deadline idle, each time, no longer reminds each partner")
    begin = pair_of(apart, scenario, 5)

    assert [] == list(apart.from_place(begin, Aim(frozenset(), falls=False, view=False)))
    found = apart.search([begin], Aim(frozenset(), view=False), moments=frozenset())

    assert found is not None
    assert ["fill_in", "fill_in", "look"] == [one.step.act for one in found.life.steps[5:]]


def test_search_gives_up_when_enough_is_tried() -> None:
    """Where there is nothing left to try with, nothing is found, and nothing goes on for ever."""
    apart, scenario = beside("the deadline idle, each time, no longer reminds each partner")

    assert apart.anew(0).search([pair_of(apart, scenario, 5)], Aim(), moments=frozenset()) is None
