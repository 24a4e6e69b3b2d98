"""
What came of a scenario, as frozen values: its steps with the decisions they brought, and what was not as expected.

Shapes only: nothing here plays, compares or prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from mentorflow.diagnostics import Span
    from mentorflow.plays.scenario import Scenario, Step
    from mentorflow.plays.sight import Sight
    from mentorflow.states.decision import Decision
    from mentorflow.states.owing import Due
    from mentorflow.states.partnership import Partnership


@attrs.frozen
class Failure:
    """
    Something that was not as expected.

    *expected*, *happened* and *why* are plain words; *why* is empty where the act itself says nothing.
    *ends* says that the rest of the scenario stands on something that did not happen, so it was not played;
    *unplayed* is how many steps that were.
    """

    scenario: str
    number: int
    expected: str
    happened: str
    why: str
    span: Span
    ends: bool = False
    unplayed: int = 0


@attrs.frozen
class Played:
    """
    One step as it was played.

    *decisions* has one for every form a step opened and one for every deadline a look let fall; *partnership* is
    what it was afterwards; *due* is what was owed then.
    *seen* is what the people saw through whose eyes the step looks, each with their answers of others.
    """

    step: Step
    decisions: tuple[Decision, ...]
    partnership: Partnership | None
    due: tuple[Due, ...] = ()
    seen: tuple[tuple[str, tuple[Sight, ...]], ...] = ()
    failures: tuple[Failure, ...] = ()


@attrs.frozen
class Play:
    """A scenario that was played, up to its end or to the first failure that the rest stands on."""

    scenario: Scenario
    steps: tuple[Played, ...]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Everything that was not as expected, in the order played."""
        return tuple(failure for played in self.steps for failure in played.failures)

    @property
    def partnership(self) -> Partnership | None:
        """What became of the partnership; None when it never started."""
        return self.steps[-1].partnership if self.steps else None
