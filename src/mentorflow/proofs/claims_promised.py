"""
Claims that the file makes itself: promises, and properties.

They are proved like those that always hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import Related
from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.claims_sight import never_sees
from mentorflow.proofs.claims_told import always_told
from mentorflow.proofs.ground import PARTNER_WORDS
from mentorflow.proofs.probes import trying
from mentorflow.proofs.reading import happened, sheet
from mentorflow.proofs.view import being_in, refusing, where
from mentorflow.rules.edges import offered, targets
from mentorflow.rules.workflow import EITHER, Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.proofs.atlas import Place
    from mentorflow.proofs.view import View
    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Condition, Move, Promise, Property, Test
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record

ALWAYS_OPEN, ONLY_A_PERSON, PROPERTY = "always open", "only a person", "property"


def promised(view: View) -> Iterator[Claim]:
    """Every promise, then every property, in the order of the file."""
    kinds = {"always_open": _always_open, "always_told": always_told, "never_sees": never_sees,
             "only_a_person": _only_a_person}  # fmt: skip
    for promise in view.ground.workflow.promises:
        yield from kinds[promise.kind](view, promise)
    for prop in view.ground.workflow.properties:
        yield from _property(view, prop)


# --- always open ----------------------------------------------------------------------------------------------------
def _always_open(view: View, promise: Promise) -> Iterator[Claim]:
    """The people promised can make the move in every state that is not final."""
    for value in promise.values:
        roles = view.ground.workflow.partner_roles if value in PARTNER_WORDS else (value,)
        for state in view.live:
            doubts = {role: doubt for role in roles if (doubt := _not_open(view, promise, state, role)) is not None}
            enough = len(doubts) < len(roles) if value == EITHER else not doubts
            doubt = None if enough else next(iter(doubts.values()))
            yield Claim(ALWAYS_OPEN, f"{promise.subject} {value} {state}", doubt, f"open {promise.subject}",
                        (state,), tuple(doubts), _if_it_ends(view, promise.subject))  # fmt: skip


def _if_it_ends(view: View, name: str) -> tuple[str, ...]:
    """The name of a move where it only leads to final states."""
    moves = [move for move in view.ground.workflow.every_move() if move.name == name]
    led = {target for move in moves for target in targets(view.ground.workflow, move.to)}
    return (name,) if led and not led & view.ground.live else ()


def _not_open(view: View, promise: Promise, state: str, role: str) -> Doubt | None:
    move = _offered(view, state, promise.subject)
    if move is None:
        return _not_offered(view, promise, state, role)
    if role not in view.ground.roles_of(move.by):
        way_out = f"Add '{role}' to those who may make it, or do not promise it."
        return _closed(promise, state, role, f"in '{state}' it is not for '{role}' to make", move, way_out)
    if role not in view.ground.there:
        return _closed(promise, state, role, f"there may be no '{role}'", move)
    if move.not_by is not None:
        return _closed(promise, state, role, f"whoever is {move.not_by} as well may not make it", move)
    if move.shows or move.lengthens:
        return _closed(promise, state, role, "what it shows or lengthens may not allow it", move)
    barring = next((name for name in move.must if view.ground.possible([Cell(name, wanted=False)])), None)
    return None if barring is None else _barred(promise, state, role, move, barring)


def _offered(view: View, state: str, name: str) -> Move | None:
    workflow = view.ground.workflow
    return next((move for move in offered(workflow, workflow.state_by_name[state]) if move.name == name), None)


def _not_offered(view: View, promise: Promise, state: str, role: str) -> Doubt:
    """All states that lack the move are told together: one line may be what leaves it out of them."""
    lacking = view.called([state for state in view.live if _offered(view, state, promise.subject) is None])
    move = next((move for move in view.ground.workflow.every_move() if move.name == promise.subject), None)
    way_out = f"Offer it in {lacking} as well, or do not promise it."
    return _closed(promise, state, role, f"in {lacking} it is not offered", move, way_out)


def _closed(
    promise: Promise, state: str, role: str, why: str, move: Move | None, way_out: str | None = None
) -> Doubt:
    """Sure where there is something to be done about it."""
    sure = way_out is not None
    related = () if move is None else (Related(move.span, f"'{move.name}' stands here."),)
    return Doubt(
        "not-always-open", f"'{promise.subject}' is promised to be always open to '{role}', and {why}.", promise.span,
        way_out or "", f"whether '{promise.subject}' is always open to '{role}'",
        "no life was found there" if sure else why, being_in(state) if sure else None,
        trying(promise.subject, role), related=related,
    )  # fmt: skip


def _barred(promise: Promise, state: str, role: str, move: Move, condition: str) -> Doubt:
    message = (
        f"'{promise.subject}' is promised to be always open to '{role}', and '{condition}' can bar it in '{state}'."
    )
    return Doubt(
        "not-always-open", message, promise.span, f"Take '{condition}' out of 'must', or write it under 'should'.",
        f"whether '{promise.subject}' is always open to '{role}' in '{state}'", "no life was found that shows it",
        where(f"{move.name} barred in {state}", refusing(state, role, move.name)),
        related=(Related(move.span, f"'{move.name}' stands here."),),
    )  # fmt: skip


# --- only a person --------------------------------------------------------------------------------------------------
def _only_a_person(view: View, promise: Promise) -> Iterator[Claim]:
    """No deadline, no form and no application leads to the state by itself."""
    edges = [edge for edge in view.ground.edges if edge.target == promise.subject and _by_itself(view, edge)]
    edges = [edge for edge in edges if edge.source is None or edge.source in view.places_of]
    yield Claim(ONLY_A_PERSON, promise.subject, _led_by_itself(promise, edges) if edges else None)


def _by_itself(view: View, edge: Edge) -> bool:
    if edge.move is None:
        return True
    return any(view.ground.kinds.get(role) == "application" for role in view.ground.roles_of(edge.move.by))


def _led_by_itself(promise: Promise, edges: list[Edge]) -> Doubt:
    edge, related = edges[0], {each.span: Related(each.span, f"'{each.trigger}' leads there.") for each in edges}
    what = {"deadline": "the deadline", "complete": "the form", "changed": "the form"}.get(
        edge.kind, "the application by"
    )
    message = f"only a person is promised to lead to '{promise.subject}', and {what} '{edge.trigger}' does."
    return Doubt(
        "goes-by-itself", message, promise.span,
        "Let a person make a move that leads there instead, or do not promise it.",
        f"whether only a person leads to '{promise.subject}'", "no life was found in which it does",
        where(f"{edge.trigger} leads to {promise.subject}", lambda _, p, d: _led(p, d, promise.subject, edge)),
        related=tuple(related.values()),
    )  # fmt: skip


def _led(p: Partnership | None, decision: Decision, state: str, edge: Edge) -> bool:
    record = decision.record
    if p is None or record is None or state not in record.entered:
        return False
    if edge.kind == "deadline":
        return record.kind == "fall" and record.name == edge.trigger
    if edge.kind == "complete":
        return edge.trigger in record.change.consumed and _by_form(record, state, edge)
    return record.name == edge.trigger


def _by_form(record: Record, state: str, edge: Edge) -> bool:
    """Whether a form led to the state: from where the edge begins, or in a record that is no move and no deadline."""
    place = record.entered.index(state)
    return record.entered[place - 1] == edge.source if place else record.kind not in {"start", "move", "fall"}


# --- properties -----------------------------------------------------------------------------------------------------
def _property(view: View, prop: Property) -> Iterator[Claim]:
    """A condition that always, or never, holds in some states; what the application tells can be anything."""
    wanted = prop.quantifier == "always"
    states = prop.states or view.live
    places = [place for state in states for place in view.places_of.get(state, ())]
    open_at = [place for place in places if holds_at(view, place, prop.condition) is not wanted]
    yield Claim(PROPERTY, prop.name, _fails(view, prop, frozenset(states)) if open_at else None)


def holds_at(view: View, place: Place, name: str) -> bool | None:
    """Whether a condition holds whenever a partnership is at a place; None where that depends."""
    if not view.ground.possible([Cell(name, wanted=True)]):
        return False
    if not view.ground.possible([Cell(name, wanted=False)]):
        return True
    condition = view.ground.workflow.condition_by_name[name]
    parts = [_test_at(view, place, condition, test) for test in condition.tests]
    parts += [holds_at(view, place, part) for part in condition.all_of]
    parts += [_opposite(holds_at(view, place, part)) for part in condition.none_of]
    if condition.any_of:
        some = [holds_at(view, place, part) for part in condition.any_of]
        parts.append(True if True in some else None if None in some else False)
    return False if False in parts else None if None in parts else True


def _opposite(holds: bool | None) -> bool | None:  # noqa: FBT001 - a value of its own
    return None if holds is None else not holds


def _test_at(view: View, place: Place, condition: Condition, test: Test) -> bool | None:
    form = view.ground.workflow.form_by_name.get(test.fact.form)
    if form is not None:
        unopened = form.open_from is not None and happened(form.open_from) not in place.facts
        if test.op == "complete":
            complete = sheet(form.name) in place.facts and form.signed_by is None
            known = False if unopened else True if complete else None
            return known if test.value else _opposite(known)
        return False if unopened and test.fact.kind == "field" and condition.who is None else None
    if test.fact.kind == "times" and test.op == "at_least" and test.value == 1:
        return True if happened(test.fact.name) in place.facts else None
    return None


def _fails(view: View, prop: Property, states: frozenset[str]) -> Doubt:
    does = "does not always hold" if prop.quantifier == "always" else "can hold"
    among = view.called(prop.states) if prop.states else "a state that is not final"
    return Doubt(
        "property-fails", f"'{prop.name}' does not hold: '{prop.condition}' {does} in {among}.", prop.span,
        "Mend the rules, or the property.", f"whether '{prop.name}' holds",
        "it depends on what was answered and told before, and no life was found in which it does not hold",
        where(f"not {prop.name}", lambda flow, p, d: _violates(flow, p, d, prop, states)),
    )  # fmt: skip


def _violates(flow: Flow, p: Partnership | None, decision: Decision, prop: Property, states: frozenset[str]) -> bool:
    """Whether a property does not hold in a life; what the application tells is what it told last."""
    from mentorflow.rules.conditions import compile_condition  # noqa: PLC0415 - nothing is played unless in doubt

    if p is None or p.state not in states:
        return False
    facts = getattr(decision.why, "facts", None) or {}
    try:
        holds = compile_condition(flow.layout, prop.condition)(p, facts, p.at_us, None)
    except KeyError:
        return False
    return holds is not (prop.quantifier == "always")
