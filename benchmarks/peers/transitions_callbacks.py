"""
transitions with all of the work that its callbacks can do, as an application built on it would have them do it.

One machine moves all partnerships.
``prepare`` reads the instant, the facts and the answers, ``conditions`` are the role and the guard, ``after`` writes
down what was done and says who is told and what is asked for.
What they call are the functions that the hand-written class calls for the same purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from transitions import Machine, MachineError

from benchmarks.handwritten.answers import days_of, facts_of
from benchmarks.handwritten.moves import MENTEES_ADVISED
from benchmarks.handwritten.saying import instant_of, notices, role_of
from benchmarks.handwritten.values import MADE, NOT_YET, NOTHING, Change, People, Record
from benchmarks.peers import walk

if TYPE_CHECKING:
    from collections.abc import Callable

PARTNERS = ("mentee", "mentor")
NEVER = 1 << 62


class Rule(NamedTuple):
    """What stands around a move: who makes it, which facts it needs, what it asks, who is told, what is asked for."""

    by: tuple[str, ...] = ("mentee", "mentor", "coordinator")
    facts: tuple[str, ...] = ()
    asks_days: bool = False
    told: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()


RULES: dict[str, Rule] = {
    "accept": Rule(
        ("mentor",), ("mentor_active_mentees",), told=("mentee", "coordinator", "supervisor"),
        effects=("close_other_requests", "recount_mentor"),
    ),
    "no_answer": Rule(PARTNERS),
    "answered": Rule(PARTNERS),
    "ask_for_help": Rule(PARTNERS, told=("coordinator",)),
    "work_on_it": Rule(told=PARTNERS),
    "extend": Rule(("coordinator",), asks_days=True, told=("mentee", "mentor", "supervisor")),
    "close": Rule(PARTNERS, told=("mentee", "mentor", "coordinator", "supervisor"), effects=("recount_mentor",)),
}  # fmt: skip
ANY = Rule()


class Pair(walk.Pair):
    """A partnership that is changed in place, with what its callbacks read and write."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.people = People((self.mentee,), (self.mentor,), (self.coordinator,), ("sol",))
        self.at = 0
        self.wake = NEVER
        self.records: list[Record] = []
        self.now = 0
        self.known: tuple[tuple[str, Any], ...] = ()
        self.answers: tuple[Any, ...] | None = None


def _reading(rule: Rule) -> Callable[[Any], None]:
    """The instant, the facts and the answer; an exception where a program handed over something impossible."""

    def read(data: Any) -> None:  # noqa: ANN401 (EventData, whose types are wider than what is in it)
        pair, given = data.model, data.args[0]
        pair.now = instant_of(given["at"], pair)
        pair.known = facts_of(given.get("facts"), rule.facts)
        pair.answers = (days_of(given["answers"]["extra_time"]),) if rule.asks_days else None

    return read


def _role(rule: Rule) -> Callable[[Any], bool]:
    def holds(data: Any) -> bool:  # noqa: ANN401
        return role_of(data.model.people, data.args[0]["by"], rule.by) is not None

    return holds


def _condition(guard: Callable[[walk.Pair, walk.Payload], bool]) -> Callable[[Any], bool]:
    def holds(data: Any) -> bool:  # noqa: ANN401
        return guard(data.model, data.args[0])

    return holds


def _advice(pair: Pair, name: str) -> tuple[str, ...]:
    """What was advised otherwise; nobody here has filled in an evaluation."""
    if name == "accept":
        return () if pair.known[0][1] < MENTEES_ADVISED else ("mentor_has_slack",)
    return ("both_evaluated",) if name == "close" else ()


def _writing(rule: Rule, target: str) -> Callable[[Any], None]:
    """The record of a move, with who is told and what is asked for; of half a close the other partner alone hears."""
    entered = (target,) if target else NOTHING

    def write_down(data: Any) -> None:  # noqa: ANN401
        pair, given, name = data.model, data.args[0], data.event.name
        source = data.transition.source
        walk.write_down(pair, name, source, target or source, given)
        made, role = name != "close" or bool(entered), role_of(pair.people, given["by"], rule.by)
        change = MADE if made else NOT_YET
        if rule.asks_days:
            change = Change(program_days=pair.program_days)
        told = rule.told if made else tuple(each for each in PARTNERS if each != role)
        pair.records.append(Record(
            len(pair.records) + 1, pair.now, "move", name, given["by"], role,
            pair.known, pair.answers, entered, NOTHING, _advice(pair, name),
            notices(pair.people, "told", name, told) if told else NOTHING,
            rule.effects if made else NOTHING, change,
        ))  # fmt: skip
        pair.at = pair.now

    return write_down


def _transition(event: str, sources: tuple[str, ...], guard: walk.Guard, target: str) -> dict[str, Any]:
    rule = RULES.get(event, ANY)
    return {
        "trigger": event,
        "source": list(sources),
        "dest": target or None,
        "prepare": _reading(rule),
        "conditions": [_role(rule), *([] if guard is None else [_condition(guard)])],
        "after": _writing(rule, target),
    }


class Peer:
    """The machine and what it moves."""

    name = "transitions (callbacks)"
    leaves_out = (
        "no forms, sheets or signatures, no tables of rows, no deadlines beyond one comparison, no decision, no "
        "reasons for a refusal, no history that could be replayed or decided again; all changed in place"
    )

    def __init__(self) -> None:
        self.machine = Machine(
            model=None,
            states=[{"name": name, "final": name in walk.FINAL} for name in walk.STATES],
            transitions=[_transition(*row) for row in walk.TRANSITIONS],
            initial="requested",
            auto_transitions=False,
            send_event=True,
        )

    def create(self, name: str) -> Pair:
        """A partnership; the machine does not know it."""
        return Pair(name)

    def fire(self, held: Pair, event: str, payload: walk.Payload) -> bool:
        """Trigger an event; one that the state does not have is an exception in this library."""
        try:
            return bool(self.machine.events[event].trigger(held, payload))
        except MachineError:
            return False

    def set_back(self, held: Pair, state: str, halves: tuple[str, ...]) -> None:
        """Put a partnership where a move can be made once more; only a library without instances allows it."""
        held.state, held.halves, held.at = state, halves, 0
        held.history.clear()
        held.records.clear()

    def state(self, held: Pair) -> str:
        """The present state."""
        return held.state

    def pair(self, held: Pair) -> walk.Pair:
        """The partnership itself."""
        return held
