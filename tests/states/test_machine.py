"""The transitions.Machine that every move goes through."""

from __future__ import annotations

import gc
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
import transitions
from transitions.extensions import GraphMachine

import mentorflow
from mentorflow.states.machine import WorkflowMachine
from mentorflow.states.partnership import Partnership
from tests.states.lives import (
    FACTS,
    LEAVE,
    PLAN,
    STATES,
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
    from mentorflow.states.flow import Flow

FULL = {**FACTS, "mentor_active_mentees": 3}


def may(flow: Flow, p: Partnership, move: str, **act: Any) -> bool:
    """What a plain ``transitions.Machine`` answers when asked whether somebody may do something."""
    subject = flow.subject(p, **act)
    flow.machine.like(transitions.Machine, subject)
    return bool(getattr(subject, f"may_{move}")())


def agree(flow: Flow, p: Partnership, people: tuple[str, ...], **act: Any) -> None:
    """For every move offered and every person the machine answers as the options do."""
    for person in people:
        subject = flow.subject(p, by=person, **act)
        flow.machine.like(transitions.Machine, subject)
        offered = [option for option in flow.options(p, by=person, **act) if option.kind == "move"]
        expected = {option.name: option.verdict in {"allowed", "warned"} for option in offered}
        assert expected == {option.name: getattr(subject, f"may_{option.name}")() for option in offered}


def test_machine_is_a_transitions_machine_of_the_states_of_the_file() -> None:
    """It is the library's own machine; which states are final is known to it."""
    machine, workflow = shipped().machine, shipped().workflow

    assert isinstance(machine, transitions.Machine)
    assert [state.name for state in workflow.states] == list(machine.states)
    assert {"declined", "closed", "no_fault_terminated"} == {n for n, state in machine.states.items() if state.final}


def test_machine_is_what_fire_goes_through() -> None:
    """Every act asks the machine what the trigger means in the state; what it says is what happens."""
    flow = mentorflow.load("mentoring-connection")
    offer = mock.Mock(wraps=flow.machine.offer)
    with mock.patch.dict(vars(flow.machine), offer=offer):
        flow.fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)
        flow.fire(a_request(), "resume", by="raj", at=after_match(0))
    assert [mock.call("accept", "requested"), mock.call("resume", "requested")] == offer.call_args_list

    with mock.patch.dict(vars(flow.machine), offer=lambda *_: None):
        decision = flow.fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)
    assert "not_offered" == decision.outcome


def test_machine_offers_a_move_where_it_is_offered_and_raises_for_what_is_none() -> None:
    """None where the state does not have it; a trigger that no state has is a slip."""
    machine = shipped().machine
    offered = machine.offer("accept", "requested")

    assert offered is not None
    assert "accept" == offered.name
    assert machine.offer("accept", "matched") is None
    assert machine.offer("request", "") is not None
    for wrong in ("acept", "answer", None, ["accept"]):
        with pytest.raises(LookupError, match="there is no move called"):
            machine.offer(wrong, "requested")  # type: ignore[arg-type]


@pytest.mark.parametrize("state", STATES)
def test_machine_has_the_triggers_that_options_offer(state: str) -> None:
    """In every state the moves among its triggers are the moves of the options, and nothing moves after the end."""
    flow, p = shipped(), in_state(state)
    moves = {option.name for option in flow.options(p, at=p.at, facts=FACTS) if option.kind == "move"}

    assert moves == set(flow.machine.get_triggers(state)) & set(flow.workflow.move_names)
    assert moves == {
        name for name in flow.workflow.move_names if name and flow.machine.get_transitions(name, source=state)
    }
    assert bool(moves) is not flow.machine.get_state(state).final


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("facts", [FACTS, FULL], ids=["free", "full"])
def test_machine_asks_what_options_answer(state: str, facts: dict[str, Any]) -> None:
    """``may_*`` of any machine made like it agrees with the options, for everybody in every state."""
    p = in_state(state)

    agree(shipped(), p, ("ana", "raj", "kim", "sol", "eve"), at=p.at, facts=facts)


