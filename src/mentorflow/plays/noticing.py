"""
Whether scenarios notice that rules are otherwise: only if, not how, and as quickly as can be.

What scenarios that begin alike have in common is played once for each set of rules.
Pure but for what is kept from one scenario to the next; what a step means is known to ``runner`` alone.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.plays.runner import one_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.play import Played
    from mentorflow.plays.scenario import Pairs, Scenario
    from mentorflow.states.flow import Flow

# A step that was played, and by their identity those that were played after it.
_After: TypeAlias = "dict[int, tuple[Played, _After]]"


@attrs.frozen(eq=False)
class Watchers:
    """Scenarios played against one set of rules; made for these rules and thrown away with them."""

    flow: Flow
    begun: dict[Pairs, _After] = attrs.field(factory=dict)

    def noticed(self, scenario: Scenario) -> bool:
        """Whether a scenario does not come out as it says; the same as whether its ``play`` has failures."""
        # What it begins with is held against the scenario it belongs to, but has to come to its end.
        return any(
            failure.ends or number >= scenario.inherited
            for number, played in enumerate(self._played(scenario))
            for failure in played.failures
        )

    def come_to(self, scenario: Scenario, count: int) -> tuple[Played, ...] | None:
        """The first *count* steps of a scenario as they are played here; None where they do not lead so far."""
        steps = tuple(islice(self._played(scenario), count))
        return None if any(failure.ends for played in steps for failure in played.failures) else steps

    def _played(self, scenario: Scenario) -> Iterator[Played]:
        """The steps of a scenario one after the other; those that were played before are not played again."""
        after = self.begun.setdefault(scenario.people, {})
        steps: list[Played] = []
        for step in scenario.steps:
            known = after.get(id(step))
            if known is None:
                here = steps[-1].partnership if steps else None
                played = one_step(self.flow, scenario, step, here, tuple(steps), owed=False)
                known = after[id(step)] = (played, {})
            played, after = known
            steps.append(played)
            yield played
