"""
What would change it: the fewest facts, then the nearest value in the order of the file (ruling 21).

Only facts that the caller marks as changeable are touched, so that nobody is told to change what they may not.
Nothing here says whether a change would be right, and nothing here changes a partnership.
"""

from __future__ import annotations

import datetime as dt
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules.calendar import Duration
from mentorflow.rules.conditions import compile_condition, compile_table
from mentorflow.rules.meaning import Anything, bound_facts, kind_of, limit_value, mark, wanted
from mentorflow.rules.workflow import ChooseAny, ChooseOne, Date, Fact, LengthOfTime, LimitName, Tick, WholeNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.meaning import Answers, MomentRead, Reading, RoundRead, SheetRead, Subject
    from mentorflow.rules.workflow import Condition, Form, Kind, Routing, Share, Test, Workflow

# Changes tried before the search is given up; a person is not helped by a change of many facts anyway.
MOST_TRIES = 20_000

Change: TypeAlias = "tuple[Fact, Reading, Reading]"


@attrs.frozen
class Goal:
    """
    The outcome that is wanted.

    Either all of *conditions* hold, or the *routing* takes the row with index *row* (when None, any other than now).
    """

    conditions: tuple[str, ...] = ()
    routing: Routing | None = None
    row: int | None = None


@attrs.frozen
class _Case:
    """What a decision is made from; *form* is the form of the answers in hand."""

    layout: Layout
    p: Subject
    facts: Mapping[str, Reading]
    at: int
    form: str | None
    sheet: Answers | None


def smallest_change(
    layout: Layout,
    goal: Goal,
    p: Subject,
    facts: Mapping[str, Reading],
    at: int,
    sheet: Answers | None,
    may_change: Container[Fact],
    *,
    sheet_of: str | None = None,
) -> tuple[Change, ...] | None:
    """
    The fewest (fact, old value, new value) that bring about a goal: empty when it is so already, None if not found.

    Considered are host facts, answers in hand (of the form *sheet_of*, for a table that of its rows) and answers on
    forms of one copy that have been handed in.
    Deterministic; gives up after some thousand tries.
    """
    form = sheet_of if goal.routing is None else goal.routing.form
    case = _Case(layout, p, facts, at, form, sheet)
    reached = _reached(case, goal)
    if reached(case):
        return ()
    tests = _tests(layout.workflow, goal)
    open_facts = [
        fact for fact in _in_file_order(layout.workflow, tests) if fact in may_change and _there(case, fact)
    ]
    values = {fact: _nearest(case, fact, tests) for fact in open_facts}
    tries = islice(_tries(values), MOST_TRIES)
    return next((_changes(case, new) for new in tries if reached(_with(case, new))), None)


def _tries(values: dict[Fact, list[Reading]]) -> Iterator[dict[Fact, Reading]]:
    """Every change, of one fact first, then of two and so on; nearest values first."""
    for count in range(1, len(values) + 1):
        for facts in combinations(values, count):
            for new in product(*(values[fact] for fact in facts)):
                yield dict(zip(facts, new, strict=True))


def _reached(case: _Case, goal: Goal) -> Callable[[_Case], bool]:
    """Whether a goal is reached in a case."""
    routing = goal.routing
    if routing is None:
        all_of = [compile_condition(case.layout, name, sheet_of=case.form) for name in goal.conditions]
        return lambda c: all(holds(c.p, c.facts, c.at, c.sheet) for holds in all_of)
    row = compile_table(case.layout, routing)
    if goal.row is not None:
        return lambda c: row(c.p, c.facts, c.at, c.sheet) == goal.row
    now = row(case.p, case.facts, case.at, case.sheet)
    return lambda c: row(c.p, c.facts, c.at, c.sheet) != now


# --- what a goal reads ----------------------------------------------------------------------------------------------
def _tests(workflow: Workflow, goal: Goal) -> list[Test]:
    """Every test a goal stands on, those behind ``asked_if`` and the marks of unfavorable answers included."""
    rows = () if goal.routing is None else goal.routing.rows
    pending = [*goal.conditions, *(cell.condition for row in rows for cell in row.cells)]
    tests: list[Test] = []
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            condition = workflow.condition_by_name[name]
            tests += _own_tests(workflow, condition)
            pending += [*condition.parts, *_questions(workflow, condition)]
    return tests


