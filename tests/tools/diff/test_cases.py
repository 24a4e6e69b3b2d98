"""Two tables compared case by case: exactly the pairs of rows that some case finds, by looking at every case."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mentorflow.rules.calendar import Duration
from mentorflow.rules.layout import layout_of
from mentorflow.rules.spaces import TooManyCases
from mentorflow.rules.tables import Flaw
from mentorflow.rules.verdicts import evaluate_rows
from mentorflow.rules.workflow import Limit
from mentorflow.tools.diff.apart import Laid
from mentorflow.tools.diff.cases import condition_apart, rows_apart
from tests.rules.drawn import every_case, programs, tables_of, witnessed

if TYPE_CHECKING:
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Routing, Workflow
    from tests.rules.drawn import Case

MOST_CASES = 1_500


def told_apart(table: Routing, prefix: str) -> Routing:
    """A table in which every row leads somewhere else."""
    rows = tuple(attrs.evolve(row, to=f"{prefix}{index}") for index, row in enumerate(table.rows))
    return attrs.evolve(table, rows=rows)


def fitting(layout: Layout, table: Routing, case: Case) -> list[int]:
    """The rows that fit a case."""
    verdicts = evaluate_rows(layout, table, case.p, case.facts, case.at, case.sheet)
    return [index for index, verdict in enumerate(verdicts) if verdict.holds]


@st.composite
def changed(draw: Any, program: Workflow) -> Workflow:
    """The same program with another number, or other answers that are unfavorable."""
    fixed = draw(st.sampled_from([Limit("fixed", 0), Limit("fixed", 2), Limit("fixed", 1)]))
    stretch = Duration(days=1)
    limits = (fixed, Limit("ranged", 1, 0, 2), Limit("stretch", stretch, stretch, Duration(days=2)))
    mark = draw(st.sampled_from([None, ("a",), ("c",)]))
    own, shared = program.forms
    fields = tuple(attrs.evolve(field, unfavorable=mark) if field.name == "pick" else field for field in own.fields)
    return attrs.evolve(program, limits=limits, forms=(attrs.evolve(own, fields=fields), shared))


@pytest.mark.slow
@given(st.data())
def test_tables_differ_in_exactly_the_cases_that_trying_every_case_finds(data: Any) -> None:
    """Every pair of rows that one case finds is told, and every case that is told finds its pair."""
    before = data.draw(programs(conditions=2))
    table = data.draw(tables_of(before))
    after = data.draw(changed(before))
    old, new = told_apart(table, "old"), told_apart(table, "new")
    laid = Laid(layout_of(before), layout_of(after))
    tried = every_case(laid.old, table, None, MOST_CASES)
    tried_too = every_case(laid.new, table, None, MOST_CASES)
    assume(tried is not None and tried_too is not None)
    found = rows_apart(laid, old, new)
    pairs = {
        pair
        for case in (*(tried or ()), *(tried_too or ()))
        for pair in product(fitting(laid.old, old, case), fitting(laid.new, new, case))
    }

    assert pairs <= {(each.old, each.new) for each in found}
    for each in found:
        flaw = Flaw("gap", (), "", each.case.given, each.case.owner)
        assert each.old in fitting(laid.old, old, witnessed(laid.old, flaw))
        assert each.new in fitting(laid.new, new, witnessed(laid.new, flaw))


@given(st.data())
def test_equal_conditions_never_come_out_otherwise(data: Any) -> None:
    """Between a program and itself no condition holds in one only."""
    program = data.draw(programs(conditions=2))
    name = data.draw(st.sampled_from([condition.name for condition in program.conditions]))
    layout = layout_of(program)
    try:
        assert (None, None) == condition_apart(Laid(layout, layout), name)
    except TooManyCases:
        assume(False)  # noqa: FBT003 - the one argument it has
