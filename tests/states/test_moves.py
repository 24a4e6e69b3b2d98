"""Deciding moves: who, what they ask, what they change, what they need."""

from __future__ import annotations

from typing import Any

import pytest

from mentorflow.errors import BadArgument, BadFact
from mentorflow.rules.calendar import Duration
from tests.states.lives import (
    FACTS,
    LEAVE,
    PLAN,
    SHIPPED_PEOPLE,
    a_proposal,
    a_request,
    after_match,
    an_agreed_pair,
    begun,
    flow_of,
    hours,
    in_state,
    shipped,
    there,
    untouched,
)

OVER = "  over: {final: over}\n"


def test_moves_not_offered_here_are_refused_with_what_is() -> None:
    """A trigger of another state is no exception: the refusal says where one is and what one may do there."""
    p = a_request()
    decision = shipped().fire(p, "resume", by="ana", at=after_match(0))

    untouched(decision, p, ("not_offered", "resume"))
    assert "not_offered" == decision.outcome
    for word in ("requested", "accept", "decline", "cancel", "withdraw"):
        assert word in decision.refusals[0].message
    assert "matched" == there(shipped().fire(p, "accept", by="raj", at=after_match(0), facts=FACTS)).state


def test_moves_are_not_offered_after_the_end() -> None:
    """Nothing more can be done with a partnership that is over, and that is said."""
    p = in_state("declined")
    decision = shipped().fire(p, "withdraw", by="ana", at=after_match(9))

    untouched(decision, p, ("not_offered", "withdraw"))
    assert "nothing more can be done here" in decision.refusals[0].message


@pytest.mark.parametrize(("by", "who"), [("ana", "ana is Mentee"), ("eve", "eve has no part in this partnership")])
def test_moves_of_others_are_refused_saying_whose_they_are(by: str, who: str) -> None:
    """Whoever holds none of the roles is told who may, and what they are themselves."""
    p = a_request()
    decision = shipped().fire(p, "accept", by=by, at=after_match(0), facts=FACTS)

    untouched(decision, p, ("role", "accept"))
    assert "only Mentor may accept" in decision.refusals[0].message
    assert who in decision.refusals[0].message
    assert decision.refusals[0].place.startswith("workflows/mentoring-connection.yaml:")


BARRED = (
    """\
states:
  open:
    moves:
      vouch: {by: [guide, kin], not_by: mentor, to: over}
"""
    + OVER
)


def test_moves_bar_those_who_hold_another_role_as_well() -> None:
    """``not_by`` refuses whoever holds that role, whatever else they hold."""
    flow = flow_of(BARRED)
    p = begun(flow, people={"mentee": "ana", "mentor": "raj", "guide": ("kim", "raj"), "kin": None})

    untouched(flow.fire(p, "vouch", by="raj", at=hours(1)), p, ("role", "vouch"))
    assert "over" == there(flow.fire(p, "vouch", by="kim", at=hours(1))).state


# --- what a move asks -----------------------------------------------------------------------------------------------
def test_moves_keep_what_they_ask_in_the_order_of_the_file() -> None:
    """What was not answered stays None; a move that asks nothing keeps nothing."""
    flow, p = shipped(), an_agreed_pair()
    left = flow.fire(p, "withdraw", by="ana", at=after_match(7), answers={"told_partner": "yes"})
    silent = flow.fire(p, "withdraw", by="ana", at=after_match(7))

    assert (None, "yes") == left.records[-1].answers
    assert (None, None) == silent.records[-1].answers
    assert flow.fire(p, "answered", by="ana", at=after_match(7)).records[-1].answers is None


