"""Findings as workflow commands of GitHub Actions."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from mentorflow.diagnostics import Diagnostic, Severity, Span, Suggestion
from mentorflow.tools.github import as_github

WORD = Span("pair.yaml", 2, 3, 2, 7)


def finding(
    message: str = "it is.", span: Span = WORD, severity: Severity = Severity.ERROR, hint: Suggestion | None = None
) -> Diagnostic:
    """One finding."""
    return Diagnostic("MF201", "unknown-key", severity, message, span, suggestion=hint)


def test_github_has_one_command_for_each_finding() -> None:
    """File, lines, columns, code and slug; then the sentence. Nothing is no command."""
    command = "::error file=pair.yaml,line=2,col=3,endLine=2,endColumn=7,title=MF201 unknown-key::it is."

    assert f"{command}\n{command}" == as_github([finding(), finding()])
    assert "" == as_github([])


@pytest.mark.parametrize(
    ("severity", "expected"),
    [(Severity.ERROR, "::error "), (Severity.ADVICE, "::warning "), (Severity.NOTE, "::notice ")],
)
def test_github_has_a_command_for_each_severity(severity: Severity, expected: str) -> None:
    """Errors, advice and notes are told apart."""
    assert as_github([finding(severity=severity)]).startswith(expected)


def test_github_keeps_a_finding_on_one_line() -> None:
    """What would end a command is written otherwise; the percent sign too, or it could not be read back."""
    told = as_github([finding("100%\r\nsure: yes, or no::", hint=Suggestion("Write 'no'."))])

    assert told.endswith("::100%25%0D%0Asure: yes, or no::%0Ado: Write 'no'.")
    assert 1 == len(told.splitlines())


def test_github_keeps_a_property_from_ending_early() -> None:
    """In the name of a file a colon and a comma are written otherwise as well."""
    told = as_github([finding(span=Span("a,b: 50%.yaml", 1, 1, 1, 2))])

    assert told.startswith("::error file=a%2Cb%3A 50%25.yaml,line=1,")


def test_github_has_no_columns_where_a_finding_takes_several_lines() -> None:
    """A command with columns on two lines would be thrown away as a whole."""
    assert "::error file=pair.yaml,line=2,endLine=4,title=MF201 unknown-key::it is." == as_github(
        [finding(span=Span("pair.yaml", 2, 3, 4, 1))]
    )


def test_github_names_files_from_the_folder_on_that_it_is_given() -> None:
    """There they are found beside the lines of a change."""
    told = as_github([finding(span=Span("/rules/a/pair.yaml", 1, 1, 1, 2))], PurePath("/rules"))

    assert told.startswith("::error file=a/pair.yaml,")
