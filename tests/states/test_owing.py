"""What is owed, by whom, since when and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.rulings.small import day
from tests.states.lives import (
    GO_ON,
    LEAVE,
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
    import datetime as dt

    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

OVER = "  over: {final: over}\n"


def owed(p: Partnership, at: dt.datetime, flow: Any = None) -> list[tuple[str, str, str, str]]:
    """Kind, name, person and role of everything owed."""
    return [(due.kind, due.name, due.person, due.role) for due in (flow or shipped()).due(p, at=at)]


def test_owing_a_form_that_nobody_has_opened_is_the_openers() -> None:
    """Who has to open what is waited for owes the opening; forms whose state is not reached are nobody's yet."""
    assert [("open", "agreement", "kim", "coordinator"), ("open", "plan", "kim", "coordinator")] == owed(
        a_match(), after_match(1)
    )


def test_owing_a_form_that_nobody_can_fill_in_is_nobodys() -> None:
    """While a role of others is held by nobody, nobody owes a signature below their empty sheet."""
    flow = flow_of(
        """\
forms:
  note: {filled_in_by: kin, opened_by: nobody, signed_by: each partner, fields: {text: {ask: What, text: any length}}}
states:
  open: {when_complete: {note: over}}
"""
        + OVER
        + LEAVE
    )
    people = {"mentee": "ana", "mentor": "raj", "guide": "kim"}

    assert [] == owed(begun(flow, people=people), hours(1), flow)
    assert [("fill_in", "note", "sol", "kin")] == owed(begun(flow, people={**people, "kin": "sol"}), hours(1), flow)


def test_owing_goes_from_opening_to_filling_in_to_signing() -> None:
    """One after the other: the opening, the sheet, each signature; then nothing."""
    flow = shipped()
    p = there(flow.open_form(a_match(), "agreement", by="kim", at=after_match(1)))
    assert ("fill_in", "agreement", "ana", "mentee") == owed(p, after_match(2))[0]
    p = filled_in(flow, p, "agreement", TERMS, after_match(3), "ana")
    signatures = [due for due in flow.due(p, at=after_match(4)) if due.kind == "sign"]

    assert [("ana", after_match(3)), ("raj", after_match(3))] == [(due.person, due.since) for due in signatures]
    p = there(flow.sign(p, "agreement", by="raj", at=after_match(4)))
    assert ("sign", "agreement", "ana", "mentee") == owed(p, after_match(5))[0]
    p = there(flow.sign(p, "agreement", by="ana", at=after_match(5)))
    assert [] == [due for due in owed(p, after_match(6)) if due[1] == "agreement"]


def test_owing_begins_when_a_form_becomes_open_to_those_who_fill_it_in() -> None:
    """A form opened ahead is owed since its state was reached."""
    since = {due.name: due.since for due in shipped().due(an_agreed_pair(), at=after_match(9)) if due.person == "ana"}

    assert {"plan": after_match(1), "check_up": after_match(6)} == since


def test_owing_an_edit_of_what_was_signed_is_each_signature_again() -> None:
    """Also where no state waits for the form any more and nothing is due."""
    flow = shipped()
    p = filled_in(flow, an_agreed_pair(), "agreement", TERMS, after_match(7), "ana")

    assert [("sign", "agreement", "ana"), ("sign", "agreement", "raj")] == [
        due[:3] for due in owed(p, after_match(8))
    ][:2]


def test_owing_a_form_closed_is_nobodys() -> None:
    """What was closed is owed no more, neither by its fillers nor by who could open it."""
    p = there(shipped().close_form(an_agreed_pair(), "check_up", by="kim", at=after_match(7)))

    assert {"plan", "end_evaluation"} == {name for _, name, *_ in owed(p, after_match(8))}


def test_owing_an_answer_is_of_those_named_who_can_still_act() -> None:
    """A state's deadline names them; who has made their half of a joint move has done their part of it."""
    assert [("act", "answer", "raj", "mentor")] == owed(a_request(), after_match(0))
    assert [] == owed(a_proposal(), after_match(0))


