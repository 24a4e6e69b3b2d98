"""Differences in meaning: one exactly where there is one, and every example comes out as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from mentorflow.rules.build import build
from mentorflow.rules.conditions import form_in_hand
from mentorflow.rules.digest import digest
from mentorflow.rules.layout import layout_of
from mentorflow.rules.source import read
from mentorflow.tools.diff import GROUPS, compare, differences, rewordings
from mentorflow.tools.diff.apart import Laid
from mentorflow.tools.diff.cases import outcome
from mentorflow.tools.diff.shown import as_lines
from tests.mutants import reading
from tests.rules.test_digest import ALIKE, UNLIKE
from tests.tools.diff.replay import holds, rows

if TYPE_CHECKING:
    from pathlib import Path

    from mentorflow.rules.workflow import Workflow
    from tests.mutants.reading import Mutant

MUTANTS = [mutant for path in reading.FILES for mutant in reading.mutants(path)]


def workflow_of(text: str) -> Workflow:
    """The workflow that a text says."""
    made = build(read(text, "rules.yaml")).workflow
    assert made is not None
    return made


def shipped(name: str) -> Workflow:
    """A shipped workflow."""
    return workflow_of(reading.rules_of(name))


@pytest.mark.parametrize("path", reading.FILES, ids=lambda path: path.stem)
def test_workflow_does_not_differ_from_itself(path: Path) -> None:
    """Nothing is otherwise between a file and the same file."""
    one, other = shipped(path.stem), shipped(path.stem)

    assert () == differences(one, other)
    assert () == rewordings(one, other)


@pytest.mark.parametrize("path", reading.FILES, ids=lambda path: path.stem)
def test_workflows_that_have_nothing_in_common_can_be_compared(path: Path) -> None:
    """Every workflow differs from every other one, and no line is longer than a screen."""
    for other in reading.FILES:
        found = compare(shipped(path.stem), shipped(other.stem))

        assert (path == other) == (not found.differences)
        assert [] == [line.text for line in as_lines(found) if len(line.text) > 80]


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_mutant_differs_exactly_where_its_digest_does(mutant: Mutant) -> None:
    """Differences are told exactly where digests differ, from old to new and from new to old."""
    old, new = shipped(mutant.workflow), reading.built(mutant).workflow
    if new is None:
        return
    for one, other in ((old, new), (new, old)):
        found = differences(one, other)

        assert (digest(one) != digest(other)) == bool(found)
        assert [] == [each.says for each in found if not each.says.endswith(".") or each.group not in GROUPS]
        assert sorted(found, key=lambda each: list(GROUPS).index(each.group)) == list(found)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_every_example_comes_out_as_it_says(mutant: Mutant) -> None:
    """The case of a difference finds one row in the old file and another in the new one, or holds in one only."""
    old, new = shipped(mutant.workflow), reading.built(mutant).workflow
    if new is None:
        return
    laid = Laid(layout_of(old), layout_of(new))
    for found in (each for each in differences(old, new) if each.case is not None):
        assert found.case is not None
        if found.subject in new.routing_by_name:
            tables = old.routing_by_name[found.subject], new.routing_by_name[found.subject]
            before, after = (
                rows(layout, table, found.case) for layout, table in zip((laid.old, laid.new), tables, strict=True)
            )
            assert (1, 1) == (len(before), len(after))
            assert outcome(tables[0], before[0]) != outcome(tables[1], after[0])
        else:
            form = form_in_hand(laid.new, found.subject)
            now = holds(laid.new, found.subject, found.case, form)
            assert now != holds(laid.old, found.subject, found.case, form)
            assert now == ("no longer" not in found.says)


@pytest.mark.parametrize(("text", "old", "new"), ALIKE)
def test_what_decides_nothing_is_no_difference(text: str, old: str, new: str) -> None:
    """Names of workflows, texts, promises, units and the order of most keys make no difference."""
    assert () == differences(workflow_of(text), workflow_of(text.replace(old, new, 1)))


@pytest.mark.parametrize(("text", "old", "new"), UNLIKE)
def test_what_decides_something_is_a_difference(text: str, old: str, new: str) -> None:
    """Limits, kinds, lists and the order of questions, deadlines, waiting and rows make one."""
    assert differences(workflow_of(text), workflow_of(text.replace(old, new, 1)))


def test_table_put_otherwise_that_leads_every_case_where_it_did_is_told_as_such() -> None:
    """Rows in another order lead nowhere else, where one row is found for all."""
    old = shipped("mentoring-connection")
    turned = [attrs.evolve(one, rows=one.rows[::-1]) if one.row_for is None else one for one in old.routing]
    new = attrs.evolve(old, routing=tuple(one for one in turned if one.name != "after_review"))
    new = attrs.evolve(new, routing=(*new.routing, *(one for one in old.routing if one.name == "after_review")))
    found = differences(old, new)

    assert ["'after_no_answer' is put otherwise, and leads every case where it did."] == [each.says for each in found]
    assert [True] == [each.alike for each in found]


def test_table_that_looks_at_each_copy_now_says_so_and_why_no_cases_are_told() -> None:
    """Whose copies are looked at, and what new rows lead to; the same the other way about."""
    new = shipped("mentoring-connection")
    (table,) = (each for each in new.routing if each.name == "after_check_up")
    before = attrs.evolve(table, row_for=None, form=None, rows=table.rows[1:])
    old = attrs.evolve(new, routing=tuple(before if each is table else each for each in new.routing))
    each = "at each partner's copy of 'check_up' by itself"
    why = "Which cases lead elsewhere is not listed, because the two cannot be compared case by case."

    assert [
        f"'after_check_up' looks {each} now; before, it found one row for all. {why}",
        "'after_check_up' may now lead to 'with_coordinator' (coordinator is told).",
    ] == [found.says for found in differences(old, new)]
    assert [
        f"'after_check_up' finds one row for all now; before, it looked {each}. {why}",
        "'after_check_up' no longer leads to 'with_coordinator' (coordinator is told).",
    ] == [found.says for found in differences(new, old)]
    quiet = attrs.evolve(table, row_for=None, form=None, rows=(attrs.evolve(table.rows[0], tell=None), *before.rows))
    old = attrs.evolve(new, routing=tuple(quiet if each is table else each for each in new.routing))
    says = "'after_check_up' leads to 'with_coordinator' (coordinator is told) instead of to 'with_coordinator'."
    assert says in [found.says for found in differences(old, new)]


def test_texts_are_told_apart() -> None:
    """A title reads otherwise and means the same."""
    old = shipped("mentoring-connection")
    new = attrs.evolve(old, title="Two years", version="2")
    found = compare(old, new)

    assert () == found.differences
    assert [
        "The version reads now: 2 - before: 1",
        "The title reads now: Two years - before: One-year mentoring partnership",
    ] == [each.says for each in found.rewordings]
    assert found.old_digest == found.new_digest


@pytest.mark.parametrize(
    ("old", "new", "breaks"),
    [
        ("  seats: 2\n", "  seats: 3\n", ()),
        ("        optional: yes\n", "", ("copies handed in may lack it",)),
        ("    living: yes\n", "", ("what is saved may lack answers",)),
        ("  resting:\n", "", ("a partnership that is there would be nowhere",)),
    ],
)
def test_what_is_not_safe_for_partnerships_under_way_says_why(old: str, new: str, breaks: tuple[str, ...]) -> None:
    """A removed state and an answer that is needed now leave partnerships under way behind; a number does not."""
    text = SMALL.replace(old, new, 1)
    found = differences(workflow_of(SMALL), workflow_of(text if "  resting:" in text else text.replace(GOES, "")))

    assert breaks == tuple(each.breaks for each in found if each.breaks)
    assert found


GOES = "      rest: {by: mentor, to: resting}\n"
SMALL = f"""\
format: mentorflow/1
workflow: rules
version: 1
title: Small
timezone: Europe/Berlin
roles:
  partners: {{mentee: Mentee, mentor: Mentor}}
limits:
  seats: 2
facts:
  taken: {{whole_number: 0 to 9}}
forms:
  notes:
    filled_in_by: mentee
    opened_by: nobody
    living: yes
    fields:
      good: {{ask: What was good, text: any length}}
  wish:
    filled_in_by: mentee
    opened_by: nobody
    fields:
      what:
        ask: What else
        text: any length
        optional: yes
conditions:
  room: {{taken: {{fewer_than: seats}}}}
start:
  begin: {{by: mentee, must: room, to: going}}
states:
  going:
    moves:
{GOES}      end: {{by: mentor, to: over}}
  resting:
  over: {{final: completed}}
any_time:
  moves:
    leave: {{by: either partner, to: over}}
"""
