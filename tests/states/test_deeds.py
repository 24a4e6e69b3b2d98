"""Filling in, signing, opening, closing and lifting."""

from __future__ import annotations

from typing import Any

import pytest

from mentorflow.errors import BadFact, BadMoment, UnknownName, WorkflowMismatch
from tests.states.lives import (
    BEGIN,
    FACTS,
    LEAVE,
    PLAN,
    TERMS,
    a_match,
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
    untouched,
)

FINE: dict[str, Any] = {
    "fit": "good", "meetings_a_month": 2, "energized": "yes", "time_well_spent": "yes", "cancelled_in_a_row": 0,
}  # fmt: skip


# --- filling in -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("by", "form"), [("raj", "agreement"), ("kim", "plan"), ("eve", "check_up"), ("sol", "check_up")]
)
def test_deeds_answers_by_somebody_who_may_not_are_refused(by: str, form: str) -> None:
    """Only those named fill in a form; who may is said, and who they are."""
    p = an_agreed_pair()
    decision = shipped().submit(p, form, answers={}, by=by, at=after_match(7))

    untouched(decision, p, ("role", form))
    assert "only Mentee" in decision.refusals[0].message


def test_deeds_answers_before_a_form_is_opened_are_refused() -> None:
    """Nobody fills in a form before it is opened, and the refusal says who opens it."""
    p = a_match()
    decision = shipped().submit(p, "agreement", answers=TERMS, by="ana", at=after_match(1))

    untouched(decision, p, ("window", "agreement"))
    assert "Mentoring Agreement is not open yet: the coordinator has to open it" == decision.refusals[0].message


def test_deeds_answers_before_the_state_a_form_opens_from_are_refused() -> None:
    """A form opened ahead waits for its state."""
    p = there(shipped().open_form(a_match(), "check_up", by="kim", at=after_match(1)))
    decision = shipped().submit(p, "check_up", answers=FINE, by="ana", at=after_match(2))

    untouched(decision, p, ("window", "check_up"))
    assert "opens when the partnership is agreed" in decision.refusals[0].message


def test_deeds_answers_after_a_form_was_closed_are_refused() -> None:
    """A closed form takes nothing until it is opened again."""
    flow = shipped()
    p = there(flow.close_form(an_agreed_pair(), "check_up", by="kim", at=after_match(7)))
    decision = flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(8))

    untouched(decision, p, ("window", "check_up"))
    assert "90-day check-up has been closed" == decision.refusals[0].message
    p = there(flow.open_form(p, "check_up", by="kim", at=after_match(9)))
    assert flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(9)).accepted


def test_deeds_answers_after_the_end_are_refused_unless_the_form_stays_open() -> None:
    """What is over takes no answers but those that are asked for after it."""
    flow, p = shipped(), in_state("closed")
    ended = flow.submit(p, "plan", answers=PLAN, by="ana", at=after_match(30))
    untouched(ended, p, ("window", "plan"))
    assert "the partnership has ended: it is closed" == ended.refusals[0].message

    p = there(flow.open_form(p, "end_evaluation", by="kim", at=after_match(30)))
    sheet = {"met_on": "2026-01-20", "result": 9}
    assert flow.submit(p, "end_evaluation", answers=sheet, by="ana", at=after_match(31)).accepted


def test_deeds_answers_sent_twice_replace_the_earlier_ones_until_they_are_used() -> None:
    """A sheet may be replaced until its round has been used; then it is refused."""
    flow = shipped()
    p = there(flow.submit(an_agreed_pair(), "check_up", answers={**FINE, "fit": "poor"}, by="ana", at=after_match(7)))
    p = there(flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(8)))
    mine = [sheet for form in flow.view(p, by="ana").forms if form.name == "check_up" for sheet in form.sheets]
    assert ["good"] == [dict(sheet.answers)["fit"] for sheet in mine]

    p = there(flow.submit(p, "check_up", answers=FINE, by="raj", at=after_match(9)))
    assert "checked_up" == p.state
    used = flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(10))
    untouched(used, p, ("window", "check_up"))
    assert "has been used already" in used.refusals[0].message


def test_deeds_a_sheet_outside_advice_is_taken_and_noted() -> None:
    """``should_be`` warns, on the decision and on the record."""
    p = there(shipped().open_form(a_match(), "agreement", by="kim", at=after_match(1)))
    decision = shipped().submit(p, "agreement", answers={**TERMS, "hours_a_month": 9}, by="ana", at=after_match(2))

    assert ["hours_a_month"] == [warning.subject for warning in decision.warnings]
    assert ("hours_a_month",) == decision.records[-1].warnings
    assert "hours a month is outside what is advised (2 to 4)" == decision.warnings[0].message


