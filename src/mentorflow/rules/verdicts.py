"""
The explaining twin of the compiled conditions: the same answer, with the values it came from.

Slow, and only asked when somebody wants to know why.
Nothing here words a file's rules (``english`` does) or changes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules import english
from mentorflow.rules.clauses import Clause, alternatives, joined, turned
from mentorflow.rules.conditions import form_in_hand
from mentorflow.rules.meaning import (
    answers_of,
    any_will_do,
    bound_facts,
    has_changed,
    limit_value,
    mark,
    passes,
    persons,
    role_slots,
    time_passes,
    wanted,
)
from mentorflow.rules.workflow import Fact, LimitName, Tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.meaning import Answers, Anything, Reading, Subject
    from mentorflow.rules.workflow import Condition, Routing, Test

# One line of a condition: whether it is as wanted, and what decided that.
Line: TypeAlias = "tuple[bool, tuple[Clause, ...]]"


@attrs.frozen
class Verdict:
    """
    Whether something held, and why.

    *condition* is the condition it belongs to (``row 1`` and so on for a row); *words* is one plain sentence;
    *place* is ``file:line``.
    A test has a *fact*, with the *value* and the *bound* it found, and *reads* that and what it is held against;
    under ``who`` every person meant has a verdict of their own with *person*.
    *clauses* are the words in parts, down to what was answered.
    *parts* are what it stands on, in the order of the file; they may carry answers, so whoever shows them minds the
    seals.
    """

    condition: str
    holds: bool
    words: str
    place: str
    value: object = None
    bound: object = None
    fact: Fact | None = None
    person: str | None = None
    parts: tuple[Verdict, ...] = ()
    clauses: tuple[Clause, ...] = ()
    reads: tuple[Fact, ...] = ()


@attrs.frozen
class _Scene:
    """All that one evaluation looks at; *known* keeps verdicts, so that nothing is worked out twice."""

    layout: Layout
    p: Subject
    facts: Mapping[str, Reading]
    at: int
    form: str | None = None
    sheet: Answers | None = None
    person: str | None = None
    known: dict[str, Verdict] = attrs.field(factory=dict)


# --- what others call -----------------------------------------------------------------------------------------------
def evaluate(
    layout: Layout,
    name: str,
    p: Subject,
    facts: Mapping[str, Reading],
    at: int,
    sheet: Answers | None = None,
    *,
    sheet_of: str | None = None,
) -> Verdict:
    """
    One condition with its reasons; ``holds`` is what ``compile_condition`` answers for the same arguments.

    *at* is in microseconds since 1970 in UTC; *sheet* is the answers in hand, of the form *sheet_of* (by default the
    one form with a copy each that the condition reads without ``who``).
    Pure; raises ``KeyError`` when a host fact it reads is missing.
    """
    form = sheet_of if sheet_of is not None else form_in_hand(layout, name)
    return _condition(_Scene(layout, p, facts, at, form, sheet), name)


def evaluate_rows(
    layout: Layout,
    routing: Routing,
    p: Subject,
    facts: Mapping[str, Reading],
    at: int,
    sheet: Answers | None = None,
) -> tuple[Verdict, ...]:
    """Every row of a table with its reasons, in the order of the file; of a proved table exactly one holds."""
    scene = _Scene(layout, p, facts, at, routing.form, sheet)
    rows = []
    for number, row in enumerate(routing.rows, 1):
        cells = tuple(_condition(scene, cell.condition) for cell in row.cells)
        fits = [cell.holds == wanted.wanted for cell, wanted in zip(cells, row.cells, strict=True)]
        decisive = [
            cell.clauses if cell.holds or not fit else turned(cell.clauses)
            for cell, fit in zip(cells, fits, strict=True)
            if fit == all(fits)
        ]
        rows.append(_verdict(f"row {number}", row.span.place, cells, decisive, holds=all(fits)))
    return tuple(rows)


def tree(verdict: Verdict, depth: int = 0) -> tuple[str, ...]:
    """A verdict as indented lines, each with yes or no, the words and the place; for people who want it all."""
    line = f"{'  ' * depth}{'yes' if verdict.holds else 'no'}: {verdict.words} ({verdict.place})"
    return (line, *(line for part in verdict.parts for line in tree(part, depth + 1)))


# --- conditions -----------------------------------------------------------------------------------------------------
def _condition(scene: _Scene, name: str) -> Verdict:
    if name not in scene.known:
        scene.known[name] = _judged(scene, scene.layout.workflow.condition_by_name[name])
    return scene.known[name]


def _judged(scene: _Scene, condition: Condition) -> Verdict:
    own = _own(scene, condition)
    if len(own) == 1 and not condition.parts and condition.who is None:
        return attrs.evolve(own[0], place=condition.span.place, parts=own)
    named = {part: _condition(scene, part) for part in condition.parts}
    lines = [*_quantified(condition, own), *_lines(condition, named)]
    holds = all(fine for fine, _ in lines)
    decisive = [clauses for fine, clauses in lines if fine == holds]
    return _verdict(condition.name, condition.span.place, (*own, *named.values()), decisive, holds=holds)


def _verdict(
    name: str, place: str, parts: tuple[Verdict, ...], decisive: Iterable[tuple[Clause, ...]], *, holds: bool
) -> Verdict:
    """A verdict in the words of what decided it; each reason once, however often conditions stand on each other."""
    clauses = tuple(dict.fromkeys(clause for each in decisive for clause in each))
    return Verdict(name, holds, joined(clauses) or "always", place, parts=parts, clauses=clauses)


def _lines(condition: Condition, named: dict[str, Verdict]) -> list[Line]:
    """Each condition it stands on: whether it is as wanted, and what decided that."""
    lines = [(named[part].holds, named[part].clauses) for part in condition.all_of]
    if condition.any_of:
        lines.append(_one_of([named[part] for part in condition.any_of]))
    none = [named[part] for part in condition.none_of]
    return [*lines, *((not each.holds, each.clauses if each.holds else turned(each.clauses)) for each in none)]


def _one_of(parts: list[Verdict]) -> Line:
    """Of several that would do those that do; where none does, all of them."""
    some = any(part.holds for part in parts)
    clauses = tuple(dict.fromkeys(clause for part in parts if part.holds == some for clause in part.clauses))
    return some, clauses if some else alternatives(clauses)


def _own(scene: _Scene, condition: Condition) -> tuple[Verdict, ...]:
    """Its own tests; under ``who`` one verdict for each person meant."""
    if condition.who is None:
        return tuple(_test(scene, test, condition.name) for test in condition.tests)
    people = persons(scene.p, role_slots(scene.layout, condition.who))
    return tuple(_for_person(scene, condition, person) for person in people)


def _for_person(scene: _Scene, condition: Condition, person: str) -> Verdict:
    theirs = attrs.evolve(scene, form=None, sheet=None, person=person, known={})
    tests = tuple(_test(theirs, test, condition.name) for test in condition.tests)
    holds = all(test.holds for test in tests)
    decisive = [tuple(each._replace(person=person) for each in test.clauses) for test in tests if test.holds == holds]
    made = _verdict(condition.name, condition.span.place, tests, decisive, holds=holds)
    return attrs.evolve(made, person=person)


def _quantified(condition: Condition, own: tuple[Verdict, ...]) -> list[Line]:
    """The lines of a condition's own tests: under ``who`` one line for all people together."""
    if condition.who is None:
        return [(one.holds, one.clauses) for one in own]
    some = any_will_do(condition.who)
    holds = any(one.holds for one in own) if some else bool(own) and all(one.holds for one in own)
    clauses = tuple(clause for one in own if one.holds == holds for clause in one.clauses)
    return [(holds, clauses or (Clause("nobody holds the role"),))]


