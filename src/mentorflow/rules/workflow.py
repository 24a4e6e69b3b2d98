"""
The frozen definition: what a rule file says, with every name resolved and every word's place kept.

Forms, deadlines, moves, states and the workflow they make up stand here; what they are made of stands in ``words``,
``statements`` and ``kinds``, and is to be had from here as well, so that one import names the whole definition.
Only data and small questions about it.
Nothing here reads files, knows of partnerships, or decides; spans never count when two workflows are compared.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Span
from mentorflow.rules.calendar import Duration
from mentorflow.rules.kinds import (
    ChooseAny,
    ChooseOne,
    Count,
    Date,
    Effect,
    Field,
    HostFact,
    Kind,
    LengthOfTime,
    ListOf,
    Option,
    Text,
    Texts,
    Tick,
    WholeNumber,
)
from mentorflow.rules.statements import (
    Amount,
    Bound,
    Cell,
    Condition,
    Fact,
    Limit,
    LimitName,
    Routing,
    Row,
    Share,
    Test,
    Value,
)
from mentorflow.rules.words import (
    BACK,
    EACH,
    EITHER,
    NOBODY,
    NOWHERE,
    OTHER,
    STAY,
    TIME_LEFT,
    Role,
    Who,
    place,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "BACK",
    "EACH",
    "EITHER",
    "NOBODY",
    "NOWHERE",
    "OTHER",
    "STAY",
    "TIME_LEFT",
    "Amount",
    "Bound",
    "Cell",
    "ChooseAny",
    "ChooseOne",
    "Condition",
    "Count",
    "Date",
    "Deadline",
    "Effect",
    "Fact",
    "Field",
    "Form",
    "HostFact",
    "Kind",
    "LengthOfTime",
    "Limit",
    "LimitName",
    "ListOf",
    "Mark",
    "Move",
    "Option",
    "Promise",
    "Property",
    "Role",
    "Routing",
    "Row",
    "Share",
    "State",
    "Test",
    "Text",
    "Texts",
    "Tick",
    "Value",
    "When",
    "Who",
    "WholeNumber",
    "Workflow",
    "place",
]


# --- forms --------------------------------------------------------------------------------------------------------
@attrs.frozen
class Form:
    """
    What people fill in.

    *filled_in_by*: ``each partner`` gives a copy each; anything else is one copy that everybody named may write.
    *opened_by* is empty when the form opens by itself.
    *hidden_from_partner* is ``until both have answered``, ``always`` or None.
    """

    name: str
    filled_in_by: Who
    fields: tuple[Field, ...]
    title: str | None = None
    open_from: str | None = None
    opened_by: tuple[str, ...] = ()
    signed_by: Who | None = None
    living: bool = False
    repeats: bool = False
    hidden_from_partner: str | None = None
    also_seen_by: tuple[str, ...] = ()
    stays_open_after_end: bool = False
    tells_on_change: Who | None = None
    talk_about: tuple[str, ...] = ()
    due: Deadline | None = None
    span: Span = place()

    @property
    def copy_each(self) -> bool:
        """Whether each partner has a sheet of their own."""
        return self.filled_in_by.is_each_partner

    @property
    def editable_after_use(self) -> bool:
        """Whether a sheet may still be replaced when its round has been consumed (ruling 12, D-10, D-13)."""
        return self.living or (self.signed_by is not None and not self.repeats)

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((field for field in self.fields if field.name == name), None)


# --- time ---------------------------------------------------------------------------------------------------------
@attrs.frozen
class Mark:
    """
    One thing that happens around a due instant.

    *side* is -1 (before), 0 (late: at the due instant) or +1 (after); *offset* is a length or the name of a limit.
    """

    side: int
    offset: Duration | str | None = None
    remind: Who | None = None
    tell: Who | None = None
    effects: tuple[str, ...] = ()
    to: str | None = None
    close_form: bool = False
    words: str = "late"
    span: Span = place()


@attrs.frozen
class Deadline:
    """
    Time allowed, and what happens around its end.

    *owner* is ``("ends", "")``, ``("form", NAME)``, ``("state", NAME)`` or ``("any_time", "")``.
    One of *within* and *every* is set (a length or the name of a limit).
    *anchor* is ``first`` (counted_from), ``latest`` (counted_anew_from) or ``entry`` (neither was written: the
    latest entry of the present state, or the latest opening of the form).
    *moments* are state, move or form names, or ``opening``.
    """

    name: str
    owner: tuple[str, str]
    within: Duration | str | None = None
    every: Duration | str | None = None
    at_most: int | None = None
    anchor: str = "entry"
    moments: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    only_in: tuple[str, ...] | None = None
    span: Span = place()


# --- moves and states ---------------------------------------------------------------------------------------------
@attrs.frozen
class Move:
    """
    Something a person does.

    *home* is ``start``, ``any_time`` or a state; *only_in* are the states an any_time move is offered in (resolved
    from ``in`` and ``except``).
    *to* is a state, a routing, ``stay`` or ``back``.
    *tell_first* are those told of a joint move when the first partner makes it.
    """

    name: str
    by: Who
    to: str
    home: str
    not_by: Who | None = None
    must: tuple[str, ...] = ()
    should: tuple[str, ...] = ()
    override: tuple[tuple[str, str], ...] = ()
    tell: Who | None = None
    effects: tuple[str, ...] = ()
    asks: tuple[Field, ...] = ()
    assigns: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    shows: tuple[tuple[str, str], ...] = ()
    lengthens: tuple[tuple[str, str], ...] = ()
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    title: str | None = None
    only_in: tuple[str, ...] = ()
    tell_first: Who | None = None
    span: Span = place()

    @property
    def joint(self) -> bool:
        """Whether each partner has to make it; the last one moves."""
        return self.by.is_each_partner


@attrs.frozen
class When:
    """``when_complete`` or ``when_changed``: a form, and where it leads."""

    form: str
    to: str
    span: Span = place()


@attrs.frozen
class State:
    """Where a partnership can be; *final* is the outcome when it ends there."""

    name: str
    when_complete: tuple[When, ...] = ()
    when_changed: tuple[When, ...] = ()
    moves: tuple[Move, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    clocks_stopped: bool = False
    title: str | None = None
    final: str | None = None
    span: Span = place()


@attrs.frozen
class Promise:
    """
    Something the file asks to have proved.

    *kind* is ``always_open``, ``always_told``, ``never_sees`` or ``only_a_person``; *subject* is the move, role or
    state; *values* are the people, forms or fields.
    """

    kind: str
    subject: str
    values: tuple[str, ...] = ()
    span: Span = place()


@attrs.frozen
class Property:
    """A statement to prove: in *states* (all live ones when empty) the condition ``always`` or ``never`` holds."""

    name: str
    quantifier: str
    condition: str
    states: tuple[str, ...] = ()
    span: Span = place()


@attrs.frozen(slots=False)
class Workflow:
    """
    Everything a rule file says; frozen; compares by meaning and texts, not by layout.

    *language* is that of its words file, None for the words of the rule file itself.
    """

    name: str
    version: str
    title: str
    timezone: str
    roles: tuple[Role, ...]
    start: tuple[Move, ...]
    states: tuple[State, ...]
    limits: tuple[Limit, ...] = ()
    ends: Deadline | None = None
    facts: tuple[HostFact, ...] = ()
    effects: tuple[Effect, ...] = ()
    forms: tuple[Form, ...] = ()
    counts: tuple[Count, ...] = ()
    conditions: tuple[Condition, ...] = ()
    routing: tuple[Routing, ...] = ()
    moves: tuple[Move, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    promises: tuple[Promise, ...] = ()
    properties: tuple[Property, ...] = ()
    shown_as: tuple[tuple[str, str], ...] = ()
    format: str = "mentorflow/1"
    language: str | None = None
    file: str = attrs.field(default="", eq=False)

    @cached_property
    def live_states(self) -> tuple[State, ...]:
        """The states a partnership can go on from, in the order of the file."""
        return tuple(state for state in self.states if state.final is None)

    @cached_property
    def partner_roles(self) -> tuple[str, ...]:
        """The roles whose holders are the partners."""
        return tuple(role.name for role in self.roles if role.kind == "partners")

    @cached_property
    def state_by_name(self) -> dict[str, State]:
        """States by name."""
        return {state.name: state for state in self.states}

    @cached_property
    def form_by_name(self) -> dict[str, Form]:
        """Forms by name."""
        return {form.name: form for form in self.forms}

    @cached_property
    def condition_by_name(self) -> dict[str, Condition]:
        """Conditions by name."""
        return {condition.name: condition for condition in self.conditions}

    @cached_property
    def routing_by_name(self) -> dict[str, Routing]:
        """Routing tables by name."""
        return {routing.name: routing for routing in self.routing}

    @cached_property
    def limit_by_name(self) -> dict[str, Limit]:
        """Limits by name."""
        return {limit.name: limit for limit in self.limits}

    @cached_property
    def move_names(self) -> tuple[str, ...]:
        """The names of all moves, each once, in the order of the file."""
        return tuple(dict.fromkeys(move.name for move in self.every_move()))

    def every_move(self) -> Iterator[Move]:
        """All moves: of the start, of each state, of any time."""
        yield from self.start
        for state in self.states:
            yield from state.moves
        yield from self.moves

    def every_deadline(self) -> Iterator[Deadline]:
        """All deadlines in the order of the file: the end, the forms, the states, any time."""
        if self.ends is not None:
            yield self.ends
        yield from (form.due for form in self.forms if form.due is not None)
        for state in self.states:
            yield from state.deadlines
        yield from self.deadlines

    def shown(self, name: str) -> str:
        """What people read for a name: ``shown_as``, then a title, then a role's text, then the name in words."""
        return self._shown.get(name, name.replace("_", " "))

    def called(self, name: str) -> str:
        """What sentences call a thing where they quote its name: the name itself, or the words of its language."""
        return name if self.language is None else self.shown(name)

    def worded(self, name: str) -> str:
        """
        What people read for a condition, a fact or anything else without a title: ``shown_as``, or the name in words.

        The title of a state, form or move of the same name is not its own; in another language the two share their
        text, which is then the title.
        """
        titled = self.language is not None and name in self._titles
        return name.replace("_", " ") if titled or name not in self._shown_as else self._shown_as[name]

    def called_plainly(self, name: str) -> str:
        """What sentences call such a thing where they quote its name."""
        return name if self.language is None else self.worded(name)

    @cached_property
    def _shown(self) -> dict[str, str]:
        return {**self._titles, **self._shown_as}

    @cached_property
    def _shown_as(self) -> dict[str, str]:
        return dict(self.shown_as)

    @cached_property
    def _titles(self) -> dict[str, str]:
        titles: dict[str, str] = {role.name: role.text for role in self.roles}
        titled: tuple[State | Form | Move, ...] = (*self.states, *self.forms, *self.every_move())
        titles.update({thing.name: thing.title for thing in titled if thing.title is not None})
        return titles
