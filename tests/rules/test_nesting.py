"""Keys one step too deep: told where they stand, and read as if they stood where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorflow.rules.build import Built, build
from mentorflow.rules.source import read

RULES = Path(__file__).parents[2] / "workflows" / "two-meetings.yaml"
CHOICE = "          confidence:       Become surer of oneself\n"
ABOUT = (
    "private: yes",
    "optional: yes",
    "optional: True",
    "numbered: yes",
    "asked_if: goals_written",
    "should_be: [ideas]",
    "also_seen_by: coordinator",
)


def built(text: str) -> Built:
    """What becomes of a file."""
    return build(read(text, "two-meetings.yaml"))


def with_line(line: str) -> str:
    """The shipped rules with one more line among the choices of a question."""
    return RULES.read_text("utf-8").replace(CHOICE, f"{CHOICE}          {line}\n")


@pytest.mark.parametrize("line", ABOUT)
def test_key_of_a_question_among_its_choices_is_no_choice(line: str) -> None:
    """It is told at the key, with how far to the left it belongs, and nothing else is said because of it."""
    findings = [finding for finding in built(with_line(line)).diagnostics if finding.slug != "not-yes-or-no"]

    assert ["misplaced-key"] == [finding.slug for finding in findings]
    assert (57, 11) == (findings[0].span.line, findings[0].span.column)
    assert findings[0].suggestion is not None
    assert " " * 8 == findings[0].suggestion.replacement


def test_key_of_a_question_means_what_it_says_once_it_is_moved() -> None:
    """Private answers are private again when the line starts where the finding says."""
    answer = built(with_line("private: yes").replace("          private: yes", "        private: yes"))

    assert answer.workflow is not None
    assert ["help_wanted"] == [field.name for form in answer.workflow.forms for field in form.fields if field.private]


@pytest.mark.parametrize("line", ["private: Private life", "optional: What is optional", "unfavorable: Bad habits"])
def test_choice_may_be_called_like_a_key(line: str) -> None:
    """What people read behind a name tells a choice from a key."""
    answer = built(with_line(line))

    assert () == answer.diagnostics
    assert answer.workflow is not None