HELPED = (
    """\
forms:
  note: {filled_in_by: mentor, fields: {text: {ask: What, text: any length}}}
states:
  open:
    when_complete: {note: over}
    moves:
      agree: {by: each partner, to: over}
      help: {by: guide, to: stay}
    deadlines:
      answer: {within: 3 days, late: {remind: [each partner, guide, kin]}, 1 day after: {remind: guide}}
      escalate: {within: 9 days, late: {tell: guide}}
"""
    + OVER
)


def test_owing_an_act_ends_for_each_with_their_half() -> None:
    """Who can no longer do anything is not reminded: their half is made and they owe no form."""
    flow = flow_of(HELPED)
    everybody = [("act", "answer", person) for person in ("ana", "kim")]
    p = there(flow.fire(begun(flow), "agree", by="ana", at=hours(1)))
    both = there(flow.fire(begun(flow), "agree", by="raj", at=hours(1)))

    assert everybody == [due[:3] for due in owed(begun(flow), hours(2), flow) if due[0] == "act"]
    assert [("fill_in", "raj", day(4, 0)), ("act", "kim", day(4, 0))] == [
        (due.kind, due.person, due.due) for due in flow.due(p, at=hours(2)) if due.name != "agree"
    ]
    assert ["ana", "kim"] == [due[2] for due in owed(both, hours(2), flow) if due[1] == "answer"]
    assert {"raj", "ana", "kim"} == {notice.to for notice in flow.tick(both, at=day(4, 0))[0].notices}
    assert ["raj", "kim"] == [notice.to for notice in flow.tick(p, at=day(4, 0))[0].notices]


def test_owing_the_other_half_of_a_joint_move() -> None:
    """Once a partner has made a joint move, the others owe it, since then and without a due date (D-34)."""
    flow = flow_of(HELPED)
    half = there(flow.fire(begun(flow), "agree", by="ana", at=hours(1)))
    both = there(flow.fire(half, "agree", by="raj", at=hours(2)))

    assert [("raj", hours(1), None)] == [
        (due.person, due.since, due.due) for due in flow.due(half, at=hours(2)) if due.name == "agree"
    ]
    assert [] == [due for due in flow.due(both, at=hours(3)) if due.name == "agree"]


PARTING = (
    """\
states:
  open:
    moves: {PARTING}
    deadlines: {goodbye: {within: 7 days, late: {remind: WHOM}}}
"""
    + OVER
    + LEAVE
)


def parting(moves: str = "part: {by: each partner, to: over}", whom: str = "each partner") -> Flow:
    """A pair that parts together, where either may leave at any time."""
    return flow_of(PARTING.replace("PARTING", moves).replace("WHOM", whom))


def asked_in_time(flow: Flow, p: Partnership) -> tuple[list[str], list[str]]:
    """Whom ``due`` names for the deadline or its form, and who is reminded when its day is over."""
    named = [due.person for due in flow.due(p, at=p.at) if due.due == day(8, 0)]
    return named, [notice.to for decision in flow.tick(p, at=day(8, 0)) for notice in decision.notices]


def test_owing_counts_the_moves_of_the_state_and_none_of_any_time() -> None:
    """Leaving is open to everybody everywhere, so nobody owes it: only who has to part still owes that."""
    flow = parting()
    half = there(flow.fire(begun(flow), "part", by="ana", at=hours(24)))
    assert (["ana", "raj"], ["ana", "raj"]) == asked_in_time(flow, begun(flow))
    assert (["raj"], ["raj"]) == asked_in_time(flow, half)

    flow = parting("part: {by: mentor, to: over}")
    assert (["raj"], ["raj"]) == asked_in_time(flow, begun(flow))


def test_owing_a_half_made_is_enough_unless_another_half_is_waited_for() -> None:
    """Who has made their half owes no other move of the state, but the half that somebody else waits for."""
    flow = parting("part: {by: each partner, to: over}, again: {by: each partner, to: stay}")
    half = there(flow.fire(begun(flow), "part", by="ana", at=hours(24)))
    crossed = there(flow.fire(half, "again", by="raj", at=hours(25)))

    assert (["raj"], ["raj"]) == asked_in_time(flow, half)
    assert (["ana", "raj"], ["ana", "raj"]) == asked_in_time(flow, crossed)


