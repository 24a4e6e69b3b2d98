"""Every rule of the sources is kept by a line that a scenario exercises, or the register says why it is not."""

from __future__ import annotations

import re

import attrs
import pytest

from docs import build, sources_page
from docs.sources import guard, register
from docs.sources.citing import citations
from docs.sources.places import Shelf, shelf, shelves
from docs.sources.register import Decision, Register, Rule
from mentorflow.plays.coverage import cover
from mentorflow.rules.source import read

RULES = """\
# A walk that two people take together.
format: mentorflow/1
workflow: walk
version: 1
title: "Walk # R-999"
timezone: Europe/Berlin               # D-90

roles:
  partners: {mentee: Mentee, mentor: Mentor}

limits:
  rest_within: 3 days                 # R-911
  steps_wanted: 1000                  # R-912

facts:
  steps: {whole_number: 0 to 100000}

forms:
  map:
    open_from: walking
    opened_by: nobody
    filled_in_by: mentee              # R-905
    talk_about:
      - Which way do we take?         # R-906
    fields:
      place:
        ask: Where do we go?
        text: any length              # R-907
      food:
        ask: What do we eat?
        text: any length
        optional: yes                 # R-908

conditions:
  far_enough:
    steps: {at_least: steps_wanted}

start:
  begin:                              # R-901
    by: mentee
    to: walking
    tell: mentor                      # R-902

states:
  walking:
    when_complete:
      map: knowing                    # R-904
  knowing:
    moves:
      finish:
        by: either partner
        should: far_enough            # R-909
        to: over
      # R-903
      stop:
        by: either partner
        to: over
      rest: {by: either partner, to: stay}      # R-910
    deadlines:
      pause:                          # R-911
        within: rest_within
        late: {tell: each partner}
  over: {final: completed}
"""
SCENARIOS = """\
format: mentorflow-test/1
tests: walk
people: {mentee: ana, mentor: raj}
facts: {steps: 2000}
scenarios:
  a_walk:                               # D-90
    steps:
      - {at: day 0, by: ana, do: begin, expect: walking}
      - {at: day 1, by: ana, fill_in: map, answers: {place: The lake}, expect: knowing}
      - {at: day 1, by: raj, do: rest}
      - {at: day 9, by: raj, do: finish, expect: over}
  a_short_walk:
    steps:
      - {at: day 0, by: ana, do: begin, expect: walking}
      - {at: day 1, by: ana, fill_in: map, answers: {place: The lake, food: Bread}, expect: knowing}
      - {at: day 2, by: ana, do: stop, expect: over}
"""
HELD = {
    "R-901": "must",
    "R-902": "must",
    "R-903": "must",
    "R-904": "must",
    "R-905": "must",
    "R-906": "should",
    "R-907": "must",
    "R-908": "may",
    "R-909": "should",
    "R-910": "may",
    "R-911": "should",
    "R-912": "should",
    "D-90": "must",
}
MUSTS = tuple(code for code, strength in HELD.items() if strength == "must" and code[0] == "R")


def rule(code: str, strength: str = "must", **more: str) -> Rule:
    """A rule of a document of our own."""
    return Rule(code=code, documents=("900",), phase="any", strength=strength, says="Something.", **more)


def entries(*rules: Rule) -> Register:
    """A register of some rules, by default of those of the walk as strong as they are held."""
    listed = rules or tuple(rule(code, strength) for code, strength in HELD.items() if code[0] == "R")
    decided = Decision(code="D-90", asks="Where?", decided="Here.")
    return Register({"900": "Walks"}, {"any": "At any time"}, listed, (decided,))


def walk(rules: str = RULES, scenarios: str = SCENARIOS) -> Shelf:
    """The walk, read and played."""
    return shelf("walk", rules, scenarios)


