"""
Claims about what is there when it is asked for: answers that conditions read, and states that really wait.

Proved where it is there on every way; doubted at the first place where it need not be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Related
from mentorflow.proofs.atlas import NOTHING, spent
from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.ground import must_cells
from mentorflow.proofs.reading import certain_of, happened, read_by_form, sheet
from mentorflow.proofs.view import being_at, being_in, where
from mentorflow.rules.edges import offered
from mentorflow.rules.workflow import Fact, Test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.proofs.atlas import Place
    from mentorflow.proofs.view import View
    from mentorflow.rules.workflow import Form, When
    from mentorflow.states.decision import Decision
    from mentorflow.states.partnership import Partnership

ANSWERED, WAITS = "answered before it is read", "waits"


@attrs.frozen
class _Reader:
    """
    Somewhere a condition is read: at a move, at a table, or for the questions of a form.

    *there* are the forms that are surely answered by what is being done itself.
    """

    condition: str
    where: str
    span: Span
    there: frozenset[str] = NOTHING


def reads(view: View) -> Iterator[Claim]:
    """Conditions read only what is answered on every path to them, unless they ask whether it is complete."""
    lacking: dict[tuple[str, str], tuple[_Reader, Place] | None] = {}
    for place in view.atlas.resting:
        for reader in (*_of_moves(view, place), *_of_tables(view, place), *_of_forms(view, place)):
            for form in view.answers_read(reader.condition):
                missing = sheet(form) not in place.facts | reader.there
                known = lacking.setdefault((reader.condition, form), None)
                lacking[reader.condition, form] = (reader, place) if missing and known is None else known
    for (condition, form), found in lacking.items():
        doubt = None if found is None else _unanswered(view, form, *found)
        # Several conditions that read the same form in one state come of one slip: nobody waits for it before.
        slip = "" if found is None else f"{form} in {found[1].state}"
        yield Claim(ANSWERED, f"{condition} {form}", doubt, slip=slip)


def _of_moves(view: View, place: Place) -> Iterator[_Reader]:
    workflow = view.ground.workflow
    for move in offered(workflow, workflow.state_by_name[place.state]):
        for condition in (*move.must, *move.should):
            others = tuple(cell for cell in must_cells(move, lifted=True) if cell.condition != condition)
            yield _Reader(condition, f"'{move.name}' in '{place.state}'", move.span, certain_of(workflow, others))


def _of_tables(view: View, place: Place) -> Iterator[_Reader]:
    workflow = view.ground.workflow
    for step in view.atlas.steps[place]:
        edge = step.edge
        if edge.routing is not None:
            just = frozenset([sheet(edge.trigger)]) if edge.kind == "complete" else NOTHING
            musts = certain_of(workflow, must_cells(edge.move, lifted=True)) if edge.move is not None else NOTHING
            for cell in workflow.routing_by_name[edge.routing].rows[edge.row or 0].cells:
                yield _Reader(cell.condition, f"'{edge.routing}' in '{place.state}'", cell.span, just | musts)


def _of_forms(view: View, place: Place) -> Iterator[_Reader]:
    """The questions of every form that can be filled in at a place; it answers them for itself."""
    for form in view.ground.workflow.forms:
        if _may_be_open(place, form):
            for condition in read_by_form(form):
                yield _Reader(
                    condition, f"'{form.name}' in '{place.state}'", form.span, frozenset([sheet(form.name)])
                )


def _may_be_open(place: Place, form: Form) -> bool:
    return (form.open_from is None or happened(form.open_from) in place.facts) and spent(form.name) not in place.facts


def _unanswered(view: View, form: str, reader: _Reader, place: Place) -> Doubt:
    condition, test = view.answers_read(reader.condition)[form]
    message = (
        f"{reader.where} reads '{_fact(form, test)}', and a partnership can be there without '{form}' filled in."
    )
    spot = Related(test.span, f"'{condition.name}' reads it here.")
    return Doubt(
        "not-answered-yet", message, reader.span,
        f"Wait for '{form}' before, or let the condition ask for '{form}: {{complete: yes}}' as well.",
        f"whether '{form}' is always filled in where {reader.where} reads it", "no life was found without it",
        being_at(f"{place.state} without {form}", place), related=(spot,),
    )  # fmt: skip


def _fact(form: str, test: Test) -> Fact:
    """What is read of a form: on the left, on the right, or as what marks are compared with."""
    return next((fact for fact in (test.fact, test.value) if isinstance(fact, Fact) and fact.form == form), test.fact)


# --- waits ----------------------------------------------------------------------------------------------------------
def waits(view: View) -> Iterator[Claim]:
    """A state that waits for a form really waits: the form is not complete on every path there already."""
    for state in view.ground.workflow.live_states:
        for when in state.when_complete if state.name in view.places_of else ():
            form = view.ground.workflow.form_by_name[when.form]
            places = view.places_of[state.name]
            always = not form.repeats and all(sheet(form.name) in place.facts for place in places)
            passes = _passes if view.ground.stays_complete(form) else _perhaps_waits
            yield Claim(WAITS, f"{state.name} {form.name}", passes(state.name, when) if always else None)


def _perhaps_waits(state: str, when: When) -> Doubt:
    """The form has been complete on every way, but may have lost a signature or a copy since."""
    question = f"whether anybody waits for '{when.form}' in '{state}'"
    reason = "it has been complete on every way there, and no life was found in which it has to be completed again"
    return Doubt("never-waits", "", when.span, "", question, reason, being_in(state), supports=True)


def _passes(state: str, when: When) -> Doubt:
    message = f"'{when.form}' is complete on every way to '{state}', so nobody ever waits there."
    return Doubt(
        "never-waits", message, when.span, "Wait for another form, add 'repeats: yes' to it, or take the state away.",
        f"whether anybody waits for '{when.form}' in '{state}'", "no life was found that goes through it",
        where(f"through {state}", lambda _, p, decision: _went_through(state, p, decision)),
    )  # fmt: skip


def _went_through(state: str, p: Partnership | None, decision: Decision) -> bool:
    """Whether a decision led into a state and out of it again at once."""
    return p is not None and p.state != state and any(state in record.entered for record in decision.records)
