"""
The scenarios of a file: each with the steps it adds, put behind those of the scenario it begins with.

A life starts once, with a start move, and its time never runs backwards; that is looked at here, over whole lives.
Nothing here reads what a step says, and nothing plays one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.read_parts import circles, facts_over, linked, merged, people_of, persons
from mentorflow.plays.read_steps import Setting, read_step
from mentorflow.plays.scenario import Scenario, Step
from mentorflow.plays.shapes import block, entries, items, misnamed, word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from mentorflow.diagnostics import Span
    from mentorflow.plays.scenario import Pairs
    from mentorflow.plays.shapes import Desk, Entries, NodePairs
    from mentorflow.rules.source import Node
    from mentorflow.rules.workflow import Workflow

BEGIN = "begin_with"
SCENARIO_KEYS = (BEGIN, "people", "facts", "steps")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")


@attrs.frozen(eq=False)
class Ground:
    """What all scenarios of a file stand on."""

    workflow: Workflow
    day_0: dt.date
    people: Pairs
    facts: Pairs
    answers: Mapping[str, Node]


@attrs.frozen(eq=False)
class Life:
    """
    How far a scenario has come: what one that begins with it finds.

    *players* are the people and roles that may be named; *started* says that a partnership is there (or may be,
    where a mistake hides it); *whole* says that nothing is to be mended in any of its steps.
    """

    people: Pairs
    facts: Pairs
    players: frozenset[str]
    steps: tuple[Step, ...] = ()
    started: bool = False
    whole: bool = True


def read_lives(said: tuple[Node, Node] | None, ground: Ground, desk: Desk) -> tuple[Scenario, ...]:
    """All scenarios in which nothing has to be mended, neither in their own steps nor in what they begin with."""
    if said is None:
        return ()
    pairs = block(said[1], "'scenarios'", desk)
    if said[1].kind == "block" and not pairs:
        hint = "Write one below it: a name, and below that its steps."
        desk.advise("scenario-empty", "there are no scenarios.", said[0].span, hint)
    links = linked(pairs, BEGIN)
    lost = _lost(pairs, links, desk)
    lives: dict[str, Life] = {}
    for name, node in _beginnings_first(pairs, links, lost):
        lives[name.text] = _life(name, node, _before(name.text, links, lost, lives, ground), ground, desk)
    whole = (name for name, _ in pairs if lives[name.text].whole)
    return tuple(_scenario(name, links.get(name.text), lives) for name in whole)


def _lost(pairs: NodePairs, links: Mapping[str, Node], desk: Desk) -> frozenset[str]:
    """The scenarios whose beginning is not there, or leads back to themselves."""
    known = [key.text for key, _ in pairs]
    absent = {name for name, node in links.items() if node.text not in known}
    for name in absent:
        message = f"there is no scenario '{links[name].text}' to begin with."
        desk.unknown("scenario-begin", message, links[name], [other for other in known if other != name])
    return circles(links, desk) | absent


def _beginnings_first(pairs: NodePairs, links: Mapping[str, Node], lost: frozenset[str]) -> NodePairs:
    """The scenarios in an order in which every one comes after the one it begins with."""
    nodes = {key.text: (key, node) for key, node in pairs}
    placed: dict[str, tuple[Node, Node]] = {}
    for name in nodes:
        way = [name]
        while way[-1] not in placed and way[-1] in links and way[-1] not in lost:
            way.append(links[way[-1]].text)
        placed.update((here, nodes[here]) for here in reversed(way) if here not in placed)
    return tuple(placed.values())


def _before(
    name: str, links: Mapping[str, Node], lost: frozenset[str], lives: Mapping[str, Life], ground: Ground
) -> Life:
    """What a scenario finds when its own steps begin."""
    if name in links and name not in lost:
        return lives[links[name].text]
    roles = frozenset(role.name for role in ground.workflow.roles)
    unknown = name in lost
    return Life(ground.people, ground.facts, roles | persons(ground.people), started=unknown, whole=not unknown)


def _life(name: Node, node: Node, before: Life, ground: Ground, desk: Desk) -> Life:
    """One scenario, read on from what it begins with."""
    errors = len(desk.findings)
    _check_name(name, desk)
    keys = entries(node, SCENARIO_KEYS, "a scenario", desk)
    if BEGIN in keys:
        word(keys[BEGIN][1], f"'{BEGIN}'", desk)
    people = people_of(keys.get("people"), ground.workflow, desk)
    if misnamed(node, SCENARIO_KEYS) and not before.people:
        desk.hidden.add("people")
    nodes = _step_nodes(name, node, keys, desk) if node.kind == "block" else ()
    players = before.players | persons(people) | _newcomers(nodes)
    facts = facts_over(before.facts, keys.get("facts"), ground.workflow, desk)
    setting = Setting(ground.workflow, name.text, ground.day_0, players, facts, ground.answers)
    steps = [read_step(step, number, setting, desk) for number, step in enumerate(nodes, 1)]
    started = _check_order(before, tuple(zip(steps, nodes, strict=True)), ground.workflow, desk)
    own = tuple(step for step in steps if step is not None)
    whole = before.whole and len(desk.findings) == errors
    return Life(merged(before.people, people), facts, players, before.steps + own, started, whole)


def _check_name(name: Node, desk: Desk) -> None:
    if _NAME.fullmatch(name.text) is None:
        hint = "Use small letters, digits and underscores, such as 'a_good_year'."
        desk.advise("scenario-name", f"'{name.text}' is no name for a scenario.", name.span, hint)


def _step_nodes(name: Node, node: Node, keys: Entries, desk: Desk) -> tuple[Node, ...]:
    nodes = items(keys["steps"][1], "'steps'", desk) if "steps" in keys else ()
    lacking = "steps" not in keys and not misnamed(node, SCENARIO_KEYS)
    if lacking or (not nodes and "steps" in keys and keys["steps"][1].kind == "list"):
        hint = "Write its steps below 'steps:', each with a dash, or take the scenario away."
        desk.advise("scenario-empty", f"the scenario '{name.text}' has no steps.", name.span, hint)
    return nodes


def _newcomers(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Everybody who gets a role on the way, so that later steps may name them."""
    said = [value for node in nodes for key, value in node.pairs if key.text == "people"]
    held = [held for people in said for _, held in people.pairs]
    return frozenset(person.text for one in held for person in (one, *one.items) if person.text)


