"""Findings as data, and how they are shown."""

from __future__ import annotations

import json

import attrs
import pytest

from mentorflow.diagnostics import (
    Diagnostic,
    Related,
    Severity,
    Span,
    Suggestion,
    as_data,
    as_json,
    as_text,
    in_order,
)

TEXT = "states:\n  opne: {}\n\tend: x\n"
WORD = Span("rules.yaml", 2, 3, 2, 7)
PLAIN = Diagnostic("MF301", "unknown-state", Severity.ERROR, "there is no state 'opne'.", WORD)
FULL = Diagnostic(
    "MF301",
    "unknown-state",
    Severity.ERROR,
    "there is no state 'opne'.",
    WORD,
    "nothing leads there.",
    Suggestion("Did you mean 'open'?", "open", WORD, safe=True),
    (Related(Span("rules.yaml", 1, 1, 1, 7), "the states stand here."),),
)


def test_diagnostics_say_where_what_and_which() -> None:
    """File, line and column, severity, the sentence, code and slug on one line."""
    assert "rules.yaml:2:3: error: there is no state 'opne'. [MF301 unknown-state]" == str(PLAIN)
    assert ("rules.yaml:2:3", "rules.yaml:2") == (str(WORD), WORD.place)


@pytest.mark.parametrize(
    ("severity", "expected"), [(Severity.ERROR, True), (Severity.ADVICE, False), (Severity.NOTE, False)]
)
def test_diagnostics_stop_loading_only_as_errors(severity: Severity, expected: bool) -> None:  # noqa: FBT001 - a column
    """Advice and notes are only shown."""
    assert expected is Diagnostic("MF1", "x", severity, "x", WORD).is_error


def test_diagnostics_stand_in_the_order_of_their_places_each_once() -> None:
    """Sorted by place, then by code; exact repetitions are dropped, others at the same place kept."""
    first = Diagnostic("MF400", "a", Severity.NOTE, "a", Span("a.yaml", 9, 9, 9, 9))
    earlier = Diagnostic("MF500", "b", Severity.NOTE, "b", Span("rules.yaml", 1, 9, 1, 9))
    same = Diagnostic("MF100", "c", Severity.NOTE, "c", WORD)

    assert (first, earlier, same, PLAIN) == in_order([PLAIN, earlier, same, PLAIN, first])
    assert () == in_order([])


def test_diagnostics_are_plain_data() -> None:
    """Everything an editor needs, with nothing left out where nothing was said."""
    expected = {
        "code": "MF301",
        "slug": "unknown-state",
        "severity": "error",
        "message": "there is no state 'opne'.",
        "file": "rules.yaml",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 7,
        "consequence": None,
        "suggestion": None,
        "related": [],
        "example": None,
    }
    place = {"file": "rules.yaml", "line": 2, "column": 3, "end_line": 2, "end_column": 7}

    assert expected == as_data(PLAIN)
    assert {"text": "Did you mean 'open'?", "replacement": "open", "safe": True, "span": place} == as_data(FULL)[
        "suggestion"
    ]
    assert [{"file": "rules.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 7,
             "message": "the states stand here."}] == as_data(FULL)["related"]  # fmt: skip
    without = Diagnostic("MF1", "x", Severity.NOTE, "x", WORD, suggestion=Suggestion("Write it out."))
    assert {"text": "Write it out.", "replacement": None, "safe": False, "span": None} == as_data(without)[
        "suggestion"
    ]


def test_diagnostics_are_json_in_the_order_given() -> None:
    """A list with every finding; letters of all languages stay readable."""
    umlaut = Diagnostic("MF1", "x", Severity.NOTE, "Größe", WORD)

    assert [as_data(umlaut), as_data(FULL)] == json.loads(as_json([umlaut, FULL]))
    assert "Größe" in as_json([umlaut])
    assert [] == json.loads(as_json([]))


def test_diagnostics_are_shown_with_their_line_and_the_way_out() -> None:
    """The sentence, the line, carets under the word, other places, what follows, and what to do."""
    expected = """\
rules.yaml:2:3: error: there is no state 'opne'. [MF301]
  2 |   opne: {}
    |   ^^^^
  see 1:1: the states stand here.
  so: nothing leads there.
  do: Did you mean 'open'?"""

    assert expected == as_text([FULL], {"rules.yaml": TEXT})


