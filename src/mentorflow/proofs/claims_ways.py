"""
Claims about ways: every state is reached, and every live state can end.

Proved along deeds that nothing can bar; doubted where no step at all leads on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import Related
from mentorflow.proofs.atlas import NOTHING
from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.claims_acts import what_it_takes
from mentorflow.proofs.ground import must_cells
from mentorflow.proofs.probes import filling, trying
from mentorflow.proofs.reading import facts_of, forms_of, sheet
from mentorflow.proofs.view import being_at, being_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.proofs.atlas import Place, Step
    from mentorflow.proofs.deeds import Deed
    from mentorflow.proofs.view import View
    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Cell

REACHED, ENDS = "reached", "can end"


# --- reached --------------------------------------------------------------------------------------------------------
def reached(view: View) -> Iterator[Claim]:
    """Every state is reached by some life."""
    sure, gaps = surely_reached(view), set[str]()
    for state in view.ground.workflow.states:
        if state.name in sure:
            yield Claim(REACHED, state.name)
        elif state.name in view.places_of:
            yield Claim(REACHED, state.name, _perhaps_reached(view, state.name))
        elif not gaps & _behind(view, state.name):
            # What lies behind a state that is never reached is not told again.
            gaps.add(state.name)
            doubt = _never_reached(view, state.name)
            yield from [Claim(REACHED, state.name, doubt)] if doubt is not None else []


def surely_reached(view: View) -> frozenset[str]:
    """The states to which some life surely leads."""
    demands: dict[Place, tuple[Cell, ...]] = {}
    pending: list[tuple[Place, tuple[Cell, ...]]] = []
    for deed in view.deeds.starts():
        pending += [(step.to, chosen) for step in deed.steps if (chosen := _taken(view, deed, step, ())) is not None]
    states = set[str]()
    for place, so_far in pending:
        if place in demands:
            continue
        demands[place] = so_far
        states.add(place.state)
        for deed in _deeds_at_rest(view, place) if place.state in view.ground.live else ():
            for step in deed.steps:
                if step.to.state not in states and (chosen := _taken(view, deed, step, so_far)) is not None:
                    pending.append((step.to, chosen))
    return frozenset(states)


def _deeds_at_rest(view: View, place: Place) -> tuple[Deed, ...]:
    """What can be done at a place; where a form that is complete leads on from it, that alone."""
    deeds, known = view.deeds.at(place), view.ground.workflow.form_by_name
    through = [
        d for d in deeds if d.kind == "complete" and sheet(d.name) in place.facts and not known[d.name].repeats
    ]
    return tuple(through[:1]) or deeds


def _taken(view: View, deed: Deed, step: Step, so_far: tuple[Cell, ...]) -> tuple[Cell, ...] | None:
    """What has been asked of answers on the way when a step is taken as well; None where it may be barred."""
    edge, ground = step.edge, view.ground
    if edge.kind in {"complete", "changed"} and step.source is not None:
        if not view.deeds.fillable(step.source, edge.trigger):
            return None
    elif not (deed.sure or (edge.move is not None and _somebody_could(view, step))):
        return None
    cells = () if edge.move is None else must_cells(edge.move, lifted=False)
    if edge.routing is not None:
        cells += ground.workflow.routing_by_name[edge.routing].rows[edge.row or 0].cells
    facts = step.source.facts if step.source is not None else NOTHING
    just = frozenset([edge.trigger]) if edge.kind == "complete" else NOTHING
    answered = just | {form.name for form in ground.workflow.forms if sheet(form.name) in facts}
    for way in view.deeds.ways_to_hold(cells):
        if _in_order(view, way) and all(_open_to_choice(view, step, cell, answered) for cell in way):
            both = _asked_before(view, so_far, way)
            proved_with_its_table = both == way == cells and edge.kind == "complete"
            if proved_with_its_table or ground.surely_possible(both, answered & _read(view, both)):
                return _once((*so_far, *(cell for cell in way if _read(view, (cell,)))))
    return None


def _asked_before(view: View, so_far: tuple[Cell, ...], way: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Some conditions, with those asked before on the way that read the same forms."""
    forms = _read(view, way)
    return _once((*(cell for cell in so_far if forms & _read(view, (cell,))), *way))


def _read(view: View, cells: tuple[Cell, ...]) -> frozenset[str]:
    """The forms that plain conditions read, with those that their marks are compared with."""
    known = view.ground.workflow.condition_by_name
    tests = [test for cell in cells for test in known[cell.condition].tests]
    return frozenset(
        form for test in tests for fact in facts_of(test) for form in forms_of(view.ground.workflow, fact)
    )


def _in_order(view: View, way: tuple[Cell, ...]) -> bool:
    """Whether at most one form has to have been changed after something else: that one is then filled in last."""
    known = view.ground.workflow.condition_by_name
    return sum(test.op == "changed_since" for cell in way for test in known[cell.condition].tests) <= 1


def _somebody_could(view: View, step: Step) -> bool:
    """Whether a move could be made by people who hold one role each, apart from its conditions."""
    move, ground = step.edge.move, view.ground
    if move is None or not (ground.everybody(move.by) if move.joint else ground.somebody(move.by)):
        return False
    facts = step.source.facts if step.source is not None else NOTHING
    return not move.lengthens and all(sheet(form) in facts for form, _ in move.shows)


