"""``mentorflow draw``: what it prints or writes, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.tools.draw import picture
from tests.cli.files import RULES, SCENARIOS, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from click.testing import Result

# Without the scenario in which somebody withdraws.
ONE = SCENARIOS.partition("\n  one_")[0] + "\n"


def tried(*arguments: str) -> Result:
    """Run ``mentorflow draw``."""
    return CliRunner().invoke(main, ["draw", *arguments], catch_exceptions=False)


def test_draw_prints_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a format an SVG is printed; exit code 0."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)

    done = tried("pair.yaml")

    assert 0 == done.exit_code
    assert done.output.startswith("<?xml")
    assert "</svg>" in done.output


def test_draw_writes_dots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PNG is written where it is asked for, or poured out as it is."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)

    done = tried("pair.yaml", "--format", "png", "--write", "pair.png")

    assert (0, "Drawn: pair.png\n") == (done.exit_code, done.output)
    assert b"\x89PNG" == (tmp_path / "pair.png").read_bytes()[:4]
    assert b"\x89PNG" == tried("pair.yaml", "--format", "png").stdout_bytes[:4]


def test_draw_lays_scenarios_over_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One scenario is numbered; of all of them, what none exercises is marked."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS)

    life = tried("pair.yaml", "--format", "mermaid", "--scenario", "both_finish")
    every = tried("pair.yaml", "--format", "mermaid", "--coverage")
    written("pair.test.yaml", ONE)
    one = tried("pair.yaml", "--format", "mermaid", "--coverage")

    assert "(2) Finish (Mentee + Mentor)" in life.output
    assert "no scenario:" not in every.output
    assert "○ no scenario: Withdraw (Mentee / Mentor)" in one.output
    assert 2 == tried("pair.yaml", "--coverage", "--scenario", "both_finish").exit_code


def test_draw_says_what_it_cannot_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file, a file with errors, no such language, no scenario, no extra: one sentence each, and exit code 2."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("bad.yaml", RULES.replace("to: matched", "to: nowhere"))
    wrong = [["none.yaml"], ["bad.yaml"], ["pair.yaml", "--language", "es"], ["pair.yaml", "--scenario", "x"]]

    assert [2] * 4 == [tried(*arguments).exit_code for arguments in wrong]

    monkeypatch.setattr(picture, "PROGRAM", "no-such-program")
    done = tried("pair.yaml")

    assert 2 == done.exit_code
    assert "Pictures need the extra 'draw'" in done.output
    assert 0 == tried("pair.yaml", "--format", "dot").exit_code
