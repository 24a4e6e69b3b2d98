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
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Kind,
    LengthOfTime,
    Move,
    Tick,
    WholeNumber,
    Workflow,
)
from mentorflow.testing.drawing import Choose, Drawing
from tests.properties.acting import METHODS, Act
from tests.properties.answering import answer, answers, around
from tests.reference import Reference, falling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.properties.family import Case
    from tests.reference.story import Story

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
    cast = drawing.one(case.casts)
    for role, held in cast.items():
        people = [held] if isinstance(held, str) else list(held or ())
        story.add("bound", 0, BEGINNINGS[0], role=role, people=people)
    by = drawing.one([person for person, _ in story.meant(move.by)])
    args: dict[str, Any] = {"people": dict(cast), "by": by, "at": drawing.one(BEGINNINGS)}
    limits = {}
    for limit in case.workflow.limits:
        if isinstance(limit.lowest, Duration) and isinstance(limit.highest, Duration) and drawing.chance(40):
            limits[limit.name] = str(drawing.one((limit.lowest, *_longer(limit.lowest), limit.highest)))
    if limits:
        args["limits"] = limits
    return _with_details(case, drawing, story, Act("start", move.name, args))


def _longer(lowest: Duration) -> tuple[Duration, ...]:
    """Nine days more, where it is counted in days."""
    return (Duration(days=lowest.days + 9),) if lowest.days else ()


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
    held = [each for cast in case.casts for each in cast.values() if each is not None]
    people = [person for each in held for person in ([each] if isinstance(each, str) else each)]
    return list(dict.fromkeys(people))


def move_details(drawing: Drawing, story: Story, move: Move, args: Mapping[str, Any]) -> dict[str, Any]:
    """What a move asks, and whom it assigns."""
    more: dict[str, Any] = {}
    if move.asks:
        given = {field.name: answer(drawing, story, field.kind, args["at"]) for field in move.asks}
        more["answers"] = {name: value for name, value in given.items() if not drawing.chance(15)}
    if move.assigns:
        more["people"] = {role: _newcomer(drawing, story, role) for role in move.assigns}
    return more


def _newcomer(drawing: Drawing, story: Story, role: str) -> Any:
    """Somebody new, somebody who holds the role already, several, or somebody who holds another role."""
    somebody, held = [f"new_{role}", f"other_{role}"], story.holders(role)
    roles = [one.name for one in story.workflow.roles]
    elsewhere = [person for other in roles for person in story.holders(other)]
    return drawing.one([*somebody, *somebody, *held, somebody, *elsewhere])


def facts(case: Case, drawing: Drawing) -> dict[str, Any]:
    """What the host says: mostly that all is well, else something close to a bound."""
    told = dict(case.friendly)
    for fact in case.workflow.facts:
        if drawing.chance(15):
            told[fact.name] = _near_bounds(case.workflow, drawing, fact.name, fact.kind)
    return told


def facts_of(case: Case, seed: int) -> dict[str, Any]:
    """What the host might say, chosen by a seed."""
    return facts(case, Drawing(random.Random(seed).randrange))  # noqa: S311 - a repeatable choice


def _near_bounds(workflow: Workflow, drawing: Drawing, name: str, kind: Kind) -> Any:
    if isinstance(kind, ChooseOne):
        return drawing.one(kind.names)
    if isinstance(kind, ChooseAny):
        return [option for option in kind.names if drawing.chance(50)]
    if isinstance(kind, Tick):
        return drawing.one((True, False))
    tests = [test for condition in workflow.conditions for test in condition.tests if test.fact.name == name]
    if isinstance(kind, LengthOfTime):
        ends = [workflow.limit_by_name[end].amount if isinstance(end, str) else end for end in (kind.low, kind.high)]
        bounds = [test.value for test in tests if isinstance(test.value, Duration)]
        return str(drawing.one([*ends, *bounds]))
    assert isinstance(kind, WholeNumber)
    return drawing.one([kind.low, kind.high, *around(workflow, kind, tests)])
