"""``mentorflow play``: lives told on the terminal, and the exit code."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import mentorflow
from mentorflow.cli import main
from tests.cli.files import ROOT, RULES, SCENARIOS, a_pair, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

WITHDRAWN = """\
one_withdraws (pair.test.yaml:10)

2026-01-12 12:00 (day 0)
  raj (Mentor) makes the move 'match'
    -> matched (pair.yaml:11)
    told: ana

2026-01-21 12:00 (day 9)
  ana (Mentee) makes the move 'withdraw'
    -> over (pair.yaml:21)
    told: raj

1 scenario played, all as expected
"""


def play(*arguments: str) -> Result:
    """Run ``mentorflow play``."""
    return CliRunner().invoke(main, ["play", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules and scenarios that come out as expected."""
    return a_pair(tmp_path, monkeypatch)


def test_play_tells_one_life() -> None:
    """One scenario is told from its start, with the line of every rule that led on."""
    done = play("pair.yaml", "--scenario", "one_withdraws")

    assert (0, WITHDRAWN) == (done.exit_code, done.output)


def test_play_tells_all_lives_in_the_order_of_the_file() -> None:
    """Without a name all scenarios are played."""
    lines = play("pair.yaml").output.splitlines()

    assert ["both_finish (pair.test.yaml:5)", "one_withdraws (pair.test.yaml:10)"] == [
        line for line in lines if "test.yaml" in line
    ]
    assert "2 scenarios played, all as expected" == lines[-1]


def test_play_in_brief_has_a_line_for_each() -> None:
    """Whoever only wants to know whether all is well gets a line for each scenario."""
    done = play("pair.yaml", "--brief")

    assert "fine    both_finish\nfine    one_withdraws\n2 scenarios played, all as expected\n" == done.output


def test_play_takes_scenarios_from_another_file() -> None:
    """``--file`` names scenarios that do not stand beside the rules."""
    written("others.test.yaml", SCENARIOS.replace("both_finish", "other_life"))

    assert "fine    other_life" in play("pair.yaml", "--file", "others.test.yaml", "--brief").output


def test_play_takes_the_scenario_file_itself() -> None:
    """Naming the scenarios plays them against the rules beside them."""
    assert play("pair.yaml").output == play("pair.test.yaml").output


def test_play_that_is_not_as_expected_exits_1() -> None:
    """A failure says what was expected, what happened, why, and at which line; the rest is not played."""
    written("pair.test.yaml", SCENARIOS.replace("do: finish, expect: matched", "do: finish, expect: over"))
    done = play("pair.yaml", "--brief")

    assert 1 == done.exit_code
    assert (
        "failed  both_finish\n"
        "fine    one_withdraws\n"
        "pair.test.yaml:8: both_finish, step 2\n"
        "    expected: the state 'over'\n"
        "    happened: the state 'matched'\n"
    ) == done.output[: done.output.index("    why:")]
    assert "2 scenarios played, 1 not as expected" == done.output.splitlines()[-1]
    assert "day 301" not in play("pair.yaml", "--scenario", "both_finish").output


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ("There is no file 'pare.yaml'. Did you mean 'pair.yaml'?\n", ["pare.yaml"]),
        ("There is no file 'none.test.yaml'.", ["pair.yaml", "--file", "none.test.yaml"]),
        (
            "There is no scenario 'both_finnish' in pair.test.yaml. Did you mean\n  'both_finish'?\n",
            ["pair.yaml", "--scenario", "both_finnish"],
        ),
        (
            "There is no scenario 'x' in pair.test.yaml. There are: both_finish,\n  one_withdraws.\n",
            ["pair.yaml", "--scenario", "x"],
        ),
        ("`mentorflow play --brief` names them all.\n", ["five-steps", "--scenario", "zzz"]),
    ],
)
def test_play_of_what_is_not_there_cannot_run(expected: str, arguments: list[str]) -> None:
    """An unknown name exits 2 and is answered with the nearest known one."""
    done = play(*arguments)

    assert 2 == done.exit_code
    assert expected in done.stderr


def test_play_without_scenarios_beside_the_rules_cannot_run(folder: Path) -> None:
    """Rules alone tell no life."""
    (folder / "pair.test.yaml").unlink()
    done = play("pair.yaml")

    assert (2, "There is no file 'pair.test.yaml', or it cannot be opened.\n") == (done.exit_code, done.stderr)


@pytest.mark.parametrize(
    ("file", "text"),
    [("pair.yaml", RULES.replace("to: over, tell", "to: ower, tell")), ("pair.test.yaml", SCENARIOS + "oops: 1\n")],
)
def test_play_of_a_file_with_errors_shows_them(file: str, text: str) -> None:
    """Nothing is played by rules or scenarios that have to be mended first."""
    written(file, text)
    done = play("pair.yaml")

    assert 2 == done.exit_code
    assert done.stderr.startswith(f"{file}:")


def test_play_has_color_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Color is for a terminal whose owner has not asked for none; a file gets plain text."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in play("pair.yaml").output

    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in play("pair.yaml").output

    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in play("pair.yaml").output


def test_play_fits_80_columns() -> None:
    """A timeline can be read in the narrowest usual window."""
    done = play("mentoring-connection", "--scenario", "repairable_obstacles_are_mended")

    assert 0 == done.exit_code
    assert 80 >= max(len(line) for line in done.output.splitlines())


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own


def test_command_line_says_what_to_install() -> None:
    """Without its extra the command line says how to get it, in one line and without a trace."""
    done = run("-c", "import sys; sys.modules['rich'] = None; import mentorflow.cli")

    assert 2 == done.returncode
    assert "The command line needs click and rich: pip install 'mentorflow[cli]'\n" == done.stderr


def test_command_line_does_not_hide_other_mistakes() -> None:
    """Only the two libraries of the extra are spoken of; anything else that is missing is a mistake of ours."""
    done = run("-c", "import sys; sys.modules['mentorflow.cli.files'] = None; import mentorflow.cli")

    assert "ModuleNotFoundError" in done.stderr


def test_command_line_runs_as_a_module() -> None:
    """``python -m mentorflow.cli`` does what ``mentorflow`` does."""
    assert f"mentorflow, version {mentorflow.__version__}\n" == run("-m", "mentorflow.cli", "--version").stdout
