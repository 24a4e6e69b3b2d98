"""A small program and two of its lives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
RULES = """\
format: mentorflow/1
workflow: pair
version: 1
title: A pair
timezone: Europe/Berlin

roles:
  partners: {mentee: Mentee, mentor: Mentor}

start:
  match: {by: mentor, to: matched, tell: mentee}

states:
  matched:
    moves:
      finish: {by: each partner, to: over, tell: other partner}
  over: {final: completed}

any_time:
  moves:
    withdraw: {by: either partner, to: over, tell: other partner}
"""
SCENARIOS = """\
format: mentorflow-test/1
tests: pair
people: {mentee: ana, mentor: raj}
scenarios:
  both_finish:
    steps:
      - {at: day 0, by: raj, do: match, told: ana}
      - {at: day 300, by: ana, do: finish, expect: matched}
      - {at: day 301, by: raj, do: finish, expect: over}
  one_withdraws:
    steps:
      - {at: day 0, by: raj, do: match}
      - {at: day 9, by: ana, do: withdraw, expect: over, told: raj}
"""


def written(name: str, text: str) -> None:
    """Write a file into the present folder."""
    Path(name).write_text(text, "utf-8")


def a_pair(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder the present one, with rules and scenarios that come out as expected."""
    monkeypatch.chdir(folder)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS)
    return folder
