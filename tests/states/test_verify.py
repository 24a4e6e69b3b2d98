"""Deciding a history again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from mentorflow.errors import BadRecord, WorkflowMismatch
from mentorflow.rules.calendar import Duration
from mentorflow.states.records import Notice, Origin, make_change
from tests.states.lives import (
    FACTS,
    SHIPPED_PEOPLE,
    TERMS,
    a_match,
    after_match,
    filled_in,
    flow_of,
    migrated,
    shipped,
    there,
)
from tests.states.test_fold import a_life, changed

if TYPE_CHECKING:
    from mentorflow.states.records import Record


def whys(records: list[Record]) -> list[tuple[int, bool, str]]:
    """Which records differ, whether something else is expected, and why."""
    return [(d.found.seq, d.expected is not None, d.why) for d in shipped().verify(records)]


def change_of(record: Record, **values: Any) -> Record:
    """A record whose change has other values."""
    slots = {field.name: getattr(record.change, field.name) for field in attrs.fields(type(record.change))}
    return changed(record, change=make_change(*{**slots, **values}.values()))


def index(records: list[Record], kind: str) -> int:
    """Where the first record of a kind stands."""
    return next(n for n, record in enumerate(records) if record.kind == kind)


def test_verify_finds_nothing_in_an_honest_history() -> None:
    """Every record of a life with all kinds of acts comes out again."""
    records, _ = a_life()

    assert () == shipped().verify(records)
    assert () == shipped().verify(iter(records))


def test_verify_takes_up_a_migrated_partnership() -> None:
    """A migrated record is where it begins; what follows is decided again."""
    p = a_match()
    moved = shipped().fire(p, "pause", by="ana", at=after_match(1))

    assert () == shipped().verify([migrated(p), *moved.records])
    assert [(3, True, "record 3 would differ in notices")] == whys(
        [migrated(p), changed(moved.records[0], notices=())]
    )


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("entered", ("agreed",)),
        ("notices", (Notice("eve", "mentee", "told", "accept", None),)),
        ("effects", ()),
        ("role", "coordinator"),
        ("overrides", ()),
        ("warnings", ()),
    ],
)
def test_verify_names_what_would_come_out_otherwise(slot: str, value: Any) -> None:
    """An outcome that was tampered with is told with the slots that differ, and what these rules record instead."""
    records, _ = a_life()
    accept = next(n for n, record in enumerate(records) if record.name == "accept")
    (difference,) = shipped().verify([*records[:accept], changed(records[accept], **{slot: value})])

    assert f"record {accept + 1} would differ in {slot}" == difference.why
    assert records[accept] == difference.expected
    assert difference.found != difference.expected


def test_verify_names_what_would_be_refused() -> None:
    """An act by somebody who may not, or with answers that are not taken, is told with the first refusal."""
    records, _ = a_life()
    accept = next(n for n, record in enumerate(records) if record.name == "accept")
    submit, lift = index(records, "submit"), index(records, "lift")
    goals = (("one",), *records[submit].answers[1:])
    wrong = [
        (accept, changed(records[accept], by="eve"), "only Mentor may accept"),
        (submit, changed(records[submit], by="raj"), "only Mentee may fill in"),
        (submit, changed(records[submit], answers=goals), "3 texts are needed"),
        (lift, changed(records[lift], by="raj"), "may lift"),
        (lift, change_of(records[lift], reason=None), "a lift needs a reason"),
    ]
    for number, record, words in wrong:
        ((seq, expected, why),) = whys([*records[:number], record])
        assert (number + 1, False) == (seq, expected)
        assert f"record {seq} would be refused: " in why
        assert words in why


def test_verify_names_what_could_not_be_made() -> None:
    """A move of another state, a fact missing, and a deadline that was passed over are told as such."""
    records, _ = a_life()
    accept = next(n for n, record in enumerate(records) if record.name == "accept")
    fall = index(records, "fall")
    elsewhere = changed(records[accept], name="resume")
    unknown = changed(records[accept], facts=())
    passed = changed(records[fall], kind="move", name="answered", by="ana", role="mentee", notices=())
    for number, record in ((accept, elsewhere), (accept, unknown), (fall, passed)):
        ((seq, expected, why),) = whys([*records[:number], record])
        assert (number + 1, False) == (seq, expected)
        assert why.endswith("could not be made at that point")


def test_verify_names_falls_that_have_not_fallen() -> None:
    """A fall before its time is found; so is one of another limit."""
    records, _ = a_life()
    fall = index(records, "fall")
    early = changed(records[fall], at_us=records[fall - 1].at_us)
    other = change_of(records[fall], fall=attrs.evolve(records[fall].change.fall, limit=Duration(days=1)))

    assert [(fall + 1, False)] == [each[:2] for each in whys([*records[:fall], early])]
    assert [(fall + 1, True, f"record {fall + 1} would differ in change")] == whys([*records[:fall], other])


def test_verify_goes_on_after_a_difference() -> None:
    """Every record that differs is told, each from the history as it stands."""
    records, _ = a_life()
    moves = [n for n, record in enumerate(records) if record.kind == "move" and record.notices][:2]
    tampered = [changed(record, notices=()) if n in moves else record for n, record in enumerate(records)]

    assert [n + 1 for n in moves] == [seq for seq, *_ in whys(tampered)]


def test_verify_of_starts() -> None:
    """A start is decided again from its origin: its people, its limits, its answers."""
    start = shipped().start("request", id="p", people=SHIPPED_PEOPLE, by="ana", at=after_match(0), facts=FACTS,
                            limits={"program_length": "180 days"}).records[0]  # fmt: skip
    origin = start.origin
    assert isinstance(origin, Origin)
    strange = changed(start, origin=attrs.evolve(origin, people=("raj", "raj", "kim", None)))

    assert () == shipped().verify([start])
    assert "raj cannot be both mentee and mentor" in whys([strange])[0][2]
    assert "could not be made" in whys([changed(start, name="reqest")])[0][2]


def test_verify_stops_at_what_cannot_be_folded() -> None:
    """A gap, a history without its beginning and one that was damaged are told; nothing after them is looked at."""
    records, _ = a_life()

    assert [3] == [seq for seq, *_ in whys([records[0], *records[2:]])]
    assert [2] == [seq for seq, *_ in whys(records[1:])]
    assert [1] == [seq for seq, *_ in whys([changed(records[0], origin=None), *records[1:]])]
    assert () == shipped().verify([])


def test_verify_raises_for_other_rules_and_for_a_migration_of_nothing() -> None:
    """A history under another digest, and a migrated record without a partnership, are no differences."""
    records, _ = a_life()
    other = flow_of("states:\n  open: {moves: {stop: {by: mentee, to: over}}}\n  over: {final: over}\n")

    with pytest.raises(WorkflowMismatch):
        other.verify(records)
    with pytest.raises(BadRecord, match="cannot begin with record 1"):
        shipped().verify([changed(records[0], kind="migrated", origin=None)])


def test_verify_decides_signatures_openings_and_closings() -> None:
    """Deeds on forms are decided again: one that was done twice could not be."""
    flow = shipped()
    opened = flow.open_form(a_match(), "agreement", by="kim", at=after_match(1))
    p = filled_in(flow, there(opened), "agreement", TERMS, after_match(2), "ana")
    signed = flow.sign(p, "agreement", by="ana", at=after_match(2))
    closed = flow.close_form(there(signed), "agreement", by="kim", at=after_match(3))
    for before, decision in ((a_match(), opened), (p, signed), (there(signed), closed)):
        assert () == flow.verify([migrated(before), *decision.records])
        after = there(decision)
        again = changed(decision.records[0], seq=after.seq + 1)
        assert "would be refused" in flow.verify([migrated(after), again])[0].why
