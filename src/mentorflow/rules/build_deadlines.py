"""
Deadlines: how much time, counted from when, and what happens before, at and after the end of it.

Part of the builder; nothing here knows states or forms beyond their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.diagnostics import Suggestion
from mentorflow.rules.blocks import Block, block
from mentorflow.rules.build_limits import a_length, known_length
from mentorflow.rules.build_people import TOLD_IN_TIME, who
from mentorflow.rules.desk import Way
from mentorflow.rules.notation import LATE
from mentorflow.rules.reading import Read, length_of, may_be_a_limit, number, piece
from mentorflow.rules.workflow import BACK, STAY

if TYPE_CHECKING:
    from mentorflow.rules.calendar import Duration
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node

BEFORE, AFTER = " before", " after"


@attrs.frozen
class Owner:
    """
    Whose deadline it is: *kind* and *name* as in ``Deadline.owner``.

    *states* are the states it can fall in, where that is known.
    """

    kind: str
    name: str = ""
    states: tuple[str, ...] = ()


def deadline(desk: Desk, made: Block, name: str, owner: Owner) -> dict[str, Any] | None:
    """A deadline; None where it says neither how long nor how often."""
    plain: dict[str, Any] = {"name": name, "owner": (owner.kind, owner.name), "span": made.span}
    plain.update(_anchor(desk, made, owner))
    _one_way(desk, made)
    within, every = made.get("within"), made.get("every")
    if every is not None and within is None:
        plain |= {"every": a_length(desk, every), **_coming_back(desk, made, owner)}
        return plain if plain["every"] is not None else None
    plain |= {"within": None if within is None else a_length(desk, within), "marks": _marks(desk, made, owner)}
    _only_with_every(desk, made)
    return plain if plain["within"] is not None else None


def _one_way(desk: Desk, made: Block) -> None:
    """Either so much time is allowed once, or something comes back every so often."""
    key = made.key("every")
    if key is not None and "within" in made.seen:
        message = f"{made.label} has both 'within' and 'every'."
        desk.report("one-of-two", message, key.span, way_out="Keep one of them.")
    if not made.seen & {"within", "every"} and "within" not in made.place.required and not made.strangers:
        way_out = "Add 'within' with a length of time or a limit."
        if made.seen & {"remind", "tell", "effect"}:
            way_out = "Add 'every' with a length of time or a limit."
        desk.report("missing-key", f"{made.label} has no 'within'.", made.span, way_out=way_out)


def _coming_back(desk: Desk, made: Block, owner: Owner) -> dict[str, Any]:
    for key, value in made.free:
        desk.drop(value)
        message = f"'{key.text}' goes with 'within' only; what comes back has no end to be before or after."
        desk.report("does-not-fit", message, key.span, way_out="Put 'remind', 'tell' or 'effect' beside 'every'.")
    return {
        "at_most": made.read(desk, "at_most", _at_most, None),
        "marks": [_mark(desk, made, owner, 0, None, "every")] if not made.free else [],
    }


def _at_most(node: Node) -> Read[int]:
    return number(node, 1)


def _only_with_every(desk: Desk, made: Block) -> None:
    """Who is told of a time allowed stands behind the lines of it, not beside it."""
    for name in ("at_most", "remind", "tell", "effect"):
        key = made.key(name)
        if key is not None and "within" in made.seen and "every" not in made.seen and not made.strangers:
            made.drop(desk)
            way_out = (
                "Put it behind 'late:' or a line such as '5 days before:'." if name != "at_most" else "Take it away."
            )
            desk.report(
                "does-not-fit",
                f"'{name}' stands beside 'every' only, not beside 'within'.",
                key.span,
                way_out=way_out,
            )


def _anchor(desk: Desk, made: Block, owner: Owner) -> dict[str, Any]:
    """What the time is counted from."""
    first, anew = made.get("counted_from"), made.get("counted_anew_from")
    key = made.key("counted_anew_from")
    if first is not None and key is not None:
        message = f"{made.label} has both 'counted_from' and 'counted_anew_from'."
        desk.report("one-of-two", message, key.span, way_out="Keep one of them.")
    if owner.kind == "ends" and not made.seen & {"counted_from", "counted_anew_from"} and not made.strangers:
        way_out = "Add 'counted_from' with the state in which the time begins."
        desk.report("missing-key", f"{made.label} has no 'counted_from'.", made.span, way_out=way_out)
    words = ("opening",) if owner.kind == "form" else ()
    nodes = desk.each(first if first is not None else anew, "state", "move", "form", words=words)
    names = [desk.find(node, "state", "move", "form", words=words) for node in nodes]
    moments = tuple(dict.fromkeys(name for name in names if name is not None))
    return {"anchor": "entry" if not nodes else "first" if first is not None else "latest", "moments": moments}


# --- before, late and after -----------------------------------------------------------------------------------------
def _marks(desk: Desk, made: Block, owner: Owner) -> list[dict[str, Any]]:
    place = "form mark" if owner.kind == "form" else "mark"
    marks = []
    for key, value in made.free:
        side, offset = _when(desk, key)
        inside = block(desk, value, place, f"'{key.text}'", key.span)
        if side is not None:
            marks.append(_mark(desk, inside, owner, side, offset, _words(side, offset)))
    return marks


def _when(desk: Desk, key: Node) -> tuple[int | None, Duration | str | None]:
    """Which side of the end a line stands on, and how far from it."""
    if key.text == LATE:
        return 0, None
    side = -1 if key.text.endswith(BEFORE) else 1
    said = key.text.removesuffix(BEFORE).removesuffix(AFTER)
    span = piece(key, 0, len(said))
    read: Duration | str | None = said
    if not may_be_a_limit(said):
        read = desk.take(length_of(said, span), None)
    offset = None if read is None else known_length(desk, read, span)
    return (None, None) if offset is None else (side, offset)


def _words(side: int, offset: Duration | str | None) -> str:
    """What notices call the time; the same for lengths that are the same, however they are written."""
    return LATE if offset is None else f"{offset}{BEFORE if side < 0 else AFTER}"


def _mark(
    desk: Desk, made: Block, owner: Owner, side: int, offset: Duration | str | None, words: str
) -> dict[str, Any]:
    """What happens at one of these times."""
    if not made.seen & {"remind", "tell", "effect", "to", "close_form"} and not made.strangers:
        *most, last = (f"'{name}'" for name in ("remind", "tell", "effect", "to") if name in made.place.keys)
        way_out = f"Add {', '.join(most)} or {last}."
        desk.report("nothing-happens", f"nothing happens at {made.label}.", made.span, way_out=way_out)
    return {
        "side": side,
        "offset": offset,
        "remind": who(desk, made, "remind", TOLD_IN_TIME),
        "tell": who(desk, made, "tell", TOLD_IN_TIME),
        "effects": effects(desk, made),
        "to": _to(desk, made, owner),
        "close_form": made.yes(desk, "close_form"),
        "words": words,
        "span": made.span,
    }


def _to(desk: Desk, made: Block, owner: Owner) -> str | None:
    node = made.get("to")
    return None if node is None else target(desk, node, "fall", owner.states)


# --- shared with moves, rows and states -----------------------------------------------------------------------------
def target(
    desk: Desk,
    node: Node,
    kind: str,
    states: tuple[str, ...] = (),
    families: tuple[str, ...] = ("state", "routing"),
    words: tuple[str, ...] = (STAY, BACK),
) -> str:
    """Where something leads: a state, a routing table, ``stay`` or ``back``; ``stay`` where that is unknown."""
    name = desk.find(node, *families, words=words)
    if name is None:
        return STAY
    if desk.names.has("state", name) and name in {STAY, BACK}:
        # A state has been given the name of a word: that has been told, and which of the two is meant is unclear.
        desk.names.lost.add("state")
        return STAY
    desk.ways.append(Way(kind, name, node.span, states))
    return name


def effects(desk: Desk, made: Block) -> tuple[str, ...]:
    """What the application is asked to do."""
    names: dict[str, None] = {}
    for node in desk.each(made.get("effect"), "effect"):
        name = desk.find(node, "effect")
        if name in names:
            desk.report("named-twice", f"'{name}' is named twice.", node.span, way_out=Suggestion("Name it once."))
        if name is not None:
            names[name] = None
    return tuple(names)
