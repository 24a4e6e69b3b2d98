"""
Questions: what each asks for, its choices, and what is said about its answers.

Part of the builder; nothing here knows who answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.diagnostics import Diagnostic, Span, Suggestion
from mentorflow.rules.blocks import Block, Named, below, block, is_empty, misshapen, pairs
from mentorflow.rules.build_limits import A_LENGTH, family, known_length
from mentorflow.rules.findings import fold, meant, nearest
from mentorflow.rules.notation import KIND_NAMES, RESERVED, TEXT
from mentorflow.rules.reading import (
    a_date,
    a_name,
    a_tick,
    number,
    number_range,
    part,
    text_length,
    time_range,
)
from mentorflow.rules.traps import several_in_one
from mentorflow.rules.workflow import (
    TIME_LEFT,
    ChooseAny,
    ChooseOne,
    Date,
    Field,
    Kind,
    LengthOfTime,
    ListOf,
    Option,
    Text,
    Texts,
    Tick,
    WholeNumber,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.rules.calendar import Duration
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node

CHOICES = (ChooseOne, ChooseAny)
# Keys that go with some kinds only, and what messages call these.
FITTING: tuple[tuple[str, tuple[type, ...], str], ...] = (
    ("numbered", (ChooseAny,), "'choose_any'"),
    ("at_least", (ChooseAny, ListOf), "'choose_any' or 'list_of'"),
)
# What messages call a kind.
KIND_TITLES: dict[type, str] = {
    Text: "free text",
    Texts: "texts",
    WholeNumber: "a whole number",
    ChooseOne: "one choice",
    ChooseAny: "any of several choices",
    LengthOfTime: "a length of time",
    Date: "a date",
    Tick: "a tick",
    ListOf: "a list",
}


def kind_of(desk: Desk, made: Block) -> Kind | None:
    """What a question or fact asks for; there must be exactly one kind. None where there is an error."""
    there = [name for name in made.values if name in KIND_NAMES]
    kinds = there + [name for name in KIND_NAMES if name in made.seen and name not in there]
    if not kinds and made.strangers:
        return None
    if not kinds:
        way_out = f"Add one of: {', '.join(name for name in KIND_NAMES if name in made.place.keys)}."
        desk.report("no-kind", f"{made.label} does not say what it asks for.", made.span, way_out=way_out)
        return None
    for extra in kinds[1:]:
        key = made.key(extra)
        if key is not None:
            message = f"{made.label} asks for two things: '{kinds[0]}' and '{extra}'."
            desk.report("two-kinds", message, key.span, way_out="Keep one of them, or ask two questions.")
    node = made.get(kinds[0]) if len(kinds) == 1 else None
    return None if node is None else READERS[kinds[0]](desk, made, node)


def _text(desk: Desk, _made: Block, node: Node) -> Kind | None:
    read = text_length(node)
    if isinstance(read, Diagnostic):
        desk.keep(read)
        return None
    return Text(read)


def _texts(desk: Desk, _made: Block, node: Node) -> Kind | None:
    count = desk.take(number(node, 1), None)
    return None if count is None else Texts(count)


def _whole_number(desk: Desk, _made: Block, node: Node) -> Kind | None:
    ends = desk.take(number_range(node), None)
    return None if ends is None else WholeNumber(*ends)


def _length_of_time(desk: Desk, _made: Block, node: Node) -> Kind | None:
    ends = desk.take(time_range(node), None)
    if ends is None:
        return None
    low, high = (_end(desk, end, part(node, end) if isinstance(end, str) else node.span) for end in ends)
    return None if low is None or high is None else LengthOfTime(low, high)


def _end(desk: Desk, end: Duration | str, span: Span) -> Duration | str | None:
    """The shortest or longest time that can be answered; the time left is neither, for it shrinks from day to day."""
    known = known_length(desk, end, span)
    if known is None or family(desk, known) != TIME_LEFT:
        return known
    message = f"the limit '{known}' is a share of the time left, which no answer can be held against."
    desk.report("wrong-kind-of-limit", message, span, way_out=A_LENGTH)
    return None


def _date(desk: Desk, _made: Block, node: Node) -> Kind | None:
    bounds = desk.take(a_date(node), None)
    return None if bounds is None else Date(*bounds)


def _tick(desk: Desk, _made: Block, node: Node) -> Kind | None:
    required = desk.take(a_tick(node), None)
    return None if required is None else Tick(required)


def _choose_one(desk: Desk, _made: Block, node: Node) -> Kind | None:
    options = _options(desk, node, {})
    return ChooseOne(options) if options else None


def _choose_any(desk: Desk, made: Block, node: Node) -> Kind | None:
    numbered, before = made.yes(desk, "numbered"), desk.errors
    taken: dict[str, Span] = {}
    groups: list[tuple[str, tuple[Option, ...]]] = []
    loose: list[Option] = []
    if node.kind != "block":
        loose += _options(desk, node, taken)
    for key, value in pairs(node):
        if value.kind == "text":
            loose += _option(desk, key, value, taken)
        else:
            groups.append((_choice_name(desk, key, taken), _options(desk, value, taken)))
    options = (*loose, *(option for _, inside in groups for option in inside))
    options = tuple(sorted(options, key=lambda option: option.span))
    named = tuple((name, tuple(option.name for option in inside)) for name, inside in groups)
    least = _choices_needed(desk, made, len(options), clear=desk.errors == before)
    return ChooseAny(options, named, numbered, least) if options else None


def _choices_needed(desk: Desk, made: Block, there: int, *, clear: bool) -> int:
    """How many choices an answer needs at least; no more than there are, where that is clear."""
    least, node = made.read(desk, "at_least", number, 0), made.get("at_least")
    if node is None or not clear or least <= there:
        return least
    message = f"at least {least} choices are needed, but there are only {there}."
    desk.report("outside-range", message, node.span, way_out=f"Ask for {there} at most, or add choices.")
    return there


def _options(desk: Desk, node: Node, taken: dict[str, Span]) -> tuple[Option, ...]:
    """The choices of a list of names, or of a block of names with texts."""
    if node.kind == "block":
        return tuple(option for key, value in node.pairs for option in _option(desk, key, value, taken))
    items = _several(desk, node, None)
    if node.kind == "text" and len(items) == 1:
        way_out = "Put the choices in [ ], or on lines of their own."
        desk.report(
            "wrong-shape", f"one text, '{node.text}', stands where choices belong.", node.span, way_out=way_out
        )
    bad = next((item for item in items if item.kind != "text" or is_empty(item)), None)
    if bad is not None:
        misshapen(desk, bad.span, "among the choices", TEXT, bad)
    texts = [item for item in items if item.kind == "text" and not is_empty(item)]
    names = [(item, _choice_name(desk, item, taken, _bare_choice)) for item in texts]
    return tuple(Option(name, name.replace("_", " "), item.span) for item, name in names)


def _option(desk: Desk, key: Node, value: Node, taken: dict[str, Span]) -> tuple[Option, ...]:
    name = _choice_name(desk, key, taken)
    if value.kind != "text" or is_empty(value):
        misshapen(desk, key.span, f"behind '{key.text}'", TEXT, value)
        return ()
    return (Option(name, desk.shown(value), key.span),)


def _bare_choice(node: Node) -> str | Diagnostic:
    """A choice in brackets, of which people read the name: where it cannot be one, that too is told."""
    read = a_name(node)
    if isinstance(read, str) or read.suggestion is None or read.suggestion.replacement is None:
        return read
    name = read.suggestion.replacement
    more = f"Write {name}: people read '{node.text}' all the same."
    if name.replace("_", " ") != node.text:
        more = f"Write {name}; on a line of its own, as in '{name}: {node.text}', people read the text behind it."
    return attrs.evolve(read, suggestion=attrs.evolve(read.suggestion, text=more))


def _choice_name(
    desk: Desk, node: Node, taken: dict[str, Span], reader: Callable[[Node], str | Diagnostic] = a_name
) -> str:
    name = desk.take(reader(node), node.text)
    if name in RESERVED["option"]:
        message = f"'{name}' has a meaning of its own and cannot be the name of a choice."
        desk.report("reserved-name", message, node.span, way_out="Choose another name.")
    elif name in taken:
        desk.report("choice-twice", f"the choice '{name}' is there twice.", node.span, way_out="Rename one of them.")
    taken.setdefault(name, node.span)
    return name


def _list_of(desk: Desk, made: Block, node: Node) -> Kind | None:
    least = made.read(desk, "at_least", number, 0)
    details = []
    for key, value in pairs(below(desk, node, "detail")):
        name = desk.take(a_name(key), key.text)
        inside = Named(name, key, block(desk, value, "detail", f"the question '{name}'", key.span))
        kind = kind_of(desk, inside.block)
        _fitting_keys(desk, inside.block, kind)
        if kind is not None:
            details.append(Field(**_plain(desk, inside, kind)))
    return ListOf(tuple(details), least)


READERS: dict[str, Callable[[Desk, Block, Node], Kind | None]] = {
    "text": _text,
    "texts": _texts,
    "whole_number": _whole_number,
    "choose_one": _choose_one,
    "choose_any": _choose_any,
    "length_of_time": _length_of_time,
    "date": _date,
    "tick": _tick,
    "list_of": _list_of,
}


# --- questions ------------------------------------------------------------------------------------------------------
def field(desk: Desk, named: Named, kind: Kind, form: str | None) -> dict[str, Any]:
    """
    What is said about a question, apart from its score, which ``build_conditions`` reads.

    *form* is the form whose copy is at hand when it is asked, if it has a copy each.
    """
    made = named.block
    _fitting_keys(desk, made, kind)
    plain = _plain(desk, named, kind)
    plain["asked_if"] = desk.use(made.get("asked_if"), form=form)
    plain["private"] = made.yes(desk, "private")
    plain["should_be"] = _should_be(desk, made, kind)
    return plain


def _plain(desk: Desk, named: Named, kind: Kind) -> dict[str, Any]:
    made = named.block
    return {
        "name": named.name,
        "kind": kind,
        "ask": made.sentence(desk, "ask") or "",
        "optional": made.yes(desk, "optional"),
        "span": named.span,
    }


def _fitting_keys(desk: Desk, made: Block, kind: Kind | None) -> None:
    """``numbered`` goes with choices only, ``at_least`` with choices or a list."""
    for name, fits, title in FITTING:
        key = made.key(name)
        if key is not None and kind is not None and not isinstance(kind, fits):
            message = f"'{name}' goes with {title} only; {made.label} asks for {KIND_TITLES[type(kind)]}."
            desk.report("does-not-fit", message, key.span, way_out="Take it away.")


def _should_be(desk: Desk, made: Block, kind: Kind) -> WholeNumber | tuple[str, ...] | None:
    node, key = made.get("should_be"), made.key("should_be")
    if node is None or key is None:
        return None
    if isinstance(kind, WholeNumber) and node.kind == "text":
        return _advised_range(desk, node, kind)
    if isinstance(kind, CHOICES) and node.kind != "block":
        return _advised_options(desk, node, kind)
    if isinstance(kind, (*CHOICES, WholeNumber)):
        wanted = "a range such as 2 to 4" if isinstance(kind, WholeNumber) else "choices of the question"
        desk.report(
            "wrong-shape", "this does not say what an answer should be.", node.span, way_out=f"Put {wanted} there."
        )
    else:
        message = f"'should_be' goes with a whole number or choices, not with {KIND_TITLES[type(kind)]}."
        desk.report("does-not-fit", message, key.span, way_out="Take it away.")
    return None


def _advised_options(desk: Desk, node: Node, kind: ChooseOne | ChooseAny) -> tuple[str, ...]:
    before, advised = desk.errors, options_of(desk, node, kind)
    if isinstance(kind, ChooseAny) and len(advised) < kind.at_least and desk.errors == before:
        message = f"at least {kind.at_least} choices are needed, so no answer can keep to this."
        desk.report("outside-range", message, node.span, way_out="Name more choices, or lower 'at_least'.")
    return advised


def _advised_range(desk: Desk, node: Node, kind: WholeNumber) -> WholeNumber | None:
    ends = desk.take(number_range(node), None)
    if ends is None:
        return None
    if ends[0] < kind.low or ends[1] > kind.high:
        message = f"'{node.text}' goes beyond what can be answered."
        way_out = f"Stay between {kind.low} and {kind.high}."
        desk.report("outside-range", message, node.span, way_out=way_out)
    return WholeNumber(*ends)


def options_of(desk: Desk, node: Node, kind: ChooseOne | ChooseAny) -> tuple[str, ...]:
    """The choices that are named, groups spelled out, each once and in the order of the file."""
    groups = dict(kind.groups) if isinstance(kind, ChooseAny) else {}
    wanted: set[str] = set()
    names = (*kind.names, *groups)
    for item in _several(desk, node, names):
        name = _choice(desk, item, names, kind)
        wanted.update(groups.get(name, (name,)))
    return tuple(name for name in kind.names if name in wanted)


def _several(desk: Desk, node: Node, names: tuple[str, ...] | None) -> tuple[Node, ...]:
    """One choice, or several in brackets, as several; those that were run together are taken apart."""
    entries = node.items if node.kind == "list" else (node,)
    found: list[Node] = []
    for entry in entries:
        one = names is None and "," not in entry.text
        apart = None if one else desk.mended(several_in_one(entry, names, inside=node.kind == "list"))
        found += (entry,) if apart is None else apart.items
    return tuple(found)


def _choice(desk: Desk, node: Node, names: tuple[str, ...], kind: ChooseOne | ChooseAny) -> str:
    if node.text in names:
        return node.text
    read = next((option.name for option in kind.options if fold(option.text) == fold(node.text)), None)
    if read is not None and nearest(node.text, names) is None:
        text = f"Did you mean '{read}'? '{node.text}' is what people read."
        way_out: Suggestion | None = Suggestion(text, read, node.span)
    else:
        read, way_out = nearest(node.text, names), meant(node.text, names, node.span)
    desk.report("unknown-choice", f"there is no choice called '{node.text}'.", node.span, way_out=way_out)
    return read or ""
