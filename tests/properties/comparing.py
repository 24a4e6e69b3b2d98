"""One life led twice, by the engine and by the reference, and whatever differs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.reference import Reference

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from mentorflow.states.decision import Decision
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record
    from tests.properties.acting import Act
    from tests.properties.family import Case
    from tests.reference.acts import Answered, Entry


def as_plain(record: Record) -> dict[str, Any]:
    """What a record says, in the words of the reference; the order of notices is left open."""
    return {
        "seq": record.seq,
        "at": record.at,
        "kind": record.kind,
        "name": record.name,
        "by": record.by,
        "role": record.role,
        "entered": list(record.entered),
        "rows": [(taken.routing, taken.index) for taken in record.rows],
        "notices": sorted((n.to, n.kind, n.about, n.mark or "") for n in record.notices),
        "effects": list(record.effects),
        "warnings": list(record.warnings),
        "overrides": list(record.overrides),
    }


def as_told(entry: Entry) -> dict[str, Any]:
    """The same of an entry of the reference."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "kind": entry.kind,
        "name": entry.name,
        "by": entry.by,
        "role": entry.role,
        "entered": entry.entered,
        "rows": entry.rows,
        "notices": sorted((to, kind, about, mark or "") for to, kind, about, mark in entry.notices),
        "effects": entry.effects,
        "warnings": entry.warnings,
        "overrides": entry.overrides,
    }


def difference(decision: Decision, answered: Answered) -> list[tuple[Any, Any]]:
    """Where a decision and the reference's answer differ; empty when they agree."""
    pairs: list[tuple[Any, Any]] = [
        (answered.outcome, decision.outcome),
        (list(answered.refusals), [(refusal.kind, refusal.subject) for refusal in decision.refusals]),
        ([as_told(entry) for entry in answered.entries], [as_plain(record) for record in decision.records]),
    ]
    return [pair for pair in pairs if pair[0] != pair[1]]


def standing(p: Partnership | None, reference: Reference) -> list[tuple[Any, Any]]:
    """Where what a partnership is and what the reference thinks differ."""
    story = reference.story
    if p is None or not story.begun():
        return [] if (p is None) is not story.begun() else [(story.begun(), p)]
    pairs: list[tuple[Any, Any]] = [(story.state().name, p.state), (story.last_seq(), p.seq), (story.last_at(), p.at)]
    return [pair for pair in pairs if pair[0] != pair[1]]


def completion(flow: Any, p: Partnership) -> dict[str, bool]:
    """Which forms are complete in their present round."""
    rounds = {form: p.rounds[slot] for form, slot in flow.layout.forms.items()}
    return {form: asked is not None and asked.complete for form, asked in rounds.items()}


def owed(flow: Any, p: Partnership, at: dt.datetime) -> set[tuple[str, str, str]]:
    """The sheets and signatures the engine says are owed."""
    return {(due.kind, due.name, due.person) for due in flow.due(p, at=at) if due.kind in {"fill_in", "sign"}}


def was_shown(p: Partnership) -> dict[tuple[str, str, str], list[tuple[str, int]]]:
    """By form, role and person: whose sheets the engine keeps as shown to them, and of when."""
    return {
        (each.form, each.role, person): sorted((sheet.person, sheet.seq) for sheet in each.sheets)
        for each in p.shown
        for person in each.people
    }


def first_difference(case: Case, acts: Sequence[Act]) -> str | None:
    """The first act after which engine and reference differ, after as few others as will do; None when they agree."""
    found = _first(case, acts)
    if found is None:
        return None
    place, differing = found
    fewer = list(acts[: place + 1])
    for number in range(place - 1, 0, -1):
        without = fewer[:number] + fewer[number + 1 :]
        again = _first_or_none(case, without)
        if again is not None and again[0] == len(without) - 1:
            fewer, differing = without, again[1]
    return _told(fewer, differing)


def _first_or_none(case: Case, acts: Sequence[Act]) -> tuple[int, list[tuple[Any, Any]]] | None:
    """The same for a life that need not make sense any more."""
    try:
        return _first(case, acts)
    except Exception:  # noqa: BLE001 - a life with an act left out may break off anywhere
        return None


def _first(case: Case, acts: Sequence[Act]) -> tuple[int, list[tuple[Any, Any]]] | None:
    """Which act is the first to be answered differently, and how."""
    reference = Reference(case.workflow)
    p: Partnership | None = None
    for number, act in enumerate(acts):
        if p is None and act.kind != "start":
            continue
        decision = act.on_flow(case.flow, p)
        found = difference(decision, act.on_reference(reference))
        p = decision.partnership
        found = found or standing(p, reference) or _inside(case, p, reference)
        if found:
            return number, found
    return None


def _inside(case: Case, p: Partnership | None, reference: Reference) -> list[tuple[Any, Any]]:
    if p is None:
        return []
    forms = case.workflow.forms
    complete = {form.name: bool(reference.story.round(form.name)["complete"]) for form in forms}
    pairs: list[tuple[Any, Any]] = [
        (complete, completion(case.flow, p)),
        (reference.owed(at=p.at), owed(case.flow, p, p.at)),
        (reference.story.was_shown(), was_shown(p)),
    ]
    return [pair for pair in pairs if pair[0] != pair[1]]


def _told(acts: Sequence[Act], found: Sequence[tuple[Any, Any]]) -> str:
    lines = [f"after {act.kind} {act.name} {dict(act.args)}" for act in acts]
    for expected, actual in found:
        lines += [f"reference: {expected}", f"engine:    {actual}"]
    return "\n".join(lines)
