"""
Events for a workflow, drawn with an eye on where a partnership stands.

A uniform walk withdraws at once and never sees the deep states; so what is owed comes often, what ends everything
seldom, and what is rude (the wrong person, the wrong time, a wrong answer) now and then.
Instants lie around deadlines: a microsecond before, at the very instant, a microsecond after.
Every choice is a number asked of a ``Choose``, so that hypothesis and a seeded walk draw the same events.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from mentorflow.rules.calendar import Duration
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
    Move,
    Test,
    Text,
    Texts,
    Tick,
    WholeNumber,
    Workflow,
)
from tests.reference import Reference, clock, falling
from tests.reference.judging import Judge

if TYPE_CHECKING:
    from tests.properties.family import Case
    from tests.reference.story import Story

T = TypeVar("T")
Choose = Callable[[int], int]
"""A whole number from zero to less than the one handed over."""

# The afternoon before a clock change in Brazil, a leap day, a year's end: limits run into all of them.
BEGINNINGS = (
    dt.datetime(2017, 9, 29, 15, 30, tzinfo=dt.UTC),
    dt.datetime(2024, 2, 28, 22, 59, 59, 999_999, tzinfo=dt.UTC),
    dt.datetime(2025, 12, 31, 23, 30, tzinfo=dt.UTC),
)
MICRO = dt.timedelta(microseconds=1)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
STEPS = (dt.timedelta(), MICRO, HOUR, 7 * HOUR, DAY, 3 * DAY, 40 * DAY)
STRANGER = "eve"


@attrs.frozen
class Ticked:
    """What a tick came to, in the shape of a decision."""

    partnership: Any
    records: tuple[Any, ...]
    outcome: str = "ticked"
    accepted: bool = False
    refusals: tuple[Any, ...] = ()
    warnings: tuple[Any, ...] = ()

    @property
    def notices(self) -> tuple[Any, ...]:
        """The notices of all that fell."""
        return tuple(notice for record in self.records for notice in record.notices)

    @property
    def effects(self) -> tuple[str, ...]:
        """The effects of all that fell."""
        return tuple(effect for record in self.records for effect in record.effects)

    def explain(self, to: str | None = None) -> str:
        """Nothing that would have to be explained."""
        return f"the clock was looked at (for {to})"


def ticked(flow: Any, p: Any, at: dt.datetime) -> Ticked:
    """A tick of a flow as one answer."""
    decisions = flow.tick(p, at=at)
    records = tuple(record for decision in decisions for record in decision.records)
    return Ticked(decisions[-1].partnership if decisions else p, records)


@attrs.frozen
class Act:
    """A call on ``Flow``: its method, what it names, and its arguments."""

    kind: str
    name: str
    args: Mapping[str, Any]

    def on_flow(self, flow: Any, p: Any) -> Any:
        """What the engine answers."""
        if self.kind == "tick":
            return ticked(flow, p, self.args["at"])
        if self.kind == "start":
            return flow.start(self.name, id="p-1", **self.args)
        return getattr(flow, METHODS[self.kind])(p, self.name, **self.args)

    def on_reference(self, reference: Reference) -> Any:
        """What the reference answers."""
        if self.kind == "tick":
            return reference.tick(at=self.args["at"])
        return getattr(reference, "start" if self.kind == "start" else METHODS[self.kind])(self.name, **self.args)


METHODS = {
    "move": "fire",
    "submit": "submit",
    "sign": "sign",
    "open": "open_form",
    "close": "close_form",
    "lift": "lift",
}


class Drawing:
    """Choices among things, by numbers."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose

    def one(self, things: Sequence[T]) -> T:
        """One of several things."""
        return things[self.choose(len(things))]

    def chance(self, percent: int) -> bool:
        """Yes so often in a hundred; the smallest number says no."""
        return self.choose(100) >= 100 - percent

    def weighted(self, things: Sequence[tuple[int, T]]) -> T:
        """One of several things, each as likely as its weight."""
        number = self.choose(sum(weight for weight, _ in things))
        for weight, thing in things:
            number -= weight
            if number < 0:
                return thing
        raise AssertionError


# --- whole lives ----------------------------------------------------------------------------------------------------
@st.composite
def lives(draw: st.DrawFn, case: Case, most: int = 24) -> list[Act]:
    """A start and the acts after it, some of them refused."""
    length = draw(st.integers(min_value=1, max_value=most))
    return live(case, lambda below: draw(st.integers(min_value=0, max_value=below - 1)), length)


