"""What is due as calendar entries: the same things that are owed and that time brings, for whom they are."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import icalendar
import pytest

from mentorflow.loading import load, loads, shipped
from mentorflow.plays.beside import scenario_file_of
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.rules.calendar import local_date, microseconds
from mentorflow.rules.source import read
from mentorflow.tools.export.due import Agenda, agenda, last_day, people_of
from mentorflow.tools.export.ical import NoCalendar, as_ical
from tests.plays.lives import WORKFLOWS

if TYPE_CHECKING:
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

ZONE = "Europe/Berlin"
RULES = """\
format: mentorflow/1
workflow: pair
version: 1
title: "Zwei, die sich finden; für ein Jahr"
timezone: Europe/Berlin
roles:
  partners: {mentee: Mentee, mentor: Mentor}
  staff: {coordinator: Coordinator}
limits:
  answer_within: 48 hours
forms:
  talk:
    title: "Rückblick, nach drei Monaten; ausführlich und in aller Ruhe, mit allem, was schwierig war und gut ging"
    open_from: matched
    filled_in_by: each partner
    due:
      within: 30 days
      counted_from: matched
      5 days before: {remind: each partner}
      late: {remind: each partner, tell: coordinator}
    fields:
      mood: {ask: "How was it?", choose_one: [good, bad]}
start:
  ask: {by: mentee, to: asked}
states:
  asked:
    moves:
      accept: {by: mentor, to: matched}
    deadlines:
      answer: {within: answer_within, late: {remind: mentor, tell: mentee}}
  matched:
    when_complete: {talk: over}
  resting:
    deadlines:
      silence: {within: 10 days, late: {to: over, tell: each partner}, 7 days after: {tell: coordinator}}
  over: {final: completed}
any_time:
  moves:
    rest: {in: matched, by: either partner, to: resting}
    leave: {by: either partner, to: over}
  deadlines:
    look: {in: matched, every: 20 days, counted_from: matched, at_most: 2, tell: coordinator}
