"""
What an answer, a fact or a limit of a scenario file means: its words, read by the kind of the question.

The words come back as the plain values that ``Flow`` takes, with findings for those that no one could answer.
Lists come back as tuples and rows as pairs of names and values, so that a step can be frozen and compared;
``handed_in`` makes the lists and dicts of a call from them.
Nothing here decides whether an answer is accepted; that is the engine's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

import attrs

from mentorflow.diagnostics import Suggestion
from mentorflow.plays.moments import calendar_date
from mentorflow.rules.calendar import Duration, duration
from mentorflow.rules.findings import found, meant
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Date,
    LengthOfTime,
    ListOf,
    Text,
    Texts,
    Tick,
    WholeNumber,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.plays.scenario import Pairs
    from mentorflow.rules.source import Node
    from mentorflow.rules.workflow import Field, Kind, Limit

TRUTHS = {"yes": True, "no": False}
_NUMBER = re.compile(r"-?\d{1,9}")


@attrs.frozen
class Rows:
    """The rows of a list, each as pairs; a name of its own keeps them apart from a list of texts."""

    rows: tuple[Pairs, ...]


@attrs.frozen
class Worth:
    """What some words mean, and what is wrong with them."""

    value: Any
    findings: tuple[Diagnostic, ...] = ()


_Reader: TypeAlias = "Callable[[Any, Node, str], Worth]"


def worth(kind: Kind, node: Node, name: str) -> Worth:
    """
    Read *node* as an answer of *kind* to the question called *name*.

    Words outside the domain still get a value where they can have one, because a step may expect them to be refused.
    """
    return _READERS[type(kind)](kind, node, name)


def answers_of(fields: tuple[Field, ...], pairs: tuple[tuple[Node, Node], ...], home: str) -> Worth:
    """
    Read the answers to some questions; *home* says whose questions in a sentence (``the form 'check_up'``).

    Nothing after the colon leaves a question unanswered, so that ``like`` can take an answer away.
    """
    known = {field.name: field for field in fields}
    values: list[tuple[str, Any]] = []
    findings: list[Diagnostic] = []
    for key, node in pairs:
        field = known.get(key.text)
        if field is None:
            findings.append(_no_question(key, known, home))
        elif not _left_out(node):
            read = worth(field.kind, node, key.text)
            values.append((key.text, read.value))
            findings += read.findings
    return Worth(tuple(values), tuple(findings))


def limit_worth(limit: Limit, node: Node) -> Worth:
    """Read the value of a limit that may be set at the start."""
    number, length = whole(node), duration(node.text)
    wanted = limit.lowest
    value: int | Duration | None = length if isinstance(wanted, Duration) else number
    if value is None or not _between(wanted, value, limit.highest):
        bounds = f"from {limit.lowest} to {limit.highest}"
        message = f"'{limit.name}' may be {bounds}, not {quoted(node)}."
        beyond = raw(node) if value is None else _of_limit(node, value)
        hint = _say(f"Set it {bounds}, or widen 'may_be' in the rules.")
        return Worth(beyond, (found("scenario-limit", message, node.span, suggestion=hint),))
    return Worth(_of_limit(node, value))


def _of_limit(node: Node, value: int | Duration) -> object:
    return node.text if isinstance(value, Duration) else value


def handed_in(value: object) -> object:
    """A value as a call takes it: lists for tuples, dicts for rows."""
    if isinstance(value, Rows):
        return [as_call(row) for row in value.rows]
    return list(value) if isinstance(value, tuple) else value


def as_call(pairs: Pairs) -> dict[str, Any]:
    """Pairs as the dict that a call takes."""
    return {name: handed_in(value) for name, value in pairs}


def whole(node: Node) -> int | None:
    """The whole number that some words are; None when they are none."""
    return int(node.text) if node.kind == "text" and _NUMBER.fullmatch(node.text) else None


def raw(node: Node) -> object:
    """Words no kind could make sense of, as they stand: what a careless application would hand over."""
    if node.kind == "list":
        return tuple(raw(item) for item in node.items)
    if node.kind == "block":
        return Rows((tuple((key.text, raw(value)) for key, value in node.pairs),))
    return node.text


def quoted(node: Node) -> str:
    """How a sentence names what stands there."""
    if node.kind == "text":
        return f"'{node.text}'" if node.text else "nothing"
    return "a list" if node.kind == "list" else "a block of names"


def _left_out(node: Node) -> bool:
    return node.kind == "text" and node.style == "plain" and not node.text


def _no_question(key: Node, known: dict[str, Field], home: str) -> Diagnostic:
    message = f"{home} asks nothing called '{key.text}'."
    hint = meant(key.text, known, key.span) or _say("Leave it out.")
    return found("scenario-question", message, key.span, suggestion=hint)


def _wrong(node: Node, message: str, value: object, hint: Suggestion | None = None) -> Worth:
    return Worth(value, (found("scenario-answer", message, node.span, suggestion=hint),))


def _say(text: str) -> Suggestion:
    return Suggestion(text)


def _text(kind: Text, node: Node, name: str) -> Worth:
    if node.kind != "text":
        hint = _say("Write one text; put it in quotes where it has a colon or a comma.")
        return _wrong(node, f"'{name}' takes a text, not {quoted(node)}.", raw(node), hint)
    if kind.up_to is not None and len(node.text) > kind.up_to:
        message = f"'{name}' takes {kind.up_to} characters; this has {len(node.text)}."
        return _wrong(node, message, node.text, _say("Shorten it."))
    return Worth(node.text)


def _texts(kind: Texts, node: Node, name: str) -> Worth:
    fits = node.kind == "list" and all(item.kind == "text" for item in node.items)
    if not fits:
        hint = _say("Put the texts in [ ], with commas between them.")
        return _wrong(node, f"'{name}' takes a list of {kind.count} texts, not {quoted(node)}.", raw(node), hint)
    value = tuple(item.text for item in node.items)
    if len(value) != kind.count:
        hint = _say(f"Write {kind.count} texts, with commas between them.")
        return _wrong(node, f"'{name}' takes {kind.count} texts, not {len(value)}.", value, hint)
    return Worth(value)


def _whole_number(kind: WholeNumber, node: Node, name: str) -> Worth:
    value = whole(node)
    hint = _say(f"Write a number from {kind.low} to {kind.high}, in digits.")
    if value is None:
        return _wrong(node, f"'{name}' takes a whole number, not {quoted(node)}.", raw(node), hint)
    if not kind.low <= value <= kind.high:
        return _wrong(node, f"'{name}' takes {kind.low} to {kind.high}, not {value}.", value, hint)
    return Worth(value)


def _choose_one(kind: ChooseOne, node: Node, name: str) -> Worth:
    if node.kind != "text":
        hint = _say(f"Write one of: {', '.join(kind.names)}.")
        return _wrong(node, f"'{name}' takes one of its choices, not {quoted(node)}.", raw(node), hint)
    if node.text not in kind.names:
        return _no_choice(kind, node, name)
    return Worth(node.text)


def _choose_any(kind: ChooseAny, node: Node, name: str) -> Worth:
    if node.kind == "block":
        return _wrong(node, f"'{name}' takes some of its choices, not {quoted(node)}.", raw(node), _some(kind))
    read = [_choice(kind, item, name) for item in (node.items if node.kind == "list" else (node,))]
    findings = tuple(finding for one in read for finding in one.findings)
    value = tuple(one.value for one in read)
    if len(value) < kind.at_least:
        message = f"'{name}' takes {kind.at_least} or more of its choices, not {len(value)}."
        few = _wrong(node, message, value, _some(kind))
        return Worth(value, (*findings, *few.findings))
    return Worth(value, findings)


def _some(kind: ChooseAny) -> Suggestion:
    return _say(f"Write some of these in [ ]: {', '.join(kind.names)}.")


def _choice(kind: ChooseAny, node: Node, name: str) -> Worth:
    """One of several choices: its name, or its number where they are numbered."""
    number = whole(node)
    if kind.numbered and number is not None:
        if 1 <= number <= len(kind.options):
            return Worth(number)
        hint = _say(f"Write a number from 1 to {len(kind.options)}, or the name of a choice.")
        return _wrong(node, f"'{name}' has choices 1 to {len(kind.options)}, not {number}.", number, hint)
    return Worth(node.text) if node.text in kind.names else _no_choice(kind, node, name)


def _no_choice(kind: ChooseOne | ChooseAny, node: Node, name: str) -> Worth:
    hint = meant(node.text, kind.names, node.span) or _say("Write one of the choices of the question.")
    return _wrong(node, f"'{name}' has no choice {quoted(node)}.", raw(node), hint)


def _length_of_time(kind: LengthOfTime, node: Node, name: str) -> Worth:
    value = duration(node.text) if node.kind == "text" else None
    if value is None:
        hint = _say("Write it like 90 minutes, 1 hour or 3 weeks.")
        return _wrong(node, f"'{name}' takes a length of time, not {quoted(node)}.", raw(node), hint)
    if not _between(kind.low, value, kind.high):
        hint = _say(f"Write a length of time from {kind.low} to {kind.high}.")
        return _wrong(node, f"'{name}' takes {kind.low} to {kind.high}, not {value}.", node.text, hint)
    return Worth(node.text)


def _between(low: object, value: int | Duration, high: object) -> bool:
    """Whether a value lies between two bounds; a bound that is the name of a limit is left to the engine."""
    size = _size(value)
    return not (_is_bound(low) and size < _size(low)) and not (_is_bound(high) and size > _size(high))


def _is_bound(bound: object) -> TypeGuard[int | Duration]:
    return isinstance(bound, int | Duration)


def _size(value: int | Duration) -> int:
    return value.nominal if isinstance(value, Duration) else value


def _date(_: Date, node: Node, name: str) -> Worth:
    value: dt.date | None = calendar_date(node.text) if node.kind == "text" else None
    if value is None:
        return _wrong(
            node, f"'{name}' takes a date, not {quoted(node)}.", raw(node), _say("Write it like 2026-01-20.")
        )
    return Worth(value)


def _tick(_: Tick, node: Node, name: str) -> Worth:
    value = TRUTHS.get(node.text)
    if value is None:
        return _wrong(node, f"'{name}' takes yes or no, not {quoted(node)}.", raw(node), _say("Write yes or no."))
    return Worth(value)


def _list_of(kind: ListOf, node: Node, name: str) -> Worth:
    if node.kind != "list" or any(item.kind != "block" for item in node.items):
        hint = _say("Start each row with a dash and put its details below each other.")
        return _wrong(node, f"'{name}' takes a list of rows, not {quoted(node)}.", raw(node), hint)
    rows = [answers_of(kind.fields, item.pairs, f"a row of '{name}'") for item in node.items]
    value, findings = Rows(tuple(row.value for row in rows)), tuple(f for row in rows for f in row.findings)
    if len(rows) < kind.at_least:
        message = f"'{name}' takes {kind.at_least} or more rows, not {len(rows)}."
        few = _wrong(node, message, value, _say("Add a row for each."))
        return Worth(value, (*findings, *few.findings))
    return Worth(value, findings)


_READERS: dict[type[Any], _Reader] = {
    Text: _text,
    Texts: _texts,
    WholeNumber: _whole_number,
    ChooseOne: _choose_one,
    ChooseAny: _choose_any,
    LengthOfTime: _length_of_time,
    Date: _date,
    Tick: _tick,
    ListOf: _list_of,
}