def walk(case: Case, seed: int, length: int) -> list[Act]:
    """The same from a seed, always alike."""
    return live(case, random.Random(seed).randrange, length)  # noqa: S311 - a repeatable walk


def live(case: Case, choose: Choose, length: int) -> list[Act]:
    """A life, drawn beside a reference that says where it stands."""
    drawing, reference = Drawing(choose), Reference(case.workflow)
    acts: list[Act] = []
    for _ in range(length):
        act = next_act(case, drawing, reference.story)
        act.on_reference(reference)
        acts.append(act)
        if reference.story.begun() and not reference.story.live() and drawing.chance(40):
            break
    return acts


def next_act(case: Case, drawing: Drawing, story: Story) -> Act:
    """An act that may well happen next."""
    if not story.begun():
        return _start(case, drawing)
    at = instant(drawing, story)
    if drawing.chance(8):
        return Act("tick", "", {"at": at})
    later = settled(story, at)
    act = drawing.weighted(menu(case, later))
    if drawing.chance(7):
        act = drawing.weighted(rude(case))
    return _with_details(case, drawing, later, attrs.evolve(act, args={"at": at, **act.args}))


def settled(story: Story, at: dt.datetime) -> Story:
    """Where a partnership stands when everything due has fallen."""
    reference = Reference(story.workflow)
    reference.story = story.copy()
    reference.tick(at=at)
    return reference.story


def instant(drawing: Drawing, story: Story) -> dt.datetime:
    """An instant a little later, or close to a deadline."""
    last = story.last_at()
    due = [one.at for one in falling.coming(story) if one.at > last]
    if due and drawing.chance(35):
        return max(last, drawing.one(due) + drawing.one((-MICRO, dt.timedelta(), MICRO)))
    return last + drawing.one(STEPS)


# --- what may happen ------------------------------------------------------------------------------------------------
def menu(case: Case, story: Story) -> list[tuple[int, Act]]:
    """Plausible acts with their weights."""
    return [*_moves(case, story), *_papers(story), *_keys(story), *_lifts(story), (1, _anybody(case, "submit", 0))]


def _moves(case: Case, story: Story) -> list[tuple[int, Act]]:
    state = story.state()
    offered = [*state.moves, *(move for move in story.workflow.moves if state.name in move.only_in)]
    found = []
    for move in offered if state.final is None else ():
        for person, _ in story.meant(move.by):
            weight = 1 if move.name in case.seldom else 3 if move.home == "any_time" else 12
            found.append((weight, Act("move", move.name, {"by": person})))
    return found


def _papers(story: Story) -> list[tuple[int, Act]]:
    found = []
    for form in story.workflow.forms:
        if story.window(form) and not story.in_use(form):
            missing = story.missing_sheets(form)
            found += [(30, Act("submit", form.name, {"by": person})) for person, _ in missing]
            found += [(1, Act("submit", form.name, {"by": person})) for person, _ in story.fillers(form)]
            if not missing:
                found += [(30, Act("sign", form.name, {"by": who})) for who, _ in story.missing_signatures(form)]
    return found


def _keys(story: Story) -> list[tuple[int, Act]]:
    found = []
    for form in story.workflow.forms:
        for role in form.opened_by:
            for person in story.holders(role):
                kind = "close" if story.opened(form) else "open"
                found.append((1 if kind == "close" else 15, Act(kind, form.name, {"by": person})))
    return found


def _lifts(story: Story) -> list[tuple[int, Act]]:
    moves = [move for move in story.state().moves if move.override]
    return [
        (2, Act("lift", condition, {"by": person, "reason": "for once"}))
        for move in moves
        for condition, role in move.override
        for person in story.holders(role)
    ]


def rude(case: Case) -> list[tuple[int, Act]]:
    """Acts at the wrong place or by the wrong person."""
    return [(1, _anybody(case, kind, number)) for kind in METHODS for number in range(3) if _names(case, kind)]


def _names(case: Case, kind: str) -> list[str]:
    workflow = case.workflow
    if kind == "move":
        return [name for name in workflow.move_names if name not in case.seldom]
    if kind == "lift":
        return list(dict.fromkeys(name for move in workflow.every_move() for name, _ in move.override))
    return [form.name for form in workflow.forms]


