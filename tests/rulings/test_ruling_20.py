"""Ruling 20: verdicts. Until the proofs over the lifecycle stand, what a file promises is said to be not decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import mentorflow
from mentorflow.cli import main
from tests.rulings.small import text_of

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = """\
states:
  open:
    moves:
      go: {by: mentee, to: over}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""
PROMISING = PLAIN + "promises:\n  always_open: {leave: each partner}\n  only_a_person: over\n"


def checked(tmp_path: Path, body: str, *options: str) -> tuple[int, str]:
    """The exit code and the last line of ``mentorflow check`` for a file with this body."""
    path = tmp_path / "small.yaml"
    path.write_text(text_of(body), encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(path), *options], catch_exceptions=False)
    return done.exit_code, done.output.strip().splitlines()[-1]


@pytest.mark.parametrize(("body", "count"), [(PROMISING, 2), (PROMISING.replace("  only_a_person: over\n", ""), 1)])
def test_ruling_20_what_is_not_proved_is_not_decided(tmp_path: Path, body: str, count: int) -> None:
    """Every promise is counted as not decided, and stops nothing."""
    code, closing = checked(tmp_path, body)

    assert 0 == code
    assert closing.endswith("not decided yet")
    assert f" {count} promise" in closing or f" {count} promises" in closing


def test_ruling_20_strictly_what_is_not_decided_does_not_pass(tmp_path: Path) -> None:
    """With ``--strict`` an undecided promise is not good enough."""
    assert 1 == checked(tmp_path, PROMISING, "--strict")[0]


def test_ruling_20_a_file_without_promises_has_nothing_undecided(tmp_path: Path) -> None:
    """What was not promised is not missed."""
    code, closing = checked(tmp_path, PLAIN)

    assert 0 == code
    assert "not decided" not in closing


def test_ruling_20_the_shipped_promises_are_not_decided() -> None:
    """The shipped file is sound apart from what is still to be proved."""
    promises = mentorflow.load("mentoring-connection").workflow.promises
    done = CliRunner().invoke(main, ["check", "mentoring-connection"], catch_exceptions=False)

    assert () == mentorflow.check("mentoring-connection")
    assert f"{len(promises)} promises" in done.output
    assert "not decided yet" in done.output


@pytest.mark.parametrize("wrong", ["{go_away: each partner}", "{leave: each parter}"])
def test_ruling_20_what_is_promised_must_exist_all_the_same(tmp_path: Path, wrong: str) -> None:
    """A promise about something the file does not have is an error, decided or not."""
    assert 1 == checked(tmp_path, PROMISING.replace("{leave: each partner}", wrong))[0]
