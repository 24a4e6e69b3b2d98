"""
What the steps of a scenario exercised, read off what was decided: records, notices and refusals.

Nothing here is guessed from what a scenario says or expects, and nothing is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.plays.elements import (
    asked_field_key,
    form_field_key,
    half_key,
    mark_key,
    move_key,
    notice_key,
    row_key,
)
from mentorflow.plays.margins import met
from mentorflow.plays.sides import judged, sides
from mentorflow.states.deadlines import next_falling
from mentorflow.states.explain import Act
from mentorflow.states.partnership import holders
from mentorflow.states.people import cast
from mentorflow.states.records import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.elements import Key
    from mentorflow.plays.play import Played
    from mentorflow.rules.workflow import Field, Move, Who
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record

_MOVES = frozenset({"start", "move"})


def exercised_by(flow: Flow, steps: Iterable[Played]) -> frozenset[Key]:
    """The keys of everything that some steps exercised; what those things use is not among them (``uses``)."""
    found: set[Key] = set()
    for played in steps:
        for whole in played.decisions:
            for decision in (*whole.before, whole):
                found.update(_of_decision(flow, decision))
    return frozenset(found)


def _of_decision(flow: Flow, decision: Decision) -> Iterator[Key]:
    if isinstance(decision.why, Act):
        found = judged(decision.why, decision)
        yield from sides(flow.workflow, found)
        yield from met(flow.workflow, decision.why.us, found)
        yield from happened(flow, decision)


def happened(flow: Flow, decision: Decision) -> Iterator[Key]:
    """The keys of what one decision brought, without the sides of conditions and without what fell before it."""
    act, record, after = decision.why, decision.record, decision.partnership
    if isinstance(act, Act) and record is not None and after is not None:
        yield from _of_record(flow, act, record, after)


def _of_record(flow: Flow, act: Act, record: Record, after: Partnership) -> Iterator[Key]:
    yield from (("state", state) for state in record.entered)
    yield from (("effect", effect) for effect in record.effects)
    yield from _roles(record)
    yield from _opened(flow, record, after)
    yield from _rows(flow, record, after)
    if isinstance(record.origin, Origin):
        yield from (("limit", name) for name, _ in record.origin.limits)
    if record.kind in _MOVES:
        yield from _move(flow, act, record, after)
    elif record.kind == "submit":
        yield from _sheet(flow, record, after)
    elif record.kind == "fall":
        yield from _fall(flow, act, record, after)


def _roles(record: Record) -> Iterator[Key]:
    """Roles in which somebody acted, was told something or was shown a form."""
    names = (record.role, *(notice.role for notice in record.notices), *(role for _, role in record.change.shown))
    yield from (("role", name) for name in names if name is not None)


def _move(flow: Flow, act: Act, record: Record, after: Partnership) -> Iterator[Key]:
    plan = flow.plan
    offers = plan.starts if record.kind == "start" else plan.states[act.p.state].moves
    move: Move = offers[record.name].move
    yield from (asked_field_key(move, name) for name in _answered(move.asks, record))
    if record.change.made:
        yield move_key(move)
        yield from _notices(flow, record, after, move_key(move), move.tell, "told")
    else:
        yield from _notices(flow, record, after, half_key(move), move.tell_first, "told")


def _sheet(flow: Flow, record: Record, after: Partnership) -> Iterator[Key]:
    form = flow.workflow.form_by_name[record.name]
    yield ("form", form.name)
    yield from (form_field_key(form.name, name) for name in _answered(form.fields, record))
    yield from _notices(flow, record, after, ("form", form.name), form.tells_on_change, "told")


def _answered(fields: tuple[Field, ...], record: Record) -> Iterator[str]:
    """The questions that have an answer in a record."""
    answers = zip(fields, record.answers or (), strict=record.answers is not None)
    yield from (field.name for field, answer in answers if answer is not None)


def _fall(flow: Flow, act: Act, record: Record, after: Partnership) -> Iterator[Key]:
    """The line of a deadline that fell: on the partnership before it, the same one falls next."""
    falling = next_falling(flow.plan, act.p, record.at_us)
    if falling is not None:
        mark, key = falling.mark.mark, mark_key(falling.plan.deadline, falling.mark.mark)
        yield key
        yield from _notices(flow, record, after, key, mark.remind, "reminded", mark.words)
        yield from _notices(flow, record, after, key, mark.tell, "told", mark.words)


def _rows(flow: Flow, record: Record, after: Partnership) -> Iterator[Key]:
    for taken in record.rows:
        key = row_key(taken.routing, taken.index)
        yield key
        tell = flow.workflow.routing_by_name[taken.routing].rows[taken.index].tell
        yield from _notices(flow, record, after, key, tell, "told")


def _opened(flow: Flow, record: Record, after: Partnership) -> Iterator[Key]:
    for name in record.change.opened:
        form = flow.workflow.form_by_name[name]
        yield from _notices(flow, record, after, ("form", name), form.filled_in_by, "opened", about=name)


def _notices(
    flow: Flow,
    record: Record,
    after: Partnership,
    place: Key,
    who: Who | None,
    kind: str,
    mark: str | None = None,
    *,
    about: str | None = None,
) -> Iterator[Key]:
    """The notices of one place that reached somebody, for each role it names that one of those people holds."""
    what = (kind, record.name if about is None else about, mark)
    reached = {notice.to for notice in record.notices if (notice.kind, notice.about, notice.mark) == what}
    for post in cast(flow.layout, who):
        meant = set(holders(after.people[post.slot])) - ({record.by} if post.not_actor else set())
        if meant & reached:
            yield notice_key(place, kind, post.role)
