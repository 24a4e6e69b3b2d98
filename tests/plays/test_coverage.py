"""What scenarios exercise: read off what was decided, kind by kind."""

from __future__ import annotations

import textwrap
from fractions import Fraction
from typing import TYPE_CHECKING

import mentorflow
from mentorflow.plays.coverage import cover, elements, exercised
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.rules.source import read
from tests.plays.lives import connection

if TYPE_CHECKING:
    from mentorflow.plays.coverage import Coverage
    from mentorflow.plays.play import Play
    from mentorflow.states.flow import Flow

HEAD = """\
format: mentorflow/1
workflow: small
version: 1
title: Small
timezone: UTC
roles:
  partners: {mentee: Mentee, mentor: Mentor}
  staff: {guide: Guide}
  others: {kin: Kin}
"""
BEGIN = """\
start:
  begin: {by: mentee, to: open}
"""
TESTS = """\
format: mentorflow-test/1
tests: small
people: {mentee: ana, mentor: raj, guide: kim, kin: sol}
scenarios:
"""


def flow_of(body: str, *, start: str = BEGIN) -> Flow:
    """A flow of a small rule file; the first state is ``open`` unless *start* says otherwise."""
    return mentorflow.loads(HEAD + start + textwrap.dedent(body), file="small.yaml")


def plays_of(flow: Flow, *, kin: str = "sol", **lives: str) -> tuple[Play, ...]:
    """Scenarios, each a line for a step, played; ``begin_with NAME`` may stand in the first line."""
    text = TESTS.replace("sol", kin)
    for name, life in lives.items():
        first, *further = life.strip().splitlines()
        inherits = first.startswith("begin_with ")
        text += f"  {name}:\n" + (f"    begin_with: {first.split()[1]}\n" if inherits else "") + "    steps:\n"
        text += "".join(f"      - {{{line.strip()}}}\n" for line in (further if inherits else [first, *further]))
    script = read_scenarios(read(text, "small.test.yaml"), flow.workflow)
    assert () == script.diagnostics
    played = tuple(play(flow, scenario) for scenario in script.scenarios)
    assert [] == [failure for one in played for failure in one.failures]
    return played


def covered(body: str, *, start: str = BEGIN, **lives: str) -> Coverage:
    """What some lives exercise of a small rule file."""
    flow = flow_of(body, start=start)
    return cover(flow, plays_of(flow, **lives))


def there(coverage: Coverage, kind: str) -> list[str]:
    """What is exercised of one kind, in the order of the file."""
    return [one.element.name for one in coverage.of(kind) if one.scenarios]


def lacking(coverage: Coverage, kind: str) -> list[str]:
    """What is not."""
    return [element.name for element in coverage.missing(kind)]


BEGUN = "at: day 0, by: ana, do: begin"
TWO_WAYS = """
states:
  open:
    moves:
      finish: {by: each partner, to: over, tell: [other partner, guide]}
  over: {final: completed}
  left: {final: no fault}
any_time:
  moves:
    leave: {by: mentee, to: left, tell: [other partner, kin]}
"""


# --- the whole ------------------------------------------------------------------------------------------------------
def test_elements_stand_in_the_order_of_the_file_under_keys_of_their_own() -> None:
    """Every element has its place, no two have one key, and each key begins with its kind."""
    found = elements(connection().workflow)

    assert sorted(one.span.line for one in found) == [one.span.line for one in found]
    assert len(found) == len({one.key for one in found})
    assert {one.kind for one in found} == {one.key[0] for one in found}


def test_share_is_exact_and_missing_names_the_line() -> None:
    """One of three states is one third, and what is missing stands with its line in the file."""
    coverage = covered(TWO_WAYS, life="at: day 0, by: ana, do: begin")

    assert Fraction(1, 3) == coverage.share("state")
    assert [("state over", "small.yaml:17"), ("state left", "small.yaml:18")] == [
        (element.name, element.span.place) for element in coverage.missing("state")
    ]


