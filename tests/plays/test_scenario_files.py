"""Reading scenario files: what they mean, and what is said about mistakes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.values import as_call
from mentorflow.rules.source import read
from tests.plays.lives import HEAD, REQUEST, connection, script_of, steps
from tests.plays.wrong_files import WRONG, findings

if TYPE_CHECKING:
    from pathlib import Path

    from mentorflow.plays.scenario import Scenario, Script

TWO_LIVES = (
    HEAD
    + """\
answers:
  fine: {fit: good, meetings_a_month: 2, energized: yes}
  worse: {like: fine, fit: poor, energized: }

scenarios:
  on_from_there:
    begin_with: a_life
    people: {supervisor: [sol, kim]}
    facts: {mentor_active_mentees: 2}
    steps:
      - {at: day 0, by: mentor, do: accept}
      - {at: day 1, by: raj, fill_in: check_up, answers: worse, expect: refused}
  a_life:
    facts: {mentors_interviewed: 3}
    steps:
      - {at: -1 day, by: ana, do: request}
"""
)


def scenario(script: Script, name: str) -> Scenario:
    """The scenario of a name, which has to be there."""
    assert script.diagnostics == ()
    found = script.scenario(name)
    assert found is not None
    return found


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.name.partition(".")[0])
def test_wrong_scenario_file_is_told_exactly(path: Path) -> None:
    """Every mistake has one finding with its place and the way out, and no finding follows from another."""
    assert path.with_suffix(".out").read_text("utf-8") == findings(path)


def test_scenario_begins_with_the_steps_of_another() -> None:
    """A beginning may stand further down; its steps come first, and its facts hold on."""
    read_as = scenario(script_of(TWO_LIVES), "on_from_there")

    assert (1, ["request", "accept", "check_up"]) == (read_as.inherited, [step.names[0] for step in read_as.steps])
    assert {"mentors_interviewed": 3, "mentor_active_mentees": 2}.items() <= dict(read_as.steps[1].facts).items()
    assert dict(read_as.steps[0].facts)["mentor_active_mentees"] == 1


def test_scenario_people_are_those_of_the_file_and_its_own() -> None:
    """A scenario may say who else takes part, one person or several."""
    people = scenario(script_of(TWO_LIVES), "on_from_there").people

    assert {"mentee": "ana", "mentor": "raj", "coordinator": "kim", "supervisor": ("sol", "kim")} == dict(people)


def test_answers_start_from_others_and_may_take_some_away() -> None:
    """``like`` puts other answers in; what is said last wins, and nothing after the colon takes an answer away."""
    answers = scenario(script_of(TWO_LIVES), "on_from_there").steps[2].answers

    assert {"fit": "poor", "meetings_a_month": 2} == as_call(answers or ())


def test_day_0_may_be_said() -> None:
    """Days count from the date at the top of the file."""
    script = steps("at: day 1, by: raj, do: accept", head=HEAD + "day_0: 2027-03-01\n")

    assert dt.datetime(2027, 3, 2, 17, tzinfo=dt.UTC) == scenario(script, "a_life").steps[1].at


def test_refused_step_may_hand_over_what_is_not_allowed() -> None:
    """Only where a refusal is expected may an answer lie outside its question."""
    step = "at: day 1, by: ana, fill_in: check_up, answers: {fit: splendid, cancelled_in_a_row: 101}"

    read_as = scenario(steps(f"{step}, expect: refused"), "a_life").steps[1]

    assert {"fit": "splendid", "cancelled_in_a_row": 101} == as_call(read_as.answers or ())


def test_scenario_with_a_mistake_is_left_out_with_all_that_begin_with_it() -> None:
    """Nothing is played half; other scenarios of the file are."""
    text = TWO_LIVES.replace("do: request", "do: reqest") + "  fine_by_itself:\n" + REQUEST.split("a_life:\n")[1]
    script = script_of(text)

    assert ["fine_by_itself"] == [one.name for one in script.scenarios]
    assert ["there is no move 'reqest'."] == [finding.message for finding in script.diagnostics]


def test_somebody_who_comes_later_may_be_named() -> None:
    """A person who gets a role on the way takes part."""
    step = "at: day 0, by: ana, do: change_supervisor, people: {supervisor: sol}, told: [sol, coordinator]"

    assert ("sol", "coordinator") == scenario(steps(step), "a_life").steps[1].expectations[0].words


def test_endless_chains_come_to_an_end() -> None:
    """Hundreds of scenarios that begin with one another are read like any others."""
    chain = "".join(
        f"  life_{n}:\n    begin_with: {'a_life' if n == 0 else f'life_{n - 1}'}\n    steps:\n"
        f"      - {{at: day {n}, look: due}}\n"
        for n in range(300)
    )

    assert 301 == len(scenario(script_of(HEAD + REQUEST + chain), "life_299").steps)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"scenarios: {a: {steps: [[]]}}", b"answers: {a: {like: {}}}"])
def test_reading_never_raises(content: bytes) -> None:
    """Whatever a file holds, there are findings and no exception."""
    assert read_scenarios(read(content, "any.test.yaml"), connection().workflow).has_errors
