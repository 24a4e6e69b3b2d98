"""One slip, one finding: each edit of the shipped file is told once, at its word, with the name that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorflow.rules.build import build
from mentorflow.rules.source import read

SHIPPED = Path(__file__).parents[2] / "workflows" / "mentoring-connection.yaml"
TEXT = SHIPPED.read_text(encoding="utf-8")

# What is written, what is written instead, the finding, the words under the caret, the correction.
SLIPS: tuple[tuple[str, str, str, str, str | None], ...] = (
    ("check_up_by:             90 days", "check_up_by:             90days", "unit-spelling", "90days", "90 days"),
    ("whole_number: 1 to 20\n", "whole_number: 1-20\n", "range-spelling", "1-20", "1 to 20"),
    ("    filled_in_by: mentee                # one", "    filled-in-by: mentee  # one", "unknown-key",
     "filled-in-by",
     "filled_in_by"),
    ("by: mentee\n    must: [mentor_is_open", "by: mentoree\n    must: [mentor_is_open", "unknown-role",
     "mentoree", "mentee"),
    ("check_up.unfavorable: {more", "check_up.unfavourable: {more", "unknown-field", "unfavourable", "unfavorable"),
    ("check_up.unfavorable: {more", "check-up.unfavorable: {more", "unknown-form", "check-up", "check_up"),
    ("{more_than: unfavorable_tolerated}", "{greater_than: unfavorable_tolerated}", "unknown-key", "greater_than",
     "more_than"),
    ("tell: [mentee, coordinator, supervisor]", "tell: mentee, coordinator, supervisor", "several-in-one",
     "mentee, coordinator, supervisor", "[mentee, coordinator, supervisor]"),
    ("tell: [mentee, coordinator, supervisor]", "tell: [mentee coordinator, supervisor]", "several-in-one",
     "mentee coordinator", "mentee, coordinator"),
    ("choose_one: [good, fair, poor]", "choose_one: good, fair, poor", "several-in-one", "good, fair, poor",
     "[good, fair, poor]"),
    ("unfavorable: [fair, poor]", "unfavorable: fair, poor", "several-in-one", "fair, poor", "[fair, poor]"),
    ("        to: matched\n        tell: [m", "        to: matchd\n        tell: [m", "unknown-state", "matchd",
     "matched"),
    ("living: yes", "living: true", "not-yes-or-no", "true", "yes"),
    ("timezone: America/New_York", "timezone: New_York", "unknown-timezone", "New_York", "America/New_York"),
    ("      5 days before: {remind: mentee}", "      5days before: {remind: mentee}", "unit-spelling", "5days",
     "5 days"),
    ("by: each partner\n        must", "by: both partners\n        must", "unknown-role", "both partners",
     "each partner"),
    ("    due:\n      within: plan_within", "    due:\n      wihtin: plan_within", "unknown-key", "wihtin", "within"),
    ("late: {remind: mentor, tell: mentee, eff", "late: {remnd: mentor, tell: mentee, eff", "unknown-key",
     "remnd", "remind"),
    ("conditions:                ", "condition:                ", "unknown-key", "condition", "conditions"),
    ("row_for: each partner", "row_for: either partner", "not-one-of", "either partner",
     "each partner"),
    ("repeats: yes                        # a fresh", "repeat: yes  # a fresh", "unknown-key", "repeat", "repeats"),
)  # fmt: skip

ASKED_TOO_OFTEN = "third_try:\n    tries_without_answer: {at_least: contact_tries}"
SLIPS += (
    ("    check_up.unfavorable: {more_than: unfavorable_tolerated}  ",
     "    check_up.unfavorable > unfavorable_tolerated  ", "comparison-sign",
     "check_up.unfavorable > unfavorable_tolerated", "check_up.unfavorable: {more_than: unfavorable_tolerated}"),
    (ASKED_TOO_OFTEN, "third_try: tries_without_answer >= contact_tries", "comparison-sign",
     "tries_without_answer >= contact_tries", "{tries_without_answer: {at_least: contact_tries}}"),
    ("{fewer_than: mentees_allowed}", "{<: mentees_allowed}", "comparison-sign", "<", "fewer_than"),
    ("{fewer_than: mentees_allowed}", "{>=: mentees_allowed}", "comparison-sign", ">=", "at_least"),
    ("{fewer_than: mentees_allowed}", "{< mentees_allowed}", "comparison-sign", "< mentees_allowed",
     "fewer_than: mentees_allowed"),
    ("    who: each partner\n    mid_point_review.going_on: yes",
     "    who: each partner\n    mid_point_review.evaluation > 3", "comparison-sign",
     "mid_point_review.evaluation > 3", "mid_point_review.evaluation: {more_than: 3}"),
    ("- if: {third_try: yes}", "- if: third_try", "wrong-shape", "third_try", "{third_try: yes}"),
    ("- if: {struggling: no}", "- if: strugling", "wrong-shape", "strugling", None),
    ("answer_request_within:   48 hours", "answer_request_within:   48", "wrong-kind-of-limit", "48", None),
    ("mentees_allowed:         3", "mentees_allowed:         2.5", "not-an-amount", "2.5", None),
)  # fmt: skip

# The lines of the move 'accept' that say what it needs.
GUARDS = """        must: mentor_has_room
        should: mentor_has_slack
        override: {mentor_has_room: coordinator}    #"""

