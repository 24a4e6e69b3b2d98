"""
The deadlines of a rule file that is drawn: reminders first, then whoever else is to know.

Every one of them is counted from something that has surely happened, and is over before the whole time is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.testing import amounts
from mentorflow.testing.statements import EACH

if TYPE_CHECKING:
    from mentorflow.testing.draft import Draft, Keys


def of_form(draft: Draft, owers: list[str], *, closes: bool) -> Keys:
    """By when a form is due; *closes* says that it may be closed then."""
    if draft.drawing.chance(25):
        return _again(draft, owers, (draft.chain[0], "opening"))
    keys, before = _allowed(draft, (draft.chain[0], "opening"))
    marks = _marks(draft, owers, before)
    if closes and draft.drawing.chance(30):
        marks["late"]["close_form"] = "yes"
    if not draft.falls and "remind" in marks["late"] and draft.drawing.chance(30):
        marks[f"{before} after"] = {"tell": EACH, "to": "over"}
    return {**keys, **marks}


def of_state(draft: Draft, state: str, owers: list[str], to: str | None = None) -> Keys:
    """A deadline of a state: those who can go on from there are reminded; with *to* it leads on by itself."""
    if to is None and draft.drawing.chance(25):
        return _again(draft, owers, (state, draft.chain[0]))
    keys, before = _allowed(draft, (state, draft.chain[0]) if to is None else ())
    marks = _marks(draft, owers, before)
    if to is not None:
        marks["late"] = {
            "tell": EACH,
            **{key: value for key, value in marks["late"].items() if key == "effect"},
            "to": to,
        }
    return {**keys, **marks}


def of_any_time(draft: Draft, owers: list[str], bounds: Keys) -> Keys:
    """A deadline that stands in every state, or in some."""
    if draft.drawing.chance(50):
        return {**_again(draft, owers, (draft.chain[0],)), **bounds}
    keys, before = _allowed(draft, (draft.chain[0],))
    return {**keys, **_marks(draft, owers, before), **bounds}


def ends(draft: Draft) -> None:
    """When the whole time is over."""
    anchor = draft.drawing.one(("counted_from", "counted_anew_from"))
    draft["ends"].update({"within": amounts.WHOLE, anchor: draft.chain[0]})
    if draft.drawing.chance(50):
        draft["ends"]["2 weeks before"] = {"tell": EACH}
    if draft.drawing.chance(50):
        draft["ends"]["late"] = _told(draft, ())


def _allowed(draft: Draft, moments: tuple[str, ...]) -> tuple[Keys, str]:
    """How long, counted from what; and a length of time that lies well within it."""
    length, before = amounts.allowed(draft)
    return {"within": length, **_anchor(draft, moments)}, before


def _anchor(draft: Draft, moments: tuple[str, ...]) -> Keys:
    if not moments or draft.drawing.chance(50):
        return {} if moments[:1] != (draft.chain[0],) or len(moments) > 1 else {"counted_from": moments[0]}
    moment = draft.drawing.one(moments)
    if draft.drawing.chance(50):
        return {"counted_anew_from": list(dict.fromkeys([moment, *draft.drawing.some(moments)]))}
    return {"counted_from": moment}


def _again(draft: Draft, owers: list[str], moments: tuple[str, ...]) -> Keys:
    """Something that comes back every so often."""
    keys: Keys = {"every": draft.drawing.one(("10 days", "3 weeks", "2 months")), **_anchor(draft, moments)}
    if draft.drawing.chance(30):
        keys["at_most"] = str(draft.drawing.between(1, 3))
    return {**keys, **_told(draft, owers)}


def _told(draft: Draft, owers: list[str] | tuple[str, ...]) -> Keys:
    """Who hears of it at one time: those who owe something are reminded, or somebody is told."""
    keys: Keys = {}
    if owers and draft.drawing.chance(50):
        keys["remind"] = list(owers)
    if not keys or draft.drawing.chance(30):
        keys["tell"] = [EACH, draft.role("staff")] if draft.drawing.chance(30) else EACH
    if draft.drawing.chance(20):
        keys["effect"] = draft.effect()
    return keys


def _marks(draft: Draft, owers: list[str], before: str) -> Keys:
    """The lines of a deadline, in the order in which they fall."""
    marks: Keys = {}
    if draft.drawing.chance(40):
        marks[f"{before} before"] = _told(draft, owers)
        if "remind" not in marks[f"{before} before"]:
            marks["late"] = {"tell": EACH}
            return marks
    marks["late"] = _told(draft, owers)
    if marks["late"].get("remind") and draft.drawing.chance(30):
        marks[f"{before} after"] = {"tell": draft.role("staff")}
    return marks
