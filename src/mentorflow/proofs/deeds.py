"""
What can surely be done at a place, by whom, and where it leads: the steps that nobody's answers or facts can bar.

A proof that something is possible may only go along these; a proof that something is impossible, along all steps.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from mentorflow.proofs.atlas import spent
from mentorflow.proofs.ground import must_cells
from mentorflow.proofs.reading import facts_of, forms_of, happened, sheet
from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import EITHER, Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.proofs.atlas import Atlas, Place, Step
    from mentorflow.proofs.ground import Ground
    from mentorflow.rules.workflow import Condition, Move, Test, Workflow

MOST_WAYS = 16
# What the application tells at the time: it can be anything.
_TOLD = frozenset({"host"})


@attrs.frozen
class Deed:
    """
    One thing that can be done at a place, or that happens there by itself.

    *kind* and *name* are those of its edges; *steps* are all the places it can lead to.
    *sure* says that somebody can do it, or that it happens, whatever was answered before.
    *roles* are those any one of whom can do it alone; empty where it takes several people or nobody.
    """

    kind: str
    name: str
    steps: tuple[Step, ...]
    sure: bool
    roles: frozenset[str] = frozenset()
    move: Move | None = None

    @property
    def leads_on(self) -> bool:
        """Whether it can lead to another state."""
        return any(step.edge.target not in {None, step.edge.source} for step in self.steps)


@attrs.frozen(slots=False, eq=False)
class Deeds:
    """The deeds of every place, worked out when they are asked for."""

    atlas: Atlas
    _known: dict[Place, tuple[Deed, ...]] = attrs.field(factory=dict, init=False)

    @property
    def ground(self) -> Ground:
        """The workflow and what can be relied on."""
        return self.atlas.ground

    def at(self, place: Place) -> tuple[Deed, ...]:
        """What can be done at a place, in the order of the file."""
        if place not in self._known:
            self._known[place] = tuple(self._deeds(place))
        return self._known[place]

    def starts(self) -> tuple[Deed, ...]:
        """The moves a partnership can begin with."""
        return tuple(self._grouped(None, self.atlas.starts))

    def _deeds(self, place: Place) -> Iterator[Deed]:
        return self._grouped(place, self.atlas.steps[place])

    def _grouped(self, place: Place | None, steps: Iterable[Step]) -> Iterator[Deed]:
        keyed = sorted(steps, key=_rank)
        for _, some in groupby(keyed, key=_rank):
            yield self._deed(place, tuple(some))

    def _deed(self, place: Place | None, steps: tuple[Step, ...]) -> Deed:
        edge = steps[0].edge
        if edge.move is not None:
            return self._move(place, edge.move, steps)
        sure = place is not None and (
            self._falls(place, steps) if edge.kind == "deadline" else self.fillable(place, edge.trigger)
        )
        return Deed(edge.kind, edge.trigger, steps, sure)

    def _move(self, place: Place | None, move: Move, steps: tuple[Step, ...]) -> Deed:
        ground = self.ground
        sure = ground.everybody(move.by) if move.joint else ground.somebody(move.by)
        sure = sure and not move.not_by and not _may_be_too_long(ground.workflow, move)
        sure = sure and self._shown(place, move) and self.can_hold(place, must_cells(move, lifted=False))
        alone = frozenset() if move.joint else ground.roles_of(move.by)
        kind = steps[0].edge.kind
        return Deed(kind, move.name, steps, sure, alone, move)

    def _shown(self, place: Place | None, move: Move) -> bool:
        return all(place is not None and sheet(form) in place.facts for form, _ in move.shows)

    def _falls(self, place: Place, steps: tuple[Step, ...]) -> bool:
        """Whether a deadline surely leads on: it counts from here, and no other one leads elsewhere before."""
        others = {step.edge.trigger for step in self.atlas.steps[place] if step.edge.kind == "deadline"}
        deadline = steps[0].edge.deadline
        if deadline is None or len(others) > 1 or len(steps) > 1 or deadline.owner[0] == "form":
            return False
        # One that is counted once may have fallen in an earlier stay, as may one of a state that is gone back to.
        anew = not deadline.moments or (deadline.anchor == "latest" and place.state in deadline.moments)
        gone_back_to = any(step.edge.back for step in self.atlas.before[place])
        return anew and not gone_back_to and self._is_length(deadline.within)

    def _is_length(self, within: Duration | str | None) -> bool:
        if isinstance(within, str):
            limit = self.ground.workflow.limit_by_name.get(within)
            return limit is not None and isinstance(limit.amount, Duration)
        return within is not None

    def fillable(self, place: Place, name: str) -> bool:
        """Whether a form can surely be completed at a place, whatever was done there before."""
        form = self.ground.workflow.form_by_name[name]
        return self.is_open(place, name) and spent(name) not in place.facts and self.ground.can_be_completed(form)

    def is_open(self, place: Place, name: str) -> bool:
        """Whether the state from which a form can be open has been entered."""
        opening = self.ground.workflow.form_by_name[name].open_from
        return opening is None or happened(opening) in place.facts

    # --- conditions -------------------------------------------------------------------------------------------------
    def can_choose(self, step: Step) -> bool:
        """Whether what is answered or told now can surely bring about one step of a sure deed."""
        place, edge = step.source, step.edge
        if edge.routing is None:
            return True
        row = self.ground.workflow.routing_by_name[edge.routing].rows[edge.row or 0]
        musts = () if edge.move is None else must_cells(edge.move, lifted=False)
        just = frozenset([edge.trigger]) if edge.kind == "complete" else frozenset[str]()
        return self.can_hold(place, (*musts, *row.cells), just)

    def can_hold(self, place: Place | None, cells: tuple[Cell, ...], just: frozenset[str] = frozenset()) -> bool:
        """Whether conditions can be made to come out so at a place; *just* is the form that is being completed."""
        if not cells:
            return True
        for way in self.ways_to_hold(cells):
            in_hand = all(self._in_hand(place, cell, just) for cell in way)
            if in_hand and self.ground.surely_possible(way, just & self._read(way)):
                return True
        return False

    def _read(self, way: tuple[Cell, ...]) -> frozenset[str]:
        known = self.ground.workflow.condition_by_name
        return frozenset(fact.form for cell in way for test in known[cell.condition].tests for fact in facts_of(test))

    def _in_hand(self, place: Place | None, cell: Cell, just: frozenset[str]) -> bool:
        condition = self.ground.workflow.condition_by_name[cell.condition]
        return all(self._test_in_hand(place, test, just) for test in condition.tests)

    def _test_in_hand(self, place: Place | None, test: Test, just: frozenset[str]) -> bool:
        """Whether those who act now, or the application, can make a test come out as they like."""
        if test.op == "changed_since":
            return False
        facts = facts_of(test)
        if any(fact.kind not in _TOLD and not fact.form for fact in facts):
            return False
        if place is not None and self._settled(place, test):
            return True
        forms = {form for fact in facts for form in forms_of(self.ground.workflow, fact)} - just
        return all(place is not None and self.fillable_in_passing(place, form) for form in forms)

    def fillable_in_passing(self, place: Place, name: str) -> bool:
        """Whether a form can be completed at a place without leaving it."""
        state = self.ground.workflow.state_by_name[place.state]
        waits = {when.form for when in (*state.when_complete, *state.when_changed)}
        return name not in waits and self.fillable(place, name)

    def _settled(self, place: Place, test: Test) -> bool:
        """Whether a form is complete at a place, asked for, and cannot be anything else any more."""
        form = self.ground.workflow.form_by_name.get(test.fact.form)
        if form is None:
            return False
        asked = test.op == "complete" and test.value is True
        return asked and sheet(form.name) in place.facts and form.signed_by is None

    def ways_to_hold(self, cells: Iterable[Cell]) -> tuple[tuple[Cell, ...], ...]:
        """Some sets of plain conditions, each of which makes all these come out as wanted."""
        ways: tuple[tuple[Cell, ...], ...] = ((),)
        for cell in cells:
            ways = tuple(way + more for way in ways for more in self._ways_of(cell))[:MOST_WAYS]
        return ways

    def _ways_of(self, cell: Cell) -> tuple[tuple[Cell, ...], ...]:
        condition = self.ground.workflow.condition_by_name[cell.condition]
        if not condition.parts:
            return ((cell,),)
        return self._all_hold(condition) if cell.wanted else self._one_fails(condition)

    def _all_hold(self, condition: Condition) -> tuple[tuple[Cell, ...], ...]:
        if condition.tests:
            return ()
        every = [Cell(name, wanted=True) for name in condition.all_of]
        every += [Cell(name, wanted=False) for name in condition.none_of]
        picks: list[list[Cell]] = [[Cell(name, wanted=True)] for name in condition.any_of] or [[]]
        return tuple(way for pick in picks for way in self.ways_to_hold([*every, *pick]))

    def _one_fails(self, condition: Condition) -> tuple[tuple[Cell, ...], ...]:
        if condition.tests:
            return ()
        picks = [[Cell(name, wanted=False)] for name in condition.all_of]
        picks += [[Cell(name, wanted=True)] for name in condition.none_of]
        picks += [[Cell(name, wanted=False) for name in condition.any_of]] if condition.any_of else []
        return tuple(way for pick in picks for way in self.ways_to_hold(pick))


def _rank(step: Step) -> tuple[str, str, int]:
    return step.edge.kind, step.edge.trigger, step.edge.mark.span.line if step.edge.mark is not None else 0


def _may_be_too_long(workflow: Workflow, move: Move) -> bool:
    """Whether a move lengthens a limit that has a greatest value."""
    return any(workflow.limit_by_name[name].highest is not None for name, _ in move.lengthens)


def solo(move: Move, role: str, partners: tuple[str, ...]) -> bool:
    """Whether a partner in a role can make a move alone."""
    return not move.joint and (role in move.by.parts or (EITHER in move.by.parts and role in partners))
