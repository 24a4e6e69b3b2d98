"""``mentorflow mutate``: what nobody would notice, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main, screen
from mentorflow.cli.mutating import KINDS
from mentorflow.tools import mutate
from tests.cli.files import RULES, SCENARIOS, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def tried(*arguments: str) -> Result:
    """Run ``mentorflow mutate``."""
    return CliRunner().invoke(main, ["mutate", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def _pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair and two of its lives, in the present folder."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS)


def test_mutate_prints_what_nobody_notices() -> None:
    """A sum, a table, what nobody notices with its place, what does not count; exit code 1."""
    done = tried("pair.yaml")

    assert 1 == done.exit_code
    assert "pair: 11 of 15 small changes are noticed, 73.3 percent.\n" in done.output
    assert "targets               4     4     100.0\n" in done.output
    assert "    pair.yaml:16: the move finish no longer tells other partner\n" in done.output
    assert "With these the rules no longer hold together, and checking says so:\n" in done.output
    assert [] == [line for line in done.output.splitlines() if len(line) > 80]


def test_mutate_is_content_when_all_is_noticed() -> None:
    """Where every change is noticed there is nothing to list; exit code 0."""
    done = tried("pair.yaml", "--only", "targets")

    assert 0 == done.exit_code
    assert "pair: 4 of 4 small changes are noticed, 100.0 percent.\n" in done.output
    assert "No scenario notices" not in done.output


def test_mutate_says_when_it_tried_some_only() -> None:
    """With a limit the sum says how many were tried."""
    done = tried("pair.yaml", "--limit", "4")

    assert "(4 of 16 were tried)" in done.output.replace("\n", " ")


def test_mutate_says_when_nothing_could_be_noticed() -> None:
    """A kind of which there is nothing leaves nothing to notice; exit code 0."""
    done = tried("pair.yaml", "--only", "marks")

    assert 0 == done.exit_code
    assert "pair: none of these changes could be noticed.\n" == done.output


def test_mutate_cannot_try_with_failing_scenarios() -> None:
    """Scenarios that fail already end with exit code 2 and a sentence."""
    written("pair.test.yaml", SCENARIOS.replace("expect: matched", "expect: over"))

    done = tried("pair.yaml")

    assert 2 == done.exit_code
    assert "'both_finish' does not come out as it says" in done.stderr


def test_mutate_cannot_try_what_is_not_there() -> None:
    """A word that stands for no file ends with exit code 2 and a sentence."""
    done = tried("nowhere.yaml")

    assert 2 == done.exit_code
    assert "There is no file" in done.stderr


def test_mutate_offers_every_kind() -> None:
    """The kinds that can be named are those there are, in their order."""
    assert tuple(mutate.KINDS) == KINDS


def test_progress_is_for_terminals(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is written over is shown where somebody waits at a terminal, and nowhere else."""
    screen.keep_posted("trying")
    quiet = capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    screen.keep_posted("trying")

    assert ("", "\r\x1b[2Ktrying") == (quiet, capsys.readouterr().err)
