"""The table of the notation: every key is explained, every place can be reached, every required key exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mentorflow.rules.notation import PLACES, Key, Place, keys, places_of
from mentorflow.rules.source import read

FIXTURE = Path(__file__).parents[1] / "fixtures" / "ok" / "every-key.yaml"
SHAPES = {"text", "some", "texts", "block", "named", "pairs", "lists", "rows", "open"}


@pytest.mark.parametrize("key", keys(), ids=lambda key: f"{key.place}.{key.name}")
def test_key_is_explained_in_one_or_two_plain_sentences(key: Key) -> None:
    """Every key has a help text: one or two sentences, a capital first and a full stop last."""
    assert re.fullmatch(r"[A-Z'][^\n]*\.", key.help)
    assert 1 <= len(re.findall(r"\.(?:\s|$)", key.help)) <= 2
    assert key.shape in SHAPES


@pytest.mark.parametrize("place", PLACES.values(), ids=lambda place: place.name)
def test_place_requires_only_keys_it_has(place: Place) -> None:
    """What a place requires is among its keys, and marked there."""
    assert set(place.required) <= set(place.keys)
    assert set(place.required) == {key.name for key in place.keys.values() if key.required}


def test_every_place_can_be_reached_from_the_top() -> None:
    """Each place stands below a key of another one, or is read by what stands left of a colon."""
    below = {key.of for key in keys() if key.shape in {"block", "named", "rows"}}
    read_by_free_words = {"mark", "form mark", "comparison", "limit"}
    assert set(PLACES) - {"workflow"} <= below | read_by_free_words


def test_keys_below_lead_to_places_there_are() -> None:
    """A key with keys below it names a place of the table."""
    assert {key.of for key in keys() if key.shape in {"block", "named", "rows"}} <= set(PLACES)


def test_places_of_tells_where_a_key_stands() -> None:
    """A key may stand in several places, or in none."""
    assert ["condition"] == [place.name for place in places_of("who")]
    assert ["start move", "move", "any_time move"] == [place.name for place in places_of("must")]
    assert () == places_of("zzz")


def test_the_file_with_every_key_has_every_key() -> None:
    """The silent file that shows the notation leaves no key of the table out."""
    text = FIXTURE.read_text(encoding="utf-8")
    words = set(re.findall(r"(?:^|[\s{-])([\w]+):", text))
    assert set() == {key.name for key in keys()} - words


def test_fixtures_are_read_without_a_finding_of_layout() -> None:
    """The file with every key is sound text, so that what is tested is the notation."""
    assert () == read(FIXTURE.read_bytes(), "every-key.yaml").findings
