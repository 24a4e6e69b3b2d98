"""Why a decision came out as it did, in sentences with the places of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.loading import find
from tests.rulings.small import FINE, THREE_BAD, day
from tests.states.lives import (
    FACTS,
    LEAVE,
    PLAN,
    SHIPPED_PEOPLE,
    TERMS,
    a_match,
    a_proposal,
    a_request,
    after_match,
    an_agreed_pair,
    begun,
    filled_in,
    flow_of,
    hours,
    in_state,
    shipped,
    there,
)

if TYPE_CHECKING:
    from mentorflow.states.decision import Decision

OVER = "  over: {final: over}\n"
TRUST: dict[str, Any] = {**THREE_BAD, "obstacles": ["trust"]}


def line(text: str, *words: str) -> str:
    """The only line of an explanation that has all these words."""
    (found,) = [each for each in text.split("\n") if all(word in each for word in words)]
    return found


def line_of(words: str) -> str:
    """Where the first line of the shipped file with these words stands, as explanations say it."""
    lines = shipped_text().split("\n")
    return f"workflows/mentoring-connection.yaml:{next(n for n, each in enumerate(lines, 1) if words in each)}"


def shipped_text() -> str:
    """The shipped rule file."""
    return find("mentoring-connection").read_text(encoding="utf-8")


def test_explain_says_who_did_what_and_where_it_led() -> None:
    """Every kind of act is told by its person, their role, what it led to and the line of the rule."""
    flow = shipped()
    start = flow.start("request", id="p", people=SHIPPED_PEOPLE, by="ana", at=after_match(-1), facts=FACTS)
    accept = flow.fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)
    opened = flow.open_form(a_match(), "agreement", by="kim", at=after_match(1))
    p = filled_in(flow, there(opened), "agreement", TERMS, after_match(1), "ana")
    signed = flow.sign(p, "agreement", by="ana", at=after_match(1))
    closed = flow.close_form(p, "agreement", by="kim", at=after_match(1))
    lifted = flow.lift(a_request(), "mentor_has_room", by="kim", at=after_match(0), reason="so")

    for decision, *words in (
        (start, "ana (Mentee) began with request: requested", line_of("  request:")),
        (accept, "raj (Mentor) did accept: from requested to matched", line_of("      accept:")),
        (opened, "kim (Program coordinator) opened Mentoring Agreement: recorded", line_of("  agreement:")),
        (signed, "ana (Mentee) signed Mentoring Agreement: recorded", line_of("  agreement:")),
        (closed, "kim (Program coordinator) closed Mentoring Agreement: recorded", line_of("  agreement:")),
        (lifted, "kim (Program coordinator) lifted mentor has room", line_of("  mentor_has_room:")),
    ):
        assert line(decision.explain(), *words)
        assert decision.explain() == decision.explain("sol")


def test_explain_points_at_the_state_that_waited_for_a_form() -> None:
    """A form that led on is explained by the line of the very state that waits for it or watches its changes."""
    flow = shipped()
    p = filled_in(flow, in_state("planned"), "check_up", FINE, after_match(9), "ana")
    through = flow.submit(p, "check_up", answers=FINE, by="raj", at=after_match(10))
    lines = shipped_text().split("\n")
    planned = next(n for n, each in enumerate(lines, 1) if each == "  planned:")
    amended = flow.submit(in_state("amending_plan"), "plan", answers=PLAN, by="ana", at=after_match(20))
    saved = flow.submit(an_agreed_pair(), "check_up", answers=FINE, by="ana", at=after_match(9))

    assert f"mentoring-connection.yaml:{planned + 2})" in through.explain().split("\n")[0]
    assert line_of("      plan: renewed") in amended.explain()
    assert line_of("  check_up:") in saved.explain()


def test_explain_refusals_with_what_would_change_them() -> None:
    """Every refusal is a line with its place; then what would be allowed, and who could lift it."""
    text = (
        shipped()
        .fire(a_request(), "accept", by="raj", at=after_match(0), facts={**FACTS, "mentor_active_mentees": 5})
        .explain()
    )

    assert line(text, "Refused: ", "5", "fewer than 3", line_of("  mentor_has_room:"))
    assert line(text, "allowed if mentor active mentees were 2 instead of 5")
    assert line(text, "Program coordinator may lift mentor has room")


def test_explain_refusals_without_a_way_out() -> None:
    """A wrong role, a wrong state, a closed form and a wrong answer have none; a refusal without a place has none."""
    flow, p = shipped(), an_agreed_pair()

    assert 1 == len(flow.fire(p, "extend", by="ana", at=after_match(7)).explain().split("\n"))
    nowhere = flow.fire(p, "accept", by="raj", at=after_match(7), facts=FACTS).explain()
    assert nowhere.startswith("Refused: accept cannot be done when the partnership is agreed")
    assert "()" not in nowhere
    assert nowhere.endswith(".")
    assert line(flow.sign(p, "agreement", by="ana", at=after_match(7)).explain(), "Refused: ana has signed")
    assert line(flow.fire(p, "extend", by="kim", at=after_match(7)).explain(), "Refused: extra time has no answer")
    started = flow.start("request", id="p", people=SHIPPED_PEOPLE, by="ana", at=after_match(0),
                         facts={**FACTS, "mentor_availability": "closed"})  # fmt: skip
    assert line(started.explain(), "allowed if mentor availability were open instead of closed")


def test_explain_warnings_with_what_was_found() -> None:
    """Advice not followed is told with the value found; so are lifts that were used."""
    flow = shipped()
    full = {**FACTS, "mentor_active_mentees": 3}
    lifted = there(flow.lift(a_request(), "mentor_has_room", by="kim", at=after_match(0), reason="so"))
    text = flow.fire(lifted, "accept", by="raj", at=after_match(0), facts=full).explain()
    opened = there(flow.open_form(a_match(), "agreement", by="kim", at=after_match(1)))
    sheet = flow.submit(opened, "agreement", answers={**TERMS, "hours_a_month": 9}, by="ana", at=after_match(2))
    close = flow.fire(an_agreed_pair(), "confirm_close", by="kim", at=after_match(9))

    assert line(text, "Advised otherwise: ", "3", "fewer than 2", "as advised if", line_of("  mentor_has_slack:"))
    assert line(text, "mentor has room was lifted by kim", line_of("  mentor_has_room:"))
    assert line(sheet.explain(), "Advised otherwise: ", "hours a month is outside what is advised (2 to 4): it is 9")
    assert line(close.explain(), "Advised otherwise: ", "end evaluation", line_of("  both_evaluated:"))


ADVISED = (
    """\
