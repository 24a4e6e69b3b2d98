"""
Conditions and routing tables in two files: which cases come out otherwise, with one concrete example each.

A condition or a table whose words are the same may come out otherwise as well, because of a limit, a mark or a
question it stands on; one that is written otherwise may come out as before, and then that is told.
Nothing here evaluates anything; ``cases`` does.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from mentorflow.rules.digest import spelled
from mentorflow.rules.english import listed, say_condition
from mentorflow.rules.spaces import TooManyCases
from mentorflow.rules.tables import conditions_in
from mentorflow.tools.diff.apart import ANY, Laid, alike, beside, named, people, quoted, target
from mentorflow.tools.diff.cases import condition_apart, outcome, rows_apart, touched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Condition, Routing, Row, Workflow
    from mentorflow.tools.diff.apart import At, Case, Difference, Told
    from mentorflow.tools.diff.cases import Elsewhere

_AS_BEFORE = "every case comes out as before"
_READ_NEXT = "it would count the next time it is looked at"


# --- conditions -----------------------------------------------------------------------------------------------------
def conditions(at: At, laid: Laid) -> Told:
    """What holds or does not."""
    found = beside(at.old.conditions, at.new.conditions, named)
    for gone in found.gone:
        says = f"There is no condition '{gone.name}' any more."
        yield at.on(gone.name, old=gone).tell("conditions", says, because="what asked for it is told by itself")
    for come in found.come:
        says = f"There is a new condition '{come.name}': {say_condition(at.new, come.name)}."
        yield at.on(come.name, new=come).tell("conditions", says, because="what asks for it is told by itself")
    asked = _asked(at.old) & _asked(at.new)
    for one, other in found.both:
        rewritten = not alike(one, other)
        if rewritten or (one.name in asked and touched(laid, [one.name], [one.name])):
            yield from _condition(at.on(one.name, one, other), laid, one, rewritten=rewritten)


def _asked(workflow: Workflow) -> set[str]:
    """The conditions that moves and questions ask for by name; those of tables are told with the tables."""
    moves = {name for move in workflow.every_move() for name in (*move.must, *move.should)}
    asked = (field for move in workflow.every_move() for field in move.asks)
    fields = [*asked, *(field for form in workflow.forms for field in form.fields)]
    return moves | {field.asked_if for field in fields if field.asked_if is not None}


def _condition(at: At, laid: Laid, condition: Condition, *, rewritten: bool) -> Iterator[Difference]:
    name = condition.name
    try:
        gained, lost = condition_apart(laid, name)
    except TooManyCases as reason:
        says = f"'{name}' may come out otherwise; in which cases was not worked out: {reason}."
        yield at.tell("conditions", says, because=_READ_NEXT)
        return
    if gained is not None:
        says = f"'{name}' holds now where it did not{_always(gained).rstrip(',')}."
        yield at.tell("conditions", says, because=_READ_NEXT, case=gained)
    if lost is not None:
        says = f"'{name}' no longer holds where it did{_always(lost).rstrip(',')}."
        yield at.tell("conditions", says, because=_READ_NEXT, case=lost)
    if gained is None and lost is None and rewritten:
        says = f"'{name}' is put otherwise, and holds exactly where it did."
        yield at.tell("conditions", says, because=_AS_BEFORE, alike=True)


def _always(case: Case) -> str:
    return ", in any case," if case.words == ANY else ""


# --- tables ---------------------------------------------------------------------------------------------------------
def routing(at: At, laid: Laid) -> Told:
    """Which answers lead where."""
    found = beside(at.old.routing, at.new.routing, named)
    for gone in found.gone:
        says = f"There is no table '{gone.name}' any more."
        yield at.on(gone.name, old=gone).tell("leads", says, because="what led to it is told by itself")
    for come in found.come:
        leads = listed((_leads(row) for row in come.rows), "or")
        says = f"There is a new table '{come.name}', which leads {leads}."
        yield at.on(come.name, new=come).tell("leads", says, because="what leads to it is told by itself")
    for one, other in found.both:
        rewritten = not alike(one, other)
        if rewritten or touched(laid, conditions_in(one), conditions_in(other)):
            yield from _table(at.on(one.name, one, other), laid, one, other, rewritten=rewritten)


def _table(at: At, laid: Laid, old: Routing, new: Routing, *, rewritten: bool) -> Told:
    yield from _whose_copies(at, old, new)
    if old.form != new.form:
        yield from _targets(at, old, new)
        return
    try:
        apart = rows_apart(laid, old, new)
    except TooManyCases as reason:
        says = f"'{old.name}' may lead elsewhere; in which cases was not worked out: {reason}."
        yield at.tell("leads", says, because=_READ_NEXT)
        return
    told = {(outcome(old, each.old), outcome(new, each.new)): each for each in reversed(apart)}
    moved = _turned(old, new)
    yield from (_elsewhere(at, old, new, each) for each in reversed(told.values()))
    yield from _moved(at, moved)
    if rewritten and not apart and not moved:
        says = f"'{old.name}' is put otherwise, and leads every case where it did."
        yield at.tell("leads", says, because=_AS_BEFORE, alike=True)


def _whose_copies(at: At, old: Routing, new: Routing) -> Iterator[Difference]:
    """Whether a table looks at each partner's copy by itself, at which form's, and why no cases are told then."""
    if (old.form, old.row_for is None) == (new.form, new.row_for is None):
        return
    says = f"'{old.name}' {_one_by_one(new, 'looks', 'finds')} now; before, it {_one_by_one(old, 'looked', 'found')}."
    if old.form != new.form:
        says += " Which cases lead elsewhere is not listed, because the two cannot be compared case by case."
    yield at.tell("leads", says, because=_READ_NEXT)


def _one_by_one(table: Routing, looks: str, finds: str) -> str:
    if table.row_for is None:
        return f"{finds} one row for all"
    of = f" of '{table.form}'" if table.form else ""
    return f"{looks} at each partner's copy{of} by itself"


def _targets(at: At, old: Routing, new: Routing) -> Iterator[Difference]:
    """What rows lead to that no row led to, and the other way about."""
    before, after = ({outcome(table, n): row for n, row in enumerate(table.rows)} for table in (old, new))
    gone = {row.to: row for spelling, row in before.items() if spelling not in after}
    for row in (row for spelling, row in after.items() if spelling not in before):
        was = gone.pop(row.to, None)
        how = "may now lead" if was is None else "leads"
        than = "" if was is None else f" instead of {_leads(was)}"
        says = f"'{old.name}' {how} {_leads(row)}{than}."
        yield at.on(old.name, was, row).tell("leads", says, because=_READ_NEXT)
    for row in gone.values():
        says = f"'{old.name}' no longer leads {_leads(row)}."
        yield at.on(old.name, old=row).tell("leads", says, because=_READ_NEXT)


def _elsewhere(at: At, old: Routing, new: Routing, found: Elsewhere) -> Difference:
    before, after = old.rows[found.old], new.rows[found.new]
    group, now, then = _what(before, after)
    says = f"'{old.name}'{_always(found.case)} {now} instead of {then}."
    return at.on(old.name, before, after).tell(group, says, because=_READ_NEXT, case=found.case)


def _what(before: Row, after: Row) -> tuple[str, str, str]:
    """The group of a difference between two rows, and what both do: where they lead, or else what they do besides."""
    if before.to != after.to:
        return "leads", f"leads {_leads(after)}", _leads(before)
    if before.reopen != after.reopen:
        return "questions", f"has {_reopens(after)}", _reopens(before)
    if spelled(before.tell) != spelled(after.tell):
        return "notices", f"tells {people(after.tell)}", people(before.tell)
    return "effects", f"asks the application for {_asks(after)}", _asks(before)


def _reopens(row: Row) -> str:
    return f"'{row.reopen}' filled in afresh" if row.reopen else "no form filled in afresh"


def _tells(row: Row) -> str:
    return f"{people(row.tell)} {'are' if row.tell is not None and len(row.tell.parts) > 1 else 'is'} told"


def _asks(row: Row) -> str:
    return quoted(row.effects) if row.effects else "nothing"


def _leads(row: Row) -> str:
    parts = [f"'{row.reopen}' is filled in afresh"] if row.reopen else []
    parts += [_tells(row)] if row.tell else []
    parts += [f"the application is asked for {quoted(row.effects)}"] if row.effects else []
    return f"{target(row.to)} ({listed(parts, 'and')})" if parts else target(row.to)


def _turned(old: Routing, new: Routing) -> tuple[Row, Row] | None:
    """Two rows of which the other one counts now where the copies of the partners lead to both."""
    if old.row_for is None or new.row_for is None:
        return None
    places = {outcome(new, index): index for index in reversed(range(len(new.rows)))}
    known = [(index, places[outcome(old, index)]) for index in range(len(old.rows)) if outcome(old, index) in places]
    for (_, first), (_, second) in pairwise(known):
        if first > second:
            return new.rows[second], new.rows[first]
    return None


def _moved(at: At, moved: tuple[Row, Row] | None) -> Iterator[Difference]:
    """That another row counts where the copies of the partners lead to two."""
    if moved is not None:
        first, second = moved
        says = (
            f"In '{at.subject}', where one partner's copy leads {_leads(first)} and the other's {_leads(second)},"
            " the first of these counts now; before, the second did."
        )
        yield at.on(at.subject, new=first).tell("leads", says, because=_READ_NEXT)
