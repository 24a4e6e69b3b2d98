"""
Findings as a SARIF 2.1.0 log, the form in which programs that gather findings of many tools take them.

Pure: values in, text out; no file is opened, and nothing here decides what is wrong.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mentorflow import __version__
from mentorflow.diagnostics import Severity, in_full
from mentorflow.rules.catalogue import BY_SLUG, Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorflow.diagnostics import Diagnostic, Span, Suggestion

# The name of the published description of this form; nothing is looked up there.
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.ADVICE: "warning", Severity.NOTE: "note"}


def as_sarif(diagnostics: Sequence[Diagnostic], folder: PurePath | None = None) -> str:
    """
    One log with one run that holds all findings, in the order given, and the rules of the catalogue they belong to.

    Files below *folder* are named from there on, others as they were named; columns are counted in characters.
    A fix is given where a correction is safe.
    """
    rules = sorted({BY_SLUG[diagnostic.slug] for diagnostic in diagnostics}, key=lambda rule: rule.code)
    numbers = {rule.slug: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "mentorflow", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(diagnostic, numbers[diagnostic.slug], folder) for diagnostic in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(rule: Finding) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, number: int, folder: PurePath | None) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": number,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": in_full(diagnostic)},
        "locations": [_location(diagnostic.span, folder)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": at, "message": {"text": other.text}, **_location(other.span, folder)}
            for at, other in enumerate(diagnostic.related, 1)
        ]
    if fixes := _fixes(diagnostic.suggestion, folder):
        result["fixes"] = fixes
    if diagnostic.example is not None:
        result["properties"] = {"example": diagnostic.example}
    return result


def _location(span: Span, folder: PurePath | None) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.file, folder)}, "region": _region(span)}}


def _region(span: Span) -> dict[str, int]:
    """Both forms count lines and columns from one and end behind the last character."""
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fixes(hint: Suggestion | None, folder: PurePath | None) -> list[dict[str, Any]]:
    """The correction that a program may make by itself, if there is one."""
    if hint is None or hint.span is None or not hint.is_mechanical:
        return []
    change = {"deletedRegion": _region(hint.span), "insertedContent": {"text": hint.replacement}}
    changes = [{"artifactLocation": {"uri": _uri(hint.span.file, folder)}, "replacements": [change]}]
    return [{"description": {"text": hint.text}, "artifactChanges": changes}]


def _uri(file: str, folder: PurePath | None) -> str:
    """A file with ``/`` between its folders and ``%`` before everything that has a meaning of its own there."""
    path = PurePath(file)
    if folder is not None and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
