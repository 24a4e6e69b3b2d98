"""
What somebody gets to see of the answers of others, with the place where each can be seen.

Read off what the front door shows to that person, of the partnership as it is and of its records so far.
What somebody answered or was asked themselves is no secret from them, so it is left out.
Nothing here decides who may see what, and nothing here compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.states.views import asked_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Workflow
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record


@attrs.frozen
class Sight:
    """
    An answer that somebody sees.

    *home* is the form or the move that asks, *field* the question, *person* who answered; *where* says where it is
    seen, in words.
    """

    home: str
    field: str
    person: str
    where: str

    @property
    def name(self) -> str:
        """What it is called in a scenario file."""
        return f"{self.home}.{self.field}"


def sights(flow: Flow, p: Partnership, records: tuple[Record, ...], person: str) -> tuple[Sight, ...]:
    """The answers of others that a person sees: those of the forms first, then those of the history; pure."""
    return (*_of_view(flow, p, person), *_of_history(flow, records, person))


def names_seen(workflow: Workflow) -> tuple[str, ...]:
    """Everything that can be looked for: forms and moves that ask, each alone and with each of its questions."""
    forms = {form.name: [field.name for field in form.fields] for form in workflow.forms}
    moves: dict[str, list[str]] = {}
    for move in workflow.every_move():
        moves.setdefault(move.name, []).extend(field.name for field in move.asks)
    asking = {**forms, **{name: fields for name, fields in moves.items() if fields}}
    return (*asking, *(f"{home}.{field}" for home, fields in asking.items() for field in dict.fromkeys(fields)))


def _of_view(flow: Flow, p: Partnership, person: str) -> Iterator[Sight]:
    for form in flow.view(p, by=person).forms:
        for sheet in form.sheets:
            if sheet.person != person:
                where = f"on what {person} is shown of '{form.name}'"
                yield from (Sight(form.name, field, sheet.person, where) for field, _ in sheet.answers)


def _of_history(flow: Flow, records: tuple[Record, ...], person: str) -> Iterator[Sight]:
    stood = _stood_in(records)
    for record in flow.history(records, by=person):
        if record.answers is not None and record.by is not None and record.by != person:
            fields = asked_by(flow.plan, stood[record.seq], record)
            where = f"in the history, in record {record.seq}"
            given = zip(fields, record.answers, strict=True)
            yield from (Sight(record.name, f.name, record.by, where) for f, answer in given if answer is not None)


def _stood_in(records: tuple[Record, ...]) -> dict[int, str]:
    """The state in which each record was made; none for the start."""
    stood: dict[int, str] = {}
    here = ""
    for record in records:
        stood[record.seq] = here
        here = record.entered[-1] if record.entered else here
    return stood
