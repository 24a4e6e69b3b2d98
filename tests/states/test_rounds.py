"""Rounds of forms: whose sheets are owed, who signs, what a release takes away, what is asked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.states.lives import LEAVE, begun, filled_in, flow_of, hours, there, untouched

if TYPE_CHECKING:
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

OVER = "  over: {final: over}\n"
NOTE = "fields: {text: {ask: What, text: any length}}"
SO = {"text": "so"}


def waiting_for(form: str, *more: str) -> str:
    """A file whose first state waits for one form."""
    keys = "\n    ".join((form, *more, NOTE))
    return f"forms:\n  note:\n    {keys}\nstates:\n  open:\n    when_complete: {{note: over}}\n{OVER}{LEAVE}"


def owed(flow: Flow, p: Partnership) -> list[tuple[str, str]]:
    """What is owed now, by whom."""
    return [(due.kind, due.person) for due in flow.due(p, at=p.at)]


def test_rounds_of_a_form_with_a_copy_each_need_every_sheet() -> None:
    """A form for each partner is complete with the last sheet, whoever is last."""
    flow = flow_of(waiting_for("filled_in_by: each partner"))
    for first, second in (("ana", "raj"), ("raj", "ana")):
        p = filled_in(flow, begun(flow), "note", SO, hours(1), first)
        assert ("open", [("fill_in", second)]) == (p.state, owed(flow, p))
        assert "over" == filled_in(flow, p, "note", SO, hours(2), second).state


def test_rounds_of_a_form_with_one_copy_need_one_sheet() -> None:
    """A form either partner may write is complete with one sheet; until then both owe it."""
    flow = flow_of(waiting_for("filled_in_by: either partner"))

    assert [("fill_in", "ana"), ("fill_in", "raj")] == owed(flow, begun(flow))
    assert "over" == filled_in(flow, begun(flow), "note", SO, hours(1), "raj").state


@pytest.mark.parametrize(
    ("signers", "first"), [("each partner", "open"), ("either partner", "over"), ("guide", "open")]
)
def test_rounds_need_the_signatures_named(signers: str, first: str) -> None:
    """``each partner`` needs both, ``either partner`` one, a role its holders."""
    flow = flow_of(waiting_for("filled_in_by: mentee", f"signed_by: {signers}"))
    p = filled_in(flow, begun(flow), "note", SO, hours(1), "ana")
    by = "kim" if signers == "guide" else "raj"
    people = {"each partner": ["ana", "raj"], "either partner": ["ana", "raj"], "guide": ["kim"]}[signers]
    assert [("sign", person) for person in people] == owed(flow, p)

    p = there(flow.sign(p, "note", by=by, at=hours(2)))
    if first == "open" and by == "raj":
        assert ("open", [("sign", "ana")]) == (p.state, owed(flow, p))
        p = there(flow.sign(p, "note", by="ana", at=hours(3)))
    assert "over" == p.state


def test_rounds_lose_their_signatures_when_the_sheet_is_replaced() -> None:
    """An edit of a signed form clears the signatures and makes them owed again."""
    flow = flow_of(waiting_for("filled_in_by: mentee", "signed_by: each partner"))
    p = filled_in(flow, begun(flow), "note", SO, hours(1), "ana")
    p = there(flow.sign(p, "note", by="raj", at=hours(2)))
    p = filled_in(flow, p, "note", {"text": "else"}, hours(3), "ana")

    assert [("sign", "ana"), ("sign", "raj")] == owed(flow, p)
    p = there(flow.sign(p, "note", by="ana", at=hours(4)))
    assert "open" == p.state
    assert "over" == there(flow.sign(p, "note", by="raj", at=hours(5))).state


def test_rounds_of_a_role_with_several_people_need_all_of_them_to_sign() -> None:
    """Everybody who holds a signing role signs."""
    flow = flow_of(waiting_for("filled_in_by: mentee", "signed_by: guide"))
    p = begun(flow, people={"mentee": "ana", "mentor": "raj", "guide": ("kim", "eve")})
    p = filled_in(flow, p, "note", SO, hours(1), "ana")
    p = there(flow.sign(p, "note", by="eve", at=hours(2)))

    assert [("sign", "kim")] == owed(flow, p)


# --- people who leave -----------------------------------------------------------------------------------------------
HAND_OVER = """\
any_time:
  moves:
    leave: {by: either partner, to: over}
    hand_over: {by: guide, to: stay, assigns: mentor}
