"""
The cases in which a condition or a table of one file comes out otherwise in another file, found exactly.

Both are spelled out over the same things that can vary, with the values that both files take; what is left of the
boxes is told apart by every test of either file, so that nothing is sampled and nothing is missed.
Where the two cannot be held beside each other, or there are too many cases, ``TooManyCases`` says why.
Nothing here words what a difference means for anybody.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.boxes import space_over
from mentorflow.rules.conditions import form_in_hand
from mentorflow.rules.digest import spelled
from mentorflow.rules.formulas import ALWAYS, MOST_PERSONS, Hand, Speller, every, opposite, unless
from mentorflow.rules.meaning import may_be_absent
from mentorflow.rules.spaces import Raw, TooManyCases, dimensions
from mentorflow.rules.tables import Given, conditions_behind, conditions_in, made_up, owners, say_given
from mentorflow.rules.workflow import (
    Fact,
    LimitName,
    Share,
    Test,
)
from mentorflow.tools.diff.apart import ANY, Case
from mentorflow.tools.diff.same import is_complete_at_once, passed_for
from mentorflow.tools.diff.values import values_of_both, who_knows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.boxes import Box, Space
    from mentorflow.rules.formulas import Formula
    from mentorflow.rules.workflow import Condition, Form, Routing, Row, Workflow
    from mentorflow.tools.diff.apart import Laid

# Boxes looked at before a comparison is given up: two files are told apart by the tests of both.
MOST_BOXES = 200_000


@attrs.frozen
class Elsewhere:
    """A case that finds another row: the indices in the old and in the new table, and the case."""

    old: int
    new: int
    case: Case


def rows_apart(laid: Laid, old: Routing, new: Routing) -> tuple[Elsewhere, ...]:
    """
    For every old and new row that lead to different outcomes and share a case, one such case; exact.

    Raises ``TooManyCases`` where that cannot be worked out.
    """
    names = [*conditions_in(old)], [*conditions_in(new)]
    found: dict[tuple[int, int], Elsewhere] = {}
    if old.form != new.form:
        msg = "whose answers it looks at is not the same in both"
        raise TooManyCases(msg)
    for owner in _owners(laid, old, new, names):
        both = _both(laid, names, old.form, owner, _completing(laid, old.name))
        before, after = _rows(both.spellers[0], old, both.hand), _rows(both.spellers[1], new, both.hand)
        for elsewhere in _crossing(both, old, new, before, after):
            found.setdefault((elsewhere.old, elsewhere.new), elsewhere)
    return tuple(found[pair] for pair in sorted(found))


def condition_apart(laid: Laid, name: str) -> tuple[Case | None, Case | None]:
    """
    A case in which a condition holds now and did not, and one in which it held and does not now; exact.

    Raises ``TooManyCases`` where that cannot be worked out.
    """
    form = form_in_hand(laid.old, name)
    if form != form_in_hand(laid.new, name):
        msg = "whose answers it looks at is not the same in both"
        raise TooManyCases(msg)
    both = _both(laid, ([name], [name]), form, None, None)
    old, new = (speller.condition(name, both.hand) for speller in both.spellers)
    cases = both.laid_out()
    return cases.first(opposite(old), new), cases.first(old, opposite(new))


def touched(laid: Laid, old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether anything that some conditions stand on means something else; only then can they come out otherwise."""
    return _behind(laid.old.workflow, old) != _behind(laid.new.workflow, new)


def _behind(workflow: Workflow, names: Iterable[str]) -> list[str]:
    conditions = conditions_behind(workflow, names)
    read = {fact.form for condition in conditions for fact in _facts(condition) if fact.form}
    forms = [form for form in workflow.forms if form.name in read]
    further = {test.value.form for test in _marks(forms) if isinstance(test.value, Fact)}
    tests = [*(test for condition in conditions for test in condition.tests), *_marks(forms)]
    limits = {test.value.name for test in tests if isinstance(test.value, LimitName)}
    facts = {fact.name for condition in conditions for fact in _facts(condition) if fact.kind in {"host", "count"}}
    things = (
        *conditions,
        *(field for form in workflow.forms if form.name in read | further for field in form.fields),
        *((form.filled_in_by, form.living) for form in workflow.forms if form.name in read),
        *(limit for limit in workflow.limits if limit.name in limits or isinstance(limit.amount, Share)),
        *(fact for fact in workflow.facts if fact.name in facts),
        *(count for count in workflow.counts if count.name in facts),
        workflow.partner_roles,
        workflow.timezone,
    )
    return sorted(spelled(thing) for thing in things)


