"""What may happen now, and whether it would be accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.rulings.small import day
from tests.states.lives import (
    FACTS,
    LEAVE,
    STATES,
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
    from mentorflow.states.options import Option

OVER = "  over: {final: over}\n"


def by_name(found: tuple[Option, ...]) -> dict[tuple[str, str], Option]:
    """Options by kind and name."""
    return {(option.kind, option.name): option for option in found}


def offered(p: Any, at: Any = None, flow: Any = None, **more: Any) -> dict[tuple[str, str], Option]:
    """The options at an instant, the last record's unless said otherwise."""
    return by_name((flow or shipped()).options(p, at=at or p.at, **more))


def test_options_stand_in_the_order_of_the_file() -> None:
    """Moves first, then each form with its deeds, then what can be lifted."""
    found = [(option.kind, option.name) for option in shipped().options(a_request(), at=after_match(0), facts=FACTS)]

    assert ["accept", "decline", "cancel", "withdraw", "change_supervisor"] == [
        n for kind, n in found if kind == "move"
    ]
    assert [("submit", "agreement"), ("sign", "agreement"), ("open", "agreement"), ("close", "agreement")] == found[
        5:9
    ]
    assert ("lift", "mentor_has_room") == found[-1]


@pytest.mark.parametrize(
    ("facts", "by", "verdict"),
    [
        (FACTS, "raj", "allowed"),
        ({**FACTS, "mentor_active_mentees": 2}, "raj", "warned"),
        ({**FACTS, "mentor_active_mentees": 3}, "raj", "refused"),
        ({}, "raj", "needs"),
        (None, "raj", "needs"),
        (None, "ana", "refused"),
        (None, "eve", "refused"),
        (FACTS, None, "allowed"),
    ],
)
def test_options_say_how_a_move_would_come_out(facts: Any, by: str | None, verdict: str) -> None:
    """Allowed, warned, refused, or what has to be known first; a wrong role is refused whatever is known."""
    option = offered(a_request(), after_match(0), by=by, facts=facts)["move", "accept"]

    assert (verdict, ("mentor",)) == (option.verdict, option.roles)
    assert {"warned": ["mentor_has_slack"]}.get(verdict, []) == [warning.subject for warning in option.warnings]
    assert {"needs": ("mentor_active_mentees",)}.get(verdict, ()) == option.needs
    assert (verdict == "refused") is bool(option.reasons)


@pytest.mark.parametrize("state", STATES)
def test_options_of_moves_agree_with_firing_them(state: str) -> None:
    """What is allowed is accepted with some valid answers; what is refused is refused for at least these reasons."""
    flow, p = shipped(), in_state(state)
    asked: dict[str, Any] = {
        "extend": {"answers": {"extra_time": "1 day"}},
        "change_supervisor": {"people": {"supervisor": "z"}},
        "ask_for_form": {"answers": {"missing": "The plan"}},
        "fine_tune": {"answers": {"about": "time"}},
        "give_feedback": {"answers": {"feedback": "Well written."}},
    }
    for by in ("ana", "raj", "kim", "eve"):
        for (kind, name), option in offered(p, by=by, facts=FACTS).items():
            if kind == "move":
                decision = flow.fire(p, name, by=by, at=p.at, facts=FACTS, **asked.get(name, {}))
                assert decision.accepted is (option.verdict in {"allowed", "warned"})
                assert set(option.reasons) <= set(decision.refusals)
                assert option.warnings == decision.warnings


@pytest.mark.parametrize("state", STATES)
def test_options_of_forms_agree_with_doing_them(state: str) -> None:
    """Signing, opening and closing come out as the options say."""
    flow, p = shipped(), in_state(state)
    deeds = {"sign": flow.sign, "open": flow.open_form, "close": flow.close_form}
    for by in ("ana", "raj", "kim", "eve"):
        for (kind, name), option in offered(p, by=by, facts=FACTS).items():
            if kind in deeds:
                decision = deeds[kind](p, name, by=by, at=p.at)
                assert (option.verdict == "allowed", option.reasons) == (decision.accepted, decision.refusals)


def test_options_bar_by_a_further_role() -> None:
    """Who holds a role that is barred is refused, also where they hold one that may."""
    flow = flow_of("states:\n  open: {moves: {vouch: {by: guide, not_by: mentor, to: over}}}\n" + OVER + LEAVE)
    p = begun(flow, people={"mentee": "ana", "mentor": "raj", "guide": ("kim", "raj")})

    assert "refused" == offered(p, flow=flow, by="raj")["move", "vouch"].verdict
    assert "allowed" == offered(p, flow=flow, by="kim")["move", "vouch"].verdict
    assert "allowed" == offered(p, flow=flow)["move", "vouch"].verdict


