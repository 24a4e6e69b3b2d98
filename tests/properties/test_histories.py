"""What holds of every history: it folds, verifies, knows no ticks, can be stored, and can forget."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import random
import sys
from typing import TYPE_CHECKING, Any

import pytest

import mentorflow
from mentorflow.errors import MentorflowError
from mentorflow.rules.calendar import end_of, local_date, shifted
from mentorflow.rules.conditions import asked, compile_condition, compile_table
from mentorflow.states import codec, deadlines, moves, rounds
from mentorflow.states.deadlines import due_at, next_falling
from mentorflow.states.decision import Decision
from mentorflow.states.falls import settle
from mentorflow.states.partnership import LOOK, Partnership, Round
from mentorflow.states.people import role_in
from tests.properties.family import Case, cases
from tests.properties.lived import NAMES, lived

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mentorflow.states.records import Record
    from tests.properties.acting import Act

every_workflow = pytest.mark.parametrize("name", NAMES)


def with_values(record: Record, **values: Any) -> Record:
    """A record with some of its values replaced."""
    return record._replace(**values)


# --- short ways, held against the long ones -------------------------------------------------------------------------
@every_workflow
def test_nothing_falls_before_a_partnership_wakes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The instant a partnership carries follows from it alone, and no deadline, looked at by itself, falls sooner."""
    plan = cases()[name].flow.plan
    woken = [p for life in lived(name) for step in life.steps if (p := step.decision.partnership) is not None]
    assert all(p.wake_us == deadlines.wake(plan, p) for p in woken)
    with monkeypatch.context() as patch:
        patch.setattr(deadlines, "wake", lambda *_: LOOK)
        for p in woken:
            stored = codec.load_partnership(codec.dump(p))
            assert (p, LOOK) == (stored, stored.wake_us)
            assert p.wake_us == LOOK or next_falling(plan, stored, p.wake_us - 1) is None


@every_workflow
def test_the_short_way_of_a_move_is_the_long_way(name: str) -> None:
    """A move decided the short way gives the record, the partnership and the warnings of the long way."""
    plan = cases()[name].flow.plan
    taken = 0
    for act, offer, role in _moves(name):
        short = moves._plain(plan, act.p, offer, act, role)  # noqa: SLF001 - the two ways of one room
        if short is not None:
            taken += 1
            assert moves._elaborate(plan, act.p, offer, act, role) == short  # noqa: SLF001
    assert taken


def _moves(name: str) -> Iterator[tuple[Any, Any, str]]:
    """Every plain move of the drawn lives, made by somebody who may."""
    plan = cases()[name].flow.plan
    for life in lived(name):
        for decision in (step.decision for step in life.steps if isinstance(step.decision, Decision)):
            act: Any = decision.why
            offer = plan.states[act.p.state].moves.get(act.name) if act.kind == "move" and act.p.state else None
            role = None if offer is None else role_in(offer.by, act.p.people, act.by)
            if offer is not None and role is not None and offer.plain and not act.people:
                yield act, offer, role


