"""
What a programmer hands over, held against what can be meant.

Anything wrong here is a mistake in a program, so it raises; what a person may not do is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mentorflow.errors import BadArgument, BadMoment, UnknownName
from mentorflow.rules.calendar import EPOCH, MICROSECOND
from mentorflow.rules.findings import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")


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
