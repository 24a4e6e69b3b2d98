"""
What holds of every life, whoever leads it.

Purity, refusals, options, replay, verify, ticks, storage, edges, views; and that no file is too strange for ``check``.
"""

from __future__ import annotations

import datetime as dt
import json
import pickle
import random
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import mentorflow
from mentorflow.errors import MentorflowError
from mentorflow.loading import find
from mentorflow.rules.conditions import compile_condition
from mentorflow.rules.edges import Edge, edges
from mentorflow.rules.verdicts import evaluate
from mentorflow.states import codec, deadlines, falls, plan, rounds
from mentorflow.states.partnership import Partnership, Record, make_record
from tests.properties.family import Case, cases
from tests.properties.lived import Life, lived, steps
from tests.properties.strategies import Act, Drawing, answers, lives, move_details
from tests.properties.strategies import facts as said_by_host
from tests.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from mentorflow.states.options import Option
    from mentorflow.states.partnership import Decision

NAMES = ("moving", "asking", "counting", "mentoring-connection")
every_workflow = pytest.mark.parametrize("name", NAMES)


def with_values(record: Record, **values: Any) -> Record:
    """A record with some of its values replaced."""
    names = [field.name for field in attrs.fields(type(record))]
    return make_record(*[values.get(name, getattr(record, name)) for name in names])


# --- purity and refusals --------------------------------------------------------------------------------------------
@every_workflow
def test_deciding_the_same_twice_gives_the_same(name: str) -> None:
    """A decision depends on its arguments alone, and the partnership handed over is not changed."""
    case = cases()[name]
    for life in lived(name):
        for step in life.steps:
            stored = pickle.dumps(step.before)
            assert step.decision == step.act.on_flow(case.flow, step.before)
            assert stored == pickle.dumps(step.before)


@every_workflow
def test_a_refusal_gives_back_the_very_object(name: str) -> None:
    """What is refused or not offered leaves no record, no notice, no effect, and the partnership that was given."""
    refused = 0
    for life in lived(name):
        for step in life.steps:
            decision = step.decision
            if decision.outcome in {"refused", "not_offered"}:
                refused += 1
                assert decision.partnership is step.before
                assert ((), (), ()) == (decision.records, decision.notices, decision.effects)
                assert decision.refusals
    assert 0 < refused


@every_workflow
def test_an_accepted_act_has_one_record_after_those_that_fell(name: str) -> None:
    """Sequence numbers have no gap, instants never run backwards, and what was moved says so."""
    for life in lived(name):
        seq, at = 0, dt.datetime.min.replace(tzinfo=dt.UTC)
        for step in life.steps:
            act, decision = step.act, step.decision
            for record in decision.records:
                assert record.seq == seq + 1
                assert record.at >= at
                seq, at = record.seq, record.at
            if decision.accepted:
                assert (act.name, act.args["by"]) == (decision.records[-1].name, decision.records[-1].by)
                assert ("moved" == decision.outcome) is bool(decision.records[-1].entered)


@every_workflow
def test_every_decision_can_be_explained(name: str) -> None:
    """To everybody, and in full; never with a name of Python or of YAML."""
    readers = (None, "ana", "raj", "kim", "eve")
    for number, life in enumerate(lived(name)):
        for place, step in enumerate(life.steps):
            told = step.decision.explain(to=readers[(number + place) % len(readers)])
            assert told
            assert not [word for word in ("NoneType", "Traceback", "object at", "Slots") if word in told]


# --- options --------------------------------------------------------------------------------------------------------
def _facts_of(case: Case, seed: int) -> dict[str, Any]:
    return said_by_host(case, Drawing(random.Random(seed).randrange))  # noqa: S311 - a repeatable choice


def _tries(case: Case, story: Any, option: Option, by: str, at: dt.datetime, facts: dict[str, Any]) -> Iterator[Act]:
    """Several ways to do what an option speaks of, with answers that a person might well give."""
    base = {"by": by, "at": at}
    if option.kind in {"sign", "open", "close"}:
        yield Act(option.kind, option.name, {**base, "facts": facts} if option.kind == "sign" else base)
    if option.kind == "lift":
        yield Act("lift", option.name, {**base, "reason": "for once"})
    for seed in range(24 if option.kind in {"move", "submit"} else 0):
        drawing = Drawing(random.Random(seed).randrange)  # noqa: S311 - a repeatable choice
        if option.kind == "submit":
            sheet = answers(drawing, story, case.workflow.form_by_name[option.name], base)
            yield Act("submit", option.name, {**base, "facts": facts, "answers": sheet})
        else:
            yield Act("move", option.name, {**base, "facts": facts, **_asked(case, drawing, story, option.name, at)})


def _asked(case: Case, drawing: Drawing, story: Any, name: str, at: dt.datetime) -> dict[str, Any]:
    moves = [*story.state().moves, *case.workflow.moves]
    return move_details(drawing, story, next(move for move in moves if move.name == name), {"at": at})


