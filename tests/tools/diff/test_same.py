"""What is written otherwise and means the same: each proof holds where it must, and not one step beside it."""

from __future__ import annotations

import pytest

from mentorflow.loading import load, loads
from mentorflow.tools.diff import differences
from mentorflow.tools.mutate import changes

RULES = """\
format: mentorflow/1
workflow: pair
version: 1
title: A pair
timezone: Europe/Berlin
roles:
  partners: {mentee: Mentee, mentor: Mentor}
  staff: {coordinator: Program coordinator}
forms:
  plan:
    filled_in_by: mentee
    living: yes
    due:
      within: 30 days
      counted_from: working
      late: {remind: mentee}
    fields:
      goal: {ask: "What for?", text: any length}
      trouble: {ask: "What is hard?", text: any length, optional: yes, private: yes}
  look:
    filled_in_by: each partner
    repeats: yes
    fields:
      fine: {ask: "All well?", choose_one: [yes, no]}
conditions:
  plan_there:
    plan: {complete: yes}
  plan_looked_after:
    plan: {complete: yes, changed_since: match}
routing:
  after_look:
    rows:
      - if: {plan_there: no}
        to: planning
      - if: {plan_there: yes}
        to: working
start:
  match: {by: coordinator, to: working}
states:
  working:
    moves:
      meet: {by: mentor, must: plan_looked_after, to: looking}
      finish: {by: coordinator, to: over}
  looking:
    when_complete: {look: after_look}
  planning:
    when_complete: {plan: working}
  over: {final: completed}
any_time:
  moves:
    withdraw:
      by: either partner
      to: over
      asks:
        why: {ask: "Why?", text: any length, also_seen_by: coordinator}
"""
# What is said of each change that means the same, and one step beside it with which it no longer does.
SAME = [
    # The plan is needed on every way back: to meet, or on the way back from looking.
    ("counted_from: working", "counted_anew_from: working", "", "", True),
    ("counted_from: working", "counted_anew_from: working", "must: plan_looked_after, ", "", True),
    (
        "counted_from: working",
        "counted_anew_from: working",
        "must: plan_looked_after, to: looking}",
        "to: looking}\n      start_anew: {by: mentor, to: working}",
        False,
    ),
    (
        "counted_from: working",
        "counted_anew_from: working",
        "      finish: {by: coordinator, to: over}",
        "      finish: {by: coordinator, to: over}\n      hand_on: {by: coordinator, to: stay, assigns: mentee}",
        False,
    ),
    ("plan_there: yes}\n        to: working", "plan_there: yes}\n        to: planning", "", "", True),
    (
        "plan_there: yes}\n        to: working",
        "plan_there: yes}\n        to: planning",
        "counted_from: working",
        "counted_from: planning",
        False,
    ),
    ("{complete: yes, changed_since: match}", "{changed_since: match}", "", "", True),
    (
        "{complete: yes, changed_since: match}",
        "{changed_since: match}",
        "    living: yes\n",
        "    signed_by: mentor\n",
        False,
    ),
    (", optional: yes, private: yes", ", optional: yes", "", "", True),
    (
        ", optional: yes, private: yes",
        ", optional: yes",
        "    living: yes\n",
        "    also_seen_by: coordinator\n",
        False,
    ),
    (", also_seen_by: coordinator}", "}", "", "", True),
    (
        ", also_seen_by: coordinator}",
        "}",
        "  staff: {coordinator: Program coordinator}",
        "  staff: {chief: Chief}\n  others: {coordinator: Coordinator}",
        False,
    ),
]


@pytest.mark.parametrize(("old", "new", "beside", "instead", "same"), SAME)
def test_change_means_the_same_only_where_that_is_proved(
    old: str, new: str, beside: str, instead: str, *, same: bool
) -> None:
    """Every difference is told, and that nothing comes out otherwise is said exactly where it is so."""
    rules = RULES.replace(beside, instead) if beside else RULES
    assert old in rules

    before, after = (loads(text, file="pair.yaml").workflow for text in (rules, rules.replace(old, new)))

    told = differences(before, after)
    assert () != told
    assert same == all(difference.alike for difference in told), told


@pytest.mark.parametrize("name", ["two-meetings", "three-part-plan", "seven-steps"])
def test_what_means_the_same_in_shipped_workflows_is_little(name: str) -> None:
    """Of all small changes few mean the same, so that a proof that is too generous would show."""
    workflow = load(name).workflow
    made = [(change, change.made(workflow)) for change in changes(workflow, only=("lengths", "sight", "conditions"))]

    same = [change.says for change, new in made if all(one.alike for one in differences(workflow, new))]

    assert 0 < len(same) <= 3
