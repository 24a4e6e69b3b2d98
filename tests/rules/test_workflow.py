"""The frozen definition, and the small questions it answers."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import mentorflow
from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import ChooseAny, ChooseOne, Fact, Option, Share, Text, Who
from tests.rulings.small import text_of
from tests.states.lives import flow_of, shipped

SMALL = "states:\n  open: {moves: {stop: {by: mentee, to: over}}}\n  over: {final: over}\n"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Fact("host", "weather"), "weather"),
        (Fact("count", "tries"), "tries"),
        (Fact("form", form="note"), "note"),
        (Fact("field", "text", "note"), "note.text"),
        (Fact("unfavorable", form="note"), "note.unfavorable"),
        (Fact("since", "matched"), "since.matched"),
        (Fact("times", "knock"), "times.knock"),
    ],
)
def test_workflow_facts_are_said_as_the_file_writes_them(fact: Fact, expected: str) -> None:
    """Each kind of fact has one way to be written."""
    assert expected == str(fact)


def test_workflow_people_shares_and_choices_are_said_as_written() -> None:
    """Who, a share, and the names of options."""
    options = (Option("red", "Red"), Option("blue", "Blue"))
    grouped = ChooseAny(options, (("warm", ("red",)),))

    assert ("each partner", True) == (str(Who(("each partner",))), Who(("each partner",)).is_each_partner)
    assert ("mentee, guide", False) == (str(Who(("mentee", "guide"))), Who(("mentee", "guide")).is_each_partner)
    assert "50% of time left" == str(Share(50, "time left"))
    assert ("red", "blue") == ChooseOne(options).names == grouped.names
    assert (("red",), None) == (grouped.group("warm"), grouped.group("cold"))


def test_workflow_knows_its_parts_by_name() -> None:
    """States, forms, conditions, tables and limits by name; live states and partner roles in order."""
    workflow = shipped().workflow

    assert "requested" == workflow.state_by_name["requested"].name
    assert "plan" == workflow.form_by_name["plan"].name
    assert "struggling" == workflow.condition_by_name["struggling"].name
    assert "after_review" == workflow.routing_by_name["after_review"].name
    assert Duration(days=365) == workflow.limit_by_name["program_length"].amount
    assert ("mentee", "mentor") == workflow.partner_roles
    assert ["declined", "closed", "no_fault_terminated"] == [
        s.name for s in workflow.states if s not in workflow.live_states
    ]


def test_workflow_knows_what_its_forms_and_moves_are_like() -> None:
    """Copies each, forms that may be edited after use, joint moves, limits with a range, questions that count."""
    workflow = shipped().workflow
    forms, check_up = workflow.form_by_name, workflow.form_by_name["check_up"]

    assert {"check_up", "mid_point_review", "end_evaluation"} == {
        name for name, form in forms.items() if form.copy_each
    }
    assert {"agreement", "plan"} == {name for name, form in forms.items() if form.editable_after_use}
    assert {"accept_proposal", "close"} == {move.name for move in workflow.every_move() if move.joint}
    assert ["program_length"] == [limit.name for limit in workflow.limits if limit.has_range]
    assert ["fit", "meetings_a_month", "energized", "time_well_spent", "cancelled_in_a_row"] == [
        field.name for field in check_up.fields if field.scored
    ]
    assert check_up.field("fit") is check_up.fields[0]
    assert check_up.field("fits") is None
    assert ("struggling", "obstacle_named") == workflow.condition_by_name["struggling_without_a_name"].parts


def test_workflow_lists_moves_and_deadlines_in_the_order_of_the_file() -> None:
    """Starts, states, any time; the end, forms, states, any time; each name once."""
    workflow = shipped().workflow

    assert ("request", "propose", "accept", "decline") == workflow.move_names[:4]
    assert len(set(workflow.move_names)) == len(workflow.move_names)
    expected = "ends plan check_up mid_point_review end_evaluation answer recover long_pause check_point"
    assert [*expected.split(), "keep_supervisor_informed"] == [each.name for each in workflow.every_deadline()]
    assert ["stop"] == [move.name for move in flow_of(SMALL).workflow.every_move() if move.home != "start"]
    assert [] == list(flow_of(SMALL).workflow.every_deadline())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plan", "Mentoring Action Plan"),
        ("mentee", "Mentee"),
        ("with_coordinator", "with coordinator"),
        ("no_such_name", "no such name"),
    ],
)
def test_workflow_shows_names_as_people_read_them(name: str, expected: str) -> None:
    """``shown_as`` first, then a role's text, then the name in words."""
    assert expected == shipped().workflow.shown(name)


TITLED = """\
states:
  open:
    title: Under way
    moves: {stop: {by: mentee, to: over, title: Stop it}}
  over: {final: over, title: Done}
shown_as: {over: All over}
"""


def test_workflow_shows_titles_unless_the_file_says_otherwise() -> None:
    """A title is shown for the plain name; ``shown_as`` wins over it."""
    shown = flow_of(TITLED).workflow.shown

    assert ["Under way", "Stop it", "All over"] == [shown(name) for name in ("open", "stop", "over")]


def test_workflow_compares_by_meaning_and_texts_not_by_layout() -> None:
    """Blank lines and comments change nothing but places, and places do not count."""
    plain = flow_of(SMALL).workflow
    spread = mentorflow.loads(
        "# A note.\n\n" + text_of(SMALL).replace("states:", "\n# Here.\nstates:"), file="other.yaml"
    )

    assert plain == spread.workflow
    assert plain.states[0].span != spread.workflow.states[0].span
    assert plain != flow_of(SMALL.replace("final: over", "final: done")).workflow


def test_workflow_is_frozen() -> None:
    """A definition is changed by reading another file."""
    workflow: Any
    for workflow in (shipped().workflow, shipped().workflow.states[0], Text(3)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            workflow.name = "other"
