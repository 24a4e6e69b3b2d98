"""The fold: records in, the next partnership out, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import mentorflow
from mentorflow.errors import BadRecord, WorkflowMismatch
from mentorflow.states.records import JUST_BACK, Record
from tests.rulings.small import text_of
from tests.states.lives import (
    FACTS,
    LEAVE,
    PLAN,
    SHIPPED_PEOPLE,
    a_match,
    after_match,
    begun,
    flow_of,
    history,
    hours,
    migrated,
    shipped,
    there,
)

if TYPE_CHECKING:
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record

OVER = "  over: {final: over}\n"


def changed(record: Record, **values: Any) -> Record:
    """A record with some of its values replaced."""
    return record._replace(**values)


def a_life() -> tuple[list[Record], Partnership]:
    """A shipped life with every kind of record but a migration, and where it ends."""
    flow = shipped()
    full = {**FACTS, "mentor_active_mentees": 3}
    decisions = [flow.start("request", id="p", people=SHIPPED_PEOPLE, by="ana", at=after_match(-3), facts=FACTS)]

    def then(act: Any, name: str, **more: Any) -> None:
        decisions.append(act(there(decisions[-1]), name, **more))

    then(flow.lift, "mentor_has_room", by="kim", at=after_match(0), reason="so")
    then(flow.fire, "accept", by="raj", at=after_match(0), facts=full)
    then(flow.open_form, "plan", by="kim", at=after_match(1))
    then(flow.submit, "plan", by="ana", at=after_match(2), answers=PLAN)
    then(flow.fire, "send_plan", by="ana", at=after_match(3))
    then(flow.fire, "change_supervisor", by="ana", at=after_match(4), people={"supervisor": "zoe"})
    then(flow.close_form, "plan", by="kim", at=after_match(5))
    then(flow.fire, "pause", by="ana", at=after_match(6))
    then(flow.fire, "resume", by="raj", at=after_match(90))
    then(flow.fire, "withdraw", by="ana", at=after_match(91), answers={"ground": "other"})
    return history(flow, *decisions), there(decisions[-1])


def test_fold_gives_for_a_history_what_deciding_gave() -> None:
    """Folding every record of a life ends in an equal partnership, with an equal hash, step by step."""
    records, p = a_life()

    assert {"start", "move", "open", "submit", "close", "lift", "fall"} == {record.kind for record in records}
    assert p == shipped().replay(records)
    assert hash(p) == hash(shipped().replay(iter(records)))
    assert list(range(1, len(records) + 1)) == [record.seq for record in records]


def test_fold_takes_no_record_out_of_turn() -> None:
    """A gap, a repetition, a record back in time, a missing beginning and nothing at all are told."""
    records, _ = a_life()
    early = changed(records[1], at_us=records[0].at_us - 1)
    for wrong in ([records[0], records[2]], [records[0], records[0]], [records[0], early]):
        with pytest.raises(BadRecord, match="cannot follow record 1 of 'p'"):
            shipped().replay(wrong)
    with pytest.raises(BadRecord, match="cannot begin with record 2"):
        shipped().replay(records[1:])
    with pytest.raises(BadRecord, match="cannot begin with record 1"):
        shipped().replay([changed(records[0], origin=None)])
    with pytest.raises(BadRecord, match="at least one record"):
        shipped().replay([])


def test_fold_takes_up_a_migrated_partnership() -> None:
    """A migrated record carries the whole partnership, and the history goes on from it."""
    p = a_match()
    moved = shipped().fire(p, "answered", by="ana", at=after_match(1))

    assert moved.partnership == shipped().replay([migrated(p), *moved.records])
    with pytest.raises(BadRecord, match="cannot begin"):
        shipped().replay([changed(migrated(p), origin=None)])


def test_fold_goes_back_only_to_where_it_came_from() -> None:
    """A record that goes back from nowhere is damaged."""
    back = shipped().fire(a_match(), "answered", by="ana", at=after_match(1)).records[0]
    wrong = changed(back, name="resume", entered=("agreed",), change=JUST_BACK)

    with pytest.raises(BadRecord, match="record 3 goes back, but 'p-1' came from nowhere"):
        shipped().replay([migrated(a_match()), wrong])


@pytest.mark.parametrize(
    ("slot", "value"), [("name", "diary"), ("kind", "frobnicate"), ("entered", ("heaven",)), ("role", None)]
)
def test_fold_names_the_record_that_names_what_is_not_there(slot: str, value: object) -> None:
    """A damaged record is told by its number, never by an error of the language."""
    records, _ = a_life()
    submit = next(n for n, record in enumerate(records) if record.kind == "submit")
    damaged = [*records[:submit], changed(records[submit], **{slot: value})]

    if slot == "role":
        assert shipped().replay(damaged).seq == submit + 1
    else:
        with pytest.raises(BadRecord, match=f"record {submit + 1}"):
            shipped().replay(damaged)


def test_fold_refuses_histories_of_other_rules() -> None:
    """A start or a migration under another digest raises, naming both."""
    other = mentorflow.loads(text_of("states:\n  open: {moves: {stop: {by: mentee, to: over}}}\n" + OVER))
    records, p = a_life()

    for foreign in ([records[0]], [migrated(p)]):
        with pytest.raises(WorkflowMismatch) as caught:
            other.replay(foreign)
        assert (other.digest, shipped().digest) == (caught.value.expected, caught.value.found)
        assert shipped().digest[:12] in str(caught.value)


# --- what is written down -------------------------------------------------------------------------------------------
COUNTED = (
    """\
