"""Ruling 13: seals are views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.rulings.small import (
    FACTS,
    FINE,
    MATCH,
    PEOPLE,
    THREE_BAD,
    after_match,
    agreed,
    begun,
    errors,
    hours,
    requested,
    shipped,
    small,
    there,
)

if TYPE_CHECKING:
    from mentorflow.states.partnership import Partnership

CONFIDED = "We talk past each other."


def sheets(flow: Any, p: Partnership, form: str, by: str) -> dict[str, dict[str, Any]]:
    """The sheets of a form that a person sees."""
    seen = [one for one in flow.view(p, by=by).forms if one.name == form]
    return {sheet.person: dict(sheet.answers) for one in seen for sheet in one.sheets}


def half_answered() -> tuple[Any, Partnership]:
    """An agreed pair of whom the mentor has answered the check-up."""
    flow = shipped()
    sheet = {**THREE_BAD, "in_own_words": CONFIDED}
    return flow, there(flow.submit(agreed(flow), "check_up", answers=sheet, by="raj", at=after_match(20)))


def test_ruling_13_a_sealed_sheet_is_hidden_from_the_partner_until_both_have_answered() -> None:
    """The writer and those named see it, the partner does not."""
    flow, p = half_answered()

    assert set() == set(sheets(flow, p, "check_up", "ana"))
    assert {"raj"} == set(sheets(flow, p, "check_up", "raj"))
    assert CONFIDED == sheets(flow, p, "check_up", "kim")["raj"]["in_own_words"]


def test_ruling_13_the_seal_opens_when_the_round_completes() -> None:
    """When both have answered each sees the other's sheet."""
    flow, p = half_answered()
    fine = {**THREE_BAD, "obstacles": ["workload"]}
    p = there(flow.submit(p, "check_up", answers={**fine}, by="raj", at=after_match(21)))
    p = there(flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(22)))

    assert {"ana", "raj"} == set(sheets(flow, p, "check_up", "ana"))


def test_ruling_13_a_seal_for_always_never_opens() -> None:
    """The end evaluation stays between each partner and the coordinator."""
    flow = shipped()
    p = there(flow.open_form(agreed(flow), "end_evaluation", by="kim", at=after_match(30)))
    sheet = {"met_on": "2026-01-06", "result": 3}
    for person in ("ana", "raj"):
        p = there(flow.submit(p, "end_evaluation", answers=sheet, by=person, at=after_match(31)))

    assert {"ana"} == set(sheets(flow, p, "end_evaluation", "ana"))
    assert {"ana", "raj"} == set(sheets(flow, p, "end_evaluation", "kim"))


def test_ruling_13_deciding_ignores_seals() -> None:
    """A sealed sheet finds its row all the same."""
    flow, p = half_answered()
    decision = flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(21))

    assert [("after_check_up", 1)] == [(taken.routing, taken.index) for taken in decision.records[-1].rows]


def test_ruling_13_a_history_is_redacted_for_its_reader() -> None:
    """Answers that a person may not see are taken out of the records they read; the rest stays."""
    flow, p = half_answered()
    start = flow.start("propose", id="p-1", people={"mentee": "ana", "mentor": "raj", "coordinator": "kim"}, by="kim",
                       at=MATCH, facts=FACTS)  # fmt: skip
    records = list(start.records)
    p = there(start)
    for act in (
        lambda p: flow.fire(p, "accept_proposal", by="ana", at=after_match(1), facts=FACTS),
        lambda p: flow.fire(p, "withdraw", by="raj", at=after_match(2), answers={"ground": "goals_differ"}),
    ):
        decision = act(p)
        records += decision.records
        p = there(decision)

    assert ("goals_differ", None) == flow.history(records, by="kim")[-1].answers
    assert ("goals_differ", None) == flow.history(records, by="raj")[-1].answers
    assert (None, None) == flow.history(records, by="ana")[-1].answers
    assert [record.name for record in records] == [record.name for record in flow.history(records, by="ana")]


def test_ruling_13_the_reason_of_a_lift_is_kept_from_partners() -> None:
    """Why a rule was lifted is for staff."""
    flow = shipped()
    start = flow.start("request", id="p-1", people={"mentee": "ana", "mentor": "raj", "coordinator": "kim"}, by="ana",
                       at=MATCH, facts=FACTS)  # fmt: skip
    lifted = flow.lift(there(start), "mentor_has_room", by="kim", at=after_match(1), reason=CONFIDED)
    records = [*start.records, *lifted.records]

    assert CONFIDED == flow.history(records, by="kim")[-1].change.reason
    assert flow.history(records, by="ana")[-1].change.reason is None