def test_share_of_nothing_is_the_whole() -> None:
    """Where a workflow has no tables, no row is missing."""
    assert Fraction(1) == covered(TWO_WAYS, life="at: day 0, by: ana, do: begin").share("row")


def test_scenarios_whose_own_steps_do_it_are_named_first() -> None:
    """A step that is inherited counts for both, and first for the scenario in which it stands."""
    coverage = covered(
        TWO_WAYS,
        left="begin_with begun\nat: day 1, by: ana, do: leave",
        begun="at: day 0, by: ana, do: begin",
    )
    names = {one.element.name: one.scenarios for one in coverage.covered}

    assert ("begun", "left") == names["move begin"]
    assert ("left",) == names["move leave"]
    assert ("left", "begun") == names["role mentee"]


def test_exercised_holds_what_is_inherited_and_what_is_used() -> None:
    """One scenario exercises what it begins with too."""
    flow = flow_of(TWO_WAYS)
    _, left = plays_of(
        flow, begun="at: day 0, by: ana, do: begin", left="begin_with begun\nat: day 1, by: ana, do: leave"
    )

    assert {("move", "start", "begin"), ("move", "any_time", "leave"), ("state", "left")} <= exercised(flow, left)


# --- states, moves, rows --------------------------------------------------------------------------------------------
def test_state_counts_when_it_is_entered() -> None:
    """The first state, one on the way and a final one count when a record enters them."""
    coverage = covered(TWO_WAYS, life="at: day 0, by: ana, do: begin\nat: day 1, by: ana, do: leave")

    assert ["state open", "state left"] == there(coverage, "state")
    assert ["state over"] == lacking(coverage, "state")


def test_move_counts_when_it_is_made() -> None:
    """The half of a joint move and a refused move are not yet the move."""
    refused = "at: day 1, by: raj, do: leave, expect: refused"
    half = f"at: day 0, by: ana, do: begin\nat: day 1, by: ana, do: finish\n{refused}"

    assert ["move begin"] == there(covered(TWO_WAYS, life=half), "move")
    assert ["move begin", "move finish"] == there(
        covered(TWO_WAYS, life=f"{half}\nat: day 2, by: raj, do: finish"), "move"
    )


def test_moves_of_one_name_are_told_apart_by_their_state() -> None:
    """A move that stands in two states has to be made in both."""
    coverage = covered(
        """
        states:
          open:
            moves:
              go: {by: mentee, to: further}
          further:
            moves:
              go: {by: mentee, to: over}
          over: {final: completed}
        """,
        life="at: day 0, by: ana, do: begin\nat: day 1, by: ana, do: go",
    )

    assert ["move begin", "move go in open"] == there(coverage, "move")
    assert ["move go in further"] == lacking(coverage, "move")


TABLE = """
facts:
  score: {whole_number: 0 to 10}
limits:
  good_enough: 5
conditions:
  good: {score: {at_least: good_enough}}
  perfect: {score: 10}
routing:
  verdict:
    rows:
      - if: {good: yes, perfect: yes}
        to: over
        tell: [mentee, kin]
      - if: {good: yes, perfect: no}
        to: over
        tell: [mentee, guide]
      - if: {good: no}
        to: stay
states:
  open:
    moves:
      judge: {by: guide, to: verdict, tell: mentee}
  over: {final: completed}
"""


def judged(score: int) -> str:
    """The life of a pair with one verdict."""
    return f"at: day 0, by: ana, do: begin\nat: day 1, by: kim, do: judge, facts: {{score: {score}}}"


def test_row_counts_when_it_is_taken() -> None:
    """The row that fitted is exercised, those above and below it are not."""
    coverage = covered(TABLE, life=judged(7))

    assert ["row 2 of verdict"] == there(coverage, "row")
    assert ["row 1 of verdict", "row 3 of verdict"] == lacking(coverage, "row")


