"""One slip of the hand in a small file is one finding, whatever line it falls on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mentorflow.rules.build import build
from mentorflow.rules.source import read

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPLANATIONS = Path(__file__).parents[2] / "explanations"
# Files without mistakes that between them have forms, tables, counts, limits, deadlines, pauses and copies.
FILES = tuple(
    EXPLANATIONS / name / "good" / "buddies.yaml"
    for name in (
        "MF402-not-one-of-clocks",
        "MF402-not-one-of-row-for",
        "MF403-not-a-number",
        "MF414-wrong-kind-of-limit-other-name",
        "MF507-reads-unseen-hidden",
        "MF510-no-row-fits-number",
        "MF508-fact-in-deadline",
    )
)
_VALUE = re.compile(r"(\s*(?:- )?[^:{]*:) \S.*")
_PAIR = re.compile(r", (?=[a-z_]+: )")


def lines_of(text: str) -> Iterator[tuple[int, str, bool]]:
    """The lines of a file with their number, and whether nothing stands indented below them."""
    lines = text.split("\n")
    depths = [len(line) - len(line.lstrip()) for line in lines]
    for at, line in enumerate(lines[:-1]):
        yield at, line, depths[at + 1] <= depths[at]


def slips(text: str) -> Iterator[str]:
    """The file with one line left out, with the value of one line left out, and with one pair in braces left out."""
    lines = text.split("\n")
    for at, line, alone in lines_of(text):
        before, after = lines[:at], lines[at + 1 :]
        value = _VALUE.fullmatch(line)
        if alone and not line.strip().startswith("- "):
            yield "\n".join([*before, *after])
        if alone and value is not None:
            yield "\n".join([*before, value[1], *after])
        if "{" in line:
            head, _, inside = line.partition("{")
            pairs = _PAIR.split(inside.rpartition("}")[0])
            for left_out in range(len(pairs)):
                kept = ", ".join(pairs[:left_out] + pairs[left_out + 1 :])
                yield "\n".join([*before, f"{head}{{{kept}}}", *after])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parents[1].name)
def test_what_is_left_out_is_told_once(path: Path) -> None:
    """What only follows from something that is missing is not told beside it."""
    tried = [(text, build(read(text, "slip.yaml")).diagnostics) for text in slips(path.read_text(encoding="utf-8"))]

    assert [] == [[str(each) for each in findings] for _, findings in tried if len(findings) > 1]
    # Nearly everything in these files is needed, so that leaving it out is noticed.
    assert len(tried) < 2 * sum(bool(findings) for _, findings in tried)


TABLE = EXPLANATIONS / "MF510-no-row-fits-number" / "good" / "buddies.yaml"
FIELDS = """    fields:
      meetings:
        ask: How often did you meet?
        whole_number: 0 to 20
"""
ASKED = "      lunch:\n        ask: How often did you have lunch?\n        choose_one: "
# What is written, what is written instead, the finding, the way out.
MISUNDERSTOOD = (
    (FIELDS, "", "missing-key", "Add 'fields': The questions."),
    ("partners: {newcomer: Newcomer, buddy: Buddy}", "partners: [{newcomer: Newcomer}, {buddy: Buddy}]",
     "wrong-shape", "Put lines of the form 'name: text' there."),
    ("partners: {newcomer: Newcomer, buddy: Buddy}", "partners: [newcomer, buddy]", "wrong-shape",
     "Write {newcomer: Newcomer, buddy: Buddy}: behind each name what people read."),
    (FIELDS, "    fields: [meetings, lunches]\n", "wrong-shape",
     "Put names on lines of their own, each with its keys there."),
    ("  done: {final: completed}", "  done: completed", "wrong-shape",
     "Write {final: completed} if the partnership ends there."),
    ("    when_complete: {check_in: after_check_in}", "    when_complete: after_check_in", "wrong-shape",
     "Write the form in front: 'when_complete: {FORM: after_check_in}'."),
    (FIELDS, FIELDS + ASKED + "[hardly-ever, often]\n", "not-a-name",
     "Write hardly_ever; on a line of its own, as in 'hardly_ever: hardly-ever', people read the text behind it."),
    (FIELDS, FIELDS + ASKED + "[hardly ever, often]\n", "not-a-name",
     "Write hardly_ever: people read 'hardly ever' all the same."),
    (FIELDS, FIELDS + ASKED + "[7, often]\n", "not-a-name",
     "Start with a letter; then come letters, digits and underscores."),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "slug", "way_out"), MISUNDERSTOOD)
def test_what_is_misunderstood_is_told_once(old: str, new: str, slug: str, way_out: str) -> None:
    """Something of another shape is one finding, and what it was most likely meant to be counts further on."""
    text = TABLE.read_text(encoding="utf-8")
    assert old in text

    findings = build(read(text.replace(old, new), "slip.yaml")).diagnostics

    assert [(slug, way_out)] == [(each.slug, each.suggestion.text if each.suggestion else "") for each in findings]
