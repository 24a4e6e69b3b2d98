"""
Conditions and what came of them, said in plain English with the words of the file.

Only words are made here: nothing is decided, and nothing is looked up in a partnership.
Names are said as ``shown_as`` or a title says them, limits with their number and their name, options of numbered
questions with their number.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import DAY, MINUTE, Duration, as_written
from mentorflow.rules.clauses import MISSING, NEEDED, SO, Clause, joined
from mentorflow.rules.clauses import listed as listed  # noqa: PLC0414 - part of this page
from mentorflow.rules.kinds import shown_option
from mentorflow.rules.meaning import COMPARISONS, kind_of
from mentorflow.rules.workflow import ChooseAny, Fact, LimitName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.workflow import Condition, Test, Who, Workflow

OPPOSITE = {"more_than": "at_most", "at_least": "fewer_than", "fewer_than": "at_least", "at_most": "more_than"}
# Never absent (ruling 9), so that "not fewer than 3" may be said as "at least 3".
NEVER_ABSENT = frozenset({"host", "count", "times"})


# --- names and values -----------------------------------------------------------------------------------------------
def plain(name: str) -> str:
    """A name of the file in words."""
    return name.replace("_", " ")


def say_fact(workflow: Workflow, fact: Fact) -> str:
    """What a test reads; the form is named with a question when the same question stands in another form too."""
    if fact.kind == "field":
        alike = sum(form.field(fact.name) is not None for form in workflow.forms) > 1
        return f"{workflow.worded(fact.name)}{f' in {workflow.shown(fact.form)}' if alike else ''}"
    if fact.kind == "unfavorable":
        alike = sum(any(field.scored for field in form.fields) for form in workflow.forms) > 1
        return f"unfavorable answers{f' in {workflow.shown(fact.form)}' if alike else ''}"
    if fact.kind == "since":
        return f"the time since {workflow.shown(fact.name)}"
    if fact.kind == "times":
        return f"the number of times {workflow.shown(fact.name)} was made"
    return workflow.shown(fact.form) if fact.form else workflow.worded(fact.name)


def say_value(workflow: Workflow, fact: Fact, value: object) -> str:
    """A value of a fact in words."""
    if value is None:
        return "not answered"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return listed((say_option(workflow, fact, str(name)) for name in value), "and") if value else "nothing"
    if fact.kind == "since" and isinstance(value, int):
        return _elapsed(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return say_option(workflow, fact, value) if isinstance(value, str) else str(value)


def say_option(workflow: Workflow, fact: Fact, name: str) -> str:
    """An option by name, with its number where people use it."""
    kind = kind_of(workflow, fact)
    said = plain(name) if kind is None else shown_option(kind, name)
    if isinstance(kind, ChooseAny) and kind.numbered and name in kind.names:
        return f"{said} ({kind.names.index(name) + 1})"
    return said


def _elapsed(microseconds: int) -> str:
    days, rest = divmod(microseconds, DAY)
    return str(Duration(days=days)) if days > 1 else str(Duration(minutes=(days * DAY + rest) // MINUTE))


# --- tests ----------------------------------------------------------------------------------------------------------
def say_bound(workflow: Workflow, test: Test, bound: object) -> str:
    """The right-hand side of a test; *bound* is its value where it is known."""
    if isinstance(test.value, LimitName):
        own = workflow.limit_by_name[test.value.name].amount
        said = as_written(own if own == bound else bound)
        return f"{said} ({workflow.called_plainly(test.value.name)})"
    if isinstance(test.value, Fact):
        known = "" if bound is None else f"{say_value(workflow, test.value, bound)}, "
        return f"{known}{say_fact(workflow, test.value)}" if known else say_fact(workflow, test.value)
    if isinstance(test.value, tuple):
        last = "and" if test.op == "include_all" else "or"
        return listed((say_option(workflow, test.fact, name) for name in test.value), last)
    return as_written(bound)


def say_reading(workflow: Workflow, test: Test, value: object, bound: object, *, holds: bool) -> str:
    """What a test found: the fact, its value, and what is needed where the test does not hold."""
    return joined((reading(workflow, test, value, bound, holds=holds),))


def reading(workflow: Workflow, test: Test, value: object, bound: object, *, holds: bool) -> Clause:
    """The same as a clause, to be put together with others."""
    if test.fact.kind == "form":
        return Clause(say_test(workflow, test, holds=holds))
    if test.fact.kind == "unfavorable":
        return _counted(workflow, test, value, bound, holds=holds)
    found = _found(workflow, test, value)
    if not holds:
        return _failed(workflow, test, value, bound, found)
    return Clause(found, SO, (_need(workflow, test, bound),) if test.op in COMPARISONS else ())


def _failed(workflow: Workflow, test: Test, value: object, bound: object, found: str) -> Clause:
    """A test that does not hold: what is needed, or which of the options that must all be there are missing."""
    absent = value is None or value == ()
    if test.op == "include_all" and isinstance(test.value, tuple):
        given = value if isinstance(value, tuple) else ()
        words = tuple(say_option(workflow, test.fact, name) for name in test.value if name not in given)
        return Clause(found, MISSING, words, absent=absent)
    return Clause(found, NEEDED, (_need(workflow, test, bound),), absent=absent)


def _found(workflow: Workflow, test: Test, value: object) -> str:
    if test.fact.kind == "times":
        return f"{workflow.shown(test.fact.name)} was made {_often(str(value))}"
    fact = say_fact(workflow, test.fact)
    if value is None:
        return (
            f"{workflow.shown(test.fact.name)} has not happened"
            if test.fact.kind == "since"
            else f"{fact}: no answer"
        )
    link = ":" if isinstance(value, tuple) else " is"
    return f"{fact}{link} {say_value(workflow, test.fact, value)}"


def _often(count: str) -> str:
    return "once" if count == "1" else f"{count} times"


def _need(workflow: Workflow, test: Test, bound: object) -> str:
    if test.value is None:
        return "at least one"
    if isinstance(test.value, Fact) and bound is None:
        return f"an answer to {say_fact(workflow, test.value)}"
    words = say_bound(workflow, test, bound)
    return f"{plain(test.op)} {words}" if test.op in COMPARISONS else words


def say_count(workflow: Workflow, form: str, count: int) -> str:
    """So many unfavorable answers; the form is named where another one has scored questions too."""
    return f"{count} {_many(say_fact(workflow, Fact('unfavorable', '', form)), count)}"


def _many(what: str, count: object) -> str:
    """Unfavorable answers as they are counted: one of them is an answer."""
    return what.replace("answers", "answer", 1) if count == 1 else what


def _counted(workflow: Workflow, test: Test, value: object, bound: object, *, holds: bool) -> Clause:
    what, need = say_fact(workflow, test.fact), (_need(workflow, test, bound),)
    if not isinstance(value, int):
        return Clause(f"no sheet to count {what} on", NEEDED, need, absent=True)
    found = say_count(workflow, test.fact.form, value)
    if not holds:
        return Clause(found, NEEDED, need)
    if isinstance(test.value, Fact):
        return Clause(found, SO, need)
    return Clause(f"{plain(test.op) if test.op in COMPARISONS else 'exactly'} {bound} {_many(what, bound)}: {value}")


def say_test(workflow: Workflow, test: Test, *, holds: bool = True) -> str:
    """What a test asks (or its negation), without any values but those of the file."""
    fact, no = say_fact(workflow, test.fact), "" if holds else "not "
    if test.op == "complete":
        return f"{fact} is {'' if holds == test.value else 'not '}complete"
    if test.op == "changed_since":
        return f"{fact} has {no}changed since {workflow.shown(str(test.value))}"
    if not holds and test.op in OPPOSITE and test.fact.kind in NEVER_ABSENT and not isinstance(test.value, Fact):
        return say_test(workflow, attrs.evolve(test, op=OPPOSITE[test.op]))
    if test.fact.kind in {"unfavorable", "times"}:
        return _say_number(workflow, test, fact, no)
    if test.op in {"include", "include_all"}:
        return _say_chosen(workflow, test, fact, holds=holds)
    how = f"{plain(test.op)} " if test.op in COMPARISONS else ""
    return f"{fact} is {no}{how}{_declared(workflow, test)}"


def _say_number(workflow: Workflow, test: Test, fact: str, no: str) -> str:
    """How many unfavorable answers, or how often a move was made."""
    how = f"{plain(test.op) if test.op in COMPARISONS else 'exactly'} {_declared(workflow, test)}"
    if test.fact.kind == "unfavorable":
        return f"{no}{how} {_many(fact, _amount(workflow, test))}"
    if isinstance(test.value, Fact):
        return f"{fact} is {no}{how}"
    return f"{workflow.shown(test.fact.name)} was {no}made {how} times".replace(" 1 times", " once")


def _say_chosen(workflow: Workflow, test: Test, fact: str, *, holds: bool) -> str:
    if test.value is None:
        return f"{'something' if holds else 'nothing'} is chosen under {fact}"
    return f"{fact} {'include' if holds else 'do not include'} {_declared(workflow, test)}"


def _declared(workflow: Workflow, test: Test) -> str:
    """The right-hand side with the number the file states for a limit."""
    return say_bound(workflow, test, _amount(workflow, test))


def _amount(workflow: Workflow, test: Test) -> object:
    if isinstance(test.value, LimitName):
        return workflow.limit_by_name[test.value.name].amount
    return None if isinstance(test.value, Fact) else test.value


# --- conditions -----------------------------------------------------------------------------------------------------
def say_who(workflow: Workflow, who: Who) -> str:
    """Some people in words."""
    return listed((workflow.shown(part) for part in who.parts), "and")


def say_condition(workflow: Workflow, name: str, *, holds: bool = True) -> str:
    """What a condition asks (or its negation): its own tests in full, the conditions it stands on by name."""
    condition = workflow.condition_by_name[name]
    if _single(condition):
        return say_test(workflow, condition.tests[0], holds=holds)
    words = " and ".join(_parts(workflow, condition))
    return words if holds else f"it is not so that {words}"


def _single(condition: Condition) -> bool:
    """Whether a condition is one test and nothing else, so that its negation can be said by negating the test."""
    return len(condition.tests) == 1 and not condition.parts and condition.who is None


def _parts(workflow: Workflow, condition: Condition) -> list[str]:
    own = [say_test(workflow, test) for test in condition.tests]
    if condition.who is not None and own:
        own = [f"for {say_who(workflow, condition.who)} {' and '.join(own)}"]
    named = [f"{workflow.worded(part)} is yes" for part in condition.all_of]
    if condition.any_of:
        named.append(f"{listed(workflow.worded(part) for part in condition.any_of)} is yes")
    return [*own, *named, *(f"{workflow.worded(part)} is no" for part in condition.none_of)]


def say_change(workflow: Workflow, changes: Iterable[tuple[Fact, object, object]]) -> str:
    """What would have to be otherwise: ``if fit were good instead of poor``."""
    said = (
        f"{say_fact(workflow, one)} were {say_value(workflow, one, new)} instead of {say_value(workflow, one, old)}"
        for one, old, new in changes
    )
    return f"if {' and '.join(said)}"
