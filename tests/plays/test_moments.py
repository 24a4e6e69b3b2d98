"""When a step happens."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorflow.plays.moments import calendar_date, in_words, moment

DAY_0 = dt.date(2026, 1, 12)
NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("2026-01-12T17:00+00:00", "day 0"),
        ("2026-04-13T16:00+00:00", "day 91"),
        ("2026-04-13T13:05+00:00", "day 91 09:05"),
        ("2026-01-11T17:00+00:00", "day -1"),
        ("2026-01-10T17:00+00:00", "-2 days"),
        ("2026-01-11T14:00+00:00", "-1 day 9:00"),
        ("2026-01-05T14:00+00:00", "2026-01-05 09:00"),
        ("2026-01-05T17:00+00:00", "2026-01-05"),
    ],
)
def test_moment_is_a_local_time_at_noon_unless_said(expected: str, words: str) -> None:
    """Days count from day 0 in the workflow's zone, through the change of clocks; noon is meant where no time is."""
    assert dt.datetime.fromisoformat(expected) == moment(words, day_0=DAY_0, timezone=NEW_YORK)


@pytest.mark.parametrize(
    "words", ["", "tomorrow", "day", "2 days", "day 1 24:00", "day 1 09:60", "2026-02-30", "0001-01-01", "day 12345"]
)
def test_moment_is_none_for_other_words(words: str) -> None:
    """What is no time gives none, rather than a guess."""
    assert moment(words, day_0=DAY_0, timezone=NEW_YORK) is None


def test_calendar_date_is_written_in_full() -> None:
    """A date has ten characters; the other ways a computer knows are not for people."""
    assert dt.date(2026, 1, 20) == calendar_date("2026-01-20")
    assert [None, None] == [calendar_date("20260120"), calendar_date("2026-W04-2")]


def test_moment_in_words_names_the_local_date_and_the_day() -> None:
    """A timeline shows the date where the partners live, and the day counted from the match."""
    at = dt.datetime(2026, 4, 13, 3, 59, tzinfo=dt.UTC)

    assert "2026-04-12 23:59 (day 90)" == in_words(at, day_0=DAY_0, timezone=NEW_YORK)
