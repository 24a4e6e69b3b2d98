"""
The names in a scenario file, as far as they are names of the workflow; people, answers and scenarios keep theirs.

A set of answers is gone through once for every step that uses it, because the step says what is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.read_expectations import MOVE, OPENING, SIGNATURE
from mentorflow.rules.workflow import ChooseAny, ChooseOne, ListOf
from tests.renaming.words import Marker, Word, each, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.tree import Node, Source
    from mentorflow.rules.workflow import Field, HostFact, Workflow

REASON = ("condition", "field", "form", "move", "routing", "limit")
# Of which kinds the texts behind the keys of a step are.
STEP = {
    "do": ("move",),
    "fill_in": ("form",),
    "sign": ("form",),
    "open": ("form",),
    "close_form": ("form",),
    "lift": ("condition",),
    "by": ("role",),
    "told": ("role",),
    "expect": ("state",),
    "effect": ("effect",),
}
_OWED = (SIGNATURE, OPENING, MOVE)


@attrs.frozen
class Setting:
    """What a step needs to be understood: the workflow, where names are taken down, and the answers by name."""

    workflow: Workflow
    marker: Marker
    named: dict[str, Node]


def words(source: Source, workflow: Workflow) -> set[Word]:
    """Every name of a workflow in a scenario file."""
    top = _entries(source.root)
    named = _entries(top.get("answers"))
    setting = Setting(workflow, Marker(source, names_of(workflow)), named)
    setting.marker.mark(top["tests"], "workflow")
    _around(setting, top)
    for scenario in _entries(top["scenarios"]).values():
        inside = _entries(scenario)
        _around(setting, inside)
        for step in inside["steps"].items if "steps" in inside else ():
            _step(setting, _entries(step), step)
    return setting.marker.words


def _entries(node: Node | None) -> dict[str, Node]:
    return {} if node is None else {key.text: value for key, value in node.pairs}


def _around(setting: Setting, keys: dict[str, Node]) -> None:
    """People, facts and limits, which may stand at the top, in a scenario and in a step."""
    for name, kind in (("people", "role"), ("limits", "limit")):
        for key, _ in keys[name].pairs if name in keys else ():
            setting.marker.mark(key, kind)
    if "facts" in keys:
        _answers(setting, keys["facts"], setting.workflow.facts, "fact")


def _step(setting: Setting, keys: dict[str, Node], step: Node) -> None:
    _around(setting, keys)
    for key, value in step.pairs:
        setting.marker.mark_all(value, *STEP.get(key.text, ()))
        if key.text in {"because", "warned", "sees", "sees_nothing_of"}:
            _reasons(setting, value)
    for person, about in keys["told_of"].pairs if "told_of" in keys else ():
        setting.marker.mark(person, "role")
        setting.marker.mark_all(about, "form", "deadline", "move")
    for person, owed in keys["owes"].pairs if "owes" in keys else ():
        setting.marker.mark(person, "role")
        for item in each(owed):
            setting.marker.mark(item, *(() if item.text in _OWED else ("form", "deadline", "move")))
    if "answers" in keys:
        _answers(setting, keys["answers"], _asked(setting.workflow, keys), "field")


def _reasons(setting: Setting, node: Node) -> None:
    """Conditions, questions and other names that an explanation or a view gives; a question may have its form."""
    for item in each(node):
        form, dot, field = item.text.partition(".")
        if dot:
            setting.marker.mark(item, "form", "move", text=form)
            setting.marker.mark(item, "field", text=field, at=len(form) + 1)
        else:
            setting.marker.mark(item, *REASON)


def _asked(workflow: Workflow, keys: dict[str, Node]) -> tuple[Field, ...]:
    """What the form or the move of a step asks."""
    if "fill_in" in keys:
        return workflow.form_by_name[keys["fill_in"].text].fields
    return tuple(field for move in workflow.every_move() if move.name == keys["do"].text for field in move.asks)


def _answers(setting: Setting, node: Node, questions: Iterable[Field | HostFact], kind: str) -> None:
    """Answers to questions, with all that they start from."""
    if node.kind == "text":
        node = setting.named[node.text]
    known = {question.name: question for question in questions}
    for key, value in node.pairs:
        if key.text == "like":
            _answers(setting, value, known.values(), kind)
        elif key.text in known:
            setting.marker.mark(key, kind)
            _answer(setting, value, known[key.text])


def _answer(setting: Setting, node: Node, question: Field | HostFact) -> None:
    if isinstance(question.kind, ChooseOne | ChooseAny):
        setting.marker.mark_all(node, "option")
    if isinstance(question.kind, ListOf):
        for row in node.items:
            _answers(setting, row, question.kind.fields, "field")
