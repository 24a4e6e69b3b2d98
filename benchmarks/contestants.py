"""
The two who live the whole life: mentorflow, and the class written by hand.

Each turns an act of the workload into a call of its own front door; what they answer is brought into one form, so
that they can be held against each other before anything is timed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import attrs

from benchmarks import workload
from benchmarks.handwritten import deciding as by_hand
from benchmarks.handwritten import fold
from mentorflow.rules.calendar import Duration
from mentorflow.states.partnership import holders

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.workload import Act
    from mentorflow import Flow

FORMS = ("agreement", "plan", "check_up", "recovery_plan", "mid_point_review", "end_evaluation")
MOMENTS = ("matched", "agreed", "with_coordinator", "mid_point_review")
ROLES = ("mentee", "mentor", "coordinator", "supervisor")

Call: TypeAlias = "tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]"


@attrs.frozen
class Said:
    """What an act answered, in a form that every contestant's answer can be brought into."""

    outcome: str
    refusals: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    record: tuple[Any, ...] | None
    notices: tuple[tuple[Any, ...], ...]
    effects: tuple[str, ...]
    partnership: tuple[Any, ...] | None


class Contestant(Protocol):
    """Somebody who can live the life."""

    name: str

    def call(self, p: Any, act: Act) -> Call:  # noqa: ANN401 (each has a partnership of its own)
        """The call that makes an act: a function, its arguments, its keywords."""

    def said(self, decision: Any) -> Said:  # noqa: ANN401
        """A decision in the common form."""

    def replay(self, records: Any) -> Any:  # noqa: ANN401
        """The partnership of a history."""

    def verify(self, records: Any) -> object:  # noqa: ANN401
        """Decide a history again."""

    def verified(self, records: Any) -> bool:  # noqa: ANN401
        """Whether a history comes out the same when it is decided again."""


def make(call: Call) -> Any:  # noqa: ANN401
    """Make one call."""
    function, arguments, keywords = call
    return function(*arguments, **keywords)


def calls_of(contestant: Contestant, name: str = "p-1", acts: tuple[Act, ...] = workload.LIFE) -> list[Call]:
    """The calls of a life, each with the partnership it is made on; as that is a value, they can be repeated."""
    calls, p = [], None
    for act in acts:
        calls.append(contestant.call(name if p is None else p, act))
        p = make(calls[-1]).partnership
    return calls


def records_of(contestant: Contestant, name: str = "p-1", acts: tuple[Act, ...] = workload.LIFE) -> list[Any]:
    """The history of a life."""
    return [make(call).record for call in calls_of(contestant, name, acts)]


def lived(contestant: Contestant) -> list[Said]:
    """What each act of the life answered, then each act that must be refused."""
    calls = calls_of(contestant)
    said = [contestant.said(make(call)) for call in calls]
    for made, act, _, _ in workload.REFUSED:
        said.append(contestant.said(make(contestant.call(calls[made][1][0], act))))
    return said


def disagreements(first: Contestant, second: Contestant) -> list[str]:
    """Every way in which two contestants differ from each other, or from what was written by hand in the workload."""
    acts = [*workload.LIFE, *(act for _, act, _, _ in workload.REFUSED)]
    wrong = []
    for act, one, other in zip(acts, lived(first), lived(second), strict=True):
        for field in attrs.fields(Said):
            mine, theirs = getattr(one, field.name), getattr(other, field.name)
            if mine != theirs:
                wrong.append(f"{act.kind} {act.name} by {act.by}: {field.name}: {mine} / {theirs}")
    for number, state in enumerate(workload.STATES):
        made = make(calls_of(first)[number]).partnership
        if made.state != state:
            wrong.append(f"after act {number}: {made.state}, not {state}")
    for (_, act, kind, subject), one in zip(workload.REFUSED, lived(first)[len(workload.LIFE) :], strict=True):
        if one.refusals[:1] != ((kind, subject),):
            wrong.append(f"{act.kind} {act.name} by {act.by}: {one.refusals}, not {kind} {subject}")
    return wrong


def _plain(value: object) -> object:
    """An answer without the dress of the contestant: lengths as days or minutes."""
    if isinstance(value, Duration):
        return value.minutes or value.days
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    return value


