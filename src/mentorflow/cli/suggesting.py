"""
``mentorflow suggest``: the scenarios that are missing beside a workflow, and what was not found.

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
    from collections.abc import Iterator

    from mentorflow.tools.suggest import Suggestion


@attrs.frozen
class Suggested:
    """What is suggested for one workflow; *file* is where it belongs, *beside* whether there is such a file."""

    workflow: str
    file: str
    beside: bool
    suggestion: Suggestion


def suggested(word: str, seconds: int) -> Suggested:
    """
    Look for the scenarios a workflow lacks, for so many seconds at the most.

    Raises ``CannotPlay`` for files that cannot be read or have errors.
    """
    end = time.monotonic() + seconds

    def enough() -> bool:
        return time.monotonic() > end

    try:
        rules = workflow_file(word)
    except (NoFile, OSError) as mistake:
        raise playing.CannotPlay(in_words(mistake)) from mistake
    tests = rules.beside(scenario_file_of(rules.path))
    if not tests.path.is_file():
        flow = playing.flow_of(rules)
        return Suggested(flow.workflow.name, tests.label, beside=False, suggestion=suggest(flow, None, enough=enough))
    done = playing.played(word)
    found = suggest(done.flow, done.script, enough=enough)
    return Suggested(done.flow.workflow.name, tests.label, beside=True, suggestion=found)


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
