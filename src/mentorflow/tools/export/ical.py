"""
Entries as an iCalendar file (RFC 5545), with the package that the extra ``calendar`` brings.

The only room that knows that package.
Entries are events, because few calendars show tasks: of a whole day where a day counts, and keeping nobody busy.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mentorflow.tools.export.due import Agenda, Entry

ONE_DAY = dt.timedelta(days=1)
MAKER = "-//mentorflow//calendar//EN"


class NoCalendar(Exception):
    """Raised when no calendar can be written; the message is for the person who asked for it."""


def as_ical(agenda: Agenda) -> str:
    """A whole calendar, the same for the same agenda; raises ``NoCalendar`` where the extra is missing."""
    icalendar = _package()
    made = icalendar.Calendar()
    for name, value in (("prodid", MAKER), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        made.add(name, value)
    made.add("x-wr-calname", agenda.title)
    for entry in agenda.entries:
        made.add_component(_event(icalendar, agenda, entry))
    text: bytes = made.to_ical()
    return text.decode("utf-8")


def _package() -> Any:  # noqa: ANN401 - a package that is not there for everybody
    try:
        import icalendar  # noqa: PLC0415 - only calendars need it
    except ImportError as missing:
        message = "A calendar needs one more package: pip install 'mentorflow[calendar]'"
        raise NoCalendar(message) from missing
    return icalendar


def _event(icalendar: Any, agenda: Agenda, entry: Entry) -> Any:  # noqa: ANN401 - values of that package
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", agenda.at.astimezone(dt.UTC))
    event.add("sequence", agenda.revision)
    event.add("dtstart", entry.start)
    if not isinstance(entry.start, dt.datetime):
        event.add("dtend", entry.start + ONE_DAY)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("categories", [agenda.title])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for alarm in entry.alarms:
        event.add_component(_alarm(icalendar, entry, alarm))
    return event


def _alarm(icalendar: Any, entry: Entry, at: dt.datetime) -> Any:  # noqa: ANN401 - as above
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm.add("trigger", at, parameters={"VALUE": "DATE-TIME"})
    return alarm
