"""Lengths of time, and the instants at which they end."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfoNotFoundError

import pytest

from mentorflow.rules.calendar import (
    DAY,
    HOUR,
    MINUTE,
    Duration,
    add_to_date,
    as_written,
    duration,
    end_of,
    first_instant,
    instant,
    local_date,
    microseconds,
    no_sooner_than,
    shifted,
    zone,
)

NEW_YORK, UTC = "America/New_York", "UTC"


def at(text: str) -> int:
    """An instant written with its offset, in microseconds."""
    return microseconds(dt.datetime.fromisoformat(text))


def said(us: int) -> str:
    """An instant in UTC."""
    return instant(us).isoformat()


# --- lengths --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 minute", Duration(minutes=1)),
        ("48 hours", Duration(minutes=48 * 60)),
        ("1 day", Duration(days=1)),
        ("2 weeks", Duration(days=14)),
        ("3 months", Duration(months=3)),
        ("1 year", Duration(months=12)),
        ("0 days", Duration()),
        ("999999 days", Duration(days=999_999)),
        ("1 hour ", None),
        ("1  hour", None),
        ("one hour", None),
        ("1.5 hours", None),
        ("-1 day", None),
        ("1 fortnight", None),
        ("1000000 days", None),
        ("1day", None),
        ("", None),
    ],
)
def test_calendar_reads_lengths_of_time(text: str, expected: Duration | None) -> None:
    """A whole number and a unit, singular or plural, and nothing else."""
    assert expected == duration(text)


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (Duration(minutes=1), "1 minute"),
        (Duration(minutes=90), "1 hour 30 minutes"),
        (Duration(minutes=2880), "48 hours"),
        (Duration(days=1), "1 day"),
        (Duration(days=365), "365 days"),
        (Duration(months=1), "1 month"),
        (Duration(months=14, days=2), "1 year 2 months 2 days"),
        (Duration(), "0 days"),
    ],
)
def test_calendar_says_lengths_of_time(length: Duration, expected: str) -> None:
    """A length is said in the largest units of its family; hours never become days."""
    assert expected == str(length)


def test_calendar_keeps_two_days_and_48_hours_apart() -> None:
    """They are different lengths of two families, though they compare as equally long."""
    days, hours = Duration(days=2), Duration(minutes=48 * 60)

    assert days != hours
    assert days.nominal == hours.nominal
    assert (True, False) == (days.is_calendar, hours.is_calendar)


@pytest.mark.parametrize(
    ("length", "minutes"),
    [
        (Duration(minutes=5), 5),
        (Duration(days=1), 1440),
        (Duration(months=1), 30 * 1440),
        (Duration(months=12), 365 * 1440),
        (Duration(months=13), 395 * 1440),
    ],
)
def test_calendar_orders_lengths_by_their_usual_size(length: Duration, minutes: int) -> None:
    """A month counts as 30 days and twelve months as 365, for ordering only."""
    assert minutes == length.nominal


def test_calendar_adds_and_multiplies_lengths() -> None:
    """Month by month, day by day, minute by minute."""
    assert Duration(months=3, days=9) == Duration(months=1, days=2).plus(Duration(months=2, days=7))
    assert Duration(months=3, days=6, minutes=9) == Duration(1, 2, 3).times(3)


@pytest.mark.parametrize(
    ("length", "percent", "expected"),
    [
        (Duration(days=7), 50, Duration(days=3)),
        (Duration(days=365), 50, Duration(days=182)),
        (Duration(months=1), 50, Duration(days=15)),
        (Duration(months=12), 10, Duration(days=36)),
        (Duration(minutes=61), 50, Duration(minutes=30)),
        (Duration(days=1), 99, Duration()),
        (Duration(days=3), 200, Duration(days=6)),
    ],
)
def test_calendar_rounds_shares_down(length: Duration, percent: int, expected: Duration) -> None:
    """To whole days, or to whole minutes."""
    assert expected == length.share(percent)


# --- instants -------------------------------------------------------------------------------------------------------
def test_calendar_counts_microseconds_of_an_instant() -> None:
    """An aware instant and its number are two ways to say the same, before 1970 as well."""
    for moment in (
        "1969-12-31T23:59:59.999999+00:00",
        "2026-01-05T14:00:00.000001+00:00",
        "0001-01-02T00:00:00+00:00",
    ):
        assert dt.datetime.fromisoformat(moment) == instant(at(moment))
    assert 3600 * 1_000_000 == at("1970-01-01T02:00:00+01:00")


def test_calendar_knows_the_local_date_of_an_instant() -> None:
    """One instant lies on different dates in different zones."""
    late = at("2026-01-06T03:00:00+00:00")

    assert (dt.date(2026, 1, 5), dt.date(2026, 1, 6)) == (local_date(late, NEW_YORK), local_date(late, "Asia/Tokyo"))
    with pytest.raises(ZoneInfoNotFoundError):
        zone("Atlantis/Capital")


@pytest.mark.parametrize(
    ("date", "name", "expected"),
    [
        (dt.date(2026, 1, 6), UTC, "2026-01-06T00:00:00+00:00"),
        (dt.date(2026, 1, 6), NEW_YORK, "2026-01-06T05:00:00+00:00"),
        (dt.date(2026, 7, 6), NEW_YORK, "2026-07-06T04:00:00+00:00"),
        (dt.date(2018, 11, 4), "America/Sao_Paulo", "2018-11-04T03:00:00+00:00"),  # midnight is skipped
        (
            dt.date(2018, 2, 18),
            "America/Sao_Paulo",
            "2018-02-18T03:00:00+00:00",
        ),  # 23 to 24 comes twice the day before
        (dt.date(2011, 12, 30), "Pacific/Apia", "2011-12-30T10:00:00+00:00"),  # the whole day is skipped
        (dt.date(2011, 12, 31), "Pacific/Apia", "2011-12-30T10:00:00+00:00"),
        (dt.date(2024, 11, 3), "America/Havana", "2024-11-03T04:00:00+00:00"),  # midnight comes twice: the first
    ],
)
def test_calendar_finds_the_first_instant_of_a_date(date: dt.date, name: str, expected: str) -> None:
    """Where midnight, or the day, does not exist, it is the first instant on or after it."""
    assert expected == said(first_instant(date, name))


@pytest.mark.parametrize(
    ("date", "length", "expected"),
    [
        (dt.date(2026, 1, 31), Duration(months=1), dt.date(2026, 2, 28)),
        (dt.date(2024, 1, 31), Duration(months=1), dt.date(2024, 2, 29)),
        (dt.date(2026, 11, 30), Duration(months=3), dt.date(2027, 2, 28)),
        (dt.date(2024, 2, 29), Duration(months=12), dt.date(2025, 2, 28)),
        (dt.date(2026, 3, 31), Duration(months=-1), dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 15), Duration(months=-1), dt.date(2025, 12, 15)),
        (dt.date(2026, 12, 31), Duration(days=1), dt.date(2027, 1, 1)),
        (dt.date(2026, 1, 31), Duration(months=1, days=1), dt.date(2026, 3, 1)),
    ],
)
def test_calendar_adds_months_and_days_to_a_date(date: dt.date, length: Duration, expected: dt.date) -> None:
    """Months first, and a month too short ends at its last day; then days."""
    assert expected == add_to_date(date, length)


@pytest.mark.parametrize(
    ("anchor", "length", "name", "expected"),
    [
        ("2026-01-05T14:00:00+00:00", Duration(minutes=2880), NEW_YORK, "2026-01-07T14:00:00+00:00"),
        ("2026-01-05T14:00:00+00:00", Duration(days=2), NEW_YORK, "2026-01-08T05:00:00+00:00"),
        ("2026-01-06T04:59:59+00:00", Duration(days=2), NEW_YORK, "2026-01-08T05:00:00+00:00"),
        ("2026-01-06T05:00:00+00:00", Duration(days=2), NEW_YORK, "2026-01-09T05:00:00+00:00"),
        ("2026-01-31T12:00:00+00:00", Duration(months=1), UTC, "2026-03-01T00:00:00+00:00"),
        ("2026-03-07T12:00:00+00:00", Duration(days=1), NEW_YORK, "2026-03-09T04:00:00+00:00"),
        ("2026-03-07T12:00:00+00:00", Duration(), NEW_YORK, "2026-03-08T05:00:00+00:00"),
    ],
)
def test_calendar_ends_days_with_the_local_day(anchor: str, length: Duration, name: str, expected: str) -> None:
    """The whole of day N still belongs to N days; hours are elapsed hours."""
    assert expected == said(end_of(at(anchor), length, name))


@pytest.mark.parametrize(
    ("moment", "length", "sign", "name", "expected"),
    [
        ("2026-03-09T04:00:00+00:00", Duration(days=1), -1, NEW_YORK, "2026-03-08T05:00:00+00:00"),
        ("2026-03-08T05:00:00+00:00", Duration(days=1), 1, NEW_YORK, "2026-03-09T04:00:00+00:00"),
        ("2026-03-08T16:00:00+00:00", Duration(days=1), -1, NEW_YORK, "2026-03-07T17:00:00+00:00"),
        ("2026-03-09T04:00:00+00:00", Duration(minutes=1440), -1, NEW_YORK, "2026-03-08T04:00:00+00:00"),
        ("2026-03-31T00:00:00+00:00", Duration(months=1), -1, UTC, "2026-02-28T00:00:00+00:00"),
        ("2018-11-03T03:00:00+00:00", Duration(days=1), 1, "America/Sao_Paulo", "2018-11-04T03:00:00+00:00"),
    ],
)
def test_calendar_moves_instants_by_whole_days(
    moment: str, length: Duration, sign: int, name: str, expected: str
) -> None:
    """Days keep the local time of day, so that a day's end stays one; hours are added."""
    assert expected == said(shifted(at(moment), length, sign, name))


