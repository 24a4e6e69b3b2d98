"""Conditions on conditions: how many levels there may be, and circles among very many of them."""

from __future__ import annotations

import pytest

from mentorflow.rules.build import Built, build
from mentorflow.rules.circles import MOST_LEVELS
from mentorflow.rules.source import read

RULES = """format: mentorflow/1
workflow: levels
version: 1
title: Levels
timezone: Europe/Berlin
roles:
  partners: {mentee: Mentee, mentor: Mentor}
facts:
  load: {whole_number: 0 to 9}
forms:
  sheet:
    filled_in_by: mentee
    open_from: going
    fields:
QUESTIONS
conditions:
  c0: {FIRST}
CONDITIONS
start:
  begin: {by: mentee, to: going, must: LAST}
routing:
  table:
    rows:
      - {if: {LAST: yes}, to: going}
      - {if: {LAST: no}, to: done}
states:
  going: {moves: {leave: {by: either partner, to: table}}}
  done: {final: done}
"""
PARTS = "  c{0}: {{all_of: c{1}}}"
READS = "  c{0}: {{sheet.q{1}: yes}}"


def chain(levels: int, line: str, first: str = "load: 3") -> Built:
    """A file with a condition that stands on so many others, one on the other, the last of which says *first*."""
    questions = [f"      q{n}: {{ask: A, tick: optional, asked_if: c{n}}}" for n in range(levels)]
    lines = [line.format(n + 1, n) for n in range(levels)]
    text = RULES.replace("QUESTIONS", "\n".join(questions)).replace("CONDITIONS", "\n".join(lines))
    return build(read(text.replace("LAST", f"c{levels}").replace("FIRST", first), "f"))


def slugs(built: Built) -> list[str]:
    """The errors of a file, by name."""
    return [finding.slug for finding in built.diagnostics if finding.is_error]


@pytest.mark.parametrize("line", [PARTS, READS], ids=["parts", "questions"])
def test_conditions_may_stand_on_each_other_in_many_levels(line: str) -> None:
    """As many levels as are allowed load and are proved; one more is told once, and nothing comes of the file."""
    assert [] == slugs(chain(MOST_LEVELS, line))
    assert ["too-many-levels"] == slugs(chain(MOST_LEVELS + 1, line))


@pytest.mark.parametrize("line", [PARTS, READS], ids=["parts", "questions"])
def test_conditions_in_very_many_levels_are_one_finding(line: str) -> None:
    """However deep conditions stand on each other, it is said at the first of them and nothing is compiled."""
    (finding,) = (finding for finding in chain(700, line).diagnostics if finding.is_error)
    assert "too-many-levels" == finding.slug
    assert "'c51' stands on more than 50 conditions, one on the other." == finding.message


def test_conditions_above_a_long_circle_are_not_told_beside_it() -> None:
    """A circle is told with all its steps, and what stands on it is not too deep."""
    (finding,) = (finding for finding in chain(150, PARTS, "any_of: c120").diagnostics if finding.is_error)
    assert "circular-condition" == finding.slug
    assert finding.message.endswith(": c0 -> c120 -> " + "".join(f"c{n} -> " for n in range(119, 0, -1)) + "c0.")