def test_moves_refuse_wrong_answers_to_what_they_ask() -> None:
    """Every wrong or missing answer is listed, and the partnership goes on as it was."""
    flow, p = shipped(), an_agreed_pair()

    untouched(
        flow.fire(p, "withdraw", by="ana", at=after_match(7), answers={"ground": "boredom", "told_partner": 1}),
        p,
        ("answer", "ground"),
        ("answer", "told_partner"),
    )
    untouched(flow.fire(p, "extend", by="kim", at=after_match(7)), p, ("answer", "extra_time"))
    untouched(
        flow.fire(p, "extend", by="kim", at=after_match(7), answers={"extra_time": "2 hours"}),
        p,
        ("answer", "extra_time"),
    )
    assert "no_fault_terminated" == there(flow.fire(p, "withdraw", by="ana", at=after_match(7))).state


def test_moves_raise_for_answers_to_what_they_do_not_ask() -> None:
    """An answer to a question that the move does not have is a programmer's slip, also where it asks nothing."""
    for move, answers in (("withdraw", {"grund": "other"}), ("answered", {"ground": "other"})):
        with pytest.raises(LookupError, match=f"field of {move}"):
            shipped().fire(an_agreed_pair(), move, by="ana", at=after_match(7), answers=answers)


ADVISED = (
    """\
forms:
  note: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
conditions:
  noted: {note: {complete: yes}}
states:
  open:
    moves:
      rate:
        by: mentor
        should: noted
        to: over
        asks:
          stars: {ask: How many, whole_number: 1 to 5, should_be: 2 to 4}
"""
    + OVER
)


@pytest.mark.parametrize(("stars", "warned"), [(4, ["noted"]), (5, ["stars", "noted"])])
def test_moves_warn_of_answers_and_conditions_that_are_advised_otherwise(stars: int, warned: list[str]) -> None:
    """Advice refuses nothing and stands on the record, with the place of its rule."""
    flow = flow_of(ADVISED)
    decision = flow.fire(begun(flow), "rate", by="raj", at=hours(1), answers={"stars": stars})

    assert warned == [warning.subject for warning in decision.warnings]
    assert tuple(warned) == decision.records[-1].warnings
    assert all(warning.place.startswith("small.yaml:") for warning in decision.warnings)


# --- joint moves ----------------------------------------------------------------------------------------------------
def test_moves_by_each_partner_take_effect_with_the_last() -> None:
    """The first half is recorded and tells nobody; the second moves, in either order."""
    flow = shipped()
    for first, second in (("ana", "raj"), ("raj", "ana")):
        half = flow.fire(a_proposal(), "accept_proposal", by=first, at=after_match(0), facts=FACTS)
        whole = flow.fire(there(half), "accept_proposal", by=second, at=after_match(0), facts=FACTS)

        assert ("recorded", "proposed", (), ()) == (half.outcome, there(half).state, half.notices, half.effects)
        assert ("moved", "matched") == (whole.outcome, there(whole).state)
        assert {"ana", "raj", "kim", "sol"} == {notice.to for notice in whole.notices}


def test_moves_by_each_partner_are_refused_to_who_has_made_their_half() -> None:
    """The same half twice is refused, naming who is waited for."""
    flow = shipped()
    p = there(flow.fire(a_proposal(), "accept_proposal", by="ana", at=after_match(0), facts=FACTS))
    decision = flow.fire(p, "accept_proposal", by="ana", at=after_match(0), facts=FACTS)

    untouched(decision, p, ("window", "accept_proposal"))
    assert "ana has done this already; it waits for raj" == decision.refusals[0].message


STAYING = (
    """\
conditions:
  twice: {times.agree: {at_least: 2}}
states:
  open:
    moves:
      agree: {by: each partner, to: stay, tell: guide}
      done: {by: guide, must: twice, to: over}
"""
    + OVER
)


def test_moves_by_each_partner_that_stay_can_be_made_again() -> None:
    """When the last half is in, the move is made once and the halves are used up."""
    flow, p = flow_of(STAYING), begun(flow_of(STAYING))
    for hour, by in ((1, "ana"), (2, "raj"), (3, "raj")):
        p = there(flow.fire(p, "agree", by=by, at=hours(hour)))
    untouched(flow.fire(p, "done", by="kim", at=hours(4)), p, ("condition", "twice"))
    p = there(flow.fire(p, "agree", by="ana", at=hours(5)))

    assert "over" == there(flow.fire(p, "done", by="kim", at=hours(6))).state


