"""
What a search looks for: something of a workflow that happens, a refusal, or whatever a caller says.

Nothing here searches; whether something happened is read off a decision, as coverage does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.plays.elements import MUST_BE_COVERED, elements, mark_key, move_key, notice_key, row_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mentorflow.plays.elements import Key
    from mentorflow.rules.workflow import Deadline, Mark, Move, Workflow
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

    # The partnership after the decision, or the one that was given where it was refused (None: a refused start).
    Test: TypeAlias = Callable[[Flow, Partnership | None, Decision], bool]


@attrs.frozen
class Goal:
    """
    One thing to be found: *key* says what (see ``elements``, and ``refused`` below), or *when* tells it.

    *name* is what people read.
    """

    name: str
    key: Key | None = None
    when: Test | None = None


def entered(state: str) -> Goal:
    """A state is entered."""
    return Goal(f"state {state}", ("state", state))


def made(move: Move) -> Goal:
    """A move is made; the first half of a joint one is not enough."""
    return Goal(f"move {move.name}", move_key(move))


def taken(routing: str, index: int) -> Goal:
    """A row of a table is taken; *index* counts from zero."""
    return Goal(f"row {index + 1} of {routing}", row_key(routing, index))


def fallen(deadline: Deadline, mark: Mark) -> Goal:
    """A line of a deadline falls."""
    return Goal(f"deadline {deadline.name}: {mark.words}", mark_key(deadline, mark))


def sent(place: Key, kind: str, role: str) -> Goal:
    """A notice goes from a place of the file (the key of a move, row, mark or form) to somebody with a role."""
    return Goal(f"notice {kind} to {role}", notice_key(place, kind, role))


def refused(condition: str) -> Goal:
    """A move is refused because a condition does not hold."""
    return Goal(f"{condition} refuses", ("refusal", condition))


def side(condition: str, *, holds: bool) -> Goal:
    """A condition decides something, on this side."""
    words = "holds" if holds else "does not hold"
    return Goal(f"condition {condition} {words}", ("condition", condition, "yes" if holds else "no"))


def that(name: str, when: Test) -> Goal:
    """Whatever *when* says of a decision: it gets the flow, the partnership after it, and the decision."""
    return Goal(name, None, when)


def goals_of(workflow: Workflow, *kinds: str) -> tuple[Goal, ...]:
    """Everything that scenarios have to exercise, or some kinds of things, in the order of the file."""
    wanted = kinds or MUST_BE_COVERED
    return tuple(Goal(each.name, each.key) for each in elements(workflow) if each.kind in wanted)


def refusals(decision: Decision) -> Iterator[Key]:
    """The conditions that refused an act."""
    yield from (("refusal", refusal.subject) for refusal in decision.refusals if refusal.kind == "condition")
