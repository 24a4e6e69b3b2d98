"""
Moves and states in two files: what may be done, by whom, under which conditions, and where it leads.

Nothing here looks into conditions and tables; that they come out otherwise is told elsewhere.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mentorflow.rules.english import plain
from mentorflow.tools.diff.apart import beside, compared, less, named, parts_of, people, persons_of, quoted, target
from mentorflow.tools.diff.deadlines import deadlines
from mentorflow.tools.diff.forms import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Deadline, Move, State, When, Who
    from mentorflow.tools.diff.apart import At, Difference, Saying, Told

_NEXT_TIME = "it would count the next time it is made"


# --- states ---------------------------------------------------------------------------------------------------------
def states(at: At, old: tuple[State, ...], new: tuple[State, ...]) -> Told:
    """Where a partnership can be."""
    found = beside(old, new, named)
    for state in found.gone:
        yield at.on(state.name, old=state).tell(
            "lost",
            f"There is no state '{state.name}' any more.",
            breaks="a partnership that is there would be nowhere",
        )
    for state in found.come:
        yield at.on(state.name, new=state).tell(
            "gained",
            f"There is a new {'final ' if state.final is not None else ''}state '{state.name}'.",
            because="nobody is there yet",
        )
    for one, other in found.both:
        yield from compared(at.on(one.name, one, other), one, other, STATE)


def _when(at: At, old: tuple[When, ...], new: tuple[When, ...], *, done: str) -> Told:
    found = beside(old, new, lambda when: when.form)
    state = at.subject
    for when in found.gone:
        yield at.on(state, old=when).tell(
            "lost",
            f"'{state}' no longer waits for '{when.form}': once it is {done}, nothing follows.",
            breaks="a partnership that waits for it there has to leave by another way",
        )
    for when in found.come:
        yield at.on(state, new=when).tell(
            "gained",
            f"'{state}' waits for '{when.form}': once it is {done}, the partnership goes {target(when.to)}.",
            breaks="a partnership that is there needs it from now on, and goes on if it has it already",
        )
    if found.moved:
        says = f"'{state}' looks at the forms it waits for in another order: {quoted(when.form for when in new)}."
        yield at.tell("leads", says, because="it matters only where several are ready at once")
    for one, other in found.both:
        if one.to != other.to:
            says = f"In '{state}', once '{one.form}' is {done}, the partnership goes {target(other.to)}"
            yield at.on(state, one, other).tell("leads", f"{says} instead of {target(one.to)}.")


def _clocks(at: At, _: object, new: bool) -> Iterator[Difference]:  # noqa: FBT001 - the value of the key
    if new:
        yield at.tell("deadlines", f"In '{at.subject}' the clocks stand still; every other deadline waits.")
    else:
        breaks = "what waited meanwhile falls due"
        yield at.tell(
            "deadlines", f"In '{at.subject}' the clocks go on; other deadlines no longer wait.", breaks=breaks
        )


def _final(at: At, _: object, new: str | None) -> Iterator[Difference]:
    if new is not None:
        yield at.tell("lost", f"'{at.subject}' is final now.", breaks="a partnership that is there has ended")
    else:
        yield at.tell("gained", f"'{at.subject}' is no longer final.", breaks="a partnership that ended goes on")


def _deadlines(at: At, old: tuple[Deadline, ...], new: tuple[Deadline, ...]) -> Told:
    yield from deadlines(at, old, new)


# --- moves ----------------------------------------------------------------------------------------------------------
def _moves(at: At, old: tuple[Move, ...], new: tuple[Move, ...]) -> Told:
    yield from moves(at, old, new, f"in '{at.subject}'")


def moves(at: At, old: tuple[Move, ...], new: tuple[Move, ...], where: str) -> Told:
    """Moves of one home; *where* says which."""
    found = beside(old, new, named)
    for move in found.gone:
        yield at.on(_subject(at, move), old=move).tell(
            "lost", f"{_may(move)} {where}: nobody may any more.", because="what else may be done there stays"
        )
    for move in found.come:
        yield at.on(_subject(at, move), new=move).tell(
            "gained", f"{_may(move)} {where}: {people(move.by)} may, and it leads {target(move.to)}{_needs(move)}."
        )
    for one, other in found.both:
        yield from compared(at.on(_subject(at, one), one, other), one, other, sayings(one.name, where))


def _subject(at: At, move: Move) -> str:
    return f"{at.subject}.{move.name}" if at.subject else move.name


def _may(move: Move) -> str:
    return f"Make the move '{move.name}'"


def _needs(move: Move) -> str:
    return f", if {quoted(move.must)} hold{'' if len(move.must) > 1 else 's'}" if move.must else ""


def sayings(name: str, where: str) -> dict[str, Saying]:
    """What is said of each attribute of a move of that name."""
    it = f"'{name}' {where}" if where != "at the start" else f"'{name}' at the start"
    return {
        "name": lambda *_: (),
        "home": lambda *_: (),
        "by": partial(_by, it=it),
        "not_by": partial(_not_by, it=it),
        "to": partial(_to, it=it),
        "must": partial(_must, it=it),
        "should": partial(_should, it=it),
        "override": partial(_override, it=it),
        "tell": partial(_tell, it=it),
        "tell_first": partial(_tell, it=f"{it}, once the first partner has made it,"),
        "effects": partial(_effects, it=it),
        "asks": questions,
        "assigns": partial(_roles, it=it, verb="gives new people to"),
        "releases": partial(_roles, it=it, verb="leaves nobody as"),
        "shows": partial(_shows, it=it),
        "lengthens": partial(_lengthens, it=it),
        "opens": partial(_forms, it=it, verb="opens"),
        "closes": partial(_forms, it=it, verb="closes"),
        "only_in": partial(_only_in, name=name),
    }


def _by(at: At, old: Who, new: Who, *, it: str) -> Iterator[Difference]:
    before, after = persons_of(at.old, old), persons_of(at.new, new)
    more, fewer = less(after, before), less(before, after)
    breaks = "a half that one partner has made already does not count so any more"
    if new.is_each_partner and not old.is_each_partner:
        yield at.tell("lost", f"{it}: each partner has to make it now, instead of {people(before)}.", breaks=breaks)
    elif old.is_each_partner and not new.is_each_partner:
        yield at.tell("gained", f"{it}: {_alone(after)} now, where each partner had to.", breaks=breaks)
    elif more:
        yield at.tell("gained", f"{it}: {people(more)} may make it now{_instead(fewer)}.")
    elif fewer:
        yield at.tell("lost", f"{it}: {people(fewer)} may no longer make it; {people(after)} may.")
    else:
        yield at.tell("rights", f"{it}: whoever is several of {people(new)} makes it as the first of these.")


def _alone(roles: tuple[str, ...]) -> str:
    return f"one of {people(roles)} is enough" if len(roles) > 1 else f"{people(roles)} makes it alone"


def _instead(fewer: tuple[str, ...]) -> str:
    return f", instead of {people(fewer)}" if fewer else ""


def _not_by(at: At, old: Who | None, new: Who | None, *, it: str) -> Iterator[Difference]:
    more, fewer = less(parts_of(new), parts_of(old)), less(parts_of(old), parts_of(new))
    if more:
        yield at.tell("lost", f"{it}: {people(more)} may not make it now, even holding a role that may.")
    if fewer:
        yield at.tell("gained", f"{it}: that somebody is {people(fewer)} no longer keeps them from making it.")
    if not more and not fewer:
        yield at.tell("rights", f"{it}: the roles that keep somebody from it are {people(new)}, in this order.")


def _to(at: At, old: str, new: str, *, it: str) -> Iterator[Difference]:
    yield at.tell("leads", f"{it} leads {target(new)} instead of {target(old)}.", because=_NEXT_TIME)


def _must(at: At, old: tuple[str, ...], new: tuple[str, ...], *, it: str) -> Iterator[Difference]:
    more, fewer = less(new, old), less(old, new)
    if fewer:
        advised = [name for name in fewer if name in _advised(at, new=True)]
        kept = f"; {'it is' if len(advised) == 1 else 'they are'} advised only" if advised else ""
        says = f"{it} may be made where {quoted(fewer, 'or')} does not hold{kept}."
        yield at.tell("gained", says, because=_NEXT_TIME)
    if more:
        advised = [name for name in more if name in _advised(at, new=False)]
        before = "; before, it was only advised" if advised else ""
        says = f"{it} may not be made unless {quoted(more)} hold{'' if len(more) > 1 else 's'}{before}."
        yield at.tell("lost", says, because=_NEXT_TIME)
    if not more and not fewer:
        yield at.tell("conditions", f"{it} is refused for {quoted(new)}, in this order.", because=_NEXT_TIME)


def _advised(at: At, *, new: bool) -> tuple[str, ...]:
    """What a move advises, looked up by its place."""
    workflow, span = (at.new, at.there) if new else (at.old, at.here)
    return next((move.should for move in workflow.every_move() if move.span is span), ())


def _needed(at: At, *, new: bool) -> tuple[str, ...]:
    """What a move needs; that it is needed no longer, or needed now, is told there."""
    workflow, span = (at.new, at.there) if new else (at.old, at.here)
    return next((move.must for move in workflow.every_move() if move.span is span), ())


def _should(at: At, old: tuple[str, ...], new: tuple[str, ...], *, it: str) -> Iterator[Difference]:
    more, fewer = less(new, (*old, *_needed(at, new=False))), less(old, (*new, *_needed(at, new=True)))
    if more:
        says = f"{it} is made against advice where {quoted(more, 'or')} does not hold."
        yield at.tell("conditions", says, because=_NEXT_TIME)
    if fewer:
        yield at.tell("conditions", f"{it} is no longer warned about for {quoted(fewer)}.", because=_NEXT_TIME)
    if set(new) == set(old):
        yield at.tell("conditions", f"{it} is warned about for {quoted(new)}, in this order.", because=_NEXT_TIME)


def _override(at: At, old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...], *, it: str) -> Told:
    for condition, role in (pair for pair in new if pair not in old):
        yield at.tell("gained", f"{it}: {plain(role)} may lift '{condition}', with a reason.", because=_NEXT_TIME)
    for condition, role in (pair for pair in old if pair not in new):
        breaks = "what was lifted and not yet used is kept, and helps nobody"
        yield at.tell("lost", f"{it}: {plain(role)} may no longer lift '{condition}'.", breaks=breaks)


def _tell(at: At, old: Who | None, new: Who | None, *, it: str) -> Iterator[Difference]:
    more, fewer = less(parts_of(new), parts_of(old)), less(parts_of(old), parts_of(new))
    if more:
        yield at.tell("notices", f"{people(more)} {_is(more)} told of {it} now.", because=_NEXT_TIME)
    if fewer:
        yield at.tell("notices", f"{people(fewer)} {_is(fewer)} no longer told of {it}.", because=_NEXT_TIME)
    if not more and not fewer:
        yield at.tell("notices", f"{people(new)} are told of {it}, in this order.", because=_NEXT_TIME)


def _is(who: tuple[str, ...]) -> str:
    return "are" if len(who) > 1 else "is"


def _effects(at: At, old: tuple[str, ...], new: tuple[str, ...], *, it: str) -> Iterator[Difference]:
    more, fewer = less(new, old), less(old, new)
    if more:
        yield at.tell("effects", f"With {it} the application is asked for {quoted(more)} now.", because=_NEXT_TIME)
    if fewer:
        yield at.tell(
            "effects", f"With {it} the application is no longer asked for {quoted(fewer)}.", because=_NEXT_TIME
        )
    if not more and not fewer:
        says = f"With {it} the application is asked for {quoted(new)}, in this order."
        yield at.tell("effects", says, because=_NEXT_TIME)


def _roles(at: At, old: tuple[str, ...], new: tuple[str, ...], *, it: str, verb: str) -> Iterator[Difference]:
    yield at.tell("rights", f"{it} {verb} {people(new)}, instead of {people(old)}.", because=_NEXT_TIME)


def _shows(at: At, old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...], *, it: str) -> Told:
    more, fewer = [pair for pair in new if pair not in old], [pair for pair in old if pair not in new]
    for form, role in more:
        yield at.tell("rights", f"{it} shows '{form}' to {plain(role)} now.", because=_NEXT_TIME)
    for form, role in fewer:
        yield at.tell("rights", f"{it} no longer shows '{form}' to {plain(role)}.", because=_NEXT_TIME)


def _lengthens(at: At, old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...], *, it: str) -> Told:
    for limit, field in (pair for pair in new if pair not in old):
        yield at.tell("deadlines", f"{it} lengthens '{limit}' by '{field}' now.", because=_NEXT_TIME)
    for limit, field in (pair for pair in old if pair not in new):
        yield at.tell("deadlines", f"{it} no longer lengthens '{limit}' by '{field}'.", because=_NEXT_TIME)


def _forms(at: At, old: tuple[str, ...], new: tuple[str, ...], *, it: str, verb: str) -> Iterator[Difference]:
    now, before = (quoted(each) if each else "no form" for each in (new, old))
    yield at.tell("rights", f"{it} {verb} {now} instead of {before}.", because=_NEXT_TIME)


def _only_in(at: At, old: tuple[str, ...], new: tuple[str, ...], *, name: str) -> Iterator[Difference]:
    more, fewer = less(new, old), less(old, new)
    if more:
        yield at.tell("gained", f"'{name}' may now be made in {quoted(more)} as well.")
    if fewer:
        yield at.tell("lost", f"'{name}' may no longer be made in {quoted(fewer)}.")


MOVE = sayings("the move", "at any time")
WHEN: dict[str, Saying] = {"form": lambda *_: (), "to": lambda *_: ()}
STATE: dict[str, Saying] = {
    "name": lambda *_: (),
    "when_complete": partial(_when, done="complete"),
    "when_changed": partial(_when, done="changed"),
    "moves": _moves,
    "deadlines": _deadlines,
    "clocks_stopped": _clocks,
    "final": _final,
}