PROPOSED = (
    """\
forms:
  note: {filled_in_by: mentee, opened_by: guide, fields: {text: {ask: What, text: any length}}}
states:
  open:
    moves:
      part: {by: each partner, to: over, tell_first: [other partner, guide], tell: each partner}
      write: {by: each partner, to: over, tell_first: [kin, each partner], tell: guide, opens: note}
"""
    + OVER
)


@pytest.mark.parametrize(("move", "first", "last"), [
    ("part", ["raj", "kim"], ["ana", "raj"]),
    ("write", ["sol", "ana", "raj"], ["kim"]),
])  # fmt: skip
def test_moves_by_each_partner_tell_of_their_first_half(move: str, first: list[str], last: list[str]) -> None:
    """``tell_first`` is told with the first half, ``tell`` when the move is made; both ways of deciding agree."""
    flow = flow_of(PROPOSED)
    people = {"mentee": "ana", "mentor": "raj", "guide": "kim", "kin": "sol"}
    begin = flow.start("begin", id="p-3", people=people, by="ana", at=hours(0))
    half = flow.fire(there(begin), move, by="ana", at=hours(1))
    whole = flow.fire(there(half), move, by="raj", at=hours(2))

    assert ("recorded", first) == (half.outcome, [notice.to for notice in half.notices])
    assert {("told", move, None)} == {(notice.kind, notice.about, notice.mark) for notice in half.notices}
    assert ("moved", last) == (whole.outcome, [notice.to for notice in whole.notices])
    records = [*begin.records, *half.records, *whole.records]
    assert there(whole) == flow.replay(records)
    assert () == tuple(flow.verify(records))


def test_moves_by_each_partner_tell_of_the_first_half_alone() -> None:
    """Of three partners the second tells nobody anew: it has been proposed already."""
    flow = flow_of(PROPOSED)
    people = {"mentee": ("ana", "zoe"), "mentor": "raj", "guide": "kim", "kin": "sol"}
    p = there(flow.start("begin", id="p-3", people=people, by="ana", at=hours(0)))
    told = []
    for hour, by in ((1, "zoe"), (2, "raj"), (3, "ana")):
        decision = flow.fire(p, "part", by=by, at=hours(hour))
        told.append([notice.to for notice in decision.notices])
        p = there(decision)

    assert [["ana", "raj", "kim"], [], ["ana", "zoe", "raj"]] == told


def test_moves_by_each_partner_tell_again_of_a_proposal_made_anew() -> None:
    """Once a move that stays has been made, the next half is a first one again."""
    flow = flow_of(STAYING.replace("tell: guide", "tell_first: guide"))
    p, told = begun(flow), []
    for hour, by in ((1, "ana"), (2, "raj"), (3, "raj"), (4, "ana")):
        decision = flow.fire(p, "agree", by=by, at=hours(hour))
        told.append([notice.to for notice in decision.notices])
        p = there(decision)

    assert [["kim"], [], ["kim"], []] == told


CHANGING = (
    """\
limits: {pace: 10 days}
forms:
  note: {filled_in_by: mentee, opened_by: guide, fields: {text: {ask: What, text: any length}}}
states:
  open:
    moves:
      settle:
        by: each partner
        to: stay
        assigns: kin
        opens: note
        asks: {more: {ask: How much, length_of_time: 1 day to 9 days}}
        lengthens: {pace: more}
    deadlines:
      slow: {within: pace, late: {tell: guide}}
"""
    + OVER
)


