"""
What is written otherwise and yet comes out as before in every case, proved from the rules around it.

Each proof goes by what can happen at all: every way on counts as one that can be gone, every person as one who can be
there.
What is not proved is told as a difference; nothing here words one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.edges import edges
from mentorflow.rules.workflow import BACK, EACH, EITHER, Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Deadline, Form, Test, Workflow


# --- who sees -------------------------------------------------------------------------------------------------------
def seen_by_partners_only(workflow: Workflow, form: str, field: str) -> bool:
    """Whether an answer reaches nobody but the partners and whoever gave it, even where it is not private."""
    asked = workflow.form_by_name.get(form)
    question = None if asked is None else asked.field(field)
    if asked is None or question is None:
        return False
    partners = {*workflow.partner_roles, EACH, EITHER}
    writers = set() if asked.copy_each else set(asked.filled_in_by.parts)
    shown = {role for move in workflow.every_move() for name, role in move.shows if name == form}
    return {*asked.also_seen_by, *question.also_seen_by, *writers, *shown} <= partners


# --- the first time and the latest ----------------------------------------------------------------------------------
def happens_once(workflow: Workflow, deadline: Deadline) -> bool:
    """
    Whether a deadline's moments happen no more than once while it matters, so that the first time is the latest.

    The deadline of a form does not matter any more once the form is complete for good: what can only happen again
    after that does not count.
    """
    every = edges(workflow)
    begins = [edge for edge in every if _is_moment(edge, deadline)]
    if not set(deadline.moments) <= {*workflow.state_by_name, *(move.name for move in workflow.every_move())}:
        return False
    form = workflow.form_by_name[deadline.owner[1]] if deadline.owner[0] == "form" else None
    done = form.name if form is not None and stays_complete(workflow, form) else None
    ways = [edge for edge in every if done is None or not needs_complete(workflow, edge, done)]
    return not any(_comes_again(_after(ways, begin), begin, begins) for begin in begins)


def _after(ways: list[Edge], begin: Edge) -> list[Edge]:
    """
    The ways on that count after a moment.

    To go back leads to where one has been since the last state without a way back, so that nothing is reached by it
    that was not before; only from a state with a way back of its own can it lead further.
    """
    here = begin.target or begin.source
    if any(way.back and way.source == here for way in ways):
        return ways
    return [way for way in ways if not way.back]


def _is_moment(edge: Edge, deadline: Deadline) -> bool:
    made = edge.move is not None and edge.move.name in deadline.moments
    # Whoever goes back to a state after a pause has been there all along.
    return made or (edge.target in deadline.moments and not edge.back)


def _comes_again(ways: list[Edge], begin: Edge, moments: list[Edge]) -> bool:
    """Whether one of some edges can be taken after another one."""
    pending, seen = [begin.target or begin.source], set[str | None]()
    while pending:
        here = pending.pop()
        if here in seen:
            continue
        seen.add(here)
        for edge in (way for way in ways if way.source == here and way.kind != "start"):
            if edge in moments:
                return True
            pending.append(edge.target or edge.source)
    return False


# --- forms that are complete ----------------------------------------------------------------------------------------
def is_complete_at_once(form: Form) -> bool:
    """Whether a form is complete as soon as somebody has handed it in: one copy, and no signatures."""
    return not form.copy_each and form.signed_by is None


def stays_complete(workflow: Workflow, form: Form) -> bool:
    """Whether a form that is complete is never asked anew, and never lacks anything again."""
    anew = any(row.reopen == form.name for table in workflow.routing for row in table.rows)
    changed_hands = any(move.assigns or move.releases for move in workflow.every_move())
    return is_complete_at_once(form) and not form.repeats and not anew and not changed_hands


def needs_complete(workflow: Workflow, edge: Edge, form: str) -> bool:
    """Whether an edge can be taken only where a form is complete, so that nobody can do without."""
    if edge.kind == "complete" and edge.trigger == form:
        return True
    liftable = {name for name, _ in edge.move.override} if edge.move is not None else set()
    asked = [name for name in (edge.move.must if edge.move is not None else ()) if name not in liftable]
    if edge.routing is not None and edge.row is not None:
        cells = workflow.routing_by_name[edge.routing].rows[edge.row].cells
        asked += [cell.condition for cell in cells if cell.wanted]
    return any(implies_complete(workflow, name, form) for name in asked)


def implies_complete(workflow: Workflow, condition: str, form: str) -> bool:
    """Whether a condition holds only where a form is complete, by what it asks for itself or by a part of it."""
    asked = workflow.condition_by_name[condition]
    own = any(_asks_complete(workflow, test, form) for test in asked.tests)
    return own or any(implies_complete(workflow, part, form) for part in asked.all_of)


def _asks_complete(workflow: Workflow, test: Test, form: str) -> bool:
    if test.fact.kind != "form" or test.fact.form != form:
        return False
    once_in = test.op == "changed_since" and is_complete_at_once(workflow.form_by_name[form])
    return (test.op == "complete" and bool(test.value)) or once_in


# --- states that are passed -----------------------------------------------------------------------------------------
def passed_for(workflow: Workflow, state: str) -> tuple[str, str] | None:
    """
    The form with which a state is passed at once where it is complete, and where that leads; None for other states.

    Nothing hangs on such a state but that form: nobody looks back at it, no deadline stands in it, nothing opens
    there, and it makes no difference to the form that it has been used.
    """
    here = workflow.state_by_name.get(state)
    if here is None or len(here.when_complete) != 1 or here.when_changed or here.clocks_stopped:
        return None
    (wait,) = here.when_complete
    form, after = workflow.form_by_name[wait.form], workflow.state_by_name.get(wait.to)
    if after is None or after.when_complete or after.when_changed or _looked_back_at(workflow, state):
        return None
    kept = stays_complete(workflow, form) and form.editable_after_use
    changes = any(when.form == form.name for each in workflow.states for when in each.when_changed)
    returns = any(move.to == BACK for move in workflow.every_move())
    return (form.name, after.name) if kept and not changes and not returns else None


def _looked_back_at(workflow: Workflow, state: str) -> bool:
    """Whether anything is counted from a state, opens from it, or compares with it."""
    moments = {moment for deadline in workflow.every_deadline() for moment in deadline.moments}
    opening = {form.open_from for form in workflow.forms}
    own = bool(workflow.state_by_name[state].deadlines)
    return (
        own or state in moments | opening or state in {name for test in _tests(workflow) for name in _moments(test)}
    )


def _tests(workflow: Workflow) -> Iterable[Test]:
    for condition in workflow.conditions:
        yield from condition.tests


def _moments(test: Test) -> Iterable[str]:
    if test.op == "changed_since":
        yield str(test.value)
    facts = (fact for fact in (test.fact, test.value) if isinstance(fact, Fact))
    yield from (fact.name for fact in facts if fact.kind in {"since", "times"})
