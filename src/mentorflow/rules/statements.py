"""
The numbers of a policy, and what is said about facts: limits, tests, conditions and routing tables, frozen.

Only data: ``conditions`` compiles it, ``verdicts`` explains it, ``tables`` proves it.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from mentorflow.diagnostics import Span
from mentorflow.rules.calendar import Duration
from mentorflow.rules.words import Who, place


@attrs.frozen
class Share:
    """A number of hundredths of a limit, or of the time left; rounded down (ruling 3)."""

    percent: int
    of: str

    def __str__(self) -> str:
        return f"{self.percent}% of {self.of}"


Amount: TypeAlias = int | Duration | Share


@attrs.frozen
class Limit:
    """A number of the policy; *lowest* and *highest* are set when each partnership may have its own."""

    name: str
    amount: Amount
    lowest: int | Duration | None = None
    highest: int | Duration | None = None
    span: Span = place()

    @property
    def has_range(self) -> bool:
        """Whether it may be set when a partnership starts."""
        return self.lowest is not None


# --- conditions ---------------------------------------------------------------------------------------------------
@attrs.frozen
class Fact:
    """
    What a test reads.

    *kind* is ``host`` (name), ``count`` (name), ``form`` (form), ``field`` (form, name), ``unfavorable`` (form),
    ``since`` (name = a moment) or ``times`` (name = a move).
    """

    kind: str
    name: str = ""
    form: str = ""

    def __str__(self) -> str:
        if self.kind == "field":
            return f"{self.form}.{self.name}"
        if self.kind == "form":
            return self.form
        if self.kind == "unfavorable":
            return f"{self.form}.unfavorable"
        return f"{self.kind}.{self.name}" if self.kind in {"since", "times"} else self.name


@attrs.frozen
class LimitName:
    """A limit used as a bound."""

    name: str


Bound: TypeAlias = int | Duration | LimitName | Fact
Value: TypeAlias = Bound | bool | str | tuple[str, ...] | None


@attrs.frozen
class Test:
    """
    One comparison.

    *op* and *value*: ``is`` (a tuple of words, any of which will do; for a tick ``("yes",)``), ``is`` with an int,
    ``more_than``, ``at_least``, ``fewer_than``, ``at_most`` (a Bound), ``include`` (a tuple of options, any of them;
    None for *anything*), ``include_all`` (a tuple of options), ``complete`` (True or False), ``changed_since``
    (the name of a moment).
    *words* is the right-hand side as the file writes it.
    """

    __test__ = False

    fact: Fact
    op: str
    value: Value
    words: str = ""
    span: Span = place()


@attrs.frozen
class Condition:
    """A named yes/no statement: every test and every part must hold; *who* says over whose answers."""

    name: str
    who: Who | None = None
    tests: tuple[Test, ...] = ()
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    span: Span = place()

    @property
    def parts(self) -> tuple[str, ...]:
        """The other conditions it is made of."""
        return self.all_of + self.any_of + self.none_of


@attrs.frozen
class Cell:
    """``condition: yes`` or ``condition: no`` in a row."""

    condition: str
    wanted: bool
    span: Span = place()


@attrs.frozen
class Row:
    """One line of a routing table and what follows where it fits."""

    cells: tuple[Cell, ...]
    to: str
    tell: Who | None = None
    effects: tuple[str, ...] = ()
    reopen: str | None = None
    span: Span = place()


@attrs.frozen
class Routing:
    """
    A table; exactly one row fits.

    With *row_for* every sheet of *form* finds its row, and the row higher up counts (ruling 10).
    """

    name: str
    rows: tuple[Row, ...]
    row_for: Who | None = None
    form: str | None = None
    span: Span = place()
