"""The words of a scenario file are never the names of a workflow as well, or nobody could tell what is expected."""

from __future__ import annotations

import pytest

from mentorflow.plays.read_expectations import MOVE, OPENING, SIGNATURE
from mentorflow.plays.read_parts import LIKE
from mentorflow.plays.scenario import NOBODY, NOTHING, REFUSED
from mentorflow.rules.build import build
from mentorflow.rules.notation import RESERVED
from mentorflow.rules.source import read

# What may stand behind a key of a scenario file beside names of these families.
BESIDE_NAMES = {
    REFUSED: {"state"},
    NOBODY: {"role"},
    NOTHING: {"condition", "effect", "field", "form", "limit", "move", "routing"},
    LIKE: {"field"},
    SIGNATURE: {"deadline", "form", "move"},
    OPENING: {"deadline", "form", "move"},
    MOVE: {"deadline", "form", "move"},
}
RULES = """\
format: mentorflow/1
workflow: small
version: 1
title: Small
timezone: UTC
roles: {partners: {mentee: Mentee, mentor: Mentor}}
effects: {ring: Ring.}
start:
  begin: {by: mentee, to: open, effect: ring}
states:
  open:
    moves:
      leave: {by: either partner, to: over, asks: {why: {ask: 'Why?', text: any length}}}
    deadlines:
      answer: {within: 2 days, late: {remind: mentor}}
  over: {final: done}
"""


@pytest.mark.parametrize("word", BESIDE_NAMES)
def test_word_of_scenarios_is_reserved(word: str) -> None:
    """Every family of names that the word could be taken for may not have it."""
    assert set() == {family for family in BESIDE_NAMES[word] if word not in RESERVED[family]}


@pytest.mark.parametrize(
    ("name", "word"),
    [("over", "refused"), ("ring", "nothing"), ("leave", "nothing"), ("why", "like"), ("answer", "signature")],
)
def test_name_that_scenarios_need_is_a_finding(name: str, word: str) -> None:
    """Whoever writes such a name is told at once, not by a scenario that cannot be meant."""
    assert () == build(read(RULES, "small.yaml")).diagnostics

    found = build(read(RULES.replace(name, word), "small.yaml")).diagnostics

    assert [("reserved-name", f"'{word}' has a meaning of its own")] == [
        (each.slug, each.message.partition(" and ")[0]) for each in found
    ]
