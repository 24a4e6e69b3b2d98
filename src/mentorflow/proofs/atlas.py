"""
Every place a partnership can come to: a state, the way back from it, and what has surely happened before.

Places are found along edges that could be taken for some answers, facts and times, so no life leads anywhere else.
What may happen or not without leading on (a form filled in early, a move that stays) counts as not having happened:
whatever is missing at a place is really missing in some life only if a life shows it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from mentorflow.proofs.ground import must_cells
from mentorflow.proofs.reading import certain_of, happened, incomplete, read_by_form, sheet, written
from mentorflow.rules.workflow import BACK, Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.proofs.ground import Ground
    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Deadline, Form, State

MOST_PLACES = 3000
NOTHING = frozenset[str]()


class TooManyPlaces(Exception):
    """The places of a workflow cannot all be gone through."""


def spent(form: str) -> str:
    """The name of: the round has been used up, so that nothing can be put into the form."""
    return f"spent {form}"


@attrs.frozen(cache_hash=True)
class Place:
    """Where a partnership can be; *before* are the states that ``back`` leads to, the nearest first."""

    state: str
    before: tuple[str, ...] = ()
    facts: frozenset[str] = NOTHING


@attrs.frozen
class Step:
    """One edge from a place to a place; *source* is None for a start."""

    edge: Edge
    source: Place | None
    to: Place


@attrs.frozen
class _Lead:
    """What is known of an edge wherever it is taken: what it needs, adds and takes away."""

    edge: Edge
    needs: frozenset[str]
    one_of: frozenset[str]
    unless: frozenset[str]
    adds: frozenset[str]
    drops: frozenset[str]
    stays: bool


@attrs.frozen(slots=False, eq=False)
class Atlas:
    """All places of a workflow, each with the steps that lead on from it."""

    ground: Ground
    starts: tuple[Step, ...] = ()
    steps: dict[Place, tuple[Step, ...]] = attrs.field(factory=dict)
    passed: set[Place] = attrs.field(factory=set)
    _rests: dict[Place, frozenset[Place]] = attrs.field(factory=dict, init=False)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All places, in the order in which they were found."""
        return tuple(self.steps)

    @cached_property
    def live(self) -> tuple[Place, ...]:
        """The places in states that are not final."""
        return tuple(place for place in self.steps if place.state in self.ground.live)

    @cached_property
    def arrivals(self) -> tuple[Step, ...]:
        """Every step, starts first."""
        return (*self.starts, *(step for steps in self.steps.values() for step in steps))

    def comes_to(self, place: Place) -> frozenset[Place]:
        """
        The places where somebody who comes to a place may come to rest.

        A form that is filled in once may have been filled in early, and then leads on from a state that waits for it.
        """
        if place not in self._rests:
            found, pending = {place}, [place]
            while pending:
                steps = self.steps.get(pending.pop(), ())
                new = {step.to for step in steps if self._on_arrival(step)} - found
                found |= new
                pending += new
            self._rests[place] = frozenset(found - self.passed)
        return self._rests[place]

    def _on_arrival(self, step: Step) -> bool:
        return step.edge.kind == "complete" and not self.ground.workflow.form_by_name[step.edge.trigger].repeats

    @cached_property
    def resting(self) -> tuple[Place, ...]:
        """The live places where a partnership can rest: no form that is complete leads it on at once."""
        return tuple(place for place in self.live if place not in self.passed)

    @cached_property
    def before(self) -> dict[Place, tuple[Step, ...]]:
        """The steps that lead to each place."""
        found: dict[Place, list[Step]] = {place: [] for place in self.steps}
        for step in self.arrivals:
            found[step.to].append(step)
        return {place: tuple(steps) for place, steps in found.items()}


def atlas_of(ground: Ground) -> Atlas:
    """Find every place; raises ``TooManyPlaces`` where they are too many to go through."""
    book = _Book(ground)
    starts = tuple(Step(lead.edge, None, book.after(None, lead)) for lead in book.leads[None])
    steps: dict[Place, tuple[Step, ...]] = {}
    pending = [step.to for step in starts]
    for place in pending:
        if place not in steps:
            steps[place] = tuple(book.steps_from(place))
            pending += [step.to for step in steps[place] if step.to not in steps]
            if len(steps) > MOST_PLACES:
                msg = f"there are more than {MOST_PLACES} ways to be on"
                raise TooManyPlaces(msg)
    return Atlas(ground, starts, steps, {place for place in steps if book.passes(place)})


