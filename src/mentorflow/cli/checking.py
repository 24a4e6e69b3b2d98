"""
``mentorflow check``: the findings of files, gathered and summed up, with what was proved of them.

Rule files, scenario files and words files are told apart by name; what is wrong in them is found in other rooms.
Nothing here prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import Severity
from mentorflow.plays.beside import is_scenario_file, script_at
from mentorflow.proofs import checking
from mentorflow.proofs.checking import Checked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def checked(path: Path, label: str, content: bytes | None = None) -> Checked:
    """
    Check one file, or *content* as if it stood there, calling it *label* in its findings.

    Raises ``OSError`` when it cannot be opened.
    """
    if is_scenario_file(path):
        script = script_at(path, label, content)
        return Checked(script.text, script.diagnostics)
    return checking.checked(path, label, content)


def exit_code(files: Sequence[Checked], *, strict: bool) -> int:
    """1 when something has to be mended; with *strict*, also for advice and for what is not decided."""
    findings = [diagnostic for file in files for diagnostic in file.diagnostics]
    return int(any(diagnostic.is_error for diagnostic in findings) or (strict and bool(findings)))


def summary(files: Mapping[str, Checked]) -> str:
    """
    How many files, and what was found in them, in one line, with where to see more of the first error.

    Below it what was proved of each rule file.
    """
    found = [diagnostic for file in files.values() for diagnostic in file.diagnostics]
    proved = {name: file.proved for name, file in files.items() if file.proved}
    lines = [f"{_many(len(files), 'file')}, {_found([diagnostic.severity for diagnostic in found])}"]
    first = next((diagnostic.code for diagnostic in found if diagnostic.is_error), None)
    lines += [] if first is None else [f"see an example, and how it is mended: mentorflow explain {first}"]
    for name, certificate in proved.items():
        lines += [f"proved of {name}:", *certificate]
    return "\n".join(lines)


def _found(found: Sequence[Severity]) -> str:
    counts = (
        (found.count(Severity.ERROR), "error", "errors"),
        (found.count(Severity.ADVICE), "piece of advice", "pieces of advice"),
        (found.count(Severity.NOTE), "note", "notes"),
    )
    return ", ".join(_many(count, one, many) for count, one, many in counts if count) or "nothing wrong"


def _many(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
