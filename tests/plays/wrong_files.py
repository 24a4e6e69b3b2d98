"""
Scenario files with mistakes, and what is printed about them.

``python -m tests.plays.wrong_files`` writes the expected findings anew; the difference is reviewed.
"""

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


def rewrite() -> None:
    """Write what is printed about every wrong file."""
    for path in WRONG:
        path.with_suffix(".out").write_text(findings(path), "utf-8")


if __name__ == "__main__":
    rewrite()
