"""The first page keeps its promises."""

from __future__ import annotations

import re
from pathlib import Path

from tests.pages import ROOT, Player, blocks

README = Path("README.md")


def test_readme_shows_what_happens(tmp_path: Path) -> None:
    """The rule file, the Python and the printed refusal on the first page are real."""
    Player(README, tmp_path).play()


def test_readme_opens_with_a_rule_file_then_python_then_a_refusal() -> None:
    """A stranger sees what is written, what is called and what comes back, in that order."""
    assert ["yaml", "python", "text"] == [block.language for block in blocks(README)][:3]


def test_readme_is_short() -> None:
    """The first page is read, not searched."""
    assert len((ROOT / README).read_text("utf-8").splitlines()) < 150


def test_readme_names_two_commands_that_exist() -> None:
    """What a reader is told to type is a target of the Makefile."""
    told = re.findall(r"^make (\w+)", (ROOT / README).read_text("utf-8"), re.MULTILINE)

    assert ["demo", "test"] == told
    assert all(f"\n{name}:" in (ROOT / "Makefile").read_text("utf-8") for name in told)
