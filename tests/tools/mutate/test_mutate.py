"""Which changes scenarios notice: exactly those with which one of them does not come out as it says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from mentorflow.loading import find, load, shipped
from mentorflow.plays.beside import scenario_file_of, script_at
from mentorflow.plays.noticing import Watchers
from mentorflow.plays.runner import play
from mentorflow.states.flow import Flow
from mentorflow.tools.mutate import ALIKE, BROKEN, NOTICED, UNNOTICED, CannotTell, changes, mutate
from mentorflow.tools.mutate.shown import percent
from tests.cli.files import RULES, SCENARIOS
from tests.tools.mutate.small import flow_and_script

DEEP = os.environ.get("MENTORFLOW_PROFILE") == "deep"
PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "see-what-nobody-notices.md"


def test_weak_scenarios_leave_what_they_do_not_look_at() -> None:
    """Two lives of a pair guard where it leads, and leave exactly these changes unnoticed."""
    done = mutate(*flow_and_script(RULES, SCENARIOS))

    assert [
        "the move match is made by either partner instead of mentor (line 11)",
        "the move finish tells mentee instead of other partner (line 16)",
        "the move withdraw is made by mentee instead of either partner (line 21)",
        "the move finish no longer tells other partner (line 16)",
    ] == [one.change.sentence for one in done.of(UNNOTICED)]
    assert (11, 15, 1, 0) == (done.noticed, done.counting, len(done.of(BROKEN)), len(done.of(ALIKE)))


def test_one_more_expectation_guards_what_it_says() -> None:
    """Once a step says who is told, nobody can be left out unnoticed."""
    told = SCENARIOS.replace("do: finish, expect: matched}", "do: finish, expect: matched, told: nobody}")
    told = told.replace("do: finish, expect: over}", "do: finish, expect: over, told: ana}")

    done = mutate(*flow_and_script(RULES, told), only=("notices",))

    assert () == done.of(UNNOTICED)
    assert 3 == done.noticed


def test_first_scenario_that_notices_is_named() -> None:
    """The search stops at the first scenario that fails, the shortest of those that come past what is changed."""
    done = mutate(*flow_and_script(RULES, SCENARIOS), only=("notices",))

    assert ["both_finish", "one_withdraws"] == [one.by for one in done.of(NOTICED)]


def test_limit_spreads_over_all_changes() -> None:
    """So many changes are tried, at even distances, and it is known how many there are."""
    flow, script = flow_and_script(RULES, SCENARIOS)
    heard: list[tuple[int, int]] = []

    done = mutate(flow, script, limit=4, told=lambda *told: heard.append(told))

    every = changes(flow.workflow)
    assert (every[0], every[4], every[8], every[12]) == tuple(one.change for one in done.tried)
    assert len(every) == done.possible
    assert [(1, 4), (2, 4), (3, 4), (4, 4)] == heard


def test_failing_scenarios_tell_nothing() -> None:
    """Where a scenario fails under the rules as they are, that is said instead."""
    flow, script = flow_and_script(RULES, SCENARIOS.replace("expect: matched", "expect: over"))

    with pytest.raises(CannotTell, match="'both_finish' does not come out as it says"):
        mutate(flow, script)


@pytest.mark.parametrize("name", shipped() if DEEP else ["two-meetings"])
def test_noticing_is_failing(name: str) -> None:
    """A change is noticed exactly when some scenario fails when it is played as ever."""
    flow, path = load(name), find(name)
    script = script_at(scenario_file_of(path), "some.test.yaml")

    done = mutate(flow, script, limit=60 if DEEP else 12)

    for one in done.tried:
        if one.fate != BROKEN:
            changed = Flow(one.change.made(flow.workflow))
            fails = any(play(changed, scenario).failures for scenario in script.scenarios)
            assert fails == (one.fate == NOTICED), one.change.sentence


def test_beginnings_are_played_once() -> None:
    """Scenarios that begin alike come out as if each were played alone."""
    flow, path = load("three-part-plan"), find("three-part-plan")
    script = script_at(scenario_file_of(path), "some.test.yaml")
    (change,) = (one for one in changes(flow.workflow) if one.says == "the move withdraw no longer tells coordinator")
    changed = Flow(change.made(flow.workflow))
    together = Watchers(changed)

    noticed = [together.noticed(scenario) for scenario in script.scenarios]

    assert [bool(play(changed, scenario).failures) for scenario in script.scenarios] == noticed
    assert {True, False} == set(noticed)


@pytest.mark.skipif(not DEEP, reason="a minute of changes; part of make deep")
@pytest.mark.parametrize("name", shipped())
def test_shipped_scenarios_notice_what_the_page_says(name: str) -> None:
    """A whole run notices at least the share of changes that the how-to page tells of."""
    done = mutate(load(name), script_at(scenario_file_of(find(name)), "some.test.yaml"))

    written = re.search(rf"^\| {name} \|(?: \d+ \|){{3}} ([\d.]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert written is not None
    assert float(written[1]) <= float(percent(done.noticed, done.counting))
