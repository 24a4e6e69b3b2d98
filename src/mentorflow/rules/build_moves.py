"""
Moves and states: who may do what, what it needs, where it leads, and what else happens in a state.

Part of the builder; whether every state is reached and left sensibly is looked at in ``ways``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.diagnostics import Suggestion
from mentorflow.rules.blocks import Named, block, named, pairs
from mentorflow.rules.build_deadlines import Owner, deadline, effects, target
from mentorflow.rules.build_fields import KIND_TITLES, field
from mentorflow.rules.build_forms import questions
from mentorflow.rules.build_limits import NUMBER, family
from mentorflow.rules.build_people import ACTORS, ROLES_ONLY, TOLD, role, roles_of, spelled_out, who
from mentorflow.rules.notation import CLOCKS
from mentorflow.rules.reading import Read, one_of
from mentorflow.rules.workflow import EACH, EITHER, LengthOfTime, Share, Who

if TYPE_CHECKING:
    from mentorflow.rules.blocks import Block
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node

FINAL_KEYS = frozenset({"final", "title"})


@attrs.frozen
class Opened:
    """A state, or ``any_time``, whose keys have been taken apart."""

    name: str
    block: Block
    moves: tuple[Named, ...]
    deadlines: tuple[Named, ...]


# --- names first ----------------------------------------------------------------------------------------------------
def open_start(desk: Desk, top: Block) -> tuple[Named, ...]:
    """The moves a partnership begins with, their names taken note of."""
    return named(desk, top.get("start"), "start move", "move")


def open_states(desk: Desk, top: Block) -> tuple[Opened, ...]:
    """The states with their moves and deadlines, all names taken note of."""
    states = named(desk, top.get("states"), "state", "state")
    for state in states:
        for key in ("title", "final"):
            text = state.block.get(key)
            desk.names.reads("state", state.name, None if text is None else text.text)
        _moves_unknown(desk, state.block)
    return tuple(
        Opened(
            state.name,
            state.block,
            named(desk, state.block.get("moves"), "move", "move"),
            named(desk, state.block.get("deadlines"), "deadline", "deadline"),
        )
        for state in states
    )


def _moves_unknown(desk: Desk, made: Block) -> None:
    """Where a key is not understood that may have been meant to be 'moves', no move is called unknown."""
    if made.strangers and "moves" not in made.seen:
        desk.names.absent.add("move")


def open_any_time(desk: Desk, top: Block) -> Opened | None:
    """What holds at any time, all names taken note of."""
    node, key = top.get("any_time"), top.key("any_time")
    if node is None or key is None:
        return None
    made = block(desk, node, "any_time", "'any_time'", key.span)
    _moves_unknown(desk, made)
    moves = named(desk, made.get("moves"), "any_time move", "move")
    return Opened("any_time", made, moves, named(desk, made.get("deadlines"), "any_time deadline", "deadline"))


# --- moves ----------------------------------------------------------------------------------------------------------
def move(desk: Desk, opened: Named, home: str, states: tuple[str, ...]) -> dict[str, Any]:
    """A move; *states* are those it is offered in (none for a start)."""
    made = opened.block
    actors = _actors(desk, made, home)
    seers = spelled_out(desk, actors)
    before = desk.errors
    must = _conditions(desk, made, "must", seers)
    clear = desk.errors == before and not made.strangers
    asks = _asks(desk, made)
    to = made.get("to")
    kind = home if home in {"start", "any_time"} else "move"
    leads = {"words": ()} if home == "start" else {}
    return {
        "name": opened.name,
        "by": actors,
        "to": "stay" if to is None else target(desk, to, kind, states, **leads),
        "home": home,
        "not_by": who(desk, made, "not_by", ROLES_ONLY),
        "must": must,
        "should": _conditions(desk, made, "should", seers),
        "override": _override(desk, made, must if clear else None),
        "tell": who(desk, made, "tell", TOLD),
        "tell_first": _tell_first(desk, made, actors, home),
        "effects": effects(desk, made),
        "asks": asks,
        **_people_and_forms(desk, made, home),
        "lengthens": _lengthens(desk, made, asks),
        "title": made.sentence(desk, "title"),
        "only_in": states if home == "any_time" else (),
        "span": opened.span,
    }


def _actors(desk: Desk, made: Block, home: str) -> Who:
    """Who makes a move; one person begins a partnership, before which nobody could wait for the other."""
    actors = who(desk, made, "by", ACTORS) or Who(())
    if home == "start" and actors.is_each_partner:
        message = (
            f"'{EACH}' lets one wait for the other, but {made.label} begins a partnership: one person does that."
        )
        way_out = f"Write '{EITHER}', and let '{EACH}' make a move of the state it leads to."
        span = desk.spot(actors, EACH)
        desk.report("does-not-fit", message, span, way_out=Suggestion(way_out, EITHER, span))
    return actors


def _tell_first(desk: Desk, made: Block, actors: Who, home: str) -> Who | None:
    """Who hears of the first half of a move; only a move that each partner has to make has one, and no start."""
    told, key = who(desk, made, "tell_first", TOLD), made.key("tell_first")
    # Of a start that both should make that much is told already.
    if key is not None and EACH not in actors.parts and (home == "start" or actors.parts):
        message = f"'tell_first' speaks of the first of two partners, but {made.label} is made by one person."
        way_out = "Write 'tell' instead." if home == "start" else "Write 'tell', or let 'each partner' make the move."
        desk.report("does-not-fit", message, key.span, way_out=way_out)
    return told


def _people_and_forms(desk: Desk, made: Block, home: str) -> dict[str, Any]:
    """The roles that change hands, and the forms that are shown, opened and closed."""
    assigned = _assigns(desk, made, home)
    return {
        "assigns": assigned,
        "releases": _releases(desk, made, assigned),
        "shows": _shows(desk, made, home),
        "opens": _forms(desk, made, "opens"),
        "closes": _forms(desk, made, "closes"),
    }


def _conditions(desk: Desk, made: Block, name: str, seers: tuple[str, ...]) -> tuple[str, ...]:
    names = [desk.use(node, by=seers) for node in desk.each(made.get(name), "condition")]
    return tuple(dict.fromkeys(name for name in names if name is not None))


def _override(desk: Desk, made: Block, must: tuple[str, ...] | None) -> list[tuple[str, str]]:
    """Who may lift which condition; it has to stand under ``must`` of the same move (None where that is unclear)."""
    lifted = []
    for key, value in pairs(made.get("override")):
        condition, by = desk.find(key, "condition"), role(desk, value)
        if condition is not None and must is not None and condition not in must:
            message = f"'{condition}' does not stand under 'must' of this move, so there is nothing to lift."
            desk.report("nothing-to-lift", message, key.span, way_out="Add it to 'must', or take it away.")
        if condition is not None and by is not None:
            lifted.append((condition, by))
    return lifted


def _asks(desk: Desk, made: Block) -> list[dict[str, Any]]:
    asked = []
    for question, kind in questions(desk, made.get("asks"), "asked field"):
        if kind is None:
            question.block.drop(desk)
        else:
            plain = field(desk, question, kind, None)
            plain["also_seen_by"] = roles_of(desk, question.block, "also_seen_by")
            asked.append(plain)
    return asked


def _assigns(desk: Desk, made: Block, home: str) -> tuple[str, ...]:
    """Roles that get new people; at the start nobody holds one yet who could hand it over."""
    assigned, key = roles_of(desk, made, "assigns", ROLES_ONLY), made.key("assigns")
    if key is not None and home == "start":
        message = f"'assigns' hands a role over, and {made.label} begins a partnership."
        way_out = "Take it away: who holds which role is said whenever a partnership begins."
        desk.report("does-not-fit", message, key.span, way_out=way_out)
    return assigned


def _releases(desk: Desk, made: Block, assigned: tuple[str, ...]) -> tuple[str, ...]:
    """Roles that nobody holds any more; a partner's role is never empty, and nobody is put in and out at once."""
    released = who(desk, made, "releases", ROLES_ONLY) or Who(())
    for name in released.parts:
        if name in desk.partners:
            message = f"'{name}' is a partner, and a partnership is never without one."
            way_out = f"Hand the role over with 'assigns: {name}'."
            desk.report("partner-released", message, desk.spot(released, name), way_out=way_out)
        elif name in assigned:
            message = f"the same move puts somebody into the role '{name}' and takes them out of it."
            desk.report("assigned-and-released", message, desk.spot(released, name), way_out="Keep one of them.")
    return released.parts


