"""
Conditions that stand on themselves, or on too many others, one on the other.

They do so directly or through a question that is asked only if a condition holds (ruling 9).
Part of the builder; works on the checked plain data, and marks what it tells of as broken so that nothing further
looks into it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mentorflow.rules.whose import PARTS, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.desk import Desk
    from mentorflow.rules.whose import Reads
    from mentorflow.rules.workflow import Fact

# Deciding works out what a condition stands on one inside the other, and Python counts how deep that goes.
MOST_LEVELS = 50


def circles(desk: Desk, known: Reads, forms: Iterable[dict[str, Any]]) -> None:
    """Tell of each circle once, at its first condition in the file."""
    asked_if = {form["name"]: [field for field in form["fields"] if field["asked_if"]] for form in forms}
    steps = {name: _next(plain, asked_if) for name, plain in known.conditions.items()}
    told: set[str] = set()
    for name in _left(steps):
        circle = () if name in told else _circle(steps, name)
        told.update(circle)
        if circle and not any(desk.is_broken("condition", each) for each in circle):
            way = " -> ".join(_with_questions(known, asked_if, [*circle, name]))
            message = f"whether '{name}' holds depends on whether it holds: {way}."
            desk.report("circular-condition", message, known.conditions[name]["span"],
                        way_out="Take one of these steps out.")  # fmt: skip
        desk.broken.update(("condition", each) for each in circle)
    _too_deep(desk, known, {name: on for name, on in steps.items() if name not in told})


def _too_deep(desk: Desk, known: Reads, steps: dict[str, tuple[str, ...]]) -> None:
    """Tell once, at the first in the file, of conditions that stand on each other in too many levels."""
    left = _left(steps)
    if left:
        message = f"'{left[0]}' stands on more than {MOST_LEVELS} conditions, one on the other."
        way_out = "Say it in fewer steps: one condition may name several others."
        desk.report("too-many-levels", message, known.conditions[left[0]]["span"], way_out=way_out)
    desk.broken.update(("condition", name) for name in left)


def _left(steps: dict[str, tuple[str, ...]]) -> list[str]:
    """The conditions that are in a circle, stand on one, or stand on others in too many levels; in file order."""
    left = steps
    for _ in range(MOST_LEVELS + 1):
        ready = {name for name, on in left.items() if not any(each in left for each in on)}
        left = {name: on for name, on in left.items() if name not in ready}
    return list(left)


def _next(plain: dict[str, Any], asked_if: dict[str, list[dict[str, Any]]]) -> tuple[str, ...]:
    """The conditions that have to be known before this one: its parts, and what its questions are asked if."""
    found = [part for key in PARTS for part in plain[key]]
    facts = [fact for test in plain["tests"] for fact in facts_of(test)]
    for fact in facts:
        found += [field["asked_if"] for field in asked_if.get(fact.form, ()) if _is_read(fact, field)]
    return tuple(dict.fromkeys(found))


def _with_questions(known: Reads, asked_if: dict[str, list[dict[str, Any]]], steps: list[str]) -> Iterator[str]:
    """The steps of a circle, with the question between two conditions where one is asked only if the other holds."""
    yield steps[0]
    for name, following in pairwise(steps):
        plain = known.conditions[name]
        facts = [fact for test in plain["tests"] for fact in facts_of(test)]
        asked = ((fact, field) for fact in facts for field in asked_if.get(fact.form, ()) if _is_read(fact, field))
        if all(following not in plain[key] for key in PARTS):
            yield from (f"{fact.form}.{field['name']}" for fact, field in asked if field["asked_if"] == following)
        yield following


def _is_read(fact: Fact, field: dict[str, Any]) -> bool:
    """Whether a fact reads this question of its form: by name, or because it is scored."""
    if fact.kind == "unfavorable":
        return field["unfavorable"] is not None
    return fact.kind == "field" and fact.name == field["name"]


def _circle(steps: dict[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The shortest way from a condition back to itself; empty when there is none."""
    before: dict[str, str] = {}
    pending = [start]
    for name in pending:
        for step in steps.get(name, ()):
            if step == start:
                return _way(before, name)
            if step not in before:
                before[step] = name
                pending.append(step)
    return ()


def _way(before: dict[str, str], name: str) -> tuple[str, ...]:
    """The steps to a condition from the one that nothing lies before."""
    way = [name]
    while way[-1] in before:
        way.append(before[way[-1]])
    return tuple(reversed(way))
