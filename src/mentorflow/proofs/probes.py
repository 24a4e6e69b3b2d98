"""
The last step of a life that shows something: an act that has to be refused there.

Nothing here decides whether it is; the flow does, when the life is played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentorflow.plays.life import Life
    from mentorflow.plays.scenario import Step
    from mentorflow.proofs.claim import Probe
    from mentorflow.states.flow import Flow


def trying(move: str, role: str) -> Probe:
    """Somebody with a role tries a move where a life has come to."""

    def probe(flow: Flow, life: Life) -> Step | None:
        p = life.partnership
        from mentorflow.states.partnership import holders  # noqa: PLC0415 - as below

        held = holders(p.people[flow.layout.roles[role]]) if p is not None else ()
        if not held:
            return None
        from mentorflow.plays.scenario import Step  # noqa: PLC0415 - nothing is played unless in doubt

        told = next((played.step.facts for played in reversed(life.steps) if played.step.facts), ())
        return Step(life.steps[-1].step.at, "do", (move,), held[0], facts=told)

    return probe
