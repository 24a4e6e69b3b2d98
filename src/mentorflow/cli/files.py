"""
From what somebody types to a file: a path, or the name of a workflow that comes with mentorflow.

A word that is neither is answered with the nearest one that would be.
Nothing here reads what a file says.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from mentorflow.plays.beside import is_scenario_file, workflow_file_of
from mentorflow.rules.findings import nearest


class NoFile(Exception):
    """Raised when a word stands for no file; the message is one plain sentence for the person who typed it."""


def shipped() -> dict[str, Path]:
    """The workflows that come with mentorflow, by name: in the package, or beside the sources."""
    package = Path(__file__).parents[1]
    folders = (package / "workflows", package.parents[1] / "workflows")
    folder = next((one for one in folders if one.is_dir()), folders[0])
    return {path.stem: path for path in sorted(folder.glob("*.yaml")) if not is_scenario_file(path)}


@attrs.frozen
class File:
    """A file, and what findings and explanations call it: as it was typed, or by its bare name when it is shipped."""

    path: Path
    label: str

    def beside(self, path: Path) -> File:
        """Another file in the same folder, called in the same way."""
        return File(path, str(Path(self.label).with_name(path.name)))


def any_file(word: str) -> File:
    """The file a word stands for; a path comes before a shipped name."""
    path = Path(word)
    if path.is_file():
        return File(path, word)
    known = shipped()
    if word in known:
        return File(known[word], known[word].name)
    message = f"There is no file '{word}'.{_guess(path, known)}"
    raise NoFile(f"'{word}' is a folder; name a file in it." if path.is_dir() else message)


def workflow_file(word: str) -> File:
    """The rule file a word stands for; the name of a scenario file stands for the rules beside it."""
    file = any_file(word)
    return file.beside(workflow_file_of(file.path)) if is_scenario_file(file.path) else file


def in_words(mistake: Exception) -> str:
    """A file that cannot be opened, without the words of the system."""
    name = getattr(mistake, "filename", None)
    return str(mistake) if name is None else f"There is no file '{name}', or it cannot be opened."


def _guess(path: Path, known: dict[str, Path]) -> str:
    """The nearest file in the same folder, or shipped workflow, as the end of a sentence."""
    there = path.parent.glob("*.yaml") if path.parent.is_dir() else ()
    beside = {str(path.with_name(other.name)): other.name for other in there}
    by_name = {name: whole for whole, name in beside.items()}
    guess = nearest(path.name, by_name) or nearest(str(path), known)
    return "" if guess is None else f" Did you mean '{by_name.get(guess, guess)}'?"
