"""
Claims about who can leave: each partner alone can come to an end from everywhere, and out beside a joint move.

A move that leads out and was left out, or is for the wrong people, is one slip: all states that it leaves without a
way out are told together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.deeds import solo
from mentorflow.proofs.view import being_at, being_in, refusing, where
from mentorflow.rules.edges import offered, targets
from mentorflow.rules.workflow import STAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.proofs.atlas import Place
    from mentorflow.proofs.deeds import Deed
    from mentorflow.proofs.view import View
    from mentorflow.rules.workflow import Move

LEAVES, JOINT = "can leave", "out of a joint move"


def leaving(view: View) -> Iterator[Claim]:
    """Where there are partners, each can come to an end alone from every live state; and out, beside a joint move."""
    partners = view.ground.workflow.partner_roles
    alone = {role: _out_alone(view, role, sure=True) for role in partners}
    ever = {role: _out_alone(view, role, sure=False) for role in partners}
    lost: dict[tuple[str, ...], list[str]] = {}
    # Where it is not sure that it can end at all, that is told instead.
    ending = view.surely_ending
    for state in view.rests_of if partners else ():
        if not all(place in ending for place in view.rests_of[state]):
            continue
        roles = tuple(r for r in partners if any(place not in alone[r] for place in view.rests_of[state]))
        if roles:
            lost.setdefault(roles, []).append(state)
            continue
        yield Claim(LEAVES, state)
        if _joint(view, state):
            yield Claim(JOINT, state)
    for roles, states in lost.items():
        if all(_joint(view, state) and _no_other_move(view, state, roles) for state in states):
            yield from _beside_joint(view, roles, states)
        else:
            yield from _no_way_out(view, roles, states, ever)


def _out_alone(view: View, role: str, *, sure: bool) -> set[Place]:
    """The places from which somebody in a role alone can come to an end, by moves of their own."""
    good = {place for place in view.atlas.places if place.state not in view.ground.live}
    left = list(view.atlas.resting)
    while True:
        new = [p for p in left if any(_own(view, deed, role, good, sure=sure) for deed in view.deeds.at(p))]
        if not new:
            return good
        good.update(new)
        left = [place for place in left if place not in good]


def _own(view: View, deed: Deed, role: str, good: set[Place], *, sure: bool) -> bool:
    move = deed.move
    if move is None or not solo(move, role, view.ground.workflow.partner_roles):
        return False
    if not sure:
        return any(step.to in good for step in deed.steps)
    return not (move.must or move.not_by or move.lengthens or move.shows) and all(
        view.atlas.comes_to(s.to) <= good for s in deed.steps
    )


# --- no way out -----------------------------------------------------------------------------------------------------
def _no_way_out(
    view: View, roles: tuple[str, ...], states: list[str], ever: dict[str, set[Place]]
) -> Iterator[Claim]:
    """One finding for all states in which the same partners have no way out alone, and one for each barred move."""
    lost = {state: place for state in states if (place := _lost_at(view, state, roles, ever)) is not None}
    unsure = [state for state in states if state not in lost]
    barred = {state: move for state in unsure if (move := _only_move(view, state, roles[0])) is not None}
    open_to_doubt = tuple(state for state in unsure if state not in barred)
    for state, move in barred.items():
        yield Claim(LEAVES, state, _may_be_refused(roles, state, move), states=(state,), roles=roles)
    if open_to_doubt:
        yield Claim(LEAVES, open_to_doubt[0], _perhaps_out(view, roles, open_to_doubt), states=open_to_doubt)
    if lost:
        certain = tuple(lost)
        doubt = _not_out(view, roles, certain, lost[certain[0]])
        yield Claim(LEAVES, certain[0], doubt, states=certain, roles=roles)


def _lost_at(view: View, state: str, roles: tuple[str, ...], ever: dict[str, set[Place]]) -> Place | None:
    """The first place of a state from which no moves of one of the partners alone lead to an end."""
    return next((place for place in view.rests_of[state] if any(place not in ever[r] for r in roles)), None)


def _only_move(view: View, state: str, role: str) -> Move | None:
    """The one move of a partner alone that leads on from a state, where it has conditions."""
    moves = [deed.move for deed in view.deeds.at(view.rests_of[state][0]) if deed.move is not None and deed.leads_on]
    own = [move for move in moves if solo(move, role, view.ground.workflow.partner_roles)]
    return own[0] if len(own) == 1 and own[0].must else None


def _may_be_refused(roles: tuple[str, ...], state: str, move: Move) -> Doubt:
    """The move that leads out has conditions: a life may show somebody who is refused."""
    role = roles[0]
    return Doubt(
        "no-way-out", f"'{move.name}' can be refused, and '{role}' has no other way to end it alone in '{state}'.",
        move.span, "Let either partner make a move, without 'must', that leads to a final state.",
        f"whether {_named(roles)} can always leave from '{state}'", "the moves that lead out may be refused",
        where(f"{role} kept in {state}", refusing(state, role, move.name)),
    )  # fmt: skip


def _perhaps_out(view: View, roles: tuple[str, ...], states: tuple[str, ...]) -> Doubt:
    """Several moves lead out, and each has conditions."""
    return Doubt(
        "no-way-out", "", view.ground.workflow.state_by_name[states[0]].span, "",
        f"whether {_named(roles)} can always leave from {view.called(states)}",
        "the moves that lead out may be refused", easier="A move that leads out without 'must' can be proved.",
    )  # fmt: skip


def _not_out(view: View, roles: tuple[str, ...], states: tuple[str, ...], place: Place) -> Doubt:
    named, state = view.called(states), states[0]
    way_out = _offering(view, roles, states) or "Let either partner make a move that leads to a final state."
    return Doubt(
        "no-way-out", f"{_named(roles)} {_have(roles)} no way to end it alone in {named}.",
        view.ground.workflow.state_by_name[state].span, way_out,
        f"whether {_named(roles)} can leave from {named}", "no life was found there",
        being_at(f"no way out of {state}", place),
    )  # fmt: skip


def _offering(view: View, roles: tuple[str, ...], states: tuple[str, ...]) -> str | None:
    """To offer a move that leads out for others, or elsewhere, to these as well; None where there is none."""
    workflow = view.ground.workflow
    for move in _ending(view):
        here = [state for state in states if move in offered(workflow, workflow.state_by_name[state])]
        if len(here) == len(states):
            return f"Let {_named(roles)} make '{move.name}' as well, or add a move that leads to a final state."
    names = {move.name for state in states for move in offered(workflow, workflow.state_by_name[state])}
    for move in _ending(view):
        if move.name not in names and all(solo(move, role, workflow.partner_roles) for role in roles):
            named = view.called(states)
            return f"Offer '{move.name}' in {named} as well, or another move that leads to a final state."
    return None


def _ending(view: View) -> Iterable[Move]:
    """The moves of one person without conditions that only lead to final states."""
    workflow = view.ground.workflow
    for move in workflow.every_move():
        led = targets(workflow, move.to)
        if led and not move.joint and not move.must and not any(target in view.ground.live for target in led):
            yield move


# --- joint ----------------------------------------------------------------------------------------------------------
def _beside_joint(view: View, roles: tuple[str, ...], states: list[str]) -> Iterator[Claim]:
    """One finding for a joint move that is all there is in each of these states, otherwise one for each state."""
    every = [{deed.name: deed for deed in _joints(view, state)} for state in states]
    shared = next((name for name in every[0] if all(name in some for some in every)), None)
    if shared is not None:
        doubt = _takes_both(view, tuple(states), roles, every[0][shared])
        yield Claim(JOINT, states[0], doubt, states=tuple(states), roles=roles)
        return
    for state, some in zip(states, every, strict=True):
        doubt = _takes_both(view, (state,), roles, next(iter(some.values())))
        yield Claim(JOINT, state, doubt, states=(state,), roles=roles)


def _joints(view: View, state: str) -> tuple[Deed, ...]:
    """The moves of a state that take both partners and lead away."""
    deeds = view.deeds.at(view.rests_of[state][0])
    return tuple(deed for deed in deeds if deed.move is not None and deed.move.joint and deed.move.to != STAY)


def _joint(view: View, state: str) -> bool:
    return bool(_joints(view, state))


def _no_other_move(view: View, state: str, roles: tuple[str, ...]) -> bool:
    """Whether one of the partners has no move at all that leads away from a state alone, wherever they are in it."""
    partners = view.ground.workflow.partner_roles
    deeds = [deed for place in view.rests_of[state] for deed in view.deeds.at(place) if deed.leads_on]
    moves = [deed.move for deed in deeds if deed.move is not None]
    return any(not any(solo(move, role, partners) for move in moves) for role in roles)


def _takes_both(view: View, states: tuple[str, ...], roles: tuple[str, ...], joint: Deed) -> Doubt:
    span = joint.move.span if joint.move is not None else view.ground.workflow.state_by_name[states[0]].span
    named = view.called(states)
    message = f"'{joint.name}' takes both partners, and in {named} {_named(roles)} {_have(roles)} no way out alone."
    way_out = _offering(view, roles, states) or "Add a move by 'either partner' that leads out."
    return Doubt(
        "joint-without-way-out", message, span, way_out,
        f"whether {_named(roles)} can get out of {named}", "nothing shows it", being_in(states[0]),
    )  # fmt: skip


def _named(roles: tuple[str, ...]) -> str:
    return " and ".join(f"'{role}'" for role in roles)


def _have(roles: tuple[str, ...]) -> str:
    return "have" if len(roles) > 1 else "has"
