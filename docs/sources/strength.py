"""
How strongly a line of the rules holds: must, should or may, by what the line is and not by what it was meant to be.

- *must*: otherwise it is refused, or it happens by itself; a structure, a condition that refuses, a required answer.
- *should*: it is advised, warned of or reminded of.
- *may*: it is only offered; a move that stays where it is, an answer that may be missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.workflow import STAY, Fact, LimitName, Share, Test, Tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.coverage import Element
    from mentorflow.rules.workflow import Condition, Deadline, Field, Form, Move, Workflow

RANK = {"": 0, "info": 0, "may": 1, "should": 2, "must": 3}
# What a key says whatever it stands below.
SAID = {
    "should": "should",
    "should_be": "should",
    "talk_about": "should",
    "optional": "may",
    **dict.fromkeys(("must", "by", "not_by", "filled_in_by", "signed_by", "opened_by", "open_from"), "must"),
    **dict.fromkeys(("private", "hidden_from_partner", "also_seen_by", "living", "repeats", "asked_if"), "must"),
    **dict.fromkeys(("when_changed", "stays_open_after_end", "unfavorable"), "must"),
}


def strongest(strengths: Iterable[str]) -> str:
    """The strongest of some; empty when there are none."""
    return max(strengths, key=lambda strength: RANK[strength], default="")


@attrs.frozen
class Strengths:
    """The strength of whatever stands in one workflow."""

    workflow: Workflow

    def of_line(self, keys: Iterable[str], things: Iterable[Element]) -> str:
        """The strength of a line: by its *keys*, the innermost first, or by the *things* it belongs to."""
        said = next((SAID[key] for key in keys if key in SAID), "")
        return said or strongest(self.of(thing.key) for thing in things) or "must"

    def of(self, key: tuple[str, ...]) -> str:
        """The strength of one thing, by the key that it is known by."""
        kind, *names = key
        if kind == "notice":
            return "should" if names[0] == "deadline" else "must"
        if kind == "move":
            return self._move(self._the_move(names))
        if kind == "deadline":
            return self._deadline(self._the_deadline(names))
        if kind == "field":
            return self._question(names)
        ask = {"form": self._form, "limit": self._limit, "condition": self._condition, "fact": self._read}.get(kind)
        return ask(names[0]) if ask else self._read(names[0]) if kind == "count" else "must"

    def _the_move(self, names: list[str]) -> Move:
        home, name = names
        return next(move for move in self.workflow.every_move() if (move.home, move.name) == (home, name))

    def _the_deadline(self, names: list[str]) -> Deadline:
        every = self.workflow.every_deadline()
        return next(one for one in every if [*one.owner, one.name] == names[:3])

    @staticmethod
    def _move(move: Move) -> str:
        return "may" if move.to == STAY else "must"

    @staticmethod
    def _deadline(deadline: Deadline) -> str:
        """Whether it does something to the partnership, or only tells and reminds."""
        return "must" if any(mark.to or mark.close_form for mark in deadline.marks) else "should"

    def _question(self, names: list[str]) -> str:
        """A question of a form, or one that a move asks."""
        if names[0] == "form":
            form = self.workflow.form_by_name[names[1]]
            return self._field(form.field(names[2]), self._form(form.name))
        move = self._the_move(names[1:3])
        return self._field(next(field for field in move.asks if field.name == names[-1]), "must")

    @staticmethod
    def _field(field: Field | None, around: str) -> str:
        if field is None or field.optional or (isinstance(field.kind, Tick) and not field.kind.required):
            return "may"
        return around

    def _form(self, name: str) -> str:
        """What hangs on a form: whether anything waits for it, reads it, or only wants it by a day."""
        form = self.workflow.form_by_name[name]
        waits = (when.form for state in self.workflow.states for when in (*state.when_complete, *state.when_changed))
        due = "should" if form.due else "may"
        return "must" if name in waits else strongest((due, *self._reading(form)))

    def _reading(self, form: Form) -> Iterator[str]:
        for condition in self.workflow.conditions:
            if any(form.name in {test.fact.form, test.fact.name} for test in condition.tests):
                yield self._condition(condition.name)

    def _condition(self, name: str) -> str:
        """What hangs on a condition: a move that is refused or warned of, a row, a question, another condition."""
        workflow = self.workflow
        moves = tuple(workflow.every_move())
        cells = (cell.condition for table in workflow.routing for row in table.rows for cell in row.cells)
        asked = (field.asked_if for form in workflow.forms for field in form.fields)
        if name in {*cells, *asked, *(part for move in moves for part in move.must)}:
            return "must"
        advised = "should" if any(name in move.should for move in moves) else "may"
        above = (other.name for other in workflow.conditions if name in other.parts)
        return strongest((advised, *(self._condition(other) for other in above)))

    def _read(self, name: str) -> str:
        """A fact or a count: by the conditions that read it."""
        readers = (c.name for c in self.workflow.conditions if Fact("host", name) in _facts(c) or _counts(c, name))
        return strongest(("may", *(self._condition(reader) for reader in readers)))

    def _limit(self, name: str) -> str:
        """A number: by whatever uses it."""
        return strongest(("may", *self._uses(name)))

    def _uses(self, name: str) -> Iterator[str]:
        workflow, wanted = self.workflow, LimitName(name)
        yield from (self._condition(c.name) for c in workflow.conditions if any(t.value == wanted for t in c.tests))
        for deadline in workflow.every_deadline():
            if name in {deadline.within, deadline.every}:
                yield self._deadline(deadline)
        for limit in workflow.limits:
            if isinstance(limit.amount, Share) and limit.amount.of == name:
                yield self._limit(limit.name)
        for form in workflow.forms:
            scores = (field.unfavorable for field in form.fields)
            if any(isinstance(score, Test) and score.value == wanted for score in scores):
                yield self._form(form.name)


def _facts(condition: Condition) -> tuple[Fact, ...]:
    return tuple(test.fact for test in condition.tests)


def _counts(condition: Condition, name: str) -> bool:
    return Fact("count", name) in _facts(condition)
