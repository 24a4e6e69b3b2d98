"""Reading values: what a text says, or the one finding that says why it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.diagnostics import Diagnostic, Span
from mentorflow.rules import reading
from mentorflow.rules.calendar import Duration
from mentorflow.rules.source import read
from mentorflow.rules.workflow import Share

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.rules.tree import Node


def value(text: str) -> Node:
    """The value behind ``key:`` in a file."""
    root = read(f"key: {text}\n", "f.yaml").root
    assert root is not None
    return root.pairs[0][1]


def minutes(count: int) -> Duration:
    """So many minutes."""
    return Duration(minutes=count)


def days(count: int) -> Duration:
    """So many days."""
    return Duration(days=count)


SAID: tuple[tuple[Callable[[Any], object], str, object], ...] = (
    (reading.sentence, "Any words, really.", "Any words, really."),
    (reading.a_name, "check_up", "check_up"),
    (reading.a_name, "größe2", "größe2"),
    (reading.file_name, "one-2_three", "one-2_three"),
    (reading.the_format, "mentorflow/1", "mentorflow/1"),
    (reading.timezone, "America/New_York", "America/New_York"),
    (reading.timezone, "UTC", "UTC"),
    (reading.yes_or_no, "yes", True),
    (reading.yes_or_no, "no", False),
    (reading.number, "0", 0),
    (reading.number, "012", 12),
    (reading.number, "'7'", 7),
    (reading.number_range, "1 to 20", (1, 20)),
    (reading.number_range, "-5 to -1", (-5, -1)),
    (reading.number_range, "3 to 3", (3, 3)),
    (reading.length, "90 days", days(90)),
    (reading.length, "1 hour", minutes(60)),
    (reading.length, "2 weeks", days(14)),
    (reading.length, "1 year", Duration(months=12)),
    (reading.length_or_name, "48 hours", minutes(2880)),
    (reading.length_or_name, "plan_within", "plan_within"),
    (reading.time_range, "15 minutes to 8 hours", (minutes(15), minutes(480))),
    (reading.time_range, "1 hour to program_length", (minutes(60), "program_length")),
    (reading.time_range, "short to long", ("short", "long")),
    (reading.amount, "3", 3),
    (reading.amount, "30 days", days(30)),
    (reading.amount, "50% of time left", Share(50, "time left")),
    (reading.amount, "50 % of plan_within", Share(50, "plan_within")),
    (reading.amount_range, "1 to 5", (1, 5)),
    (reading.amount_range, "1 day to 2 years", (days(1), Duration(months=24))),
    (reading.text_length, "any length", None),
    (reading.text_length, "up to 1 character", 1),
    (reading.text_length, "up to 2000 characters", 2000),
    (reading.a_date, "any day", (False, False)),
    (reading.a_date, "not later than today", (True, False)),
    (reading.a_date, "not earlier than today", (False, True)),
    (reading.a_tick, "required", True),
    (reading.a_tick, "optional", False),
)

# The reader, the text, the finding, and what is to be written instead (None where no text can be proposed).
REFUSED: tuple[tuple[Callable[[Any], object], str, str, str | None], ...] = (
    (reading.a_name, "check-up", "not-a-name", "check_up"),
    (reading.a_name, "Check up!", "not-a-name", "Check_up"),
    (reading.a_name, "2nd", "not-a-name", None),
    (reading.a_name, "_hidden", "not-a-name", "hidden"),
    (reading.file_name, "my program", "not-a-name", None),
    (reading.the_format, "mentorflow/2", "wrong-format", "mentorflow/1"),
    (reading.timezone, "Europe/Berlim", "unknown-timezone", "Europe/Berlin"),
    (reading.timezone, "europe/berlin", "unknown-timezone", "Europe/Berlin"),
    (reading.timezone, "berlin", "unknown-timezone", "Europe/Berlin"),
    (reading.timezone, "Nowhere at all", "unknown-timezone", None),
    (reading.timezone, "../etc/passwd", "unknown-timezone", None),
    (reading.yes_or_no, "Yes", "not-yes-or-no", "yes"),
    (reading.yes_or_no, "true", "not-yes-or-no", "yes"),
    (reading.yes_or_no, "off", "not-yes-or-no", "no"),
    (reading.yes_or_no, "perhaps", "not-yes-or-no", None),
    (reading.number, "three", "not-a-number", "3"),
    (reading.number, "1.5", "not-a-number", None),
    (reading.number, "1" * 30, "not-a-number", None),
    (reading.number, "-1", "number-too-small", None),
    (reading.number_range, "1..20", "range-spelling", "1 to 20"),
    (reading.number_range, "1 - 20", "range-spelling", "1 to 20"),
    (reading.number_range, "between 1 and 20", "range-spelling", "1 to 20"),
    (reading.number_range, "20 to 1", "range-upside-down", None),
    (reading.number_range, "20", "not-a-range", None),
    (reading.number_range, "a to b", "not-a-range", None),
    (reading.length, "0 days", "zero-length", None),
    (reading.length, "-3 days", "zero-length", None),
    (reading.length, "14 dyas", "not-a-length-of-time", "14 days"),
    (reading.length, "2 monthes", "not-a-length-of-time", "2 months"),
    (reading.length, "1 dayz", "not-a-length-of-time", "1 day"),
    (reading.length, "3 mentees", "not-a-length-of-time", None),
    (reading.length_or_name, "-3 days", "zero-length", None),
    (reading.amount, "-3 days", "zero-length", None),
    (reading.amount, "14 dyas", "not-an-amount", "14 days"),
    (reading.length, "30", "not-a-length-of-time", None),
    (reading.length, "30days", "unit-spelling", "30 days"),
    (reading.length, "48h", "unit-spelling", "48 hours"),
    (reading.length, "48 Hours", "not-a-length-of-time", "48 hours"),
    (reading.length, "some time", "not-a-length-of-time", None),
    (reading.length, "five days", "not-a-length-of-time", "5 days"),
    (reading.length, "5 working days", "not-a-length-of-time", "7 days"),
    (reading.time_range, "1 day", "not-a-range", None),
    (reading.time_range, "0 days to 3 days", "zero-length", None),
    (reading.time_range, "1 day to 0 days", "zero-length", None),
    (reading.time_range, "2 days to 1 day", "range-upside-down", None),
    (reading.amount, "many", "not-an-amount", None),
    (reading.amount, "two", "not-an-amount", "2"),
    (reading.amount, "half of time left", "not-an-amount", "50% of time left"),
    (reading.amount, "50%", "not-an-amount", None),
    (reading.amount, "2.5", "not-an-amount", None),
    (reading.amount, "3 mentees", "not-an-amount", None),
    (reading.amount, "3,", "not-an-amount", None),
    (reading.amount, "48hours", "unit-spelling", "48 hours"),
    (reading.amount, "30days", "unit-spelling", "30 days"),
    (reading.amount, "0% of half", "not-a-share", None),
    (reading.amount, "101% of half", "not-a-share", None),
    (reading.amount_range, "some to 3 days", "not-a-range", None),
    (reading.amount_range, "3", "not-a-range", None),
    (reading.text_length, "500", "not-a-text-length", "up to 500 characters"),
    (reading.text_length, "max. 500", "not-a-text-length", "up to 500 characters"),
    (reading.text_length, "short", "not-a-text-length", "any length"),
    (reading.text_length, "up to 0 characters", "not-a-text-length", "any length"),
    (reading.a_date, "today", "not-one-of", None),
    (reading.a_tick, "Required", "not-one-of", "required"),
    (reading.a_tick, "yes", "not-one-of", "required"),
    (reading.a_tick, "no", "not-one-of", "optional"),
)


@pytest.mark.parametrize(("reader", "text", "expected"), SAID)
def test_reader_takes_what_is_well_written(reader: Callable[[Any], object], text: str, expected: object) -> None:
    """A value in its proper spelling is read as what it says."""
    assert expected == reader(value(text))


@pytest.mark.parametrize(("reader", "text", "slug", "instead"), REFUSED)
def test_reader_says_what_it_cannot_take(
    reader: Callable[[Any], object], text: str, slug: str, instead: str | None
) -> None:
    """A value in another spelling is one finding, with what to write instead where that is clear."""
    answer = reader(value(text))
    assert isinstance(answer, Diagnostic)
    assert answer.suggestion is not None
    assert (slug, instead) == (answer.slug, answer.suggestion.replacement)


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        (reading.timezone, "europe/berlin", True),
        (reading.timezone, "America/New York", True),
        (reading.timezone, "Europe/Berlim", False),
        (reading.timezone, "berlin", False),
        (reading.text_length, "500 characters", True),
        (reading.text_length, "Up to 500 chars", True),
        (reading.text_length, "500", False),
        (reading.text_length, "max. 500", False),
        (reading.text_length, "500 words", False),
        (reading.text_length, "short", False),
        (reading.the_format, "Mentorflow/1", True),
        (reading.the_format, "mentorflow/2", False),
        (reading.a_name, "look-back", True),
        (reading.a_name, "good fair", False),
        (reading.yes_or_no, "True", True),
        (reading.a_tick, "Required", True),
        (reading.a_tick, "requird", False),
    ],
)
def test_reader_is_certain_only_of_another_spelling_of_the_same(
    reader: Callable[[Any], object],
    text: str,
    expected: bool,  # noqa: FBT001 - a column
) -> None:
    """What may be put in place without asking says the same in other letters; a likely meaning is left to people."""
    answer = reader(value(text))
    assert isinstance(answer, Diagnostic)
    assert answer.suggestion is not None
    assert expected is answer.suggestion.is_mechanical


def test_number_of_at_least_one_refuses_zero() -> None:
    """The lowest number is the caller's to say."""
    answer = reading.number(value("0"), 1)
    assert isinstance(answer, Diagnostic)
    assert "number-too-small" == answer.slug


@pytest.mark.parametrize(
    ("text", "part", "column"),
    [
        ("50% of half", "half", 13),
        ("'50% of half'", "half", 14),
        ('"50% of half"', "half", 14),
        ("50% of half", "none of it", 6),
        ('"50\\" of half"', "half", 6),
    ],
)
def test_part_of_a_text_has_its_own_place(text: str, part: str, column: int) -> None:
    """A piece of a text is found in the file; where it cannot be told, the whole text is its place."""
    span = reading.part(value(text), part)
    assert (1, column) == (span.line, span.column)


def test_part_of_a_text_on_several_lines_is_the_whole_text() -> None:
    """Where a text goes over several lines, the whole of it is the place of each piece."""
    node = value("one\n  two")
    assert node.span == reading.part(node, "two")
    assert Span("f.yaml", 1, 6, 2, 6) == node.span


def test_one_of_lists_what_may_stand_there() -> None:
    """A word that is none of the few is told with all of them."""
    answer = reading.one_of(value("running"), ("stopped", "slowed"))
    assert isinstance(answer, Diagnostic)
    assert "'running' does not say anything here; what may stand here is 'stopped' or 'slowed'." == answer.message
