"""Short ways to write parts of a workflow down, and the people and roles that the family shares."""

from __future__ import annotations

from typing import Any

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import (
    Cell,
    Fact,
    Move,
    Option,
    Role,
    Row,
    Who,
)

EITHER, EACH, OTHER = Who(("either partner",)), Who(("each partner",)), Who(("other partner",))
MENTEE, MENTOR, GUIDE, KIN = Who(("mentee",)), Who(("mentor",)), Who(("guide",)), Who(("kin",))
EVERYBODY = Who(("each partner", "guide"))
ROLES = (
    Role("mentee", "partners", "Mentee"),
    Role("mentor", "partners", "Mentor"),
    Role("guide", "staff", "Guide"),
    Role("kin", "others", "Kin"),
)
HOUR = Duration(minutes=60)


def days(count: int) -> Duration:
    """So many days."""
    return Duration(days=count)


def options(*names: str) -> tuple[Option, ...]:
    """Options whose texts are their names."""
    return tuple(Option(name, name) for name in names)


def move(name: str, by: Who, to: str, home: str, **more: Any) -> Move:
    """A move; one of any time says in which states."""
    return Move(name, by, to, home, **more)


def of_field(form: str, name: str) -> Fact:
    """What was answered to a question."""
    return Fact("field", name, form)


def row(to: str, **more: Any) -> Row:
    """A line of a table: ``yes`` and ``no`` are the conditions that must and must not hold."""
    cells = [Cell(name, wanted=True) for name in more.pop("yes", ())]
    cells += [Cell(name, wanted=False) for name in more.pop("no", ())]
    return Row(tuple(cells), to, **more)
