"""
Conditions as functions: each condition, and each whole table, becomes one generated Python function.

Only slots, row numbers and the names of bound constants are in the generated text: whatever a file says (names,
numbers, options) is bound as ``k0``, ``k1`` and so on, never written into it.
What a comparison means stands in ``meaning``; explanations are made by the twin in ``verdicts``, and a property test
holds the two equal.
Conditions must be free of cycles and all names known: ``build`` sees to that before anything is compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, TypeAlias

import attrs

from mentorflow.rules.meaning import (
    Answers,
    Subject,
    answers_of,
    any_will_do,
    bound_facts,
    fixed_bound,
    has_changed,
    is_fixed,
    kind_of,
    limit_value,
    mark,
    persons,
    role_slots,
    time_passes,
    wanted,
)
from mentorflow.rules.workflow import Fact, LengthOfTime, LimitName
from mentorflow.rules.writing import NO, NOTHING_KNOWN, Hand, Writer, all_of, any_of, in_hand, negated, when

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.meaning import Anything, Reading
    from mentorflow.rules.workflow import Condition, Field, Form, Routing, Row, Test
    from mentorflow.rules.writing import Known

CompiledCondition: TypeAlias = "Callable[[Subject, Mapping[str, Reading], int, Answers | None], bool]"
CompiledTable: TypeAlias = "Callable[[Subject, Mapping[str, Reading], int, Answers | None], int]"

SIGNS = {"more_than": ">", "at_least": ">=", "fewer_than": "<", "at_most": "<="}
ON_A_SHEET = frozenset({"field", "unfavorable"})
# A condition of more tests than this is called instead of written out again; a table of more leaves is tested row by
# row: both only so that no file can make the generated text grow without bound.
WRITTEN_OUT = 40
LEAVES = 200


# --- what others call -----------------------------------------------------------------------------------------------
def compile_condition(layout: Layout, name: str, *, sheet_of: str | None = None) -> CompiledCondition:
    """
    One condition as a function of (partnership, host facts, instant in microseconds, answers in hand or None).

    *sheet_of* names the form whose answers are in hand; without it, it is the one form with a copy each that the
    condition reads without ``who`` (there is at most one, ruling 10).
    Pure; the function raises ``KeyError`` when a host fact it reads is missing.
    """
    form = sheet_of if sheet_of is not None else form_in_hand(layout, name)
    return _compiled(Writer(layout), name, form)


def compile_table(layout: Layout, routing: Routing) -> CompiledTable:
    """
    A table as one function that answers the index of the first row that fits.

    Of a proved table exactly one row fits; of any other the function raises ``LookupError`` where none does.
    """
    w = Writer(layout)
    present = _table_lines(w, routing, in_hand(routing.form))
    absent = [] if routing.form is None else _table_lines(w, routing, Hand(routing.form, None))
    guard = when("s is None", absent) if absent else []
    return w.function("p, facts, at, s", [*guard, *present])


def asked(layout: Layout, form: str) -> tuple[CompiledCondition | None, ...]:
    """For each field of a form whether it is asked, given the answers so far; None where it always is."""
    w = Writer(layout)
    conditions = (field.asked_if for field in layout.workflow.form_by_name[form].fields)
    return tuple(None if name is None else _called(w, name, form) for name in conditions)


def form_in_hand(layout: Layout, name: str) -> str | None:
    """The form with a copy each that a condition reads without ``who``; None when there is none."""
    workflow, pending, seen = layout.workflow, [name], {name}
    while pending:
        condition = workflow.condition_by_name[pending.pop()]
        read = [fact for test in condition.tests if condition.who is None for fact in bound_facts(test)]
        each = [f.form for f in read if f.kind in ON_A_SHEET and workflow.form_by_name[f.form].copy_each]
        if each:
            return each[0]
        pending += [part for part in condition.parts if part not in seen]
        seen.update(condition.parts)
    return None


# --- functions ------------------------------------------------------------------------------------------------------
def _compiled(w: Writer, name: str, form: str | None) -> CompiledCondition:
    own = attrs.evolve(w, bound={})
    lines = _lines(own, name, in_hand(form))
    if form is not None:
        lines = [*when("s is None", _lines(own, name, Hand(form, None))), *lines]
    return own.function("p, facts, at, s", lines)


def _lines(w: Writer, name: str, hand: Hand) -> list[str]:
    """One expression; for a condition that stands on too much for that, one line for each condition behind it."""
    if _weight(w.layout, name, WRITTEN_OUT) > 0:
        return [f"return {_condition(w, name, hand, NOTHING_KNOWN)}"]
    known: dict[tuple[str, Hand], str] = {}
    lines: list[str] = []
    for behind in _behind(w.layout, name, hand.form, {}):
        v = w.variable()
        lines.append(f"{v} = {_condition(w, behind, hand, known, inside=False)}")
        known[behind, hand] = v
    return [*lines, f"return {known[name, hand]}"]


def _behind(layout: Layout, name: str, form: str | None, seen: dict[str, None]) -> dict[str, None]:
    """All conditions that one stands on, each once and after those that it stands on itself."""
    condition = layout.workflow.condition_by_name[name]
    own = (test for test in condition.tests if test.fact.form == form and condition.who is None)
    asked_if = (field.asked_if for test in own for field in _questions(layout, test))
    for part in (*condition.parts, *asked_if):
        if part is not None and part not in seen:
            _behind(layout, part, form, seen)
    seen[name] = None
    return seen


def _called(w: Writer, name: str, form: str | None) -> CompiledCondition:
    """The function of a condition, made once per compilation."""
    if (name, form) not in w.called:
        w.called[name, form] = _compiled(w, name, form)
    return w.called[name, form]


# --- tables ---------------------------------------------------------------------------------------------------------
_Left: TypeAlias = "tuple[tuple[int, tuple[tuple[str, bool], ...]], ...]"


def _table_lines(w: Writer, routing: Routing, hand: Hand) -> list[str]:
    """A tree of tests, each made at most once on a way; row by row when the tree would be too large."""
    left: _Left = tuple((index, _cells(row)) for index, row in enumerate(routing.rows))
    none_fits = f"return {w.k(_refuse(routing.name))}()"
    w.leaves = 0
    lines = _tree(w, left, hand, NOTHING_KNOWN, none_fits)
    if w.leaves <= LEAVES:
        return lines
    fits = [all_of(_cell(w, cell, hand) for cell in cells) for _, cells in left]
    return [*(f"if {test}: return {index}" for index, test in enumerate(fits)), none_fits]


def _cells(row: Row) -> tuple[tuple[str, bool], ...]:
    return tuple((cell.condition, cell.wanted) for cell in row.cells)


def _cell(w: Writer, cell: tuple[str, bool], hand: Hand) -> str:
    holds = _condition(w, cell[0], hand, NOTHING_KNOWN)
    return holds if cell[1] else negated(holds)


def _refuse(table: str) -> Callable[[], NoReturn]:
    def refuse() -> NoReturn:
        msg = f"no row of {table} fits"
        raise LookupError(msg)

    return refuse


def _tree(w: Writer, left: _Left, hand: Hand, known: Known, none_fits: str) -> list[str]:
    """Test what the first row that may still fit needs; go on with the rows that agree."""
    w.leaves += 1
    if not left or w.leaves > LEAVES:
        return [none_fits]
    index, cells = left[0]
    if not cells:
        return [f"return {index}"]
    name = max((name for name, _ in cells), key=lambda name: sum(name in dict(other) for _, other in left))
    test = _condition(w, name, hand, known)
    sides = {side: _agreeing(left, name, side=side) for side in (True, False) if test != str(not side)}
    ways = {side: _tree(w, rows, hand, {**known, (name, hand): str(side)}, none_fits) for side, rows in sides.items()}
    return [*when(test, ways[True]), *ways[False]] if len(ways) > 1 else next(iter(ways.values()))


def _agreeing(left: _Left, name: str, *, side: bool) -> _Left:
    """The rows that may still fit once *name* is known, without the cells that are thereby settled."""
    return tuple(
        (index, tuple(cell for cell in cells if cell[0] != name))
        for index, cells in left
        if (name, not side) not in cells
    )


# --- conditions -----------------------------------------------------------------------------------------------------
def _condition(w: Writer, name: str, hand: Hand, known: Known, *, inside: bool = True) -> str:
    """A condition as an expression that is exactly True or False."""
    if (name, hand) in known:
        return known[name, hand]
    condition = w.layout.workflow.condition_by_name[name]
    if inside and _weight(w.layout, name, WRITTEN_OUT) <= 0:
        return f"{w.k(_called(w, name, hand.form))}(p, facts, at, {hand.answers})"
    part = [_condition(w, part, hand, known) for part in condition.all_of]
    some = [_condition(w, part, hand, known) for part in condition.any_of]
    none = [negated(_condition(w, part, hand, known)) for part in condition.none_of]
    return all_of([_tests(w, condition, hand, known), *part, *([any_of(some)] if some else []), *none])


def _weight(layout: Layout, name: str, left: int) -> int:
    """What is left of an allowance of tests after writing a condition out; stops counting at nothing."""
    condition = layout.workflow.condition_by_name[name]
    fields = [field for test in condition.tests for field in _questions(layout, test)]
    left -= 1 + len(condition.tests) + len(fields)
    for part in (*condition.parts, *(field.asked_if for field in fields)):
        left = _weight(layout, part, left) if part is not None and left > 0 else left
    return left


def _questions(layout: Layout, test: Test) -> list[Field]:
    """The questions that are written out with a test."""
    found: list[Field] = []
    for fact in bound_facts(test):
        fields = layout.workflow.form_by_name[fact.form].fields if fact.kind in ON_A_SHEET else ()
        found += [
            field for field in fields if (field.scored if fact.kind == "unfavorable" else field.name == fact.name)
        ]
    return found


def _tests(w: Writer, condition: Condition, hand: Hand, known: Known) -> str:
    who = condition.who
    if who is None:
        return all_of(_test(w, test, hand, known) for test in condition.tests)
    own = attrs.evolve(w, bound={})
    each = all_of(_test(own, test, Hand(each=True), NOTHING_KNOWN) for test in condition.tests)
    one = own.function("p, facts, at, x", [f"return {each}"])
    quantified = _some if any_will_do(who) else _every
    return f"{w.k(quantified(one, role_slots(w.layout, who)))}(p, facts, at)"


def _every(one: Callable[..., bool], slots: tuple[int, ...]) -> Callable[..., bool]:
    def every(p: Subject, facts: Mapping[str, Reading], at: int) -> bool:
        people = persons(p, slots)
        return bool(people) and all(one(p, facts, at, person) for person in people)

    return every


def _some(one: Callable[..., bool], slots: tuple[int, ...]) -> Callable[..., bool]:
    def some(p: Subject, facts: Mapping[str, Reading], at: int) -> bool:
        return any(one(p, facts, at, person) for person in persons(p, slots))

    return some


# --- tests ----------------------------------------------------------------------------------------------------------
def _test(w: Writer, test: Test, hand: Hand, known: Known) -> str:
    if test.fact.kind == "form":
        return _form_test(w, test, hand)
    if test.fact.kind == "since":
        return _since(w, test)
    if test.op == "is":
        guards, value = _read(w, test.fact, hand, known)
        return all_of([*guards, _is(w, value, _stored(w, test))])
    guards, value = _present(w, test.fact, hand, known)
    if test.op in SIGNS:
        more, bound = _bound(w, test, hand, known)
        return all_of([*more, *guards, f"{value} {SIGNS[test.op]} {bound}"])
    return all_of([*guards, _chosen(w, test, value)])


def _form_test(w: Writer, test: Test, hand: Hand) -> str:
    if test.op == "complete":
        q, own = w.variable(), w.layout.workflow.form_by_name[test.fact.form].copy_each and hand.each
        complete = f"(({q} := p.rounds[{w.layout.forms[test.fact.form]}]) is not None and {q}.complete)"
        guard = _sheet(w, test.fact.form, hand)[0] if own else []
        return all_of([*guard, complete if test.value else negated(complete)])
    layout, form, moment = w.layout, test.fact.form, str(test.value)

    def changed(p: Subject, person: str | None) -> bool:
        return has_changed(layout, p, form, moment, person)

    return f"{w.k(changed)}(p, {'x' if hand.each else None})"


def _since(w: Writer, test: Test) -> str:
    m, zone, bound = w.variable(), w.k(w.layout.workflow.timezone), _limit(w, test)
    then = f"({m} := p.moments[{w.layout.moments[test.fact.name]}]) is not None"
    return f"({then} and {w.k(time_passes)}({w.k(test.op)}, at, {m}.last_at, {bound}, {zone}))"


def _limit(w: Writer, test: Test) -> str:
    """The bound of a test as it stands: a constant, or a limit that each partnership may have its own of."""
    if not isinstance(test.value, LimitName) or is_fixed(w.layout.workflow, test.value.name):
        return w.k(fixed_bound(w.layout, test))
    layout, name = w.layout, test.value.name

    def limit(p: Subject) -> object:
        return limit_value(layout, p.limits, name)

    return f"{w.k(limit)}(p)"


def _bound(w: Writer, test: Test, hand: Hand, known: Known) -> tuple[list[str], str]:
    """What a value is compared with, after whatever must be there first."""
    if isinstance(test.value, Fact):
        return _present(w, test.value, hand, known)
    return [], f"{_limit(w, test)}{_nominal(w, test.fact)}"


def _stored(w: Writer, test: Test) -> Anything:
    """The right-hand side of ``is`` as values on a sheet, where a tick that was not set is left out."""
    words = wanted(w.layout.workflow, test)
    return (*words, None) if isinstance(words, tuple) and False in words else words


def _is(w: Writer, value: str, words: object) -> str:
    if isinstance(words, tuple) and len(words) != 1:
        return f"{value} in {w.k(words)}"
    return f"{value} == {w.k(words[0] if isinstance(words, tuple) else words)}"


def _chosen(w: Writer, test: Test, value: str) -> str:
    if test.value is None:
        return f"not not {value}"
    chosen = w.k(frozenset(wanted(w.layout.workflow, test)))
    return f"{chosen}.issubset({value})" if test.op == "include_all" else f"not {chosen}.isdisjoint({value})"


# --- readings -------------------------------------------------------------------------------------------------------
def _present(w: Writer, fact: Fact, hand: Hand, known: Known) -> tuple[list[str], str]:
    """What must hold for a fact to have a value, and that value as it is compared."""
    guards, value = _read(w, fact, hand, known)
    if fact.kind == "field":
        v = w.variable()
        return [*guards, f"({v} := {value}) is not None"], f"{v}{_nominal(w, fact)}"
    return guards, f"{value}{_nominal(w, fact)}"


def _nominal(w: Writer, fact: Fact) -> str:
    return ".nominal" if isinstance(kind_of(w.layout.workflow, fact), LengthOfTime) else ""


def _read(w: Writer, fact: Fact, hand: Hand, known: Known) -> tuple[list[str], str]:
    """What must hold for a fact to be there, and the fact, which is still None where a question was left out."""
    if fact.kind == "host":
        return [], f"facts[{w.k(fact.name)}]"
    if fact.kind == "count":
        return [], f"p.counts[{w.layout.counts[fact.name]}]"
    if fact.kind == "times":
        m = w.variable()
        return [], f"({m}.times if ({m} := p.moments[{w.layout.moments[fact.name]}]) is not None else 0)"
    guard, there = _sheet(w, fact.form, hand)
    if there.answers is None or fact.kind == "unfavorable":
        return guard, _marks(w, fact.form, there, known)
    asked_if = _question(w, fact).asked_if
    asks = [] if asked_if is None else [_condition(w, asked_if, there, known)]
    return [*guard, *asks], f"{there.answers}[{w.layout.fields[fact.form, fact.name]}]"


def _question(w: Writer, fact: Fact) -> Field:
    form = w.layout.workflow.form_by_name[fact.form]
    return form.fields[w.layout.fields[fact.form, fact.name]]


def _sheet(w: Writer, form: str, hand: Hand) -> tuple[list[str], Hand]:
    """The copy of a form that is meant where a test stands: what must hold for it to be there, and the copy."""
    if form == hand.form:
        return ([NO] if hand.answers is None else []), hand
    g, q, slot = w.variable(), w.variable(), w.layout.forms[form]
    there = Hand(form, g)
    if not w.layout.workflow.form_by_name[form].copy_each:
        first = f"({q}.sheets[0].answers if ({q} := p.rounds[{slot}]) is not None and {q}.sheets else None)"
        return [f"({g} := {first}) is not None"], there
    if hand.each:
        return [f"({g} := {w.k(answers_of)}(p.rounds[{slot}], x)) is not None"], there
    return [NO], Hand(form, None)


def _marks(w: Writer, form: str, hand: Hand, known: Known) -> str:
    """The sum of the answers marked unfavorable; nothing to sum where there is no copy."""
    if hand.answers is None:
        return "0"
    whole: Form = w.layout.workflow.form_by_name[form]
    tests = [test for field in whole.fields if (test := mark(whole, field)) is not None]
    # Whole numbers add up faster than truth values do.
    return f"({' + '.join(f'(1 if {_test(w, test, hand, known)} else 0)' for test in tests) or 0})"
