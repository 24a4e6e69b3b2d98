"""
What a machine says of itself beside what it does: labels, who may, what waits, what each event has to bring.

Read by people and programs around the machine; nothing that is decided depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from mentorflow.rules.calendar import as_written
from mentorflow.rules.edges import standing

if TYPE_CHECKING:
    from mentorflow.rules.calendar import Duration
    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Deadline, Form, Mark, Move, State, Workflow

Data: TypeAlias = "dict[str, Any]"


def answers(move: Move) -> str:
    """What the host is asked about the answers, people and forms that a move comes with."""
    return f"the answers of {move.name}"


def asks(move: Move) -> bool:
    """Whether a move can be refused for what it comes with."""
    return bool(move.asks or move.assigns or move.lengthens or move.shows)


def fall(edge: Edge) -> str:
    """The event of a mark: ``deadline.KIND.NAME.MARK``."""
    deadline, mark = edge.deadline, edge.mark
    return event_of(deadline, mark) if deadline is not None and mark is not None else ""


def event_of(deadline: Deadline, mark: Mark) -> str:
    """The event by which the host says that a mark of a deadline has fallen."""
    kind = deadline.owner[0]
    return f"deadline.{kind}.{mark.words}" if kind == "ends" else f"deadline.{kind}.{deadline.name}.{mark.words}"


def said(workflow: Workflow, edge: Edge) -> str:
    """One way in a few words: what is done, and the line of the table that leads it."""
    of_mark = "" if edge.mark is None else f": {edge.mark.words}"
    of_row = "" if edge.row is None else f" ({workflow.shown(str(edge.routing))}, row {edge.row + 1})"
    return f"{workflow.shown(edge.trigger)}{of_mark}{of_row}"


def way(workflow: Workflow, edge: Edge) -> Data:
    """Who may go it, what must and should hold, what it asks, and the place of the rule."""
    found: Data = {}
    move = edge.move
    if move is not None:
        told = {
            "by": list(move.by.parts),
            "not_by": [] if move.not_by is None else list(move.not_by.parts),
            "must": list(move.must),
            "should": list(move.should),
            "may_be_lifted_by": dict(move.override),
            "asks": [field.name for field in move.asks],
            "assigns": list(move.assigns),
        }
        found |= {key: value for key, value in told.items() if value}
    if edge.row is not None:
        found |= {"table": edge.routing, "row": edge.row + 1}
        row = workflow.routing_by_name[str(edge.routing)].rows[edge.row]
        found["if"] = {cell.condition: cell.wanted for cell in row.cells}
    return found


def state(workflow: Workflow, state: State) -> Data:
    """Its label, how it ends, what it waits for, its deadlines, and whether the clocks stand still."""
    found: Data = {"label": workflow.shown(state.name)}
    if state.final is not None:
        found["final"] = state.final
    if state.when_complete:
        found["waits_for"] = [when.form for when in state.when_complete]
    if state.clocks_stopped:
        found["clocks"] = "stopped"
    deadlines = [deadline(each) for each in standing(workflow, state)]
    return {**found, **({"deadlines": deadlines} if deadlines else {})}


def deadline(each: Deadline) -> Data:
    """How much time there is, from when it is counted, and the events of its marks."""
    found: Data = {"name": each.name, "of": " ".join(part for part in each.owner if part)}
    found |= {
        key: _length(value) for key, value in (("within", each.within), ("every", each.every)) if value is not None
    }
    found |= {"at_most": each.at_most} if each.at_most is not None else {}
    counted = {"first": "counted_from", "latest": "counted_anew_from"}.get(each.anchor)
    found |= {counted: list(each.moments)} if counted is not None and each.moments else {}
    return {**found, "events": [event_of(each, mark) for mark in each.marks]}


def _length(value: Duration | str) -> str:
    return as_written(value)


def form(form: Form) -> Data:
    """Who fills a form in, opens and signs it: all that the host has to see to."""
    found: Data = {"filled_in_by": list(form.filled_in_by.parts)}
    found |= {"signed_by": list(form.signed_by.parts)} if form.signed_by is not None else {}
    found |= {"opened_by": list(form.opened_by)} if form.opened_by else {}
    found |= {"opens_from": form.open_from} if form.open_from is not None else {}
    flags = ("living", "repeats", "stays_open_after_end")
    return {**found, **{name: True for name in flags if getattr(form, name)}}
