"""Rows proved: complete, disjoint and alive, against every case there is."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mentorflow.rules import boxes, spaces
from mentorflow.rules.calendar import Duration
from mentorflow.rules.conditions import compile_condition
from mentorflow.rules.layout import Layout, layout_of
from mentorflow.rules.tables import Flaw, prove
from mentorflow.rules.verdicts import evaluate_rows
from mentorflow.rules.workflow import ChooseAny, Date, Field, Form, HostFact, LengthOfTime, Limit, Share, Text, Who, WholeNumber

from tests.rules.drawn import Case, every_case, programs, tables_of, witnessed
from tests.rules.programs import (
    AFTER_CHECK_UP,
    AFTER_NO_ANSWER,
    AFTER_REVIEW,
    EACH,
    EITHER,
    asks,
    condition,
    laid_out,
    options,
    row,
    table,
    workflow,
)

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Routing

MOST_CASES = 3_000


def fitting(layout: Layout, routing: Routing, case: Case) -> tuple[int, ...]:
    """The rows that fit one case, by the compiled conditions."""
    names = {cell.condition for one in routing.rows for cell in one.cells}
    holds = {
        name: compile_condition(layout, name, sheet_of=routing.form)(case.p, case.facts, case.at, case.sheet)
        for name in names
    }
    return tuple(n for n, one in enumerate(routing.rows) if all(holds[c.condition] == c.wanted for c in one.cells))


def found_by_trying(layout: Layout, routing: Routing, tried: list[Case]) -> set[tuple[str, tuple[int, ...]]]:
    """The flaws of a table, by looking at every case."""
    names = {cell.condition for one in routing.rows for cell in one.cells}
    compiled = {name: compile_condition(layout, name, sheet_of=routing.form) for name in names}
    fits = set()
    for case in tried:
        holds = {name: made(case.p, case.facts, case.at, case.sheet) for name, made in compiled.items()}
        fits.add(
            tuple(n for n, one in enumerate(routing.rows) if all(holds[c.condition] == c.wanted for c in one.cells))
        )
    dead = set(range(len(routing.rows))) - {n for fit in fits for n in fit}
    pairs = {pair for fit in fits for pair in combinations(fit, 2)}
    gap = {("gap", ())} if () in fits else set()
    return gap | {("overlap", pair) for pair in pairs} | {("dead", (n,)) for n in dead}


def flaws(layout: Layout, routing: Routing, completing: str | None = None) -> list[tuple[str, tuple[int, ...], str]]:
    """Kind, rows and words of every flaw."""
    return [(flaw.kind, flaw.rows, flaw.witness) for flaw in prove(layout, routing, completing)]


@given(st.data())
def test_proofs_find_exactly_what_trying_every_case_finds(data: Any) -> None:
    """Gaps, overlaps and dead rows are those of brute force over raw domains, and every witness really comes out so."""
    program = data.draw(programs(conditions=2))
    routing = data.draw(tables_of(program))
    completing = data.draw(st.sampled_from([None, "own", "shared"]))
    layout = layout_of(program)
    tried = every_case(layout, routing, completing, MOST_CASES)
    assume(tried is not None)
    proved = prove(layout, routing, completing)

    assert found_by_trying(layout, routing, tried) == {(flaw.kind, flaw.rows) for flaw in proved}
    for flaw in proved:
        check_witness(layout, routing, flaw)


def check_witness(layout: Layout, routing: Routing, flaw: Flaw) -> None:
    """Replay a witness through the explaining evaluator."""
    if flaw.kind == "dead":
        assert () == flaw.witness_values
        return
    case = witnessed(layout, flaw)
    rows = evaluate_rows(layout, routing, case.p, case.facts, case.at, case.sheet)
    fits = tuple(n for n, verdict in enumerate(rows) if verdict.holds)
    assert set(flaw.rows) <= set(fits)
    assert (flaw.kind == "gap") == (fits == ())
