"""
What some answers would do: which row of a table they find, why, why not another, and what would change it.

No partnership is needed and none is changed: a made-up one with the values given and the limits of the file is
asked.
Nothing here prints or parses what somebody typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.calendar import Duration
from mentorflow.rules.change import Goal, smallest_change
from mentorflow.rules.conditions import asked
from mentorflow.rules.english import listed, say_change
from mentorflow.rules.layout import layout_of
from mentorflow.rules.spaces import NOON, Slot
from mentorflow.rules.verdicts import evaluate_rows
from mentorflow.rules.workflow import ChooseAny, ChooseOne, Date, Fact, LengthOfTime, Tick, WholeNumber
from mentorflow.states.forms import lacks, off_advice
from mentorflow.tools.what_if.given import CannotTell, Written, both, from_file, from_words, understood, unknown
from mentorflow.tools.what_if.ways import Ways, answer, elapsed, ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.meaning import Anything, Reading
    from mentorflow.rules.verdicts import Verdict
    from mentorflow.rules.workflow import Form, Kind, Routing, Row, Share, Workflow
    from mentorflow.tools.what_if.given import Given
    from mentorflow.tools.what_if.ways import Missing

__all__ = ["CannotTell", "Found", "Other", "WhatIf", "Written", "both", "from_file", "from_words", "what_if"]


# --- what comes of it -----------------------------------------------------------------------------------------------
@attrs.frozen
class Other:
    """A row that is not taken: why not, and what would have to be otherwise (None where nothing was found)."""

    row: Row
    why: str
    otherwise: str | None


@attrs.frozen
class Found:
    """
    What a table makes of the values given.

    *rows* are the indices that are possible; where it is one, *why* and *others* are said, otherwise *missing*.
    *role* is the partner whose copy is meant, None where that makes no difference.
    """

    table: Routing
    role: str | None
    rows: tuple[int, ...]
    why: str = ""
    others: tuple[Other, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def row(self) -> Row | None:
        """The row that is taken whatever else is answered; None while that is open."""
        return self.table.rows[self.rows[0]] if len(self.rows) == 1 else None


@attrs.frozen
class WhatIf:
    """
    Everything that is said of the values given.

    *leads* are states, each with the state a form leads to from there once it is complete, and the place;
    *notes* are sentences about single answers.
    """

    found: tuple[Found, ...]
    leads: tuple[tuple[str, str, Span], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something that was not given could still decide."""
        return any(found.row is None for found in self.found)


def what_if(workflow: Workflow, written: Written) -> WhatIf:
    """
    What a table, or a form once it is complete, makes of some answers and facts; pure.

    Forms that are read count as handed in.
    Raises ``CannotTell`` for names and values that cannot be, ``TooManyCases`` where it cannot be worked out.
    """
    layout = layout_of(workflow)
    tables, form = _meant(workflow, written)
    given = understood(layout, written, form)
    found = tuple(each for table in tables for each in _of_table(layout, table, given))
    leads = tuple(
        (state.name, when.to, when.span)
        for state in workflow.states
        for when in state.when_complete
        if written.form is not None and when.form == form and when.to not in workflow.routing_by_name
    )
    notes = () if form is None else tuple(_notes(layout, workflow.form_by_name[form], given))
    return WhatIf(found, leads, notes)


def _meant(workflow: Workflow, written: Written) -> tuple[list[Routing], str | None]:
    """The tables that are meant, and the form whose answers may be named without it."""
    if written.table is not None:
        if written.table not in workflow.routing_by_name:
            raise unknown(written.table, "table", tuple(workflow.routing_by_name))
        table = workflow.routing_by_name[written.table]
        return [table], table.form
    if written.form is None:
        msg = "Say which table or which form is meant: --table NAME or --form NAME."
        raise CannotTell(msg)
    if written.form not in workflow.form_by_name:
        raise unknown(written.form, "form", tuple(workflow.form_by_name))
    whens = [when for state in workflow.states for when in state.when_complete if when.form == written.form]
    names = dict.fromkeys(when.to for when in whens if when.to in workflow.routing_by_name)
    return [workflow.routing_by_name[name] for name in names], written.form


