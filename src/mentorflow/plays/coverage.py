"""
Which scenarios exercise which things of a workflow, and what none of them does.

Pure: scenarios are played elsewhere, printing is up to others.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.elements import MUST_BE_COVERED, Element, elements
from mentorflow.plays.exercise import exercised_by
from mentorflow.plays.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from mentorflow.plays.elements import Key
    from mentorflow.plays.play import Play, Played
    from mentorflow.states.flow import Flow

    # By the identity of a step, which is kept with it, so that nothing else can come to have the same.
    _Known: TypeAlias = dict[int, tuple[Played, frozenset[Key]]]

__all__ = ["MUST_BE_COVERED", "Coverage", "Covered", "Element", "cover", "elements", "exercised"]


@attrs.frozen
class Covered:
    """
    One thing of a workflow and the names of the scenarios that exercise it.

    Those whose own steps do come first, then those that do so in what they begin with; each in the order played.
    """

    element: Element
    scenarios: tuple[str, ...] = ()


@attrs.frozen
class Coverage:
    """Everything of a workflow that a scenario can exercise, in the order of the file, with the scenarios that do."""

    workflow: str
    covered: tuple[Covered, ...]

    def of(self, *kinds: str) -> tuple[Covered, ...]:
        """What there is of some kinds; of all without any."""
        return tuple(one for one in self.covered if not kinds or one.element.kind in kinds)

    def missing(self, *kinds: str) -> tuple[Element, ...]:
        """What no scenario exercises, of some kinds or of all."""
        return tuple(one.element for one in self.of(*kinds) if not one.scenarios)

    def share(self, *kinds: str) -> Fraction:
        """The exact share that is exercised, from 0 to 1, of some kinds or of all; 1 where there is nothing."""
        every = self.of(*kinds)
        return Fraction(sum(bool(one.scenarios) for one in every), len(every)) if every else Fraction(1)


def exercised(flow: Flow, play: Play) -> frozenset[Key]:
    """The keys of everything that one scenario exercises, in its own steps and in those it begins with."""
    return _with_used(uses(flow.workflow), exercised_by(flow, play.steps))


def cover(flow: Flow, plays: Iterable[Play]) -> Coverage:
    """What some scenarios of a workflow exercise together."""
    used = uses(flow.workflow)
    known: _Known = {}
    own: dict[Key, list[str]] = {}
    begun: dict[Key, list[str]] = {}
    for play in plays:
        name, inherited = play.scenario.name, play.scenario.inherited
        mine = _note(own, name, _with_used(used, _exercised_by(flow, play.steps[inherited:], known)))
        earlier = _with_used(used, _exercised_by(flow, play.steps[:inherited], known))
        _note(begun, name, earlier - mine)
    names = {key: (*own.get(key, ()), *begun.get(key, ())) for key in own.keys() | begun.keys()}
    every = tuple(Covered(element, names.get(element.key, ())) for element in elements(flow.workflow))
    return Coverage(flow.workflow.name, every)


def _exercised_by(flow: Flow, steps: Iterable[Played], known: _Known) -> frozenset[Key]:
    """What some steps exercise; a step that several plays have in common is looked at once."""
    keys: set[Key] = set()
    for played in steps:
        if id(played) not in known:
            known[id(played)] = played, exercised_by(flow, (played,))
        keys |= known[id(played)][1]
    return frozenset(keys)


def _with_used(used: Mapping[Key, frozenset[Key]], keys: frozenset[Key]) -> frozenset[Key]:
    """Keys with those of the limits, facts and counts that take part."""
    return keys.union(*(used[key] for key in keys if key in used))


def _note(where: dict[Key, list[str]], name: str, keys: frozenset[Key]) -> frozenset[Key]:
    for key in keys:
        where.setdefault(key, []).append(name)
    return keys
