"""
What can be relied on whatever happens: who is surely there, which forms can surely be filled in.

Also which combinations of conditions can come out together at all, by the same proof that rows are held to.
Nothing here goes along edges.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.boxes import space_of
from mentorflow.rules.edges import edges
from mentorflow.rules.formulas import MOST_PERSONS, Hand, Speller, every, opposite
from mentorflow.rules.layout import layout_of
from mentorflow.rules.spaces import TooManyCases
from mentorflow.rules.tables import conditions_behind, conditions_in, made_up, owners
from mentorflow.rules.workflow import EACH, EITHER, OTHER, Cell, Condition, Fact, Routing, Row, Test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.edges import Edge
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Form, Move, Who, Workflow

PARTNER_WORDS = frozenset({EACH, EITHER, OTHER})


@attrs.frozen(slots=False, eq=False)
class Ground:
    """A workflow with what every proof asks about it, worked out once."""

    workflow: Workflow
    _fitting: dict[tuple[frozenset[tuple[str, bool]], frozenset[str]], bool | None] = attrs.field(
        factory=dict, init=False
    )

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, in the order of the file."""
        return edges(self.workflow)

    @cached_property
    def leaving(self) -> dict[str, tuple[Edge, ...]]:
        """The edges of each state."""
        found: dict[str, list[Edge]] = {state.name: [] for state in self.workflow.states}
        for edge in self.edges:
            if edge.source is not None:
                found[edge.source].append(edge)
        return {name: tuple(some) for name, some in found.items()}

    @cached_property
    def moves_of(self) -> dict[str, frozenset[str]]:
        """The names of the moves offered in each state."""
        found = {
            name: {edge.trigger for edge in some if edge.move is not None} for name, some in self.leaving.items()
        }
        return {name: frozenset(some) for name, some in found.items()}

    @cached_property
    def live(self) -> frozenset[str]:
        """The names of the states that are not final."""
        return frozenset(state.name for state in self.workflow.live_states)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each role."""
        return {role.name: role.kind for role in self.workflow.roles}

    @cached_property
    def there(self) -> frozenset[str]:
        """The roles that somebody holds at any time: bound at the start, and never released."""
        released = {role for move in self.workflow.every_move() for role in move.releases}
        return frozenset(
            role.name
            for role in self.workflow.roles
            if role.kind in {"partners", "staff"} and role.name not in released
        )

    def roles_of(self, who: Who | None) -> frozenset[str]:
        """The roles that some people are, with the words for partners spelled out."""
        parts = () if who is None else who.parts
        partners = self.workflow.partner_roles if PARTNER_WORDS & set(parts) else ()
        return frozenset((*partners, *(part for part in parts if part not in PARTNER_WORDS)))

    def somebody(self, who: Who | None) -> bool:
        """Whether one of some people is surely there."""
        return bool(self.roles_of(who) & self.there)

    def everybody(self, who: Who | None) -> bool:
        """Whether all of some people are surely there."""
        return self.roles_of(who) <= self.there

    # --- forms ------------------------------------------------------------------------------------------------------
    @cached_property
    def closable(self) -> frozenset[str]:
        """The forms that a move or a deadline closes."""
        moves = {name for move in self.workflow.every_move() for name in move.closes}
        dues = {
            form.name for form in self.workflow.forms if form.due and any(mark.close_form for mark in form.due.marks)
        }
        return frozenset(moves | dues)

    @cached_property
    def handed_over(self) -> frozenset[str]:
        """The roles whose holders can change."""
        moves = self.workflow.every_move()
        return frozenset(role for move in moves for role in (*move.assigns, *move.releases))

    def stays_complete(self, form: Form) -> bool:
        """Whether a form that is complete stays so: no signature is lost by an edit, no sheet by a hand-over."""
        return form.signed_by is None and not self.roles_of(form.filled_in_by) & self.handed_over

    def can_be_completed(self, form: Form) -> bool:
        """Whether a form whose first state has been entered, and whose round runs, can surely be completed."""
        opened = bool(set(form.opened_by) & self.there)
        waits_for_nobody = not form.opened_by and form.name not in self.closable
        fillers = self.everybody(form.filled_in_by) if form.copy_each else self.somebody(form.filled_in_by)
        one_signs = form.signed_by is not None and form.signed_by.parts == (EITHER,)
        return (opened or waits_for_nobody) and fillers and (one_signs or self.everybody(form.signed_by))

    def may_lack_signers(self, form: Form) -> bool:
        """Whether a form could surely be completed but for people who sign it and may be missing."""
        missing = {self.kinds[role] for role in self.roles_of(form.signed_by) - self.there}
        return bool(missing) and "staff" not in missing and self.can_be_completed(attrs.evolve(form, signed_by=None))

    # --- conditions -------------------------------------------------------------------------------------------------
    def possible(self, cells: Iterable[Cell], answered: Iterable[str] = ()) -> bool:
        """Whether conditions can come out so together, where some forms are answered; yes where it is not known."""
        return self._fit(cells, answered) is not False

    def surely_possible(self, cells: Iterable[Cell], answered: Iterable[str] = ()) -> bool:
        """Whether it is known that conditions can come out so together, where some forms are answered."""
        return self._fit(cells, answered) is True

    def _fit(self, cells: Iterable[Cell], answered: Iterable[str]) -> bool | None:
        """The answer that the proof about rows would give; None where there are too many cases."""
        key = (frozenset((cell.condition, cell.wanted) for cell in cells), frozenset(answered))
        if key not in self._fitting:
            self._fitting[key] = self._fits(*key) if key[0] else True
        return self._fitting[key]

    def _fits(self, wanted: frozenset[tuple[str, bool]], answered: frozenset[str]) -> bool | None:
        cells = [Cell(name, holds) for name, holds in sorted(wanted)]
        cells += [Cell(_is_complete(form), wanted=True) for form in sorted(answered)]
        routing = Routing("", (Row(tuple(cells), ""),), form=self._copies(cells))
        known = conditions_behind(self._wide.workflow, conditions_in(routing))
        quantified = [condition for condition in known if condition.who is not None]
        persons = made_up(self._wide, quantified)
        if len(quantified) > MOST_PERSONS:
            return None
        try:
            return any(self._fits_for(cells, routing, persons, o) for o in owners(self._wide, routing, quantified))
        except TooManyCases:
            return None

    def _fits_for(
        self, cells: list[Cell], routing: Routing, persons: dict[str, tuple[str, ...]], owner: str | None
    ) -> bool:
        speller, hand = Speller(self._wide, None, persons), Hand(routing.form, owner)
        held = [(speller.condition(cell.condition, hand), cell.wanted) for cell in cells]
        formula = every(holds if wanted else opposite(holds) for holds, wanted in held)
        cases = speller.constraints(hand)
        space = space_of(self._wide, speller)
        return bool(space.within(space.within(space.whole, cases), formula))

    def _copies(self, cells: list[Cell]) -> str | None:
        """The form with a copy each of which one copy is read: the one that a row would be for."""
        known = self.workflow.routing
        read = {cell.condition for cell in cells}
        tables = (
            table for table in known if table.form and any(c.condition in read for r in table.rows for c in r.cells)
        )
        return next((table.form for table in tables), None)

    @cached_property
    def layout(self) -> Layout:
        """The slots of the workflow."""
        return layout_of(self.workflow)

    @cached_property
    def _wide(self) -> Layout:
        """The layout of the workflow with one condition more for each form: that it is complete."""
        further = tuple(
            Condition(_is_complete(form.name), tests=(Test(Fact("form", form=form.name), "complete", value=True),))
            for form in self.workflow.forms
        )
        return layout_of(attrs.evolve(self.workflow, conditions=(*self.workflow.conditions, *further)))


def _is_complete(form: str) -> str:
    """No condition of a file can have this name."""
    return f"{form} is complete"


def must_cells(move: Move, *, lifted: bool) -> tuple[Cell, ...]:
    """What has to hold for a move, with *lifted* apart from what somebody could lift."""
    spared = {name for name, _ in move.override} if lifted else set()
    return tuple(Cell(name, wanted=True) for name in move.must if name not in spared)