# --- deadlines ------------------------------------------------------------------------------------------------------
TIMES = """
limits:
  answer_within: 10 days
  some_time: 50% of answer_within
  hello_every: 7 days
effects:
  count_again: Count again.
  never_asked: Never asked for.
states:
  open:
    moves:
      answer: {by: mentor, to: answered}
    deadlines:
      reply:
        within: answer_within
        2 days before: {remind: [mentee, mentor]}
        late: {effect: count_again}
        some_time after: {tell: guide, effect: never_asked}
  answered:
    moves:
      end: {by: mentee, to: over}
  over: {final: completed}
any_time:
  deadlines:
    hello:
      every: hello_every
      counted_from: open
      tell: kin
"""


def test_mark_counts_when_it_falls() -> None:
    """Each mark counts alone, also one that tells nobody, and so does what comes back."""
    early = covered(TIMES, life="at: day 0, by: ana, do: begin\nat: day 6, look: due")
    late = covered(TIMES, life="at: day 0, by: ana, do: begin\nat: day 12, look: due")

    assert [] == there(early, "deadline")
    assert ["deadline reply: 2 days before", "deadline reply: late", "deadline hello: every hello_every"] == there(
        late, "deadline"
    )
    assert ["deadline reply: some_time after"] == lacking(late, "deadline")


def test_mark_that_falls_before_an_act_counts_too() -> None:
    """Deadlines that fell since the step before belong to the step that comes after them."""
    late = covered(TIMES, life="at: day 0, by: ana, do: begin\nat: day 9, by: raj, do: answer")

    assert ["deadline reply: 2 days before", "deadline hello: every hello_every"] == there(late, "deadline")


# --- notices --------------------------------------------------------------------------------------------------------
def test_notice_of_a_move_counts_for_each_role_it_reached() -> None:
    """Both partners are the other one once; a partner who alone acts is never the other one."""
    finish = "at: day 0, by: ana, do: begin\nat: day 1, by: ana, do: finish\nat: day 2, by: raj, do: finish"
    coverage = covered(TWO_WAYS, life=finish)

    assert ["notice: finish tells mentee", "notice: finish tells guide"] == there(coverage, "notice")
    assert ["notice: finish tells mentor", "notice: leave tells mentor", "notice: leave tells kin"] == lacking(
        coverage, "notice"
    )


def test_notice_of_a_first_half_is_not_that_of_the_move() -> None:
    """Who is told that one partner has made a joint move has not been told that it is made; each role counts."""
    told = TWO_WAYS.replace(
        "to: over, tell: [other partner, guide]", "to: over, tell: guide, tell_first: [other partner, guide]"
    )
    half = "at: day 0, by: ana, do: begin\nat: day 1, by: ana, do: finish"
    first = [f"notice: the first half of finish tells {role}" for role in ("mentee", "mentor", "guide")]
    leave = ["notice: leave tells mentor", "notice: leave tells kin"]

    assert first[1:] == there(covered(told, life=half), "notice")
    assert ["notice: finish tells guide", first[0], *leave] == lacking(covered(told, life=half), "notice")
    assert ["notice: finish tells guide", *first[1:]] == there(
        covered(told, life=f"{half}\nat: day 2, by: raj, do: finish"), "notice"
    )


def test_notice_to_somebody_with_two_roles_counts_for_both() -> None:
    """Whoever holds two of the roles named is told once, and both roles have been told."""
    flow = flow_of(TWO_WAYS)
    plays = plays_of(flow, kin="raj", life="at: day 0, by: ana, do: begin\nat: day 1, by: ana, do: leave")

    assert ["notice: leave tells mentor", "notice: leave tells kin"] == there(cover(flow, plays), "notice")


