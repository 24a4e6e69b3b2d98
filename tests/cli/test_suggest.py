"""``mentorflow suggest``: what is missing, ready to be pasted, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from mentorflow.cli import main
from tests.cli.files import RULES, SCENARIOS, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from click.testing import Result


def tried(*arguments: str) -> Result:
    """Run ``mentorflow suggest``."""
    return CliRunner().invoke(main, ["suggest", *arguments], catch_exceptions=False)


def test_suggest_prints_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The missing scenarios are printed under a sentence that says what to do with them; exit code 1."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS)

    done = tried("pair.yaml")

    assert 1 == done.exit_code
    assert "missing. Read" in done.output
    assert "    steps:\n" in done.output
    assert [] == [line for line in done.output.splitlines() if len(line) > 80]


def test_suggest_is_silent_once_they_are_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the printed scenarios below the others nothing is missing any more; exit code 0."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS)
    printed = tried("pair.yaml").output.partition("\n\n")[2]
    written("pair.test.yaml", f"{SCENARIOS}\n{printed}")

    done = tried("pair.yaml")

    assert 0 == done.exit_code
    assert "nothing is missing" in done.output


def test_suggest_prints_a_file_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a scenario file a whole one is printed."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)

    done = tried("pair.yaml")

    assert 1 == done.exit_code
    assert "format: mentorflow-test/1\ntests: pair\n" in done.output


def test_suggest_changes_until_all_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenarios that notice every small change are printed, exit code 1; once they are pasted there is no more, 0."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS)

    first = tried("pair.yaml", "--changes")
    written("pair.test.yaml", f"{SCENARIOS}\n{first.output.partition(chr(10) * 2)[2]}")
    then = tried("pair.yaml", "--changes")

    assert 1 == first.exit_code
    assert "15 are. Read" in " ".join(first.output.split())
    assert [] == [line for line in first.output.splitlines() if len(line) > 80]
    assert (0, "pair: 15 of 15 small changes are noticed, which is all there are.\n") == (then.exit_code, then.output)


def test_suggest_changes_names_what_it_did_not_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What there was no time for is named with its place."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS)
    monkeypatch.setattr("mentorflow.cli.suggesting._after", lambda _: lambda: True)

    done = tried("pair.yaml", "--changes")

    assert 1 == done.exit_code
    assert "No life was found for:\n" in done.output
    assert "pair.yaml:16: the move finish tells mentee instead of other partner" in " ".join(done.output.split())


def test_suggest_changes_needs_scenarios_that_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a scenario fails under the rules as they are, that is said instead; exit code 2."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS.replace("expect: matched", "expect: over"))

    done = tried("pair.yaml", "--changes")

    assert 2 == done.exit_code
    assert "does not come out as it says" in done.stderr


def test_suggest_cannot_look_at_a_file_that_is_not_there() -> None:
    """A word that stands for no file ends with exit code 2 and a sentence."""
    done = tried("nowhere.yaml")

    assert 2 == done.exit_code
    assert "There is no file" in done.stderr
