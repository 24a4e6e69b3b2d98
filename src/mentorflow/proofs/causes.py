"""
Which of several findings is told, where one slip brings several: the one that is nearest to its cause.

What is refuted stays refuted, and the certificate counts it; only its finding is not told a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.proofs.claim import PROVED, REFUTED
from mentorflow.proofs.claims_acts import ACTS
from mentorflow.proofs.claims_leaving import JOINT, LEAVES
from mentorflow.proofs.claims_made import MADE
from mentorflow.proofs.claims_promised import ALWAYS_OPEN
from mentorflow.proofs.claims_told import ALWAYS_TOLD, END_TOLD
from mentorflow.proofs.claims_ways import ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.proofs.claim import Claim, Proof

# What comes of a way out that is promised and is not there.
_SHUT_IN = frozenset({ACTS, ENDS, LEAVES, JOINT})


def told(proofs: Iterable[Proof]) -> Iterator[Proof]:
    """The proofs that give a finding, each slip told once; in the order given."""
    doubtful = [proof for proof in proofs if proof.verdict != PROVED and proof.claim.doubt is not None]
    refuted = [proof.claim for proof in doubtful if proof.verdict == REFUTED]
    shut, unheard = _shut(refuted), _unheard(refuted)
    kept = {state for claim in refuted if claim.name in {*_SHUT_IN, ALWAYS_OPEN} for state in claim.states}
    seen = set[object]()
    for proof in doubtful:
        doubt, key = proof.claim.doubt, (proof.claim.name, proof.verdict, _slip(proof.claim))
        if doubt is None or doubt.elsewhere or key in seen or _follows(proof.claim, shut, unheard):
            continue
        if proof.claim.name == MADE and kept.intersection(proof.claim.states):
            # That somebody cannot get out of a state may come of that very move.
            continue
        seen.add(key)
        yield proof


def _slip(claim: Claim) -> object:
    """What a claim has in common with those that the same slip brings."""
    return claim.slip or (claim.doubt.span if claim.doubt is not None else None)


def _follows(claim: Claim, shut: dict[str, set[str]], unheard: dict[str, set[str]]) -> bool:
    """Whether a finding follows from one that is told."""
    if claim.name in _SHUT_IN:
        roles = set(claim.roles)
        return bool(claim.states) and all(state in shut and roles <= shut[state] for state in claim.states)
    lacking = [each for each in claim.about if not set(claim.roles) <= unheard.get(each, set())]
    return claim.name == ALWAYS_TOLD and bool(claim.about) and not lacking


def _shut(refuted: Iterable[Claim]) -> dict[str, set[str]]:
    """For each state the roles to which a move that ends it is promised, and not open."""
    found: dict[str, set[str]] = {}
    for claim in refuted:
        if claim.name == ALWAYS_OPEN and claim.about:
            for state in claim.states:
                found.setdefault(state, set()).update(claim.roles)
    return found


def _unheard(refuted: Iterable[Claim]) -> dict[str, set[str]]:
    """For each move that ends it the roles that are not told of the end."""
    found: dict[str, set[str]] = {}
    for claim in refuted:
        if claim.name == END_TOLD:
            for each in claim.about:
                found.setdefault(each, set()).update(claim.roles)
    return found
