"""
What scenarios and steps share: people by role, facts that hold, and named answers that start from one another.

Later words win over earlier ones; a name that follows itself is a finding, never an endless reading.
Nothing here knows of steps or plays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.plays.scenario import NOBODY
from mentorflow.plays.shapes import block, words
from mentorflow.plays.values import worth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mentorflow.plays.scenario import Pairs
    from mentorflow.plays.shapes import Desk, NodePairs
    from mentorflow.rules.source import Node
    from mentorflow.rules.workflow import Workflow

LIKE = "like"


def merged(first: Pairs, second: Pairs) -> Pairs:
    """Both, the second winning; names keep the place where they first stood."""
    return tuple({**dict(first), **dict(second)}.items())


def people_of(said: tuple[Node, Node] | None, workflow: Workflow, desk: Desk) -> Pairs:
    """Roles with one person, several, or None for ``nobody``."""
    if said is None:
        return ()
    roles = tuple(role.name for role in workflow.roles)
    people: list[tuple[str, Any]] = []
    pairs = block(said[1], "'people'", desk)
    if said[1].kind != "block" or (pairs and not any(key.text in roles for key, _ in pairs)):
        # Nobody is known by their role: that is told here, and not again wherever somebody is named.
        desk.hidden.add("people")
    if pairs and all(node.text in roles for _, node in pairs):
        key, node = pairs[0]
        message = f"'{key.text}' is no role; roles stand left of the colon, and people right of it."
        desk.advise("scenario-role", message, key.span, f"Write '{node.text}: {key.text}'.")
        return ()
    for key, node in pairs:
        if key.text not in roles:
            desk.unknown("scenario-role", f"there is no role '{key.text}'.", key, roles)
        people.append((key.text, _holders(node, key.text, desk)))
    return tuple(people)


def persons(people: Pairs) -> frozenset[str]:
    """Everybody named among some people."""
    return frozenset(
        person
        for _, held in people
        for person in (held if isinstance(held, tuple) else (held,))
        if person is not None
    )


def facts_over(first: Pairs, said: tuple[Node, Node] | None, workflow: Workflow, desk: Desk) -> Pairs:
    """The facts that hold, with those said last winning."""
    if said is None:
        return first
    declared = {fact.name: fact for fact in workflow.facts}
    facts: list[tuple[str, Any]] = []
    for key, node in block(said[1], "'facts'", desk):
        if key.text not in declared:
            desk.unknown("scenario-fact", f"there is no fact '{key.text}'.", key, declared)
        else:
            read = worth(declared[key.text].kind, node, key.text)
            desk.findings += read.findings
            facts.append((key.text, read.value))
    return merged(first, tuple(facts))


def spelled_out(node: Node, named: Mapping[str, Node], desk: Desk) -> NodePairs:
    """Answers with everything they start from put in; those said last win. Circles have been cut before."""
    layers: list[NodePairs] = []
    here: Node | None = node
    while here is not None:
        here = _looked_up(here, named, desk)
        pairs = () if here is None else block(here, "'answers'", desk)
        layers.append(tuple(pair for pair in pairs if pair[0].text != LIKE))
        here = next((value for key, value in pairs if key.text == LIKE), None)
    return tuple({key.text: (key, value) for layer in reversed(layers) for key, value in layer}.values())


def _looked_up(node: Node, named: Mapping[str, Node], desk: Desk) -> Node | None:
    """The answers themselves, where a name stands for them."""
    if node.kind != "text":
        return node
    if node.text not in named and "answers" not in desk.hidden:
        desk.unknown("scenario-answers", f"there are no answers called '{node.text}'.", node, named)
    desk.used.add(node.text)
    return named.get(node.text)


def linked(pairs: NodePairs, key: str) -> dict[str, Node]:
    """Which names are built on which: the word behind *key* in each block that has one."""
    return {
        name.text: value
        for name, node in pairs
        for inner, value in node.pairs
        if inner.text == key and value.kind == "text"
    }


def circles(links: Mapping[str, Node], desk: Desk) -> frozenset[str]:
    """Lay down one finding for every circle; answers all names that lie on one."""
    walked: set[str] = set()
    turning: set[str] = set()
    for name in links:
        way: list[str] = []
        here = name
        while here in links and here not in walked:
            walked.add(here)
            way.append(here)
            here = links[here].text
        if here in way:
            turning.update(way[way.index(here) :])
            _circle_found(way[way.index(here) :], links, desk)
    return frozenset(turning)


def _circle_found(way: list[str], links: Mapping[str, Node], desk: Desk) -> None:
    in_words = " -> ".join(f"'{name}'" for name in (*way, way[0]))
    message = f"'{way[0]}' is built on itself: {in_words}."
    desk.advise("scenario-circle", message, links[way[0]].span, "Let one of them stand on its own.")


def named_answers(pairs: NodePairs, desk: Desk) -> dict[str, Node]:
    """Answers by name; those that start from themselves are laid down, and start from nothing instead."""
    turning = circles(linked(pairs, LIKE), desk)
    return {key.text: _without(node, LIKE) if key.text in turning else node for key, node in pairs}


def _without(node: Node, key: str) -> Node:
    return attrs.evolve(node, pairs=tuple(pair for pair in node.pairs if pair[0].text != key))


def unused(named: NodePairs, desk: Desk) -> None:
    """Lay down advice for answers that no step uses."""
    for key, _ in named:
        if key.text not in desk.used:
            hint = "Use them in a step, or take them out."
            desk.advise("scenario-unused", f"no step uses the answers '{key.text}'.", key.span, hint)


def _holders(node: Node, role: str, desk: Desk) -> str | tuple[str, ...] | None:
    """Who holds a role."""
    if node.kind == "text" and node.text == NOBODY:
        return None
    held = tuple(item.text for item in words(node, f"'{role}'", desk))
    return held[0] if len(held) == 1 else held or None
