"""
A guided search through the lives of a workflow: short walks from the most promising places reached so far.

A place is promising when few walks have begun in its state, and few there; what counts as a new place is a state with
the forms that are begun or complete and the last rows taken.
It is seeded, so that every run explores alike.
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.testing.drawing import Drawing
from tests.properties.family import cases
from tests.properties.strategies import next_act
from tests.reference import Reference
from tests.reference.story import Story

if TYPE_CHECKING:
    from tests.properties.acting import Act
    from tests.properties.family import Case

LEAST, MOST = 90, 600
STEPS = 7


@attrs.define
class Place:
    """Somewhere a walk has come to, and how often it was gone on from."""

    state: str | None
    acts: list[Act]
    story: Story
    visits: int = 0


@attrs.define
class Explored:
    """The states and rows reached, and for each thing that was new the acts that led there."""

    states: set[str] = attrs.Factory(set)
    rows: set[tuple[str, int]] = attrs.Factory(set)
    paths: list[list[Act]] = attrs.Factory(list)


def explored(case: Case) -> Explored:
    """What the search finds; worked out once for each workflow."""
    name = next(name for name, one in cases().items() if one is case)
    return _explored(name)


@cache
def _explored(name: str) -> Explored:
    case, drawing = cases()[name], Drawing(random.Random(name).randrange)  # noqa: S311 - a repeatable search
    found = Explored()
    places: dict[Any, Place] = {None: Place(None, [], Story(case.workflow))}
    visits: Counter[str | None] = Counter()
    for number in range(MOST):
        if number >= LEAST and _everything(case, found):
            break
        place = min(places.values(), key=lambda one: (visits[one.state], one.visits, len(one.acts)))
        place.visits += 1
        visits[place.state] += 1
        _go_on(case, drawing, place, places, found)
    return found


def _everything(case: Case, found: Explored) -> bool:
    """Whether every state and every row has been reached."""
    rows = {(routing.name, number) for routing in case.workflow.routing for number in range(len(routing.rows))}
    return found.rows >= rows and found.states >= {state.name for state in case.workflow.states}


def _go_on(case: Case, drawing: Drawing, place: Place, places: dict[Any, Place], found: Explored) -> None:
    """A short walk from a place, noting every new one."""
    acts, reference = list(place.acts), Reference(case.workflow)
    reference.story = place.story.copy()
    for _ in range(STEPS):
        act = next_act(case, drawing, reference.story)
        answered = act.on_reference(reference)
        if not answered.entries:
            continue
        acts.append(act)
        entered = {state for entry in answered.entries for state in entry.entered}
        rows = {row for entry in answered.entries for row in entry.rows}
        if not entered <= found.states or not rows <= found.rows:
            found.states |= entered
            found.rows |= rows
            found.paths.append(list(acts))
        if not reference.story.live():
            return
        here = Place(reference.story.state().name, list(acts), reference.story.copy())
        places.setdefault(_kind_of(here.story, rows), here)


def _kind_of(story: Story, rows: set[tuple[str, int]]) -> Any:
    """What makes two places alike."""
    forms = story.workflow.forms
    complete = tuple(form.name for form in forms if story.round(form.name)["complete"])
    begun = tuple(form.name for form in forms if story.round(form.name)["sheets"])
    return story.state().name, complete, begun, tuple(sorted(rows))
