"""Rows about files and memory: reading a rule file, a fresh partnership, importing mentorflow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

import mentorflow
from benchmarks import workload
from benchmarks.contestants import calls_of
from benchmarks.measure import DisagreeError, bytes_each, import_cost
from benchmarks.table import Row, milliseconds

if TYPE_CHECKING:
    from benchmarks.contestants import ByFlow
    from benchmarks.measure import Contest

LOAD_BOUND = 4.0
BYTES_BOUND = 400.0
IMPORT_BOUND = 15.0
FRESH = 5000
ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "workflows" / "mentoring-connection.yaml"
SOURCES = (str(ROOT / "src"),)
DEPENDENCIES = ("attrs", "cattrs", "yaml", "transitions")
AFTER = f"after {', '.join(DEPENDENCIES)}"


def load(contest: Contest) -> tuple[list[Row], list[str]]:
    """The shipped file read, built, proved and compiled, beside libyaml's bare reading of it."""
    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None:
        return [], ["PyYAML was built without libyaml: loading cannot be compared"]
    document = yaml.load(FILE.read_bytes(), Loader=loader)  # noqa: S506  (CSafeLoader is the safe one)
    names = tuple(state.name for state in mentorflow.load(FILE).workflow.states)
    if tuple(document["states"]) != names:
        msg = "load and PyYAML read different states"
        raise DisagreeError(msg)
    timed = contest.between(
        {
            "load": lambda: mentorflow.load(FILE),
            "yaml": lambda: yaml.load(FILE.read_bytes(), Loader=loader),  # noqa: S506
        }
    )
    floor = timed["yaml"]
    figure, beside = milliseconds(timed["load"].median), f"PyYAML's CSafeLoader, {milliseconds(floor.median)}"
    return [Row("load: read, build, prove rows, compile", figure, timed["load"].over(floor), LOAD_BOUND, beside)], []


def fresh(flow: ByFlow) -> Row:
    """What a partnership that was just requested holds, beyond the strings it was given."""
    function, _, keywords = calls_of(flow, acts=workload.LIFE[:1])[0]
    given = {**keywords}
    del given["id"]

    def made(name: str) -> object:
        return function("request", id=name, **given).partnership

    size = bytes_each(made, FRESH)
    return Row("a fresh partnership", f"{size:.0f} bytes", size, BYTES_BOUND, "its own strings not counted", "bytes")


def imported(runs: int) -> list[Row]:
    """What importing mentorflow costs beyond its dependencies, and that nothing heavy comes along."""
    first = f"import {', '.join(DEPENDENCIES)}"
    cost = import_cost(first, "import mentorflow", path=SOURCES, runs=runs)
    whole = import_cost(first, "from mentorflow import Flow, load", path=SOURCES, runs=runs)
    strangers = ", ".join(sorted({*cost.strangers, *whole.strangers}))
    return [
        Row("import mentorflow", f"{cost.milliseconds:.1f} ms", cost.milliseconds, IMPORT_BOUND, AFTER, "ms"),
        Row("  from mentorflow import Flow, load", f"{whole.milliseconds:.1f} ms", None, None, AFTER),
        Row("  strangers imported with it", strangers or "none", float(bool(strangers)), 0.0,
            "hypothesis, sqlalchemy, click, rich", "modules"),
    ]  # fmt: skip
