"""
A whole rule file, drawn: a chain of states through which a partnership comes, and what stands beside the way.

From every state either partner can leave; every state is come to, and somebody can always go on.
The plainest choices give one state, one move and one end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.testing import moves, papers, promises, statements, tables, times
from mentorflow.testing.draft import ROLES, Draft
from mentorflow.testing.statements import EACH, EITHER

if TYPE_CHECKING:
    from mentorflow.testing.draft import Keys
    from mentorflow.testing.drawing import Drawing

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC")
STATES = ("begun", "agreed", "planned", "working", "reviewed", "renewed", "resumed", "closing")
OVER, GONE, PAUSED, LEAVE, BEGIN = "over", "gone", "paused", "leave", "begin"
MOVE, WAIT, CHANGE, FALL, TABLE = "move", "wait", "change", "fall", "table"
ON = ((6, MOVE), (5, WAIT), (3, TABLE), (2, CHANGE), (2, FALL))


def program(drawing: Drawing, most: int) -> str:
    """The text of a rule file with at most so many states that are not final; it may still have findings."""
    draft = Draft(drawing)
    draft.head["timezone"] = drawing.one(ZONES)
    draft["roles"]["partners"] = {name: ROLES["partners"][name] for name in ("mentee", "mentor", *_peer(draft))}
    draft.chain = list(STATES[: drawing.between(1, most)])
    ways = [drawing.weighted(ON) for _ in draft.chain]
    if drawing.chance(25):
        times.ends(draft)
    draft["start"][BEGIN] = {"by": draft.partners[0], "to": draft.chain[0]}
    draft.falls = FALL in ways
    forms: list[str] = []
    for number, way in enumerate(ways):
        _state(draft, number, way, forms)
    _finals(draft)
    _further_start(draft)
    _any_time(draft, [state for state, way in zip(draft.chain, ways, strict=True) if way != FALL])
    promises.promise(draft)
    return draft.text


def _peer(draft: Draft) -> tuple[str, ...]:
    return ("peer",) if draft.drawing.chance(10) else ()


def _further_start(draft: Draft) -> None:
    """Another way to begin."""
    if not draft.drawing.chance(30):
        return
    keys = moves.beside(draft, moves.START, [], [])
    keys["to"] = draft.chain[0]
    if draft.drawing.chance(20):
        keys["to"] = tables.after_move(draft, [draft.chain[0]], [statements.told(draft)])
    draft["start"][draft.name("set_up")] = keys


# --- the chain ------------------------------------------------------------------------------------------------------
def _state(draft: Draft, number: int, way: str, forms: list[str]) -> None:
    """A state of the chain with the way on from it; the form it waits for is there from then on."""
    state, ahead = draft.chain[number], [*draft.chain[number + 1 :], OVER]
    keys: Keys = draft["states"].setdefault(state, {})
    if draft.drawing.chance(10):
        keys["title"] = "A state"
    owers = _lead_on(draft, keys, way, state, ahead, forms)
    if way != FALL and draft.drawing.chance(25):
        name = draft.name("aside")
        made = [move for each in draft["states"].values() for move in each.get("moves", {})]
        keys.setdefault("moves", {})[name] = moves.beside(draft, moves.BESIDE, forms, made)
    if number and way != FALL and draft.drawing.chance(15):
        back = draft.drawing.one(draft.chain[:number])
        keys.setdefault("moves", {})[draft.name("return")] = moves.leading(draft, back, [], ends=False)
    # A form that is only changed is nobody's to do, so somebody has to be reminded of it.
    if way == CHANGE or (way != FALL and draft.drawing.chance(30)):
        keys.setdefault("deadlines", {})[draft.name("limit")] = times.of_state(draft, state, owers)
    if way == WAIT and state not in draft.passed_by:
        forms += keys["when_complete"]


def _lead_on(draft: Draft, keys: Keys, way: str, state: str, ahead: list[str], forms: list[str]) -> list[str]:
    """What leads on from a state; those who have to do it."""
    if way == FALL:
        keys["deadlines"] = {draft.name("limit"): times.of_state(draft, state, [EACH], ahead[0])}
        return [EACH]
    if way in {WAIT, CHANGE}:
        form = papers.form(draft, state, waited=True, living=way == CHANGE)
        keys["when_complete" if way == WAIT else "when_changed"] = {form: _after_form(draft, form, ahead)}
        return papers.owers(draft["forms"][form])
    to, ends = ahead[0], ahead[0] == OVER
    if way == TABLE:
        to = tables.after_move(draft, [ahead[0], "stay", *ahead[1:]], [statements.told(draft)])
        ends = OVER in _led_to(draft, to, ahead)
    move = moves.leading(draft, to, forms, ends=ends)
    keys["moves"] = {draft.name("go_on"): move}
    return statements.reminded(move["by"])


def _after_form(draft: Draft, form: str, ahead: list[str]) -> str:
    """Where a form leads: on, by a table, or on each time anew."""
    keys, sure = draft["forms"][form], "living" not in draft["forms"][form]
    if draft.drawing.chance(45):
        to = tables.after_form(draft, form, [ahead[0], "stay", *ahead[1:]], sure=sure)
        _led_to(draft, to, ahead)
        return to
    if sure and draft.drawing.chance(15) and "signed_by" not in keys:
        keys["repeats"] = "yes"
    return ahead[0]


def _led_to(draft: Draft, table: str, ahead: list[str]) -> set[str]:
    """Where a table leads; the states before the farthest of them can be passed by."""
    led = {row["to"] for row in draft["routing"][table]["rows"]}
    farthest = max(ahead.index(to) for to in led if to in ahead)
    draft.passed_by.update(ahead[:farthest])
    return led


def _finals(draft: Draft) -> None:
    draft["states"][OVER] = {"final": "completed"}
    if draft.drawing.chance(20):
        draft["states"][OVER]["title"] = "It is over"


# --- any time -------------------------------------------------------------------------------------------------------
def _any_time(draft: Draft, pausing: list[str]) -> None:
    """Leaving, pausing, and whatever else can be done or is due in several states."""
    drawing, any_time = draft.drawing, draft["any_time"]
    made: Keys = {}
    if len(draft.chain) > 1 or draft.drawing.chance(20) or not _out(draft):
        to = OVER if drawing.chance(50) else GONE
        draft["states"].setdefault(to, {"final": "no fault"})
        made[LEAVE] = {"by": EITHER, "to": to, "tell": drawing.one((moves.OTHER, EACH))}
        if drawing.chance(20):
            made[LEAVE]["asks"] = moves.asked(draft)
        if drawing.chance(15):
            made[LEAVE]["effect"] = [draft.effect()]
    if LEAVE in made and pausing and drawing.chance(25):
        _pause(draft, made, pausing)
    earlier = [name for name in made if name != LEAVE]
    for _ in range(drawing.weighted(((5, 0), (3, 1), (2, 2)))):
        name = draft.name("any")
        made[name] = {**moves.beside(draft, moves.BESIDE, [], earlier), **_where(draft)}
        earlier.append(name)
    if made:
        any_time["moves"] = made
    if LEAVE in made and drawing.chance(25):
        any_time["deadlines"] = {draft.name("always"): times.of_any_time(draft, [EACH], _where(draft))}


def _out(draft: Draft) -> bool:
    """Whether the only state lets either partner end it at once."""
    made = draft["states"][draft.chain[0]].get("moves", {})
    return any(
        set(move) == {"by", "to", "tell"} and move["to"] == OVER and move["by"] == [EITHER] for move in made.values()
    )


def _pause(draft: Draft, made: Keys, pausing: list[str]) -> None:
    where: Keys = (
        {"in": list(pausing)} if len(pausing) < len(draft.chain) or draft.drawing.chance(50) else {"except": PAUSED}
    )
    made["pause"] = {"by": EITHER, "to": PAUSED, "tell": moves.OTHER, **where}
    state: Keys = {"clocks": "stopped", "moves": {"resume": {"by": EITHER, "to": "back", "tell": moves.OTHER}}}
    if draft.drawing.chance(40):
        state["deadlines"] = {draft.name("limit"): times.of_state(draft, PAUSED, [EACH])}
    draft["states"][PAUSED] = state


def _where(draft: Draft) -> Keys:
    way = draft.drawing.weighted(((3, ""), (1, "in"), (1, "except")))
    if way == "in":
        return {"in": draft.drawing.some(draft.chain)}
    return {"except": draft.chain[-1]} if way == "except" and len(draft.chain) > 1 else {}
