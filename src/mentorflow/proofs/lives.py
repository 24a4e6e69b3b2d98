"""
Lives that decide a doubt: searched for together, tried once more where they end, written down and played again.

The only part of this room that drives a flow; it is imported when something is in doubt, and not before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from mentorflow.errors import MentorflowError
from mentorflow.plays.play import Played
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import decided, play
from mentorflow.plays.search import Bounds, find, made_up
from mentorflow.plays.write import Written, file_of, lines_of
from mentorflow.proofs.claim import NOT_DECIDED, PROVED, REFUTED, Proof
from mentorflow.rules.source import read
from mentorflow.states.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.goals import Goal
    from mentorflow.plays.life import Life
    from mentorflow.proofs.claim import Claim, Doubt
    from mentorflow.rules.workflow import Workflow
    from mentorflow.states.decision import Decision

# How many partnerships are gone on from before a doubt is left open.
MOST_PARTNERSHIPS = 400


def settled(workflow: Workflow, claims: Iterable[Claim], most: int = MOST_PARTNERSHIPS) -> Iterator[Proof]:
    """Every claim with its verdict, in order; one search serves all doubts."""
    claims = list(claims)
    flow = Flow(workflow)
    goals = {id(c): c.doubt.sought(flow) for c in claims if c.doubt is not None and c.doubt.sought is not None}
    lives = _lives(flow, list(goals.values()), most) if goals else {}
    for claim in claims:
        goal = goals.get(id(claim))
        yield _verdict(flow, claim, None if goal is None else lives.get(goal))


def _lives(flow: Flow, goals: list[Goal], most: int) -> dict[Goal, Life]:
    """A life for each goal that is found: with somebody in every role, or else without those who may be missing."""
    lives = find(flow, goals, bounds=Bounds(most)).lives
    left = [goal for goal in goals if goal not in lives]
    there = {role.name for role in flow.workflow.roles if role.kind in {"partners", "staff"}}
    people = made_up(flow)
    few = tuple((role, person) for role, person in people if role in there)
    return {**lives, **find(flow, left, bounds=Bounds(most), people=few).lives} if left and few != people else lives


def _verdict(flow: Flow, claim: Claim, life: Life | None) -> Proof:
    doubt = claim.doubt
    if doubt is None:
        return Proof(claim, PROVED)
    if life is None:
        return Proof(claim, NOT_DECIDED, reason=doubt.reason)
    if doubt.supports:
        return Proof(claim, PROVED, life)
    shown = _tried(flow, doubt, life)
    if shown is None or not _plays(flow, named(claim), shown):
        return Proof(claim, NOT_DECIDED, reason=doubt.reason)
    step = None if doubt.closer is None else doubt.closer(flow, shown)
    closer = shown if step is None else attrs.evolve(shown, steps=(*shown.steps, Played(step, (), shown.partnership)))
    return Proof(claim, REFUTED, closer if _plays(flow, named(claim), closer) else shown)


def _tried(flow: Flow, doubt: Doubt, life: Life) -> Life | None:
    """The life with its last step tried; None where that step is not refused after all."""
    step = None if doubt.probe is None else doubt.probe(flow, life)
    if step is None:
        return life if doubt.probe is None else None
    try:
        decisions = decided(flow, life.scenario(), step, life.partnership)
    except MentorflowError:
        return None
    if any(decision.accepted or _for_answers(decision) for decision in decisions):
        return None
    return attrs.evolve(life, steps=(*life.steps, Played(step, decisions, life.partnership)))


def _for_answers(decision: Decision) -> bool:
    """Whether it was refused only because nothing was answered."""
    return any(refusal.kind == "answer" for refusal in decision.refusals)


def _plays(flow: Flow, name: str, life: Life) -> bool:
    """Whether a life, written down and read again, comes out as written."""
    text = file_of(flow.workflow, [Written(name, life)])
    script = read_scenarios(read(text, "<shown>"), flow.workflow)
    scenario = script.scenario(name)
    return scenario is not None and not play(flow, scenario).failures


def example(workflow: Workflow, proof: Proof) -> str | None:
    """The life that decided a proof, as a scenario to be pasted below ``scenarios:``."""
    if proof.life is None:
        return None
    return "\n".join(lines_of(workflow, Written(named(proof.claim), proof.life), people=()))


def named(claim: Claim) -> str:
    """A name for the scenario that refutes a claim: what it shows, of what."""
    slug = claim.doubt.slug if claim.doubt is not None else claim.name
    words = re.sub(r"[^a-z0-9]+", "_", f"{slug} {claim.subject}".lower()).strip("_")
    return words[:80].rstrip("_")
