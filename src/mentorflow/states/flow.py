"""
The front door to deciding: a ``Flow`` answers what may happen, what happens, why, and what is due.

A flow is immutable, safe between threads, and pickles as its workflow; nothing here reads a clock, a disk or an
environment (design principle 1).
The work is done in the other rooms of this package; here calls are checked and answers put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from mentorflow.errors import BadMoment, BadRecord
from mentorflow.rules.calendar import instant
from mentorflow.states import deeds, views
from mentorflow.states.calls import mapping_of, microseconds_of, named, of_kind, text_of
from mentorflow.states.deadlines import next_falling
from mentorflow.states.decision import Decision, Refusal, make_decision
from mentorflow.states.explain import Act
from mentorflow.states.facts import covered, read_facts
from mentorflow.states.falls import settle
from mentorflow.states.fold import fold_start, replay, same_rules
from mentorflow.states.machine import Subject, WorkflowMachine
from mentorflow.states.moves import decide_move
from mentorflow.states.options import Option, options, reads_of_form
from mentorflow.states.outcome import Outcome
from mentorflow.states.owing import Due, dues
from mentorflow.states.partnership import Partnership
from mentorflow.states.prepare import prepare
from mentorflow.states.reasons import not_offered
from mentorflow.states.records import Origin, Record
from mentorflow.states.starts import cast_list, decide_start, own_limits
from mentorflow.states.verify import Difference, verify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Field, Workflow
    from mentorflow.states.plan import FormPlan, Plan
    from mentorflow.states.views import View

_NOTHING: dict[str, Any] = {}
_NONE: Sequence[Outcome] = ()


class Flow:
    """
    A workflow ready to decide.

    Every act takes a partnership and returns a ``Decision``; the partnership given is never changed.
    *at* is an aware datetime and may not lie before the partnership's last record; *by* is any string that names a
    person, and somebody without a role is refused; *facts* are the declared host facts.
    Unknown names, undeclared or missing facts, naive datetimes and time running backwards raise
    (``mentorflow.errors``); what a person may not do is a refused decision (ruling 18).
    """

    __slots__ = ("_plan", "machine", "workflow")

    _plan: Plan
    machine: WorkflowMachine
    workflow: Workflow

    def __init__(self, workflow: Workflow) -> None:
        plan = prepare(workflow)
        object.__setattr__(self, "workflow", workflow)
        object.__setattr__(self, "_plan", plan)
        object.__setattr__(self, "machine", WorkflowMachine(plan))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        msg = "a Flow cannot be changed: load another one"
        raise AttributeError(msg)

    def __reduce__(self) -> tuple[type[Flow], tuple[Workflow]]:
        return Flow, (self.workflow,)

    def __repr__(self) -> str:
        return f"<Flow {self.workflow.name} {self.digest[:12]}>"

    @property
    def digest(self) -> str:
        """The SHA-256 of what the rules mean; equal for files that mean the same (ruling 19)."""
        return self._plan.digest

    @property
    def plan(self) -> Plan:
        """The workflow prepared for deciding; for mentorflow's own rooms."""
        return self._plan

    @property
    def layout(self) -> Layout:
        """Which slot a thing of the workflow has in a partnership's tuples."""
        return self._plan.layout

    # --- acts -----------------------------------------------------------------------------------------------------
    def start(
        self,
        move: str,
        *,
        id: str,  # noqa: A002 - what everybody calls it
        people: Mapping[str, object],
        by: str,
        at: dt.datetime,
        facts: Mapping[str, object] | None = None,
        answers: Mapping[str, object] | None = None,
        limits: Mapping[str, object] | None = None,
    ) -> Decision:
        """
        Begin a partnership by one of the start moves (ruling 15).

        *people* maps roles to a person or several; partners and staff must be there.
        *limits* sets limits that the file gives a range, such as ``{"program_length": "180 days"}``.
        """
        plan = self._plan
        offer = named(plan.starts, move, "start move")
        held, own = mapping_of("people", people), mapping_of("limits", limits, or_none=True)
        origin = Origin(text_of("id", id), plan.digest, cast_list(plan, held), own_limits(plan, own))
        given = mapping_of("answers", answers, or_none=True)
        us, known = microseconds_of(at), read_facts(self._plan, facts)
        p = fold_start(plan, origin, us)
        act = Act(plan, p, "start", move, text_of("by", by), us, known, given, _NOTHING)
        covered(move, offer.reads, act.facts)
        return self._decision(None, decide_start(plan, offer, origin, act), (), act)

    def fire(
        self,
        partnership: Partnership,
        move: str,
        *,
        by: str,
        at: dt.datetime,
        facts: Mapping[str, object] | None = None,
        answers: Mapping[str, object] | None = None,
        people: Mapping[str, object] | None = None,
    ) -> Decision:
        """
        Make a move.

        *answers* are what the move asks; *people* the new holders of the roles it assigns.
        Deadlines that are due by *at* fall first and come back as ``before``.
        """
        act, before = self._begun(partnership, "move", move, by, at, facts, answers, people)
        offer = self.machine.offer(move, act.p.state)
        if offer is None:
            outcome = Outcome(refusals=(not_offered(self._plan, act.p.state, move, ()),))
        else:
            if offer.reads:
                covered(move, offer.reads, act.facts)
            outcome = decide_move(self._plan, act.p, offer, act)
        return self._decision(partnership, outcome, before, act)

    def submit(
        self,
        partnership: Partnership,
        form: str,
        *,
        answers: Mapping[str, object],
        by: str,
        at: dt.datetime,
        facts: Mapping[str, object] | None = None,
    ) -> Decision:
        """Fill in a form: one whole sheet, which replaces the person's earlier one (ruling 12)."""
        return self._on_form(deeds.decide_submit, "submit", partnership, form, by, at, facts, answers)

    def sign(
        self,
        partnership: Partnership,
        form: str,
        *,
        by: str,
        at: dt.datetime,
        facts: Mapping[str, object] | None = None,
    ) -> Decision:
        """Sign a form as it stands."""
        return self._on_form(deeds.decide_sign, "sign", partnership, form, by, at, facts)

    def open_form(self, partnership: Partnership, form: str, *, by: str, at: dt.datetime) -> Decision:
        """Open a form for those who fill it in (R-025)."""
        return self._on_form(deeds.decide_open, "open", partnership, form, by, at)

    def close_form(self, partnership: Partnership, form: str, *, by: str, at: dt.datetime) -> Decision:
        """Close a form; it can be opened again."""
        return self._on_form(deeds.decide_close, "close", partnership, form, by, at)

    def lift(self, partnership: Partnership, condition: str, *, by: str, at: dt.datetime, reason: str) -> Decision:
        """Lift a ``must`` for somebody else's next move in this state, with a reason (ruling 14)."""
        named(self.workflow.condition_by_name, condition, "condition")
        why = text_of("reason", reason, may_be_empty=True)
        act, before = self._begun(partnership, "lift", condition, by, at)
        return self._decision(partnership, deeds.decide_lift(self._plan, act.p, condition, act, why), before, act)

    # --- questions ------------------------------------------------------------------------------------------------
    def options(
        self,
        partnership: Partnership,
        *,
        at: dt.datetime,
        by: str | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> tuple[Option, ...]:
        """What may happen at an instant, by *by* or by anybody; deadlines due by then count as fallen (ruling 16)."""
        us = self._moment(partnership, at)
        p, _ = settle(self._plan, partnership, us)
        who, known = "" if by is None else text_of("by", by), read_facts(self._plan, facts)
        act = Act(self._plan, p, "options", "", who, us, known, _NOTHING, _NOTHING)
        return options(self._plan, p, act, anybody=by is None)

    def questions(
        self,
        partnership: Partnership,
        form: str,
        *,
        by: str,
        answers: Mapping[str, object] | None = None,
        facts: Mapping[str, object] | None = None,
        at: dt.datetime | None = None,
    ) -> tuple[Field, ...]:
        """
        The questions to ask next, given the answers so far, in the order of the file.

        *at* is the instant they are asked at, the partnership's last record's unless said; deadlines due by then
        count as fallen.
        Raises ``BadFact`` when a question hangs on a fact that is not among *facts*.
        """
        text_of("by", by)
        self._same_rules(partnership)
        us = partnership.at_us if at is None else self._moment(partnership, at)
        prepared, known = self._form(form), read_facts(self._plan, facts)
        covered(form, prepared.reads, known)
        p, _ = settle(self._plan, partnership, us)
        return deeds.questions(self._plan, p, prepared, mapping_of("answers", answers, or_none=True), known, us)

    def due(self, partnership: Partnership, *, at: dt.datetime) -> tuple[Due, ...]:
        """What is owed at an instant, by whom, since when and until when."""
        p, _ = settle(self._plan, partnership, self._moment(partnership, at))
        return dues(self._plan, p)

    def tick(self, partnership: Partnership, *, at: dt.datetime) -> tuple[Decision, ...]:
        """
        A decision for every deadline that has fallen by an instant, in order.

        Empty when nothing has fallen, and for an instant before the last record (ruling 1).
        """
        us = microseconds_of(at)
        self._same_rules(partnership)
        if us < partnership.at_us:
            return ()
        return self._falls(partnership, settle(self._plan, partnership, us)[1])

    def view(self, partnership: Partnership, *, by: str) -> View:
        """What a person may see of a partnership (ruling 13)."""
        self._same_rules(partnership)
        return views.view(self._plan, partnership, text_of("by", by))

    def history(self, records: Iterable[Record], *, by: str) -> tuple[Record, ...]:
        """A history as a person may see it: sealed answers and private reasons are left out (ruling 13)."""
        return views.history(self._plan, _records(records), text_of("by", by))

    def replay(self, records: Iterable[Record]) -> Partnership:
        """
        The partnership a history gives; evaluates no condition (ruling 6).

        The history is trusted: whether each move is one of these rules, and was allowed, is for ``verify``.
        """
        return replay(self._plan, _records(records))

    def verify(self, records: Iterable[Record]) -> tuple[Difference, ...]:
        """Decide a whole history again; every record that would come out otherwise (ruling 6)."""
        return verify(self._plan, _records(records))

    def subject(
        self, partnership: Partnership, *, by: str, at: dt.datetime, facts: Mapping[str, object] | None = None
    ) -> Subject:
        """A throw-away model for a machine made by ``flow.machine.like``."""
        us = self._moment(partnership, at)
        return Subject(partnership, text_of("by", by), us, read_facts(self._plan, facts))

    # --- putting answers together ---------------------------------------------------------------------------------
    def _on_form(  # noqa: PLR0917 - one deed with all that it may be given
        self,
        decide: Callable[[Plan, Partnership, FormPlan, Act], Outcome],
        kind: str,
        partnership: Partnership,
        form: str,
        by: str,
        at: dt.datetime,
        facts: Mapping[str, object] | None = None,
        answers: Mapping[str, object] | None = None,
    ) -> Decision:
        prepared = self._form(form)
        act, before = self._begun(partnership, kind, form, by, at, facts, answers)
        if kind in {"submit", "sign"}:
            covered(form, reads_of_form(self._plan, act.p, prepared), act.facts)
        return self._decision(partnership, decide(self._plan, act.p, prepared, act), before, act)

    def _form(self, form: str) -> FormPlan:
        return named(self._plan.forms, form, "form")

    def _begun(  # noqa: PLR0917 - all that an act can be given
        self,
        partnership: Partnership,
        kind: str,
        name: str,
        by: str,
        at: dt.datetime,
        facts: Mapping[str, object] | None = None,
        answers: Mapping[str, object] | None = None,
        people: Mapping[str, object] | None = None,
    ) -> tuple[Act, Sequence[Outcome]]:
        """The act that a call stands for, on the partnership after its due deadlines fell, and those falls."""
        plan, us = self._plan, microseconds_of(at)
        if type(partnership) is not Partnership or us < partnership.at_us or partnership.digest != plan.digest:
            self._moment(partnership, at)
        known = _NOTHING if facts is None else read_facts(plan, facts)
        handed = _NOTHING if answers is None else answers if type(answers) is dict else mapping_of("answers", answers)
        anew = _NOTHING if people is None else people if type(people) is dict else mapping_of("people", people)
        p: Partnership = partnership
        before = _NONE
        if us >= p.wake_us and next_falling(plan, p, us) is not None:
            p, before = settle(plan, p, us)
        if type(by) is not str or not by:
            text_of("by", by)
        return Act(plan, p, kind, name, by, us, known, handed, anew), before

    def _moment(self, partnership: Partnership, at: dt.datetime) -> int:
        us = microseconds_of(at)
        self._same_rules(partnership)
        if us < partnership.at_us:
            msg = (
                f"at {at.isoformat()} is before the last record of {partnership.id!r} ({instant(partnership.at_us)})"
            )
            raise BadMoment(msg)
        return us

    def _same_rules(self, partnership: Partnership) -> None:
        of_kind("partnership", partnership, (Partnership,), "a Partnership (a refused start has none)")
        same_rules(self._plan, partnership.digest)

    def _decision(self, given: Partnership | None, outcome: Outcome, before: Sequence[Outcome], act: Act) -> Decision:
        record, after, refusals, warnings = outcome
        if record is None:
            first: Refusal = refusals[0]
            kind = "not_offered" if first.kind == "not_offered" else "refused"
            return make_decision((kind, given, (), None, refusals, (), act))
        kind = "moved" if record.entered else "recorded"
        fallen = self._falls(given, before) if before and given is not None else ()
        return make_decision((kind, after, fallen, record, (), warnings, act))

    def _falls(self, given: Partnership, fallen: Iterable[Outcome]) -> tuple[Decision, ...]:
        decisions, p = [], given
        for outcome in fallen:
            kind = "moved" if outcome.record is not None and outcome.record.entered else "recorded"
            act = Act(self._plan, p, "fall", "", "", p.at_us, _NOTHING, _NOTHING, _NOTHING)
            decisions.append(make_decision((kind, outcome.partnership, (), outcome.record, (), (), act)))
            p = outcome.partnership or p
        return tuple(decisions)


def _records(given: Iterable[Record]) -> tuple[Record, ...]:
    """A history as it is handed in; anything in it that is no ``Record`` raises ``BadRecord``."""
    try:
        records = tuple(given)
    except TypeError:
        msg = f"a history is its records in order, not {given!r}"
        raise BadRecord(msg) from None
    for strange in set(map(type, records)) - {Record}:
        msg = f"a history is made of Records, not of {strange.__name__}"
        raise BadRecord(msg)
    return records
