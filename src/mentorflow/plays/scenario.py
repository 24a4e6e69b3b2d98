"""
What a scenario file says, as frozen values: lives to play, step by step, and what each step is expected to bring.

Shapes only: nothing here reads a file, plays a step, compares or prints.
Every value keeps the place of its words, so that a failure can point at the line that was not met.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from mentorflow.rules.workflow import NOWHERE

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic, Span

FORMAT = "mentorflow-test/1"
REFUSED = "refused"
NOBODY = "nobody"
NOTHING = "nothing"
# What a look can be at, and who has no part in a partnership at all.
DUE = "due"
VIEW = "view"
STRANGER = "a stranger"
DAY_0 = dt.date(2026, 1, 12)

# Names with what they stand for, in the order written: facts, answers, people, limits. Hashable, unlike a dict.
Pairs: TypeAlias = tuple[tuple[str, Any], ...]


@attrs.frozen
class Expectation:
    """
    One thing a step has to bring.

    *kind* is the key of the file: ``expect`` (one state, or ``refused``), ``told``, ``warned``, ``because``,
    ``effect`` (names; empty for nobody and nothing), ``told_of`` or ``owes`` (a person, and what that person hears
    of or owes), ``sees`` or ``sees_nothing_of`` (forms, moves and their questions; ``sees`` is empty for nothing).
    """

    kind: str
    words: tuple[str, ...]
    span: Span = NOWHERE


@attrs.frozen
class Step:
    """
    One step: somebody does one thing at an instant, or a look at what has fallen due or at what somebody sees.

    *act* is the key of the file: ``do``, ``fill_in``, ``sign``, ``open``, ``close_form``, ``lift`` or ``look``;
    *names* are the move, the forms or the condition.
    *by* is a person or a role, as written; None for a look at what is due.
    *facts* are all host facts that hold at this step; *people* are the holders a move assigns; *limits* are those
    set at the start.
    *scenario* is where the step stands, which need not be the scenario that is played.
    """

    at: dt.datetime
    act: str
    names: tuple[str, ...]
    by: str | None = None
    answers: Pairs | None = None
    reason: str | None = None
    facts: Pairs = ()
    people: Pairs = ()
    limits: Pairs = ()
    expectations: tuple[Expectation, ...] = ()
    scenario: str = ""
    number: int = 1
    span: Span = NOWHERE

    @property
    def viewer(self) -> str | None:
        """Through whose eyes this step looks, as written; None where it does not look at what somebody sees."""
        return self.by if self.act == "look" and self.names == (VIEW,) else None

    @property
    def expects_refusal(self) -> bool:
        """Whether the step says ``expect: refused``; any other step must be accepted."""
        return any(wanted.kind == "expect" and wanted.words == (REFUSED,) for wanted in self.expectations)


@attrs.frozen
class Scenario:
    """
    One life to play.

    *steps* begin with those of the scenario it begins with, *inherited* of them in all.
    *people* pairs roles with one person or several; they are bound when the partnership starts.
    *facts* hold for every step that does not say otherwise; each step has them already.
    """

    name: str
    people: Pairs
    steps: tuple[Step, ...]
    begin_with: str | None = None
    inherited: int = 0
    facts: Pairs = ()
    span: Span = NOWHERE
    begin_span: Span = NOWHERE


@attrs.frozen
class Script:
    """
    A scenario file that has been read.

    *scenarios* holds those without mistakes, in the order of the file; *day_0* is the local date days count from;
    *people* and *facts* stand at its top; *text* is what the file says, for showing findings.
    """

    file: str
    workflow: str
    day_0: dt.date
    scenarios: tuple[Scenario, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str = attrs.field(default="", repr=False)
    people: Pairs = ()
    facts: Pairs = ()

    @property
    def has_errors(self) -> bool:
        """Whether something has to be mended before the scenarios say what their writer meant."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)

    def scenario(self, name: str) -> Scenario | None:
        """The scenario of that name."""
        return next((scenario for scenario in self.scenarios if scenario.name == name), None)
