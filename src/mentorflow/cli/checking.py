"""
``mentorflow check``: the findings of files, gathered and summed up in one sentence.

Rule files, scenario files and words files are told apart by name; what is wrong in them is found in other rooms.
Nothing here prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Severity
from mentorflow.loading import built, words_of
from mentorflow.plays.beside import is_scenario_file, script_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mentorflow.diagnostics import Diagnostic


@attrs.frozen
class Checked:
    """One file with its findings; *undecided* counts the promises and properties that nothing has proved yet."""

    text: str
    diagnostics: tuple[Diagnostic, ...]
    undecided: int = 0


def checked(path: Path, label: str) -> Checked:
    """Check one file, calling it *label* in its findings; raises ``OSError`` when it cannot be opened."""
    if is_scenario_file(path):
        script = script_at(path, label)
        return Checked(script.text, script.diagnostics)
    wording = words_of(path, label)
    if wording is not None:
        return Checked(wording.text, wording.diagnostics)
    rules = built(path, label)
    stated = () if rules.workflow is None else (*rules.workflow.promises, *rules.workflow.properties)
    return Checked(rules.text, rules.diagnostics, len(stated))


def exit_code(files: Sequence[Checked], *, strict: bool) -> int:
    """1 when something has to be mended; with *strict*, also for advice and for what is not decided."""
    findings = [diagnostic for file in files for diagnostic in file.diagnostics]
    if any(diagnostic.is_error for diagnostic in findings):
        return 1
    return int(strict and (bool(findings) or any(file.undecided for file in files)))


def summary(files: Sequence[Checked]) -> str:
    """How many files, what was found in them, and what is not decided, in one line."""
    found = [diagnostic.severity for file in files for diagnostic in file.diagnostics]
    undecided = sum(file.undecided for file in files)
    line = f"{_many(len(files), 'file')}, {_found(found)}"
    if not undecided:
        return line
    are = "is" if undecided == 1 else "are"
    return f"{line}; {_many(undecided, 'promise or property', 'promises and properties')} {are} not decided yet"


def _found(found: Sequence[Severity]) -> str:
    counts = (
        (found.count(Severity.ERROR), "error", "errors"),
        (found.count(Severity.ADVICE), "piece of advice", "pieces of advice"),
        (found.count(Severity.NOTE), "note", "notes"),
    )
    return ", ".join(_many(count, one, many) for count, one, many in counts if count) or "nothing wrong"


def _many(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
