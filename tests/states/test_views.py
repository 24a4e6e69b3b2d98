"""Who may see what: of a partnership, and of its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.errors import BadArgument, BadRecord
from tests.rulings.small import FINE
from tests.states.lives import (
    GO_ON,
    LEAVE,
    PLAN,
    SHIPPED_PEOPLE,
    TERMS,
    a_match,
    after_match,
    an_agreed_pair,
    begun,
    filled_in,
    flow_of,
    hours,
    in_state,
    migrated,
    shipped,
    there,
)

if TYPE_CHECKING:
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

OVER = "  over: {final: over}\n"


def seen(p: Partnership, form: str, by: str, flow: Any = None) -> dict[str, list[str]]:
    """Whose sheets of a form a person sees, and which answers of them."""
    forms = {each.name: each for each in (flow or shipped()).view(p, by=by).forms}
    return (
        {sheet.person: [name for name, _ in sheet.answers] for sheet in forms[form].sheets} if form in forms else {}
    )


def test_views_say_where_a_partnership_stands() -> None:
    """The state, the outcome once it is over, one's own roles, and every form a partner or staff may know of."""
    flow, p = shipped(), an_agreed_pair()
    mine = flow.view(p, by="ana")
    agreement, plan, *_ = mine.forms

    assert ("p-1", "agreed", None, ("mentee",)) == (mine.id, mine.state, mine.outcome, mine.roles)
    assert [form.name for form in flow.workflow.forms] == [form.name for form in mine.forms]
    assert (True, True, ("ana", "raj")) == (agreement.open, agreement.complete, agreement.signed)
    assert (True, False, (), ()) == (plan.open, plan.complete, plan.signed, plan.sheets)
    over = flow.view(in_state("closed"), by="kim")
    assert ("closed", "completed") == (over.state, over.outcome)


def test_views_of_a_stranger_are_empty() -> None:
    """Somebody without a part sees that it is there, and nothing of it."""
    stranger = shipped().view(an_agreed_pair(), by="eve")

    over = shipped().view(in_state("closed"), by="eve")

    assert ("p-1", "", None) == (stranger.id, stranger.state, stranger.outcome)
    assert ((), ()) == (stranger.roles, stranger.forms)
    assert ("", None) == (over.state, over.outcome)
    assert () == shipped().view(an_agreed_pair(), by="sol").forms


def test_views_of_partners_and_staff() -> None:
    """Partners see what partners fill in; staff see that it is complete, and answers only where the file says so."""
    p = an_agreed_pair()

    assert list(TERMS) == sorted(seen(p, "agreement", "raj")["ana"], key=list(TERMS).index)
    assert seen(p, "agreement", "ana") == seen(p, "agreement", "raj")
    assert {} == seen(p, "agreement", "kim")
    assert {"agreement": True} == {f.name: f.complete for f in shipped().view(p, by="kim").forms if f.complete}


def test_views_of_sealed_sheets_open_with_the_round() -> None:
    """Until both have answered each sees their own; afterwards both; ``always`` never opens."""
    flow = shipped()
    half = filled_in(flow, an_agreed_pair(), "check_up", FINE, after_match(7), "raj")
    whole = filled_in(flow, half, "check_up", FINE, after_match(8), "ana")

    assert ([], ["raj"], ["raj"]) == tuple(list(seen(half, "check_up", by)) for by in ("ana", "raj", "kim"))
    assert (["raj", "ana"], ["raj", "ana"]) == tuple(list(seen(whole, "check_up", by)) for by in ("ana", "raj"))

    p = there(flow.open_form(half, "end_evaluation", by="kim", at=after_match(9)))
    p = filled_in(flow, p, "end_evaluation", {"met_on": "2026-01-06", "result": 7}, after_match(9), "ana", "raj")
    assert (["ana"], ["raj"], ["ana", "raj"]) == tuple(
        list(seen(p, "end_evaluation", by)) for by in ("ana", "raj", "kim")
    )


def test_views_keep_private_answers_between_the_partners() -> None:
    """``private`` wins over everything that is shown; others see what a move showed, as it stood then."""
    flow = shipped()
    p = filled_in(flow, an_agreed_pair(), "plan", PLAN, after_match(7), "ana")
    assert ["goals", "activities", "right_now"] == seen(p, "plan", "raj")["ana"]
    assert ({}, {}) == (seen(p, "plan", "sol"), seen(p, "plan", "kim"))
    p = there(flow.fire(p, "send_plan", by="ana", at=after_match(8)))

    assert ({"ana": ["goals", "activities"]}, {}) == (seen(p, "plan", "sol"), seen(p, "plan", "kim"))
    assert ["plan"] == [form.name for form in flow.view(p, by="sol").forms]


