"""
The acts worth trying to tell rules apart: those that are allowed and, beside them, those that must be refused.

Somebody tries who may not; answers are left out, are too few, or lie just beside what is advised.
Every attempt is a ``Step``, as a scenario has it, without expectations.
Nothing here decides, and nothing here remembers what was tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.plays.acts import REASON, newcomer
from mentorflow.plays.given import facts_to_try, sheets_to_try
from mentorflow.plays.scenario import VIEW, Step
from mentorflow.plays.values import Rows
from mentorflow.plays.worths import Base, fine, length_in_words
from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import ChooseAny, ChooseOne, ListOf, Texts, Tick, WholeNumber
from mentorflow.states.options import reads_of_form
from mentorflow.states.partnership import holders
from mentorflow.states.people import people_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.given import Given
    from mentorflow.plays.scenario import Pairs
    from mentorflow.rules.workflow import Field, Limit, Workflow
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.plan import FormPlan, MovePlan


@attrs.frozen
class Aim:
    """
    What is tried: the forms and moves in *names*, all of them without.

    *plain* says to try only what could be accepted; *falls* says whether deadlines are let fall, *instants* whether
    to wait for what conditions look back at, *view* whether to look at what people see.
    *field* is a question, with its form, of which every choice is tried; *answer* is one, with its form or move, that
    is answered before anything else is tried.
    """

    names: frozenset[str] | None = None
    plain: bool = False
    falls: bool = True
    instants: bool = True
    view: bool = True
    field: tuple[str, str] | None = None
    answer: tuple[str, str] | None = None

    def has(self, name: str) -> bool:
        """Whether a form or a move is looked at."""
        return self.names is None or name in self.names


EVERYTHING = Aim()


def beginnings(known: Given, people: Pairs, at: dt.datetime, aim: Aim = EVERYTHING) -> Iterator[Step]:
    """Every way to try to begin: by everybody, with all answers and some, with limits at their ends and beyond."""
    cast = list(dict.fromkeys(person for _, held in people for person in holders(held)[:1]))
    for offer in known.flow.plan.starts.values():
        for person in cast if aim.has(offer.name) else ():
            yield from _made(known, None, offer, person, at)
        for limits in _limits(known.flow.workflow.limits):
            for person in cast:
                yield Step(
                    at, "do", (offer.name,), person, _asked(known, None, offer, at), None, known.facts, (), limits
                )


def _limits(limits: Iterable[Limit]) -> Iterator[Pairs]:
    """Each limit that may be set at its least and its most, and just beside them."""
    for limit in limits:
        low, high = limit.lowest, limit.highest
        if isinstance(low, Duration) and isinstance(high, Duration):
            values: list[Any] = [low, high, _beside(low, -1), _beside(high, 1)]
            yield from (((limit.name, length_in_words(value)),) for value in values if value is not None)
        elif isinstance(low, int) and isinstance(high, int):
            yield from (((limit.name, value),) for value in (low, high, low - 1, high + 1) if value >= 0)


def _beside(length: Duration, by: int) -> Duration | None:
    """One day, one month or one minute more or less, in the unit in which it is written."""
    unit = "months" if length.months else "minutes" if length.minutes else "days"
    changed = getattr(length, unit) + by
    return attrs.evolve(length, **{unit: changed}, written="") if changed > 0 else None


def attempts(known: Given, p: Partnership, at: dt.datetime, aim: Aim = EVERYTHING) -> Iterator[Step]:
    """Everything that somebody could try on a partnership, the plainest first, and looks through everybody's eyes."""
    plan, everybody = known.flow.plan, tuple(_everybody(p))
    state = plan.states[p.state]
    if aim.view:
        yield from (Step(at, "look", (VIEW,), person) for person in everybody)
    for offer in state.moves.values():
        if aim.has(offer.name):
            for person in _those_who_try(offer, p, everybody):
                yield from _made(known, p, offer, person, at)
        for name in offer.override:
            yield from (Step(at, "lift", (name,), person, reason=REASON) for person in everybody)
    for form in plan.forms.values():
        if aim.has(form.form.name):
            yield from _of_form(known, p, form, everybody, at, aim)


def _everybody(p: Partnership) -> Iterator[str]:
    """The first holder of every role, each once."""
    yield from dict.fromkeys(person for held in p.people for person in holders(held)[:1])


def _those_who_try(offer: MovePlan, p: Partnership, everybody: tuple[str, ...]) -> Iterator[str]:
    """Those who may first, all of them where the move is a joint one, then those who may not."""
    may = tuple(people_in(offer.by, p.people)) if offer.joint else ()
    yield from dict.fromkeys((*may, *everybody))


# --- moves ----------------------------------------------------------------------------------------------------------
def _made(known: Given, p: Partnership | None, offer: MovePlan, person: str, at: dt.datetime) -> Iterator[Step]:
    """A move by somebody: with each set of facts, then with other answers."""
    plain = _asked(known, p, offer, at)
    people = () if p is None else tuple((role, newcomer(known.flow, p, role)) for role in offer.move.assigns)

    def step(answers: Pairs | None, facts: Pairs) -> Step:
        return Step(at, "do", (offer.name,), person, answers, None, facts, people)

    for facts in facts_to_try(known, p, offer.reads):
        yield step(plain, facts)
    if offer.move.asks:
        base, told = known.base(p, at), dict(plain or ())
        for answers in otherwise_answered(offer.move.asks, told, base):
            yield step(tuple(answers.items()), known.facts)


