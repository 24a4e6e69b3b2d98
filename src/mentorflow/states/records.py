"""
What is stored of a partnership: its records, and what each of them changed.

Shapes only: nothing here decides, folds, renders or reads a clock (docs/decisions/0005).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import attrs

from mentorflow.rules.calendar import instant
from mentorflow.states.partnership import Answer, Holders, LimitValue, Partnership, Sheetful
from mentorflow.states.sealed import Sealed, maker


class Notice(NamedTuple):
    """
    Somebody is to be told; the host delivers it.

    *kind* is ``told``, ``reminded`` or ``opened`` (a form waits for them); *about* names the move, form or deadline;
    *mark* is the word of the deadline (``late``, ``5 days before``).
    A notice never carries answers or private reasons (ruling 13).
    """

    to: str
    role: str
    kind: str
    about: str
    mark: str | None = None


@attrs.frozen
class Fall:
    """Which deadline a fall record stands for: its anchoring record, its resolved limit, and how many have fallen."""

    owner: tuple[str, str]
    anchor_seq: int
    limit: LimitValue
    count: int


@attrs.define(eq=True, unsafe_hash=True)
class _ChangeSlots:
    made: bool
    back: bool
    completed: tuple[str, ...]
    consumed: tuple[str, ...]
    reopened: tuple[str, ...]
    unlocked: tuple[str, ...]
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    assigned: tuple[tuple[str, Holders], ...]
    limits: tuple[tuple[str, LimitValue], ...]
    shown: tuple[tuple[str, str], ...]
    used: tuple[str, ...]
    fall: Fall | None
    reason: str | None


class Change(Sealed, _ChangeSlots):
    """
    What an act changed beyond the state, so that the fold need not evaluate anything.

    *made* is false for the first half of a joint move.
    *completed*, *consumed*, *reopened*, *unlocked* (opened by this act), *opened* (now open to those who fill them
    in) and *closed* are names of forms.
    *assigned* pairs roles with their new holders, *limits* pairs limit names with their new values.
    *shown* pairs forms with roles; *used* are the lifts used up.
    *back* says that the state entered is the one before, whose clocks go on (``to: back``).
    """

    __slots__ = ()


make_change: Callable[..., Change] = maker(_ChangeSlots, Change)

# The changes that nearly all moves have, shared; the fold knows them by identity and touches no form for them.
NO_CHANGE = make_change(True, False, (), (), (), (), (), (), (), (), (), (), None, None)  # noqa: FBT003 - slots
HALF = make_change(False, False, (), (), (), (), (), (), (), (), (), (), None, None)  # noqa: FBT003 - slots
JUST_BACK = make_change(True, True, (), (), (), (), (), (), (), (), (), (), None, None)  # noqa: FBT003 - slots
PLAIN_CHANGES = (NO_CHANGE, JUST_BACK, HALF)


@attrs.frozen
class RowTaken:
    """A row of a routing table that was taken; *index* counts from zero, *person* is whose sheet it was."""

    routing: str
    index: int
    person: str | None = None


@attrs.frozen
class Origin:
    """What a start record begins with."""

    id: str
    digest: str
    people: tuple[Holders, ...]
    limits: tuple[tuple[str, LimitValue], ...] = ()


class Record(NamedTuple):
    """
    One stored step of a partnership's history, with its inputs and its outcome (ruling 6).

    *kind* is ``start``, ``move``, ``submit``, ``sign``, ``open``, ``close``, ``lift``, ``fall`` or ``migrated``.
    *entered* lists the states entered, in order; empty when the partnership stayed.
    *origin* is what only a first record has: ``Origin`` for a start, a ``Partnership`` for ``migrated``.
    """

    seq: int
    at_us: int
    kind: str
    name: str
    by: str | None
    role: str | None
    facts: tuple[tuple[str, Answer], ...]
    answers: Sheetful | None
    entered: tuple[str, ...]
    rows: tuple[RowTaken, ...]
    warnings: tuple[str, ...]
    overrides: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]
    effects: tuple[str, ...]
    change: Change
    origin: Origin | Partnership | None

    @property
    def at(self) -> dt.datetime:
        """The instant it took effect, in UTC."""
        return instant(self.at_us)

    def __repr__(self) -> str:
        return f"<Record {self.seq} {self.kind} {self.name} by {self.by}>"


# A record is made with every act; this fills one at once from a tuple of its fields.
make_record: Callable[[tuple[object, ...]], Record] = partial(tuple.__new__, Record)
