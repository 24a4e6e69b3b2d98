"""
Scenario files on disk, each beside the workflow it tests: ``NAME.test.yaml`` beside ``NAME.yaml``.

The only part of this room that opens files; what scenarios say, and the rules beside them, are read elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mentorflow.diagnostics import Span, Suggestion, in_order
from mentorflow.loading import built
from mentorflow.plays.scenario import DAY_0, Script
from mentorflow.rules.findings import found
from mentorflow.rules.source import read

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic
    from mentorflow.rules.source import Source

ENDING = ".test.yaml"


def is_scenario_file(path: Path) -> bool:
    """Whether a file's name says that it holds scenarios."""
    return path.name.endswith(ENDING)


def scenario_file_of(workflow: Path) -> Path:
    """Where the scenarios of a workflow stand: beside it."""
    return workflow.with_name(workflow.stem + ENDING)


def workflow_file_of(scenarios: Path) -> Path:
    """Where the workflow of a scenario file stands: beside it."""
    return scenarios.with_name(scenarios.name.removesuffix(ENDING) + ".yaml")


def script_at(path: Path, label: str, content: bytes | None = None) -> Script:
    """
    Read a scenario file, or *content* in its place, against the workflow beside it; findings call it *label*.

    Where that cannot be read, the script has no scenarios and a finding that says so.
    Raises ``OSError`` when the scenario file itself cannot be opened.
    """
    from mentorflow.plays.read_scenarios import read_scenarios  # noqa: PLC0415 - rules are told from scenarios without

    source = read(path.read_bytes() if content is None else content, label)
    beside = workflow_file_of(path)
    if not beside.is_file():
        return _without_rules(source, _nothing_beside(source, beside))
    rules = built(beside, beside.name)
    if rules.workflow is None:
        return _without_rules(source, _broken_beside(source, beside, rules.diagnostics))
    return read_scenarios(source, rules.workflow)


def _without_rules(source: Source, *findings: Diagnostic) -> Script:
    return Script(source.file, "", DAY_0, (), in_order((*source.findings, *findings)), source.text)


def _nothing_beside(source: Source, beside: Path) -> Diagnostic:
    message = f"there are no rules to hold these scenarios against: '{beside.name}' is not in the same folder."
    return found("scenario-workflow", message, _where(source))


def _broken_beside(source: Source, beside: Path, diagnostics: tuple[Diagnostic, ...]) -> Diagnostic:
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    message = f"'{beside.name}' has {errors} error{'' if errors == 1 else 's'} of its own."
    hint = Suggestion(f"See them with: mentorflow check {Path(source.file).with_name(beside.name)}")
    return found("scenario-rules", message, _where(source), suggestion=hint)


def _where(source: Source) -> Span:
    from mentorflow.plays.read_scenarios import tested  # noqa: PLC0415 - as above

    node = tested(source)
    return Span(source.file, 1, 1, 1, 1) if node is None else node.span
