"""Workflows and partnerships made by hand for the tests of conditions and tables: no file is read."""

from __future__ import annotations

from typing import Any

import attrs

from mentorflow.diagnostics import Span
from mentorflow.rules.calendar import Duration
from mentorflow.rules.layout import Layout, layout_of
from mentorflow.rules.workflow import (
    Cell,
    ChooseAny,
    ChooseOne,
    Condition,
    Count,
    Date,
    Fact,
    Field,
    Form,
    HostFact,
    LengthOfTime,
    Limit,
    LimitName,
    Option,
    Role,
    Routing,
    Row,
    Share,
    Test,
    Text,
    Tick,
    Who,
    WholeNumber,
    Workflow,
)

FILE = "program.yaml"
EACH, EITHER = Who(("each partner",)), Who(("either partner",))
YES_NO = ChooseOne((Option("yes", "yes"), Option("no", "no")))
ROLES = (
    Role("mentee", "partners", "Mentee"),
    Role("mentor", "partners", "Mentor"),
    Role("coordinator", "staff", "Program coordinator"),
    Role("supervisor", "others", "Supervisor"),
)


@attrs.frozen
class Moment:
    """When something happened."""

    last_seq: int
    last_at: int
    times: int


@attrs.frozen
class Sheet:
    """One copy of a form."""

    person: str
    role: str
    answers: tuple[Any, ...]
    seq: int = 1


@attrs.frozen
class Round:
    """One time of asking."""

    sheets: tuple[Sheet, ...] = ()
    complete: bool = False


@attrs.frozen
class Pair:
    """A partnership as conditions read it."""

    people: tuple[Any, ...] = ("ana", "raj", "kim", None)
    moments: tuple[Moment | None, ...] = ()
    rounds: tuple[Round | None, ...] = ()
    counts: tuple[int, ...] = ()
    limits: tuple[Any, ...] = ()


def options(*names: str) -> tuple[Option, ...]:
    """Options whose text is their name."""
    return tuple(Option(name, name) for name in names)


def fact(words: str) -> Fact:
    """A fact: ``form.field``, ``form.unfavorable``, ``since.X``, ``times.X``, ``#count``, ``@form`` or a host."""
    if words[0] in "#@":
        return Fact("count", words[1:]) if words[0] == "#" else Fact("form", "", words[1:])
    form, _, name = words.partition(".")
    if form in {"since", "times"}:
        return Fact(form, name)
    if not name:
        return Fact("host", words)
    return Fact("unfavorable", "", form) if name == "unfavorable" else Fact("field", name, form)


def asks(words: str, op: str, value: Any = None) -> Test:
    """A test; a bound that is text names a limit, ``*name`` a fact."""
    if isinstance(value, str) and op not in {"changed_since", "is"}:
        value = fact(value[1:]) if value[0] == "*" else LimitName(value)
    return Test(fact(words), op, (value,) if op == "is" and isinstance(value, str) else value, span=at_line(7))


def at_line(line: int) -> Span:
    """A place in the made-up file."""
    return Span(FILE, line, 5, line, 9)


def condition(name: str, *tests: Test, **more: Any) -> Condition:
    """A condition; keyword arguments are its other parts."""
    return Condition(name, tests=tests, span=at_line(6), **more)


def row(to: str = "stay", /, **cells: bool) -> Row:
    """A row; keyword arguments are its cells."""
    return Row(tuple(Cell(name, wanted) for name, wanted in cells.items()), to, span=at_line(20))


def table(*rows: Row, form: str | None = None) -> Routing:
    """A table called ``after``; with *form* every sheet of it finds its row."""
    return Routing("after", rows, EACH if form else None, form, span=at_line(19))


def workflow(**parts: Any) -> Workflow:
    """A workflow of four roles with these parts."""
    given = {"roles": ROLES, "start": (), "states": (), "file": FILE, "timezone": "America/New_York", **parts}
    return Workflow(name="program", version="1", title="A program", **given)


def fresh(layout: Layout, **parts: Any) -> Pair:
    """A partnership in which nothing has happened yet."""
    w = layout.workflow
    nothing = {
        "moments": (None,) * len(layout.moments),
        "rounds": (None,) * len(layout.forms),
        "counts": (0,) * len(layout.counts),
        "limits": tuple(limit.amount for limit in w.limits),
    }
    return Pair(**{**nothing, **parts})


