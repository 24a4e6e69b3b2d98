"""Ruling 11: who must answer."""

from __future__ import annotations

from tests.rulings.small import PEOPLE, begun, errors, hours, refusals, small, there

PAIR = """\
forms:
  pair:
    filled_in_by: each partner
    signed_by: each partner
    opened_by: guide
    fields:
      good: {ask: Good, choose_one: [yes, no]}
states:
  open:
    when_complete: {pair: judged}
  judged:
    moves:
      finish: {by: guide, to: over}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
    hand_over:
      by: guide
      to: stay
      assigns: mentor
"""
GOOD = {"good": "yes"}
TWO_MENTORS = {**PEOPLE, "mentor": ("raj", "max")}


def test_ruling_11_each_partner_is_everybody_who_holds_a_partner_role() -> None:
    """A role held by two people wants two sheets and two signatures."""
    flow = small(PAIR.replace("    signed_by: each partner\n", ""))
    p = there(flow.open_form(begun(flow, people=TWO_MENTORS), "pair", by="kim", at=hours(1)))
    for person in ("ana", "raj"):
        p = there(flow.submit(p, "pair", answers=GOOD, by=person, at=hours(2)))

    assert "open" == p.state
    assert "judged" == there(flow.submit(p, "pair", answers=GOOD, by="max", at=hours(3))).state


def test_ruling_11_sheets_of_people_released_leave_the_open_round() -> None:
    """After a hand-over the newcomer owes a sheet, and the history keeps the old one."""
    flow = small(PAIR)
    p = there(flow.open_form(begun(flow), "pair", by="kim", at=hours(1)))
    handed_in = flow.submit(p, "pair", answers=GOOD, by="raj", at=hours(2))
    p = there(flow.fire(there(handed_in), "hand_over", by="kim", at=hours(3), people={"mentor": "max"}))

    assert {"ana", "max"} == {due.person for due in flow.due(p, at=hours(3)) if due.kind == "fill_in"}
    assert ("yes",) == handed_in.records[-1].answers


def test_ruling_11_signatures_of_people_released_leave_the_open_round() -> None:
    """The newcomer signs for themselves."""
    flow = small(PAIR.replace("filled_in_by: each partner", "filled_in_by: mentee"))
    p = there(flow.open_form(begun(flow), "pair", by="kim", at=hours(1)))
    p = there(flow.submit(p, "pair", answers=GOOD, by="ana", at=hours(2)))
    p = there(flow.sign(p, "pair", by="raj", at=hours(3)))
    p = there(flow.fire(p, "hand_over", by="kim", at=hours(4), people={"mentor": "max"}))

    p = there(flow.sign(p, "pair", by="ana", at=hours(5)))
    assert "open" == p.state
    assert "judged" == there(flow.sign(p, "pair", by="max", at=hours(6))).state


def test_ruling_11_a_hand_over_that_completes_a_form_leads_on_in_the_same_record() -> None:
    """Completion is looked at after every accepted step, also after one that only lets somebody go."""
    flow = small(PAIR.replace("    signed_by: each partner\n", ""))
    p = there(flow.open_form(begun(flow, people=TWO_MENTORS), "pair", by="kim", at=hours(1)))
    for person in ("ana", "raj"):
        p = there(flow.submit(p, "pair", answers=GOOD, by=person, at=hours(2)))
    decision = flow.fire(p, "hand_over", by="kim", at=hours(3), people={"mentor": "raj"})

    assert ("judged",) == decision.records[-1].entered
    assert "moved" == decision.outcome


def test_ruling_11_a_form_completed_by_a_hand_over_has_its_moment() -> None:
    """What counts from the completion of a form counts from the hand-over that completed it."""
    flow = small(
        PAIR.replace("    signed_by: each partner\n", "").replace(
            "      finish: {by: guide, to: over}\n",
            "      finish: {by: guide, to: over}\n"
            "    deadlines:\n"
            "      look: {within: 2 hours, counted_from: pair, late: {tell: guide}}\n",
        )
    )
    p = there(flow.open_form(begun(flow, people=TWO_MENTORS), "pair", by="kim", at=hours(1)))
    for person in ("ana", "raj"):
        p = there(flow.submit(p, "pair", answers=GOOD, by=person, at=hours(2)))
    p = there(flow.fire(p, "hand_over", by="kim", at=hours(3), people={"mentor": "raj"}))

    assert [hours(5)] == [decision.records[0].at for decision in flow.tick(p, at=hours(9))]