def test_deeds_a_changed_form_tells_those_named() -> None:
    """``when_changed`` of a form tells each time it is saved."""
    p = there(shipped().submit(an_agreed_pair(), "plan", answers=PLAN, by="ana", at=after_match(7)))
    again = shipped().submit(p, "plan", answers=PLAN, by="ana", at=after_match(8))

    assert [("raj", "told", "plan")] == [(n.to, n.kind, n.about) for n in again.notices]


SHARED = """\
forms:
  ours:
    filled_in_by: [either partner, guide]
    when_changed: {tell: other partner}
    fields: {text: {ask: What, text: any length}}
states:
  open: {}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""


@pytest.mark.parametrize(("by", "told"), [("ana", ["raj"]), ("raj", ["ana"]), ("kim", ["ana", "raj"])])
def test_deeds_a_changed_form_tells_the_other_partner(by: str, told: list[str]) -> None:
    """The other partner is every partner but the one who fills the form in; of somebody else's change both hear."""
    flow = flow_of(SHARED)
    decision = flow.submit(begun(flow), "ours", answers={"text": "So."}, by=by, at=hours(1))

    assert [(person, "told", "ours") for person in told] == [(n.to, n.kind, n.about) for n in decision.notices]


CHANGED = """\
forms:
  note: {filled_in_by: each partner, fields: {text: {ask: What, text: any length}}}
  wish: {filled_in_by: mentee, living: yes, fields: {text: {ask: What, text: any length}}}
states:
  open:
    when_complete: {note: over}
    when_changed: {note: aside, wish: aside}
  aside:
    moves: {return: {by: either partner, to: open}}
  over: {final: over}
"""


def test_deeds_saving_a_form_leads_on_where_the_state_says_so_unless_it_completes_one() -> None:
    """``when_changed`` leads on at each saving, but a form that is complete leads where the state waits for it."""
    flow = flow_of(CHANGED)
    text = {"text": "so"}
    first = there(flow.submit(begun(flow), "note", answers=text, by="ana", at=hours(1)))
    wish = there(flow.submit(begun(flow), "wish", answers=text, by="ana", at=hours(1)))
    p = there(flow.fire(first, "return", by="ana", at=hours(2)))

    assert ("aside", "aside") == (first.state, wish.state)
    assert "over" == there(flow.submit(p, "note", answers=text, by="raj", at=hours(3))).state


# --- signing --------------------------------------------------------------------------------------------------------
def test_deeds_signing_needs_a_text_a_signer_and_no_signature_yet() -> None:
    """An empty form is not signed, nor by others, nor twice."""
    flow = shipped()
    empty = there(flow.open_form(a_match(), "agreement", by="kim", at=after_match(1)))
    untouched(flow.sign(a_match(), "agreement", by="ana", at=after_match(1)), a_match(), ("window", "agreement"))
    bare = flow.sign(empty, "agreement", by="ana", at=after_match(2))
    untouched(bare, empty, ("window", "agreement"))
    assert "is not filled in yet" in bare.refusals[0].message

    p = filled_in(flow, empty, "agreement", TERMS, after_match(2), "ana")
    untouched(flow.sign(p, "agreement", by="kim", at=after_match(2)), p, ("role", "agreement"))
    p = there(flow.sign(p, "agreement", by="ana", at=after_match(2)))
    twice = flow.sign(p, "agreement", by="ana", at=after_match(3))
    untouched(twice, p, ("window", "agreement"))
    assert "ana has signed Mentoring Agreement already" == twice.refusals[0].message
    assert "agreed" == there(flow.sign(p, "agreement", by="raj", at=after_match(3))).state


def test_deeds_nobody_signs_what_is_not_signed() -> None:
    """A form without signers has none."""
    p = an_agreed_pair()

    untouched(shipped().sign(p, "plan", by="ana", at=after_match(7)), p, ("role", "plan"))


REOPENED = """\
forms:
  pact:
    filled_in_by: mentee
    opened_by: guide
    signed_by: either partner
    repeats: yes
    fields: {text: {ask: What, text: any length}}
states:
  open:
    when_complete: {pact: table}
    moves:
      stop: {by: mentee, to: over}
      insist: {by: mentee, to: stay}
  over: {final: over}
conditions:
  insisted: {times.insist: {at_least: 1}}
routing:
  table:
    rows:
      - {if: {insisted: no}, to: stay, reopen: pact}
      - {if: {insisted: yes}, to: over}
"""


def test_deeds_a_round_that_was_asked_anew_is_not_signed_before_it_is_filled_in() -> None:
    """A new round is empty: neither the sheet nor the signature of the last one counts."""
    flow = flow_of(REOPENED)
    p = there(flow.open_form(begun(flow), "pact", by="kim", at=hours(1)))
    p = filled_in(flow, p, "pact", {"text": "so"}, hours(2), "ana")
    signed = flow.sign(p, "pact", by="raj", at=hours(3))

    assert ("recorded", ("pact",)) == (signed.outcome, signed.records[-1].change.reopened)
    assert [("ana", "opened")] == [(n.to, n.kind) for n in signed.notices]
    untouched(flow.sign(there(signed), "pact", by="ana", at=hours(4)), there(signed), ("window", "pact"))