# --- tests ----------------------------------------------------------------------------------------------------------
def _test(scene: _Scene, test: Test, owner: str) -> Verdict:
    value, bound = _read(scene, test.fact, test), _bound(scene, test)
    holds = _holds(scene, test, value, bound)
    found = english.reading(scene.layout.workflow, test, value, bound, holds=holds)
    words = joined((found,))
    place, reads = test.span.place, bound_facts(test)
    return Verdict(owner, holds, words, place, value, bound, test.fact, scene.person, (), (found,), reads)


def _holds(scene: _Scene, test: Test, value: Anything, bound: Anything) -> bool:
    if test.fact.kind == "form":
        return value is not None and bool(value == (test.value if test.op == "complete" else True))
    if test.fact.kind == "since":
        zone = scene.layout.workflow.timezone
        return value is not None and time_passes(test.op, scene.at, scene.at - value, bound, zone)
    return passes(test.op, value, bound)


def _bound(scene: _Scene, test: Test) -> Anything:
    if isinstance(test.value, Fact):
        return _read(scene, test.value, test)
    if isinstance(test.value, LimitName):
        return limit_value(scene.layout, scene.p.limits, test.value.name)
    return wanted(scene.layout.workflow, test)


def _read(scene: _Scene, fact: Fact, test: Test) -> Anything:
    """The value of a fact; None when it is absent. Time since a moment is in microseconds."""
    p, layout = scene.p, scene.layout
    if fact.kind == "host":
        return scene.facts[fact.name]
    if fact.kind == "count":
        return p.counts[layout.counts[fact.name]]
    if fact.kind in {"since", "times"}:
        return _moment(scene, fact)
    return _standing(scene, test) if fact.kind == "form" else _on_sheet(scene, fact)


