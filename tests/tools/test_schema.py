"""What an editor is told of rule files: nothing that ``check`` does not find, every key with its help, every name."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from mentorflow.rules.build import build
from mentorflow.rules.notation import PLACES, Place
from mentorflow.rules.source import read
from mentorflow.tools.schema import schema, schema_text
from mentorflow.tools.schema.choices import words
from mentorflow.tools.schema.skeletons import skeletons
from tests.mutants.reading import FILES, changed, mutants, rules_of
from tests.tools.editors import complaints

ROOT = Path(__file__).parents[2]
RULES = [
    *(path for path in sorted((ROOT / "workflows").glob("*.yaml")) if "." not in path.stem),
    *sorted((ROOT / "tests" / "fixtures" / "ok").glob("*.yaml")),
]
BAD = sorted((ROOT / "tests" / "fixtures" / "bad").glob("*.yaml"))
EVERY_KEY = (ROOT / "tests" / "fixtures" / "ok" / "every-key.yaml").read_text("utf-8")
MUTANTS = [mutant for path in FILES for mutant in mutants(path) if not mutant.finds]
ANY = schema()
SMALL = """\
format: mentorflow/1
workflow: small
version: 1.10
title: null
timezone: Europe/Berlin
roles:
  partners: {mentee: true, mentor: 2}
  staff: {coordinator: Coordinator}
forms:
  sheet:
    filled_in_by: each partner
    opened_by: nobody
    fields:
      sure: {ask: Be sure., choose_one: [true, null, no]}
conditions:
  is_sure: {who: each partner, sheet.sure: [true, null]}
start:
  begin: {by: mentee, to: begun}
states:
  limbo:
  empty: {}
  quiet: ''
  begun:
    when_complete: {sheet: after}
    moves:
      end: {by: mentee, to: over, tell: other partner}
      rest: {by: mentee, to: limbo}
      wait: {by: mentee, to: empty}
      hush: {by: mentee, to: quiet}
  over: {final: no}
routing:
  after:
    rows:
      - {if: {is_sure: yes}, to: over}
      - {if: {is_sure: no}, to: stay}
any_time:
  moves:
    leave: {by: either partner, to: over, tell: other partner}
