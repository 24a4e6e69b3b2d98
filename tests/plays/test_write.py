"""Written lives: what is written is read back without a finding and plays the same, and it is short."""

from __future__ import annotations

from itertools import takewhile

import pytest

from mentorflow.loading import load, shipped
from mentorflow.plays.goals import entered, goals_of, refused
from mentorflow.plays.life import life_of
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.plays.search import find
from mentorflow.plays.write import WIDTH, Written, file_of, lines_of
from mentorflow.rules.source import read
from tests.plays.lives import connection, played, steps
from tests.plays.test_search import everything

REFUSED = """\
  full
  full_mentor:
    steps:
      - {at: day 0, by: ana, do: request}
      - at: day 1
        by: raj
        do: accept
        facts: {mentor_active_mentees: 3}
        expect: refused
        because: mentor_has_room
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_written_lives_play_the_same(name: str) -> None:
    """Read back, every life brings the records it was found with, and comes out as it expects."""
    flow, _, found = everything(name)
    lives = list(found.lives.values())[::5]

    text = file_of(flow.workflow, [Written(f"life_{n}", life, ("What it shows",)) for n, life in enumerate(lives)])
    script = read_scenarios(read(text, "lives.test.yaml"), flow.workflow)

    assert () == script.diagnostics
    for life, scenario in zip(lives, script.scenarios, strict=True):
        done = play(flow, scenario)
        records = [record for step in done.steps for one in step.decisions for record in one.records]
        assert () == done.failures
        assert [each._replace(origin=None) for each in life.records] == [
            each._replace(origin=None) for each in records
        ]


def test_written_lines_are_short() -> None:
    """Lines fit on a screen."""
    flow, _, found = everything("two-meetings")
    text = file_of(flow.workflow, [Written(f"life_{n}", life) for n, life in enumerate(found.lives.values())])

    assert [] == [line for line in text.splitlines() if len(line) > WIDTH]


def test_written_refusal_says_why() -> None:
    """A refusal is expected with the condition that refuses; facts are said where they are not the usual ones."""
    goal = refused("mentor_has_room")
    life = find(connection(), [goal]).lives[goal]

    lines = lines_of(connection().workflow, Written("full_mentor", life, ("full",)), life.facts)

    assert REFUSED.replace("  full\n", "  # full\n").splitlines()[0] == lines[0]
    assert "        because: mentor_has_room" == lines[-1]


def test_written_life_names_what_it_begins_with() -> None:
    """Steps that stand in another scenario are not repeated."""
    begun = life_of(played(steps("at: day 0, by: raj, do: accept")))
    goal = entered("paused")
    life = find(connection(), [goal], begun=[begun], facts=begun.facts).lives[goal]

    lines = lines_of(connection().workflow, Written("paused_pair", life))

    assert ["  paused_pair:", "    begin_with: a_life", "    steps:"] == lines[:3]
    assert "        do: pause" in lines
    assert "        expect: paused" in lines


def test_written_facts_stand_only_beside_acts_that_ask_for_them() -> None:
    """A form is opened without the facts that hold at the steps around it, or the step could not be read back."""
    goal = entered("agreed")
    life = find(connection(), [goal]).lives[goal]
    lines = lines_of(connection().workflow, Written("agreed_pair", life))
    opening = next(number for number, line in enumerate(lines) if "open: agreement" in line)
    step = [lines[opening], *(line for line in takewhile(lambda one: "- " not in one, lines[opening + 1 :]))]

    assert [] == [line for line in step if "facts" in line]
    assert [line for line in lines if "facts" in line]


def test_goals_of_one_kind_are_of_that_kind() -> None:
    """A caller can look for some kinds of things only."""
    kinds = {goal.key[0] for goal in goals_of(load("two-meetings").workflow, "row", "state") if goal.key}

    assert {"row", "state"} == kinds
