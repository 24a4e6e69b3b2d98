"""``mentorflow check``: findings, their sum, and the exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main
from tests.cli.files import RULES, SCENARIOS, a_pair, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def check(*arguments: str) -> Result:
    """Run ``mentorflow check``."""
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules and scenarios in which nothing is wrong."""
    return a_pair(tmp_path, monkeypatch)


def test_check_of_good_files_ends_well() -> None:
    """Nothing wrong exits 0, says how many files were read, and closes with what was proved of the rules."""
    done = check("pair.yaml", "pair.test.yaml")

    assert 0 == done.exit_code
    assert ["2 files, nothing wrong", "proved of pair.yaml:"] == done.output.splitlines()[:2]
    assert "every live state can end; nobody is ever stuck" in " ".join(done.output.split())
    assert [] == [line for line in done.output.splitlines() if len(line) > 80]


def test_check_says_that_promises_are_kept() -> None:
    """A promise that holds in every life is part of what was proved."""
    written("pair.yaml", RULES + "promises:\n  always_open: {withdraw: each partner}\n")
    done = check("pair.yaml", "--strict")

    assert 0 == done.exit_code
    assert "every promise is kept" in " ".join(done.output.split())


def test_check_shows_a_life_in_which_a_promise_is_broken() -> None:
    """It is an error with a scenario that can be pasted, and the certificate counts the promises that are kept."""
    written("pair.yaml", RULES + "promises:\n  always_told: {withdraw: each partner}\n")
    done = check("pair.yaml")

    assert 1 == done.exit_code
    assert "shown by this scenario, which can be pasted below 'scenarios:':" in done.output
    assert "do: withdraw, expect: over, told: raj" in " ".join(done.output.split())
    assert "0 of 1 promises are kept" in " ".join(done.output.split())


def test_check_shows_the_line_and_the_way_out() -> None:
    """An error exits 1; the word is underlined, the suggestion stands below, the sum ends the output."""
    written("pair.test.yaml", SCENARIOS.replace("do: finish", "do: finnish", 1))
    done = check("pair.test.yaml")

    assert 1 == done.exit_code
    assert (
        "pair.test.yaml:8:36: error: there is no move 'finnish'. [MF725]\n"
        "  8 |       - {at: day 300, by: ana, do: finnish, expect: matched}\n"
        "    |                                    ^^^^^^^\n"
        "  do: Did you mean 'finish'?\n"
        "\n"
        "1 file, 1 error\n"
        "see an example, and how it is mended: mentorflow explain MF725\n"
    ) == done.output


def test_check_points_to_one_example() -> None:
    """Of several errors in several files the first is explained, once; of a piece of advice none is."""
    written("pair.test.yaml", SCENARIOS.replace("do: finish", "do: finnish", 1))
    written("pair.yaml", RULES.replace("tell: mentee}", "tell: mentoree}", 1))
    broken = check("pair.yaml", "pair.test.yaml")
    written("pair.yaml", RULES.replace("roles:", "effects: {hail: Say hello.}\nroles:", 1))
    advised = check("pair.yaml")

    assert ["see an example, and how it is mended: mentorflow explain MF310"] == [
        line for line in broken.output.splitlines() if "explain" in line
    ]
    assert "1 piece of advice" in advised.output
    assert "explain" not in advised.output


def test_check_as_json_is_a_list_of_objects() -> None:
    """A build reads findings as data, each with its place and its way out, and nothing else is printed."""
    written("pair.test.yaml", SCENARIOS.replace("do: finish", "do: finnish", 1))
    done = check("pair.yaml", "pair.test.yaml", "--format", "json")
    (finding,) = json.loads(done.output)

    assert 1 == done.exit_code
    assert {
        "code": "MF725",
        "slug": "step-move",
        "severity": "error",
        "message": "there is no move 'finnish'.",
        "file": "pair.test.yaml",
        "line": 8,
        "column": 36,
        "end_line": 8,
        "end_column": 43,
    }.items() <= finding.items()
    assert "Did you mean 'finish'?" == finding["suggestion"]["text"]


def test_check_as_json_of_good_files_is_an_empty_list() -> None:
    """No finding is an empty list, not silence."""
    assert [] == json.loads(check("pair.yaml", "--format", "json").output)


def test_check_of_advice_exits_0_unless_strict() -> None:
    """Advice is printed and does not stop anybody; ``--strict`` is for those who want none."""
    written("pair.test.yaml", SCENARIOS.replace("scenarios:", "answers:\n  unused: {fit: good}\n\nscenarios:"))
    done = check("pair.test.yaml")

    assert (0, "1 file, 1 piece of advice") == (done.exit_code, done.output.splitlines()[-1])
    assert 1 == check("pair.test.yaml", "--strict").exit_code


def test_check_of_scenarios_without_rules_beside_them_says_so() -> None:
    """Scenarios are held against the rules in the same folder."""
    written("alone.test.yaml", SCENARIOS)
    done = check("alone.test.yaml")

    assert 1 == done.exit_code
    assert "'alone.yaml' is not in the same folder. [MF705]" in done.output


def test_check_of_scenarios_beside_broken_rules_says_where_to_look() -> None:
    """One finding stands for all that is wrong in the rules."""
    written("pair.yaml", RULES.replace("to: over, tell", "to: ower, tell"))
    done = check("pair.test.yaml")

    assert 1 == done.exit_code
    assert "'pair.yaml' has 1 error of its own. [MF706]" in done.output
    assert "do: See them with: mentorflow check pair.yaml" in done.output


def test_check_of_scenarios_names_broken_rules_with_their_folder(folder: Path) -> None:
    """What one is told to type works from where one stands."""
    (folder / "inside").mkdir()
    written("inside/pair.yaml", RULES.replace("to: over, tell", "to: ower, tell"))
    written("inside/pair.test.yaml", SCENARIOS)

    assert "do: See them with: mentorflow check inside/pair.yaml" in check("inside/pair.test.yaml").output


@pytest.mark.parametrize(
    ("expected", "word"),
    [
        ("There is no file 'pear.yaml'. Did you mean 'pair.yaml'?\n", "pear.yaml"),
        ("There is no file 'pair'. Did you mean 'pair.yaml'?\n", "pair"),
        ("There is no file 'mentoring_conection'. Did you mean 'mentoring-connection'?\n", "mentoring_conection"),
        ("There is no file 'elsewhere/rules.yaml'.\n", "elsewhere/rules.yaml"),
        ("There is no file in the folder 'empty' whose name ends in .yaml.\n", "empty"),
    ],
)
def test_check_of_no_file_cannot_run(expected: str, word: str, folder: Path) -> None:
    """A word that stands for no file exits 2, with the nearest file there is; the other files are still checked."""
    (folder / "empty").mkdir()
    done = check(word, "pair.yaml")

    assert (2, expected) == (done.exit_code, done.stderr)
    assert "1 file, nothing wrong" == done.stdout.splitlines()[0]


def test_check_takes_the_name_of_a_shipped_workflow() -> None:
    """What can be played by name can be checked by name."""
    assert 0 == check("mentoring-connection").exit_code


def test_check_guesses_a_mistyped_command() -> None:
    """A command that is not there is answered with the nearest one."""
    done = CliRunner().invoke(main, ["chekc"])

    assert 2 == done.exit_code
    assert "Did you mean 'check'?" in done.output
