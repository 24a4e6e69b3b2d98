"""Partnerships and records as plain data, and back."""

from __future__ import annotations

import copy
import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.errors import BadArgument, BadRecord
from mentorflow.states import codec
from mentorflow.states.records import NO_CHANGE
from tests.states.lives import (
    FACTS,
    PLAN,
    SHIPPED_PEOPLE,
    STATES,
    a_match,
    a_proposal,
    after_match,
    an_agreed_pair,
    filled_in,
    in_state,
    migrated,
    shipped,
    there,
)
from tests.states.test_fold import a_life

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.states.records import Record


def through_json(data: Any) -> Any:
    """Data as a store gives it back."""
    return json.loads(json.dumps(data))


@pytest.mark.parametrize("state", STATES)
def test_codec_gives_back_every_partnership(state: str) -> None:
    """A partnership in any state comes back from JSON equal, and goes on as before."""
    p = in_state(state)
    back = codec.load_partnership(through_json(codec.dump(p)))

    assert (p, hash(p)) == (back, hash(back))
    assert shipped().options(p, at=p.at, facts=FACTS) == shipped().options(back, at=p.at, facts=FACTS)


def test_codec_gives_back_every_kind_of_record() -> None:
    """A whole life comes back from JSON equal, folds to the same partnership and verifies."""
    records, p = a_life()
    back = [codec.load_record(through_json(codec.dump(record))) for record in records]

    assert records == back
    assert p == shipped().replay(back)
    assert () == shipped().verify(back)


def test_codec_keeps_what_is_shared_shared() -> None:
    """A record that changed nothing has the very value for it again, which the fold knows by identity."""
    record = shipped().fire(a_match(), "answered", by="ana", at=after_match(1)).records[0]

    assert NO_CHANGE is codec.load_record(codec.dump(record)).change


def test_codec_gives_back_limits_shares_dates_halves_and_several_people() -> None:
    """Whatever a partnership can hold survives: own limits, lists of rows, lifts, halves, roles of several."""
    flow = shipped()
    people = {**SHIPPED_PEOPLE, "coordinator": ("kim", "zoe"), "supervisor": None}
    start = flow.start("propose", id="p", people=people, by="zoe", at=after_match(-1), facts={"double_role": "none"},
                       limits={"program_length": "180 days"})  # fmt: skip
    half = flow.fire(there(start), "accept_proposal", by="ana", at=after_match(0), facts=FACTS)
    lift = flow.lift(there(half), "mentor_has_room", by="zoe", at=after_match(0), reason="so")
    planned = filled_in(flow, an_agreed_pair(), "plan", PLAN, after_match(7), "ana")
    for p in (there(lift), planned, a_proposal()):
        assert p == codec.load_partnership(through_json(codec.dump(p)))
    for record in (start.records[0], half.records[0], lift.records[0]):
        assert record == codec.load_record(through_json(codec.dump(record)))


def test_codec_gives_back_a_migrated_record() -> None:
    """The whole partnership in it comes back with it."""
    record = migrated(an_agreed_pair())

    assert record == codec.load_record(through_json(codec.dump(record)))


def test_codec_writes_plain_data_with_its_version() -> None:
    """Dictionaries, lists, texts, whole numbers, yes/no and None, and nothing else."""

    def plain(data: Any) -> bool:
        if isinstance(data, dict):
            return all(isinstance(key, str) and plain(value) for key, value in data.items())
        return all(map(plain, data)) if isinstance(data, list) else data is None or type(data) in {str, int, bool}

    data = codec.dump(filled_in(shipped(), an_agreed_pair(), "plan", PLAN, after_match(7), "ana"))
    assert plain(data)
    assert 1 == data["mentorflow"]
    assert set(codec.dump(a_life()[0][0])) == {"mentorflow", "record"}


