"""
What is due, and what time alone will bring, as entries for a calendar.

What is owed comes from ``dues``, and what is coming from letting time pass in which nobody does anything, until that
alone leads to another state: an entry for everything owed by a date, with an alarm for each reminder of it, and one
for each notice that people would get.
Nothing here writes a calendar, reads a clock, or shows anybody what is not theirs to know: people see what they owe
themselves, and what they would be told.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import as_written, first_instant, instant, local_date, microseconds
from mentorflow.states.deadlines import anchor, next_falling
from mentorflow.states.falls import fall_at, settle
from mentorflow.states.owing import dues
from mentorflow.states.partnership import holders

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Deadline, Mark, Workflow
    from mentorflow.states.deadlines import Falling
    from mentorflow.states.flow import Flow
    from mentorflow.states.owing import Due
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record

# Everything that mentorflow ever names in a calendar is named within this.
_OURS = uuid.UUID("3f1c7c0e-52d7-5a0e-9f0b-6d656e746f72")
_VERBS = {"fill_in": "fill in", "sign": "sign", "open": "open", "act": "your turn"}


@attrs.frozen
class Entry:
    """
    One entry: *start* is a day, or an instant in UTC.

    *uid* is the same whenever the same thing is exported; *alarms* are instants in UTC.
    *people* are those it is for; *kind* is ``due`` or ``mark``.
    """

    uid: str
    kind: str
    start: dt.date | dt.datetime
    summary: str
    description: str
    people: tuple[str, ...]
    alarms: tuple[dt.datetime, ...] = ()


@attrs.frozen
class Agenda:
    """What is due in a partnership at an instant; *revision* grows with its history."""

    title: str
    at: dt.datetime
    revision: int
    entries: tuple[Entry, ...]
    undated: tuple[str, ...]


@attrs.frozen
class Coming:
    """A mark that will fall if nobody does anything, and its record."""

    falling: Falling
    record: Record


def agenda(flow: Flow, p: Partnership, *, at: dt.datetime, until: dt.datetime, person: str | None = None) -> Agenda:
    """
    What is due at an instant, and what is coming until another: in the order of their days; pure.

    *person* leaves everything out that is not theirs to do and of which they would not be told.
    What is owed without a date stands in no calendar: *undated* says it in a few words.
    """
    settled, _ = settle(flow.plan, p, microseconds(at))
    owed = [due for due in dues(flow.plan, settled) if person in {None, due.person}]
    ahead = list(coming(flow, settled, microseconds(until)))
    found = [_of_due(flow, settled, due, ahead, alone=person is not None) for due in owed if due.due is not None]
    found += _of_marks(flow, settled, ahead, owed, person)
    undated = tuple(_owed(flow.workflow, due, alone=person is not None) for due in owed if due.due is None)
    ordered = sorted(found, key=lambda entry: (str(entry.start), entry.summary))
    return Agenda(flow.workflow.title, at, settled.seq, tuple(ordered), undated)


def people_of(p: Partnership) -> tuple[str, ...]:
    """Everybody who takes part."""
    return tuple(dict.fromkeys(person for held in p.people for person in holders(held)))


def coming(flow: Flow, p: Partnership, until: int) -> Iterator[Coming]:
    """The marks that fall until an instant if nobody does anything, up to the first that leads to another state."""
    while (falling := next_falling(flow.plan, p, until)) is not None:
        outcome = fall_at(flow.plan, p, until)
        if outcome.record is None or outcome.partnership is None:
            return
        yield Coming(falling, outcome.record)
        if outcome.record.entered:
            return
        p = outcome.partnership


# --- what is owed ---------------------------------------------------------------------------------------------------
def _of_due(flow: Flow, p: Partnership, due: Due, ahead: list[Coming], *, alone: bool) -> Entry:
    us = microseconds(due.due) if due.due is not None else p.at_us
    alarms = [
        instant(one.record.at_us) for one in ahead if _is_about(one.falling.plan.deadline, due) and _reminds(one, due)
    ]
    zone = flow.workflow.timezone
    since = local_date(microseconds(due.since), zone).isoformat()
    lines = [flow.workflow.title, f"Owed since {since}.", *([] if alone else [_whom(flow.workflow, due)])]
    return Entry(
        _uid(flow, p, "due", due.kind, due.name, due.person, str(_turn(flow, p, due))),
        "due",
        last_day(us, zone),
        _owed(flow.workflow, due, alone=alone),
        "\n".join(lines),
        (due.person,),
        tuple(dict.fromkeys(alarms)),
    )


def _owed(workflow: Workflow, due: Due, *, alone: bool) -> str:
    whom = "" if alone else f"{due.person}: "
    return (
        f"{whom}{_capital(workflow.shown(due.name))}: {_VERBS[due.kind] if alone or due.kind != 'act' else 'to do'}"
    )


def _whom(workflow: Workflow, due: Due) -> str:
    return f"{due.person} ({workflow.shown(due.role)}) owes it."


def _turn(flow: Flow, p: Partnership, due: Due) -> int:
    """Which time it is that the same is owed: the round of a form, or what a deadline is counted from."""
    slot = flow.layout.forms.get(due.name)
    if due.kind != "act" and slot is not None:
        asked = p.rounds[slot]
        return 1 if asked is None else asked.number
    standing = flow.plan.states[p.state].standing
    found = [anchor(each, p) for each in standing if each.form is None and each.deadline.name == due.name]
    return found[0][0] if found and found[0] is not None else p.entered_seq


def _is_about(deadline: Deadline, due: Due) -> bool:
    """Whether what a deadline reminds of is what is owed."""
    return deadline.name == due.name and (deadline.owner[0] == "form") == (due.kind != "act")


def _reminds(one: Coming, due: Due) -> bool:
    return any(notice.kind == "reminded" and notice.to == due.person for notice in one.record.notices)


# --- what is coming -------------------------------------------------------------------------------------------------
def _of_marks(
    flow: Flow, p: Partnership, ahead: list[Coming], owed: list[Due], person: str | None
) -> Iterator[Entry]:
    """An entry for each mark of which people are told, or reminded where they owe nothing by a date of their own."""
    for one in ahead:
        people = [
            notice.to
            for notice in one.record.notices
            if notice.kind == "told" or not any(_has_alarm(one, due, notice.to) for due in owed)
        ]
        mine = tuple(dict.fromkeys(each for each in people if person in {None, each}))
        if mine:
            yield _of_mark(flow, p, one, mine, alone=person is not None)


def _has_alarm(one: Coming, due: Due, person: str) -> bool:
    return due.due is not None and due.person == person and _is_about(one.falling.plan.deadline, due)


def _of_mark(flow: Flow, p: Partnership, one: Coming, people: tuple[str, ...], *, alone: bool) -> Entry:
    deadline, mark = one.falling.plan.deadline, one.falling.mark.mark
    again = str(one.falling.count) if deadline.every is not None else ""
    lines = [flow.workflow.title, *([] if alone else [f"For {', '.join(people)}."])]
    if deadline.owner[0] == "form":
        lines.append("Unless it is complete by then.")
    if one.record.entered:
        lines.append(f"If nobody does anything until then: {flow.workflow.shown(one.record.entered[-1])}.")
    whose = people if alone else ()
    return Entry(
        _uid(flow, p, "mark", *deadline.owner, deadline.name, mark.words, str(one.falling.anchor_seq), again, *whose),
        "mark",
        first_day(one.record.at_us, flow.workflow.timezone),
        f"{_capital(subject(flow.workflow, deadline))}: {_said(flow, p, deadline, mark)}",
        "\n".join(lines),
        people,
    )


def subject(workflow: Workflow, deadline: Deadline) -> str:
    """What a deadline is about, in the words of the file."""
    kind, name = deadline.owner
    if kind == "ends":
        return "the end"
    return workflow.shown(name) if kind == "form" else workflow.worded(deadline.name)


def _said(flow: Flow, p: Partnership, deadline: Deadline, mark: Mark) -> str:
    if deadline.every is not None:
        return "it is time again"
    if not mark.side:
        return "it has come" if deadline.owner[0] == "ends" else "the time is over"
    offset = mark.offset
    length = p.limits[flow.layout.limits[offset]] if isinstance(offset, str) else offset
    return f"{as_written(length)} {'to go' if mark.side < 0 else 'late'}"


# --- days, words, names ---------------------------------------------------------------------------------------------
def last_day(us: int, timezone: str) -> dt.date | dt.datetime:
    """The last local day before an instant at which a day begins; any other instant as it is."""
    day = local_date(us, timezone)
    return local_date(us - 1, timezone) if first_instant(day, timezone) == us else instant(us)


def first_day(us: int, timezone: str) -> dt.date | dt.datetime:
    """The local day that begins at an instant; any other instant as it is."""
    day = local_date(us, timezone)
    return day if first_instant(day, timezone) == us else instant(us)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _uid(flow: Flow, p: Partnership, *parts: str) -> str:
    """A name that is the same for the same thing, also once the rules have changed; it tells nobody what it is."""
    return str(uuid.uuid5(_OURS, "\n".join((flow.workflow.name, p.id, *parts))))