@every_workflow
def test_options_agree_with_acts(name: str) -> None:
    """*Allowed* and *warned*: some valid answers are accepted; *refused*: every act is, with at least these reasons."""
    case = cases()[name]
    for number, life in enumerate(lived(name)[:: 2 if name != "mentoring-connection" else 3]):
        reference = Reference(case.workflow)
        some = life.steps[: 4 + number]
        for step in some:
            step.act.on_reference(reference)
        p = some[-1].decision.partnership
        if p is not None:
            _agree(case, reference, p, number)


def _agree(case: Case, reference: Reference, p: Partnership, number: int) -> None:
    at = p.at + dt.timedelta(hours=number)
    reference.tick(at=at)
    facts = _facts_of(case, number)
    for by in ("ana", "raj", "kim", "eve"):
        found = case.flow.options(p, at=at, by=by, facts=facts)
        for option in found:
            decisions = [act.on_flow(case.flow, p) for act in _tries(case, reference.story, option, by, at, facts)]
            _agrees(option, decisions)
        offered = {option.name for option in found if option.kind == "move"}
        for move in set(case.workflow.move_names) - offered:
            assert "not_offered" == case.flow.fire(p, move, by=by, at=at, facts=facts).outcome


def _agrees(option: Option, decisions: Sequence[Decision]) -> None:
    accepted = [decision for decision in decisions if decision.accepted]
    assert "needs" != option.verdict
    if option.verdict == "refused":
        assert not accepted, option
        reasons = {(reason.kind, reason.subject) for reason in option.reasons}
        assert reasons
        for decision in decisions:
            assert reasons <= {(refusal.kind, refusal.subject) for refusal in decision.refusals}, option
    else:
        assert accepted, option
        warned = {warning.subject for warning in option.warnings}
        assert (option.verdict == "warned") is bool(warned)
        assert all(warned <= {warning.subject for warning in decision.warnings} for decision in accepted)


@every_workflow
def test_options_without_facts_need_exactly_what_acts_raise_for(name: str) -> None:
    """*Needs* names facts without which the act cannot be decided."""
    case = cases()[name]
    for life in lived(name)[::4]:
        for p in (step.before for step in life.steps if step.before is not None):
            for option in case.flow.options(p, at=p.at):
                if option.verdict == "needs" and option.kind == "move":
                    assert option.needs
                    with pytest.raises(mentorflow.errors.BadFact):
                        case.flow.fire(p, option.name, by="ana", at=p.at)


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

    patch.setattr(plan, "compile_condition", lambda *_: never)
    patch.setattr(plan, "compile_table", lambda *_: never)
    patch.setattr(plan, "asked", _asking(never))
    for module in (deadlines, falls):
        for name in ("next_falling", "due_at", "end_of", "shifted", "local_date", "settle"):
            if hasattr(module, name):
                patch.setattr(module, name, never)
    patch.setattr("mentorflow.states.flow.settle", never)


def _asking(never: Callable[..., Any]) -> Callable[..., tuple[Callable[..., Any], ...]]:
    """Questions that raise when it is looked at whether they are asked."""
    return lambda layout, form: tuple(never for _ in layout.workflow.form_by_name[form].fields)


def _conditions(case: Case) -> list[str]:
    """The conditions that moves name: they read no sheet of their own."""
    moves = case.workflow.every_move()
    return list(dict.fromkeys(name for move in moves for name in (*move.must, *move.should)))


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

    def forgetful(form: object, asked: object, record: object, people: object) -> object:
        del form, record, people
        return asked

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


# --- structure ------------------------------------------------------------------------------------------------------
@every_workflow
def test_every_step_of_a_flow_is_an_edge(name: str) -> None:
    """Whatever a record enters, there is an edge that leads there from the state before."""
    known = edges(cases()[name].workflow)
    for life in lived(name):
        _follows_edges(known, life.records)


def _follows_edges(known: Sequence[Edge], records: Sequence[Record]) -> None:
    state: str | None = None
    for record in records:
        for number, entered in enumerate(record.entered):
            kinds = {"start", "move", "deadline", "complete", "changed"} if not number else {"complete"}
            assert [edge for edge in known if edge.source == state and edge.target == entered and edge.kind in kinds]
            state = entered
        if not record.entered and record.kind == "move":
            assert [edge for edge in known if edge.source == state and edge.trigger == record.name]


@every_workflow
def test_the_machine_knows_every_trigger(name: str) -> None:
    """The machine offers in each state exactly the moves that may be fired there."""
    case = cases()[name]
    for life in lived(name)[::4]:
        for p in (step.before for step in life.steps if step.before is not None):
            state = case.workflow.state_by_name[p.state]
            offered = [*state.moves, *(move for move in case.workflow.moves if p.state in move.only_in)]
            triggers = set(case.flow.machine.get_triggers(p.state)) & set(case.workflow.move_names)
            assert {move.name for move in offered if state.final is None} == triggers


