"""
A workflow with other words: every text of a ``Wording`` put in place of the one the rule file has.

Names, places and everything that decides stay as they are, so the digest stays the same; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from mentorflow.rules.wording import SHOWN_AS
from mentorflow.rules.workflow import ChooseAny, ChooseOne, ListOf

if TYPE_CHECKING:
    from mentorflow.rules.wording import Path
    from mentorflow.rules.wording_read import Wording
    from mentorflow.rules.workflow import Field, Form, Kind, Move, Option, State, Workflow

T = TypeVar("T", "Form", "Move", "State")


@attrs.frozen
class _Texts:
    """The single texts by their path, the lists of texts by theirs, and the texts of names."""

    single: dict[Path, str]
    lists: dict[Path, tuple[str, ...]]
    names: dict[str, str]


def _texts(wording: Wording) -> _Texts:
    words = {path: given.words for path, given in wording.texts.items()}
    single = {path: text for path, text in words.items() if isinstance(text, str)}
    lists = {path: texts for path, texts in words.items() if isinstance(texts, tuple)}
    return _Texts(single, lists, {path[1]: text for path, text in single.items() if path[0] == SHOWN_AS})


def in_words(workflow: Workflow, wording: Wording) -> Workflow:
    """The same workflow, shown in other words; where there are none it is shown as before."""
    texts = _texts(wording)
    return attrs.evolve(
        workflow,
        language=wording.language,
        title=texts.single.get(("title",), workflow.title),
        roles=tuple(attrs.evolve(role, text=texts.names.get(role.name, role.text)) for role in workflow.roles),
        effects=tuple(
            attrs.evolve(each, text=texts.single.get(("effects", each.name), each.text)) for each in workflow.effects
        ),
        facts=tuple(
            attrs.evolve(each, kind=_kind(texts, ("facts", each.name), each.kind)) for each in workflow.facts
        ),
        forms=tuple(_form(texts, form) for form in workflow.forms),
        start=_moves(texts, ("start",), workflow.start),
        states=tuple(_state(texts, state) for state in workflow.states),
        moves=_moves(texts, ("any_time", "moves"), workflow.moves),
        shown_as=tuple({**dict(workflow.shown_as), **texts.names}.items()),
    )


def _titled(texts: _Texts, thing: T) -> T:
    """A thing under its other title, where it has one."""
    title = None if thing.title is None else texts.names.get(thing.name, thing.title)
    return attrs.evolve(thing, title=title)


def _form(texts: _Texts, form: Form) -> Form:
    path = ("forms", form.name)
    talk_about = texts.lists.get((*path, "talk_about"), form.talk_about)
    fields = _fields(texts, (*path, "fields"), form.fields)
    return attrs.evolve(_titled(texts, form), talk_about=talk_about, fields=fields)


def _state(texts: _Texts, state: State) -> State:
    path = ("states", state.name)
    final = None if state.final is None else texts.single.get((*path, "final"), state.final)
    return attrs.evolve(_titled(texts, state), final=final, moves=_moves(texts, (*path, "moves"), state.moves))


def _moves(texts: _Texts, path: Path, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    return tuple(
        attrs.evolve(_titled(texts, move), asks=_fields(texts, (*path, move.name, "asks"), move.asks))
        for move in moves
    )


# --- questions ------------------------------------------------------------------------------------------------------
def _fields(texts: _Texts, path: Path, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(_field(texts, (*path, field.name), field) for field in fields)


def _field(texts: _Texts, path: Path, field: Field) -> Field:
    ask = texts.single.get((*path, "ask"), field.ask)
    return attrs.evolve(
        field, ask=ask, kind=_kind(texts, path, field.kind), title=texts.names.get(field.name, field.title)
    )


def _kind(texts: _Texts, path: Path, kind: Kind) -> Kind:
    if isinstance(kind, ListOf):
        return attrs.evolve(kind, fields=_fields(texts, (*path, "list_of"), kind.fields))
    if isinstance(kind, ChooseOne | ChooseAny):
        key = "choose_one" if isinstance(kind, ChooseOne) else "choose_any"
        return attrs.evolve(kind, options=tuple(_option(texts, (*path, key), each) for each in kind.options))
    return kind


def _option(texts: _Texts, path: Path, option: Option) -> Option:
    text = texts.single.get((*path, option.name))
    return option if text is None else attrs.evolve(option, text=text, title=text)
