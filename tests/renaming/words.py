"""
Names in a text: where they stand, and of which kinds each can be.

Nothing here knows where in a file names may stand; that is said in ``rules`` and ``scenarios``.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.workflow import ChooseAny, ChooseOne, ListOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mentorflow.rules.tree import Node, Source
    from mentorflow.rules.workflow import Field, HostFact, Workflow


@attrs.frozen(order=True)
class Word:
    """One name where it stands: characters *start* to *end* of the file's text, and the kinds of which it has one."""

    start: int
    end: int
    text: str
    kinds: tuple[str, ...]


@attrs.frozen
class Names:
    """What a workflow calls its things: *of* has the names by kind, *choices* what one chooses the answer to."""

    of: Mapping[str, frozenset[str]]
    choices: frozenset[str]


@attrs.define
class Marker:
    """Takes down the names of one file, each once; changed while that file is gone through, and by that only."""

    source: Source
    names: Names
    words: set[Word] = attrs.field(factory=set)
    lines: tuple[int, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Know where lines begin."""
        self.lines = tuple(accumulate((len(line) + 1 for line in self.source.text.split("\n")), initial=0))

    def mark(self, node: Node, *kinds: str, text: str | None = None, at: int = 0) -> None:
        """Take a text down, or the piece *text* of it from *at* on, if it is a name of one of these kinds."""
        word = node.text if text is None else text
        has = tuple(kind for kind in kinds if word in self.names.of[kind])
        if has:
            start = self.lines[node.span.line - 1] + node.span.column - 1 + (node.style != "plain") + at
            assert word == self.source.text[start : start + len(word)]
            self.words.add(Word(start, start + len(word), word, has))

    def mark_all(self, node: Node, *kinds: str) -> None:
        """The same for one name, or several in brackets."""
        for item in each(node):
            self.mark(item, *kinds)


def each(node: Node) -> tuple[Node, ...]:
    """One text, or several in brackets, as several."""
    return node.items if node.kind == "list" else (node,)


def names_of(workflow: Workflow) -> Names:
    """All names that a workflow declares."""
    deadlines = [deadline for state in workflow.states for deadline in state.deadlines]
    fields = [field for _, field in _asked(workflow)]
    answered: list[Field | HostFact] = [*fields, *workflow.facts]
    declared: dict[str, Iterable[str]] = {
        "workflow": [workflow.name],
        "role": _names(workflow.roles),
        "limit": [limit.name for limit in workflow.limits if "%" not in limit.name],
        "fact": _names(workflow.facts),
        "effect": _names(workflow.effects),
        "form": _names(workflow.forms),
        "field": _names(fields),
        "option": [name for thing in answered for name in _options(thing)],
        "count": _names(workflow.counts),
        "condition": _names(workflow.conditions),
        "routing": _names(workflow.routing),
        "state": _names(workflow.states),
        "move": workflow.move_names,
        "deadline": _names([*deadlines, *workflow.deadlines]),
        "property": _names(workflow.properties),
    }
    choices = [path for path, field in _asked(workflow) if isinstance(field.kind, ChooseOne | ChooseAny)]
    chosen = [fact.name for fact in workflow.facts if isinstance(fact.kind, ChooseOne | ChooseAny)]
    return Names({kind: frozenset(names) for kind, names in declared.items()}, frozenset((*choices, *chosen)))


def _names(things: Iterable[object]) -> list[str]:
    return [thing.name for thing in things]  # type: ignore[attr-defined]


def _asked(workflow: Workflow) -> Iterator[tuple[str, Field]]:
    """Every question with its path; those of lists and of moves have none that could be read."""
    for form in workflow.forms:
        for field in form.fields:
            yield f"{form.name}.{field.name}", field
            yield from (("", detail) for detail in _details(field))
    for move in workflow.every_move():
        for field in move.asks:
            yield "", field
            yield from (("", detail) for detail in _details(field))


def _details(field: Field) -> tuple[Field, ...]:
    return field.kind.fields if isinstance(field.kind, ListOf) else ()


def _options(thing: Field | HostFact) -> tuple[str, ...]:
    """The choices of a question or fact, and their groups."""
    if isinstance(thing.kind, ChooseAny):
        return (*thing.kind.names, *(name for name, _ in thing.kind.groups))
    return thing.kind.names if isinstance(thing.kind, ChooseOne) else ()
