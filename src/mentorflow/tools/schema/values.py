"""
What may stand behind a key, as an editor is told it: one description for each value, no alternatives to guess among.

What is one text *or* a list is told apart by its type, so that a complaint is about what was meant.
What several keys have alike stands once, in the definitions of the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from mentorflow.rules import notation
from mentorflow.rules.nesting import KINDS_OF
from mentorflow.rules.notation import PLACES
from mentorflow.rules.notation_words import CLOSED, LEFT, VALUES, takes
from mentorflow.rules.shapes import WANTED
from mentorflow.tools.schema import choices
from mentorflow.tools.schema.choices import Choice, Readable
from mentorflow.tools.schema.skeletons import skeletons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mentorflow.rules.notation import Key
    from mentorflow.rules.workflow import Workflow

Schema: TypeAlias = "dict[str, object]"
Shaped: TypeAlias = "Callable[[Key, Workflow | None], Schema]"

# What editors make of a text, a list and a group of keys; a text that looks like a number is one for them.
TYPES: dict[str, tuple[str, ...]] = {
    "text": ("string", "number", "boolean", "null"),
    "list": ("array",),
    "block": ("object",),
}
COMPARISON = "comparison"
COMPARED = Choice("a comparison", "A bound on a line of its own.", {"at_least": "${1:3}"})


def behind(key: Key, workflow: Workflow | None) -> Schema:
    """A key with its help, and what may stand behind it."""
    return {**_help(key), **SHAPED[key.shape](key, workflow)}


def shared(workflow: Workflow | None) -> dict[str, Schema]:
    """What stands once for all keys that have it: the entries of lists, and what stands behind names of the file."""
    keys = notation.keys()
    entries = {_entry(key): _one(key, workflow) for key in keys if key.shape in {notation.SOME, notation.LISTS}}
    lines = {_line(key): SHAPED[LINES[key.shape]](key, workflow) for key in keys if key.shape in LINES}
    return {**entries, **lines}


def ref(*names: str) -> Schema:
    """Something that stands in the definitions."""
    return {"$ref": f"#/definitions/{'/'.join(slug(name) for name in names)}"}


def slug(name: str) -> str:
    """The name of a definition, without spaces."""
    return name.replace(" ", "_")


def wrong_kind(shape: str, *, allowed: tuple[str, ...] = ()) -> Schema:
    """A complaint in words about every kind of thing that does not belong where this shape does."""
    right = allowed or KINDS_OF[shape]
    others = [kind for kind in TYPES if kind not in right]
    return {"if": {"type": types(*others)}, "then": {"type": types(*right)[0], **put(shape)}}


def put(shape: str) -> Schema:
    """What to say where something else stands."""
    return {"errorMessage": f"Put {WANTED[shape]} there."}


def types(*kinds: str) -> list[str]:
    """What editors call these kinds of things."""
    return [name for kind in kinds for name in TYPES[kind]]


def offering(offers: Iterable[Choice]) -> Schema:
    """What is offered, where anything is."""
    snippets = [{"label": each.label, "description": each.says, "body": each.body} for each in offers]
    return {"defaultSnippets": snippets} if snippets else {}


def tested(read: Readable) -> Schema:
    """What something that is read is held against: one answer, several in brackets, or a comparison."""
    comparison = PLACES[COMPARISON].keys
    named = {name: key for name, key in comparison.items() if key.of == "option" and read.options}
    listed = {name: {**_help(key), **_some(read.options, _text_of(read.options))} for name, key in named.items()}
    return {
        "description": read.says,
        "if": {"type": types("block")},
        "then": {
            "properties": {**{name: ref(COMPARISON, "properties", name) for name in comparison}, **listed},
            "additionalProperties": False,
        },
        "else": {"items": _text_of(read.answers)},
        **offering(read.answers or (COMPARED,)),
    }


def _help(key: Key) -> Schema:
    """What editors show beside a key: its help, what it takes, and whether it has to be there."""
    needed = " Required." if key.required else ""
    return {"description": key.help, "markdownDescription": f"{key.help}\n\nTakes: {takes(key)}.{needed}"}


# --- the shapes ----------------------------------------------------------------------------------------------------
def _text(key: Key, workflow: Workflow | None) -> Schema:
    """One text; where it is one of a few words, one of these."""
    closed = CLOSED.get(key.of)
    offers = offering(choices.choices(key, workflow))
    if closed is None:
        return {**wrong_kind(notation.TEXT), **offers}
    message = "Write " + " or ".join(f"'{word}'" for word in closed) + "."
    if key.of == "yes or no":
        # For some editors these two are no texts at all, and then there is nothing to hold against the words.
        pattern = {"pattern": f"^({'|'.join(closed)})$", "patternErrorMessage": message}
        return {**wrong_kind(notation.TEXT), **pattern, **offers}
    return {"enum": list(closed), "errorMessage": message}


def _several(key: Key, workflow: Workflow | None) -> Schema:
    """One text, or several in a list."""
    return _some(choices.choices(key, workflow), ref(_entry(key)))


def _some(offers: Iterable[Choice], entry: Schema) -> Schema:
    return {**wrong_kind(notation.SOME), "else": {"items": entry}, **offering(offers)}


def _entry(key: Key) -> str:
    """The name of the definition of one entry of a list: what is offered there is all that tells them apart."""
    return " ".join(("one", key.of, *(choices.words(key) if key.of == "who" else ())))


def _one(key: Key, workflow: Workflow | None) -> Schema:
    return {"description": f"Takes: {VALUES[key.of]}.", **_text_of(choices.choices(key, workflow))}


def _text_of(offers: Iterable[Choice]) -> Schema:
    return {**wrong_kind(notation.TEXT), **offering(offers)}


def _texts(key: Key, workflow: Workflow | None) -> Schema:
    return {"type": "array", **put(key.shape), "items": _text(key, workflow)}


def _block(key: Key, _workflow: Workflow | None) -> Schema:
    return {"type": "object", **put(key.shape), "allOf": [ref(key.of)]}


def _named(key: Key, _workflow: Workflow | None) -> Schema:
    """Names of the author's choice; drafts of what can stand behind one are offered inside, not behind the key."""
    drafts = {"if": {"type": types("text", "list")}, "else": {"defaultSnippets": list(skeletons(PLACES[key.of]))}}
    return {"type": "object", **put(key.shape), "additionalProperties": ref(key.of), **drafts}


