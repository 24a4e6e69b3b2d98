"""Every finding is explained by a file with one mistake, and what is said of it is true."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from mentorflow.cli import checking
from mentorflow.rules.build import build
from mentorflow.rules.findings import BY_SLUG, CATALOGUE
from mentorflow.rules.source import read
from mentorflow.tools.explain.folders import file_of
from tests.fixtures import explained
from tests.rules.test_source_slips import applied

if TYPE_CHECKING:
    from pathlib import Path

KEPT = [folder for folder in explained.FOLDERS if (folder / "bad").is_dir()]
# Lines that may differ between the file with the mistake and the file mended.
MOST_CHANGED = 12
NOTHING = 2


def name(folder: Path) -> str:
    """What a folder is called in a report."""
    return folder.name


def code_and_slug(folder: Path) -> tuple[str, str]:
    """The code and the slug that the name of a folder begins with; a further part tells it from others."""
    code, _, rest = folder.name.partition("-")
    slugs = [slug for slug in BY_SLUG if rest == slug or rest.startswith(f"{slug}-")]
    return code, max(slugs, key=len, default="")


@pytest.mark.parametrize("folder", explained.FOLDERS, ids=name)
def test_explained_mistake_is_found_alone(folder: Path) -> None:
    """The file has one finding, and it is the one that is explained."""
    findings = explained.of_mistake(folder)[1].diagnostics

    assert [code_and_slug(folder)] == [(finding.code, finding.slug) for finding in findings]


@pytest.mark.parametrize("folder", explained.FOLDERS, ids=name)
def test_explained_mistake_is_told_as_shown(folder: Path) -> None:
    """What the explanation shows is what the command prints."""
    assert (folder / "output.txt").read_text("utf-8") == explained.told(folder)


@pytest.mark.parametrize("folder", KEPT, ids=name)
def test_mended_file_has_no_finding(folder: Path) -> None:
    """Nothing is left to say once the mistake is mended, neither of the file nor of those beside it."""
    files = sorted((folder / "good").iterdir())

    assert [] == [str(each) for path in files for each in checking.checked(path, path.name).diagnostics]
    assert files


@pytest.mark.parametrize("folder", KEPT, ids=name)
def test_mending_is_small(folder: Path) -> None:
    """Only the mistake tells the two files apart."""
    bad, good = file_of(folder / "bad"), file_of(folder / "good")
    assert bad is not None
    assert good is not None
    lines = [path.read_bytes().decode("utf-8", "replace").splitlines() for path in (bad, good)]
    changed = [line for line in difflib.ndiff(*lines) if line[:2] in {"- ", "+ "}]

    # Of a file in which nothing stands, all has to be written.
    assert len(changed) <= MOST_CHANGED or len(lines[0]) <= NOTHING


@pytest.mark.parametrize(
    "folder", [folder for folder in KEPT if not folder.name.startswith(("MF7", "MF8"))], ids=name
)
def test_safe_correction_mends_the_explained_mistake(folder: Path) -> None:
    """What a program may put right by itself is right afterwards."""
    code, file = folder.name[:5], explained.of_mistake(folder)[1]
    corrected = [applied(file.text, each) for each in file.diagnostics if each.suggestion and each.suggestion.safe]

    assert [] == [
        each for text in corrected for each in build(read(text, "mended.yaml")).diagnostics if each.code == code
    ]


def test_every_finding_is_explained() -> None:
    """Each code of the catalogue has a folder."""
    there = {code_and_slug(folder)[0] for folder in explained.FOLDERS}

    assert [] == sorted({finding.code for finding in CATALOGUE} - there)


def test_no_mistake_is_explained_twice() -> None:
    """Each folder shows a mistake of its own."""
    files = [file_of(folder / "bad") for folder in KEPT]
    seen: dict[bytes, list[str]] = {}
    for path in files:
        assert path is not None
        beside = path.with_name("buddies.yaml")
        whole = path.read_bytes() + (beside.read_bytes() if beside.is_file() else b"")
        seen.setdefault(whole, []).append(path.parents[1].name)

    assert [] == [names for names in seen.values() if len(names) > 1]


def test_rule_files_show_more_than_a_hundred_and_twenty_mistakes() -> None:
    """So many ways to go wrong stand in rule files alone, each told by a sentence of its own or in another place."""
    told = {
        (folder / "output.txt").read_text("utf-8")
        for folder in explained.FOLDERS
        if not folder.name.startswith(("MF7", "MF8"))
    }

    assert len(told) > 120