@attrs.frozen(slots=False, eq=False)
class _Book:
    """What every edge does to what is known, worked out once."""

    ground: Ground

    @cached_property
    def leads(self) -> dict[str | None, tuple[_Lead, ...]]:
        """The edges of each state, and of the start, that could ever be taken."""
        found: dict[str | None, list[_Lead]] = {None: [], **{name: [] for name in self.ground.leaving}}
        for edge in self.ground.edges:
            lead = self._lead(edge)
            if lead is not None and (not lead.stays or lead.drops or lead.edge.routing is not None):
                found[edge.source].append(lead)
        return {name: tuple(some) for name, some in found.items()}

    def _lead(self, edge: Edge) -> _Lead | None:
        workflow = self.ground.workflow
        cells = () if edge.routing is None else workflow.routing_by_name[edge.routing].rows[edge.row or 0].cells
        musts = () if edge.move is None else must_cells(edge.move, lifted=True)
        if musts and not self.ground.possible((*musts, *cells)):
            return None
        form = workflow.form_by_name.get(edge.trigger) if edge.kind in {"complete", "changed"} else None
        certain = certain_of(workflow, (*musts, *cells))
        if edge.move is not None and self._leads_on_instead(edge.source, (*musts, *cells), certain):
            return None
        adds = certain | self._made(edge, form)
        return _Lead(
            edge,
            needs=self._opened(form) | self._written(certain),
            one_of=self._anchors(edge.deadline),
            unless=self._used_up(edge, form) | self._whole(incomplete(workflow, (*musts, *cells))),
            adds=adds & self.tracked,
            drops=self._asked_anew(edge),
            stays=edge.target is None,
        )

    def _made(self, edge: Edge, form: Form | None) -> frozenset[str]:
        if edge.kind != "complete" or form is None:
            return frozenset([happened(edge.trigger)]) if edge.move is not None else NOTHING
        used_up = [] if form.editable_after_use else [spent(form.name)]
        return frozenset([sheet(form.name), happened(form.name), *used_up])

    def _used_up(self, edge: Edge, form: Form | None) -> frozenset[str]:
        """What keeps a form from leading on: a round that is over; what is filled in once counts again on arrival."""
        again = form is None or (edge.kind == "complete" and not form.repeats)
        return NOTHING if form is None or again else frozenset([spent(form.name)])

    def _whole(self, forms: frozenset[str]) -> frozenset[str]:
        """That some forms are complete, where nothing makes them incomplete again."""
        known = self.ground.workflow.form_by_name
        return frozenset(sheet(form) for form in forms if self.ground.stays_complete(known[form]))

    def _written(self, certain: frozenset[str]) -> frozenset[str]:
        """What must have happened for something to stand in forms: their first states have been entered."""
        forms = [form for form in self.ground.workflow.forms if written(form.name) in certain]
        return NOTHING.union(*(self._opened(form) for form in forms))

    def _leads_on_instead(self, state: str | None, cells: Iterable[Cell], certain: frozenset[str]) -> bool:
        """Whether a move needs a form to be complete, or filled in for good, that then leads on by itself."""
        # What must not be complete where the opposite holds must be complete here.
        whole = incomplete(self.ground.workflow, [Cell(cell.condition, wanted=not cell.wanted) for cell in cells])
        filled = any(sheet(name) in certain for name in self._left_once_complete(state))
        return filled or bool(whole & self._leading_on(state))

    def _leading_on(self, state: str | None) -> frozenset[str]:
        """The forms that are never complete while a partnership rests in a state: it is led on at once."""
        leads = [e for e in self.ground.leaving.get(state or "", ()) if e.kind == "complete"]
        return frozenset(e.trigger for e in leads) - {e.trigger for e in leads if e.target is None}

    def _left_once_complete(self, state: str | None) -> frozenset[str]:
        """Those of them that stay complete until another arrival."""
        known = self.ground.workflow.form_by_name
        return frozenset(name for name in self._leading_on(state) if self.ground.stays_complete(known[name]))

    def _opened(self, form: Form | None) -> frozenset[str]:
        return NOTHING if form is None or form.open_from is None else frozenset([happened(form.open_from)])

    def _anchors(self, deadline: Deadline | None) -> frozenset[str]:
        """Of which one must have happened for a deadline to count, as far as it is known at every place."""
        if deadline is None or not deadline.moments:
            return NOTHING
        states, starts = self.ground.workflow.state_by_name, {move.name for move in self.ground.workflow.start}
        if not all(moment in states or moment in starts for moment in deadline.moments):
            return NOTHING
        return frozenset(happened(moment) for moment in deadline.moments)

    def _asked_anew(self, edge: Edge) -> frozenset[str]:
        if edge.routing is None:
            return NOTHING
        reopened = self.ground.workflow.routing_by_name[edge.routing].rows[edge.row or 0].reopen
        return NOTHING if reopened is None else frozenset([sheet(reopened), spent(reopened)])

    @cached_property
    def tracked(self) -> frozenset[str]:
        """What is kept at places: what windows, deadlines and conditions look at."""
        workflow = self.ground.workflow
        moments = {form.open_from for form in workflow.forms} | set(workflow.state_by_name)
        for deadline in workflow.every_deadline():
            moments |= set(deadline.moments)
        for condition in workflow.conditions:
            moments |= {test.fact.name for test in condition.tests if test.fact.kind in {"since", "times"}}
        moments -= set(workflow.state_by_name) - self._looked_at
        forms = [fact(form.name) for form in workflow.forms for fact in (sheet, spent)]
        return frozenset([*(happened(moment) for moment in moments if moment), *forms])

    @cached_property
    def _looked_at(self) -> frozenset[str]:
        """The states whose having been entered matters to something."""
        workflow = self.ground.workflow
        found = {form.open_from for form in workflow.forms if form.open_from}
        for deadline in workflow.every_deadline():
            found |= set(deadline.moments)
        tests = [test for condition in workflow.conditions for test in condition.tests]
        found |= {test.fact.name for test in tests if test.fact.kind == "since"}
        return frozenset(found)

    @cached_property
    def _entering(self) -> dict[str, tuple[frozenset[str], tuple[frozenset[str], ...], bool]]:
        """For each state: what entering it adds, the forms it asks anew, and whether ``back`` can lead from it."""
        return {state.name: self._entered(state) for state in self.ground.workflow.states}

    def _entered(self, state: State) -> tuple[frozenset[str], tuple[frozenset[str], ...], bool]:
        forms = [self.ground.workflow.form_by_name[when.form] for when in state.when_complete]
        anew = tuple(frozenset([sheet(form.name), spent(form.name)]) for form in forms if form.repeats)
        added = frozenset([happened(state.name)]) & self.tracked
        return added, anew, any(edge.back for edge in self.ground.leaving[state.name])

    @cached_property
    def _passing(self) -> dict[str, frozenset[str]]:
        """For each state the forms, filled in once, whose being complete leads a partnership through it."""
        known = self.ground.workflow.form_by_name
        states = self.ground.workflow.states
        once = {state.name: self._left_once_complete(state.name) for state in states}
        return {state: frozenset(n for n in names if not known[n].repeats) for state, names in once.items()}

    @cached_property
    def _read_afterwards(self) -> bool:
        """Whether a form that stays open after the end reads answers of others."""
        late = [form for form in self.ground.workflow.forms if form.stays_open_after_end]
        return any(read_by_form(form) for form in late)

    def passes(self, place: Place) -> frozenset[str]:
        """The forms that are complete at a place and lead a partnership through it."""
        return frozenset(name for name in self._passing[place.state] if sheet(name) in place.facts)

    def steps_from(self, place: Place) -> Iterator[Step]:
        """The steps that could be taken from a place."""
        facts, passing = place.facts, self.passes(place)
        for lead in self.leads[place.state]:
            if passing and (lead.edge.kind != "complete" or lead.edge.trigger not in passing):
                continue
            if not lead.needs <= facts or (lead.one_of and not lead.one_of & facts) or lead.unless & facts:
                continue
            if lead.edge.back and (not place.before or place.before[0] != lead.edge.target):
                continue
            yield Step(lead.edge, place, self.after(place, lead))

    def after(self, place: Place | None, lead: _Lead) -> Place:
        """Where a step leads."""
        facts = ((place.facts if place is not None else NOTHING) | lead.adds) - lead.drops
        target = lead.edge.target
        if target is None:
            return attrs.evolve(place, facts=facts) if place is not None else Place("", (), facts)
        added, anew, detour = self._entering[target]
        before = place.before if place is not None else ()
        if lead.edge.back:
            return Place(target, before[1:], facts)
        if target not in self.ground.live:
            return Place(target, (), facts if self._read_afterwards else NOTHING)
        facts |= added
        for round_over in anew:
            if round_over & facts:
                facts -= round_over
        came_from = (place.state, *before) if detour and place is not None else ()
        return Place(target, came_from, facts)


def leads_back(edge: Edge) -> bool:
    """Whether an edge goes back to the state before."""
    return edge.back or (edge.move is not None and edge.move.to == BACK)
