"""
All that comes of playing scenarios, as text: what was decided, recorded, told, owed and explained, step by step.

The digest stands for the rules themselves, which are not the same under other names; a word stands in its place.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mentorflow.plays.runner import play
from mentorflow.states.codec import dump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.play import Played
    from mentorflow.plays.scenario import Script
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow


UNMET = "NOT AS EXPECTED: "


def behavior(flow: Flow, script: Script, most: int | None = None) -> list[str]:
    """
    The scenarios of a file, or so many of them, played: one text for each of their own steps.

    What was not as expected stands at the end of it; the steps a scenario begins with are told where they stand.
    """
    told: list[str] = []
    for scenario in script.scenarios[:most]:
        for played in play(flow, scenario).steps[scenario.inherited :]:
            where = f"{scenario.name}, line {played.step.span.line}"
            text = "\n".join((where, *_of_step(played)))
            told.append(text.replace(flow.digest, "<digest>"))
    return told


def _of_step(played: Played) -> Iterator[str]:
    for decision in played.decisions:
        yield from _of_decision(decision)
    yield from (f"owed: {due}" for due in played.due)
    yield from (f"seen by {person}: {sight}" for person, seen in played.seen for sight in seen)
    if played.partnership is not None:
        yield json.dumps(dump(played.partnership))
    yield from (f"{UNMET}{failure.expected}; {failure.happened}; {failure.why}" for failure in played.failures)


def _of_decision(decision: Decision) -> Iterator[str]:
    yield decision.outcome
    yield from (json.dumps(dump(record)) for record in decision.records)
    yield from (f"{reason}" for reason in (*decision.refusals, *decision.warnings))
    yield decision.explain()
