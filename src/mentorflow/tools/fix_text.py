"""
Corrections as edits of a text: where they go, which of them meet, and what a person is told of them.

Everything outside an edit stays as it is, letter by letter: comments, the ends of lines, a byte-order mark.
No edit changes the number of lines, so a line has the same number before and after.
Nothing here knows what a finding is about, or whether a correction is right.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mentorflow.diagnostics import Diagnostic

# So many letters that stay are shown on each side of what changes.
AROUND = 30
MARK = "\ufeff"
_BREAK = re.compile("\r\n|\r|\n")


@attrs.frozen
class Edit:
    """Put *text* in place of the characters from *start* up to *end*, all of them on one line."""

    start: int
    end: int
    text: str


@attrs.frozen
class Change:
    """What became of some words: the line, how it was, how it is, and the code of the finding it answers."""

    line: int
    was: str
    now: str
    code: str


@attrs.frozen
class Correction:
    """What a finding wants done: from *start* to *end* it speaks of, and of that only the *edits* have to be made."""

    start: int
    end: int
    edits: tuple[Edit, ...]
    finding: Diagnostic

    @property
    def name(self) -> tuple[str, str, int]:
        """What a correction is known by while places on its line shift."""
        return self.finding.code, self.finding.message, self.finding.span.line


@attrs.frozen(slots=False)
class Text:
    """A file's text as it is stored, in which places are found as findings count them."""

    content: str

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Where each line starts and ends, without the sign that ends it, and without a byte-order mark."""
        first = len(MARK) if self.content.startswith(MARK) else 0
        breaks = [match.span() for match in _BREAK.finditer(self.content)]
        starts = [first, *(end for _, end in breaks)]
        ends = [*(start for start, _ in breaks), len(self.content)]
        return tuple(zip(starts, ends, strict=True))

    def corrections(self, findings: Iterable[Diagnostic]) -> list[Correction]:
        """What can be corrected without changing the meaning, in the order of the file."""
        made = [self._correction(finding) for finding in findings]
        return sorted((each for each in made if each is not None), key=lambda each: (each.start, each.end))

    def edited(self, corrections: Iterable[Correction]) -> Text:
        """The text with these corrections made, of which no two may meet."""
        parts, done = [], 0
        for edit in sorted((edit for each in corrections for edit in each.edits), key=lambda edit: edit.start):
            parts += [self.content[done : edit.start], edit.text]
            done = edit.end
        return Text("".join([*parts, self.content[done:]]))

    def changes(self, correction: Correction) -> list[Change]:
        """What a correction does, in whole words."""
        return [self._change(edit, correction.finding.code) for edit in correction.edits]

    def _correction(self, finding: Diagnostic) -> Correction | None:
        hint = finding.suggestion
        if hint is None or hint.span is None or hint.replacement is None or not hint.is_mechanical:
            return None
        wanted, span = hint.replacement.split("\n"), hint.span
        if span.end_line > len(self.lines) or len(wanted) != span.end_line - span.line + 1:
            return None
        starts, ends = map(list, zip(*self.lines[span.line - 1 : span.end_line], strict=True))
        ends[-1] = min(starts[-1] + span.end_column - 1, ends[-1])
        starts[0] = min(starts[0] + span.column - 1, ends[0])
        edits = [self._least(start, end, text) for start, end, text in zip(starts, ends, wanted, strict=True)]
        needed = tuple(edit for edit in edits if edit is not None)
        return Correction(starts[0], ends[-1], needed, finding) if needed else None

    def _least(self, start: int, end: int, text: str) -> Edit | None:
        """The edit without the letters that stay; None where all stay."""
        was = self.content[start:end]
        lead = _alike(was, text)
        tail = _alike(was[lead:][::-1], text[lead:][::-1])
        edit = Edit(start + lead, end - tail, text[lead : len(text) - tail])
        return edit if was != text else None

    def _change(self, edit: Edit, code: str) -> Change:
        line = next(number for number, (_, end) in enumerate(self.lines, 1) if edit.start <= end)
        first, last = self.lines[line - 1]
        start, end = edit.start, edit.end
        while start > first and not _ends_word(self.content[start - 1]):
            start -= 1
        end = self._word_end(end, last)
        if not self.content[start:end].strip():
            end = self._word_end(end + len(self.content[end:last]) - len(self.content[end:last].lstrip()), last)
        head, tail = self.content[start : edit.start], self.content[edit.end : end]
        head = head if len(head) <= AROUND else "…" + head[-AROUND:]
        tail = tail if len(tail) <= AROUND else tail[:AROUND] + "…"
        was = self.content[edit.start : edit.end]
        return Change(line, _shown(head + was + tail), _shown(head + edit.text + tail), code)

    def _word_end(self, index: int, last: int) -> int:
        """Where the word ends that goes on at a place, at the end of its line at the latest."""
        while index < last and not _ends_word(self.content[index]):
            index += 1
        return index


def apart(corrections: Sequence[Correction]) -> list[Correction]:
    """Those of some corrections, in order, that do not meet an earlier one; the others wait for the next reading."""
    chosen: list[Correction] = []
    done = -1
    for each in corrections:
        if each.start > done:
            chosen.append(each)
            done = each.end
    return chosen


def _alike(one: str, other: str) -> int:
    """With how many letters two texts begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _ends_word(sign: str) -> bool:
    return sign.isspace() or sign in "[]{},"


def _shown(text: str) -> str:
    """A piece of a line as it is printed: what cannot be seen is named."""
    return "".join(sign if sign.isprintable() else _named(sign) for sign in text)


def _named(sign: str) -> str:
    return "<tab>" if sign == "\t" else f"<U+{ord(sign):04X}>"
