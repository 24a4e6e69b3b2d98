"""Answers that somebody might give: at the bounds of each question, all good, all bad, or wrong now and then."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Date,
    Field,
    Form,
    Kind,
    LengthOfTime,
    LimitName,
    ListOf,
    Test,
    Text,
    Texts,
    Tick,
    WholeNumber,
    Workflow,
)
from tests.reference import clock
from tests.reference.answers import length_of_time
from tests.reference.judging import Judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mentorflow.testing.drawing import Drawing
    from tests.reference.story import Story


def answers(drawing: Drawing, story: Story, form: Form, args: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet: all good, all bad, or mixed; now and then with something missing or wrong."""
    mood = drawing.one(("good", "bad", "mixed", "mixed"))
    sheet: dict[str, Any] = {}
    for field in form.fields:
        sheet[field.name] = _in_mood(drawing, story, form, field, mood, args)
        if field.optional and drawing.chance(30):
            del sheet[field.name]
    if drawing.chance(6):
        sheet.pop(drawing.one(form.fields).name, None)
    if drawing.chance(4):
        sheet[drawing.one(form.fields).name] = object
    return sheet


def _in_mood(drawing: Drawing, story: Story, form: Form, field: Field, mood: str, args: Mapping[str, Any]) -> Any:
    value = answer(drawing, story, field.kind, args["at"])
    if field.unfavorable is None or mood == "mixed":
        return _sharpened(drawing, story, field, value)
    judge = Judge(story, args.get("facts", {}), args["at"])
    candidates = [value, *_sharp(story, field), *(answer(drawing, story, field.kind, args["at"]) for _ in range(3))]
    for one in candidates:
        if judge._is_unfavorable(form, field, {field.name: _read(one, field)}) is (mood == "bad"):  # noqa: SLF001
            return one
    return value


def _read(raw: Any, field: Field) -> Any:
    """An answer as the reference keeps it."""
    return length_of_time(raw) if isinstance(field.kind, LengthOfTime) else raw


def _sharpened(drawing: Drawing, story: Story, field: Field, value: Any) -> Any:
    sharp = _sharp(story, field)
    return drawing.one(sharp) if sharp and drawing.chance(60) else value


def _sharp(story: Story, field: Field) -> list[Any]:
    """Answers at the bounds of a question and around the threshold that makes them unfavorable."""
    if isinstance(field.kind, ChooseOne):
        return list(field.kind.names)
    if not isinstance(field.kind, WholeNumber):
        return []
    near = [field.kind.low, field.kind.high]
    if isinstance(field.unfavorable, Test):
        near += around(story.workflow, field.kind, [field.unfavorable])
        near += around(
            story.workflow, field.kind, [attrs.evolve(field.unfavorable, value=_now(story, field.unfavorable))]
        )
    return near


def _now(story: Story, test: Test) -> Any:
    judge = Judge(story, {}, story.last_at())
    return judge.bound(test.value, None)


def answer(drawing: Drawing, story: Story, kind: Kind, at: dt.datetime) -> Any:  # noqa: PLR0911
    """An answer of a kind."""
    if isinstance(kind, Text):
        return "words"
    if isinstance(kind, Texts):
        return ["one thing"] * kind.count
    if isinstance(kind, WholeNumber):
        return drawing.one((kind.low, kind.high, (kind.low + kind.high) // 2))
    if isinstance(kind, ChooseOne):
        return drawing.one(kind.names)
    if isinstance(kind, ChooseAny):
        return _some(drawing, kind)
    if isinstance(kind, LengthOfTime):
        return _length(drawing, story, kind)
    if isinstance(kind, Date):
        today = clock.day_on_the_wall(at, story.workflow.timezone)
        return today + dt.timedelta(days=drawing.one((0, -1, 0, 0, 1)))
    if isinstance(kind, Tick):
        return True
    assert isinstance(kind, ListOf)
    row = {field.name: answer(drawing, story, field.kind, at) for field in kind.fields}
    return [row] * max(1, kind.at_least)


def _some(drawing: Drawing, kind: ChooseAny) -> list[Any]:
    some: list[Any] = [name for name in kind.names if drawing.chance(25)]
    if kind.numbered and drawing.chance(25):
        some = [1 + drawing.choose(len(kind.names))]
    return some


def _length(drawing: Drawing, story: Story, kind: LengthOfTime) -> str:
    low, high = (story.limit(end) if isinstance(end, str) else end for end in (kind.low, kind.high))
    return str(drawing.one((low, high)))


def around(workflow: Workflow, kind: WholeNumber, tests: Sequence[Test]) -> list[int]:
    """Every threshold of some tests, one less and one more, inside the range."""
    bounds = [test.value for test in tests]
    amounts = [workflow.limit_by_name[one.name].amount if isinstance(one, LimitName) else one for one in bounds]
    near = {amount + step for amount in amounts if type(amount) is int for step in (-1, 0, 1)}
    return sorted(number for number in near if kind.low <= number <= kind.high)