forms:
  diary:
    filled_in_by: each partner
    hidden_from_partner: until both have answered
    fields:
      hours: {ask: Hours, whole_number: 0 to 50, should_be: 5 to 10}
      calm: {ask: Calm, choose_one: [calm, hurried], should_be: calm, also_seen_by: kin}
conditions:
  mood: {times.show: {at_least: 1}}
states:
  open:
    moves:
      show:
        by: mentee
        to: stay
        should: mood
        asks:
          mood: {ask: Mood, whole_number: 0 to 9, should_be: 0 to 2}
          wish: {ask: Wish, whole_number: 0 to 9, should_be: 0 to 2, also_seen_by: kin, optional: yes}
"""
    + OVER
    + LEAVE
)


def test_explain_gives_an_answer_off_advice_only_to_who_may_see_it() -> None:
    """A warning names the question; the sealed answer itself is for its writer until the partner has answered."""
    flow = flow_of(ADVISED)
    first = flow.submit(begun(flow), "diary", answers={"hours": 42, "calm": "hurried"}, by="ana", at=hours(1))
    second = flow.submit(there(first), "diary", answers={"hours": 43, "calm": "calm"}, by="raj", at=hours(2))

    assert ["hours is outside what is advised (5 to 10)", "calm is outside what is advised (calm)"] == [
        warned.message for warned in first.warnings
    ]
    assert [True, True, False, False, False] == [
        "42" in first.explain(to) for to in (None, "ana", "raj", "kim", "sol")
    ]
    assert [True, False, True] == ["hurried" in first.explain(to) for to in ("ana", "raj", "sol")]
    assert line(first.explain("raj"), "Advised otherwise: hours is outside what is advised (5 to 10) (small.yaml:")
    assert [True, True, False, False] == ["43" in second.explain(to) for to in ("ana", "raj", "kim", "sol")]


def test_explain_gives_what_a_move_asked_to_its_writer_and_staff() -> None:
    """Others read the answer only where the question says so; a condition named like a question stays a condition."""
    flow = flow_of(ADVISED)
    asked = flow.fire(begun(flow), "show", by="ana", at=hours(1), answers={"mood": 7, "wish": 8})

    assert [True, True, True, False, False] == [
        "is outside what is advised (0 to 2): it is 7" in asked.explain(to)
        for to in (None, "ana", "kim", "raj", "sol")
    ]
    assert [True, True, False, True] == ["it is 8" in asked.explain(to) for to in ("ana", "kim", "raj", "sol")]
    assert line(asked.explain("raj"), "Advised otherwise: ", "'mood' does not hold")


def test_explain_keeps_a_refused_answer_for_who_gave_it() -> None:
    """Others read which question was not accepted, of a form as of a move, and nothing of what was given."""
    flow = flow_of(ADVISED)
    sheet = flow.submit(begun(flow), "diary", answers={"hours": 99, "calm": "secret"}, by="ana", at=hours(1))
    move = flow.fire(begun(flow), "show", by="ana", at=hours(1), answers={"mood": 99})

    for to in (None, "ana"):
        assert line(sheet.explain(to), "Refused: hours: a whole number from 0 to 50 is needed, not '99' (small.yaml:")
        assert "99" in move.explain(to)
    for to in ("raj", "kim", "sol"):
        assert line(sheet.explain(to), "Refused: hours was not accepted (small.yaml:")
        assert line(sheet.explain(to), "Refused: calm was not accepted (small.yaml:")
        assert not [word for word in ("99", "secret") if word in sheet.explain(to) + move.explain(to)]


def test_explain_tells_a_stranger_nothing() -> None:
    """Who takes no part reads one sentence that says so, of what was done and of what was refused."""
    flow, p = shipped(), a_request()
    decisions = [
        flow.fire(p, "accept", by="raj", at=after_match(5), facts=FACTS),
        flow.fire(p, "accept", by="eve", at=after_match(0), facts=FACTS),
        flow.fire(p, "resume", by="eve", at=after_match(0)),
        flow.tick(p, at=after_match(5))[0],
    ]

    assert ["moved", "refused", "not_offered", "recorded"] == [decision.outcome for decision in decisions]
    assert {"eve takes no part in this partnership, and is told nothing of it."} == {
        decision.explain(to="eve") for decision in decisions
    }
    assert decisions[0].explain(to="raj").count("\n")


def test_explain_half_of_a_joint_move() -> None:
    """The first half says that it waits."""
    text = shipped().fire(a_proposal(), "accept_proposal", by="ana", at=after_match(0), facts=FACTS).explain()

    assert line(text, "recorded; it takes effect when every partner has done it")


FALLING = (
    "states:\n  open:\n    deadlines:\n      quiet: {within: 1 day, late: {effect: ring}}\n"
    "      one: {within: 2 days, late: {tell: guide}}\n      two: {within: 3 days, late: {tell: each partner}}\n"
    "      end: {within: 4 days, late: {to: second}}\n  second: {moves: {stop: {by: mentee, to: over}}}\n"
    + OVER
    + LEAVE
    + "effects: {ring: Ring the bell.}\n"
)


def test_explain_falls_with_their_day_and_who_is_told() -> None:
    """A deadline is told with its local date, and with where it led or whom it told; an act tells them first."""
    flow = flow_of(FALLING)
    quiet, one, two, end = (decision.explain() for decision in flow.tick(begun(flow), at=day(9)))

    assert "The deadline quiet fell on 2025-03-03: recorded (small.yaml:" in quiet
    assert "fell on 2025-03-04: kim is told (small.yaml:" in one
    assert "fell on 2025-03-05: ana and raj are told (small.yaml:" in two
    assert "fell on 2025-03-06: from open to second (small.yaml:" in end
    assert [quiet, one, two, end] == flow.fire(begun(flow), "stop", by="ana", at=day(9)).explain().split("\n")[:4]


# --- rows -----------------------------------------------------------------------------------------------------------
def check_up(ana: dict[str, Any], raj: dict[str, Any], last: str = "ana") -> Decision:
    """The decision with which the second check-up comes in."""
    flow, sheets = shipped(), {"ana": ana, "raj": raj}
    first = "raj" if last == "ana" else "ana"
    p = filled_in(flow, an_agreed_pair(), "check_up", sheets[first], after_match(9), first)
    return flow.submit(p, "check_up", answers=sheets[last], by=last, at=after_match(10))


@pytest.mark.parametrize("last", ["ana", "raj"])
def test_explain_rows_with_the_answers_that_count(last: str) -> None:
    """The row taken says whose answers and why; each other row says why not, with the values found."""
    text = check_up(TRUST, FINE, last).explain()

    assert line(text, "leads to with coordinator for ana's answers because", "3", "trust")
    assert line(text, "Not checked up", line_of("      - if: {struggling: no}"), "3")
    assert line(text, "Not staying here", "trust")
    assert 5 == len(text.split("\n"))


def test_explain_rows_say_what_would_have_led_elsewhere() -> None:
    """The smallest change of these answers that leads to a row is named where there is one."""
    assert line(check_up(TRUST, FINE).explain(), "Not checked up", "it would be if")


@pytest.mark.parametrize(("to", "knows"), [("ana", True), ("raj", True), ("kim", True), ("sol", False)])
def test_explain_rows_only_to_who_may_see_the_answers(to: str, knows: bool) -> None:  # noqa: FBT001 - a column
    """The seal opens with the round: both partners and those named are told, others only where it led."""
    text = check_up(TRUST, FINE).explain(to)

    assert knows is ("trust" in text)
    assert line(text, "leads to with coordinator", line_of("      - if: {struggling: yes, lasting_obstacle: yes}"))


@pytest.mark.parametrize(
    ("move", "count", "words"), [("no_answer", 0, "staying here because"), ("no_answer", 2, "staying here because")]
)
def test_explain_rows_of_a_table_over_counts(move: str, count: int, words: str) -> None:
    """A table that reads no answers is explained to everybody."""
    p = an_agreed_pair()
    for hour in range(count):
        p = there(shipped().fire(p, move, by="ana", at=after_match(7 + hour)))
    text = shipped().fire(p, move, by="ana", at=after_match(20)).explain("sol")

    assert line(text, words)
    assert line(text, "Not staying here")


BOTH_READ = (
    """\