SHOWN = (
    """\
forms:
  note:
    filled_in_by: mentee
    fields:
      first: {ask: What, text: any length, also_seen_by: kin}
      second: {ask: What, text: any length}
      third: {ask: What, text: any length, private: yes, also_seen_by: kin, optional: yes}
  report:
    filled_in_by: guide
    also_seen_by: kin
    fields: {text: {ask: What, text: any length}}
states:
  open:
    moves:
      show: {by: mentee, to: stay, shows: {note: [kin, mentee, guide]}}
"""
    + OVER
    + LEAVE
)
NOTE = {"first": "a", "second": "b", "third": "c"}


def test_views_of_others_have_the_answers_and_forms_they_are_let_see() -> None:
    """``also_seen_by`` adds an answer or a form, never a private one; what staff write is theirs."""
    flow = flow_of(SHOWN)
    p = filled_in(flow, begun(flow), "note", NOTE, hours(1), "ana")
    p = filled_in(flow, p, "report", {"text": "so"}, hours(1), "kim")

    assert ["report"] == [form.name for form in flow.view(p, by="sol").forms]
    assert ["note", "report"] == [form.name for form in flow.view(p, by="ana").forms]
    assert ({"kim": ["text"]}, {"kim": ["text"]}, {}) == tuple(
        seen(p, "report", by, flow) for by in ("sol", "kim", "ana")
    )


def test_views_keep_what_was_shown_beside_what_is_always_seen() -> None:
    """Being let see one answer takes nothing away from what was shown."""
    flow = flow_of(SHOWN)
    p = filled_in(flow, begun(flow), "note", NOTE, hours(1), "ana")
    p = there(flow.fire(p, "show", by="ana", at=hours(2)))
    assert {"ana": ["first", "second"]} == seen(p, "note", "sol", flow) == seen(p, "note", "kim", flow)
    assert {"ana": ["first", "second", "third"]} == seen(p, "note", "ana", flow) == seen(p, "note", "raj", flow)

    p = filled_in(flow, p, "note", {**NOTE, "first": "x", "second": "y"}, hours(3), "ana")
    forms = {form.name: form for form in flow.view(p, by="kim").forms}
    assert {"first": "a", "second": "b"} == dict(forms["note"].sheets[0].answers)


# --- histories ------------------------------------------------------------------------------------------------------
def records_of(*decisions: Decision) -> list[Any]:
    """The records of some decisions."""
    return [record for decision in decisions for record in decision.records]


def matched_life() -> list[Decision]:
    """A request whose condition was lifted, the match, an opened check-up and an answer."""
    flow = shipped()
    start = flow.start(
        "propose", id="p", people=SHIPPED_PEOPLE, by="kim", at=after_match(-2), facts={"double_role": "none"}
    )
    lift = flow.lift(there(start), "mentor_has_room", by="kim", at=after_match(-1), reason="Between us: a favor.")
    facts = {"mentor_active_mentees": 1}
    first = flow.fire(there(lift), "accept_proposal", by="ana", at=after_match(0), facts=facts)
    second = flow.fire(there(first), "accept_proposal", by="raj", at=after_match(0), facts=facts)
    left = flow.fire(there(second), "withdraw", by="ana", at=after_match(1), answers={"ground": "goals_differ"})
    return [start, lift, first, second, left]


@pytest.mark.parametrize(
    ("by", "sees", "answers"),
    [
        ("kim", {"reason", "facts"}, ("goals_differ", None)),
        ("ana", {"facts"}, ("goals_differ", None)),
        ("raj", set(), (None, None)),
    ],
)
def test_views_of_a_history_leave_out_what_is_not_for_its_reader(
    by: str, sees: set[str], answers: tuple[Any, ...]
) -> None:
    """Reasons are for staff, facts for staff and who passed them, what a move asks for its writer and staff."""
    read = shipped().history(records_of(*matched_life()), by=by)
    found = {"reason": read[1].change.reason, "facts": read[2].facts}

    assert sees == {name for name, value in found.items() if value}
    assert answers == read[-1].answers
    assert ["propose", "mentor_has_room", "accept_proposal", "accept_proposal", "withdraw"] == [r.name for r in read]


def test_views_of_a_history_show_others_only_what_concerns_them() -> None:
    """Others read of their own acts and of what they were told, strangers of nothing."""
    records = records_of(*matched_life())
    told = [r.seq for r in records if any(notice.to == "sol" for notice in r.notices)]

    assert told == [record.seq for record in shipped().history(records, by="sol")]
    assert () == shipped().history(records, by="eve")


