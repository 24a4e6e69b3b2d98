"""Small scenario files, read and played against the shipped workflow."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mentorflow.loading import load
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.rules.source import read

if TYPE_CHECKING:
    from mentorflow.plays.play import Play
    from mentorflow.plays.scenario import Script
    from mentorflow.states.flow import Flow

WORKFLOWS = Path(__file__).parents[2] / "workflows"
FILE = "lives.test.yaml"
HEAD = """\
format: mentorflow-test/1
tests: mentoring-connection
people: {mentee: ana, mentor: raj, coordinator: kim}
facts:
  mentor_active_mentees: 1
  mentor_availability: open
  mentee_requests_waiting: 0
  mentors_interviewed: 2
  double_role: none
"""
REQUEST = """\
scenarios:
  a_life:
    steps:
      - {at: -1 day, by: ana, do: request}
"""


@cache
def connection() -> Flow:
    """The shipped workflow that the scenarios here are about."""
    return load("mentoring-connection")


def script_of(text: str) -> Script:
    """A scenario file read against the shipped workflow."""
    return read_scenarios(read(text, FILE), connection().workflow)


def steps(*written: str, head: str = HEAD) -> Script:
    """A scenario that starts with a request and goes on with some steps; it has to be without mistakes."""
    script = script_of(head + REQUEST + "".join(f"      - {{{step}}}\n" for step in written))
    assert script.diagnostics == ()
    return script


def played(script: Script, name: str = "a_life") -> Play:
    """One of its scenarios, played."""
    scenario = script.scenario(name)
    assert scenario is not None
    return play(connection(), scenario)


def differences(script: Script, name: str = "a_life") -> list[tuple[int, str, str]]:
    """What was not as expected: line, expected, happened."""
    return [(one.span.line, one.expected, one.happened) for one in played(script, name).failures]
