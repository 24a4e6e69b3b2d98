"""
Kinds of answers in words, and what is otherwise between two of them.

Nothing here knows which question is meant, or who answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from collections.abc import Callable, Iterator

    from mentorflow.rules.workflow import Kind, Workflow
    from mentorflow.tools.diff.apart import At


def of_kind(kind: Kind) -> str:
    """What is taken, in words."""
    return _WORDS[type(kind)](kind)


def _text(kind: Text) -> str:
    return "free text of any length" if kind.up_to is None else f"free text of up to {kind.up_to} characters"


def _any_of(kind: ChooseAny) -> str:
    least = f", {kind.at_least} or more" if kind.at_least else ""
    return f"any of {listed(kind.names)}{least}{', by number too' if kind.numbered else ''}"


def _day(kind: Date) -> str:
    if kind.not_later_than_today:
        return "a date not later than today"
    return "a date not earlier than today" if kind.not_earlier_than_today else "a date, any day"


def _list(kind: ListOf) -> str:
    least = f", {kind.at_least} or more" if kind.at_least else ""
    return f"a list of {listed((field.name for field in kind.fields), 'and')}{least}"


_WORDS: dict[type, Callable[[Any], str]] = {
    Text: _text,
    Texts: lambda kind: f"{kind.count} texts",
    WholeNumber: lambda kind: f"a whole number from {kind.low} to {kind.high}",
    ChooseOne: lambda kind: f"one of {listed(kind.names)}",
    ChooseAny: _any_of,
    LengthOfTime: lambda kind: f"a length of time from {kind.low} to {kind.high}",
    Date: _day,
    Tick: lambda kind: "a tick that is needed" if kind.required else "a tick that may be left open",
    ListOf: _list,
}


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
    if isinstance(new, LengthOfTime):
        return _shorter(at, old, new)
    return _NARROWER.get(type(old), lambda *_: True)(old, new)


def _fewer(old: Any, new: Any) -> bool:  # noqa: ANN401 - both have choices
    return not set(old.names) <= set(new.names)


def _stricter(old: ChooseAny, new: ChooseAny) -> bool:
    return _fewer(old, new) or new.at_least > old.at_least or old.numbered > new.numbered


_NARROWER: dict[type, Callable[[Any, Any], bool]] = {
    Text: lambda old, new: new.up_to is not None and (old.up_to is None or old.up_to > new.up_to),
    WholeNumber: lambda old, new: new.low > old.low or new.high < old.high,
    ChooseOne: _fewer,
    ChooseAny: _stricter,
    Date: lambda _, new: new != Date(),
    Tick: lambda old, new: new.required and not old.required,
}


def _shorter(at: At, old: Any, new: LengthOfTime) -> bool:  # noqa: ANN401 - of the same kind as the other
    least = _length(at.new, new.low, "lowest") > _length(at.old, old.low, "lowest")
    return least or _length(at.new, new.high, "highest") < _length(at.old, old.high, "highest")


def _length(workflow: Workflow, bound: Duration | str, end: str) -> int:
    """A length of time in minutes; that of a limit as far as it can be worked out beforehand."""
    if isinstance(bound, Duration):
        return bound.nominal
    limit = workflow.limit_by_name[bound]
    amount = getattr(limit, end) or limit.amount
    return amount.nominal if isinstance(amount, Duration) else 0
