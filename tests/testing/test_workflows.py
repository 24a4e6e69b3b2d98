"""Drawn workflows: nothing is found in them, they are drawn over the whole notation, and they shrink to little."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from mentorflow.proofs.checking import checked
from mentorflow.rules.notation import BLOCK, NAMED, PLACES, ROWS
from mentorflow.rules.source import read
from mentorflow.testing import DrawnWorkflow, workflows
from mentorflow.testing.strategy import drafted, sound
from tests.testing.population import BATCH, DEEP, batches, draft, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.tree import Node

NOON = dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC)
SIMPLEST = """\
format: mentorflow/1
workflow: drawn
version: 1
title: Drawn by chance
timezone: Europe/Berlin

roles:
  partners:
    mentee: Mentee
    mentor: Mentor

start:
  begin:
    by: mentee
    to: begun

states:
  begun:
    moves:
      go_on_1:
        by: either partner
        to: over
        tell: other partner
  over:
    final: completed
"""
# Keys that no workflow without findings can have, or that would say nothing in it.
NOT_DRAWN = {
    ("fact", "text"): "no condition reads a text, so such a fact is never used",
    ("fact", "texts"): "no condition reads texts, so such a fact is never used",
    ("fact", "date"): "no condition reads a date, so such a fact is never used",
    ("start move", "tell_first"): "a start is made by one person",
    ("start move", "assigns"): "who holds which role is said whenever a partnership begins",
    ("start move", "shows"): "nobody has filled in anything yet",
}
# What a name that is no key leads to.
_FREE = {"fact": "comparison", "mark": "mark", "form mark": "form mark"}


# --- without findings -----------------------------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.parametrize("batch", batches(1000, 5000))
def test_drafts_hardly_ever_have_a_finding(batch: int) -> None:
    """They are made to be valid: of a batch at most three have to be left out."""
    left_out = [seed for seed in range(batch, batch + BATCH) if drawn(seed) is None]

    assert len(left_out) <= 3, left_out


@pytest.mark.slow
def test_drawn_workflows_have_no_finding_at_all(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file with the text is checked as a coordinator checks it, with all proofs; not even a note is told."""
    path = tmp_path_factory.mktemp("drawn") / "drawn.yaml"

    @given(workflows())
    @settings(max_examples=1000 if DEEP else 60)
    def nothing_is_found(one: DrawnWorkflow) -> None:
        path.write_text(one.text, encoding="utf-8")
        assert () == checked(path).diagnostics

    nothing_is_found()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        tell: other partner\n", ""),
        ("by: either partner", "by: mentor"),
        ("start:", "limits:\n  idle: 3\n\nstart:"),
        ("  over:\n", "  lost:\n    final: lost\n  over:\n"),
    ],
)
def test_texts_with_a_finding_are_left_out(old: str, new: str) -> None:
    """The control: without the news of the end, without a way out, with a name too many, it is not drawn."""
    assert SIMPLEST.count(old) >= 1
    assert sound(SIMPLEST) is not None
    assert sound(SIMPLEST.replace(old, new)) is None


def test_drawn_workflows_begin_with_anybody_in_their_roles() -> None:
    """The start move that every one of them has is accepted, with the people and the facts that come with it."""
    for one in filter(None, map(drawn, range(BATCH))):
        by = one.people["mentee"]
        decision = one.flow.start("begin", id="p-1", people=one.people, by=by, at=NOON, facts=one.facts)
        assert "moved" == decision.outcome
        assert len(one.people) == len(set(one.people.values()))


# --- small and short ------------------------------------------------------------------------------------------------
def test_smallest_choices_give_the_simplest_lifecycle() -> None:
    """One state, one move, one end: that is where every example shrinks to."""
    assert SIMPLEST == drafted(lambda _: 0)
    assert sound(SIMPLEST) is not None


@pytest.mark.parametrize("most", [1, 3, 8])
def test_as_many_states_as_wanted_are_drawn(most: int) -> None:
    """Never more than wanted, apart from a pause; and sometimes as many."""
    counts = Counter(_chain(draft(seed, most)) for seed in range(100))

    assert most == max(counts)
    assert 1 == min(counts)


def _chain(text: str) -> int:
    """How many states that are not final a text has, apart from a pause."""
    states = next(value for key, value in _root(text).pairs if key.text == "states")
    live = [key.text for key, value in states.pairs if "final" not in {inside.text for inside, _ in value.pairs}]
    return len(set(live) - {"paused"})


def test_failing_example_is_shown_as_a_file() -> None:
    """What hypothesis prints can be pasted."""
    one = sound(SIMPLEST)

    assert SIMPLEST in repr(one)
    assert one == sound(SIMPLEST)


# --- the whole notation ---------------------------------------------------------------------------------------------
def test_every_key_of_the_notation_is_drawn() -> None:
    """Apart from those that a workflow without findings cannot have, each with its reason."""
    seen = {pair for seed in range(600) for pair in _keys("workflow", _root(draft(seed)))}
    every = {(place.name, key) for place in PLACES.values() for key in place.keys}

    assert set(NOT_DRAWN) == every - seen


def _root(text: str) -> Node:
    root = read(text, "drawn.yaml").root
    assert root is not None
    return root


def _keys(place: str, node: Node) -> Iterator[tuple[str, str]]:
    """Every key of a place and below it, with the place where it stands."""
    for name, value in node.pairs:
        key = PLACES[place].keys.get(name.text)
        if key is None:
            yield from _keys(_FREE[PLACES[place].free or ""], value)
            continue
        yield place, key.name
        if key.shape == BLOCK:
            yield from _keys(key.of, value)
        elif key.shape == NAMED:
            yield from (pair for _, below in value.pairs for pair in _keys(key.of, below))
        elif key.shape == ROWS:
            yield from (pair for row in value.items for pair in _keys(key.of, row))