def test_ruling_13_notices_and_refusals_carry_no_answers() -> None:
    """A notice has a recipient and a subject and nothing else; a refusal says nothing of the partner's sheet."""
    flow, p = half_answered()
    decision = flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(21))
    refused = flow.fire(p, "mend_agreement", by="ana", at=after_match(21))

    assert CONFIDED not in repr(decision.notices)
    assert {"ana", "raj", "kim"} >= {notice.to for notice in decision.notices}
    assert {"check_up"} == {notice.about for notice in decision.notices}
    assert CONFIDED not in str(refused.refusals)


def test_ruling_13_an_explanation_leaves_out_what_its_reader_may_not_see() -> None:
    """Told to the partner, it does not say what the other answered; told to nobody in particular, it says all."""
    flow = shipped()
    p = there(flow.submit(agreed(flow), "check_up", answers=FINE, by="raj", at=after_match(20)))
    p = there(flow.open_form(p, "end_evaluation", by="kim", at=after_match(20)))
    lasting = {**THREE_BAD, "obstacles": ["trust"]}
    decision = flow.submit(p, "check_up", answers=lasting, by="ana", at=after_match(21))

    assert "obstacle" in decision.explain()
    assert decision.explain(to="sol") != decision.explain()
    assert "trust" not in decision.explain(to="sol").lower()


def test_ruling_13_private_answers_are_for_the_two_partners_only() -> None:
    """Whatever a move shows to others, a private answer is left out (D-40)."""
    flow = shipped()
    plan = {
        "goals": ["a", "b", "c"],
        "activities": [{"what": "read", "kind": "by_doing", "takes": "2 hours", "target": "2026-05-01"}],
        "right_now": CONFIDED,
    }
    p = there(flow.submit(agreed(flow), "plan", answers=plan, by="ana", at=after_match(10)))
    assert {} == sheets(flow, p, "plan", "sol")

    p = there(flow.fire(p, "send_plan", by="ana", at=after_match(11)))

    assert CONFIDED == sheets(flow, p, "plan", "raj")["ana"]["right_now"]
    assert ("a", "b", "c") == sheets(flow, p, "plan", "sol")["ana"]["goals"]
    assert "right_now" not in sheets(flow, p, "plan", "sol")["ana"]
    assert {} == sheets(flow, p, "plan", "kim")


def test_ruling_13_what_was_shown_stays_as_it_stood_then() -> None:
    """A later change is not shown by an earlier move (D-39)."""
    flow = shipped()
    plan = {
        "goals": ["a", "b", "c"],
        "activities": [{"what": "read", "kind": "by_doing", "takes": "2 hours", "target": "2026-05-01"}],
    }
    p = there(flow.submit(agreed(flow), "plan", answers=plan, by="ana", at=after_match(10)))
    p = there(flow.fire(p, "send_plan", by="ana", at=after_match(11)))
    p = there(flow.submit(p, "plan", answers={**plan, "goals": ["x", "y", "z"]}, by="ana", at=after_match(12)))

    assert ("a", "b", "c") == sheets(flow, p, "plan", "sol")["ana"]["goals"]
    assert ("x", "y", "z") == sheets(flow, p, "plan", "raj")["ana"]["goals"]


HANDED_ON = """\
forms:
  note:
    filled_in_by: mentee
    fields: {text: {ask: What, text: any length}}
states:
  open:
    moves:
      show: {by: mentee, to: stay, shows: {note: kin}}
      bring: {by: mentee, to: stay, assigns: kin, shows: {note: kin}}
      swap: {by: mentor, to: stay, assigns: kin}
      end: {by: mentor, to: over}
  over: {final: over}
"""


def noted(flow: Any, p: Partnership, text: str, hour: int) -> Partnership:
    """The partnership after ana has written the note anew."""
    return there(flow.submit(p, "note", answers={"text": text}, by="ana", at=hours(hour)))


