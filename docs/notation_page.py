"""The reference page of the notation, made from the table of keys that the builder itself reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules import notation
from mentorflow.rules.notation_words import FREE, SHAPES, VALUES

if TYPE_CHECKING:
    from mentorflow.rules.notation import Key, Place

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