def _moment(scene: _Scene, fact: Fact) -> int | None:
    moment = scene.p.moments[scene.layout.moments[fact.name]]
    if fact.kind == "times":
        return 0 if moment is None else moment.times
    return None if moment is None else scene.at - moment.last_at


def _standing(scene: _Scene, test: Test) -> bool | None:
    """Whether a form is complete or has changed; None under ``who`` for a person without a copy."""
    asked = scene.p.rounds[scene.layout.forms[test.fact.form]]
    each = scene.layout.workflow.form_by_name[test.fact.form].copy_each
    if scene.person is not None and each and answers_of(asked, scene.person) is None:
        return None
    if test.op == "complete":
        return asked is not None and asked.complete
    return has_changed(scene.layout, scene.p, test.fact.form, str(test.value), scene.person)


def _on_sheet(scene: _Scene, fact: Fact) -> Reading:
    answers = _sheet(scene, fact.form)
    if answers is None:
        return None
    there = attrs.evolve(scene, form=fact.form, sheet=answers, person=None, known={})
    if (fact.form, answers) == (scene.form, scene.sheet):
        there = scene
    if fact.kind == "unfavorable":
        return sum(_test(there, test, "").holds for test in _marks(scene.layout, fact.form))
    slot = scene.layout.fields[fact.form, fact.name]
    field = scene.layout.workflow.form_by_name[fact.form].fields[slot]
    if field.asked_if is not None and not _condition(there, field.asked_if).holds:
        return None
    return answers[slot] is True if isinstance(field.kind, Tick) else answers[slot]


def _marks(layout: Layout, form: str) -> list[Test]:
    whole = layout.workflow.form_by_name[form]
    return [test for field in whole.fields if (test := mark(whole, field)) is not None]


def _sheet(scene: _Scene, form: str) -> Answers | None:
    """The copy that is meant where a test stands; None when there is none."""
    if form == scene.form:
        return scene.sheet
    asked = scene.p.rounds[scene.layout.forms[form]]
    if not scene.layout.workflow.form_by_name[form].copy_each:
        return asked.sheets[0].answers if asked is not None and asked.sheets else None
    return None if scene.person is None else answers_of(asked, scene.person)
