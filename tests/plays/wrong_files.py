"""Scenario files with mistakes, and what is printed about them."""

from __future__ import annotations

from pathlib import Path

from mentorflow.diagnostics import as_text
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.rules.source import read
from tests.plays.lives import connection

WRONG = sorted((Path(__file__).parent / "wrong").glob("*.test.yaml"))


def findings(path: Path) -> str:
    """What is printed about a scenario file."""
    script = read_scenarios(read(path.read_bytes(), path.name), connection().workflow)
    return as_text(script.diagnostics, {path.name: script.text}) + "\n"
