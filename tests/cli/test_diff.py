"""``mentorflow diff``: what a change of the rules means."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main

if TYPE_CHECKING:
    from click.testing import Result

SHIPPED = Path(__file__).parents[2] / "workflows" / "mentoring-connection.yaml"


def run(*arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, ["diff", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped rules in a folder of its own."""
    shutil.copy(SHIPPED, tmp_path / "mine.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "mine.yaml"


def change(file: Path, old: str, new: str) -> None:
    """Put one text in place of another."""
    text = file.read_text("utf-8")
    assert 1 == text.count(old)
    file.write_text(text.replace(old, new), "utf-8")


def test_diff_of_equal_files_says_so_and_exits_0() -> None:
    """The same rules mean the same, wherever they lie."""
    done = run("mentoring-connection", "mine.yaml")

    assert (0, "Both mean the same\n") == (done.exit_code, done.output)


def test_diff_of_a_text_exits_0(mine: Path) -> None:
    """What only reads otherwise is told apart, and nothing has to be minded."""
    change(mine, "title: One-year mentoring partnership", "title: Two years")
    done = run("mentoring-connection", "mine.yaml")

    assert 0 == done.exit_code
    assert (
        "What reads otherwise and means the same\n"
        "  The title reads now: Two years - before: One-year mentoring partnership\n"
        "\n"
        "Both mean the same; 1 text reads otherwise\n"
    ) == done.output


def test_diff_of_a_number_shows_an_example_and_exits_1(mine: Path) -> None:
    """Whoever changes a number sees a case that comes out otherwise, with both places."""
    change(mine, "contact_tries:           3", "contact_tries:           2")
    done = run("mentoring-connection", "mine.yaml")

    assert 1 == done.exit_code
    assert (
        "Who is told\n"
        "  'after_no_answer' tells coordinator instead of nobody.\n"
        "    for example: tries without answer: 2\n"
        "    harmless: it would count the next time it is looked at\n"
        "    mine.yaml:377 (was: workflows/mentoring-connection.yaml:380)\n"
    ) in done.output
    assert "'contact_tries' is 2 instead of 3 ('third_try')." in done.output
    assert "2 differences in meaning, all harmless for partnerships under way" in done.output
    assert [] == [line for line in done.output.split("\n") if len(line) > 80]


def test_diff_as_json_says_the_same(mine: Path) -> None:
    """Programs get the digests, and every difference with its places, its example and whether it breaks."""
    change(mine, "    hidden_from_partner: always\n", "")
    done = run("mentoring-connection", "mine.yaml", "--format", "json")
    data = json.loads(done.output)

    assert 1 == done.exit_code
    assert not data["equal"]
    assert data["old"]["digest"] != data["new"]["digest"]
    assert [
        {
            "group": "rights",
            "subject": "end_evaluation",
            "says": "'end_evaluation' is not hidden from the partner; before, it was always hidden from the partner.",
            "breaking": True,
            "because": "answers given behind the seal are seen",
            "example": None,
            "alike": False,
            "old": "workflows/mentoring-connection.yaml:274",
            "new": "mine.yaml:274",
        }
    ] == data["differences"]


def test_diff_that_cannot_run_exits_2(mine: Path) -> None:
    """A file that is not there, and one with errors, cannot be compared."""
    lost = run("mentoring-conection", "mine.yaml")
    assert (2, "There is no file 'mentoring-conection'. Did you mean 'mentoring-connection'?\n") == (
        lost.exit_code,
        lost.stderr,
    )
    change(mine, "    hidden_from_partner: always\n", "    hidden_from_partner: sometimes\n")
    broken = run("mentoring-connection", "mine.yaml")
    assert 2 == broken.exit_code
    assert broken.stderr.startswith("mine.yaml:277:26: error: ")
