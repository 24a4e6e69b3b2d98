"""
Proofs about a table: that exactly one row fits in every case, and that every row fits in some.

What a row asks is subtracted, box by box, from all cases there are; what is left over at the end is a gap.
A flaw comes with a witness: one concrete case, in the words of the file, which really comes out as the flaw says.
Nothing here words a diagnostic or knows what a flaw costs.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules import english
from mentorflow.rules.boxes import space_of
from mentorflow.rules.formulas import (
    MOST_PERSONS,
    All,
    Counted,
    Hand,
    Marks,
    Not,
    Speller,
    every,
    opposite,
)
from mentorflow.rules.meaning import role_slots
from mentorflow.rules.spaces import Raw, Slot, TooManyCases, holds
from mentorflow.rules.workflow import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.boxes import Box, Space
    from mentorflow.rules.formulas import Formula
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.spaces import Values
    from mentorflow.rules.workflow import Cell, Condition, Routing, Workflow


@attrs.frozen
class Given:
    """
    One value of a witness.

    *fact* is what a condition reads, or one of the proof's own kinds: ``sheet``, ``complete``, ``changed``,
    ``held`` and ``limit``.
    *person* is a made-up holder (a role's name, numbered from the second on); None for the copy in hand, and for
    what is nobody's.
    Time since a moment is in microseconds.
    """

    fact: Fact
    person: str | None
    value: object


@attrs.frozen
class Flaw:
    """
    What is wrong with a table.

    *kind* is ``gap`` (no row fits), ``overlap`` (two rows fit), ``dead`` (a row never fits) or ``undecided``;
    *rows* are the indices meant, from zero.
    *witness* says the case in the words of the file, for ``undecided`` why; *witness_values* holds all of it.
    *owner* is the made-up person whose copy is in hand, where that matters.
    """

    kind: str
    rows: tuple[int, ...]
    witness: str = ""
    witness_values: tuple[Given, ...] = ()
    owner: str | None = None


def prove(layout: Layout, routing: Routing, completing_form: str | None = None) -> tuple[Flaw, ...]:
    """
    Every flaw of a table: the gap first, then overlaps, then dead rows; nothing when it is sound.

    *completing_form* is the form whose completion leads to the table: its answers are there, as far as required.
    Limits that partnerships may have their own of are proved for their whole range.
    Pure; a table too large to go through gets one flaw ``undecided``, with the reason.
    """
    quantified = [c for c in conditions_behind(layout.workflow, conditions_in(routing)) if c.who is not None]
    persons = made_up(layout, quantified)
    try:
        found = [
            _proved(layout, routing, completing_form, persons, owner) for owner in owners(layout, routing, quantified)
        ]
    except TooManyCases as reason:
        return (Flaw("undecided", (), str(reason)),)
    dead = set.intersection(*({flaw for flaw in flaws if flaw.kind == "dead"} for flaws in found))
    flaws = {(flaw.kind, flaw.rows): flaw for flaws in found for flaw in flaws if flaw.kind != "dead" or flaw in dead}
    if not flaws and len(quantified) > MOST_PERSONS:
        return (Flaw("undecided", (), f"more than {MOST_PERSONS} conditions with 'who' are asked"),)
    return tuple(sorted(flaws.values(), key=lambda flaw: (("gap", "overlap", "dead").index(flaw.kind), flaw.rows)))


# --- who is in a case -----------------------------------------------------------------------------------------------
def conditions_in(routing: Routing) -> list[str]:
    """The conditions a table names."""
    return [cell.condition for row in routing.rows for cell in row.cells]


def conditions_behind(workflow: Workflow, names: Iterable[str]) -> list[Condition]:
    """Every condition that some stand on, these first; those behind questions of the forms they read as well."""
    pending = list(names)
    seen: dict[str, Condition] = {}
    while pending:
        name = pending.pop()
        if name not in seen:
            condition = seen[name] = workflow.condition_by_name[name]
            pending += [*condition.parts, *_asked_if(workflow, condition)]
    return list(seen.values())


def _asked_if(workflow: Workflow, condition: Condition) -> Iterable[str]:
    """The conditions behind every question of the forms a condition reads."""
    forms = {fact.form for test in condition.tests for fact in (test.fact, test.value) if isinstance(fact, Fact)}
    fields = (field for form in workflow.forms if form.name in forms for field in form.fields)
    return (field.asked_if for field in fields if field.asked_if is not None)


def made_up(layout: Layout, quantified: list[Condition]) -> dict[str, tuple[str, ...]]:
    """
    Made-up holders: as many partners as conditions with ``who`` can tell apart, one of every other role.

    More people than conditions could all be copies of these, so that nothing new could come of them.
    """
    partners = layout.workflow.partner_roles
    wanted = dict.fromkeys(partners, 1)
    for condition in quantified:
        roles = (
            [layout.workflow.roles[slot].name for slot in role_slots(layout, condition.who)] if condition.who else []
        )
        fewest = min((role for role in roles if role in wanted), key=lambda role: wanted[role], default=None)
        if fewest is not None and sum(wanted.values()) < min(MOST_PERSONS, len(quantified)):
            wanted[fewest] += 1
    named = {role.name: wanted.get(role.name, 1) for role in layout.workflow.roles}
    return {role: (role, *(f"{role} {n}" for n in range(2, count + 1))) for role, count in named.items()}


def owners(layout: Layout, routing: Routing, quantified: list[Condition]) -> tuple[str | None, ...]:
    """Whose copy may be in hand, where conditions with ``who`` read the same form; otherwise it does not matter."""
    each = any(test.fact.form == routing.form for condition in quantified for test in condition.tests)
    return layout.workflow.partner_roles if routing.form is not None and each else (None,)


# --- proof ----------------------------------------------------------------------------------------------------------
@attrs.frozen
class _Case:
    """What one proof looks at."""

    layout: Layout
    speller: Speller
    space: Space
    owner: str | None
    possible: Formula
    rows: tuple[Formula, ...]


def _proved(
    layout: Layout, routing: Routing, completing: str | None, persons: dict[str, tuple[str, ...]], owner: str | None
) -> set[Flaw]:
    speller, hand = Speller(layout, completing, persons), Hand(routing.form, owner)
    rows = tuple(every(_cell(speller, cell, hand) for cell in row.cells) for row in routing.rows)
    possible = speller.constraints(hand)
    return _flaws(_Case(layout, speller, space_of(layout, speller), owner, possible, rows))


def _cell(speller: Speller, cell: Cell, hand: Hand) -> Formula:
    holds = speller.condition(cell.condition, hand)
    return holds if cell.wanted else opposite(holds)


def _flaws(case: _Case) -> set[Flaw]:
    rows, everything = case.rows, case.space.within(case.space.whole, case.possible)
    left, fits = everything, []
    for row in rows:
        fits.append(case.space.within(everything, row))
        left = case.space.within(left, row, wanted=False)
    flaws = {Flaw("dead", (n,)) for n, boxes in enumerate(fits) if not boxes}
    flaws |= {_shown(case, Flaw("gap", ()), left[0], every(map(opposite, rows)))} if left else set()
    if not left and sum(map(case.space.cases, fits)) == case.space.cases(everything):
        # Every case fits at least once, and there are no more fits than cases: no two rows fit the same.
        return flaws
    return flaws | _overlaps(case, fits)


def _overlaps(case: _Case, fits: list[list[Box]]) -> set[Flaw]:
    rows, flaws = case.rows, set()
    for first, second in combinations(range(len(rows)), 2):
        both = case.space.within(fits[first], rows[second]) if fits[second] else []
        pair, found = (rows[first], rows[second]), Flaw("overlap", (first, second))
        flaws |= {_shown(case, found, both[0], every(pair))} if both else set()
    return flaws


# --- witnesses ------------------------------------------------------------------------------------------------------
def _shown(case: _Case, flaw: Flaw, box: Box, formula: Formula) -> Flaw:
    """A flaw with the first case of a box in which its formula holds."""
    values = case.space.first(box)
    given = tuple(Given(slot.fact, slot.person, value) for slot, value in values.items())
    return attrs.evolve(
        flaw,
        witness=_words(case, case.space.widened(box, case.possible, formula), values),
        witness_values=given,
        owner=case.owner,
    )


def _words(case: _Case, box: Box, values: Values) -> str:
    """The case in words: how many answers are unfavorable, then whatever else the flaw depends on."""
    tight = case.space.bounded(box)
    slots = {slot for dimension in tight for slot in dimension.slots}
    counted = [marks for marks in case.speller.marked.values() if not slots.isdisjoint(_slots(marks.parts))]
    said = [_said_marks(case, marks, values) for marks in counted]
    plain = set().union(*(_read(row, marks=False) for row in case.rows))
    said += [
        say_given(case.layout.workflow, slot, values[slot])
        for dimension in tight
        for slot in dimension.slots
        if not plain.isdisjoint(dimension.slots)
    ]
    return "; ".join(said) or "any case"


def _slots(parts: Iterable[Formula], *, marks: bool = True) -> set[Slot]:
    return {slot for part in parts for slot in _read(part, marks=marks)}


def _read(formula: Formula, *, marks: bool = True) -> set[Slot]:
    """The slots a formula reads, with or without those that only make answers unfavorable."""
    if isinstance(formula, Raw):
        return set(formula.slots)
    if isinstance(formula, Not):
        return _read(formula.part, marks=marks)
    if isinstance(formula, Counted):
        return _slots(formula.marks.parts) if marks else set()
    return _slots(formula.parts, marks=marks)


def _true(case: _Case, formula: Formula, values: Values) -> bool:
    """Whether a formula holds of one case."""
    if isinstance(formula, Raw):
        return holds(case.layout, formula, values)
    if isinstance(formula, Not):
        return not _true(case, formula.part, values)
    if isinstance(formula, Counted):
        return sum(_true(case, part, values) for part in formula.marks.parts) in formula.numbers
    fine = (_true(case, part, values) for part in formula.parts)
    return all(fine) if isinstance(formula, All) else any(fine)


def _said_marks(case: _Case, marks: Marks, values: Values) -> str:
    count = sum(_true(case, part, values) for part in marks.parts)
    return f"{_whose(marks.person)}{english.say_count(case.layout.workflow, marks.form, count)}"


def _whose(person: str | None) -> str:
    return "" if person is None else f"{english.plain(person)}: "


def say_given(workflow: Workflow, slot: Slot, value: object) -> str:
    """One value of a witness in words."""
    fact, no = slot.fact, "" if value else "not "
    form, name = workflow.shown(fact.form), workflow.shown(fact.name)
    words = {
        "sheet": f"{form} is {no}filled in",
        "complete": f"{form} is {no}complete",
        "changed": f"{form} has {no}changed since {name}",
        "held": f"there is {'a' if value else 'no'} {name}",
        "limit": f"{fact.name} is {value}",
        "since": f"{name} has not happened" if value is None else "",
    }.get(fact.kind)
    return f"{_whose(slot.person)}{words or _said_value(workflow, fact, value)}"


def _said_value(workflow: Workflow, fact: Fact, value: object) -> str:
    return f"{english.say_fact(workflow, fact)}: {english.say_value(workflow, fact, value)}"
