"""
The ways on of a workflow, told from its edges, and the straight way through.

A way is what one trigger does in one state: it leads to a state, to a table, back, or nowhere.
Nothing here says anything in words or knows of boxes and arrows.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.edges import edges

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Workflow
    from mentorflow.tools.draw.shapes import Key

START, TABLE, BACK_KEY = "", "table ", "back "


@attrs.frozen(slots=False)
class Way:
    """
    What one trigger does in one state; *source* is empty for a start.

    *dest* is a state, ``table NAME``, ``back `` or empty where the partnership stays.
    """

    edge: Edge
    source: str
    dest: str

    @property
    def key(self) -> Key:
        """What is noted when it is taken."""
        return way_key(self.edge.kind, self.edge.trigger, self.source, self.dest)

    @property
    def act(self) -> Key:
        """What is done, wherever it is."""
        mark = "" if self.edge.mark is None else self.edge.mark.words
        home = "" if self.edge.move is None else self.edge.move.home
        return (self.edge.kind, self.edge.trigger, home, mark)

    @property
    def everywhere(self) -> bool:
        """Whether it belongs to no state: a move of any time, or a deadline that no state has of its own."""
        if self.edge.move is not None:
            return self.edge.move.home == "any_time"
        return self.edge.deadline is not None and self.edge.deadline.owner[0] != "state"


def way_key(kind: str, trigger: str, source: str, dest: str) -> Key:
    """What is noted when a way is taken."""
    return ("way", kind, trigger, source, dest)


def row_key(routing: str, row: int | None) -> Key:
    """What is noted when a row is taken."""
    return ("row", routing, str(row))


def ways(workflow: Workflow) -> tuple[Way, ...]:
    """All ways, in the order of the edges; those of one table are one way to that table."""
    found: dict[tuple[Key, str], Way] = {}
    every = edges(workflow)
    leading = {edge.routing for edge in every if edge.routing is not None and edge.target}
    for edge in every:
        way = Way(edge, edge.source or START, _dest(edge, leading))
        found.setdefault((way.act, f"{way.source}>{way.dest}"), way)
    return tuple(found.values())


def _dest(edge: Edge, leading: Collection[str | None]) -> str:
    """Where an edge leads; a table none of whose rows leads on is no place of its own."""
    if edge.routing is not None and edge.routing in leading:
        return TABLE + edge.routing
    return BACK_KEY if edge.back else edge.target or ""


@attrs.frozen(slots=False)
class Course:
    """The ways of a workflow, and the straight way through them."""

    workflow: Workflow

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """All ways."""
        return ways(self.workflow)

    @cached_property
    def rows(self) -> dict[str, tuple[tuple[int, str], ...]]:
        """The rows of every table that leads on: their numbers and where they lead, empty for nowhere."""
        found: dict[str, dict[tuple[int, str], None]] = {}
        for edge in edges(self.workflow):
            if edge.routing is not None and edge.row is not None:
                to = BACK_KEY if edge.back else edge.target or ""
                found.setdefault(edge.routing, {})[edge.row, to] = None
        return {name: tuple(sorted(rows)) for name, rows in found.items()}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each state in the file; the start stands before all."""
        return {START: -1, **{state.name: number for number, state in enumerate(self.workflow.states)}}

    @cached_property
    def main(self) -> tuple[str, ...]:
        """
        The states of the straight way through, from the start to an end.

        It goes forward in the file only; of a table it takes the last row where it can, because what is in order
        stands there (unless that returns to an earlier state), and then goes over as many states as it can.
        It ends at the end that is farthest from the start, so at none that can be chosen at once.
        """
        best: dict[str, tuple[int, tuple[str, ...]]] = {START: (0, ())}
        for name in (name for name in self.order if self._goes_on(name)):
            for target, detour in self._forward(name) if name in best else ():
                cost, path = best[name]
                new = (cost + detour, (*path, target))
                if target not in best or (new[0], -len(new[1])) < (best[target][0], -len(best[target][1])):
                    best[target] = new
        return best.get(self._farthest_end(), (0, ()))[1]

    def _goes_on(self, name: str) -> bool:
        return name == START or self.workflow.state_by_name[name].final is None

    def _forward(self, name: str) -> Iterator[tuple[str, int]]:
        """Where a state leads straight on; 1 where the last row of the table stays or leads on to another state."""
        for way in self.ways:
            if way.source == name:
                last = self._last(way)
                circles = last in self.order and self.order[last] < self.order[name]
                ahead = (to for to in dict.fromkeys(self._reached(way)) if self.order[to] > self.order[name])
                yield from ((to, int(to != last and not circles)) for to in ahead)

    def _last(self, way: Way) -> str:
        """Where a way leads, of a table by its last row."""
        return self.rows[way.dest.removeprefix(TABLE)][-1][1] if way.dest.startswith(TABLE) else way.dest

    def _reached(self, way: Way) -> tuple[str, ...]:
        if way.dest.startswith(TABLE):
            rows = self.rows[way.dest.removeprefix(TABLE)]
            return tuple(to for _, to in rows if to in self.order and to != START)
        return (way.dest,) if way.dest in self.order and way.dest != START else ()

    def _farthest_end(self) -> str:
        """The end that takes most steps to come to, counted over the shortest way; the first of several."""
        far = {START: 0}
        reached = [START]
        for name in reached:
            for way in self.ways:
                for to in self._reached(way) if way.source == name else ():
                    if to not in far:
                        far[to] = far[name] + 1
                        reached.append(to)
        ends = [state.name for state in self.workflow.states if state.final is not None and state.name in far]
        return max(ends, key=lambda name: far[name], default=START)