def _facts(condition: Condition) -> Iterator[Fact]:
    for test in condition.tests:
        yield test.fact
        if isinstance(test.value, Fact):
            yield test.value


def _marks(forms: Iterable[Form]) -> list[Test]:
    """The comparisons by which answers are unfavorable."""
    rules = (field.unfavorable for form in forms for field in form.fields)
    return [rule for rule in rules if isinstance(rule, Test)]


# --- both files over the same things --------------------------------------------------------------------------------
@attrs.frozen
class _Both:
    """Both files spelled out, with the copy in hand."""

    laid: Laid
    spellers: tuple[Speller, Speller]
    hand: Hand

    def laid_out(self) -> _Cases:
        """All cases of everything that has been spelled out so far."""
        at_once = [_complete_at_once(speller) for speller in self.spellers]
        possible = every((*at_once, *(speller.constraints(self.hand) for speller in self.spellers)))
        old, new = self.spellers
        uses = Counter(old.raws) + Counter(new.raws)
        shared = [marks for key, marks in new.marked.items() if old.marked.get(key) is marks]
        uses.subtract(part for marks in shared for part in marks.parts if isinstance(part, Raw))
        marks = dict.fromkeys([*old.marked.values(), *new.marked.values()])
        _same_days(self.laid, uses)
        tried = dimensions(self.laid.new, tuple(uses), partial(values_of_both, self.laid))
        space = space_over(tried, marks, uses)
        space.most = MOST_BOXES
        return _Cases(self.laid, self.hand.owner, space, possible, space.within(space.whole, possible))


def _complete_at_once(speller: Speller) -> Formula:
    """A form of which there is one copy, and which nobody signs, is complete as soon as that is there."""
    facts = {raw.left.fact for raw in speller.raws}
    asked = {fact.form for fact in facts if fact.kind == "complete"} & {
        fact.form for fact in facts if fact.kind in {"sheet", "changed"}
    }
    forms = (form for form in speller.layout.workflow.forms if form.name in asked and is_complete_at_once(form))
    return every(unless(speller.present(form, None), speller.complete(form)) for form in forms)


@attrs.frozen
class _Cases:
    """All cases of both files that can be, as boxes."""

    laid: Laid
    owner: str | None
    space: Space
    possible: Formula
    everything: list[Box]

    def within(self, formula: Formula) -> list[Box]:
        """The boxes in which a formula holds."""
        return self.space.within(self.everything, formula)

    def first(self, one: Formula, other: Formula, boxes: list[Box] | None = None) -> Case | None:
        """The first case in which two formulas hold; *boxes* are those of the first, where they are known."""
        both = self.space.within(self.within(one) if boxes is None else boxes, other)
        return self._said(every((one, other)), both[0]) if both else None

    def _said(self, formula: Formula, box: Box) -> Case:
        space = self.space
        values, wider = space.first(box), space.widened(box, self.possible, formula)
        words = [
            say_given(who_knows(self.laid, slot).workflow, slot, values[slot])
            for dimension in space.bounded(wider)
            for slot in dimension.slots
        ]
        given = tuple(Given(slot.fact, slot.person, value) for slot, value in values.items())
        return Case("; ".join(words) or ANY, given, self.owner)


def _both(
    laid: Laid, names: tuple[list[str], list[str]], form: str | None, owner: str | None, completing: str | None
) -> _Both:
    behind = [
        conditions_behind(layout.workflow, each) for layout, each in zip((laid.old, laid.new), names, strict=True)
    ]
    _same_copies(laid, [condition for each in behind for condition in each])
    persons, answered = _persons(laid, behind), _answered(laid)
    old = Speller(laid.old, completing, persons, answered)
    new = Speller(laid.new, completing, persons, answered, old.marked)
    return _Both(laid, (old, new), Hand(form, owner))


def _quantified(behind: list[list[Condition]]) -> list[Condition]:
    every_one = {spelled(condition): condition for each in behind for condition in each if condition.who is not None}
    return list(every_one.values())


def _persons(laid: Laid, behind: list[list[Condition]]) -> dict[str, tuple[str, ...]]:
    """Made-up holders of the roles of both files, as many as the conditions of both can tell apart."""
    asked = _quantified(behind)
    if len(asked) > MOST_PERSONS:
        msg = f"more than {MOST_PERSONS} conditions with 'who' are asked"
        raise TooManyCases(msg)
    persons: dict[str, tuple[str, ...]] = {}
    for layout in (laid.old, laid.new):
        known = {*layout.roles, "each partner", "either partner"}
        mine = [condition for condition in asked if condition.who and known.issuperset(condition.who.parts)]
        for role, people in made_up(layout, mine).items():
            persons[role] = max(persons.get(role, ()), people, key=len)
    return persons


