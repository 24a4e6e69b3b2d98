"""Ruling 2: no host facts in deadlines."""

from __future__ import annotations

import inspect

from tests.rulings.small import begun, falls, hours, slugs, small, ticked

ASKING_THE_HOST = """\
facts:
  weather: {choose_one: [fair, foul]}
effects:
  ask_weather: Ask how the weather is.
conditions:
  fair: {weather: fair}
"""


def test_ruling_02_a_tick_takes_no_facts() -> None:
    """There is no way to hand the host's facts to a deadline."""
    flow = small("states:\n  open: {moves: {stop: {by: mentee, to: over}}}\n  over: {final: over}\n")

    assert {"partnership", "at"} == set(inspect.signature(flow.tick).parameters)


def test_ruling_02_a_deadline_falls_by_the_history_alone() -> None:
    """Even where moves read facts of the host, a deadline needs none, and may ask by an effect."""
    flow = small(
        ASKING_THE_HOST
        + """\
states:
  open:
    moves: {walk: {by: mentee, must: fair, to: over}}
    deadlines: {ask: {within: 1 hour, late: {effect: ask_weather}}}
  over: {final: over}
"""
    )
    p = begun(flow)
    records, _ = ticked(flow, p, hours(1))

    assert [("ask", hours(1))] == falls(flow, p, hours(1))
    assert ("ask_weather",) == records[0].effects
    assert () == records[0].facts


def test_ruling_02_a_deadline_that_leads_to_a_table_over_host_facts_is_an_error() -> None:
    """What a deadline does may not depend on what only the host knows."""
    found = slugs(
        ASKING_THE_HOST
        + """\
routing:
  by_weather:
    rows:
      - {if: {fair: yes}, to: over}
      - {if: {fair: no}, to: stay}
states:
  open:
    moves: {stop: {by: mentee, to: over}}
    deadlines: {look: {within: 1 hour, late: {to: by_weather}}}
  over: {final: over}
"""
    )

    assert 1 == len(found)