def test_ruling_13_what_was_shown_is_for_the_persons_it_was_shown_to() -> None:
    """Whoever takes the role later was shown nothing until the owner shows it to them (D-40)."""
    flow = small(HANDED_ON)
    p = there(flow.fire(noted(flow, begun(flow), "first", 1), "show", by="ana", at=hours(2)))
    assert {"ana": {"text": "first"}} == sheets(flow, p, "note", "sol")

    p = there(flow.fire(p, "swap", by="raj", at=hours(3), people={"kin": ("sol", "eve")}))
    assert ({"ana": {"text": "first"}}, {}) == tuple(sheets(flow, p, "note", by) for by in ("sol", "eve"))
    p = there(flow.fire(p, "swap", by="raj", at=hours(4), people={"kin": "eve"}))
    assert ((), ()) == tuple(flow.view(p, by=by).forms for by in ("sol", "eve"))

    p = there(flow.fire(noted(flow, p, "second", 5), "show", by="ana", at=hours(6)))
    assert ({}, {"ana": {"text": "second"}}) == tuple(sheets(flow, p, "note", by) for by in ("sol", "eve"))
    p = there(flow.fire(p, "swap", by="raj", at=hours(7), people={"kin": ("eve", "sol")}))
    assert ("first", "second") == tuple(sheets(flow, p, "note", by)["ana"]["text"] for by in ("sol", "eve"))


def test_ruling_13_nothing_is_shown_to_a_role_that_nobody_holds() -> None:
    """A move shows to those who hold the role once it is made: to nobody, or to those it brings in."""
    flow = small(HANDED_ON)
    p = noted(flow, begun(flow, people={**PEOPLE, "kin": None}), "first", 1)
    shown = there(flow.fire(p, "show", by="ana", at=hours(2)))
    after = there(flow.fire(shown, "swap", by="raj", at=hours(3), people={"kin": "sol"}))
    brought = there(flow.fire(p, "bring", by="ana", at=hours(2), people={"kin": "sol"}))

    assert () == flow.view(after, by="sol").forms
    assert {"ana": {"text": "first"}} == sheets(flow, brought, "note", "sol")


SEALED_ROUNDS = """\
forms:
  pair:
    filled_in_by: each partner
    hidden_from_partner: until both have answered
    repeats: yes
    fields:
      good: {ask: Good, choose_one: [yes, no]}
states:
  open:
    when_complete: {pair: open}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""


def test_ruling_13_a_seal_that_has_opened_stays_open_in_the_history() -> None:
    """A new round seals its own sheets, not those of the round before."""
    flow = small(SEALED_ROUNDS)
    start = flow.start(
        "begin", id="p-1", people={"mentee": "ana", "mentor": "raj", "guide": "kim"}, by="ana", at=hours(0)
    )
    records, p = list(start.records), there(start)
    for person, answer, hour in (("ana", "yes", 1), ("raj", "no", 2), ("raj", "yes", 3)):
        decision = flow.submit(p, "pair", answers={"good": answer}, by=person, at=hours(hour))
        records += decision.records
        p = there(decision)

    assert [("yes",), ("no",), (None,)] == [record.answers for record in flow.history(records, by="ana")[1:]]


def test_ruling_13_a_condition_on_a_move_may_not_read_what_its_maker_may_not_see() -> None:
    """Whether the mentor may move must not tell the mentor what the mentee has answered under a seal."""
    found = errors(
        """\
        forms:
          pair:
            filled_in_by: each partner
            hidden_from_partner: always
            fields:
              good: {ask: Good, choose_one: [yes, no]}
        conditions:
          mentee_good:
            who: mentee
            pair.good: yes
        states:
          open:
            moves:
              ask: {by: mentor, must: mentee_good, to: over}
          over: {final: over}
        any_time:
          moves:
            leave: {by: either partner, to: over}
        """
    )

    assert 1 == len(found)


def test_ruling_13_a_stranger_sees_nothing() -> None:
    """Somebody without a part in the partnership sees no form of it."""
    flow = shipped()
    p = requested(flow)

    assert () == flow.view(p, by="eve").forms
    assert () == flow.view(p, by="eve").roles


def test_ruling_13_nothing_is_hidden_from_its_writer() -> None:
    """Everybody sees the sheet they handed in themselves."""
    flow = small(SEALED_ROUNDS)
    p = there(flow.submit(begun(flow), "pair", answers={"good": "yes"}, by="ana", at=hours(1)))

    assert {"ana": {"good": "yes"}} == sheets(flow, p, "pair", "ana")
    assert {} == sheets(flow, p, "pair", "raj")
