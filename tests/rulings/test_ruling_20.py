"""Ruling 20: verdicts. Until the proofs over the lifecycle stand, every promise is said to be not decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mentorflow
from mentorflow.diagnostics import Diagnostic, Severity
from tests.rulings.small import text_of

if TYPE_CHECKING:
    from pathlib import Path

PROMISING = """\
states:
  open:
    moves:
      go: {by: mentee, to: over}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
promises:
  always_open: {leave: each partner}
  only_a_person: over
"""


def checked(tmp_path: Path, text: str) -> tuple[Diagnostic, ...]:
    """The findings of ``check`` for a file with this text."""
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return mentorflow.check(path)


def undecided(findings: tuple[Diagnostic, ...]) -> list[int]:
    """The lines of what is not decided."""
    return [finding.span.line for finding in findings if "not decided" in finding.message]


def test_ruling_20_a_promise_that_is_not_proved_is_not_decided(tmp_path: Path) -> None:
    """Each promise of a file is named, at its place, as a note that stops nothing."""
    text = text_of(PROMISING)
    findings = checked(tmp_path, text)
    lines = text.splitlines()
    expected = [number for number, line in enumerate(lines, 1) if "always_open" in line or "only_a_person" in line]

    assert expected == undecided(findings)
    assert {Severity.NOTE} == {finding.severity for finding in findings if "not decided" in finding.message}


def test_ruling_20_a_file_without_promises_has_nothing_undecided(tmp_path: Path) -> None:
    """What was not promised is not missed."""
    without = PROMISING[: PROMISING.index("promises:")]

    assert [] == undecided(checked(tmp_path, text_of(without)))


def test_ruling_20_the_shipped_promises_are_not_decided() -> None:
    """The shipped file is sound apart from what is still to be proved."""
    flow = mentorflow.load("mentoring-connection")
    findings = mentorflow.check(flow.workflow.file)

    assert [] == [finding for finding in findings if finding.is_error]
    assert len({promise.kind for promise in flow.workflow.promises}) <= len(undecided(findings))
