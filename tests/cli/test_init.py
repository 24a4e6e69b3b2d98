"""``mentorflow init``: what is written, what is asked at a terminal, and that nothing is ever written over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.loading import shipped

if sys.platform != "win32":
    import pty
import re

NAMES = ["ours.es.yaml", "ours.test.yaml", "ours.yaml"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def begun(*arguments: str) -> tuple[int, str]:
    """Run ``mentorflow init`` where nobody sits at a terminal."""
    done = CliRunner().invoke(main, ["init", *arguments], catch_exceptions=False)
    return done.exit_code, done.output


def there(folder: Path) -> list[str]:
    """The files of a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_init_brings_scenarios_and_words_along(folder: Path) -> None:
    """Without a terminal nothing is asked; the new files can be tested at once."""
    code, said = begun("mentoring-connection", "--to", "ours.yaml")

    assert 0 == code
    assert "scenarios come out as expected: mentorflow test ours.yaml\n" in said
    assert NAMES == there(folder)
    assert 0 == CliRunner().invoke(main, ["test", "ours.yaml", "--cov-fail-under", "100"]).exit_code


def test_init_says_how_many_scenarios_expect_something_else() -> None:
    """A changed number is the user's right; whoever changed it is shown the way."""
    code, said = begun("three-part-plan", "--to", "ours", "--set", "write_within=20 days", "--yes")

    assert 0 == code
    assert (
        "1 of 37 scenarios does not come out as expected with the new values.\nSee: mentorflow test ours.yaml\n"
        in said
    )
    assert "write_within:      20 days            # ours" in Path("ours.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_init_never_writes_over_a_file(folder: Path, name: str) -> None:
    """Not even when only a file beside it would be in the way."""
    (folder / name).write_text("mine", "utf-8")
    code, said = begun("mentoring-connection", "--to", "ours.yaml")

    assert 2 == code
    assert f"'{name}' is there already, and nothing is ever written over." in said
    assert ([name], "mine") == (there(folder), (folder / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name the workflow to begin with:\n  1  five-steps "),
        (["five-step"], "'five-step' does not come with mentorflow. Did you mean 'five-steps'?"),
        (["five-steps", "--to", "no/ours.yaml"], "There is no folder 'no'."),
        (["five-steps", "--to", "my file.yaml"], "'my file' cannot be the name of a workflow."),
        (["five-steps", "--to", "ours.yml"], "Write 'ours.yaml': the files beside it are found by that ending."),
        (["five-steps", "--set", "tern=1 year"], "There is nothing called 'tern' to be set. Did you mean 'term'?"),
        (["five-steps", "--set", "term"], "'term' sets nothing. Write it like part_within=14 days."),
        (["five-steps", "--set", "term=3 years"], "term: '3 years' lies outside the range '1 month to 2 years'."),
        (["five-steps", "--set", "high_from=3"], "What is new: high_from is 3 instead of 7.\nNothing was written."),
    ],
)
def test_init_that_cannot_be_done_says_why(folder: Path, arguments: list[str], said: str) -> None:
    """One plain sentence, within the width of a screen, and no file."""
    code, output = begun(*arguments)

    assert (2, []) == (code, there(folder))
    assert " ".join(said.split()) in " ".join(output.split())
    assert 80 >= max(map(len, output.splitlines()))


def test_init_leaves_nothing_behind_when_a_file_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files are written or none."""
    whole = Path.open

    def full(path: Path, *arguments: str, **more: str) -> object:
        if path.name == "ours.test.yaml":
            raise OSError(28, "no space", str(path))
        return whole(path, *arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)

    assert (2, "'ours.test.yaml' cannot be written, so nothing was.\n") == begun("five-steps", "--to", "ours.yaml")
    assert [] == there(folder)


# --- at a terminal --------------------------------------------------------------------------------------------------
def at_terminal(arguments: list[str], typed: str) -> tuple[int, str]:
    """Run ``mentorflow init`` with a terminal of its own, at which all of this is typed."""
    terminal, theirs = pty.openpty()
    command = [sys.executable, "-c", "from mentorflow.cli import main; main()", "init", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:  # noqa: S603 - our own
        os.close(theirs)
        os.write(terminal, typed.encode())
        output = b"".join(iter(lambda: _piece(terminal), b""))
    os.close(terminal)
    return process.returncode, output.decode().replace("\r", "")


def _piece(terminal: int) -> bytes:
    """Some of what is printed; nothing once the program has ended, which some systems call an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


at_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")


@at_a_terminal
def test_init_asks_one_thing_after_the_other(folder: Path) -> None:
    """Enter keeps what stands in brackets; an answer that cannot be right is told why, and asked again."""
    typed = ["two", str(shipped().index("three-part-plan") + 1), "ours", "Our plan", "Berlin", "Europe/Berlin"]
    code, said = at_terminal([], "\n".join([*typed, "3", "21 days", "", "", "", ""]))

    assert (0, ["ours.test.yaml", "ours.yaml"]) == (code, there(folder))
    assert "There is no time zone called 'Berlin'. Write Europe/Berlin." in said
    assert 2 == said.count("3/6 Write within [21 days]:")
    text = Path("ours.yaml").read_text("utf-8")
    assert "title: Our plan\ntimezone: Europe/Berlin " in text


@at_a_terminal
def test_init_asks_again_where_values_do_not_fit_together(folder: Path) -> None:
    """What does not fit is told, and the last answers stand in the brackets."""
    first = ["", "", *("3" if number == 7 else "" for number in range(11))]
    again = ["Our steps", "", *("7" if number == 7 else "" for number in range(11))]
    code, said = at_terminal(["five-steps", "--to", "ours.yaml"], "\n".join([*first, *again, ""]))

    assert (0, ["ours.test.yaml", "ours.yaml"]) == (code, there(folder))
    assert "What is new: high_from is 3 instead of 7." in said
    assert "  - high_from: " in said
    assert "High from [3]: " in said
    assert 2 == said.count("1/13 Title of the program [")
    assert "title: Our steps\n" in Path("ours.yaml").read_text("utf-8")


def test_init_blames_the_value_that_does_not_fit(folder: Path) -> None:
    """Whoever is asked knows no lines of a file that is not there; the value's name is told, and no other new one."""
    plan = ["three-part-plan", "--to", "ours.yaml", "--yes", "--set", "review_every=2 days"]
    said = begun(*plan, "--set", "write_within=9 days")[1]

    assert "  - review_every: " in said
    assert "(line" not in said
    assert "write_within:" not in said
    assert [] == there(folder)


@at_a_terminal
def test_init_says_at_the_list_which_numbers_there_are(folder: Path) -> None:
    """Whatever is typed there, no line is wider than the screen."""
    (folder / "there.yaml").write_text("", "utf-8")
    code, said = at_terminal([], "9\nzzzzz\n1\nthere.yaml\nours\n\x04")

    assert (2, ["there.yaml"]) == (code, there(folder))
    assert f"Write 1 to {len(shipped())}.\n" in said
    assert "'zzzzz' does not come with mentorflow. There are: " in said
    assert "'there.yaml' is there already" in said
    # What is typed ends the line of a question on a screen.
    assert [] == [line for line in re.split(r"\n|program: |\]: ", said) if len(line) > 80]


@at_a_terminal
def test_init_that_is_broken_off_writes_nothing(folder: Path) -> None:
    """Whoever changes their mind finds no file."""
    code, said = at_terminal(["five-steps", "--to", "ours.yaml"], "Our steps\n\x04")

    assert (2, []) == (code, there(folder))
    assert said.endswith("Nothing was written.\n")