def test_moves_by_each_partner_change_nothing_before_the_last_half() -> None:
    """A proposal hands over no role, opens no form and lengthens no limit; made by both, the move does each once."""
    flow = flow_of(CHANGING + LEAVE)
    p, more = begun(flow), {"people": {"kin": "sol"}, "answers": {"more": "5 days"}}
    half = there(flow.fire(p, "settle", by="ana", at=hours(1), **more))
    whole = there(flow.fire(half, "settle", by="raj", at=hours(2), **more))

    assert (p.people, p.limits, p.rounds) == (half.people, half.limits, half.rounds)
    assert "sol" in whole.people
    assert (Duration(days=15),) == whole.limits
    assert p.rounds != whole.rounds


# --- people ---------------------------------------------------------------------------------------------------------
HANDS = (
    """\
states:
  open:
    moves:
      hand_over: {by: guide, to: stay, assigns: [mentor, kin], tell: each partner}
      leave_out: {by: guide, to: stay, releases: kin, tell: kin}
"""
    + OVER
    + LEAVE
)


def test_moves_assign_people_and_tell_the_new_ones() -> None:
    """From the move on the new holders have the role, and notices of the move reach them."""
    flow = flow_of(HANDS)
    decision = flow.fire(
        begun(flow), "hand_over", by="kim", at=hours(1), people={"mentor": "zoe", "kin": ["ben", "liz", "ben"]}
    )
    p = there(decision)

    assert {"ana", "zoe"} == {notice.to for notice in decision.notices}
    assert (("mentor", "zoe"), ("kin", ("ben", "liz"))) == decision.records[-1].change.assigned
    untouched(flow.fire(p, "leave", by="raj", at=hours(2)), p, ("role", "leave"))
    assert "over" == there(flow.fire(p, "leave", by="zoe", at=hours(2))).state


def test_moves_release_people_who_are_then_told_nothing_more() -> None:
    """A role that is released has no holder, not even for the notice of that move."""
    flow = flow_of(HANDS)
    decision = flow.fire(begun(flow), "leave_out", by="kim", at=hours(1))

    assert ((), (("kin", None),)) == (decision.notices, decision.records[-1].change.assigned)
    assert () == flow.view(there(decision), by="sol").roles


def test_moves_refuse_to_put_one_person_into_both_partner_roles() -> None:
    """One person never holds both partner roles; the hand-over is refused, naming them."""
    flow = flow_of(HANDS)
    p = begun(flow)
    decision = flow.fire(p, "hand_over", by="kim", at=hours(1), people={"mentor": "ana", "kin": "ben"})

    untouched(decision, p, ("answer", "ana"))
    assert "ana would be in both partner roles" == decision.refusals[0].message


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (None, "takes people for mentor, kin, not for no role"),
        ({"mentor": "zoe"}, "not for mentor"),
        ({"mentor": "zoe", "kin": "ben", "guide": "kim"}, "not for"),
        ({"mentor": "", "kin": "ben"}, "the mentor must be a person's name or several, not ''"),
        ({"mentor": "zoe", "kin": []}, "the kin must be"),
        ({"mentor": "zoe", "kin": ["ben", 3]}, "the kin must be"),
        ({"mentor": None, "kin": "ben"}, "the mentor must be"),
    ],
)
def test_moves_raise_for_people_that_cannot_be_meant(people: Any, words: str) -> None:
    """New holders are given for exactly the roles that the move assigns, one person or several each."""
    flow = flow_of(HANDS)

    with pytest.raises(BadArgument, match=words):
        flow.fire(begun(flow), "hand_over", by="kim", at=hours(1), people=people)


def test_moves_raise_for_people_where_none_are_assigned() -> None:
    """A plain move takes no people."""
    with pytest.raises(BadArgument, match="'answered' takes people for no role, not for supervisor"):
        shipped().fire(an_agreed_pair(), "answered", by="ana", at=after_match(7), people={"supervisor": "zoe"})


