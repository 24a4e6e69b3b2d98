"""
The questions of a rule file that is drawn: every kind, with all that can be said about it.

Where a form is scored every question that could be is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.testing import amounts

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.testing.draft import Draft, Keys

KINDS = (
    (4, "tick"), (4, "choose_one"), (4, "whole_number"), (3, "choose_any"), (2, "text"), (2, "length_of_time"),
    (2, "date"), (1, "texts"), (1, "list_of"),
)  # fmt: skip
DETAILS = tuple((weight, kind) for weight, kind in KINDS if kind != "list_of")
TOLD = tuple((weight, kind) for weight, kind in KINDS if kind not in {"text", "texts", "date", "list_of"})
CHOICES = ("good", "fair", "poor")
LOOSE = "choose_any"
GROUPED: dict[str, object] = {"inner": ["doubt", "worry"], "outer": "Something outside"}
ADVICE = {"whole_number": "2 to 4", "choose_one": "good", "choose_any": "doubt"}
UNFAVORABLE: dict[str, object] = {
    "choose_one": "poor",
    "whole_number": {"at_most": "2"},
    "length_of_time": {"more_than": "3 days"},
}
MARKED: dict[str, object] = {**UNFAVORABLE, "tick": "no", "choose_any": "worry"}


def kind(draft: Draft, kinds: tuple[tuple[int, str], ...]) -> Keys:
    """What a question or a fact asks for: one key with what stands behind it."""
    name = draft.drawing.weighted(kinds)
    return {name: BEHIND[name](draft)}


def _tick(draft: Draft) -> object:
    return draft.drawing.one(("required", "optional"))


def _choose_one(draft: Draft) -> object:
    if draft.drawing.chance(30):
        return {"good": "All is well", "fair": "It goes", "poor": "It does not go"}
    return list(CHOICES)


def _choose_any(draft: Draft) -> object:
    return (
        {"inner": ["doubt", "worry"], "outer": "Something outside"}
        if draft.drawing.chance(50)
        else ["doubt", "worry", "outer"]
    )


def _whole_number(_: Draft) -> object:
    return "0 to 9"


def _text(draft: Draft) -> object:
    return draft.drawing.one(("any length", "up to 200 characters"))


def _texts(_: Draft) -> object:
    return "2"


def _length(draft: Draft) -> object:
    if draft.drawing.chance(30):
        return f"1 day to {draft.add('limits', 'longest', '40 days')}"
    return "1 day to 60 days"


def _date(draft: Draft) -> object:
    return draft.drawing.one(("any day", "not later than today", "not earlier than today"))


def _list(draft: Draft) -> object:
    return {draft.name("detail"): _detail(draft) for _ in range(draft.drawing.between(1, 2))}


def _detail(draft: Draft) -> Keys:
    keys = {"ask": "And what of this?"} if draft.drawing.chance(50) else {}
    keys |= kind(draft, DETAILS)
    if "choose_any" in keys and draft.drawing.chance(60):
        keys["numbered"] = "yes"
    if draft.drawing.chance(30):
        keys["optional"] = "yes"
    return keys


BEHIND: dict[str, Callable[[Draft], object]] = {
    "tick": _tick, "choose_one": _choose_one, "choose_any": _choose_any, "whole_number": _whole_number, "text": _text,
    "texts": _texts, "length_of_time": _length, "date": _date, "list_of": _list,
}  # fmt: skip


def question(draft: Draft, *, scored: bool = False) -> Keys:
    """A question with what is said about it, apart from when it is asked and who sees the answer."""
    keys = {"ask": "How is it?", **kind(draft, KINDS)}
    name = list(keys)[1]
    if name == "choose_any" and draft.drawing.chance(30):
        keys["numbered"] = "yes"
    if name in {"choose_any", "list_of"} and draft.drawing.chance(40):
        keys["at_least"] = "1"
    if draft.drawing.chance(20):
        keys["optional"] = "yes"
    if name in ADVICE and draft.drawing.chance(25):
        keys["should_be"] = ADVICE[name]
    scorable = name in MARKED and keys[name] != "required"
    if scored and scorable and (name in UNFAVORABLE or draft.drawing.chance(60)):
        keys["unfavorable"] = MARKED[name] if draft.drawing.chance(80) else "never"
    return keys


def kind_of(keys: Keys) -> str:
    """The kind of a question or fact."""
    return next(name for name in keys if name in BEHIND)


# --- what is said of an answer --------------------------------------------------------------------------------------
def statement(draft: Draft, keys: Keys, others: tuple[str, ...] = ()) -> object:
    """Something that holds of some answers to a question, or of a fact, and not of others."""
    return SAYING[kind_of(keys)](draft, others)


def is_open(keys: Keys) -> bool:
    """Whether something can be said of the answers to a question, or of a fact, that may hold or not."""
    return kind_of(keys) in SAYING and keys.get("tick") != "required"


def _says_tick(draft: Draft, _: tuple[str, ...]) -> object:
    return draft.drawing.one(("yes", "no"))


def _says_one(draft: Draft, _: tuple[str, ...]) -> object:
    return draft.drawing.one(("good", ["good", "fair"], "poor"))


def _says_any(draft: Draft, _: tuple[str, ...]) -> object:
    return draft.drawing.one(
        (
            {"include": "anything"},
            {"include": "doubt"},
            {"include": ["doubt", "outer"]},
            {"include_all": ["doubt", "worry"]},
        )
    )


def _says_number(draft: Draft, others: tuple[str, ...]) -> object:
    if draft.drawing.chance(15):
        return "3"
    op = draft.drawing.one(("at_least", "more_than", "fewer_than", "at_most"))
    if others and draft.drawing.chance(30):
        return {op: draft.drawing.one(others)}
    return {op: amounts.number(draft, 2, 5)}


def _says_length(draft: Draft, _: tuple[str, ...]) -> object:
    op = draft.drawing.one(("at_least", "more_than", "fewer_than", "at_most"))
    return {op: draft.drawing.one(("5 days", "10 days"))}


SAYING: dict[str, Callable[[Draft, tuple[str, ...]], object]] = {
    "tick": _says_tick, "choose_one": _says_one, "choose_any": _says_any, "whole_number": _says_number,
    "length_of_time": _says_length,
}  # fmt: skip
