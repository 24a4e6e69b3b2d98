"""The values of the hand-written class: slots classes that are frozen by convention, so that making one is cheap."""

from __future__ import annotations

from typing import Any, TypeAlias

import attrs

Answers: TypeAlias = "tuple[Any, ...]"
Pairs: TypeAlias = "tuple[tuple[str, Any], ...]"
Rows: TypeAlias = "tuple[tuple[str, int, str | None], ...]"  # the table, the row from zero, whose sheet it was


@attrs.define
class People:
    """Who holds which role; a role may be held by several."""

    mentee: tuple[str, ...]
    mentor: tuple[str, ...]
    coordinator: tuple[str, ...]
    supervisor: tuple[str, ...]


@attrs.define
class Moment:
    """When something happened, first and latest, by record and by instant."""

    first_seq: int
    first_at: int
    last_seq: int
    last_at: int
    times: int


@attrs.define
class Moments:
    """The moments that a rule of this process looks at."""

    matched: Moment | None = None
    agreed: Moment | None = None
    recovering: Moment | None = None
    with_coordinator: Moment | None = None
    checked_up: Moment | None = None
    reviewed: Moment | None = None


@attrs.define
class Sheet:
    """One person's copy of a form."""

    person: str
    role: str
    answers: Answers
    seq: int


@attrs.define
class Round:
    """One time of asking."""

    number: int = 1
    open: bool = False
    sheets: tuple[Sheet, ...] = ()
    signed: tuple[str, ...] = ()
    complete: bool = False
    consumed: bool = False
    changed: int = 0


@attrs.define
class Forms:
    """The present round of each form; None where nobody has opened it."""

    agreement: Round | None = None
    plan: Round | None = None
    check_up: Round | None = None
    recovery_plan: Round | None = None
    mid_point_review: Round | None = None
    end_evaluation: Round | None = None


@attrs.define
class Partnership:
    """
    One mentee, one mentor, one state.

    *wake* is an instant before which no deadline can fall: the one comparison that most acts need.
    *halves* are the partners who have confirmed the close.
    """

    id: str
    state: str
    came_from: str | None
    seq: int
    at: int
    entered_seq: int
    entered_at: int
    people: People
    moments: Moments
    forms: Forms
    tries: int
    program_days: int
    halves: tuple[str, ...]
    wake: int


@attrs.define
class Notice:
    """Somebody is to be told."""

    to: str
    role: str
    kind: str
    about: str
    mark: str | None = None


@attrs.define
class Change:
    """What an act changed beside the state, so that folding decides nothing."""

    made: bool = True
    completed: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    program_days: int | None = None


@attrs.define
class Record:
    """One stored step: its inputs and its outcome. *origin* is the id and the people, for a start."""

    seq: int
    at: int
    kind: str
    name: str
    by: str
    role: str
    facts: Pairs
    answers: Answers | None
    entered: tuple[str, ...]
    rows: Rows
    warnings: tuple[str, ...]
    notices: tuple[Notice, ...]
    effects: tuple[str, ...]
    change: Change
    origin: tuple[str, People] | None = None


@attrs.define
class Refusal:
    """One reason why an act was refused."""

    kind: str
    subject: str


@attrs.define
class Decision:
    """What an act answers."""

    outcome: str
    partnership: Partnership | None
    record: Record | None
    refusals: tuple[Refusal, ...]
    warnings: tuple[str, ...]


# Nobody has to open the plan of recovery: its first round is there when the first sheet is handed in.
FIRST = Round(open=True)
MADE = Change()
NOT_YET = Change(made=False)
NOTHING: tuple[Any, ...] = ()
