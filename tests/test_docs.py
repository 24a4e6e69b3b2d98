"""Every page shows what happens, leads somewhere, and is as new as the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docs import build
from tests.pages import PAGES, Player, blocks, name_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=name_of)
def test_page_shows_what_happens(page: Path, tmp_path: Path) -> None:
    """Rule files on a page can be read, Python runs, and what is printed is what the page says."""
    for block, real in Player(page, tmp_path).play():
        assert real == block.text, f"{name_of(page)}:{block.line}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_page_links_lead_somewhere(page: Path) -> None:
    """A link to a page of ours finds the file and the heading."""
    assert [] == build.broken_links(page)


@pytest.mark.parametrize("name", sorted(build.GENERATED))
def test_generated_page_is_up_to_date(name: str) -> None:
    """What is generated from the code is never edited by hand."""
    assert build.GENERATED[name]() == (build.ROOT / name).read_text("utf-8")


def test_decision_records_are_all_listed() -> None:
    """The list of decisions names every record."""
    folder = build.ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")

    assert [] == [record.name for record in folder.glob("0*.md") if f"({record.name})" not in listed]
