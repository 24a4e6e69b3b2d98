"""``mentorflow schema``: what an editor needs, printed or written beside the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.tools.schema import schema_text
from tests.cli.files import RULES, written

if TYPE_CHECKING:
    from click.testing import Result

LINE = "# yaml-language-server: $schema=pair.schema.json"


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["schema", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)


def test_schema_without_a_file_is_that_of_any_rule_file() -> None:
    """What is printed is the whole text, and nothing else."""
    done = run()

    assert (0, schema_text()) == (done.exit_code, done.output)


def test_schema_of_a_file_holds_its_names() -> None:
    """The names of the file are in what is printed."""
    done = run("pair.yaml")
    to = json.loads(done.output)["definitions"]["move"]["properties"]["to"]

    assert 0 == done.exit_code
    assert ["matched", "over", "stay", "back"] == [each["label"] for each in to["defaultSnippets"]]


def test_schema_is_written_beside_the_rules_and_says_what_is_left_to_do() -> None:
    """The line for the rule file is told until it stands there."""
    Path("rules").mkdir()
    written("rules/pair.yaml", RULES)
    done = run("rules/pair.yaml", "--write")

    told = "Written: rules/pair.schema.json"
    assert f"{told}\nAn editor finds it by this line at the top of rules/pair.yaml:\n{LINE}\n" == done.output
    assert run("rules/pair.yaml").output == Path("rules/pair.schema.json").read_text("ascii")
    written("rules/pair.yaml", f"{LINE}\n{RULES}")
    assert "Written: rules/pair.schema.json\n" == run("rules/pair.yaml", "--write").output


def test_schema_of_a_shipped_workflow_is_written_here() -> None:
    """Nothing is written where shipped workflows lie."""
    done = run("two-meetings", "--write")

    assert 0 == done.exit_code
    assert done.output.startswith("Written: two-meetings.schema.json\n")
    assert Path("two-meetings.schema.json").is_file()
    assert 0 == run("--write").exit_code
    assert schema_text() == Path("mentorflow.schema.json").read_text("ascii")


def test_schema_of_rules_with_errors_shows_them() -> None:
    """Names cannot be offered from a file that is not whole; what is wrong is said as check says it."""
    written("pair.yaml", RULES.replace("  matched:\n", "  matchd:\n"))
    done = run("pair.yaml")

    assert 2 == done.exit_code
    assert "pair.yaml:11:27: error: " in done.output
    assert 2 == run("nothing.yaml").exit_code


def test_schema_that_cannot_be_written_is_told_in_one_sentence() -> None:
    """A folder of that name is in the way."""
    Path("pair.schema.json").mkdir()
    done = run("pair.yaml", "--write")

    assert (2, "'pair.schema.json' is a folder; name a file in it.\n") == (done.exit_code, done.output)
