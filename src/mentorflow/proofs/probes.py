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
    return _last("do", move, role)


def filling(form: str, role: str) -> Probe:
    """Somebody with a role tries to fill in a form that is not open to them."""
    return _last("fill_in", form, role)


def looking(form: str, field: str, role: str) -> Probe:
    """Somebody with a role looks at what they see of the answers of others."""
    return _last("look", f"{form}.{field}", role)


def _last(act: str, name: str, role: str) -> Probe:
    def probe(flow: Flow, life: Life) -> Step | None:
        from mentorflow.states.partnership import holders  # noqa: PLC0415 - nothing is played unless in doubt

        p = life.partnership
        held = holders(p.people[flow.layout.roles[role]]) if p is not None else ()
        if not held:
            return None
        from mentorflow.plays.scenario import VIEW, Expectation, Step  # noqa: PLC0415 - nothing is played unless in doubt

        at, by = life.steps[-1].step.at, held[0]
        if act == "look":
            return Step(at, act, (VIEW,), by, expectations=(Expectation("sees", (name,)),))
        told = next((played.step.facts for played in reversed(life.steps) if played.step.facts), ())
        return Step(at, act, (name,), by, facts=told, answers=() if act == "fill_in" else None)

    return probe
