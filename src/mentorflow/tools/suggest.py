"""
The scenarios that are missing: for everything that no scenario exercises a short life that does, ready to be pasted.

A life goes on from a scenario that exists where it can, so that little is to be read; what it expects is what happens
under the rules as they are, for a person to approve or to be startled by.
Pure; nothing here reads a file or prints.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.coverage import MUST_BE_COVERED, cover
from mentorflow.plays.exercise import exercised_by
from mentorflow.plays.goals import Goal
from mentorflow.plays.life import life_of
from mentorflow.plays.runner import plays
from mentorflow.plays.search import Bounds, find, made_up
from mentorflow.plays.write import WIDTH, Written, file_of, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mentorflow.plays.elements import Element, Key
    from mentorflow.plays.life import Life
    from mentorflow.plays.play import Play, Played
    from mentorflow.plays.scenario import Pairs, Script
    from mentorflow.plays.search import Found
    from mentorflow.states.flow import Flow

# What names a scenario that shows several things: the first of these.
_FIRST = ("state", "row", "move", "deadline", "threshold", "notice")
_LONGEST_NAME = 80


@attrs.frozen
class Suggestion:
    """
    What is missing and how to mend it.

    *text* is to be pasted below ``scenarios:``, or is a whole file where there is none; empty where nothing is
    missing or nothing was found.
    *scenarios* are those in it; *missing* is everything that is not exercised; *unfound* what of it no life was
    found for, each with the reason.
    """

    text: str
    scenarios: tuple[Written, ...]
    missing: tuple[Element, ...]
    unfound: tuple[tuple[Element, str], ...]


def suggest(flow: Flow, script: Script | None, *, enough: Callable[[], bool] | None = None) -> Suggestion:
    """
    The scenarios that *script* lacks; without one, a whole file of them.

    *enough* is asked now and then and says whether to stop looking, for callers who have a clock.
    """
    done = () if script is None else plays(flow, script.scenarios, owed=False)
    missing = cover(flow, done).missing(*MUST_BE_COVERED)
    goals = {Goal(element.name, element.key): element for element in missing}
    if not goals:
        return Suggestion("", (), (), ())
    found = _found(flow, script, done, tuple(goals), enough)
    names = {one.scenario.name for one in done}
    written = tuple(_named(_fewest(flow, found, missing), names))
    unfound = tuple((goals[goal], reason) for goal, reason in found.reasons.items())
    return Suggestion(_text(flow, script, written), written, missing, unfound)


def _found(
    flow: Flow, script: Script | None, done: Sequence[Play], goals: Sequence[Goal], enough: Callable[[], bool] | None
) -> Found:
    near = any(goal.key is not None and goal.key[0] == "threshold" for goal in goals)
    begun = [life_of(one) for one in done if one.partnership is not None and not one.failures]
    bounds = Bounds(enough=enough)
    if script is None:
        return find(flow, goals, bounds=bounds, near=near)
    people = cast(flow, script.people)
    return find(
        flow, goals, bounds=bounds, people=people, facts=script.facts, day_0=script.day_0, begun=begun, near=near
    )


def cast(flow: Flow, people: Pairs) -> Pairs:
    """Those of the file, with somebody for every role that has to be held and is not."""
    kinds = {role.name: role.kind for role in flow.workflow.roles}
    told = dict(people)
    return tuple(
        (role, told.get(role, person))
        for role, person in made_up(flow)
        if role in told or kinds[role] in {"partners", "staff"}
    )


# --- as few as possible ---------------------------------------------------------------------------------------------
def _fewest(flow: Flow, found: Found, missing: Sequence[Element]) -> list[tuple[Life, list[Element]]]:
    """Lives that together exercise all that was found: always the one that adds most for its length."""
    wanted = {element.key: element for element in missing}
    lives = list({id(life): life for life in found.lives.values()}.values())
    shows = [_shown(flow, life) & wanted.keys() for life in lives]
    left = {goal.key for goal in found.lives if goal.key is not None}
    chosen: list[tuple[Life, list[Element]]] = []
    while left:
        best = max(range(len(lives)), key=lambda n: (len(shows[n] & left), -len(_own(lives[n])), -n))
        chosen.append((lives[best], [element for key, element in wanted.items() if key in shows[best] & left]))
        left -= shows[best]
    return chosen


def _own(life: Life) -> tuple[Played, ...]:
    return life.steps[life.inherited :]


def _shown(flow: Flow, life: Life) -> frozenset[Key]:
    """What the steps of its own exercise."""
    return exercised_by(flow, _own(life))


# --- words ----------------------------------------------------------------------------------------------------------
def _named(chosen: Iterable[tuple[Life, list[Element]]], taken: set[str]) -> Iterable[Written]:
    """Each with a name of its own and a comment that says what it shows."""
    for life, shown in chosen:
        first = min(shown, key=lambda element: _FIRST.index(element.kind))
        name = _free(_name_of(first), taken)
        taken.add(name)
        says = textwrap.wrap("; ".join(element.name for element in shown), WIDTH - 4, break_long_words=False)
        yield Written(name, life, tuple(says))


def _name_of(element: Element) -> str:
    """A name for a scenario: what it shows, in letters that a name may have."""
    said = element.name.partition(", for ")[0].removeprefix("threshold ").lower()
    words = re.sub(r"[^a-z0-9]+", "_", said).strip("_")
    return (words if words[:1].isalpha() else f"a_{words}")[: _LONGEST_NAME - 4]


def _free(name: str, taken: set[str]) -> str:
    """The name, or with a number where it is taken."""
    return next(each for each in (name, *(f"{name}_{n}" for n in range(2, 1000))) if each not in taken)


def _text(flow: Flow, script: Script | None, written: Sequence[Written]) -> str:
    if not written:
        return ""
    if script is None:
        return file_of(flow.workflow, written)
    lines: list[str] = []
    for each in written:
        lines += ["", *lines_of(flow.workflow, each, script.facts, people=script.people, day_0=script.day_0)]
    return "\n".join(lines[1:]) + "\n"
