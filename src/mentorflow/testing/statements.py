"""
The conditions of a rule file that is drawn: over what the application tells, what was answered, and what happened.

Each of them can hold and can fail; where answers are read that may be missing, it asks for the whole form as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.testing import questions

if TYPE_CHECKING:
    from mentorflow.testing.draft import Draft, Keys

EACH, EITHER = "each partner", "either partner"


def reminded(who: list[str]) -> list[str]:
    """Some people as a reminder names them: of those of whom any one may act, each."""
    return [EACH if part == EITHER else part for part in who]


# --- what the application tells -------------------------------------------------------------------------------------
def told(draft: Draft) -> str:
    """A condition over facts, or over other conditions of that sort; two of them never contradict each other."""
    known = [name for name in draft["conditions"] if name.startswith("told")]
    if known and draft.drawing.chance(15):
        return draft.drawing.one(known)
    return _together(draft) if draft.drawing.chance(15) else _plain(draft)


def _plain(draft: Draft) -> str:
    keys = {}
    for _ in range(draft.drawing.weighted(((5, 1), (1, 2)))):
        others = tuple(name for name, kind in draft["facts"].items() if "whole_number" in kind)
        asked = questions.kind(draft, questions.TOLD)
        fact = draft.add("facts", "fact", {**asked, **({"tick": "optional"} if "tick" in asked else {})})
        keys[fact] = questions.statement(draft, asked, (*others, *draft["counts"]))
    return draft.add("conditions", "told", keys)


def _together(draft: Draft) -> str:
    ways = draft.drawing.some(("all_of", "any_of", "none_of"))
    keys: Keys = {way: [_plain(draft) for _ in range(draft.drawing.between(1, 2))] for way in ways}
    return draft.add("conditions", "both", keys)


# --- what happened --------------------------------------------------------------------------------------------------
def happened(draft: Draft, moves: list[str]) -> str:
    """A condition over the time since something, how often a move was made, or a count."""
    since = f"since.{draft.drawing.one([draft.chain[0], *moves])}"
    ways: list[Keys] = [{since: {draft.drawing.one(("at_least", "fewer_than", "more_than", "at_most")): "5 days"}}]
    if moves:
        ways.append(
            {f"times.{draft.drawing.one(moves)}": {draft.drawing.one(("at_least", "at_most", "fewer_than")): "2"}}
        )
    if len(moves) > 1:
        ways.append({_count(draft, moves): {draft.drawing.one(("at_least", "more_than")): "2"}})
    return draft.add("conditions", "so_far", draft.drawing.one(ways))


def _count(draft: Draft, moves: list[str]) -> str:
    known = tuple(draft["counts"])
    if known and draft.drawing.chance(50):
        return draft.drawing.one(known)
    return draft.add("counts", "in_a_row", {"count": moves[0], "back_to_zero": moves[1]})


# --- what was answered ----------------------------------------------------------------------------------------------
def readable(draft: Draft, form: str) -> list[str]:
    """The questions of a form of which something can be said."""
    return [name for name, keys in draft["forms"][form]["fields"].items() if questions.is_open(keys)]


def answered(
    draft: Draft, form: str, *, at_hand: bool, sure: bool, whole: bool = True, besides: tuple[str, ...] = ()
) -> str:
    """
    A condition over the answers of a form.

    *at_hand* says that one copy is read, where everybody has one; *sure* that the form is complete where it is read;
    *whole* that its unfavorable answers may be counted; *besides* are questions that are not to be read.
    """
    keys: Keys = {}
    if draft["forms"][form]["filled_in_by"] == EACH and not at_hand:
        keys["who"] = draft.drawing.one((EACH, EITHER, *draft.partners))
    keys |= _answer(draft, form, besides, whole=whole)
    if not sure:
        keys[form] = {"complete": "yes"}
    return draft.add("conditions", "answered", keys)


def _answer(draft: Draft, form: str, besides: tuple[str, ...], *, whole: bool) -> Keys:
    fields = draft["forms"][form]["fields"]
    scored = any(keys.get("unfavorable", "never") != "never" for keys in fields.values())
    if scored and whole and draft.drawing.chance(40):
        return {f"{form}.unfavorable": {draft.drawing.one(("more_than", "at_most")): "0"}}
    name = draft.drawing.one([each for each in readable(draft, form) if each not in besides])
    kind = questions.kind_of(fields[name])
    others = tuple(f"{form}.{other}" for other in readable(draft, form) if other != name and kind in fields[other])
    if kind in {"whole_number", "length_of_time"} and others and draft.drawing.chance(50):
        return {f"{form}.{name}": {draft.drawing.one(("more_than", "at_most")): others[0]}}
    return {f"{form}.{name}": questions.statement(draft, fields[name])}


def whole(draft: Draft, form: str) -> str:
    """A condition over a form as such: complete or not, or changed since the beginning."""
    ways = ({"complete": "yes"}, {"complete": "no"}, {"changed_since": draft.chain[0]})
    return draft.add("conditions", "whole", {form: draft.drawing.one(ways)})
