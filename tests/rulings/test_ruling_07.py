"""Ruling 7: time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from mentorflow.errors import BadMoment
from tests.rulings.small import MICRO, ORIGIN, PEOPLE, begun, hours, small, there

SIMPLE = """\
states:
  open:
    moves: {wait: {by: mentee, to: stay}, knock: {by: mentee, must: waited, to: stay}}
  over: {final: over}
conditions:
  waited: {since.wait: {at_least: 1 hour}}
any_time:
  moves: {leave: {by: either partner, to: over}}
"""


def test_ruling_07_an_instant_without_a_zone_raises() -> None:
    """A naive datetime could mean any instant of a day."""
    flow = small(SIMPLE)

    with pytest.raises(BadMoment):
        flow.start("begin", id="p-1", people=PEOPLE, by="ana", at=ORIGIN.replace(tzinfo=None))
    p = begun(flow)
    for call in (flow.tick, flow.due, flow.options):
        with pytest.raises(BadMoment):
            call(p, at=ORIGIN.replace(tzinfo=None))
    with pytest.raises(BadMoment):
        flow.fire(p, "wait", by="ana", at=ORIGIN.replace(tzinfo=None))


def test_ruling_07_an_act_before_the_last_record_raises() -> None:
    """Time does not run backwards; the same instant is allowed."""
    flow = small(SIMPLE)
    p = there(flow.fire(begun(flow), "wait", by="ana", at=hours(1)))

    with pytest.raises(BadMoment):
        flow.fire(p, "wait", by="ana", at=hours(1) - MICRO)
    assert 3 == there(flow.fire(p, "wait", by="ana", at=hours(1))).seq


def test_ruling_07_instants_are_the_same_whatever_zone_they_are_written_in() -> None:
    """Equal instants give equal partnerships, and records say UTC."""
    flow = small(SIMPLE)
    elsewhere = ORIGIN.astimezone(ZoneInfo("Asia/Kathmandu"))

    assert begun(flow, ORIGIN) == begun(flow, elsewhere)
    assert dt.UTC == begun(flow, elsewhere).at.tzinfo


def test_ruling_07_microseconds_are_kept() -> None:
    """An instant is whole microseconds, and none is lost."""
    flow = small(SIMPLE)

    assert ORIGIN + 7 * MICRO == begun(flow, ORIGIN + 7 * MICRO).at


def test_ruling_07_elapsed_bounds_compare_to_the_microsecond() -> None:
    """``since`` with hours counts elapsed time: one microsecond short is too short."""
    flow = small(SIMPLE)
    p = there(flow.fire(begun(flow), "wait", by="ana", at=hours(1)))

    assert "refused" == flow.fire(p, "knock", by="ana", at=hours(2) - MICRO).outcome
    assert "recorded" == flow.fire(p, "knock", by="ana", at=hours(2)).outcome


CHANGED = """\
forms:
  terms:
    filled_in_by: mentee
    living: yes
    fields:
      words: {ask: Words, text: up to 10 characters}
conditions:
  changed_again: {terms: {changed_since: trouble}}
states:
  open:
    moves:
      complain: {by: mentor, to: trouble}
  trouble:
    moves:
      settle: {by: mentee, must: changed_again, to: over}
  over: {final: over}
"""


def test_ruling_07_order_is_by_record_and_not_by_instant() -> None:
    """Two records of one instant still have an order: changed before is not changed since."""
    flow = small(CHANGED)
    p = there(flow.submit(begun(flow), "terms", answers={"words": "a"}, by="ana", at=hours(1)))
    p = there(flow.fire(p, "complain", by="raj", at=hours(1)))
    assert "refused" == flow.fire(p, "settle", by="ana", at=hours(1)).outcome

    p = there(flow.submit(p, "terms", answers={"words": "b"}, by="ana", at=hours(1)))
    assert "moved" == flow.fire(p, "settle", by="ana", at=hours(1)).outcome
