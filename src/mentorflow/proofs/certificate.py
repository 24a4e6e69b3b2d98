"""
What was proved of a workflow, in plain words: a few clauses for the end of a check.

Nothing here proves anything.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mentorflow.proofs import claims_acts as acts
from mentorflow.proofs import claims_leaving as leaving
from mentorflow.proofs import claims_promised as promised
from mentorflow.proofs import claims_reads as reads
from mentorflow.proofs import claims_sight as sight
from mentorflow.proofs import claims_times as times
from mentorflow.proofs import claims_told as told
from mentorflow.proofs import claims_ways as ways
from mentorflow.proofs.claim import PROVED
from mentorflow.rules.english import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.proofs.proving import Proofs

WIDTH = 80
PROMISES = (promised.ALWAYS_OPEN, told.ALWAYS_TOLD, sight.NEVER_SEES, promised.ONLY_A_PERSON, promised.PROPERTY)


def certificate(proofs: Proofs) -> tuple[str, ...]:
    """What was proved, in lines of at most 80 characters; what was not is said by its number."""
    text = "; ".join(_clauses(proofs))
    return tuple(textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))


def _clauses(proofs: Proofs) -> Iterator[str]:
    yield from _share(proofs, "every state is reached", "{} states are reached", ways.REACHED)
    yield from _share(proofs, "every live state can end", "{} live states can end", ways.ENDS)
    yield from _share(proofs, "nobody is ever stuck", "nobody is stuck in {} live states", acts.ACTS)
    yield from _share(proofs, "no partnership is forgotten in a state", "in {} states no partnership is forgotten",
                      acts.CHANCE)  # fmt: skip
    yield from _out(proofs)
    yield from _share(proofs, "conditions read only what was answered", "{} conditions read only what was answered",
                      reads.ANSWERED)  # fmt: skip
    yield from _share(proofs, "deadlines remind first, can count and lie before the end", "{} deadlines are in order",
                      times.ORDER, times.COUNTS, times.IN_TIME)  # fmt: skip
    yield from _share(proofs, "nothing private is seen by others", "{} private answers stay private", sight.PRIVATE)
    yield from _share(proofs, "both hear of every end", "both hear of {} ends", told.END_TOLD)
    yield from _share(proofs, "every promise is kept", "{} promises are kept", *PROMISES)
    if proofs.repeated:
        yield f"must be safe to repeat, as one life can ask for them twice: {listed(proofs.repeated, 'and')}"


def _out(proofs: Proofs) -> Iterator[str]:
    """In how many live states each partner has a way out alone."""
    live = [proof for proof in proofs.of(ways.ENDS, acts.ACTS) if proof.claim.name == acts.ACTS]
    if proofs.workflow.partner_roles and live:
        open_in = sum(proof.verdict == PROVED for proof in proofs.of(leaving.LEAVES))
        yield f"both partners can leave in {open_in} of {len(live)} live states"


def _share(proofs: Proofs, whole: str, part: str, *names: str) -> Iterator[str]:
    """One clause about some claims: all of them, or how many; none where nothing was claimed."""
    holds: dict[str, bool] = {}
    for proof in proofs.of(*names):
        key = proof.claim.whole or proof.claim.subject
        holds[key] = holds.get(key, True) and proof.verdict == PROVED
    if holds:
        proved = sum(holds.values())
        yield whole if proved == len(holds) else part.format(f"{proved} of {len(holds)}")