# --- what was not written by this version ---------------------------------------------------------------------------
def damaged(change: Callable[[dict[str, Any]], Any], number: int = 0) -> dict[str, Any]:
    """A stored record of a life with something wrong in it."""
    data = through_json(codec.dump(a_life()[0][number]))
    change(data["record"])
    return data  # type: ignore[no-any-return]


def test_codec_takes_nothing_that_is_not_stored() -> None:
    """Anything but what ``dump`` gave is told at once."""
    data = codec.dump(a_match())
    wrong: Any
    for wrong in (None, [], "record", {}, data["partnership"], {**data, "more": 1}, {"mentorflow": 1, "record": {}}):
        with pytest.raises(BadRecord, match="this is not a stored partnership"):
            codec.load_partnership(wrong)
    with pytest.raises(BadRecord, match="this is not a stored record"):
        codec.load_record(data)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ('{"mentorflow": 1}', "it is a text; give what json.loads makes of it"),
        (b"{}", "it is a text; give what json.loads makes of it"),
        ([1], "it is no set of keys, but [1]"),
        ({"mentorflow": 1, "record": {}, "more": 1}, "the key 'more' is not known"),
        ({"mentorflow": 1}, "the key 'record' is missing"),
    ],
)
def test_codec_says_why_something_is_not_stored(wrong: Any, words: str) -> None:
    """A text is called a text; of keys the first that is not known or is missing is named."""
    with pytest.raises(BadRecord) as caught:
        codec.load_record(wrong)
    assert f"this is not a stored record: {words}" == str(caught.value)


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_codec_takes_no_other_version(version: Any) -> None:
    """Data of another format is named with the one that is read."""
    with pytest.raises(BadRecord, match=r"stored in format .*; this version reads format 1"):
        codec.load_partnership({**codec.dump(a_match()), "mentorflow": version})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r.pop("seq"), "a record has seq, at_us"),
        (lambda r: r.pop("seq"), "; the key 'seq' is missing"),
        (lambda r: r.update(more=1), "a record has seq, at_us"),
        (lambda r: r.update(more=1), "; the key 'more' is not known"),
        (lambda r: r.update(seq="1"), "'1' is not a whole number"),
        (lambda r: r.update(seq=True), "True is not a whole number"),
        (lambda r: r.update(at_us=1.5), "1.5 is not a whole number"),
        (lambda r: r.update(kind=None), "None is not a text"),
        (lambda r: r.update(by=7), "7 is not a text"),
        (lambda r: r.update(facts=[["weather", {"mood": "fair"}]]), "mood"),
        (lambda r: r.update(facts=[["weather", 1.5]]), "1.5 is no answer"),
        (lambda r: r.update(facts=[["weather", {}]]), "{} is no answer"),
        (lambda r: r.update(facts=[["weather", {"date": "soon"}]]), "soon"),
        (lambda r: r.update(facts=[["weather", {"date": 5}]]), "argument must be str"),
        (lambda r: r.update(facts=[["weather", {"length": [1, 2]}], ["x"]]), "damaged"),
        (lambda r: r.update(facts=[["weather", {"length": [1, 2, "3"]}]]), "'3' is not a whole number"),
        (lambda r: r.update(facts=[["weather", {"share": ["5", "length"]}]]), "'5' is not a whole number"),
        (lambda r: r.update(facts=[["weather", {"share": [5, 5]}]]), "5 is not a text"),
        (lambda r: r.update(facts=[["weather", {"share": [5, "length", 5]}]]), "[5, 'length', 5] is not a list of 2"),
        (lambda r: r.update(facts=[["weather", {"share": [5]}]]), "[5] is not a list of 2"),
        (lambda r: r.update(facts=[["weather", {"length": [1, 2]}]]), "[1, 2] is not a list of 3"),
        (lambda r: r.update(facts=[["weather", {"length": []}]]), "[] is not a list of 3"),
        (lambda r: r.update(facts=[["weather", {"length": {}}]]), "{} is not a list of 3"),
        (lambda r: r.update(facts=5), "5 is not a list"),
        (lambda r: r.update(facts=["ab"]), "'ab' is not a list of 2"),
        (lambda r: r.update(facts=[["a", "b", "c"]]), "is not a list of 2"),
        (lambda r: r.update(entered="ab"), "'ab' is not a list"),
        (lambda r: r.update(effects={"a": 1}), "{'a': 1} is not a list"),
        (lambda r: r["change"].update(completed="ab"), "'ab' is not a list"),
        (lambda r: r["notices"].append({"to": "ana"}), "a notice has to, role, kind, about, mark"),
        (lambda r: r["notices"].append("ana"), "a notice has"),
        (lambda r: r["notices"][0].update(mark=5), "5 is not a text"),
        (lambda r: r["notices"][0].update(to=5), "5 is not a text"),
        (lambda r: r["change"].update(made="yes"), "'yes' is neither true nor false"),
        (lambda r: r["change"].update(fall={"owner": ["form", "plan"]}), "damaged"),
        (lambda r: r.update(change=None), "a change has made, back"),
        (lambda r: r["origin"]["start"].update(digest=5), "5 is not a text"),
        (lambda r: r["origin"]["start"].update(more=5), "damaged"),
        (lambda r: r.update(origin={"id": "p"}), "a partnership has id, digest"),
        (lambda r: r.update(origin=5), "damaged"),
    ],
)
def test_codec_takes_nothing_damaged(change: Callable[[dict[str, Any]], Any], words: str) -> None:
    """Whatever is missing, too much or of the wrong type is told with the first thing wrong."""
    with pytest.raises(BadRecord, match="this record is damaged") as caught:
        codec.load_record(damaged(change))
    assert words in str(caught.value)


