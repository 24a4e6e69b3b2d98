"""Values that are read without complaint but meant otherwise: the finding, its place, and the value as meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mentorflow.rules.source import Node, read
from mentorflow.rules.traps import (
    LONGEST,
    comparison_sign,
    missing_space,
    range_spelling,
    raw,
    sentence_became_block,
    several_in_one,
    too_shallow,
    unit_spelling,
)
from tests.rules.test_source import text_of
from tests.rules.test_source_slips import place

if TYPE_CHECKING:
    from mentorflow.rules.source import Source

ROLES = ("mentee", "mentor", "coordinator", "each partner")


def value(text: str) -> tuple[Node, Source]:
    """The value behind the first key of a text."""
    source = read(text, "f.yaml")
    assert source.root is not None
    return source.root.pairs[0][1], source


def node(text: str) -> Node:
    """A text as it stands behind a key."""
    return value(f"a: {text}\n")[0]


@pytest.mark.parametrize(
    ("text", "parts", "replacement", "safe"),
    [
        ("mentee, mentor", ["mentee", "mentor"], "[mentee, mentor]", True),
        ("mentee and mentor", ["mentee", "mentor"], "[mentee, mentor]", True),
        ("mentee/mentor", ["mentee", "mentor"], "[mentee, mentor]", True),
        ("coordinator mentee", ["coordinator", "mentee"], "[coordinator, mentee]", True),
        ("each partner coordinator", ["each partner", "coordinator"], "[each partner, coordinator]", True),
        ("mentee, mentr", ["mentee", "mentr"], "[mentee, mentr]", False),
        ("Mentee; boss", ["Mentee", "boss"], "[Mentee, boss]", False),
    ],
)
def test_several_names_in_one_text_are_told_apart(text: str, parts: list[str], replacement: str, safe: bool) -> None:  # noqa: FBT001
    """Commas, words and spaces between names; safe where every name is known."""
    trap = several_in_one(node(text), ROLES)
    assert trap is not None
    hint = trap.finding.suggestion
    assert hint is not None
    assert ("several-in-one", f"1:4-{4 + len(text)}") == (trap.finding.slug, place(trap.finding.span))
    assert (replacement, safe) == (hint.replacement, hint.safe)
    assert parts == text_of(trap.node)


def test_several_names_inside_brackets_need_only_a_comma() -> None:
    """An entry of a list is replaced by several entries."""
    trap = several_in_one(value("a: [coordinator mentee]")[0].items[0], ROLES, inside=True)
    assert trap is not None
    assert trap.finding.suggestion is not None
    assert "coordinator, mentee" == trap.finding.suggestion.replacement
    assert ["1:5-16", "1:17-23"] == [place(item.span) for item in trap.node.items]


def test_several_new_names_need_a_comma() -> None:
    """Where any name may stand, only commas tell names apart, and a sentence is no names."""
    trap = several_in_one(node("good, fair"))
    assert trap is not None
    assert ["good", "fair"] == text_of(trap.node)
    assert several_in_one(node("good fair")) is None
    assert several_in_one(node("good & fair")) is None
    assert several_in_one(node("up to 3, or so")) is None


def test_several_names_in_quotes_have_the_place_of_the_whole() -> None:
    """In quotes a word's own place cannot be told."""
    trap = several_in_one(node('"mentee, mentor"'), ROLES)
    assert trap is not None
    assert {"1:4-20"} == {place(item.span) for item in trap.node.items}


@pytest.mark.parametrize(
    "text", ["each partner", "mentee", "boss, owner", "mentee boss", "''", "[a, b]", "m, " * LONGEST]
)
def test_what_is_one_name_or_unknown_is_no_trap(text: str) -> None:
    """A known name, unknown words, a list, and what is far too long are left to others."""
    assert several_in_one(node(text.strip(", ")), ROLES) is None