def _answered(laid: Laid) -> frozenset[Fact]:
    """The questions that have an answer on every whole copy in one of the files: they are compared as answered."""
    return frozenset(
        Fact("field", field.name, form.name)
        for layout in (laid.old, laid.new)
        for form in layout.workflow.forms
        if not form.living
        for field in form.fields
        if not may_be_absent(field)
    )


def _same_copies(laid: Laid, conditions: list[Condition]) -> None:
    """Refuse to compare where a form that is read is in other hands: one copy, or one for each."""
    read = {fact.form for condition in conditions for fact in _facts(condition) if fact.form}
    before, after = laid.old.workflow.form_by_name, laid.new.workflow.form_by_name
    for name in read & before.keys() & after.keys():
        if before[name].copy_each != after[name].copy_each:
            msg = f"'{name}' is filled in by other people"
            raise TooManyCases(msg)
    if laid.old.workflow.partner_roles != laid.new.workflow.partner_roles:
        msg = "the partners have other roles"
        raise TooManyCases(msg)


def _same_days(laid: Laid, raws: Iterable[Raw]) -> None:
    if laid.old.workflow.timezone != laid.new.workflow.timezone and any(
        raw.left.fact.kind == "since" for raw in raws
    ):
        msg = "days end at other instants"
        raise TooManyCases(msg)


def _owners(laid: Laid, old: Routing, new: Routing, names: tuple[list[str], list[str]]) -> tuple[str | None, ...]:
    found: dict[str | None, None] = {}
    for layout, table, each in zip((laid.old, laid.new), (old, new), names, strict=True):
        asked = [condition for condition in conditions_behind(layout.workflow, each) if condition.who is not None]
        found |= dict.fromkeys(owners(layout, table, asked))
    people = tuple(owner for owner in found if owner is not None)
    return people or (None,)


def _completing(laid: Laid, table: str) -> str | None:
    """The form whose completion alone leads to a table in both files."""
    forms = {completing(layout.workflow, table) for layout in (laid.old, laid.new)}
    return forms.pop() if len(forms) == 1 else None


def completing(workflow: Workflow, table: str) -> str | None:
    """The form whose completion alone leads to a table; None where something else leads there as well."""
    complete = {when.form for state in workflow.states for when in state.when_complete if when.to == table}
    changed = any(when.to == table for state in workflow.states for when in state.when_changed)
    marks = any(mark.to == table for deadline in workflow.every_deadline() for mark in deadline.marks)
    moved = any(move.to == table for move in workflow.every_move())
    return complete.pop() if len(complete) == 1 and not (changed or marks or moved) else None


# --- rows -----------------------------------------------------------------------------------------------------------
def _rows(speller: Speller, table: Routing, hand: Hand) -> list[Formula]:
    return [
        every(
            speller.condition(cell.condition, hand)
            if cell.wanted
            else opposite(speller.condition(cell.condition, hand))
            for cell in row.cells
        )
        for row in table.rows
    ]


def _crossing(
    both: _Both, old: Routing, new: Routing, before: list[Formula], after: list[Formula]
) -> Iterator[Elsewhere]:
    passing = {
        (i, j): _lacking(both, old.rows[i], new.rows[j])
        for i in range(len(before))
        for j in range(len(after))
        if outcome(old, i) != outcome(new, j)
    }
    cases = both.laid_out()
    for i, one in enumerate(before):
        boxes = cases.within(one)
        for j, other in enumerate(after):
            case = cases.first(one, every((other, passing[i, j])), boxes) if (i, j) in passing else None
            if case is not None:
                yield Elsewhere(i, j, case)


def _lacking(both: _Both, one: Row, other: Row) -> Formula:
    """
    In which cases it matters that two rows have other outcomes.

    Where one leads to a state that is passed at once to where the other one leads, only those in which it is not.
    """
    for through, to in ((one.to, other.to), (other.to, one.to)):
        passed = {passed_for(layout.workflow, through) for layout in (both.laid.old, both.laid.new)}
        way = passed.pop() if len(passed) == 1 else None
        if way is not None and way[1] == to and _besides(one) == _besides(other):
            whole = [speller.complete(speller.layout.workflow.form_by_name[way[0]]) for speller in both.spellers]
            return opposite(every(whole))
    return ALWAYS


def outcome(table: Routing, row: int) -> str:
    """What follows where a row fits, spelled out."""
    one = table.rows[row]
    return spelled((one.to, _besides(one)))


def _besides(row: Row) -> str:
    return spelled((row.tell, row.effects, row.reopen))
