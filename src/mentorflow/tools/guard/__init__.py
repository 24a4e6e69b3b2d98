"""
What would make scenarios notice every small change to the rules: few scenarios, ready to be pasted and approved.

Whether a proposal notices a change is found out by reading it back and playing it.
Pure; nothing here reads a file or prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.noticing import Watchers
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.write import Written, file_of, lines_of
from mentorflow.rules.source import read
from mentorflow.states.flow import Flow
from mentorflow.tools.guard.drafts import guards
from mentorflow.tools.guard.words import named
from mentorflow.tools.mutate import UNNOTICED, mutate
from mentorflow.tools.suggest import cast, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mentorflow.plays.elements import Element
    from mentorflow.plays.scenario import Script
    from mentorflow.tools.mutate import Mutated
    from mentorflow.tools.mutate.change import Change


@attrs.frozen
class Proposal:
    """
    What makes scenarios notice the changes that they do not.

    *text* is to be pasted below ``scenarios:``, or is a whole file where there is none; it begins with what exercises
    what nothing did, *scenarios* are those after it that notice changes.
    *before* is what was noticed without them; *noticed* are the changes that are noticed now, *unnoticed* those for
    which nothing was found.
    *unfound* is what no life was found for that exercises it, each with the reason.
    """

    text: str
    scenarios: tuple[Written, ...]
    before: Mutated
    noticed: tuple[Change, ...]
    unnoticed: tuple[Change, ...]
    missing: tuple[Element, ...] = ()
    unfound: tuple[tuple[Element, str], ...] = ()


def propose(
    flow: Flow,
    script: Script | None,
    *,
    enough: Callable[[], bool] = lambda: False,
    told: Callable[[str, int, int], None] = lambda *_: None,
) -> Proposal:
    """
    The scenarios with which those of *script* notice every small change; without one, a whole file of them.

    *enough* is asked now and then and says whether to stop looking, for callers who have a clock.
    *told* is called before each step of the work: what is done, its number, from one, and how many there are.
    Raises ``CannotTell`` when a scenario fails under the rules as they are.
    """
    first = suggest(flow, script, enough=enough)
    text = first.text
    whole = script if script is not None and not text else with_more(flow, script, text)
    before = mutate(flow, whole, told=lambda number, count: told("trying change", number, count))
    lost = [one.change for one in before.of(UNNOTICED)]
    people = cast(flow, whole.people)
    found = guards(
        flow, whole, people, lost, enough=enough, told=lambda *at: told("looking for what notices change", *at)
    )
    written = tuple(named(found.guards, {scenario.name for scenario in whole.scenarios}))
    text = _joined(flow, whole, text, written, alone=script is None)
    left = _unnoticed(flow, with_more(flow, script, text), {each.name for each in written}, lost)
    noticed = tuple(change for change in lost if change not in left)
    return Proposal(text, written, before, noticed, tuple(left), first.missing, first.unfound)


def with_more(flow: Flow, script: Script | None, text: str) -> Script:
    """A scenario file with more scenarios pasted below, or the text alone where there is none."""
    whole = text if script is None else f"{script.text.rstrip()}\n\n{text}"
    return read_scenarios(read(whole, "scenarios" if script is None else script.file), flow.workflow)


def _joined(flow: Flow, script: Script, text: str, written: Sequence[Written], *, alone: bool) -> str:
    """What is suggested anyway, and then the scenarios that notice changes."""
    lines: list[str] = []
    for each in written:
        lines += ["", *lines_of(flow.workflow, each, script.facts, people=script.people, day_0=script.day_0)]
    more = "\n".join(lines[1:]) + "\n" if written else ""
    return f"{text}\n{more}" if text and more else text or more or (file_of(flow.workflow, ()) if alone else "")


def _unnoticed(flow: Flow, script: Script, names: set[str], changes: Sequence[Change]) -> list[Change]:
    """The changes that none of some scenarios notices, when they are read back and played."""
    scenarios = [scenario for scenario in script.scenarios if scenario.name in names]
    left: list[Change] = []
    for change in changes:
        watchers = Watchers(Flow(change.made(flow.workflow)))
        if not any(watchers.noticed(scenario) for scenario in scenarios):
            left.append(change)
    return left
