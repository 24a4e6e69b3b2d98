"""
What leads where: each routing table as two sentences or a small table, and the words used in them.

Every condition that a table reads is explained once, with its numbers, before the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.workflow import STAY
from mentorflow.tools.policy.claims import holds
from mentorflow.tools.policy.course import LEADS, goes
from mentorflow.tools.policy.page import NOTHING, Bullets, Heading, Paragraph, Section, Table
from mentorflow.tools.policy.words import are, both, people, quoted, sentence, term, thing, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Routing, Row, Workflow
    from mentorflow.tools.policy.page import Block


def leads(workflow: Workflow) -> Section:
    """All routing tables, in the order of the file."""
    return Section(
        LEADS, (*_terms(workflow), *(block for each in workflow.routing for block in _routing(workflow, each)))
    )


def _terms(workflow: Workflow) -> Iterator[Block]:
    """The conditions that tables with more than one of them read."""
    large = [routing for routing in workflow.routing if len(_conditions(routing)) > 1]
    names = dict.fromkeys(name for routing in large for name in _conditions(routing))
    if names:
        yield Paragraph("In the tables below, these words have a meaning of their own:")
        yield Bullets(tuple(f"{term(workflow, name)}: {sentence(holds(workflow, name))}" for name in names))


def _conditions(routing: Routing) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.condition for row in routing.rows for cell in row.cells))


def _routing(workflow: Workflow, routing: Routing) -> Iterator[Block]:
    yield Heading(_after(workflow, routing))
    if routing.row_for is not None:
        yield Paragraph(
            "Each partner's copy is looked at by itself; where they lead to different lines, the upper one counts."
        )
    names = _conditions(routing)
    if len(names) == 1:
        rows = sorted(routing.rows, key=lambda row: not row.cells[0].wanted)
        yield Bullets(tuple(_as_sentence(workflow, row) for row in rows))
    else:
        yield Table((*(term(workflow, name) for name in names), "What follows"), _rows(workflow, routing, names))


def _after(workflow: Workflow, routing: Routing) -> str:
    """What leads to a table, as its heading."""
    names = leading_to(workflow, routing)
    return f"After {both(names)}" if names else term(workflow, routing.name)


def leading_to(workflow: Workflow, routing: Routing) -> tuple[str, ...]:
    """The titles of the forms, moves and deadlines that lead to a table."""
    forms = [
        when.form
        for state in workflow.states
        for when in (*state.when_complete, *state.when_changed)
        if when.to == routing.name
    ]
    moves = [move.name for move in workflow.every_move() if move.to == routing.name]
    marks = [
        deadline.name for deadline in workflow.every_deadline() for mark in deadline.marks if mark.to == routing.name
    ]
    titles = (*(titled(workflow, name) for name in (*forms, *moves)), *(term(workflow, name) for name in marks))
    return tuple(dict.fromkeys(titles))


def _rows(workflow: Workflow, routing: Routing, names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((*(_cell(row, name) for name in names), sentence(follows(workflow, row))) for row in routing.rows)


def _cell(row: Row, name: str) -> str:
    wanted = next((cell.wanted for cell in row.cells if cell.condition == name), None)
    return NOTHING if wanted is None else "yes" if wanted else "no"


def _as_sentence(workflow: Workflow, row: Row) -> str:
    cell = row.cells[0]
    if not cell.wanted:
        return sentence(f"Otherwise, {follows(workflow, row)}")
    return sentence(f"If {holds(workflow, cell.condition)}, {follows(workflow, row)}")


def follows(workflow: Workflow, row: Row) -> str:
    """What comes of a row, as the end of a sentence."""
    parts = [goes(workflow, row.to) if row.to != STAY else f"the {thing(workflow)} stays where it is"]
    parts += [f"{titled(workflow, row.reopen)} is filled in afresh"] if row.reopen is not None else []
    told = [f"{people(workflow, row.tell)} {are(row.tell)} told"] if row.tell is not None else []
    texts = {effect.name: effect.text for effect in workflow.effects}
    asked = [f"the application is asked: {both(quoted(texts[name]) for name in row.effects)}"] if row.effects else []
    return "; ".join((both(parts), *told, *asked))