def test_codec_reads_slots_in_any_order() -> None:
    """A store that sorts keys does no harm."""
    data = codec.dump(a_match())
    backwards = {"mentorflow": 1, "partnership": dict(reversed(data["partnership"].items()))}

    assert a_match() == codec.load_partnership(backwards)


def test_codec_is_not_needed_for_pickles_and_copies() -> None:
    """Within one process values also survive pickling and copying, equal and still sealed."""
    values: tuple[Any, ...] = (a_match(), a_life()[0][0])
    for value in values:
        for back in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - our own bytes
            assert value == back
            with pytest.raises(AttributeError):
                back.seq = 3


def test_codec_gives_back_what_was_shown_and_to_whom() -> None:
    """The persons a form was shown to are stored with it; without them it is nothing this version wrote (D-40)."""
    p = filled_in(shipped(), an_agreed_pair(), "plan", PLAN, after_match(7), "ana")
    p = there(shipped().fire(p, "send_plan", by="ana", at=after_match(8)))
    stored = through_json(codec.dump(p))

    assert p == codec.load_partnership(stored)
    assert [["sol"]] == [shown.pop("people") for shown in stored["partnership"]["shown"]]
    with pytest.raises(BadRecord):
        codec.load_partnership(stored)


def test_codec_gives_back_falls() -> None:
    """A deadline's record keeps its owner, its anchor and its resolved limit."""
    falls: list[Record] = [
        record for decision in shipped().tick(an_agreed_pair(), at=after_match(200)) for record in decision.records
    ]

    assert {"plan", "check_up", "check_point", "keep_supervisor_informed"} <= {record.name for record in falls}
    assert falls == [codec.load_record(through_json(codec.dump(record))) for record in falls]


@pytest.mark.parametrize("value", [None, "p-1", shipped().fire(a_match(), "pause", by="ana", at=after_match(1))])
def test_codec_stores_partnerships_and_records_only(value: Any) -> None:
    """A decision handed over by mistake is no partnership, and nothing is written."""
    with pytest.raises(BadArgument, match="a partnership or a record is stored"):
        codec.dump(value)
