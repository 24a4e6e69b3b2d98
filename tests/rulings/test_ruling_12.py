"""Ruling 12: edits."""

from __future__ import annotations

from tests.rulings.small import (
    FINE,
    TERMS,
    TWO_BAD,
    after_match,
    agreed,
    begun,
    hours,
    refusals,
    shipped,
    small,
    there,
)


def owed(flow: object, p: object, days: float) -> set[tuple[str, str]]:
    """Who owes which kind of thing about the agreement."""
    due = flow.due(p, at=after_match(days))  # type: ignore[attr-defined]
    return {(one.kind, one.person) for one in due if one.name == "agreement"}


def test_ruling_12_an_edit_of_a_signed_form_clears_the_signatures() -> None:
    """Both partners owe their signature again under the new text (D-13)."""
    flow = shipped()
    p = agreed(flow)
    assert set() == owed(flow, p, 7)

    edited = flow.submit(p, "agreement", answers={**TERMS, "meetings_a_month": 4}, by="ana", at=after_match(8))

    assert {("sign", "ana"), ("sign", "raj")} == owed(flow, there(edited), 8)


def test_ruling_12_moves_already_made_stand() -> None:
    """An edit takes no state back, and signing again leads nowhere anew."""
    flow = shipped()
    p = there(flow.submit(agreed(flow), "agreement", answers=TERMS, by="ana", at=after_match(8)))
    assert "agreed" == p.state

    for person in ("raj", "ana"):
        p = there(flow.sign(p, "agreement", by=person, at=after_match(9)))
    assert "agreed" == p.state
    assert set() == owed(flow, p, 9)


def test_ruling_12_a_sheet_may_be_replaced_until_its_round_is_used_up() -> None:
    """The last sheet handed in counts; after the round has led on it stays as it is."""
    flow = shipped()
    p = there(flow.submit(agreed(flow), "check_up", answers=TWO_BAD, by="ana", at=after_match(20)))
    p = there(flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(21)))
    p = there(flow.submit(p, "check_up", answers=FINE, by="raj", at=after_match(22)))

    assert "checked_up" == p.state
    assert [("window", "check_up")] == refusals(
        flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(23))
    )


def test_ruling_12_a_submission_is_a_whole_sheet() -> None:
    """What was answered earlier does not fill the gaps of a later sheet."""
    flow = shipped()
    p = there(flow.submit(agreed(flow), "check_up", answers=FINE, by="ana", at=after_match(20)))
    partial = flow.submit(p, "check_up", answers={"fit": "good"}, by="ana", at=after_match(21))

    missing = ["meetings_a_month", "energized", "time_well_spent", "cancelled_in_a_row"]
    assert [("answer", name) for name in missing] == refusals(partial)


LIVING = """\
forms:
  plan:
    filled_in_by: mentee
    living: yes
    when_changed: {tell: mentor}
    fields:
      words: {ask: Words, text: up to 10 characters}
states:
  open:
    when_complete: {plan: going}
  going:
    moves:
      amend: {by: mentor, to: amending}
  amending:
    when_changed: {plan: going}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""


def test_ruling_12_a_living_form_is_only_ever_saved() -> None:
    """It leads on when it is whole, may be saved again at any time, and each saving is told."""
    flow = small(LIVING)
    p = there(flow.submit(begun(flow), "plan", answers={"words": "a"}, by="ana", at=hours(1)))
    again = flow.submit(p, "plan", answers={"words": "b"}, by="ana", at=hours(2))

    assert "going" == there(again).state
    assert "recorded" == again.outcome
    assert [("raj", "told", "plan")] == [(n.to, n.kind, n.about) for n in again.notices]


def test_ruling_12_the_next_saving_leads_on_where_a_change_is_awaited() -> None:
    """``when_changed`` waits for the next time the form is saved, not for one before the entry."""
    flow = small(LIVING)
    p = there(flow.submit(begun(flow), "plan", answers={"words": "a"}, by="ana", at=hours(1)))
    p = there(flow.fire(p, "amend", by="raj", at=hours(2)))
    assert "amending" == p.state

    assert "going" == there(flow.submit(p, "plan", answers={"words": "b"}, by="ana", at=hours(3))).state
