"""What is shipped holds what we ask of a workflow: silent to the check, and told whole by its scenarios."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

import mentorflow
from mentorflow.loading import find, shipped
from mentorflow.plays.beside import scenario_file_of, script_at
from mentorflow.plays.coverage import MUST_BE_COVERED, cover
from mentorflow.plays.runner import play

if TYPE_CHECKING:
    from mentorflow.plays.coverage import Coverage
    from mentorflow.plays.play import Play
    from mentorflow.plays.scenario import Script

FEWEST = 6
workflows = pytest.mark.parametrize("name", shipped())


@cache
def script(name: str) -> Script:
    """The scenarios of a shipped workflow."""
    path = scenario_file_of(find(name))
    return script_at(path, path.name)


@cache
def plays(name: str) -> tuple[Play, ...]:
    """Those scenarios, played."""
    flow = mentorflow.load(name)
    return tuple(play(flow, scenario) for scenario in script(name).scenarios)


@cache
def coverage(name: str) -> Coverage:
    """What they exercise together."""
    return cover(mentorflow.load(name), plays(name))


@workflows
def test_shipped_workflow_is_silent(name: str) -> None:
    """Nothing is found in a shipped rule file, no advice either."""
    assert () == mentorflow.check(name)


@workflows
def test_shipped_workflow_has_six_scenarios_at_least(name: str) -> None:
    """Lives are told beside each workflow, without a mistake in how they are told."""
    assert () == script(name).diagnostics
    assert len(script(name).scenarios) >= FEWEST


@workflows
def test_shipped_scenarios_come_out_as_they_say(name: str) -> None:
    """Every step of every life is as expected."""
    assert [] == [failure for one in plays(name) for failure in one.failures]


@workflows
@pytest.mark.parametrize("kind", MUST_BE_COVERED)
def test_shipped_scenarios_leave_nothing_untried(name: str, kind: str) -> None:
    """Every state, move, row, deadline and notice of a shipped workflow is exercised by some life."""
    assert [] == [f"{element.span.place}: {element.name}" for element in coverage(name).missing(kind)]
