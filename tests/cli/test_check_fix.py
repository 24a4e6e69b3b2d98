"""``mentorflow check --fix`` and the forms that other programs read."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mentorflow.cli import main, mending
from tests.cli.files import RULES, SCENARIOS, a_pair, written

SLIPS = RULES.replace("version: 1", "version:1").replace("by: mentor, to", "by: Mentor, to")
WORDS = "format: mentorflow-words/1\nwords_for: pair\nlanguage: es-MX\nroles: {Mentee: Aprendiz}\n"


def check(*arguments: str) -> Result:
    """Run ``mentorflow check``."""
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def text(name: str) -> str:
    """What a file in the present folder says, letter by letter."""
    return Path(name).read_bytes().decode("utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules and scenarios in which nothing is wrong."""
    return a_pair(tmp_path, monkeypatch)


def test_fix_tells_what_it_changed_then_what_is_left() -> None:
    """Each change with its line and its finding, the findings that are left, and the sum; 1 while one is an error."""
    written("pair.yaml", SLIPS.replace("tell: mentee}", "tell: mentoree}"))
    done = check("pair.yaml", "--fix")

    assert 1 == done.exit_code
    assert (
        "pair.yaml:3: 'version:1' -> 'version: 1' [MF122]\n"
        "pair.yaml:11: 'Mentor' -> 'mentor' [MF310]\n"
        "\n"
        "pair.yaml:11:42: error: there is no role called 'mentoree'. [MF310]\n"
    ) == "".join(done.output.splitlines(keepends=True)[:4])
    assert "1 file, 1 error" == done.output.splitlines()[-2]
    assert RULES.replace("tell: mentee}", "tell: mentoree}") == text("pair.yaml")


def test_fix_tells_long_changes_and_quotes_on_lines_of_their_own() -> None:
    """Where quotes are what changes none are put around it, and the changed letters are shown however long a line."""
    long = " ".join(f"word{number}" for number in range(30))
    written("pair.yaml", SLIPS.replace("title: A pair", f'title: "A" pair {long}'))
    told = check("pair.yaml", "--fix").output.split("\n")

    assert ["pair.yaml:3: 'version:1' -> 'version: 1' [MF122]", "pair.yaml:4: [MF129]"] == told[:2]
    assert told[2].startswith('  was: "A" pair word0 ')
    assert [f"""  is:  '"A" pair {long[:60]}"""[:40]] == [line[:40] for line in told if line.startswith("  is:")]
    assert [] == [line for line in told if len(line) > 80]


def test_fix_of_everything_ends_well() -> None:
    """Once nothing is left the command ends with 0, and what was proved is told."""
    written("pair.yaml", SLIPS)
    done = check("pair.yaml", "--fix")

    assert (0, RULES) == (done.exit_code, text("pair.yaml"))
    assert "1 file, nothing wrong" in done.output.splitlines()


def test_fix_mends_rules_before_what_is_held_against_them() -> None:
    """In one run the rules, the scenarios and the words beside them are mended, whatever their order."""
    written("pair.yaml", SLIPS)
    written("pair.test.yaml", SCENARIOS.replace("do: finish", "do:finish", 1))
    written("pair.es-MX.yaml", WORDS)
    done = check(".", "--fix")

    assert (RULES, SCENARIOS) == (text("pair.yaml"), text("pair.test.yaml"))
    assert WORDS.replace("Mentee", "mentee") == text("pair.es-MX.yaml")
    assert 0 == done.exit_code
    assert "pair.es-MX.yaml:4: 'Mentee:' -> 'mentee:' [MF809]" in done.output
    assert "pair.test.yaml:8: 'do:finish' -> 'do: finish'" in done.output


def test_fix_writes_nothing_when_nothing_changes(folder: Path) -> None:
    """A file in which nothing is certain is not touched, nor is anything put beside it."""
    written("pair.yaml", RULES.replace("by: mentor", "by: mentoree"))
    os.utime("pair.yaml", (1, 1))
    before = sorted(folder.iterdir())
    check("pair.yaml", "--fix")

    assert 1 == Path("pair.yaml").stat().st_mtime
    assert before == sorted(folder.iterdir())


def test_fix_without_the_word_changes_nothing() -> None:
    """Checking alone never writes."""
    written("pair.yaml", SLIPS)
    check("pair.yaml")

    assert SLIPS == text("pair.yaml")


