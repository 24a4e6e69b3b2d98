"""
A located tree becomes a workflow, with every finding of one reading.

``build`` takes a file apart section by section, names first, and puts the checked plain data into the frozen classes
in one last step; what each section means is read by the ``build_*`` rooms.
Nothing here reads YAML, decides anything, or stops at the first mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs
from cattrs import Converter

from mentorflow.diagnostics import Diagnostic, Span, in_order
from mentorflow.rules import build_moves as moves
from mentorflow.rules import whose
from mentorflow.rules.blocks import Block, Named, block, named, pairs
from mentorflow.rules.build_conditions import conditions, form_or_field
from mentorflow.rules.build_deadlines import Owner, deadline
from mentorflow.rules.build_fields import kind_of
from mentorflow.rules.build_forms import form, open_fields, open_forms
from mentorflow.rules.build_limits import family, limits, unfits, unnamed_limits
from mentorflow.rules.build_people import (
    OPENERS,
    PROMISED,
    PROMISED_TOLD,
    people,
    role,
    roles,
    roles_of,
)
from mentorflow.rules.build_routing import routing
from mentorflow.rules.circles import circles
from mentorflow.rules.desk import Desk
from mentorflow.rules.names import TITLES
from mentorflow.rules.proved import proved
from mentorflow.rules.reading import file_name, sentence, the_format, timezone
from mentorflow.rules.routes import routes
from mentorflow.rules.sense import sense
from mentorflow.rules.workflow import (
    TIME_LEFT,
    Cell,
    Condition,
    Count,
    Deadline,
    Effect,
    Field,
    Form,
    HostFact,
    Limit,
    Mark,
    Move,
    Promise,
    Property,
    Role,
    Routing,
    Row,
    State,
    When,
    Workflow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.rules.tree import Node, Source

# The classes that are made from plain data in the last step; every other value has been made by its reader.
MADE_LAST = (
    Cell, Condition, Count, Deadline, Effect, Field, Form, HostFact, Limit, Mark, Move, Promise, Property, Role,
    Routing, Row, State, When, Workflow,
)  # fmt: skip

# Which section holds the names of which family.
SECTIONS: dict[str, tuple[str, ...]] = {
    "roles": ("role",), "limits": ("limit",), "facts": ("fact",), "effects": ("effect",), "forms": ("form",),
    "counts": ("count",), "conditions": ("condition",), "routing": ("routing",), "any_time": ("move",),
    "start": ("move",), "states": ("state", "move"),
}  # fmt: skip
# The families of names that people read somewhere.
SHOWN = ("state", "move", "form", "role", "condition", "limit", "effect", "fact", "count", "routing", "deadline")


@attrs.frozen
class Built:
    """
    What became of a file: the workflow, or None when there is an error; every finding, in order of place; the text.

    *text* is what the spans of the findings count in.
    """

    workflow: Workflow | None
    diagnostics: tuple[Diagnostic, ...]
    text: str = attrs.field(repr=False)


def build(source: Source) -> Built:
    """
    Turn a file that was read into a workflow, with all findings about it.

    Never raises on content; the workflow is None exactly when one of the findings is an error.
    Pure: the same source gives the same answer.
    """
    if source.root is None:
        return Built(None, in_order(source.findings), source.text)
    other = _other_notation(source.root)
    if other is not None:
        return Built(None, in_order((*source.findings, other)), source.text)
    desk = Desk(source, findings=list(source.findings))
    if any(finding.is_error for finding in source.findings):
        desk.names.lost.update(TITLES)
        desk.names.doubted.update(TITLES)
    workflow: Workflow = CONVERTER.structure(_plain(desk, source, source.root), Workflow)
    proved(desk, workflow)
    routes(desk, workflow, next((key.span for key, _ in source.root.pairs if key.text == "states"), source.root.span))
    sense(desk, workflow)
    findings = in_order((*desk.findings, *unfits(desk), *desk.names.unknowns()))
    sound = not any(finding.is_error for finding in findings)
    return Built(workflow if sound else None, findings, source.text)


def _other_notation(root: Node) -> Diagnostic | None:
    """The one finding about a file that is written in another notation; nothing else in it would be understood."""
    for key, value in root.pairs:
        if key.text == "format" and not value.text.startswith("mentorflow/"):
            read = the_format(value)
            return read if isinstance(read, Diagnostic) else None
    return None


# --- plain data to frozen classes -----------------------------------------------------------------------------------
def _kind_made_last(kind: object) -> bool:
    """Whether a value of this type, or the values in a tuple of it, are made in the last step."""
    return kind in MADE_LAST or any(each in MADE_LAST for each in get_args(kind))


def _as_it_is(kind: object) -> Callable[[object, object], object]:
    """How to take a value that has been made already: as it is, except that lists become tuples."""
    return _to_tuple if get_origin(kind) is tuple else _unchanged


def _to_tuple(value: object, _: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _unchanged(value: object, _: object) -> object:
    return value


def _converter() -> Converter:
    """Structures the classes above from plain data, and takes every other value as it is."""
    converter = Converter(detailed_validation=False, forbid_extra_keys=True)
    converter.register_structure_hook_factory(_holds_many, lambda kind: _each(converter, get_args(kind)[0]))
    converter.register_structure_hook_factory(lambda kind: not _kind_made_last(kind), _as_it_is)
    return converter


def _holds_many(kind: object) -> bool:
    """Whether a type is a tuple of things of one class that are made in the last step."""
    return get_origin(kind) is tuple and get_args(kind)[0] in MADE_LAST


def _each(converter: Converter, kind: type) -> Callable[[Iterable[object], object], object]:
    """How to make a tuple of things of one class: the way to make one is looked up once."""
    make = converter.get_structure_hook(kind)
    return lambda values, _: tuple([make(value, kind) for value in values])


CONVERTER = _converter()


# --- section by section ---------------------------------------------------------------------------------------------
def _plain(desk: Desk, source: Source, root: Node) -> dict[str, Any]:
    """The whole file as checked plain data; sections that are broken are empty."""
    start = Span(source.file, 1, 1, 1, 1)
    top = block(desk, root, "workflow", "the file", start)
    desk.has_ends = "ends" in top.seen or bool(top.strangers)
    for section, names in SECTIONS.items():
        if section not in top.values and (top.strangers or section in top.seen or section in top.place.required):
            desk.names.absent.update(names)
    plain = {"file": source.file, **_head(desk, top), "roles": roles(desk, top), "limits": limits(desk, top)}
    plain["facts"], plain["effects"] = _facts(desk, top), _effects(desk, top)
    opened = _Opened(
        counts=named(desk, top.get("counts"), "count", "count"),
        conditions=named(desk, top.get("conditions"), "condition", "condition"),
        forms=open_forms(desk, top),
        routing=named(desk, top.get("routing"), "routing", "routing"),
        start=moves.open_start(desk, top),
        states=moves.open_states(desk, top),
        any_time=moves.open_any_time(desk, top),
    )
    plain |= _rules(desk, top, opened)
    plain |= _ways(desk, opened)
    plain["promises"], plain["properties"] = _promises(desk, top), _properties(desk, top)
    plain["shown_as"] = _shown_as(desk, top)
    plain["limits"] += unnamed_limits(desk)
    _answers(desk, plain)
    return plain


def _answers(desk: Desk, plain: dict[str, Any]) -> None:
    """Whose answers are read, now that everything that reads them is known."""
    known = whose.reads(desk, plain["conditions"])
    circles(desk, known, plain["forms"])
    whose.rows_for(desk, known, plain["routing"])
    whose.whose_answers(desk, known, plain["routing"])
    whose.needless_who(desk, known)
    whose.unseen(desk, known, plain["forms"])


@attrs.frozen
class _Opened:
    """The sections whose names are known before any of them is read."""

    counts: tuple[Named, ...]
    conditions: tuple[Named, ...]
    forms: tuple[Named, ...]
    routing: tuple[Named, ...]
    start: tuple[Named, ...]
    states: tuple[moves.Opened, ...]
    any_time: moves.Opened | None


def _head(desk: Desk, top: Block) -> dict[str, Any]:
    return {
        "format": top.read(desk, "format", the_format, ""),
        "name": top.read(desk, "workflow", file_name, ""),
        "version": top.read(desk, "version", sentence, ""),
        "title": top.sentence(desk, "title") or "",
        "timezone": top.read(desk, "timezone", timezone, ""),
    }


def _facts(desk: Desk, top: Block) -> list[dict[str, Any]]:
    facts = []
    for fact in named(desk, top.get("facts"), "fact", "fact"):
        kind = kind_of(desk, fact.block)
        if kind is not None:
            desk.kinds[fact.name] = kind
            facts.append({"name": fact.name, "kind": kind, "span": fact.span})
    return facts


def _effects(desk: Desk, top: Block) -> list[dict[str, Any]]:
    return [
        {"name": desk.declare("effect", key), "text": desk.shown(value), "span": key.span}
        for key, value in pairs(top.get("effects"))
    ]


def _rules(desk: Desk, top: Block, opened: _Opened) -> dict[str, Any]:
    """What is asked and known: forms, counts, conditions, tables, and the end of the time."""
    openers = roles_of(desk, top, "forms_opened_by", OPENERS)
    forms = [open_fields(desk, each) for each in opened.forms]
    return {
        "conditions": conditions(desk, opened.conditions),
        "forms": [form(desk, each, openers) for each in forms],
        "counts": [_count(desk, each) for each in opened.counts],
        "routing": [routing(desk, each) for each in opened.routing],
        "ends": _ends(desk, top),
    }


def _count(desk: Desk, opened: Named) -> dict[str, Any]:
    counted, reset = (opened.block.get(name) for name in ("count", "back_to_zero"))
    return {
        "name": opened.name,
        "counted": "" if counted is None else desk.find(counted, "move") or "",
        "reset": "" if reset is None else desk.find(reset, "move") or "",
        "span": opened.span,
    }


def _ends(desk: Desk, top: Block) -> dict[str, Any] | None:
    node, key = top.get("ends"), top.key("ends")
    if node is None or key is None:
        return None
    made = block(desk, node, "ends", "'ends'", key.span)
    plain = deadline(desk, made, "ends", Owner("ends"))
    within = made.get("within")
    if plain is not None and within is not None and family(desk, plain["within"]) == TIME_LEFT:
        message = f"'{within.text}' is a share of the time left, which is counted down to this very end."
        desk.report("wrong-kind-of-limit", message, within.span, way_out="Write how long the whole time is.")
    return plain


def _ways(desk: Desk, opened: _Opened) -> dict[str, Any]:
    """Start, states and what holds at any time."""
    live = tuple(each.name for each in opened.states if "final" not in each.block.seen)
    any_time = opened.any_time
    plain = {
        "start": [moves.move(desk, each, "start", ()) for each in opened.start],
        "states": [moves.state(desk, each) for each in opened.states],
    }
    if any_time is not None:
        spread = [(each, moves.offered_in(desk, each, live)) for each in any_time.moves]
        plain["moves"] = [moves.move(desk, each, "any_time", states) for each, states in spread]
        plain["deadlines"] = moves.deadlines(desk, any_time, Owner("any_time"), live)
    return plain


# --- promises and texts ---------------------------------------------------------------------------------------------
def _promises(desk: Desk, top: Block) -> list[dict[str, Any]]:
    node, key = top.get("promises"), top.key("promises")
    if node is None or key is None:
        return []
    made = block(desk, node, "promises", "'promises'", key.span)
    return [*_of_moves(desk, made), *_unseen(desk, made), *_by_people(desk, made)]


def _of_moves(desk: Desk, made: Block) -> Iterator[dict[str, Any]]:
    for kind, words in (("always_open", PROMISED), ("always_told", PROMISED_TOLD)):
        for subject, value in pairs(made.get(kind)):
            values = people(desk, value, kind, words).parts
            yield _promise(kind, desk.find(subject, "move"), values, subject)


def _unseen(desk: Desk, made: Block) -> Iterator[dict[str, Any]]:
    for subject, value in pairs(made.get("never_sees")):
        named_there = [form_or_field(desk, each) for each in desk.each(value, "form", "field")]
        hidden = tuple(name for name in named_there if name is not None)
        yield _promise("never_sees", role(desk, subject), hidden, subject)


def _by_people(desk: Desk, made: Block) -> Iterator[dict[str, Any]]:
    for each in desk.each(made.get("only_a_person"), "state"):
        yield _promise("only_a_person", desk.find(each, "state"), (), each)


def _promise(kind: str, subject: str | None, values: tuple[str, ...], node: Node) -> dict[str, Any]:
    return {"kind": kind, "subject": subject or "", "values": values, "span": node.span}


def _properties(desk: Desk, top: Block) -> list[dict[str, Any]]:
    return [_property(desk, each) for each in named(desk, top.get("properties"), "property", "property")]


def _property(desk: Desk, opened: Named) -> dict[str, Any]:
    made = opened.block
    stated = [name for name in ("always", "never") if name in made.seen]
    if len(stated) != 1:
        message = f"{made.label} needs one of 'always' and 'never'."
        desk.report("one-of-two", message, opened.span, way_out="Name one condition behind one of them.")
    names = [desk.find(node, "state") for node in desk.each(made.get("in"), "state")]
    conditions_named = [desk.use(made.get(name)) for name in stated]
    return {
        "name": opened.name,
        "quantifier": stated[0] if stated else "",
        "condition": (conditions_named[0] if conditions_named else None) or "",
        "states": tuple(name for name in names if name is not None),
        "span": opened.span,
    }


def _shown_as(desk: Desk, top: Block) -> list[tuple[str, str]]:
    return [
        (desk.find(key, *SHOWN, counts=False) or "", desk.shown(value)) for key, value in pairs(top.get("shown_as"))
    ]
