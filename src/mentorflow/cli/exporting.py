"""
``mentorflow export``: a workflow as a machine for other programs, and what is due as a calendar.

Thin: files are found, one function of ``tools`` is called, and what it makes is printed or written.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from mentorflow.cli.files import NoFile, in_words, workflow_file
from mentorflow.cli.keeping import CannotKeep, kept
from mentorflow.cli.screen import complain, give_up, say

if TYPE_CHECKING:
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

A_YEAR = dt.timedelta(days=366)


class CannotExport(Exception):
    """Raised when nothing can be exported; the message is for the person who asked for it."""


@attrs.frozen
class Wanted:
    """What a calendar is to hold: whose history, from when to when, for whom."""

    history: str | None
    scenario: str | None
    at: str | None
    until: str | None
    person: str | None

    @property
    def anything(self) -> bool:
        """Whether anything of it was asked for."""
        return any(attrs.astuple(self))


@click.command()
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(["xstate", "xstate-code", "ical"]),
    default="xstate",
    help="A machine for XState, the code that runs such machines, or a calendar.",
)
@click.option("--language", metavar="TAG", help="With the words of NAME.TAG.yaml beside the rules.")
@click.option("--history", metavar="RECORDS", help="For ical: the stored records of a partnership, as JSON.")
@click.option("--scenario", metavar="NAME", help="For ical: what became of this one.")
@click.option("--at", metavar="TIME", help="For ical: the day it is made for, such as 2026-01-20.")
@click.option("--until", metavar="TIME", help="For ical: how far ahead it looks; a year unless said.")
@click.option("--for", "person", metavar="PERSON", help="For ical: what concerns this person only.")
@click.option("--write", metavar="PATH", help="Write it there instead of printing it.")
def export(  # noqa: PLR0917 - one parameter for each option
    file: str,
    form: str,
    language: str | None,
    history: str | None,
    scenario: str | None,
    at: str | None,
    until: str | None,
    person: str | None,
    write: str | None,
) -> None:
    """
    Write a workflow for other programs: as a machine for XState, or what is due as a calendar.

    FILE is the path of a rule file, or the name of a workflow that comes with mentorflow. What the machine does not
    decide stands in it, and is said here. A calendar is of one partnership, and needs the extra 'calendar'.

    Exits 0 when it is written, 2 when that cannot be done.
    """
    from mentorflow.cli.playing import CannotPlay
    from mentorflow.errors import MentorflowError

    wanted = Wanted(history, scenario, at, until, person)
    try:
        if form != "ical" and wanted.anything:
            give_up("--history, --scenario, --at, --until and --for are for --format ical.")
        done = _calendar(file, language, wanted) if form == "ical" else _machine(file, language, form)
        _put(done, write)
    except (NoFile, OSError) as mistake:
        give_up(in_words(mistake))
    except (CannotPlay, CannotKeep, CannotExport, MentorflowError) as why:
        give_up(why)


def _put(done: str, path: str | None) -> None:
    if path is None:
        click.echo(done, nl=False)
        return
    say(kept(Path(path), done))


# --- machines -------------------------------------------------------------------------------------------------------
def _machine(file: str, language: str | None, form: str) -> str:
    """The machine of a workflow, or the code for all of them; says beside it what the machine does not decide."""
    from mentorflow.cli import playing
    from mentorflow.tools.export import interpreter, machine

    workflow = playing.flow_of(workflow_file(file), language).workflow
    if form == "xstate-code":
        return interpreter()
    made = machine(workflow)
    complain("Decided by mentorflow, not in the export:")
    for line in made.elsewhere:
        complain(f"- {line}")
    return made.as_json()


# --- calendars ------------------------------------------------------------------------------------------------------
def _calendar(file: str, language: str | None, wanted: Wanted) -> str:
    from mentorflow.tools.export.due import agenda
    from mentorflow.tools.export.ical import NoCalendar, as_ical

    flow, p = _partnership(file, language, wanted)
    at = _instant(flow, wanted.at) if wanted.at is not None else p.at if wanted.scenario else _now()
    until = _instant(flow, wanted.until) if wanted.until is not None else at + A_YEAR
    if at < p.at:
        message = f"The history goes on to {p.at:%Y-%m-%d %H:%M} UTC; a calendar can be made for then or later."
        raise CannotExport(message)
    _takes_part(p, wanted.person)
    made = agenda(flow, p, at=at, until=until, person=wanted.person)
    try:
        done = as_ical(made)
    except NoCalendar as why:
        raise CannotExport(str(why)) from why
    if not made.entries:
        whom = "" if wanted.person is None else f" for '{wanted.person}'"
        complain(f"Nothing is due{whom} up to {until:%Y-%m-%d}, so the calendar is empty.")
    for line in made.undated:
        complain(f"Without a date, so in no calendar: {line}")
    return done


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _takes_part(p: Partnership, person: str | None) -> None:
    """Whether a name is that of somebody there; a typing mistake would look like having nothing to do."""
    from mentorflow.tools.export.due import people_of

    people = people_of(p)
    if person is not None and person not in people:
        message = f"'{person}' takes no part in this partnership. There are: {', '.join(people)}."
        raise CannotExport(message)


def _instant(flow: Flow, word: str) -> dt.datetime:
    """A day (from its beginning) or an instant; without an offset it is the time of the file's zone."""
    from mentorflow.rules.calendar import zone

    try:
        read = dt.datetime.fromisoformat(word)
    except ValueError:
        message = f"'{word}' is no time; write it like 2026-01-20 or 2026-01-20T09:00."
        raise CannotExport(message) from None
    return read if read.tzinfo is not None else read.replace(tzinfo=zone(flow.workflow.timezone))


def _partnership(file: str, language: str | None, wanted: Wanted) -> tuple[Flow, Partnership]:
    """The rules, and the partnership that a history or a scenario comes to."""
    from mentorflow.cli import playing

    if (wanted.history is None) == (wanted.scenario is None):
        message = "A calendar is of one partnership: give its --history, or a --scenario."
        raise CannotExport(message)
    if wanted.history is not None:
        flow = playing.flow_of(workflow_file(file), language)
        return flow, _replayed(flow, wanted.history)
    done = playing.played(file, None, wanted.scenario, language)
    p = done.plays[0].partnership
    if p is None:
        message = f"The scenario '{wanted.scenario}' never begins."
        raise CannotExport(message)
    return done.flow, p


def _replayed(flow: Flow, path: str) -> Partnership:
    from mentorflow.errors import BadRecord, WorkflowMismatch
    from mentorflow.states.codec import load_record

    try:
        return flow.replay([load_record(each) for each in _stored(Path(path).read_text("utf-8"))])
    except WorkflowMismatch:
        message = f"The records in '{path}' were made under other rules than these."
    except BadRecord as why:
        message = f"'{path}' is no history that mentorflow stored: {why}."
    except ValueError:
        message = f"'{path}' is no history that mentorflow stored: it cannot be read as JSON."
    raise CannotExport(message)


def _stored(text: str) -> list[Any]:
    """Records in a list, or one in each line."""
    try:
        whole = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return whole if isinstance(whole, list) else [whole]
