"""
The frozen definition: what a rule file says, with every name resolved and every word's place kept.

Only data and small questions about it.
Nothing here reads files, knows of partnerships, or decides; spans never count when two workflows are compared.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.diagnostics import Span
from mentorflow.rules.calendar import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator

NOWHERE = Span("", 1, 1, 1, 1)

EITHER = "either partner"
EACH = "each partner"
OTHER = "other partner"
NOBODY = "nobody"
STAY = "stay"
BACK = "back"
TIME_LEFT = "time left"


def place() -> Span:
    """A field for the place of a word in its file."""
    return attrs.field(default=NOWHERE, eq=False, repr=False)


# --- people -------------------------------------------------------------------------------------------------------
@attrs.frozen
class Role:
    """Somebody who takes part: *kind* is ``partners``, ``staff``, ``others`` or ``application``."""

    name: str
    kind: str
    text: str
    span: Span = place()


@attrs.frozen
class Who:
    """Some people, as the file writes them: role names and the words for partners, in the order written."""

    parts: tuple[str, ...]
    span: Span = place()

    @property
    def is_each_partner(self) -> bool:
        """Whether every partner is meant one by one: a joint move, or a form with a copy each."""
        return self.parts == (EACH,)

    def __str__(self) -> str:
        return ", ".join(self.parts)


# --- what can be asked, known and counted -------------------------------------------------------------------------
@attrs.frozen
class Option:
    """One of the choices of a question; *text* is what people read."""

    name: str
    text: str
    span: Span = place()


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

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the options, in the order of the file."""
        return tuple(option.name for option in self.options)


@attrs.frozen
class ChooseAny:
    """Any of the options; *groups* name some of them; *numbered* lets people say ``3`` for the third."""

    options: tuple[Option, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numbered: bool = False

    @property
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
    """A calendar date; *not_later_than_today* compares it with the local date of the act."""

    not_later_than_today: bool = False


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


# --- forms --------------------------------------------------------------------------------------------------------
@attrs.frozen
class Field:
    """
    A question, or a detail in a list.

    *unfavorable* is the tuple of option names or the Test whose holding makes an answer unfavorable; *scored* is
    False where the file says ``never`` or says nothing.
    *should_be* is a WholeNumber range or a tuple of option names outside which an answer is only noted.
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

    @property
    def scored(self) -> bool:
        """Whether an answer can be unfavorable."""
        return self.unfavorable is not None


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
    """Everything a rule file says; frozen; compares by meaning and texts, not by layout."""

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

    @cached_property
    def _shown(self) -> dict[str, str]:
        titles: dict[str, str] = {role.name: role.text for role in self.roles}
        titled: tuple[State | Form | Move, ...] = (*self.states, *self.forms, *self.every_move())
        titles.update({thing.name: thing.title for thing in titled if thing.title is not None})
        titles.update(self.shown_as)
        return titles
