"""One slip gives one finding: of several that it brings, the one nearest to its cause."""

from __future__ import annotations

import pytest

from tests.proofs.small import proofs_of

HEAD = """\
format: mentorflow/1
workflow: small
version: 1
title: A small partnership
timezone: Europe/Berlin
roles:
  partners: {newcomer: Newcomer, buddy: Buddy}
  staff: {coordinator: Coordinator}
"""
MANAGER = "  others: {manager: Line manager}\n"
PAIR = """\
start:
  ask: {by: newcomer, to: asked, tell: [buddy, coordinator]}
states:
  asked:
    moves:
      accept: {by: buddy, to: paired, tell: newcomer}
  paired:
    moves:
      finish: {by: each partner, to: over, tell_first: other partner}
  over: {final: completed}
"""
RESTS = """\
start:
  ask: {by: newcomer, to: paired, tell: [buddy, coordinator]}
states:
  paired:
    moves:
      rest: {by: either partner, to: resting, tell: other partner}
  resting:
    moves:
      go_on: {by: each partner, to: paired, tell_first: other partner}
  over: {final: completed}
any_time:
  moves:
    withdraw: {except: resting, by: either partner, to: over, tell: other partner}
promises:
  always_open: {withdraw: each partner}
"""
TO_GO_ON = "go_on: {by: each partner, to: paired, tell_first: other partner}"
TABLE = """\
forms:
  check_up:
    open_from: paired
    opened_by: nobody
    filled_in_by: newcomer
    fields:
      fit: {ask: Say how you get on, choose_one: [well, badly]}
      time: {ask: Say whether there is time, choose_one: [enough, little]}
conditions:
  gets_on: {check_up.fit: well}
  has_time: {check_up.time: enough}
routing:
  after_talk:
    rows:
      - {if: {gets_on: yes, has_time: yes}, to: working}
      - {if: {gets_on: no}, to: over, tell: each partner}
      - {if: {gets_on: yes, has_time: no}, to: over, tell: each partner}
start:
  ask: {by: newcomer, to: paired, tell: [buddy, coordinator]}
states:
  paired:
    moves:
      talk: {by: buddy, to: after_talk, tell: newcomer}
  working:
    moves:
      finish: {by: either partner, to: over, tell: other partner}
  over: {final: completed}
"""
FULL = """\
facts:
  load: {whole_number: 0 to 5}
conditions:
  much: {load: {at_least: 3}}
  little: {load: {fewer_than: 3}}
start:
  ask: {by: newcomer, to: asked, tell: [buddy, coordinator]}
states:
  asked:
    moves:
      accept: {by: buddy, to: paired, tell: newcomer}
      wait: {by: buddy, must: [much, little], to: waiting, tell: newcomer}
  waiting:
    moves:
      accept: {by: buddy, to: paired, tell: newcomer}
  paired:
    moves:
      finish: {by: either partner, to: over, tell: other partner}
    deadlines:
      review: {within: 60 days, counted_from: waiting, late: {remind: each partner}}
  over: {final: completed}
"""
LATE = """\
start:
  ask: {by: newcomer, to: asked, tell: [buddy, coordinator]}
states:
  asked:
    moves:
      accept: {by: buddy, to: over, tell: newcomer}
    deadlines:
      answer:
        within: 14 days
        7 days before: {tell: coordinator}
        late: {tell: coordinator}
        7 days after: {remind: buddy}
  over: {final: completed}
"""
SIGNED = """\
forms:
  agreement:
    open_from: asked
    opened_by: nobody
    filled_in_by: newcomer
    SIGNED
    fields:
      goal: {ask: Say what you want to learn, text: any length}
start:
  ask: {by: newcomer, to: asked, tell: [buddy, coordinator]}
states:
  asked:
    when_complete: {agreement: paired}
  paired:
    moves:
      finish: {by: either partner, to: over, tell: [other partner, manager]}
  over: {final: completed}
"""
TOLD = """\
start:
  ask: {by: newcomer, to: paired, tell: [buddy, coordinator]}
states:
  paired:
    moves:
      finish: {by: each partner, to: over, tell_first: other partner}
  over: {final: completed}
"""
LEAVE = "any_time:\n  moves:\n    withdraw: {by: either partner, to: over, tell: other partner}\n"
UNTOLD = "any_time:\n  moves:\n    withdraw: {by: either partner, to: over}\n"
GUARDED = """\
facts:
  hours_noted: {tick: optional}
conditions:
  all_noted: {hours_noted: yes}
"""

ONE_WAITS = "go_on: {by: newcomer, to: paired, tell: buddy}"
ROUND = """again: {by: either partner, to: asleep}
  asleep:
    moves:
      wake: {by: either partner, to: resting}"""
