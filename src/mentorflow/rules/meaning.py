"""
What one comparison means: the smallest questions a condition can ask, answered in one place.

Compiled conditions, the explaining evaluator, the row proofs and the search for what would change an outcome all
stand on this page, so that none of them can have a meaning of its own.
Nothing here compiles, explains or proves, and nothing here knows how a partnership is changed.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from mentorflow.rules.calendar import MINUTE, Duration, add_to_date, local_date
from mentorflow.rules.workflow import EACH, EITHER, ChooseAny, Fact, LimitName, Share, Test, Tick

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Field, Form, Kind, Who, Workflow

# A value a condition reads; None is "not answered, or not asked".
Reading: TypeAlias = "str | int | bool | dt.date | Duration | tuple[Any, ...] | None"
Answers: TypeAlias = "tuple[Reading, ...]"
# The same where two of them are compared: which kinds may meet is settled when a file is built, not by types.
Anything: TypeAlias = Any

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "more_than": operator.gt,
    "at_least": operator.ge,
    "fewer_than": operator.lt,
    "at_most": operator.le,
}


class SheetRead(Protocol):
    """One person's copy of a form, as conditions read it."""

    @property
    def person(self) -> str:
        """Whose copy it is."""

    @property
    def answers(self) -> Answers:
        """The answers in the order of the fields."""

    @property
    def seq(self) -> int:
        """The number of the record that saved it."""


class RoundRead(Protocol):
    """One time of asking, as conditions read it."""

    @property
    def sheets(self) -> tuple[SheetRead, ...]:
        """The copies handed in."""

    @property
    def complete(self) -> bool:
        """Whether everything owed is in."""


class MomentRead(Protocol):
    """When something happened, as conditions read it."""

    @property
    def last_seq(self) -> int:
        """The number of the latest record of it."""

    @property
    def last_at(self) -> int:
        """The latest instant, in microseconds since 1970 in UTC."""

    @property
    def times(self) -> int:
        """How often it happened."""