EMPTY = """\
facts: {weather: {choose_one: [fair, foul]}}
conditions: {fair: {weather: fair}}
forms:
  note: {filled_in_by: kin, opened_by: kin, signed_by: kin, fields: {text: {ask: What, text: any length}}}
states:
  open:
    moves:
      bless: {by: kin, to: over}
      vouch: {by: guide, not_by: mentor, to: over}
      leave_early: {by: mentee, to: over, must: [fair], override: {fair: kin}}
  over: {final: over}
"""


def test_options_that_nobody_has_are_refused_with_the_role() -> None:
    """What a role may do that nobody holds here, or that bars all who hold it, is open to nobody."""
    flow = flow_of(EMPTY + LEAVE)
    p = begun(flow, people={"mentee": "ana", "mentor": "raj", "guide": "raj"})
    found = offered(p, flow=flow, facts={"weather": "foul"})
    nobody = ("submit", "sign", "open", "close")
    kins = [("move", "bless"), *((kind, "note") for kind in nobody), ("lift", "fair")]

    for key in kins:
        assert ("refused", ["role"]) == (found[key].verdict, [reason.kind for reason in found[key].reasons])
        assert "there is no Kin in this partnership" in found[key].reasons[0].message
        assert found[key].reasons[0].place
    assert "only Kin may fill in note; " in found["submit", "note"].reasons[0].message
    assert "raj is Mentor and Guide" in found["move", "vouch"].reasons[0].message
    assert not [key for key, option in found.items() if option.verdict == "refused" and not option.reasons]


def test_options_know_halves_lifts_and_what_no_answer_mends() -> None:
    """A half made already, an empty form to show and a limit at its most refuse whatever is answered."""
    flow = shipped()
    half = there(flow.fire(a_proposal(), "accept_proposal", by="ana", at=after_match(0), facts=FACTS))
    longest = there(
        flow.fire(an_agreed_pair(), "extend", by="kim", at=after_match(7), answers={"extra_time": "2 years"})
    )

    assert ["window"] == [r.kind for r in offered(half, by="ana", facts=FACTS)["move", "accept_proposal"].reasons]
    assert "allowed" == offered(half, facts=FACTS)["move", "accept_proposal"].verdict
    assert ["plan"] == [r.subject for r in offered(longest, by="ana")["move", "send_plan"].reasons]
    assert ["extra_time"] == [r.subject for r in offered(longest, by="kim")["move", "extend"].reasons]
    assert "allowed" == offered(an_agreed_pair(), by="kim")["move", "extend"].verdict


def test_options_after_a_lift_are_open_to_everybody_but_the_lifter() -> None:
    """A lift serves others: for who has lifted it themselves the condition stands."""
    flow, full = shipped(), {**FACTS, "mentor_active_mentees": 3}
    people = {"mentee": "ana", "mentor": "raj", "coordinator": ("kim", "raj")}
    request = there(flow.start("request", id="p", people=people, by="ana", at=after_match(-1), facts=FACTS))
    by_kim = there(flow.lift(request, "mentor_has_room", by="kim", at=after_match(0), reason="so"))
    by_raj = there(flow.lift(request, "mentor_has_room", by="raj", at=after_match(0), reason="so"))

    assert "warned" == offered(by_kim, by="raj", facts=full)["move", "accept"].verdict
    assert "refused" == offered(by_raj, by="raj", facts=full)["move", "accept"].verdict
    assert "warned" == offered(by_raj, facts=full)["move", "accept"].verdict


@pytest.mark.parametrize(("by", "verdict"), [("kim", "allowed"), ("raj", "refused"), (None, "allowed")])
def test_options_list_what_may_be_lifted(by: str | None, verdict: str) -> None:
    """Each condition that a move here lets be lifted, for those who may."""
    option = offered(a_request(), by=by)["lift", "mentor_has_room"]

    assert (verdict, ("coordinator",)) == (option.verdict, option.roles)
    assert [] == [name for kind, name in offered(an_agreed_pair()) if kind == "lift"]


@pytest.mark.parametrize(
    ("kind", "name", "by", "verdict"),
    [
        ("submit", "plan", "ana", "allowed"),
        ("submit", "plan", "raj", "refused"),
        ("submit", "plan", None, "allowed"),
        ("submit", "check_up", "raj", "allowed"),
        ("sign", "agreement", "ana", "refused"),
        ("sign", "agreement", None, "refused"),
        ("open", "mid_point_review", "kim", "allowed"),
        ("open", "plan", "kim", "refused"),
        ("close", "plan", "kim", "allowed"),
        ("close", "plan", "ana", "refused"),
    ],
)
def test_options_of_forms(kind: str, name: str, by: str | None, verdict: str) -> None:
    """Forms are filled in, signed, opened and closed by those who may while they may."""
    option = offered(an_agreed_pair(), by=by)[kind, name]

    assert (verdict, verdict == "refused") == (option.verdict, bool(option.reasons))


