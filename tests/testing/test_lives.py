"""Drawn lives of drawn workflows, led by the engine and by the naive reference: they agree on every act."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.rules.workflow import WholeNumber
from tests.properties.comparing import first_difference
from tests.properties.family import Case
from tests.properties.lived import Life, steps
from tests.properties.strategies import walk
from tests.reference import clock
from tests.testing.population import batches, some

if TYPE_CHECKING:
    from mentorflow.testing import DrawnWorkflow

LIVES, LENGTH = 2, 18
every_batch = pytest.mark.parametrize("batch", batches(100, 1000))


def case_of(one: DrawnWorkflow) -> Case:
    """A drawn workflow with who takes part and what the application tells when nothing else is tried."""
    friendly: dict[str, Any] = {**one.facts}
    friendly |= {fact.name: 3 for fact in one.workflow.facts if isinstance(fact.kind, WholeNumber)}
    return Case(one.flow, (one.people,), friendly, ("leave", "pause"))


@pytest.mark.slow
@every_batch
def test_engine_agrees_with_the_reference_on_drawn_workflows(batch: int) -> None:
    """Outcomes, states, rows, notices, effects, warnings, refusals, complete forms and debts, act by act."""
    for number, one in enumerate(some(batch)):
        case = case_of(one)
        for seed in range(LIVES):
            assert first_difference(case, walk(case, 1000 * batch + 10 * number + seed, LENGTH)) is None, one


@pytest.mark.slow
@pytest.mark.parametrize("batch", batches(25, 250))
def test_histories_of_drawn_workflows_are_replayed_and_verified(batch: int) -> None:
    """Folding the records gives the partnership again, and deciding again gives the records."""
    for number, one in enumerate(some(batch)):
        life = Life(tuple(steps(case_of(one), walk(case_of(one), 1000 * batch + number, LENGTH))))
        if life.records:
            assert life.end == one.flow.replay(life.records)
            assert not one.flow.verify(life.records)


def test_a_broken_reference_is_told_from_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a reference whose limits are a day short differs in some life."""
    honest = clock.days_later
    monkeypatch.setattr(
        clock, "days_later", lambda date, length, sign=1: honest(date, length, sign) - dt.timedelta(days=1)
    )

    cases = [case_of(one) for one in some(0)]
    assert any(first_difference(case, walk(case, seed, LENGTH)) for case in cases for seed in range(LIVES))
