"""Claims about notices and effects: everybody hears of the end, and what can be asked for twice is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.view import where
from mentorflow.rules.workflow import EACH, OTHER, Who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.proofs.view import View
    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Promise, Workflow
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Decision, Partnership

END_TOLD, ALWAYS_TOLD = "hears of the end", "always told"


def told(view: View) -> Iterator[Claim]:
    """Wherever a move or a deadline ends a partnership, every partner who has not acted is told."""
    seen = set[tuple[str, str]]()
    for edge in view.ground.edges:
        if edge.target in view.ground.live or edge.target is None or edge.kind not in {"start", "move", "deadline"}:
            continue
        key = (edge.kind, str(edge.span))
        if key not in seen and view.ground.workflow.partner_roles:
            seen.add(key)
            missed = _missed(view, edge)
            yield Claim(END_TOLD, edge.trigger, _ends_unheard(view, edge, missed) if missed else None)


def _missed(view: View, edge: Edge) -> tuple[str, ...]:
    """The partners whom an ending need not reach; whoever has made their half of a joint move knows."""
    if edge.move is not None and edge.move.joint:
        return ()
    partners = view.ground.workflow.partner_roles
    by = edge.move.by if edge.move is not None else None
    found: list[str] = []
    for actor in _actors(view, by):
        reached = frozenset[str]().union(
            *(reaches(view.ground.workflow, who, actor) for who in _tellings(view, edge))
        )
        found += [role for role in partners if role != actor and role not in reached]
    return tuple(dict.fromkeys(found))


def _actors(view: View, by: Who | None) -> tuple[str | None, ...]:
    """The partners who may act, one by one; None stands for anybody else and for nobody."""
    partners = [role for role in view.ground.workflow.partner_roles if role in view.ground.roles_of(by)]
    others = by is None or bool(view.ground.roles_of(by) - set(partners))
    return (*partners, *([None] if others else []))


def _tellings(view: View, edge: Edge) -> tuple[Who | None, ...]:
    """Everybody whom an edge tells, by itself and by its row."""
    own = edge.move.tell if edge.move is not None else edge.mark.tell if edge.mark is not None else None
    row = view.ground.workflow.routing_by_name[edge.routing].rows[edge.row or 0] if edge.routing is not None else None
    reminded = edge.mark.remind if edge.mark is not None else None
    return own, reminded, row.tell if row is not None else None


def reaches(workflow: Workflow, who: Who | None, actor: str | None) -> frozenset[str]:
    """The roles that some words reach when a partner, or somebody else, acts."""
    parts = frozenset(() if who is None else who.parts)
    partners = frozenset(workflow.partner_roles)
    found = parts - {EACH, OTHER}
    found |= partners if EACH in parts else frozenset()
    return found | (partners - {actor} if OTHER in parts else frozenset())


def _ends_unheard(view: View, edge: Edge, missed: tuple[str, ...]) -> Doubt:
    who = " and ".join(f"'{role}'" for role in missed)
    message = f"'{edge.trigger}' leads to '{edge.target}', and {who} may not be told that it is over."
    partners = [role for role in view.ground.workflow.partner_roles if role in missed]
    return Doubt(
        "end-not-told", message, edge.span if edge.move is None else edge.move.span,
        "Add 'tell: other partner' or 'tell: each partner'.",
        f"whether {who} hear of the end by '{edge.trigger}'", "no life was found that ends so",
        where(f"{edge.trigger} unheard", lambda flow, p, decision: _unheard(flow, p, decision, edge, partners)),
    )  # fmt: skip


def _unheard(flow: Flow, p: Partnership | None, decision: Decision, edge: Edge, roles: list[str]) -> bool:
    """Whether a life has just ended so without a notice to one of these, who did not act."""
    from mentorflow.states.partnership import holders  # noqa: PLC0415 - nothing is played unless in doubt

    record = decision.record
    if p is None or record is None or record.name != edge.trigger or p.state != edge.target or not record.entered:
        return False
    people = {person for role in roles for person in holders(p.people[flow.layout.roles[role]])}
    return bool(people - {record.by} - {notice.to for notice in record.notices})


# --- promised -------------------------------------------------------------------------------------------------------
def always_told(view: View, promise: Promise) -> Iterator[Claim]:
    """Whenever a move is made, everybody promised is told of it."""
    workflow = view.ground.workflow
    for value in promise.values:
        gap = next((gap for move in workflow.every_move() if move.name == promise.subject
                    for gap in _gaps(view, promise.subject, value)), None)  # fmt: skip
        doubt = None if gap is None else _untold(promise, value, *gap)
        yield Claim(ALWAYS_TOLD, f"{promise.subject} {value}", doubt, f"told of {promise.subject}")


def _gaps(view: View, name: str, value: str) -> Iterator[tuple[Edge, tuple[str, ...]]]:
    """The edges of a move by which somebody meant by a word is not told, with their roles."""
    workflow = view.ground.workflow
    for edge in view.ground.edges:
        if (
            edge.move is None
            or edge.move.name != name
            or (edge.source is not None and edge.source not in view.places_of)
        ):
            continue
        for actor in _actors(view, edge.move.by):
            wanted = reaches(workflow, Who((value,)), actor)
            reached = frozenset[str]().union(*(reaches(workflow, who, actor) for who in _tellings(view, edge)))
            missed = tuple(role.name for role in workflow.roles if role.name in wanted - reached)
            if missed:
                yield edge, missed


def _untold(promise: Promise, value: str, edge: Edge, missed: tuple[str, ...]) -> Doubt:
    who = " and ".join(f"'{role}'" for role in missed)
    message = f"'{promise.subject}' is promised to tell {value}, and does not tell {who}."
    roles = list(missed)
    return Doubt(
        "not-always-told", message, promise.span, f"Add '{value}' to what '{promise.subject}' tells.",
        f"whether '{promise.subject}' always tells {value}", "no life was found in which it is made",
        where(f"{promise.subject} untold", lambda flow, p, decision: _silent(flow, p, decision, edge, roles)),
    )  # fmt: skip


def _silent(flow: Flow, p: Partnership | None, decision: Decision, edge: Edge, roles: list[str]) -> bool:
    """Whether a move has just been made without a notice to everybody in these roles."""
    from mentorflow.states.partnership import holders  # noqa: PLC0415 - nothing is played unless in doubt

    record = decision.record
    if p is None or record is None or record.name != edge.trigger or record.kind not in {"move", "start"}:
        return False
    people = {person for role in roles for person in holders(p.people[flow.layout.roles[role]])}
    return record.change.made and not people <= {notice.to for notice in record.notices}


# --- effects --------------------------------------------------------------------------------------------------------
def repeated_effects(view: View) -> tuple[str, ...]:
    """The effects that one partnership can ask for more than once, in the order of the file."""
    by_effect: dict[str, list[Edge]] = {}
    for edge in view.ground.edges:
        if edge.source is None or edge.source in view.places_of:
            for name in _effects(view, edge):
                by_effect.setdefault(name, []).append(edge)
    after = _after(view)
    twice = {name for name, some in by_effect.items() if any(_follows(after, a, b) for a in some for b in some)}
    return tuple(effect.name for effect in view.ground.workflow.effects if effect.name in twice)


def _effects(view: View, edge: Edge) -> tuple[str, ...]:
    own = edge.move.effects if edge.move is not None else edge.mark.effects if edge.mark is not None else ()
    row = view.ground.workflow.routing_by_name[edge.routing].rows[edge.row or 0] if edge.routing is not None else None
    return (*own, *(row.effects if row is not None else ()))


def _after(view: View) -> dict[str, frozenset[str]]:
    """For each state all that can follow it, itself included."""
    follow = {name: {edge.target for edge in some if edge.target} for name, some in view.ground.leaving.items()}
    found: dict[str, frozenset[str]] = {}
    for name in follow:
        reached, pending = {name}, [name]
        while pending:
            new = follow[pending.pop()] - reached
            reached |= new
            pending += new
        found[name] = frozenset(reached)
    return found


def _follows(after: dict[str, frozenset[str]], first: Edge, then: Edge) -> bool:
    """Whether one edge can be taken after another, or after itself; a line of a deadline falls once each time."""
    if then.source is None:
        return False
    if first is then and first.target is None and first.kind == "deadline":
        return first.deadline is not None and first.deadline.every is not None
    here = first.target or first.source
    return here is not None and then.source in after[here]