forms:
  pair:
    filled_in_by: each partner
    hidden_from_partner: always
    fields: {good: {ask: Good, choose_one: [yes, no]}}
  note:
    filled_in_by: mentee
    fields:
      text: {ask: What, choose_one: [short, long]}
      secret: {ask: What, text: any length, private: yes, optional: yes}
conditions:
  both: {who: each partner, pair.good: yes}
  long: {note.text: long}
routing:
  onward:
    rows:
      - {if: {both: yes, long: yes}, to: over}
      - {if: {both: yes, long: no}, to: stay}
      - {if: {both: no}, to: back_to_start}
states:
  open: {when_complete: {note: onward}}
  back_to_start: {moves: {stop: {by: mentee, to: over}}}
"""
    + OVER
    + LEAVE
)


def test_explain_rows_keep_what_is_hidden_for_always() -> None:
    """A table that reads both partners' sealed answers is explained to neither, nor to others."""
    flow = flow_of(BOTH_READ)
    p = filled_in(flow, begun(flow), "pair", {"good": "no"}, hours(1), "ana", "raj")
    decision = flow.submit(p, "note", answers={"text": "long"}, by="ana", at=hours(2))

    assert line(decision.explain(), "leads to back to start because", "no")
    for to in ("ana", "raj", "kim", "sol"):
        assert "because" not in decision.explain(to)
        assert line(decision.explain(to), "leads to back to start (small.yaml:")