# --- one table ------------------------------------------------------------------------------------------------------
def _of_table(layout: Layout, table: Routing, given: Given) -> Iterator[Found]:
    """What a table makes of each partner's copy where they differ, otherwise of one that stands for all."""
    own = {role for fact, role in given.answers if role is not None and fact.form == table.form}
    roles: tuple[str | None, ...] = layout.workflow.partner_roles if table.row_for is not None and own else (None,)
    for role in roles:
        left = ways(layout, table, given, role)
        yield _explained(layout, table, given, role, left)


def _explained(layout: Layout, table: Routing, given: Given, role: str | None, left: Ways) -> Found:
    if len(left.rows) != 1:
        return Found(table, role, left.rows, missing=left.missing)
    taken = left.rows[0]
    case = _case(layout, table, given, role, {})
    verdicts = _verdicts(layout, table, case)
    if not verdicts[taken].holds:
        # What is missing does not matter, but it must be something that can be answered.
        case = _case(layout, table, given, role, left.values)
        verdicts = _verdicts(layout, table, case)
    others = tuple(
        Other(row, verdict.words, _otherwise(layout, table, index, case))
        for index, (row, verdict) in enumerate(zip(table.rows, verdicts, strict=True))
        if index != taken
    )
    return Found(table, role, left.rows, verdicts[taken].words, others)


def _verdicts(layout: Layout, table: Routing, case: _Case) -> tuple[Verdict, ...]:
    return evaluate_rows(layout, table, case.p, case.facts, NOON, case.sheet)


def _otherwise(layout: Layout, table: Routing, row: int, case: _Case) -> str | None:
    """``if … were … instead of …`` for another row."""
    goal = Goal(routing=table, row=row)
    facts = {Fact("host", fact.name) for fact in layout.workflow.facts}
    forms = layout.workflow.forms
    may_change = facts | {Fact("field", field.name, form.name) for form in forms for field in form.fields}
    change = smallest_change(layout, goal, case.p, case.facts, NOON, case.sheet, may_change)
    return say_change(layout.workflow, change) if change else None


# --- a made-up partnership ------------------------------------------------------------------------------------------
@attrs.frozen
class _Sheet:
    person: str
    answers: tuple[Any, ...]
    seq: int


@attrs.frozen
class _Round:
    sheets: tuple[_Sheet, ...]
    complete: bool


@attrs.frozen
class _Moment:
    last_seq: int
    last_at: int
    times: int


@attrs.frozen
class _MadeUp:
    """A partnership as conditions read it; nobody has it."""

    people: tuple[str | tuple[str, ...] | None, ...]
    moments: tuple[_Moment | None, ...]
    rounds: tuple[_Round | None, ...]
    counts: tuple[int, ...]
    limits: tuple[int | Duration | Share, ...]


@attrs.frozen
class _Case:
    p: _MadeUp
    facts: dict[str, Reading]
    sheet: tuple[Any, ...] | None


# Records before and after the moments of a made-up partnership.
_BEFORE, _THEN, _AFTER = 5, 10, 15


def _case(
    layout: Layout, table: Routing | None, given: Given, role: str | None, filled: dict[Slot, Anything]
) -> _Case:
    """The values given as a partnership; *filled* are values for what was not given."""
    workflow = layout.workflow
    facts = {**{slot.fact: value for slot, value in filled.items()}, **given.facts}
    rounds = tuple(_round(layout, form, given, facts, filled) for form in workflow.forms)
    sheet = None
    if table is not None and table.form is not None:
        form = workflow.form_by_name[table.form]
        sheet = _answers(form, given, role, filled)
    p = _MadeUp(
        tuple(each.name for each in workflow.roles),
        tuple(_moment(layout, moment, facts) for moment in layout.moments),
        rounds,
        tuple(facts.get(Fact("count", count.name), 0) for count in workflow.counts),
        given.limits,
    )
    hosts = {fact.name: facts.get(Fact("host", fact.name), _any_of(fact.kind)) for fact in workflow.facts}
    return _Case(p, hosts, sheet)


