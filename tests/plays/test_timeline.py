"""A life as people read it."""

from __future__ import annotations

from mentorflow.plays.timeline import Line, as_text, failure_lines, timeline
from tests.plays.lives import connection, played, steps

STORY = steps(
    "at: -1 day, by: raj, do: accept, facts: {mentor_active_mentees: 3}, expect: refused",
    "at: -1 day, by: kim, lift: mentor_has_room, reason: Raj asked for it",
    "at: day 1 12:00, by: raj, do: accept, facts: {mentor_active_mentees: 3}, told: nobody",
    "at: day 40, by: kim, open: [agreement, plan]",
)
TOLD = """\
a_life (lives.test.yaml:11)

2026-01-11 12:00 (day -1)
  ana (Mentee) makes the move 'request'
    -> requested ({request})
    told: raj
  raj wants to make the move 'accept'
    -> refused
  kim (Program coordinator) lifts 'mentor_has_room': Raj asked for it
  next: raj to make a move for 'answer', before 2026-01-13 12:00

2026-01-13 12:00 (day 1)
  the time is over for 'answer'
    told: ana
    reminded: raj
    asked for: let_mentee_look_on
  raj (Mentor) makes the move 'accept'
    -> matched ({accept})
    told: ana, kim
    asked for: close_other_requests, recount_mentor
  NOT AS EXPECTED (lives.test.yaml:16)
    expected: told: nobody
    happened: told: ana, kim, raj
    why:      raj is reminded: answer, late
              ana is told: answer, late
              ana is told: accept
              kim is told: accept
              of these, ana, raj were told by deadlines that fell before; add a
                  step with look: due
  next: kim to open 'plan', on 2026-02-12 at the latest

2026-02-13 00:00 (day 32)
  the time is over for 'plan'
    told: kim

2026-02-21 12:00 (day 40)
  kim (Program coordinator) opens 'agreement'
    opened for: ana (agreement)
  kim (Program coordinator) opens 'plan'
    opened for: ana (plan)
  overdue: ana to fill in 'plan'
"""


def told(width: int = 80) -> tuple[Line, ...]:
    """The story as it is printed."""
    return timeline(connection(), STORY, played(STORY), width=width)


def without_reasons() -> str:
    """The story without the engine's own words, which have tests of their own."""
    return as_text(line for line in told() if line.tone != "reason")


def test_timeline_tells_day_by_day_who_did_what_and_why() -> None:
    """Date, deed, where it led and by which line, notices, what is overdue and next, and failures."""
    places = {move.name: move.span.place for move in connection().workflow.every_move()}

    assert TOLD.format(**places) == without_reasons()


def test_timeline_gives_reasons_with_their_place() -> None:
    """A refusal and advice not followed are explained, with the line of the rule."""
    reasons = " ".join(line.text.strip() for line in told() if line.tone == "reason")

    assert "mentor active mentees is 3; fewer than 3 (mentees_allowed) is needed (workflows/" in reasons
    assert "mentor active mentees is 3; fewer than 2 (mentees_advised) is needed (workflows/" in reasons


def test_timeline_fits_the_width() -> None:
    """No line is wider than asked for, however narrow."""
    assert 60 >= max(len(line.text) for line in told(60))


def test_failure_alone_names_its_place_and_step() -> None:
    """A failure can be read without the story around it."""
    (failure,) = played(STORY).failures

    assert "lives.test.yaml:16: a_life, step 4\n" == as_text(failure_lines(failure)[:1])


def test_play_that_breaks_off_says_how_many_steps_were_not_played() -> None:
    """What stands on something that did not happen is left out, but not in silence."""
    broken = steps("at: day 0, by: raj, do: accept, expect: declined", "at: day 1, by: kim, open: plan")
    longer = steps("at: day 0, by: raj, do: accept, expect: declined", *("at: day 1, look: due",) * 2)
    at_its_end = steps("at: day 0, by: raj, do: accept, expect: declined")

    last = [as_text(timeline(connection(), story, played(story))) for story in (broken, longer, at_its_end)]
    assert "    1 step was not played." in last[0].splitlines()
    assert "    2 steps were not played." in last[1].splitlines()
    assert "not played" not in last[2]