def test_other_partner_is_whoever_does_not_act() -> None:
    """Who is barred does not act; and what a row tells the one who acts is not what the move tells the other one."""
    table = TABLE.replace(
        "by: guide, to: verdict, tell: mentee", "by: either partner, to: verdict, tell: other partner"
    )
    life = judged(7).replace("kim, do: judge", "ana, do: judge")
    barred = TWO_WAYS.replace("by: each partner", "by: either partner, not_by: mentor")

    assert [
        "notice: row 2 of verdict tells mentee",
        "notice: row 2 of verdict tells guide",
        "notice: judge tells mentor",
    ] == there(covered(table, life=life), "notice")
    assert ["notice: finish tells mentor", "notice: finish tells guide"] == [
        one.element.name for one in covered(barred, life=BEGUN).of("notice") if "finish" in one.element.name
    ]


def test_notice_of_a_row_counts_with_the_row() -> None:
    """What the move tells and what the row tells are told apart."""
    coverage = covered(TABLE, life=judged(7))

    assert [
        "notice: row 2 of verdict tells mentee",
        "notice: row 2 of verdict tells guide",
        "notice: judge tells mentee",
    ] == there(coverage, "notice")
    assert ["notice: row 1 of verdict tells mentee", "notice: row 1 of verdict tells kin"] == lacking(
        coverage, "notice"
    )


def test_reminder_is_expected_only_where_somebody_can_owe() -> None:
    """Of those named, only who can make a move there is ever reminded; the others are no gap."""
    coverage = covered(TIMES, life="at: day 0, by: ana, do: begin\nat: day 9, look: due")

    assert ["notice: reply, 2 days before, reminds mentor", "notice: hello, every hello_every, tells kin"] == there(
        coverage, "notice"
    )
    assert ["notice: reply, some_time after, tells guide"] == lacking(coverage, "notice")


FORMS = """
limits:
  longest: 8 hours
conditions:
  asks_more:
    note.mood: bad
forms:
  note:
    opened_by: guide
    open_from: open
    filled_in_by: mentee
    signed_by: mentor
    when_changed: {tell: [mentor, kin]}
    due:
      within: 10 days
      counted_from: open
      late: {remind: [each partner, guide, kin]}
    fields:
      mood: {ask: How are you, choose_one: [good, bad]}
      why: {ask: Why is that, asked_if: asks_more, text: any length}
      time: {ask: How long was it, length_of_time: 1 hour to longest, optional: yes}
  memo:
    filled_in_by: mentor
    opened_by: nobody
    due:
      within: 10 days
      counted_from: opening
      late: {remind: mentor}
    fields:
      words: {ask: What is it, text: any length}
states:
  open:
    when_complete: {note: over}
    moves:
      stop:
        by: mentor
        to: over
        asks:
          reason: {ask: Why, text: any length, optional: yes}
          when: {ask: When, date: any day, optional: yes}
  over: {final: completed}
"""
OPENED = "at: day 0, by: ana, do: begin\nat: day 1, by: kim, open: note"


def test_notice_of_a_form_counts_when_it_opens_and_when_it_changes() -> None:
    """A form tells those who fill it in that it is open, and those it names that it was changed."""
    opened = covered(FORMS, life=OPENED)
    changed = covered(FORMS, life=OPENED + "\nat: day 2, by: ana, fill_in: note, answers: {mood: good}")

    assert ["notice: note opens for mentee", "notice: memo opens for mentor"] == there(opened, "notice")
    assert [
        "notice: note opens for mentee",
        "notice: a change of note tells mentor",
        "notice: a change of note tells kin",
        "notice: memo opens for mentor",
    ] == there(changed, "notice")


def test_reminder_of_a_form_reaches_who_opens_fills_in_or_signs() -> None:
    """Before the opening the opener owes it, then the writer, then the signer; nobody else ever does."""
    reminders = [f"notice: note, late, reminds {role}" for role in ("mentee", "mentor", "guide")]
    unopened = covered(FORMS, life="at: day 0, by: ana, do: begin\nat: day 20, look: due")
    unsigned = covered(
        FORMS, life=OPENED + "\nat: day 2, by: ana, fill_in: note, answers: {mood: good}\nat: day 20, look: due"
    )

    assert reminders == [one.element.name for one in unopened.of("notice") if "note, late" in one.element.name]
    assert reminders[2] in there(unopened, "notice")
    assert reminders[1] in there(unsigned, "notice")
    assert {reminders[0], reminders[2]} <= set(lacking(unsigned, "notice"))


