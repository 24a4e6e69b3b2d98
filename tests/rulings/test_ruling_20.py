"""Ruling 20: verdicts. Proved of all that could happen, refuted by a life that was played, or not decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import mentorflow
from mentorflow.cli import main
from mentorflow.loading import load
from mentorflow.proofs.claim import NOT_DECIDED, PROVED, REFUTED
from mentorflow.proofs.proving import prove
from tests.rulings.small import text_of

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = """\
states:
  open:
    moves:
      go: {by: mentee, to: over, tell: mentor}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over, tell: other partner}
"""
KEPT = PLAIN + "promises:\n  always_open: {leave: each partner}\n  only_a_person: over\n"
BROKEN = PLAIN + "promises:\n  always_open: {go: each partner}\n"
OPEN = KEPT.replace("leave: {by: either partner", "leave: {by: either partner, not_by: guide")


def checked(tmp_path: Path, body: str, *options: str) -> tuple[int, str]:
    """The exit code and what ``mentorflow check`` prints for a file with this body, on one line."""
    path = tmp_path / "small.yaml"
    path.write_text(text_of(body), encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(path), *options], catch_exceptions=False)
    return done.exit_code, " ".join(done.output.split())


def test_ruling_20_what_is_proved_is_said(tmp_path: Path) -> None:
    """A promise that is kept is part of the certificate, and nothing is found."""
    code, said = checked(tmp_path, KEPT)

    assert 0 == code
    assert "every promise is kept" in said


def test_ruling_20_what_is_refuted_is_an_error_with_a_life(tmp_path: Path) -> None:
    """A promise that is broken is an error, and the life that shows it is written down."""
    code, said = checked(tmp_path, BROKEN)

    assert 1 == code
    assert "do: go, expect: refused" in said


def test_ruling_20_what_is_not_decided_is_a_note(tmp_path: Path) -> None:
    """What is neither proved nor refuted stops nothing, is told with the reason, and ``--strict`` minds it."""
    code, said = checked(tmp_path, OPEN)

    assert 0 == code
    assert "was not decided: whoever is guide as well may not make it" in said
    assert 1 == checked(tmp_path, OPEN, "--strict")[0]


@pytest.mark.parametrize(("verdict", "body"), [(PROVED, KEPT), (REFUTED, BROKEN), (NOT_DECIDED, OPEN)])
def test_ruling_20_a_verdict_is_one_of_three(verdict: str, body: str) -> None:
    """There is never a fourth; what is refuted has a life, what is not decided a reason."""
    proofs = prove(mentorflow.loads(text_of(body)).workflow).proofs

    assert verdict in {proof.verdict for proof in proofs}
    assert {proof.verdict for proof in proofs} <= {PROVED, REFUTED, NOT_DECIDED}
    assert all(proof.life is not None for proof in proofs if proof.verdict == REFUTED)
    assert all(proof.reason for proof in proofs if proof.verdict == NOT_DECIDED)


def test_ruling_20_the_shipped_promises_are_proved() -> None:
    """The shipped file promises nothing that is not proved."""
    assert () == mentorflow.check("mentoring-connection")
    assert {PROVED} == {proof.verdict for proof in prove(load("mentoring-connection").workflow).proofs}


@pytest.mark.parametrize("wrong", ["{go_away: each partner}", "{leave: each parter}"])
def test_ruling_20_what_is_promised_must_exist_all_the_same(tmp_path: Path, wrong: str) -> None:
    """A promise about something the file does not have is an error before anything is proved."""
    assert 1 == checked(tmp_path, KEPT.replace("{leave: each partner}", wrong))[0]