# --- the part of mentoring-connection that its conditions read ------------------------------------------------------
OBSTACLES = [
    "trust",
    "respect",
    "no_confidentiality",
    "personal_matters",
    "no_priority",
    "unclear_goals",
    "expectations",
    "supervisor_support",
    "workload",
    "distance",
]
AGREEMENT = Form(
    "agreement",
    Who(("mentee",)),
    (
        Field("place_and_time", Text(500)),
        Field("meeting_length", LengthOfTime(Duration(minutes=15), Duration(minutes=480))),
        Field("meetings_a_month", WholeNumber(1, 20)),
        Field("briefing", Date()),
        Field("pledge", Tick()),
    ),
    signed_by=EACH,
)
CHECK_UP = Form(
    "check_up",
    EACH,
    (
        Field("fit", ChooseOne(options("good", "fair", "poor")), unfavorable=("fair", "poor")),
        Field(
            "meetings_a_month",
            WholeNumber(0, 30),
            unfavorable=asks("check_up.meetings_a_month", "fewer_than", "*agreement.meetings_a_month"),
        ),
        Field("energized", YES_NO, unfavorable=("no",)),
        Field("time_well_spent", YES_NO, unfavorable=("no",)),
        Field(
            "cancelled_in_a_row",
            WholeNumber(0, 100),
            unfavorable=asks("check_up.cancelled_in_a_row", "more_than", "cancellations_tolerated"),
        ),
        Field(
            "obstacles",
            ChooseAny(
                options(*OBSTACLES),
                (("lasting", tuple(OBSTACLES[:5])), ("repairable", tuple(OBSTACLES[5:]))),
                numbered=True,
            ),
            optional=True,
            asked_if="struggling",
        ),
        Field("in_own_words", Text(1000), asked_if="struggling_without_a_name"),
    ),
)
REVIEW = Form(
    "mid_point_review",
    EACH,
    (Field("goals_changed", YES_NO), Field("going_on", YES_NO), Field("evaluation", WholeNumber(1, 10))),
    repeats=True,
)
AFTER_CHECK_UP = Routing(
    "after_check_up",
    (
        row("with_coordinator", struggling=True, lasting_obstacle=True),
        row("stay", struggling=True, obstacle_named=False),
        row("recovering", struggling=True, obstacle_named=True, lasting_obstacle=False),
        row("checked_up", struggling=False),
    ),
    EACH,
    "check_up",
    span=at_line(30),
)
AFTER_REVIEW = Routing(
    "after_review",
    (
        row("with_coordinator", both_go_on=False),
        row("amending_plan", both_go_on=True, new_goals=True),
        row("renewed", both_go_on=True, new_goals=False),
    ),
)
AFTER_NO_ANSWER = Routing("after_no_answer", (row(third_try=True), row(third_try=False)))


def connection(**changed: Any) -> Workflow:
    """The conditions and tables of mentoring-connection; keyword arguments replace parts."""
    parts: dict[str, Any] = {
        "limits": (
            Limit("program_length", Duration(days=365), Duration(days=30), Duration(days=1095)),
            Limit("unfavorable_tolerated", 2),
            Limit("cancellations_tolerated", 3),
            Limit("mentees_allowed", 3),
            Limit("contact_tries", 3),
            Limit("half", Share(50, "program_length")),
        ),
        "facts": (
            HostFact("mentor_active_mentees", WholeNumber(0, 100)),
            HostFact("double_role", ChooseOne(options("none", "asked_for", "endorsed"))),
        ),
        "forms": (AGREEMENT, CHECK_UP, REVIEW),
        "counts": (Count("tries_without_answer", "no_answer", "answered"),),
        "conditions": (
            condition("mentor_has_room", asks("mentor_active_mentees", "fewer_than", "mentees_allowed")),
            condition("double_role_settled", asks("double_role", "is", ("none", "endorsed"))),
            condition("struggling", asks("check_up.unfavorable", "more_than", "unfavorable_tolerated")),
            condition("obstacle_named", asks("check_up.obstacles", "include")),
            condition("lasting_obstacle", asks("check_up.obstacles", "include", tuple(OBSTACLES[:5]))),
            condition("struggling_without_a_name", all_of=("struggling",), none_of=("obstacle_named",)),
            condition("curable_obstacle", asks("check_up.obstacles", "include", tuple(OBSTACLES[2:4])), who=EITHER),
            condition("nothing_curable", none_of=("curable_obstacle",)),
            condition(
                "signed_again",
                asks("@agreement", "complete", value=True),
                asks("@agreement", "changed_since", "with_coordinator"),
            ),
            condition("both_go_on", asks("mid_point_review.going_on", "is", "yes"), who=EACH),
            condition("new_goals", asks("mid_point_review.goals_changed", "is", "yes"), who=EITHER),
            condition("third_try", asks("#tries_without_answer", "at_least", "contact_tries")),
        ),
        "routing": (AFTER_CHECK_UP, AFTER_REVIEW, AFTER_NO_ANSWER),
        "shown_as": (("check_up", "90-day check-up"), ("agreement", "Mentoring Agreement")),
    }
    return workflow(**{**parts, **changed})


def laid_out(**changed: Any) -> Layout:
    """The layout of ``connection``."""
    return layout_of(connection(**changed))
