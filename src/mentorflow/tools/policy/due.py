"""
What is due when: every deadline as one sentence, with its reminders and with what happens when it is late.

Nothing here works out an instant.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mentorflow.rules.calendar import Duration
from mentorflow.rules.clauses import listed
from mentorflow.rules.workflow import EACH, EITHER, STAY, TIME_LEFT, Share
from mentorflow.tools.policy.course import follows, where
from mentorflow.tools.policy.page import Bullets, Paragraph, Section
from mentorflow.tools.policy.words import amount, are, both, often, people, person, sentence, term, thing, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Deadline, Mark, Who, Workflow
    from mentorflow.tools.policy.page import Block

OPENING = "opening"


def due(workflow: Workflow) -> Section:
    """All deadlines, in the order of the file: the end, the forms, the stages, any time."""
    return Section("What is due when", tuple(_blocks(workflow)))


def _blocks(workflow: Workflow) -> Iterator[Block]:
    place = workflow.timezone.rpartition("/")[2].replace("_", " ")
    yield Paragraph(f"A time in days ends at midnight, {place} time; a time in hours ends to the minute.")
    together: dict[tuple[str, ...], list[Deadline]] = {}
    for deadline in workflow.every_deadline():
        alone = () if deadline.owner[0] == "state" else (*deadline.owner, deadline.name)
        together.setdefault((*alone, *_then(workflow, deadline, "it is")), []).append(deadline)
    yield Bullets(tuple(_sentence(workflow, same) for same in together.values()))


def subject(workflow: Workflow, deadline: Deadline) -> str:
    """What a deadline is about, as a title."""
    kind, name = deadline.owner
    if kind == "ends":
        return f"the end of the {thing(workflow)}"
    return titled(workflow, name) if kind == "form" else term(workflow, deadline.name)


def _sentence(workflow: Workflow, same: list[Deadline]) -> str:
    """A deadline, or several of stages that are alike in everything else."""
    late = "it is" if len(same) == 1 else "one of them is"
    first, *rest = _then(workflow, same[0], late)
    what = both(_place(workflow, deadline) for deadline in same)
    return sentence(
        "; ".join((f"{what} {first if len(same) == 1 else first.replace('is due', 'are due', 1)}", *rest))
    )


def _place(workflow: Workflow, deadline: Deadline) -> str:
    """What a deadline is about, and where it stands."""
    what = subject(workflow, deadline)
    if deadline.owner[0] == "state":
        return f"{what} (at {titled(workflow, deadline.owner[1])})"
    return what if deadline.only_in is None else f"{what} ({where(workflow, deadline.only_in)})"


def _then(workflow: Workflow, deadline: Deadline, late: str) -> tuple[str, ...]:
    """When it is due, and what happens before, then and after."""
    return (_time(workflow, deadline), *_marks(workflow, deadline, late))


def _time(workflow: Workflow, deadline: Deadline) -> str:
    if deadline.every is not None:
        most = f", {often(deadline.at_most)} at most" if deadline.at_most is not None else ""
        return f"comes round {_every(workflow, deadline.every)}, counted from {_moments(workflow, deadline)}{most}"
    verb = "comes" if deadline.owner[0] == "ends" else "is due"
    if isinstance(deadline.within, str) and _is_share_of_time(workflow, deadline.within):
        return f"{verb} when {amount(workflow, deadline.within)} is over, counted from {_moments(workflow, deadline)}"
    return f"{verb} {amount(workflow, deadline.within)} after {_moments(workflow, deadline)}"


def _every(workflow: Workflow, length: Duration | str) -> str:
    return f"every {amount(workflow, length).removeprefix('one ')}"


def _is_share_of_time(workflow: Workflow, name: str) -> bool:
    given = workflow.limit_by_name[name].amount
    return isinstance(given, Share) and given.of == TIME_LEFT


# --- counted from ---------------------------------------------------------------------------------------------------
def _moments(workflow: Workflow, deadline: Deadline) -> str:
    """The moments from which the time is counted."""
    if not deadline.moments:
        return "its opening" if deadline.owner[0] == "form" else "the beginning of the stage"
    kinds: dict[str, list[str]] = {}
    for name in deadline.moments:
        kinds.setdefault(_kind_of_moment(workflow, name), []).append(titled(workflow, name))
    said = ("its opening" if kind == OPENING else f"{kind}{listed(names)}" for kind, names in kinds.items())
    return f"{listed(said)}{', anew each time' if deadline.anchor == 'latest' else ''}"


def _kind_of_moment(workflow: Workflow, name: str) -> str:
    """What stands before the name of a moment: a stage begins, a form is complete, a step is made."""
    if name == OPENING:
        return OPENING
    if name in workflow.form_by_name:
        return "the completion of "
    return "the beginning of " if name in workflow.state_by_name else ""


# --- marks ----------------------------------------------------------------------------------------------------------
def _marks(workflow: Workflow, deadline: Deadline, late: str) -> Iterator[str]:
    for mark in sorted(deadline.marks, key=partial(_order, workflow)):
        done = _done(workflow, mark)
        if done:
            yield f"{_when(workflow, deadline, mark, late)} {both(done)}"


def _order(workflow: Workflow, mark: Mark) -> tuple[int, int]:
    """Before, then and after; among those the earlier first, as far as their lengths can be told apart."""
    limit = workflow.limit_by_name.get(mark.offset) if isinstance(mark.offset, str) else None
    length = mark.offset if limit is None else limit.amount
    return mark.side, mark.side * length.nominal if isinstance(length, Duration) else 0


def _when(workflow: Workflow, deadline: Deadline, mark: Mark, late: str) -> str:
    if mark.side:
        return f"{amount(workflow, mark.offset)} {'before' if mark.side < 0 else 'after'},"
    if deadline.every is not None:
        return "each time,"
    return "on that day" if deadline.owner[0] == "ends" else f"when {late} late,"


def _done(workflow: Workflow, mark: Mark) -> list[str]:
    done = [_reminded(workflow, mark.remind)] if mark.remind is not None else []
    done += [f"{people(workflow, mark.tell)} {are(mark.tell)} told"] if mark.tell is not None else []
    done += ["it closes"] if mark.close_form else []
    done += [f"{follows(workflow, mark.to)} by itself"] if mark.to is not None and mark.to != STAY else []
    return done


def _reminded(workflow: Workflow, who: Who) -> str:
    if who.parts in {(EACH,), (EITHER,)}:
        return "each partner who still owes it is reminded"
    whom = both("the partners" if part in {EACH, EITHER} else person(workflow, part) for part in who.parts)
    return f"whoever of {whom} still owes it is reminded" if len(who.parts) > 1 else f"{whom} is reminded"


def happens(workflow: Workflow, deadline: Deadline, mark: Mark) -> str:
    """When a mark is reached, for those who read of it somewhere else."""
    what = subject(workflow, deadline)
    if mark.side:
        return f"{amount(workflow, mark.offset)} {'before' if mark.side < 0 else 'after'} {what} is due"
    return f"each time {what} comes round" if deadline.every is not None else f"when {what} is late"
