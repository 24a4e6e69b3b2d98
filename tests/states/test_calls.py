"""What a programmer hands over, held against what can be meant."""

from __future__ import annotations

import datetime as dt
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.errors import BadArgument, BadMoment, BadRecord, UnknownName
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


NO_MAPPINGS: dict[str, Callable[[Any], Any]] = {
    "facts": lambda given: shipped().fire(a_request(), "cancel", by="ana", at=after_match(0), facts=given),
    "facts of options": lambda given: shipped().options(a_request(), at=after_match(0), facts=given),
    "people": lambda given: shipped().fire(a_request(), "cancel", by="ana", at=after_match(0), people=given),
    "people of a start": lambda given: started(people=given),
    "limits": lambda given: started(limits=given),
    "answers": lambda given: shipped().fire(a_request(), "cancel", by="ana", at=after_match(0), answers=given),
    "answers of a start": lambda given: started(answers=given),
    "answers of a form": lambda given: shipped().submit(
        an_agreed_pair(), "plan", by="ana", at=after_match(7), answers=given
    ),
    "answers so far": lambda given: shipped().questions(an_agreed_pair(), "plan", by="ana", answers=given),
}


def started(**more: Any) -> Any:
    """A request with something else in it."""
    given = {"people": SHIPPED_PEOPLE, "facts": FACTS, **more}
    return shipped().start("request", id="p", by="ana", at=after_match(0), **given)


@pytest.mark.parametrize("call", NO_MAPPINGS)
@pytest.mark.parametrize("given", [[], (), "", "good", 0, 5, ["a"]])
def test_calls_raise_for_what_maps_nothing(call: str, given: Any) -> None:
    """Facts, people, limits and answers map names to values; also something empty that does not is a slip."""
    with pytest.raises(BadArgument, match=f"{call.split(maxsplit=1)[0]} must map "):
        NO_MAPPINGS[call](given)


def test_calls_take_any_mapping() -> None:
    """What maps names to values need not be a dict."""
    facts, people = MappingProxyType(FACTS), MappingProxyType(SHIPPED_PEOPLE)
    start = started(people=people, facts=facts, limits=MappingProxyType({}), answers=MappingProxyType({}))
    again = shipped().fire(
        a_request(), "cancel", by="ana", at=after_match(0), facts=facts, answers=MappingProxyType({}),
        people=MappingProxyType({}),
    )  # fmt: skip

    assert start.accepted
    assert again.accepted
    with pytest.raises(BadArgument, match="people must map roles to people, not be None"):
        started(people=None)


OF_A_PARTNERSHIP: dict[str, Callable[[Any], Any]] = {
    **{name: partial(call, at=after_match(7)) for name, call in ACTS.items()},
    "tick": lambda p: shipped().tick(p, at=after_match(7)),
    "view": lambda p: shipped().view(p, by="ana"),
    "questions": lambda p: shipped().questions(p, "plan", by="ana"),
    "subject": lambda p: shipped().subject(p, by="ana", at=after_match(7)),
}


@pytest.mark.parametrize("call", OF_A_PARTNERSHIP)
@pytest.mark.parametrize("given", [None, "p-1", shipped(), object()], ids=["none", "text", "flow", "object"])
def test_calls_raise_for_what_is_no_partnership(call: str, given: Any) -> None:
    """A refused start has no partnership, and whoever goes on with it is told so."""
    with pytest.raises(BadArgument, match=r"must be a Partnership .a refused start has none., not"):
        OF_A_PARTNERSHIP[call](given)


@pytest.mark.parametrize("call", [shipped().replay, shipped().verify, lambda r: shipped().history(r, by="ana")])
def test_calls_raise_for_a_history_that_is_none(call: Any) -> None:
    """A history is made of records; anything else in it, or instead of it, is told."""
    with pytest.raises(BadRecord, match="a history is its records in order, not None"):
        call(None)
    for wrong in (["start"], [None], "records", [{"seq": 1}], started().records[0]):
        with pytest.raises(BadRecord, match="a history is made of Records, not of"):
            call(wrong)


@pytest.mark.parametrize("by", ["", None, 5])
def test_calls_of_questions_raise_for_a_person_that_is_no_text(by: Any) -> None:
    """Whoever looks is named as whoever acts is."""
    with pytest.raises(BadArgument, match="by must be"):
        shipped().view(an_agreed_pair(), by=by)
    with pytest.raises(BadArgument, match="by must be"):
        shipped().subject(an_agreed_pair(), by=by, at=after_match(7))
