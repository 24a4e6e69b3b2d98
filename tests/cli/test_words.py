"""``mentorflow words``, and words files in the other commands."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main

if TYPE_CHECKING:
    from click.testing import Result

WORDS = Path(__file__).parents[1] / "fixtures" / "words"


def run(*arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules, scenarios and words in which nothing is wrong."""
    for each in WORDS.glob("*.yaml"):
        shutil.copy(each, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_of_a_folder_reads_every_kind_of_file() -> None:
    """Rules, scenarios and words are told apart, and each is read as what it is."""
    done = run("check", ".")

    assert (0, "4 files, nothing wrong") == (done.exit_code, done.output.splitlines()[0])


def test_check_of_words_shows_the_line_and_the_way_out(folder: Path) -> None:
    """A name that is not there is advice; a text of the wrong shape has to be mended."""
    text = (folder / "loan.es.yaml").read_text("utf-8")
    (folder / "loan.es.yaml").write_text(text.replace("  mentee: Apr", "  menteee: Apr", 1), "utf-8")
    done = run("check", "loan.es.yaml")

    assert 0 == done.exit_code
    assert (
        "loan.es.yaml:9:3: advice: nothing in 'roles' is called 'menteee'. [MF809]\n"
        "  9 |   menteee: Aprendiz\n"
        "    |   ^^^^^^^\n"
        "  do: Did you mean 'mentee'?\n"
        "\n"
        "1 file, 1 piece of advice\n"
    ) == done.output
    assert 1 == run("check", "--strict", "loan.es.yaml").exit_code
    (folder / "loan.es.yaml").write_text(text.replace("  mentee: Apr", "  mentee: [Apr]", 1), "utf-8")
    assert 1 == run("check", "loan.es.yaml").exit_code


def test_play_tells_a_life_in_another_language() -> None:
    """Names are told by their words; scenarios and what they expect stay as they are."""
    done = run("play", "loan.yaml", "--scenario", "the_coordinator_parts_them", "--language", "es")

    assert 0 == done.exit_code
    assert (
        "the_coordinator_parts_them (loan.test.yaml:22)\n"
        "\n"
        "2026-01-12 12:00 (day 0)\n"
        "  ana (Aprendiz) makes the move 'Pedir tutor'\n"
        "    -> Juntos (loan.yaml:87)\n"
        "    told: raj\n"
        "    opened for: ana, raj (Revisión de los 90 días)\n"
        "    asked for: saludar\n"
        "\n"
        "2026-01-13 12:00 (day 1)\n"
        "  kim (Coordinadora) makes the move 'separar'\n"
        "    -> fin (loan.yaml:106)\n"
        "    told: ana, raj\n"
    ) in done.output
    assert 0 == run("play", "loan.es.yaml", "--brief").exit_code


def test_play_in_a_language_without_usable_words_cannot_run(folder: Path) -> None:
    """A language without a file is answered with those there are; words with errors are shown."""
    done = run("play", "loan.yaml", "--language", "en-mentore")
    assert (2, "There is no file 'loan.en-mentore.yaml' beside 'loan.yaml'. Did you mean\n  'en-mentoree'?\n") == (
        done.exit_code, done.stderr,
    )  # fmt: skip
    assert "There are: en-mentoree, es.\n" in run("play", "loan.yaml", "--language", "fr").stderr
    (folder / "loan.es.yaml").write_text("words_for: loan\n", "utf-8")
    broken = run("play", "loan.yaml", "--language", "es")
    assert 2 == broken.exit_code
    assert broken.stderr.startswith("loan.es.yaml:1:1: error: a words file also needs 'format'. [MF801]\n")
    for each in folder.glob("loan.e*.yaml"):
        each.unlink()
    assert "beside 'loan.yaml'.\n" in run("play", "loan.yaml", "--language", "es").stderr


def test_words_are_printed_and_written(folder: Path) -> None:
    """A whole file is printed, with the texts there are; of the file that is there only the originals are written."""
    before = (folder / "loan.es.yaml").read_text("utf-8")
    printed = run("words", "loan.yaml", "--language", "es")
    written = run("words", "loan.yaml", "--language", "es", "--write")

    assert (0, 0) == (printed.exit_code, written.exit_code)
    assert "Written: loan.es.yaml\n" == written.output
    assert before == (folder / "loan.es.yaml").read_text("utf-8")
    assert before.partition("format:")[2] == printed.output.partition("format:")[2]
    assert "\n  mentee: Aprendiz\n" in printed.output
    assert run("check", ".").output.startswith("4 files, nothing wrong\n")


def test_words_for_a_new_language_stand_ready_to_be_translated(folder: Path) -> None:
    """Without a file everything stands behind a #."""
    assert 0 == run("words", "loan.es.yaml", "--language", "fr", "--write").exit_code
    assert "\n#   mentee: Mentee\n" in (folder / "loan.fr.yaml").read_text("utf-8")
    assert run("check", "loan.fr.yaml").output.endswith("1 file, 1 piece of advice\n")


def test_words_can_be_marked_as_current(folder: Path) -> None:
    """An outdated text stays so until somebody says that all are of now."""
    rules = folder / "loan.yaml"
    rules.write_text(rules.read_text("utf-8").replace("title: A mentor on loan", "title: A mentor lent"), "utf-8")
    assert "MF811" in run("check", "loan.es.yaml").output
    run("words", "loan.yaml", "--language", "es", "--write")
    assert "MF811" in run("check", "loan.es.yaml").output
    run("words", "loan.yaml", "--language", "es", "--write", "--mark-current")
    assert "1 file, nothing wrong\n" == run("check", "loan.es.yaml").output


def test_words_that_cannot_be_made_are_not_made(folder: Path) -> None:
    """What is no language, no workflow, or has errors exits 2 with a sentence."""
    said = [run("words", *words).stderr for words in (
        ("loan.yaml", "--language", "Spanish"),
        ("lone.yaml", "--language", "es"),
    )]  # fmt: skip
    assert [
        "'Spanish' is no language. Write a language such as es, es-MX or en-mentoree.\n",
        "There is no file 'lone.yaml'. Did you mean 'loan.yaml'?\n",
    ] == said
    (folder / "loan.fr.yaml").mkdir()
    done = run("words", "loan.yaml", "--language", "fr", "--write")
    assert (2, "'loan.fr.yaml' is a folder; name a file in it.\n") == (done.exit_code, done.stderr)
    (folder / "loan.es.yaml").write_text("words_for: [\n", "utf-8")
    assert run("words", "loan.yaml", "--language", "es").stderr.startswith("loan.es.yaml:1:1: error: ")
    (folder / "loan.yaml").write_text("format: mentorflow/1\n", "utf-8")
    broken = run("words", "loan.yaml", "--language", "es")
    assert 2 == broken.exit_code
    assert broken.stderr.startswith("loan.yaml:1:1: error: ")
