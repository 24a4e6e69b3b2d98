"""Who holds what, and whom a word of the file means."""

from __future__ import annotations

import pytest

from mentorflow.rules.workflow import EACH, EITHER, NOBODY, OTHER, Who
from mentorflow.states.partnership import holders
from mentorflow.states.people import cast, cast_of_roles, people_in, role_in, told
from tests.states.lives import LEAVE, begun, flow_of, hours, shipped

LAYOUT = shipped().layout
PEOPLE = ("ana", ("raj", "kim"), "kim", None)  # mentee, mentor, coordinator, supervisor


def names(posts: tuple[str, ...]) -> dict[str, str]:
    """The people meant, told by eve."""
    return people_in(cast(LAYOUT, Who(posts)), PEOPLE, "eve")


def test_people_in_a_slot_are_none_one_or_several() -> None:
    """One person stands bare because nearly all roles have one."""
    assert ((), ("ana",), ("raj", "kim")) == (holders(None), holders("ana"), holders(("raj", "kim")))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((EACH,), {"ana": "mentee", "raj": "mentor", "kim": "mentor"}),
        ((EITHER,), {"ana": "mentee", "raj": "mentor", "kim": "mentor"}),
        (("coordinator", EACH), {"kim": "coordinator", "ana": "mentee", "raj": "mentor"}),
        (("supervisor",), {}),
        ((NOBODY,), {}),
        ((), {}),
    ],
)
def test_people_are_meant_once_each_in_the_first_role_written(
    parts: tuple[str, ...], expected: dict[str, str]
) -> None:
    """Words for partners mean both roles in the order of the file; an empty role means nobody."""
    assert expected == names(parts)
    assert list(expected) == list(names(parts))


def test_people_called_other_partner_are_those_who_do_not_act() -> None:
    """``other partner`` is every partner but the one who acts; without an actor it is both."""
    posts = cast(LAYOUT, Who((OTHER,)))

    assert {"raj": "mentor", "kim": "mentor"} == people_in(posts, PEOPLE, "ana")
    assert {"ana": "mentee", "kim": "mentor"} == people_in(posts, PEOPLE, "raj")
    assert {"ana": "mentee", "raj": "mentor", "kim": "mentor"} == people_in(posts, PEOPLE)


def test_people_without_a_who_are_nobody() -> None:
    """A key that is not written means nobody."""
    assert () == cast(LAYOUT, None)


@pytest.mark.parametrize(
    ("person", "expected"), [("kim", "coordinator"), ("raj", "mentor"), ("ana", None), ("ki", None), ("eve", None)]
)
def test_people_act_in_the_first_role_they_hold(person: str, expected: str | None) -> None:
    """The role on the record is the first of those asked for that the person holds; a part of a name is no person."""
    assert expected == role_in(cast_of_roles(LAYOUT, ["supervisor", "coordinator", "mentor"]), PEOPLE, person)


def test_people_are_told_once_each() -> None:
    """A notice goes to each person once, in the first role; who acts is told too, except as ``other partner``."""
    posts = cast(LAYOUT, Who((OTHER, "coordinator", "supervisor")))
    notices = told(posts, PEOPLE, "raj", "told", "pause", "late")

    assert [("ana", "mentee"), ("kim", "mentor")] == [(n.to, n.role) for n in notices]
    assert {("told", "pause", "late")} == {(n.kind, n.about, n.mark) for n in notices}


TOLD = (
    """\
states:
  open:
    moves: {wave: {by: either partner, to: stay, tell: [other partner, guide, kin]}}
  over: {final: over}
"""
    + LEAVE
)


def test_people_who_may_be_missing_are_told_only_when_they_are_there() -> None:
    """An empty role is passed over."""
    flow = flow_of(TOLD)
    alone = begun(flow, people={"mentee": "ana", "mentor": "raj", "guide": "kim"})

    assert ["raj", "kim"] == [n.to for n in flow.fire(alone, "wave", by="ana", at=hours(1)).notices]
    assert ["ana", "kim", "sol"] == [n.to for n in flow.fire(begun(flow), "wave", by="raj", at=hours(1)).notices]
