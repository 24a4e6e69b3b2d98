"""
Deadlines and their marks in two files: how long, counted from what, and what happens at which time.

Nothing here works out an instant.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mentorflow.rules.calendar import Duration
from mentorflow.rules.digest import spelled
from mentorflow.rules.english import listed
from mentorflow.rules.workflow import Deadline
from mentorflow.tools.diff.apart import beside, compared, people, quoted, target
from mentorflow.tools.diff.same import happens_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.workflow import Mark, Who
    from mentorflow.tools.diff.apart import At, Difference, Saying, Told

_SAME_TIME = "it matters only where several are late at the same instant"
_ONCE = "it does not happen again while this is due"
_PAST = "a partnership under way may be past it already"


def deadlines(at: At, old: Iterable[Deadline], new: Iterable[Deadline]) -> Told:
    """Deadlines of one state, or of any time."""
    found = beside(old, new, lambda deadline: deadline.name)
    home = at.subject
    for gone in found.gone:
        yield from one_deadline(at.on(_subject(home, gone)), _called(gone), gone, None)
    for come in found.come:
        yield from one_deadline(at.on(_subject(home, come)), _called(come), None, come)
    if found.moved:
        says = "Deadlines that are late at the same time fall in another order: "
        yield at.tell("deadlines", f"{says}{quoted(deadline.name for deadline in new)}.", because=_SAME_TIME)
    for one, other in found.both:
        yield from one_deadline(at.on(_subject(home, one)), _called(one), one, other)


def order(at: At) -> Told:
    """Deadlines of several states or forms that stand in another order in the file."""
    places = [
        [(deadline.owner, deadline.name) for deadline in workflow.every_deadline()] for workflow in (at.old, at.new)
    ]
    old, new = ([one for one in here if one in there] for here, there in (places, reversed(places)))
    if old != new:
        words = quoted(name or owner[1] or "ends" for owner, name in new)
        says = f"Deadlines that are late at the same time fall in another order: {words}."
        yield at.tell("deadlines", says, because=_SAME_TIME)


def _subject(home: str, deadline: Deadline) -> str:
    return f"{home}.{deadline.name}" if home else deadline.name


def _called(deadline: Deadline) -> str:
    """A deadline in a sentence: with its state, because several states may have one of the same name."""
    kind, name = deadline.owner
    return f"'{deadline.name}'{f' in {chr(39)}{name}{chr(39)}' if kind == 'state' else ''}"


def one_deadline(at: At, what: str, old: Deadline | None, new: Deadline | None) -> Told:
    """A deadline that is there in one file, or in both; *what* names it in sentences."""
    if old is None and new is not None:
        says = f"{what} is due now: {_time(new)}, counted from {_anchor(new)}. {_then(new)}"
        yield at.on(at.subject, new=new).tell("deadlines", says.strip(), breaks=_PAST)
    elif new is None and old is not None:
        yield at.on(at.subject, old=old).tell("deadlines", f"{what} is no longer due; it was {_time(old)}.")
    elif old is not None and new is not None:
        yield from compared(at.on(at.subject, old, new), old, new, sayings(what, old, new))


def _time(deadline: Deadline) -> str:
    if deadline.within is not None:
        return f"within {_length(deadline.within)}"
    most = f", {deadline.at_most} times at most" if deadline.at_most is not None else ""
    return f"every {_length(deadline.every)}{most}"


def _length(length: Duration | str | None) -> str:
    return f"'{length}'" if isinstance(length, str) else str(length)


def _anchor(deadline: Deadline) -> str:
    if deadline.anchor == "entry":
        return "its opening" if deadline.owner[0] == "form" else "the latest entry of the state"
    how = "the first" if deadline.anchor == "first" else "the latest"
    return f"{how} {listed(f'{chr(39)}{moment}{chr(39)}' for moment in deadline.moments)}"


def _then(deadline: Deadline) -> str:
    return " ".join(f"{_at(mark)}, {_does(mark)}." for mark in deadline.marks)


def _at(mark: Mark) -> str:
    if mark.side == 0:
        return "When it is late"
    return f"{_length(mark.offset).capitalize() if isinstance(mark.offset, Duration) else _length(mark.offset)}" + (
        " before" if mark.side < 0 else " after"
    )


def _does(mark: Mark) -> str:
    parts = [f"{people(mark.remind)} {_is(mark.remind)} reminded"] if mark.remind else []
    parts += [f"{people(mark.tell)} {_is(mark.tell)} told"] if mark.tell else []
    parts += [f"the application is asked for {quoted(mark.effects)}"] if mark.effects else []
    parts += [f"the partnership goes {target(mark.to)}"] if mark.to else []
    parts += ["the form closes"] if mark.close_form else []
    return listed(parts, "and") if parts else "nothing happens"


def _is(who: Who) -> str:
    return "are" if len(who.parts) > 1 else "is"


# --- what is otherwise ----------------------------------------------------------------------------------------------
def sayings(what: str, old: Deadline, new: Deadline) -> dict[str, Saying]:
    """What is said of each attribute of a deadline that is called so."""
    return {
        "name": lambda *_: (),
        "owner": lambda *_: (),
        "within": partial(_how_long, what=what, old=old, new=new),
        "every": partial(_how_long, what=what, old=old, new=new),
        "at_most": partial(_how_long, what=what, old=old, new=new),
        "anchor": partial(_from_when, what=what, old=old, new=new),
        "moments": partial(_from_when, what=what, old=old, new=new),
        "marks": partial(_marks, what=what),
        "only_in": partial(_where, what=what),
    }


def _how_long(at: At, *_: object, what: str, old: Deadline, new: Deadline) -> Iterator[Difference]:
    breaks = "" if _longer(old.within or old.every, new.within or new.every) else _PAST
    yield at.tell("deadlines", f"{what} is due {_time(new)} instead of {_time(old)}.", breaks=breaks)


def _longer(old: Duration | str | None, new: Duration | str | None) -> bool:
    return isinstance(old, Duration) and isinstance(new, Duration) and new.nominal >= old.nominal


def _from_when(at: At, *_: object, what: str, old: Deadline, new: Deadline) -> Iterator[Difference]:
    says = f"{what} is counted from {_anchor(new)} instead of {_anchor(old)}"
    if _only_once(at, old, new):
        yield at.tell("deadlines", f"{says}, which is the same time.", because=_ONCE, alike=True)
    else:
        yield at.tell("deadlines", f"{says}.", breaks=_PAST)


def _only_once(at: At, old: Deadline, new: Deadline) -> bool:
    """Whether the first time is counted from instead of the latest, or the other way round, and there is only one."""
    turned = {old.anchor, new.anchor} == {"first", "latest"} and old.moments == new.moments
    return turned and happens_once(at.old, old) and happens_once(at.new, new)


def _where(at: At, old: tuple[str, ...] | None, new: tuple[str, ...] | None, *, what: str) -> Iterator[Difference]:
    more, fewer = _states(old, new)
    if more:
        yield at.tell("deadlines", f"{what} stands in {more} as well.", breaks=_PAST)
    if fewer:
        yield at.tell("deadlines", f"{what} no longer stands in {fewer}.")


def _states(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> tuple[str, str]:
    """States that came and that went, in words; None stands for every live one."""
    if old is None or new is None:
        words = "every state that is not final"
        return (words if new is None else "", "" if new is None else f"states other than {quoted(new, 'or')}")
    came, went = [each for each in new if each not in old], [each for each in old if each not in new]
    return quoted(came) if came else "", quoted(went, "or") if went else ""


# --- marks ----------------------------------------------------------------------------------------------------------
def _marks(at: At, old: tuple[Mark, ...], new: tuple[Mark, ...], *, what: str) -> Told:
    found = beside(old, new, lambda mark: (mark.side, spelled(mark.offset)))
    for mark in found.gone:
        says = f"{_about(what, mark)}, nothing happens any more; before, {_does(mark)}."
        yield at.on(at.subject, old=mark).tell("deadlines", says)
    for mark in found.come:
        goes = bool(mark.to) or mark.close_form
        yield at.on(at.subject, new=mark).tell(
            "deadlines",
            f"{_about(what, mark)}, {_does(mark)}; before, nothing happened then.",
            breaks="for a partnership that is past it, it happens at once" if goes else "",
            because="whoever is past it is told at once",
        )
    if found.moved:
        says = f"What happens around {what} stands in another order."
        yield at.tell("deadlines", says, because="it matters only where two of them fall at the same time")
    for one, other in found.both:
        yield from compared(at.on(at.subject, one, other), one, other, _of_mark(_about(what, other)))


def _about(what: str, mark: Mark) -> str:
    if mark.side == 0:
        return f"When {what} is late"
    return f"{_capital(_length(mark.offset))} {'before' if mark.side < 0 else 'after'} {what} is due"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of_mark(when: str) -> dict[str, Saying]:
    def who(group: str, verb: str) -> Saying:
        def says(at: At, old: Who | None, new: Who | None) -> Iterator[Difference]:
            are = "are" if new is not None and len(new.parts) > 1 else "is"
            yield at.tell(group, f"{when}, {people(new)} {are} {verb}, instead of {people(old)}.")

        return says

    def effects(at: At, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Difference]:
        now, before = (quoted(each) if each else "nothing" for each in (new, old))
        yield at.tell("effects", f"{when}, the application is asked for {now} instead of {before}.")

    def to(at: At, old: str | None, new: str | None) -> Iterator[Difference]:
        now, before = (target(each) if each else "nowhere" for each in (new, old))
        yield at.tell("leads", f"{when}, the partnership goes {now} instead of {before}.")

    def close_form(at: At, _: object, new: bool) -> Iterator[Difference]:  # noqa: FBT001 - the value of the key
        yield at.tell("lost" if new else "gained", f"{when}, the form {'closes' if new else 'stays open'}.")

    return {
        "side": lambda *_: (),
        "offset": lambda *_: (),
        "remind": who("notices", "reminded"),
        "tell": who("notices", "told"),
        "effects": effects,
        "to": to,
        "close_form": close_form,
    }


DEADLINE = sayings("the deadline", Deadline("", ("any_time", "")), Deadline("", ("any_time", "")))
MARK = _of_mark("when it is late")
