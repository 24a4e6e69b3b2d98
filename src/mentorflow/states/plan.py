"""
A workflow prepared for deciding, as data: everything that is looked up while a partnership acts.

Conditions and tables are compiled, words for people have become role slots, targets are resolved.
``prepare`` makes it; a plan holds no partnership and never changes; nothing here decides.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import attrs

from mentorflow.rules.digest import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mentorflow.rules.calendar import Duration
    from mentorflow.rules.conditions import CompiledCondition, CompiledTable
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Deadline, Field, Form, Kind, Mark, Move, Routing, State, Workflow
    from mentorflow.states.decision import Warned
    from mentorflow.states.partnership import Answer, LimitValue
    from mentorflow.states.people import Cast

# Later than any instant, in microseconds.
NEVER = 1 << 62


@attrs.frozen(eq=False)
class RowPlan:
    """What follows when a row of a table fits."""

    target: TargetPlan
    tell: Cast
    effects: tuple[str, ...]
    reopen: str | None


@attrs.frozen(eq=False)
class TargetPlan:
    """Where something leads: a state, nowhere (None), the state before (*back*), or by a table."""

    state: str | None = None
    back: bool = False
    table: TablePlan | None = None
    entered: tuple[str, ...] = ()

    @property
    def stays(self) -> bool:
        """Whether it leads nowhere."""
        return self.state is None and self.table is None and not self.back


@attrs.frozen(eq=False)
class TablePlan:
    """A routing table prepared; *sheets_of* is the slot of the form whose every sheet finds its row."""

    routing: Routing
    row: CompiledTable
    sheets_of: int | None
    rows: tuple[RowPlan, ...]


class Lengthened(NamedTuple):
    """
    A limit that a move makes longer by the answer number *asked*, to *highest* at the most (None: no end).

    *called* is what sentences call it.
    """

    limit: str
    called: str
    slot: int
    field: str
    asked: int
    highest: Duration | None


@attrs.frozen(eq=False)
class MovePlan:
    """
    A move prepared.

    *plain* when it changes nothing but the state and limits; *advises* when it asks something that ``should_be``;
    *asked* tells for each question of *asks* whether it is asked, None where it always is.
    """

    move: Move
    name: str
    by: Cast
    barred: Cast
    must: tuple[tuple[str, CompiledCondition], ...]
    should: tuple[tuple[str, CompiledCondition, Warned], ...]
    override: dict[str, Cast]
    tell: Cast
    tell_first: Cast
    effects: tuple[str, ...]
    reads: tuple[str, ...]
    target: TargetPlan
    plain: bool
    joint: bool
    asks: tuple[Field, ...]
    asked: tuple[CompiledCondition | None, ...]
    advises: bool
    lengthens: tuple[Lengthened, ...]


@attrs.frozen(eq=False)
class FormPlan:
    """
    A form prepared.

    *opening* is the slot of the moment of its opening, None where nothing reads it.
    *reads* are the host facts its questions hang on; *asked* tells for each field whether it is asked, None where it
    always is.
    """

    form: Form
    slot: int
    fillers: Cast
    signers: Cast
    openers: Cast
    tells: Cast
    open_from: int | None
    opening: int | None
    reads: tuple[str, ...]
    asked: tuple[Callable[..., bool] | None, ...]


@attrs.frozen(eq=False)
class WaitPlan:
    """A form that a state waits for, and where that leads."""

    form: FormPlan
    target: TargetPlan
    reads: tuple[str, ...]


@attrs.frozen(eq=False)
class MarkPlan:
    """A mark of a deadline prepared; *least* is the earliest it can lie from the due instant, in microseconds."""

    mark: Mark
    remind: Cast
    tell: Cast
    target: TargetPlan
    least: int


@attrs.frozen(eq=False)
class DeadlinePlan:
    """
    A deadline prepared.

    *amount* is its length, or the slot of the limit that gives it; *anchors* are moment slots, empty for the entry of
    the present state.
    *anchor_slot* is the only anchor, *first* whether its first time counts; *soonest* is the microseconds after the
    anchor before which nothing can fall, with the limits of the file.
    *offsets* are the earliest each mark can lie from the due instant, sorted, and *least* the first of them.
    """

    deadline: Deadline
    slot: int
    form: FormPlan | None
    anchors: tuple[int, ...]
    amount: LimitValue | None
    limit_slot: int | None
    marks: tuple[MarkPlan, ...]
    anchor_slot: int | None
    first: bool
    soonest: int
    offsets: tuple[int, ...]
    least: int


class Limited(NamedTuple):
    """
    A deadline whose limit a partnership can have of its own.

    It is counted from the moment in *slot*, its *first* or latest time; with the usual limit nothing falls before
    *after* microseconds from it, with another in slot *limit* not before that is over, less *least*.
    """

    slot: int
    first: bool
    limit: int
    after: int
    least: int


class Shared(NamedTuple):
    """
    A share of the time left, counted from the latest of *anchors*; *ends* is the moment the end is counted from.

    *left* is the fewest microseconds between that moment and the end, with the usual limit in slot *limit* (None: it
    cannot be another); *least* is the earliest a mark can lie from the due instant.
    """

    anchors: tuple[int, ...]
    percent: int
    ends: int
    limit: int | None
    left: int
    least: int


class Watch(NamedTuple):
    """
    What lets all deadlines of a state be passed over at once while nothing of them can have fallen.

    *fixed* are moments (slot, first) with the microseconds after them before which nothing falls; *entry* the same
    for the entry of the state, None without one; *every_time* says that some deadline has no such bound.
    """

    fixed: tuple[tuple[int, bool, int], ...]
    entry: int | None
    limited: tuple[Limited, ...]
    shared: tuple[Shared, ...]
    every_time: bool


@attrs.frozen(eq=False)
class StatePlan:
    """A state prepared; *opens* are the forms that entering it may open or renew."""

    state: State
    live: bool
    moves: dict[str, MovePlan]
    waits: tuple[WaitPlan, ...]
    on_change: tuple[WaitPlan, ...]
    standing: tuple[DeadlinePlan, ...]
    watch: Watch
    renews: tuple[FormPlan, ...]
    opens: tuple[FormPlan, ...]
    detour: bool


@attrs.frozen(eq=False)
class Empty:
    """What a partnership begins with, shared by all of them."""

    moments: tuple[None, ...]
    rounds: tuple[None, ...]
    counts: tuple[int, ...]
    falls: tuple[None, ...]


@attrs.frozen(eq=False)
class Plan:
    """Everything prepared, by name and by slot; pickles as its workflow."""

    workflow: Workflow
    layout: Layout
    starts: dict[str, MovePlan]
    states: dict[str, StatePlan]
    forms: dict[str, FormPlan]
    deadlines: tuple[DeadlinePlan, ...]
    moments: dict[str, int]
    counters: dict[str, tuple[tuple[int, bool], ...]]
    stops: frozenset[str]
    limits: tuple[LimitValue, ...]
    deadline_slots: dict[tuple[tuple[str, str], str], int]
    empty: Empty
    tables: dict[str, TablePlan]
    facts: dict[str, Kind]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of what the rules mean (ruling 19); worked out when a partnership first asks for it."""
        return digest(self.workflow)

    def __reduce__(self) -> tuple[Callable[[Workflow], Plan], tuple[Workflow]]:
        from mentorflow.states.prepare import prepare  # noqa: PLC0415 - it makes plans, so it stands above them

        return prepare, (self.workflow,)


def fields_asked(
    plan: FormPlan, p: object, facts: Mapping[str, Answer], at: int, answers: tuple[Answer, ...]
) -> list[Field]:
    """The fields that are asked, given the answers so far, in the order of the file."""
    return [
        field
        for field, test in zip(plan.form.fields, plan.asked, strict=True)
        if test is None or test(p, facts, at, answers)
    ]
