"""
What conditions read, and what is certain once they have come out in a certain way.

Works on names and tests alone; nothing here evaluates a condition or knows where it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.workflow import Fact, Test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.workflow import Cell, Condition, Form, Workflow

# Tests that say no where nothing was answered: when they hold, there is an answer.
_OF_FORMS = frozenset({"field", "form"})


def sheet(form: str) -> str:
    """The name of: everybody who has to fill the form in has done so."""
    return f"sheet of {form}"


def written(form: str) -> str:
    """The name of: somebody has put something into the form."""
    return f"something in {form}"


def happened(moment: str) -> str:
    """The name of: this state was entered, this move was made, this form was completed."""
    return f"happened {moment}"


# --- what is certain ------------------------------------------------------------------------------------------------
def certain(workflow: Workflow, name: str, *, wanted: bool) -> frozenset[str]:
    """What must be so where a condition holds, or where it does not; possibly nothing."""
    condition = workflow.condition_by_name[name]
    if wanted:
        found = frozenset[str]().union(*(_of_test(workflow, condition, test) for test in condition.tests))
        found = found.union(*(certain(workflow, part, wanted=True) for part in condition.all_of))
        found = found.union(*(certain(workflow, part, wanted=False) for part in condition.none_of))
        return found | _in_all(certain(workflow, part, wanted=True) for part in condition.any_of)
    if condition.tests:
        return frozenset()
    ways = [certain(workflow, part, wanted=False) for part in condition.all_of]
    ways += [certain(workflow, part, wanted=True) for part in condition.none_of]
    if condition.any_of:
        ways.append(frozenset[str]().union(*(certain(workflow, p, wanted=False) for p in condition.any_of)))
    return _in_all(ways)


def certain_of(workflow: Workflow, cells: Iterable[Cell]) -> frozenset[str]:
    """What must be so where a row fits."""
    return frozenset[str]().union(*(certain(workflow, cell.condition, wanted=cell.wanted) for cell in cells))


def incomplete(workflow: Workflow, cells: Iterable[Cell]) -> frozenset[str]:
    """The forms that must not be complete where a row fits: those of which it asks just that."""
    found = set[str]()
    for cell in cells:
        condition = workflow.condition_by_name[cell.condition]
        only = condition.tests[0] if len(condition.tests) == 1 and not condition.parts else None
        if only is not None and only.op == "complete" and (only.value is True) is not cell.wanted:
            found.add(only.fact.form)
    return frozenset(found)


def _in_all(ways: Iterable[frozenset[str]]) -> frozenset[str]:
    every = list(ways)
    return frozenset.intersection(*every) if every else frozenset()


def _of_test(workflow: Workflow, condition: Condition, test: Test) -> frozenset[str]:
    fact = test.fact
    if fact.kind in _OF_FORMS and test.value is not False:
        form = workflow.form_by_name[fact.form]
        of_all = not form.copy_each or (condition.who is not None and condition.who.is_each_partner)
        everybody = [sheet(form.name)] if of_all or fact.kind == "form" else []
        return frozenset([written(form.name), *everybody])
    if fact.kind == "since" or (fact.kind == "times" and _more_than_none(test)):
        return frozenset([happened(fact.name)])
    return frozenset()


def _more_than_none(test: Test) -> bool:
    """Whether a number must be above zero; limits that are compared with are above zero themselves."""
    if test.op == "more_than":
        return True
    return test.op == "at_least" and test.value != 0


# --- what is read ---------------------------------------------------------------------------------------------------
def conditions_behind(workflow: Workflow, names: Iterable[str]) -> tuple[Condition, ...]:
    """Conditions and all they are made of, each once."""
    seen: dict[str, Condition] = {}
    pending = list(names)
    while pending:
        name = pending.pop(0)
        if name not in seen:
            seen[name] = workflow.condition_by_name[name]
            pending += seen[name].parts
    return tuple(seen.values())


def facts_of(test: Test) -> tuple[Fact, ...]:
    """What a test reads on both sides."""
    return (test.fact, test.value) if isinstance(test.value, Fact) else (test.fact,)


def answers_read(workflow: Workflow, name: str) -> dict[str, tuple[Condition, Test]]:
    """
    The forms whose answers a condition reads, each with the condition and the test that does.

    A form is left out where the condition itself asks whether it is complete: then its absence is provided for.
    """
    found: dict[str, tuple[Condition, Test]] = {}
    asked: set[str] = set()
    for condition in conditions_behind(workflow, [name]):
        for test in condition.tests:
            if test.op in {"complete", "changed_since"}:
                asked.add(test.fact.form)
            for fact in (fact for fact in facts_of(test) if fact.kind != "form"):
                for form in forms_of(workflow, fact):
                    found.setdefault(form, (condition, test))
    return {form: where for form, where in found.items() if form not in asked}


def forms_of(workflow: Workflow, fact: Fact) -> Iterator[str]:
    """The form of a fact, and the forms that its marks are compared with."""
    if not fact.form:
        return
    yield fact.form
    if fact.kind == "unfavorable":
        for field in workflow.form_by_name[fact.form].fields:
            if isinstance(field.unfavorable, Test) and isinstance(field.unfavorable.value, Fact):
                yield field.unfavorable.value.form


def read_by_form(form: Form) -> tuple[str, ...]:
    """The conditions that decide which questions of a form are asked."""
    return tuple(dict.fromkeys(field.asked_if for field in form.fields if field.asked_if is not None))
