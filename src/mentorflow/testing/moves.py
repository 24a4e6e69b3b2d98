"""
The moves of a rule file that is drawn: those that lead on, and those beside the way that do everything else.

Whoever ends a partnership tells the partners; a move that leads on can surely be made by somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.testing import amounts, questions, statements
from mentorflow.testing.statements import EACH, EITHER

if TYPE_CHECKING:
    from mentorflow.testing.draft import Draft, Keys

OTHER = "other partner"
START, BESIDE = "start", "beside"


def leading(draft: Draft, to: str, forms: list[str], *, ends: bool) -> Keys:
    """A move that leads on; *forms* are surely complete where it is made."""
    drawing = draft.drawing
    by = drawing.weighted(((6, EITHER), (3, EACH), (2, "one"), (2, "staff"), (2, "mixed")))
    who = {"one": [drawing.one(draft.partners)], "staff": [draft.role("staff")] if by == "staff" else [],
           "mixed": [EITHER, draft.role("staff")] if by == "mixed" else []}.get(by, [by])  # fmt: skip
    keys: Keys = {"by": who, "to": to}
    _barred(draft, keys, forms)
    if who == [EACH] and drawing.chance(40):
        keys["tell_first"] = drawing.one((OTHER, [OTHER, draft.role("staff")]))
    if ends:
        keys["tell"] = EACH if who not in ([EITHER], [EACH]) else OTHER
    elif drawing.chance(40):
        keys["tell"] = _heard(draft)
    if drawing.chance(15):
        keys["effect"] = draft.drawing.some([draft.effect(), draft.effect()])[:1]
    if drawing.chance(15):
        keys["asks"] = asked(draft)
    if drawing.chance(10):
        keys["title"] = "Go on"
    return keys


def _barred(draft: Draft, keys: Keys, forms: list[str], percent: int = 25) -> None:
    """What a move must keep to, what it should, and who may lift what."""
    drawing, seen = draft.drawing, [form for form in forms if _seen(draft, form, keys["by"])]
    if drawing.chance(percent):
        keys["must"] = [_condition(draft, seen) for _ in range(drawing.weighted(((4, 1), (1, 2))))]
        keys["must"] = list(dict.fromkeys(keys["must"]))
        if drawing.chance(35):
            keys["override"] = {keys["must"][0]: draft.role("staff")}
    if drawing.chance(percent):
        keys["should"] = [_condition(draft, seen)]


def _condition(draft: Draft, forms: list[str]) -> str:
    if forms and draft.drawing.chance(50):
        return statements.answered(draft, draft.drawing.one(forms), at_hand=False, sure=draft.drawing.chance(50))
    return statements.told(draft)


def _seen(draft: Draft, form: str, by: list[str]) -> bool:
    """Whether those who make a move may see all of a form."""
    keys = draft["forms"][form]
    if "hidden_from_partner" in keys:
        return False
    return set(by) <= {EITHER, EACH, *draft.partners}


def _heard(draft: Draft) -> object:
    return draft.drawing.weighted(
        ((4, OTHER), (3, EACH), (2, [draft.role("staff")]), (1, [OTHER, draft.role("others")]))
    )


def asked(draft: Draft) -> Keys:
    """What somebody who makes a move is asked."""
    found: Keys = {}
    for _ in range(draft.drawing.between(1, 2)):
        keys = questions.question(draft)
        if draft.drawing.chance(15):
            keys["asked_if"] = statements.told(draft)
        if draft.drawing.chance(20):
            keys["also_seen_by"] = draft.drawing.some(draft.partners)
        found[draft.name("asked")] = keys
    return found


# --- beside the way -------------------------------------------------------------------------------------------------
def beside(draft: Draft, place: str, forms: list[str], before: list[str]) -> Keys:
    """
    A move that stays: somebody is told, a role changes hands, a form is shown, opened or closed, a limit grows.

    *forms* are surely complete where it is made, *before* are moves that may have been made before.
    """
    drawing = draft.drawing
    by = drawing.weighted(((6, "partners"), (2, "staff"), (1, "clock")))
    who = [EITHER] if by == "partners" else [draft.role("staff" if by == "staff" else "application")]
    # Nobody could make half of a start.
    if by == "partners" and place != START and drawing.chance(15):
        who = [EACH]
    keys: Keys = {"by": who, "to": "stay"}
    _does(draft, keys, place)
    _barred(draft, keys, forms, 20)
    if before and drawing.chance(30):
        keys["should" if drawing.chance(50) else "must"] = [statements.happened(draft, before)]
        keys.pop("override", None)
    elif forms and drawing.chance(30):
        keys["should"] = [statements.whole(draft, drawing.one(forms))]
    if drawing.chance(10):
        keys["not_by"] = draft.role("staff")
    if who == [EACH] and drawing.chance(60):
        keys["tell_first"] = OTHER
    if drawing.chance(10):
        keys["title"] = "Beside the way"
    return keys


def _does(draft: Draft, keys: Keys, place: str) -> None:
    """What comes of it: one thing at least."""
    ways = ["tell", "effect", "asks", "releases", "lengthens"]
    ways += ["opens", "closes"] if draft["forms"] else []
    # At the start nobody has filled in anything yet, and who takes part is said anyhow.
    ways += [] if place == START else ["assigns", *(["shows"] if draft["forms"] else [])]
    for way in dict.fromkeys([draft.drawing.one(ways), *(["tell"] if draft.drawing.chance(30) else [])]):
        DOING[way](draft, keys)


def _tell(draft: Draft, keys: Keys) -> None:
    keys["tell"] = _heard(draft)


def _effect(draft: Draft, keys: Keys) -> None:
    keys["effect"] = [draft.effect()]


def _asks(draft: Draft, keys: Keys) -> None:
    keys["asks"] = asked(draft)


def _assigns(draft: Draft, keys: Keys) -> None:
    keys["assigns"] = draft.role(draft.drawing.one(("others", "staff")))


def _releases(draft: Draft, keys: Keys) -> None:
    keys["releases"] = draft.role("others")


def _lengthens(draft: Draft, keys: Keys) -> None:
    name = draft.name("asked")
    keys["asks"] = {name: {"ask": "How much longer?", "length_of_time": "1 day to 30 days"}}
    keys["lengthens"] = {amounts.lengthened(draft): name}


def _shows(draft: Draft, keys: Keys) -> None:
    keys["shows"] = {draft.drawing.one(tuple(draft["forms"])): draft.role("others")}


def _opens(draft: Draft, keys: Keys) -> None:
    keys["opens"] = draft.drawing.one(tuple(draft["forms"]))


def _closes(draft: Draft, keys: Keys) -> None:
    """A form that opens by itself could not be opened again."""
    opened = [name for name, form in draft["forms"].items() if form.get("opened_by") != "nobody"]
    if opened:
        keys["closes"] = draft.drawing.one(opened)
    else:
        _tell(draft, keys)


DOING = {
    "tell": _tell, "effect": _effect, "asks": _asks, "assigns": _assigns, "releases": _releases,
    "lengthens": _lengthens, "shows": _shows, "opens": _opens, "closes": _closes,
}  # fmt: skip
