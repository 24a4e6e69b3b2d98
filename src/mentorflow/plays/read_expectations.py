"""
What a step is expected to bring, from the located tree to ``Expectation``s.

Every name is held against the workflow, because an expectation of something that does not exist fails for the wrong
reason.
Nothing here compares anything with what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.plays.scenario import NOBODY, NOTHING, REFUSED, Expectation
from mentorflow.plays.shapes import block, word, words
from mentorflow.plays.sight import names_seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.plays.shapes import Desk, Entries
    from mentorflow.rules.source import Node
    from mentorflow.rules.workflow import Workflow

SIGHTS = ("sees", "sees_nothing_of")
EXPECTATIONS = ("expect", "told", "told_of", "warned", "because", "owes", "effect", *SIGHTS)
SIGNATURE = "signature"
OPENING = "opening"
MOVE = "move"


@attrs.frozen
class _Known:
    """The names that may stand somewhere, and the finding where another one does: its slug, and how it begins."""

    names: tuple[str, ...]
    slug: str
    else_says: str


_Read: TypeAlias = "Callable[[Node, Workflow, frozenset[str], Desk], tuple[Expectation, ...]]"


def expectations(keys: Entries, workflow: Workflow, people: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    """All expectations of a step, in the order written; *people* are those who take part, by name or role."""
    return tuple(
        wanted
        for key, (_, node) in keys.items()
        if key in EXPECTATIONS
        for wanted in _READERS[key](node, workflow, people, desk)
    )


def reasons(workflow: Workflow) -> tuple[str, ...]:
    """Everything an explanation can name: conditions, questions, forms, moves, routing tables and limits."""
    asked = [(form.name, field.name) for form in workflow.forms for field in form.fields]
    return (
        *workflow.condition_by_name,
        *(field for _, field in asked),
        *(f"{form}.{field}" for form, field in asked),
        *(field.name for move in workflow.every_move() for field in move.asks),
        *(f"{move.name}.{field.name}" for move in workflow.every_move() for field in move.asks),
        *workflow.form_by_name,
        *workflow.move_names,
        *workflow.routing_by_name,
        *workflow.limit_by_name,
    )


def _expect(node: Node, workflow: Workflow, _: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    if not word(node, "'expect'", desk):
        return ()
    known = (REFUSED, *workflow.state_by_name)
    if node.text not in known:
        desk.unknown("step-state", f"there is no state '{node.text}'.", node, known)
    return (Expectation("expect", (node.text,), node.span),)


def _told(node: Node, _: Workflow, people: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    told = _listed(node, "'told'", NOBODY, desk)
    for person in told:
        known_person(person, people, desk)
    return (Expectation("told", tuple(person.text for person in told), node.span),)


def _of_somebody(
    kind: str, does: str, node: Node, people: frozenset[str], desk: Desk, known: _Known
) -> tuple[Expectation, ...]:
    """Behind the name of each person one thing or several, all of them known."""
    wanted: list[Expectation] = []
    for person, things in block(node, f"'{kind}'", desk):
        known_person(person, people, desk)
        for item in words(things, f"what '{person.text}' {does}", desk):
            if item.text not in known.names:
                desk.unknown(known.slug, f"{known.else_says} '{item.text}'.", item, known.names)
            wanted.append(Expectation(kind, (person.text, item.text), item.span))
    return tuple(wanted)


def _told_of(node: Node, workflow: Workflow, people: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    deadlines = (deadline.name for deadline in workflow.every_deadline())
    known = (*workflow.move_names, *workflow.form_by_name, *filter(None, deadlines))
    return _of_somebody(
        "told_of", "is told of", node, people, desk, _Known(known, "step-move", "there is no move, form or deadline")
    )


def known_person(node: Node, people: frozenset[str], desk: Desk) -> None:
    """Lay down a finding when nobody of that name takes part."""
    if node.text not in people and "people" not in desk.hidden:
        message = f"nobody called '{node.text}' takes part, and there is no such role."
        desk.unknown("scenario-person", message, node, sorted(people))


def _warned(node: Node, workflow: Workflow, _: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    return _named("warned", node, workflow, desk)


def _because(node: Node, workflow: Workflow, _: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    return _named("because", node, workflow, desk)


def _named(kind: str, node: Node, workflow: Workflow, desk: Desk) -> tuple[Expectation, ...]:
    known = reasons(workflow)
    named = _listed(node, f"'{kind}'", NOTHING, desk)
    for item in named:
        if item.text not in known:
            desk.unknown("step-condition", f"there is no condition or question '{item.text}'.", item, known)
    return (Expectation(kind, tuple(item.text for item in named), node.span),)


def _effect(node: Node, workflow: Workflow, _: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    known = tuple(effect.name for effect in workflow.effects)
    asked = _listed(node, "'effect'", NOTHING, desk)
    for item in asked:
        if item.text not in known:
            desk.unknown("step-effect", f"there is no effect '{item.text}'.", item, known)
    return (Expectation("effect", tuple(item.text for item in asked), node.span),)


def _owes(node: Node, workflow: Workflow, people: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    joint = (move.name for move in workflow.every_move() if move.joint)
    known = (SIGNATURE, OPENING, MOVE, *workflow.form_by_name, *_waiting(workflow), *joint)
    return _of_somebody("owes", "owes", node, people, desk, _Known(known, "step-owes", "nobody can owe"))


def _waiting(workflow: Workflow) -> tuple[str, ...]:
    """The deadlines that wait for a move: those of the states."""
    return tuple(deadline.name for state in workflow.states for deadline in state.deadlines)


def _sees(node: Node, workflow: Workflow, _: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    return _sights("sees", _listed(node, "'sees'", NOTHING, desk), node, workflow, desk)


def _sees_nothing_of(node: Node, workflow: Workflow, _: frozenset[str], desk: Desk) -> tuple[Expectation, ...]:
    return _sights("sees_nothing_of", words(node, "'sees_nothing_of'", desk), node, workflow, desk)


def _sights(
    kind: str, named: tuple[Node, ...], node: Node, workflow: Workflow, desk: Desk
) -> tuple[Expectation, ...]:
    known = names_seen(workflow)
    for item in named:
        if item.text not in known:
            desk.unknown("step-sees", f"nobody is asked '{item.text}'.", item, known)
    return (Expectation(kind, tuple(item.text for item in named), node.span),)


def _listed(node: Node, home: str, none: str, desk: Desk) -> tuple[Node, ...]:
    """The words of an exact set; the word for none, and an empty list, give none."""
    if node.kind == "text" and node.text == none:
        return ()
    return words(node, home, desk)


_READERS: dict[str, _Read] = {
    "expect": _expect,
    "told": _told,
    "told_of": _told_of,
    "warned": _warned,
    "because": _because,
    "effect": _effect,
    "owes": _owes,
    "sees": _sees,
    "sees_nothing_of": _sees_nothing_of,
}