def test_reminder_reached_only_who_was_reminded() -> None:
    """Whoever has answered is told that the time is over, and is not thereby reminded."""
    body = """
    forms:
      check:
        filled_in_by: each partner
        opened_by: guide
        due:
          within: 9 days
          counted_from: opening
          late: {remind: [each partner, guide], tell: mentor}
        fields:
          mood: {ask: How are you, choose_one: [good, bad]}
    states:
      open:
        when_complete: {check: over}
        moves:
          stop: {by: mentor, to: over}
      over: {final: completed}
    """
    answered = "at: day 1, by: kim, open: check\nat: day 2, by: raj, fill_in: check, answers: {mood: good}"
    coverage = covered(body, life=f"{BEGUN}\n{answered}\nat: day 20, look: due")

    assert [
        ("notice: check, late, reminds mentee", 1),
        ("notice: check, late, reminds mentor", 0),
        ("notice: check, late, tells mentor", 1),
    ] == [(one.element.name, len(one.scenarios)) for one in coverage.of("notice") if "late" in one.element.name]


def test_reminder_of_a_state_reaches_who_owes_the_form_it_waits_for() -> None:
    """The writer and the signer owe the form; the guide, who has no move and no form there, is never reminded."""
    body = """
    forms:
      note:
        filled_in_by: mentee
        signed_by: mentor
        opened_by: nobody
        fields:
          mood: {ask: How are you, choose_one: [good, bad]}
    states:
      open:
        when_complete: {note: over}
        deadlines:
          dawdling: {within: 5 days, late: {remind: [each partner, guide]}}
      over: {final: completed}
    """
    coverage = covered(body, life=f"{BEGUN}\nat: day 9, look: due")

    assert [
        ("notice: dawdling, late, reminds mentee", 1),
        ("notice: dawdling, late, reminds mentor", 0),
    ] == [(one.element.name, len(one.scenarios)) for one in coverage.of("notice") if "late" in one.element.name]


# --- forms and questions --------------------------------------------------------------------------------------------
def test_form_and_question_count_when_they_are_filled_in_and_answered() -> None:
    """A question left open is not exercised; neither is a form that is only open."""
    coverage = covered(FORMS, life=OPENED + "\nat: day 2, by: ana, fill_in: note, answers: {mood: good}")

    assert ["form note"] == there(coverage, "form")
    assert ["field note.mood"] == there(coverage, "field")


def test_question_of_a_move_counts_when_it_is_answered() -> None:
    """What a move asks counts question by question."""
    coverage = covered(
        FORMS, life="at: day 0, by: ana, do: begin\nat: day 2, by: raj, do: stop, answers: {reason: Time}"
    )

    assert ["field reason of stop"] == there(coverage, "field")
    assert "field when of stop" in lacking(coverage, "field")


# --- conditions -----------------------------------------------------------------------------------------------------
GATES = """
facts:
  room: {whole_number: 0 to 10}
  slack: {whole_number: 0 to 10}
  mood: {choose_one: [good, bad]}
limits:
  full: 3
  unread: 4
conditions:
  has_room: {room: {fewer_than: full}}
  has_slack: {slack: {more_than: 0}}
  cheerful: {mood: good}
  welcome:
    all_of: has_room
    any_of: [cheerful, has_slack]
    none_of: worn_out
  worn_out:
    none_of: [cheerful, has_slack]
  not_read: {room: 7}
states:
  open:
    moves:
      accept:
        by: mentor
        must: has_room
        should: has_slack
        override: {has_room: guide}
        to: over
      join: {by: mentee, must: welcome, to: over}
  over: {final: completed}
"""


