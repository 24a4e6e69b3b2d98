"""
A text with its places, on which corrections can be tried: what is read is the corrected text, what is shown the real.

A flaw is a finding plus the correction that lets reading go on behind it.
Corrections stay within one line and never change the number of lines, so that every place can be counted back.
Nothing here knows what a flaw is about.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Diagnostic, Related, Span, Suggestion
from mentorflow.rules.findings import found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_QUOTE = 40


@attrs.frozen(order=True)
class Fix:
    """Put *text* in place of the characters from *start* up to *end* (both counted from 0) of one line."""

    start: int
    end: int
    text: str


@attrs.frozen
class Flaw:
    """
    A finding on a page.

    *fixes* let reading go on as if it had been mended; without any, *fatal* says that what follows cannot be trusted.
    """

    finding: Diagnostic
    line: int
    fixes: tuple[Fix, ...] = ()
    fatal: bool = True

    @property
    def is_end(self) -> bool:
        """Whether reading ends with this flaw."""
        return self.fatal and not self.fixes


# What one pass of corrections did to a line: the old start and end, and the length of what stands there now.
Change = tuple[int, int, int]


@attrs.frozen(slots=False)
class Page:
    """The text of *file* after the corrections in *passes*, each of which maps a line to its changes in order."""

    file: str
    text: str
    passes: tuple[dict[int, list[Change]], ...] = ()

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts, counted in characters from 0."""
        lengths = [len(line) + 1 for line in self.text.split("\n")]
        starts = [0]
        for length in lengths:
            starts.append(starts[-1] + length)
        return starts[:-1]

    def at(self, index: int) -> tuple[int, int]:
        """Line and column of a character, both from 0, in this text."""
        line = bisect_right(self.starts, index) - 1
        return line, index - self.starts[line]

    def line(self, number: int) -> str:
        """One line, counted from 0, without its end."""
        start = self.starts[number]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else start]

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """Bring a place of this text (counted from 0) back to the place in the real file (counted from 1)."""
        if self.passes:
            column, end_column = self._back(line, column), self._back(end_line, end_column)
        return Span(self.file, line + 1, column + 1, end_line + 1, end_column + 1)

    def place(self, start: int, end: int) -> Span:
        """
        Bring the characters from *start* up to *end* back to their place in the real file.

        What a parser finds behind the last line, such as a bracket that never closes, ends with that line: the line
        feed there may not be in the file at all.
        """
        last = len(self.text) - 1
        return self.span(*self.at(min(start, last)), *self.at(min(end, last)))

    def shown(self, start: int, end: int) -> str:
        """Some characters as a message quotes them: on one line, and not too long."""
        words = " ".join(self.text[start:end].split())
        return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"

    def flaw(  # noqa: PLR0913 - a finding has as many parts, and most of them have a default
        self,
        slug: str,
        message: str,
        start: int,
        end: int,
        *,
        way_out: str | None = None,
        fix: Fix | None = None,
        safe: bool = True,
        guessed: bool = False,
        fatal: bool = True,
        consequence: str | None = None,
        related: Sequence[Related] = (),
    ) -> Flaw:
        """
        Make a flaw at the characters from *start* up to *end*; reading goes on behind a *fix* that is *safe*.

        A *guessed* one is good enough to read on with, but not to be made without asking.
        """
        hint = None if way_out is None else Suggestion(way_out)
        if hint is not None and fix is not None:
            hint = Suggestion(hint.text, fix.text, self.place(fix.start, fix.end), safe=safe and not guessed)
        finding = found(
            slug, message, self.place(start, end), consequence=consequence, suggestion=hint, related=related
        )
        # What reaches over several lines is left to the reader: mending it would move all places below.
        fixes = (fix,) if fix is not None and safe and "\n" not in self.text[fix.start : fix.end] else ()
        return Flaw(finding, self.at(start)[0], fixes, fatal)

    def mended(self, fixes: Iterable[Fix]) -> Page:
        """Make the page on which these corrections have been made; of two that overlap, the later one is left out."""
        changes: dict[int, list[Change]] = {}
        parts, done = [], 0
        for fix in sorted(fixes):
            if fix.start < done:
                continue
            line, column = self.at(fix.start)
            changes.setdefault(line, []).append((column, column + fix.end - fix.start, len(fix.text)))
            parts += [self.text[done : fix.start], fix.text]
            done = fix.end
        return Page(self.file, "".join([*parts, self.text[done:]]), (*self.passes, changes))

    def mended_of(self, flaws: Iterable[Flaw]) -> tuple[Page, set[int]]:
        """Make the page on which what these flaws name has been mended, and tell which lines that changed."""
        fixes = [fix for flaw in flaws for fix in flaw.fixes]
        if not fixes:
            return self, set()
        page = self.mended(fixes)
        return page, set(page.passes[-1])

    def _back(self, line: int, column: int) -> int:
        for changes in reversed(self.passes):
            column = _undo(changes.get(line, ()), column)
        return column


def _undo(changes: Iterable[Change], column: int) -> int:
    """Where a column of a corrected line was before the correction."""
    shift = 0
    for start, end, length in changes:
        if column < start + shift:
            break
        if column < start + shift + length:
            return min(column - shift, end)
        shift += length - (end - start)
    return column - shift


def in_quotes(text: str) -> str:
    """The text in quotes that do not stand in it, or in double quotes with those in it made harmless."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
