"""
Conditions spelled out for an export: the formulas of the proofs, with each condition a part with a name.

Meaning comes from ``rules.formulas``; what is added is that conditions stay apart, so that each is written once, and
that ``who`` stays a question about people instead of being spelled out for made-up ones.
Nothing here makes a table, and nothing here knows of states or moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

from mentorflow.rules.conditions import form_in_hand
from mentorflow.rules.formulas import Counted, Formula, Hand, Speller, every
from mentorflow.rules.meaning import any_will_do

if TYPE_CHECKING:
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.spaces import Raw
    from mentorflow.rules.workflow import Condition


class CannotSay(Exception):
    """Raised where a condition is not to be said in tables; the reason is one plain clause."""


@attrs.frozen
class Named:
    """
    Another condition, by its name.

    *form* is the form with a copy each whose sheet it reads, None where it reads none in hand; *owner* says whose
    sheet that is: None for the one in hand, else that of the person who is asked about.
    """

    condition: str
    form: str | None = None
    owner: str | None = None


@attrs.frozen
class People:
    """Whether every one (or some one) of those who hold these roles is as *each* says; nobody is not everybody."""

    roles: tuple[str, ...]
    some: bool
    each: Formula


@attrs.frozen
class Known:
    """A reading that is ready: the classes it answers, and in which of them it counts as yes."""

    read: str
    classes: int
    yes: frozenset[int]


Leaf: TypeAlias = "Raw | Named | People | Known | Counted"


class Spelling(Speller):
    """Spells conditions for an export; sheets are nobody's in particular, and no form is known to be complete."""

    @classmethod
    def of(cls, layout: Layout) -> Spelling:
        """The spelling of a workflow, with one made-up holder of every role, called like the role."""
        return cls(layout, None, {role.name: (role.name,) for role in layout.workflow.roles})

    def condition(self, name: str, hand: Hand) -> Formula:
        """A condition as a part with a name."""
        form = hand.form if hand.form is not None and form_in_hand(self.layout, name) == hand.form else None
        return cast("Formula", Named(name, form, hand.owner if form is not None else None))

    def behind(self, name: str, form: str | None) -> Formula:
        """What a condition says; *form* is the one whose sheet is in hand. Raises ``CannotSay``."""
        condition = self.layout.workflow.condition_by_name[name]
        if any(test.fact.kind == "since" or test.op == "changed_since" for test in condition.tests):
            msg = "it depends on when something happened"
            raise CannotSay(msg)
        return super().condition(name, Hand(form))

    def _own(self, condition: Condition, hand: Hand) -> Formula:
        if condition.who is None:
            return super()._own(condition, hand)
        roles = tuple(role.name for role, _ in self.meant(condition.who))
        one = Hand(None, roles[0], each=True)
        each = every(self._test(test, one) for test in condition.tests)
        return cast("Formula", People(roles, any_will_do(condition.who), each))
