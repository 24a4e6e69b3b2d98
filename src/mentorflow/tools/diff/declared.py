"""
What a workflow declares before anything happens: roles, limits, facts, effects and counts, in two files.

Nothing here looks at what is done with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import Share
from mentorflow.tools.diff.apart import beside, compared, named, quoted
from mentorflow.tools.diff.kinds import narrower, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Amount, Count, Effect, HostFact, Kind, Limit, Role
    from mentorflow.tools.diff.apart import At, Difference, Saying, Told

_KINDS = {
    "partners": "one of the partners",
    "staff": "one of the staff",
    "others": "one of the others",
    "application": "the application",
}
_HELD = frozenset({"partners", "staff"})


# --- roles ----------------------------------------------------------------------------------------------------------
def roles(at: At, old: tuple[Role, ...], new: tuple[Role, ...]) -> Told:
    """Who takes part."""
    found = beside(old, new, named)
    for role in found.gone:
        gone = at.on(role.name, old=role)
        yield gone.tell(
            "rights", f"There is no role '{role.name}' any more.", breaks="those who hold it lose their part"
        )
    for role in found.come:
        empty = "partnerships under way have nobody in it" if role.kind in _HELD else ""
        yield at.on(role.name, new=role).tell(
            "rights",
            f"There is a new role '{role.name}', {_KINDS[role.kind]}.",
            breaks=empty,
            because="it may be empty",
        )
    for one, other in found.both:
        yield from compared(at.on(one.name, one, other), one, other, ROLE)


def _role_kind(at: At, old: str, new: str) -> Iterator[Difference]:
    breaks = "what its holders may do and see changes, and it may not be empty" if {old, new} & _HELD else ""
    yield at.tell("rights", f"'{at.subject}' is {_KINDS[new]} now, and was {_KINDS[old]}.", breaks=breaks)


ROLE: dict[str, Saying] = {"name": lambda *_: (), "kind": _role_kind}


# --- limits ---------------------------------------------------------------------------------------------------------
def limits(at: At, old: tuple[Limit, ...], new: tuple[Limit, ...]) -> Told:
    """The numbers of the policy."""
    found = beside(old, new, named)
    for limit in found.gone:
        own = "a partnership may have been given one of its own" if limit.has_range else ""
        yield at.on(limit.name, old=limit).tell(
            "limits",
            f"There is no limit '{limit.name}' any more; it was {limit.amount}.",
            breaks=own,
            because="what it was used for is told with what used it",
        )
    for limit in found.come:
        yield at.on(limit.name, new=limit).tell(
            "limits",
            f"There is a new limit '{limit.name}': {limit.amount}{_range(limit)}.",
            because="what it is used for is told with what uses it",
        )
    for one, other in found.both:
        inner = at.on(one.name, one, other)
        yield from compared(inner, one, other, LIMIT)


def _range(limit: Limit) -> str:
    return f", and may be set from {limit.lowest} to {limit.highest}" if limit.has_range else ""


def _amount(at: At, old: Amount, new: Amount) -> Iterator[Difference]:
    set_anew = at.new.limit_by_name[at.subject].has_range and at.old.limit_by_name[at.subject].has_range
    shorter = _size(new) < _size(old) and _times(at)
    says = f"'{at.subject}' is {'usually ' if set_anew else ''}{new} instead of {old}{_used(at)}."
    if set_anew:
        yield at.tell("limits", says, because="a partnership under way keeps the one it has")
    else:
        breaks = "who is past the shorter time already is late at once" if shorter else ""
        yield at.tell("limits", says, breaks=breaks)


def _size(amount: Amount) -> int:
    if isinstance(amount, Share):
        return amount.percent
    return amount.nominal if isinstance(amount, Duration) else amount


def _times(at: At) -> bool:
    """Whether a deadline hangs on the limit."""
    return any(
        at.subject in {deadline.within, deadline.every, *(mark.offset for mark in deadline.marks)}
        for deadline in at.new.every_deadline()
    )


def _used(at: At) -> str:
    """Where a limit is used, by name."""
    tests = {
        condition.name
        for condition in at.new.conditions
        for test in condition.tests
        if getattr(test.value, "name", None) == at.subject and not hasattr(test.value, "form")
    }
    deadlines = {
        deadline.name or deadline.owner[1] or "ends"
        for deadline in at.new.every_deadline()
        if at.subject in {deadline.within, deadline.every, *(mark.offset for mark in deadline.marks)}
    }
    used = sorted(tests | deadlines)
    return f" ({quoted(used)})" if used else ""


def _lowest(at: At, old: Amount | None, new: Amount | None) -> Iterator[Difference]:
    if old is None or new is None:
        yield _may_be(at)
    else:
        breaks = "a partnership may have been given less" if _size(new) > _size(old) else ""
        yield at.tell("limits", f"The least that '{at.subject}' may be is {new} instead of {old}.", breaks=breaks)


def _highest(at: At, old: Amount | None, new: Amount | None) -> Iterator[Difference]:
    if old is None or new is None:
        yield _may_be(at)
    else:
        breaks = "a partnership may have been given more" if _size(new) < _size(old) else ""
        yield at.tell("limits", f"The most that '{at.subject}' may be is {new} instead of {old}.", breaks=breaks)


def _may_be(at: At) -> Difference:
    limit = at.new.limit_by_name[at.subject]
    if limit.has_range:
        says = f"'{limit.name}' may now be set for each partnership, from {limit.lowest} to {limit.highest}."
        return at.tell("limits", says, because="a partnership under way keeps the one it has")
    says = f"'{limit.name}' can no longer be set for each partnership: it is {limit.amount}."
    return at.tell("limits", says, breaks="a partnership may have been given one of its own")


LIMIT: dict[str, Saying] = {"name": lambda *_: (), "amount": _amount, "lowest": _lowest, "highest": _highest}


# --- what the application tells and does ----------------------------------------------------------------------------
def facts(at: At, old: tuple[HostFact, ...], new: tuple[HostFact, ...]) -> Told:
    """What the application tells."""
    found = beside(old, new, named)
    for fact in found.gone:
        yield at.on(fact.name, old=fact).tell(
            "effects",
            f"The application no longer tells '{fact.name}'.",
            breaks="a fact that is not in the file is refused as a mistake of the application",
        )
    for fact in found.come:
        yield at.on(fact.name, new=fact).tell(
            "effects",
            f"The application has to tell a new fact '{fact.name}': {of_kind(fact.kind)}.",
            breaks="nothing that reads it can be decided before the application tells it",
        )
    for one, other in found.both:
        yield from compared(at.on(one.name, one, other), one, other, FACT)


def _fact_kind(at: At, old: Kind, new: Kind) -> Iterator[Difference]:
    breaks = "the application may tell what is refused now" if narrower(at, old, new) else ""
    says = f"The application tells '{at.subject}' as {of_kind(new)} instead of {of_kind(old)}."
    yield at.tell("effects", says, breaks=breaks)


FACT: dict[str, Saying] = {"name": lambda *_: (), "kind": _fact_kind}


def effects(at: At, old: tuple[Effect, ...], new: tuple[Effect, ...]) -> Told:
    """What the application can be asked to do."""
    found = beside(old, new, named)
    for effect in found.gone:
        yield at.on(effect.name, old=effect).tell("effects", f"The application is never asked for '{effect.name}'.")
    for effect in found.come:
        yield at.on(effect.name, new=effect).tell(
            "effects",
            f"The application can be asked for something new: '{effect.name}'.",
            because="it would count from the next step on; the application has to know it by then",
        )


# --- counts ---------------------------------------------------------------------------------------------------------
def counts(at: At, old: tuple[Count, ...], new: tuple[Count, ...]) -> Told:
    """What is counted."""
    found = beside(old, new, named)
    for count in found.gone:
        yield at.on(count.name, old=count).tell("conditions", f"'{count.name}' is no longer counted.")
    for count in found.come:
        yield at.on(count.name, new=count).tell(
            "conditions",
            f"'{count.name}' is counted now: how often '{count.counted}' is made until '{count.reset}'.",
            because="it begins at zero",
        )
    for one, other in found.both:
        yield from compared(at.on(one.name, one, other), one, other, COUNT)


def _counted(at: At, old: str, new: str) -> Iterator[Difference]:
    yield at.tell(
        "conditions",
        f"'{at.subject}' counts '{new}' instead of '{old}'.",
        because="it goes on from where it stands",
    )


def _reset(at: At, old: str, new: str) -> Iterator[Difference]:
    yield at.tell("conditions", f"'{at.subject}' goes back to zero with '{new}' instead of '{old}'.")


COUNT: dict[str, Saying] = {"name": lambda *_: (), "counted": _counted, "reset": _reset}
