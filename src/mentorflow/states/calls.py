"""
What a programmer hands over, held against what can be meant.

Anything wrong here is a mistake in a program, so it raises; what a person may not do is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from mentorflow.errors import BadArgument, BadMoment, UnknownName
from mentorflow.rules.calendar import EPOCH, MICROSECOND
from mentorflow.rules.findings import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


_MAPS = {
    "answers": "fields to answers",
    "facts": "facts to their values",
    "limits": "limits to how long or how many",
    "people": "roles to people",
}


def unknown(name: object, kind: str, known: Iterable[str]) -> UnknownName:
    """The exception for a name that is not there, with the nearest that is."""
    names = tuple(known)
    return UnknownName(kind, name, names, nearest(str(name), names))


def named(table: Mapping[str, T], name: object, kind: str) -> T:
    """What stands under a name; ``UnknownName`` for anything that is not there."""
    try:
        return table[name]  # type: ignore[index]
    except (KeyError, TypeError):
        raise unknown(name, kind, table) from None


def of_kind(name: str, given: object, kinds: tuple[type, ...], what: str) -> None:
    """Raise ``BadArgument`` for an argument of another type than those that can be meant."""
    if not isinstance(given, kinds):
        msg = f"{name} must be {what}, not {given!r}"
        raise BadArgument(msg)


def mapping_of(name: str, given: object, *, or_none: bool = False) -> Mapping[str, Any]:
    """What is given by name, nothing for None where that may be; anything else raises ``BadArgument``."""
    if given is None and or_none:
        return {}
    if not isinstance(given, Mapping):
        msg = f"{name} must map {_MAPS[name]}, not be {given!r}"
        raise BadArgument(msg)
    return given


def microseconds_of(at: object) -> int:
    """An aware instant as microseconds since 1970 in UTC; anything else raises ``BadMoment``."""
    try:
        return (at - EPOCH) // MICROSECOND  # type: ignore[operator, no-any-return]
    except TypeError:
        msg = f"at must be a datetime with a time zone, not {at!r}"
        raise BadMoment(msg) from None


def text_of(name: str, given: object, *, may_be_empty: bool = False) -> str:
    """A text, not empty unless it may be; anything else raises ``BadArgument``."""
    if not isinstance(given, str) or not (given or may_be_empty):
        msg = f"{name} must be a text{'' if may_be_empty else ' that is not empty'}, not {given!r}"
        raise BadArgument(msg)
    return given