def test_machine_knows_lifts_halves_and_what_no_answer_mends() -> None:
    """A lifted condition, a half made already, an empty form to show and a limit at its most are known to it."""
    flow, people = shipped(), ("ana", "raj", "kim")
    lifted = there(flow.lift(a_request(), "mentor_has_room", by="kim", at=after_match(0), reason="so"))
    half = there(flow.fire(a_proposal(), "accept_proposal", by="ana", at=after_match(0), facts=FACTS))
    longest = there(
        flow.fire(an_agreed_pair(), "extend", by="kim", at=after_match(7), answers={"extra_time": "2 years"})
    )
    planned = filled_in(flow, an_agreed_pair(), "plan", PLAN, after_match(7), "ana")

    assert may(flow, lifted, "accept", by="raj", at=after_match(0), facts=FULL)
    assert not may(flow, half, "accept_proposal", by="ana", at=after_match(0), facts=FACTS)
    assert may(flow, half, "accept_proposal", by="raj", at=after_match(0), facts=FACTS)
    assert not may(flow, longest, "extend", by="kim", at=after_match(7))
    assert not may(flow, an_agreed_pair(), "send_plan", by="ana", at=after_match(7))
    assert may(flow, planned, "send_plan", by="ana", at=after_match(7))
    for p in (lifted, half, longest, planned):
        agree(flow, p, people, at=p.at, facts=FULL)


BARRED = (
    """\
facts: {weather: {choose_one: [fair, foul]}}
conditions: {fair: {weather: fair}}
routing:
  by_weather:
    rows:
      - {if: {fair: yes}, to: over}
      - {if: {fair: no}, to: stay}
states:
  open:
    moves:
      vouch: {by: guide, not_by: mentor, to: over}
      walk: {by: mentee, to: by_weather}
  over: {final: over}
"""
    + LEAVE
)


@pytest.mark.parametrize("weather", ["fair", "foul"])
def test_machine_leads_by_the_row_that_fits(weather: str) -> None:
    """A transition by a table is possible for the row that fits and for no other; who is barred may not at all."""
    flow = flow_of(BARRED)
    p = begun(flow, people={"mentee": "ana", "mentor": "raj", "guide": ("kim", "raj")})
    agree(flow, p, ("ana", "raj", "kim"), at=hours(1), facts={"weather": weather})
    subject = flow.subject(p, by="ana", at=hours(1), facts={"weather": weather})
    machine = flow.machine.like(transitions.Machine, subject)
    led = [
        t
        for t in machine.get_transitions("walk", source="open")
        if all(c.check(event(machine, subject)) for c in t.conditions)
    ]

    assert [{"fair": "over", "foul": None}[weather]] == [transition.dest for transition in led]


def event(machine: transitions.Machine, subject: object) -> transitions.EventData:
    """An event about a subject, as the library hands it to conditions."""
    return transitions.EventData(machine.get_state("open"), machine.events["walk"], machine, subject, (), {})


def test_machine_never_fires_what_is_no_move() -> None:
    """Forms and deadlines are drawn with where they lead, but nobody fires them."""
    subject = shipped().subject(an_agreed_pair(), by="ana", at=after_match(7))
    shipped().machine.like(transitions.Machine, subject)

    assert "check_up" in shipped().machine.get_triggers("agreed")
    assert not subject.may_check_up()  # type: ignore[attr-defined]
    with pytest.raises(LookupError, match="there is no move called 'check_up'"):
        shipped().fire(an_agreed_pair(), "check_up", by="ana", at=after_match(7))


def test_machine_draws_every_state_and_every_move() -> None:
    """A GraphMachine made like it draws Mermaid with all states and all moves that lead somewhere."""
    subject = shipped().subject(an_agreed_pair(), by="ana", at=after_match(7))
    machine = shipped().machine.like(GraphMachine, subject, graph_engine="mermaid", show_conditions=True)
    drawn = machine.get_combined_graph().source

    assert drawn.lstrip().startswith("---") or "stateDiagram" in drawn
    assert not [state.name for state in shipped().workflow.states if state.name not in drawn]
    inside = [move.name for move in shipped().workflow.every_move() if move.home != "start"]
    assert not [name for name in inside if name not in drawn]
    assert "mentor_has_room" in drawn
    assert "by mentor" in drawn


@pytest.mark.parametrize(
    "add",
    [
        lambda machine: machine.add_transition("fly", "agreed", "closed"),
        lambda machine: machine.add_transitions([["fly", "agreed", "closed"]]),
        lambda machine: machine.add_ordered_transitions(),
        lambda machine: machine.add_state("heaven"),
        lambda machine: machine.add_states(["heaven"]),
        lambda machine: machine.add_model(object()),
        lambda machine: machine.add_model("self"),
        lambda machine: machine.remove_transition("accept"),
        lambda machine: machine.remove_model(object()),
        lambda machine: setattr(machine, "offer", None),
        lambda machine: setattr(machine, "send_event", False),
        lambda machine: setattr(machine, "initial", "closed"),
        lambda machine: delattr(machine, "offer"),
    ],
)
def test_machine_refuses_changes(add: Any) -> None:
    """The rule file is the authority: what is tried says where to go instead, and changes nothing."""
    machine = shipped().machine
    before = (list(machine.states), list(machine.events), list(machine.models))

    with pytest.raises(TypeError, match="frozen: change the rule file"):
        add(machine)
    assert before == (list(machine.states), list(machine.events), list(machine.models))


