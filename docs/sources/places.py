"""
Where the rules are kept: the thing that a citation belongs to, how strongly it holds, and what exercises it.

A ``Shelf`` is one workflow with its scenarios, played; from it the places are read, which is pure.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from docs.sources.citing import citations, way_to
from docs.sources.strength import Strengths
from mentorflow.plays.coverage import cover
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.rules.build import build
from mentorflow.rules.source import read
from mentorflow.states.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs.sources.citing import Citation, Step
    from mentorflow.plays.coverage import Coverage, Element
    from mentorflow.plays.scenario import Script
    from mentorflow.rules.source import Source

FOLDER = Path(__file__).parents[2] / "workflows"
_WAITING = {"when_complete", "when_changed"}
# What stands below the first words of a file.
_BELOW = {
    "roles": "role",
    "limits": "limit",
    "facts": "fact",
    "effects": "effect",
    "forms": "form",
    "counts": "count",
    "conditions": "condition",
    "routing": "row",
    "start": "move",
    "states": "state",
    "any_time": "move",
}
_TO_WHOM = re.compile(",? (?:tells|reminds|opens for) ")
# More things than these are counted, not listed.
_MOST_LISTED = 2


@attrs.frozen
class Place:
    """
    One line that keeps a rule.

    *what* names the thing it belongs to, *strength* says how strongly it holds; *scenarios* exercise it, those that
    cite the rule themselves first.
    """

    code: str
    file: str
    line: int
    what: str
    strength: str
    scenarios: tuple[str, ...]


@attrs.frozen(slots=False)
class Shelf:
    """
    One workflow as text, with its scenarios and what they exercise.

    *file* and *beside* are the names of the two files, as links and findings give them.
    *cited_in_scenarios* pairs the codes that scenarios cite with the names of those scenarios.
    """

    file: str
    rules: Source
    flow: Flow
    beside: str
    script: Script
    coverage: Coverage
    cited_in_scenarios: tuple[tuple[str, str], ...]

    @cached_property
    def scenarios_of(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The scenarios that exercise each thing, by its key."""
        return {one.element.key: one.scenarios for one in self.coverage.covered}

    @cached_property
    def things_on(self) -> dict[int, tuple[Element, ...]]:
        """What stands on each line; notices only where they are alone."""
        lines: dict[int, list[Element]] = {}
        for one in self.coverage.covered:
            lines.setdefault(one.element.span.line, []).append(one.element)
        return {line: tuple(_weightiest(things)) for line, things in lines.items()}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place that keeps a rule or a decision, in the order of the file."""
        strengths = Strengths(self.flow.workflow)
        return tuple(_place(self, citation, strengths) for citation in citations(self.rules))


def shelf(name: str, text: str, scenarios: str) -> Shelf:
    """A workflow from its text and that of its scenarios, read and played; raises when one of them has errors."""
    file, beside = f"workflows/{name}.yaml", f"workflows/{name}.test.yaml"
    source = read(text, file)
    workflow = build(source).workflow
    if workflow is None:
        message = f"{file} has errors"
        raise ValueError(message)
    told = read(scenarios, beside)
    script, flow = read_scenarios(told, workflow), Flow(workflow)
    covered = cover(flow, (play(flow, each) for each in script.scenarios))
    return Shelf(file, source, flow, beside, script, covered, tuple(_cited(told, script)))


def _cited(told: Source, script: Script) -> Iterator[tuple[str, str]]:
    """The codes that a scenario file cites, each with the scenario that stands above."""
    for citation in citations(told):
        names = [scenario.name for scenario in script.scenarios if scenario.span.line <= citation.line]
        yield citation.code, names[-1] if names else ""


@cache
def shelves() -> tuple[Shelf, ...]:
    """All workflows that have scenarios beside them, in the order of their names; read and played once."""
    found = [path for path in sorted(FOLDER.glob("*.test.yaml")) if _rules_of(path).exists()]
    return tuple(shelf(_rules_of(p).stem, _rules_of(p).read_text("utf-8"), p.read_text("utf-8")) for p in found)


def _rules_of(scenarios: Path) -> Path:
    return scenarios.with_name(scenarios.name.replace(".test.yaml", ".yaml"))


def _place(one: Shelf, citation: Citation, strengths: Strengths) -> Place:
    way = way_to(one.rules.root, citation.line) if one.rules.root is not None else ()
    things, below = _things(one, way)
    what = _what(things) or _section(way)
    strength = strengths.of_line([step.key for step in below], things)
    return Place(citation.code, one.file, citation.line, what, strength, _scenarios(one, citation.code, things))


def _things(one: Shelf, way: tuple[Step, ...]) -> tuple[tuple[Element, ...], tuple[Step, ...]]:
    """What a line belongs to, and the steps from the line up to it, the innermost first."""
    for index in range(len(way) - 1, -1, -1):
        above = way[index - 1].key if index else ""
        things = one.things_on.get(way[index].line) or _led_to(one, way[index], above) or _due(one, way[index], above)
        if things:
            return things, way[: index - 1 if index else None : -1]
    return next((things for step in reversed(way) if (things := _below(one, way[0].key, step))), ()), ()


def _below(one: Shelf, first: str, step: Step) -> tuple[Element, ...]:
    """What stands below a line that has no thing of its own, such as the head of a table or of all states."""
    lines = range(step.line, step.node.span.end_line + 1)
    every = one.coverage.of(_BELOW.get(first, ""))
    return tuple(each.element for each in every if each.element.span.line in lines)


def _led_to(one: Shelf, step: Step, above: str) -> tuple[Element, ...]:
    """Where a completed or changed form leads: a state, or the rows of a table."""
    if step.key in _WAITING:
        targets = {value.text for _, value in step.node.pairs}
    else:
        targets = {step.node.text} if above in _WAITING else set()
    keys = {("state", target) for target in targets} | {("row", target) for target in targets}
    return tuple(each.element for each in one.coverage.covered if each.element.key[:2] in keys)


def _due(one: Shelf, step: Step, above: str) -> tuple[Element, ...]:
    """The marks of a deadline."""
    if step.key not in {"due", "ends"} and above != "deadlines":
        return ()
    lines = range(step.line, step.node.span.end_line + 1)
    return tuple(each.element for each in one.coverage.of("deadline") if each.element.span.line in lines)


def _weightiest(things: list[Element]) -> Iterator[Element]:
    """Leave out the notices of something that stands on the same line itself."""
    alone = all(thing.kind == "notice" for thing in things)
    return (thing for thing in things if alone or thing.kind != "notice")


def _what(things: tuple[Element, ...]) -> str:
    names = tuple(dict.fromkeys(_called(thing) for thing in things))
    if len(names) > _MOST_LISTED and len({thing.kind for thing in things}) == 1:
        return f"{len(names)} {things[0].kind}s"
    return "; ".join(names)


def _section(way: tuple[Step, ...]) -> str:
    """What a line belongs to that is about the whole file: the first word above it."""
    return f"`{way[0].key}`"


def _called(thing: Element) -> str:
    """What people look for: one name for both sides of a condition, all marks of a deadline, all who are told."""
    if thing.kind == "condition":
        return f"condition {thing.key[1]}"
    if thing.kind == "notice":
        return f"notices of {_TO_WHOM.split(thing.name.removeprefix('notice: '))[0]}"
    return thing.name.partition(":")[0] if thing.kind == "deadline" else thing.name


def _scenarios(one: Shelf, code: str, things: tuple[Element, ...]) -> tuple[str, ...]:
    """The scenarios that exercise any of some things; for the whole file, those that cite the rule themselves."""
    citing = dict.fromkeys(name for cited, name in one.cited_in_scenarios if cited == code)
    names = dict.fromkeys(name for thing in things for name in one.scenarios_of[thing.key])
    return tuple(sorted(names if things else citing, key=lambda name: name not in citing))
