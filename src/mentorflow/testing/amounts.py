"""
The numbers and lengths of time of a rule file that is drawn: written out, or as limits of every sort.

Days and hours are never mixed, and nothing is longer than the whole time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentorflow.testing.draft import Draft

# Lengths of time that a deadline allows, with how long before its end somebody may be reminded.
ALLOWED = ("10 days", "4 weeks", "72 hours", "2 months")
BEFORE = {"10 days": "2 days", "4 weeks": "1 week", "72 hours": "90 minutes", "2 months": "3 days"}
WHOLE = "1 year"
PARTS = ("25%", "50%", "100%")


def number(draft: Draft, low: int, high: int) -> str:
    """A whole number of a range, written out or as a limit."""
    value = draft.drawing.between(low, high)
    if not draft.drawing.chance(40):
        return str(value)
    if draft.drawing.chance(50):
        return draft.add("limits", "amount", {"usually": str(value), "may_be": f"{low} to {high}"})
    name = draft.add("limits", "amount", str(value))
    return draft.add("limits", "part", f"50% of {name}") if draft.drawing.chance(20) else name


def allowed(draft: Draft) -> tuple[str, str]:
    """How long a deadline allows, written out or as a limit, and how long before its end lies well within it."""
    length = draft.drawing.one(ALLOWED)
    return (as_limit(draft, length) if draft.drawing.chance(60) else length), BEFORE[length]


def as_limit(draft: Draft, length: str) -> str:
    """A length of time as a limit, of its own or of a range, or as a share of another one."""
    way = draft.drawing.weighted(((4, "plain"), (3, "range"), (1, "share"), (1, "left")))
    if way == "left" and draft["ends"]:
        return draft.add("limits", "rest", f"{draft.drawing.one(PARTS)} of time left")
    if way == "share":
        whole = draft.add("limits", "span", f"{_times(length, 4)}")
        return draft.add("limits", "share", f"50% of {whole}")
    if way == "range":
        return draft.add("limits", "span", {"usually": length, "may_be": f"{length} to {_times(length, 2)}"})
    return draft.add("limits", "span", length)


def lengthened(draft: Draft) -> str:
    """A limit in days that a move can lengthen."""
    plain = [name for name, amount in draft["limits"].items() if amount == "10 days"]
    if plain:
        return draft.drawing.one(plain)
    return draft.add("limits", "span", {"usually": "10 days", "may_be": "10 days to 20 days"})


def _times(length: str, factor: int) -> str:
    count, unit = length.split(" ")
    return f"{int(count) * factor} {unit}"
