"""
What the claims look at: the workflow, its places, what can be done there, and how a life is recognised to be at one.

Nothing here claims anything.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from mentorflow.proofs.atlas import atlas_of
from mentorflow.proofs.deeds import Deeds
from mentorflow.proofs.reading import answers_read, happened, sheet
from mentorflow.rules.english import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.plays.goals import Goal
    from mentorflow.proofs.atlas import Atlas, Place
    from mentorflow.proofs.deeds import Deed
    from mentorflow.proofs.ground import Ground
    from mentorflow.rules.workflow import Condition, Test
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

MOST_NAMED = 3


@attrs.frozen(slots=False, eq=False)
class View:
    """One workflow as the claims see it."""

    ground: Ground
    atlas: Atlas
    deeds: Deeds
    _answers: dict[str, dict[str, tuple[Condition, Test]]] = attrs.field(factory=dict, init=False)

    def answers_read(self, name: str) -> dict[str, tuple[Condition, Test]]:
        """The forms whose answers a condition reads, worked out once."""
        if name not in self._answers:
            self._answers[name] = answers_read(self.ground.workflow, name)
        return self._answers[name]

    @cached_property
    def ending(self) -> frozenset[Place]:
        """The places from which some way leads to an end."""
        good = {place for place in self.atlas.places if place.state not in self.ground.live}
        pending = list(good)
        while pending:
            for step in self.atlas.before[pending.pop()]:
                if step.source is not None and step.source not in good:
                    good.add(step.source)
                    pending.append(step.source)
        return frozenset(good)

    @cached_property
    def surely_ending(self) -> frozenset[Place]:
        """The places from which an end can surely be reached."""
        good = {place for place in self.atlas.places if place.state not in self.ground.live}
        left = list(self.atlas.resting)
        while True:
            new = [place for place in left if any(self._brings(deed, good) for deed in self.deeds.at(place))]
            if not new:
                return frozenset(good)
            good.update(new)
            left = [place for place in left if place not in good]

    def _brings(self, deed: Deed, good: set[Place]) -> bool:
        """Whether a deed surely leads to one of some places: wherever it leads, or as those who do it choose."""
        bringing = [step for step in deed.steps if self.atlas.comes_to(step.to) <= good] if deed.sure else []
        every = len(bringing) == len(deed.steps)
        return bool(bringing) and (every or any(self.deeds.can_choose(step) for step in bringing))

    @cached_property
    def stuck(self) -> dict[str, Place]:
        """For each live state where it is not sure that somebody can act, the first such place."""
        found: dict[str, Place] = {}
        for place in self.atlas.resting:
            if not any(deed.sure and self._leads_on(place, deed) for deed in self.deeds.at(place)):
                found.setdefault(place.state, place)
        return found

    def _leads_on(self, place: Place, deed: Deed) -> bool:
        """Whether a deed can lead to where a partnership does not come to rest in the same state."""
        rests = [self.atlas.comes_to(step.to) for step in deed.steps if step.edge.target is not None]
        return any(all(other.state != place.state for other in some) for some in rests)

    @cached_property
    def places_of(self) -> dict[str, tuple[Place, ...]]:
        """The places of each state that can be come to, in the order of the file."""
        names = [state.name for state in self.ground.workflow.states]
        by_state = {name: tuple(place for place in self.atlas.places if place.state == name) for name in names}
        return {name: places for name, places in by_state.items() if places}

    @cached_property
    def rests_of(self) -> dict[str, tuple[Place, ...]]:
        """The places of each live state where a partnership can rest, where there are any."""
        by_state = {name: tuple(p for p in self.atlas.resting if p.state == name) for name in self.live}
        return {name: places for name, places in by_state.items() if places}

    @cached_property
    def live(self) -> tuple[str, ...]:
        """The states that are not final and can be come to, in the order of the file."""
        return tuple(name for name in self.places_of if name in self.ground.live)

    def called(self, names: list[str] | tuple[str, ...]) -> str:
        """Some names quoted, at most three of them, and how many more."""
        quoted = [f"'{name}'" for name in names[:MOST_NAMED]]
        more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
        return listed([*quoted, *more], "and")


def view_of(ground: Ground) -> View:
    """Work out the places of a workflow; raises ``TooManyPlaces`` where they are too many."""
    atlas = atlas_of(ground)
    return View(ground, atlas, Deeds(atlas))


# --- lives at a place -----------------------------------------------------------------------------------------------
def is_at(flow: Flow, p: Partnership | None, place: Place) -> bool:
    """
    Whether a partnership is at a place.

    Of what is missing at the place nothing may have happened; beyond that only the state and the way back count.
    """
    if p is None or p.state != place.state or tuple(each[0] for each in p.came_from) != place.before:
        return False
    layout = flow.layout
    absent = (slot for moment, slot in layout.moments.items() if happened(moment) not in place.facts)
    if any(p.moments[slot] is not None for slot in absent):
        return False
    whole = (slot for name, slot in layout.forms.items() if _is_whole(flow, place, name))
    if any((asked := p.rounds[slot]) is None or not asked.complete for slot in whole):
        return False
    empty = (slot for form, slot in layout.forms.items() if sheet(form) not in place.facts)
    rounds = (p.rounds[slot] for slot in empty)
    return not any(asked is not None and asked.complete for asked in rounds)


def _is_whole(flow: Flow, place: Place, form: str) -> bool:
    """Whether a form is complete at a place for good."""
    return sheet(form) in place.facts and flow.workflow.form_by_name[form].signed_by is None


def being_at(name: str, place: Place) -> Callable[[Flow], Goal]:
    """The goal of being at a place."""
    return where(name, lambda flow, p, _: is_at(flow, p, place))


def being_in(state: str) -> Callable[[Flow], Goal]:
    """The goal of being in a state."""
    return where(f"in {state}", lambda _, p, __: p is not None and p.state == state)


def where(name: str, when: Callable[[Flow, Partnership | None, Decision], bool]) -> Callable[[Flow], Goal]:
    """The goal of a decision of which something is true; made when it is searched for."""

    def sought(_: Flow) -> Goal:
        from mentorflow.plays.goals import that  # noqa: PLC0415 - nothing is played unless something is in doubt

        return that(name, when)

    return sought


def forgotten(state: str, place: Place) -> Callable[[Flow], Goal]:
    """The goal of being at a place where nobody owes anything and no deadline will ever fall."""

    def when(flow: Flow, p: Partnership | None, _: Decision) -> bool:
        from mentorflow.plays.times import next_falls  # noqa: PLC0415 - nothing is played unless in doubt

        return p is not None and is_at(flow, p, place) and not next_falls(flow, p) and not flow.due(p, at=p.at)

    return where(f"forgotten in {state}", when)


def refusing(state: str, role: str, move: str) -> Callable[[Flow, Partnership | None, Decision], bool]:
    """Whether a move was refused to somebody with a role in a state."""

    def when(flow: Flow, p: Partnership | None, decision: Decision) -> bool:
        from mentorflow.states.partnership import holders  # noqa: PLC0415 - nothing is played unless in doubt

        if p is None or p.state != state or decision.outcome != "refused":
            return False
        tried, by = getattr(decision.why, "name", ""), getattr(decision.why, "by", "")
        return tried == move and by in holders(p.people[flow.layout.roles[role]])

    return when
