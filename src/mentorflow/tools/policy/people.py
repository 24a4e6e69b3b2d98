"""Who takes part, who may do what and when, and who sees what: all that is asked of a policy role by role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.workflow import EACH, EITHER
from mentorflow.tools.policy.course import where
from mentorflow.tools.policy.page import NOTHING, Bullets, Paragraph, Section, Table
from mentorflow.tools.policy.words import both, capital, joined, people, quoted, sentence, thing, titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.workflow import Field, Form, Move, Role, Who, Workflow
    from mentorflow.tools.policy.page import Block


# --- who takes part -------------------------------------------------------------------------------------------------
def purpose(workflow: Workflow) -> Section:
    """What the policy is for, and who takes part."""
    text = joined((
        f"This policy says how a {thing(workflow)} of this kind begins, how it goes on, and how it ends.",
        *(_kind(workflow, kind, says) for kind, says in _KINDS.items()),
    ))  # fmt: skip
    return Section("Purpose and people", (Paragraph(text),))


_KINDS = {
    "partners": "the partners are {}",
    "staff": "the program is run by {}",
    "others": "{} may take part as well",
    "application": "some steps are made without a person, by {}",
}


def _kind(workflow: Workflow, kind: str, says: str) -> str:
    roles = [role.name for role in workflow.roles if role.kind == kind]
    return sentence(says.format(people(workflow, roles))) if roles else ""


# --- who may do what ------------------------------------------------------------------------------------------------
def may(workflow: Workflow) -> Section:
    """Every move with the roles that may make it, and when."""
    roles = [role for role in workflow.roles if any(_may(workflow, move, role) for move in workflow.every_move())]
    columns = ("Step", *(capital(role.text) for role in roles), "When")
    return Section("Who may do what", (Table(columns, tuple(_moves(workflow, roles))),))


def _moves(workflow: Workflow, roles: list[Role]) -> list[tuple[str, ...]]:
    """A line for each move; moves that the same people may make at the same time share one."""
    together: dict[tuple[str, ...], list[str]] = {}
    for move, *cells in _each_move(workflow, roles):
        together.setdefault(tuple(cells), []).append(move)
    return [(both(moves), *cells) for cells, moves in together.items()]


def _each_move(workflow: Workflow, roles: list[Role]) -> Iterator[tuple[str, ...]]:
    for name in workflow.move_names:
        same = [move for move in workflow.every_move() if move.name == name]
        for move in same:
            alike = [each for each in same if (each.by, each.override) == (move.by, move.override)]
            if alike[0] is move:
                marks = (_may(workflow, move, role) or NOTHING for role in roles)
                yield (titled(workflow, name), *marks, capital(_when(workflow, alike)))


def _may(workflow: Workflow, move: Move, role: Role) -> str:
    if move.not_by is not None and role.name in move.not_by.parts:
        return ""
    meant = _meant(workflow, move.by)
    waives = "may waive" if any(role.name == other for _, other in move.override) else ""
    makes = ("jointly" if move.joint else "yes") if role.name in meant else ""
    return ", ".join(part for part in (makes, waives) if part)


def _meant(workflow: Workflow, who: Who) -> set[str]:
    """The roles that somebody holds who is meant."""
    partners = set(workflow.partner_roles) if {EACH, EITHER} & set(who.parts) else set()
    return partners | set(who.parts)


def _when(workflow: Workflow, moves: list[Move]) -> str:
    homes = [_home(workflow, move) for move in moves]
    return both(homes)


def _home(workflow: Workflow, move: Move) -> str:
    if move.home == "start":
        return "at the beginning"
    return where(workflow, move.only_in) if move.home == "any_time" else f"at {titled(workflow, move.home)}"


# --- who sees what --------------------------------------------------------------------------------------------------
def seen(workflow: Workflow) -> Section:
    """Which role sees the answers of which form."""
    roles = [role for role in workflow.roles if role.kind != "application"]
    rows = tuple(
        (titled(workflow, form.name), *(_sees(workflow, form, role) for role in roles)) for form in workflow.forms
    )
    table = Table(("Answers in", *(capital(role.text) for role in roles)), rows)
    return Section("Who sees what", (*_kinds_see(workflow), table, *_exceptions(workflow)))


def _kinds_see(workflow: Workflow) -> Iterator[Block]:
    said = {
        "staff": "Those who run the program see that a form is complete and what came of it; answers they see only"
        " where the table says so.",
        "others": "Others see nothing but what is shown to them.",
    }
    kinds = {role.kind for role in workflow.roles}
    texts = [
        "Whoever wrote an answer can always read it again.",
        *(text for kind, text in said.items() if kind in kinds),
    ]
    yield Paragraph(joined(texts))


def _sees(workflow: Workflow, form: Form, role: Role) -> str:
    partner = role.kind == "partners"
    if role.name in form.also_seen_by:
        return "yes"
    if partner and _meant(workflow, form.filled_in_by) & set(workflow.partner_roles):
        return _between(form)
    if role.name in form.filled_in_by.parts:
        return "yes"
    return (
        "once it is shown" if any((form.name, role.name) in move.shows for move in workflow.every_move()) else NOTHING
    )


def _between(form: Form) -> str:
    """What one partner sees of the other's."""
    if form.hidden_from_partner is None or not form.copy_each:
        return "yes"
    return "their own only" if form.hidden_from_partner == "always" else "the other's once both have answered"


def _exceptions(workflow: Workflow) -> Iterator[Block]:
    entries = (*_private(workflow), *_also(workflow), *_of_moves(workflow))
    if entries:
        yield Bullets(entries)


def _private(workflow: Workflow) -> Iterator[str]:
    for form in workflow.forms:
        names = [quoted(field.ask) for field in form.fields if field.private]
        if names:
            verb = "stay" if len(names) > 1 else "stays"
            yield sentence(
                f"What is answered to {both(names)} in {titled(workflow, form.name)} {verb} between the partners,"
                " whatever else is shown"
            )


def _also(workflow: Workflow) -> Iterator[str]:
    fields = [field for form in workflow.forms for field in form.fields if not field.private]
    yield from _seen_too(workflow, fields)


def _seen_too(workflow: Workflow, fields: Iterable[Field]) -> Iterator[str]:
    """Questions whose answers some see besides; those that the same people see are told together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for field in fields:
        if field.also_seen_by:
            together.setdefault(field.also_seen_by, []).append(quoted(field.ask))
    for who, asked in together.items():
        yield sentence(f"What is answered to {both(asked)} is seen by {people(workflow, who)} as well")


def _of_moves(workflow: Workflow) -> Iterator[str]:
    asked = [field for move in workflow.every_move() for field in move.asks]
    if asked:
        staff = [role.name for role in workflow.roles if role.kind == "staff"]
        seers = f" and by {people(workflow, staff)}" if staff else ""
        yield sentence(f"What a step asks is seen by whoever answers it{seers}")
    yield from _seen_too(workflow, asked)
