"""
What is asked, which answers are unfavorable, which have to be given, and who sees them.

Pure; whether the changed rules hold together is found out elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.english import plain
from mentorflow.rules.workflow import Tick
from mentorflow.tools.mutate import spots
from mentorflow.tools.mutate.change import without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Field, Form, Workflow
    from mentorflow.tools.mutate.change import Change, Spot


def answers(workflow: Workflow) -> Iterator[Change]:
    """Every change of this module, in the order of the notation."""
    for spot in spots.forms(workflow):
        yield from _of_form(spot)
    for spot in spots.fields(workflow):
        yield from _marked(spot)
        yield from spots.when_answered(spot, _required(spot))
        yield from _seen(spot)
        if spot.thing.asked_if is not None:
            says = f"is always asked, not only if {spot.thing.asked_if}"
            yield spot.with_("questions", says, asked_if=None)


def _of_form(spot: Spot) -> Iterator[Change]:
    form: Form = spot.thing
    if form.hidden_from_partner is not None:
        says = "is never hidden from the other partner"
        yield spot.with_("sight", says, hidden_from_partner=None)
    yield from _fewer_see(spot, form.also_seen_by)


def _fewer_see(spot: Spot, roles: tuple[str, ...]) -> Iterator[Change]:
    for n, role in enumerate(roles):
        says = f"is no longer seen by {plain(role)}"
        yield spot.with_("sight", says, also_seen_by=without(roles, n))


def _seen(spot: Spot) -> Iterator[Change]:
    field: Field = spot.thing
    if field.private:
        yield spot.with_("sight", "is no longer private", private=False)
    yield from _fewer_see(spot, field.also_seen_by)


def _marked(spot: Spot) -> Iterator[Change]:
    """No answer is unfavorable, or one fewer."""
    marked = spot.thing.unfavorable
    if marked is not None:
        yield spot.with_("marks", "has no unfavorable answer any more", unfavorable=None)
    if isinstance(marked, tuple) and len(marked) > 1:
        for n, option in enumerate(marked):
            says = f"no longer counts {option} as unfavorable"
            yield spot.with_("marks", says, unfavorable=without(marked, n))


def _required(spot: Spot) -> Iterator[Change]:
    field: Field = spot.thing
    if isinstance(field.kind, Tick):
        says = "need not be ticked" if field.kind.required else "has to be ticked"
        kind = attrs.evolve(field.kind, required=not field.kind.required)
        yield spot.with_("required", says, kind=kind)
    else:
        says = "has to be answered" if field.optional else "may be left out"
        yield spot.with_("required", says, optional=not field.optional)