"""


def workflow(text: str) -> Any:
    """The workflow of a text that is all right."""
    built = build(read(text, "rules.yaml"))
    assert built.workflow is not None, built.diagnostics
    return built.workflow


def is_accepted(text: str) -> bool:
    """Whether checking finds no error."""
    return build(read(text, "rules.yaml")).workflow is not None


@cache
def schema_before(name: str) -> Any:
    """The schema of a shipped workflow as it is."""
    return schema(workflow(rules_of(name)))


def inside(value: Any) -> Any:
    """Every block of a schema."""
    yield from ([value] if isinstance(value, dict) else [])
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(each)


# --- what is complained about --------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_schema_is_silent_about_rules_that_are_right(path: Path) -> None:
    """The schema of any rule file, of this one, and of quite another one, complain about nothing."""
    text = path.read_text("utf-8")

    assert [] == complaints(ANY, text)
    assert [] == complaints(schema(workflow(text)), text)
    assert [] == complaints(schema(workflow(SMALL)), text)


def test_schema_takes_texts_that_look_like_something_else() -> None:
    """Numbers, yes and no, nothing, and words that YAML takes for these are texts in a rule file."""
    assert [] == complaints(ANY, SMALL)
    assert [] == complaints(schema(workflow(SMALL)), SMALL)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_schema_is_silent_about_changes_that_checking_accepts(mutant: Any) -> None:
    """After a change the schema made before it still complains about nothing that is no mistake."""
    text = changed(rules_of(mutant.workflow), mutant)

    assert not is_accepted(text) or [] == complaints(schema_before(mutant.workflow), text)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_schema_is_silent_where_there_is_only_advice(path: Path) -> None:
    """What is merely not advised is not complained about either."""
    text = path.read_text("utf-8")

    assert not is_accepted(text) or [] == complaints(ANY, text)


# Among the lines of a condition any word can be the name of a fact.
MISTYPED = sorted({key.name for place in PLACES.values() if place.free != "fact" for key in place.keys.values()})


@pytest.mark.parametrize("name", MISTYPED)
def test_schema_complains_about_a_mistyped_key(name: str) -> None:
    """A key of the notation with a letter too many is found wherever checking calls it no key."""
    found = 0
    for place in re.finditer(rf"(?<![\w.]){name}:", EVERY_KEY):
        text = f"{EVERY_KEY[: place.start()]}{name}x:{EVERY_KEY[place.end() :]}"
        if any(each.slug == "unknown-key" for each in build(read(text, "rules.yaml")).diagnostics):
            found += 1
            assert [] != complaints(ANY, text)
            break
    assert 1 == found


WRONG_KINDS = {
    "    by: mentor\n": ("    by: {mentor: yes}\n", "states/running/moves/reply/by: type"),
    "    title: What we agree on\n": ("    title: [What, we]\n", "forms/terms/title: type"),
    "    living: yes\n": ("    talk_about: us\n", "forms/notes/talk_about: type"),
    "  only_a_person: done": ("  only_a_person: {done: yes}", "promises/only_a_person: type"),
    "  by_all:\n    rows:\n": ("  by_all:\n    rows: {}\n    row_for:\n", "routing/by_all/rows: type"),
    "  resting:\n": ("  resting: 3\n", "states/resting: type"),
    "  tolerated:    0\n": ("  tolerated:    [0]\n", "limits/tolerated: type"),
    "    clocks: stopped": ("    clocks: stop", "states/stuck/clocks: enum"),
    "    living: yes": ("    living: often", "forms/notes/living: pattern"),
    "    repeats: yes": ("    repeats: [yes]", "forms/renewal/repeats: type"),
    "  calm: {in: [running, matched], ": ("  calm: {in: [running, [matched]], ", "properties/calm/in/1: type"),
    "    by: [mentee, coordinator, clock]\n": ("", "start/begin: required"),
}  # fmt: skip


@pytest.mark.parametrize("old", WRONG_KINDS)
def test_schema_complains_about_the_wrong_kind_of_thing(old: str) -> None:
    """A list for a text, a text for a block, a word that is none of the few, and a key that is missing are found."""
    new, wanted = WRONG_KINDS[old]
    assert 1 == EVERY_KEY.count(old)
    text = EVERY_KEY.replace(old, new)
    if "talk_about" in old:
        text = text.replace(""", "Who: you or me?"]""", "'")

    assert wanted in complaints(ANY, text)


def test_schema_leaves_editors_nothing_to_guess() -> None:
    """No value has alternatives that are tried one after the other."""
    assert [] == [each for each in inside(ANY) if {"oneOf", "anyOf"} & set(each)]


def test_schema_is_a_schema() -> None:
    """It keeps to the rules for schemas, with and without names."""
    Draft7Validator.check_schema(ANY)
    Draft7Validator.check_schema(schema(workflow(EVERY_KEY)))


# --- what is told and offered --------------------------------------------------------------------------------------
@pytest.mark.parametrize("place", PLACES.values(), ids=lambda place: place.name)
def test_schema_has_the_keys_of_the_table_with_their_help(place: Place) -> None:
    """Every key of a place is there in the order of the table, with its own help."""
    made = ANY if place.name == "workflow" else ANY["definitions"][place.name.replace(" ", "_")]
    helps = {name: said["description"] for name, said in made["properties"].items() if "$ref" not in said}

    assert [(key.name, key.help) for key in place.keys.values()] == list(helps.items())
    assert list(place.required) == made.get("required", [])


def offered(made: dict[str, Any], *path: str) -> list[str]:
    """The labels of what is offered at a place of a schema."""
    value: Any = made
    for step in path:
        value = value[step]
    return [snippet["label"] for snippet in value["defaultSnippets"]]


def test_schema_of_a_file_offers_its_names() -> None:
    """States where moves lead to, conditions, roles, limits that are lengths, and the words of the notation."""
    made = schema(workflow(EVERY_KEY))
    move = ("definitions", "move", "properties")

    assert ["matched", "running", "resting", "stuck", "done", "by_copy", "by_all", "stay", "back"] == (
        offered(made, *move, "to")
    )
    assert ["mentee", "mentor", "coordinator", "deputy", "guest", "clock", "either partner", "each partner"] == (
        offered(made, *move, "by")
    )
    assert ["each partner", "other partner"] == offered(made, *move, "tell")[-2:]
    assert ["light_load", "heavy_load"] == offered(made, *move, "must")[:2]
    assert ["whole", "half", "rest", "answer_soon", "90 days", "48 hours"] == (
        offered(made, "definitions", "deadline", "properties", "within")
    )
    assert ["terms", "notes", "renewal"] == (
        list(made["definitions"]["state"]["properties"]["when_complete"]["properties"])
    )
    assert ["yes", "no"] == offered(made, "definitions", "line_of_row_if")
    assert "light_load" in made["definitions"]["row"]["properties"]["if"]["properties"]
    assert {"terms", "terms.plain"} <= set(offered(made, "definitions", "one_form_or_field"))


def test_schema_of_a_file_offers_what_a_condition_can_read() -> None:
    """Facts, counts, forms, answers, and moments; behind a choice its names."""
    read_names = schema(workflow(EVERY_KEY))["definitions"]["condition"]["properties"]

    assert {"load", "pokes", "terms", "terms.unfavorable", "terms.mood", "since.matched", "times.poke"} <= set(
        read_names
    )
    assert "renewal.unfavorable" not in read_names
    assert ["good", "poor"] == offered(read_names, "standing")
    assert ["yes", "no"] == offered(read_names, "trained")
    assert ["doubt", "fatigue", "noise", "inner", "anything"] == (
        offered(read_names, "terms.strain", "then", "properties", "include")
    )


def test_schema_of_any_file_has_places_to_type_instead_of_names() -> None:
    """Without a file there are no names, so what is offered says what stands there."""
    assert ["a state", "a routing table", "stay", "back"] == offered(ANY, "definitions", "move", "properties", "to")
    assert ["5 days before", "7 days after"] == offered(ANY, "definitions", "deadline", "else")


PEOPLE = """\
format: mentorflow/1
workflow: people
version: 1
title: People
timezone: Europe/Berlin
roles:
  partners: {mentee: Mentee, mentor: Mentor}
  staff: {coordinator: Coordinator}