# --- limits and what is shown ---------------------------------------------------------------------------------------
def test_moves_lengthen_a_limit_within_its_range() -> None:
    """An extension raises the limit of this partnership, never beyond the range of the file."""
    flow, p = shipped(), an_agreed_pair()
    longest = flow.fire(p, "extend", by="kim", at=after_match(7), answers={"extra_time": "730 days"})
    beyond = flow.fire(there(longest), "extend", by="kim", at=after_match(7), answers={"extra_time": "1 day"})

    assert (("program_length", Duration(days=1095)),) == longest.records[-1].change.limits
    untouched(beyond, there(longest), ("answer", "extra_time"))
    assert "program_length would be 1096 days; 1095 days at the most" in beyond.refusals[0].message


ASKED_SOMETIMES = (
    """\
facts:
  misses: {whole_number: 0 to 9}
conditions:
  often: {misses: {more_than: 3}}
states:
  open:
    moves:
      stop:
        by: mentor
        to: over
        asks:
          why: {ask: Why did you miss so many, text: any length, asked_if: often}
          thanks: {ask: What was good, text: any length}
"""
    + OVER
    + LEAVE
)


@pytest.mark.parametrize(
    ("misses", "answers", "lacking"),
    [
        (3, {"thanks": "all"}, []),
        (4, {"thanks": "all"}, ["why"]),
        (4, {"thanks": "all", "why": "ill"}, []),
        (3, {}, ["thanks"]),
        (4, {}, ["why", "thanks"]),
    ],
)
def test_moves_need_no_answer_to_what_is_not_asked(misses: int, answers: dict[str, Any], lacking: list[str]) -> None:
    """A question that hangs on a condition has to be answered only while the condition holds."""
    flow = flow_of(ASKED_SOMETIMES)
    decision = flow.fire(begun(flow), "stop", by="raj", at=hours(1), answers=answers, facts={"misses": misses})

    assert lacking == [refusal.subject for refusal in decision.refusals]
    assert ("refused" if lacking else "moved") == decision.outcome


def test_moves_need_the_facts_that_their_questions_hang_on() -> None:
    """A fact that decides whether something is asked has to be handed over like any other that is read."""
    flow = flow_of(ASKED_SOMETIMES)
    with pytest.raises(BadFact, match="misses"):
        flow.fire(begun(flow), "stop", by="raj", at=hours(1), answers={"thanks": "all"})


LENGTHENED = (
    """\
limits:
  patience: {usually: 5 days, may_be: 1 day to 9 days}
  nap: 2 hours
states:
  open:
    moves:
      wait_on: {by: guide, to: stay, asks: {more: {ask: How long, length_of_time: 1 hour to 3 days}},
                lengthens: {nap: more}}
"""
    + OVER
    + LEAVE
)


def test_moves_refuse_to_lengthen_hours_by_days() -> None:
    """Hours stay hours: a length counted otherwise is refused in words, and an equal one accepted without end."""
    body = LENGTHENED.replace("1 hour to 3 days", "1 hour to 90 hours")
    flow = flow_of(body)
    more = flow.fire(begun(flow), "wait_on", by="kim", at=hours(1), answers={"more": "90 hours"})
    days = flow.fire(begun(flow), "wait_on", by="kim", at=hours(1), answers={"more": "3 days"})

    assert (("nap", Duration(minutes=92 * 60)),) == more.records[-1].change.limits
    assert [("answer", "more")] == [(refusal.kind, refusal.subject) for refusal in days.refusals]
    assert "can be lengthened by hours only" in days.refusals[0].message


def test_moves_refuse_to_lengthen_days_by_hours() -> None:
    """Days stay days."""
    body = LENGTHENED.replace("1 hour to 3 days", "1 day to 3 days").replace("{nap: more}", "{patience: more}")
    flow = flow_of(body)
    decision = flow.fire(begun(flow), "wait_on", by="kim", at=hours(1), answers={"more": "24 hours"})

    assert "patience is 5 days: it can be lengthened by days, weeks or months only" == decision.refusals[0].message


OPTIONAL_LENGTH = LENGTHENED.replace(
    "{ask: How long, length_of_time: 1 hour to 3 days}",
    "{ask: How long, optional: yes, length_of_time: 1 hour to 3 hours}",
)


