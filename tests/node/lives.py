"""
Lives of workflows for a machine that never saw them: event by event what ``Flow`` decided.

``python -m tests.node.lives`` prints, for each shipped workflow and each of the small family of the property tests,
its exported machine and lives: scenarios that are shipped, and walks from fixed seeds, refused acts among them.
Every step has the event, and what came of it: whether it was allowed, the state, who was told, effects and advice.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.errors import BadArgument
from mentorflow.loading import load, shipped
from mentorflow.plays.given import given
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import actor, play
from mentorflow.plays.scenario import DAY_0
from mentorflow.plays.search import made_up
from mentorflow.plays.values import as_call
from mentorflow.rules.calendar import Duration, instant, microseconds
from mentorflow.rules.conditions import compile_condition, form_in_hand
from mentorflow.rules.source import read
from mentorflow.states.deadlines import next_falling
from mentorflow.states.facts import read_facts
from mentorflow.states.falls import fall_at
from mentorflow.states.fold import fold, fold_start
from mentorflow.states.partnership import holders
from mentorflow.states.records import Origin, make_change
from mentorflow.states.starts import cast_list, own_limits
from mentorflow.tools.export import about, machine
from mentorflow.tools.export.acts import limits
from tests.properties.acting import Act
from tests.properties.family import Case, cases
from tests.properties.strategies import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.plays.play import Play
    from mentorflow.rules.workflow import Form
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership, Sheet
    from mentorflow.states.records import Record

ROOT = Path(__file__).parents[2]
WALKS = 8
MORE_WALKS = 20
REVIEW = Path(__file__).with_name("review.yaml")
LENGTH = 45
TRIED = 3


# --- values as an event brings them ---------------------------------------------------------------------------------
def plain(value: Any) -> Any:
    """A fact or an answer as data: a length of time in nominal minutes, a date as its text."""
    if isinstance(value, Duration):
        return value.nominal
    if isinstance(value, dt.date):
        return value.isoformat()
    return [plain(each) for each in value] if isinstance(value, tuple) else value


class Teller:
    """Tells a machine what happens in the lives of one workflow."""

    def __init__(self, case: Case) -> None:
        flow = case.flow
        self.flow, self.plan, self.friendly = flow, flow.plan, case.friendly
        self.config = machine(flow.workflow).config
        names = self.config["meta"]["asked_of_the_host"]
        asked = [name for name in names if name in flow.workflow.condition_by_name]
        self.asked = {name: (compile_condition(flow.layout, name), form_in_hand(flow.layout, name)) for name in asked}

    def life(self, acts: list[Act]) -> list[dict[str, Any]]:
        """The steps of one life."""
        p: Partnership | None = None
        steps: list[dict[str, Any]] = []
        for drawn in acts:
            # Where a start was given other limits than it was drawn with, a walk may lag behind.
            act = drawn if p is None else attrs.evolve(drawn, args={**drawn.args, "at": max(drawn.args["at"], p.at)})
            us = microseconds(act.args["at"])
            if p is not None:
                while next_falling(self.plan, p, us) is not None:
                    step, p = self._fall(p, us)
                    steps.append(step)
            if act.kind in {"tick", "open", "close"} or (p is None) != (act.kind == "start"):
                p = act.on_flow(self.flow, p).partnership if p is not None else p
                continue
            decision = act.on_flow(self.flow, p)
            if decision.accepted or act.kind in {"start", "move", "lift"}:
                steps.append(self._act(p, act, decision, us))
            p = decision.partnership
            steps += self._refused(p, us, len(steps)) if p is not None else []
        return steps

    def _refused(self, p: Partnership, us: int, number: int) -> list[dict[str, Any]]:
        """Moves that somebody tries and may not make; which ones are tried goes round."""
        people = [*dict.fromkeys(person for held in p.people for person in holders(held)), "eve"]
        names = [name for name in self.flow.workflow.move_names if name not in self.flow.plan.starts]
        found = []
        for turn in range(TRIED if names else 0):
            args = {"by": people[(number + turn) % len(people)], "at": instant(us), "facts": self.friendly}
            act = Act("move", names[(3 * number + 5 * turn) % len(names)], args)
            try:
                decision = act.on_flow(self.flow, p)
            except BadArgument:
                continue
            if not decision.accepted:
                found.append(self._act(p, act, decision, us))
        return found

    def _fall(self, p: Partnership, us: int) -> tuple[dict[str, Any], Partnership]:
        falling = next_falling(self.plan, p, us)
        outcome = fall_at(self.plan, p, us)
        assert falling is not None
        assert outcome.record is not None
        assert outcome.partnership is not None
        event = {"type": about.event_of(falling.plan.deadline, falling.mark.mark)}
        return self._step(event, p, outcome.record, outcome.partnership, {}, us), outcome.partnership

    def _act(self, p: Partnership | None, act: Act, decision: Any, us: int) -> dict[str, Any]:
        args = act.args
        kind = {"submit": "saved", "sign": "signed"}.get(act.kind, act.kind)
        event: dict[str, Any] = {"type": f"{kind}.{act.name}", "by": args["by"]}
        facts = dict(read_facts(self.plan, args.get("facts")))
        if p is None:
            origin = Origin(
                "p-1",
                self.plan.digest,
                cast_list(self.plan, args["people"]),
                own_limits(self.plan, args.get("limits") or {}),
            )
            p = fold_start(self.plan, origin, us)
        before = p
        if args.get("people"):
            given = {role: list(holders(_held(held))) for role, held in args["people"].items()}
            event["people"] = given
        if act.kind in {"start", "move"}:
            event["asked"] = {f"the answers of {act.name}": all(r.kind != "answer" for r in decision.refusals)}
        after = decision.partnership if decision.accepted else before
        return self._step(event, before, decision.record, after, facts, us)

    def _step(
        self,
        event: dict[str, Any],
        p: Partnership,
        record: Record | None,
        after: Partnership,
        facts: dict[str, Any],
        us: int,
    ) -> dict[str, Any]:
        done = p if record is None else self._done(p, record)
        event["facts"] = {name: plain(value) for name, value in facts.items()}
        event["forms"] = self._forms(done, facts, us)
        event["limits"] = limits(self.flow.layout, done.limits)
        event["asked"] = {**event.get("asked", {}), **self._answered(p, facts, us)}
        event["afterwards"] = self._answered(done, facts, us)
        notices = () if record is None else record.notices
        should = self.flow.workflow.condition_by_name
        return {
            "event": event,
            "allowed": record is not None,
            "state": after.state or "(start)",
            "tell": sorted({f"{each.to}: {each.about}" for each in notices if each.kind == "told"}),
            "remind": sorted({f"{each.to}: {each.about}" for each in notices if each.kind == "reminded"}),
            "effect": sorted(set(() if record is None else record.effects)),
            "advice": sorted({name for name in (() if record is None else record.warnings) if name in should}),
        }

    def _done(self, p: Partnership, record: Record) -> Partnership:
        """The partnership with the act itself done, before anything follows from it."""
        change = record.change
        own = (record.name,) if record.name in change.completed and record.kind in {"submit", "sign"} else ()
        more = (change.assigned, change.limits, (), change.used, change.fall, None)
        bare = make_change(change.made, False, own, (), (), (), (), (), *more)  # noqa: FBT003 - slots
        if record.kind == "start":
            return p
        return fold(self.plan, p, record._replace(entered=(), rows=(), change=bare))

    def _answered(self, p: Partnership, facts: dict[str, Any], us: int) -> dict[str, bool]:
        return {name: holds(p, facts, us, None) for name, (holds, form) in self.asked.items() if form is None}

    def _forms(self, p: Partnership, facts: dict[str, Any], us: int) -> dict[str, Any]:
        found = {}
        for form, asked in zip(self.flow.workflow.forms, p.rounds, strict=True):
            if asked is not None:
                known = {name: holds for name, (holds, hand) in self.asked.items() if hand == form.name}
                sheets = [self._sheet(form, sheet) for sheet in asked.sheets]
                for told, sheet in zip(sheets, asked.sheets, strict=True):
                    told["asked"] = {name: holds(p, facts, us, sheet.answers) for name, holds in known.items()}
                found[form.name] = {"complete": asked.complete, "sheets": sheets}
        return found

    def _sheet(self, form: Form, sheet: Sheet) -> dict[str, Any]:
        answers = {field.name: plain(answer) for field, answer in zip(form.fields, sheet.answers, strict=True)}
        return {"person": sheet.person, "answers": answers}


def _held(held: Any) -> Any:
    return tuple(held) if isinstance(held, list) else held


# --- lives ----------------------------------------------------------------------------------------------------------
def shipped_case(flow: Flow) -> Case:
    """A shipped workflow as one of the family, with whoever its scenarios would make up."""
    facts = dict(given(flow, DAY_0).facts)
    people = dict(made_up(flow))
    several = next((role.name for role in flow.workflow.roles if role.kind == "staff"), None)
    more = [people] if several is None else [people, {**people, several: (people[several], "lee")}]
    ends = {state.name for state in flow.workflow.states if state.final is not None}
    seldom = [move.name for move in flow.workflow.every_move() if move.to in ends]
    return Case(flow, tuple(more), facts, tuple(dict.fromkeys(seldom)))


def acts_of(flow: Flow, played: Play) -> list[Act]:
    """The acts of a scenario that was played."""
    kinds = {"do": "move", "fill_in": "submit", "sign": "sign", "open": "open", "close_form": "close", "lift": "lift"}
    acts: list[Act] = []
    people = {role: held for role, held in played.scenario.people if held is not None}
    before: Partnership | None = None
    for one in played.steps:
        step = one.step
        if step.act == "look":
            acts.append(Act("tick", "", {"at": step.at}))
        names = step.names if step.act != "look" else ()
        acts += [_act_of(flow, step, name, kinds, people, before) for name in names]
        before = one.partnership or before
    return acts


def _act_of(flow: Flow, step: Any, name: str, kinds: dict[str, str], people: dict[str, Any], p: Any) -> Act:
    kind = "start" if p is None else kinds[step.act]
    args: dict[str, Any] = {"at": step.at}
    if p is None:
        args["by"] = (*holders(people.get(step.by or "")), step.by or "")[0]
        args["people"], args["limits"] = people, dict(step.limits) or None
    else:
        args["by"] = actor(flow, p, step.by or "")
    if kind in {"start", "move", "submit", "sign"}:
        args["facts"] = as_call(step.facts)
    if kind in {"start", "move", "submit"}:
        args["answers"] = as_call(step.answers) if step.answers is not None else ({} if kind == "submit" else None)
    if kind == "move" and step.people:
        args["people"] = dict(step.people)
    if kind == "lift":
        args["reason"] = step.reason or ""
    return Act(kind, name, args)


def lives_of(name: str, case: Case) -> Iterator[list[Act]]:
    """Scenarios first, then walks."""
    scenarios = ROOT / "workflows" / f"{name}.test.yaml"
    if scenarios.is_file():
        script = read_scenarios(read(scenarios.read_bytes(), scenarios.name), case.workflow)
        for scenario in script.scenarios:
            yield acts_of(case.flow, play(case.flow, scenario))
    for seed in range(WALKS if scenarios.is_file() else MORE_WALKS):
        yield [_in_range(case, act) for act in walk(case, seed, LENGTH)]


def _in_range(case: Case, act: Act) -> Act:
    """An act whose limits can be given; walks draw them in days, which some ranges leave out."""
    given = act.args.get("limits")
    if given is None:
        return act
    try:
        own_limits(case.flow.plan, given)
    except BadArgument:
        return attrs.evolve(act, args={**act.args, "limits": None})
    return act


def main() -> None:
    """Print all machines and lives."""
    files = {**{name: load(name) for name in shipped()}, "review": load(REVIEW)}
    every = {**{name: shipped_case(flow) for name, flow in files.items()}, **cases()}
    found = {}
    for name, case in every.items():
        teller = Teller(case)
        lives = [teller.life(acts) for acts in lives_of(name, case)]
        found[name] = {"config": teller.config, "lives": [life for life in lives if life]}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
