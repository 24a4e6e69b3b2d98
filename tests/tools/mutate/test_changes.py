"""Small changes to the rules: each is said in one sentence with its place, and really made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mentorflow.loading import load
from mentorflow.rules.digest import digest
from mentorflow.states.flow import Flow
from mentorflow.tools.diff import differences
from mentorflow.tools.mutate import ALIKE, BROKEN, KINDS, NOTICED, UNNOTICED, Mutated, changes, mutate
from mentorflow.tools.mutate.sound import broken
from tests.tools.mutate.small import flow_and_script

FIXTURES = Path(__file__).parents[2] / "fixtures" / "ok"

# A change of every sort, by kind, and what comes of it.
SAID = (
    ("numbers", BROKEN, "the limit tolerated is 2 instead of 1 (line 11)"),
    ("numbers", UNNOTICED, "the limit tolerated is 0 instead of 1 (line 11)"),
    ("numbers", NOTICED, "the question terms.goals asks for exactly 3 instead of 2 (line 36)"),
    ("numbers", UNNOTICED, "the question terms.hours should be at least 3 instead of 2 (line 39)"),
    (
        "numbers",
        UNNOTICED,
        "the condition has_room asks that mentees_of_mentor is fewer than 4 instead of 3 (line 81)",
    ),
    ("numbers", UNNOTICED, "the deadline idle comes at most 3 instead of 2 times (line 128)"),
    ("lengths", UNNOTICED, "the limit looked_by is 31 days instead of 30 days (line 12)"),
    ("lengths", UNNOTICED, "the limit program may be at the most 179 days instead of 180 days (line 13)"),
    ("lengths", UNNOTICED, "the time for terms is 15 days instead of 14 days (line 30)"),
    (
        "lengths",
        UNNOTICED,
        "the time for terms, 5 days before, comes 4 days instead of 5 days from the end (line 33)",
    ),
    ("lengths", ALIKE, "the time for look is counted from the first agreed instead of the latest (line 53)"),
    ("lengths", UNNOTICED, "the deadline idle comes back every 21 days instead of 20 days (line 128)"),
    (
        "comparisons",
        UNNOTICED,
        "the condition struggling asks that look.unfavorable is at least instead of more than tolerated (line 77)",
    ),
    (
        "comparisons",
        UNNOTICED,
        "the condition hard_to_mend asks that look.troubles includes time, no longer trust (line 79)",
    ),
    (
        "comparisons",
        UNNOTICED,
        "the condition hard_to_mend asks that look.troubles includes all instead of any of trust or time (line 79)",
    ),
    (
        "comparisons",
        NOTICED,
        "the condition agreed_on_terms asks that terms is not complete instead of complete (line 83)",
    ),
    ("conditions", UNNOTICED, "the condition may_finish no longer looks at has_room (line 84)"),
    (
        "conditions",
        UNNOTICED,
        "the condition may_finish holds by any instead of all of agreed_on_terms and has_room (line 84)",
    ),
    ("conditions", ALIKE, "row 1 of after_look no longer looks at struggling (line 90)"),
    ("conditions", BROKEN, "row 2 of after_look no longer looks at hard_to_mend (line 94)"),
    ("conditions", UNNOTICED, "the move go_on only advises has_room instead of asking for it (line 111)"),
    ("conditions", UNNOTICED, "the move go_on no longer asks for has_room (line 111)"),
    ("conditions", UNNOTICED, "the move go_on asks for agreed_on_terms instead of only advising it (line 111)"),
    ("conditions", UNNOTICED, "the move go_on no longer advises agreed_on_terms (line 111)"),
    ("conditions", UNNOTICED, "the move go_on no longer lets coordinator lift has_room (line 111)"),
    ("targets", NOTICED, "row 3 of after_look leads to halted instead of fine (line 97)"),
    ("targets", UNNOTICED, "row 2 of after_look leads to fine instead of staying there (line 94)"),
    ("targets", BROKEN, "terms, once complete in matched, leads to halted instead of agreed (line 106)"),
    ("targets", UNNOTICED, "the move go_on leads to matched instead of fine (line 111)"),
    ("targets", UNNOTICED, "the move go_on leads nowhere instead of to fine (line 111)"),
    ("people", NOTICED, "the form terms is filled in by mentor instead of mentee (line 27)"),
    ("people", UNNOTICED, "the form terms is signed by either partner instead of each partner (line 28)"),
    ("people", NOTICED, "the form terms is signed by nobody any more (line 28)"),
    ("people", UNNOTICED, "the form look may be opened by mentee as well (line 46)"),
    ("people", UNNOTICED, "the time for terms, late, reminds mentor instead of mentee (line 34)"),
    ("people", NOTICED, "the move match is made by either partner instead of coordinator (line 101)"),
    ("people", NOTICED, "the move finish is made by either partner instead of each partner (line 122)"),
    (
        "people",
        UNNOTICED,
        "the move withdraw is made by either partner and coordinator instead of either partner (line 137)",
    ),
    ("people", NOTICED, "the move finish at its first half tells mentee instead of other partner (line 123)"),
    ("notices", UNNOTICED, "the whole time, late, no longer tells coordinator (line 19)"),
    ("notices", UNNOTICED, "the form terms when changed no longer tells mentor (line 29)"),
    ("notices", UNNOTICED, "row 1 of after_look no longer tells coordinator (line 92)"),
    ("notices", NOTICED, "the move match no longer tells each partner (line 103)"),
    ("notices", NOTICED, "the move finish at its first half no longer tells other partner (line 123)"),
    ("notices", UNNOTICED, "the move finish no longer tells coordinator (line 126)"),
    ("notices", UNNOTICED, "the deadline idle, each time, no longer reminds each partner (line 131)"),
    ("effects", UNNOTICED, "row 1 of after_look no longer asks for recount (line 90)"),
    ("effects", UNNOTICED, "row 2 of after_look no longer has look filled in afresh (line 94)"),
    ("effects", UNNOTICED, "the move go_on no longer asks for recount (line 111)"),
    ("effects", UNNOTICED, "the move name_supervisor no longer puts anybody into the role supervisor (line 140)"),
    ("marks", BROKEN, "the question look.fit has no unfavorable answer any more (line 58)"),
    ("marks", UNNOTICED, "the question look.fit no longer counts poor as unfavorable (line 58)"),
    (
        "marks",
        UNNOTICED,
        "the question look.meetings is unfavorable if it is at most instead of fewer than 2 (line 65)",
    ),
    ("required", UNNOTICED, "the question terms.hours may be left out (line 39)"),
    ("required", UNNOTICED, "the question terms.pledge need not be ticked (line 43)"),
    ("required", NOTICED, "the question look.note has to be answered (line 70)"),
    ("sight", UNNOTICED, "the form look is never hidden from the other partner (line 46)"),
    ("sight", UNNOTICED, "the form look is no longer seen by coordinator (line 46)"),
    ("sight", UNNOTICED, "the question look.note is no longer private (line 70)"),
    ("sight", UNNOTICED, "the move name_supervisor no longer shows terms to supervisor (line 140)"),
    ("questions", NOTICED, "the question look.troubles is always asked, not only if struggling (line 66)"),
)


@cache
def all_tried() -> Mutated:
    """Everything tried on the small program, once."""
    return mutate(*flow_and_script())


@pytest.mark.parametrize(("kind", "fate", "sentence"), SAID, ids=[said[2] for said in SAID])
def test_change_is_said_and_tried(kind: str, fate: str, sentence: str) -> None:
    """Each sort of change is said in one sentence with its line, and comes to what it should."""
    found = [(one.change.kind, one.fate) for one in all_tried().tried if one.change.sentence == sentence]

    assert [(kind, fate)] == found


def test_every_kind_is_tried() -> None:
    """A program with something of everything is changed in every way there is."""
    assert list(KINDS) == list(dict.fromkeys(one.change.kind for one in all_tried().tried))


def test_changes_are_told_apart() -> None:
    """No two changes are said in the same words."""
    sentences = [change.sentence for change in changes(flow_and_script()[0].workflow)]

    assert sentences == list(dict.fromkeys(sentences))


def test_broken_rules_say_what_is_wrong() -> None:
    """A change with which the rules do not hold together comes with what checking says, and the lines of its rows."""
    said = {one.change.sentence: one.by for one in all_tried().of(BROKEN)}

    assert (
        "the row on line 90 of 'after_look' fits in no case at all: with 'tolerated: 2' the condition 'struggling' "
        "never holds."
    ) == said["the limit tolerated is 2 instead of 1 (line 11)"]
    assert said["row 2 of after_look no longer looks at hard_to_mend (line 94)"].startswith("the row on line ")
    assert [] == [why for why in said.values() if "this row" in why]


def test_change_replaces_nothing_else() -> None:
    """What a change leads to is replaced, and the rules it is made to stay as they are."""
    workflow = flow_and_script()[0].workflow
    (change,) = (one for one in changes(workflow) if one.says.startswith("the limit tolerated is 2"))

    made = change.made(workflow)

    assert 1 == workflow.limit_by_name["tolerated"].amount
    assert 2 == made.limit_by_name["tolerated"].amount
    assert ["'tolerated' is 2 instead of 1 ('struggling')."] == [
        one.says for one in differences(workflow, made) if one.group == "limits"
    ]


@pytest.mark.parametrize(
    "name", ["two-meetings", str(FIXTURES / "every-key.yaml")], ids=["two-meetings", "every-key"]
)
def test_every_change_means_something_else(name: str) -> None:
    """No change leaves rules as they are, and those that hold together with it can be played."""
    workflow = load(name).workflow
    before = digest(workflow)

    for change in changes(workflow):
        made = change.made(workflow)
        if broken(workflow, made, leads=change.kind == "targets") is None:
            assert before != Flow(made).digest, change.sentence
