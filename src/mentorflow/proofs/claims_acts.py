"""
Claims about who can act: nobody is stuck, no state is left to chance, and one partner alone can always get out.

Proved along deeds that nothing can bar; doubted where no step at all leads on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.deeds import solo
from mentorflow.proofs.reading import happened
from mentorflow.proofs.view import being_at, being_in, forgotten, refusing, where
from mentorflow.rules.workflow import STAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.proofs.atlas import Place, Step
    from mentorflow.proofs.deeds import Deed
    from mentorflow.proofs.view import View
    from mentorflow.rules.edges import Edge

ACTS, LEAVES, JOINT, CHANCE = "somebody can act", "can leave", "out of a joint move", "not left to chance"


def acting(view: View) -> Iterator[Claim]:
    """In every live state somebody can act, or a deadline leads on; and what leads on is not forgotten."""
    stuck = view.stuck
    for state in view.rests_of:
        yield Claim(ACTS, state, _nobody_acts(view, state, stuck[state]) if state in stuck else None)
    yield from _left_to_chance(view, set(stuck))


# --- stuck ----------------------------------------------------------------------------------------------------------
def _nobody_acts(view: View, state: str, place: Place) -> Doubt:
    dead = not any(step.edge.target not in {None, state} for step in view.atlas.steps[place])
    message = f"in '{state}' nobody can do anything that leads on, and no deadline does."
    return Doubt(
        "nobody-can-act", message, view.ground.workflow.state_by_name[state].span,
        "Add a move, a form to wait for that can be filled in there, or a deadline that leads on.",
        f"whether somebody can always act in '{state}'", what_it_takes(view, place),
        being_at(f"stuck in {state}", place) if dead else None,
    )  # fmt: skip


def what_it_takes(view: View, place: Place) -> str:
    """Why it is not sure that a place can be left."""
    names = list(dict.fromkeys(step.edge.trigger for step in view.atlas.steps[place] if step.edge.target is not None))
    return (
        f"{view.called(names)} may be barred by conditions or by who is there" if names else "nothing leads on there"
    )


# --- left to chance -------------------------------------------------------------------------------------------------
def _left_to_chance(view: View, stuck: set[str]) -> Iterator[Claim]:
    """A state must not be left only by something that nobody has to do, while nobody is reminded of anything."""
    for state in view.rests_of:
        places = [place for place in view.rests_of[state] if _by_chance(view, place)]
        if state not in stuck:
            yield Claim(CHANCE, state, _chance(view, state, places[0]) if places else None)


def _by_chance(view: View, place: Place) -> bool:
    ways_on = [deed for deed in view.deeds.at(place) if any(_goes_on(view, step) for step in deed.steps)]
    if not ways_on or any(_somebody_does(view, deed) for deed in ways_on):
        return False
    return not any(_counts(place, edge) for edge in view.ground.leaving[place.state])


def _somebody_does(view: View, deed: Deed) -> bool:
    """Whether those who do it are surely there, and see that it is theirs to do; or it happens by itself."""
    if deed.move is not None:
        return view.ground.somebody(deed.move.by)
    form = view.ground.workflow.form_by_name.get(deed.name)
    return deed.kind == "deadline" or (
        deed.kind == "complete" and form is not None and view.ground.can_be_completed(form)
    )


def _goes_on(view: View, step: Step) -> bool:
    """Whether a step leads to another state from which it is not simply gone back."""
    target = step.edge.target
    if target is None or target not in view.ground.live or (step.source and target == step.source.state):
        return False
    return not any(edge.back for edge in view.ground.leaving[target])


def _counts(place: Place, edge: Edge) -> bool:
    """Whether a deadline, other than that of a form, is counted at a place."""
    deadline = edge.deadline
    if deadline is None or deadline.owner[0] == "form":
        return False
    return not deadline.moments or any(happened(moment) in place.facts for moment in deadline.moments)


def _chance(view: View, state: str, place: Place) -> Doubt:
    names = list(dict.fromkeys(d.name for d in view.deeds.at(place) if any(_goes_on(view, s) for s in d.steps)))
    return Doubt(
        "left-to-chance",
        f"'{state}' is left only by {view.called(names)}, which nobody has to do and nobody is reminded of.",
        view.ground.workflow.state_by_name[state].span, "Add a deadline that reminds somebody, or that leads on.",
        f"whether somebody is always reminded to go on from '{state}'", "nothing shows that nobody is",
        forgotten(state, place),
    )  # fmt: skip


# --- out ------------------------------------------------------------------------------------------------------------
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
        joint = _joint(view, state)
        if not roles:
            yield Claim(LEAVES, state)
        elif joint is not None and _no_other_move(view, state, roles):
            yield Claim(JOINT, state, _takes_both(view, state, roles, joint))
        else:
            lost.setdefault(roles, []).append(state)
        if not roles and joint is not None:
            yield Claim(JOINT, state)
    for roles, states in lost.items():
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


def _no_way_out(
    view: View, roles: tuple[str, ...], states: list[str], ever: dict[str, set[Place]]
) -> Iterator[Claim]:
    """One finding for all states in which the same partners have no way out alone."""
    certain = [state for state in states if _lost_at(view, state, roles, ever) is not None]
    for state in states:
        if state not in certain:
            yield Claim(LEAVES, state, _perhaps_out(view, roles, state))
        elif state == certain[0]:
            yield Claim(LEAVES, state, _not_out(view, roles, certain, _lost_at(view, state, roles, ever)))


def _perhaps_out(view: View, roles: tuple[str, ...], state: str) -> Doubt:
    """The moves that lead out have conditions: a life may show somebody who is refused."""
    role, partners = roles[0], view.ground.workflow.partner_roles
    moves = [deed.move for deed in view.deeds.at(view.rests_of[state][0]) if deed.move is not None and deed.leads_on]
    own = [move for move in moves if solo(move, role, partners)]
    only = own[0] if len(own) == 1 and own[0].must else None
    what = f"'{only.name}' can be refused, and" if only is not None else ""
    return Doubt(
        "no-way-out", f"{what} '{role}' has no other way to end it alone in '{state}'.".strip(),
        view.ground.workflow.state_by_name[state].span if only is None else only.span,
        "Let either partner make a move, without 'must', that leads to a final state.",
        f"whether {_named(roles)} can always leave from '{state}'", "the moves that lead out may be refused",
        None if only is None else where(f"{role} kept in {state}", refusing(state, role, only.name)),
    )  # fmt: skip


def _not_out(view: View, roles: tuple[str, ...], states: list[str], place: Place | None) -> Doubt:
    named, state = view.called(states), states[0]
    return Doubt(
        "no-way-out", f"{_named(roles)} {_have(roles)} no way to end it alone in {named}.",
        view.ground.workflow.state_by_name[state].span, "Let either partner make a move that leads to a final state.",
        f"whether {_named(roles)} can leave from {named}", "no life was found there",
        None if place is None else being_at(f"no way out of {state}", place),
    )  # fmt: skip


def _lost_at(view: View, state: str, roles: tuple[str, ...], ever: dict[str, set[Place]]) -> Place | None:
    """The first place of a state from which no moves of one of the partners alone lead to an end."""
    return next((place for place in view.rests_of[state] if any(place not in ever[r] for r in roles)), None)


def _joint(view: View, state: str) -> Deed | None:
    """The first move of a state that takes both partners and leads away."""
    deeds = view.deeds.at(view.rests_of[state][0])
    return next((deed for deed in deeds if deed.move is not None and deed.move.joint and deed.move.to != STAY), None)


def _no_other_move(view: View, state: str, roles: tuple[str, ...]) -> bool:
    """Whether one of the partners has no move at all that leads away from a state alone, wherever they are in it."""
    partners = view.ground.workflow.partner_roles
    deeds = [deed for place in view.rests_of[state] for deed in view.deeds.at(place) if deed.leads_on]
    moves = [deed.move for deed in deeds if deed.move is not None]
    return any(not any(solo(move, role, partners) for move in moves) for role in roles)


def _takes_both(view: View, state: str, roles: tuple[str, ...], joint: Deed) -> Doubt:
    span = joint.move.span if joint.move is not None else view.ground.workflow.state_by_name[state].span
    message = f"'{joint.name}' takes both partners, and in '{state}' {_named(roles)} {_have(roles)} no way out alone."
    return Doubt(
        "joint-without-way-out", message, span, "Add a move by 'either partner' that leads out.",
        f"whether {_named(roles)} can get out of '{state}'", "nothing shows it", being_in(state),
    )  # fmt: skip


def _named(roles: tuple[str, ...]) -> str:
    return " and ".join(f"'{role}'" for role in roles)


def _have(roles: tuple[str, ...]) -> str:
    return "have" if len(roles) > 1 else "has"