@pytest.mark.parametrize(
    ("text", "slug", "span", "replacement"),
    [
        ("a:\n  - Who: you or me?\n", "colon-in-text", "2:5-20", '"Who: you or me?"'),
        ("a:\n  - [sic]\n", "special-start", "2:5-10", '"[sic]"'),
        ("a:\n  - {b: c}\n", "special-start", "2:5-11", '"{b: c}"'),
        ("a:\n  - - hm\n", "special-start", "2:5-9", '"- hm"'),
    ],
)
def test_sentence_read_as_something_else_is_put_in_quotes(text: str, slug: str, span: str, replacement: str) -> None:
    """A colon in a sentence, or a bracket or dash before it."""
    listed, source = value(text)
    trap = sentence_became_block(listed.items[0], source)
    assert trap is not None
    hint = trap.finding.suggestion
    assert hint is not None
    assert (slug, span, replacement, True) == (
        trap.finding.slug,
        place(trap.finding.span),
        hint.replacement,
        hint.safe,
    )
    assert replacement == f'"{trap.node.text}"'


def test_sentence_is_no_trap_where_it_is_one() -> None:
    """A text is a text, and what takes several lines is no sentence."""
    assert sentence_became_block(*value("a: Who, you or me?\n")) is None
    assert sentence_became_block(*value("a:\n  b: c\n  d: e\n")) is None


def test_lines_one_step_too_shallow_are_moved_below_their_name() -> None:
    """The caret stands under the first of them; the correction indents all of them."""
    block, source = value("fields:\n  goals:\n  ask: Which?\n  text: up to 3\n  other:\n    ask: What?\n")
    trap = too_shallow(block, {"ask", "text"}, source)
    assert trap is not None
    hint = trap.finding.suggestion
    assert hint is not None
    assert ("too-shallow", "3:3-6") == (trap.finding.slug, place(trap.finding.span))
    assert ("    ask: Which?\n    text: up to 3", True) == (hint.replacement, hint.safe)
    assert {"goals": {"ask": "Which?", "text": "up to 3"}, "other": {"ask": "What?"}} == text_of(trap.node)


@pytest.mark.parametrize(
    "text",
    ["a: {b: , ask: c}", "a:\n  b:\n  c:\n", "a:\n  b: x\n  ask: c\n", "a:\n  ask:\n  text: c\n", "a:\n  b:\n"],
)
def test_block_without_shallow_lines_is_no_trap(text: str) -> None:
    """Only an empty name followed by keys that belong below a name is one."""
    assert too_shallow(value(text)[0], {"ask", "text"}, value(text)[1]) is None


@pytest.mark.parametrize(
    ("text", "key", "meant", "replacement"),
    [
        ("< 3", "", {"fewer_than": "3"}, "{fewer_than: 3}"),
        ("\u2265 3", "x", {"at_least": "3"}, "{at_least: 3}"),
        ("<=48 hours", "x", {"at_most": "48 hours"}, "{at_most: 48 hours}"),
        ("'> some_limit'", "x", {"more_than": "some_limit"}, "{more_than: some_limit}"),
        ("< 3", "fewer_than", "3", "3"),
        ("< a_form.a_question", "fewer_than", "a_form.a_question", "a_form.a_question"),
        ("\u2264 3", "more_than", "3", None),
    ],
)
def test_comparison_with_a_sign_is_written_in_words(
    text: str, key: str, meant: object, replacement: str | None
) -> None:
    """The sign becomes the word; behind another word which of the two holds is not known."""
    trap = comparison_sign(node(text), key)
    assert trap is not None
    hint = trap.finding.suggestion
    assert hint is not None
    assert "comparison-sign" == trap.finding.slug
    assert (replacement, replacement is not None) == (hint.replacement, hint.safe)
    assert meant == text_of(trap.node)