def test_options_of_forms_are_somebodys_where_one_of_several_may() -> None:
    """Without a person it is enough that one of those named may."""
    flow = shipped()
    p = there(flow.open_form(a_match(), "agreement", by="kim", at=after_match(1)))
    p = there(flow.submit(p, "agreement", answers=TERMS, by="ana", at=after_match(2)))
    p = there(flow.sign(p, "agreement", by="ana", at=after_match(2)))

    assert "allowed" == offered(p)["sign", "agreement"].verdict
    assert "refused" == offered(p, by="ana")["sign", "agreement"].verdict


NEEDED = (
    """\
facts: {weather: {choose_one: [fair, foul]}, season: {choose_one: [dry, wet]}, mood: {choose_one: [up, down]}}
conditions: {fair: {weather: fair}, dry: {season: dry}, up: {mood: up}}
forms:
  note:
    filled_in_by: mentee
    signed_by: mentor
    fields:
      text: {ask: What, text: any length}
      why: {ask: Why, text: any length, asked_if: up}
  wish: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
routing:
  by_weather:
    rows:
      - {if: {fair: yes}, to: second}
      - {if: {fair: no}, to: stay}
  by_season:
    rows:
      - {if: {dry: yes}, to: over}
      - {if: {dry: no}, to: stay}
states:
  open: {when_complete: {note: by_weather}}
  second: {when_complete: {wish: by_season}}
"""
    + OVER
    + LEAVE
)


def test_options_of_forms_need_the_facts_that_where_they_lead_depends_on() -> None:
    """Filling in may complete the form and lead by a table, and on through forms that are complete by then."""
    flow = flow_of(NEEDED)
    every = {"weather": "fair", "season": "dry", "mood": "down"}
    p = begun(flow, facts=every)
    note = offered(p, flow=flow, by="ana")["submit", "note"]

    assert ("needs", ("weather", "season", "mood")) == (note.verdict, note.needs)
    note = offered(p, flow=flow, by="ana", facts={"weather": "fair", "mood": "up"})["submit", "note"]
    assert ("needs", ("season",)) == (note.verdict, note.needs)
    assert "allowed" == offered(p, flow=flow, by="ana")["submit", "wish"].verdict
    assert "allowed" == offered(p, flow=flow, by="ana", facts=every)["submit", "note"].verdict
    p = filled_in(flow, p, "wish", {"text": "so"}, hours(1), "ana")
    p = there(flow.submit(p, "note", answers={"text": "so"}, by="ana", at=hours(2), facts=every))
    assert "over" == there(flow.sign(p, "note", by="raj", at=hours(3), facts=every)).state


LENGTHENS = (
    """\
limits:
  least: 5 days
  length: {usually: 10 days, may_be: 1 day to 12 days}
states:
  open:
    moves:
      extend:
        by: mentee
        to: stay
        asks: {more: {ask: How long, length_of_time: least to 9 days}}
        lengthens: {length: more}
"""
    + OVER
    + LEAVE
)


def test_options_leave_open_what_an_optional_answer_would_lengthen() -> None:
    """Where nothing has to be asked for, a limit at its most refuses nothing."""
    flow = flow_of(LENGTHENS.replace("{ask: How long, ", "{ask: How long, optional: yes, "))
    p = begun(flow)

    assert "allowed" == offered(p, flow=flow, by="ana")["move", "extend"].verdict
    assert flow.fire(p, "extend", by="ana", at=hours(1)).accepted
    assert not flow.fire(p, "extend", by="ana", at=hours(1), answers={"more": "5 days"}).accepted


def test_options_are_those_after_what_has_fallen() -> None:
    """Deadlines due by then count as fallen, and the partnership given stays as it was."""
    flow = flow_of(
        "states:\n  open:\n    moves: {go: {by: mentee, to: over}}\n"
        "    deadlines: {answer: {within: 2 days, late: {to: second}}}\n"
        "  second: {moves: {stop: {by: mentee, to: over}}}\n" + OVER + LEAVE
    )
    p = begun(flow)

    assert {"go", "leave"} == {name for _, name in offered(p, hours(1), flow=flow)}
    assert {"stop", "leave"} == {name for _, name in offered(p, day(9), flow=flow)}
    assert "open" == p.state


def test_options_try_the_shortest_answer_that_lengthens() -> None:
    """Where even the least that can be asked for is too much, every answer is refused."""
    flow = flow_of(LENGTHENS)
    short = begun(flow, limits={"length": "7 days"})

    assert "refused" == offered(begun(flow), flow=flow, by="ana")["move", "extend"].verdict
    assert "allowed" == offered(short, flow=flow, by="ana")["move", "extend"].verdict
    assert flow.fire(short, "extend", by="ana", at=hours(1), answers={"more": "5 days"}).accepted
