"""
Which conditions decided something, and on which side they came out.

A condition counts where it mattered: a ``must`` or ``should`` of a move that was decided, the cells of the row that
was taken, a cell that alone kept another row from fitting, and what a question of a sheet hangs on.
Of what a condition is made of, only the parts count that made it come out as it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.elements import side_key
from mentorflow.rules.verdicts import evaluate, evaluate_rows
from mentorflow.states.views import as_it_stood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.elements import Key
    from mentorflow.rules.verdicts import Verdict
    from mentorflow.rules.workflow import Cell, Condition, Workflow
    from mentorflow.states.decision import Decision
    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Partnership, Sheetful
    from mentorflow.states.records import Record, RowTaken

_MOVES = frozenset({"start", "move"})


@attrs.frozen
class Judged:
    """
    Every condition that was asked for one decision, with all that it was judged by.

    *asked* are those of the move and of the questions; *tables* are the rows taken, each with all of its table.
    """

    asked: tuple[Verdict, ...]
    tables: tuple[tuple[RowTaken, tuple[Verdict, ...]], ...]

    def every(self) -> Iterator[Verdict]:
        """All of the conditions."""
        yield from self.asked
        yield from (part for _, rows in self.tables for row in rows for part in row.parts)


def judged(act: Act, decision: Decision) -> Judged:
    """Judge once more what was asked for one decision."""
    asked = (*_of_move(act, decision), *_of_questions(act, decision.record))
    rows = decision.record is not None and decision.record.rows
    return Judged(asked, tuple(_tables(act, decision.record)) if decision.record is not None and rows else ())


def sides(workflow: Workflow, judged: Judged) -> Iterator[Key]:
    """The sides of all conditions that one decision rests on, as keys."""
    for verdict in judged.asked:
        yield from _decisive(workflow, verdict.condition, verdict)
    yield from _of_tables(workflow, judged)


def asked_for(act: Act, decision: Decision) -> tuple[str, ...]:
    """The conditions that may have been asked for one decision, without those they are made of; judges none."""
    workflow, record, names = act.plan.workflow, decision.record, list[str]()
    if act.kind in _MOVES:
        offers = act.plan.states[act.p.state].moves if act.p.state else act.plan.starts
        move = offers[act.name].move if act.name in offers else None
        names += () if move is None else (*move.must, *move.should)
    if record is not None and record.kind == "submit":
        names += [field.asked_if for field in workflow.form_by_name[record.name].fields if field.asked_if is not None]
    for taken in () if record is None else record.rows:
        names += [cell.condition for row in workflow.routing_by_name[taken.routing].rows for cell in row.cells]
    return tuple(names)


def _of_move(act: Act, decision: Decision) -> Iterator[Verdict]:
    """Every ``must`` and ``should`` of a move that was accepted; of one that a condition refused, every ``must``."""
    accepted, kinds = decision.record is not None, {refusal.kind for refusal in decision.refusals}
    if act.kind in _MOVES and (accepted or kinds == {"condition"}):
        offers = act.plan.states[act.p.state].moves if act.p.state else act.plan.starts
        move = offers[act.name].move
        for name in (*move.must, *(move.should if accepted else ())):
            yield evaluate(act.plan.layout, name, act.p, act.facts, act.us)


def _of_questions(act: Act, record: Record | None) -> Iterator[Verdict]:
    """What the questions of a sheet that was taken hang on."""
    if record is not None and record.kind == "submit":
        form = act.plan.workflow.form_by_name[record.name]
        for name in dict.fromkeys(field.asked_if for field in form.fields if field.asked_if is not None):
            yield evaluate(act.plan.layout, name, act.p, act.facts, act.us, record.answers, sheet_of=form.name)


# --- tables ---------------------------------------------------------------------------------------------------------
def _of_tables(workflow: Workflow, judged: Judged) -> Iterator[Key]:
    for taken, verdicts in judged.tables:
        rows = workflow.routing_by_name[taken.routing].rows
        for index, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
            for cell, part in _mattered(row.cells, verdict, taken=index == taken.index):
                yield from _decisive(workflow, cell.condition, part)


def _tables(act: Act, record: Record) -> Iterator[tuple[RowTaken, tuple[Verdict, ...]]]:
    """Every row that was taken, with all rows of its table as they were judged."""
    stood = as_it_stood(act.plan, None if record.kind == "start" else act.p, record)
    for taken in record.rows:
        routing = act.plan.workflow.routing_by_name[taken.routing]
        answers = _answers(act, stood, taken)
        yield taken, tuple(evaluate_rows(act.plan.layout, routing, stood, dict(record.facts), record.at_us, answers))


def _answers(act: Act, stood: Partnership, taken: RowTaken) -> Sheetful | None:
    """The sheet that found its row; None for a table that is read once for all."""
    slot = act.plan.tables[taken.routing].sheets_of
    asked = None if slot is None else stood.rounds[slot]
    sheets = () if asked is None else asked.sheets
    return next((sheet.answers for sheet in sheets if sheet.person == taken.person), None)


def _mattered(cells: tuple[Cell, ...], row: Verdict, *, taken: bool) -> list[tuple[Cell, Verdict]]:
    """All cells of the row taken; of another row the one that alone stood in its way."""
    pairs = list(zip(cells, row.parts, strict=True))
    against = [(cell, part) for cell, part in pairs if part.holds != cell.wanted]
    return pairs if taken else against if len(against) == 1 else []


# --- what made it come out so ---------------------------------------------------------------------------------------
def _decisive(workflow: Workflow, name: str, verdict: Verdict) -> Iterator[Key]:
    """A condition on the side it came out on, and the parts that brought it there."""
    condition = workflow.condition_by_name[name]
    yield side_key(name, holds=verdict.holds)
    named = {part.condition: part for part in verdict.parts if part.condition in condition.parts}
    for part in _brought_about(condition, named, holds=verdict.holds):
        yield from _decisive(workflow, part, named[part])


def _brought_about(condition: Condition, named: dict[str, Verdict], *, holds: bool) -> Iterator[str]:
    yield from (part for part in condition.all_of if named[part].holds == holds)
    if any(named[part].holds for part in condition.any_of) == holds:
        yield from (part for part in condition.any_of if named[part].holds == holds)
    yield from (part for part in condition.none_of if named[part].holds != holds)
