"""Ruling 6: fold is the only writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.errors import BadRecord, WorkflowMismatch
from mentorflow.states.records import Record
from tests.rulings.small import (
    FACTS,
    MATCH,
    SHIPPED_PEOPLE,
    after_match,
    begun,
    hours,
    requested,
    shipped,
    small,
    there,
)

if TYPE_CHECKING:
    from mentorflow.states.records import Record

SIMPLE = """\
limits:
  length:
    usually: 10 days
    may_be: 5 days to 100 days
ends: {within: length, counted_from: open, late: {remind: guide}}
states:
  open:
    moves: {wait: {by: mentee, to: stay, tell: mentor}}
  over: {final: over}
any_time:
  moves: {leave: {by: either partner, to: over}}
"""


def changed(record: Record, **values: Any) -> Record:
    """A record with some of its values replaced."""
    return record._replace(**values)


def test_ruling_06_a_history_folds_to_the_partnership() -> None:
    """Folding all records gives what deciding gave, and equal histories give equal partnerships."""
    flow = small(SIMPLE)
    start = flow.start(
        "begin", id="p-1", people={"mentee": "ana", "mentor": "raj", "guide": "kim"}, by="ana", at=hours(0)
    )
    waited = flow.fire(there(start), "wait", by="ana", at=hours(1))

    assert waited.partnership == flow.replay([*start.records, *waited.records])


def test_ruling_06_a_record_keeps_the_inputs_and_the_outcome() -> None:
    """Facts, overrides, warnings, recipients and limits stand on the record."""
    flow = shipped()
    crowded = {**FACTS, "mentor_active_mentees": 3}
    p = there(
        flow.lift(requested(flow), "mentor_has_room", by="kim", at=after_match(-0.5), reason="Raj asked for it")
    )
    record = flow.fire(p, "accept", by="raj", at=MATCH, facts=crowded).records[-1]

    assert ("mentor_active_mentees", 3) in record.facts
    assert (("mentor_has_room", "kim"),) == record.overrides
    assert ("mentor_has_slack",) == record.warnings
    assert {"ana", "kim", "sol"} == {notice.to for notice in record.notices}
    assert ("matched",) == record.entered


def test_ruling_06_limits_of_its_own_stand_on_the_first_record() -> None:
    """What was set at the start is read from the history, not from the file."""
    flow = shipped()
    start = flow.start(
        "request",
        id="p-1",
        people=SHIPPED_PEOPLE,
        by="ana",
        at=MATCH,
        facts=FACTS,
        limits={"program_length": "180 days"},
    )

    assert start.partnership == flow.replay(start.records)
    assert start.partnership != there(
        flow.start("request", id="p-1", people=SHIPPED_PEOPLE, by="ana", at=MATCH, facts=FACTS)
    )


def test_ruling_06_a_foreign_digest_is_an_exception() -> None:
    """Records of another meaning of the rules are not folded by accident."""
    flow, other = small(SIMPLE), small(SIMPLE.replace("10 days", "11 days"))
    start = flow.start(
        "begin", id="p-1", people={"mentee": "ana", "mentor": "raj", "guide": "kim"}, by="ana", at=hours(0)
    )

    with pytest.raises(WorkflowMismatch):
        other.replay(start.records)
    with pytest.raises(WorkflowMismatch):
        other.fire(there(start), "wait", by="ana", at=hours(1))


def test_ruling_06_a_migrated_record_carries_the_full_state() -> None:
    """A history may begin with a migration, and goes on from the partnership it carries."""
    flow = small(SIMPLE)
    p = begun(flow)
    waited = flow.fire(p, "wait", by="ana", at=hours(1))
    template = flow.start(
        "begin", id="p-1", people={"mentee": "ana", "mentor": "raj", "guide": "kim"}, by="ana", at=hours(0)
    )
    migrated = changed(template.records[0], kind="migrated", name="", entered=(), notices=(), origin=p)

    assert waited.partnership == flow.replay([migrated, *waited.records])


def test_ruling_06_a_gap_in_a_history_is_an_exception() -> None:
    """Nothing is lost: a record too few is noticed."""
    flow = small(SIMPLE)
    start = flow.start(
        "begin", id="p-1", people={"mentee": "ana", "mentor": "raj", "guide": "kim"}, by="ana", at=hours(0)
    )
    one = flow.fire(there(start), "wait", by="ana", at=hours(1))
    two = flow.fire(there(one), "wait", by="ana", at=hours(2))

    with pytest.raises(BadRecord):
        flow.replay([*start.records, *two.records])
    with pytest.raises(BadRecord):
        flow.replay(two.records)
    with pytest.raises(BadRecord):
        flow.replay([])


def test_ruling_06_verify_decides_again_and_finds_a_changed_outcome() -> None:
    """An honest history verifies; a notice struck out of it is found."""
    flow = small(SIMPLE)
    start = flow.start(
        "begin", id="p-1", people={"mentee": "ana", "mentor": "raj", "guide": "kim"}, by="ana", at=hours(0)
    )
    waited = flow.fire(there(start), "wait", by="ana", at=hours(1))
    honest = [*start.records, *waited.records]

    assert not flow.verify(honest)
    assert flow.verify([*start.records, changed(waited.records[-1], notices=())])
