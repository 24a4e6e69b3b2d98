"""Drawn workflows through everything that reads a workflow: what holds of the shipped ones holds of any."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.rules.build import build
from mentorflow.rules.digest import digest
from mentorflow.rules.source import read
from mentorflow.tools.diff import compare, differences
from mentorflow.tools.draw import as_dot, as_mermaid, draw
from mentorflow.tools.draw.words import capital
from mentorflow.tools.policy import policy
from mentorflow.tools.schema import schema
from mentorflow.tools.suggest import suggest
from tests.testing.population import batches, some
from tests.tools.editors import complaints
from tests.tools.test_policy import texts

if TYPE_CHECKING:
    from collections.abc import Callable


# How often a search is asked whether to stop before it does.
PATIENCE = 100
every_batch = pytest.mark.parametrize("batch", batches(50, 500))


def _patience() -> Callable[[], bool]:
    """Stops a search after a fixed number of questions, so that it always finds the same."""
    asked = iter(range(PATIENCE))
    return lambda: next(asked, None) is None


@every_batch
def test_drawn_workflows_mean_themselves(batch: int) -> None:
    """Read again they have the same digest, and nothing is otherwise between the two."""
    for one in some(batch):
        again = build(read(f"# A remark.\n{one.text}", "again.yaml")).workflow
        assert again is not None
        assert digest(one.workflow) == digest(again)
        assert ((), ()) == (compare(one.workflow, again).differences, compare(one.workflow, again).rewordings)


@every_batch
def test_any_two_drawn_workflows_can_be_compared(batch: int) -> None:
    """Whatever they have in common: differences are told exactly where their digests differ."""
    found = some(batch)
    for one, other in pairwise(found):
        alike = digest(one.workflow) == digest(other.workflow)
        assert alike is (differences(one.workflow, other.workflow) == ())


@every_batch
def test_drawn_workflows_are_told_as_a_policy(batch: int) -> None:
    """Every state, form and move stands in it, and no sentence is broken."""
    for one in some(batch):
        said = "\n".join(texts(policy(one.workflow)))
        names = [
            *one.workflow.move_names,
            *one.workflow.form_by_name,
            *(state.name for state in one.workflow.states),
        ]
        shown = {one.workflow.shown(name).lower() for name in names}
        assert set() == {name for name in shown if name not in said.lower()}, one
        assert "_" not in said
        assert ".." not in said


@every_batch
def test_drawn_workflows_are_drawn_as_pictures(batch: int) -> None:
    """Every state has its box, for Graphviz and for Mermaid."""
    for one in some(batch):
        drawing = draw(one.workflow)
        titles = {node.title for node in drawing.nodes if node.kind in {"state", "end"}}
        assert {capital(one.workflow.shown(state.name)) for state in one.workflow.states} == titles
        assert as_dot(drawing).startswith("digraph")
        assert all(node.name in as_mermaid(drawing) for node in drawing.nodes)


@every_batch
def test_editors_do_not_complain_of_drawn_workflows(batch: int) -> None:
    """What checking does not find, an editor that is told the notation does not mark either."""
    assert [] == [complaint for one in some(batch) for complaint in complaints(schema(one.workflow), one.text)]


@pytest.mark.slow
@every_batch
def test_suggested_scenarios_of_drawn_workflows_come_out_as_they_say(batch: int) -> None:
    """A whole file of scenarios is suggested, is read without a finding, and plays."""
    for one in some(batch):
        found = suggest(one.flow, None, enough=_patience())
        script = read_scenarios(read(found.text, "drawn.test.yaml"), one.workflow)
        assert () == script.diagnostics, (one, found.text)
        assert len(found.scenarios) == len(script.scenarios) > 0
        assert [] == [done for scenario in script.scenarios for done in play(one.flow, scenario).failures], one