class Subject(Protocol):
    """What conditions read of a partnership; the slots are numbered by a ``Layout``."""

    @property
    def people(self) -> tuple[str | tuple[str, ...] | None, ...]:
        """Who holds each role."""

    @property
    def moments(self) -> tuple[MomentRead | None, ...]:
        """The moments that something reads."""

    @property
    def rounds(self) -> tuple[RoundRead | None, ...]:
        """The present round of each form."""

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts."""

    @property
    def limits(self) -> tuple[int | Duration | Share, ...]:
        """The limits as they stand for this partnership."""


# --- one comparison -------------------------------------------------------------------------------------------------
def ordinal(value: Anything) -> Anything:
    """What is compared: a length of time by its nominal minutes, everything else by itself."""
    return value.nominal if isinstance(value, Duration) else value


def passes(op: str, value: Anything, bound: Anything) -> bool:
    """
    Whether a value stands to a bound as *op* says; what is absent never does (ruling 9).

    *bound* is a value for the comparisons; a value or a tuple of values for ``is``; a tuple of options, or None for
    *anything*, for ``include`` and ``include_all``.
    """
    if value is None:
        return False
    if op in COMPARISONS:
        return bound is not None and COMPARISONS[op](ordinal(value), ordinal(bound))
    if op == "is":
        return value in bound if isinstance(bound, tuple) else bool(value == bound)
    if op == "include_all":
        return set(bound) <= set(value)
    return bool(value) if bound is None else not set(bound).isdisjoint(value)


def time_passes(op: str, at: int, then: int, bound: Duration, timezone: str) -> bool:
    """
    Whether the time from *then* until *at* stands to a length of time as *op* says.

    Hours and minutes compare instants; days and longer compare local dates (D-52).
    """
    if bound.minutes:
        return COMPARISONS[op](at - then, bound.minutes * MINUTE)
    return COMPARISONS[op](local_date(at, timezone), add_to_date(local_date(then, timezone), bound))


def wanted(workflow: Workflow, test: Test) -> Anything:
    """The right-hand side as values: for a tick ``yes`` is True and ``no``, which is not ticked, is False."""
    if test.op == "is" and isinstance(test.value, tuple) and isinstance(kind_of(workflow, test.fact), Tick):
        return tuple(word == "yes" for word in test.value)
    return test.value


def kind_of(workflow: Workflow, fact: Fact) -> Kind | None:
    """The kind of value of a host fact or a field; None for what is not answered by anybody."""
    if fact.kind == "host":
        return next(host.kind for host in workflow.facts if host.name == fact.name)
    if fact.kind == "field":
        return next(f.kind for f in workflow.form_by_name[fact.form].fields if f.name == fact.name)
    return None


def mark(form: Form, field: Field) -> Test | None:
    """The test that makes an answer unfavorable; None for a question that is never scored."""
    fact, rule = Fact("field", field.name, form.name), field.unfavorable
    if rule is None:
        return None
    if isinstance(rule, Test):
        return Test(fact, rule.op, rule.value, rule.words, rule.span)
    return Test(fact, "include" if isinstance(field.kind, ChooseAny) else "is", rule, ", ".join(rule), field.span)


def may_be_absent(field: Field) -> bool:
    """Whether a whole sheet may lack an answer to a question that was asked."""
    return field.optional or (isinstance(field.kind, Tick) and not field.kind.required)


# --- limits ---------------------------------------------------------------------------------------------------------
def limit_value(layout: Layout, limits: tuple[int | Duration | Share, ...], name: str) -> int | Duration:
    """A limit as it stands, a share of another one worked out; a share of the time left is no bound of a test."""
    amount = limits[layout.limits[name]]
    if not isinstance(amount, Share):
        return amount
    whole = limit_value(layout, limits, amount.of)
    return whole * amount.percent // 100 if isinstance(whole, int) else whole.share(amount.percent)


def declared_limits(workflow: Workflow) -> tuple[int | Duration | Share, ...]:
    """The limits as the file states them, in slot order."""
    return tuple(limit.amount for limit in workflow.limits)


def is_lengthened(workflow: Workflow, name: str) -> bool:
    """Whether some move makes this limit longer."""
    return any(name == limit for move in workflow.every_move() for limit, _ in move.lengthens)


def is_fixed(workflow: Workflow, name: str) -> bool:
    """Whether a limit is the same number for every partnership at all times."""
    limit = workflow.limit_by_name[name]
    own = not limit.has_range and not is_lengthened(workflow, name)
    return own and (not isinstance(limit.amount, Share) or is_fixed(workflow, limit.amount.of))


def bound_facts(test: Test) -> tuple[Fact, ...]:
    """The facts a test reads, the one on the left first."""
    return (test.fact, test.value) if isinstance(test.value, Fact) else (test.fact,)


def fixed_bound(layout: Layout, test: Test) -> Anything:
    """The right-hand side of a test whose bound is the same for everybody, as a value."""
    if isinstance(test.value, LimitName):
        return limit_value(layout, declared_limits(layout.workflow), test.value.name)
    return wanted(layout.workflow, test)


# --- people and their copies ----------------------------------------------------------------------------------------
def role_slots(layout: Layout, who: Who) -> tuple[int, ...]:
    """The role slots whose holders are meant."""
    slots: list[int] = []
    for part in who.parts:
        slots += layout.partners if part in {EACH, EITHER} else (layout.roles[part],)
    return tuple(dict.fromkeys(slots))


def any_will_do(who: Who) -> bool:
    """Whether one person is enough."""
    return EITHER in who.parts


def persons(p: Subject, slots: tuple[int, ...]) -> tuple[str, ...]:
    """The people who hold these roles, each once, in the order of the roles."""
    found: list[str] = []
    for slot in slots:
        held = p.people[slot]
        found += (held,) if isinstance(held, str) else held or ()
    return tuple(dict.fromkeys(found))


def sheet_of(asked: RoundRead | None, person: str) -> SheetRead | None:
    """A person's copy; None when they have not handed one in."""
    return None if asked is None else next((s for s in asked.sheets if s.person == person), None)


def answers_of(asked: RoundRead | None, person: str) -> Answers | None:
    """The answers on a person's copy; None when they have not handed one in."""
    sheet = sheet_of(asked, person)
    return None if sheet is None else sheet.answers


def has_changed(layout: Layout, p: Subject, form: str, moment: str, person: str | None) -> bool:
    """
    Whether every copy that is owed was saved after the latest *moment*, by record number.

    With *person* only their copy of a form with a copy each is meant; a moment that never happened lies before
    everything.
    """
    asked, last = p.rounds[layout.forms[form]], p.moments[layout.moments[moment]]
    after = -1 if last is None else last.last_seq
    if not layout.workflow.form_by_name[form].copy_each:
        return asked is not None and any(sheet.seq > after for sheet in asked.sheets)
    owed = persons(p, layout.partners) if person is None else (person,)
    sheets = [sheet_of(asked, one) for one in owed]
    return all(sheet is not None and sheet.seq > after for sheet in sheets)