@pytest.mark.parametrize("text", ["3", "a < b", "[< 3]", "<", "< " + "3" * LONGEST])
def test_what_is_no_comparison_is_no_trap(text: str) -> None:
    """A number, a sentence, a list and a sign alone are left to others."""
    assert comparison_sign(node(text)) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1..20", "1 to 20"),
        ("1...20", "1 to 20"),
        ("1-20", "1 to 20"),
        ("1 \u2013 20", "1 to 20"),
        ("1to20", "1 to 20"),
        ("from 1 to 20", "1 to 20"),
        ("between 1 and 20", "1 to 20"),
        ("1 hour..program_length", "1 hour to program_length"),
        ("30 days - 1095 days", "30 days to 1095 days"),
    ],
)
def test_range_is_written_with_to(text: str, meant: str) -> None:
    """Dots, dashes and other words between two bounds."""
    trap = range_spelling(node(text))
    assert trap is not None
    hint = trap.finding.suggestion
    assert hint is not None
    assert ("range-spelling", meant, True, meant) == (trap.finding.slug, hint.replacement, hint.safe, trap.node.text)


@pytest.mark.parametrize(
    "text", ["1 to 20", "20", "check-up", "2026-01-20", "[1..20]", "any day", "1-" + "2" * LONGEST]
)
def test_what_is_no_misspelt_range_is_no_trap(text: str) -> None:
    """A range in words, a name with a dash, a date."""
    assert range_spelling(node(text)) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("48hours", "48 hours"),
        ("7days before", "7 days before"),
        ("30d", "30 days"),
        ("2-Weeks", "2 weeks"),
        ("1hr", "1 hour"),
        ("1year", "1 year"),
    ],
)
def test_unit_stands_apart_from_its_number(text: str, meant: str) -> None:
    """A number and its unit are two words, the unit written out."""
    trap = unit_spelling(node(text))
    assert trap is not None
    assert ("unit-spelling", meant) == (trap.finding.slug, trap.node.text)


@pytest.mark.parametrize("text", ["48 hours", "48", "5m", "3rd", "hours", "[48hours]", "9" * LONGEST + "days"])
def test_what_is_no_misspelt_length_is_no_trap(text: str) -> None:
    """Well written, without a unit, or with one that could be two."""
    assert unit_spelling(node(text)) is None


def test_missing_space_makes_a_key_and_a_value() -> None:
    """``remind:mentor`` in a list is a key and its value."""
    trap = missing_space(value("a: [remind:mentor]")[0].items[0])
    assert trap is not None
    hint = trap.finding.suggestion
    assert hint is not None
    assert hint.span is not None
    assert ("space-after-colon", "1:5-12", "1:5-18", "{remind: mentor}") == (
        trap.finding.slug,
        place(trap.finding.span),
        place(hint.span),
        hint.replacement,
    )
    assert {"remind": "mentor"} == text_of(trap.node)
    assert ["1:5-11", "1:12-18"] == [place(side.span) for side in trap.node.pairs[0]]


@pytest.mark.parametrize(
    ("expected", "text"), [(True, "remind:mentor"), (True, "within:2 days"), (False, "remind:mentor, mentee")]
)
def test_missing_space_is_certain_of_one_value_only(expected: bool, text: str) -> None:  # noqa: FBT001 - a column
    """In braces a comma would end the value, so several are left to people."""
    trap = missing_space(node(text))
    assert trap is not None
    assert trap.finding.suggestion is not None
    assert expected is trap.finding.suggestion.safe


@pytest.mark.parametrize(
    "text", ["remind", "'remind:mentor'", "[a]", "http://example.org", "10:30", "remind:mentor\n  x"]
)
def test_what_has_its_space_is_no_trap(text: str) -> None:
    """A word, a quoted text, an address, a time of day, and what takes several lines."""
    assert missing_space(node(text)) is None


def test_raw_is_what_the_file_says() -> None:
    """Letter by letter, over several lines."""
    block, source = value('a:\n  b: "c"  # d\n  e: [f,\n    g]\n')
    assert 'b: "c"  # d\n  e: [f,\n    g]' == raw(source, block.span)