def _shows(desk: Desk, made: Block, home: str) -> list[tuple[str, str]]:
    """Which form is shown to whom; at the start nobody has filled in anything yet."""
    shown, at = [], made.key("shows")
    if at is not None and home == "start":
        message = f"'shows' shows a form as it stands, and before {made.label} nobody can have filled in one."
        desk.report("does-not-fit", message, at.span, way_out="Let a move of a later state show it.")
    for key, value in pairs(made.get("shows")):
        form = desk.find(key, "form")
        for node in desk.each(value, "role"):
            to = role(desk, node)
            if form is not None and to is not None:
                shown.append((form, to))
    return shown


def _forms(desk: Desk, made: Block, name: str) -> tuple[str, ...]:
    names = [desk.find(node, "form") for node in desk.each(made.get(name), "form")]
    return tuple(dict.fromkeys(name for name in names if name is not None))


def _lengthens(desk: Desk, made: Block, asks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    lengthened = []
    kinds = {question["name"]: question["kind"] for question in asks}
    for key, value in pairs(made.get("lengthens")):
        limit = desk.find(key, "limit")
        question = _asked(desk, made, value, kinds)
        if limit is not None and question is not None:
            _may_grow(desk, key, limit, kinds[question])
            lengthened.append((limit, question))
    return lengthened


def _asked(desk: Desk, made: Block, node: Node, kinds: dict[str, Any]) -> str | None:
    """The question of this move that says how much longer; it has to ask for a length of time."""
    if node.text not in kinds:
        if not made.strangers and all(key.text != node.text for key, _ in pairs(made.get("asks"))):
            message = f"this move does not ask a question called '{node.text}'."
            way_out = f"Questions it asks: {', '.join(kinds)}." if kinds else "Add the question under 'asks'."
            desk.report("unknown-field", message, node.span, way_out=way_out)
        return None
    if not isinstance(kinds[node.text], LengthOfTime):
        message = f"'{node.text}' asks for {KIND_TITLES[type(kinds[node.text])]}; a limit grows by a length of time."
        desk.report("does-not-fit", message, node.span, way_out="Ask for a 'length_of_time'.")
        return None
    return node.text


def _may_grow(desk: Desk, key: Node, limit: str, by: LengthOfTime) -> None:
    """A limit grows by lengths counted like itself; a number or a share does not grow."""
    grown = family(desk, limit)
    if grown is None:
        return
    if grown == NUMBER or isinstance(desk.amounts.get(limit), Share):
        message = f"the limit '{limit}' is not a length of time of its own, so it cannot be lengthened."
        desk.report("wrong-kind-of-limit", message, key.span, way_out="Name a limit that is a length of time.")
    elif {family(desk, by.low), family(desk, by.high)} - {grown, None}:
        message = f"the limit '{limit}' is counted in {grown}, and the question asks for something else."
        desk.report("mixed-units", message, key.span, way_out=f"Ask for {grown}.")


# --- states ---------------------------------------------------------------------------------------------------------
def state(desk: Desk, opened: Opened) -> dict[str, Any]:
    """A state with its moves and deadlines."""
    made, name = opened.block, opened.name
    _goes_on(desk, opened)
    clocks = made.read(desk, "clocks", _clocks, None)
    return {
        "name": name,
        "when_complete": _whens(desk, made, "when_complete", name),
        "when_changed": _whens(desk, made, "when_changed", name),
        "moves": [move(desk, each, name, (name,)) for each in opened.moves],
        "deadlines": deadlines(desk, opened, Owner("state", name, (name,))),
        "clocks_stopped": clocks is not None,
        "title": made.sentence(desk, "title"),
        "final": made.sentence(desk, "final"),
        "span": made.span,
    }


def _clocks(node: Node) -> Read[str]:
    return one_of(node, CLOCKS)


def _goes_on(desk: Desk, opened: Opened) -> None:
    """Nothing happens in a state that is final."""
    if "final" not in opened.block.seen:
        return
    for name in sorted(opened.block.seen - FINAL_KEYS):
        key = opened.block.key(name)
        if key is not None:
            message = f"'{opened.name}' is final, so it cannot have '{name}'."
            desk.report("final-goes-on", message, key.span, way_out=f"Take away '{name}' or 'final'.")


def _whens(desk: Desk, made: Block, name: str, state_name: str) -> list[dict[str, Any]]:
    whens = []
    for key, value in pairs(made.get(name)):
        form = desk.find(key, "form")
        to = target(desk, value, "form", (state_name,))
        if form is None:
            desk.names.lost.update(("state", "routing"))
        else:
            whens.append({"form": form, "to": to, "span": key.span})
    return whens


def deadlines(desk: Desk, opened: Opened, owner: Owner, live: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The deadlines of a state, or those of any time, which may say in which states they hold."""
    made = []
    for each in opened.deadlines:
        only_in = offered_in(desk, each, live) if owner.kind == "any_time" else None
        whose = owner if only_in is None else attrs.evolve(owner, states=only_in)
        plain = deadline(desk, each.block, each.name, whose)
        if plain is not None:
            bounded = only_in is not None and each.block.seen & {"in", "except"}
            plain["only_in"] = only_in if bounded else None
            made.append(plain)
    return made


def offered_in(desk: Desk, opened: Named, live: tuple[str, ...]) -> tuple[str, ...]:
    """The states in which something of any time holds; *live* are those that are not final."""
    made = opened.block
    key = made.key("except")
    if key is not None and "in" in made.seen:
        desk.report("one-of-two", f"{made.label} has both 'in' and 'except'.", key.span, way_out="Keep one of them.")
    names = {name: _live_states(desk, made, name, live) for name in ("in", "except")}
    if "in" in made.seen:
        return tuple(name for name in live if name in names["in"])
    return tuple(name for name in live if name not in names["except"])


def _live_states(desk: Desk, made: Block, name: str, live: tuple[str, ...]) -> set[str]:
    chosen = set()
    for node in desk.each(made.get(name), "state"):
        found = desk.find(node, "state", fits=lambda state: state in live)
        if found is not None and found not in live:
            message = f"'{found}' is final; nothing happens there any more."
            desk.report("final-goes-on", message, node.span, way_out="Leave it out.")
        elif found is not None:
            chosen.add(found)
    return chosen