"""


def handed_over(flow: Flow, p: Partnership, hour: float, to: str = "zoe") -> Any:
    """The decision that gives the role of the mentor to somebody else."""
    return flow.fire(p, "hand_over", by="kim", at=hours(hour), people={"mentor": to})


def test_rounds_lose_the_sheets_of_people_who_are_released() -> None:
    """Who comes new owes a sheet of their own; the sheet of who left no longer counts, theirs who stay does."""
    flow = flow_of(waiting_for("filled_in_by: each partner").replace(LEAVE, HAND_OVER))
    p = filled_in(flow, begun(flow), "note", SO, hours(1), "raj")
    assert [("fill_in", "ana")] == owed(flow, p)
    p = there(handed_over(flow, p, 2))
    assert [("fill_in", "ana"), ("fill_in", "zoe")] == owed(flow, p)
    p = filled_in(flow, p, "note", SO, hours(3), "ana")
    p = there(handed_over(flow, p, 4, "liz"))

    assert [("fill_in", "liz")] == owed(flow, p)
    assert "over" == filled_in(flow, p, "note", SO, hours(5), "liz").state


def test_rounds_lose_the_signatures_of_people_who_are_released() -> None:
    """The new partner signs for themselves."""
    body = waiting_for("filled_in_by: mentee", "signed_by: each partner").replace(LEAVE, HAND_OVER)
    flow = flow_of(body)
    p = filled_in(flow, begun(flow), "note", SO, hours(1), "ana")
    p = there(flow.sign(p, "note", by="raj", at=hours(2)))
    p = there(handed_over(flow, p, 3))

    assert [("sign", "ana"), ("sign", "zoe")] == owed(flow, p)


def test_rounds_nobody_has_touched_survive_a_hand_over() -> None:
    """A hand-over before anybody has answered changes nothing but who owes."""
    flow = flow_of(waiting_for("filled_in_by: each partner").replace(LEAVE, HAND_OVER))
    p = there(handed_over(flow, begun(flow), 1))

    assert [("fill_in", "ana"), ("fill_in", "zoe")] == owed(flow, p)


def test_rounds_complete_when_the_last_who_owed_leaves() -> None:
    """A release can complete a round: completion is looked at after every step, in the same record."""
    flow = flow_of(waiting_for("filled_in_by: each partner").replace(LEAVE, HAND_OVER))
    people = {"mentee": "ana", "mentor": ("raj", "zoe"), "guide": "kim"}
    p = filled_in(flow, begun(flow, people=people), "note", SO, hours(1), "ana", "zoe")
    decision = handed_over(flow, p, 2)

    assert ("moved", "over") == (decision.outcome, there(decision).state)
    assert ("note",) == decision.records[-1].change.consumed


# --- asked anew -----------------------------------------------------------------------------------------------------
REPEATED = (
    """\
forms:
  note:
    filled_in_by: mentee
    opened_by: guide
    repeats: yes
    fields: {text: {ask: What, text: any length}}
states:
  open: {when_complete: {note: rest}}
  rest:
    moves: {again: {by: mentee, to: open}}
"""
    + OVER
    + LEAVE
)


def test_rounds_of_a_repeating_form_begin_anew_where_it_is_waited_for() -> None:
    """On entering a state that waits for it a form that was used is asked anew, open as it was, and that is told."""
    flow = flow_of(REPEATED)
    p = there(flow.open_form(begun(flow), "note", by="kim", at=hours(1)))
    p = filled_in(flow, p, "note", SO, hours(2), "ana")
    assert "rest" == p.state
    untouched(flow.submit(p, "note", answers=SO, by="ana", at=hours(3)), p, ("window", "note"))
    again = flow.fire(p, "again", by="ana", at=hours(4))

    assert [("ana", "opened", "note")] == [(n.to, n.kind, n.about) for n in again.notices]
    assert [("fill_in", "ana")] == owed(flow, there(again))
    assert "rest" == filled_in(flow, there(again), "note", SO, hours(5), "ana").state


def test_rounds_that_were_not_finished_go_on() -> None:
    """A round nobody has finished is not begun anew on entering the state again."""
    body = (
        REPEATED.replace("filled_in_by: mentee", "filled_in_by: each partner")
        .replace("  rest:", "  aside: {moves: {again: {by: mentee, to: open}}}\n  rest:")
        .replace(
            "open: {when_complete: {note: rest}}",
            "open: {when_complete: {note: rest}, moves: {off: {by: mentee, to: aside}}}",
        )
    )
    flow = flow_of(body.replace("again: {by: mentee, to: open}}\n  over", "more: {by: mentee, to: open}}\n  over"))
    p = there(flow.open_form(begun(flow), "note", by="kim", at=hours(1)))
    p = filled_in(flow, p, "note", SO, hours(2), "ana")
    p = there(flow.fire(p, "off", by="ana", at=hours(3)))
    p = there(flow.fire(p, "again", by="ana", at=hours(4)))

    assert [("fill_in", "raj")] == owed(flow, p)
    assert "rest" == filled_in(flow, p, "note", SO, hours(5), "raj").state


# --- when forms are open --------------------------------------------------------------------------------------------
LATER = (
    """\
forms:
  note: {filled_in_by: mentee, open_from: second, fields: {text: {ask: What, text: any length}}}
states:
  open: {moves: {go: {by: mentee, to: second}}}
  second: {moves: {return: {by: mentee, to: open}}}
"""
    + OVER
    + LEAVE
)


def test_rounds_are_open_from_their_state_on_in_every_live_state() -> None:
    """Once the state was reached the form stays open, also after leaving it, until the end."""
    flow = flow_of(LATER)
    p = begun(flow)
    untouched(flow.submit(p, "note", answers=SO, by="ana", at=hours(1)), p, ("window", "note"))
    go = flow.fire(p, "go", by="ana", at=hours(1))
    assert [("ana", "opened", "note")] == [(n.to, n.kind, n.about) for n in go.notices]
    p = there(flow.fire(there(go), "return", by="ana", at=hours(2)))
    assert flow.submit(p, "note", answers=SO, by="ana", at=hours(3)).accepted
    p = there(flow.fire(p, "leave", by="ana", at=hours(3)))
    untouched(flow.submit(p, "note", answers=SO, by="ana", at=hours(4)), p, ("window", "note"))


def test_rounds_of_a_living_form_take_sheets_after_they_were_used() -> None:
    """A living form is only ever saved: using it up ends nothing."""
    body = waiting_for("filled_in_by: mentee", "living: yes").replace("note: over", "note: rest")
    flow = flow_of(body.replace(OVER, "  rest: {moves: {stop: {by: mentee, to: over}}}\n" + OVER))
    p = filled_in(flow, begun(flow), "note", SO, hours(1), "ana")

    assert "rest" == p.state
    assert flow.submit(p, "note", answers=SO, by="ana", at=hours(2)).accepted