"""
BEGIN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
LATER = BEGIN + dt.timedelta(days=100)


@cache
def pair() -> Flow:
    """The small workflow."""
    return loads(RULES)


def asked(id: str = "p-1") -> Partnership:  # noqa: A002 - what Flow calls it
    """A partnership that waits for an answer."""
    people = {"mentee": "ana", "mentor": "raj", "coordinator": "kim"}
    p = pair().start("ask", id=id, people=people, by="ana", at=BEGIN).partnership
    assert p is not None
    return p


def matched() -> Partnership:
    """A partnership that has begun."""
    p = pair().fire(asked(), "accept", by="raj", at=BEGIN).partnership
    assert p is not None
    return p


def done(p: Partnership, act: str, by: str, **more: Any) -> Partnership:
    """The partnership after a move or a form."""
    flow = pair()
    at = BEGIN + dt.timedelta(days=1)
    decision = flow.submit(p, act, by=by, at=at, **more) if more else flow.fire(p, act, by=by, at=at)
    assert decision.partnership is not None
    assert decision.accepted
    return decision.partnership


def said(p: Partnership, person: str | None = None, *, until: dt.datetime = LATER) -> list[tuple[str, str]]:
    """The day and the words of every entry."""
    made = agenda(pair(), p, at=p.at, until=until, person=person)
    return [(entry.start.isoformat(), entry.summary.replace(str(talk()), "Talk")) for entry in made.entries]


def talk() -> str | None:
    """What the form is called."""
    return pair().workflow.form_by_name["talk"].title


@cache
def moments() -> tuple[tuple[Flow, Partnership], ...]:
    """Partnerships of all shipped scenarios, after every step."""
    found: list[tuple[Flow, Partnership]] = []
    for name in shipped():
        flow = load(name)
        file = scenario_file_of(WORKFLOWS / f"{name}.yaml")
        script = read_scenarios(read(file.read_bytes(), file.name), flow.workflow)
        for scenario in script.scenarios[::4]:
            steps = play(flow, scenario).steps
            found += [(flow, step.partnership) for step in steps[::4] if step.partnership is not None]
    return tuple(found)


# --- what is owed ---------------------------------------------------------------------------------------------------
def test_everything_owed_by_a_date_stands_on_its_last_day() -> None:
    """Each thing that is owed by a date is one entry, on the last local day before its time is over."""
    for flow, p in moments():
        made = agenda(flow, p, at=p.at, until=p.at)
        owed = [due for due in flow.due(p, at=p.at) if due.due is not None]
        zone = flow.workflow.timezone
        wanted = sorted(
            (str(last_day(microseconds(due.due), zone)), due.person) for due in owed if due.due is not None
        )

        assert wanted == sorted((str(entry.start), *entry.people) for entry in made.entries if entry.kind == "due")
        assert len(owed) + len(made.undated) == len(flow.due(p, at=p.at))


def test_hours_end_at_an_instant() -> None:
    """A length of hours is no day: the entry stands at the very instant."""
    assert [("2026-03-04T09:00:00+00:00", "Answer: your turn")] == said(asked(), "raj")


def test_alarm_for_each_reminder_of_what_is_owed() -> None:
    """Reminders of what somebody owes are alarms of its entry, not entries of their own."""
    (entry,) = agenda(pair(), matched(), at=BEGIN, until=LATER, person="ana").entries

    assert dt.date(2026, 4, 1) == entry.start
    assert ["2026-03-28", "2026-04-02"] == [local_date(microseconds(at), ZONE).isoformat() for at in entry.alarms]


def day_of(start: dt.date | dt.datetime, timezone: str) -> dt.date:
    """The local day of an entry."""
    return local_date(microseconds(start), timezone) if isinstance(start, dt.datetime) else start


# --- what is coming -------------------------------------------------------------------------------------------------
def test_notices_to_come_are_those_of_time_alone() -> None:
    """Whoever is told of a mark that falls when nobody does anything has an entry at its day, and nobody else."""
    for flow, p in moments():
        until = p.at + dt.timedelta(days=60)
        falls = flow.tick(p, at=until)
        first = next((n for n, each in enumerate(falls) if each.outcome == "moved"), len(falls))
        notices = {
            (notice.to, local_date(record.at_us, flow.workflow.timezone))
            for decision in falls[: first + 1]
            for record in decision.records
            for notice in record.notices
            if notice.kind == "told"
        }
        for person in people_of(p):
            entries = agenda(flow, p, at=p.at, until=until, person=person).entries
            days = {
                local_date(microseconds(one.start), flow.workflow.timezone)
                if isinstance(one.start, dt.datetime)
                else one.start
                for one in entries
            }
            assert {day for to, day in notices if to == person} <= days


def test_coming_stops_where_time_leads_elsewhere() -> None:
    """What would follow only after time alone has led to another state is not foretold."""
    resting = done(matched(), "rest", "ana")

    assert [("2026-03-14", "Silence: the time is over")] == said(resting, "ana")[:1]
    assert [] == [each for each in said(resting, "kim") if "Silence" in each[1]]
    entries = agenda(pair(), resting, at=resting.at, until=LATER, person="ana").entries
    (entry,) = [one for one in entries if "Silence" in one.summary]
    assert "If nobody does anything until then: over." in entry.description


def test_what_comes_again_is_there_as_often_as_it_comes() -> None:
    """A deadline that comes back has an entry each time, up to its number and up to the day asked for."""
    assert ["2026-03-23", "2026-04-12"] == [day for day, words in said(matched(), "kim") if "Look" in words]
    early = said(matched(), "kim", until=BEGIN + dt.timedelta(days=25))
    assert ["2026-03-23"] == [day for day, words in early if "Look" in words]


# --- for whom -------------------------------------------------------------------------------------------------------
def test_people_see_nothing_of_what_others_owe() -> None:
    """A calendar for somebody has what they owe and what they would be told, and no other name."""
    for flow, p in moments():
        for person in people_of(p):
            made = agenda(flow, p, at=p.at, until=p.at + dt.timedelta(days=120), person=person)
            others = [other for other in people_of(p) if other != person]
            assert all(entry.people == (person,) for entry in made.entries)
            words = [
                word
                for entry in made.entries
                for word in f"{entry.summary} {entry.description}".replace(":", " ").split()
            ]
            assert [] == [other for other in others if other in words]


def test_nobody_learns_whether_a_partner_has_answered() -> None:
    """What a partner's calendar holds is the same whether the other one has filled in or not."""
    before, after = matched(), done(matched(), "talk", "raj", answers={"mood": "bad"})
    mine = [
        agenda(pair(), p, at=LATER - dt.timedelta(days=90), until=LATER, person="ana").entries
        for p in (before, after)
    ]

    assert mine[0] == mine[1]
    assert [] == said(after, "raj")