# What is written, what is written instead, and the one finding; nothing that only follows from it is told.
ALONE: tuple[tuple[str, str, str], ...] = (
    ("conditions:                ", "zzz:                ", "unknown-key"),
    ("\nforms:\n", "\nzzz:\n", "unknown-key"),
    ("\nlimits:  ", "\nzzz:  ", "unknown-key"),
    ("\nstates:\n", "\nzzz:\n", "unknown-key"),
    ("\nany_time:", "\nzzz:", "unknown-key"),
    ("\ncounts:\n", "\nzzz:\n", "unknown-key"),
    ("\nends:    ", "\nzzz:    ", "unknown-key"),
    ("any_time:                               # in every live state, unless a move says `in` or `except`\n  moves:",
     "any_time:\n  zzz:", "unknown-key"),
    ("  others:  ", "  zzz:  ", "unknown-key"),
    ("  partners:", "  zzz:", "unknown-key"),
    ("    rows:\n      - if: {struggling: yes, last", "    zzz:\n      - if: {struggling: yes, last", "unknown-key"),
    ("        text: up to 1000 characters", "        zzz: up to 1000 characters", "unknown-key"),
    ("        text: up to 1000 characters", "        text: zzz", "not-a-text-length"),
    ("      within: answer_request_within", "      zzz: answer_request_within", "unknown-key"),
    ("        within: answer_request_within", "        within: zzz", "unknown-limit"),
    ("    every: 60 days", "    zzz: 60 days", "unknown-key"),
    (GUARDS, GUARDS.replace("must", "zzz"), "unknown-key"),
    (GUARDS, GUARDS.replace("must: mentor_has_room", "must: zzz"), "unknown-condition"),
    ("    row_for: each partner  ", "    zzz: each partner  ", "unknown-key"),
    ("    row_for: each partner  ", "    row_for: zzz  ", "not-one-of"),
    ("    who: either partner\n    check_up.obst", "    who: zzz\n    check_up.obst", "unknown-role"),
    ("    filled_in_by: each partner          # a copy each", "    filled_in_by: zzz          # a copy each",
     "unknown-role"),
    ("    filled_in_by: each partner          # a copy each", "    filled_in_by: [each partner, coordinator]  #",
     "stands-alone"),
    ("    also_seen_by: coordinator\n    due:\n      within: check_up_by",
     "    also_seen_by: zzz\n    due:\n      within: check_up_by", "unknown-role"),
    ("    repeats: yes                        # D-51", "    zzz: yes", "unknown-key"),
    ("      asks:\n        extra_time:", "      zzz:\n        extra_time:", "unknown-key"),
    ("          length_of_time: 1 day to 730 days", "          length_of_time: zzz", "not-a-range"),
    ("  struggling:\n", "  zzz:\n", "unknown-condition"),
    ("  plan:\n    open_from", "  zzz:\n    open_from", "unknown-form"),
    ("  recover_within:          30 days", "  zzz:          30 days", "unknown-limit"),
    ("when_changed: {tell: mentor}        # R-075", "when_changed: {zzz: mentor}", "unknown-key"),
    ("        date: not later than today\n      steps", "        list_of: {}\n      steps", "nothing-there"),
    ("  mentee_requests_waiting: {whole_number: 0 to 100}", "  mentee_requests_waiting: {zzz: 0 to 100}",
     "unknown-key"),
    ("        whole_number: 0 to 100\n        unfavorable", "        whole_number: zzz\n        unfavorable",
     "not-a-range"),
    ("      meetings_a_month:\n        ask: How many times a month do you plan", "      zzz:\n        ask: How many",
     "unknown-field"),
    ("      3 days before: {remind: each partner}", "      3 days before: {zzz: each partner}", "unknown-key"),
)  # fmt: skip


