"""
Every text of a workflow that people read, and where a words file gives another one for it.

A ``Spot`` is one text, a ``Room`` a block of a words file: it has the shape of the rule file, and the keys that only
gather names may be left out.
Only the places are known here; words files are read in ``wording_read`` and put in place in ``wording_apply``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules.workflow import ChooseAny, ChooseOne, ListOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.rules.workflow import Field, Form, Kind, Move, Option, Role, State, Workflow

FORMAT = "mentorflow-words/1"
SHOWN_AS = "shown_as"

# The names down to a text, as in the rule file with every key that gathers names.
Path: TypeAlias = tuple[str, ...]
# One text, or the texts of a list.
Words: TypeAlias = str | tuple[str, ...]


@attrs.frozen
class Spot:
    """
    One text that people read: its *path*, and what the rule file says there.

    The text of a name may stand in several places; *home* tells the one where it is missed.
    """

    path: Path
    original: Words
    home: bool = True


@attrs.frozen
class Room:
    """
    One block of a words file.

    *title* is what messages call it; *spots* are its texts and *rooms* its blocks, by the names left of the colon.
    *gathered* are the keys that only gather what could stand here as well.
    Of a room that is *apart* it is told by itself what is missing, where the words file has it.
    """

    title: str
    spots: dict[str, Spot] = attrs.field(factory=dict)
    rooms: dict[str, Room] = attrs.field(factory=dict)
    gathered: dict[str, Room] = attrs.field(factory=dict)
    apart: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is no text to give here."""
        return not self.spots and all(room.is_empty for room in self.rooms.values())

    def below(self, name: str) -> Room | None:
        """The block of this name; a key that gathers comes before a name that is the same."""
        return self.gathered.get(name) or self.rooms.get(name)

    def missed(self, told_there: Callable[[Room], bool]) -> Iterator[tuple[Path, Spot]]:
        """Every text whose home is in here, with the names down to it; but for rooms of which it is told there."""
        yield from (((name,), spot) for name, spot in self.spots.items() if spot.home)
        for name, room in self.rooms.items():
            if not told_there(room):
                yield from (((name, *path), spot) for path, spot in room.missed(told_there))

    def every_spot(self) -> Iterator[Spot]:
        """All texts in here; the same name may be met in several rooms."""
        yield from self.spots.values()
        for room in self.rooms.values():
            yield from room.every_spot()

    def every_room(self) -> Iterator[Room]:
        """Itself and all rooms in it."""
        yield self
        for room in self.rooms.values():
            yield from room.every_room()


def texts_of(workflow: Workflow) -> Room:
    """Every place of a words file for this workflow; pure."""
    shown = _Shown(workflow, _titled(workflow))
    rooms = {
        "roles": _roles(workflow.roles, shown),
        "effects": Room("'effects'", _spots(("effects", each.name, each.text) for each in workflow.effects)),
        "facts": Room("'facts'", rooms=_rooms((each.name, _fact(each.name, each.kind)) for each in workflow.facts)),
        "forms": Room("'forms'", rooms={each.name: _form(each, shown) for each in workflow.forms}),
        "start": _moves("'start'", ("start",), workflow.start, shown),
        "states": Room("'states'", rooms={each.name: _state(each, shown) for each in workflow.states}),
        "any_time": _any_time(workflow.moves, shown),
        SHOWN_AS: shown.room(),
    }
    spots = {"title": Spot(("title",), workflow.title)}
    return Room("the workflow", spots, _rooms((name, attrs.evolve(room, apart=True)) for name, room in rooms.items()))


def _rooms(rooms: Iterable[tuple[str, Room]]) -> dict[str, Room]:
    """The rooms that have any text at all."""
    return {name: room for name, room in rooms if not room.is_empty}


def _spots(rows: Iterable[tuple[str, str, str]]) -> dict[str, Spot]:
    return {name: Spot((section, name), text) for section, name, text in rows}


@attrs.frozen
class _Shown:
    """The names that people read; *titled* are those for which the rule file has a text beside the thing itself."""

    workflow: Workflow
    titled: frozenset[str]

    def spot(self, name: str, *, home: bool = True) -> Spot:
        """The text of a name, wherever it is written."""
        return Spot((SHOWN_AS, name), self.workflow.shown(name), home)

    def title(self, name: str) -> dict[str, Spot]:
        """The text of a name beside the thing itself."""
        return {"title": self.spot(name, home=name in self.titled)}

    def room(self) -> Room:
        """All names that people read."""
        names = names_read(self.workflow)
        return Room(f"'{SHOWN_AS}'", {name: self.spot(name, home=name not in self.titled) for name in names})


def _titled(workflow: Workflow) -> frozenset[str]:
    things: tuple[State | Form | Move, ...] = (*workflow.states, *workflow.forms, *workflow.every_move())
    roles = (role.name for role in workflow.roles)
    return frozenset((*roles, *(thing.name for thing in things if thing.title is not None)))


