"""
What the table of keys means by its words: what may be written behind a key, and which names stand left of a colon.

For those who explain the notation, the reference page and the help in editors; the builder reads values by itself.
Only data and small questions about it stand here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules import notation
from mentorflow.rules.notation import CLOCKS, DATES, FORMAT, HIDING, TICKS

if TYPE_CHECKING:
    from mentorflow.rules.notation import Key

# How what stands behind a key is told; {} is the kind of value, or nothing where keys stand below.
SHAPES = {
    notation.TEXT: "{}",
    notation.SOME: "{}, or several in `[ ]`",
    notation.TEXTS: "a list of {}",
    notation.BLOCK: "the keys below it",
    notation.NAMED: "names you choose, and below each its keys",
    notation.PAIRS: "names, each with {}",
    notation.LISTS: "names, each with {}, or several in `[ ]`",
    notation.ROWS: "a list of blocks",
    notation.OPEN: "{}",
}

# The words of which exactly one stands where the table has this word.
CLOSED: dict[str, tuple[str, ...]] = {
    "format": (FORMAT,),
    "date": DATES,
    "tick": TICKS,
    "yes or no": ("yes", "no"),
    "hiding": HIDING,
    "clocks": CLOCKS,
    "row for": ("each partner",),
}


def _one_of(*words: str) -> str:
    """The words in backquotes, with 'or' before the last."""
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)}, or {last}" if most else last


# What a text may say, by the word the table uses for it.
VALUES = {
    **{word: _one_of(*words) for word, words in CLOSED.items()},
    "file name": "the name of the file without its ending",
    "version": "any short text or number of yours",
    "sentence": "what people read; put it in quotes when it starts with a sign or holds a colon and a space",
    "timezone": "a name of the time zone database, such as `Europe/Berlin`",
    "amount": "a whole number, a length of time, `n% of` another limit, or `n% of time left`",
    "amount range": "`30 days to 1095 days`, `1 to 5`",
    "length": "`up to 500 characters`, or `any length`",
    "number": "a whole number",
    "range": "`1 to 20`; both ends count",
    "time range": "`15 minutes to 8 hours`; an end may be the name of a limit",
    "length of time": "`90 days`, `48 hours`, or the name of a limit; "
    "the units are minutes, hours, days, weeks, months and years",
    "choices": "names in `[ ]`; or names with the text people read; or, for `choose_any`, such blocks in groups",
    "score": "one or several options, a comparison, or `never`",
    "advice": "a range such as `2 to 4`, or options",
    "role": "the name of a role",
    "who": "the name of a role, `each partner` (all of them), `either partner` (any one), "
    "or `other partner` (not the one acting)",
    "opener": "the name of a role, or `nobody` where a form opens by itself",
    "whose": "`each partner`, `either partner`, or the name of a role",
    "moment": "the name of a state, move or form; `opening` is the opening of this form",
    "target": "a state, a routing table, `stay`, or `back` (the state before)",
    "row target": "a state, or `stay`",
    "bound": "a number, a length of time, the name of a limit, or an answer written `form.field`",
    "option": "an option or a group of them; `anything` for any at all",
    "condition": "the name of a condition",
    "effect": "the name of an effect",
    "form": "the name of a form",
    "form or field": "the name of a form, or `form.field`",
    "move": "the name of a move",
    "state": "the name of a state",
    "asked field": "a question under `asks` of this move",
}

_MARK = "Any other line is a mark: `late`, or `5 days before`, `7 days after`, `LIMIT before`, `LIMIT after`."
# What else than the keys may stand in a place.
FREE = {
    "fact": "Any other line left of whose colon a *fact* stands is a test on it; every line must hold.",
    "mark": _MARK,
    "form mark": _MARK,
}

# What the names left of a colon are behind keys that take names of the file: words of the table, by key.
LEFT = {
    "when_complete": "form",
    "when_changed": "form",
    "override": "condition",
    "lengthens": "limit",
    "shows": "form",
    "if": "condition",
    "always_open": "move",
    "always_told": "move",
    "never_sees": "role",
    "shown_as": "shown",
}


def takes(key: Key) -> str:
    """What a key takes, in words."""
    return SHAPES[key.shape].format(VALUES.get(key.of, "what stands below"))