LEFT = (
    """\
forms:
  diary:
    filled_in_by: guide
    fields: {open: {ask: Open, text: any length}, secret: {ask: Secret, text: any length, private: yes}}
  pair:
    filled_in_by: each partner
    hidden_from_partner: always
    fields:
      hours: {ask: Hours, whole_number: 0 to 9, should_be: 0 to 2}
      good: {ask: Good, choose_one: [yes, no], also_seen_by: kin}
conditions: {good: {pair.good: yes}}
routing:
  onward:
    row_for: each partner
    rows:
      - {if: {good: no}, to: stay}
      - {if: {good: yes}, to: over}
states:
  open: {when_complete: {diary: second}}
  second:
    when_complete: {pair: onward}
    moves:
      pass_on: {by: guide, to: stay, assigns: guide}
      mark: {by: kin, to: stay, tell: guide}
      ring: {by: guide, to: stay, tell: kin, asks: {loud: {ask: Loud, whole_number: 0 to 9, should_be: 0 to 2}}}
"""
    + OVER
    + LEAVE
)
WRITTEN = {"open": "so", "secret": "shh"}


def test_views_show_writers_their_whole_sheet_for_ever() -> None:
    """Whoever wrote a sheet sees all of it, private answers and after leaving included; their successor not all."""
    flow = flow_of(LEFT)
    p = filled_in(flow, begun(flow), "diary", WRITTEN, hours(1), "kim")
    assert {"kim": ["open", "secret"]} == seen(p, "diary", "kim", flow)
    p = there(flow.fire(p, "pass_on", by="kim", at=hours(2), people={"guide": "eve"}))

    assert ({"kim": ["open", "secret"]}, {"kim": ["open"]}) == (
        seen(p, "diary", "kim", flow),
        seen(p, "diary", "eve", flow),
    )
    assert ["diary"] == [form.name for form in flow.view(p, by="kim").forms]


def left_life() -> list[Any]:
    """What kim wrote before passing on to eve, what sol did and heard, and sheets that lead to a row each."""
    flow = flow_of(LEFT)
    people = {"mentee": "ana", "mentor": "raj", "guide": "kim", "kin": "sol"}
    decisions = [flow.start("begin", id="p", people=people, by="ana", at=hours(0))]
    for act, name, by, more in (
        (flow.submit, "diary", "kim", {"answers": WRITTEN}),
        (flow.fire, "pass_on", "kim", {"people": {"guide": "eve"}}),
        (flow.fire, "mark", "sol", {}),
        (flow.fire, "ring", "eve", {"answers": {"loud": 9}}),
        (flow.submit, "pair", "ana", {"answers": {"hours": 7, "good": "yes"}}),
        (flow.submit, "pair", "raj", {"answers": {"hours": 1, "good": "no"}}),
    ):
        decisions.append(act(there(decisions[-1]), name, by=by, at=hours(1), **more))  # type: ignore[operator]
    return records_of(*decisions)


def test_views_of_a_history_are_short_for_others_and_for_who_has_left() -> None:
    """Who has left reads what they did themselves, whole; others also what they were told, without its answers."""
    records, flow = left_life(), flow_of(LEFT)
    kim, sol = flow.history(records, by="kim"), flow.history(records, by="sol")

    assert [("diary", ("so", "shh")), ("pass_on", None)] == [(record.name, record.answers) for record in kim]
    assert [("mark", None, ()), ("ring", (None,), ())] == [(r.name, r.answers, r.warnings) for r in sol]
    assert [record.name for record in records] == [record.name for record in flow.history(records, by="ana")]


def test_views_of_a_history_do_not_say_whose_sealed_sheet_found_a_row() -> None:
    """A row is read without its person, and advice without its question, where the sheet is not for the reader."""
    records, flow = left_life(), flow_of(LEFT)
    read = {by: flow.history(records, by=by) for by in ("ana", "raj", "eve")}

    assert {"ana": None, "raj": "raj", "eve": None} == {by: each[-1].rows[0].person for by, each in read.items()}
    assert {"ana": ("hours",), "raj": (), "eve": ()} == {by: each[-2].warnings for by, each in read.items()}
    assert {"ana": (), "raj": (), "eve": ("loud",)} == {by: each[4].warnings for by, each in read.items()}


def test_views_of_a_history_keep_rows_that_were_found_for_nobody() -> None:
    """A table over counts reads no sheet, so nothing of its row is left out."""
    decision = shipped().fire(an_agreed_pair(), "no_answer", by="ana", at=after_match(7))
    (_, record) = shipped().history([migrated(an_agreed_pair()), *decision.records], by="raj")

    assert decision.records[0].rows == record.rows != ()


