"""Thresholds: which there are, which decisions came past them, and that a search finds what is missing."""

from __future__ import annotations

from mentorflow.plays.coverage import cover
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import plays
from mentorflow.rules.build import build
from mentorflow.rules.source import read
from mentorflow.states.flow import Flow
from mentorflow.tools.suggest import suggest

RULES = """\
format: mentorflow/1
workflow: bounds
version: 1
title: Bounds of every kind
timezone: Europe/Berlin
roles:
  partners: {{mentee: Mentee, mentor: Mentor}}
limits:
  some: 2
  whole: {{usually: 30 days, may_be: 10 days to 90 days}}
  half: 50% of whole
  called_off: 2 hours
facts:
  room: {{whole_number: 0 to 3}}
counts:
  misses: {{count: miss, back_to_zero: meet}}
forms:
  note:
    filled_in_by: mentee
    opened_by: nobody
    fields:
      rating: {{ask: How was it, whole_number: 1 to 10}}
      length: {{ask: How long was it, length_of_time: 1 hour to 3 hours}}
conditions:
  asked: {test}
start:
  begin: {{by: mentee, to: open}}
states:
  open:
    when_complete: {{note: noted}}
    moves:
      miss: {{by: mentee, to: stay}}
      meet: {{by: mentee, to: stay}}
      leave: {{by: mentee, must: asked, to: over}}
  noted:
    moves:
      go: {{by: mentee, should: asked, to: over}}
  over: {{final: over}}
"""
HEAD = """\
format: mentorflow-test/1
tests: bounds
day_0: 2026-01-12
people: {mentee: ana, mentor: raj}
facts: {room: 0}
scenarios:
  a_life:
    steps:
      - {at: day 0, by: ana, do: begin}
"""


def flow(test: str) -> Flow:
    """The rules with one condition."""
    built = build(read(RULES.format(test=test), "bounds.yaml"))
    assert built.workflow is not None, built.diagnostics
    return Flow(built.workflow)


def thresholds(test: str, *steps: str) -> tuple[list[str], list[str]]:
    """What a life of some steps comes past, and what it does not, without the words that are always the same."""
    rules = flow(test)
    text = HEAD + "".join(f"      - {{{step}}}\n" for step in steps)
    script = read_scenarios(read(text, "bounds.test.yaml"), rules.workflow)
    assert not script.has_errors, script.diagnostics
    found = cover(rules, plays(rules, script.scenarios)).of("threshold")
    words = [
        (one.element.name.removeprefix("threshold ").removesuffix(", for asked"), one.scenarios) for one in found
    ]
    return [name for name, there in words if there], [name for name, there in words if not there]


def leave(day: int, room: int, then: str = "") -> str:
    """An attempt to leave."""
    return f"at: day {day}, by: ana, do: leave, facts: {{room: {room}}}{then}"


def test_number_of_a_limit_and_a_plain_one_are_thresholds() -> None:
    """Whether it has a name or not, and whatever the comparison, it is tried on both sides."""
    for bound in ("some", "2"):
        for op in ("more_than", "at_least", "fewer_than", "at_most"):
            every = [f"room just below {bound}", f"room at {bound}", f"room just above {bound}"]
            assert ([], every) == thresholds(f"{{room: {{{op}: {bound}}}}}")
    assert ([], ["room just below 1", "room at 1", "room just above 1"]) == thresholds("{room: 1}")


def test_two_bounds_of_one_fact_are_told_apart() -> None:
    """A range has two ends, each with its own sides; the same end written twice is one."""
    came, not_yet = thresholds("{room: {at_least: 1, at_most: some}}", leave(1, 1))

    assert ["room at 1", "room just below some"] == came
    assert ["room just below 1", "room just above 1", "room at some", "room just above some"] == not_yet
    assert ([], ["room just below 2", "room at 2", "room just above 2"]) == thresholds(
        "{room: {at_least: 2, at_most: 2}}"
    )


def test_value_that_cannot_be_is_not_asked_for() -> None:
    """An answer has a range, nothing was done less than no times, and a partnership begins once."""
    assert ["room just below 3", "room at 3"] == thresholds("{room: {at_least: 3}}")[1]
    assert ["room at 0", "room just above 0"] == thresholds("{room: {more_than: 0}}")[1]
    assert ["times.begin just below 1", "times.begin at 1"] == thresholds("{times.begin: {at_least: 1}}")[1]
    assert 3 == len(thresholds("{times.miss: {at_least: 1}}")[1])
    assert 3 == len(thresholds("{misses: {at_least: 1}}")[1])
    assert ["times.leave just below 1", "times.leave at 1"] == thresholds("{times.leave: {at_least: 1}}")[1]


def test_refusal_comes_past_a_threshold_too() -> None:
    """A step too many is worth as much as the last one that is allowed."""
    came, not_yet = thresholds("{room: {fewer_than: some}}", leave(1, 2, ", expect: refused"), leave(1, 1))

    assert (["room just below some", "room at some"], ["room just above some"]) == (came, not_yet)


def test_time_is_compared_by_the_day_or_by_the_minute() -> None:
    """Exactly at a bound is exactly there: half a minute more is above it."""
    days = "{since.begin: {more_than: half}}"
    hours = "{since.begin: {more_than: called_off}}"

    assert ["since.begin at half"] == thresholds(days, leave(15, 0, ", expect: refused"))[0]
    assert ["since.begin just above half"] == thresholds(days, leave(16, 0))[0]
    assert ["since.begin at called_off"] == thresholds(hours, "at: day 0 14:00, by: ana, do: leave, expect: refused")[
        0
    ]
    assert ["since.begin just above called_off"] == thresholds(hours, "at: day 0 14:01, by: ana, do: leave")[0]
    assert [] == thresholds(hours, "at: day 0 14:02, by: ana, do: leave")[0]


def test_answers_that_are_lengths_of_time_are_compared_in_the_unit_they_are_asked_in() -> None:
    """An hour and a half is the next below two hours, as people answer."""
    note = "at: day 1, by: ana, fill_in: note, answers: {{rating: 1, length: {}}}"
    go = "at: day 2, by: ana, do: go"
    test = "{note.length: {at_least: 2 hours}}"

    for answer, word in (("90 minutes", "just below"), ("2 hours", "at"), ("3 hours", "just above")):
        assert [f"note.length {word} 2 hours"] == thresholds(test, note.format(answer), go)[0]


def test_search_finds_numbers_on_both_sides() -> None:
    """What is missing is suggested, and then nothing is."""
    assert () == suggest(flow("{room: {at_least: 1, at_most: some}}"), None).unfound
