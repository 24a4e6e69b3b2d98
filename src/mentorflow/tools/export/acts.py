"""
What a step does to the context, and what it says to the outside: the parameters of the actions.

The context keeps what a life cannot be told without: who takes part, counts, limits, halves of joint moves, lifts,
the states to go back to, and which forms have been used up; forms themselves stay with the host.
Nothing here decides when something happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from mentorflow.rules.meaning import declared_limits, limit_value
from mentorflow.states.people import cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.calendar import Duration
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Move, Who, Workflow

Data: TypeAlias = "dict[str, Any]"
EMPTY: Data = {"to": {}}


def context(layout: Layout) -> Data:
    """What a machine knows before anything has happened."""
    workflow = layout.workflow
    return {
        "people": {},
        "counts": {count.name: 0 for count in workflow.counts},
        "times": dict.fromkeys(times_read(workflow), 0),
        "limits": limits(layout, declared_limits(workflow)),
        "halves": {},
        "lifts": {},
        "used": {},
        "came_from": [],
        "before": [],
        "step": {},
    }


def limits(layout: Layout, amounts: tuple[Any, ...]) -> Data:
    """Limits that partnerships may have their own of, as numbers; lengths of time in nominal minutes."""
    own = [limit.name for limit in layout.workflow.limits if limit.has_range]
    return {name: _number(limit_value(layout, amounts, name)) for name in own}


def _number(value: int | Duration) -> int:
    return value if isinstance(value, int) else value.nominal


def times_read(workflow: Workflow) -> list[str]:
    """The moves whose number of times a condition reads."""
    tests = (test for condition in workflow.conditions for test in condition.tests)
    return list(dict.fromkeys(test.fact.name for test in tests if test.fact.kind == "times"))


# --- changes of the context -----------------------------------------------------------------------------------------
def changes(*every: Data) -> list[Data]:
    """The action that makes some changes, in their order; none for none."""
    return [{"type": "assign", "params": {"set": list(every)}}] if every else []


def put(path: Iterable[str], to: object) -> Data:
    """A value put at a path."""
    return {"at": list(path), "to": to}


def begun(source: str, about: str) -> tuple[Data, ...]:
    """A step begins: what it is about, where it comes from, and where ``back`` would have led."""
    return put(["step"], {"about": about, "from": source}), {"at": ["before"], "from": ["context", "came_from"]}


def made(workflow: Workflow, move: Move) -> list[Data]:
    """What making a move changes beyond the state: counts, people, limits."""
    found: list[Data] = []
    for count in workflow.counts:
        if move.name == count.counted:
            found.append({"at": ["counts", count.name], "add": 1})
        if move.name == count.reset:
            found.append(put(["counts", count.name], 0))
    if move.name in times_read(workflow):
        found.append({"at": ["times", move.name], "add": 1})
    found += [put(["people", role], []) for role in move.releases]
    if move.home == "start":
        found += [put(["people", role.name], []) for role in workflow.roles]
    if move.assigns or move.home == "start":
        found.append({"at": ["people"], "how": "merge", "from": ["event", "people"]})
    if move.lengthens or move.home == "start":
        found.append({"at": ["limits"], "how": "merge", "from": ["event", "limits"]})
    return found


def anew(form: str) -> tuple[Data, ...]:
    """A form is asked anew: whatever the event says of it is over."""
    return put(["used", form], to=False), put(["step", "anew", form], to=True)


# --- what is said ---------------------------------------------------------------------------------------------------
def said(layout: Layout, kind: str, who: Who | None, **more: object) -> list[Data]:
    """The action that tells some people."""
    to = people(layout, who)
    return [{"type": kind, "params": {"to": to, **more}}] if who is not None and to else []


def people(layout: Layout, who: Who | None) -> Data:
    """The *roles* that some words mean; of *others* the person who acts is left out."""
    meant: Data = {}
    for post in cast(layout, who):
        meant.setdefault("others" if post.not_actor else "roles", []).append(post.role)
    return {key: list(dict.fromkeys(roles)) for key, roles in meant.items()}


def roles(layout: Layout, who: Who | None) -> list[str]:
    """The roles that some words mean, whoever acts."""
    return list(dict.fromkeys(post.role for post in cast(layout, who)))


def effects(names: Iterable[str]) -> list[Data]:
    """The actions that ask the application for something."""
    return [{"type": "effect", "params": {"name": name}} for name in names]


def request(what: str, form: str, **more: object) -> Data:
    """The action that asks the host to do something with a form."""
    return {"type": "request", "params": {"what": what, "form": form, **more}}
