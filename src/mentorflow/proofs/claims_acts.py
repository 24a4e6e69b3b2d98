"""
Claims about who can act: nobody is stuck, and no state is left to chance.

Proved along deeds that nothing can bar; doubted where no step at all leads on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.reading import happened
from mentorflow.proofs.view import being_at, forgotten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.proofs.atlas import Place, Step
    from mentorflow.proofs.deeds import Deed
    from mentorflow.proofs.view import View
    from mentorflow.rules.edges import Edge

ACTS, CHANCE = "somebody can act", "not left to chance"


def acting(view: View) -> Iterator[Claim]:
    """In every live state somebody can act, or a deadline leads on; and what leads on is not forgotten."""
    stuck = view.stuck
    for state in view.rests_of:
        doubt = _nobody_acts(view, state, stuck[state]) if state in stuck else None
        yield Claim(ACTS, state, doubt, states=(state,))
    yield from _left_to_chance(view, set(stuck))


# --- stuck ----------------------------------------------------------------------------------------------------------
def _nobody_acts(view: View, state: str, place: Place) -> Doubt:
    dead = not any(step.edge.target not in {None, state} for step in view.atlas.steps[place])
    message = f"in '{state}' nobody can do anything that leads on, and no deadline does."
    return Doubt(
        "nobody-can-act", message, view.ground.workflow.state_by_name[state].span,
        _to_act(view, place),
        f"whether somebody can always act in '{state}'", what_it_takes(view, place),
        being_at(f"stuck in {state}", place) if dead else None,
    )  # fmt: skip


def _to_act(view: View, place: Place) -> str:
    """What to do about a place where nobody can act: open its form there, or say that it is an end, or lead on."""
    here = view.ground.workflow.state_by_name[place.state]
    closed = [when.form for when in here.when_complete if not view.deeds.is_open(place, when.form)]
    if closed:
        return f"Write 'open_from: {here.name}' for '{closed[0]}', or add a move or a deadline that leads on."
    way_out = "a move, a form to wait for that can be filled in there, or a deadline that leads on."
    empty = not (here.moves or here.when_complete or here.when_changed or here.deadlines)
    return f"Write 'final:' if it ends there; otherwise add {way_out}" if empty else f"Add {way_out}"


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
        forgotten(state, place), elsewhere=_waits_for_signers(view, place),
    )  # fmt: skip


def _waits_for_signers(view: View, place: Place) -> bool:
    """Whether what leads on lacks nothing but people who sign and may be missing: the form is advised against."""
    ways_on = [deed for deed in view.deeds.at(place) if any(_goes_on(view, step) for step in deed.steps)]
    forms = [view.ground.workflow.form_by_name.get(deed.name) for deed in ways_on if deed.move is None]
    lacking = [form for form in forms if form is not None and view.ground.may_lack_signers(form)]
    return len(lacking) == len(ways_on)
