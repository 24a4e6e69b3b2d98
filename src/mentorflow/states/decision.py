"""
What an act answers: a decision, with the refusals and the advice in it.

Shapes only: deciding stands in other rooms, and so does explaining.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Notice, Record


@attrs.frozen
class Refusal:
    """
    One reason why an act was refused.

    *kind* is ``not_offered``, ``role``, ``window``, ``answer`` or ``condition``; *subject* names the trigger, form,
    field or condition; *message* is a plain sentence that never carries anybody else's answers.
    *place* is ``file:line`` of the rule.
    """

    kind: str
    subject: str
    message: str
    place: str


@attrs.frozen
class Warned:
    """Advice that an accepted act did not follow: the name of a condition or field, and a plain sentence."""

    subject: str
    message: str
    place: str


class Decision(NamedTuple):
    """
    What an act answers.

    *outcome* is ``moved`` (a state was entered), ``recorded``, ``refused`` or ``not_offered``.
    *partnership* is the new one, or the very object that was given when nothing was accepted (None for a refused
    start).
    *before* holds the decisions of deadlines that fell first; *why* explains, and does not count when two decisions
    are compared.
    """

    outcome: str
    partnership: Partnership | None
    before: tuple[Decision, ...]
    record: Record | None
    refusals: tuple[Refusal, ...]
    warnings: tuple[Warned, ...]
    why: Callable[[Decision, str | None], str]

    @property
    def accepted(self) -> bool:
        """Whether something was recorded."""
        return self.record is not None

    @property
    def records(self) -> tuple[Record, ...]:
        """What to append to the history, in order, with the deadlines that fell first."""
        own = () if self.record is None else (self.record,)
        return (*(record for decision in self.before for record in decision.records), *own)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Who is to be told, in order, with the deadlines that fell first."""
        return tuple(notice for record in self.records for notice in record.notices)

    @property
    def effects(self) -> tuple[str, ...]:
        """What the host is asked to do, in order, with the deadlines that fell first."""
        return tuple(effect for record in self.records for effect in record.effects)

    def explain(self, to: str | None = None) -> str:
        """
        Why it came out this way, in plain sentences with the places of the rules.

        *to* leaves out what that person may not see (ruling 13); without it everything is said.
        Somebody without a role in the partnership is told only that they take no part in it.
        """
        return self.why(self, to)

    def __bool__(self) -> NoReturn:
        msg = "ask for decision.outcome or decision.accepted: a decision is neither true nor false"
        raise TypeError(msg)

    def __repr__(self) -> str:
        return f"<Decision {self.outcome} {self.partnership!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])


# A decision is made with every act; this fills one at once from a tuple of its fields.
make_decision: Callable[[tuple[object, ...]], Decision] = partial(tuple.__new__, Decision)
