"""Host facts as they are handed in."""

from __future__ import annotations

from typing import Any

import pytest

from mentorflow.errors import BadFact
from mentorflow.states.facts import covered, read_facts
from tests.states.lives import FACTS, a_request, after_match, begun, flow_of, hours, shipped, there

BARE = "states:\n  open: {moves: {stop: {by: mentee, to: over}}}\n  over: {final: over}\n"


def test_facts_are_kept_in_the_order_of_the_file() -> None:
    """However they are handed in, the record has them in one order."""
    backwards = dict(reversed(FACTS.items()))

    assert list(FACTS) == list(read_facts(shipped().plan, backwards))
    assert {} == read_facts(shipped().plan, None)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"mentor_active_mentee": 1},
            "'mentor_active_mentee' is not declared: did you mean 'mentor_active_mentees'?",
        ),
        ({"weather": "fair"}, "'weather' is not declared: the file declares mentor_active_mentees, "),
        ({"mentor_active_mentees": 101}, "cannot be 101: a whole number from 0 to 100 is needed"),
        ({"mentor_active_mentees": "1"}, "'mentor_active_mentees' cannot be '1'"),
        ({"mentor_active_mentees": True}, "'mentor_active_mentees' cannot be True"),
        ({"mentor_availability": "ajar"}, "one of open and closed is needed"),
        ({"mentor_availability": None}, "'mentor_availability' cannot be None"),
    ],
)
def test_facts_that_cannot_be_meant_raise_and_are_named(given: dict[str, Any], words: str) -> None:
    """An undeclared or mistyped fact is a programmer's slip, whatever the call needed."""
    with pytest.raises(BadFact, match=words.replace("?", r"\?")):
        shipped().fire(a_request(), "accept", by="raj", at=after_match(0), facts={**FACTS, **given})
    with pytest.raises(BadFact):
        shipped().options(a_request(), at=after_match(0), facts=given)


def test_facts_that_a_file_does_not_declare_raise() -> None:
    """A file without facts takes none."""
    with pytest.raises(BadFact, match="the file declares none"):
        flow_of(BARE).fire(begun(flow_of(BARE)), "stop", by="ana", at=hours(1), facts={"weather": "fair"})


def test_facts_that_deciding_may_read_have_to_be_there() -> None:
    """A missing fact raises before anything is decided, even for somebody who may not make the move."""
    for by in ("raj", "ana", "eve"):
        with pytest.raises(BadFact, match="'accept' needs the fact 'mentor_active_mentees'"):
            shipped().fire(a_request(), "accept", by=by, at=after_match(0))
    assert "matched" == there(shipped().fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)).state


def test_facts_that_are_covered_are_no_mistake() -> None:
    """Nothing is said where every fact read is there."""
    covered("it", ("weather",), {"weather": "fair"})


TICKED = """\
facts:
  insured: {tick: optional}
conditions:
  covered: {insured: yes}
  bare: {insured: no}
states:
  open:
    moves:
      go: {by: mentee, must: covered, to: over}
      insure: {by: mentee, must: bare, to: over}
  over: {final: over}
"""


@pytest.mark.parametrize(
    ("given", "outcome"), [(True, "moved"), ("yes", "moved"), (False, "refused"), ("no", "refused")]
)
def test_facts_that_are_yes_or_no_can_be_no(given: object, outcome: str) -> None:
    """A host that says no has said something: the fact is there."""
    flow = flow_of(TICKED)

    assert outcome == flow.fire(begun(flow), "go", by="ana", at=hours(1), facts={"insured": given}).outcome


def test_facts_that_are_no_are_explained_as_no_and_can_be_asked_for() -> None:
    """A fact is never absent: one that is no is not "no answer", and a condition that wants no holds (ruling 9)."""
    flow = flow_of(TICKED)
    refused = flow.fire(begun(flow), "go", by="ana", at=hours(1), facts={"insured": False})

    assert "'covered' does not hold: insured is no; yes is needed" == refused.refusals[0].message
    assert "It would be allowed if insured were yes instead of no." in refused.explain()
    assert "moved" == flow.fire(begun(flow), "insure", by="ana", at=hours(1), facts={"insured": False}).outcome


TIMED = """\
limits:
  spell: 10 days
  part: 50% of spell
  patience: {usually: 5 days, may_be: 1 day to 9 days}
facts:
  idle: {length_of_time: 1 day to spell}
  away: {length_of_time: 1 day to part}
  slow: {length_of_time: patience to 30 days}
  since: {date: not later than today}
states:
  open: {moves: {stop: {by: mentee, to: over}}}
  over: {final: over}
"""


@pytest.mark.parametrize(
    ("name", "given", "fits"),
    [
        ("idle", "10 days", True),
        ("idle", "11 days", False),
        ("away", "5 days", True),
        ("away", "6 days", False),
        ("slow", "1 day", True),
        ("slow", "30 days", True),
        ("slow", "31 days", False),
        ("since", "2099-01-01", True),
        ("since", "tomorrow", False),
    ],
)
def test_facts_that_are_lengths_are_held_against_limits(name: str, given: str, fits: bool) -> None:  # noqa: FBT001
    """A bound that is a limit is as wide as any partnership can have it; a host's date is its own affair."""
    flow = flow_of(TIMED.replace("since:", "begun_on:"))
    facts = {"begun_on" if name == "since" else name: given}

    if fits:
        assert flow.fire(begun(flow), "stop", by="ana", at=hours(1), facts=facts).accepted
    else:
        with pytest.raises(BadFact):
            flow.fire(begun(flow), "stop", by="ana", at=hours(1), facts=facts)
