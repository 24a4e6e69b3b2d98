"""What a programmer hands over, held against what can be meant."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.errors import BadArgument, BadMoment, UnknownName
from mentorflow.states.calls import microseconds_of, text_of, unknown
from tests.states.lives import FACTS, SHIPPED_PEOPLE, a_request, after_match, an_agreed_pair, shipped

if TYPE_CHECKING:
    from collections.abc import Callable

NAIVE = dt.datetime(2026, 1, 6, 12)  # noqa: DTZ001 - that is the mistake


def test_calls_name_the_nearest_of_what_is_known() -> None:
    """An unknown name carries its kind, what is known and the best guess."""
    error = unknown("acept", "move", ["accept", "decline"])

    assert ("move", "acept", ("accept", "decline"), "accept") == (error.kind, error.name, error.known, error.nearest)
    assert unknown("frobnicate", "move", ["accept"]).nearest is None


def test_calls_read_aware_instants_only() -> None:
    """Instants become microseconds since 1970 in UTC, whatever the zone they come in."""
    east = dt.timezone(dt.timedelta(hours=2))

    assert 1 == microseconds_of(dt.datetime(1970, 1, 1, 2, 0, 0, 1, tzinfo=east))
    assert -1 == microseconds_of(dt.datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC))


@pytest.mark.parametrize("at", [NAIVE, dt.date(2026, 1, 6), "2026-01-06T12:00Z", 0, None])
def test_calls_raise_for_what_is_no_aware_instant(at: object) -> None:
    """A naive datetime, a date, a text or a number names no instant."""
    with pytest.raises(BadMoment, match="at must be a datetime with a time zone"):
        microseconds_of(at)


@pytest.mark.parametrize("given", ["", None, 3, b"ana"])
def test_calls_raise_for_what_is_no_text(given: object) -> None:
    """A person, an id or a reason is a text; empty only where that is said."""
    with pytest.raises(BadArgument, match="by must be a text that is not empty"):
        text_of("by", given)
    assert "" == text_of("reason", "", may_be_empty=True)
    assert "ana" == text_of("by", "ana")


ACTS: dict[str, Callable[[Any, dt.datetime], Any]] = {
    "fire": lambda p, at: shipped().fire(p, "answered", by="ana", at=at),
    "submit": lambda p, at: shipped().submit(p, "plan", answers={}, by="ana", at=at),
    "sign": lambda p, at: shipped().sign(p, "agreement", by="ana", at=at),
    "open": lambda p, at: shipped().open_form(p, "plan", by="kim", at=at),
    "close": lambda p, at: shipped().close_form(p, "plan", by="kim", at=at),
    "lift": lambda p, at: shipped().lift(p, "mentor_has_room", by="kim", at=at, reason="so"),
    "options": lambda p, at: shipped().options(p, at=at),
    "due": lambda p, at: shipped().due(p, at=at),
}


@pytest.mark.parametrize("act", ACTS)
def test_calls_raise_for_a_naive_instant_and_for_time_running_backwards(act: str) -> None:
    """Whatever is asked, the instant has a zone and does not lie before the last record."""
    p = an_agreed_pair()

    with pytest.raises(BadMoment, match="time zone"):
        ACTS[act](p, NAIVE)
    with pytest.raises(BadMoment, match="before the last record of 'p-1'"):
        ACTS[act](p, p.at - dt.timedelta(microseconds=1))
    assert ACTS[act](p, p.at) is not None


def test_calls_of_tick_look_back_without_harm_but_not_without_a_zone() -> None:
    """A late worker is no mistake; a naive datetime is."""
    p = an_agreed_pair()

    assert () == shipped().tick(p, at=p.at - dt.timedelta(days=1))
    with pytest.raises(BadMoment):
        shipped().tick(p, at=NAIVE)


@pytest.mark.parametrize("by", ["", None, 7])
def test_calls_raise_for_a_person_that_is_no_text(by: Any) -> None:
    """Any text is a person; anything else is a slip."""
    with pytest.raises(BadArgument, match="by must be"):
        shipped().fire(a_request(), "cancel", by=by, at=after_match(0))
    with pytest.raises(BadArgument, match="by must be"):
        shipped().questions(an_agreed_pair(), "check_up", by=by)
    with pytest.raises(BadArgument, match="id must be"):
        shipped().start("request", id=by, people=SHIPPED_PEOPLE, by="ana", at=after_match(0), facts=FACTS)


@pytest.mark.parametrize("name", ["acept", "request_", 7, None, ["accept"]])
def test_calls_raise_for_a_trigger_that_does_not_exist(name: Any) -> None:
    """A move of no state is a slip; one of another state is only not offered."""
    with pytest.raises(UnknownName, match="there is no move called"):
        shipped().fire(a_request(), name, by="raj", at=after_match(0), facts=FACTS)
    with pytest.raises(UnknownName, match="there is no start move called"):
        shipped().start(name, id="p", people=SHIPPED_PEOPLE, by="ana", at=after_match(0), facts=FACTS)
