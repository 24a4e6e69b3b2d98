"""
What came of scenarios as a JUnit file, which the programs that build and test other programs read and show.

One suite for each workflow, one case for each scenario; what was asked to be exercised is a case of its own.
The same scenarios always give the same text: no clock is read, so every time is 0.
Nothing here writes a file.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.timeline import as_text, failure_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mentorflow.plays.play import Failure, Play

# Characters that XML cannot hold at all, however they are written.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_SO = "not as expected"


@attrs.frozen
class Case:
    """
    One thing that came out well or not.

    *message* is empty where all is well, *text* says more; *kind* is ``failure`` or ``error``, the latter for what
    could not be tried at all.
    """

    name: str
    file: str = ""
    line: int = 0
    message: str = ""
    text: str = ""
    kind: str = "failure"


@attrs.frozen
class Suite:
    """The cases of one workflow; *file* holds its scenarios, *properties* are names and values to be shown."""

    name: str
    file: str
    cases: tuple[Case, ...]
    properties: tuple[tuple[str, str], ...] = ()


def case_of(play: Play) -> Case:
    """A scenario that was played: its first difference as the message, all of them as the text."""
    span = play.scenario.span
    text = "\n".join(as_text(failure_lines(failure)) for failure in play.failures)
    return Case(play.scenario.name, span.file, span.line, _message(play.failures), text)


def _message(failures: Sequence[Failure]) -> str:
    if not failures:
        return ""
    first, more = failures[0], len(failures) - 1
    said = f"step {first.number}: " if first.number else ""
    return f"{said}expected: {first.expected}; happened: {first.happened}" + (f" (and {more} more)" if more else "")


def as_junit(suites: Sequence[Suite]) -> str:
    """The whole file; pure, and the same for equal suites."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{_given(_sums([*suites], 'mentorflow'))}>"]
    for suite in suites:
        lines += _suite(suite)
    return "\n".join([*lines, "</testsuites>", ""])


def _sums(suites: Sequence[Suite], name: str) -> dict[str, object]:
    cases = [case for suite in suites for case in suite.cases]
    bad = [case.kind for case in cases if case.message]
    return {
        "name": name,
        "tests": len(cases),
        "failures": bad.count("failure"),
        "errors": bad.count("error"),
        "time": 0,
    }


def _suite(suite: Suite) -> Iterator[str]:
    yield f"  <testsuite{_given({**_sums([suite], suite.name), 'skipped': 0, 'file': suite.file})}>"
    if suite.properties:
        yield "    <properties>"
        for name, value in suite.properties:
            yield f"      <property{_given({'name': name, 'value': value})}/>"
        yield "    </properties>"
    for case in suite.cases:
        yield from _case(suite, case)
    yield "  </testsuite>"


def _case(suite: Suite, case: Case) -> Iterator[str]:
    place = {"file": case.file, "line": case.line} if case.line else {"file": case.file} if case.file else {}
    head = f"    <testcase{_given({'classname': suite.name, 'name': case.name, **place, 'time': 0})}"
    if not case.message:
        yield f"{head}/>"
        return
    yield f"{head}>"
    kind = _NOT_SO if case.kind == "failure" else "cannot be played"
    yield f"      <{case.kind}{_given({'type': kind, 'message': case.message})}>{_fit(case.text)}</{case.kind}>"
    yield "    </testcase>"


def _given(attributes: dict[str, object]) -> str:
    """Attributes in their order; a line break in one stays one, as readers would take it for a space otherwise."""
    return "".join(f' {name}="{_breaks(_fit(str(value)))}"' for name, value in attributes.items())


def _breaks(text: str) -> str:
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def _fit(text: str) -> str:
    """A text as XML can hold it: a character that it cannot hold is put in its code, such as [U+001B]."""
    return escape(_UNFIT.sub(lambda one: f"[U+{ord(one[0]):04X}]", text)).replace("&#x27;", "'")
