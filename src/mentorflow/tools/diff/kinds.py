"""
Kinds of answers in words, and what is otherwise between two of them.

Nothing here knows which question is meant, or who answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.calendar import Duration
from mentorflow.rules.english import listed
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Date,
    LengthOfTime,
    ListOf,
    Text,
    Texts,
    Tick,
    WholeNumber,
)
from mentorflow.tools.diff.apart import less, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Kind, Workflow
    from mentorflow.tools.diff.apart import At


def of_kind(kind: Kind) -> str:
    """What is taken, in words."""
    if isinstance(kind, Text):
        return "free text of any length" if kind.up_to is None else f"free text of up to {kind.up_to} characters"
    if isinstance(kind, Texts):
        return f"{kind.count} texts"
    if isinstance(kind, WholeNumber):
        return f"a whole number from {kind.low} to {kind.high}"
    if isinstance(kind, ChooseOne):
        return f"one of {listed(kind.names)}"
    if isinstance(kind, ChooseAny):
        least = f", {kind.at_least} or more" if kind.at_least else ""
        return f"any of {listed(kind.names)}{least}{', by number too' if kind.numbered else ''}"
    if isinstance(kind, LengthOfTime):
        return f"a length of time from {kind.low} to {kind.high}"
    if isinstance(kind, Date):
        return f"a date, {_day(kind)}"
    if isinstance(kind, Tick):
        return "a tick that is needed" if kind.required else "a tick that may be left open"
    least = f", {kind.at_least} or more" if kind.at_least else ""
    return f"a list of {listed((field.name for field in kind.fields), 'and')}{least}"


def _day(kind: Date) -> str:
    if kind.not_later_than_today:
        return "not later than today"
    return "not earlier than today" if kind.not_earlier_than_today else "any day"


def change_of_choices(old: Kind, new: Kind) -> Iterator[str]:
    """What is otherwise between two questions with choices, as the ends of sentences that begin with their name."""
    if not isinstance(old, ChooseOne | ChooseAny) or type(old) is not type(new) or not isinstance(new, type(old)):
        return
    come, gone = less(new.names, old.names), less(old.names, new.names)
    if come:
        yield f"takes {quoted(come)} as well"
    if gone:
        yield f"no longer takes {quoted(gone)}"
    kept = [name for name in old.names if name in new.names]
    if kept != [name for name in new.names if name in old.names]:
        yield f"has its choices in another order: {listed(new.names, 'and')}"
    if isinstance(old, ChooseAny) and isinstance(new, ChooseAny):
        yield from _any(old, new)


def _any(old: ChooseAny, new: ChooseAny) -> Iterator[str]:
    if old.at_least != new.at_least:
        yield f"needs {new.at_least or 'no'} choices at least, instead of {old.at_least or 'none'}"
    if old.numbered != new.numbered:
        yield "may be answered by number as well" if new.numbered else "may no longer be answered by number"


def narrower(at: At, old: Kind, new: Kind) -> bool:
    """Whether something that could be answered before cannot any more."""
    if type(old) is not type(new):
        return True
    if isinstance(old, Text) and isinstance(new, Text):
        return new.up_to is not None and (old.up_to is None or old.up_to > new.up_to)
    if isinstance(old, WholeNumber) and isinstance(new, WholeNumber):
        return new.low > old.low or new.high < old.high
    if isinstance(old, ChooseOne) and isinstance(new, ChooseOne):
        return not set(old.names) <= set(new.names)
    if isinstance(old, ChooseAny) and isinstance(new, ChooseAny):
        return not set(old.names) <= set(new.names) or new.at_least > old.at_least or old.numbered > new.numbered
    if isinstance(old, LengthOfTime) and isinstance(new, LengthOfTime):
        return _least(at.new, new.low) > _least(at.old, old.low) or _most(at.new, new.high) < _most(at.old, old.high)
    if isinstance(old, Tick) and isinstance(new, Tick):
        return new.required and not old.required
    if isinstance(old, ListOf) and isinstance(new, ListOf):
        return True
    return old != Date()


def _least(workflow: Workflow, bound: Duration | str) -> int:
    return _length(workflow, bound, "lowest")


def _most(workflow: Workflow, bound: Duration | str) -> int:
    return _length(workflow, bound, "highest")


def _length(workflow: Workflow, bound: Duration | str, end: str) -> int:
    """A length of time in minutes; that of a limit as far as it can be worked out beforehand."""
    if isinstance(bound, Duration):
        return bound.nominal
    limit = workflow.limit_by_name[bound]
    amount = getattr(limit, end) or limit.amount
    return amount.nominal if isinstance(amount, Duration) else 0
