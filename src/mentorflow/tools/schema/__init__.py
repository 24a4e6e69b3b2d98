"""
What an editor needs to help with a rule file: its keys, their help, and what can be written, as JSON Schema.

Made from the table of keys that the builder itself reads, so that nothing is written twice.
What is complained about here is found by ``check`` as well, never the other way round: names are offered and never
demanded, for the file goes on changing after its schema was made.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from mentorflow.rules import notation
from mentorflow.rules.notation import LATE, PLACES, keys
from mentorflow.rules.notation_words import FREE, VALUES
from mentorflow.tools.schema import choices
from mentorflow.tools.schema.values import behind, offering, put, ref, shared, slug, tested, types, wrong_kind

if TYPE_CHECKING:
    from mentorflow.rules.notation import Place
    from mentorflow.rules.workflow import Workflow
    from mentorflow.tools.schema.values import Schema

DIALECT = "http://json-schema.org/draft-07/schema#"
# The line at the top of a rule file that tells an editor where its schema is.
MODELINE = "# yaml-language-server: $schema={}"
TOP = "workflow"
LIMIT = "limit"
TESTED = "whatever is tested"


def schema_text(workflow: Workflow | None = None) -> str:
    """The schema as the text of a file, one key or definition on a line, without letters beyond ASCII."""
    whole = schema(workflow)
    definitions = cast("Schema", whole.pop("definitions"))
    return f'{{\n{_listed(whole)},\n"definitions": {{\n{_listed(definitions)}\n}}\n}}\n'


def schema(workflow: Workflow | None = None) -> Schema:
    """The schema of rule files; with a workflow, its names are offered wherever they can stand. Pure."""
    anything = tested(choices.Readable("", FREE["fact"]))
    places = {name: _definition(place, workflow) for name, place in PLACES.items() if name != TOP}
    return {
        "$schema": DIALECT,
        **_place(PLACES[TOP], workflow),
        **wrong_kind(notation.BLOCK),
        "definitions": {slug(name): made for name, made in {**places, **shared(workflow), TESTED: anything}.items()},
    }


def _listed(entries: Schema) -> str:
    return ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in entries.items())


# --- places --------------------------------------------------------------------------------------------------------
def _place(place: Place, workflow: Workflow | None) -> Schema:
    """A block with the keys of a place."""
    title = place.title[0].upper() + place.title[1:]
    return {
        "title": title,
        "properties": {**_free_names(place, workflow), **_keys(place, workflow)},
        **({"required": list(place.required)} if place.required else {}),
        **_free(place),
    }


def _keys(place: Place, workflow: Workflow | None) -> Schema:
    return {name: behind(key, workflow) for name, key in place.keys.items()}


def _definition(place: Place, workflow: Workflow | None) -> Schema:
    """A place as it stands behind a key, behind a name or in a list; behind a key, the key says what it has to be."""
    made, shapes = _place(place, workflow), {key.shape for key in keys() if key.of == place.name}
    drafts = {} if _mark(place) is None else _marks_offered(workflow)
    if shapes == {notation.BLOCK}:
        return {**made, **drafts}
    described = {**made, "description": f"{made['title']}. {FREE.get(place.free or '', '')}".strip()}
    if place.name == LIMIT:
        return {**described, **_amount()}
    if place.required or place.free or shapes == {notation.ROWS}:
        return {**described, **wrong_kind(notation.BLOCK), **drafts}
    return {**described, **_or_nothing()}


def _amount() -> Schema:
    """A limit is an amount as well, and most are nothing else."""
    key = notation.Key(LIMIT, LIMIT, notation.TEXT, "amount", "")
    complaint = {"errorMessage": f"Put {VALUES[key.of].replace('`', '')} there."}
    wrong = wrong_kind(notation.TEXT, allowed=("text", "block"))
    return {**wrong, "then": {"type": "string", **complaint}, **offering(choices.choices(key, None))}


def _or_nothing() -> Schema:
    """Where no key is needed nothing need stand there, however that is written."""
    message = put(notation.BLOCK)["errorMessage"]
    nothing = {"pattern": r"^\s*$", "patternErrorMessage": message, "maxItems": 0}
    return {**nothing, "if": {"type": ["number", "boolean"]}, "then": {"type": "object", "errorMessage": message}}


# --- what may stand left of a colon besides the keys ---------------------------------------------------------------
def _mark(place: Place) -> str | None:
    """The place of the lines of a deadline, where such lines may stand."""
    return None if place.free in {None, "fact"} else place.free


def _free_names(place: Place, workflow: Workflow | None) -> Schema:
    """What has a name: the time itself, or what a condition of this file can read."""
    mark = _mark(place)
    if mark is not None:
        return {LATE: ref(mark)}
    if place.free is None or workflow is None:
        return {}
    read = {each.name: tested(each) for each in choices.readable(workflow)}
    return {**read, **{name: ref(TESTED) for name in choices.moments(workflow)}}


def _free(place: Place) -> Schema:
    """Other lines: none, marks around a time, or tests."""
    mark = _mark(place)
    if mark is not None:
        return {"patternProperties": {" (before|after)$": ref(mark)}, "additionalProperties": False}
    return {"additionalProperties": False if place.free is None else ref(TESTED)}


def _marks_offered(workflow: Workflow | None) -> Schema:
    """Lines offered inside a deadline, with somebody to remind."""
    return {"if": {"type": types("text", "list")}, "else": offering(choices.marks(workflow))}
