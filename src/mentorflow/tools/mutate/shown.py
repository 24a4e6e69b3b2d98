"""
What came of all changes, as lines to print: how many were noticed, and every one that nobody noticed with its place.

Only words are made here.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mentorflow.plays.timeline import WIDTH, Line
from mentorflow.tools.mutate import ALIKE, BROKEN, NOTICED, UNNOTICED
from mentorflow.tools.mutate.change import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mentorflow.tools.mutate import Mutated, Tried

_EMPTY = Line("", "")


def as_lines(done: Mutated) -> Iterator[Line]:
    """A sum, a table by kind, what nobody notices by kind and place, and what could not be noticed."""
    yield from _wrapped(_sum(done), "title" if _all_noticed(done) else "failure")
    if done.counting:
        yield _EMPTY
        yield from _table(done)
    if not _all_noticed(done):
        yield _EMPTY
        yield Line("No scenario notices if:", "title")
        yield from _unnoticed(done)
    yield from _apart(done.of(ALIKE), "These mean the same in every case, so that nobody could notice them:")
    yield from _apart(done.of(BROKEN), "With these the rules no longer hold together, and checking says so:")


def _all_noticed(done: Mutated) -> bool:
    return done.noticed == done.counting


def _sum(done: Mutated) -> str:
    if not done.counting:
        return f"{done.workflow}: none of these changes could be noticed."
    share = (
        f"{done.noticed} of {done.counting} small changes are noticed, {percent(done.noticed, done.counting)} percent"
    )
    tried = "" if len(done.tried) == done.possible else f" ({len(done.tried)} of {done.possible} were tried)"
    return f"{done.workflow}: {share}{tried}."


def percent(part: int, whole: int) -> str:
    """A share in hundredths with one decimal, rounded down: 100.0 is said of the whole only."""
    return f"{part * 1000 // whole / 10:.1f}"


def _table(done: Mutated) -> Iterator[Line]:
    """A line for each kind that was tried: how many are noticed, of how many."""
    yield Line(f"{'':14}{'noticed':>9}{'of':>6}{'percent':>10}", "title")
    for kind in KINDS:
        noticed, missed = (len(_of_kind(done.of(fate), kind)) for fate in (NOTICED, UNNOTICED))
        if noticed + missed:
            share = percent(noticed, noticed + missed)
            yield Line(f"{kind:14}{noticed:>9}{noticed + missed:>6}{share:>10}", "refused" if missed else "")


def _of_kind(tried: Sequence[Tried], kind: str) -> list[Tried]:
    return [one for one in tried if one.change.kind == kind]


def _unnoticed(done: Mutated) -> Iterator[Line]:
    for kind, heading in KINDS.items():
        missed = _of_kind(done.of(UNNOTICED), kind)
        if missed:
            yield Line(f"  {heading}", "state")
            for one in missed:
                yield from _wrapped(f"    {one.change.span.place}: {one.change.says}")


def _apart(tried: Sequence[Tried], heading: str) -> Iterator[Line]:
    if tried:
        yield _EMPTY
        yield from _wrapped(heading, "title")
        for one in tried:
            why = f" - {one.by.rstrip('.')}" if one.by else ""
            yield from _wrapped(f"  {one.change.span.place}: {one.change.says}{why}", "reason")


def _wrapped(text: str, tone: str = "") -> Iterator[Line]:
    pieces = textwrap.wrap(
        text,
        WIDTH,
        subsequent_indent=" " * 6 if text[0] == " " else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from (Line(piece, tone) for piece in pieces)
