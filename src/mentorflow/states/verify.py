"""
Deciding a history again, to see whether these rules, given the same inputs, would have recorded the same.

Every record is decided anew from the partnership before it and compared with what was stored (ruling 6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.errors import BadRecord, MentorflowError
from mentorflow.states import deeds
from mentorflow.states.explain import Act
from mentorflow.states.falls import fall_at, settle
from mentorflow.states.fold import fold_start, stored
from mentorflow.states.moves import decide_move
from mentorflow.states.outcome import Outcome
from mentorflow.states.records import Origin
from mentorflow.states.starts import decide_start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.workflow import Field
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.plan import Plan
    from mentorflow.states.records import Record


@attrs.frozen
class Difference:
    """
    A stored record that deciding again does not give.

    *found* is the stored record, *expected* what these rules record, None where they refuse; *why* is one sentence.
    """

    found: Record
    expected: Record | None
    why: str


def verify(plan: Plan, records: Iterable[Record]) -> tuple[Difference, ...]:
    """
    Every record that would come out otherwise, in order; empty for an honest history.

    A record that cannot even be folded, such as one after a gap, is a difference too; what follows is not looked at.
    Raises ``WorkflowMismatch`` for a foreign history, ``BadRecord`` for one that goes on from a partnership it lacks.
    """
    found: list[Difference] = []
    p: Partnership | None = None
    for record in records:
        expected = _again(plan, p, record)
        if expected.record == record and expected.partnership is not None:
            p = expected.partnership
            continue
        if record.kind != "migrated":
            found.append(Difference(record, expected.record, _why(expected, record)))
        try:
            p = stored(plan, p, record)
        except BadRecord:
            if not found:
                raise
            break
    return tuple(found)


def _again(plan: Plan, p: Partnership | None, record: Record) -> Outcome:
    """What deciding gives for the inputs of a stored record; nothing for inputs that make no sense any more."""
    if record.kind == "migrated" or (p is None) != (record.kind == "start"):
        return Outcome()
    try:
        return _started(plan, record) if p is None else _decided(plan, p, record)
    except (MentorflowError, LookupError, ValueError):
        return Outcome()


def _started(plan: Plan, record: Record) -> Outcome:
    offer = plan.starts[record.name]
    if not isinstance(record.origin, Origin):
        return Outcome()
    p = fold_start(plan, record.origin, record.at_us)
    return decide_start(plan, offer, record.origin, _act(plan, p, record, offer.move.asks))


def _decided(plan: Plan, p: Partnership, record: Record) -> Outcome:
    if record.kind == "fall":
        return fall_at(plan, p, record.at_us)
    if settle(plan, p, record.at_us)[1]:
        return Outcome()
    if record.kind == "move":
        offer = plan.states[p.state].moves[record.name]
        return decide_move(plan, p, offer, _act(plan, p, record, offer.move.asks, offer.move.assigns))
    if record.kind == "lift":
        return deeds.decide_lift(plan, p, record.name, _act(plan, p, record), record.change.reason or "")
    form = plan.forms[record.name]
    return _DEEDS[record.kind](plan, p, form, _act(plan, p, record, form.form.fields))


def _act(
    plan: Plan, p: Partnership, record: Record, fields: tuple[Field, ...] = (), assigns: tuple[str, ...] = ()
) -> Act:
    """The act a record came from, as it was handed in."""
    answers = {}
    if record.answers is not None:
        pairs = zip(fields, record.answers, strict=True)
        answers = {field.name: answer for field, answer in pairs if answer is not None}
    people = {role: held for role, held in record.change.assigned if role in assigns}
    return Act(plan, p, record.kind, record.name, str(record.by), record.at_us, dict(record.facts), answers, people)


def _why(expected: Outcome, record: Record) -> str:
    if expected.refusals:
        return f"record {record.seq} would be refused: {expected.refusals[0].message}"
    if expected.record is None:
        return f"record {record.seq} ({record.kind} {record.name}) could not be made at that point"
    names = [name for name in record._fields if getattr(expected.record, name) != getattr(record, name)]
    return f"record {record.seq} would differ in {', '.join(names)}"


_DEEDS = {
    "submit": deeds.decide_submit,
    "sign": deeds.decide_sign,
    "open": deeds.decide_open,
    "close": deeds.decide_close,
}
