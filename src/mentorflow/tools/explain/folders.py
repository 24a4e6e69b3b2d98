"""
The shipped explanations, one folder for each mistake: ``CODE-slug`` or, for a further mistake, ``CODE-slug-more``.

``bad`` holds a small file with one mistake and, where that is no rule file, the rules beside it; ``good`` the same
mended; ``output.txt`` what ``mentorflow check`` says.
Where the mistake cannot be kept in a small file, ``instead.txt`` says in a sentence what one looks like.
Nothing here checks a file or lays anything out.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from mentorflow.rules.findings import CATALOGUE, Finding

RULES = "buddies.yaml"
_BY_CODE = {finding.code: finding for finding in CATALOGUE}


@attrs.frozen
class Text:
    """A file of an example: its *name*, and what it says; *name* is empty where there is none."""

    name: str
    text: str


@attrs.frozen
class Explanation:
    """
    One mistake.

    *name* is that of its folder, *finding* what the catalogue says of it; *bad* is the file with the mistake, *good*
    the same mended, *output* what is said of it; *bad_rules* and *good_rules* are what stands beside, where they are
    no rule files.
    *instead* describes a mistake of which no file is kept; then *bad* and *good* are empty.
    """

    name: str
    finding: Finding
    bad: Text
    good: Text
    output: str
    bad_rules: Text
    good_rules: Text
    instead: str = ""

    @property
    def code(self) -> str:
        """The permanent code of the finding."""
        return self.finding.code

    @property
    def message(self) -> str:
        """The sentence that is said of it, without its place and its code, on one line however it was broken."""
        said = self.output.partition(f"{self.finding.severity.value}: ")[2].partition(f"[{self.code}]")[0]
        return " ".join(said.split())

    @property
    def line(self) -> int:
        """The line of the file that it is about, counted from 1."""
        return int(self.output.split(":", 2)[1])


def explanations(code: str = "MF") -> tuple[Explanation, ...]:
    """Everything that is shipped, for one code or for all, by name; the first of a code stands for it."""
    return tuple(read(folder) for folder in sorted(_home().glob(f"{code}*-*")) if folder.is_dir())


def read(folder: Path) -> Explanation:
    """
    One folder.

    Raises ``KeyError`` where its name begins with no code of the catalogue, ``OSError`` where it lacks a file.
    """
    instead = folder / "instead.txt"
    bad, good = file_of(folder / "bad"), file_of(folder / "good")
    return Explanation(
        folder.name,
        _BY_CODE[folder.name.partition("-")[0]],
        _text(bad),
        _text(good),
        (folder / "output.txt").read_text("utf-8"),
        _beside(bad),
        _beside(good),
        instead.read_text("utf-8").strip() if instead.is_file() else "",
    )


def file_of(folder: Path) -> Path | None:
    """The file of a folder that is checked: scenarios or words before the rules that they are held against."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return next((path for path in files if path.name != RULES), files[0] if files else None)


def _text(path: Path | None) -> Text:
    """What a file says, with what is no UTF-8 as people would see it in an editor."""
    if path is None:
        return Text("", "")
    return Text(path.name, path.read_bytes().decode("utf-8", "replace"))


def _beside(path: Path | None) -> Text:
    """The rules beside a file that holds none."""
    rules = None if path is None or path.name == RULES else path.with_name(RULES)
    return _text(rules if rules is not None and rules.is_file() else None)


def _home() -> Path:
    """Where they lie: inside the installed package, or beside ``src`` in a source checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "explanations"
    return inside if inside.is_dir() else package.parents[1] / "explanations"
