"""
Findings as workflow commands of GitHub Actions, which shows them beside the lines they are about.

Pure: values in, text out; no file is opened, and nothing here decides what is wrong.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from mentorflow.diagnostics import Severity, in_full

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorflow.diagnostics import Diagnostic

COMMANDS = {Severity.ERROR: "error", Severity.ADVICE: "warning", Severity.NOTE: "notice"}
# What ends a command or one of its properties, and how it is written instead; the sign itself comes first.
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def as_github(diagnostics: Sequence[Diagnostic], folder: PurePath | None = None) -> str:
    """
    One line for each finding, in the order given; nothing for none.

    Files below *folder* are named from there on.
    Columns are left out where a finding reaches over several lines: such a command would not be understood.
    """
    return "\n".join(_command(diagnostic, folder) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, folder: PurePath | None) -> str:
    span = diagnostic.span
    path = PurePath(span.file)
    if folder is not None and path.is_relative_to(folder):
        path = path.relative_to(folder)
    properties: dict[str, object] = {"file": path.as_posix(), "line": span.line}
    if span.line == span.end_line:
        properties["col"] = span.column
    properties["endLine"] = span.end_line
    if span.line == span.end_line:
        properties["endColumn"] = span.end_column
    properties["title"] = f"{diagnostic.code} {diagnostic.slug}"
    written = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{COMMANDS[diagnostic.severity]} {written}::{_escaped(in_full(diagnostic), _IN_MESSAGES)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
