"""
What has a bearing on something that is looked for: the conditions, forms, moves and deadlines on the way to it.

Read off the edges of a workflow; nothing here searches or decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.elements import mark_key, move_key
from mentorflow.rules.edges import edges
from mentorflow.rules.meaning import bound_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mentorflow.plays.elements import Key
    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Condition, Workflow


@attrs.frozen
class Bearing:
    """The names that matter; *moments* are those that conditions look back at, *deadlines* are by owner and name."""

    conditions: frozenset[str]
    forms: frozenset[str]
    moves: frozenset[str]
    moments: frozenset[str]
    counts: frozenset[str]
    deadlines: frozenset[tuple[tuple[str, str], str]]


def bearing(workflow: Workflow, key: Key, *, nearest: bool = False) -> Bearing:
    """
    What has a bearing on one goal: on the edges that reach it, and on a shortest way to where they begin; pure.

    With *nearest* only edges that begin as close to the start as any are looked at.
    """
    every = edges(workflow)
    place = key[1:-2] if key[0] == "notice" else key
    ends = [edge for edge in every if _reaches(workflow, edge, place)]
    ways = {end.source: _way(every, end.source) for end in ends}
    least = min(map(len, ways.values()), default=0)
    near = [end for end in ends if not nearest or len(ways[end.source]) == least]
    used = dict.fromkeys((*near, *(edge for end in near for edge in ways[end.source])))
    conditions = closed(workflow, (name for edge in used for name in _asked_on(workflow, edge)))
    facts = [fact for each in conditions for test in each.tests for fact in bound_facts(test)]
    since = {str(test.value) for each in conditions for test in each.tests if test.op == "changed_since"}
    return Bearing(
        conditions=frozenset(each.name for each in conditions),
        forms=frozenset({*_forms(used, place), *(fact.form for fact in facts if fact.form)}),
        moves=frozenset(edge.trigger for edge in used if edge.move is not None),
        moments=frozenset(since | {fact.name for fact in facts if fact.kind in {"since", "times"}}),
        counts=frozenset(fact.name for fact in facts if fact.kind == "count"),
        deadlines=frozenset((edge.deadline.owner, edge.deadline.name) for edge in used if edge.deadline is not None),
    )


def _reaches(workflow: Workflow, edge: Edge, place: Key) -> bool:
    """Whether taking an edge can be what is looked for."""
    kind, name = place[0], place[1]
    if kind == "state":
        return edge.target == name
    if kind == "move":
        return edge.move is not None and move_key(edge.move) == place
    if kind == "row":
        return edge.routing == name and edge.row == int(place[2]) - 1
    if kind == "deadline":
        return edge.deadline is not None and edge.mark is not None and mark_key(edge.deadline, edge.mark) == place
    if kind in {"condition", "refusal", "threshold"}:
        return name in {each.name for each in closed(workflow, _asked_on(workflow, edge))}
    return edge.kind in {"complete", "changed"} and edge.trigger in place[1:]


def _asked_on(workflow: Workflow, edge: Edge) -> list[str]:
    """The conditions that are asked where an edge is taken."""
    names = [] if edge.move is None else [*edge.move.must, *edge.move.should]
    if edge.routing is not None:
        names += [cell.condition for row in workflow.routing_by_name[edge.routing].rows for cell in row.cells]
    return names


def closed(workflow: Workflow, names: Iterable[str]) -> list[Condition]:
    """Conditions with all that they are made of."""
    pending, seen = list(names), dict[str, None]()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen[name] = None
            pending += workflow.condition_by_name[name].parts
    return [workflow.condition_by_name[name] for name in seen]


def _forms(used: Iterable[Edge], place: Key) -> set[str]:
    """The forms that edges wait for or whose deadlines they are, and the one that is looked at."""
    forms = {edge.trigger for edge in used if edge.kind in {"complete", "changed"}}
    forms |= {
        edge.deadline.owner[1] for edge in used if edge.deadline is not None and edge.deadline.owner[0] == "form"
    }
    return (
        forms
        | ({place[1]} if place[0] == "form" else set())
        | ({place[2]} if place[:2] == ("field", "form") else set())
    )


def _way(every: Sequence[Edge], to: str | None) -> list[Edge]:
    """The edges of a shortest way from the start to a state, as if everything on it could be taken."""
    first: dict[str | None, list[Edge]] = {None: []}
    pending: list[str | None] = [None]
    for here in pending:
        for edge in every:
            if edge.source == here and edge.target is not None and edge.target not in first:
                first[edge.target] = [*first[here], edge]
                pending.append(edge.target)
    return first.get(to, [])