def test_owing_counts_the_moves_of_any_time_where_a_state_has_nothing_else() -> None:
    """With no move of its own and no form to wait for, whoever can do anything at all owes it."""
    flow = flow_of(PARTING.replace("    moves: {PARTING}\n", "").replace("WHOM", "[each partner, guide]"))

    assert (["ana", "raj"], ["ana", "raj"]) == asked_in_time(flow, begun(flow))


def test_owing_is_nobody_who_is_barred() -> None:
    """Somebody who may not make the move is not reminded of it."""
    flow = parting("part: {by: [mentor, guide], not_by: guide, to: over}", "[mentor, guide]")

    assert (["raj"], ["raj"]) == asked_in_time(flow, begun(flow))


DATED = (
    """\
forms:
  note:
    filled_in_by: mentee
    signed_by: mentor
    opened_by: guide
    due: {within: 20 days, counted_from: open, late: {tell: guide}}
    fields: {text: {ask: What, text: any length}}
states:
  open:
    when_complete: {note: over}
    moves: {skip: {by: [mentee, guide], to: over}}
    deadlines:
      next_note: {within: 7 days, late: {remind: [each partner, guide]}}
      hurry: {within: 3 days, late: {remind: mentor}}
"""
    + OVER
    + LEAVE
)


def test_owing_a_form_is_dated_by_the_deadline_of_the_state_that_waits_for_it() -> None:
    """Opening, sheet and signature are owed by the first deadline that reminds the person, and nothing else is."""
    flow = flow_of(DATED)
    p = there(flow.open_form(begun(flow), "note", by="kim", at=hours(1)))
    written = filled_in(flow, p, "note", {"text": "so"}, hours(2), "ana")

    assert [
        [("open", "note", "kim", day(8, 0)), ("act", "next_note", "ana", day(8, 0))],
        [("fill_in", "note", "ana", day(8, 0)), ("act", "next_note", "kim", day(8, 0))],
        [("sign", "note", "raj", day(4, 0)), ("act", "next_note", "ana", day(8, 0)),
         ("act", "next_note", "kim", day(8, 0))],
    ] == [
        [(due.kind, due.name, due.person, due.due) for due in flow.due(each, at=hours(3))]
        for each in (begun(flow), p, written)
    ]  # fmt: skip


LOOKED_IN = (
    """\
states:
  open: {moves: {on: {by: mentor, to: further}}}
  further: {moves: {stop: {by: mentor, to: over}}}
"""
    + OVER
    + """\
any_time:
  moves:
    leave: {by: either partner, to: over}
    meet: {by: guide, to: stay}
  deadlines:
    look_in: {in: open, every: 10 days, at_most: 3, counted_anew_from: [open, meet], remind: guide}
    look_on: {in: [open, further], within: 5 days, counted_from: meet, late: {remind: [guide, mentee]}}
    always: {every: 2 days, counted_from: open, remind: guide}
"""
)


def test_owing_a_move_of_any_time_in_the_states_a_deadline_is_limited_to() -> None:
    """A deadline limited by ``in`` is due by its next time, since it began to count, until it comes no more."""
    flow = flow_of(LOOKED_IN)
    met = there(flow.fire(begun(flow), "meet", by="kim", at=hours(24)))
    ticked = [there(flow.tick(begun(flow), at=day(each))[-1]) for each in (15, 35)]

    assert [("look_in", "kim", hours(0), day(11, 0))] == dated(flow, begun(flow))
    assert [("look_in", "kim", hours(24), day(12, 0)), ("look_on", "ana", hours(24), day(7, 0)),
            ("look_on", "kim", hours(24), day(7, 0))] == sorted(dated(flow, met))  # fmt: skip
    assert [[("look_in", "kim", hours(0), day(21, 0))], []] == [dated(flow, p) for p in ticked]
    on = there(flow.fire(begun(flow), "on", by="raj", at=hours(1)))
    assert [] == dated(flow, on)