def _anybody(case: Case, kind: str, number: int) -> Act:
    """An act whose name and person are left to chance."""
    names = _names(case, kind)
    if not names:
        return Act("move", case.workflow.move_names[number % len(case.workflow.move_names)], {"by": STRANGER})
    return Act(kind, "?", {"by": "?", **({"reason": "why not"} if kind == "lift" else {})})


# --- details --------------------------------------------------------------------------------------------------------
def _start(case: Case, drawing: Drawing) -> Act:
    move = drawing.one(case.workflow.start)
    story = Reference(case.workflow).story
    for role, held in case.people.items():
        people = [held] if isinstance(held, str) else list(held)
        story.add("bound", 0, BEGINNINGS[0], role=role, people=people, left=[])
    by = drawing.one([person for person, _ in story.meant(move.by)])
    args: dict[str, Any] = {"people": dict(case.people), "by": by, "at": drawing.one(BEGINNINGS)}
    limits = {}
    for limit in case.workflow.limits:
        if isinstance(limit.lowest, Duration) and isinstance(limit.highest, Duration) and drawing.chance(40):
            limits[limit.name] = f"{drawing.one((limit.lowest.days, limit.lowest.days + 9, limit.highest.days))} days"
    if limits:
        args["limits"] = limits
    return _with_details(case, drawing, story, Act("start", move.name, args))


def _with_details(case: Case, drawing: Drawing, story: Story, act: Act) -> Act:
    workflow, args, name = case.workflow, dict(act.args), act.name
    name = drawing.one(_names(case, act.kind)) if name == "?" else name
    if args["by"] == "?":
        args["by"] = drawing.one([*_everybody(case), STRANGER])
    if act.kind in {"start", "move", "submit", "sign"}:
        args["facts"] = facts(case, drawing)
    if act.kind == "submit":
        args["answers"] = answers(drawing, story, workflow.form_by_name[name], args)
    if act.kind in {"start", "move"}:
        move = next(one for one in workflow.every_move() if one.name == name)
        args |= move_details(drawing, story, move, args)
    return Act(act.kind, name, args)


def _everybody(case: Case) -> list[str]:
    people: list[str] = []
    for held in case.people.values():
        people += [held] if isinstance(held, str) else held
    return people


def move_details(drawing: Drawing, story: Story, move: Move, args: Mapping[str, Any]) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if move.asks:
        given = {field.name: answer(drawing, story, field.kind, args["at"]) for field in move.asks}
        more["answers"] = {name: value for name, value in given.items() if not drawing.chance(15)}
    if move.assigns:
        more["people"] = {role: drawing.one([f"new_{role}", f"other_{role}"]) for role in move.assigns}
    return more


def facts(case: Case, drawing: Drawing) -> dict[str, Any]:
    """What the host says: mostly that all is well, else something close to a bound."""
    told = dict(case.friendly)
    for fact in case.workflow.facts:
        if drawing.chance(15):
            told[fact.name] = _near_bounds(case.workflow, drawing, fact.name, fact.kind)
    return told


def _near_bounds(workflow: Workflow, drawing: Drawing, name: str, kind: Kind) -> Any:
    if isinstance(kind, ChooseOne):
        return drawing.one(kind.names)
    assert isinstance(kind, WholeNumber)
    tests = [test for condition in workflow.conditions for test in condition.tests if test.fact.name == name]
    return drawing.one([kind.low, kind.high, *_around(workflow, kind, tests)])


def _around(workflow: Workflow, kind: WholeNumber, tests: Sequence[Test]) -> list[int]:
    """Every threshold of some tests, one less and one more, inside the range."""
    bounds = [test.value for test in tests]
    amounts = [workflow.limit_by_name[one.name].amount if isinstance(one, LimitName) else one for one in bounds]
    near = {amount + step for amount in amounts if type(amount) is int for step in (-1, 0, 1)}
    return sorted(number for number in near if kind.low <= number <= kind.high)


# --- answers --------------------------------------------------------------------------------------------------------
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
    judge = Judge(story, {}, args["at"])
    candidates = [value, *_sharp(story, field), *(answer(drawing, story, field.kind, args["at"]) for _ in range(3))]
    for one in candidates:
        if judge._is_unfavorable(form, field, {field.name: one}) is (mood == "bad"):  # noqa: SLF001
            return one
    return value


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
        near += _around(story.workflow, field.kind, [field.unfavorable])
        near += _around(
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
