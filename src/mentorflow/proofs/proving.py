"""
All claims about a workflow, each with one of three verdicts, and the findings that come of them.

Proved on all that could happen; refuted only by a life that was played; otherwise not decided, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Span, Suggestion, in_order
from mentorflow.proofs import (
    claims_acts,
    claims_leaving,
    claims_made,
    claims_promised,
    claims_reads,
    claims_sight,
    claims_times,
    claims_told,
    claims_ways,
)
from mentorflow.proofs.atlas import TooManyPlaces
from mentorflow.proofs.causes import told
from mentorflow.proofs.claim import NOT_DECIDED, PROVED, REFUTED, Claim, Doubt, Proof
from mentorflow.proofs.ground import Ground
from mentorflow.proofs.view import view_of
from mentorflow.rules.findings import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.proofs.view import View
    from mentorflow.rules.workflow import Workflow

EVERYTHING = "everything"


@attrs.frozen
class Proofs:
    """
    What was proved of a workflow, what was refuted, and what was not decided.

    *repeated* are the effects that one partnership can ask for more than once.
    """

    workflow: Workflow
    proofs: tuple[Proof, ...]
    repeated: tuple[str, ...] = ()

    def of(self, *names: str) -> tuple[Proof, ...]:
        """The proofs of some claims."""
        return tuple(proof for proof in self.proofs if proof.claim.name in names)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """A finding for everything that is not proved and follows from nothing else, in order of place."""
        return in_order(_finding(self.workflow, proof) for proof in told(self.proofs))


def prove(workflow: Workflow) -> Proofs:
    """Prove everything that is claimed of a workflow without errors; pure."""
    try:
        view = view_of(Ground(workflow))
    except TooManyPlaces as why:
        return Proofs(workflow, (_too_many(workflow, str(why)),))
    claims = tuple(_claims(view))
    if all(claim.doubt is None for claim in claims):
        proofs = tuple(Proof(claim, PROVED) for claim in claims)
    else:
        from mentorflow.proofs.lives import settled  # noqa: PLC0415 - nothing is played unless something is in doubt

        proofs = tuple(settled(workflow, claims))
    return Proofs(workflow, proofs, claims_told.repeated_effects(view))


def _claims(view: View) -> Iterator[Claim]:
    yield from claims_ways.reached(view)
    yield from claims_ways.ends(view)
    yield from claims_acts.acting(view)
    yield from claims_leaving.leaving(view)
    yield from claims_made.made(view)
    yield from claims_reads.reads(view)
    yield from claims_reads.waits(view)
    yield from claims_times.times(view)
    yield from claims_sight.private(view)
    yield from claims_told.told(view)
    yield from claims_promised.promised(view)


def _too_many(workflow: Workflow, why: str) -> Proof:
    spot = workflow.states[0].span if workflow.states else Span(workflow.file, 1, 1, 1, 1)
    question = "whether these rules hold together in every life"
    return Proof(Claim(EVERYTHING, "", Doubt("not-decided", "", spot, "", question, why)), NOT_DECIDED, None, why)


def _finding(workflow: Workflow, proof: Proof) -> Diagnostic:
    doubt = proof.claim.doubt
    if doubt is None:
        msg = f"nothing stands against '{proof.claim.name}'"
        raise ValueError(msg)
    if proof.verdict != REFUTED:
        message = f"{doubt.question} was not decided: {proof.reason}."
        return found("not-decided", message, doubt.span, suggestion=Suggestion(doubt.easier))
    from mentorflow.proofs.lives import example  # noqa: PLC0415 - there is a life, so it is imported already

    way_out = Suggestion(doubt.way_out)
    finding = found(doubt.slug, doubt.message, doubt.span, suggestion=way_out, related=doubt.related)
    return attrs.evolve(finding, example=example(workflow, proof))