# --- histories ------------------------------------------------------------------------------------------------------
@every_workflow
def test_replay_gives_the_partnership_without_deciding_anything(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history folds to the partnership even when every condition, table and calendar refuses to work."""
    case = cases()[name]
    told = [(life.end, life.records) for life in lived(name)]
    with monkeypatch.context() as patch:
        _forbid_deciding(patch)
        flow = mentorflow.Flow(case.workflow)
        for p, records in told:
            assert p == flow.replay(records)


def test_a_flow_that_may_not_decide_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: under the same prohibition an act that reads a condition, or a tick, raises."""
    case = cases()["moving"]
    life = next(life for life in lived("moving") if any(step.act.name == "set_up" for step in life.steps))
    with monkeypatch.context() as patch:
        _forbid_deciding(patch)
        flow = mentorflow.Flow(case.workflow)
        with pytest.raises(AssertionError, match="decides nothing"):
            life.steps[0].act.on_flow(flow, None)
        assert life.end is not None
        with pytest.raises(AssertionError, match="decides nothing"):
            flow.tick(life.end, at=life.end.at)


def _forbid_deciding(patch: pytest.MonkeyPatch) -> None:
    """Make every condition, table, question and deadline raise when it is looked at."""

    def never(*_: object, **__: object) -> Any:
        msg = "folding decides nothing"
        raise AssertionError(msg)

    for honest, broken in (
        (compile_condition, lambda *_: never),
        (compile_table, lambda *_: never),
        (asked, _asking(never)),
        *((one, never) for one in (settle, next_falling, due_at, end_of, shifted, local_date)),
    ):
        for module in [module for name, module in sys.modules.items() if name.startswith("mentorflow.states")]:
            for name in [name for name, value in vars(module).items() if value is honest]:
                patch.setattr(module, name, broken)


def _asking(never: Callable[..., Any]) -> Callable[..., tuple[Callable[..., Any], ...]]:
    """Questions that raise when it is looked at whether they are asked."""
    return lambda layout, form: tuple(never for _ in layout.workflow.form_by_name[form].fields)


@every_workflow
def test_verify_finds_nothing_in_an_honest_history(name: str) -> None:
    """Deciding every record again gives the same record."""
    for life in lived(name):
        assert not cases()[name].flow.verify(life.records)


def _tampered(record: Record) -> Iterator[Record]:
    """The same record with one part of its outcome told otherwise."""
    if record.entered:
        yield with_values(record, entered=())
    if record.notices:
        yield with_values(record, notices=record.notices[1:])
    if record.effects:
        yield with_values(record, effects=())
    if record.warnings:
        yield with_values(record, warnings=())
    if record.role and record.kind != "start":
        yield with_values(record, role="nobody")


@every_workflow
def test_verify_finds_a_tampered_outcome(name: str) -> None:
    """A record that says something else happened is found, whatever part of it was changed."""
    case = cases()[name]
    tried = 0
    for life in lived(name)[::4]:
        records = life.records
        for place, record in enumerate(records):
            for other in _tampered(record):
                try:
                    found = case.flow.verify([*records[:place], other, *records[place + 1 :]])
                except MentorflowError:
                    found = (other,)
                tried += 1
                assert found
    assert 20 < tried


@every_workflow
def test_a_dropped_record_is_found(name: str) -> None:
    """A history with a record too few does not fold."""
    case = cases()[name]
    for life in lived(name)[::3]:
        records = life.records
        for place in range(len(records) - 1):
            with pytest.raises(MentorflowError):
                case.flow.replay([*records[:place], *records[place + 1 :]])


def test_a_fold_that_drops_what_a_record_says_is_caught_by_verify(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with a fold that forgets signatures, honest histories no longer verify."""
    case = cases()["asking"]
    lost = 0
    told = [life.records for life in lived("asking")]

    def forgetful(*given: object) -> object:
        return next(one for one in given if isinstance(one, Round))

    with monkeypatch.context() as patch:
        patch.setitem(rounds._DEEDS, "sign", forgetful)  # noqa: SLF001 - broken on purpose
        for records in told:
            lost += bool(case.flow.verify(records))
    assert 0 < lost


# --- ticks ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", range(5))
@every_workflow
def test_any_schedule_of_ticks_gives_the_same_records(name: str, seed: int) -> None:
    """When somebody looked at the clock between the acts cannot be told from the history (ruling 1)."""
    case = cases()[name]
    acts = [step.act for step in lived(name)[seed].steps if step.decision.accepted]
    plain = _records_with_ticks(case, acts, None)
    for other in (seed + 100, seed + 200):
        assert plain == _records_with_ticks(case, acts, random.Random(other))  # noqa: S311 - a repeatable schedule


def _records_with_ticks(case: Case, acts: Sequence[Act], chance: random.Random | None) -> list[Record]:
    """The history of a life, looked at now and then between acts, and long after the last accepted one."""
    p: Partnership | None = None
    records: list[Record] = []
    for act in acts:
        if p is None and act.kind != "start":
            continue
        if p is not None and chance is not None:
            for at in sorted(_instants(chance, p.at, act.args["at"])):
                p = _ticked(case, p, at, records)
        decision = act.on_flow(case.flow, p)
        records += decision.records
        p = decision.partnership
    if p is not None:
        p = _ticked(case, p, acts[-1].args["at"] + dt.timedelta(days=500), records)
    return records


def _instants(chance: random.Random, start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
    span = max(dt.timedelta(), end - start)
    return [start + span * chance.random() for _ in range(chance.randrange(4))] + (
        [end] if chance.random() < 0.3 else []
    )


def _ticked(case: Case, p: Partnership, at: dt.datetime, records: list[Record]) -> Partnership:
    for decision in case.flow.tick(p, at=at):
        records += decision.records
        assert decision.partnership is not None
        p = decision.partnership
    return p


# --- storage --------------------------------------------------------------------------------------------------------
@every_workflow
def test_stored_values_come_back_as_they_were(name: str) -> None:
    """Partnerships and records become plain data and back without loss; the data survives JSON."""
    for life in lived(name)[::2]:
        for record in life.records:
            assert record == codec.load_record(json.loads(json.dumps(codec.dump(record))))
        assert life.end == codec.load_partnership(json.loads(json.dumps(codec.dump(life.end))))


@every_workflow
def test_flows_partnerships_records_and_decisions_can_be_pickled(name: str) -> None:
    """They come back equal, and a flow that comes back decides alike."""
    case = cases()[name]
    flow = pickle.loads(pickle.dumps(case.flow))  # noqa: S301 - our own bytes
    assert case.flow.digest == flow.digest
    for life in lived(name)[::6]:
        for step in life.steps:
            assert step.decision == step.act.on_flow(flow, step.before)
        for value in (life.end, *(step.decision for step in life.steps[-3:]), *life.records):
            assert value == pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


# --- forgetting -----------------------------------------------------------------------------------------------------
@every_workflow
def test_erasing_answers_leaves_state_moments_and_falls(name: str) -> None:
    """A history without its answers folds to the same state, moments, counts, limits, people and falls (ruling 6)."""
    case = cases()[name]
    for life in lived(name):
        p: Any = life.end
        erased = case.flow.replay([_without_answers(record) for record in life.records])
        for part in (
            "state",
            "came_from",
            "seq",
            "at_us",
            "moments",
            "counts",
            "limits",
            "falls",
            "people",
            "pauses",
            "pending",
        ):
            assert getattr(p, part) == getattr(erased, part)
        assert [_standing(one) for one in p.rounds] == [_standing(one) for one in erased.rounds]


def _without_answers(record: Record) -> Record:
    if record.answers is None:
        return record
    return with_values(record, answers=tuple(None for _ in record.answers))


def _standing(asked: Any) -> Any:
    return asked and (asked.number, asked.open, asked.complete, asked.consumed, asked.signed)
