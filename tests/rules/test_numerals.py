"""Numbers and lengths of time as people say them are understood well enough to say how they are written."""

from __future__ import annotations

import pytest

from mentorflow.rules import numerals


@pytest.mark.parametrize(
    ("text", "expected"),
    [("five days", "5 days"), ("One Week", "1 week"), ("a month", "1 month"), ("five", None), ("many days", None),
     ("five pears", None)],
)  # fmt: skip
def test_length_in_words_is_written_in_digits(text: str, expected: str | None) -> None:
    """Only a number and a unit is a length of time."""
    assert expected == numerals.a_length(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("half of plan_within", "50% of plan_within"), ("a quarter of the year", "25% of year"), ("most of it", None)],
)
def test_share_in_words_is_written_as_percentage(text: str, expected: str | None) -> None:
    """A half, a third or a quarter of something is a share of it."""
    assert expected == numerals.a_share(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("5 working days", 7), ("12 business days", 16), ("1 workday", 1), ("5 days", None)]
)
def test_working_days_are_counted_with_their_weekends(text: str, expected: int | None) -> None:
    """Five working days are a week; what is left over is not made longer."""
    assert expected == numerals.with_weekends(text)


def test_number_in_words_is_written_in_digits() -> None:
    """Other words are no numbers."""
    assert ("12", None) == (numerals.a_number("Twelve"), numerals.a_number("some"))