def gate(
    act: str, *, room: int = 1, slack: int = 1, mood: str = "good", before: str = "", then: str = ""
) -> Coverage:
    """What one try at a gate exercises."""
    facts = f"facts: {{room: {room}, slack: {slack}, mood: {mood}}}"
    return covered(GATES, life=f"at: day 0, by: ana, do: begin\n{before}at: day 1, {act}, {facts}{then}")


def test_condition_held_where_a_move_was_accepted() -> None:
    """A ``must`` and a ``should`` that hold are exercised on that side; a condition nobody reads is no element."""
    coverage = gate("by: raj, do: accept")

    assert ["condition has_room holds", "condition has_slack holds"] == there(coverage, "condition")
    assert [] == [one for one in coverage.of("condition") if "not_read" in one.element.name]


def test_condition_failed_where_a_move_was_refused() -> None:
    """A refusal by a ``must`` exercises its other side, and says nothing of any ``should``."""
    coverage = gate("by: raj, do: accept", room=3, slack=0, then=", expect: refused")

    assert ["condition has_room does not hold"] == there(coverage, "condition")


def test_condition_failed_where_advice_was_not_followed() -> None:
    """A ``should`` that does not hold is exercised by the warning."""
    coverage = gate("by: raj, do: accept", slack=0)

    assert ["condition has_room holds", "condition has_slack does not hold"] == there(coverage, "condition")


def test_condition_failed_where_it_was_lifted() -> None:
    """A lifted ``must`` did not hold when the move was made."""
    lift = "at: day 1, by: kim, lift: has_room, reason: I know him\n"
    coverage = gate("by: raj, do: accept", room=3, before=lift)

    assert ["condition has_room does not hold", "condition has_slack holds"] == there(coverage, "condition")


def test_condition_is_not_decided_where_the_role_is_refused() -> None:
    """Whoever may not act is told so before anything is decided."""
    assert [] == there(gate("by: ana, do: accept", then=", expect: refused"), "condition")


def test_part_counts_where_it_made_the_whole_come_out_so() -> None:
    """Of what a condition is made of, the parts that decided are exercised, and no others."""
    sad = gate("by: ana, do: join", mood="bad")
    full = gate("by: ana, do: join", room=3, mood="bad", then=", expect: refused")
    tired = gate("by: ana, do: join", slack=0, mood="bad", then=", expect: refused")

    assert [
        "condition has_room holds",
        "condition has_slack holds",
        "condition welcome holds",
        "condition worn_out does not hold",
    ] == there(sad, "condition")
    assert ["condition has_room does not hold", "condition welcome does not hold"] == there(full, "condition")
    assert [
        "condition has_slack does not hold",
        "condition cheerful does not hold",
        "condition welcome does not hold",
        "condition worn_out holds",
    ] == there(tired, "condition")


def test_cell_counts_in_the_row_taken_and_where_it_alone_kept_a_row_from_fitting() -> None:
    """With a low score nobody asks whether it is the highest: two cells stood in the way of the first row."""
    assert ["condition good holds", "condition perfect does not hold"] == there(
        covered(TABLE, life=judged(7)), "condition"
    )
    assert ["condition good does not hold"] == there(covered(TABLE, life=judged(3)), "condition")


def test_cell_that_alone_stood_in_the_way_counts_on_the_side_it_had() -> None:
    """The row taken says nothing of the first row's condition; that the first row did not fit does."""
    body = """
    facts:
      score: {whole_number: 0 to 10}
    conditions:
      low: {score: {fewer_than: 5}}
      high: {score: {at_least: 5}}
    routing:
      verdict:
        rows:
          - if: {low: yes}
            to: stay
          - if: {high: yes}
            to: over
    states:
      open:
        moves:
          judge: {by: guide, to: verdict}
      over: {final: completed}
    """

    assert ["condition low does not hold", "condition high holds"] == there(
        covered(body, life=judged(7)), "condition"
    )


