"""
Instants worth waiting for: when the next line of each deadline falls, when a test on the time since a moment turns.

Nothing here lets anything fall; that is the engine's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.calendar import DAY, MINUTE, Duration, add_to_date, first_instant, local_date
from mentorflow.states.deadlines import upcoming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.given import Given
    from mentorflow.states.deadlines import Falling
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership


def next_falls(flow: Flow, p: Partnership) -> tuple[Falling, ...]:
    """For every deadline that stands its line that falls next, the earliest first."""
    return tuple(sorted(upcoming(flow.plan, p), key=lambda falling: (falling.us, falling.plan.slot)))


def thresholds(known: Given, p: Partnership) -> tuple[int, ...]:
    """The instants on both sides of every length of time that a condition holds against a moment that happened."""
    found = sorted({us for us in _thresholds(known, p) if us > p.at_us})
    return tuple(found)


def _thresholds(known: Given, p: Partnership) -> Iterator[int]:
    slots, base, zone = known.flow.layout.moments, known.base(p), known.flow.workflow.timezone
    for fact, tests in known.tests.items():
        moment = p.moments[slots[fact.name]] if fact.kind == "since" else None
        for asked in map(base.asked, tests if moment is not None else ()):
            if moment is not None and asked is not None and isinstance(asked[1], Duration):
                yield from _around(moment.last_at, asked[1], zone)


def _around(then: int, length: Duration, zone: str) -> Iterator[int]:
    """Just before a length of time is over, just when it is, and just after: by the minute, or by whole days."""
    if length.minutes:
        yield from (then + length.minutes * MINUTE + offset * MINUTE for offset in (-1, 0, 1))
        return
    due = add_to_date(local_date(then, zone), length)
    yield from (first_instant(due, zone) + offset * DAY for offset in (-1, 0, 1))
