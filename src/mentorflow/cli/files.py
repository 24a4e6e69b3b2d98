"""
From what somebody types to a file: a path, or the name of a workflow that comes with mentorflow.

A word that is neither is answered with the nearest one that would be.
Nothing here reads what a file says.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from mentorflow.loading import find, rules_beside, shipped
from mentorflow.plays.beside import is_scenario_file, workflow_file_of
from mentorflow.rules.findings import nearest


class NoFile(Exception):
    """Raised when a word stands for no file; the message is one plain sentence for the person who typed it."""


def known_workflows() -> dict[str, Path]:
    """The workflows that come with mentorflow, by name."""
    return {name: find(name) for name in shipped()}


@attrs.frozen
class File:
    """A file, and what findings and explanations call it: what was typed, or ``workflows/...`` when it is shipped."""

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
    known = known_workflows()
    if word in known:
        return File(known[word], f"workflows/{known[word].name}")
    message = f"'{word}' is a folder; name a file in it." if path.is_dir() else _no_file(path, known)
    raise NoFile(message)


def files_in(word: str) -> tuple[File, ...]:
    """The file a word stands for, or those that are in the folder it names, by name."""
    path = Path(word)
    if not path.is_dir() or word in known_workflows():
        return (any_file(word),)
    files = tuple(File(each, str(each)) for each in sorted(path.glob("*.yaml")) if each.is_file())
    if not files:
        message = f"There is no file in the folder '{word}' whose name ends in .yaml."
        raise NoFile(message)
    return files


def workflow_file(word: str) -> File:
    """The rule file a word stands for; a scenario file or a words file stands for the rules beside it."""
    file = any_file(word)
    if is_scenario_file(file.path):
        return file.beside(workflow_file_of(file.path))
    beside = rules_beside(file.path)
    return file.beside(beside) if beside is not None and beside.is_file() else file


def in_words(mistake: Exception) -> str:
    """A file that cannot be opened, without the words of the system."""
    name = getattr(mistake, "filename", None)
    return str(mistake) if name is None else f"There is no file '{name}', or it cannot be opened."


def _no_file(path: Path, known: dict[str, Path]) -> str:
    """A sentence, and the nearest file in the same folder or shipped workflow, or all that are shipped."""
    there = path.parent.glob("*.yaml") if path.parent.is_dir() else ()
    beside = {str(path.with_name(other.name)): other.name for other in there}
    by_name = {name: whole for whole, name in beside.items()}
    whole = f"{path.name}.yaml"
    guess = whole if whole in by_name else nearest(path.name, by_name) or nearest(str(path), known)
    if guess is not None:
        return f"There is no file '{path}'. Did you mean '{by_name.get(guess, guess)}'?"
    shipped_too = f" What comes with mentorflow: {', '.join(known)}." if path.name == str(path) else ""
    return f"There is no file '{path}'.{shipped_too}"