def test_ruling_11_a_partner_role_is_never_empty() -> None:
    """Releasing a partner without a successor is an error in the file; a hand-over is one move."""
    found = errors(PAIR.replace("assigns: mentor", "releases: mentor"))

    assert 1 == len(found)


def test_ruling_11_closing_a_window_completes_nothing() -> None:
    """A closed form waits as it stands, and goes on when it is opened again."""
    flow = small(PAIR.replace("    signed_by: each partner\n", ""))
    p = there(flow.open_form(begun(flow), "pair", by="kim", at=hours(1)))
    p = there(flow.submit(p, "pair", answers=GOOD, by="ana", at=hours(2)))
    closed = flow.close_form(p, "pair", by="kim", at=hours(3))

    assert "recorded" == closed.outcome
    assert [("window", "pair")] == refusals(flow.submit(there(closed), "pair", answers=GOOD, by="raj", at=hours(4)))
    p = there(flow.open_form(there(closed), "pair", by="kim", at=hours(5)))
    assert "judged" == there(flow.submit(p, "pair", answers=GOOD, by="raj", at=hours(6))).state


def test_ruling_11_a_round_that_is_used_up_keeps_its_signatures() -> None:
    """A hand-over after the form has led on takes nothing out of the round that is over."""
    flow = small(PAIR)
    p = there(flow.open_form(begun(flow), "pair", by="kim", at=hours(1)))
    for person in ("ana", "raj"):
        p = there(flow.submit(p, "pair", answers=GOOD, by=person, at=hours(2)))
    for person in ("ana", "raj"):
        p = there(flow.sign(p, "pair", by=person, at=hours(3)))
    p = there(flow.fire(p, "hand_over", by="kim", at=hours(4), people={"mentor": "max"}))

    assert ("ana", "raj") == next(form for form in flow.view(p, by="ana").forms if form.name == "pair").signed


def test_ruling_11_a_signature_never_makes_a_form_incomplete() -> None:
    """After a hand-over to two people one of them may sign the finished form; nobody owes anything for it."""
    flow = small(PAIR.replace("filled_in_by: each partner", "filled_in_by: mentee"))
    p = there(flow.open_form(begun(flow), "pair", by="kim", at=hours(1)))
    p = there(flow.submit(p, "pair", answers=GOOD, by="ana", at=hours(2)))
    for person in ("ana", "raj"):
        p = there(flow.sign(p, "pair", by=person, at=hours(3)))
    assert "judged" == p.state
    p = there(flow.fire(p, "hand_over", by="kim", at=hours(4), people={"mentor": ["max", "zoe"]}))
    signed = flow.sign(p, "pair", by="max", at=hours(5))

    after = signed.partnership
    assert after is not None
    assert [True] == [form.complete for form in flow.view(after, by="ana").forms]
    assert () == flow.due(after, at=hours(6))


def test_ruling_11_losing_another_role_takes_no_sheet_away() -> None:
    """A mentee who stops being kin as well is still the mentee who filled in the form and signed it."""
    changing = PAIR.replace(
        "    hand_over:\n", "    change_kin: {by: guide, to: stay, assigns: kin}\n    hand_over:\n"
    )
    flow = small(changing)
    p = there(flow.open_form(begun(flow, people={**PEOPLE, "kin": "ana"}), "pair", by="kim", at=hours(1)))
    for person in ("ana", "raj"):
        p = there(flow.submit(p, "pair", answers=GOOD, by=person, at=hours(2)))
    p = there(flow.sign(p, "pair", by="ana", at=hours(3)))
    p = there(flow.fire(p, "change_kin", by="kim", at=hours(4), people={"kin": "sol"}))

    assert [("sign", "raj")] == [(due.kind, due.person) for due in flow.due(p, at=hours(4))]
    assert "judged" == there(flow.sign(p, "pair", by="raj", at=hours(5))).state
