"""One slip in a scenario file gives one finding, at its word, with a way out."""

from __future__ import annotations

import pytest

from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.rules.build import build
from mentorflow.rules.source import read

RULES = """\
format: mentorflow/1
workflow: buddies
version: 1
title: A buddy for the first months
timezone: Europe/Berlin
roles:
  partners: {newcomer: Newcomer, buddy: Buddy}
limits:
  buddy_time: {usually: 90 days, may_be: 30 days to 180 days}
  answer_within: 14 days
ends: {within: buddy_time, counted_from: paired, late: {tell: each partner}}
facts:
  newcomers_of_buddy: {whole_number: 0 to 9}
conditions:
  buddy_has_room: {newcomers_of_buddy: {fewer_than: 2}}
forms:
  check_up:
    open_from: paired
    opened_by: nobody
    filled_in_by: newcomer
    fields:
      fit: {ask: Say how you get on, choose_one: [well, badly]}
      meetings: {ask: Say how often you met, whole_number: 0 to 20}
start:
  ask: {by: newcomer, to: asked, tell: buddy}
states:
  asked:
    moves:
      accept: {by: buddy, must: buddy_has_room, to: paired, tell: newcomer}
    deadlines:
      answer: {within: answer_within, late: {remind: buddy}}
  paired:
    when_complete: {check_up: over}
  over: {final: completed}
any_time:
  moves:
    withdraw: {by: either partner, to: over, tell: other partner}
"""
LIFE = """\
format: mentorflow-test/1
tests: buddies
people: {newcomer: ana, buddy: raj}
facts: {newcomers_of_buddy: 1}
answers:
  a_good_fit: {fit: well, meetings: 4}
scenarios:
  a_good_start:
    steps:
      - {at: day 0, by: ana, do: ask, limits: {buddy_time: 60 days}, told: raj}
      - {at: day 1, by: raj, do: accept, expect: paired, told: ana}
      - {at: day 9, by: ana, fill_in: check_up, answers: a_good_fit, expect: over}
"""
PEOPLE = "people: {newcomer: ana, buddy: raj}\n"
AGAIN = """\
  again:
    begin_with: a_good_start
    steps:
      - {at: day 0, by: ana, do: ask}
"""
# What stands there, what is written instead, the word that is found, and the way out.
SLIPS = (
    (PEOPLE, PEOPLE.replace("people", "persons"), "persons", "Did you mean 'people'?"),
    (PEOPLE, "", "format", "Add 'people: {newcomer: ..., buddy: ...}' with a name for each."),
    (PEOPLE, "people: {ana: newcomer, raj: buddy}\n", "ana", "Write 'newcomer: ana'."),
    (PEOPLE, "people: [ana, raj]\n", "[ana, raj]",
     "Write a name, a colon and what it stands for, each on a line of its own or all in { }."),
    ("answers:\n", "answer:\n", "answer", "Did you mean 'answers'?"),
    ("facts:", "numbers:", "numbers",
     "What may stand here: format, tests, day_0, people, facts, answers, scenarios."),
    ("format: mentorflow-test/1\n", "", "tests", "Add 'format: mentorflow-test/1'."),
    ("tests:", "workflow:", "workflow", "Did you mean 'tests'?"),
    ("scenarios:", "scenario:", "scenario", "Did you mean 'scenarios'?"),
    ("steps:", "step:", "step", "Did you mean 'steps'?"),
    ("at: day 1,", "when: day 1,", "when", "Did you mean 'at'?"),
    ("at: day 1,", "at: 1,", "1", "Did you mean 'day 1'?"),
    ("at: day 1,", "at: Day 1,", "Day 1", "Did you mean 'day 1'?"),
    ("at: day 1,", "at: -1 day,", "-1 day", "Put the steps in the order in which they happen."),
    ("by: raj", "who: raj", "who", "Did you mean 'by'?"),
    ("by: raj, do", "do", "do", "Add 'by' with the person or the role that does it."),
    ("do: accept", "move: accept", "move", "Did you mean 'do'?"),
    ("told: ana", "tell: ana", "tell", "Did you mean 'told'?"),
    ("told: ana", "surprised: ana", "surprised", None),
    ("told: ana", "told: {ana: yes}", "{ana: yes}", "Write one word there, or take the line away."),
    ("answers: a_good_fit, ", "answer: a_good_fit, ", "answer", "Did you mean 'answers'?"),
    ("answers: a_good_fit, ", "", "fill_in", "Add 'answers' with what is answered, or with the name of answers."),
    ("meetings: 4", "meetings: 40", "40", "Write a number from 0 to 20, in digits."),
    ("meetings: 4", "meetings: four", "four", "Write a number from 0 to 20, in digits."),
    ("fit: well", "fit: [well]", "[well]", "Write one of: well, badly."),
    ("buddy_time: 60", "buddy_time: 6", "6 days", "Set it from 30 days to 180 days, or widen 'may_be' in the rules."),
    ("buddy_time: 60", "answer_within: 60", "answer_within", "Leave it out, or give it 'may_be' in the rules."),
    ("accept, expect", "accept, limits: {buddy_time: 60 days}, expect", "limits",
     "Put it beside the start move, or take it away."),
    ("do: ask,", "do: withdraw,", "withdraw", "Put a step before it that says 'do: ask'."),
    ("      - {at: day 9", AGAIN + "      - {at: day 9", "ask", "Take this step away."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "word", "way_out"), SLIPS, ids=[f"{new.strip()[:40]}" for _, new, *_ in SLIPS]
)
def test_slip_in_a_scenario_file_gives_one_finding(old: str, new: str, word: str, way_out: str | None) -> None:
    """What is missing or unknown only because of a slip is not told as well."""
    workflow = build(read(RULES, "buddies.yaml")).workflow
    assert workflow is not None
    text = LIFE.replace(old, new, 1)
    if word == "withdraw":
        text = text.replace("limits: {buddy_time: 60 days}, ", "")
    found = read_scenarios(read(text, "buddies.test.yaml"), workflow).diagnostics

    assert [word] == [_word(text, each.span.line, each.span.column, each.span.end_column) for each in found]
    assert found[0].suggestion is not None
    assert way_out in {None, found[0].suggestion.text}


def _word(text: str, line: int, column: int, end: int) -> str:
    return text.splitlines()[line - 1][column - 1 : end - 1]


def test_life_without_a_slip_is_read_in_silence() -> None:
    """The file that the slips are made in has nothing to be told."""
    workflow = build(read(RULES, "buddies.yaml")).workflow
    assert workflow is not None

    assert () == read_scenarios(read(LIFE, "buddies.test.yaml"), workflow).diagnostics
