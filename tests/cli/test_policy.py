"""``mentorflow policy``: the rules read back as a policy, in both formats and in other words."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main

if TYPE_CHECKING:
    from click.testing import Result

FIXTURES = Path(__file__).parents[1] / "fixtures"


def run(*arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, ["policy", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules and words in which nothing is wrong."""
    for each in (FIXTURES / "words").glob("*.yaml"):
        shutil.copy(each, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_policy_is_printed_as_markdown() -> None:
    """A path and a shipped name will do, and a words file stands for the rules beside it."""
    done = run("loan.yaml")

    assert (0, (FIXTURES / "policy" / "loan.md").read_text("utf-8")) == (done.exit_code, done.output)
    assert done.output == run("loan.es.yaml").output
    assert run("two-meetings").output.startswith("# Two meetings to begin a partnership\n")


def test_policy_is_printed_as_html() -> None:
    """As html it is one whole file."""
    done = run("loan.yaml", "--format", "html")

    assert 0 == done.exit_code
    assert done.output.startswith("<!DOCTYPE html>\n")
    assert done.output.endswith("</html>\n")


def test_policy_speaks_another_language() -> None:
    """Labels and questions come from the words file; a language without one is answered with those there are."""
    done = run("loan.yaml", "--language", "es")

    assert (0, (FIXTURES / "policy" / "loan.es.md").read_text("utf-8")) == (done.exit_code, done.output)
    done = run("loan.yaml", "--language", "fr")
    assert 2 == done.exit_code
    assert (
        "There is no file 'loan.fr.yaml' beside 'loan.yaml'. There are: en-mentoree, es.\n"
        "To begin it: mentorflow words loan.yaml --language fr --write\n"
    ) == done.stderr


def test_policy_says_what_has_no_words(folder: Path) -> None:
    """A words file without texts does not give the English ones as another language in silence."""
    (folder / "loan.fr.yaml").write_text("format: mentorflow-words/1\nwords_for: loan\nlanguage: fr\n", "utf-8")
    done = run("loan.yaml", "--language", "fr")

    assert (0, run("loan.yaml").stdout) == (done.exit_code, done.stdout)
    said = " ".join(done.stderr.split())
    assert said.endswith(
        " texts have no words in 'loan.fr.yaml', and stand as in the rules. See which: mentorflow check loan.fr.yaml"
    )
    assert int(said.split(" ")[0]) > 1
    assert not run("loan.yaml", "--language", "en-mentoree").stderr


def test_policy_that_cannot_be_made_is_not_made(folder: Path) -> None:
    """A file that is not there or has errors exits 2 with a sentence."""
    assert (2, "There is no file 'lone.yaml'. Did you mean 'loan.yaml'?\n") == (
        run("lone.yaml").exit_code, run("lone.yaml").stderr,
    )  # fmt: skip
    (folder / "loan.yaml").write_text("format: mentorflow/1\n", "utf-8")
    broken = run("loan.yaml")
    assert 2 == broken.exit_code
    assert broken.stderr.startswith("loan.yaml:1:1: error: ")