# --- the same again -------------------------------------------------------------------------------------------------
def test_same_thing_has_the_same_name_in_every_export() -> None:
    """Exporting again, later or after something else happened, updates what is there instead of doubling it."""
    first = agenda(pair(), matched(), at=BEGIN, until=LATER)
    again = agenda(
        pair(), done(matched(), "talk", "raj", answers={"mood": "good"}), at=BEGIN + dt.timedelta(days=2), until=LATER
    )
    gone = {entry.uid for entry in first.entries} - {entry.uid for entry in again.entries}

    assert 1 == len(gone)
    assert {entry.uid for entry in again.entries} < {entry.uid for entry in first.entries}
    assert first.revision < again.revision


def test_names_are_nobody_elses() -> None:
    """No two entries share a name, within a partnership and between two that are alike."""
    every = [
        entry.uid
        for flow, p in moments()
        for entry in agenda(flow, p, at=p.at, until=p.at + dt.timedelta(days=90)).entries
    ]
    for flow, p in moments():
        uids = [entry.uid for entry in agenda(flow, p, at=p.at, until=p.at + dt.timedelta(days=90)).entries]
        assert len(uids) == len(set(uids))
    one, other = (agenda(pair(), asked(name), at=BEGIN, until=LATER) for name in ("p-1", "p-2"))
    assert every
    assert {entry.uid for entry in one.entries}.isdisjoint(entry.uid for entry in other.entries)


# --- the file -------------------------------------------------------------------------------------------------------
def parsed(made: Agenda) -> list[Any]:
    """The events of the calendar that is written, read back."""
    return list(icalendar.Calendar.from_ical(as_ical(made)).walk("VEVENT"))


def test_calendar_reads_back_as_it_was() -> None:
    """Days, instants, words with commas, semicolons and other letters, alarms and names survive the file."""
    for p in (asked(), matched(), done(matched(), "rest", "raj")):
        made = agenda(pair(), p, at=p.at, until=LATER)
        events = parsed(made)

        assert [
            (entry.uid, entry.start, entry.summary, entry.description, list(entry.alarms)) for entry in made.entries
        ] == [
            (
                str(event["uid"]),
                event.decoded("dtstart"),
                str(event["summary"]),
                str(event["description"]),
                [alarm.decoded("trigger") for alarm in event.walk("VALARM")],
            )
            for event in events
        ]
        assert {(made.at, made.revision)} == {(event.decoded("dtstamp"), event["sequence"]) for event in events}


def test_calendar_lines_are_folded_and_escaped() -> None:
    """No line has more than 75 bytes; commas and semicolons in words are told from those of the format."""
    text = as_ical(agenda(pair(), matched(), at=BEGIN, until=LATER))
    lines = text.encode("utf-8").split(b"\r\n")

    assert 75 >= max(map(len, lines))
    assert "Rückblick\\, nach drei Monaten\\; ausf" in text.replace("\r\n ", "")
    assert b"\n" not in b"".join(lines)


def test_calendar_of_what_has_ended_is_empty() -> None:
    """Nothing is due any more, so there is nothing in the calendar, and it can still be read."""
    made = agenda(pair(), done(matched(), "leave", "ana"), at=LATER, until=LATER)

    assert () == made.entries
    assert [] == parsed(made)


def test_calendar_is_the_same_twice() -> None:
    """The same partnership at the same instant gives the same file."""
    texts = {as_ical(agenda(pair(), matched(), at=BEGIN, until=LATER)) for _ in range(2)}

    assert 1 == len(texts)


def test_calendar_without_the_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing, one plain sentence says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)

    with pytest.raises(NoCalendar, match=r"pip install 'mentorflow\[calendar\]'"):
        as_ical(agenda(pair(), matched(), at=BEGIN, until=LATER))


def test_words_of_a_language_are_those_of_its_file() -> None:
    """With a words file the entries have its words, and the names they had."""
    flow, other = load("mentoring-connection"), load("mentoring-connection", language="es")
    p = next(
        p
        for each, p in moments()
        if each.workflow.name == flow.workflow.name and agenda(each, p, at=p.at, until=p.at).entries
    )
    mine, theirs = (agenda(each, p, at=p.at, until=p.at + dt.timedelta(days=90)) for each in (flow, other))

    assert [entry.uid for entry in sorted(mine.entries, key=lambda e: e.uid)] == [
        entry.uid for entry in sorted(theirs.entries, key=lambda e: e.uid)
    ]
    assert mine.title != theirs.title
    assert attrs.evolve(mine.entries[0], summary="") != attrs.evolve(theirs.entries[0], summary="")