def _check_order(before: Life, steps: tuple[tuple[Step | None, Node], ...], workflow: Workflow, desk: Desk) -> bool:
    """Whether a partnership is there after these steps; what starts wrongly or runs backwards is laid down."""
    starts = tuple(move.name for move in workflow.start)
    earliest = before.steps[-1].at if before.steps else None
    started = before.started
    for step, node in steps:
        if step is None:
            started = True
        else:
            begins = step.act == "do" and step.names[0] in starts
            in_place = _check_start(step, node, starts, desk, begins=begins, started=started)
            if in_place:
                _check_time(step, node, earliest, desk)
            started = started or not begins or not step.expects_refusal
            earliest = step.at
    return started


def _check_time(step: Step, node: Node, earliest: dt.datetime | None, desk: Desk) -> None:
    if earliest is not None and step.at < earliest:
        hint = "Put the steps in the order in which they happen."
        message = "this step lies before the one that is played before it."
        desk.advise("step-backwards", message, _word(node, "at", step), hint)


def _check_start(step: Step, node: Node, starts: tuple[str, ...], desk: Desk, *, begins: bool, started: bool) -> bool:
    """Whether a start move comes first, and only once; otherwise that is laid down."""
    if begins and started:
        message = f"'{step.names[0]}' starts a partnership, and there is one already."
        desk.advise("step-start", message, _word(node, step.act, step), "Take this step away.")
    elif not begins and not started:
        message = "a scenario starts with one of the start moves."
        named = (
            f"that says 'do: {starts[0]}'" if len(starts) == 1 else f"with one of these moves: {', '.join(starts)}"
        )
        hint = f"Put a step before it {named}."
        desk.advise("step-start", message, _word(node, step.act, step), hint)
    return begins is not started


def _word(node: Node, key: str, step: Step) -> Span:
    """Where a step says something."""
    return next((value.span for each, value in node.pairs if each.text == key), step.span)


def _scenario(name: Node, begin: Node | None, lives: Mapping[str, Life]) -> Scenario:
    life = lives[name.text]
    inherited = 0 if begin is None else len(lives[begin.text].steps)
    return Scenario(
        name=name.text,
        people=life.people,
        steps=life.steps,
        begin_with=None if begin is None else begin.text,
        inherited=inherited,
        facts=life.facts,
        span=name.span,
        begin_span=name.span if begin is None else begin.span,
    )
