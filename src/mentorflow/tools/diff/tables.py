"""Conditions and routing tables in two files (first part: that they are written otherwise)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.tools.diff.apart import alike, beside, named

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Condition, Routing
    from mentorflow.tools.diff.apart import At, Told


def conditions(at: At, old: tuple[Condition, ...], new: tuple[Condition, ...]) -> Told:
    """What holds or does not."""
    found = beside(old, new, named)
    for gone in found.gone:
        yield at.on(gone.name, old=gone).tell("conditions", f"There is no condition '{gone.name}' any more.")
    for come in found.come:
        yield at.on(come.name, new=come).tell("conditions", f"There is a new condition '{come.name}'.")
    for one, other in found.both:
        if not alike(one, other):
            yield at.on(one.name, one, other).tell("conditions", f"'{one.name}' is put otherwise.")


def routing(at: At, old: tuple[Routing, ...], new: tuple[Routing, ...]) -> Told:
    """Which answers lead where."""
    found = beside(old, new, named)
    for gone in found.gone:
        yield at.on(gone.name, old=gone).tell("leads", f"There is no table '{gone.name}' any more.")
    for come in found.come:
        yield at.on(come.name, new=come).tell("leads", f"There is a new table '{come.name}'.")
    for one, other in found.both:
        if not alike(one, other):
            yield at.on(one.name, one, other).tell("leads", f"The table '{one.name}' is put otherwise.")
