"""
Where something leads, what it does besides, and what has to hold for it: led elsewhere, left out, or only advised.

Pure; whether the changed rules hold together is found out elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentorflow.rules.english import listed, plain
from mentorflow.rules.workflow import BACK, STAY, Fact, LimitName
from mentorflow.tools.mutate import spots
from mentorflow.tools.mutate.change import without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Cell, Condition, Move, Routing, Row, Test, Workflow
    from mentorflow.tools.mutate.change import Change, Spot

# What a move does besides, with the words of a sentence; pairs are said by their first name.
BESIDES = {
    "effects": "asks for",
    "assigns": "puts anybody into the role",
    "releases": "empties the role",
    "lengthens": "lengthens",
    "opens": "opens",
    "closes": "closes",
}


def ways(workflow: Workflow) -> Iterator[Change]:
    """Every change of this module, in the order of the notation."""
    for spot in spots.conditions(workflow):
        yield from _fewer_asked(spot)
    for table in workflow.routing:
        yield from _of_table(workflow, table)
    for spot in spots.moves(workflow):
        yield from _of_move(workflow, spot)
    for spot in spots.waits(workflow):
        yield from _led(workflow, spot, spot.thing.to, stay=False)
    for spot, _ in spots.marks(workflow):
        if spot.thing.to is not None:
            yield from _led(workflow, spot, spot.thing.to, stay=True)
        yield from _fewer(spot, "effects", "asks for", only_there=True)
        if spot.thing.close_form:
            yield spot.with_("effects", "no longer closes the form", close_form=False)


# --- where something leads ------------------------------------------------------------------------------------------
def _led(workflow: Workflow, spot: Spot, to: str, *, stay: bool) -> Iterator[Change]:
    """To the state that stands next in the file, and nowhere at all."""
    other = _next_to(workflow, to)
    if other is not None:
        yield spot.with_("targets", f"leads to {other} instead of {_target(to)}", to=other)
    if stay and to != STAY:
        yield spot.with_("targets", f"leads nowhere instead of to {_target(to)}", to=STAY)


def _target(to: str) -> str:
    return {STAY: "staying there", BACK: "the state before"}.get(to, to)


def _next_to(workflow: Workflow, to: str) -> str | None:
    """Another state: for a table the last it leads to; for a state the next one that is live, or final, as it is."""
    routing = workflow.routing_by_name.get(to)
    if routing is not None:
        led = [row.to for row in routing.rows if row.to in workflow.state_by_name]
        return led[-1] if led else None
    here = workflow.state_by_name.get(to)
    if here is None:
        return workflow.live_states[-1].name
    alike = [state for state in workflow.states if (state.final is None) == (here.final is None)]
    names = [state.name for state in (alike if len(alike) > 1 else workflow.states)]
    return names[(names.index(to) + 1) % len(names)] if len(names) > 1 else None


def _of_table(workflow: Workflow, table: Routing) -> Iterator[Change]:
    for spot in spots.rows(workflow):
        if spot.path[1] == workflow.routing.index(table):
            yield from _of_row(table, spot)


def _of_row(table: Routing, spot: Spot) -> Iterator[Change]:
    row: Row = spot.thing
    leads = [other.to for other in (*table.rows[int(spot.path[-1]) + 1 :], *table.rows) if other.to != row.to]
    for other in leads[:1]:
        yield spot.with_("targets", f"leads to {_target(other)} instead of {_target(row.to)}", to=other)
    yield from _fewer(spot, "effects", "asks for", only_there=True)
    if row.reopen is not None:
        yield spot.with_("effects", f"no longer has {row.reopen} filled in afresh", reopen=None)
    for n, cell in enumerate(row.cells):
        yield from _of_cell(spot, n, cell)


def _of_cell(spot: Spot, n: int, cell: Cell) -> Iterator[Change]:
    """What a row no longer looks at; that yes stands for no would only make two rows fit, or none, in any table."""
    cells = spot.thing.cells
    if len(cells) > 1:
        yield spot.with_("conditions", f"no longer looks at {cell.condition}", cell.span, cells=without(cells, n))


# --- moves ----------------------------------------------------------------------------------------------------------
def _of_move(workflow: Workflow, spot: Spot) -> Iterator[Change]:
    move: Move = spot.thing
    yield from _led(workflow, spot, move.to, stay=move.home != "start")
    yield from _asked_for(move, spot)
    for name, verb in BESIDES.items():
        yield from _fewer(spot, name, verb, only_there=name == "effects")
    for n, (form, role) in enumerate(move.shows):
        says = f"no longer shows {form} to {plain(role)}"
        yield spot.with_("sight", says, shows=without(move.shows, n))


def _asked_for(move: Move, spot: Spot) -> Iterator[Change]:
    """Musts that become advice or are left out, advice that becomes a must or is left out, and what can be lifted."""
    for n, name in enumerate(move.must):
        left, kept = without(move.must, n), tuple(pair for pair in move.override if pair[0] != name)
        advised: dict[str, Any] = {"must": left, "should": (*move.should, name), "override": kept}
        yield spot.with_("conditions", f"only advises {name} instead of asking for it", **advised)
        yield spot.with_("conditions", f"no longer asks for {name}", must=left, override=kept)
    for n, name in enumerate(move.should):
        left, must = without(move.should, n), (*move.must, name)
        yield spot.with_("conditions", f"asks for {name} instead of only advising it", must=must, should=left)
        yield spot.with_("conditions", f"no longer advises {name}", should=left)
    for n, (name, role) in enumerate(move.override):
        says = f"no longer lets {plain(role)} lift {name}"
        yield spot.with_("conditions", says, override=without(move.override, n))


def _fewer(spot: Spot, name: str, verb: str, *, only_there: bool = False) -> Iterator[Change]:
    """One fewer of what is done besides."""
    values = getattr(spot.thing, name)
    for n, value in enumerate(values):
        said = plain(value) if name in {"assigns", "releases"} else value if isinstance(value, str) else value[0]
        new: dict[str, Any] = {name: without(values, n)}
        yield spot.with_("effects", f"no longer {verb} {said}", only_there=only_there, **new)


# --- conditions -----------------------------------------------------------------------------------------------------
def _fewer_asked(spot: Spot) -> Iterator[Change]:
    """One test or part fewer, where something is left, and any of the parts instead of all or all instead of any."""
    condition: Condition = spot.thing
    several = len(condition.tests) + len(condition.parts) > 1
    for n, test in enumerate(condition.tests if several else ()):
        yield spot.with_(
            "conditions", f"no longer asks that {said(test)}", test.span, tests=without(condition.tests, n)
        )
    for name in ("all_of", "any_of", "none_of"):
        parts = getattr(condition, name)
        for n, part in enumerate(parts if several else ()):
            left: dict[str, Any] = {name: without(parts, n)}
            yield spot.with_("conditions", f"no longer looks at {part}", **left)
    if len(condition.all_of) > 1 and not condition.any_of:
        says = f"holds by any instead of all of {listed(condition.all_of, 'and')}"
        yield spot.with_("conditions", says, all_of=(), any_of=condition.all_of)
    if len(condition.any_of) > 1:
        says = f"holds by all instead of any of {listed(condition.any_of, 'and')}"
        yield spot.with_("conditions", says, any_of=(), all_of=(*condition.all_of, *condition.any_of))


def said(test: Test) -> str:
    """A comparison in the words of the file."""
    if test.op == "complete":
        return f"{test.fact} is {'' if test.value else 'not '}complete"
    if isinstance(test.value, LimitName | Fact):
        value = test.value.name if isinstance(test.value, LimitName) else str(test.value)
    elif isinstance(test.value, tuple):
        value = listed(test.value, "and" if test.op == "include_all" else "or")
    else:
        value = "anything" if test.value is None else str(test.value)
    verb = {"is": "is", "include": "includes", "include_all": "includes", "changed_since": "has changed since"}
    return f"{test.fact} {verb.get(test.op, f'is {plain(test.op)}')} {value}"