def test_fix_keeps_permissions_and_links() -> None:
    """The file that a link leads to is mended, with the permissions it had; the link stays one."""
    written("pair.yaml", SLIPS)
    Path("pair.yaml").chmod(0o640)
    Path("inside").mkdir()
    Path("inside/pair.yaml").symlink_to(Path("pair.yaml").absolute())
    check("inside/pair.yaml", "--fix")

    assert (RULES, 0o640) == (text("pair.yaml"), stat.S_IMODE(Path("pair.yaml").stat().st_mode))
    assert Path("inside/pair.yaml").is_symlink()


def test_fix_of_a_file_that_may_only_be_read_says_so() -> None:
    """One plain sentence and 2; the others are mended and checked all the same."""
    written("pair.yaml", SLIPS)
    written("other.yaml", SLIPS)
    Path("pair.yaml").chmod(0o444)
    done = check("pair.yaml", "other.yaml", "--fix")

    assert (2, SLIPS, RULES) == (done.exit_code, text("pair.yaml"), text("other.yaml"))
    assert "'pair.yaml' may only be read, so nothing in it was mended." in done.stderr.splitlines()
    assert "2 files, 2 errors" in done.stdout.splitlines()


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_fix_that_fails_halfway_leaves_the_file_as_it_was(
    fails: str, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """A full disk, or a folder that may not be changed: the old file is whole, and nothing is left beside it."""

    def failing(*_: object) -> None:
        raise OSError

    written("pair.yaml", SLIPS)
    before = sorted(folder.iterdir())
    if fails == "fsync":
        monkeypatch.setattr(mending.os, "fsync", failing)
    else:
        monkeypatch.setattr(mending.Path, "replace", failing)
    done = check("pair.yaml", "--fix")

    assert (2, SLIPS) == (done.exit_code, text("pair.yaml"))
    assert "'pair.yaml' cannot be written, so nothing in it was mended." in done.stderr.splitlines()
    assert before == sorted(folder.iterdir())


def test_fix_tells_what_it_leaves_and_why() -> None:
    """A correction that would bring another finding is not made; whoever makes it by hand knows what to expect."""
    written("pair.yaml", SLIPS + "promises:\n  always_told: {withdraw: each partner}\n")
    done = check("pair.yaml", "--fix")

    assert 1 == done.exit_code
    assert "pair.yaml:11: left as it is: the change [MF310] would lead to: " in done.output
    assert "\n  is:       Mentor\n  would be: mentor\n" in done.output
    assert "version: 1\n" in text("pair.yaml")


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_fix_tells_other_programs_only_what_is_left(form: str) -> None:
    """What was changed is told aside, so that the findings can be read by a program."""
    written("pair.yaml", SLIPS)
    done = check("pair.yaml", "--fix", "--format", form)
    changes = ["pair.yaml:3: 'version:1' -> 'version: 1' [MF122]", "pair.yaml:11: 'Mentor' -> 'mentor' [MF310]"]

    assert 0 == done.exit_code
    assert changes == done.stderr.splitlines()
    assert {"json": "[]\n", "github": ""}.get(form, done.stdout) == done.stdout


def test_check_as_sarif_is_one_log_of_all_files() -> None:
    """One run with the findings of every file, and nothing else on the page."""
    written("pair.yaml", SLIPS)
    written("other.yaml", RULES.replace("to: over, tell", "to: ower, tell"))
    done = check("pair.yaml", str(Path("other.yaml").absolute()), "--format", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    names = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]]

    assert (1, "") == (done.exit_code, done.stderr)
    assert ["pair.yaml", "pair.yaml", "other.yaml"] == names


def test_check_as_commands_has_one_line_for_each_finding() -> None:
    """The sum and what was proved are left out; good files print nothing."""
    written("pair.yaml", SLIPS)
    done = check("pair.yaml", "--format", "github")

    assert 1 == done.exit_code
    assert (
        "::error file=pair.yaml,line=3,col=1,endLine=3,endColumn=9,title=MF122 space-after-colon::"
        "After 'version:' a space is missing.%0Ado: Put a space after the colon."
    ) == done.stdout.splitlines()[0]
    assert 2 == len(done.stdout.splitlines())
    written("pair.yaml", RULES)
    assert (0, "") == ((clean := check("pair.yaml", "--format", "github")).exit_code, clean.output)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_check_in_every_form_ends_alike(form: str) -> None:
    """Whether something has to be mended does not depend on how it is told."""
    written("other.yaml", SLIPS)

    assert [0, 1, 2] == [check(name, "--format", form).exit_code for name in ("pair.yaml", "other.yaml", "none.yaml")]
