"""
What happens to a partnership, as frozen values: the partnership itself, its records, and what an act answers.

Shapes only: nothing here decides, folds, renders or reads a clock.
Each value is made by one private maker: an open base with attrs' fast initialiser becomes the sealed public class,
which refuses every later change (docs/decisions/0005).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable  # noqa: TC003 - attrs resolves the types of the slots
from functools import partial
from typing import Any, NamedTuple, NoReturn, TypeAlias

import attrs

from mentorflow.rules.calendar import Duration, instant
from mentorflow.rules.workflow import Share

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


class Sealed:
    """Refuses every change; the makers below fill the slots before an object becomes sealed."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        msg = f"a {type(self).__name__} cannot be changed"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        msg = f"a {type(self).__name__} cannot be changed"
        raise AttributeError(msg)


def _maker(slots: type, public: type[Any]) -> Callable[..., Any]:
    """A function that fills the slots in their order, then seals."""

    def make(*values: Any) -> Any:
        made: Any = slots(*values)
        made.__class__ = public
        return made

    return make


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


make_moment: Callable[..., Moment] = _maker(_MomentSlots, Moment)


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


make_partnership: Callable[..., Partnership] = _maker(_PartnershipSlots, Partnership)
# Fills in the one slot that follows from the others, before anybody has seen the partnership.
wake_at: Callable[[Partnership, int], None] = vars(_PartnershipSlots)["wake_us"].__set__


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


make_change: Callable[..., Change] = _maker(_ChangeSlots, Change)

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


@attrs.frozen
class Refusal:
    """
    One reason why an act was refused.

    *kind* is ``not_offered``, ``role``, ``window``, ``answer`` or ``condition``; *subject* names the trigger, form,
    field or condition; *message* is a plain sentence that never carries anybody else's answers.
    *place* is ``file:line`` of the rule.
    """

    kind: str
    subject: str
    message: str
    place: str


@attrs.frozen
class Warned:
    """Advice that an accepted act did not follow: the name of a condition or field, and a plain sentence."""

    subject: str
    message: str
    place: str


class Decision(NamedTuple):
    """
    What an act answers.

    *outcome* is ``moved`` (a state was entered), ``recorded``, ``refused`` or ``not_offered``.
    *partnership* is the new one, or the very object that was given when nothing was accepted (None for a refused
    start).
    *before* holds the decisions of deadlines that fell first; *why* explains, and does not count when two decisions
    are compared.
    """

    outcome: str
    partnership: Partnership | None
    before: tuple[Decision, ...]
    record: Record | None
    refusals: tuple[Refusal, ...]
    warnings: tuple[Warned, ...]
    why: Callable[[Decision, str | None], str]

    @property
    def accepted(self) -> bool:
        """Whether something was recorded."""
        return self.record is not None

    @property
    def records(self) -> tuple[Record, ...]:
        """What to append to the history, in order, with the deadlines that fell first."""
        own = () if self.record is None else (self.record,)
        return (*(record for decision in self.before for record in decision.records), *own)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Who is to be told, in order, with the deadlines that fell first."""
        return tuple(notice for record in self.records for notice in record.notices)

    @property
    def effects(self) -> tuple[str, ...]:
        """What the host is asked to do, in order, with the deadlines that fell first."""
        return tuple(effect for record in self.records for effect in record.effects)

    def explain(self, to: str | None = None) -> str:
        """
        Why it came out this way, in plain sentences with the places of the rules.

        *to* leaves out what that person may not see (ruling 13); without it everything is said.
        """
        return self.why(self, to)

    def __bool__(self) -> NoReturn:
        msg = "ask for decision.outcome or decision.accepted: a decision is neither true nor false"
        raise TypeError(msg)

    def __repr__(self) -> str:
        return f"<Decision {self.outcome} {self.partnership!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])


# A decision is made with every act; this fills one at once from a tuple of its fields.
make_decision: Callable[[tuple[object, ...]], Decision] = partial(tuple.__new__, Decision)
