"""
What a table asks, as formulas over raw tests: every case a partnership can be in, and nothing it cannot.

A question that is not asked, a copy that was never handed in, the persons behind ``who`` and the count of
unfavorable answers are spelled out here, so that the proof itself only has to know *and*, *or*, *not* and counting.
Nothing here enumerates, and nothing here decides which rows are wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules.conditions import ON_A_SHEET
from mentorflow.rules.meaning import (
    Anything,
    any_will_do,
    fixed_bound,
    is_fixed,
    mark,
    may_be_absent,
    passes,
    role_slots,
)
from mentorflow.rules.spaces import Raw, Slot
from mentorflow.rules.workflow import Fact, LimitName, Test

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Condition, Field, Form, Role, Who

MOST_PERSONS = 4
# The same comparison seen from the other side.
TURNED = {
    "more_than": "fewer_than",
    "fewer_than": "more_than",
    "at_least": "at_most",
    "at_most": "at_least",
    "is": "is",
}


# --- formulas -------------------------------------------------------------------------------------------------------
@attrs.frozen
class Not:
    """The opposite."""

    part: Formula


@attrs.frozen
class All:
    """Every part holds; without parts: always."""

    parts: tuple[Formula, ...] = ()


@attrs.frozen
class Some:
    """At least one part holds; without parts: never."""

    parts: tuple[Formula, ...] = ()


@attrs.frozen(eq=False)
class Marks:
    """The marks of one sheet: which answers are unfavorable. *person* says whose sheet it is."""

    form: str
    person: str | None
    parts: tuple[Formula, ...]


@attrs.frozen
class Counted:
    """The number of marks that hold is one of these."""

    marks: Marks
    numbers: frozenset[int]


Formula: TypeAlias = "Raw | Not | All | Some | Counted"
# The only ones without parts that are ever made, so that they are known by being the same.
ALWAYS, NEVER = All(), Some()


def every(parts: Iterable[Formula]) -> Formula:
    """All of these, without what always holds."""
    left = tuple([part for part in parts if part is not ALWAYS])
    if any(part is NEVER for part in left):
        return NEVER
    if len(left) == 1:
        return left[0]
    return All(left) if left else ALWAYS


def some(parts: Iterable[Formula]) -> Formula:
    """At least one of these, without what never holds."""
    left = tuple([part for part in parts if part is not NEVER])
    if any(part is ALWAYS for part in left):
        return ALWAYS
    if len(left) == 1:
        return left[0]
    return Some(left) if left else NEVER


def opposite(part: Formula) -> Formula:
    """Not this."""
    if part is ALWAYS:
        return NEVER
    return ALWAYS if part is NEVER else Not(part)


def unless(condition: Formula, then: Formula) -> Formula:
    """Where the condition holds, the other one does too."""
    return some((opposite(condition), then))


@attrs.frozen
class Hand:
    """The copy in hand where a test stands, by its form and its owner; with *each* the tests stand under ``who``."""

    form: str | None = None
    owner: str | None = None
    each: bool = False


@attrs.define
class Speller:
    """
    Spells out the conditions of one table.

    *completing* is the form whose completion leads to the table, or None; *persons* are made-up holders by role.
    *answered* are questions that are taken as answered, whatever the file says; *shared* are marks spelled out of
    another file, which stand for those of this one where both are the same.
    """

    layout: Layout
    completing: str | None
    persons: dict[str, tuple[str, ...]]
    answered: frozenset[Fact] = frozenset()
    shared: Mapping[tuple[str, str | None], Marks] = attrs.field(factory=dict)
    spelled: dict[tuple[str, Hand], Formula] = attrs.field(factory=dict)
    marked: dict[tuple[str, str | None], Marks] = attrs.field(factory=dict)
    raws: dict[Raw, int] = attrs.field(factory=dict)

    # --- conditions -------------------------------------------------------------------------------------------------
    def condition(self, name: str, hand: Hand) -> Formula:
        """A condition, spelled out once for each copy in hand."""
        if (name, hand) not in self.spelled:
            condition = self.layout.workflow.condition_by_name[name]
            named = [self.condition(part, hand) for part in condition.all_of]
            named += [some(self.condition(part, hand) for part in condition.any_of)] if condition.any_of else []
            named += [opposite(self.condition(part, hand)) for part in condition.none_of]
            self.spelled[name, hand] = every([self._own(condition, hand), *named])
        return self.spelled[name, hand]

    def _own(self, condition: Condition, hand: Hand) -> Formula:
        if condition.who is None:
            return every(self._test(test, hand) for test in condition.tests)
        meant = [(person, self._held(role)) for role, person in self.meant(condition.who)]
        theirs = [
            (every(self._test(test, Hand(None, person, each=True)) for test in condition.tests), held)
            for person, held in meant
        ]
        if any_will_do(condition.who):
            return some(every((held, fine)) for fine, held in theirs)
        return every([*(unless(held, fine) for fine, held in theirs), some(held for _, held in meant)])

    def meant(self, who: Who) -> list[tuple[Role, str]]:
        """The made-up people whom ``who`` means, with their roles."""
        roles = [self.layout.workflow.roles[slot] for slot in role_slots(self.layout, who)]
        return [(role, person) for role in roles for person in self.persons[role.name]]

    def _held(self, role: Role) -> Formula:
        """Partner and staff roles are always held; the others may be empty."""
        return ALWAYS if role.kind in {"partners", "staff"} else self.flag("held", role.name)

    # --- tests ------------------------------------------------------------------------------------------------------
    def raw(self, left: Slot, op: str, right: Anything = None) -> Formula:
        """A raw test, noted down with how often it is asked; whoever knows some values already may settle it here."""
        raw = Raw(left, op, right)
        self.raws[raw] = self.raws.get(raw, 0) + 1
        return raw

    def flag(self, kind: str, name: str = "", form: str = "", person: str | None = None) -> Formula:
        """A yes or no that only proofs know of."""
        return self.raw(Slot(Fact(kind, name, form), person), "is", (True,))

    def _test(self, test: Test, hand: Hand) -> Formula:
        if test.fact.kind == "form":
            return self._form_test(test, hand)
        there, left = self._side(test.fact, hand)
        if isinstance(test.value, Fact):
            too, right = self._side(test.value, hand)
            return every((*there, *too, self._compared(left, test.op, right)))
        return every((*there, self._compared(left, test.op, self._bound(test))))

    def _bound(self, test: Test) -> Slot | Anything:
        if isinstance(test.value, LimitName) and not is_fixed(self.layout.workflow, test.value.name):
            return Slot(Fact("limit", test.value.name))
        return fixed_bound(self.layout, test)

    def _form_test(self, test: Test, hand: Hand) -> Formula:
        form = self.layout.workflow.form_by_name[test.fact.form]
        owners = self.owners(form, hand.owner if hand.each else None)
        if test.op == "complete":
            guard = [self.present(form, owner) for owner in owners if hand.each and form.copy_each]
            whole = self.complete(form)
            return every((*guard, whole if test.value else opposite(whole)))
        return every(self._changed(form, str(test.value), owner) for owner in owners)

    def _changed(self, form: Form, moment: str, owner: str | None) -> Formula:
        if self.present(form, owner) is NEVER:
            return NEVER
        return self.flag("changed", moment, form.name, owner)

    def _compared(self, left: Slot | Marks, op: str, right: Slot | Marks | Anything) -> Formula:
        """A comparison; counts of unfavorable answers are compared number by number."""
        if isinstance(left, Slot):
            if not isinstance(right, Marks):
                return self.raw(left, op, right)
            return self._compared(right, TURNED[op], left)
        numbers = range(len(left.parts) + 1)
        if isinstance(right, Slot):
            each = ((n, self.raw(right, TURNED[op], n)) for n in numbers)
            return some(every((Counted(left, frozenset({n})), raw)) for n, raw in each)
        if isinstance(right, Marks):
            each_too = ((n, frozenset(m for m in numbers if passes(op, m, n))) for n in range(len(right.parts) + 1))
            return some(every((Counted(right, frozenset({n})), Counted(left, fit))) for n, fit in each_too)
        return Counted(left, frozenset(n for n in numbers if passes(op, n, right)))

    # --- what tests read --------------------------------------------------------------------------------------------
    def _side(self, fact: Fact, hand: Hand) -> tuple[tuple[Formula, ...], Slot | Marks]:
        """What must hold for a fact to be there, and the slot or the marks it is."""
        if fact.kind not in ON_A_SHEET:
            return (), Slot(fact)
        form = self.layout.workflow.form_by_name[fact.form]
        there, owner = self._copy(form, hand)
        if fact.kind == "unfavorable":
            return (there,), self._marks(form, owner)
        field = form.fields[self.layout.fields[fact.form, fact.name]]
        theirs = Hand(form.name, owner)
        asks = () if field.asked_if is None else (self.condition(field.asked_if, theirs),)
        return (there, *asks), Slot(fact, owner, self.may_lack(form, field))

    def may_lack(self, form: Form, field: Field) -> bool:
        """Whether a copy of a form may lack an answer to a question that is asked."""
        lacking = may_be_absent(field) or (form.living and form.name != self.completing)
        return lacking and Fact("field", field.name, form.name) not in self.answered

    def _copy(self, form: Form, hand: Hand) -> tuple[Formula, str | None]:
        """The copy meant where a test stands: what must hold for it to be there, and its owner."""
        if form.name == hand.form:
            return ALWAYS, hand.owner
        if not form.copy_each:
            return self.present(form, None), None
        return (self.present(form, hand.owner), hand.owner) if hand.each else (NEVER, None)

    def owners(self, form: Form, person: str | None) -> tuple[str | None, ...]:
        """Whose copies of a form are owed: those of all partners, of one person, or the only one."""
        if not form.copy_each:
            return (None,)
        partners = (one for role in self.layout.workflow.partner_roles for one in self.persons[role])
        return tuple(partners) if person is None else (person,)

    def present(self, form: Form, owner: str | None) -> Formula:
        """Whether a copy has been handed in; that of the form whose completion leads here always has."""
        if form.copy_each and owner not in self.owners(form, None):
            return NEVER
        return ALWAYS if form.name == self.completing else self.flag("sheet", "", form.name, owner)

    def complete(self, form: Form) -> Formula:
        """Whether everything owed is in."""
        return ALWAYS if form.name == self.completing else self.flag("complete", "", form.name)

    def _marks(self, form: Form, owner: str | None) -> Marks:
        if (form.name, owner) not in self.marked:
            tests = (test for field in form.fields if (test := mark(form, field)) is not None)
            parts = tuple(self._test(test, Hand(form.name, owner)) for test in tests)
            known = self.shared.get((form.name, owner))
            alike = known is not None and known.parts == parts
            self.marked[form.name, owner] = known if known and alike else Marks(form.name, owner, parts)
        return self.marked[form.name, owner]

    # --- what cannot be ---------------------------------------------------------------------------------------------
    def constraints(self, hand: Hand) -> Formula:
        """What holds in every case: the yes and no of copies, completeness, changes and moments fit together."""
        facts = {raw.left.fact for raw in self.raws}
        forms = [form for form in self.layout.workflow.forms if {form.name} & {fact.form for fact in facts}]
        whole = [self._whole(form) for form in forms if Fact("complete", "", form.name) in facts]
        changed = [
            unless(raw, self.present(self.layout.workflow.form_by_name[raw.left.fact.form], raw.left.person))
            for raw in list(self.raws)
            if raw.left.fact.kind == "changed"
        ]
        own = (
            [self.present(self.layout.workflow.form_by_name[hand.form], hand.owner)]
            if hand.form and hand.owner
            else []
        )
        return every([*own, *whole, *changed, *self._moments(facts)])

    def _whole(self, form: Form) -> Formula:
        """A form that is complete has every copy that is owed, and on them every answer that is required."""
        copies = [self.present(form, owner) for owner in self.owners(form, None)]
        required = [
            self.raw(slot, "answered")
            for slot in dict.fromkeys(slot for raw in self.raws for slot in raw.slots)
            if slot.absent and slot.fact.form == form.name and not may_be_absent(form.fields[self._slot(slot.fact)])
        ]
        return unless(self.complete(form), every([*copies, *required]))

    def _slot(self, fact: Fact) -> int:
        return self.layout.fields[fact.form, fact.name]

    def _moments(self, facts: set[Fact]) -> list[Formula]:
        """A moment that never happened has no time since it, was passed no times, and lies before every change."""
        found: list[Formula] = []
        for moment in self.layout.moments:
            since = [self.raw(Slot(Fact("since", moment)), "answered")] if Fact("since", moment) in facts else []
            times = [self.raw(Slot(Fact("times", moment)), "at_least", 1)] if Fact("times", moment) in facts else []
            happened = [*since, *times]
            found += [unless(one, other) for one in happened for other in happened if one != other]
            found += [some((happened[0], self._as_there(raw))) for raw in self._changes(moment) if happened]
        return found

    def _changes(self, moment: str) -> list[Raw]:
        return [raw for raw in self.raws if raw.left.fact.kind == "changed" and raw.left.fact.name == moment]

    def _as_there(self, changed: Raw) -> Formula:
        """A copy counts as changed since a moment that never happened as soon as it is there."""
        fact = changed.left.fact
        return unless(self.present(self.layout.workflow.form_by_name[fact.form], changed.left.person), changed)
