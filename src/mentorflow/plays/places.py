"""
What makes two partnerships alike for a search: the things that are true of them, each as a small value.

A thing is true of a form (whether it is open, who has filled it in and how its tests come out, who has signed),
of a deadline (how many of its lines have fallen), of a condition (whether it holds), of a moment, a count, a half of
a joint move, a role; instants and words are left out, so that there are only so many.
Nothing here searches or decides.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from mentorflow.plays.given import NEAR
from mentorflow.rules.calendar import Duration, add_to_date, local_date
from mentorflow.rules.conditions import compile_condition
from mentorflow.rules.layout import host_facts_read
from mentorflow.rules.meaning import has_changed, mark, passes
from mentorflow.rules.workflow import Fact
from mentorflow.states.partnership import holders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mentorflow.plays.bearing import Bearing
    from mentorflow.plays.given import Given
    from mentorflow.rules.meaning import Anything
    from mentorflow.rules.workflow import Form, Test
    from mentorflow.states.partnership import Partnership, Round, Sheet

# What is true of a partnership: the kind of thing, its name, and how it is.
Atom: TypeAlias = tuple[str, Any, Any]

# How often something that comes back is told apart: not yet, once, twice, often.
OFTEN = 3


@attrs.frozen(eq=False, slots=False)
class Places:
    """Reads what is true of partnerships of one workflow; keeps what it has read of rounds, which are shared."""

    known: Given
    conditions: tuple[tuple[str, Callable[..., bool]], ...]
    read: dict[int, tuple[Round, Any]] = attrs.Factory(dict)

    def atoms(self, p: Partnership, us: int, only: Bearing | None = None) -> tuple[Atom, ...]:
        """What is true of a partnership at an instant, the state apart; with *only* just what has a bearing."""
        every = self._atoms(p, us)
        if not self.known.flow.plan.states[p.state].live:
            every = (atom for atom in every if self._outlives(atom))
        return tuple(every if only is None else (atom for atom in every if self._bears(p, atom, only)))

    def _outlives(self, atom: Atom) -> bool:
        """Whether something can still change after the end: only what stays open then."""
        plan, (kind, name, _) = self.known.flow.plan, atom
        if kind == "form":
            return plan.workflow.forms[name].stays_open_after_end
        form = plan.deadlines[name].form if kind == "fallen" else None
        return kind == "in" or (form is not None and form.form.stays_open_after_end)

    def _bears(self, p: Partnership, atom: Atom, only: Bearing) -> bool:
        """Whether something true has a bearing; what the state waits for always has."""
        kind, name, _ = atom
        plan = self.known.flow.plan
        if kind == "form":
            form, state = plan.workflow.forms[name], plan.states[p.state]
            return form.name in only.forms or any(wait.form.slot == name for wait in (*state.waits, *state.on_change))
        if kind == "fallen":
            return (plan.deadlines[name].deadline.owner, plan.deadlines[name].deadline.name) in only.deadlines
        if kind == "moment":
            return any(plan.layout.moments.get(each) == name for each in only.moments)
        if kind == "count":
            return plan.workflow.counts[name].name in only.counts
        return {
            "ago": name in only.moments,
            "changed": name in only.forms,
            "holds": name in only.conditions,
            "half": name in only.moves,
            "lift": name in only.conditions,
        }.get(kind, kind in {"in", "from"})

    def _atoms(self, p: Partnership, us: int) -> Iterator[Atom]:
        yield "in", "", True
        yield from (("form", slot, self._round(slot, asked, p)) for slot, asked in enumerate(p.rounds) if asked)
        yield from ((each.kind, each.name, each.person) for each in p.pending)
        yield from self._happened(p)
        yield from (("holds", name, True) for name, holds in self.conditions if holds(p, {}, us, None))
        yield from self._changed(p)
        yield from self._ago(p, us) if self.known.near else ()
        yield from self._other(p)

    def _happened(self, p: Partnership) -> Iterator[Atom]:
        """How often something has been counted, has happened, has fallen."""
        yield from (("count", slot, min(count, self._far)) for slot, count in enumerate(p.counts) if count)
        for slot, moment in enumerate(p.moments):
            if moment is not None:
                yield "moment", slot, min(moment.times, self._often.get(slot, 1))
        for slot, fallen in enumerate(p.falls):
            if fallen is not None:
                yield "fallen", slot, min(fallen[2], OFTEN)

    def _other(self, p: Partnership) -> Iterator[Atom]:
        """Where it came from, what limits it has of its own, and who holds what."""
        yield from [("from", "", p.came_from[-1][0])] if p.came_from else ()
        usual = self.known.flow.plan.limits
        yield from (("limit", slot, True) for slot, value in enumerate(p.limits) if value is not usual[slot])
        yield from (("people", slot, holders(held)) for slot, held in enumerate(p.people))

    def _changed(self, p: Partnership) -> Iterator[Atom]:
        for form, moment in self._looked_back:
            if has_changed(self.known.flow.layout, p, form, moment, None):
                yield "changed", form, moment

    @cached_property
    def _looked_back(self) -> tuple[tuple[str, str], ...]:
        """The forms with the moments since which they may have to have changed."""
        tests = [test for tests in self.known.tests.values() for test in tests if test.op == "changed_since"]
        return tuple(dict.fromkeys((test.fact.form, str(test.value)) for test in tests))

    def _ago(self, p: Partnership, us: int) -> Iterator[Atom]:
        """How close moments are to being as long ago as a condition asks for, by the day."""
        zone, base = self.known.flow.workflow.timezone, self.known.base(p)
        for name, test in self._timed:
            moment, asked = p.moments[self.known.flow.layout.moments[name]], base.asked(test)
            if moment is not None and asked is not None and isinstance(asked[1], Duration) and not asked[1].minutes:
                days = (local_date(us, zone) - add_to_date(local_date(moment.last_at, zone), asked[1])).days
                yield "ago", name, max(-NEAR, min(NEAR, days))

    @cached_property
    def _timed(self) -> tuple[tuple[str, Test], ...]:
        """The tests on the time since a moment, with its name."""
        return tuple(
            (fact.name, test) for fact, tests in self.known.tests.items() for test in tests if fact.kind == "since"
        )

    @cached_property
    def _far(self) -> int:
        """How far counts are told apart: just past every number they are compared with."""
        return 1 + max(self._compared("count"), default=OFTEN)

    @cached_property
    def _often(self) -> dict[int, int]:
        """How often moments are told apart, by slot: only those whose times are compared, more than once."""
        slots = self.known.flow.layout.moments
        names = {fact.name for fact in self.known.tests if fact.kind == "times"}
        far = 1 + max(self._compared("times"), default=0)
        return {slots[name]: far for name in names if name in slots}

    def _compared(self, kind: str) -> list[int]:
        base = self.known.base(None)
        asked = [base.asked(test) for fact, tests in self.known.tests.items() if fact.kind == kind for test in tests]
        return [one[1] for one in asked if one is not None and type(one[1]) is int]

    def _round(self, slot: int, asked: Round, p: Partnership) -> Anything:
        kept = self.read.get(id(asked))
        if kept is None:
            form = self.known.flow.workflow.forms[slot]
            sheets = tuple(sorted((sheet.person, self._sheet(form, sheet, p)) for sheet in asked.sheets))
            kept = self.read[id(asked)] = (
                asked,
                (asked.open, sheets, tuple(sorted(asked.signed)), asked.complete, asked.consumed),
            )
        return kept[1]

    def _sheet(self, form: Form, sheet: Sheet, p: Partnership) -> Anything:
        """How the tests on a sheet come out, and how many of its answers are unfavorable, where that is read."""
        tests = [
            (test, answer)
            for field, answer in zip(form.fields, sheet.answers, strict=True)
            for test in self.known.tests.get(Fact("field", field.name, form.name), ())
        ]
        tests += [
            (test, self._bad(form, sheet, p)) for test in self.known.tests.get(Fact("unfavorable", "", form.name), ())
        ]
        return tuple(self._passes(test, answer, p) for test, answer in tests)

    def _bad(self, form: Form, sheet: Sheet, p: Partnership) -> int:
        marks = [(mark(form, field), answer) for field, answer in zip(form.fields, sheet.answers, strict=True)]
        return sum(self._passes(test, answer, p) for test, answer in marks if test is not None)

    def _passes(self, test: Test, answer: Anything, p: Partnership) -> bool:
        if isinstance(test.value, Fact):
            slots, fields = self.known.flow.layout.forms, self.known.flow.layout.fields
            asked = p.rounds[slots[test.value.form]] if test.value.form in slots else None
            sheets = () if asked is None else asked.sheets
            return bool(sheets) and passes(
                test.op, answer, sheets[0].answers[fields[test.value.form, test.value.name]]
            )
        asked_of = self.known.base(p).asked(test)
        return asked_of is not None and passes(asked_of[0], answer, asked_of[1])


def places(known: Given) -> Places:
    """What is needed to tell partnerships of a workflow apart."""
    layout, workflow = known.flow.layout, known.flow.workflow
    own = [each.name for each in workflow.conditions if not host_facts_read(workflow, (each.name,))]
    return Places(known, tuple((name, compile_condition(layout, name)) for name in own))
