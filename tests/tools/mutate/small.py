"""A small program that has something of everything that can be changed, and one of its lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.loading import loads
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.rules.source import read

if TYPE_CHECKING:
    from mentorflow.plays.scenario import Script
    from mentorflow.states.flow import Flow

RULES = """\
format: mentorflow/1
workflow: small
version: 1
title: A small program
timezone: Europe/Berlin
roles:
  partners: {mentee: Mentee, mentor: Mentor}
  staff: {coordinator: Program coordinator}
  others: {supervisor: Supervisor}
limits:
  tolerated: 1
  looked_by: 30 days
  program:
    usually: 90 days
    may_be: 30 days to 180 days
ends:
  within: program
  counted_from: match
  late: {tell: coordinator}
facts:
  mentees_of_mentor: {whole_number: 0 to 9}
effects:
  recount: Count again.
forms:
  terms:
    open_from: matched
    filled_in_by: mentee
    signed_by: each partner
    when_changed: {tell: mentor}
    due:
      within: 2 weeks
      counted_from: match
      5 days before: {remind: each partner}
      late: {remind: mentee, tell: coordinator}
    fields:
      goals:
        ask: What for?
        texts: 2
      hours:
        ask: How many hours?
        whole_number: 1 to 40
        should_be: 2 to 4
      pledge:
        ask: I will come.
        tick: required
  look:
    open_from: agreed
    opened_by: coordinator
    filled_in_by: each partner
    repeats: yes
    hidden_from_partner: until both have answered
    also_seen_by: coordinator
    due:
      within: looked_by
      counted_anew_from: agreed
      late: {remind: each partner}
    fields:
      fit:
        ask: Does it fit?
        choose_one: [good, fair, poor]
        unfavorable: [fair, poor]
      meetings:
        ask: How many meetings?
        whole_number: 0 to 30
        unfavorable: {fewer_than: 2}
      troubles:
        ask: What is hard?
        asked_if: struggling
        choose_any: [trust, time, place]
      note:
        ask: Anything else?
        text: up to 100 characters
        optional: yes
        private: yes
conditions:
  struggling:
    look.unfavorable: {more_than: tolerated}
  hard_to_mend:
    look.troubles: {include: [trust, time]}
  has_room:
    mentees_of_mentor: {fewer_than: 3}
  agreed_on_terms:
    terms: {complete: yes}
  may_finish:
    all_of: [agreed_on_terms, has_room]
routing:
  after_look:
    row_for: each partner
    rows:
      - if: {struggling: yes, hard_to_mend: yes}
        to: halted
        tell: coordinator
        effect: recount
      - if: {struggling: yes, hard_to_mend: no}
        to: stay
        reopen: look
      - if: {struggling: no}
        to: fine
start:
  match:
    by: coordinator
    to: matched
    tell: each partner
states:
  matched:
    when_complete: {terms: agreed}
  agreed:
    when_complete: {look: after_look}
  halted:
    moves:
      go_on:
        by: coordinator
        must: has_room
        override: {has_room: coordinator}
        should: agreed_on_terms
        to: fine
        tell: each partner
        effect: recount
  fine:
    moves:
      finish:
        by: each partner
        tell_first: other partner
        must: may_finish
        to: over
        tell: [each partner, coordinator]
    deadlines:
      idle:
        every: 20 days
        at_most: 2
        remind: each partner
  over: {final: completed}
  left: {final: no fault}
any_time:
  moves:
    withdraw:
      by: either partner
      to: left
      tell: [other partner, coordinator]
    name_supervisor:
      by: coordinator
      assigns: supervisor
      to: stay
      shows: {terms: supervisor}
      tell: supervisor
"""
SCENARIOS = """\
format: mentorflow-test/1
tests: small
people: {mentee: ana, mentor: raj, coordinator: kim}
facts: {mentees_of_mentor: 1}
answers:
  terms: {goals: [one, two], hours: 3, pledge: yes}
  good: {fit: good, meetings: 4}
scenarios:
  all_is_well:
    steps:
      - {at: day 0, by: kim, do: match, told: [ana, raj]}
      - {at: day 1, by: ana, fill_in: terms, answers: terms}
      - {at: day 2, by: ana, sign: terms}
      - {at: day 2, by: raj, sign: terms, expect: agreed}
      - {at: day 3, by: kim, open: look, told: [ana, raj]}
      - {at: day 9, by: ana, fill_in: look, answers: good}
      - {at: day 9, by: raj, fill_in: look, answers: good, expect: fine}
      - {at: day 20, by: ana, do: finish, told: raj}
      - {at: day 20, by: raj, do: finish, expect: over}
"""


def flow_and_script(rules: str = RULES, scenarios: str = SCENARIOS) -> tuple[Flow, Script]:
    """The program and its scenarios, which have to be without mistakes."""
    flow = loads(rules, file="small.yaml")
    script = read_scenarios(read(scenarios, "small.test.yaml"), flow.workflow)
    assert () == script.diagnostics, script.diagnostics
    return flow, script
