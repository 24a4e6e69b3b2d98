"""
What can be asked, known and counted: the kinds of answers, the questions, and the facts of the application, frozen.

Only data: ``states.forms`` reads answers by these kinds, ``spaces`` proves over them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

import attrs

from mentorflow.diagnostics import Span
from mentorflow.rules.calendar import Duration
from mentorflow.rules.statements import Test
from mentorflow.rules.words import place


@attrs.frozen
class Option:
    """
    One of the choices of a question; *text* is what people read.

    *title* is the text that sentences call it by instead of its name, in other words than those of the rule file.
    """

    name: str
    text: str
    span: Span = place()
    title: str | None = None

    @property
    def called(self) -> str:
        """What sentences call it where they quote its name."""
        return self.title or self.name


@attrs.frozen
class Text:
    """Free text of at most *up_to* characters (no bound when None)."""

    up_to: int | None = None


@attrs.frozen
class Texts:
    """Exactly *count* texts, in order."""

    count: int


@attrs.frozen
class WholeNumber:
    """A whole number from *low* to *high*, both included."""

    low: int
    high: int


@attrs.frozen
class ChooseOne:
    """Exactly one of the options."""

    options: tuple[Option, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the options, in the order of the file."""
        return tuple(option.name for option in self.options)


@attrs.frozen
class ChooseAny:
    """
    Any of the options, *at_least* so many.

    *groups* name some of them; *numbered* lets people say ``3`` for the third.
    """

    options: tuple[Option, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numbered: bool = False
    at_least: int = 0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the options, in the order of the file."""
        return tuple(option.name for option in self.options)

    def group(self, name: str) -> tuple[str, ...] | None:
        """The options of a group; None when there is no such group."""
        return dict(self.groups).get(name)


@attrs.frozen
class LengthOfTime:
    """A length of time; a bound is a length or the name of a limit."""

    low: Duration | str
    high: Duration | str


@attrs.frozen
class Date:
    """A calendar date; *not_later_than_today* and its opposite compare it with the local date of the act."""

    not_later_than_today: bool = False
    not_earlier_than_today: bool = False


@attrs.frozen
class Tick:
    """A statement to agree to; when *required* the form is not whole without it."""

    required: bool = True


@attrs.frozen
class ListOf:
    """A list of rows with the same fields, *at_least* so many."""

    fields: tuple[Field, ...]
    at_least: int = 0


Kind: TypeAlias = Text | Texts | WholeNumber | ChooseOne | ChooseAny | LengthOfTime | Date | Tick | ListOf


def shown_option(kind: Kind, name: str) -> str:
    """What sentences call a choice: its title, or its name in words; anything else is a name in words as well."""
    options = kind.options if isinstance(kind, ChooseOne | ChooseAny) else ()
    titles = {option.name: option.title for option in options}
    return titles.get(name) or name.replace("_", " ")


@attrs.frozen
class Field:
    """
    A question, or a detail in a list.

    *unfavorable* is the tuple of option names or the Test whose holding makes an answer unfavorable; *scored* is
    False where the file says ``never`` or says nothing.
    *should_be* is a WholeNumber range or a tuple of option names outside which an answer is only noted.
    *title* is what sentences call it instead of its name, in other words than those of the rule file.
    """

    name: str
    kind: Kind
    ask: str = ""
    optional: bool = False
    asked_if: str | None = None
    unfavorable: tuple[str, ...] | Test | None = None
    should_be: WholeNumber | tuple[str, ...] | None = None
    private: bool = False
    also_seen_by: tuple[str, ...] = ()
    span: Span = place()
    title: str | None = None

    @property
    def shown(self) -> str:
        """What sentences call it: its title, or its name in words."""
        return self.title or self.name.replace("_", " ")

    @property
    def called(self) -> str:
        """What sentences call it where they quote its name."""
        return self.title or self.name

    @property
    def scored(self) -> bool:
        """Whether an answer can be unfavorable."""
        return self.unfavorable is not None


@attrs.frozen
class HostFact:
    """A thing the application tells; never absent (ruling 9)."""

    name: str
    kind: Kind
    span: Span = place()


@attrs.frozen
class Effect:
    """Something the application is asked to do; safe to repeat."""

    name: str
    text: str
    span: Span = place()


@attrs.frozen
class Count:
    """How often *counted* was made since *reset* was made last."""

    name: str
    counted: str
    reset: str
    span: Span = place()
