"""
The engine against the naive reference, act by act, over whole lives.

They must agree on the outcome, the states entered, the rows taken, the notices, the effects, the warnings, what was
refused and why, which forms are complete and who owes what.
"""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.properties.comparing import first_difference
from tests.properties.exploring import explored
from tests.properties.family import Case, cases
from tests.properties.lived import NAMES, WALKS, acts_of, lived
from tests.properties.strategies import lives, walk
from tests.reference import clock, judging
from tests.reference.story import Story
from tests.reference.writing import Writer

DRAWN = min(300, max(8, settings.default.max_examples // 3))


@pytest.mark.parametrize("name", NAMES)
def test_engine_agrees_with_the_reference_on_drawn_lives(name: str) -> None:
    """Whatever happens to a partnership, the naive reading of the rules gives the same."""

    @given(st.data())
    @settings(
        max_examples=min(300, max(8, settings.default.max_examples // 3)), phases=(Phase.explicit, Phase.generate)
    )
    def agrees(data: st.DataObject) -> None:
        case = cases()[name]
        assert first_difference(case, data.draw(lives(case))) is None

    agrees()


@pytest.mark.parametrize("name", NAMES)
def test_engine_agrees_with_the_reference_on_walks_and_on_the_way_to_every_state(name: str) -> None:
    """The same for longer lives from fixed seeds, and for every path that reached something new."""
    case = cases()[name]

    for acts in acts_of(name):
        assert first_difference(case, acts) is None


@pytest.mark.parametrize("seed", range(100, 100 + min(80, settings.default.max_examples // 5)))
@pytest.mark.parametrize("name", NAMES)
def test_engine_agrees_with_the_reference_on_long_lives(name: str, seed: int) -> None:
    """The same for lives of forty acts."""
    case = cases()[name]

    assert first_difference(case, walk(case, seed, 40)) is None


def test_every_state_and_every_row_of_the_shipped_workflow_is_reached() -> None:
    """The lives compared leave out no state and no line of a table."""
    case = cases()["mentoring-connection"]
    found = explored(case)
    rows = {(routing.name, number) for routing in case.workflow.routing for number in range(len(routing.rows))}

    assert {state.name for state in case.workflow.states} == found.states
    assert rows == found.rows


@pytest.mark.parametrize("name", ["moving", "asking", "counting"])
def test_every_state_and_row_of_the_family_is_reached(name: str) -> None:
    """The same for the workflows built by hand."""
    case = cases()[name]
    found = explored(case)
    rows = {(routing.name, number) for routing in case.workflow.routing for number in range(len(routing.rows))}

    assert {state.name for state in case.workflow.states} == found.states
    assert rows == found.rows


def test_weighted_lives_do_not_end_at_once() -> None:
    """A uniform walk withdraws at once; these lives are long enough to be worth comparing."""
    walks = [life for life in lived("mentoring-connection") if len(life.steps) > 5][:WALKS]
    lengths = sorted(sum(step.decision.accepted for step in life.steps) for life in walks)

    assert 8 <= lengths[len(lengths) // 2]


def test_the_reference_shares_nothing_with_the_engine_but_plain_data() -> None:
    """An error of the one must not be repeated by the other: they share the frozen definition and lengths of time."""
    shared = set()
    for path in Path(Story.__init__.__code__.co_filename).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("mentorflow"):
                shared |= {(node.module, name.name) for name in node.names}
            assert not isinstance(node, ast.Import) or not [one for one in node.names if "mentorflow" in one.name]

    assert {("mentorflow.rules.calendar", "Duration")} == {
        one for one in shared if one[0] != "mentorflow.rules.workflow"
    }


# --- broken on purpose ----------------------------------------------------------------------------------------------


def _caught(case: Case, monkeypatch: pytest.MonkeyPatch, target: object, name: str, broken: object) -> bool:
    """Whether a reference broken in one place is told from the engine by some life."""
    paths = acts_of(next(known for known, one in cases().items() if one is case))
    with monkeypatch.context() as patch:
        patch.setattr(target, name, broken)
        return any(first_difference(case, acts) is not None for acts in paths)


def test_a_reference_with_at_least_for_more_than_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison is sharp enough to tell ``>`` from ``>=`` at the bound of the shipped check-up."""
    honest = judging.ordered

    def broken(op: str, value: object, bound: object) -> bool:
        return honest("at_least" if op == "more_than" else op, value, bound)

    assert _caught(cases()["mentoring-connection"], monkeypatch, judging, "ordered", broken)


def test_a_reference_whose_limits_are_a_day_short_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison is sharp enough to see a day too few."""
    honest = clock.days_later

    def broken(date: object, length: object, sign: int = 1) -> object:
        return honest(date, length, sign) - dt.timedelta(days=1)  # type: ignore[arg-type]

    assert _caught(cases()["counting"], monkeypatch, clock, "days_later", broken)


def test_a_reference_that_forgets_signatures_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison notices a form that counts as complete before everybody has signed."""
    assert _caught(cases()["asking"], monkeypatch, Story, "missing_signatures", lambda *_: [])


def test_a_reference_that_tells_the_actor_as_the_other_partner_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison notices who is told."""
    honest = Story.meant
    broken = lambda story, who, actor=None: honest(story, who)  # noqa: ARG005, E731 - says what it forgets

    assert _caught(cases()["moving"], monkeypatch, Story, "meant", broken)


def test_a_reference_that_opens_no_new_rounds_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison notices a repeating form that is not asked anew."""

    def broken(writer: Writer, state: str, *, back: bool) -> None:
        writer.note("entered", state=state, back=back)
        writer.entry.entered.append(state)

    assert _caught(cases()["counting"], monkeypatch, Writer, "enter", broken)
