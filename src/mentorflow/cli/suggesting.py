"""
What ``mentorflow suggest`` finds and says: the scenarios that are missing beside a workflow, and what was not found.

Nothing here prints, and nothing here looks for anything.
"""

from __future__ import annotations

import textwrap
import time
from typing import TYPE_CHECKING

import attrs

from mentorflow.cli import playing
from mentorflow.cli.files import NoFile, in_words, workflow_file
from mentorflow.plays.beside import scenario_file_of
from mentorflow.plays.timeline import WIDTH, Line
from mentorflow.tools.suggest import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mentorflow.plays.scenario import Script
    from mentorflow.states.flow import Flow
    from mentorflow.tools.guard import Proposal
    from mentorflow.tools.suggest import Suggestion


@attrs.frozen
class Suggested:
    """What is suggested for one workflow; *file* is where it belongs, *beside* whether there is such a file."""

    workflow: str
    file: str
    beside: bool
    suggestion: Suggestion


@attrs.frozen
class Proposed:
    """What makes the scenarios of one workflow notice changes; *file* and *beside* as above."""

    workflow: str
    file: str
    beside: bool
    proposal: Proposal

    @property
    def all_is_noticed(self) -> bool:
        """Whether there is nothing to add."""
        return not (self.proposal.text or self.proposal.unnoticed or self.proposal.unfound)


def suggested(word: str, seconds: int) -> Suggested:
    """
    Look for the scenarios a workflow lacks, for so many seconds at the most.

    Raises ``CannotPlay`` for files that cannot be read or have errors.
    """
    flow, script, file = _read(word)
    found = suggest(flow, script, enough=_after(seconds))
    return Suggested(flow.workflow.name, file, script is not None, found)


def proposed(word: str, seconds: int, told: Callable[[str, int, int], None]) -> Proposed:
    """
    Look for the scenarios with which every small change is noticed, for so many seconds at the most.

    *told* hears how far it has come.
    Raises ``CannotPlay`` for files that cannot be read or have errors, ``CannotTell`` for scenarios that fail.
    """
    from mentorflow.tools.guard import propose

    flow, script, file = _read(word)
    found = propose(flow, script, enough=_after(seconds), told=told)
    return Proposed(flow.workflow.name, file, script is not None, found)


def _after(seconds: int) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _read(word: str) -> tuple[Flow, Script | None, str]:
    """The rules, the scenarios beside them, if there are any, and what their file is called."""
    try:
        rules = workflow_file(word)
    except (NoFile, OSError) as mistake:
        raise playing.CannotPlay(in_words(mistake)) from mistake
    tests = rules.beside(scenario_file_of(rules.path))
    if not tests.path.is_file():
        return playing.flow_of(rules), None, tests.label
    return *playing.to_play(word), tests.label


def lines_of_changes(done: Proposed) -> Iterator[Line]:
    """How many changes are noticed and how many would be, the scenarios for it, and what nothing was found for."""
    text = done.proposal.text
    yield from _wrapped(_noticed(done))
    if text:
        yield Line("", "")
        yield from (Line(line, "") for line in text.splitlines())
    yield from _not_found(done.proposal, blank=bool(text))


def _noticed(done: Proposed) -> str:
    before, found = done.proposal.before, done.proposal
    says = f"{done.workflow}: {before.noticed} of {before.counting} small changes are noticed"
    count = sum(line.startswith("    steps:") for line in found.text.splitlines())
    if not count:
        return f"{says}." if found.unnoticed else f"{says}, which is all there are."
    these, them = ("this scenario", "it") if count == 1 else (f"these {count} scenarios", "them")
    where = f"paste below 'scenarios:' in {done.file} what is right"
    keep = where if done.beside else f"save them as {done.file} when you have approved them"
    return f"{says}; with {these} {before.noticed + len(found.noticed)} are. Read {them}, and {keep}:"


def _not_found(found: Proposal, *, blank: bool) -> Iterator[Line]:
    if found.unfound or found.unnoticed:
        yield from [Line("", "")] if blank else []
        yield Line("No life was found for:", "title")
    for element, reason in found.unfound:
        yield from _wrapped(f"  {element.span.place}: {element.name}; {reason}", "refused")
    for change in found.unnoticed:
        yield from _wrapped(f"  {change.span.place}: {change.says}", "refused")


def lines(done: Suggested) -> Iterator[Line]:
    """What to do with the scenarios, the scenarios themselves, and what was not found."""
    found, count = done.suggestion, len(done.suggestion.scenarios)
    if not found.missing:
        yield from _wrapped(
            f"{done.workflow}: nothing is missing; its scenarios exercise everything, bounds as well."
        )
        return
    if count:
        yield from _wrapped(_head(done, count))
        yield Line("", "")
        yield from (Line(line, "") for line in found.text.splitlines())
    if found.unfound:
        yield from [Line("", "")] if count else []
        yield Line("No life was found for:", "title")
        for element, reason in found.unfound:
            yield from _wrapped(f"  {element.span.place}: {element.name}; {reason}", "refused")


def _head(done: Suggested, count: int) -> str:
    scenarios = "1 scenario is" if count == 1 else f"{count} scenarios are"
    them = "it" if count == 1 else "them"
    if not done.beside:
        return f"There are no scenarios beside these rules. Save this as {done.file} when you have approved it:"
    where = f"below 'scenarios:' in {done.file}"
    return f"{done.workflow}: {scenarios} missing. Read {them}, and paste {where} what is right:"


def _wrapped(text: str, tone: str = "title") -> Iterator[Line]:
    pieces = textwrap.wrap(text, WIDTH, subsequent_indent=" " * 6 if text[0] == " " else "", break_on_hyphens=False)
    yield from (Line(piece, tone) for piece in pieces)
