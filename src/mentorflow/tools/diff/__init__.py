"""
What is otherwise between two workflows, in meaning and in words.

``differences`` answers what counts when a partnership is decided, ``rewordings`` what only people read; both are
pure and know nothing of files, terminals or commands.
Nothing here decides what counts: ``rules.digest`` does, and a difference is told exactly where digests differ.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.digest import digest
from mentorflow.tools.diff import deadlines as time
from mentorflow.tools.diff.apart import GROUPS, At, Difference, Laid, compared
from mentorflow.tools.diff.declared import counts, effects, facts, limits, roles
from mentorflow.tools.diff.forms import forms
from mentorflow.tools.diff.moves import moves, states
from mentorflow.tools.diff.tables import conditions, routing
from mentorflow.tools.diff.texts import Rewording, rewordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Deadline, Workflow
    from mentorflow.tools.diff.apart import Saying, Told

__all__ = ["GROUPS", "Comparison", "Difference", "Rewording", "compare", "differences", "rewordings"]


@attrs.frozen
class Comparison:
    """Two files beside each other: what means something else, and what only reads otherwise."""

    old: str
    new: str
    old_digest: str
    new_digest: str
    differences: tuple[Difference, ...]
    rewordings: tuple[Rewording, ...]


def compare(old: Workflow, new: Workflow) -> Comparison:
    """Everything that is otherwise between two workflows; pure."""
    return Comparison(old.file, new.file, digest(old), digest(new), differences(old, new), rewordings(old, new))


def differences(old: Workflow, new: Workflow) -> tuple[Difference, ...]:
    """
    Every difference in meaning, group by group in the order of ``GROUPS``; empty exactly when the digests are equal.

    Pure; texts, names of workflows, promises and the layout of the files do not count (``rewordings`` has them).
    """
    if digest(old) == digest(new):
        return ()
    at, laid = At(old, new, ""), Laid.of(old, new)
    declared = compared(at, old, new, WORKFLOW)
    found = dict.fromkeys((*declared, *time.order(at), *conditions(at, laid), *routing(at, laid)))
    order = list(GROUPS)
    return tuple(sorted(found, key=lambda difference: order.index(difference.group)))


def _timezone(at: At, old: str, new: str) -> Iterator[Difference]:
    says = f"Days end at midnight in {new} instead of {old}."
    yield at.tell("deadlines", says, because="what is not late yet moves with it")


def _format(at: At, old: str, new: str) -> Iterator[Difference]:
    yield at.tell("conditions", f"The file is written in {new} instead of {old}.")


def _ends(at: At, old: Deadline | None, new: Deadline | None) -> Told:
    yield from time.one_deadline(at.on("ends"), "the end of the whole time", old, new)


WORKFLOW: dict[str, Saying] = {
    "timezone": _timezone,
    "format": _format,
    "roles": roles,
    "start": partial(moves, where="at the start"),
    "states": states,
    "limits": limits,
    "ends": _ends,
    "facts": facts,
    "effects": effects,
    "forms": forms,
    "counts": counts,
    # These may come out otherwise even where they are written as before, so that they are always looked at.
    "conditions": lambda *_: (),
    "routing": lambda *_: (),
    "moves": partial(moves, where="at any time"),
    "deadlines": time.deadlines,
}