def test_machine_is_frozen_before_the_library_has_made_its_part() -> None:
    """Nothing can be slipped in before anybody has asked for a state or a transition."""
    machine = mentorflow.load("mentoring-connection").machine

    for name in ("offer", "events", "send_event", "mood"):
        with pytest.raises(TypeError, match="frozen: change the rule file"):
            setattr(machine, name, None)
    with pytest.raises(TypeError, match="frozen: change the rule file"):
        machine.add_states(["heaven"])
    assert machine.send_event is True
    assert "heaven" not in machine.states


def test_machine_of_the_library_is_this_very_machine() -> None:
    """What the library made belongs to the workflow's machine, not to another one behind it."""
    machine = mentorflow.load("mentoring-connection").machine

    assert {id(machine)} == {id(event.machine) for event in machine.events.values()}
    assert "matched" == machine.get_state("matched").name
    assert machine.initial == shipped().workflow.states[0].name


def test_machine_is_made_once_and_seen_whole_by_every_thread() -> None:
    """Whoever asks first makes it; whoever asks meanwhile waits and finds all of it."""
    expected = [(name, len(shipped().machine.get_transitions(name))) for name in shipped().machine.events]
    machine = mentorflow.load("mentoring-connection").machine
    together = threading.Barrier(4)

    def ask(_: int) -> Any:
        together.wait()
        events = machine.events
        return id(events), [(name, len(machine.get_transitions(name))) for name in events]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    assert [(id(machine.events), expected)] * 4 == found


def test_machine_made_like_it_may_be_changed_without_harm() -> None:
    """A machine of one's own takes additions, and the workflow's does not notice."""
    own = shipped().machine.like(transitions.Machine)
    own.add_transition("fly", "agreed", "closed")

    assert "fly" in own.get_triggers("agreed")
    assert "fly" not in shipped().machine.get_triggers("agreed")


def test_machine_remembers_no_partnership() -> None:
    """No partnership is registered, and none is kept alive, by firing, asking or drawing."""
    flow, request = mentorflow.load("mentoring-connection"), a_request()
    gc.collect()
    before = len([thing for thing in gc.get_objects() if isinstance(thing, Partnership)])
    for number in range(5):
        p = there(flow.fire(request, "accept", by="raj", at=after_match(number), facts=FACTS))
        flow.options(p, at=p.at, by="ana")
        may(flow, p, "withdraw", by="ana", at=p.at)
    del p
    gc.collect()

    assert [] == flow.machine.models
    assert before == len([thing for thing in gc.get_objects() if isinstance(thing, Partnership)])
    assert not hasattr(request, "accept")


def test_machine_comes_back_with_a_pickled_flow() -> None:
    """A flow pickles as its workflow; the machine is made anew and means the same."""
    flow = pickle.loads(pickle.dumps(shipped()))  # noqa: S301 - our own bytes

    assert isinstance(flow.machine, WorkflowMachine)
    assert flow.digest == shipped().digest
    assert list(shipped().machine.events) == list(flow.machine.events)


def test_machine_has_nothing_but_what_the_library_gives() -> None:
    """A name that neither the library nor the file knows is an attribute error, the first time and later."""
    machine = mentorflow.load("mentoring-connection").machine

    for _ in range(2):
        with pytest.raises(AttributeError):
            _ = machine.frobnicate
        assert "agreed" in machine.states


def test_machine_answers_for_itself_what_python_asks_of_every_object() -> None:
    """Asking for a special name that is not there makes nothing of the library's."""
    machine = mentorflow.load("mentoring-connection").machine

    assert not hasattr(machine, "__deepcopy__")
    assert "events" not in vars(machine)


def test_machine_names_its_requirements() -> None:
    """Conditions show under the names of the file."""
    (accept,) = shipped().machine.get_transitions("accept", source="requested")

    assert ["<Requirement by mentor>", "<Requirement mentor_has_room>"] == [repr(c.func) for c in accept.conditions]
