"""
What an editor writes when somebody begins something new: a name, the keys that are needed, and places to type.

Made from the table of keys; only what a first draft has besides is said here.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from mentorflow.rules import notation
from mentorflow.rules.notation import KIND_NAMES, LATE, PLACES
from mentorflow.rules.notation_words import LEFT
from mentorflow.tools.schema import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.notation import Key, Place
    from mentorflow.tools.schema.choices import Body

Snippet: TypeAlias = "dict[str, object]"

# What a first draft has besides the keys that are needed; one draft for each line.
DRAFTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "state": (("moves",), ("when_complete",), ("final",)),
    "deadline": (("within", LATE),),
    "any_time deadline": (("every", "tell"), ("within", "counted_from", LATE)),
    "mark": (("remind",),),
    "form mark": (("remind",),),
    "property": (("always",), ("never",)),
}
_STOP = re.compile(r"\$\{\d+:(.*?)\}|\$\d+")


def skeletons(place: Place) -> tuple[Snippet, ...]:
    """The drafts of what can stand in a place, named where names stand; their labels say how they differ."""
    return tuple(_draft(place, extra) for extra in _drafts(place))


def _drafts(place: Place) -> tuple[tuple[str, ...], ...]:
    """One for each kind of question or fact; otherwise as many as are told apart above, or just one."""
    kinds = tuple((name,) for name in KIND_NAMES if name in place.keys)
    return kinds or DRAFTS.get(place.name, ((),))


def _draft(place: Place, extra: tuple[str, ...]) -> Snippet:
    stops = count(1)
    name = "" if place.name == "row" else f"${{{next(stops)}:name}}"
    body = _block(place, extra, stops)
    different = f" with {' and '.join(extra)}" if len(_drafts(place)) > 1 else ""
    help_text = place.keys[extra[0]].help if extra and extra[0] in place.keys else ""
    return {
        "label": f"{place.title}{different}",
        "description": help_text,
        "body": {name: body} if name else body,
    }


def _block(place: Place, extra: tuple[str, ...], stops: Iterator[int]) -> Body:
    made: dict[str, Body] = {}
    for name in dict.fromkeys((*place.required, *extra)):
        made[name] = _late(place, stops) if name == LATE else _behind(place.keys[name], stops)
    if place.free == "fact":
        name, bound = f"${{{next(stops)}:fact}}", f"${{{next(stops)}:3}}"
        made[name] = {"at_least": bound}
    return made


def _late(place: Place, stops: Iterator[int]) -> Body:
    mark = PLACES[str(place.free)]
    return _block(mark, DRAFTS[mark.name][0], stops)


def _behind(key: Key, stops: Iterator[int]) -> Body:
    """What a draft has behind a key."""
    if key.shape in {notation.NAMED, notation.ROWS, notation.BLOCK}:
        place = PLACES[key.of]
        name = f"${{{next(stops)}:name}}" if key.shape == notation.NAMED else ""
        body = _block(place, _drafts(place)[0], stops)
        return {name: body} if name else [body] if key.shape == notation.ROWS else body
    if key.shape in {notation.PAIRS, notation.LISTS}:
        left = f"${{{next(stops)}:{LEFT.get(key.name, 'name')}}}"
        return {left: _text(key, stops)}
    return _text(key, stops)


def _text(key: Key, stops: Iterator[int]) -> str:
    """The first example or word for a key, as something to type over."""
    offers = choices.choices(key, None)
    first = str(offers[0].body) if offers else "$1"
    if _STOP.search(first) is None:
        return f"${{{next(stops)}:{first}}}"
    return _STOP.sub(lambda stop: f"${{{next(stops)}:{stop[1]}}}" if stop[1] else f"${next(stops)}", first)
