"""What holds of every life: the same answer to the same question, and options that keep their word."""

from __future__ import annotations

import datetime as dt
import pickle
import random
from typing import TYPE_CHECKING, Any

import pytest

import mentorflow
from mentorflow.testing.drawing import Drawing
from tests.properties.acting import Act
from tests.properties.answering import answers
from tests.properties.family import Case, cases
from tests.properties.lived import NAMES, lived
from tests.properties.strategies import facts_of, move_details
from tests.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mentorflow.states.decision import Decision
    from mentorflow.states.options import Option
    from mentorflow.states.partnership import Partnership

every_workflow = pytest.mark.parametrize("name", NAMES)


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
    """*Allowed* and *warned*: some valid answers are accepted; *refused*: every act, with at least these reasons."""
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
    facts = facts_of(case, number)
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