def _open_to_choice(view: View, step: Step, cell: Cell, answered: frozenset[str]) -> bool:
    """Whether a condition reads only what those in it, or the application, are free to say on this way."""
    for test in view.ground.workflow.condition_by_name[cell.condition].tests:
        fact = test.fact
        if fact.kind in {"since", "times", "count"}:
            return False
        if test.op == "changed_since" and not _fillable_here(view, step.source, fact.form):
            return False
        if fact.form and fact.form not in answered and not _fillable_here(view, step.source, fact.form):
            return False
    return True


def _fillable_here(view: View, place: Place | None, form: str) -> bool:
    return place is not None and view.deeds.fillable_in_passing(place, form)


def _once(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple({(cell.condition, cell.wanted): cell for cell in cells}.values())


def _perhaps_reached(view: View, state: str) -> Doubt:
    span = view.ground.workflow.state_by_name[state].span
    question, reason = f"whether a partnership can come to '{state}'", "it depends on what was answered before"
    return Doubt("never-reached", "", span, "", question, reason, being_in(state), supports=True)


def _behind(view: View, state: str) -> set[str]:
    """The states from which a state could be come to, if nothing stood in the way."""
    found, pending = set[str](), [state]
    while pending:
        target = pending.pop()
        sources = {edge.source for edge in view.ground.edges if edge.target == target and edge.source is not None}
        pending += sources - found
        found |= sources
    return found - {state}


def _never_reached(view: View, state: str) -> Doubt | None:
    """The doubt at the door that is closed: an edge to the state from a place that can be come to."""
    stuck = view.stuck
    doors = [edge for edge in view.ground.edges if edge.target == state and edge.source in view.places_of]
    if doors and all(edge.source in stuck for edge in doors):
        # Where nobody can act, that alone is told.
        return None
    span = view.ground.workflow.state_by_name[state].span
    if not doors:
        return None
    door = doors[0]
    message = f"no partnership ever comes to '{state}': {_closed(door)}."
    who = _somebody(view, door)
    probe = trying(door.move.name, who) if door.move is not None else filling(door.trigger, who) if who else None
    return Doubt(
        "never-reached", message, span, _to_open(view, door), f"whether a partnership can come to '{state}'",
        "nothing shows it", being_in(str(door.source)), probe, related=(_behind_the_door(view, door),),
    )  # fmt: skip


def _to_open(view: View, door: Edge) -> str:
    """What to do about a door that is closed."""
    if door.kind in {"move", "start"}:
        return f"Change what '{door.trigger}' must keep to, or take the state away."
    if door.kind == "deadline":
        return f"Count '{door.trigger}' from something that happens before, or take the state away."
    form = view.ground.workflow.form_by_name[door.trigger]
    if form.open_from not in {None, door.source}:
        return f"Write 'open_from: {door.source}' for '{door.trigger}', or take the state away."
    return f"See that '{door.trigger}' can be filled in there, or take the state away."


def _behind_the_door(view: View, door: Edge) -> Related:
    if door.kind in {"complete", "changed"}:
        return Related(view.ground.workflow.form_by_name[door.trigger].span, f"'{door.trigger}' stands here.")
    return Related(door.span, f"'{door.trigger}' would lead there.")


def _closed(door: Edge) -> str:
    if door.kind in {"move", "start"}:
        return f"what '{door.trigger}' must keep to cannot hold there"
    if door.kind == "deadline":
        return f"'{door.trigger}' is never counted there"
    return f"'{door.trigger}' cannot be filled in in '{door.source}'"


def _somebody(view: View, door: Edge) -> str:
    """The first role that makes a move, or fills in a form."""
    form = view.ground.workflow.form_by_name.get(door.trigger) if door.kind in {"complete", "changed"} else None
    who = door.move.by if door.move is not None else form.filled_in_by if form is not None else None
    roles = view.ground.roles_of(who)
    return next((role.name for role in view.ground.workflow.roles if role.name in roles), "")


# --- ends -----------------------------------------------------------------------------------------------------------
def ends(view: View) -> Iterator[Claim]:
    """Every live state can end; where nobody can act at all, that alone is told."""
    stuck = view.stuck
    sure, possible = view.surely_ending, view.ending
    trapped = {place.state for place in view.atlas.resting if place not in possible}
    told = set[str]()
    for state in (state for state in view.rests_of if state not in stuck):
        unsure = [place for place in view.rests_of[state] if place not in sure]
        if not unsure:
            yield Claim(ENDS, state)
        elif state in trapped and not _leads_to(view, state, told | set(stuck)):
            told.add(state)
            place = next(place for place in unsure if place not in possible)
            yield Claim(ENDS, state, _never_ends(view, state, place), states=(state,))
        elif state not in trapped:
            yield Claim(ENDS, state, _perhaps_ends(view, state, unsure[0]))


def _leads_to(view: View, state: str, states: set[str]) -> bool:
    """Whether a state is, or leads to, one of some states."""
    return state in states or any(state in _behind(view, each) for each in states)


def _never_ends(view: View, state: str, place: Place) -> Doubt:
    return Doubt(
        "no-way-to-end", f"from '{state}' no way leads to an end.", view.ground.workflow.state_by_name[state].span,
        "Lead a move, a form or a deadline from there to a final state.",
        f"whether a partnership in '{state}' can end", "nothing shows it",
        being_at(f"trapped in {state}", place),
    )  # fmt: skip


def _perhaps_ends(view: View, state: str, place: Place) -> Doubt:
    return Doubt(
        "no-way-to-end", "", view.ground.workflow.state_by_name[state].span, "",
        f"whether every partnership in '{state}' can end", what_it_takes(view, place),
    )  # fmt: skip