def test_views_of_a_history_keep_open_what_has_opened() -> None:
    """A sheet that stood in a complete round stays open to the partner, one of an unfinished round sealed."""
    flow = shipped()
    start = a_match()
    decisions = [flow.open_form(start, "agreement", by="kim", at=after_match(1))]
    for act, name, by, more in (
        (flow.submit, "agreement", "ana", {"answers": TERMS}),
        (flow.sign, "agreement", "ana", {}),
        (flow.sign, "agreement", "raj", {}),
        (flow.open_form, "check_up", "kim", {}),
        (flow.submit, "check_up", "ana", {"answers": FINE}),
        (flow.submit, "check_up", "raj", {"answers": FINE}),
        (flow.open_form, "mid_point_review", "kim", {}),
        (flow.submit, "mid_point_review", "ana", {"answers": GO_ON}),
        (flow.submit, "mid_point_review", "raj", {"answers": GO_ON}),
        (flow.submit, "mid_point_review", "ana", {"answers": GO_ON}),
    ):
        decisions.append(act(there(decisions[-1]), name, by=by, at=after_match(2), **more))  # type: ignore[operator]
    read = {(r.name, r.seq): r.answers for r in flow.history([migrated(start), *records_of(*decisions)], by="raj")}
    answered = [
        any(answers) for (name, _), answers in read.items() if answers and name in {"check_up", "mid_point_review"}
    ]

    assert [True, True, True, True, False] == answered


def test_views_of_a_history_need_one_and_a_person() -> None:
    """An empty history and a reader without a name are slips."""
    with pytest.raises(BadRecord, match="at least one record"):
        shipped().history([], by="ana")
    with pytest.raises(BadArgument, match="by must be"):
        shipped().history(records_of(*matched_life()), by="")


TWICE = (
    """\
states:
  open:
    moves:
      send:
        by: mentee
        to: stay
        tell: kin
        asks: {a: {ask: A, text: any length}, b: {ask: B, text: any length, also_seen_by: kin}}
      go: {by: mentee, to: second}
  second:
    moves:
      send: {by: mentee, to: stay, tell: kin, asks: {c: {ask: C, text: any length, also_seen_by: mentor}}}
"""
    + OVER
    + LEAVE
)


def test_views_of_a_history_know_which_of_two_moves_of_one_name_was_made() -> None:
    """Two states may have a move of one name that ask different things; each answer is seen by whom its own says."""
    flow: Flow = flow_of(TWICE)
    people = {"mentee": "ana", "mentor": "raj", "guide": "kim", "kin": "sol"}
    start = flow.start("begin", id="p", people=people, by="ana", at=hours(0))
    one = flow.fire(there(start), "send", by="ana", at=hours(1), answers={"a": "A", "b": "B"})
    go = flow.fire(there(one), "go", by="ana", at=hours(2))
    two = flow.fire(there(go), "send", by="ana", at=hours(3), answers={"c": "C"})
    records = records_of(start, one, go, two)

    def read(by: str) -> list[Any]:
        return [record.answers for record in flow.history(records, by=by) if record.answers is not None]

    assert [("A", "B"), ("C",)] == read("kim") == read("ana")
    assert [(None, "B"), (None,)] == read("sol")
    assert [(None, None), ("C",)] == read("raj")


def test_views_of_a_history_leave_a_migrated_partnership_out() -> None:
    """A migrated record carries every sheet there is, so its partnership is not handed to readers."""
    flow, p = shipped(), an_agreed_pair()
    record = flow.fire(p, "answered", by="ana", at=after_match(7)).records[0]

    assert () == flow.history([migrated(p), record], by="sol")
    for by in ("raj", "kim", "ana"):
        (first, second) = flow.history([migrated(p), record], by=by)
        assert (None, "migrated", "answered") == (first.origin, first.kind, second.name)


def test_views_of_what_staff_write_are_of_everybody_in_that_role() -> None:
    """One copy belongs to the role: whoever else holds it sees it, and partners do not."""
    flow = flow_of(SHOWN)
    p = begun(flow, people={"mentee": "ana", "mentor": "raj", "guide": ("kim", "eve")})
    p = filled_in(flow, p, "report", {"text": "so"}, hours(1), "kim")

    assert ({"kim": ["text"]}, {"kim": ["text"]}, {}) == tuple(
        seen(p, "report", by, flow) for by in ("kim", "eve", "raj")
    )