def test_diagnostics_are_shown_one_below_the_other() -> None:
    """An empty line stands between two; a file whose text is not at hand is shown without its line."""
    alone = "rules.yaml:2:3: error: there is no state 'opne'. [MF301]"

    assert f"{alone}\n\n{alone}" == as_text([PLAIN, PLAIN], {})
    assert "" == as_text([], {})


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span("rules.yaml", 2, 3, 2, 3), ["  2 |   opne: {}", "    |   ^"]),
        (Span("rules.yaml", 2, 9, 3, 4), ["  2 |   opne: {}", "    |         ^^"]),
        (Span("rules.yaml", 2, 3, 2, 99), ["  2 |   opne: {}", "    |   ^^^^^^^^"]),
        (Span("rules.yaml", 2, 40, 2, 44), ["  2 |   opne: {}", "    |           ^"]),
        (Span("rules.yaml", 3, 2, 3, 5), ["  3 | \tend: x", "    | \t^^^"]),
        (Span("rules.yaml", 9, 1, 9, 2), []),
        (Span("rules.yaml", 0, 1, 0, 2), []),
        (Span("rules.yaml", 4, 1, 4, 1), ["  4 | ", "    | ^"]),
    ],
)
def test_diagnostics_point_at_their_word(span: Span, expected: list[str]) -> None:
    """Carets lie under the word, at least one, never beyond the line; tabs stay tabs; no line, no caret."""
    shown = as_text([Diagnostic("MF1", "x", Severity.NOTE, "x", span)], {"rules.yaml": TEXT}).split("\n")[1:]

    assert expected == shown or [line.rstrip() for line in expected] == [line.rstrip() for line in shown]


def test_diagnostics_leave_out_the_end_of_a_line_of_other_systems() -> None:
    """A carriage return at the end of a line is not shown."""
    assert "\r" not in as_text([PLAIN], {"rules.yaml": TEXT.replace("\n", "\r\n")})


def test_sentences_are_broken_to_fit_80_columns() -> None:
    """What is broken off stands further to the right; a word that is longer than a line stays whole."""
    long = "word " * 30 + "x" * 90
    shown = as_text([attrs.evolve(PLAIN, message=long, suggestion=Suggestion(long))], {}).split("\n")

    assert [line for line in shown if len(line) > 80] == [f"    {'x' * 90}", f"      {'x' * 90}"]
    assert long.split() == [word for line in shown for word in line.split() if word.startswith(("word", "x"))][:31]


def test_place_and_severity_are_never_parted() -> None:
    """What reads findings line by line finds them in folders with long names too."""
    far = Span(f"{'far/' * 30}rules.yaml", 2, 3, 2, 7)
    first, *rest = as_text([attrs.evolve(PLAIN, span=far)], {}).split("\n")

    assert f"{far}: error: there" == first
    assert ["    is no state 'opne'. [MF301]"] == rest


@pytest.mark.parametrize(
    ("expected", "start", "end"),
    [
        ("  1 | " + "a" * 20 + "^" * 10 + "b" * 43 + "…", 21, 31),
        ("  1 | …" + "a" * 17 + "^" * 10 + "b" * 45 + "…", 121, 131),
        ("  1 | …" + "a" * 63 + "^" * 10, 191, 201),
        ("  1 | …" + "a" * 17 + "^" * 55 + "…", 61, 191),
    ],
)
def test_a_long_line_is_shown_around_the_word(expected: str, start: int, end: int) -> None:
    """However long a line is, the word and its carets are seen, and signs of what is left out."""
    line = "a" * (start - 1) + "^" * (end - start) + "b" * (200 - end + 1)
    span = Span("rules.yaml", 1, start, 1, end)
    _, quoted, carets = as_text([attrs.evolve(PLAIN, span=span)], {"rules.yaml": line}).split("\n")

    assert expected == quoted
    assert 80 >= len(carets)
    assert quoted.index("^") == carets.index("^")
    assert carets.count("^") - quoted.count("^") == (start == 61)