# --- conditions -----------------------------------------------------------------------------------------------------
@every_workflow
def test_compiled_conditions_say_what_the_explaining_evaluator_says(name: str) -> None:
    """The fast path and the one that gives reasons never differ."""
    case = cases()[name]
    flow, names = case.flow, _conditions(case)
    compiled = {condition: compile_condition(flow.layout, condition) for condition in names}
    said = set()
    for number, life in enumerate(lived(name)):
        facts = _facts_of(case, number)
        for p in (step.before for step in life.steps if step.before is not None):
            for condition, holds in compiled.items():
                fast = holds(p, facts, p.at_us, None)
                assert fast is evaluate(flow.layout, condition, p, facts, p.at_us).holds
                said.add((condition, fast))
    assert {condition for condition, _ in said} == set(names)


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


# --- views ----------------------------------------------------------------------------------------------------------
@every_workflow
def test_nobody_without_a_part_sees_an_answer(name: str) -> None:
    """A stranger's view is empty, and their history holds no answers, no facts and no reasons (ruling 13)."""
    case = cases()[name]
    for life in lived(name):
        assert life.end is not None
        assert () == case.flow.view(life.end, by="eve").forms
        for record in case.flow.history(life.records, by="eve"):
            assert not any(record.answers or ())
            assert not record.facts
            assert record.change.reason is None


@every_workflow
def test_notices_go_to_people_who_take_part(name: str) -> None:
    """Every notice reaches somebody who holds the role it names, and is about something the file names."""
    case = cases()[name]
    workflow = case.workflow
    names = {*workflow.move_names, *workflow.form_by_name, *(deadline.name for deadline in workflow.every_deadline())}
    for life in lived(name):
        for record in life.records:
            for notice in record.notices:
                assert notice.kind in {"told", "reminded", "opened"}
                assert notice.role in {role.name for role in workflow.roles}
                assert notice.about in names
            assert len(record.notices) == len(set(record.notices))


# --- bytes ----------------------------------------------------------------------------------------------------------
def _mutilated(chance: random.Random, text: str) -> bytes:
    """A rule file after a few accidents."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(lines))
        accident = chance.randrange(7)
        if accident == 0:
            del lines[place]
        elif accident == 1:
            lines.insert(place, lines[chance.randrange(len(lines))])
        elif accident == 2:
            lines[place] = lines[place][chance.randrange(4) :]
        elif accident == 3:
            lines[place] = " " * chance.randrange(1, 4) + lines[place]
        elif accident == 4:
            middle = chance.randrange(len(lines[place]) + 1)
            lines[place] = (
                lines[place][:middle] + chance.choice("{}[]:,#&*!|>%@\t\"'-é\x00\u200b") + lines[place][middle:]
            )
        elif accident == 5:
            lines[place] = lines[place].replace(":", "", 1)
        else:
            lines[place] = lines[place].split(":")[0] + ":"
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8")


def _findings_lie_inside(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    findings = mentorflow.check(path)
    lines = re.split("\r\n|\r|\n", content.decode("utf-8-sig", errors="replace"))
    for finding in findings:
        span = finding.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert finding.message
        assert finding.code


@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "ignore")))
)
@settings(max_examples=2 * settings.default.max_examples)
def test_check_never_raises_on_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever lies in a file, it is answered with findings whose places lie inside it."""
    _findings_lie_inside(tmp_path_factory.getbasetemp() / "bytes.yaml", content)


@pytest.mark.parametrize("seed", range(30))
def test_check_never_raises_on_a_mutilated_rule_file(tmp_path: Path, seed: int) -> None:
    """A real file after an accident is told of in findings whose places lie inside it."""
    text = find("mentoring-connection").read_text(encoding="utf-8")
    _findings_lie_inside(tmp_path / "accident.yaml", _mutilated(random.Random(seed), text))  # noqa: S311 - repeatable


# --- drawn by hypothesis --------------------------------------------------------------------------------------------
@every_workflow
def test_drawn_lives_keep_the_laws(name: str) -> None:
    """Purity, refusals, replay and verify hold on whatever hypothesis thinks of as well."""

    @given(st.data())
    @settings(max_examples=max(5, settings.default.max_examples // 8), phases=(Phase.explicit, Phase.generate))
    def keeps(data: st.DataObject) -> None:
        case = cases()[name]
        acts = data.draw(lives(case, most=14))
        life = Life(tuple(steps(case, acts)))
        for step in life.steps:
            assert step.decision == step.act.on_flow(case.flow, step.before)
            assert step.decision.records or step.decision.partnership is step.before
        if life.records:
            assert life.end == case.flow.replay(life.records)
            assert not case.flow.verify(life.records)

    keeps()
