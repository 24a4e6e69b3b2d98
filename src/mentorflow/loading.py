"""
From a file, a text or a shipped name to a ``Flow``, and every finding on the way.

Every rule file is opened here, also for the command line; scenario files are opened by ``plays.beside`` and ``cli``.
What a rule file says is read in ``rules`` and decided in ``states``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mentorflow.diagnostics import Diagnostic, in_order
from mentorflow.errors import InvalidWorkflow
from mentorflow.rules.build import Built, build
from mentorflow.rules.source import read
from mentorflow.states.calls import of_kind, unknown

if TYPE_CHECKING:
    from mentorflow.states.flow import Flow


def load(name_or_path: str | os.PathLike[str]) -> Flow:
    """
    The flow of a shipped workflow, by name, or of a rule file, by path.

    Raises ``InvalidWorkflow`` with every finding when the file has errors, ``UnknownName`` for a name that is not
    shipped, ``OSError`` when the file cannot be opened.
    """
    path = find(name_or_path)
    return _flow(built(path), str(path))


def loads(text: str | bytes, *, file: str = "<text>") -> Flow:
    """The flow of a rule file's text; *file* is the name that places are given with. Raises as ``load`` does."""
    of_kind("text", text, (str, bytes), "the text of a rule file")
    return _flow(build(read(text, file)), file)


def check(name_or_path: str | os.PathLike[str]) -> tuple[Diagnostic, ...]:
    """
    Everything found in a rule file, in order of place; empty when nothing is.

    Never raises on any content; raises ``OSError`` when the file cannot be opened.
    """
    return in_order(built(find(name_or_path)).diagnostics)


def built(path: Path, label: str | None = None) -> Built:
    """
    A rule file read and built, with its findings, whose places call it *label*; by its path when there is none.

    Raises ``OSError`` when the file cannot be opened.
    """
    return build(read(path.read_bytes(), _shown(path) if label is None else label))


def find(name_or_path: str | os.PathLike[str]) -> Path:
    """The path of a shipped workflow or of a rule file."""
    of_kind("name_or_path", name_or_path, (str, os.PathLike), "a name or a path")
    text = str(name_or_path)
    if isinstance(name_or_path, str) and not text.endswith((".yaml", ".yml")) and not Path(text).exists():
        for folder in _folders():
            if (folder / f"{text}.yaml").is_file():
                return folder / f"{text}.yaml"
        raise unknown(text, "shipped workflow", shipped())
    return Path(name_or_path)


def shipped() -> tuple[str, ...]:
    """The names of the workflows that come with mentorflow, sorted."""
    names = {path.stem for folder in _folders() for path in folder.glob("*.yaml") if "." not in path.stem}
    return tuple(sorted(names))


def _folders() -> tuple[Path, ...]:
    """Where shipped workflows lie: inside the installed package, or beside ``src`` in a source checkout."""
    here = Path(__file__).resolve().parent
    return tuple(folder for folder in (here / "workflows", here.parents[1] / "workflows") if folder.is_dir())


def _shown(path: Path) -> str:
    """A path as findings show it: as it was given, with forward slashes; for shipped files from ``workflows`` on."""
    for folder in _folders():
        if path.is_relative_to(folder):
            return f"workflows/{path.relative_to(folder).as_posix()}"
    return path.as_posix()


def _flow(result: Built, file: str) -> Flow:
    if result.workflow is None:
        raise InvalidWorkflow(file, in_order(result.diagnostics))
    from mentorflow.states.flow import Flow  # noqa: PLC0415 - checking a file needs neither the machine nor its library

    return Flow(result.workflow)