@pytest.mark.parametrize("name", [UTC, NEW_YORK, "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize(
    "length",
    [Duration(), Duration(days=1), Duration(days=400), Duration(months=1), Duration(months=12), Duration(minutes=90)],
)
def test_calendar_has_a_bound_that_no_zone_undercuts(name: str, length: Duration) -> None:
    """The cheap bound is never later than the exact end, wherever and whenever."""
    for anchor in ("2011-12-29T09:00:00+00:00", "2026-01-31T23:59:00+00:00", "2024-02-29T12:00:00+00:00"):
        assert no_sooner_than(at(anchor), length) <= end_of(at(anchor), length, name)
    assert 0 <= no_sooner_than(0, length)


def test_calendar_units_are_made_of_one_another() -> None:
    """A day is 24 hours of 60 minutes, in microseconds."""
    assert (60_000_000, 60 * MINUTE, 24 * HOUR) == (MINUTE, HOUR, DAY)


@pytest.mark.parametrize("text", ["2 weeks", "12 months", "7 days", "1 hour"])
def test_duration_is_said_as_it_was_written(text: str) -> None:
    """The unit of the file is kept in words, and is no part of the length."""
    length = duration(text)

    assert length is not None
    assert text == as_written(length)
    assert Duration(length.months, length.days, length.minutes) == length
    assert str(length) == as_written(Duration(length.months, length.days, length.minutes))


def test_anything_else_is_said_as_it_is() -> None:
    """Numbers and shares have no unit of their own."""
    assert "3" == as_written(3)
