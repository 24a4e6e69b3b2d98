"""
Conditions, read as a coordinator would read them aloud: every line must hold, what is absent says no.

``paper`` is the one sheet that is being read (form and answers): the row's, or the one being filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import Condition, Fact, Field, Form, LengthOfTime, LimitName, Routing, Test, Tick
from tests.reference import clock
from tests.reference.answers import length_of_time

if TYPE_CHECKING:
    import datetime as dt

    from tests.reference.story import Story

Paper = tuple[str, Mapping[str, Any]] | None


class Judge:
    """A story, the host's facts and an instant: enough to say yes or no."""

    def __init__(self, story: Story, facts: Mapping[str, Any], at: dt.datetime) -> None:
        self.story = story
        self.facts = facts
        self.at = at

    # --- conditions -------------------------------------------------------------------------------------------------
    def holds(self, name: str, paper: Paper = None) -> bool:
        """Whether a condition holds."""
        condition = self.story.workflow.condition_by_name[name]
        if any(not self.holds(part, paper) for part in condition.all_of):
            return False
        if any(self.holds(part, paper) for part in condition.none_of):
            return False
        if condition.any_of and not any(self.holds(part, paper) for part in condition.any_of):
            return False
        if condition.who is None:
            return all(self.passes(test, paper) for test in condition.tests)
        return self._holds_over(condition)

    def _holds_over(self, condition: Condition) -> bool:
        form = next(test.fact.form for test in condition.tests if test.fact.form)
        sheets = self.story.round(form)["sheets"]
        assert condition.who is not None
        verdicts = []
        for person, _ in self.story.meant(condition.who):
            if person in sheets:
                paper = (form, sheets[person]["answers"])
                verdicts.append(all(self.passes(test, paper) for test in condition.tests))
            else:
                verdicts.append(False)
        if condition.who.parts == ("either partner",):
            return any(verdicts)
        return bool(verdicts) and all(verdicts)

    def passes(self, test: Test, paper: Paper) -> bool:
        """Whether one line of a condition holds."""
        if test.fact.kind == "form":
            return self._form_passes(test)
        if test.fact.kind == "since":
            return self._time_passes(test)
        value = self.value(test.fact, paper)
        return value is not None and self._compares(test, value, paper)

    def _compares(self, test: Test, value: Any, paper: Paper) -> bool:
        if test.op == "is":
            return self._is(test, value)
        if test.op == "include":
            return bool(value) if test.value is None else any(option in value for option in test.value)  # type: ignore[union-attr]
        if test.op == "include_all":
            return all(option in value for option in test.value)  # type: ignore[union-attr]
        bound = self.bound(test.value, paper)
        if bound is None:
            return False
        return ordered(test.op, plain(value), plain(bound))

    def _is(self, test: Test, value: Any) -> bool:
        wanted = test.value
        if isinstance(value, bool):
            return ("yes" if value else "no") in wanted  # type: ignore[operator]
        if isinstance(wanted, tuple):
            return value in wanted
        return bool(value == wanted)

    def _form_passes(self, test: Test) -> bool:
        form = self.story.workflow.form_by_name[test.fact.form or test.fact.name]
        if test.op == "complete":
            return bool(self.story.round(form.name)["complete"]) is test.value
        return self._changed_since(form, str(test.value))

    def _changed_since(self, form: Form, moment: str) -> bool:
        past = self.story.moments(moment)
        sheets = list(self.story.round(form.name)["sheets"].values())
        if not sheets or self.story.missing_sheets(form):
            return False
        return not past or all(sheet["seq"] > past[-1][0] for sheet in sheets)

    def _time_passes(self, test: Test) -> bool:
        past = self.story.moments(test.fact.name)
        if not past:
            return False
        bound = self.bound(test.value, None)
        assert isinstance(bound, Duration)
        began = past[-1][1]
        if bound.minutes:
            return ordered(test.op, self.at - began, bound.minutes * clock.MINUTE)
        zone = self.story.workflow.timezone
        today = clock.day_on_the_wall(self.at, zone)
        return ordered(test.op, today, clock.days_later(clock.day_on_the_wall(began, zone), bound))

    # --- values -----------------------------------------------------------------------------------------------------
    def bound(self, value: Any, paper: Paper) -> Any:
        """The right-hand side of a comparison."""
        if isinstance(value, LimitName):
            return self.story.limit(value.name)
        return self.value(value, paper) if isinstance(value, Fact) else value

    def value(self, fact: Fact, paper: Paper) -> Any:
        """What a fact is; None when it is absent."""
        if fact.kind == "host":
            told = self.facts[fact.name]
            kind = next(one.kind for one in self.story.workflow.facts if one.name == fact.name)
            return length_of_time(told) if isinstance(kind, LengthOfTime) else told
        if fact.kind == "count":
            return self.story.count(fact.name)
        if fact.kind == "times":
            return len(self.story.moments(fact.name))
        form = self.story.workflow.form_by_name[fact.form]
        answers = self._answers(form, paper)
        if fact.kind == "unfavorable":
            return self.unfavorable(form, answers)
        field = form.field(fact.name)
        assert field is not None
        return self.answer(form, field, answers)

    def _answers(self, form: Form, paper: Paper) -> Mapping[str, Any]:
        if paper is not None and paper[0] == form.name:
            return paper[1]
        if form.copy_each:
            return {}
        sheets = list(self.story.round(form.name)["sheets"].values())
        return sheets[0]["answers"] if sheets else {}

    def answer(self, form: Form, field: Field, answers: Mapping[str, Any]) -> Any:
        """What was answered, where the question was asked."""
        if field.asked_if is not None and not self.holds(field.asked_if, (form.name, answers)):
            return None
        if isinstance(field.kind, Tick) and answers:
            # On a sheet that was handed in, a statement that was left open is one not agreed to.
            return answers.get(field.name) is True
        return answers.get(field.name)

    def unfavorable(self, form: Form, answers: Mapping[str, Any]) -> int:
        """How many answers of a sheet are unfavorable."""
        return len([field for field in form.fields if self._is_unfavorable(form, field, answers)])

    def _is_unfavorable(self, form: Form, field: Field, answers: Mapping[str, Any]) -> bool:
        if field.unfavorable is None:
            return False
        value = self.answer(form, field, answers)
        if value is None:
            return False
        if isinstance(field.unfavorable, Test):
            return self._compares(field.unfavorable, value, (form.name, answers))
        if isinstance(value, tuple):
            return any(one in field.unfavorable for one in value)
        return ({True: "yes", False: "no"}[value] if isinstance(value, bool) else value) in field.unfavorable

    # --- tables -----------------------------------------------------------------------------------------------------
    def row(self, routing: Routing) -> int:
        """The number of the row that fits; where sheets differ, the one higher up."""
        if routing.row_for is None:
            return self._row(routing, None)
        assert routing.form is not None
        sheets = self.story.round(routing.form)["sheets"].values()
        return min(self._row(routing, (routing.form, sheet["answers"])) for sheet in sheets)

    def _row(self, routing: Routing, paper: Paper) -> int:
        fitting = [
            number
            for number, row in enumerate(routing.rows)
            if all(self.holds(cell.condition, paper) is cell.wanted for cell in row.cells)
        ]
        assert len(fitting) == 1, f"{routing.name}: rows {fitting} fit"
        return fitting[0]


def plain(value: Any) -> Any:
    """A value that can be compared with ``<``."""
    return clock.in_minutes(value) if isinstance(value, Duration) else value


def ordered(op: str, value: Any, bound: Any) -> bool:
    """The four comparisons."""
    if op == "more_than":
        return bool(value > bound)
    if op == "at_least":
        return bool(value >= bound)
    if op == "fewer_than":
        return bool(value < bound)
    assert op == "at_most", op
    return bool(value <= bound)
