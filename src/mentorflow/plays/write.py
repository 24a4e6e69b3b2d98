"""
Lives as the text of a scenario file, in the notation that ``read_scenarios`` takes, ready to be pasted and approved.

What is read back plays the same; nothing here searches, plays or decides.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.plays.expecting import OF_SOMEBODY
from mentorflow.plays.moments import NOON
from mentorflow.plays.read_steps import ACTS
from mentorflow.plays.scenario import DAY_0, FORMAT, NOBODY, NOTHING, REFUSED
from mentorflow.plays.values import Rows
from mentorflow.rules.calendar import zone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from mentorflow.plays.life import Life
    from mentorflow.plays.play import Played
    from mentorflow.plays.scenario import Pairs, Step
    from mentorflow.rules.meaning import Anything
    from mentorflow.rules.workflow import Workflow

WIDTH = 80
_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w .'-]*[\w.'])?")


@attrs.frozen
class Written:
    """
    One scenario to be written.

    *says* are the lines of the comment above it; where the life goes on from a scenario, that is named instead of
    repeating it.
    """

    name: str
    life: Life
    says: tuple[str, ...] = ()


def file_of(workflow: Workflow, scenarios: Sequence[Written], *, day_0: dt.date = DAY_0) -> str:
    """A whole scenario file; people and facts that all scenarios begin with stand at its top."""
    people = scenarios[0].life.people if scenarios else ()
    facts = scenarios[0].life.steps[0].step.facts if scenarios else ()
    lines = [f"format: {FORMAT}", f"tests: {workflow.name}", f"day_0: {day_0}", "", f"people: {_braced(people)}"]
    if facts:
        lines += ["", "facts:", *(f"  {name}: {_value(value)}" for name, value in facts)]
    lines += ["", "scenarios:"]
    for each in scenarios:
        lines += ["", *lines_of(workflow, each, facts, people=people, day_0=day_0)]
    return "\n".join(lines) + "\n"


def lines_of(
    workflow: Workflow, scenario: Written, facts: Pairs = (), *, people: Pairs | None = None, day_0: dt.date = DAY_0
) -> list[str]:
    """
    The lines of one scenario below ``scenarios:``; only what differs from *facts* and *people* is said.

    Days are counted from *day_0*.
    """
    life = scenario.life
    lines = [*(f"  # {line}" for line in scenario.says), f"  {scenario.name}:"]
    if life.begin_with is not None:
        lines.append(f"    begin_with: {life.begin_with}")
        facts = life.facts
    elif people is not None and dict(people) != dict(life.people):
        lines += _folded(f"    people: {_braced(_otherwise(life.people, people))}", "    ")
    lines.append("    steps:")
    own = life.steps[life.inherited :]
    for number, played in enumerate(own, 1):
        whole = number == len(own) or _refused(played)
        expected = _expected(played) if whole else _told(played) if played.step.act == "look" else ()
        expected = _said_already(played.step) or expected
        lines += _step(played.step, (*_said(workflow, played.step, facts, day_0), *expected))
    return lines


# --- a step ---------------------------------------------------------------------------------------------------------
def _said(workflow: Workflow, step: Step, facts: Pairs, day_0: dt.date) -> Iterator[tuple[str, Any]]:
    """What a step says, in the order of the shipped files."""
    yield "at", _At(_when(step.at, day_0, workflow.timezone))
    if step.by is not None:
        yield "by", step.by
    yield step.act, step.names if len(step.names) > 1 else step.names[0]
    if step.reason is not None:
        yield "reason", step.reason
    if step.answers is not None:
        yield "answers", _Block(step.answers)
    for key, pairs in (("facts", _otherwise(step.facts, facts)), ("people", step.people), ("limits", step.limits)):
        # What the application tells holds at every step; it is said only beside acts that ask for it.
        if pairs and key in ACTS[step.act]:
            yield key, _Inline(pairs)


@attrs.frozen
class _At:
    words: str


@attrs.frozen
class _Inline:
    pairs: Pairs


@attrs.frozen
class _Block:
    pairs: Pairs


def _expected(played: Played) -> tuple[tuple[str, Any], ...]:
    """What is expected of a step: everything that came of it, for its reader to approve."""
    if played.step.viewer is not None:
        return tuple((wanted.kind, _one_or_all(wanted.words)) for wanted in played.step.expectations)
    if _refused(played):
        because = tuple(r.subject for d in played.decisions for r in d.refusals if r.kind == "condition")
        return (("expect", REFUSED), *((("because", _one_or_all(because)),) if because else ()))
    effects = tuple(dict.fromkeys(effect for decision in played.decisions for effect in decision.effects))
    warned = tuple(dict.fromkeys(warned.subject for decision in played.decisions for warned in decision.warnings))
    state = "" if played.partnership is None else played.partnership.state
    more = (("warned", warned), ("effect", effects))
    return (
        ("expect", state),
        *_told(played),
        *((key, _one_or_all(names)) for key, names in more if names),
    )


def _said_already(step: Step) -> tuple[tuple[str, Any], ...]:
    """What a step says itself that it expects, in its order."""
    none = {"told": NOBODY, "warned": NOTHING, "effect": NOTHING, "sees": NOTHING}
    found: dict[str, Any] = {}
    for one in step.expectations:
        if one.kind in OF_SOMEBODY:
            (person, thing), pairs = one.words, found.setdefault(one.kind, {})
            pairs[person] = (*pairs.get(person, ()), thing)
        else:
            found[one.kind] = _one_or_all(one.words) if one.words else none[one.kind]
    return tuple((kind, _in_braces(said) if kind in OF_SOMEBODY else said) for kind, said in found.items())


def _in_braces(pairs: dict[str, tuple[str, ...]]) -> _Inline:
    return _Inline(tuple((name, _one_or_all(words)) for name, words in pairs.items()))


def _told(played: Played) -> tuple[tuple[str, Any], ...]:
    told = tuple(dict.fromkeys(notice.to for decision in played.decisions for notice in decision.notices))
    return (("told", _one_or_all(told) if told else NOBODY),)


def _refused(played: Played) -> bool:
    return any(not decision.accepted for decision in played.decisions)


def _one_or_all(names: tuple[str, ...]) -> Anything:
    return names[0] if len(names) == 1 else names


def _step(step: Step, said: Iterable[tuple[str, Any]]) -> list[str]:
    """A step on one line where it fits, otherwise with a line for each thing it says."""
    pairs = list(said)
    short = "      - {" + ", ".join(f"{key}: {_value(value)}" for key, value in pairs) + "}"
    if len(short) <= WIDTH and not step.answers:
        return [short]
    lines: list[str] = []
    for key, value in pairs:
        lines += _lines(key, value, "        ")
    return [f"      - {lines[0].strip()}", *lines[1:]]


def _lines(key: str, value: Anything, indent: str) -> list[str]:
    """One thing on a line of its own, or with lines of its own below it."""
    if isinstance(value, _Block):
        if not value.pairs:
            return [f"{indent}{key}: {{}}"]
        return [f"{indent}{key}:", *(line for name, one in value.pairs for line in _lines(name, one, indent + "  "))]
    if isinstance(value, Rows) and not value.rows:
        return [f"{indent}{key}: []"]
    if isinstance(value, Rows):
        return [f"{indent}{key}:", *(line for row in value.rows for line in _row(row, indent + "  "))]
    return _folded(f"{indent}{key}: {_value(value)}", indent)


def _folded(line: str, indent: str) -> list[str]:
    """A line as it is, or on several lines where it is a long list, or pairs in braces."""
    if len(line) <= WIDTH or not line.endswith(("]", "}")) or '"' in line:
        return [line]
    return textwrap.wrap(line, WIDTH, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False)


def _row(row: Pairs, indent: str) -> list[str]:
    lines = [line for name, value in row for line in _lines(name, value, indent + "  ")]
    # Of an entry whose questions may all be left open nothing need be said.
    return [f"{indent}- {lines[0].strip()}", *lines[1:]] if lines else [f"{indent}- {{}}"]


# --- values ---------------------------------------------------------------------------------------------------------
def _when(at: dt.datetime, day_0: dt.date, timezone: str) -> str:
    """An instant as a day counted from the first, with the time of day where it is not noon."""
    local = at.astimezone(zone(timezone))
    days = (local.date() - day_0).days
    day = f"day {days}" if days >= 0 else f"{days} day{'' if days == -1 else 's'}"
    return day if local.time() == NOON else f"{day} {local:%H:%M}"


def _value(value: Anything) -> str:
    """A value as a file has it."""
    if isinstance(value, _At):
        return value.words
    if isinstance(value, _Inline | _Block):
        return _braced(value.pairs)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return NOBODY if value is None else str(value)


def _braced(pairs: Pairs) -> str:
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in pairs) + "}"


def _otherwise(pairs: Pairs, usual: Pairs) -> Pairs:
    """Those that differ from the usual ones."""
    known = dict(usual)
    return tuple((name, value) for name, value in pairs if name not in known or known[name] != value)