def test_moves_leave_a_limit_as_it_is_where_nothing_was_asked_for() -> None:
    """An optional extension that is left open changes nothing."""
    flow = flow_of(OPTIONAL_LENGTH)

    assert () == flow.fire(begun(flow), "wait_on", by="kim", at=hours(1)).records[-1].change.limits


def test_moves_refuse_to_show_what_nobody_has_filled_in() -> None:
    """Showing an empty form is refused; once it is filled in it can be shown."""
    flow, p = shipped(), an_agreed_pair()
    decision = flow.fire(p, "send_plan", by="ana", at=after_match(7))

    untouched(decision, p, ("answer", "plan"))
    assert "nobody has filled in Mentoring Action Plan yet" == decision.refusals[0].message
    p = there(flow.submit(p, "plan", answers=PLAN, by="ana", at=after_match(7)))
    assert ["sol"] == [notice.to for notice in flow.fire(p, "send_plan", by="ana", at=after_match(8)).notices]


def test_moves_refuse_to_show_what_was_asked_anew_and_is_empty() -> None:
    """A round without a sheet is as empty as none."""
    p = there(shipped().open_form(in_state("matched"), "plan", by="kim", at=after_match(1)))

    untouched(shipped().fire(p, "send_plan", by="ana", at=after_match(2)), p, ("answer", "plan"))


# --- conditions -----------------------------------------------------------------------------------------------------
def test_moves_refused_by_a_condition_say_the_value_and_the_bound() -> None:
    """A failing ``must`` is told with what was found, and at which line it stands."""
    p = a_request()
    decision = shipped().fire(p, "accept", by="raj", at=after_match(0), facts={**FACTS, "mentor_active_mentees": 4})

    untouched(decision, p, ("condition", "mentor_has_room"))
    assert "4" in decision.refusals[0].message
    assert "3" in decision.refusals[0].message
    assert "refused" == decision.outcome


def test_moves_that_need_answers_and_conditions_list_both() -> None:
    """What was asked comes first, then each failing condition."""
    body = ADVISED.replace("should: noted", "must: noted")
    flow = flow_of(body)
    p = begun(flow)

    untouched(flow.fire(p, "rate", by="raj", at=hours(1)), p, ("answer", "stars"), ("condition", "noted"))
    untouched(flow.fire(p, "rate", by="raj", at=hours(1), answers={"stars": 3}), p, ("condition", "noted"))


OPENS = (
    """\
forms:
  note: {filled_in_by: mentee, opened_by: guide, fields: {text: {ask: What, text: any length}}}
  wish: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
states:
  open:
    moves:
      ask: {by: mentor, to: stay, opens: note}
      end_asking: {by: mentor, to: stay, closes: [note, wish]}
"""
    + OVER
    + LEAVE
)


def test_moves_open_and_close_forms() -> None:
    """A move may open a form, which is told to those who fill it in, and close it again."""
    flow = flow_of(OPENS)
    p = begun(flow)
    untouched(flow.submit(p, "note", answers={"text": "so"}, by="ana", at=hours(1)), p, ("window", "note"))
    asked = flow.fire(p, "ask", by="raj", at=hours(1))
    ended = there(flow.fire(there(asked), "end_asking", by="raj", at=hours(2)))

    assert [("ana", "opened", "note")] == [(n.to, n.kind, n.about) for n in asked.notices]
    assert flow.submit(there(asked), "note", answers={"text": "so"}, by="ana", at=hours(2)).accepted
    for form in ("note", "wish"):
        untouched(flow.submit(ended, form, answers={"text": "so"}, by="ana", at=hours(3)), ended, ("window", form))


def test_moves_reach_a_table_a_state_before_and_a_form_already_complete() -> None:
    """A plain move may lead by a table, back, or on through a form that is complete."""
    flow, p = shipped(), an_agreed_pair()
    table = flow.fire(p, "no_answer", by="ana", at=after_match(7))
    back = flow.fire(there(flow.fire(p, "pause", by="ana", at=after_match(7))), "resume", by="kim", at=after_match(8))

    assert [("after_no_answer", 1, None)] == [(r.routing, r.index, r.person) for r in table.records[-1].rows]
    assert ("moved", "agreed") == (back.outcome, there(back).state)