def edited(old: str, new: str) -> tuple[str, list[tuple[str, str, str | None]]]:
    """The findings about the shipped file with one edit: slug, words under the caret, correction."""
    assert old in TEXT, old
    text = TEXT.replace(old, new, 1)
    answer = build(read(text, "edited.yaml"))
    lines = text.split("\n")
    return text, [
        (
            finding.slug,
            lines[finding.span.line - 1][finding.span.column - 1 : finding.span.end_column - 1],
            finding.suggestion.replacement if finding.suggestion else None,
        )
        for finding in answer.diagnostics
    ]


@pytest.mark.parametrize(("old", "new", "slug", "word", "correction"), SLIPS)
def test_a_slip_is_told_once_at_its_word(old: str, new: str, slug: str, word: str, correction: str | None) -> None:
    """One slip of the pen is one finding, the caret under the word, with what was meant."""
    assert [(slug, word, correction)] == edited(old, new)[1]


@pytest.mark.parametrize(("old", "new", "slug"), ALONE)
def test_a_mistake_hides_what_only_follows_from_it(old: str, new: str, slug: str) -> None:
    """What would go away with a mistake is not told beside it."""
    assert [slug] == [finding[0] for finding in edited(old, new)[1]]


@pytest.mark.parametrize(("old", "new", "slug", "word", "correction"), [slip for slip in SLIPS if slip[4]])
def test_a_correction_that_is_safe_leaves_nothing_to_tell(
    old: str, new: str, slug: str, word: str, correction: str | None
) -> None:
    """Writing what a finding suggests mends the file."""
    text = TEXT.replace(old, new, 1)
    finding = build(read(text, "edited.yaml")).diagnostics[0]
    hint = finding.suggestion
    assert hint is not None
    assert hint.span is not None
    assert (slug, correction) == (finding.slug, hint.replacement)
    lines = text.split("\n")
    line = lines[hint.span.line - 1]
    lines[hint.span.line - 1] = line[: hint.span.column - 1] + str(correction) + line[hint.span.end_column - 1 :]
    assert word in line
    assert () == build(read("\n".join(lines), "mended.yaml")).diagnostics


IMPOSSIBLE = SHIPPED.parents[1] / "explanations" / "MF512-dead-row-limit" / "bad" / "buddies.yaml"


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ({}, "with 'seldom_up_to: 3' and 'often_from: 4' the condition 'now_and_then' never holds."),
        ({"{more_than: seldom_up_to}": "{more_than: 3}", "{fewer_than: often_from}": "{fewer_than: 4}"},
         "'now_and_then' never holds."),
        ({"all_of": "any_of", "now_and_then: yes": "now_and_then: n", "now_and_then: no": "now_and_then: yes",
          "now_and_then: n}": "now_and_then: no}", "more_than_seldom: yes, ": ""},
         "with 'seldom_up_to: 3' and 'often_from: 4' the condition 'now_and_then' always holds."),
    ],
)  # fmt: skip
def test_row_that_asks_for_what_never_is_names_the_condition_and_its_limits(edits: dict[str, str], why: str) -> None:
    """Whoever changed a number reads which one it was, instead of searching the conditions of a row."""
    text = IMPOSSIBLE.read_text("utf-8")
    for old, new in edits.items():
        text = text.replace(old, new)
    dead = [finding for finding in build(read(text, "f.yaml")).diagnostics if finding.slug == "dead-row"]

    assert [f"this row of 'after_check_in' fits in no case at all: {why}"] == [finding.message for finding in dead]


def test_rows_that_ask_for_the_same_impossible_thing_are_told_once() -> None:
    """One number was changed, and three rows follow from it."""
    text = TEXT.replace("unfavorable_tolerated:   2", "unfavorable_tolerated:   9")
    dead = [finding for finding in build(read(text, "f.yaml")).diagnostics if finding.slug == "dead-row"]

    assert [2] == [len(finding.related) for finding in dead]
    assert "'unfavorable_tolerated: 9'" in dead[0].message


def test_roles_are_not_unknown_as_well_where_the_partners_are_gone() -> None:
    """The line above them was deleted with them, and that is told once."""
    first, last = TEXT.index("  partners:"), TEXT.index("  staff:")
    slugs = [finding.slug for finding in build(read(TEXT[:first] + TEXT[last:], "f.yaml")).diagnostics]

    assert "no-partners" in slugs
    assert "unknown-role" not in slugs


def test_lines_that_may_be_something_else_are_not_taken_for_those_of_a_missing_section() -> None:
    """A section is put back only where all that follows can stand nowhere else."""
    text = (SHIPPED.parents[1] / "explanations/MF203-missing-key-fields-line/bad/buddies.yaml").read_text("utf-8")
    odd = text.replace("start:\n", "      extra: {unheard_of: yes}\nstart:\n")
    messages = [finding.message for finding in build(read(odd, "f.yaml")).diagnostics]

    assert not any("the line 'fields:'" in message for message in messages)