def names_read(workflow: Workflow) -> tuple[str, ...]:
    """Every name that people read somewhere, each once."""
    deadlines = (each.name for each in workflow.every_deadline() if each.owner[0] in {"state", "any_time", "ends"})
    families: tuple[Iterable[str], ...] = (
        (each.name for each in workflow.states),
        workflow.move_names,
        (each.name for each in workflow.forms),
        (name for field in every_question(workflow) for name in _names_in(field)),
        deadlines,
        (each.name for each in workflow.conditions),
        (each.name for each in workflow.routing),
        (each.name for each in workflow.limits),
        (each.name for each in workflow.facts),
        (each.name for each in workflow.effects),
        (each.name for each in workflow.counts),
        (each.name for each in workflow.roles),
    )
    return tuple(dict.fromkeys(name for family in families for name in family))


def every_question(workflow: Workflow) -> Iterator[Field]:
    """All questions of forms and moves, and the details in their lists."""
    asked = [*(form.fields for form in workflow.forms), *(move.asks for move in workflow.every_move())]
    for fields in asked:
        for field in fields:
            yield field
            if isinstance(field.kind, ListOf):
                yield from field.kind.fields


def _names_in(field: Field) -> tuple[str, ...]:
    """The name of a question, and of its groups of choices."""
    groups = field.kind.groups if isinstance(field.kind, ChooseAny) else ()
    return (field.name, *(name for name, _ in groups))


# --- section by section ---------------------------------------------------------------------------------------------
def _roles(roles: tuple[Role, ...], shown: _Shown) -> Room:
    spots = {role.name: shown.spot(role.name) for role in roles}
    kinds = dict.fromkeys(role.kind for role in roles)
    gathered = {
        kind: Room("'roles'", {role.name: spots[role.name] for role in roles if role.kind == kind}) for kind in kinds
    }
    return Room("'roles'", spots, gathered=gathered)


def _fact(name: str, kind: Kind) -> Room:
    return _choices(f"the fact '{name}'", ("facts", name), kind, {})


def _form(form: Form, shown: _Shown) -> Room:
    title, path = f"the form '{form.name}'", ("forms", form.name)
    spots = shown.title(form.name)
    if form.talk_about:
        spots["talk_about"] = Spot((*path, "talk_about"), form.talk_about)
    rooms = _questions((*path, "fields"), form.fields)
    return attrs.evolve(_beside(title, spots, rooms, "fields"), apart=True)


def _state(state: State, shown: _Shown) -> Room:
    title, path = f"the state '{state.name}'", ("states", state.name)
    spots = shown.title(state.name)
    if state.final is not None:
        spots["final"] = Spot((*path, "final"), state.final)
    moves = _moves(title, (*path, "moves"), state.moves, shown)
    return attrs.evolve(_beside(title, spots, moves.rooms, "moves"), apart=True)


def _any_time(moves: tuple[Move, ...], shown: _Shown) -> Room:
    room = _moves("'any_time'", ("any_time", "moves"), moves, shown)
    return _beside(room.title, {}, room.rooms, "moves")


def _moves(title: str, path: Path, moves: tuple[Move, ...], shown: _Shown) -> Room:
    return Room(title, rooms={move.name: _move((*path, move.name), move, shown) for move in moves})


def _move(path: Path, move: Move, shown: _Shown) -> Room:
    title = f"the move '{move.name}'"
    return _beside(title, shown.title(move.name), _questions((*path, "asks"), move.asks), "asks")


def _beside(title: str, spots: dict[str, Spot], rooms: dict[str, Room], key: str) -> Room:
    """
    A room in which others may stand beside its own texts, or below the *key* that gathers them.

    One that is called like something beside it has its place below that key only.
    """
    others = {name: room for name, room in rooms.items() if name not in {*spots, key}}
    alike = {name: room for name, room in rooms.items() if name not in others}
    if alike:
        others[key] = Room(title, rooms=alike)
    return Room(title, spots, others, {key: Room(title, rooms=rooms)} if rooms else {})


# --- questions ------------------------------------------------------------------------------------------------------
def _questions(path: Path, fields: tuple[Field, ...]) -> dict[str, Room]:
    return _rooms((field.name, _question((*path, field.name), field)) for field in fields)


def _question(path: Path, field: Field) -> Room:
    title = f"the question '{field.name}'"
    ask = {"ask": Spot((*path, "ask"), field.ask)} if field.ask else {}
    if isinstance(field.kind, ListOf):
        return _beside(title, ask, _questions((*path, "list_of"), field.kind.fields), "list_of")
    return _choices(title, path, field.kind, ask)


def _choices(title: str, path: Path, kind: Kind, ask: dict[str, Spot]) -> Room:
    if not isinstance(kind, ChooseOne | ChooseAny):
        return Room(title, ask)
    key = "choose_one" if isinstance(kind, ChooseOne) else "choose_any"
    options = {each.name: _option((*path, key), each) for each in kind.options}
    groups = {
        name: Room(title, {member: options[member] for member in members})
        for name, members in (kind.groups if isinstance(kind, ChooseAny) else ())
    }
    alike = {name: spot for name, spot in options.items() if name in ask}
    beside = {name: spot for name, spot in options.items() if name not in ask}
    rooms = {key: Room(title, alike)} if alike else {}
    return Room(title, {**ask, **beside}, rooms, {**groups, key: Room(title, options, gathered=groups)})


def _option(path: Path, option: Option) -> Spot:
    return Spot((*path, option.name), option.text)
