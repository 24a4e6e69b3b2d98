"""
What nobody would notice: small changes to the rules, each held against the scenarios beside them.

A change that some scenario notices is guarded; one that none does could be made by a slip of the finger, and all
scenarios would still come out as they say.
Pure; nothing here reads a file or prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.coverage import cover
from mentorflow.plays.noticing import Watchers
from mentorflow.plays.runner import plays
from mentorflow.states.flow import Flow
from mentorflow.tools.diff import differences
from mentorflow.tools.mutate.amounts import amounts
from mentorflow.tools.mutate.answers import answers
from mentorflow.tools.mutate.change import KINDS, Change
from mentorflow.tools.mutate.people import people
from mentorflow.tools.mutate.sound import broken
from mentorflow.tools.mutate.ways import ways

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from mentorflow.plays.elements import Key
    from mentorflow.plays.scenario import Scenario, Script
    from mentorflow.rules.workflow import Workflow

__all__ = ["KINDS", "CannotTell", "Change", "Mutated", "Tried", "changes", "mutate"]

NOTICED, UNNOTICED, ALIKE, BROKEN = "noticed", "unnoticed", "alike", "broken"


class CannotTell(Exception):
    """Raised when scenarios can tell nothing, because they do not even come out as they say under the rules as is."""


@attrs.frozen
class Tried:
    """
    A change and what came of it.

    *fate* is ``noticed`` (*by* is the first scenario that did), ``unnoticed``, ``alike`` where it changes no meaning,
    or ``broken`` where the rules no longer hold together and checking would say so (*by* says what).
    """

    change: Change
    fate: str
    by: str = ""


@attrs.frozen
class Mutated:
    """All changes that were tried, in the order of ``KINDS`` and of the file; *possible* is how many there are."""

    workflow: str
    tried: tuple[Tried, ...]
    possible: int

    def of(self, fate: str) -> tuple[Tried, ...]:
        """Those that came to this."""
        return tuple(one for one in self.tried if one.fate == fate)

    @property
    def noticed(self) -> int:
        """How many changes some scenario noticed."""
        return len(self.of(NOTICED))

    @property
    def counting(self) -> int:
        """How many changes could have been noticed: those that mean something else and hold together."""
        return self.noticed + len(self.of(UNNOTICED))


def changes(workflow: Workflow, only: Collection[str] = ()) -> tuple[Change, ...]:
    """All small changes, or those of some kinds, in the order of ``KINDS`` and of the file; pure."""
    every = (*amounts(workflow), *ways(workflow), *people(workflow), *answers(workflow))
    order = list(KINDS)
    chosen = (change for change in every if not only or change.kind in only)
    return tuple(sorted(chosen, key=lambda one: (order.index(one.kind), one.span.line, one.span.column)))


def mutate(
    flow: Flow,
    script: Script,
    *,
    only: Collection[str] = (),
    limit: int | None = None,
    told: Callable[[int, int], None] = lambda _, __: None,
) -> Mutated:
    """
    Try every small change against the scenarios, up to the first that notices it.

    *only* are kinds of changes, all without any; *limit* is how many are tried at the most, spread evenly over them.
    *told* is called before each with its number, from one, and with how many there are.
    Raises ``CannotTell`` when a scenario fails under the rules as they are.
    """
    possible = changes(flow.workflow, only)
    chosen = _spread(possible, limit)
    order = _order(flow, script)
    tried: list[Tried] = []
    for number, change in enumerate(chosen, 1):
        told(number, len(chosen))
        tried.append(_tried(flow.workflow, change, order))
    return Mutated(flow.workflow.name, tuple(tried), len(possible))


def _spread(possible: Sequence[Change], limit: int | None) -> tuple[Change, ...]:
    """So many of them, at even distances."""
    count = len(possible)
    if limit is None or limit >= count:
        return tuple(possible)
    return tuple(possible[n * count // limit] for n in range(limit))


def _tried(workflow: Workflow, change: Change, order: _Order) -> Tried:
    made = change.made(workflow)
    wrong = broken(workflow, made, leads=change.kind == "targets")
    if wrong is not None:
        return Tried(change, BROKEN, wrong)
    watchers = Watchers(Flow(made))
    for scenario in order.of(change):
        if watchers.noticed(scenario):
            return Tried(change, NOTICED, scenario.name)
    return Tried(change, ALIKE if _alike(workflow, made) else UNNOTICED)


def _alike(old: Workflow, new: Workflow) -> bool:
    """Whether both mean the same in every case; asked only where nobody notices anything."""
    return all(difference.alike for difference in differences(old, new))


# --- who is asked first ---------------------------------------------------------------------------------------------
@attrs.frozen
class _Order:
    """The scenarios in the order of the file, the number of each by name, and which exercise what."""

    scenarios: tuple[Scenario, ...]
    exercising: dict[Key, tuple[str, ...]]

    def of(self, change: Change) -> tuple[Scenario, ...]:
        """First those that exercise what is changed, the shortest in front; then the others, if they can notice."""
        touching = {name for key in change.touches for name in self.exercising.get(key, ())}
        known = [scenario for scenario in self.scenarios if not change.named or _names(scenario, change.named)]
        first = [scenario for scenario in known if scenario.name in touching]
        others = [scenario for scenario in known if scenario.name not in touching]
        first.sort(key=lambda scenario: len(scenario.steps))
        return tuple(first if change.only_there else first + others)


def _names(scenario: Scenario, name: str) -> bool:
    """Whether somebody tries something in a scenario, whatever comes of it."""
    return any(name in step.names for step in scenario.steps)


def _order(flow: Flow, script: Script) -> _Order:
    done = plays(flow, script.scenarios, owed=False)
    failed = [one.scenario.name for one in done if one.failures]
    if failed:
        message = f"'{failed[0]}' does not come out as it says, so that nothing can be told. Mend it first."
        raise CannotTell(message)
    covered = cover(flow, done).covered
    return _Order(script.scenarios, {one.element.key: one.scenarios for one in covered})