def test_explain_rows_before_anybody_has_answered() -> None:
    """What was not answered is explained as such; a form that is private in part is not explained to others."""
    flow = flow_of(BOTH_READ)
    decision = flow.submit(begun(flow), "note", answers={"text": "long"}, by="ana", at=hours(2))

    assert "because" in decision.explain("raj")
    assert "because" not in decision.explain("kim")


QUANTIFIED = (
    """\
forms:
  pair:
    filled_in_by: each partner
    hidden_from_partner: always
    fields: {good: {ask: Good, whole_number: 0 to 99}}
conditions:
  mine: {pair.good: {at_least: 50}}
  hers: {WHO, pair.good: {at_least: 50}}
  behind: {any_of: [hers]}
routing:
  onward:
    row_for: each partner
    rows:
      - {if: {mine: yes, behind: yes}, to: over}
      - {if: {mine: yes, behind: no}, to: stay}
      - {if: {mine: no}, to: stay}
states:
  open: {when_complete: {pair: onward}}
"""
    + OVER
    + LEAVE
)


def test_explain_rows_that_read_both_sheets_only_to_who_may_see_both() -> None:
    """Under ``who`` a row found for one person quotes the other's sheet too, however deep the condition stands."""
    flow = flow_of(QUANTIFIED.replace("WHO", "who: mentee"))
    p = filled_in(flow, begun(flow), "pair", {"good": 61}, hours(1), "ana")
    decision = flow.submit(p, "pair", answers={"good": 73}, by="raj", at=hours(2))
    (taken,) = decision.records[-1].rows

    assert "because" in decision.explain()
    assert taken.person in {"ana", "raj"}
    for to in ("ana", "raj", "kim", "sol"):
        assert "because" not in decision.explain(to)


