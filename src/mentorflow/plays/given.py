"""
What people could answer and what the application could tell: sheets and facts that conditions tell apart.

Of two sheets that every test reads alike only the first is kept.
Nothing here knows how a search goes on, and nothing here decides.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.plays.thresholds import step_of
from mentorflow.plays.values import as_call
from mentorflow.plays.worths import Base, differently, fine, stands, worths
from mentorflow.rules.calendar import Duration, duration, local_date, microseconds
from mentorflow.rules.layout import forms_behind
from mentorflow.rules.meaning import bound_facts, mark
from mentorflow.rules.workflow import Date, Fact, Field, ListOf, Text, Texts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mentorflow.plays.scenario import Pairs, Step
    from mentorflow.rules.meaning import Anything
    from mentorflow.rules.workflow import Form, Test, Workflow
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership, Sheetful

MOST_SHEETS = 160
MOST_FACTS = 24
# How far from its bound a number still makes a difference, where bounds themselves are looked at.
NEAR = 2


@attrs.frozen(eq=False)
class Given:
    """
    Everything conditions read of answers and facts, worked out once for a workflow.

    *tests* are those on each fact, by fact; *day* is the date that answers give; *facts* hold where nothing else is
    said; with *near* numbers just beside a bound are told apart as well.
    *words* are texts that somebody has written before, by form and question: they read better than made-up ones.
    """

    flow: Flow
    day: dt.date
    facts: Pairs
    tests: Mapping[Fact, Sequence[Test]]
    near: bool = False
    words: Mapping[tuple[str, str], Any] = attrs.Factory(dict)
    sheets: dict[Any, tuple[Pairs, ...]] = attrs.Factory(dict)

    def base(self, p: Partnership | None, at: dt.datetime | None = None) -> Base:
        """What answers may depend on, for a partnership or before there is one; *at* is when they are given."""
        limits = self.flow.plan.limits if p is None else p.limits
        today = self.day if at is None else local_date(microseconds(at), self.flow.workflow.timezone)
        return Base(self.flow.layout, limits, self.day, today)


def given(flow: Flow, day: dt.date, facts: Pairs = (), *, near: bool = False, written: Iterable[Step] = ()) -> Given:
    """What can be given in a workflow; *facts* say what holds otherwise than it would by itself; pure."""
    tests: dict[Fact, list[Test]] = defaultdict(list)
    for condition in flow.workflow.conditions:
        for test in condition.tests:
            for fact in bound_facts(test):
                tests[fact].append(test)
    told = tuple({**_friendly(flow, day), **dict(facts)}.items())
    return Given(flow, day, told, dict(tests), near, _words(flow.workflow, written))


def _words(workflow: Workflow, written: Iterable[Step]) -> dict[tuple[str, str], Any]:
    """The first text that was accepted as an answer to each question of a form."""
    found: dict[tuple[str, str], Any] = {}
    for step in written:
        form = (
            workflow.form_by_name.get(step.names[0]) if step.act == "fill_in" and not step.expects_refusal else None
        )
        texts = () if form is None else {field.name for field in form.fields if isinstance(field.kind, Text | Texts)}
        for name, value in step.answers or ():
            if name in texts:
                found.setdefault((step.names[0], name), value)
    return found


# --- facts ----------------------------------------------------------------------------------------------------------
def facts_to_try(known: Given, p: Partnership | None, names: Sequence[str]) -> list[Pairs]:
    """The facts as they are, then with one of *names* told otherwise, then with two."""
    base, told = known.base(p), dict(known.facts)
    kinds = {fact.name: fact.kind for fact in known.flow.workflow.facts}
    choices: dict[str, Sequence[Any]] = {}
    for name in names:
        tests = known.tests.get(Fact("host", name), ())
        asked = [one for test in tests if (one := base.asked(test)) is not None]
        choices[name] = _apart(worths(kinds[name], asked, base), asked, told[name], near=known.near)
    several = differently(told, choices, MOST_FACTS)
    return [tuple(one.items()) for one in several]


def _apart(values: Iterable[Any], asked: Sequence[Any], usual: object, *, near: bool) -> tuple[Any, ...]:
    """One value for each way in which the tests come out, the usual one for its own."""
    found: dict[Any, Any] = {}
    for value in (usual, *values):
        found.setdefault(tuple(_signed(op, value, bound, near=near) for op, bound in asked), value)
    return tuple(found.values())


def _signed(op: str, value: Anything, bound: Anything, *, near: bool) -> Anything:
    """How a value stands to a bound: yes or no, and with *near* how far off a number is."""
    if near and type(value) is int and type(bound) is int:
        return max(-NEAR, min(NEAR, value - bound))
    length = duration(value) if near and isinstance(value, str) and isinstance(bound, Duration) else None
    if length is not None:
        return max(-NEAR, min(NEAR, (length.nominal - bound.nominal) // step_of(bound)))
    return stands(op, value, bound)


def _friendly(flow: Flow, day: dt.date) -> dict[str, Any]:
    """Facts with which as much as possible of what moves ask for holds."""
    base = Base(flow.layout, flow.plan.limits, day, day)
    wanted = list(_wanted(flow.workflow))
    told: dict[str, Any] = {}
    for fact in flow.workflow.facts:
        tests = [
            (one, yes) for test, yes in wanted if test.fact == Fact("host", fact.name) and (one := base.asked(test))
        ]
        usual = fine(_as_field(fact.name, fact.kind), base)
        candidates = (usual, *worths(fact.kind, [one for one, _ in tests], base))
        told[fact.name] = max(
            candidates, key=lambda value: sum(stands(op, value, bound) is yes for (op, bound), yes in tests)
        )
    return told


def _wanted(workflow: Workflow) -> Iterator[tuple[Test, bool]]:
    """The tests behind every ``must`` and ``should``, each with the side it should come out on."""
    pending = [(name, True) for move in workflow.every_move() for name in (*move.must, *move.should)]
    seen: set[tuple[str, bool]] = set()
    while pending:
        name, yes = pending.pop()
        if (name, yes) not in seen:
            seen.add((name, yes))
            condition = workflow.condition_by_name[name]
            yield from ((test, yes) for test in condition.tests)
            pending += [(part, yes) for part in condition.all_of + condition.any_of]
            pending += [(part, not yes) for part in condition.none_of]


def _as_field(name: str, kind: Anything) -> Field:
    return Field(name, kind)


# --- sheets ---------------------------------------------------------------------------------------------------------
def sheets_to_try(
    known: Given, p: Partnership, form: Form, by: str, at: dt.datetime, facts: Pairs
) -> tuple[Pairs, ...]:
    """Whole sheets of a form, one for each way in which the tests on it come out; the plainest first."""
    dated = known.base(p, at).today if any(_is_dated(field) for field in form.fields) else None
    key = (form.name, p.limits, p.counts, dated, _behind(known, p, form))
    if key not in known.sheets:
        known.sheets[key] = _sheets(known, p, form, by, at, facts)
    return known.sheets[key]


def _is_dated(field: Field) -> bool:
    """Whether an answer depends on the day on which it is given."""
    if isinstance(field.kind, ListOf):
        return any(_is_dated(detail) for detail in field.kind.fields)
    return isinstance(field.kind, Date) and field.kind.not_earlier_than_today


def _behind(known: Given, p: Partnership, form: Form) -> tuple[Any, ...]:
    """The other sheets that decide what is asked and what an answer is compared with."""
    workflow, slots = known.flow.workflow, known.flow.layout.forms
    asked_if = [field.asked_if for field in form.fields if field.asked_if is not None]
    bounds = {
        test.value.form for field in form.fields if (test := mark(form, field)) and isinstance(test.value, Fact)
    }
    others = {*forms_behind(workflow, asked_if), *bounds} - {form.name, ""}
    return tuple(_answers(p, slots[name]) for name in sorted(others))


def _answers(p: Partnership, slot: int) -> tuple[Sheetful, ...]:
    asked = p.rounds[slot]
    return () if asked is None else tuple(sheet.answers for sheet in asked.sheets)


def _sheets(known: Given, p: Partnership, form: Form, by: str, at: dt.datetime, facts: Pairs) -> tuple[Pairs, ...]:
    reading = _Sheet(known, p, form, known.base(p, at))
    plain = reading.plain()
    found: dict[Any, Pairs] = {}
    for chosen in differently(plain, reading.choices(plain), MOST_SHEETS):
        whole = _whole(known, p, form, chosen, by, at, facts)
        found.setdefault(reading.signature(whole), tuple(whole.items()))
    return tuple(found.values())


def _whole(
    known: Given, p: Partnership, form: Form, chosen: dict[str, Any], by: str, at: dt.datetime, facts: Pairs
) -> dict[str, Any]:
    """The chosen answers to what is asked, and a plain one where something else is asked."""
    order = {field.name: field for field in form.fields}
    answers = {name: value for name, value in chosen.items() if order[name].asked_if is None and value is not None}
    base, told = known.base(p, at), as_call(facts)
    for _ in form.fields:
        given_now = as_call(tuple(answers.items()))
        asked = known.flow.questions(p, form.name, by=by, answers=given_now, facts=told, at=at)
        more = {
            field.name: value for field in asked if (value := _answer(known, form, field, chosen, base)) is not None
        }
        if not more:
            break
        answers |= more
    return {name: answers[name] for name in order if name in answers}


def _answer(known: Given, form: Form, field: Field, chosen: dict[str, Any], base: Base) -> Anything:
    if field.name in chosen:
        return chosen[field.name]
    return None if field.optional else _usual(known, form, field, base)


def _usual(known: Given, form: Form, field: Field, base: Base) -> Anything:
    """What somebody has written before, or an answer that is fine."""
    return known.words.get((form.name, field.name)) or fine(field, base)


@attrs.frozen(eq=False)
class _Sheet:
    """The tests on one form, and how answers come out by them."""

    known: Given
    p: Partnership
    form: Form
    base: Base

    def plain(self) -> dict[str, Any]:
        """An answer to every question that always has to be answered; a favorable one where answers are scored."""
        plain: dict[str, Any] = {}
        for field in self.form.fields:
            if field.asked_if is None and (not field.optional or field.scored):
                usual = _usual(self.known, self.form, field, self.base)
                plain[field.name] = self._scored(field, unfavorable=False, otherwise=usual)
        return plain

    def choices(self, plain: dict[str, Any]) -> dict[str, Sequence[Any]]:
        """Other answers to what conditions read, and to so many questions as make a number of unfavorable ones."""
        base = self.base
        found: dict[str, Sequence[Any]] = {}
        for field in self.form.fields:
            asked = self._asked(field)
            if asked:
                absent = () if not field.optional or field.name not in plain else (None,)
                found[field.name] = (*worths(field.kind, asked, base), *absent)
        for field in self._counted():
            bad = self._scored(field, unfavorable=True, otherwise=None)
            if bad is not None:
                found[field.name] = tuple(dict.fromkeys((*found.get(field.name, ()), bad)))
        return found

    def _asked(self, field: Field) -> list[Any]:
        tests = self.known.tests.get(Fact("field", field.name, self.form.name), ())
        base = self.base
        return [one for test in tests if (one := base.asked(test)) is not None]

    def _counted(self) -> list[Field]:
        """The questions whose answers are scored, where some condition counts them."""
        counted = Fact("unfavorable", "", self.form.name) in self.known.tests
        return [field for field in self.form.fields if field.scored] if counted else []

    def _scored(self, field: Field, *, unfavorable: bool, otherwise: Anything) -> Anything:
        """An answer that is scored as wanted, or *otherwise* where there is none."""
        test = mark(self.form, field)
        asked = None if test is None else self._mark(test)
        if asked is None:
            return otherwise
        values = (fine(field, self.base), *worths(field.kind, [asked], self.base))
        return next((value for value in values if stands(asked[0], value, asked[1]) is unfavorable), otherwise)

    def _mark(self, test: Test) -> tuple[str, Any] | None:
        """The test that scores an answer, with what it compares with now."""
        if not isinstance(test.value, Fact):
            return self.base.asked(test)
        slot = self.known.flow.layout.forms.get(test.value.form)
        sheets = () if slot is None else _answers(self.p, slot)
        if not sheets:
            return None
        return test.op, sheets[0][self.known.flow.layout.fields[test.value.form, test.value.name]]

    def signature(self, answers: dict[str, Any]) -> Anything:
        """How every test on the sheet comes out."""
        near, signs = self.known.near, []
        for field in self.form.fields:
            value = answers.get(field.name)
            signs += [
                None if value is None else _signed(op, value, bound, near=near) for op, bound in self._asked(field)
            ]
        count = sum(self._is_bad(field, answers) for field in self._counted())
        counted = [
            base
            for test in self.known.tests.get(Fact("unfavorable", "", self.form.name), ())
            if (base := self.base.asked(test))
        ]
        return (*signs, *(_signed(op, count, bound, near=near) for op, bound in counted))

    def _is_bad(self, field: Field, answers: dict[str, Any]) -> bool:
        test = mark(self.form, field)
        asked = None if test is None else self._mark(test)
        return asked is not None and stands(asked[0], answers.get(field.name), asked[1])