def _rows(key: Key, _workflow: Workflow | None) -> Schema:
    drafts = [{**draft, "type": "array"} for draft in skeletons(PLACES[key.of])]
    return {"type": "array", **put(key.shape), "items": ref(key.of), "defaultSnippets": drafts}


def _lines(key: Key, workflow: Workflow | None) -> Schema:
    """Names with something behind each; where these are names of the file, they are offered."""
    known = () if workflow is None else choices.names(LEFT.get(key.name, ""), workflow)
    listed: Schema = {"properties": {choice.label: ref(_line(key)) for choice in known}} if known else {}
    return {"type": "object", **put(key.shape), **listed, "additionalProperties": ref(_line(key))}


def _line(key: Key) -> str:
    """The name of the definition of what stands behind each name."""
    return f"line of {key.place} {key.name}"


def _open(key: Key, workflow: Workflow | None) -> Schema:
    """Several shapes; the value says which."""
    offers = choices.choices(key, workflow)
    if key.of == "score":
        return {**tested(Readable("", key.help)), **offering((*offers, COMPARED))}
    return _some(offers, _text_of(())) if key.of == "advice" else offering(offers)


# What stands behind each name, where there is a line for each.
LINES = {notation.PAIRS: notation.TEXT, notation.LISTS: notation.SOME}
SHAPED: dict[str, Shaped] = {
    notation.TEXT: _text,
    notation.SOME: _several,
    notation.TEXTS: _texts,
    notation.BLOCK: _block,
    notation.NAMED: _named,
    notation.PAIRS: _lines,
    notation.LISTS: _lines,
    notation.ROWS: _rows,
    notation.OPEN: _open,
}
