"""
Whether scenarios notice that rules are otherwise: only if, not how, and as quickly as can be.

What scenarios that begin alike have in common is played once for each set of rules.
Pure but for what is kept from one scenario to the next; what a step means is known to ``runner`` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.plays.runner import one_step

if TYPE_CHECKING:
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
        after = self.begun.setdefault(scenario.people, {})
        steps: list[Played] = []
        for number, step in enumerate(scenario.steps):
            known = after.get(id(step))
            if known is None:
                here = steps[-1].partnership if steps else None
                played = one_step(self.flow, scenario, step, here, tuple(steps), owed=False)
                known = after[id(step)] = (played, {})
            played, after = known
            steps.append(played)
            # What it begins with is held against the scenario it belongs to, but has to come to its end.
            if any(failure.ends or number >= scenario.inherited for failure in played.failures):
                return True
        return False
