"""Building whatever is written: never an exception, never half a workflow, never a place outside the file."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mentorflow.rules.build import build
from mentorflow.rules.source import read

ROOT = Path(__file__).parents[2]
RULES = sorted(path for path in ROOT.glob("workflows/*.yaml") if "." not in path.stem)
PATHS = [*RULES, *sorted(ROOT.glob("tests/fixtures/ok/*.yaml"))]
FILES = [path.read_text(encoding="utf-8").split("\n") for path in PATHS]
PHRASES = [
    "yes", "mentee", "nobody", "back", "stay", "plan", "check_up", "check_up.fit", "check_up.unfavorable",
    "terms", "struggling", "3", "late", "matched", "1st", "since.matched", "times.poke", "after_check_up",
    "opening", "coordinator", "guest", "zzz", "anything", "never", "-", "[]", "{}", "x.y.z",
    "",
    "[mentee, mentor]",
    "{a: b}",
    "each partner",
    "other partner",
    "30 days",
    "1 to 20",
    "50% of time left",
    "[[a]]",
    "a, b",
]  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A sound file with a few lines dropped, doubled, given another key or another value."""
    lines = list(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        key, colon, value = lines[at].strip().partition(":")
        word = draw(st.sampled_from(PHRASES))
        doubled = lines[draw(st.integers(0, len(lines) - 1))]
        lines[at : at + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [lines[at], doubled],
                    [f"{indent}{key}{colon} {word}"],
                    [f"{indent}{word}{colon}{value}"],
                    [lines[at].replace("mentee", word)],
                ]
            )
        )
    return "\n".join(lines)


@given(edited())
def test_build_never_raises_and_is_never_half_done(text: str) -> None:
    """Whatever is written, there are findings in the file or a workflow, and both only where none is an error."""
    answer = build(read(text, "any.yaml"))
    lines = answer.text.split("\n")
    assert any(finding.is_error for finding in answer.diagnostics) == (answer.workflow is None)
    for finding in answer.diagnostics:
        span = finding.span
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


@given(edited())
def test_build_is_pure(text: str) -> None:
    """The same text gives the same workflow and the same findings."""
    one, other = build(read(text, "any.yaml")), build(read(text, "any.yaml"))
    assert one.workflow == other.workflow
    assert one.diagnostics == other.diagnostics
