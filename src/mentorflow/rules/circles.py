"""
Conditions that stand on themselves, directly or through a question that is asked only if they hold (ruling 9).

Part of the builder; works on the checked plain data, and marks what goes in a circle as broken so that nothing
further looks into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentorflow.rules.whose import PARTS, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.desk import Desk
    from mentorflow.rules.whose import Reads
    from mentorflow.rules.workflow import Fact


def circles(desk: Desk, known: Reads, forms: Iterable[dict[str, Any]]) -> None:
    """Tell of each circle once, at its first condition in the file."""
    asked_if = {form["name"]: [field for field in form["fields"] if field["asked_if"]] for form in forms}
    steps = {name: _next(plain, asked_if) for name, plain in known.conditions.items()}
    told: set[str] = set()
    for name, plain in known.conditions.items():
        circle = () if name in told else _circle(steps, name)
        told.update(circle)
        if circle and not any(desk.is_broken("condition", each) for each in circle):
            way = " -> ".join([*circle, name])
            message = f"whether '{name}' holds depends on whether it holds: {way}."
            desk.report("circular-condition", message, plain["span"], way_out="Take one of these steps out.")
        desk.broken.update(("condition", each) for each in circle)


def _next(plain: dict[str, Any], asked_if: dict[str, list[dict[str, Any]]]) -> tuple[str, ...]:
    """The conditions that have to be known before this one: its parts, and what its questions are asked if."""
    found = [part for key in PARTS for part in plain[key]]
    facts = [fact for test in plain["tests"] for fact in facts_of(test)]
    for fact in facts:
        found += [field["asked_if"] for field in asked_if.get(fact.form, ()) if _is_read(fact, field)]
    return tuple(dict.fromkeys(found))


def _is_read(fact: Fact, field: dict[str, Any]) -> bool:
    """Whether a fact reads this question of its form: by name, or because it is scored."""
    if fact.kind == "unfavorable":
        return field["unfavorable"] is not None
    return fact.kind == "field" and fact.name == field["name"]


def _circle(steps: dict[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The shortest way from a condition back to itself; empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = set()
    for way in ways:
        for step in steps.get(way[-1], ()):
            if step == start:
                return way
            if step not in seen:
                seen.add(step)
                ways.append((*way, step))
    return ()
