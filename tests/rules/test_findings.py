"""The catalogue holds together, and the nearest name is the one that was meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorflow.diagnostics import Related, Severity, Span, Suggestion
from mentorflow.rules.catalogue import SPELLINGS as SPELLING_ROWS
from mentorflow.rules.catalogue import TEXT
from mentorflow.rules.findings import (
    BY_SLUG,
    CATALOGUE,
    LONGEST_WORD,
    MOST_LISTED,
    SPELLINGS,
    SYNONYMS,
    fold,
    found,
    meant,
    nearest,
)

HERE = Span("f.yaml", 3, 5, 3, 9)
NAMES = (
    "mentee",
    "mentor",
    "coordinator",
    "each partner",
    "either partner",
    "check_up",
    "unfavorable",
    "fewer_than",
    "more_than",
    "at_least",
    "at_most",
    "include",
    "matched",
    "planned",
    "renewed",
    "program_length",
)


def test_codes_and_slugs_stand_once() -> None:
    """A code and a slug name one finding for ever."""
    assert len(CATALOGUE) == len({row.code for row in CATALOGUE}) == len({row.slug for row in CATALOGUE})
    assert dict(BY_SLUG) == {row.slug: row for row in CATALOGUE}


@pytest.mark.parametrize("row", CATALOGUE, ids=lambda row: row.slug)
def test_row_of_the_catalogue_is_plain(row: object) -> None:
    """A row has a code of its family, a slug that fits an address, and two sentences without a programmer's word."""
    code, slug = getattr(row, "code", ""), getattr(row, "slug", "")
    words = f"{getattr(row, 'title', '')} {getattr(row, 'why', '')}"
    assert re.fullmatch(r"MF[1-9]\d\d", code)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    assert not re.search(r"\b(?:scalar|mapping|node|token|schema|nonetype)\b", words.lower())
    assert words.strip().endswith(".")


def test_rows_about_text_are_of_the_first_family() -> None:
    """MF1xx is text and layout; the spellings of values stand with the values."""
    assert {"MF1"} == {row.code[:3] for row in TEXT}
    assert {"MF4"} == {row.code[:3] for row in SPELLING_ROWS}


def test_found_takes_code_and_severity_from_the_catalogue() -> None:
    """Whoever finds something says what and where; the catalogue says the rest."""
    hint, other = Suggestion("Delete it."), Related(HERE, "here")
    finding = found("tab", "Here stands a tab.", HERE, consequence="it breaks", suggestion=hint, related=[other])
    assert ("MF111", "tab", Severity.ERROR) == (finding.code, finding.slug, finding.severity)
    assert ("it breaks", hint, (other,)) == (finding.consequence, finding.suggestion, finding.related)


def test_found_refuses_a_slug_that_is_not_in_the_catalogue() -> None:
    """A finding without a row could not be looked up."""
    with pytest.raises(KeyError):
        found("no-such-finding", "What?", HERE)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Check-Up", "check_up"),
        ("check up", "check_up"),
        ("checkup", "check_up"),
        ("unfavourable", "unfavorable"),
        ("programme length", "program_length"),
        ("Each Partner", "each partner"),
        ("mentoree", "mentee"),
        ("prot\u00e9g\u00e9", "mentee"),
        ("less_than", "fewer_than"),
        ("greater than", "more_than"),
        ("minimum", "at_least"),
        ("max", "at_most"),
        ("contains", "include"),
        ("both", "each partner"),
        ("matchd", "matched"),
        ("macthed", "matched"),
        ("plannned", "planned"),
        ("renew", "renewed"),
        ("coord", "coordinator"),
        ("matched", "matched"),
    ],
)
def test_nearest_finds_the_name_that_was_meant(word: str, name: str) -> None:
    """Folding, synonyms, a slip of the finger, and a name cut short."""
    assert name == nearest(word, NAMES)


@pytest.mark.parametrize("word", ["", "m", "x", "weather", "ment", "end", "claimed", "e" * (LONGEST_WORD + 1)])
def test_nearest_guesses_nothing_where_nothing_is_near(word: str) -> None:
    """A wrong guess is worse than none, and two equally good ones are none."""
    assert nearest(word, NAMES) is None


def test_nearest_does_not_take_another_word_for_a_slip() -> None:
    """Names of the same words but one mean something else, often the opposite, however near their letters are."""
    names = ("settled_well", "buddy_has_room")
    assert nearest("settled_badly", names) is None
    assert "settled_well" == nearest("setled_wel", names)


def test_nearest_of_nothing_is_nothing() -> None:
    """Where no name may stand, none is suggested."""
    assert nearest("matched", ()) is None


def test_nearest_takes_no_sides() -> None:
    """Names that are the same after folding cannot be told apart."""
    assert nearest("check up", ("check-up", "check_up")) is None


def test_meant_is_safe_only_where_the_word_is_the_same() -> None:
    """Case, separators and spelling variants may be mended without asking; a guess may not."""
    assert Suggestion("Did you mean 'check_up'?", "check_up", HERE, safe=True) == meant("check-up", NAMES, HERE)
    assert Suggestion("Did you mean 'matched'?", "matched", HERE, safe=False) == meant("matchd", NAMES, HERE)
    assert Suggestion("Did you mean 'mentee'?", "mentee", HERE, safe=False) == meant("mentoree", NAMES, HERE)


def test_meant_lists_the_names_if_they_are_few() -> None:
    """Without a guess, what may stand there helps as long as it can be taken in."""
    assert Suggestion("What may stand here: yes, no.") == meant("perhaps", ("yes", "no"), HERE)
    assert meant("weather", [f"name_{number}" for number in range(MOST_LISTED + 1)], HERE) is None
    assert meant("weather", (), HERE) is None


def test_meant_lists_the_names_like_it_if_all_would_be_too_many() -> None:
    """Names that share a word with what was written are most likely what was misremembered."""
    names = (*(f"name_{number}" for number in range(MOST_LISTED + 1)), "schedule_agreed")
    assert Suggestion("Names like it: schedule_agreed.") == meant("schedule_confirmed", names, HERE)
    assert meant("name_of_it", names, HERE) is None


def test_spellings_and_synonyms_are_in_folded_form() -> None:
    """What is looked up has to be written as it is looked up."""
    assert all(word == word.casefold() for word in (*SPELLINGS, *SPELLINGS.values()))
    assert all(word == fold(word) for word in SYNONYMS)
    assert all(name == fold(name) for names in SYNONYMS.values() for name in names)


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=12))
def test_nearest_is_one_of_the_names(word: str, names: list[str]) -> None:
    """Only names that may stand there are suggested."""
    assert nearest(word, names) in {None, *names}


@given(st.lists(st.text(alphabet="abcde_- ", min_size=1, max_size=8), min_size=1, max_size=6, unique_by=fold))
def test_nearest_of_a_name_is_the_name(names: list[str]) -> None:
    """A name that is there is its own nearest, however it is spelt."""
    for name in names:
        if fold(name):
            assert name == nearest(name.upper().replace("_", " "), names)
