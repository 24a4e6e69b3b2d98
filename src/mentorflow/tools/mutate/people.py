"""
Who acts, signs and hears of it: one role instead of another, and notices that are left out.

Pure; what would reach the same people as before is not offered as a change.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.plays.recipients import roles_reminded, roles_told
from mentorflow.rules.english import listed, plain
from mentorflow.rules.layout import layout_of
from mentorflow.rules.workflow import EACH, EITHER, NOBODY, OTHER, Who
from mentorflow.tools.mutate import spots
from mentorflow.tools.mutate.change import without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Form, Move, Workflow
    from mentorflow.tools.mutate.change import Change, Spot

    Reached = Callable[[Who | None], tuple[str, ...]]


def people(workflow: Workflow) -> Iterator[Change]:
    """Every change of this module, in the order of the notation."""
    layout = layout_of(workflow)
    for spot in spots.forms(workflow):
        yield from _of_form(layout, spot)
    for spot in spots.moves(workflow):
        yield from _of_move(layout, spot)
    told = partial(roles_told, layout)
    for spot in spots.rows(workflow):
        yield from _heard(layout, spot, "tell", "tells", told, only_there=True)
    for spot, deadline in spots.marks(workflow):
        yield from _heard(layout, spot, "tell", "tells", told, only_there=True)
        reminded = partial(roles_reminded, layout, deadline)
        yield from _heard(layout, spot, "remind", "reminds", reminded, only_there=True)


def _of_form(layout: Layout, spot: Spot) -> Iterator[Change]:
    form: Form = spot.thing
    if not form.copy_each:
        yield from _acting(layout, spot, "filled_in_by", "is filled in by")
    if form.signed_by is not None:
        yield from _acting(layout, spot, "signed_by", "is signed by", each=True)
        yield spot.with_("people", "is signed by nobody any more", form.signed_by.span, signed_by=None)
    for n, role in enumerate(form.opened_by):
        left = without(form.opened_by, n)
        if left:
            yield spot.with_("people", f"is no longer opened by {plain(role)}", opened_by=left)
    for role in _unnamed(layout, form.opened_by) if form.opened_by else ():
        yield spot.with_("people", f"may be opened by {plain(role)} as well", opened_by=(*form.opened_by, role))
    told = partial(roles_told, layout, by=form.filled_in_by)
    yield from _heard(layout, spot, "tells_on_change", "tells", told, "when changed ")


def _of_move(layout: Layout, spot: Spot) -> Iterator[Change]:
    move: Move = spot.thing
    yield from _acting(layout, spot, "by", "is made by", each=True)
    if move.not_by is not None:
        says = f"may be made by {_said(move.not_by)} as well"
        yield spot.with_("people", says, move.not_by.span, not_by=None)
    told = partial(roles_told, layout, by=move.by, not_by=move.not_by)
    yield from _heard(layout, spot, "tell", "tells", told, only_there=True)
    yield from _heard(layout, spot, "tell_first", "tells", told, "at its first half ")


# --- who acts -------------------------------------------------------------------------------------------------------
def _acting(layout: Layout, spot: Spot, name: str, verb: str, *, each: bool = False) -> Iterator[Change]:
    """Other people who act; *each* says that all partners together can be meant there."""
    who: Who = getattr(spot.thing, name)
    for parts in dict.fromkeys(_others(layout, who.parts)):
        if each or parts != (EACH,):
            new: dict[str, Any] = {name: attrs.evolve(who, parts=parts)}
            if who.is_each_partner and hasattr(spot.thing, "tell_first"):
                new["tell_first"] = None
            says = f"{verb} {_words(parts)} instead of {_said(who)}"
            yield spot.with_("people", says, who.span, **new)


def _others(layout: Layout, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """One fewer of several; of one, somebody else, and somebody more."""
    partners = layout.workflow.partner_roles
    if len(parts) > 1:
        yield from (without(parts, n) for n in range(len(parts)))
        return
    (part,) = parts
    if part == EACH:
        yield (EITHER,)
    elif part == EITHER:
        yield from ((role,) for role in partners)
        yield from ((EITHER, role) for role in _staff(layout)[:1])
    elif part in partners:
        yield from ((role,) for role in partners if role != part)
        yield (EITHER,)
    elif partners:
        yield (EITHER,)
        yield (part, EITHER)
    else:
        yield from ((role,) for role in _staff(layout) if role != part)


def _staff(layout: Layout) -> tuple[str, ...]:
    return tuple(role.name for role in layout.workflow.roles if role.kind == "staff")


def _unnamed(layout: Layout, roles: Iterable[str]) -> tuple[str, ...]:
    """The first role of the partners that is not among some roles."""
    return tuple(role for role in layout.workflow.partner_roles if role not in set(roles))[:1]


# --- who hears of it ------------------------------------------------------------------------------------------------
def _heard(
    layout: Layout, spot: Spot, name: str, verb: str, reached: Reached, when: str = "", *, only_there: bool = False
) -> Iterator[Change]:
    """A notice that is left out, for each of those it goes to, and one that goes to somebody else, as *when* says."""
    who: Who | None = getattr(spot.thing, name)
    if who is None or who.parts == (NOBODY,):
        return
    before = set(reached(who))
    for n, part in enumerate(who.parts):
        left = without(who.parts, n)
        after = attrs.evolve(who, parts=left) if left else None
        if set(reached(after)) != before:
            says = f"{when}no longer {verb} {plain(part)}"
            yield spot.with_("notices", says, who.span, only_there=only_there, **{name: after})
    for parts in _elsewhere(layout, who.parts):
        after = attrs.evolve(who, parts=parts)
        if set(reached(after)) != before:
            says = f"{when}{verb} {_words(parts)} instead of {_said(who)}"
            yield spot.with_("people", says, who.span, only_there=only_there, **{name: after})


def _elsewhere(layout: Layout, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Somebody else instead of the one who hears of it; one partner instead of all."""
    if len(parts) > 1:
        return
    partners, (part,) = layout.workflow.partner_roles, parts
    if part in {EACH, OTHER}:
        yield from ((role,) for role in partners[:1])
    else:
        others = [role for role in (*partners, *_staff(layout)) if role != part]
        yield from ((role,) for role in others[:1])


# --- words ----------------------------------------------------------------------------------------------------------
def _words(parts: Iterable[str]) -> str:
    return listed(map(plain, parts), "and")


def _said(who: Who) -> str:
    return _words(who.parts)
