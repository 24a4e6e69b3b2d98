"""
What is wrong in a file, where, and what to do about it: findings as data, and how they are shown.

A diagnostic carries everything a person, an editor or a build needs; the renderers below only lay it out.
The forms of other programs are written by ``tools.sarif`` and ``tools.github``.
This room knows nothing of YAML, of workflows or of the notation: it must never import another room.
"""

from __future__ import annotations

import enum
import json
import textwrap
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


# What a page or a terminal shows of a line.
WIDTH = 80
_CUT = "\N{HORIZONTAL ELLIPSIS}"


class Severity(enum.Enum):
    """How much a finding matters: an error stops loading, advice and notes are only shown."""

    ERROR = "error"
    ADVICE = "advice"
    NOTE = "note"


@attrs.define(order=True, unsafe_hash=True)
class _SpanSlots:
    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@attrs.frozen(order=True)
class Span(_SpanSlots):
    """
    A stretch of text in a file.

    Lines and columns are one-based and count characters, not bytes; the end is exclusive, so an empty span has
    ``end_column == column``.
    """

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def place(self) -> str:
        """``file:line``, as explanations print it."""
        return f"{self.file}:{self.line}"


def make_span(file: str, line: int, column: int, end_line: int, end_column: int) -> Span:
    """The same as ``Span(...)`` in half the time, for those who make thousands: filled while open, then sealed."""
    made: Any = _SpanSlots(file, line, column, end_line, end_column)
    made.__class__ = Span
    return made  # type: ignore[no-any-return]


@attrs.frozen
class Suggestion:
    """
    The way out.

    *text* is one sentence.
    Where a mechanical correction exists, *replacement* is put in place of *span*; *safe* says that doing so cannot
    change what the file means otherwise.
    """

    text: str
    replacement: str | None = None
    span: Span | None = None
    safe: bool = False

    @property
    def is_mechanical(self) -> bool:
        """Whether a program may make the correction by itself."""
        return self.safe and self.replacement is not None and self.span is not None


@attrs.frozen
class Related:
    """Another place that belongs to a finding, such as the first of two equal names."""

    span: Span
    text: str


@attrs.frozen
class Diagnostic:
    """
    One finding in a file.

    *code* and *slug* are permanent; *message* is one plain sentence that quotes the file; *consequence* says what
    follows if it stays; *suggestion* is the way out; *example* a scenario that shows it, ready to be pasted.
    """

    code: str
    slug: str
    severity: Severity
    message: str
    span: Span
    consequence: str | None = None
    suggestion: Suggestion | None = None
    related: tuple[Related, ...] = ()
    example: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used until this is mended."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return f"{self.span}: {self.severity.value}: {self.message} [{self.code} {self.slug}]"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place, then code, and drop exact repetitions."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))


def in_full(diagnostic: Diagnostic) -> str:
    """What a finding says apart from its place: the sentence, what follows, and the way out, each on its line."""
    return "\n".join([diagnostic.message, *(f"{label}: {words}" for label, words in _said(diagnostic))])


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """One finding as plain JSON-ready data."""
    span, hint = diagnostic.span, diagnostic.suggestion
    return {
        "code": diagnostic.code,
        "slug": diagnostic.slug,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place(span),
        "consequence": diagnostic.consequence,
        "suggestion": None if hint is None else _hint(hint),
        "related": [{**_place(other.span), "message": other.text} for other in diagnostic.related],
        "example": diagnostic.example,
    }


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Findings as a JSON list, in the order given."""
    return json.dumps([as_data(diagnostic) for diagnostic in diagnostics], indent=2, ensure_ascii=False)


def as_text(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """
    Findings as people read them: the sentence, the line, a caret under the word, the way out.

    *texts* maps each file name to its text; a finding whose file is missing there is shown without its line.
    Sentences are broken at spaces to fit 80 columns; of a longer line of the file the part around the word is shown.
    """
    return "\n\n".join(_block(diagnostic, texts.get(diagnostic.span.file)) for diagnostic in diagnostics)


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _hint(hint: Suggestion) -> dict[str, Any]:
    return {
        "text": hint.text,
        "replacement": hint.replacement,
        "safe": hint.safe,
        "span": None if hint.span is None else _place(hint.span),
    }


def _block(diagnostic: Diagnostic, text: str | None) -> str:
    place = f"{diagnostic.span}: {diagnostic.severity.value}: "
    lines = [*_broken(f"{diagnostic.message} [{diagnostic.code}]", "    ", place), *_quoted(diagnostic.span, text)]
    for label, words in _notes(diagnostic):
        lines += _broken(f"  {label}: {words}", "      ")
    if diagnostic.example is not None:
        lines += ["  shown by this scenario, which can be pasted below 'scenarios:':", diagnostic.example]
    return "\n".join(lines)


def _notes(diagnostic: Diagnostic) -> list[tuple[str, str]]:
    return [(f"see {other.span.line}:{other.span.column}", other.text) for other in diagnostic.related] + _said(
        diagnostic
    )


def _said(diagnostic: Diagnostic) -> list[tuple[str, str]]:
    """What follows from a finding, and the way out, where there are such."""
    notes = []
    if diagnostic.consequence:
        notes.append(("so", diagnostic.consequence))
    if diagnostic.suggestion:
        notes.append(("do", diagnostic.suggestion.text))
    return notes


def _broken(text: str, indent: str, first: str = "") -> list[str]:
    """A sentence in lines, the *first* of which begins with what is never broken; nor is a longer word."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _quoted(span: Span, text: str | None) -> list[str]:
    """The line with its number, and a line of carets below the word."""
    lines = text.split("\n") if text else []
    if not 0 < span.line <= len(lines):
        return []
    whole = lines[span.line - 1].rstrip("\r")
    gutter = str(span.line)
    end = span.end_column - 1 if span.end_line == span.line else len(whole)
    line, start, end = _window(whole, span.column - 1, min(end, len(whole)), WIDTH - len(f"  {gutter} | "))
    carets = "^" * max(1, end - start)
    lead = "".join("\t" if character == "\t" else " " for character in line[:start])
    return [f"  {gutter} | {line}", f"  {' ' * len(gutter)} | {lead}{carets}"]


def _window(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """The part of a line that has room, with the word in it, and where the word stands there."""
    if len(line) <= room:
        return line, start, end
    left = 0 if end < room else max(0, min(start - room // 4, len(line) - room))
    shown = line[left : left + room]
    shown = _CUT + shown[1:] if left else shown
    shown = shown[:-1] + _CUT if left + room < len(line) else shown
    return shown, start - left, min(end - left, room)