def _asked(known: Given, p: Partnership | None, offer: MovePlan, at: dt.datetime) -> Pairs | None:
    """A plain answer to every question of a move that has to be answered."""
    base = known.base(p, at)
    return tuple((field.name, fine(field, base)) for field in offer.move.asks if not field.optional) or None


# --- forms ----------------------------------------------------------------------------------------------------------
def _of_form(
    known: Given, p: Partnership, form: FormPlan, everybody: tuple[str, ...], at: dt.datetime, aim: Aim
) -> Iterator[Step]:
    """A form filled in, signed, opened and closed by everybody."""
    name = form.form.name
    fillers = set(people_in(form.fillers, p.people))
    facts = facts_to_try(known, p, reads_of_form(known.flow.plan, p, form))
    first: Pairs = ()
    for person in sorted(everybody, key=lambda one: one not in fillers):
        sheets = sheets_to_try(known, p, form.form, person, at, known.facts) if person in fillers else (first,)
        first = first or sheets[0]
        for answers in _answered(known, p, form, sheets, at, aim) if person in fillers else sheets:
            yield Step(at, "fill_in", (name,), person, answers, None, known.facts)
        yield from (Step(at, "fill_in", (name,), person, first, None, told) for told in facts[1:])
    if form.signers:
        yield from (Step(at, "sign", (name,), person, None, None, told) for person in everybody for told in facts)
    if form.openers:
        yield from (Step(at, act, (name,), person) for act in ("open", "close_form") for person in everybody)


def _answered(
    known: Given, p: Partnership, form: FormPlan, sheets: tuple[Pairs, ...], at: dt.datetime, aim: Aim
) -> Iterator[Pairs]:
    """Nothing, whole sheets, sheets that lack something, and sheets with every choice of a question in turn."""
    fields, base = form.form.fields, known.base(p, at)
    yield ()
    yield from sheets
    tried: set[Any] = set()
    for sheet in _showing_every_question(fields, sheets):
        for answers in otherwise_answered(fields, dict(sheet), base):
            pairs = tuple(answers.items())
            if pairs not in tried:
                tried.add(pairs)
                yield pairs
    if aim.field is not None and aim.field[0] == form.form.name:
        field = next((one for one in fields if one.name == aim.field[1]), None)
        for value in () if field is None else _choices(field, base):
            yield from (tuple({**dict(sheet), aim.field[1]: value}.items()) for sheet in sheets)


def _showing_every_question(fields: Iterable[Field], sheets: tuple[Pairs, ...]) -> Iterator[Pairs]:
    """The first sheet, and the first that answers each question which the first does not."""
    found: dict[Pairs, None] = {sheets[0]: None}
    for field in fields:
        found |= dict.fromkeys(next(([sheet] for sheet in sheets if field.name in dict(sheet)), []))
    yield from found


def _choices(field: Field, base: Base) -> Iterator[Any]:
    """Every choice of a question, alone, or numbers around those that count."""
    kind = field.kind
    if isinstance(kind, ChooseOne | ChooseAny):
        yield from (name if isinstance(kind, ChooseOne) else (name,) for name in kind.names)
    elif isinstance(kind, WholeNumber):
        yield from range(kind.low, min(kind.high, kind.low + 50) + 1)
    else:
        yield fine(field, base)


def asked_in(workflow: Workflow, step: Step) -> tuple[Field, ...]:
    """The questions that a step can answer."""
    if step.act == "fill_in":
        return workflow.form_by_name[step.names[0]].fields
    return tuple(field for move in workflow.every_move() if move.name == step.names[0] for field in move.asks)


# --- answers that are otherwise -------------------------------------------------------------------------------------
def otherwise_answered(fields: Iterable[Field], answers: dict[str, Any], base: Base) -> Iterator[dict[str, Any]]:
    """A sheet with each answer left out in turn, each that is missing added, and each list a little otherwise."""
    for field in fields:
        if field.name in answers:
            yield {name: value for name, value in answers.items() if name != field.name}
            for value in _beside_of(field, answers[field.name], base):
                yield {**answers, field.name: value}
        elif field.asked_if is None:
            yield {**answers, field.name: fine(field, base)}
    yield {}


def _beside_of(field: Field, value: Any, base: Base) -> Iterator[Any]:  # noqa: ANN401 - whatever is answered
    """Answers that differ a little from one that is accepted; some of them must not be."""
    kind, advised = field.kind, field.should_be
    if isinstance(kind, Tick):
        yield not value
    elif isinstance(kind, Texts):
        yield from (value[:-1], (*value, value[-1]))
    elif isinstance(kind, ChooseAny):
        yield from (kind.names[:count] for count in range(kind.at_least + 2) if count <= len(kind.names))
    elif isinstance(kind, ListOf):
        yield from _rows(kind, value, base)
    elif isinstance(advised, WholeNumber):
        ends = (advised.low - 1, advised.low, advised.high, advised.high + 1)
        yield from (number for number in ends if isinstance(kind, WholeNumber) and kind.low <= number <= kind.high)


def _rows(kind: ListOf, value: Rows, base: Base) -> Iterator[Rows]:
    """A list with one row fewer, one more, none, and with each detail of its first row left out or added."""
    rows = value.rows
    first = dict(rows[0]) if rows else {}
    yield from (Rows(some) for some in (rows[:-1], (*rows, *rows[:1]), ()))
    for detail in kind.fields:
        if detail.name in first:
            left = tuple((name, one) for name, one in first.items() if name != detail.name)
        else:
            left = (*first.items(), (detail.name, fine(detail, base)))
        yield Rows((left, *rows[1:]))