def test_cells_are_read_off_the_sheet_that_found_its_row() -> None:
    """A table with a row for each partner counts the conditions of the sheet whose row was taken."""
    body = """
    conditions:
      sad: {check.mood: bad}
    forms:
      check:
        filled_in_by: each partner
        opened_by: nobody
        fields:
          mood: {ask: How are you, choose_one: [good, bad]}
    routing:
      after_check:
        row_for: each partner
        rows:
          - if: {sad: yes}
            to: over
          - if: {sad: no}
            to: over
    states:
      open:
        when_complete: {check: after_check}
        moves:
          stop: {by: mentor, to: over}
      over: {final: completed}
    """
    checks = "at: day 0, by: ana, do: begin\nat: day 1, by: ana, fill_in: check, answers: {mood: good}\n"
    coverage = covered(body, life=checks + "at: day 1, by: raj, fill_in: check, answers: {mood: bad}")

    assert ["condition sad holds"] == there(coverage, "condition")
    assert ["row 1 of after_check"] == there(coverage, "row")


def test_condition_of_a_question_counts_with_the_sheet() -> None:
    """What a question hangs on is exercised on the side on which it was asked, or was not."""
    good = covered(FORMS, life=OPENED + "\nat: day 2, by: ana, fill_in: note, answers: {mood: good}")
    bad = covered(FORMS, life=OPENED + "\nat: day 2, by: ana, fill_in: note, answers: {mood: bad, why: Rain}")

    assert ["condition asks_more does not hold"] == there(good, "condition")
    assert ["condition asks_more holds"] == there(bad, "condition")


# --- effects, limits, roles, facts, counts --------------------------------------------------------------------------
def test_effect_counts_when_it_is_asked_for() -> None:
    """An effect is exercised by the record that asks for it."""
    coverage = covered(TIMES, life="at: day 0, by: ana, do: begin\nat: day 12, look: due")

    assert (["effect count_again"], ["effect never_asked"]) == (
        there(coverage, "effect"),
        lacking(coverage, "effect"),
    )


def test_limit_counts_with_the_deadline_that_uses_it() -> None:
    """A limit that only places a mark waits for that mark; a share of another limit uses that one as well."""
    weekly = covered(TIMES, life="at: day 0, by: ana, do: begin\nat: day 8, look: due")
    early = covered(TIMES, life="at: day 0, by: ana, do: begin\nat: day 9, look: due")
    late = covered(TIMES, life="at: day 0, by: ana, do: begin\nat: day 30, look: due")

    assert ["limit hello_every"] == there(weekly, "limit")
    assert ["limit answer_within", "limit hello_every"] == there(early, "limit")
    assert ["limit answer_within", "limit some_time", "limit hello_every"] == there(late, "limit")


def test_limit_and_fact_count_with_the_condition_that_reads_them() -> None:
    """Numbers of a policy and facts of the application take part when a condition with them decides."""
    coverage = gate("by: raj, do: accept")

    assert (["limit full"], ["limit unread"]) == (there(coverage, "limit"), lacking(coverage, "limit"))
    assert (["fact room", "fact slack"], ["fact mood"]) == (there(coverage, "fact"), lacking(coverage, "fact"))


def test_limit_counts_with_the_answer_it_bounds() -> None:
    """The longest time one may answer is exercised by an answer."""
    note = OPENED + "\nat: day 2, by: ana, fill_in: note, answers: {mood: good"

    assert [] == there(covered(FORMS, life=note + "}"), "limit")
    assert ["limit longest"] == there(covered(FORMS, life=note + ", time: 2 hours}"), "limit")


