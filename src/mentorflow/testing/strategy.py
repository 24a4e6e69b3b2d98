"""
The published strategy: rule files without any finding, of every sort, for hypothesis to draw and to shrink.

The only room that knows hypothesis; what stands in a file is drawn by the rooms beside it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from mentorflow.plays.search import made_up
from mentorflow.proofs.proving import prove
from mentorflow.rules.build import build
from mentorflow.rules.source import read
from mentorflow.rules.workflow import ChooseAny, ChooseOne, LengthOfTime, WholeNumber
from mentorflow.states.flow import Flow
from mentorflow.testing.drawing import Drawing
from mentorflow.testing.program import program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorflow.rules.workflow import Kind, Workflow
    from mentorflow.testing.drawing import Choose

MAX_STATES = 4


@attrs.frozen(slots=False, repr=False)
class DrawnWorkflow:
    """
    A rule file without any finding: *text* is what a coordinator would have written, *workflow* what it means.

    Every one of them begins by the start move ``begin``, which whoever is the mentee can make:
    ``drawn.flow.start("begin", id=..., people=drawn.people, by=drawn.people["mentee"], at=..., facts=drawn.facts)``.
    """

    text: str
    workflow: Workflow = attrs.field(eq=False)

    def __repr__(self) -> str:
        """The rule file as it is read, so that a failing example can be pasted into a file."""
        return f"<DrawnWorkflow\n{self.text}>"

    @cached_property
    def flow(self) -> Flow:
        """The same, ready to decide: as ``mentorflow.loads`` would give it."""
        return Flow(self.workflow)

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Somebody for every role, as ``flow.start`` takes them; nobody holds two."""
        return dict(made_up(self.flow))

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """For every fact one value that the application may tell, as the acts of a flow take them."""
        return {fact.name: _told(fact.kind) for fact in self.workflow.facts}


def _told(kind: Kind) -> object:
    """A value of a kind that facts have."""
    if isinstance(kind, ChooseOne):
        return kind.names[0]
    if isinstance(kind, ChooseAny):
        return [kind.names[0]]
    if isinstance(kind, WholeNumber):
        return kind.low
    return str(kind.low) if isinstance(kind, LengthOfTime) else True


@st.composite
def workflows(draw: st.DrawFn, *, max_states: int = MAX_STATES) -> DrawnWorkflow:
    """
    Rule files of which ``mentorflow check`` has nothing to say: no error, no advice, no note; everything is proved.

    They are drawn over the whole notation: roles of each kind, limits, facts, forms, conditions, tables, moves,
    deadlines, what holds at any time, promises and properties.
    *max_states* is how many states that are not final they have at most, from 1 to 8; beside these they may have a
    pause.
    An example that fails shrinks towards one state, one move and one end.
    Nothing in them depends on the day, and no name of a shipped workflow occurs.

    Nearly all drafts are without findings as they are made; the few others (one or two in a hundred) are left out.
    """
    text = drafted(lambda below: draw(st.integers(min_value=0, max_value=below - 1)), max_states)
    drawn = sound(text)
    assume(drawn is not None)
    return cast("DrawnWorkflow", drawn)


def drafted(choose: Choose, max_states: int = MAX_STATES) -> str:
    """The text of a rule file made by numbers; it nearly always is without findings."""
    return program(Drawing(choose), max_states)


def sound(text: str) -> DrawnWorkflow | None:
    """A drawn text with what it means; None where checking it finds anything at all."""
    built = build(read(text, "drawn.yaml"))
    if built.workflow is None or built.diagnostics or prove(built.workflow).diagnostics:
        return None
    return DrawnWorkflow(text, built.workflow)
