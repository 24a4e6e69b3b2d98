"""
From the rules to a drawing: each way on becomes an arrow, a line in its state, or a line of a group.

What is open in many states and leads one way is drawn once, as a group with one arrow; what leads nowhere is said in
the state or, for moves of any time, in a note beside the drawing.
Structure comes from the edges alone.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from mentorflow.tools.draw.shapes import Arrow, Drawing, Line, Node
from mentorflow.tools.draw.ways import BACK_KEY, START, TABLE, Course, row_key
from mentorflow.tools.draw.words import CLOCK, capital, cells, people, time_of, titled, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.rules.workflow import Deadline, State, Workflow
    from mentorflow.tools.draw.ways import Way

# What is open in at least so many states is drawn once.
MANY = 3
LEGEND = (
    "solid: somebody's move, or a form · dashed: by time alone · slanted: how long there is",
    "diamond: a table decides · (A / B): one of them does it · (A + B): each of them has to",
)

# What stands above the notes.
BESIDE = "Also possible, without moving on"
BY_TIME = "Due along the way"


def draw(workflow: Workflow) -> Drawing:
    """The life cycle of a workflow; pure."""
    return _Sketch(workflow, Course(workflow)).drawing()


@attrs.frozen(slots=False)
class _Sketch:
    """The rules, their ways, and the names of places."""

    workflow: Workflow
    course: Course

    def drawing(self) -> Drawing:
        title = f"{self.workflow.title} · version {self.workflow.version}"
        nodes = (*self._start(), *self._states(), *self._choices(), *self._groups(), *self._notes())
        arrows = tuple(self._arrows())
        reached = {arrow.target for arrow in arrows}
        shown = tuple(node for node in nodes if node.kind != "stay" or node.name in reached)
        return Drawing(title, shown, arrows, LEGEND)

    # --- places -------------------------------------------------------------------------------------------------
    def place(self, dest: str) -> str:
        """The place of a state or a table in the drawing, without its name."""
        if dest == START:
            return "start"
        if dest.startswith(TABLE):
            return f"t{list(self.course.rows).index(dest.removeprefix(TABLE)) + 1}"
        return f"s{self.course.order[dest] + 1}"

    def _start(self) -> Iterator[Node]:
        yield Node("start", "start", main=True)

    def _states(self) -> Iterator[Node]:
        for state in self.workflow.states:
            kind = "state" if state.final is None else "end"
            lines = self._of_state(state) if state.final is None else self._outcome(state)
            main = state.name in self.course.main
            title = titled(self.workflow, state.name)
            yield Node(self.place(state.name), kind, title, tuple(lines), main, (("state", state.name),))

    def _outcome(self, state: State) -> Iterator[Line]:
        said = capital(state.final or "")
        if said != titled(self.workflow, state.name):
            yield Line(said)

    def _choices(self) -> Iterator[Node]:
        main = self._main_tables
        for routing in dict.fromkeys(way.dest for way in self.course.ways if way.dest.startswith(TABLE)):
            name = routing.removeprefix(TABLE)
            keys = tuple(row_key(name, number) for number, _ in self.course.rows[name])
            title = capital(self.workflow.worded(name))
            yield Node(self.place(routing), "choice", title, (), routing in main, keys)
            if any(to in {"", BACK_KEY} for _, to in self.course.rows[name]) and self._home(routing) is None:
                yield Node(f"{self.place(routing)}stay", "stay", "stays where it is", (), keys=keys)

    def _home(self, routing: str) -> str | None:
        """The one state that a table is asked in, to which its rows that lead nowhere return."""
        sources = {way.source for way in self.course.ways if way.dest == routing}
        return next(iter(sources)) if len(sources) == 1 else None

    # --- what stands in a state -----------------------------------------------------------------------------------
    def _of_state(self, state: State) -> Iterator[Line]:
        """Forms that are waited for, moves that lead nowhere, and deadlines that somebody is told of."""
        awaited = dict.fromkeys(when.form for when in (*state.when_complete, *state.when_changed))
        for name in awaited:
            form = self.workflow.form_by_name[name]
            yield Line(f"waits for {titled(self.workflow, name)}", people(self.workflow, form.filled_in_by), "form")
            if form.due is not None:
                yield self._time(form.due, named=False)
        for way in self.course.ways:
            if way.source == state.name and way.edge.kind == "move" and not way.everywhere:
                yield from self._staying(way)
        for deadline in state.deadlines:
            if not any(mark.to for mark in deadline.marks):
                yield self._time(deadline, named=True)
        if state.clocks_stopped:
            yield Line("all other clocks stand still", tone="time")

    def _staying(self, way: Way) -> Iterator[Line]:
        if way.dest in {"", BACK_KEY}:
            yield self._line(way)

    def _time(self, deadline: Deadline, *, named: bool) -> Line:
        """A deadline that leads nowhere: how long, and who is told."""
        name = f"{capital(self.workflow.worded(deadline.name))}: " if named else ""
        who = told(self.workflow, deadline)
        tells = f", tells {who}" if who else ""
        return Line(f"{CLOCK} {name}{time_of(self.workflow, deadline)}{tells}", tone="time")

    # --- lines of ways --------------------------------------------------------------------------------------------
    def _line(self, way: Way, keys: Iterable[tuple[str, ...]] = ()) -> Line:
        edge, every = way.edge, tuple(keys) or (way.key,)
        if edge.move is not None:
            back = ": back to where it was" if way.dest == BACK_KEY else ""
            text = f"{titled(self.workflow, edge.trigger)}{back}"
            return Line(text, people(self.workflow, edge.move.by), "move", every)
        if edge.deadline is not None:
            name = capital(self.workflow.worded(edge.trigger))
            return Line(f"{CLOCK} {name}: {time_of(self.workflow, edge.deadline, edge.mark)}", "", "time", every)
        what = "complete" if edge.kind == "complete" else "changed"
        return Line(f"{titled(self.workflow, edge.trigger)} {what}", "", "form", every)

    # --- groups ---------------------------------------------------------------------------------------------------
    @cached_property
    def grouped(self) -> dict[str, dict[tuple[str, ...], list[list[Way]]]]:
        """Where groups lead; in each the ways by the states they are open in."""
        found: dict[str, dict[tuple[str, ...], list[list[Way]]]] = {}
        for same in self._same(lambda way: way.dest not in {"", BACK_KEY}):
            if len(same) >= MANY:
                sources = tuple(way.source for way in same)
                found.setdefault(same[0].dest, {}).setdefault(sources, []).append(same)
        return found

    def _same(self, wanted: Callable[[Way], bool]) -> Iterator[list[Way]]:
        """Ways of no state that are alike in all but their source."""
        alike: dict[tuple[tuple[str, ...], str], list[Way]] = {}
        for way in self.course.ways:
            if way.everywhere and wanted(way):
                alike.setdefault((way.act, way.dest), []).append(way)
        yield from alike.values()

    def _groups(self) -> Iterator[Node]:
        for number, (dest, parts) in enumerate(self.grouped.items(), 1):
            lines = tuple(self._group_lines(parts))
            main = self._main_group(dest) is not None
            yield Node(f"g{number}", "group", "", lines, main, tuple(key for line in lines for key in line.keys))

    def _group_lines(self, parts: dict[tuple[str, ...], list[list[Way]]]) -> Iterator[Line]:
        for sources, members in parts.items():
            yield Line(self._where(sources), tone="head")
            yield from (self._line(same[0], (way.key for way in same)) for same in members)

    def _where(self, sources: tuple[str, ...]) -> str:
        live = [state.name for state in self.workflow.live_states]
        out = [titled(self.workflow, name) for name in live if name not in sources]
        if not out:
            return "At any time"
        if len(out) < len(sources):
            return f"At any time, except in: {', '.join(out)}"
        return f"In: {', '.join(titled(self.workflow, name) for name in live if name in sources)}"

    def _main_group(self, dest: str) -> str | None:
        """The state before on the straight way, where that goes through a group."""
        main = (START, *self.course.main)
        for before, after in pairwise(main):
            if after == dest and not any(self._drawn(way) and way.source == before for way in self._leading(dest)):
                return before
        return None

    def _leading(self, dest: str) -> Iterator[Way]:
        """The ways to a state, straight or over a table."""
        for way in self.course.ways:
            rows = self.course.rows.get(way.dest.removeprefix(TABLE), ()) if way.dest.startswith(TABLE) else ()
            if way.dest == dest or any(to == dest for _, to in rows):
                yield way

    def _drawn(self, way: Way) -> bool:
        """Whether a way is an arrow of its own."""
        if way.dest in {"", BACK_KEY}:
            return False
        members = self.grouped.get(way.dest, {}).values()
        return not any(way in same for part in members for same in part)

    # --- beside the drawing ---------------------------------------------------------------------------------------
    def _notes(self) -> Iterator[Node]:
        parts: dict[tuple[str, ...], list[list[Way]]] = {}
        for same in self._same(lambda way: way.edge.kind == "move" and way.dest in {"", BACK_KEY}):
            parts.setdefault(tuple(way.source for way in same), []).append(same)
        for number, (sources, members) in enumerate(parts.items(), 1):
            lines = tuple(self._group_lines({sources: members}))
            yield Node(f"n{number}", "note", BESIDE if number == 1 else "", lines)
        if times := tuple(self._deadlines_of_no_state()):
            yield Node(f"n{len(parts) + 1}", "note", BY_TIME, times)

    def _deadlines_of_no_state(self) -> Iterator[Line]:
        owners = {"ends", "any_time"}
        for deadline in self.workflow.every_deadline():
            if deadline.owner[0] in owners and not any(mark.to for mark in deadline.marks):
                yield self._time(deadline, named=True)

    # --- arrows ---------------------------------------------------------------------------------------------------
    def _arrows(self) -> Iterator[Arrow]:
        drawn: dict[tuple[str, str, str], list[Way]] = {}
        for way in self.course.ways:
            if self._drawn(way):
                tone = "time" if way.edge.kind == "deadline" else "move"
                drawn.setdefault((way.source, way.dest, tone), []).append(way)
        for (source, dest, tone), members in drawn.items():
            lines = tuple(self._line(way) for way in members)
            yield self._arrow(source, dest, lines, tone)
        for routing in dict.fromkeys(way.dest for way in self.course.ways if way.dest.startswith(TABLE)):
            yield from self._branches(routing)
        yield from self._of_groups()

    def _arrow(self, source: str, dest: str, lines: tuple[Line, ...], tone: str) -> Arrow:
        main = self._on_main(source, dest) and tone != "time"
        keys = tuple(key for line in lines for key in line.keys)
        return Arrow(self.place(source), self.place(dest), lines, tone, main, self._quiet(dest), keys)

    def _quiet(self, dest: str) -> bool:
        """Whether it leads to an end that is not the one the straight way comes to."""
        state = self.workflow.state_by_name.get(dest)
        return state is not None and state.final is not None and dest not in self.course.main

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        main = (START, *self.course.main)
        return set(pairwise(main))

    def _on_main(self, source: str, dest: str) -> bool:
        if not dest.startswith(TABLE):
            return (source, dest) in self._pairs
        return dest in self._main_tables and any((source, to) in self._pairs for _, to in self._rows(dest))

    def _rows(self, routing: str) -> tuple[tuple[int, str], ...]:
        return self.course.rows[routing.removeprefix(TABLE)]

    @cached_property
    def _main_tables(self) -> dict[str, str]:
        """The tables of the straight way, each with the state it leads to there."""
        straight = {(way.source, way.dest) for way in self.course.ways}
        return {
            way.dest: to
            for way in self.course.ways
            if way.dest.startswith(TABLE)
            for _, to in self._rows(way.dest)
            if (way.source, to) in self._pairs and (way.source, to) not in straight
        }

    def _branches(self, routing: str) -> Iterator[Arrow]:
        name, place, home = routing.removeprefix(TABLE), self.place(routing), self._home(routing)
        branches: dict[str, list[Line]] = {}
        for number, to in self._rows(routing):
            row = self.workflow.routing_by_name[name].rows[number]
            before = branches.setdefault(to, [])
            said = f"{'or ' if before else ''}{cells(self.workflow, row.cells)}"
            before.append(Line(said, "", "row", (row_key(name, number),)))
        for to, lines in branches.items():
            nowhere = to in {"", BACK_KEY}
            target = self.place(home) if nowhere and home else f"{place}stay" if nowhere else self.place(to)
            main = self._main_tables.get(routing) == to
            keys = tuple(key for line in lines for key in line.keys)
            yield Arrow(place, target, tuple(lines), "row", main, quiet=nowhere or self._quiet(to), keys=keys)

    def _of_groups(self) -> Iterator[Arrow]:
        for number, (dest, parts) in enumerate(self.grouped.items(), 1):
            keys = tuple(way.key for members in parts.values() for same in members for way in same)
            before = self._main_group(dest)
            if before is not None:
                yield Arrow(self.place(before), f"g{number}", (), "move", main=True, keys=keys)
            main = before is not None
            yield Arrow(f"g{number}", self.place(dest), (), "move", main, quiet=not main, keys=keys)