# --- opening and closing --------------------------------------------------------------------------------------------
def test_deeds_opening_is_for_those_named_once_and_before_the_end() -> None:
    """Others are refused; what is open is not opened again; after the end only what stays open is opened."""
    flow, p = shipped(), a_match()
    untouched(flow.open_form(p, "plan", by="ana", at=after_match(1)), p, ("role", "plan"))
    opened = flow.open_form(p, "plan", by="kim", at=after_match(1))
    assert [("ana", "opened", "plan")] == [(n.to, n.kind, n.about) for n in opened.notices]
    again = flow.open_form(there(opened), "plan", by="kim", at=after_match(2))
    untouched(again, there(opened), ("window", "plan"))
    assert "is open already" in again.refusals[0].message

    over = in_state("no_fault_terminated")
    ended = flow.open_form(over, "mid_point_review", by="kim", at=after_match(21))
    untouched(ended, over, ("window", "mid_point_review"))
    assert "the partnership has ended" in ended.refusals[0].message


def test_deeds_opening_ahead_tells_nobody_until_the_state_is_reached() -> None:
    """A form opened before its first state is only prepared; reaching the state tells those who fill it in."""
    flow = shipped()
    p = a_match()
    for form in ("check_up", "agreement"):
        p = there(flow.open_form(p, form, by="kim", at=after_match(1)))
    ahead = flow.open_form(a_match(), "check_up", by="kim", at=after_match(1))
    assert () == ahead.notices

    p = filled_in(flow, p, "agreement", TERMS, after_match(2), "ana")
    p = there(flow.sign(p, "agreement", by="ana", at=after_match(2)))
    reached = flow.sign(p, "agreement", by="raj", at=after_match(3))
    assert {("ana", "check_up"), ("raj", "check_up")} == {
        (n.to, n.about) for n in reached.notices if n.kind == "opened"
    }


def test_deeds_a_form_that_opens_by_itself_is_opened_by_nobody() -> None:
    """Nobody has to open it, so nobody may."""
    p = in_state("recovering")
    decision = shipped().open_form(p, "recovery_plan", by="kim", at=after_match(12))

    untouched(decision, p, ("role", "recovery_plan"))
    assert "opens by itself" in decision.refusals[0].message
    assert shipped().close_form(p, "recovery_plan", by="kim", at=after_match(12)).refusals


def test_deeds_closing_needs_an_open_form() -> None:
    """What was never opened, or is closed already, is not closed."""
    flow, p = shipped(), an_agreed_pair()
    untouched(flow.close_form(p, "plan", by="raj", at=after_match(7)), p, ("role", "plan"))
    never = flow.close_form(p, "mid_point_review", by="kim", at=after_match(7))
    untouched(never, p, ("window", "mid_point_review"))
    assert "is not open" in never.refusals[0].message

    p = there(flow.close_form(p, "plan", by="kim", at=after_match(7)))
    untouched(flow.close_form(p, "plan", by="kim", at=after_match(8)), p, ("window", "plan"))


def test_deeds_on_a_form_that_does_not_exist_raise() -> None:
    """A form that the file does not have is a programmer's slip, for whatever deed."""
    flow, p = shipped(), an_agreed_pair()
    calls: list[Any] = [
        lambda: flow.submit(p, "chekup", answers={}, by="ana", at=after_match(7)),
        lambda: flow.sign(p, "chekup", by="ana", at=after_match(7)),
        lambda: flow.open_form(p, "chekup", by="kim", at=after_match(7)),
        lambda: flow.close_form(p, "chekup", by="kim", at=after_match(7)),
        lambda: flow.questions(p, "chekup", by="ana"),
    ]
    for call in calls:
        with pytest.raises(UnknownName, match=r"there is no form called 'chekup'\. Did you mean 'check_up'"):
            call()


# --- lifting --------------------------------------------------------------------------------------------------------
def test_deeds_a_lift_needs_the_place_the_role_and_a_reason() -> None:
    """Only what can be lifted here, by who may, with a reason; then the move is possible."""
    flow, p = shipped(), a_request()
    nowhere = flow.lift(an_agreed_pair(), "mentor_has_room", by="kim", at=after_match(7), reason="so")
    untouched(nowhere, an_agreed_pair(), ("not_offered", "mentor_has_room"))
    untouched(
        flow.lift(p, "mentor_has_room", by="raj", at=after_match(0), reason="so"), p, ("role", "mentor_has_room")
    )
    for reason in ("", "  \n"):
        bare = flow.lift(p, "mentor_has_room", by="kim", at=after_match(0), reason=reason)
        untouched(bare, p, ("answer", "mentor_has_room"))
        assert "a lift needs a reason" == bare.refusals[0].message

    lifted = flow.lift(p, "mentor_has_room", by="kim", at=after_match(0), reason="He asked for it")
    assert ("recorded", "He asked for it") == (lifted.outcome, lifted.records[-1].change.reason)
    full = {**FACTS, "mentor_active_mentees": 3}
    accepted = flow.fire(there(lifted), "accept", by="raj", at=after_match(0), facts=full)
    assert (("mentor_has_room", "kim"),) == accepted.records[-1].overrides


