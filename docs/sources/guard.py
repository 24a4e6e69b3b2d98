"""
What is missing between the register and the workflows, one sentence each; nothing when every rule is accounted for.

Pure: the register and the places are handed over.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from docs.sources.strength import RANK, strongest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docs.sources.places import Place, Shelf
    from docs.sources.register import Decision, Register, Rule

ROOT = Path(__file__).parents[2]


def by_code(shelves: Iterable[Shelf]) -> dict[str, tuple[Place, ...]]:
    """Every place of some workflows, by the code it cites."""
    found: dict[str, list[Place]] = defaultdict(list)
    for one in shelves:
        for place in one.places:
            found[place.code].append(place)
    return {code: tuple(listed) for code, listed in found.items()}


def problems(register: Register, shelves: Sequence[Shelf]) -> tuple[str, ...]:
    """Everything that is missing or does not go together, in the order of the register."""
    cited = by_code(shelves)
    return (
        *(said for rule in register.rules for said in _of_rule(rule, cited.get(rule.code, ()))),
        *(said for each in register.decisions for said in _of_decision(each, cited.get(each.code, ()))),
        *(f"{code} is cited at {where} and stands in no register." for code, where in unknown(register, shelves)),
    )


def unknown(register: Register, shelves: Iterable[Shelf]) -> tuple[tuple[str, str], ...]:
    """What rules or scenarios cite that is not in the register, with where."""
    of_rules = ((code, _where(listed[0])) for code, listed in by_code(shelves).items())
    of_scenarios = ((code, f"{one.beside}, {name}") for one in shelves for code, name in one.cited_in_scenarios)
    return tuple((code, where) for code, where in (*of_rules, *of_scenarios) if code not in register.codes)


def _of_rule(rule: Rule, listed: tuple[Place, ...]) -> Iterator[str]:
    named = f"{rule.code} ({rule.strength})"
    yield from _of_reasons(named, rule, listed)
    if rule.strength != "must" or not listed:
        return
    if not rule.kept_by and not any(place.scenarios for place in listed):
        yield f"{named} is cited at {_where(listed[0])}, but no scenario exercises that."
    kept = strongest(place.strength for place in listed)
    if RANK[kept] < RANK["must"] and not rule.weaker:
        yield f"{named} is only a '{kept}' at {_where(listed[0])}, and the register does not say why (`weaker`)."
    if kept == "must" and rule.weaker:
        yield f"{named} is a must of the rules as well; the register need not say why it is weaker."


def _of_decision(decision: Decision, listed: tuple[Place, ...]) -> Iterator[str]:
    yield from _of_reasons(decision.code, decision, listed)
    if decision.record and not (ROOT / decision.record).is_file():
        yield f"{decision.code} is written down in {decision.record}, which does not exist."


def _of_reasons(named: str, entry: Rule | Decision, listed: tuple[Place, ...]) -> Iterator[str]:
    """What goes for rules and decisions alike: one answer at least, and none that another contradicts."""
    record = getattr(entry, "record", "")
    if not (listed or entry.kept_by or entry.cannot or record):
        yield f"{named} is cited by no line of a workflow, and the register gives no reason."
    if listed and entry.cannot:
        yield f"{named} is cited at {_where(listed[0])}, but the register says that it cannot be kept."
    if entry.kept_by and not is_test(entry.kept_by):
        yield f"{named} is kept by {entry.kept_by}, which does not exist."


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}"


def is_test(name: str) -> bool:
    """Whether ``FILE::FUNCTION`` names a test of ours."""
    file, _, function = name.partition("::")
    path = ROOT / file
    if not path.is_file():
        return False
    body = ast.parse(path.read_text("utf-8")).body
    return function in {part.name for part in body if isinstance(part, ast.FunctionDef)}
