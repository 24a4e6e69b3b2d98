"""A life as people read it."""

from __future__ import annotations

import mentorflow
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.plays.timeline import Line, as_text, failure_lines, timeline
from mentorflow.rules.source import read
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
                  ({late})
              ana is told: answer, late
                  ({late})
              ana is told: accept ({told})
              kim is told: accept ({told})
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
    rules = connection().workflow
    places = {move.name: move.span.place for move in rules.every_move()}
    told_by = {move.name: move.tell.span.place for move in rules.every_move() if move.tell is not None}
    remind = rules.state_by_name["requested"].deadlines[0].marks[0].remind
    assert remind is not None

    assert TOLD.format(late=remind.span.place, told=told_by["accept"], **places) == without_reasons()


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


PAIR = """\
format: mentorflow/1
workflow: pair
version: 1
title: A pair
timezone: UTC
roles:
  partners: {mentee: Mentee, mentor: Mentor}
  staff: {guide: Guide}
limits: {meet_every: {usually: 14 days, may_be: 7 days to 28 days}, term: 60 days}
ends: {within: term, counted_from: open, 9 days before: {tell: guide}, late: {tell: guide, to: over}}
forms:
  note: {filled_in_by: mentee, open_from: open, fields: {text: {ask: What, text: any length}}}
  diary: {filled_in_by: each partner, opened_by: guide, fields: {text: {ask: What, text: any length}}}
start:
  begin: {by: mentee, to: open}
states:
  open:
    when_complete: {note: over}
    deadlines:
      next_note: {within: meet_every, late: {remind: mentee}, meet_every after: {tell: guide}}
  over: {final: over, title: The happy end}
any_time:
  moves:
    leave: {by: either partner, to: over, must: over, override: {over: guide}}
    look: {by: guide, to: stay}
    open_both: {by: guide, to: stay, opens: diary, tell: guide}
  deadlines:
    look_in: {in: open, every: 20 days, counted_anew_from: [open, look], remind: guide}
conditions: {over: {times.look: {at_least: 1}}}
"""
PAIR_LIFE = """\
format: mentorflow-test/1
tests: pair
people: {mentee: ana, mentor: raj, guide: kim}
scenarios:
  a_life:
    steps:
      - {at: day 0, by: ana, do: begin, limits: {meet_every: 10 days}}
      - {at: day 1, by: kim, lift: over, reason: They asked for it}
      - {at: day 2, by: kim, do: open_both}
      - {at: day 12, look: due}
      - {at: day 25, look: due}
      - {at: day 55, look: due}
      - {at: day 70, look: due}
"""
PAIR_TOLD = """\
a_life (pair.test.yaml:5)

2026-01-12 12:00 (day 0)
  ana (Mentee) makes the move 'begin'
    -> open (pair.yaml:15)
    opened for: ana (note)
  next: ana to fill in 'note', on 2026-01-22 at the latest

2026-01-13 12:00 (day 1)
  kim (Guide) lifts 'over': They asked for it

2026-01-14 12:00 (day 2)
  kim (Guide) makes the move 'open_both'
    told: kim
    opened for: ana, raj (diary)

2026-01-23 00:00 (day 11)
  the time is over for 'next_note'
    reminded: ana
  overdue: ana to fill in 'note'
  next: kim to make a move for 'look_in', on 2026-02-01 at the latest
"""


def test_timeline_of_forms_that_states_wait_for_and_deadlines_of_any_time() -> None:
    """A state's deadline dates its form; limits are told by their length, the end by no key, each form by itself."""
    flow = mentorflow.loads(PAIR, file="pair.yaml")
    script = read_scenarios(read(PAIR_LIFE, "pair.test.yaml"), flow.workflow)
    assert () == script.diagnostics
    story = timeline(flow, script, play(flow, script.scenarios[0]))
    told = as_text(line for line in story if line.tone != "reason")

    assert told.startswith(PAIR_TOLD)
    assert "\n  10 days (meet_every) after the end of 'next_note'\n    told: kim\n" in told
    assert "\n  it is time again for 'look_in'\n    reminded: kim\n" in told
    assert "\n  9 days before the end\n    told: kim\n" in told
    assert "\n  the end has come\n    -> over" in told


def test_timeline_tells_several_forms_opened_at_once_apart() -> None:
    """A line for each form, with the people it is for."""
    both = PAIR.replace("open_from: open", "opened_by: guide").replace("opens: diary", "opens: [diary, note]")
    flow = mentorflow.loads(both, file="pair.yaml")
    script = read_scenarios(read(PAIR_LIFE, "pair.test.yaml"), flow.workflow)
    told = as_text(timeline(flow, script, play(flow, script.scenarios[0])))

    assert "    told: kim\n    opened for: ana (note)\n    opened for: ana, raj (diary)\n" in told
