"""Every slip in the table has its one finding, under the right word, with the right way out, in both parsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mentorflow.rules.source import read
from tests.rules.slips import FINE, SLIPS

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic, Span


def place(span: Span) -> str:
    """``line:column-end``, or with both lines where there are two."""
    end = f"{span.end_column}" if span.line == span.end_line else f"{span.end_line}:{span.end_column}"
    return f"{span.line}:{span.column}-{end}"


def written(finding: Diagnostic) -> str:
    """A finding as the table writes it."""
    hint = finding.suggestion
    if hint is None or hint.replacement is None:
        return f"{place(finding.span)} {finding.slug}"
    return f"{place(finding.span)} {finding.slug} {'=>' if hint.safe else '~>'} {hint.replacement}"


def applied(text: str, finding: Diagnostic) -> str:
    """The text with the correction of a finding made."""
    hint = finding.suggestion
    assert hint is not None
    assert hint.span is not None
    lines = [*text.split("\n"), ""]
    first, last = hint.span.line - 1, hint.span.end_line - 1
    before, after = lines[first][: hint.span.column - 1], lines[last][hint.span.end_column - 1 :]
    return "\n".join([*lines[:first], f"{before}{hint.replacement}{after}", *lines[last + 1 :]])


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize(("text", "goes_on", "findings"), SLIPS, ids=[row[0] for row in SLIPS])
def test_slip_has_its_finding(text: str, goes_on: bool, findings: tuple[str, ...], pure: bool) -> None:  # noqa: FBT001
    """A slip has exactly the findings of the table, and what follows is read where what was meant is known."""
    source = read(text, "slip.yaml", pure=pure)
    assert findings == tuple(written(finding) for finding in source.findings)
    assert goes_on == (source.root is not None)


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize("text", FINE)
def test_what_only_looks_like_a_slip_has_no_finding(text: str, pure: bool) -> None:  # noqa: FBT001
    """What can be meant as it stands is left alone."""
    assert () == read(text, "fine.yaml", pure=pure).findings


@pytest.mark.parametrize(("text", "findings"), [(text, findings) for text, goes_on, findings in SLIPS if goes_on])
def test_safe_correction_mends_its_finding(text: str, findings: tuple[str, ...]) -> None:
    """Whoever takes a safe correction does not see the same finding again, nor a new one."""
    for at, finding in enumerate(read(text, "slip.yaml").findings):
        if " => " in findings[at]:
            assert len(findings) > len(read(applied(text, finding), "slip.yaml").findings)


@pytest.mark.parametrize(("text", "findings"), [(row[0], row[2]) for row in SLIPS], ids=[row[0] for row in SLIPS])
def test_finding_is_a_plain_sentence_with_a_way_out(text: str, findings: tuple[str, ...]) -> None:
    """Every finding ends its sentence, tells a way out, and uses no word a coordinator never sees."""
    for finding in read(text, "slip.yaml").findings:
        hint = finding.suggestion
        assert finding.message.endswith(".")
        assert hint is not None
        words = f"{finding.message} {hint.text}".lower()
        assert not {word for word in ("scalar", "mapping", "node", "token", "schema", "nonetype") if word in words}
    assert findings