def test_moves_keep_who_did_it_in_which_role() -> None:
    """The role on the record is the first of ``by`` that the person holds."""
    people = {**SHIPPED_PEOPLE, "coordinator": ("kim", "raj")}
    started = shipped().start("request", id="p", people=people, by="ana", at=after_match(-1), facts=FACTS)
    p = there(shipped().fire(there(started), "accept", by="raj", at=after_match(0), facts=FACTS))
    p = there(shipped().fire(p, "pause", by="raj", at=after_match(1)))

    assert ("raj", "mentor") == attrs_of(shipped().fire(p, "resume", by="raj", at=after_match(2)))
    assert ("kim", "coordinator") == attrs_of(shipped().fire(p, "resume", by="kim", at=after_match(2)))


def attrs_of(decision: Any) -> tuple[str, str]:
    """By whom, and in which role."""
    return decision.records[-1].by, decision.records[-1].role


def test_moves_by_each_partner_keep_a_lift_until_they_are_made() -> None:
    """A lift lets both halves pass, and is used up by the last."""
    flow, full = shipped(), {**FACTS, "mentor_active_mentees": 3}
    p = there(flow.lift(a_proposal(), "mentor_has_room", by="kim", at=after_match(0), reason="so"))
    half = flow.fire(p, "accept_proposal", by="ana", at=after_match(0), facts=full)
    whole = flow.fire(there(half), "accept_proposal", by="raj", at=after_match(0), facts=full)

    assert ("recorded", ()) == (half.outcome, half.records[-1].overrides)
    assert ["mentor_has_slack"] == [warning.subject for warning in half.warnings]
    assert ("matched", (("mentor_has_room", "kim"),)) == (there(whole).state, whole.records[-1].overrides)


WAITING_HALF = (
    """\
forms:
  note: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
states:
  open:
    moves:
      agree: {by: each partner, to: over}
"""
    + OVER
    + LEAVE
)


def test_moves_by_each_partner_wait_through_other_acts() -> None:
    """What else is done in the state, a form filled in for one, leaves the half as it is."""
    flow = flow_of(WAITING_HALF)
    p = there(flow.fire(begun(flow), "agree", by="ana", at=hours(1)))
    p = there(flow.submit(p, "note", answers={"text": "so"}, by="ana", at=hours(2)))

    untouched(flow.fire(p, "agree", by="ana", at=hours(3)), p, ("window", "agree"))
    assert "over" == there(flow.fire(p, "agree", by="raj", at=hours(3))).state


BACK_LATER = """\
limits: {whole: {usually: 20 days, may_be: 10 days to 90 days}}
ends: {within: whole, counted_from: open, late: {tell: guide}}
states:
  open: {moves: {stop: {by: mentee, to: over}}}
  aside:
    moves:
      return:
        by: mentee
        to: back
        asks: {more: {ask: How much longer, length_of_time: 1 day to 30 days}}
        lengthens: {whole: more}
  over: {final: over}
any_time:
  moves:
    step: {by: mentee, to: aside, in: open}
"""


def test_moves_lengthen_a_limit_on_the_way_back() -> None:
    """A way back that lengthens a limit is a way back all the same: the clocks of the earlier visit go on."""
    flow = flow_of(BACK_LATER)
    before = begun(flow)
    aside = there(flow.fire(before, "step", by="ana", at=hours(1)))
    back = flow.fire(aside, "return", by="ana", at=hours(2), answers={"more": "5 days"})

    assert ("open", True) == (there(back).state, back.records[-1].change.back)
    assert (before.entered_seq, before.entered_us) == (there(back).entered_seq, there(back).entered_us)
    assert ("25 days",) == tuple(str(limit) for limit in there(back).limits)
