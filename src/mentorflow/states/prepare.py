"""
Preparing a workflow for deciding, once: conditions are compiled, people become slots, targets are resolved.

Pure; nothing here knows a partnership.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

from mentorflow.rules.calendar import DAY, MINUTE, Duration, no_sooner_than
from mentorflow.rules.conditions import asked, compile_condition, compile_table
from mentorflow.rules.edges import offered, standing, targets
from mentorflow.rules.english import say_condition
from mentorflow.rules.layout import Layout, anchors, host_facts_read, layout_of, opening
from mentorflow.rules.workflow import BACK, STAY, TIME_LEFT, Share
from mentorflow.states.decision import Warned
from mentorflow.states.facts import fact_kinds
from mentorflow.states.people import cast, cast_of_roles
from mentorflow.states.plan import (
    NEVER,
    DeadlinePlan,
    Empty,
    FormPlan,
    Lengthened,
    Limited,
    MarkPlan,
    MovePlan,
    Plan,
    RowPlan,
    Shared,
    StatePlan,
    TablePlan,
    TargetPlan,
    WaitPlan,
    Watch,
)

if TYPE_CHECKING:
    from mentorflow.rules.conditions import CompiledCondition
    from mentorflow.rules.workflow import Deadline, Form, Mark, Move, Routing, State, When, Workflow


@attrs.frozen(eq=False)
class _Parts:
    """What the plans below are put together from, each made once."""

    layout: Layout
    forms: dict[str, FormPlan]
    tables: dict[str, TablePlan]
    conditions: dict[str, CompiledCondition]
    own_limits: frozenset[int]


class _Bounded(NamedTuple):
    """A deadline, and its bound where it is a share of the time left."""

    deadline: DeadlinePlan
    share: Shared | None


def prepare(workflow: Workflow) -> Plan:
    """Work out the plan of a workflow; pure."""
    layout = layout_of(workflow)
    forms = {form.name: _form(layout, form) for form in workflow.forms}
    tables = {each.name: _table(layout, each) for each in workflow.routing}
    asked_of_moves = dict.fromkeys(name for move in workflow.every_move() for name in _conditions(move))
    conditions = {name: compile_condition(layout, name) for name in asked_of_moves}
    parts = _Parts(layout, forms, tables, conditions, _own_limits(workflow))
    deadlines = tuple(_deadline(parts, slot, each) for slot, each in enumerate(layout.deadlines))
    bounded = {id(each.deadline): _Bounded(each, _shared(parts, deadlines[0], each)) for each in deadlines}
    moves = {id(move): _move(parts, move) for move in workflow.every_move()}
    return Plan(
        workflow=workflow,
        layout=layout,
        starts={move.name: moves[id(move)] for move in workflow.start},
        states={state.name: _state(parts, moves, bounded, state) for state in workflow.states},
        forms=forms,
        deadlines=deadlines,
        tables=tables,
        facts=fact_kinds(workflow),
        moments=layout.moments,
        counters=_counters(layout),
        stops=frozenset(state.name for state in workflow.states if state.clocks_stopped),
        limits=tuple(limit.amount for limit in workflow.limits),
        deadline_slots={(each.owner, each.name): slot for slot, each in enumerate(layout.deadlines)},
        empty=_empty(layout),
    )


def _empty(layout: Layout) -> Empty:
    return Empty(
        moments=(None,) * len(layout.moments),
        rounds=(None,) * len(layout.forms),
        counts=(0,) * len(layout.counts),
        falls=(None,) * len(layout.deadlines),
    )


def _counters(layout: Layout) -> dict[str, tuple[tuple[int, bool], ...]]:
    """For each move the counts it changes: the slot, and whether it sets them back to zero."""
    found: dict[str, tuple[tuple[int, bool], ...]] = {}
    for slot, count in enumerate(layout.workflow.counts):
        for name, resets in ((count.counted, False), (count.reset, True)):
            found[name] = (*found.get(name, ()), (slot, resets))
    return found


def _form(layout: Layout, form: Form) -> FormPlan:
    return FormPlan(
        form=form,
        slot=layout.forms[form.name],
        fillers=cast(layout, form.filled_in_by),
        signers=cast(layout, form.signed_by),
        openers=cast_of_roles(layout, form.opened_by),
        tells=cast(layout, form.tells_on_change),
        open_from=None if form.open_from is None else layout.moments[form.open_from],
        opening=layout.moments.get(opening(form.name)),
        reads=host_facts_read(layout.workflow, tuple(field.asked_if for field in form.fields if field.asked_if)),
        asked=asked(layout, form.name),
    )


def _move(parts: _Parts, move: Move) -> MovePlan:
    layout, workflow = parts.layout, parts.layout.workflow
    return MovePlan(
        move=move,
        name=move.name,
        by=cast(layout, move.by),
        barred=cast(layout, move.not_by),
        must=tuple((name, parts.conditions[name]) for name in move.must),
        should=tuple((name, parts.conditions[name], _advice(workflow, name)) for name in move.should),
        override={name: cast_of_roles(layout, [role]) for name, role in move.override},
        tell=cast(layout, move.tell),
        tell_first=cast(layout, move.tell_first),
        effects=move.effects,
        reads=_reads(workflow, _conditions(move), move.to),
        target=_target(parts, move.to),
        plain=not _changes_more(move),
        joint=move.joint,
        asks=move.asks,
        asked=tuple(None if each.asked_if is None else parts.conditions[each.asked_if] for each in move.asks),
        advises=any(field.should_be is not None for field in move.asks),
        lengthens=tuple(_lengthened(layout, move, *pair) for pair in move.lengthens),
    )


def _conditions(move: Move) -> tuple[str, ...]:
    """Every condition that a move looks at itself."""
    return (*move.must, *move.should, *(field.asked_if for field in move.asks if field.asked_if is not None))


def _lengthened(layout: Layout, move: Move, name: str, field: str) -> Lengthened:
    highest = layout.workflow.limit_by_name[name].highest
    asked = next(slot for slot, each in enumerate(move.asks) if each.name == field)
    called, slot = layout.workflow.called(name), layout.limits[name]
    return Lengthened(name, called, slot, field, asked, highest if isinstance(highest, Duration) else None)


def _advice(workflow: Workflow, name: str) -> Warned:
    """What a ``should`` that does not hold is noted as: what is advised, in the words of the rule."""
    return Warned(
        name, f"it is advised that {say_condition(workflow, name)}", workflow.condition_by_name[name].span.place
    )


def _changes_more(move: Move) -> bool:
    """Whether it changes people or forms as well."""
    return bool(move.assigns or move.releases or move.shows or move.opens or move.closes)


def _reads(workflow: Workflow, conditions: tuple[str, ...], to: str) -> tuple[str, ...]:
    """The host facts that conditions may read, and those read where *to* leads, through every form that completes."""
    read: set[str] = set(host_facts_read(workflow, conditions, to))
    pending, seen = list(targets(workflow, to)), set[str]()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            for when in workflow.state_by_name[name].when_complete:
                if not workflow.form_by_name[when.form].repeats:
                    read.update(host_facts_read(workflow, (), when.to))
                    pending += targets(workflow, when.to)
    return tuple(fact.name for fact in workflow.facts if fact.name in read)


def _target(parts: _Parts, to: str) -> TargetPlan:
    """Where a word after ``to`` leads."""
    return TargetPlan(table=parts.tables[to]) if to in parts.tables else _state_target(to)


def _state_target(to: str) -> TargetPlan:
    if to == BACK:
        return TargetPlan(back=True)
    return TargetPlan() if to == STAY else TargetPlan(to, entered=(to,))


def _table(layout: Layout, routing: Routing) -> TablePlan:
    rows = tuple(
        RowPlan(_state_target(row.to), cast(layout, row.tell), row.effects, row.reopen) for row in routing.rows
    )
    slot = None if routing.form is None or routing.row_for is None else layout.forms[routing.form]
    return TablePlan(routing, compile_table(layout, routing), slot, rows)


def _wait(parts: _Parts, when: When) -> WaitPlan:
    return WaitPlan(parts.forms[when.form], _target(parts, when.to), _reads(parts.layout.workflow, (), when.to))


def _deadline(parts: _Parts, slot: int, deadline: Deadline) -> DeadlinePlan:
    layout = parts.layout
    kind, name = deadline.owner
    written = deadline.within if deadline.within is not None else deadline.every
    limit = layout.limits.get(written) if isinstance(written, str) else None
    slots = tuple(layout.moments[moment] for moment in anchors(deadline))
    marks = tuple(_mark(parts, mark) for mark in deadline.marks)
    # Time may be allowed without anything happening around its end: to be owed by then, or for 'time left'.
    least = min((mark.least for mark in marks), default=0)
    return DeadlinePlan(
        deadline=deadline,
        slot=slot,
        form=parts.forms[name] if kind == "form" else None,
        anchors=slots,
        amount=None if isinstance(written, str) else written,
        limit_slot=limit,
        marks=marks,
        anchor_slot=slots[0] if len(slots) == 1 else None,
        first=deadline.anchor == "first",
        soonest=_soonest(_usual_amount(layout, written), least),
        offsets=tuple(sorted(mark.least for mark in marks)),
        least=least,
    )


def _soonest(amount: Duration | None, least: int) -> int:
    """Microseconds after the anchor before which no mark can fall, whatever the zone; 0 where it depends."""
    if amount is None:
        return 0
    return max(0, no_sooner_than(0, amount) + least)


def _usual_amount(layout: Layout, written: Duration | str | None) -> Duration | None:
    """The length with the limits of the file; None where it is a share of something."""
    amount = layout.workflow.limit_by_name[written].amount if isinstance(written, str) else written
    return amount if isinstance(amount, Duration) else None


def _greatest_amount(layout: Layout, name: str) -> Duration | None:
    """The longest that a limit can be for any partnership; None where it is a share, or lengthened without bound."""
    limit = layout.workflow.limit_by_name[name]
    longest = limit.amount if limit.highest is None else limit.highest
    lengthened = any(name == each for move in layout.workflow.every_move() for each, _ in move.lengthens)
    return longest if isinstance(longest, Duration) and not (lengthened and limit.highest is None) else None


def _least_offset(layout: Layout, mark: Mark) -> int:
    """How far before the due instant a mark can lie, at the most, as microseconds below zero."""
    if mark.side >= 0:
        return 0
    length = mark.offset
    if isinstance(length, str):
        length = _greatest_amount(layout, length)
    if length is None:
        return -NEVER
    return -(length.minutes * MINUTE + (length.days + 31 * length.months + 2) * DAY)


def _mark(parts: _Parts, mark: Mark) -> MarkPlan:
    layout, to = parts.layout, _target(parts, mark.to or STAY)
    return MarkPlan(mark, cast(layout, mark.remind), cast(layout, mark.tell), to, _least_offset(layout, mark))


def _state(parts: _Parts, moves: dict[int, MovePlan], bounded: dict[int, _Bounded], state: State) -> StatePlan:
    workflow = parts.layout.workflow
    renews = tuple(parts.forms[when.form] for when in state.when_complete if parts.forms[when.form].form.repeats)
    offers = offered(workflow, state)
    falling = [bounded[id(deadline)] for deadline in standing(workflow, state)]
    return StatePlan(
        state=state,
        live=state.final is None,
        moves={move.name: moves[id(move)] for move in offers},
        waits=tuple(_wait(parts, when) for when in state.when_complete),
        on_change=tuple(_wait(parts, when) for when in state.when_changed),
        standing=tuple(each.deadline for each in falling),
        watch=_watch(parts, falling),
        renews=renews,
        opens=tuple(form for form in parts.forms.values() if form in renews or form.form.open_from == state.name),
        detour=BACK in _ways_on(workflow, state),
    )


def _ways_on(workflow: Workflow, state: State) -> set[str]:
    """Where everything of a state can lead: its moves, the forms it waits for, its deadlines."""
    moves = {move.to for move in offered(workflow, state)}
    waits = {when.to for when in (*state.when_complete, *state.when_changed)}
    marks = (mark.to for deadline in standing(workflow, state) for mark in deadline.marks)
    return moves | waits | {to for to in marks if to is not None}


def _watch(parts: _Parts, falling: list[_Bounded]) -> Watch:
    """The bounds of all deadlines of a state, those that count from one moment taken together."""
    fixed: dict[tuple[int, bool], int] = {}
    entry, every_time = None, False
    limited: list[Limited] = []
    shared: list[Shared] = []
    for each, share in falling:
        varies = each.limit_slot in parts.own_limits
        if share is not None:
            shared.append(share)
        elif not each.anchors and not varies:
            entry = min(NEVER if entry is None else entry, each.soonest)
        elif each.anchor_slot is not None and not varies:
            key = (each.anchor_slot, each.first)
            fixed[key] = min(fixed.get(key, NEVER), each.soonest)
        elif each.anchor_slot is not None and each.limit_slot is not None and each.deadline.within is not None:
            limited.append(Limited(each.anchor_slot, each.first, each.limit_slot, each.soonest, each.least))
        else:
            every_time = True
    moments = tuple((slot, first, after) for (slot, first), after in fixed.items())
    return Watch(moments, entry, tuple(limited), tuple(shared), every_time)


def _own_limits(workflow: Workflow) -> frozenset[int]:
    """The slots of limits that a partnership can have of its own: by a range, or because a move lengthens them."""
    lengthened = {name for move in workflow.every_move() for name, _ in move.lengthens}
    limits = enumerate(workflow.limits)
    return frozenset(slot for slot, limit in limits if limit.has_range or limit.name in lengthened)


def _shared(parts: _Parts, ends: DeadlinePlan, each: DeadlinePlan) -> Shared | None:
    """The bound of a share of the time left, counted anew, where the end is counted once from one moment."""
    usual = parts.layout.workflow.limits
    amount = each.amount if each.limit_slot is None else usual[each.limit_slot].amount
    length = ends.amount if ends.limit_slot is None else usual[ends.limit_slot].amount
    if not isinstance(amount, Share) or amount.of != TIME_LEFT or each.deadline.anchor != "latest":
        return None
    if ends.anchor_slot is None or not ends.first or not isinstance(length, Duration):
        return None
    left = no_sooner_than(0, length)
    limit = ends.limit_slot if ends.limit_slot in parts.own_limits else None
    return Shared(each.anchors, amount.percent, ends.anchor_slot, limit, left, each.least)