def _round(layout: Layout, form: Form, given: Given, facts: dict[Fact, Any], filled: dict[Slot, Anything]) -> _Round:
    people = layout.workflow.partner_roles if form.copy_each else (form.filled_in_by.parts[0],)
    changed = any(value for fact, value in facts.items() if fact.kind == "changed" and fact.form == form.name)
    seq = _AFTER if changed else _BEFORE
    sheets = tuple(
        _Sheet(person, _answers(form, given, person if form.copy_each else None, filled), seq) for person in people
    )
    return _Round(sheets, facts.get(Fact("complete", "", form.name), True))


def _answers(form: Form, given: Given, role: str | None, filled: dict[Slot, Anything]) -> tuple[Any, ...]:
    made_up = {(slot.fact, slot.person): value for slot, value in filled.items()}
    found = []
    for field in form.fields:
        fact = Fact("field", field.name, form.name)
        known = answer(given, fact, role)
        found.append(known[0] if known else made_up.get((fact, role), made_up.get((fact, None))))
    return tuple(found)


def _moment(layout: Layout, moment: str, facts: dict[Fact, Any]) -> _Moment | None:
    since, times = facts.get(Fact("since", moment)), facts.get(Fact("times", moment))
    changes = any(fact.kind == "changed" and fact.name == moment for fact in facts)
    if not since and not times and not changes:
        return None
    spent = elapsed(layout, since) if isinstance(since, Duration) else since or 0
    return _Moment(_THEN, NOON - spent, 1 if times is None else times)


def _any_of(kind: Kind) -> Any:  # noqa: ANN401 - any answer
    """Some value of a kind, for a fact that does not matter."""
    if isinstance(kind, WholeNumber):
        return kind.low
    if isinstance(kind, ChooseOne):
        return kind.names[0]
    if isinstance(kind, ChooseAny):
        return kind.names[: kind.at_least]
    if isinstance(kind, LengthOfTime):
        return kind.low if isinstance(kind.low, Duration) else Duration(days=1)
    return {Tick: False, Date: None}.get(type(kind), "")


# --- single answers -------------------------------------------------------------------------------------------------
def _notes(layout: Layout, form: Form, given: Given) -> Iterator[str]:
    """What is to be said of single answers: not asked, still needed, against advice, unfavorable."""
    own = any(role is not None for fact, role in given.answers if fact.form == form.name)
    # Where one partner's copy is told apart, the others' have to be complete as well.
    for role in layout.workflow.partner_roles if own and form.copy_each else (None,):
        yield from _notes_of(layout, form, given, role)


def _notes_of(layout: Layout, form: Form, given: Given, role: str | None) -> Iterator[str]:
    case = _case(layout, None, given, role, {})
    sheet = _answers(form, given, role, {})
    needed: list[str] = []
    for field, value, condition in zip(form.fields, sheet, asked(layout, form.name), strict=True):
        name = f"{role}:{form.name}.{field.name}" if role else f"{form.name}.{field.name}"
        if condition is not None and not condition(case.p, case.facts, NOON, sheet):
            if value is not None:
                yield f"'{name}' is not asked with these answers, so that its answer does not count."
        elif value is None:
            needed += [f"'{name}'"] if lacks(field, value) else []
        elif field.should_be is not None and off_advice(field, value):
            yield f"'{name}': {off_advice(field, value)}."
    if needed:
        yield f"Still needed before the form is complete: {listed(needed, 'and')}."
