"""How it ends, what is promised, what the application is asked to do, and the numbers at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.clauses import listed
from mentorflow.rules.edges import edges
from mentorflow.rules.workflow import EITHER, TIME_LEFT, ChooseAny, LengthOfTime, LimitName, ListOf, Share, Test
from mentorflow.tools.policy.asked import of_kind
from mentorflow.tools.policy.claims import fails, holds
from mentorflow.tools.policy.course import LEADS, where
from mentorflow.tools.policy.due import happens, subject
from mentorflow.tools.policy.leads import leading_to
from mentorflow.tools.policy.page import NOTHING, Bullets, Paragraph, Section, Table
from mentorflow.tools.policy.words import (
    both,
    capital,
    people,
    person,
    plainly,
    quoted,
    sentence,
    stages,
    term,
    titled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Effect, Field, HostFact, Limit, Move, Promise, Property, State, Workflow
    from mentorflow.tools.policy.page import Block


# --- endings --------------------------------------------------------------------------------------------------------
def endings(workflow: Workflow) -> Section:
    """Every way in which it can end, who may leave, and what the file promises."""
    return Section("Endings and withdrawal", tuple(_endings(workflow)))


def _endings(workflow: Workflow) -> Iterator[Block]:
    rows = tuple(_ending(workflow, state) for state in workflow.states if state.final is not None)
    yield Table(("Ending", "How it counts", "What leads to it"), rows)
    promised = (*_leaving(workflow), *_promises(workflow), *_properties(workflow))
    if promised:
        yield Bullets(promised)


def _ending(workflow: Workflow, state: State) -> tuple[str, ...]:
    ways = dict.fromkeys(_way(workflow, edge) for edge in edges(workflow) if edge.target == state.name)
    return titled(workflow, state.name), capital(state.final or ""), both(ways) if ways else "nothing"


def _way(workflow: Workflow, edge: Edge) -> str:
    if edge.deadline is not None:
        return f"the deadline {subject(workflow, edge.deadline)}"
    return titled(workflow, edge.trigger)


def _leaving(workflow: Workflow) -> Iterator[str]:
    """The moves by which a partner alone can end it at every stage."""
    for name in _ways_out(workflow):
        way = titled(workflow, name)
        yield sentence(f"Either partner may leave at every stage, alone and without anybody's consent, by {way}")


def _ways_out(workflow: Workflow) -> tuple[str, ...]:
    finals = {state.name for state in workflow.states if state.final is not None}
    live = {state.name for state in workflow.live_states}
    alone = [move for move in workflow.moves if move.by.parts == (EITHER,) and not move.must]
    return tuple(move.name for move in alone if move.to in finals and set(move.only_in) == live)


def _promises(workflow: Workflow) -> Iterator[str]:
    """What the file promises, but for what was said just before; states are told together."""
    told = set(_ways_out(workflow))
    for promise in workflow.promises:
        if promise.kind != "only_a_person" and (promise.kind != "always_open" or promise.subject not in told):
            yield _promise(workflow, promise)


def _promise(workflow: Workflow, promise: Promise) -> str:
    what, values = promise.subject, promise.values
    if promise.kind == "always_open":
        return sentence(f"{titled(workflow, what)} must be open to {people(workflow, values)} at every stage")
    if promise.kind == "always_told":
        return sentence(f"{capital(people(workflow, values))} must always be told of {titled(workflow, what)}")
    things = (_thing_seen(workflow, each) for each in values)
    return sentence(f"{person(workflow, what)} must never see {both(things)}")


def _thing_seen(workflow: Workflow, path: str) -> str:
    name, _, field = path.partition(".")
    found = workflow.form_by_name[name].field(field)
    return titled(workflow, name) if found is None else f"what is answered to {quoted(found.ask)}"


def _properties(workflow: Workflow) -> Iterator[str]:
    """What must hold throughout; several states that no deadline leads to are told in one sentence."""
    people_only = [promise.subject for promise in workflow.promises if promise.kind == "only_a_person"]
    if people_only:
        yield sentence(
            f"Only a person may lead to {stages(workflow, people_only)}, no form and no deadline by itself"
        )
    yield from (_property(workflow, each) for each in workflow.properties)


def _property(workflow: Workflow, given: Property) -> str:
    so = holds if given.quantifier == "always" else fails
    place = where(workflow, given.states or None)
    return sentence(f"{capital(place)}, it must be so that {so(workflow, given.condition)}")


# --- the application -----------------------------------------------------------------------------------------------
def application(workflow: Workflow) -> Section:
    """What the application tells, what it is asked to do, and when."""
    return Section("What the application tells and does", tuple(_application(workflow)))


def _application(workflow: Workflow) -> Iterator[Block]:
    if workflow.facts:
        yield Paragraph("It tells, whenever that is needed:")
        yield Bullets(tuple(_fact(workflow, each) for each in workflow.facts), small=True)
    if workflow.effects:
        yield Table(("What it is asked to do", "When"), tuple(_effect(workflow, each) for each in workflow.effects))


def _fact(workflow: Workflow, fact: HostFact) -> str:
    kind = attrs.evolve(fact.kind, groups=()) if isinstance(fact.kind, ChooseAny) else fact.kind
    return f"{capital(workflow.worded(fact.name))} ({of_kind(workflow, kind)})"


def _effect(workflow: Workflow, effect: Effect) -> tuple[str, str]:
    moves = [move.name for move in workflow.every_move() if effect.name in move.effects]
    by_table = any(effect.name in row.effects for routing in workflow.routing for row in routing.rows)
    times = [
        happens(workflow, deadline, mark)
        for deadline in workflow.every_deadline()
        for mark in deadline.marks
        if effect.name in mark.effects
    ]
    names = tuple(titled(workflow, name) for name in dict.fromkeys(moves))
    told = (f"as told under “{LEADS}”",) if by_table else ()
    when = (*((f"upon {listed(names)}",) if names else ()), *times, *told)
    return effect.text, capital(both(when)) if when else "Never"


# --- the numbers ----------------------------------------------------------------------------------------------------
def limits(workflow: Workflow) -> Section:
    """Every number that has a name, and what it is used for."""
    ranged = any(limit.has_range for limit in workflow.limits)
    columns = ("Number", "Value", *(("May be set to",) if ranged else ()), "Used for")
    return Section("The numbers at a glance", (Table(columns, tuple(_limits(workflow, ranged=ranged))),))


def _limits(workflow: Workflow, *, ranged: bool) -> Iterator[tuple[str, ...]]:
    for limit in _named(workflow):
        used = dict.fromkeys(_used(workflow, limit))
        span = (_range(limit),) if ranged else ()
        yield capital(workflow.worded(limit.name)), _value(workflow, limit), *span, "; ".join(used) or NOTHING


def _named(workflow: Workflow) -> list[Limit]:
    """The numbers with names; a share that is written where it is used has none."""
    return [limit for limit in workflow.limits if "%" not in limit.name]


def _value(workflow: Workflow, limit: Limit) -> str:
    if not isinstance(limit.amount, Share):
        return plainly(limit.amount)
    of = workflow.worded(limit.amount.of)
    return f"{limit.amount.percent}% of the {of}"


def _range(limit: Limit) -> str:
    return f"{plainly(limit.lowest)} to {plainly(limit.highest)}" if limit.has_range else NOTHING


def _used(workflow: Workflow, limit: Limit) -> Iterator[str]:
    """What a number is used for: what is due by it, and the moves, tables, forms and numbers that stand on it."""
    known = _standing_on(workflow, limit.name)
    for deadline in workflow.every_deadline():
        if limit.name in {deadline.within, deadline.every, *(mark.offset for mark in deadline.marks)}:
            yield capital(subject(workflow, deadline))
    yield from (titled(workflow, move.name) for move in workflow.every_move() if _stands(move, limit.name, known))
    for routing in workflow.routing:
        if known & {cell.condition for row in routing.rows for cell in row.cells}:
            yield from leading_to(workflow, routing)
    yield from (titled(workflow, form.name) for form in workflow.forms if _read(form.fields, limit.name, known))
    for other in _named(workflow):
        if isinstance(other.amount, Share) and limit.name in _behind(workflow, other.amount):
            yield term(workflow, other.name)


def _stands(move: Move, limit: str, known: set[str]) -> bool:
    return bool(known & {*move.must, *move.should}) or limit in dict(move.lengthens) or _read(move.asks, limit, known)


def _behind(workflow: Workflow, share: Share) -> set[str]:
    """The limits that a share is of."""
    left = workflow.ends.within if share.of == TIME_LEFT and workflow.ends is not None else None
    return {share.of, *((left,) if isinstance(left, str) else ())}


def _standing_on(workflow: Workflow, limit: str) -> set[str]:
    """The conditions that read a limit, or stand on one that does."""
    known: set[str] = set()
    while True:
        more = {
            each.name
            for each in workflow.conditions
            if any(_bounded(test, limit) for test in each.tests) or known & set(each.parts)
        }
        if more == known:
            return known
        known = more


def _read(fields: tuple[Field, ...], limit: str, known: set[str]) -> bool:
    return any(field.asked_if in known or _reads(field, limit) for field in fields)


def _bounded(test: Test | None, name: str) -> bool:
    return test is not None and test.value == LimitName(name)


def _reads(field: Field, name: str) -> bool:
    """Whether a question stands on a number: by what it takes, or by what counts as unfavorable."""
    if isinstance(field.kind, ListOf):
        return any(_reads(detail, name) for detail in field.kind.fields)
    if isinstance(field.unfavorable, Test) and _bounded(field.unfavorable, name):
        return True
    return isinstance(field.kind, LengthOfTime) and name in {field.kind.low, field.kind.high}
