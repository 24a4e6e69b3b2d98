"""Suggested scenarios: what was taken out of a file is missed, and what is suggested makes it whole again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mentorflow.loading import load, shipped
from mentorflow.plays.coverage import MUST_BE_COVERED, cover
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.rules.source import read
from mentorflow.tools.suggest import suggest

if TYPE_CHECKING:
    from mentorflow.plays.scenario import Script
    from mentorflow.states.flow import Flow

WORKFLOWS = Path(__file__).parents[2] / "workflows"


def script_of(flow: Flow, text: str) -> Script:
    """A scenario file that has to be without mistakes."""
    script = read_scenarios(read(text, "some.test.yaml"), flow.workflow)
    assert not script.has_errors, script.diagnostics
    return script


def without_every_second(flow: Flow, text: str) -> str:
    """A scenario file without every second scenario that no other begins with."""
    script = script_of(flow, text)
    begun = {scenario.begin_with for scenario in script.scenarios}
    gone = [scenario.name for scenario in script.scenarios if scenario.name not in begun][::2]
    lines = text.splitlines(keepends=True)
    starts = [scenario.span.line - 1 for scenario in script.scenarios]
    ends = [*starts[1:], len(lines)]
    cut = {
        line
        for scenario, start, end in zip(script.scenarios, starts, ends, strict=True)
        if scenario.name in gone
        for line in range(start, end)
    }
    return "".join(line for number, line in enumerate(lines) if number not in cut)


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_suggested_scenarios_restore_what_was_taken_out(name: str) -> None:
    """Pasted below a file that lacks many scenarios, those suggested play as they expect, and nothing is missing."""
    flow = load(name)
    reduced = without_every_second(flow, (WORKFLOWS / f"{name}.test.yaml").read_text("utf-8"))

    found = suggest(flow, script_of(flow, reduced))
    whole = script_of(flow, f"{reduced}\n{found.text}")
    plays = [play(flow, scenario) for scenario in whole.scenarios]

    assert found.missing != ()
    assert () == found.unfound
    assert [] == [failure for one in plays for failure in one.failures]
    assert () == cover(flow, plays).missing(*MUST_BE_COVERED)
    assert () == suggest(flow, whole).missing


@pytest.mark.slow
def test_suggested_answers_use_words_of_the_file() -> None:
    """Texts that scenarios answer with are used again, so that a suggestion reads like its neighbors."""
    flow = load("five-steps")
    text = without_every_second(flow, (WORKFLOWS / "five-steps.test.yaml").read_text("utf-8"))

    found = suggest(flow, script_of(flow, text))

    assert "          action: I led the Monday meeting.\n" in found.text


@pytest.mark.slow
def test_suggested_file_is_whole() -> None:
    """Where there are no scenarios at all, a whole file is suggested, and it covers everything."""
    flow = load("three-part-plan")

    found = suggest(flow, None)
    script = script_of(flow, found.text)
    plays = [play(flow, scenario) for scenario in script.scenarios]

    assert () == script.diagnostics
    assert [] == [failure for one in plays for failure in one.failures]
    assert () == suggest(flow, script).missing


def test_suggestion_says_when_it_was_not_found() -> None:
    """What no life was found for is told with the reason; nothing is suggested for it."""
    flow = load("two-meetings")

    found = suggest(flow, None, enough=lambda: True)

    assert {"given up after 0 partnerships"} == {reason for _, reason in found.unfound}
    assert {element for element, _ in found.unfound} < set(found.missing)
