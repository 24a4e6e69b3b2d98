"""Ruling 18: mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.errors import BadArgument, BadFact, UnknownName
from tests.rulings.small import (
    FACTS,
    FINE,
    MATCH,
    SHIPPED_PEOPLE,
    after_match,
    agreed,
    refusals,
    requested,
    shipped,
    there,
)

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG_NAMES: list[tuple[str, Callable[[Any, Any], Any]]] = [
    ("move", lambda flow, p: flow.fire(p, "acept", by="raj", at=MATCH, facts=FACTS)),
    (
        "start move",
        lambda flow, _: flow.start("reqest", id="p", people=SHIPPED_PEOPLE, by="ana", at=MATCH, facts=FACTS),
    ),
    ("form to submit", lambda flow, p: flow.submit(p, "check_ups", answers={}, by="ana", at=MATCH)),
    ("form to sign", lambda flow, p: flow.sign(p, "agrement", by="ana", at=MATCH)),
    ("form to open", lambda flow, p: flow.open_form(p, "checkup", by="kim", at=MATCH)),
    ("form to close", lambda flow, p: flow.close_form(p, "checkup", by="kim", at=MATCH)),
    ("condition", lambda flow, p: flow.lift(p, "mentor_has_rom", by="kim", at=MATCH, reason="so")),
    ("question", lambda flow, p: flow.questions(p, "check_ups", by="ana", answers={})),
    (
        "role",
        lambda flow, _: flow.start(
            "request", id="p", people={**SHIPPED_PEOPLE, "mentro": "x"}, by="ana", at=MATCH, facts=FACTS
        ),
    ),
]


@pytest.mark.parametrize("call", [call for _, call in WRONG_NAMES], ids=[name for name, _ in WRONG_NAMES])
def test_ruling_18_an_unknown_name_raises_and_names_the_nearest(call: Callable[[Any, Any], Any]) -> None:
    """A programmer's slip is an exception that knows what was meant."""
    flow = shipped()

    with pytest.raises(UnknownName) as caught:
        call(flow, requested(flow))
    assert caught.value.nearest is not None
    assert caught.value.nearest in str(caught.value)


def test_ruling_18_an_unknown_field_raises() -> None:
    """Answers name fields of the form; anything else is a slip."""
    flow = shipped()

    with pytest.raises(UnknownName, match="fitt"):
        flow.submit(agreed(flow), "check_up", answers={**FINE, "fitt": "good"}, by="ana", at=after_match(20))


def test_ruling_18_undeclared_facts_and_facts_out_of_range_raise() -> None:
    """They name the fact."""
    flow = shipped()

    for wrong in ({"mentor_active_mentee": 1}, {"mentor_active_mentees": -1}, {"mentor_active_mentees": True}):
        with pytest.raises(BadFact, match="mentor_active_mentee"):
            flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts={**FACTS, **wrong})


def test_ruling_18_people_for_roles_that_the_move_does_not_assign_raise() -> None:
    """New holders are handed over exactly where the move assigns them."""
    flow = shipped()

    with pytest.raises(BadArgument):
        flow.fire(requested(flow), "change_supervisor", by="ana", at=MATCH)
    with pytest.raises(BadArgument):
        flow.fire(requested(flow), "cancel", by="ana", at=MATCH, people={"supervisor": "zoe"})


def test_ruling_18_answers_outside_their_domain_are_one_refusal_that_lists_all() -> None:
    """What people get wrong is told to them at once, in the order of the form."""
    flow = shipped()
    wrong = {"fit": "splendid", "meetings_a_month": 31, "energized": "yes", "cancelled_in_a_row": "three"}
    decision = flow.submit(agreed(flow), "check_up", answers=wrong, by="ana", at=after_match(20))

    expected = ["fit", "meetings_a_month", "time_well_spent", "cancelled_in_a_row"]
    assert [("answer", name) for name in expected] == refusals(decision)


@pytest.mark.parametrize(
    ("number", "fits"), [(-1, False), (0, True), (30, True), (31, False), (True, False), ("3", False)]
)
def test_ruling_18_both_ends_of_a_range_belong_to_it(number: Any, fits: bool) -> None:  # noqa: FBT001
    """0 to 30 takes 0 and 30, and whole numbers only."""
    flow = shipped()
    sheet = {**FINE, "meetings_a_month": number}

    assert fits is flow.submit(agreed(flow), "check_up", answers=sheet, by="ana", at=after_match(20)).accepted


def test_ruling_18_the_core_does_not_deduplicate() -> None:
    """The same act twice is two records; keys that prevent it belong to the store."""
    flow = shipped()
    once = flow.fire(agreed(flow), "answered", by="ana", at=after_match(7))
    twice = flow.fire(there(once), "answered", by="ana", at=after_match(7))

    assert 1 == twice.records[-1].seq - once.records[-1].seq


def test_ruling_18_a_decision_is_neither_true_nor_false() -> None:
    """Whoever writes ``if decision`` is told to ask for its outcome."""
    flow = shipped()

    with pytest.raises(TypeError):
        bool(flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts=FACTS))
