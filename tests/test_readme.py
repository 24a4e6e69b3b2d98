"""The first page keeps its promises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import mentorflow
from tests.pages import ROOT, Player, blocks

if TYPE_CHECKING:
    from pathlib import Path

README = ROOT / "README.md"


def test_readme_shows_what_happens(tmp_path: Path) -> None:
    """The rule file, the Python and the printed refusal on the first page are real."""
    played = Player(README, tmp_path).play()

    assert [real for _, real in played] == [block.text for block, _ in played]


def test_readme_opens_with_a_rule_file_then_python_then_a_refusal() -> None:
    """A stranger sees what is written, what is called and what comes back, in that order."""
    first = blocks(README)[:3]

    assert ["yaml", "python", "text"] == [block.language for block in first]
    assert first[2].text.startswith("refused\n")


def test_readme_rule_file_is_one_that_checking_accepts(tmp_path: Path) -> None:
    """Whoever begins with the rule file of the first page begins with nothing to mend and nothing left open."""
    rules = tmp_path / "buddies.yaml"
    rules.write_text(blocks(README)[0].text, "utf-8")

    assert () == mentorflow.check(rules)


def test_readme_is_short() -> None:
    """The first page is read, not searched."""
    assert len(README.read_text("utf-8").splitlines()) < 150


def test_readme_names_two_commands_that_exist() -> None:
    """What a reader is told to type is a target of the Makefile."""
    told = re.findall(r"^make (\w+)", README.read_text("utf-8"), re.MULTILINE)

    assert ["demo", "test"] == told
    assert all(f"\n{name}:" in (ROOT / "Makefile").read_text("utf-8") for name in told)