counts:
  misses: {count: miss, back_to_zero: hit}
  starts: {count: begin, back_to_zero: hit}
conditions:
  thrice: {misses: {at_least: 3}}
  begun_once: {starts: {at_least: 1}}
states:
  open:
    moves:
      miss: {by: each partner, to: stay}
      hit: {by: mentee, to: stay}
      go: {by: mentee, must: [thrice, begun_once], to: over}
"""
    + OVER
    + LEAVE
)


def test_fold_counts_moves_that_were_made_and_sets_back() -> None:
    """Halves of joint moves do not count, starts do, and another move sets the count back to zero."""
    flow = flow_of(COUNTED)

    def missed(p: Partnership, times: int, since: int) -> Partnership:
        for hour in range(times):
            for by in ("ana", "raj"):
                p = there(flow.fire(p, "miss", by=by, at=hours(since + hour)))
        return p

    p = missed(begun(flow), 2, 1)
    p = there(flow.fire(p, "miss", by="ana", at=hours(3)))
    assert ["thrice"] == [r.subject for r in flow.fire(p, "go", by="ana", at=hours(4)).refusals]
    p = there(flow.fire(p, "miss", by="raj", at=hours(4)))
    assert "over" == there(flow.fire(p, "go", by="ana", at=hours(5))).state

    p = missed(there(flow.fire(p, "hit", by="ana", at=hours(5))), 2, 6)
    assert ["thrice", "begun_once"] == [r.subject for r in flow.fire(p, "go", by="ana", at=hours(9)).refusals]


BACK = """\
states:
  open:
    deadlines: {slow: {within: 10 hours, late: {tell: guide}}}
  aside:
    moves: {return: {by: mentee, to: back}}
  further:
    moves: {again: {by: mentee, to: back}, renew: {by: mentee, to: open}}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
    step: {by: mentee, to: aside, in: [open, further]}
    deeper: {by: mentee, to: further, in: [open, aside]}
"""


def test_fold_goes_back_through_every_detour_to_where_it_began() -> None:
    """Detours may lie in one another; going back takes up the clocks of the earlier visit, a new entry does not."""
    flow = flow_of(BACK)
    p = begun(flow)
    for hour, move, state in (
        (1, "step", "aside"),
        (2, "deeper", "further"),
        (3, "again", "aside"),
        (4, "return", "open"),
    ):
        p = there(flow.fire(p, move, by="ana", at=hours(hour)))
        assert state == p.state
    assert [hours(10)] == [there(decision).at for decision in flow.tick(p, at=hours(99))]

    for hour, move in ((5, "deeper"), (6, "renew")):
        p = there(flow.fire(p, move, by="ana", at=hours(hour)))
    assert [hours(16)] == [there(decision).at for decision in flow.tick(p, at=hours(99))]


def test_fold_keeps_what_was_shown_last_to_each_person() -> None:
    """Showing again replaces what they were shown before."""
    flow = shipped()
    p = there(flow.open_form(a_match(), "plan", by="kim", at=after_match(1)))
    for day in (2, 4):
        answers = {**PLAN, "goals": [f"{day}", "b", "c"]}
        p = there(flow.submit(p, "plan", by="ana", at=after_match(day), answers=answers))
        p = there(flow.fire(p, "send_plan", by="ana", at=after_match(day + 1)))

    seen = [dict(sheet.answers)["goals"] for form in flow.view(p, by="sol").forms for sheet in form.sheets]
    assert [("4", "b", "c")] == seen
    assert [("plan", "supervisor", ("sol",))] == [(each.form, each.role, each.people) for each in p.shown]