def test_deeds_a_lift_of_what_is_no_condition_raises() -> None:
    """A condition that the file does not have is a programmer's slip."""
    with pytest.raises(UnknownName, match=r"no condition called 'mentor_has_rom'\. Did you mean 'mentor_has_room'"):
        shipped().lift(a_request(), "mentor_has_rom", by="kim", at=after_match(0), reason="so")


# --- what to ask next -----------------------------------------------------------------------------------------------
def test_deeds_questions_follow_from_the_answers_so_far() -> None:
    """Asked is what has no valid answer yet; what hangs on other answers is asked once they are there."""
    flow, p = shipped(), an_agreed_pair()
    bad = {**FINE, "fit": "poor", "energized": "no", "time_well_spent": "no"}

    def names(answers: dict[str, Any] | None) -> list[str]:
        return [field.name for field in flow.questions(p, "check_up", by="ana", answers=answers)]

    assert list(FINE) == names(None)
    assert ["energized", "time_well_spent", "cancelled_in_a_row"] == names({"fit": "good", "meetings_a_month": 2})
    assert ["fit"] == names({**FINE, "fit": "splendid"})
    assert [] == names(FINE)
    assert ["obstacles", "in_own_words"] == names(bad)
    assert [] == names({**bad, "obstacles": [1]}) == names({**bad, "obstacles": ["trust"]})
    assert ["in_own_words"] == names({**bad, "obstacles": []})


ASKED_IF_FACT = (
    """\
facts:
  remote: {choose_one: [near, far]}
conditions:
  apart: {remote: far}
forms:
  note:
    filled_in_by: mentee
    fields:
      text: {ask: What, text: any length}
      bridge: {ask: How, text: any length, asked_if: apart}
states:
  open: {when_complete: {note: over}}
  over: {final: over}
"""
    + LEAVE
)


def test_deeds_what_is_asked_may_hang_on_a_host_fact() -> None:
    """The fact is needed to fill in the form, and decides whether an answer is missing."""
    flow = flow_of(ASKED_IF_FACT, start=BEGIN)
    p = begun(flow)

    with pytest.raises(ValueError, match="'note' needs the fact 'remote'"):
        flow.submit(p, "note", answers={"text": "so"}, by="ana", at=hours(1))
    far = flow.submit(p, "note", answers={"text": "so"}, by="ana", at=hours(1), facts={"remote": "far"})
    untouched(far, p, ("answer", "bridge"))
    near = flow.submit(p, "note", answers={"text": "so"}, by="ana", at=hours(1), facts={"remote": "near"})
    assert ("over", (("remote", "near"),)) == (there(near).state, near.records[-1].facts)


def test_deeds_questions_hang_on_host_facts_and_on_the_day() -> None:
    """The facts that a form reads are needed to ask its questions; rules and instant are held against the call."""
    flow = flow_of(ASKED_IF_FACT, start=BEGIN)
    p = begun(flow)

    def names(**more: Any) -> list[str]:
        return [field.name for field in flow.questions(p, "note", by="ana", **more)]

    with pytest.raises(BadFact, match="'note' needs the fact 'remote'"):
        names()
    with pytest.raises(BadMoment, match="before the last record"):
        names(at=hours(-1), facts={"remote": "far"})
    with pytest.raises(WorkflowMismatch):
        shipped().questions(p, "check_up", by="ana")
    assert ["text"] == names(facts={"remote": "near"})
    assert ["text", "bridge"] == names(facts={"remote": "far"}, at=hours(1))


def test_deeds_questions_take_a_date_until_the_day_they_are_asked_at() -> None:
    """A date that lay ahead at the last record may be an answer later."""
    p, met = _checked_up_with_review(), {"met_on": after_match(40).date().isoformat()}

    def names(**more: Any) -> list[str]:
        return [f.name for f in shipped().questions(p, "mid_point_review", by="ana", answers=met, **more)]

    assert "met_on" in names()
    assert "met_on" not in names(at=after_match(41))


def _checked_up_with_review() -> Any:
    return there(shipped().open_form(in_state("checked_up"), "mid_point_review", by="kim", at=after_match(11)))
