"""Claims about notices and effects: everybody hears of the end, and what can be asked for twice is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import Related
from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.view import where
from mentorflow.rules.workflow import EACH, OTHER, Who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.proofs.view import View
    from mentorflow.rules.edges import Edge
    from mentorflow.rules.workflow import Promise, Workflow
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

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
            doubt = _ends_unheard(view, edge, missed) if missed else None
            yield Claim(END_TOLD, edge.trigger, doubt, roles=missed, about=(_place(edge),))


def _place(edge: Edge) -> str:
    """Where what an edge tells is written: at its move, or at its line of a deadline."""
    return str(edge.move.span if edge.move is not None else edge.span)


def _to_tell(view: View, edge: Edge) -> str:
    """Whom to tell so that both partners hear of an end."""
    by = view.ground.roles_of(edge.move.by) if edge.move is not None else frozenset[str]()
    word = OTHER if by and by <= set(view.ground.workflow.partner_roles) else EACH
    own = edge.move.tell if edge.move is not None else edge.mark.tell if edge.mark is not None else None
    return f"Add 'tell: {word}'." if own is None else f"Add '{word}' to its 'tell'."


def _missed(view: View, edge: Edge) -> tuple[str, ...]:
    """The partners whom an ending need not reach; whoever has made their half of a joint move knows."""
    if edge.move is not None and edge.move.joint:
        return ()
    partners = view.ground.workflow.partner_roles
    by = edge.move.by if edge.move is not None else None
    found = set[str]()
    for actor in _actors(view, by):
        reached = frozenset[str]().union(
            *(reaches(view.ground.workflow, who, actor) for who in _tellings(view, edge))
        )
        found |= {role for role in partners if role != actor and role not in reached}
    return tuple(role for role in partners if role in found)


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
        _to_tell(view, edge),
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
    for value in promise.values:
        gaps = tuple(_gaps(view, promise.subject, value))
        doubt = _untold(promise, value, *gaps[0]) if gaps else None
        roles = tuple(dict.fromkeys(role for _, missed in gaps for role in missed))
        about = tuple(dict.fromkeys(_place(edge) for edge, _ in gaps))
        yield Claim(ALWAYS_TOLD, f"{promise.subject} {value}", doubt, f"told of {promise.subject}",
                    roles=roles, about=about)  # fmt: skip


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
    promised = f"'{value}'" if value in missed else value
    here = "at the start" if edge.source is None else f"in '{edge.source}'"
    does = "it does not" if value in missed else f"it does not tell {who}"
    message = f"'{promise.subject}' is promised always to tell {promised}, and {here} {does}."
    own = edge.move.tell if edge.move is not None else None
    way_out = f"Add 'tell: {value}' there." if own is None else f"Add '{value}' to its 'tell' there."
    roles = list(missed)
    return Doubt(
        "not-always-told", message, promise.span, way_out,
        f"whether '{promise.subject}' always tells {value}", "no life was found in which it is made",
        where(f"{promise.subject} untold", lambda flow, p, decision: _silent(flow, p, decision, edge, roles)),
        related=() if edge.move is None else (Related(edge.move.span, f"'{promise.subject}' stands here."),),
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
