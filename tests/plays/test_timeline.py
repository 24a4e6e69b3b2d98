"""A life as people read it."""

from __future__ import annotations

from mentorflow.plays.timeline import as_text, failure_lines, timeline
from tests.plays.lives import connection, played, steps

STORY = steps(
    "at: -1 day, by: raj, do: accept, facts: {mentor_active_mentees: 3}, expect: refused",
    "at: -1 day, by: kim, lift: mentor_has_room, reason: Raj asked for it",
    "at: day 1 12:00, by: raj, do: accept, facts: {mentor_active_mentees: 3}, told: nobody",
    "at: day 40, by: kim, open: [agreement, plan]",
)
TOLD = """\
"""


def told(width: int = 80) -> str:
    """The story as it is printed."""
    return as_text(timeline(connection(), STORY, played(STORY), width=width))


def test_timeline_tells_day_by_day_who_did_what_and_why() -> None:
    """Date, deed, where it led and by which line, reasons, notices, what is overdue and next, and failures."""
    assert TOLD == told()


def test_timeline_fits_the_width() -> None:
    """No line is wider than asked for, however narrow."""
    assert 60 >= max(len(line) for line in told(60).splitlines())


def test_failure_alone_names_its_place_and_step() -> None:
    """A failure can be read without the story around it."""
    (failure,) = played(STORY).failures

    assert "lives.test.yaml:16: a_life, step 4\n" == as_text(failure_lines(failure)[:1])
