"""The digest: equal for files that decide alike, different where one of them decides otherwise (ruling 19)."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorflow.rules.build import build
from mentorflow.rules.digest import digest
from mentorflow.rules.source import read

SHIPPED = Path(__file__).parents[2] / "workflows" / "mentoring-connection.yaml"
EVERY_KEY = Path(__file__).parents[1] / "fixtures" / "ok" / "every-key.yaml"
TEXT = SHIPPED.read_text(encoding="utf-8")
OTHER = EVERY_KEY.read_text(encoding="utf-8")

# What is written, and what is written instead without a change of meaning.
ALIKE = (
    (TEXT, "workflow: mentoring-connection", "workflow: another-name"),
    (TEXT, "version: 1", "version: 2"),
    (TEXT, "title: One-year mentoring partnership", "title: Something else"),
    (TEXT, "    mentee: Mentee\n    mentor: Mentor", "    mentor: Guide\n    mentee: Learner"),
    (TEXT, "answer_request_within:   48 hours", "answer_request_within:   2880 minutes"),
    (TEXT, "    usually: 365 days", "    # a comment\n    usually: '365 days'"),
    (TEXT, "      7 days before: {remind: each partner}", "      1 week before: {remind: each partner}"),
    (TEXT, "ask: How well do the two of you suit each other?", "ask: Well?"),
    (TEXT, "good, fair, poor]", "good, 'fair', poor]"),
    (TEXT, "network:          Know more people", "network: Meet people"),
    (TEXT, "  only_a_person: [no_fault_terminated, closed]", "  only_a_person: closed"),
    (TEXT, "  plan: Mentoring Action Plan\n", ""),
    (TEXT, "      - What do you have in common, and what is unlike?\n", ""),
    (TEXT, "        must: mentor_has_room\n        should: mentor_has_slack",
     "        should: mentor_has_slack\n        must: mentor_has_room"),
    (TEXT, "      - if: {struggling: yes, obstacle_named: no}", "      - if: {obstacle_named: no, struggling: yes}"),
    (TEXT, "    agreement: {complete: yes, changed_since: with_coordinator}",
     "    agreement: {changed_since: with_coordinator, complete: yes}"),
    (TEXT, "    check_up.obstacles: {include: lasting}",
     "    check_up.obstacles: {include: [trust, respect, no_confidentiality, personal_matters, no_priority]}"),
    (TEXT, "  declined:            {final: not started}\n  closed:              {final: completed}\n",
     "  closed:              {final: completed}\n  declined:            {final: not started}\n"),
    (OTHER, "  calm: {in: [running, matched], always: both_fine}\n", ""),
)  # fmt: skip

# What is written, and what is written instead with another meaning.
UNLIKE = (
    (TEXT, "timezone: America/New_York", "timezone: Europe/Berlin"),
    (TEXT, "answer_request_within:   48 hours", "answer_request_within:   2 days"),
    (TEXT, "mentees_allowed:         3", "mentees_allowed:         4"),
    (TEXT, "choose_one: [good, fair, poor]", "choose_one: [poor, fair, good]"),
    (TEXT, "forms_opened_by: coordinator", "forms_opened_by: [coordinator, mentor]"),
    (TEXT, "        texts: 3                        # R-064", "        texts: 4"),
    (TEXT, "      plan: planned\n      check_up: after_check_up          # D-27",
     "      check_up: after_check_up\n      plan: planned  # D-27"),
    (TEXT, "to: no_fault_terminated\n        tell: each partner", "to: closed\n        tell: each partner"),
    (TEXT, "by: [either partner, coordinator]", "by: [coordinator, either partner]"),
    (TEXT, "{more_than: unfavorable_tolerated}", "{at_least: unfavorable_tolerated}"),
    (TEXT, "    stays_open_after_end: yes           # D-33\n", ""),
)  # fmt: skip


def digest_of(text: str) -> str:
    """The digest of what a text says."""
    workflow = build(read(text, "digest.yaml")).workflow
    assert workflow is not None
    return digest(workflow)


@pytest.mark.parametrize(("text", "old", "new"), ALIKE)
def test_digest_leaves_out_what_decides_nothing(text: str, old: str, new: str) -> None:
    """Names of workflows, texts, promises, units and the order of most keys do not count."""
    assert old in text
    assert digest_of(text) == digest_of(text.replace(old, new, 1))


@pytest.mark.parametrize(("text", "old", "new"), UNLIKE)
def test_digest_tells_meanings_apart(text: str, old: str, new: str) -> None:
    """Limits, kinds, lists, and the order of questions, deadlines, waiting and rows count."""
    assert old in text
    assert digest_of(text) != digest_of(text.replace(old, new, 1))


def test_digest_is_a_sha_256() -> None:
    """A digest is 64 hexadecimal digits, the same each time."""
    assert digest_of(TEXT) == digest_of(TEXT)
    assert 64 == len(digest_of(TEXT))
    assert set(digest_of(TEXT)) <= set("0123456789abcdef")


def swapped(first: str, second: str, end: str) -> str:
    """The shipped file with two neighboring passages in the other order; each is known by how it begins."""
    one, two, rest = TEXT.index(first), TEXT.index(second), TEXT.index(end)
    return TEXT[:one] + TEXT[two:rest] + TEXT[one:two] + TEXT[rest:]


@pytest.mark.parametrize(
    ("first", "second", "end"),
    [
        ("      energized:", "      time_well_spent:", "      cancelled_in_a_row:\n"),
        ("      - if: {both_go_on: no}", "      - if: {both_go_on: yes, new_goals: yes}", "  after_no_answer:"),
        ("    check_point:", "    keep_supervisor_informed:", "\npromises:"),
    ],
)
def test_digest_counts_the_order_of_questions_rows_and_deadlines(first: str, second: str, end: str) -> None:
    """Answers are kept in the order of the questions, and rows and deadlines count from the top."""
    assert digest_of(TEXT) != digest_of(swapped(first, second, end))


def test_digest_leaves_out_the_order_of_forms_and_states() -> None:
    """Where a form without a due date or a state stands in the file means nothing."""
    other = swapped("  matched:\n    when", "  agreed:\n    when", "  planned:\n    when")
    assert digest_of(TEXT) == digest_of(other)