STARTED = (
    """\
facts: {weather: {choose_one: [fair, foul]}}
conditions: {fair: {weather: fair}}
routing:
  first:
    rows:
      - {if: {fair: yes}, to: open}
      - {if: {fair: no}, to: second}
states:
  open: {moves: {stop: {by: mentee, to: over}}}
  second: {moves: {stop: {by: mentee, to: over}}}
"""
    + OVER
)


def test_explain_a_start_that_leads_by_a_table() -> None:
    """The row of a start is explained with the facts it was read from."""
    flow = flow_of(STARTED, start="start:\n  begin: {by: mentee, to: first}\n")
    people = {"mentee": "ana", "mentor": "raj", "guide": "kim"}
    text = flow.start("begin", id="p", people=people, by="ana", at=hours(0), facts={"weather": "foul"}).explain()

    assert line(text, "leads to second because", "foul")
    assert line(text, "Not open", "it would be if weather were fair instead of foul")


ENDING = (
    """\
forms:
  result:
    filled_in_by: mentee
    repeats: yes
    fields:
      next: {ask: What follows, choose_one: {end: We end., improve: We go on.}}
      good: {ask: Good, choose_one: [yes, no]}
conditions:
  ending: {result.next: end}
  late: {times.meet: {at_least: 2}}
  time_to_part: {any_of: [ending, late]}
  good: {result.good: yes}
routing:
  onward:
    rows:
      - {if: {time_to_part: yes, good: yes}, to: parting}
      - {if: {time_to_part: yes, good: no}, to: parting}
      - {if: {time_to_part: no, good: yes}, to: stay, tell: guide}
      - {if: {time_to_part: no, good: no}, to: stay}
states:
  open: {when_complete: {result: onward}, moves: {meet: {by: mentor, to: stay}}}
  parting: {moves: {part: {by: mentee, to: over}}}
"""
    + OVER
    + LEAVE
)


def result(follows: str, good: str = "yes", *, met: int = 0) -> list[str]:
    """The lines that explain a result."""
    flow = flow_of(ENDING)
    p = begun(flow)
    for hour in range(met):
        p = there(flow.fire(p, "meet", by="raj", at=hours(1 + hour)))
    sheet = {"next": follows, "good": good}
    return flow.submit(p, "result", answers=sheet, by="ana", at=hours(9)).explain().split("\n")


def test_explain_rows_down_to_the_answers() -> None:
    """Conditions that stand on others are told by what was answered, with the parts that decided it."""
    why = "next is improve; end is needed or meet was made once; at least 2 is needed"

    assert "leads to parting because next is end and good is yes (small.yaml:" in result("end")[1]
    assert "because meet was made 2 times, which is at least 2 and good is yes" in result("improve", met=2)[1]
    first, second = (each for each in result("improve", met=1) if "Not parting" in each)
    assert f"): {why}." in first
    assert f"): {why} and good is yes" in second


def test_explain_leaves_out_rows_that_come_to_the_same() -> None:
    """A row with the same target and nothing else to it was not missed; one that tells somebody else is named."""
    parted, stayed = result("end", "no"), result("improve", "no")

    assert [] == [each for each in parted if each.startswith("Not parting")]
    assert 2 == len([each for each in parted if each.startswith("Not staying here (")])
    (other,) = [each for each in stayed if each.startswith("Not staying here")]
    assert other.startswith("Not staying here where time to part is no and good is yes (small.yaml:")


