"""
The forms of a rule file that is drawn: who fills them in, signs them and sees them, and when they are due.

A form that a state waits for can surely be filled in there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.testing import questions, statements, times
from mentorflow.testing.statements import EACH, EITHER, reminded

if TYPE_CHECKING:
    from mentorflow.testing.draft import Draft, Keys

NOBODY = "nobody"


def form(draft: Draft, state: str, *, waited: bool, living: bool = False) -> str:
    """
    A form that can be filled in once a state of the chain is entered.

    *waited* says that a state waits for it, so that nothing may keep it from being completed.
    """
    drawing, name = draft.drawing, draft.name("form")
    keys: Keys = draft["forms"].setdefault(name, {})
    keys["filled_in_by"] = _fillers(draft)
    keys["fields"] = _fields(draft, name)
    keys["open_from"] = drawing.one((state, draft.chain[0]))
    _opening(draft, keys)
    if living:
        keys["living"] = "yes"
    elif drawing.chance(25):
        _signing(draft, keys)
    _sight(draft, keys)
    if drawing.chance(20):
        keys["when_changed"] = {
            "tell": draft.drawing.one(("other partner", EACH, ["other partner", draft.role("staff")]))
        }
    if drawing.chance(15):
        keys["talk_about"] = ("Where do we stand?", "What comes next?")[: drawing.between(1, 2)]
    if drawing.chance(15):
        keys["title"] = "A paper"
    if drawing.chance(10):
        keys["stays_open_after_end"] = "yes"
    if drawing.chance(10):
        draft["shown_as"][name] = "The paper"
    if drawing.chance(35) or not waited:
        keys["due"] = times.of_form(draft, owers(keys), closes=not waited or keys.get("opened_by") != NOBODY)
    return name


def owers(keys: Keys) -> list[str]:
    """Those who fill a form in, as they are reminded of it."""
    who = keys["filled_in_by"]
    return reminded(who if isinstance(who, list) else [who])


def _fillers(draft: Draft) -> object:
    way = draft.drawing.weighted(((5, EITHER), (5, EACH), (3, "one"), (1, "staff"), (1, "both")))
    if way == "one":
        return draft.drawing.one(draft.partners)
    if way == "staff":
        return draft.role("staff")
    return [draft.drawing.one(draft.partners), draft.role("staff")] if way == "both" else way


def _opening(draft: Draft, keys: Keys) -> None:
    """Who opens it: nobody, somebody, or whoever opens the forms of this file."""
    way = draft.drawing.weighted(((6, NOBODY), (2, "staff"), (1, "partner"), (2, "all")))
    if way == "all":
        draft.head.setdefault("forms_opened_by", draft.role("staff"))
    elif way == "staff":
        keys["opened_by"] = draft.role("staff")
    elif way == "partner":
        keys["opened_by"] = [draft.drawing.one(draft.partners), draft.role("staff")]
    else:
        keys["opened_by"] = NOBODY


def _signing(draft: Draft, keys: Keys) -> None:
    signers: list[str] = [draft.drawing.one((EACH, EITHER, *draft.partners))]
    if draft.drawing.chance(25):
        signers.append(draft.role("staff"))
        keys["also_seen_by"] = [signers[-1]]
    keys["signed_by"] = signers


def _sight(draft: Draft, keys: Keys) -> None:
    """Who sees it beside the partners, and what is hidden between them."""
    if keys["filled_in_by"] == EACH and draft.drawing.chance(25):
        keys["hidden_from_partner"] = draft.drawing.one(("until both have answered", "always"))
    if draft.drawing.chance(15):
        seen = keys.get("also_seen_by", [])
        keys["also_seen_by"] = list(dict.fromkeys([*seen, draft.role(draft.drawing.one(("staff", "others")))]))


def _fields(draft: Draft, form_name: str) -> Keys:
    """Some questions; a later one may be asked only where an earlier one was answered in some way."""
    drawing = draft.drawing
    scored = drawing.chance(30)
    fields: Keys = draft["forms"][form_name].setdefault("fields", {})
    for _ in range(drawing.weighted(((4, 1), (4, 2), (2, 3), (1, 4)))):
        keys = questions.question(draft, scored=scored)
        if statements.readable(draft, form_name) and drawing.chance(20):
            keys["asked_if"] = statements.answered(draft, form_name, at_hand=True, sure=True, whole=False)
        elif drawing.chance(5):
            keys["asked_if"] = statements.told(draft)
        if drawing.chance(10):
            keys["private"] = "yes"
        elif drawing.chance(10):
            keys["also_seen_by"] = draft.role(drawing.one(("staff", "others")))
        fields[draft.name("question")] = keys
    if not statements.readable(draft, form_name):
        fields[draft.name("question")] = {
            "ask": "Is it so?",
            "tick": "optional",
            **({"unfavorable": "no"} if scored else {}),
        }
    return fields
