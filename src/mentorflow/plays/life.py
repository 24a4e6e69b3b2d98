"""
One life of a partnership, found or played: its acts with what was decided, from nothing to where it has come.

Shapes only: nothing here searches, plays, writes or decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.scenario import Scenario

if TYPE_CHECKING:
    from mentorflow.plays.play import Play, Played
    from mentorflow.plays.scenario import Pairs
    from mentorflow.states.decision import Decision
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record

# The name under which a life that was found has been played: the id of its partnership.
FOUND = "found"


@attrs.frozen
class Life:
    """
    The acts of a partnership in order, each with its decisions.

    *people* pairs roles with one person, several, or None; they are bound when the partnership starts.
    The last step is the one that reaches what was looked for; it may be a refusal.
    *begin_with* is the scenario it goes on from, *inherited* how many of its steps are from there; *facts* hold where
    a step says nothing.
    """

    people: Pairs
    steps: tuple[Played, ...]
    begin_with: str | None = None
    inherited: int = 0
    facts: Pairs = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything decided, in order; the deadlines that fell before an act stand in its ``before``."""
        return tuple(decision for played in self.steps for decision in played.decisions)

    @property
    def records(self) -> tuple[Record, ...]:
        """The history: what ``Flow.replay`` and ``Flow.verify`` take."""
        return tuple(record for decision in self.decisions for record in decision.records)

    @property
    def partnership(self) -> Partnership | None:
        """What became of the partnership; None where its start was refused."""
        return self.steps[-1].partnership if self.steps else None

    def scenario(self, name: str = FOUND) -> Scenario:
        """The same life as a scenario, without expectations, for ``runner.play``."""
        steps = tuple(played.step for played in self.steps)
        return Scenario(name, self.people, steps, self.begin_with, self.inherited, self.facts)


def life_of(play: Play) -> Life:
    """A scenario that was played, as a life to go on from."""
    scenario = play.scenario
    return Life(scenario.people, play.steps, scenario.name, len(play.steps), scenario.facts)
