"""
What reads otherwise in two files and means the same: texts, names of the workflow, promises, and how a value is put.

Everything that ``rules.digest`` leaves out is looked at here, wherever it stands in things that are in both files.
Nothing here says anything about meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.digest import counting, spelled
from mentorflow.rules.english import listed
from mentorflow.rules.workflow import (
    Cell,
    ChooseAny,
    Deadline,
    Effect,
    Field,
    Form,
    Mark,
    Move,
    Option,
    Promise,
    Property,
    Role,
    Row,
    State,
    Test,
    When,
    Workflow,
)
from mentorflow.tools.diff.apart import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mentorflow.diagnostics import Span


@attrs.frozen
class Rewording:
    """Something that only people read: *subject* in the names of the file, *says* in one sentence."""

    subject: str
    says: str
    old: Span | None = attrs.field(default=None, eq=False)
    new: Span | None = attrs.field(default=None, eq=False)


# What each of them is called; the subject stands behind it.
CALLED: dict[tuple[type, str], str] = {
    (Workflow, "name"): "the name of the workflow",
    (Workflow, "version"): "the version",
    (Workflow, "title"): "the title",
    (Workflow, "promises"): "what is promised",
    (Workflow, "properties"): "the property",
    (Workflow, "shown_as"): "what is shown for",
    (Workflow, "language"): "the language",
    (Role, "text"): "the role",
    (Effect, "text"): "the effect",
    (Option, "text"): "the choice",
    (Option, "title"): "what is shown for the choice",
    (Field, "ask"): "the question",
    (Field, "title"): "what is shown for the question",
    (Form, "title"): "the title of the form",
    (Form, "talk_about"): "what to talk about with",
    (Move, "title"): "the title of the move",
    (State, "title"): "the title of the state",
    (State, "final"): "the outcome",
    (Mark, "words"): "the time of",
    (Test, "words"): "the value in",
    (ChooseAny, "groups"): "the groups of choices of",
}
# What is not text, though it does not count.
_NOT_READ = frozenset({"span", "file"})
_KEYS: dict[type, Callable[[Any], Any]] = {
    When: lambda when: when.form,
    Mark: lambda mark: (mark.side, spelled(mark.offset)),
    Test: lambda test: (spelled(test.fact), test.op, spelled(test.value)),
    Cell: lambda cell: cell.condition,
    Row: lambda row: spelled(row.cells),
    Promise: lambda promise: (promise.kind, promise.subject),
}


def rewordings(old: Workflow, new: Workflow) -> tuple[Rewording, ...]:
    """Everything that reads otherwise and means the same, in the order of the notation; pure."""
    return tuple(dict.fromkeys(_things(old, new, "")))


def _things(old: Any, new: Any, home: str) -> Iterator[Rewording]:  # noqa: ANN401 - any two of one class
    """What reads otherwise in a thing and in everything it is made of."""
    kind = type(old)
    counted = {name for name, _ in counting(kind)}  # type: ignore[arg-type] # a class is hashable
    for each in attrs.fields(kind):
        before, after = getattr(old, each.name), getattr(new, each.name)
        if each.name in _NOT_READ or before == after:
            continue
        # Whether a state is final counts; how it came out is text.
        if each.name not in counted or (kind is State and each.name == "final" and before and after):
            yield from _read(old, new, each.name, home)
        else:
            yield from _inside(before, after, home)


def _inside(old: Any, new: Any, home: str) -> Iterator[Rewording]:  # noqa: ANN401 - whatever things are made of
    if attrs.has(type(old)) and type(old) is type(new):
        yield from _things(old, new, _home(home, new))
    elif isinstance(old, tuple) and isinstance(new, tuple) and all(attrs.has(type(one)) for one in (*old, *new)):
        for one, other in beside(old, new, _key).both:
            if type(one) is type(other):
                yield from _things(one, other, _home(home, other))


def _name_of(thing: Any) -> Any:  # noqa: ANN401 - anything in a list
    return getattr(thing, "name", None)


def _key(thing: Any) -> Any:  # noqa: ANN401 - anything in a list
    return _KEYS.get(type(thing), _name_of)(thing)


def _home(home: str, thing: Any) -> str:  # noqa: ANN401 - anything in a workflow
    """Where a thing stands, in the names of the file."""
    if isinstance(thing, Deadline) and thing.owner[0] != "state":
        return thing.name or "ends"
    name = getattr(thing, "name", "")
    return f"{home}.{name}" if home and name else name or home


def _read(old: Any, new: Any, name: str, home: str) -> Iterator[Rewording]:  # noqa: ANN401 - any two of one class
    before, after = getattr(old, name), getattr(new, name)
    called = CALLED[type(old), name]
    places = getattr(old, "span", None), getattr(new, "span", None)
    if isinstance(old, Test) and spelled(old) != spelled(new):
        return
    if isinstance(before, tuple) and before + after and isinstance((*before, *after)[0], Promise | Property):
        yield from _stated(before, after, called)
    elif name == "shown_as":
        shown, now = dict(before), dict(after)
        for key in dict.fromkeys((*shown, *now)):
            if shown.get(key) != now.get(key):
                yield Rewording(key, _sentence(f"{called} '{key}'", shown.get(key), now.get(key)))
    else:
        what = f"{called} '{home}'" if home else called
        yield Rewording(home or name, _sentence(what, _words(before), _words(after)), *places)


def _stated(old: tuple[Any, ...], new: tuple[Any, ...], called: str) -> Iterator[Rewording]:
    """Promises and properties, which are proved and decide nothing."""
    found = beside(old, new, _key)
    for one in found.gone:
        yield Rewording(_name(one), f"{_capital(called)} '{_name(one)}' is no longer stated.", old=one.span)
    for one in found.come:
        yield Rewording(_name(one), f"{_capital(called)} '{_name(one)}' is stated now: {_claim(one)}.", new=one.span)
    for one, other in found.both:
        if one != other:
            says = _sentence(f"{called} '{_name(one)}'", _claim(one), _claim(other))
            yield Rewording(_name(one), says, one.span, other.span)


def _name(stated: Promise | Property) -> str:
    return stated.name if isinstance(stated, Property) else f"{stated.kind} {stated.subject}"


def _claim(stated: Promise | Property) -> str:
    if isinstance(stated, Promise):
        return listed(stated.values, "and") if stated.values else stated.subject
    where = f" in {listed(stated.states, 'and')}" if stated.states else ""
    return f"{stated.quantifier} {stated.condition}{where}"


def _words(value: object) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return " / ".join(one if isinstance(one, str) else f"{one[0]}: {', '.join(one[1])}" for one in value)
    return str(value)


def _sentence(what: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"{_capital(what)} reads now: {after}"
    if after is None:
        return f"{_capital(what)} no longer reads: {before}"
    return f"{_capital(what)} reads now: {after} - before: {before}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
