"""The front door: what a flow is, and that every act leaves its partnership usable."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import mentorflow
from mentorflow.errors import MentorflowError, UnknownName, WorkflowMismatch
from mentorflow.states import codec
from tests.rulings.small import FINE
from tests.states.lives import (
    FACTS,
    PLAN,
    SHIPPED_PEOPLE,
    a_match,
    a_request,
    after_match,
    an_agreed_pair,
    begun,
    flow_of,
    hours,
    shipped,
    there,
    untouched,
)
from tests.states.test_fold import changed

SMALL = (
    "states:\n  open: {moves: {stop: {by: mentee, to: over}, wait: {by: mentee, to: stay}}}\n  over: {final: over}\n"
)


def test_flow_cannot_be_changed() -> None:
    """A flow is made of its workflow once and for all."""
    for name in ("workflow", "machine", "digest", "mood"):
        with pytest.raises(AttributeError, match="a Flow cannot be changed"):
            setattr(shipped(), name, None)


def test_flow_pickles_as_its_workflow() -> None:
    """Another process has the same rules: same digest, same decisions, and partnerships go on there."""
    flow = pickle.loads(pickle.dumps(shipped()))  # noqa: S301 - our own bytes
    decision = flow.fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)

    assert (shipped().digest, shipped().workflow) == (flow.digest, flow.workflow)
    assert decision == shipped().fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)


def test_flow_shows_its_name_and_its_meaning() -> None:
    """The representation has the name and the digest; the layout numbers what there is."""
    assert f"<Flow mentoring-connection {shipped().digest[:12]}>" == repr(shipped())
    assert ["mentee", "mentor", "coordinator", "supervisor"] == list(shipped().layout.roles)


def test_flow_decides_the_same_in_many_threads() -> None:
    """Nothing in a flow remembers anything, so threads share it."""

    def accept(_: int) -> Any:
        return shipped().fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)

    with ThreadPoolExecutor(4) as pool:
        decisions = list(pool.map(accept, range(20)))
    assert all(decision == decisions[0] for decision in decisions)


def test_flow_takes_no_partnership_of_other_rules() -> None:
    """Whatever is asked, a partnership of another digest raises."""
    other, p = flow_of(SMALL), a_match()
    calls: list[Any] = [
        lambda: other.fire(p, "stop", by="ana", at=after_match(1)),
        lambda: other.options(p, at=after_match(1)),
        lambda: other.due(p, at=after_match(1)),
        lambda: other.tick(p, at=after_match(1)),
        lambda: other.view(p, by="ana"),
        lambda: other.subject(p, by="ana", at=after_match(1)),
    ]
    for call in calls:
        with pytest.raises(WorkflowMismatch, match=r"made under other rules .* than these, which are 'small'"):
            call()


def test_flow_gives_decisions_that_say_what_happened() -> None:
    """Moved, recorded, refused or not offered; records, notices and effects in order; neither true nor false."""
    flow = shipped()
    moved = flow.fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)
    recorded = flow.fire(a_match(), "answered", by="ana", at=after_match(1))
    refused = flow.fire(a_request(), "accept", by="eve", at=after_match(0), facts=FACTS)
    nowhere = flow.fire(a_request(), "resume", by="ana", at=after_match(0))

    assert ["moved", "recorded", "refused", "not_offered"] == [d.outcome for d in (moved, recorded, refused, nowhere)]
    assert [True, True, False, False] == [d.accepted for d in (moved, recorded, refused, nowhere)]
    assert ("close_other_requests", "recount_mentor") == moved.effects
    assert ["ana", "kim", "sol"] == [notice.to for notice in moved.notices]
    for decision in (moved, refused):
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(decision)
    assert "<Decision moved <Partnership 'p-1' matched at record 2>>" == repr(moved)
    assert "<Record 2 move accept by raj>" == repr(moved.records[0])
    assert (after_match(0), after_match(0)) == (moved.records[0].at, there(moved).at)


def test_flow_records_stand_in_order_with_what_fell_first() -> None:
    """Deadlines that fell before an act come first, in its records, notices and effects alike."""
    decision = shipped().fire(a_request(), "accept", by="raj", at=after_match(5), facts=FACTS)

    assert [("fall", "answer"), ("move", "accept")] == [(r.kind, r.name) for r in decision.records]
    assert ("let_mentee_look_on", "close_other_requests", "recount_mentor") == decision.effects
    assert ["raj", "ana", "ana", "kim", "sol"] == [notice.to for notice in decision.notices]
    assert [("recorded", "requested")] == [(d.outcome, there(d).state) for d in decision.before]


def test_flow_never_changes_the_partnership_it_is_given() -> None:
    """Whatever is done or asked, the partnership given is what it was, and can be used again."""
    flow, p = shipped(), an_agreed_pair()
    before, digest = codec.dump(p), hash(p)
    flow.fire(p, "pause", by="ana", at=after_match(40))
    flow.submit(p, "check_up", answers=FINE, by="ana", at=after_match(40))
    flow.submit(p, "check_up", answers={}, by="raj", at=after_match(40))
    flow.options(p, at=after_match(400))
    flow.due(p, at=after_match(400))
    flow.tick(p, at=after_match(400))
    with pytest.raises(MentorflowError):
        flow.fire(p, "puase", by="ana", at=after_match(40))

    assert (before, digest) == (codec.dump(p), hash(p))
    assert "planned" == there(flow.submit(p, "plan", answers=PLAN, by="ana", at=after_match(7))).state


BAD: dict[str, Any] = {
    "an unknown trigger": lambda f, p: f.fire(p, "fly", by="ana", at=after_match(7)),
    "an unknown form": lambda f, p: f.submit(p, "diary", answers={}, by="ana", at=after_match(7)),
    "an unknown field": lambda f, p: f.submit(p, "plan", answers={"mood": "x"}, by="ana", at=after_match(7)),
    "an unknown role": lambda f, _: f.start("propose", id="p", people={**SHIPPED_PEOPLE, "boss": "x"}, by="kim",
                                            at=after_match(7), facts={"double_role": "none"}),
    "an unknown role assigned": lambda f, p: f.fire(p, "change_supervisor", by="ana", at=after_match(7),
                                                    people={"boss": "x"}),
    "a naive datetime": lambda f, p: f.fire(p, "pause", by="ana", at=after_match(7).replace(tzinfo=None)),
    "time running backwards": lambda f, p: f.fire(p, "pause", by="ana", at=after_match(1)),
    "a missing fact": lambda f, _: f.start("propose", id="p", people=SHIPPED_PEOPLE, by="kim", at=after_match(7)),
    "an undeclared fact": lambda f, p: f.fire(p, "pause", by="ana", at=after_match(7), facts={"mood": "up"}),
    "a mistyped fact": lambda f, p: f.fire(p, "pause", by="ana", at=after_match(7), facts={"double_role": 3}),
    "nobody": lambda f, p: f.fire(p, "pause", by="", at=after_match(7)),
}  # fmt: skip


@pytest.mark.parametrize("call", BAD)
def test_flow_raises_for_a_programmers_slip_and_goes_on(call: str) -> None:
    """Every slip is a ``MentorflowError``; the partnership is untouched and can be used afterwards."""
    p = an_agreed_pair()

    with pytest.raises(MentorflowError) as caught:
        BAD[call](shipped(), p)
    assert str(caught.value)
    assert "paused" == there(shipped().fire(p, "pause", by="ana", at=after_match(7))).state


def test_flow_refuses_persons_it_does_not_know() -> None:
    """Any text is a person: without a part in the partnership they are refused everything, and see nothing."""
    flow, p = shipped(), an_agreed_pair()
    untouched(flow.fire(p, "pause", by="eve", at=after_match(7)), p, ("role", "pause"))
    untouched(flow.submit(p, "plan", answers=PLAN, by="eve", at=after_match(7)), p, ("role", "plan"))
    untouched(flow.sign(p, "agreement", by="eve", at=after_match(7)), p, ("role", "agreement"))
    untouched(flow.open_form(p, "plan", by="eve", at=after_match(7)), p, ("role", "plan"))
    untouched(flow.close_form(p, "plan", by="eve", at=after_match(7)), p, ("role", "plan"))

    assert {"refused"} == {option.verdict for option in flow.options(p, at=after_match(7), by="eve")}
    assert () == flow.view(p, by="eve").forms


def test_flow_takes_names_for_what_they_are() -> None:
    """A name that is no text cannot be meant, wherever it stands."""
    flow, p = shipped(), an_agreed_pair()
    wrong: Any
    for wrong in (None, 7, ["plan"], {"plan": 1}):
        for call in (
            lambda name: flow.submit(p, name, answers={}, by="ana", at=after_match(7)),
            lambda name: flow.lift(p, name, by="kim", at=after_match(7), reason="so"),
            lambda name: flow.fire(p, name, by="ana", at=after_match(7)),
        ):
            with pytest.raises(UnknownName, match="there is no"):
                call(wrong)


def test_flow_asks_only_what_is_needed_to_fold_records() -> None:
    """Records may come from anywhere that gives them in order, also a generator."""
    flow = flow_of(SMALL)
    start = flow.start(
        "begin", id="p", people={"mentee": "ana", "mentor": "raj", "guide": "kim"}, by="ana", at=hours(0)
    )
    wait = flow.fire(there(start), "wait", by="ana", at=hours(1))
    records = (record for decision in (start, wait) for record in decision.records)

    assert wait.partnership == flow.replay(records)
    assert begun(flow) != there(start)
    assert [1, 2] == [r.seq for r in flow.history(iter([*start.records, *wait.records]), by="ana")]
    assert () == flow.verify(iter([*start.records, *wait.records]))
    assert changed(start.records[0]) == start.records[0]


def test_flow_is_equal_for_files_that_mean_the_same() -> None:
    """Two readings of one text have one digest, and partnerships pass from one to the other."""
    again = mentorflow.load("mentoring-connection")

    assert shipped().digest == again.digest
    assert "matched" == there(again.fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)).state


def test_flow_gives_decisions_that_can_be_stored_and_explained_elsewhere() -> None:
    """A decision pickles with all that it is explained from."""
    decision = shipped().fire(a_request(), "accept", by="raj", at=after_match(5), facts=FACTS)
    back = pickle.loads(pickle.dumps(decision))  # noqa: S301 - our own bytes

    assert decision == back
    assert decision.explain() == back.explain()
