"""
Every life of a small workflow, enumerated by ``Flow`` alone: each act by each person with each answer, and each fall.

Knows nothing of edges, conditions or proofs; two partnerships are the same where nothing but time tells them apart.
Only for workflows whose conditions ask no time, whose forms ask one question, and with one deadline at most.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.rules.workflow import Workflow
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

    Key: TypeAlias = tuple[object, ...]

PEOPLE = {"mentee": "ana", "mentor": "raj", "coordinator": "kim", "supervisor": "sol"}
NOON = dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC)
FACTS = ({"fee": "paid"}, {"fee": "open"})
LATER = dt.timedelta(days=40)
MOST = 4000


@attrs.frozen
class Went:
    """One thing that was done or fell: by whom (None for a deadline), what it was, and where it led."""

    by: str | None
    name: str
    facts: int
    decision: Decision
    to: Key


@attrs.frozen(slots=False, eq=False)
class Lives:
    """Every partnership there can be, by what tells them apart, and everything that can happen to each."""

    flow: Flow
    at: dict[Key, Partnership] = attrs.Factory(dict)
    went: dict[Key, list[Went]] = attrs.Factory(dict)
    refused: dict[Key, set[tuple[str, str, int]]] = attrs.Factory(dict)
    starts: list[Went] = attrs.Factory(list)

    @property
    def workflow(self) -> Workflow:
        """What the lives are of."""
        return self.flow.workflow

    def live(self, key: Key) -> bool:
        """Whether a partnership is in a state that is not final."""
        return self.workflow.state_by_name[str(key[0])].final is None

    @cached_property
    def every(self) -> list[Went]:
        """Everything that ever happens."""
        return [*self.starts, *(went for some in self.went.values() for went in some)]

    def leads_to(self, good: Callable[[Key], bool], among: Callable[[Key], bool] = lambda _: True) -> set[Key]:
        """The partnerships from which one that is good can be come to, on a way among some."""
        found = {key for key in self.at if good(key)}
        while True:
            new = {k for k in self.at if k not in found and among(k) and any(w.to in found for w in self.went[k])}
            if not new:
                return found
            found |= new


def lives_of(flow: Flow) -> Lives | None:
    """Enumerate; None where there are too many to go through."""
    lives = Lives(flow)
    pending: list[Key] = []
    for move in flow.workflow.start:
        for number, facts in enumerate(FACTS):
            decision = flow.start(move.name, id="p", people=PEOPLE, by="ana", at=NOON, facts=facts)
            if decision.partnership is not None:
                pending += _come(lives, decision.partnership)
                lives.starts.append(Went("ana", move.name, number, decision, key_of(decision.partnership)))
    for key in pending:
        if len(lives.at) > MOST:
            return None
        for by, name, number, decision in _acts(flow, lives.at[key]):
            if decision.accepted and decision.partnership is not None:
                pending += _come(lives, decision.partnership)
                lives.went[key].append(Went(by, name, number, decision, key_of(decision.partnership)))
            else:
                lives.refused[key].add((str(by), name, number))
    return lives


def key_of(p: Partnership) -> Key:
    """What tells a partnership from another, apart from time."""
    rounds = tuple(asked and (asked.open, _sheets(asked.sheets), asked.signed, asked.complete, asked.consumed)
                   for asked in p.rounds)  # fmt: skip
    pending = tuple(sorted((each.kind, each.name, each.person) for each in p.pending))
    moments = tuple(moment is not None for moment in p.moments)
    fallen = tuple(fall is not None and (fall[0] == p.entered_seq or fall[2]) for fall in p.falls)
    return (p.state, rounds, pending, moments, fallen, tuple(each[0] for each in p.came_from))


def _sheets(sheets: Iterable[object]) -> tuple[object, ...]:
    return tuple(sorted((sheet.person, sheet.answers) for sheet in sheets))  # type: ignore[attr-defined]


def _come(lives: Lives, p: Partnership) -> list[Key]:
    key = key_of(p)
    if key in lives.at:
        return []
    lives.at[key], lives.went[key], lives.refused[key] = p, [], set()
    return [key]


def _acts(flow: Flow, p: Partnership) -> Iterator[tuple[str | None, str, int, Decision]]:
    for move in flow.workflow.move_names:
        if move in flow.workflow.state_by_name or move in {each.name for each in flow.workflow.start}:
            continue
        for by in PEOPLE.values():
            for number, facts in enumerate(FACTS):
                yield by, move, number, flow.fire(p, move, by=by, at=p.at, facts=facts)
    for form in flow.workflow.forms:
        for by in PEOPLE.values():
            for answer in ("good", "poor"):
                yield (
                    by,
                    form.name,
                    0,
                    flow.submit(p, form.name, answers={"fit": answer}, by=by, at=p.at, facts=FACTS[0]),
                )
            yield by, form.name, 0, flow.sign(p, form.name, by=by, at=p.at, facts=FACTS[0])
            yield by, form.name, 0, flow.open_form(p, form.name, by=by, at=p.at)
    for decision in flow.tick(p, at=p.at + LATER)[:1]:
        yield None, "limit", 0, decision
