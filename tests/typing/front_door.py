"""The front door as type checkers see it; this file is only checked, never run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type

import mentorflow
from mentorflow import Decision, Diagnostic, Flow, Notice, Partnership, Record
from mentorflow.states.decision import Refusal
from mentorflow.states.options import Option
from mentorflow.states.owing import Due


def loading() -> Flow:
    """What is loaded is a flow, and what is checked is findings."""
    assert_type(mentorflow.check("rules.yaml"), tuple[Diagnostic, ...])
    assert_type(mentorflow.loads("format: mentorflow/1", file="rules.yaml"), Flow)
    return mentorflow.load("mentoring-connection")


def acting(flow: Flow, partnership: Partnership) -> None:
    """Every act answers with a decision."""
    at = datetime(2026, 1, 5, tzinfo=UTC)
    people: dict[str, str | tuple[str, ...]] = {"mentee": "ana", "mentor": "raj"}
    assert_type(flow.start("request", id="p-1", people=people, by="ana", at=at, facts={"room": 1}), Decision)
    assert_type(flow.fire(partnership, "accept", by="raj", at=at), Decision)
    assert_type(flow.submit(partnership, "check_up", answers={"fit": "good"}, by="ana", at=at), Decision)
    assert_type(flow.sign(partnership, "agreement", by="raj", at=at), Decision)
    assert_type(flow.open_form(partnership, "plan", by="kim", at=at), Decision)
    assert_type(flow.close_form(partnership, "plan", by="kim", at=at), Decision)
    assert_type(flow.lift(partnership, "room", by="kim", at=at, reason="asked for"), Decision)


def asking(flow: Flow, partnership: Partnership) -> None:
    """What may happen, what is due, and what has fallen."""
    at = datetime(2026, 1, 5, tzinfo=UTC)
    assert_type(flow.options(partnership, at=at, by="ana"), tuple[Option, ...])
    assert_type(flow.due(partnership, at=at), tuple[Due, ...])
    assert_type(flow.tick(partnership, at=at), tuple[Decision, ...])


def reading(decision: Decision) -> None:
    """What a decision holds."""
    assert_type(decision.partnership, Partnership | None)
    assert_type(decision.records, tuple[Record, ...])
    assert_type(decision.notices, tuple[Notice, ...])
    assert_type(decision.effects, tuple[str, ...])
    assert_type(decision.refusals, tuple[Refusal, ...])
    assert_type(decision.explain(to="ana"), str)


def mistaken(flow: Flow, partnership: Partnership) -> None:
    """What a type checker refuses before anybody runs it."""
    at = datetime(2026, 1, 5, tzinfo=UTC)
    flow.fire(partnership, "accept", "raj", at)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    flow.fire(partnership, "accept", by="raj")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