class ByHand:
    """The hand-written class."""

    name = "hand-written"

    def call(self, p: Any, act: Act) -> Call:  # noqa: ANN401
        """The call that makes an act."""
        whose: dict[str, Any] = {"by": act.by, "at": act.at}
        if act.kind == "start":
            return by_hand.start, (p,), {"people": workload.PEOPLE, **whose, "facts": act.facts}
        if act.kind == "move":
            given = {"facts": act.facts, "answers": act.answers}
            return by_hand.fire, (p, act.name), {**whose, **{k: v for k, v in given.items() if v is not None}}
        if act.kind == "submit":
            return by_hand.submit, (p, act.name), {"answers": act.answers, **whose}
        return (by_hand.sign if act.kind == "sign" else by_hand.open_form), (p, act.name), whose

    def said(self, decision: Any) -> Said:  # noqa: ANN401
        """A decision in the common form."""
        record, p = decision.record, decision.partnership
        return Said(
            decision.outcome,
            tuple((refusal.kind, refusal.subject) for refusal in decision.refusals),
            decision.warnings,
            None if record is None else (
                record.seq, record.at, record.kind, record.name, record.by, record.role, dict(record.facts),
                record.answers, record.entered, record.rows,
                record.change.made, record.change.completed,
            ),
            () if record is None else tuple((n.to, n.role, n.kind, n.about, n.mark) for n in record.notices),
            () if record is None else record.effects,
            None if p is None else self._value(p),
        )  # fmt: skip

    def _value(self, p: Any) -> tuple[Any, ...]:  # noqa: ANN401
        rounds = (getattr(p.forms, form) for form in FORMS)
        moments = (getattr(p.moments, "reviewed" if name == "mid_point_review" else name) for name in MOMENTS)
        return (
            p.id, p.state, p.seq, p.at, p.entered_seq, p.entered_at, p.tries, p.program_days, p.halves,
            tuple(getattr(p.people, role) for role in ROLES), _moments(moments), _rounds(rounds),
        )  # fmt: skip

    def replay(self, records: Any) -> Any:  # noqa: ANN401
        """The partnership of a history."""
        return fold.replay(records)

    def verify(self, records: Any) -> object:  # noqa: ANN401
        """Decide a history again."""
        return by_hand.verify(records)

    def verified(self, records: Any) -> bool:  # noqa: ANN401
        """Whether a history comes out the same when it is decided again."""
        return by_hand.verify(records)


class ByFlow:
    """mentorflow, through its front door."""

    name = "mentorflow"

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    def call(self, p: Any, act: Act) -> Call:  # noqa: ANN401
        """The call that makes an act."""
        whose: dict[str, Any] = {"by": act.by, "at": act.at}
        if act.kind == "start":
            return self.flow.start, (act.name,), {"id": p, "people": workload.PEOPLE, **whose, "facts": act.facts}
        if act.kind == "move":
            given = {"facts": act.facts, "answers": act.answers}
            return self.flow.fire, (p, act.name), {**whose, **{k: v for k, v in given.items() if v is not None}}
        if act.kind == "submit":
            return self.flow.submit, (p, act.name), {"answers": act.answers, **whose}
        return (self.flow.sign if act.kind == "sign" else self.flow.open_form), (p, act.name), whose

    def said(self, decision: Any) -> Said:  # noqa: ANN401
        """A decision in the common form."""
        record, p = decision.record, decision.partnership
        return Said(
            decision.outcome,
            tuple((refusal.kind, refusal.subject) for refusal in decision.refusals),
            tuple(warned.subject for warned in decision.warnings),
            None if record is None else (
                record.seq, record.at_us, record.kind, record.name, record.by, record.role, dict(record.facts),
                _plain(record.answers), record.entered,
                tuple((row.routing, row.index, row.person) for row in record.rows),
                record.change.made, record.change.completed,
            ),
            tuple((n.to, n.role, n.kind, n.about, n.mark) for n in decision.notices),
            decision.effects,
            None if p is None else self._value(p),
        )  # fmt: skip

    def _value(self, p: Any) -> tuple[Any, ...]:  # noqa: ANN401
        slots = self.flow.layout
        length = p.limits[slots.limits["program_length"]]
        return (
            p.id, p.state, p.seq, p.at_us, p.entered_seq, p.entered_us,
            p.counts[slots.counts["tries_without_answer"]], length.days, tuple(half.person for half in p.pending),
            tuple(holders(p.people[slots.roles[role]]) for role in ROLES),
            _moments(p.moments[slots.moments[name]] for name in MOMENTS),
            _rounds(p.rounds[slots.forms[form]] for form in FORMS),
        )  # fmt: skip

    def replay(self, records: Any) -> Any:  # noqa: ANN401
        """The partnership of a history."""
        return self.flow.replay(records)

    def verify(self, records: Any) -> object:  # noqa: ANN401
        """Decide a history again."""
        return self.flow.verify(records)

    def verified(self, records: Any) -> bool:  # noqa: ANN401
        """Whether a history comes out the same when it is decided again."""
        return not self.flow.verify(records)


def _moments(moments: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple(None if m is None else (m.first_seq, m.first_at, m.last_seq, m.last_at, m.times) for m in moments)


def _rounds(rounds: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple(_round(asked) for asked in rounds)


def _round(asked: Any) -> tuple[Any, ...] | None:  # noqa: ANN401
    """A round; a first one in which nobody has written says no more than none at all."""
    if asked is None or (asked.number == 1 and not asked.sheets):
        return None
    sheets = tuple((s.person, s.role, _plain(s.answers), s.seq) for s in asked.sheets)
    return (asked.number, sheets, asked.signed, asked.complete, asked.consumed, asked.changed)
