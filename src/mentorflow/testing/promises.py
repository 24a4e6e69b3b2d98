"""What a rule file that is drawn promises: only what its other lines keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.testing import statements
from mentorflow.testing.statements import EACH, EITHER

if TYPE_CHECKING:
    from mentorflow.testing.draft import Draft, Keys


def promise(draft: Draft) -> None:
    """Promises of each kind and a property, where there is something that can be promised."""
    drawing, made = draft.drawing, draft["any_time"].get("moves", {})
    leave = made.get("leave")
    if leave is not None and drawing.chance(20):
        draft["promises"]["always_open"] = {"leave": drawing.one((EACH, EITHER))}
    if leave is not None and drawing.chance(20):
        draft["promises"]["always_told"] = {"leave": "other partner"}
    if draft["forms"] and drawing.chance(20):
        _never_sees(draft)
    if leave is not None and leave["to"] == "gone" and drawing.chance(25):
        draft["promises"]["only_a_person"] = "gone"
    if drawing.chance(20):
        _property(draft)


def _never_sees(draft: Draft) -> None:
    role = draft.role("others")
    shown = {form for place in ("start", "states", "any_time") for form in _shown(draft[place], role)}
    unseen = [name for name, keys in draft["forms"].items() if name not in shown and role not in str(keys)]
    if unseen:
        draft["promises"]["never_sees"] = {role: unseen}
    else:
        draft["start"]["begin"]["tell"] = role


def _shown(keys: object, role: str) -> set[str]:
    """The forms that moves anywhere below show to a role."""
    if not isinstance(keys, dict):
        return set()
    shows = keys.get("shows")
    own = {form for form, to in shows.items() if role in to} if isinstance(shows, dict) else set()
    return own.union(*(_shown(below, role) for below in keys.values()))


def _property(draft: Draft) -> None:
    """Something that cannot hold, or something that surely has happened."""
    if draft.drawing.chance(50) and len(draft["start"]) == 1:
        name = draft.add("conditions", "so_far", {"times.begin": {"at_least": "1"}})
        keys: Keys = {"always": name}
    else:
        one = statements.told(draft)
        keys = {"never": draft.add("conditions", "both", {"all_of": one, "none_of": one})}
    if draft.drawing.chance(50):
        keys = {"in": draft.drawing.some(draft.chain), **keys}
    draft.add("properties", "property", keys)
