"""The front door of the hand-written class: start, fire, open_form, submit, sign, and deciding a history again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.handwritten import forms, moves
from benchmarks.handwritten.saying import DeadlineNearError, instant_of, refused, role_of
from benchmarks.handwritten.values import People

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from benchmarks.handwritten.values import Decision, Partnership, Record


def start(
    name: str, *, people: Mapping[str, str], by: str, at: dt.datetime, facts: Mapping[str, Any] | None
) -> Decision:
    """Begin a partnership by a request."""
    held = People(
        (people["mentee"],), (people["mentor"],), (people["coordinator"],),
        (people["supervisor"],) if "supervisor" in people else (),
    )  # fmt: skip
    if held.mentee == held.mentor:
        raise ValueError(people)
    return moves.request(name, held, by, instant_of(at, None), facts)


def fire(
    p: Partnership,
    move: str,
    *,
    by: str,
    at: dt.datetime,
    facts: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Decision:
    """Make a move."""
    now = instant_of(at, p)
    decide = moves.MOVES.get(move)
    if decide is None:
        raise LookupError(move)
    return decide(p, by, now, facts, answers)


def open_form(p: Partnership, form: str, *, by: str, at: dt.datetime) -> Decision:
    """The coordinator opens a form."""
    return forms.open_form(p, form, by, instant_of(at, p))


def submit(p: Partnership, form: str, *, answers: Mapping[str, Any], by: str, at: dt.datetime) -> Decision:
    """Hand in a sheet."""
    return forms.submit(p, form, answers, by, instant_of(at, p))


def sign(p: Partnership, form: str, *, by: str, at: dt.datetime) -> Decision:
    """Sign the agreement or the plan of recovery."""
    return forms.sign(p, form, by, instant_of(at, p))


# --- deciding again -------------------------------------------------------------------------------------------------
def verify(records: Iterable[Record]) -> bool:
    """Whether every record comes out the same when it is decided again from its inputs."""
    p: Partnership | None = None
    for record in records:
        decision = again(p, record)
        if decision.record != record:
            return False
        p = decision.partnership
    return True


def again(p: Partnership | None, record: Record) -> Decision:
    """Decide one record again; answers were found in order when they were recorded."""
    by, now, name, kind = record.by, record.at, record.name, record.kind
    if p is None:
        assert record.origin is not None
        return moves.request(*record.origin, by, now, dict(record.facts))
    if now < p.at or now >= p.wake:
        raise DeadlineNearError
    if kind == "move":
        if record.answers is not None:
            return moves.extended(p, by, now, record.facts, record.answers[0])
        return moves.MOVES[name](p, by, now, dict(record.facts), None)
    if kind == "submit":
        return _submitted_again(p, record)
    return forms.sign(p, name, by, now) if kind == "sign" else forms.open_form(p, name, by, now)


def _submitted_again(p: Partnership, record: Record) -> Decision:
    role = role_of(p.people, record.by, forms.FILLERS[record.name])
    if role is None or record.answers is None or not forms.takes_sheets(p, record.name):
        return refused(p, "window", record.name)
    return forms.handed_in(p, record.name, record.answers, record.by, role, record.at)