def named(said: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that problems are about."""
    return tuple(sentence.split()[0] for sentence in said)


# --- the project ----------------------------------------------------------------------------------------------------
def test_sources_are_all_accounted_for() -> None:
    """Every must has a line and a scenario; where it has not, the engine keeps it or the register says why."""
    assert () == guard.problems(register.load(), shelves())


def test_sources_cite_nothing_that_is_in_no_register() -> None:
    """A code in a rule or scenario file is one of the register."""
    assert () == guard.unknown(register.load(), shelves())


def test_sources_register_is_whole() -> None:
    """All 123 rules of the five documents and all 52 decisions stand in it, with words for what they refer to."""
    whole = register.load()

    assert 123 == len({rule.code for rule in whole.rules})
    assert [f"D-{number:02}" for number in range(1, 53)] == [decision.code for decision in whole.decisions]
    assert set(whole.phases) == {rule.phase for rule in whole.rules}
    assert set(whole.documents) == {number for rule in whole.rules for number in rule.documents}
    assert set(register.STRENGTHS) == {rule.strength for rule in whole.rules}


def test_sources_guard_names_exactly_the_rule_that_is_cited_no_more() -> None:
    """A must that a single line keeps is missed as soon as that line no longer cites it, and nothing else is."""
    whole, cited = register.load(), guard.by_code(shelves())
    before = guard.problems(whole, shelves())
    once = {rule.code: cited.get(rule.code, ()) for rule in whole.rules if rule.strength == "must"}
    alone = {code: found[0] for code, found in once.items() if len({(each.file, each.line) for each in found}) == 1}

    assert alone
    for code, place in alone.items():
        others = [without(one, code) if one.file == place.file else one for one in shelves()]
        said = guard.problems(whole, others)
        assert {code} == set(named(said)) - set(named(before))


def without(one: Shelf, code: str) -> Shelf:
    """A workflow that does not cite a rule."""
    text = re.sub(rf"(#.*)\b{code}\b", r"\1", one.rules.text)
    return attrs.evolve(one, rules=attrs.evolve(one.rules, text=text))


def test_sources_guard_misses_the_scenarios_of_a_workflow() -> None:
    """Without the scenarios of a workflow, the musts that they alone exercise are missed, and nothing else is."""
    before = guard.problems(register.load(), shelves())
    cited = guard.by_code(shelves())
    for one in shelves():
        unplayed = attrs.evolve(one, coverage=cover(one.flow, ()), cited_in_scenarios=())
        others = [unplayed if other is one else other for other in shelves()]
        missed = [
            rule.code
            for rule in register.load().rules
            if rule.strength == "must"
            and {one.file} == {each.file for each in cited.get(rule.code, ()) if each.scenarios}
        ]

        assert missed == [
            code for code in named(guard.problems(register.load(), others)) if code not in named(before)
        ]


# --- how citations are read -----------------------------------------------------------------------------------------
def test_sources_read_citations_with_their_line() -> None:
    """At the end of a line a comment is about it, alone on a line about the next; in a text there are no comments."""
    text = 'a: "1 # R-001"\n# R-002 R-003\n\nb: 2\nc: 3   # R-004, D-01\nd: it\'s # R-005\ne: |\n  # R-006\n'

    found = [(each.code, each.line) for each in citations(read(text, "a.yaml"))]

    assert [("R-002", 4), ("R-003", 4), ("R-004", 5), ("D-01", 5), ("R-005", 6)] == found


def test_sources_hold_what_a_line_is() -> None:
    """How strongly a line holds is read off the line."""
    strongest: dict[str, str] = {}
    for place in walk().places:
        strongest.setdefault(place.code, place.strength)

    assert HELD == {code: strongest[code] for code in HELD}


def test_sources_know_the_thing_and_the_scenarios_of_a_line() -> None:
    """A line belongs to what stands on it, leads where a form leads, and is exercised by whoever exercises that."""
    found = {place.code: (place.what, place.scenarios) for place in walk().places}

    assert ("move begin", ("a_walk", "a_short_walk")) == found["R-901"]
    assert ("notices of begin", ("a_walk", "a_short_walk")) == found["R-902"]
    assert ("move stop", ("a_short_walk",)) == found["R-903"]
    assert ("state knowing", ("a_walk", "a_short_walk")) == found["R-904"]
    assert ("field map.food", ("a_short_walk",)) == found["R-908"]
    assert ("deadline pause", ("a_walk",)) == found["R-911"]
    assert ("`timezone`", ("a_walk",)) == found["D-90"]


# --- what the guard says --------------------------------------------------------------------------------------------
def test_sources_guard_is_silent_where_all_is_well() -> None:
    """A rule with a line and a scenario is accounted for."""
    assert () == guard.problems(entries(), [walk()])


@pytest.mark.parametrize("code", ["R-902", "R-906"])
def test_sources_guard_names_the_rule_whose_line_was_removed(code: str) -> None:
    """Without the line that cites it, a rule is missed, and no other."""
    left = re.sub(rf"(    talk_about:\n)?.*# {code}\n", "", RULES)

    assert (code,) == named(guard.problems(entries(), [walk(left)]))


def test_sources_guard_names_the_rule_whose_scenario_was_removed() -> None:
    """Without the scenario that exercises its line, a must is missed, and no other."""
    left = SCENARIOS[: SCENARIOS.index("  a_short_walk:")]
    line = RULES[: RULES.index("      stop:")].count("\n") + 1

    assert (
        f"R-903 (must) is cited at workflows/walk.yaml:{line}, but no scenario exercises that.",
    ) == guard.problems(entries(), [walk(scenarios=left)])


def test_sources_guard_names_a_must_that_is_only_advice() -> None:
    """Where the rules only advise what a source demands, the register has to say why."""
    musts = [rule(code) for code in MUSTS]

    said = guard.problems(entries(*musts, rule("R-906"), *rest("R-906")), [walk()])

    assert ("R-906",) == named(said)
    assert "is only a 'should'" in said[0]
    assert () == guard.problems(entries(*musts, rule("R-906", weaker="So."), *rest("R-906")), [walk()])


def test_sources_guard_names_a_reason_that_is_none() -> None:
    """A must of the rules is not called weaker, and a line that is there is not called impossible."""
    musts = [rule(code) for code in MUSTS if code not in {"R-901", "R-902"}]
    odd = (rule("R-901", weaker="So."), rule("R-902", cannot="So."))

    assert ("R-901", "R-902") == named(guard.problems(entries(*odd, *musts, *rest()), [walk()]))


def rest(*left_out: str) -> tuple[Rule, ...]:
    """The rules of the walk that are no musts."""
    return tuple(rule(c, strength) for c, strength in HELD.items() if c not in {*MUSTS, *left_out} and c[0] == "R")


def test_sources_guard_wants_a_line_the_engine_or_a_reason() -> None:
    """A rule that no line cites is kept by a test that exists, or the register says why it cannot be."""
    known = "tests/test_sources.py::test_sources_guard_wants_a_line_the_engine_or_a_reason"
    odd = (rule("R-920"), rule("R-921", kept_by=known), rule("R-922", cannot="So."), rule("R-923", kept_by="a.py::b"))

    said = guard.problems(entries(*odd, *entries().rules), [walk()])

    assert ("R-920", "R-923") == named(said)


def test_sources_guard_names_what_is_in_no_register() -> None:
    """What rules or scenarios cite has to be known, wherever it is cited."""
    one = walk(RULES.replace("# R-901", "# R-901 R-930"), SCENARIOS.replace("# D-90", "# D-90 D-91"))

    said = guard.problems(entries(), [one])

    assert ("R-930", "D-91") == named(said)
    assert "workflows/walk.test.yaml, a_walk" in said[1]


# --- the page -------------------------------------------------------------------------------------------------------
def test_sources_page_shows_where_and_by_which_scenario() -> None:
    """A row links the line and the first scenario, and says how many more there are."""
    page = sources_page.page_of(entries(), [walk()])

    assert "| R-901 | 900 | must | Something. | [walk:" in page
    assert ") move begin | must | [a_walk](../workflows/walk.test.yaml#L6) and 1 more |" in page
    assert page.endswith("## Cited and in no register\n\nNothing.\n")


def test_sources_page_says_what_no_line_keeps() -> None:
    """Where there is no line, the page gives the test of the engine or the reason."""
    page = sources_page.page_of(entries(rule("R-921", kept_by="a.py::b"), rule("R-922", cannot="So.")), [])

    assert "| R-921 | 900 | must | Something. | the engine: [b](../a.py) |  |  |" in page
    assert "| R-922 | 900 | must | Something. | *Not by software:* So. |  |  |" in page


def test_sources_links_to_lines_are_looked_at() -> None:
    """A link to a line of a file leads nowhere where the file is shorter."""
    page = build.ROOT / "docs" / "sources.md"

    assert build.leads_somewhere(page, "../LICENSE#L1")
    assert not build.leads_somewhere(page, "../LICENSE#L100000")
