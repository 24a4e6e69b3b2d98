"""
Refusals and warnings in plain sentences, each with the place of its rule.

A refusal or a warning never carries anybody's answers (ruling 13): where a condition reads answers, only its name is
said here, and ``Decision.explain`` tells the rest to those who may see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.english import listed
from mentorflow.rules.verdicts import evaluate
from mentorflow.states.decision import Refusal, Warned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mentorflow.rules.verdicts import Verdict
    from mentorflow.rules.workflow import Field
    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Answer, Partnership, Sheetful
    from mentorflow.states.people import Cast
    from mentorflow.states.plan import MovePlan, Plan

_ANSWERS = frozenset({"field", "unfavorable"})


def reads_answers(verdict: Verdict) -> bool:
    """Whether a verdict rests on what somebody answered."""
    own = any(fact.kind in _ANSWERS for fact in verdict.reads)
    return own or any(reads_answers(part) for part in verdict.parts)


def said(plan: Plan, p: Partnership, name: str, act: Act) -> str:
    """How a condition that does not hold stands, in a sentence without anybody's answers."""
    verdict = evaluate(plan.layout, name, p, act.facts, act.us)
    words = "" if reads_answers(verdict) else verdict.words
    return not_so(plan.workflow.worded(name), words)


def not_so(shown: str, words: str = "") -> str:
    """A condition that does not hold, by its name in words, with what was found where that may be said."""
    return f"'{shown}' does not hold{': ' if words else ''}{words}"


def condition_failed(plan: Plan, p: Partnership, name: str, act: Act) -> Refusal:
    """A ``must`` that does not hold, with the value found and the bound."""
    return Refusal("condition", name, said(plan, p, name, act), _place(plan, name))


def _place(plan: Plan, name: str) -> str:
    return plan.workflow.condition_by_name[name].span.place


def not_their_role(plan: Plan, p: Partnership, offer: MovePlan, by: str) -> Refusal:
    """Somebody tried a move that their roles do not have, or that bars one of their roles."""
    return may_do(plan, p, offer.by, by, plan.workflow.shown(offer.name), offer.name, offer.move.by.span.place)


def may_do(plan: Plan, p: Partnership, posts: Cast, by: str, deed: str, subject: str, place: str) -> Refusal:
    """Only certain roles may do this, and the person does not act in one of them."""
    roles = list(dict.fromkeys(plan.workflow.shown(post.role) for post in posts))
    held = [plan.workflow.shown(r.name) for r in plan.workflow.roles if _holds(plan, p, r.name, by)]
    who = f"{by} is {listed(held, 'and')}" if held else f"{by} has no part in this partnership"
    may = f"only {listed(roles)} may {deed}" if roles else f"nobody may {deed}: it opens by itself"
    return Refusal("role", subject, f"{may}; {who}", place)


def _holds(plan: Plan, p: Partnership, role: str, person: str) -> bool:
    held = p.people[plan.layout.roles[role]]
    return held == person or (isinstance(held, tuple) and person in held)


def not_offered(plan: Plan, state: str, name: str, places: Iterable[str]) -> Refusal:
    """A move that this state does not have."""
    offered = list(plan.states[state].moves) if state else list(plan.starts)
    there = (
        f"here one may {listed(map(plan.workflow.shown, offered))}" if offered else "nothing more can be done here"
    )
    where = f"when the partnership is {plan.workflow.shown(state)}" if state else "to begin a partnership"
    message = f"{plan.workflow.shown(name)} cannot be done {where}; {there}"
    return Refusal("not_offered", name, message, next(iter(places), ""))


def warned_of(
    fields: tuple[Field, ...], answers: Sheetful, off_advice: Callable[[Field, Answer], str | None]
) -> list[Warned]:
    """A warning for each answer outside what is advised."""
    every = zip(fields, answers, strict=True)
    found = [(field, off_advice(field, answer)) for field, answer in every if field.should_be is not None]
    return [Warned(field.name, words, field.span.place) for field, words in found if words is not None]