def dated(flow: Flow, p: Partnership) -> list[tuple[str, str, dt.datetime, dt.datetime | None]]:
    """The name, person, beginning and date of everything owed now."""
    return [(due.name, due.person, due.since, due.due) for due in flow.due(p, at=p.at)]


AFTERWARDS = (
    """\
forms:
  review:
    filled_in_by: each partner
    opened_by: guide
    stays_open_after_end: yes
    due: {within: 5 days, counted_from: opening, late: {remind: each partner}}
    fields: {text: {ask: What, text: any length}}
  wish:
    filled_in_by: mentee
    opened_by: guide
    due: {within: 5 days, counted_from: opening, late: {remind: [mentee, guide]}}
    fields: {text: {ask: What, text: any length}}
states:
  open: {moves: {stop: {by: mentee, to: over}}}
"""
    + OVER
)


def test_owing_after_the_end_is_only_what_stays_open() -> None:
    """A form that stays open is owed on, also with its deadline; any other ends with the partnership."""
    flow = flow_of(AFTERWARDS)
    p = begun(flow)
    assert [("open", "review", "kim", "guide"), ("open", "wish", "kim", "guide")] == owed(p, hours(1), flow)
    for form in ("review", "wish"):
        p = there(flow.open_form(p, form, by="kim", at=hours(1)))
    p = filled_in(flow, p, "review", {"text": "so"}, hours(2), "raj")
    over = there(flow.fire(p, "stop", by="ana", at=hours(3)))

    assert [("fill_in", "review", "ana", "mentee")] == owed(over, hours(4), flow)
    assert [("review", ["ana"])] == [
        (decision.records[0].name, [n.to for n in decision.notices]) for decision in flow.tick(over, at=day(9))
    ]
    ended = there(flow.fire(begun(flow), "stop", by="ana", at=hours(1)))
    assert [] == owed(ended, hours(2), flow)


def test_owing_the_review_is_the_partners_until_both_have_answered() -> None:
    """A review that was used and is waited for again is owed again, since the new round began."""
    flow, p = shipped(), in_state("renewed")
    reviews = [due for due in flow.due(p, at=after_match(13)) if due.name == "mid_point_review"]

    assert [("ana", after_match(12)), ("raj", after_match(12))] == [(due.person, due.since) for due in reviews]
    p = filled_in(flow, p, "mid_point_review", GO_ON, after_match(14), "ana")
    assert ["raj"] == [due.person for due in flow.due(p, at=after_match(15)) if due.name == "mid_point_review"]


USED = (
    """\
forms:
  note: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
conditions: {asked: {times.ask: {at_least: 1}}}
routing:
  onward:
    rows:
      - {if: {asked: yes}, to: over}
      - {if: {asked: no}, to: stay}
states:
  open:
    when_complete: {note: onward}
    moves: {ask: {by: mentor, to: stay}}
    deadlines: {answer: {within: 2 days, late: {remind: [each partner, guide]}}}
"""
    + OVER
)


def test_owing_nothing_about_a_form_that_was_used() -> None:
    """Who has handed in what was waited for is not reminded, though the state goes on."""
    flow = flow_of(USED)
    p = filled_in(flow, begun(flow), "note", {"text": "so"}, hours(1), "ana")

    assert [("fill_in", "note", "ana", day(3, 0)), ("act", "answer", "raj", day(3, 0))] == [
        (due.kind, due.name, due.person, due.due) for due in flow.due(begun(flow), at=hours(1))
    ]
    assert [("act", "answer", "raj")] == [due[:3] for due in owed(p, hours(2), flow)]
    assert ["raj"] == [notice.to for notice in flow.tick(p, at=day(9))[0].notices]


def test_owing_has_no_due_dates_while_the_clocks_stand_still() -> None:
    """In a pause a form is still owed, but not by any day; afterwards its day has moved on by the pause."""
    paused = in_state("paused")
    back = there(shipped().fire(paused, "resume", by="ana", at=after_match(50)))

    assert {None} == {due.due for due in shipped().due(paused, at=after_match(45)) if due.kind == "open"}
    assert None not in {due.due for due in shipped().due(back, at=after_match(50)) if due.name == "plan"}
