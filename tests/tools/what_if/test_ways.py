"""What some answers would do: certain exactly where nothing missing could change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorflow.rules.build import build
from mentorflow.rules.conditions import compile_table
from mentorflow.rules.layout import layout_of
from mentorflow.rules.meaning import declared_limits
from mentorflow.rules.source import read
from mentorflow.rules.spaces import NOON
from mentorflow.rules.workflow import Fact
from mentorflow.tools.what_if import CannotTell, Written, from_file, from_words, what_if
from mentorflow.tools.what_if.given import Given
from mentorflow.tools.what_if.ways import ways
from tests.rules.programs import Pair, Round, Sheet

if TYPE_CHECKING:
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Workflow

ROOT = Path(__file__).parents[3]


def shipped() -> Workflow:
    """The shipped workflow."""
    made = build(read((ROOT / "workflows" / "mentoring-connection.yaml").read_bytes(), "mentoring-connection.yaml"))
    assert made.workflow is not None
    return made.workflow


WORKFLOW = shipped()
LAYOUT = layout_of(WORKFLOW)
TABLE = WORKFLOW.routing_by_name["after_check_up"]
ANSWERS: dict[str, list[Any]] = {
    "fit": ["good", "fair", "poor"],
    "meetings_a_month": [0, 1, 2, 3, 30],
    "energized": ["yes", "no"],
    "time_well_spent": ["yes", "no"],
    "cancelled_in_a_row": [0, 3, 4, 100],
    "obstacles": [(), ("trust",), ("workload",), ("trust", "workload")],
}
AGREED = Fact("field", "meetings_a_month", "agreement")


def taken(layout: Layout, answers: dict[str, Any], agreed: int) -> int:
    """The row that the compiled table finds."""
    form, agreement = WORKFLOW.form_by_name["check_up"], WORKFLOW.form_by_name["agreement"]
    sheet = tuple(answers.get(field.name) for field in form.fields)
    once = tuple(agreed if field.name == "meetings_a_month" else None for field in agreement.fields)
    rounds: list[Round | None] = [None] * len(WORKFLOW.forms)
    rounds[layout.forms["agreement"]] = Round((Sheet("mentee", "", once, 1),), complete=True)
    rounds[layout.forms["check_up"]] = Round((Sheet("mentee", "", sheet, 1),), complete=True)
    people = tuple(role.name for role in WORKFLOW.roles)
    p = Pair(people, (None,) * len(layout.moments), tuple(rounds), (0,), declared_limits(WORKFLOW))
    return compile_table(layout, TABLE)(p, {}, NOON, sheet)


def as_given(answers: dict[Fact, Any]) -> Given:
    """Some answers as they are handed in, everybody's."""
    return Given({(fact, None): value for fact, value in answers.items()}, {}, declared_limits(WORKFLOW))


sheets = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in ANSWERS.items()})


@given(sheets, st.integers(1, 20), st.sets(st.sampled_from(sorted(ANSWERS))))
def test_rows_that_are_possible_are_those_that_some_answers_find(
    answers: dict[str, Any], agreed: int, missing: set[str]
) -> None:
    """Whatever is filled in for what is missing finds a possible row; with nothing missing there is one."""
    known = {Fact("field", name, "check_up"): value for name, value in answers.items() if name not in missing}
    handed_in = Given(
        {(fact, None): value for fact, value in {**known, AGREED: agreed}.items()}, {}, declared_limits(WORKFLOW)
    )
    found = ways(LAYOUT, TABLE, handed_in)

    assert taken(LAYOUT, answers, agreed) in found.rows
    if not missing:
        assert 1 == len(found.rows)
    assert (len(found.rows) > 1) == bool(found.missing)
    assert {one.name.split(".")[1].split(" ")[0] for one in found.missing} <= missing


@given(sheets, st.integers(1, 20), st.sampled_from(sorted(ANSWERS)))
def test_one_missing_answer_leaves_exactly_the_rows_that_it_can_find(
    answers: dict[str, Any], agreed: int, missing: str
) -> None:
    """No row is called possible that no answer to the missing question finds."""
    known = {Fact("field", name, "check_up"): value for name, value in answers.items() if name != missing}
    handed_in = Given(
        {(fact, None): value for fact, value in {**known, AGREED: agreed}.items()}, {}, declared_limits(WORKFLOW)
    )
    tried = {taken(LAYOUT, {**answers, missing: value}, agreed) for value in ANSWERS[missing]}
    if missing == "meetings_a_month":
        tried |= {taken(LAYOUT, {**answers, missing: value}, agreed) for value in range(31)}

    assert tried == set(ways(LAYOUT, TABLE, handed_in).rows)


def test_what_if_explains_the_row_it_is_certain_of() -> None:
    """The row, why, and for every other row what would have to be otherwise."""
    written = from_words(
        "after_check_up", None, ["fit=good", "energized=yes", "time_well_spent=yes", "cancelled_in_a_row=0"], [], []
    )
    found = what_if(WORKFLOW, written)

    assert not found.open
    assert ["checked_up"] == [each.row.to for each in found.found if each.row is not None]
    assert 3 == len(found.found[0].others)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("tables: after_check_up\n", "There is no key of this file 'tables'. Did you mean 'table'?"),
        ("answers:\n", "Say which table or which form is meant: --table NAME or --form NAME."),
    ],
)
def test_small_file_that_says_something_else_is_told(text: str, says: str) -> None:
    """A wrong key is told with the nearest one."""
    with pytest.raises(CannotTell) as why:
        what_if(WORKFLOW, from_file(text, "answers.yaml"))

    assert says == str(why.value)


def test_what_if_needs_a_table_or_a_form() -> None:
    """Without either nothing is asked."""
    with pytest.raises(CannotTell):
        what_if(WORKFLOW, Written())
    with pytest.raises(CannotTell, match="Did you mean 'check_up'"):
        what_if(WORKFLOW, Written(form="check-up"))
