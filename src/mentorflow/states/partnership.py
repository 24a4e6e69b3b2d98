"""
A partnership as a frozen value, and the values it is made of: moments, rounds of forms, halves, what was shown.

Shapes only: nothing here decides, folds, renders or reads a clock (docs/decisions/0005).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable  # noqa: TC003 - attrs resolves the types of the slots
from typing import Any, NamedTuple, TypeAlias

import attrs

from mentorflow.rules.calendar import Duration, instant
from mentorflow.rules.workflow import Share
from mentorflow.states.sealed import Sealed, maker

# An answer as it is kept: hashable, in the order of the file. A list of rows is a tuple of tuples.
Answer: TypeAlias = str | int | bool | dt.date | Duration | tuple[Any, ...] | None
Sheetful: TypeAlias = tuple[Answer, ...]
# Who holds a role: nobody, one person, or several. One person stands bare, because nearly all roles have one.
Holders: TypeAlias = str | tuple[str, ...] | None
LimitValue: TypeAlias = int | Duration | Share
# Before any instant, in microseconds: there is always a deadline to be looked at.
LOOK = -(1 << 62)


def holders(slot: Holders) -> tuple[str, ...]:
    """The people in a role slot."""
    if slot is None:
        return ()
    return (slot,) if isinstance(slot, str) else slot


@attrs.define(eq=True, unsafe_hash=True, repr=False)
class _MomentSlots:
    first_seq: int
    first_at: int
    last_seq: int
    last_at: int
    times: int


class Moment(Sealed, _MomentSlots):
    """When a state was entered, a move made or a form completed: first and latest, by record and instant."""

    __slots__ = ()


make_moment: Callable[..., Moment] = maker(_MomentSlots, Moment)


class Sheet(NamedTuple):
    """One person's copy of a form, or the one copy; *answers* in the order of the fields, None where not answered."""

    person: str
    role: str
    answers: Sheetful
    seq: int
    at_us: int


class Round(NamedTuple):
    """
    One time of asking.

    *open* is True once somebody has opened the form, False once it was closed, None before either; the window needs
    its ``open_from`` as well.
    *signed* holds people in the order they signed; *consumed* says that the state it was awaited in has used it;
    *changed* is the record of the latest sheet; *asked_us* the instant at which it became open to its fillers.
    """

    number: int = 1
    open: bool | None = None
    sheets: tuple[Sheet, ...] = ()
    signed: tuple[str, ...] = ()
    complete: bool = False
    consumed: bool = False
    changed: int = 0
    asked_us: int = 0


class Pending(NamedTuple):
    """
    What waits in the present state and ends when it is left.

    *kind* is ``half`` (a joint move one partner has made) or ``lift`` (a condition lifted, with the lifter).
    """

    kind: str
    name: str
    person: str
    seq: int
    at_us: int


@attrs.frozen
class Shown:
    """
    A form as it stood when its owner showed it to a role; private answers are left out when it is read.

    *people* are those it was shown to: they held the role then, and whoever takes it later was shown nothing (D-40).
    """

    form: str
    role: str
    people: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    seq: int


@attrs.define(eq=True, unsafe_hash=True, repr=False)
class _PartnershipSlots:
    id: str
    digest: str
    state: str
    came_from: tuple[tuple[str, int, int], ...]
    seq: int
    at_us: int
    entered_seq: int
    entered_us: int
    people: tuple[Holders, ...]
    moments: tuple[Moment | None, ...]
    rounds: tuple[Round | None, ...]
    counts: tuple[int, ...]
    falls: tuple[tuple[int, LimitValue, int] | None, ...]
    limits: tuple[LimitValue, ...]
    pending: tuple[Pending, ...]
    pauses: tuple[tuple[int, int], ...]
    shown: tuple[Shown, ...]
    wake_us: int = attrs.field(default=LOOK, eq=False)


class Partnership(Sealed, _PartnershipSlots):
    """
    One mentee, one mentor, one state: the fold of a history, and all that deciding needs to know.

    Immutable; equal histories give equal partnerships.
    *state* is a state of the workflow, *seq* the number of the last record, *at* its instant.
    *wake_us* is an instant before which no deadline falls: it follows from the rest, so that it is neither compared
    nor stored; ``LOOK`` says that nobody has worked it out.
    The other slots are tuples in the workflow's own order and are for mentorflow's use.
    """

    __slots__ = ()

    @property
    def at(self) -> dt.datetime:
        """The instant of the last record, in UTC."""
        return instant(self.at_us)

    def __repr__(self) -> str:
        return f"<Partnership {self.id!r} {self.state} at record {self.seq}>"


make_partnership: Callable[..., Partnership] = maker(_PartnershipSlots, Partnership)
# Fills in the one slot that follows from the others, before anybody has seen the partnership.
wake_at: Callable[[Partnership, int], None] = vars(_PartnershipSlots)["wake_us"].__set__
