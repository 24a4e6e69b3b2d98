"""The page of all rules of the sources: what each asks, which line keeps it, and which scenario exercises that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.sources import guard, register
from docs.sources.places import shelves

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docs.sources.places import Place, Shelf
    from docs.sources.register import Decision, Register, Rule

UP = "../"
INTRODUCTION = """\
# Sources

Where the rules of the shipped workflows come from.
Five documents about mentoring were read; what they ask for stands here in our own words.
With each rule stand the lines that keep it, and the first of the scenarios that exercise each line.
Questions that the documents leave open follow as [decisions](#decisions).

How strongly a line holds is read off what it is:

- *must*: anything else is refused, or it happens by itself;
- *should*: it is advised, warned of or reminded of;
- *may*: it is only offered.

Where a document says *must* and the rules only advise or offer, the reason stands below it.
"""


def page() -> str:
    """The whole page as it stands in the project."""
    return page_of(register.load(), shelves())


def page_of(entries: Register, workflows: Sequence[Shelf]) -> str:
    """The page of a register and some workflows."""
    cited, lines = guard.by_code(workflows), _scenario_lines(workflows)
    phases = [_phase(entries, phase, cited, lines) for phase in entries.phases]
    unknown = [f"- {code}, at {where}" for code, where in guard.unknown(entries, workflows)] or ["Nothing."]
    return "\n".join(
        [
            INTRODUCTION,
            *_documents(entries),
            *_counts(entries, cited),
            *phases,
            "## Decisions",
            "",
            "What was decided where the documents leave something open, and where it stands.",
            "",
            "| decision | asks | decided | where |",
            "|---|---|---|---|",
            *(_decision(each, cited.get(each.code, ())) for each in entries.decisions),
            "",
            "## Cited and in no register",
            "",
            *unknown,
            "",
        ]
    )


def _documents(entries: Register) -> list[str]:
    rows = [f"| {number} | {title} |" for number, title in entries.documents.items()]
    return ["## Documents", "", "| number | what it is |", "|---|---|", *rows, ""]


# --- how many -------------------------------------------------------------------------------------------------------
def _counts(entries: Register, cited: Mapping[str, tuple[Place, ...]]) -> list[str]:
    """How many rules there are of each strength, and what became of them."""
    head = ["## How many", "", "| strength | rules | by a line | with a scenario | by the engine | not by software |"]
    rows = [_count(name, [r for r in entries.rules if r.strength == name], cited) for name in register.STRENGTHS]
    return [*head, "|---|---|---|---|---|---|", *rows, _count("all", entries.rules, cited), ""]


def _count(name: str, rules: Sequence[Rule], cited: Mapping[str, tuple[Place, ...]]) -> str:
    said = [rule for rule in rules if rule.code in cited]
    seen = [rule for rule in said if any(place.scenarios for place in cited[rule.code])]
    kept = [rule for rule in rules if rule.kept_by]
    not_ours = [rule for rule in rules if rule.cannot]
    return _row(name, *(str(len(listed)) for listed in (rules, said, seen, kept, not_ours)))


# --- rules ----------------------------------------------------------------------------------------------------------
def _phase(
    entries: Register, phase: str, cited: Mapping[str, tuple[Place, ...]], lines: Mapping[tuple[str, str], str]
) -> str:
    rows = [row for r in entries.rules if r.phase == phase for row in _rule(r, cited.get(r.code, ()), lines)]
    head = [
        "| rule | document | strength | says | where | in the rules | scenarios |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([f"## {entries.phases[phase]}", "", *head, *rows, ""])


def _rule(rule: Rule, places: tuple[Place, ...], lines: Mapping[tuple[str, str], str]) -> list[str]:
    """The rows of one rule: one for each place that keeps it."""
    where = [(_place(each), each.strength, _scenarios(each, lines)) for each in places]
    where += [(text, "", "") for text in _otherwise(rule)]
    first = (rule.code, ", ".join(rule.documents), rule.strength, _says(rule))
    return [_row(*(first if not index else ("",) * len(first)), *cells) for index, cells in enumerate(where)]


def _says(rule: Rule) -> str:
    """What a rule says, with what there is to know about it."""
    weaker = f"*Weaker in the rules:* {rule.weaker}" if rule.weaker else ""
    return "<br>".join(part for part in (rule.says, weaker, rule.note) if part)


def _otherwise(entry: Rule | Decision) -> list[str]:
    """What keeps an entry beside the lines of workflows: a test of the engine, or the reason why nothing does."""
    file, _, name = entry.kept_by.partition("::")
    kept = [f"the engine: [{name}]({UP}{file})"] if name else []
    return [*kept, *([f"*Not by software:* {entry.cannot}"] if entry.cannot else [])]


def _place(place: Place) -> str:
    return f"[{_short(place.file)}:{place.line}]({UP}{place.file}#L{place.line}) {place.what}"


def _short(file: str) -> str:
    return file.removeprefix("workflows/").removesuffix(".yaml")


def _scenarios(place: Place, lines: Mapping[tuple[str, str], str]) -> str:
    """The first scenario that exercises a place, and how many more there are."""
    if not place.scenarios:
        return "none"
    first, more = place.scenarios[0], len(place.scenarios) - 1
    return f"[{first}]({lines[place.file, first]})" + (f" and {more} more" if more else "")


def _scenario_lines(workflows: Iterable[Shelf]) -> dict[tuple[str, str], str]:
    """Where each scenario of each workflow stands."""
    return {
        (one.file, each.name): f"{UP}{one.beside}#L{each.span.line}"
        for one in workflows
        for each in one.script.scenarios
    }


# --- decisions ------------------------------------------------------------------------------------------------------
def _decision(decision: Decision, places: tuple[Place, ...]) -> str:
    record = [f"[{decision.record}]({UP}{decision.record})"] if decision.record else []
    where = [*(_place(each) for each in places), *record, *_otherwise(decision)]
    decided = "<br>".join(part for part in (decision.decided, decision.note) if part)
    return _row(decision.code, decision.asks, decided, "<br>".join(where))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
