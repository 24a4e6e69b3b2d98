"""What ``mentorflow explain`` lays out: lines around a mistake, what is mended, and characters that nobody sees."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from mentorflow.tools.explain.folders import Text, explanations, read
from mentorflow.tools.explain.mending import mendings
from mentorflow.tools.explain.visible import Change, around, changes, kept_in_column, lines_of, visible
from tests.fixtures import explained

if TYPE_CHECKING:
    from pathlib import Path

LINES = [f"line {number}" for number in range(1, 11)]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (1, ["line 1", "line 2", "line 3", "line 4", "..."]),
        (5, ["...", "line 3", "line 4", "line 5", "line 6", "..."]),
        (10, ["...", "line 7", "line 8", "line 9", "line 10"]),
    ],
)
def test_around_shows_the_lines_beside_a_place_and_a_gap_for_the_rest(place: int, shown: list[str]) -> None:
    """A gap stands only where something is left out."""
    assert shown == around(LINES, place, 4)


def test_around_shows_a_short_file_whole() -> None:
    """What fits is not cut."""
    assert LINES == around(LINES, 5, 10)


def test_visible_names_what_nobody_sees() -> None:
    """Ordinary letters, accents and spaces stay as they are; other spaces, tabs and signs without ink are named."""
    assert "año <U+200B>x<U+00A0><tab><U+202E>" == visible("año \u200bx\u00a0\t\u202e")


def test_kept_in_column_takes_as_much_room() -> None:
    """Carets below a line point at the same letters as before."""
    assert "a·b\tc··" == kept_in_column("a\u200bb\tc\u00a0\u202e")


def test_changes_are_told_place_by_place() -> None:
    """Lines changed, taken away and added each stand for themselves, with the line where they stood before."""
    old, new = Text("a", "1\n2\n3\n4\n5\n6\n"), Text("a", "1\nzwei\n3\n5\n6\n7\n")

    assert (Change(2, ("2",), ("zwei",)), Change(4, ("4",), ()), Change(7, (), ("7",))) == changes(old, new)


def test_lines_of_a_file_without_a_last_line_feed_are_all_there() -> None:
    """The last line counts as one, however it ends."""
    assert ["a", "b"] == lines_of(Text("a", "a\r\nb")) == lines_of(Text("a", "a\nb\n"))


def test_every_explanation_says_what_is_mended_or_why_it_is_not_shown() -> None:
    """Nobody is left with a mistake and no way out."""
    assert [] == [each.name for each in explanations() if bool(each.instead) == bool(mendings(each))]


def test_explanation_with_a_second_mistake_would_not_pass(tmp_path: Path) -> None:
    """The tests that keep the examples true find a second mistake, and a mending that mends nothing."""
    folder = tmp_path / "MF122-space-after-colon"
    shutil.copytree(explained.HOME / folder.name, folder)
    file = folder / "bad" / "buddies.yaml"
    file.write_text(file.read_text("utf-8").replace("by: newcomer", "by: nobody_known"), "utf-8")
    shutil.copy(file, folder / "good" / "buddies.yaml")

    assert ["MF122", "MF310"] == [finding.code for finding in explained.of_mistake(folder)[1].diagnostics]
    assert (folder / "output.txt").read_text("utf-8") != explained.told(folder)
    assert explained.checked(folder / "good").diagnostics
    assert () == mendings(read(folder))
