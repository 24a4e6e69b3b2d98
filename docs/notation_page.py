"""The reference page of the notation, made from the table of keys that the builder itself reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules import notation

if TYPE_CHECKING:
    from mentorflow.rules.notation import Key, Place

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

# What a text may say, by the word the table uses for it.
VALUES = {
    "format": "`mentorflow/1`",
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
    "date": "`any day`, or `not later than today`",
    "tick": "`required`, or `optional`",
    "yes or no": "`yes`, or `no`",
    "choices": "names in `[ ]`; or names with the text people read; or, for `choose_any`, such blocks in groups",
    "score": "one or several options, a comparison, or `never`",
    "advice": "a range such as `2 to 4`, or options",
    "hiding": "`until both have answered`, or `always`",
    "clocks": "`stopped`",
    "role": "the name of a role",
    "who": "the name of a role, `each partner` (all of them), `either partner` (any one), "
    "or `other partner` (not the one acting)",
    "opener": "the name of a role, or `nobody` where a form opens by itself",
    "whose": "`each partner`, `either partner`, or the name of a role",
    "row for": "`each partner`",
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
FREE = {
    "fact": "Any other line left of whose colon a *fact* stands is a test on it; every line must hold.",
    "mark": _MARK,
    "form mark": _MARK,
}

INTRODUCTION = """\
# The notation

Every key of a rule file, where it may stand, and what it takes.
Left of a colon stand names and keys, right of it what they mean.
Indent with spaces; put sentences on lines of their own; keep braces to three keys and never put braces inside braces.
A key printed in **bold** is required.
The [first rule file](../tutorial/first-rule-file.md) is the place to begin; this page is for looking up.

Where several names may stand, one stands alone and several stand in `[ ]`.
States, moves and forms share their names: one name means one thing.
Whatever a text means is decided by its key: `yes`, `08:30` and `012` stay what they look like.
"""

FACTS = """\
## Facts that a condition can read

| written | what it is |
|---|---|
| the name of a fact | what the application tells; never missing |
| the name of a count | how often its move was made since the other one |
| `form` | the form itself, for `complete` and `changed_since` |
| `form.field` | an answer |
| `form.unfavorable` | how many answers of the sheet are unfavorable |
| `since.MOMENT` | the time since the latest time that a state was entered, a move made or a form completed |
| `times.MOVE` | how often a move was made |

Behind a fact stands one value, several in `[ ]` of which any will do, or a comparison.
A test on something that was not answered or not asked says no.
"""


def page() -> str:
    """The whole page, in the order of the table."""
    places = [_place(place) for place in notation.PLACES.values()]
    return "\n".join([INTRODUCTION, *places, FACTS, _values()])


def _place(place: Place) -> str:
    rows = ["| key | takes | what it says |", "|---|---|---|", *(_row(key) for key in place.keys.values())]
    free = [FREE[place.free], ""] if place.free else []
    return "\n".join([f"## {_title(place)}", "", *_where(place), *rows, "", *free])


def _title(place: Place) -> str:
    return place.name[0].upper() + place.name[1:].replace("_", " ")


def _where(place: Place) -> list[str]:
    """The keys that the keys of this place stand below."""
    every = notation.keys()
    above = dict.fromkeys(f"`{key.name}`" for key in every if key.of == place.name and _has_keys_below(key))
    return [f"Below {' and '.join(above)}.", ""] if above else []


def _has_keys_below(key: Key) -> bool:
    return key.shape in {notation.BLOCK, notation.NAMED, notation.ROWS} or key.of == "limit"


def _row(key: Key) -> str:
    name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
    return f"| {name} | {_takes(key)} | {key.help} |"


def _takes(key: Key) -> str:
    if key.of == "limit":
        return "names, each with [amount](#values), or with keys below it"
    return SHAPES[key.shape].format(f"[{key.of}](#values)")


def _values() -> str:
    every = notation.keys()
    used = sorted({key.of for key in every if not _has_keys_below(key)} | {"amount"})
    rows = [f"| {word} | {VALUES[word]} |" for word in used]
    return "\n".join(["## Values", "", "| word | what may be written |", "|---|---|", *rows, ""])