def _own_tests(workflow: Workflow, condition: Condition) -> list[Test]:
    marks = [test for form in _forms(workflow, condition, "unfavorable") for test in _marks(form)]
    return [*condition.tests, *marks]


def _marks(form: Form) -> Iterable[Test]:
    return (test for field in form.fields if (test := mark(form, field)) is not None)


def _questions(workflow: Workflow, condition: Condition) -> Iterable[str]:
    forms = [*_forms(workflow, condition, "unfavorable"), *_forms(workflow, condition, "field")]
    return (field.asked_if for form in forms for field in form.fields if field.asked_if is not None)


def _forms(workflow: Workflow, condition: Condition, kind: str) -> list[Form]:
    facts = [fact for test in condition.tests for fact in bound_facts(test) if fact.kind == kind]
    return [workflow.form_by_name[name] for name in dict.fromkeys(fact.form for fact in facts)]


def _in_file_order(workflow: Workflow, tests: list[Test]) -> list[Fact]:
    """The host facts and answers that some tests read, as they stand in the file."""
    read = {fact for test in tests for fact in bound_facts(test)}
    hosts = [Fact("host", fact.name) for fact in workflow.facts]
    answers = [Fact("field", field.name, form.name) for form in workflow.forms for field in form.fields]
    return [fact for fact in (*hosts, *answers) if fact in read]


# --- values ---------------------------------------------------------------------------------------------------------
def _there(case: _Case, fact: Fact) -> bool:
    """Whether a fact is a host fact, or an answer on a sheet that this search can look at."""
    return fact.kind == "host" or _sheet(case, fact.form) is not None


def _sheet(case: _Case, form: str) -> Answers | None:
    if form == case.form:
        return case.sheet
    asked = case.p.rounds[case.layout.forms[form]]
    shared = not case.layout.workflow.form_by_name[form].copy_each
    return asked.sheets[0].answers if shared and asked is not None and asked.sheets else None


def _value(case: _Case, fact: Fact) -> Reading:
    if fact.kind == "host":
        return case.facts[fact.name]
    sheet = _sheet(case, fact.form) if fact.kind == "field" else None
    return None if sheet is None else sheet[case.layout.fields[fact.form, fact.name]]


def _nearest(case: _Case, fact: Fact, tests: list[Test]) -> list[Reading]:
    """Other values of a fact that some test could tell from the present one, the nearest first."""
    old, kind = _value(case, fact), kind_of(case.layout.workflow, fact)
    bounds = [_bound(case, test, fact) for test in tests if fact in bound_facts(test)]
    values = [value for value in _possible(kind, old, bounds) if value != old]
    return sorted(dict.fromkeys(values), key=lambda value: _distance(kind, old, value))


def _bound(case: _Case, test: Test, fact: Fact) -> Anything:
    """What a fact is compared with in a test, as it stands now."""
    if isinstance(test.value, Fact):
        return _value(case, test.fact if fact == test.value else test.value)
    if isinstance(test.value, LimitName):
        return limit_value(case.layout, case.p.limits, test.value.name)
    return wanted(case.layout.workflow, test)


def _possible(kind: Kind | None, old: Reading, bounds: list[Anything]) -> list[Reading]:
    if isinstance(kind, WholeNumber):
        near = (bound + step for bound in _plain(bounds) for step in (-1, 0, 1))
        return [n for n in near if kind.low <= n <= kind.high]
    if isinstance(kind, LengthOfTime):
        return [Duration(minutes=n) for n in _minutes(bounds) if n > 0]
    if isinstance(kind, ChooseOne):
        return list(kind.names)
    if isinstance(kind, ChooseAny):
        return list(_sets(kind, old, bounds))
    if isinstance(kind, Date):
        return [bound + dt.timedelta(step) for bound in bounds if bound is not None for step in (-1, 0, 1)]
    return [True, False] if isinstance(kind, Tick) else [word for words in bounds for word in words]


