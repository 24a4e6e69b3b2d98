"""
Generated text: what a function is written with before it is made.

Expressions and lines are plain text that holds slots, row numbers and the names of bound constants, nothing else.
What stands in them is decided in ``conditions``; nothing here knows what a condition means.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import CodeType

    from mentorflow.rules.layout import Layout

YES, NO = "True", "False"


@attrs.frozen
class Hand:
    """
    Which copy is in hand where a test stands: *answers* is a variable holding the sheet of *form*.

    With *each* the tests stand under ``who`` and the variable ``x`` holds the person.
    """

    form: str | None = None
    answers: str | None = None
    each: bool = False


def in_hand(form: str | None) -> Hand:
    """The copy that is the argument ``s`` of a generated function."""
    return Hand(form, None if form is None else "s")


# What has been worked out already, as an expression: yes, no, or the variable that holds it.
Known: TypeAlias = "Mapping[tuple[str, Hand], str]"
NOTHING_KNOWN: Known = {}


@lru_cache(maxsize=512)
def _code(source: str) -> CodeType:
    """The compiled text; conditions of the same shape have the same text, since their constants are not in it."""
    return compile(source, "<conditions>", "exec")


@attrs.define
class Writer:
    """Collects the constants of one generated function; *called* is shared by all functions of one compilation."""

    layout: Layout
    called: dict[tuple[str, str | None], Callable[..., bool]] = attrs.field(factory=dict)
    bound: dict[str, Any] = attrs.field(factory=dict)
    names: int = 0
    leaves: int = 0

    def k(self, constant: object) -> str:
        """Bind a constant and answer its name."""
        name = f"k{len(self.bound)}"
        self.bound[name] = constant
        return name

    def variable(self) -> str:
        """A fresh local name."""
        self.names += 1
        return f"v{self.names}"

    def function(self, parameters: str, lines: Iterable[str]) -> Callable[..., Any]:
        """Make the function; its only names are its parameters, its own variables and the bound constants."""
        body = "\n".join(f"  {line}" for line in lines)
        source = f"def bind({', '.join(self.bound)}):\n def decide({parameters}):\n{body}\n return decide"
        names: dict[str, Any] = {"__builtins__": {}}
        exec(_code(source), names)  # noqa: S102 - the text holds slots and constant names only
        made: Callable[..., Any] = names["bind"](*self.bound.values())
        return made


# --- logic ----------------------------------------------------------------------------------------------------------
def all_of(parts: Iterable[str]) -> str:
    """Expressions that must all be true."""
    found = [part for part in parts if part != YES]
    if NO in found:
        return NO
    return _joined(found, " and ") or YES


def any_of(parts: Iterable[str]) -> str:
    """Expressions of which one must be true."""
    found = [part for part in parts if part != NO]
    if YES in found:
        return YES
    return _joined(found, " or ") or NO


def _joined(parts: list[str], word: str) -> str:
    return f"({word.join(parts)})" if len(parts) > 1 else "".join(parts)


def negated(holds: str) -> str:
    """The opposite of an expression."""
    return {YES: NO, NO: YES}.get(holds, f"(not {holds})")


def when(test: str, lines: list[str]) -> list[str]:
    """Lines that only count when a test holds."""
    return [f"if {test}:", *(f" {line}" for line in lines)]
