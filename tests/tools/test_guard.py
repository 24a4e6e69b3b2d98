"""Proposed scenarios: with them every small change that means something else is noticed, and by what they expect."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import attrs
import pytest

from mentorflow.loading import find, load, shipped
from mentorflow.plays.beside import scenario_file_of, script_at
from mentorflow.plays.noticing import Watchers
from mentorflow.plays.runner import play
from mentorflow.states.flow import Flow
from mentorflow.tools.guard import propose, with_more
from mentorflow.tools.mutate import ALIKE, BROKEN, UNNOTICED, mutate
from tests.tools.mutate.small import flow_and_script

if TYPE_CHECKING:
    from mentorflow.plays.scenario import Scenario, Script
    from mentorflow.tools.guard import Proposal
    from mentorflow.tools.mutate.change import Change

DEEP = os.environ.get("MENTORFLOW_PROFILE") == "deep"


def shipped_script(name: str) -> Script:
    """The scenarios beside a shipped workflow."""
    return script_at(scenario_file_of(find(name)), "some.test.yaml")


@pytest.fixture(scope="module")
def small() -> tuple[Flow, Script, Proposal]:
    """A program that has something of everything, one life of it, and what is proposed."""
    flow, script = flow_and_script()
    return flow, script, propose(flow, script)


def test_proposals_make_one_life_notice_everything(small: tuple[Flow, Script, Proposal]) -> None:
    """Pasted below one life, they play as they expect, and every change that could be noticed is."""
    flow, script, found = small

    whole = with_more(flow, script, found.text)
    after = mutate(flow, whole)

    assert () == whole.diagnostics
    assert [] == [failure for one in whole.scenarios for failure in play(flow, one).failures]
    assert ((), ()) == (found.unnoticed, found.unfound)
    assert () == after.of(UNNOTICED)
    assert after.noticed == after.counting > mutate(flow, script).noticed


def test_proposals_notice_by_the_step_that_tells(small: tuple[Flow, Script, Proposal]) -> None:
    """Without the step that tells, a proposal no longer notices the change that nothing else notices."""
    flow, script, found = small
    whole = with_more(flow, script, found.text)
    (change,) = (one for one in found.noticed if one.says == "the question look.note is no longer private")
    (scenario,) = (one for one in whole.scenarios if noticed(flow, change, one))

    without = [noticed(flow, change, one) for one in without_a_step(scenario)]

    assert False in without


def without_a_step(scenario: Scenario) -> list[Scenario]:
    """A scenario without each of its own steps in turn."""
    steps, own = scenario.steps, range(scenario.inherited, len(scenario.steps))
    return [attrs.evolve(scenario, steps=(*steps[:number], *steps[number + 1 :])) for number in own]


def noticed(flow: Flow, change: Change, scenario: Scenario) -> bool:
    """Whether a scenario notices a change."""
    return Watchers(Flow(change.made(flow.workflow))).noticed(scenario)


def test_proposals_say_what_they_notice(small: tuple[Flow, Script, Proposal]) -> None:
    """Every change that is noticed now is named above a proposal; what happens to several things is said once."""
    _, _, found = small
    said = " ".join(line.strip(" #") for line in found.text.splitlines() if line.startswith("  #"))

    left = [change for change in found.noticed if change.says == f"{change.about} may be left out"]

    assert [] == [change.says for change in left if change.about.removeprefix("the question ") not in said]
    assert 0 < said.count("may be left out") < len(left)
    assert [] == [line for line in found.text.splitlines() if len(line) > 80]


def test_nothing_is_proposed_where_all_is_noticed(small: tuple[Flow, Script, Proposal]) -> None:
    """Scenarios that notice everything get nothing more."""
    flow, script, found = small

    again = propose(flow, with_more(flow, script, found.text))

    assert ("", (), ()) == (again.text, again.scenarios, again.unnoticed)


def test_what_is_not_found_in_time_is_told() -> None:
    """A caller who has no time gets what there was time for; the changes that nothing was found for are named."""
    flow, script = flow_and_script()

    found = propose(flow, script, enough=lambda: True)

    assert () == found.scenarios
    assert {one.change for one in found.before.of(UNNOTICED)} == set(found.unnoticed) != set()


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped() if DEEP else ["two-meetings"])
def test_shipped_scenarios_notice_everything_with_what_is_proposed(name: str) -> None:
    """With what is proposed every change to a shipped workflow that means something else is noticed."""
    flow, script = load(name), shipped_script(name)

    found = propose(flow, script)
    after = mutate(flow, with_more(flow, script, found.text))

    assert () == found.unnoticed
    assert () == after.of(UNNOTICED)
    assert len(after.tried) - len(after.of(BROKEN)) - len(after.of(ALIKE)) == after.noticed == after.counting
