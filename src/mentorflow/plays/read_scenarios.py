"""
A scenario file, from the located tree to a ``Script``: whom it is about, what holds, and the lives to play.

Every independent mistake is found in one run; a scenario with a mistake is left out of the script, never half played.
Nothing here plays anything; the workflow is only asked for its names and kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import in_order
from mentorflow.plays.moments import calendar_date
from mentorflow.plays.read_lives import Ground, read_lives
from mentorflow.plays.read_parts import facts_over, named_answers, people_of, unused
from mentorflow.plays.scenario import DAY_0, FORMAT, Script
from mentorflow.plays.shapes import Desk, block, entries, head, misnamed
from mentorflow.plays.values import quoted
from mentorflow.rules.english import listed

if TYPE_CHECKING:
    import datetime as dt

    from mentorflow.plays.shapes import Entries
    from mentorflow.rules.source import Node, Source
    from mentorflow.rules.workflow import Workflow

TOP_KEYS = ("format", "tests", "day_0", "people", "facts", "answers", "scenarios")


def tested(source: Source) -> Node | None:
    """The word behind ``tests``: the name of the workflow a scenario file is about."""
    pairs = () if source.root is None else source.root.pairs
    return next((value for key, value in pairs if key.text == "tests" and value.text), None)


def read_scenarios(source: Source, workflow: Workflow) -> Script:
    """Read a scenario file against the workflow it tests; pure, and never raises on content."""
    desk = Desk()
    keys: Entries = {} if source.root is None else entries(source.root, TOP_KEYS, "a scenario file", desk)
    if source.root is not None and misnamed(source.root, TOP_KEYS):
        desk.hidden.update(key for key in TOP_KEYS if key not in keys)
    _check_head(source, keys, workflow, desk)
    named = block(keys["answers"][1], "'answers'", desk) if "answers" in keys else ()
    ground = Ground(
        workflow=workflow,
        day_0=_day_0(keys, desk),
        people=people_of(keys.get("people"), workflow, desk),
        facts=facts_over((), keys.get("facts"), workflow, desk),
        answers=named_answers(named, desk),
    )
    scenarios = read_lives(keys.get("scenarios"), ground, desk)
    if not (desk.has_errors or source.findings):
        unused(named, desk)
    found = in_order((*source.findings, *desk.findings))
    text, people, facts = source.text, ground.people, ground.facts
    return Script(source.file, workflow.name, ground.day_0, scenarios, found, text, people, facts)


def _check_head(source: Source, keys: Entries, workflow: Workflow, desk: Desk) -> None:
    """The first lines: a format we know, the workflow it is about, and something to play."""
    if source.root is None or source.root.kind != "block":
        return
    lacking = [key for key in _lacking(keys, workflow) if key not in desk.hidden]
    if lacking:
        quotes = listed([f"'{key}'" for key in lacking], "and")
        hint = f"Add {listed([_line(key, workflow) for key in lacking], 'and')}."
        desk.advise("scenario-key-missing", f"a scenario file also needs {quotes}.", head(source.root), hint)
    desk.hidden.update({"people"} & set(lacking))
    if "format" in keys and keys["format"][1].text != FORMAT:
        node = keys["format"][1]
        desk.advise("scenario-format", f"{quoted(node)} is no format we know.", node.span, f"Write '{FORMAT}'.")
    if "tests" in keys and keys["tests"][1].text != workflow.name:
        node = keys["tests"][1]
        message = f"these scenarios test {quoted(node)}, but the rules beside them are '{workflow.name}'."
        desk.advise("scenario-workflow", message, node.span, f"Write '{workflow.name}', or move the file.")


def _line(key: str, workflow: Workflow) -> str:
    """What to write for something a file cannot do without."""
    roles = ", ".join(f"{role}: ..." for role in _always_there(workflow))
    words = {
        "format": f"'format: {FORMAT}'",
        "tests": f"'tests: {workflow.name}'",
        "people": f"'people: {{{roles}}}' with a name for each",
    }
    return words.get(key, f"'{key}:' with a name below it for each life, and its steps below that")


def _lacking(keys: Entries, workflow: Workflow) -> list[str]:
    """What a file cannot do without; who takes part may be said by its scenarios."""
    lives = keys["scenarios"][1].pairs if "scenarios" in keys else ()
    unsaid = lives and all(key.text in {"steps", "facts"} for _, life in lives for key, _ in life.pairs)
    people = ("people",) if unsaid and _always_there(workflow) else ()
    return [key for key in ("format", "tests", *people, "scenarios") if key not in keys]


def _always_there(workflow: Workflow) -> tuple[str, ...]:
    """The roles that somebody has to hold from the start."""
    return tuple(role.name for role in workflow.roles if role.kind in {"partners", "staff"})


def _day_0(keys: Entries, desk: Desk) -> dt.date:
    """The local date that days are counted from."""
    if "day_0" not in keys:
        return DAY_0
    node = keys["day_0"][1]
    date = calendar_date(node.text)
    if date is None:
        desk.advise("step-time", f"{quoted(node)} is no date.", node.span, "Write it like 2026-01-12.")
    return date or DAY_0
