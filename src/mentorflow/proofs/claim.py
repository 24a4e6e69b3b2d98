"""
What is claimed of a workflow, and what stands against a claim that could not be proved outright.

Shapes only: nothing here proves, searches or words a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.diagnostics import Related, Span
    from mentorflow.plays.goals import Goal
    from mentorflow.plays.life import Life
    from mentorflow.plays.scenario import Step
    from mentorflow.states.flow import Flow

    # What a life has to show, made when somebody searches: the goal, and the last step to try where it ends.
    Sought: TypeAlias = Callable[[Flow], Goal]
    Probe: TypeAlias = Callable[[Flow, Life], Step | None]

PROVED = "proved"
REFUTED = "refuted"
NOT_DECIDED = "not decided"
SIMPLER = "Nothing has to be mended; simpler rules can be proved."


@attrs.frozen
class Doubt:
    """
    What stands against a claim.

    *slug* is the finding it becomes when a life shows it, *message* its sentence, *way_out* what to do.
    *sought* makes the goal that a life has to reach; None where there is nothing that a life could show.
    *probe* gives a last step that must be refused in that life; *closer* one that shows it more closely.
    *supports* says that a life which is found speaks for the claim instead of against it.
    *elsewhere* says that another finding tells the slip that this comes of, so that it is not told again.
    *question* and *reason* say what is not decided where no life is found, and why; *easier* what could be decided.
    """

    slug: str
    message: str
    span: Span
    way_out: str
    question: str
    reason: str
    sought: Sought | None = None
    probe: Probe | None = None
    closer: Probe | None = None
    supports: bool = False
    related: tuple[Related, ...] = ()
    easier: str = SIMPLER
    elsewhere: bool = False


@attrs.frozen
class Claim:
    """
    One claim about one thing: *name* says which, *subject* about what.

    Without a *doubt* it is proved.
    *whole* names what it is a part of, where several claims are counted as one; the subject otherwise.
    Where it is in doubt, *states* and *roles* are those it speaks of, and *about* what else others may follow from;
    *slip* is the same for claims that one slip brings, where that is not their place.
    """

    name: str
    subject: str
    doubt: Doubt | None = None
    whole: str = ""
    states: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    slip: str = ""


@attrs.frozen
class Proof:
    """A claim with its verdict; *life* is the one that decided it, *reason* why nothing did."""

    claim: Claim
    verdict: str
    life: Life | None = None
    reason: str = ""
