"""No file is too strange for ``check``."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import mentorflow
from mentorflow.loading import find
from tests.properties.lived import NAMES

if TYPE_CHECKING:
    from pathlib import Path


every_workflow = pytest.mark.parametrize("name", NAMES)


# --- bytes ----------------------------------------------------------------------------------------------------------
def _mutilated(chance: random.Random, text: str) -> bytes:
    """A rule file after a few accidents."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(lines))
        accident = chance.randrange(7)
        if accident == 0:
            del lines[place]
        elif accident == 1:
            lines.insert(place, lines[chance.randrange(len(lines))])
        elif accident == 2:
            lines[place] = lines[place][chance.randrange(4) :]
        elif accident == 3:
            lines[place] = " " * chance.randrange(1, 4) + lines[place]
        elif accident == 4:
            middle = chance.randrange(len(lines[place]) + 1)
            lines[place] = (
                lines[place][:middle] + chance.choice("{}[]:,#&*!|>%@\t\"'-é\x00\u200b") + lines[place][middle:]
            )
        elif accident == 5:
            lines[place] = lines[place].replace(":", "", 1)
        else:
            lines[place] = lines[place].split(":")[0] + ":"
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8")


def _findings_lie_inside(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    findings = mentorflow.check(path)
    lines = re.split("\r\n|\r|\n", content.decode("utf-8-sig", errors="replace"))
    for finding in findings:
        span = finding.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert finding.message
        assert finding.code


@example(content=b"\r\x01")
@example(content=b"\x01\xc2\xa0")
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "ignore")))
)
@settings(max_examples=2 * settings.default.max_examples)
def test_check_never_raises_on_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever lies in a file, it is answered with findings whose places lie inside it."""
    _findings_lie_inside(tmp_path_factory.getbasetemp() / "bytes.yaml", content)


@pytest.mark.parametrize("seed", range(30))
def test_check_never_raises_on_a_mutilated_rule_file(tmp_path: Path, seed: int) -> None:
    """A real file after an accident is told of in findings whose places lie inside it."""
    text = find("mentoring-connection").read_text(encoding="utf-8")
    _findings_lie_inside(tmp_path / "accident.yaml", _mutilated(random.Random(seed), text))  # noqa: S311 - repeatable
