"""
A small family of workflows built by hand, each dense with what is easy to get wrong, and who lives in them.

They are made of the frozen definition directly, so that they do not depend on how files are read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

import mentorflow
from tests.properties.asking import asking
from tests.properties.counting import counting
from tests.properties.moving import moving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorflow.rules.workflow import Workflow


@attrs.frozen(eq=False)
class Case:
    """A workflow, who takes part, what the host says when all is well, and moves that are made seldom."""

    flow: mentorflow.Flow
    casts: tuple[Mapping[str, Any], ...]
    friendly: Mapping[str, Any]
    seldom: tuple[str, ...]

    @property
    def workflow(self) -> Workflow:
        """The frozen definition."""
        return self.flow.workflow


PEOPLE: dict[str, Any] = {"mentee": "ana", "mentor": "raj", "guide": "kim", "kin": "sol"}
CASTS = (
    PEOPLE,
    {**PEOPLE, "mentor": ("raj", "max")},
    {**PEOPLE, "guide": ("kim", "raj"), "kin": None},
    {**PEOPLE, "guide": ("kim", "lee"), "mentee": ("ana", "zoe"), "kin": "ana"},
)
SHIPPED_CASTS = (
    {"mentee": "ana", "mentor": "raj", "coordinator": "kim", "supervisor": "sol"},
    {"mentee": "ana", "mentor": "raj", "coordinator": ("kim", "lee")},
)
SHIPPED_FACTS: dict[str, Any] = {
    "mentor_active_mentees": 1,
    "mentor_availability": "open",
    "mentee_requests_waiting": 0,
    "mentors_interviewed": 2,
    "double_role": "none",
    "application_form": "filled_in",
    "assessment": "taken",
}
ENDINGS = ("withdraw", "decline", "cancel", "decline_proposal", "take_back", "close_down", "close", "confirm_close")


@cache
def cases() -> dict[str, Case]:
    """The family by name."""
    shipped = mentorflow.load("mentoring-connection")
    return {
        "moving": Case(mentorflow.Flow(moving()), CASTS, {"load": 1, "mood": "calm"}, ("leave", "hand_over")),
        "asking": Case(mentorflow.Flow(asking()), CASTS, {}, ("leave", "new_mentor")),
        "counting": Case(mentorflow.Flow(counting()), CASTS[:2], {}, ("leave",)),
        "mentoring-connection": Case(shipped, SHIPPED_CASTS, SHIPPED_FACTS, ENDINGS),
    }
