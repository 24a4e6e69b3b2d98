"""``mentorflow draw``: what it prints or writes, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.tools.draw import picture
from tests.cli.files import RULES, SCENARIOS, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

# Without the scenario in which somebody withdraws.
ONE = SCENARIOS.partition("\n  one_")[0] + "\n"


def tried(*arguments: str) -> Result:
    """Run ``mentorflow draw``."""
    return CliRunner().invoke(main, ["draw", *arguments], catch_exceptions=False)


def test_draw_prints_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a format an SVG is printed; exit code 0."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)

    done = tried("pair.yaml")

    assert 0 == done.exit_code
    assert done.output.startswith("<?xml")
    assert "</svg>" in done.output


def test_draw_writes_dots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PNG is written where it is asked for, or poured out as it is."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)

    done = tried("pair.yaml", "--format", "png", "--write", "pair.png")

    assert (0, "Written: pair.png\n") == (done.exit_code, done.output)
    assert b"\x89PNG" == (tmp_path / "pair.png").read_bytes()[:4]
    assert b"\x89PNG" == tried("pair.yaml", "--format", "png").stdout_bytes[:4]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.svg", b"<?xml"),
        ("a.PNG", b"\x89PNG"),
        ("a.mmd", b"flowchart"),
        ("a.mermaid", b"flowchart"),
        ("a.dot", b"digraph"),
    ],
)
def test_draw_writes_what_the_ending_says(
    name: str, begins: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever names a file has said how it is written."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)

    assert (0, f"Written: {name}\n") == ((done := tried("pair.yaml", "--write", name)).exit_code, done.output)
    assert begins == (tmp_path / name).read_bytes()[: len(begins)]


ENDS = "goes into a file that ends in"


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        (f"'a.gif' cannot be drawn: a picture {ENDS} .svg, .png, .mmd, .mermaid or .dot.", ["a.gif"]),
        (f"'a' cannot be drawn: a picture {ENDS} .svg, .png, .mmd, .mermaid or .dot.", ["a"]),
        (f"'a.png' cannot be drawn: what --format svg makes {ENDS} .svg.", ["a.png", "--format", "svg"]),
        (f"'a' cannot be drawn: what --format mermaid makes {ENDS} .mmd or .mermaid.", ["a", "--format", "mermaid"]),
        ("There is no folder 'nowhere'.", ["nowhere/a.dot"]),
    ],
)
def test_draw_refuses_a_file_that_cannot_hold_it(
    expected: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture is never written into a file that says it is another; nothing is written then."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    done = tried("pair.yaml", "--write", *arguments)

    assert (2, expected) == (done.exit_code, " ".join(done.output.split()))
    assert ["pair.yaml"] == [path.name for path in tmp_path.iterdir()]


def test_draw_lays_scenarios_over_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One scenario is numbered; of all of them, what none exercises is marked."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("pair.test.yaml", SCENARIOS)

    life = tried("pair.yaml", "--format", "mermaid", "--scenario", "both_finish")
    every = tried("pair.yaml", "--format", "mermaid", "--coverage")
    written("pair.test.yaml", ONE)
    one = tried("pair.yaml", "--format", "mermaid", "--coverage")

    assert "(2) Finish (Mentee + Mentor)" in life.output
    assert "no scenario:" not in every.output
    assert "○ no scenario: Withdraw (Mentee / Mentor)" in one.output
    assert 2 == tried("pair.yaml", "--coverage", "--scenario", "both_finish").exit_code


def test_draw_says_what_it_cannot_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file, a file with errors, no such language, no scenario, no extra: one sentence each, and exit code 2."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", RULES)
    written("bad.yaml", RULES.replace("to: matched", "to: nowhere"))
    wrong = [["none.yaml"], ["bad.yaml"], ["pair.yaml", "--language", "es"], ["pair.yaml", "--scenario", "x"]]

    assert [2] * 4 == [tried(*arguments).exit_code for arguments in wrong]

    monkeypatch.setattr(picture, "PROGRAM", "no-such-program")
    done = tried("pair.yaml")

    assert 2 == done.exit_code
    assert "Pictures need the extra 'draw'" in done.output
    assert 0 == tried("pair.yaml", "--format", "dot").exit_code
