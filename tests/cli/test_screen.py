"""What every command prints: lines that fit, and no colors where nobody asked for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.rules.findings import CATALOGUE
from tests.cli.files import ROOT

BAD = sorted((ROOT / "tests" / "fixtures" / "bad").glob("*.yaml"))
WORKFLOWS = sorted(path.stem for path in (ROOT / "workflows").glob("*.yaml") if path.stem.count(".") == 0)
# Documents are as wide as their format wants: policies, schemas, words files and machines are for other programs.
TELLING = (
    ["check"],
    ["test"],
    ["play", "--brief"],
    ["suggest"],
    ["diff", "two-meetings"],
)


def lines_of(*arguments: str) -> list[str]:
    """What a command prints, by lines, the mistakes among them."""
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code in {0, 1}, done.output
    return done.output.split("\n")


def too_long(lines: list[str]) -> list[str]:
    """The lines that do not fit, apart from those of one word, which cannot be broken."""
    return [line for line in lines if len(line) > 80 and " " in line.strip()]


@pytest.mark.parametrize("words", TELLING, ids=" ".join)
@pytest.mark.parametrize("workflow", [name for name in WORKFLOWS if not name.endswith("-connection")])
def test_what_is_told_of_a_workflow_fits_80_columns(words: list[str], workflow: str) -> None:
    """Nobody has to widen a window, and nothing is broken in the middle of a word."""
    assert [] == too_long(lines_of(*words, workflow))


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_findings_fit_80_columns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a line of the file is, and however much is to be said of it; only its folders may be longer."""
    monkeypatch.chdir(path.parent)

    assert [] == too_long(lines_of("check", path.name))


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_what_is_mended_fits_80_columns(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was changed, and what is left as it is and why."""
    monkeypatch.chdir(tmp_path)
    Path(path.name).write_bytes(path.read_bytes())

    assert [] == too_long(lines_of("check", path.name, "--fix"))


@pytest.mark.parametrize(
    "words",
    [
        ["two-meetings", "--table", "after_meeting"],
        ["mentoring-connection", "--form", "check_up"],
        ["mentoring-connection", "--table", "after_review", "--answer", "mentee:mid_point_review.going_on=no"],
        ["three-part-plan", "--form", "progress_review", "--answer", "mentee:progress_review.standing=ahead"],
    ],
    ids=" ".join,
)
def test_what_answers_would_do_fits_80_columns(words: list[str]) -> None:
    """Which row they find, what is missing and what is still needed."""
    assert [] == too_long(lines_of("what-if", *words))


@pytest.mark.parametrize(
    "words",
    [
        ["nothing-of-that-kind"],
        ["three-part-plan", "--to", "nowhere/a-file-with-a-name-that-is-long-enough-for-more-than-a-line.yaml"],
        ["three-part-plan", "--set", "review_every=2 days", "--set", "write_within=9 days"],
        ["three-part-plan", "--set", "nothing_of_that_kind=2 days"],
        ["three-part-plan"],
    ],
    ids=" ".join,
)
def test_what_init_says_fits_80_columns(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why nothing is written, and what is."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["init", *words, "--yes"], catch_exceptions=False)

    assert done.output
    assert [] == too_long(done.output.split("\n"))


def test_every_explanation_fits_80_columns() -> None:
    """Of every finding in the catalogue."""
    assert {} == {each.code: long for each in CATALOGUE if (long := too_long(lines_of("explain", each.code)))}


def test_every_command_is_told_on_one_line() -> None:
    """Whoever asks what there is sees each command with a whole sentence."""
    lines = lines_of("-h")
    told = [line for line in lines[lines.index("Commands:") + 1 :] if line]

    assert sorted(main.commands) == [line.split()[0] for line in told]
    assert [] == [line for line in told if not line.endswith(".") or line.endswith("...")]


@pytest.mark.parametrize("command", sorted(main.commands))
def test_help_fits_80_columns_and_names_the_exit_codes(command: str) -> None:
    """What a command does, what it takes, and how it ends."""
    lines = lines_of(command, "-h")

    assert [] == too_long(lines)
    assert "Exits 0" in " ".join(line.strip() for line in lines)
