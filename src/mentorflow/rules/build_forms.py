"""
Forms: who fills them in, signs, opens and sees them, and when they are due.

Part of the builder; the questions themselves are read by ``build_fields``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.blocks import Named, below, block, named, pairs
from mentorflow.rules.build_deadlines import Owner, deadline
from mentorflow.rules.build_fields import field, kind_of
from mentorflow.rules.build_people import ACTORS, OPENERS, SIGNERS, TOLD, roles_of, who
from mentorflow.rules.build_scores import unfavorable
from mentorflow.rules.notation import HIDING, NEVER, RESERVED
from mentorflow.rules.reading import Read, a_name, one_of
from mentorflow.rules.workflow import EACH, ChooseAny, ChooseOne, Kind, LengthOfTime, Tick, Who, WholeNumber

if TYPE_CHECKING:
    from mentorflow.rules.blocks import Block
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node

SCORABLE = (ChooseOne, WholeNumber, LengthOfTime)


@attrs.frozen
class Opened:
    """A form whose keys have been taken apart, and its questions with what they ask for (None where unclear)."""

    named: Named
    filled_by: Who
    fields: tuple[tuple[Named, Kind | None], ...]


def open_forms(desk: Desk, top: Block) -> tuple[Named, ...]:
    """The forms, their names taken note of."""
    return named(desk, top.get("forms"), "form", "form")


def open_fields(desk: Desk, form: Named) -> Opened:
    """The questions of a form and what they ask for, kept for the conditions that read them."""
    with desk.watched("form", form.name):
        fields = questions(desk, form.block.get("fields"), "field")
        filled = who(desk, form.block, "filled_in_by", ACTORS)
        if filled is not None and filled.is_each_partner:
            desk.copies.add(form.name)
        elif filled is None or not filled.parts or EACH in filled.parts:
            desk.vague.add(form.name)
        for question, kind in fields:
            path = f"{form.name}.{question.name}"
            desk.names.families["field"].setdefault(path, question.span)
            if kind is not None:
                desk.kinds[path] = kind
            if _is_scored(question, kind):
                desk.scored.add(form.name)
    return Opened(form, filled or Who(()), fields)


def _is_scored(question: Named, kind: Kind | None) -> bool:
    """Whether a question says which of its answers are unfavorable, as far as its kind lets it."""
    node = question.block.get("unfavorable")
    may_be = kind is None or isinstance(kind, (*SCORABLE, ChooseAny, Tick))
    return node is not None and node.text != NEVER and may_be


def questions(desk: Desk, node: Node | None, place: str) -> tuple[tuple[Named, Kind | None], ...]:
    """Named questions below a key, with what each asks for."""
    made = []
    for key, value in pairs(below(desk, node, place)):
        name = desk.take(a_name(key), key.text)
        if name in RESERVED["field"]:
            message = f"'{name}' has a meaning of its own and cannot be the name of a question."
            desk.report("reserved-name", message, key.span, way_out="Choose another name.")
        question = Named(name, key, block(desk, value, place, f"the question '{name}'", key.span))
        made.append((question, kind_of(desk, question.block)))
    return tuple(made)


def form(desk: Desk, opened: Opened, openers: tuple[str, ...]) -> dict[str, Any]:
    """A form; *openers* open it unless it says otherwise."""
    made, name = opened.named.block, opened.named.name
    with desk.watched("form", name):
        copy_each = name in desk.copies
        _hidden_copies_only(desk, made, copy_each=copy_each, vague=name in desk.vague)
        if repeats := made.key("repeats"):
            desk.spots[opened.named.span, "repeats"] = repeats.span
        return {
            "name": name,
            "filled_in_by": opened.filled_by,
            "fields": _fields(desk, opened, copy_each=copy_each),
            "title": made.sentence(desk, "title"),
            "open_from": _state(desk, made, "open_from"),
            "opened_by": roles_of(desk, made, "opened_by", OPENERS) if "opened_by" in made.seen else openers,
            "signed_by": who(desk, made, "signed_by", SIGNERS),
            "living": made.yes(desk, "living"),
            "repeats": made.yes(desk, "repeats"),
            "hidden_from_partner": made.read(desk, "hidden_from_partner", _hiding, None),
            "also_seen_by": roles_of(desk, made, "also_seen_by"),
            "stays_open_after_end": made.yes(desk, "stays_open_after_end"),
            "tells_on_change": _tells_on_change(desk, made),
            "talk_about": _talk_about(desk, made),
            "due": _due(desk, made, name),
            "span": opened.named.span,
        }


def _fields(desk: Desk, opened: Opened, *, copy_each: bool) -> list[dict[str, Any]]:
    form_name = opened.named.name
    made = []
    for question, kind in opened.fields:
        with desk.watched("field", f"{form_name}.{question.name}"):
            if kind is None:
                question.block.drop(desk)
            else:
                plain = field(desk, question, kind, form_name if copy_each else None)
                plain["unfavorable"] = unfavorable(desk, form_name, question, kind)
                plain["also_seen_by"] = roles_of(desk, question.block, "also_seen_by")
                _scored_like_the_others(desk, form_name, question, kind)
                made.append(plain)
    return made


def _scored_like_the_others(desk: Desk, form_name: str, question: Named, kind: Kind) -> None:
    """Beside questions that are scored, one that says nothing about it was perhaps forgotten."""
    if form_name in desk.scored and isinstance(kind, SCORABLE) and not _says(question, "unfavorable"):
        message = f"'{question.name}' does not say which answers are unfavorable, while others in '{form_name}' do."
        way_out = "Add 'unfavorable' with the answers that are, or 'unfavorable: never'."
        desk.report("not-scored", message, question.span, way_out=way_out)


def _says(question: Named, name: str) -> bool:
    """Whether a question has a key, or one that may have been meant to be it."""
    return name in question.block.seen or bool(question.block.strangers)


def _hidden_copies_only(desk: Desk, made: Block, *, copy_each: bool, vague: bool) -> None:
    key = made.key("hidden_from_partner")
    if key is not None and not copy_each and not vague:
        message = f"{made.label} is one copy that both partners see, so nothing of it can be hidden from a partner."
        way_out = "Let 'each partner' fill it in, or take the line away."
        desk.report("does-not-fit", message, key.span, way_out=way_out)


def _hiding(node: Node) -> Read[str]:
    return one_of(node, HIDING)


def _state(desk: Desk, made: Block, name: str) -> str | None:
    node = made.get(name)
    return None if node is None else desk.find(node, "state")


def _tells_on_change(desk: Desk, made: Block) -> Who | None:
    node, key = made.get("when_changed"), made.key("when_changed")
    if node is None or key is None:
        return None
    return who(desk, block(desk, node, "change", "'when_changed'", key.span), "tell", TOLD)


def _talk_about(desk: Desk, made: Block) -> tuple[str, ...]:
    node = made.get("talk_about")
    return () if node is None else tuple(desk.shown(item) for item in node.items)


def _due(desk: Desk, made: Block, name: str) -> dict[str, Any] | None:
    node, key = made.get("due"), made.key("due")
    if node is None or key is None:
        return None
    return deadline(desk, block(desk, node, "form due", f"'due' of '{name}'", key.span), name, Owner("form", name))