LONGER = """
limits:
  whole: {usually: 90 days, may_be: 30 days to 200 days}
  half: 50% of time left
  off_days: 3
  longest_gap: 20 days
counts:
  in_a_row: {count: miss, back_to_zero: meet}
ends:
  within: whole
  counted_from: open
  late: {tell: guide}
conditions:
  often: {in_a_row: {more_than: off_days}}
forms:
  log:
    filled_in_by: mentee
    opened_by: nobody
    fields:
      missed: {ask: How often, whole_number: 0 to 9, unfavorable: {more_than: off_days}}
      tasks:
        ask: What was done?
        optional: yes
        list_of:
          takes: {length_of_time: 1 day to whole}
states:
  open:
    moves:
      miss: {by: mentee, to: stay}
      meet:
        by: mentee
        to: stay
        asks:
          gap: {ask: How long since, length_of_time: 1 day to longest_gap, optional: yes}
      end: {by: mentee, should: often, to: over}
      extend:
        by: guide
        to: stay
        asks:
          more: {ask: How much, length_of_time: 1 day to 9 days}
        lengthens: {whole: more}
    deadlines:
      middle: {within: half, late: {tell: guide}}
  over: {final: completed}
"""


def test_limit_counts_when_it_is_set_or_lengthened_and_with_what_is_left_of_the_time() -> None:
    """A start with its own limit, a move that lengthens it, an answer and a share of the time left all use it."""
    begin = "at: day 0, by: ana, do: begin"
    extend = f"{begin}\nat: day 1, by: kim, do: extend, answers: {{more: 2 days}}"
    meet = f"{begin}\nat: day 1, by: ana, do: meet, answers: {{gap: 3 days}}"
    log = f"{begin}\nat: day 1, by: ana, fill_in: log, answers: {{missed: 1}}"
    task = f"{begin}\nat: day 1, by: ana, fill_in: log, answers: {{missed: 1, tasks: [{{takes: 3 days}}]}}"

    assert [] == there(covered(LONGER, life=begin), "limit")
    assert ["limit whole"] == there(covered(LONGER, life=begin + ", limits: {whole: 60 days}"), "limit")
    assert ["limit whole"] == there(covered(LONGER, life=extend), "limit")
    assert ["limit longest_gap"] == there(covered(LONGER, life=meet), "limit")
    assert ["limit off_days"] == there(covered(LONGER, life=log), "limit")
    assert ["limit whole", "limit off_days"] == there(covered(LONGER, life=task), "limit")
    assert ["limit whole", "limit half"] == there(covered(LONGER, life=f"{begin}\nat: day 60, look: due"), "limit")


def test_count_takes_part_when_a_condition_reads_it() -> None:
    """Counting alone decides nothing."""
    miss = "at: day 0, by: ana, do: begin\nat: day 1, by: ana, do: miss"

    assert [] == there(covered(LONGER, life=miss), "count")
    ended = covered(LONGER, life=f"{miss}\nat: day 2, by: ana, do: end")

    assert ["count in_a_row"] == there(ended, "count")
    assert ["condition often does not hold"] == there(ended, "condition")


def test_role_counts_when_somebody_acts_in_it_or_is_told_in_it() -> None:
    """The mentor who is told and the mentee who acts take part; the guide does not yet."""
    coverage = covered(TWO_WAYS, life="at: day 0, by: ana, do: begin\nat: day 1, by: ana, do: leave")

    assert ["role mentee", "role mentor", "role kin"] == there(coverage, "role")
    assert ["role guide"] == lacking(coverage, "role")


def test_role_counts_when_it_is_shown_a_form() -> None:
    """Whoever is shown something takes part, told or not."""
    body = FORMS.replace(
        "      stop:\n", "      show: {by: mentee, to: stay, shows: {note: kin}}\n      stop:\n"
    ).replace("tell: [mentor, kin]", "tell: mentor")
    note = "at: day 2, by: ana, fill_in: note, answers: {mood: good}"
    before = covered(body, life=f"{OPENED}\n{note}")
    after = covered(body, life=f"{OPENED}\n{note}\nat: day 3, by: ana, do: show")

    assert "role kin" in lacking(before, "role")
    assert "role kin" in there(after, "role")