NAMESAKES = (
    """\
conditions: {over: {times.knock: {at_least: 1}}, stop: {times.knock: {at_least: 2}}}
states:
  open:
    moves:
      knock: {by: mentee, to: stay}
      stop: {by: mentee, to: over, must: over, should: stop, override: {over: guide}, title: The last word}
  over: {final: over, title: The happy end}
"""
    + LEAVE
)


def test_explain_never_calls_a_condition_by_the_title_of_something_else() -> None:
    """A condition may have the name of a state or a move with a title; in sentences it keeps its own."""
    flow = flow_of(NAMESAKES)
    refused = flow.fire(begun(flow), "stop", by="ana", at=hours(1))
    lift = flow.lift(begun(flow), "over", by="kim", at=hours(1), reason="so")
    stopped = flow.fire(there(lift), "stop", by="ana", at=hours(2))

    assert "'over' does not hold: knock was made 0 times; at least 1 is needed" == refused.refusals[0].message
    assert line(refused.explain(), "Guide may lift over, with a reason")
    assert line(lift.explain(), "kim (Guide) lifted over:")
    assert line(stopped.explain(), "from open to The happy end")
    assert line(stopped.explain(), "Advised otherwise: 'stop' does not hold: knock was made 0 times")
    assert line(stopped.explain(), "over was lifted by kim")


SHOWING = (
    """\
forms:
  note: {filled_in_by: mentee, title: The note, fields: {text: {ask: What, text: any length}}}
states:
  open:
    moves:
      show:
        by: mentee
        to: stay
        shows: {note: kin}
        asks: {over: {ask: Over, whole_number: 1 to 3}}
  over: {final: over, title: The happy end}
"""
    + LEAVE
)


def test_explain_names_what_was_not_accepted() -> None:
    """For others an answer is told by its question, never by a title of something else; a form by its own title."""
    flow = flow_of(SHOWING)
    wrong = flow.fire(begun(flow), "show", by="ana", at=hours(1), answers={"over": 9}).explain("raj")
    empty = flow.fire(begun(flow), "show", by="ana", at=hours(1), answers={"over": 1}).explain("raj")

    assert line(wrong, "Refused: over was not accepted")
    assert line(empty, "Refused: The note was not accepted")


LASTING = (
    """\
ends: {within: 30 days, counted_from: open, 10 days before: {tell: guide}, late: {to: over}}
states:
  open: {moves: {stop: {by: mentee, to: over}}}
"""
    + OVER
    + LEAVE
)


def test_explain_the_end_by_no_key() -> None:
    """The time of the whole partnership has no name of its own."""
    flow = flow_of(LASTING)
    told, ended = (decision.explain() for decision in flow.tick(begun(flow), at=day(99)))

    assert "The deadline of the whole partnership fell on 2025-03-22: kim is told (small.yaml:" in told
    assert "The deadline of the whole partnership fell on 2025-04-01: from open to over (small.yaml:" in ended


COMPARED = (
    """\
forms: {diary: {filled_in_by: mentee, fields: {most: {ask: Most, whole_number: 1 to 9}}}}
facts: {met: {whole_number: 0 to 9}}
conditions: {enough: {met: {at_least: diary.most}}}
states:
  open: {moves: {go: {by: mentee, must: enough, override: {enough: guide}, to: over}}}
"""
    + OVER
    + LEAVE
)


def test_explain_keeps_an_answer_that_something_else_is_held_against() -> None:
    """A fact compared with an answer tells neither the answer nor what would do, except to who may see it."""
    flow = flow_of(COMPARED)
    p = filled_in(flow, begun(flow), "diary", {"most": 7}, hours(1), "ana")
    refused = flow.fire(p, "go", by="ana", at=hours(2), facts={"met": 1})

    assert "'enough' does not hold" == refused.refusals[0].message
    assert line(refused.explain("ana"), "met is 1; at least 7, most is needed")
    assert line(refused.explain("ana"), "It would be allowed if")
    assert "7" not in refused.explain("kim").replace("small.yaml:17", "")
    assert line(refused.explain("kim"), "Guide may lift enough, with a reason")