forms:
  sheet:
    filled_in_by: FILLED
    signed_by: SIGNED
    opened_by: OPENED
    when_changed: {tell: CHANGED}
    due: {within: 3 days, late: {remind: REMINDED}}
    fields:
      plain: {ask: Something, text: any length}
start:
  begin: {by: mentee, to: begun, tell: TOLD}
states:
  begun:
    when_complete: {sheet: over}
  over: {final: completed}
any_time:
  moves:
    leave: {by: ACTING, to: over, tell: each partner}
promises:
  always_open: {leave: PROMISED}
  always_told: {leave: PROMISED_TOLD}
"""
PEOPLE_KEYS = {
    "FILLED": ("form", "filled_in_by"),
    "SIGNED": ("form", "signed_by"),
    "OPENED": ("form", "opened_by"),
    "CHANGED": ("change", "tell"),
    "REMINDED": ("form mark", "remind"),
    "TOLD": ("start move", "tell"),
    "ACTING": ("any_time move", "by"),
    "PROMISED": ("promises", "always_open"),
    "PROMISED_TOLD": ("promises", "always_told"),
}


@pytest.mark.parametrize("name", PEOPLE_KEYS)
def test_words_for_people_are_offered_where_they_can_stand(name: str) -> None:
    """Checking finds nothing wrong with any word that is offered for people."""
    place, key = PEOPLE_KEYS[name]
    for word in words(PLACES[place].keys[key]):
        text = re.sub(rf"\b{name}\b", word, PEOPLE)
        for other in PEOPLE_KEYS:
            text = re.sub(rf"\b{other}\b", "mentee", text)

        assert [] == [str(each) for each in build(read(text, "rules.yaml")).diagnostics if each.is_error], word


STOP = re.compile(r"\$\{\d+:(.*?)\}|\$\d+")


def filled(body: Any) -> Any:
    """A draft as it stands when nobody types anything over it."""
    if isinstance(body, dict):
        return {STOP.sub(r"\1", key): filled(value) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(each) for each in body]
    text = STOP.sub(lambda stop: stop[1] or "", body)
    return [text] if text.startswith("[") else text.strip('"')


@pytest.mark.parametrize(
    ("place", "number"),
    [(place, n) for place in PLACES.values() if place.name != "workflow" for n in range(len(skeletons(place)))],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_draft_of_something_new_keeps_to_the_schema(place: Place, number: int) -> None:
    """What is written for somebody who begins has every key that is needed and none that does not stand there."""
    body = filled(skeletons(place)[number]["body"])
    drafted = body if place.name == "row" else body["name"]
    one = {"$ref": f"#/definitions/{place.name.replace(' ', '_')}", "definitions": ANY["definitions"]}

    assert [] == [error.message for error in Draft7Validator(one).iter_errors(drafted)]


@pytest.mark.parametrize("place", PLACES.values(), ids=lambda place: place.name)
def test_places_to_type_in_a_draft_are_numbered_in_order(place: Place) -> None:
    """The places to type are numbered as they stand, each once."""
    for draft in skeletons(place):
        stops = [int(one or other) for one, other in re.findall(r"\$\{(\d+):|\$(\d+)", json.dumps(draft["body"]))]

        assert list(range(1, len(stops) + 1)) == stops


def test_schema_text_is_the_schema_in_plain_letters() -> None:
    """The text can be read back, holds nothing beyond ASCII, and has a line for each thing that stands once."""
    made = workflow(EVERY_KEY.replace("Every key there is", "Ein Schlüssel"))
    text = schema_text(made)

    assert text.isascii()
    assert schema(made) == json.loads(text)
    assert len(schema(made)) + len(schema(made)["definitions"]) + 3 == len(text.splitlines())
