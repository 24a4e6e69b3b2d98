"""
``mentorflow test``: all scenarios of a workflow, what was not as expected, and what none of them exercises.

Nothing here prints; what is exercised is found in another room.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import attrs

from mentorflow.cli import playing
from mentorflow.plays.coverage import MUST_BE_COVERED, cover
from mentorflow.plays.timeline import WIDTH, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from mentorflow.cli.playing import Played
    from mentorflow.plays.coverage import Coverage

WHOLE = 100
# What stands between two workflows.
BLANK = Line("", "")
_ALL = "all of these"


@attrs.frozen
class Tested:
    """The scenarios of one workflow as they were played, and what they exercise."""

    played: Played
    coverage: Coverage

    def falls_short(self, floor: Fraction | None) -> bool:
        """Whether less than *floor* hundredths of what has to be covered is exercised, compared exactly."""
        return floor is not None and self.coverage.share(*MUST_BE_COVERED) * WHOLE < floor


def tested(workflow: str) -> Tested:
    """Play all scenarios of a workflow; raises ``CannotPlay`` as ``playing.played`` does."""
    done = playing.played(workflow, owed=False)
    return Tested(done, cover(done.flow, done.plays))


def exit_code(files: Sequence[Tested], floor: Fraction | None) -> int:
    """1 when a scenario came out otherwise than expected, or one workflow falls short of *floor* hundredths."""
    return int(any(file.played.failed or file.falls_short(floor) for file in files))


def lines(file: Tested, floor: Fraction | None) -> Iterator[Line]:
    """What was not as expected, a sum, how much is exercised, and all that is not."""
    yield from playing.differences(file.played)
    sum_of_it = f"{file.coverage.workflow}: {playing.summary(file.played)}"
    yield Line(sum_of_it, "failure" if file.played.failed else "title")
    yield Line("", "")
    yield from _table(file.coverage)
    missing = tuple(_missing(file.coverage))
    if missing:
        yield Line("", "")
        yield Line("No scenario exercises:", "title")
        yield from (piece for line in missing for piece in _wrapped(f"  {line}", ""))
    if floor is not None and file.falls_short(floor):
        yield Line("", "")
        yield from _wrapped(_too_little(file.coverage, floor), "failure")


def junit(files: Sequence[Tested], lost: dict[str, str], floor: Fraction | None) -> str:
    """
    A JUnit file of all that was tried: each scenario a case, and what *floor* asks for one more.

    *lost* says of what could not be played why; each is an error.
    """
    from mentorflow.tools.junit import Case, Suite, as_junit, case_of

    suites = []
    for file in files:
        script, coverage = file.played.script, file.coverage
        cases = [case_of(one) for one in file.played.plays]
        if floor is not None:
            message, text = ("", "")
            if file.falls_short(floor):
                message, text = _too_little(coverage, floor), "\n".join(_missing(coverage))
            cases.append(Case(f"at least {_plain(floor)} percent are exercised", script.file, 0, message, text))
        suites.append(Suite(coverage.workflow, script.file, tuple(cases), tuple(_figures(coverage))))
    bad = [
        Suite(word, word, (Case("the scenarios can be played", word, 0, why.splitlines()[0], why, "error"),))
        for word, why in lost.items()
    ]
    return as_junit([*suites, *bad])


def _figures(coverage: Coverage) -> Iterator[tuple[str, str]]:
    """What is exercised of each kind, and of all, for the properties of a suite."""
    for kind in MUST_BE_COVERED:
        every, missing = len(coverage.of(kind)), len(coverage.missing(kind))
        yield f"{kind}s exercised", f"{every - missing} of {every}"
    yield "percent exercised", percent_of(coverage.share(*MUST_BE_COVERED))


def _missing(coverage: Coverage) -> Iterator[str]:
    """A line for everything that no scenario exercises, with its place."""
    for element in coverage.missing(*MUST_BE_COVERED):
        yield f"{element.span.place}: {element.name}"


def _table(coverage: Coverage) -> Iterator[Line]:
    """A line for each kind: how many are exercised, of how many, and in hundredths."""
    yield Line(f"{'':14}{'exercised':>9}{'of':>6}{'percent':>10}", "title")
    for kind in MUST_BE_COVERED:
        yield _row(coverage, f"{kind}s", kind)
    yield _row(coverage, _ALL, *MUST_BE_COVERED)


def _row(coverage: Coverage, name: str, *kinds: str) -> Line:
    every, missing = len(coverage.of(*kinds)), len(coverage.missing(*kinds))
    percent = percent_of(coverage.share(*kinds)) if every else "-"
    return Line(f"{name:14}{every - missing:>9}{every:>6}{percent:>10}", "refused" if missing else "")


def percent_of(share: Fraction) -> str:
    """A share in hundredths with one decimal, rounded down: 100.0 is said of the whole only."""
    whole, tenth = divmod(share * WHOLE * 10 // 1, 10)
    return f"{whole}.{tenth}"


def _wrapped(text: str, tone: str) -> Iterator[Line]:
    """A line broken at spaces, with what is broken off indented under the rest."""
    pieces = textwrap.wrap(text, WIDTH, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False)
    yield from (Line(piece, tone) for piece in pieces)


def _too_little(coverage: Coverage, floor: Fraction) -> str:
    share = percent_of(coverage.share(*MUST_BE_COVERED))
    return f"{coverage.workflow}: {share} percent of these are exercised; at least {_plain(floor)} are asked for."


def _plain(number: Fraction) -> str:
    """A decimal number as people write it."""
    return str(number) if number.denominator == 1 else str(float(number))