def _plain(bounds: list[Anything]) -> Iterator[int]:
    """The numbers among some bounds."""
    for bound in bounds:
        yield from (n for n in (bound if isinstance(bound, tuple) else (bound,)) if isinstance(n, int))


def _minutes(bounds: list[Anything]) -> Iterable[int]:
    return (bound.nominal + step for bound in bounds if isinstance(bound, Duration) for step in (-1, 0, 1))


def _sets(kind: ChooseAny, old: Reading, bounds: list[Anything]) -> Iterator[tuple[str, ...]]:
    """One option more or less, then all that a test names, or none of them, then nothing; as many as are needed."""
    now = set(old) if isinstance(old, tuple) else set()
    changed = [now ^ {name} for name in kind.names]
    for bound in [set(bound) for bound in bounds if bound is not None]:
        changed += [_filled_up(kind, now | bound, set()), _filled_up(kind, now - bound, bound)]
    enough = (some for some in [*changed, set()] if len(some) >= kind.at_least)
    return (tuple(name for name in kind.names if name in some) for some in enough)


def _filled_up(kind: ChooseAny, some: set[str], without: set[str]) -> set[str]:
    """Some options with as many others as are needed at least, the first of the file, but none of those without."""
    others = [name for name in kind.names if name not in some | without]
    return some | set(others[: max(0, kind.at_least - len(some))])


def _distance(kind: Kind | None, old: Reading, new: Anything) -> Anything:
    """How far a value is from the present one; of two as far the smaller, or the earlier in the file, is nearer."""
    if isinstance(kind, ChooseOne):
        here = kind.names.index(old) if old in kind.names else 0
        return abs(kind.names.index(new) - here), kind.names.index(new)
    if isinstance(kind, ChooseAny):
        return len(set(new) ^ set(old if isinstance(old, tuple) else ())), [kind.names.index(name) for name in new]
    if isinstance(new, int) and isinstance(old, int):
        return abs(new - old), new
    if isinstance(new, Duration) and isinstance(old, Duration):
        return abs(new.nominal - old.nominal), new.nominal
    return abs((new - old).days) if isinstance(new, dt.date) and isinstance(old, dt.date) else 0


# --- a case with other values ---------------------------------------------------------------------------------------
@attrs.frozen
class _Sheet:
    """A copy with other answers."""

    person: str
    answers: Answers
    seq: int


@attrs.frozen
class _Round:
    """A round with such copies."""

    sheets: tuple[SheetRead, ...]
    complete: bool


@attrs.frozen
class _Other:
    """A partnership with such rounds."""

    people: tuple[str | tuple[str, ...] | None, ...]
    moments: tuple[MomentRead | None, ...]
    rounds: tuple[RoundRead | None, ...]
    counts: tuple[int, ...]
    limits: tuple[int | Duration | Share, ...]


def _changes(case: _Case, new: dict[Fact, Reading]) -> tuple[Change, ...]:
    return tuple((fact, _value(case, fact), value) for fact, value in new.items())


def _with(case: _Case, new: dict[Fact, Reading]) -> _Case:
    """The case with other values."""
    facts = {**case.facts, **{fact.name: value for fact, value in new.items() if fact.kind == "host"}}
    changed = attrs.evolve(case, facts=facts)
    for fact, value in new.items():
        changed = changed if fact.kind == "host" else _answered(changed, fact, value)
    return changed


def _answered(case: _Case, fact: Fact, value: Reading) -> _Case:
    slot = case.layout.fields[fact.form, fact.name]
    if fact.form == case.form and case.sheet is not None:
        return attrs.evolve(case, sheet=(*case.sheet[:slot], value, *case.sheet[slot + 1 :]))
    at, p = case.layout.forms[fact.form], case.p
    rounds = tuple(_rewritten(one, slot, value) if n == at and one else one for n, one in enumerate(p.rounds))
    return attrs.evolve(case, p=_Other(p.people, p.moments, rounds, p.counts, p.limits))


def _rewritten(asked: RoundRead, slot: int, value: Reading) -> RoundRead:
    """A round whose one copy has another answer."""
    one = asked.sheets[0]
    answers = (*one.answers[:slot], value, *one.answers[slot + 1 :])
    return _Round((_Sheet(one.person, answers, one.seq),), asked.complete)