BOTH = LEAVE.replace("either partner, to: over, tell: other partner", "each partner, to: over")
MAY = LEAVE.replace("to: over", "must: all_noted, to: over")
NEVER = "  none_noted: {none_of: all_noted}\n"
BARRED = LEAVE.replace("to: over", "must: [all_noted, none_noted], to: over")
HAIL = "    hail: {by: coordinator, must: [all_noted, none_noted], to: stay, tell: buddy}\n"
STOP = "    stop: {by: either partner, must: all_noted, to: over, tell: other partner}\n"
OPEN = "promises:\n  always_open: {withdraw: each partner}\n"
TELLS = "promises:\n  always_told: {withdraw: [other partner, coordinator]}\n"
STILL = RESTS.replace(f"    moves:\n      {TO_GO_ON}\n", "    title: Resting\n")
TURNS = RESTS.replace(TO_GO_ON, ROUND).replace("except: resting", "except: [resting, asleep]")

# The slip, the rules, and the finding, with the line it is told at.
SLIPS = (
    ("leaving is left out altogether", PAIR, "no-way-out at 12"),
    ("leaving is for one partner only", PAIR + LEAVE.replace("either partner", "newcomer"), "no-way-out at 12"),
    ("leaving takes both", PAIR + BOTH, "joint-without-way-out at 21"),
    ("leaving is promised, and left out beside a joint move", RESTS, "not-always-open at 23"),
    ("leaving is promised, and one can only wait", RESTS.replace(TO_GO_ON, ONE_WAITS), "not-always-open at 23"),
    ("leaving is promised, and it goes round", TURNS, "not-always-open at 26"),
    ("leaving is promised, and nobody can act", STILL, "not-always-open at 22"),
    ("leaving is promised, and may be refused", GUARDED + TOLD + MAY + OPEN, "not-always-open at 24"),
    ("leaving and stopping may be refused", GUARDED + PAIR + MAY + STOP, "not-decided at 16"),
    ("leaving must keep to what excludes itself", GUARDED + NEVER + PAIR + BARRED, "no-way-out at 17"),
    ("leaving is promised, and excludes itself", GUARDED + NEVER + TOLD + BARRED + OPEN, "not-always-open at 25"),
    ("a move beside the way excludes itself", GUARDED + NEVER + TOLD + LEAVE + HAIL, "never-made at 24"),
    ("a table reads what nobody waits for", TABLE + LEAVE, "not-answered-yet at 23"),
    ("a deadline is counted from a state nobody comes to", FULL + LEAVE, "never-reached at 21"),
    ("two lines are before the reminder", LATE + LEAVE, "escalates-first at 18"),
    (
        "a notice is left out that is promised",
        TOLD + UNTOLD + TELLS.replace(", coordinator", ""),
        "end-not-told at 18",
    ),
    ("a notice to others is left out that is promised", TOLD + LEAVE + TELLS, "not-always-told at 20"),
)


@pytest.mark.parametrize(("rules", "expected"), [slip[1:] for slip in SLIPS], ids=[slip[0] for slip in SLIPS])
def test_one_slip_gives_one_finding(rules: str, expected: str) -> None:
    """What follows from a slip is not told beside it."""
    found = proofs_of(HEAD + rules).diagnostics

    assert [expected] == [f"{each.slug} at {each.span.line}" for each in found]


def test_two_slips_give_two_findings() -> None:
    """A way out that is promised explains only what comes of it: not a partner to whom nothing is promised."""
    rules = RESTS.replace("always_open: {withdraw: each partner}", "always_open: {withdraw: newcomer}")

    found = proofs_of(HEAD + rules).diagnostics

    assert ["joint-without-way-out", "not-always-open"] == [each.slug for each in found]


def test_what_follows_is_still_not_proved() -> None:
    """The certificate counts what is refuted, whether it is told or follows from something else."""
    refuted = [proof.claim.name for proof in proofs_of(HEAD + RESTS).proofs if proof.life is not None]

    assert ["out of a joint move", "always open"] == refuted


def test_forms_that_wait_for_people_who_may_be_missing_are_told_once() -> None:
    """A signature of somebody who may be missing is advised against by reading, and not told again."""
    rules = (HEAD + MANAGER + SIGNED + LEAVE).replace("SIGNED", "signed_by: [buddy, manager]")

    assert () == proofs_of(rules).diagnostics


def test_form_that_somebody_missing_has_to_open_is_forgotten() -> None:
    """A life without those who may be missing shows what it comes to where everything waits for them."""
    rules = (
        HEAD + MANAGER + SIGNED.replace("opened_by: nobody", "opened_by: manager").replace("    SIGNED\n", "") + LEAVE
    )

    found = proofs_of(rules).diagnostics

    assert ["left-to-chance"] == [each.slug for each in found]
    assert found[0].example is not None
    assert "manager" not in found[0].example
