"""
What happened in scenarios that were played, as an overlay for a drawing: which ways were taken, and in what order.

Read off the records alone; nothing is guessed from what a scenario expects.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs

from mentorflow.states.explain import Act
from mentorflow.tools.draw.shapes import Overlay
from mentorflow.tools.draw.ways import BACK_KEY, START, TABLE, Course, row_key, way_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.play import Play
    from mentorflow.rules.workflow import Workflow
    from mentorflow.states.decision import Decision
    from mentorflow.states.records import Record
    from mentorflow.tools.draw.shapes import Key

_KINDS = {"start": "start", "move": "move", "fall": "deadline", "submit": "complete", "sign": "complete"}


@attrs.frozen
class _Step:
    """One record: what was taken in it, and whether it led anywhere."""

    keys: tuple[Key, ...]
    onward: bool


def coverage(workflow: Workflow, plays: Iterable[Play]) -> Overlay:
    """What all the scenarios take together."""
    course, every = Course(workflow), tuple(plays)
    used = {key for play in every for step in _steps(course, play) for key in step.keys}
    return Overlay("coverage", f"What {len(every)} scenarios exercise", frozenset(used))


def history(workflow: Workflow, play: Play) -> Overlay:
    """One life; what leads on is numbered in the order it happened."""
    steps = tuple(_steps(Course(workflow), play))
    onward = (step for step in steps if step.onward)
    numbers = tuple((key, number) for number, step in enumerate(onward, 1) for key in step.keys)
    used = frozenset(key for step in steps for key in step.keys)
    ways = tuple((key, number) for key, number in numbers if key[0] != "state")
    return Overlay("history", f"Scenario: {play.scenario.name.replace('_', ' ')}", used, ways)


def _steps(course: Course, play: Play) -> Iterator[_Step]:
    decisions = chain.from_iterable(played.decisions for played in play.steps)
    for decision in chain.from_iterable((*whole.before, whole) for whole in decisions):
        if isinstance(decision.why, Act) and decision.record is not None and decision.record.change.made:
            yield from _of_record(course, _before(decision), decision.record)


def _before(decision: Decision) -> str:
    """The state an act was done in; empty for a start."""
    act, record = decision.why, decision.record
    started = record is not None and record.kind == "start"
    return START if started or not isinstance(act, Act) else act.p.state


def _of_record(course: Course, source: str, record: Record) -> Iterator[_Step]:
    """The first way is that of the act; the others are those of forms that were complete on arrival."""
    tables = [f"{TABLE}{taken.routing}" for taken in record.rows]
    rows = tuple(row_key(taken.routing, taken.index) for taken in record.rows)
    for number, target in enumerate(record.entered or ("",)):
        dests = (BACK_KEY, target, *tables) if record.change.back else (target, *tables)
        ways = tuple(_taken(course, source, dests, record, first=number == 0))
        if ways or target:
            place = (("state", target),) if target else ()
            to_table = any(way[4].startswith(TABLE) for way in ways)
            yield _Step((*ways, *(rows if to_table else ()), *place), onward=bool(target))
        source = target


def _taken(course: Course, source: str, dests: tuple[str, ...], record: Record, *, first: bool) -> Iterator[Key]:
    """The ways that fit a record: by its own name, or by a form that it found complete."""
    kind = _KINDS.get(record.kind, "")
    done = {*record.change.completed, *record.change.consumed, *((record.name,) if kind == "complete" else ())}
    for way in course.ways:
        own = first and (way.edge.kind, way.edge.trigger) == (kind, record.name)
        by_form = way.edge.kind in {"complete", "changed"} and way.edge.trigger in done
        if way.source == source and way.dest in dests and (own or by_form):
            yield way_key(way.edge.kind, way.edge.trigger, source, way.dest)
