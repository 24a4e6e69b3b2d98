"""
The part of the life that any state machine can do: its eight moves, and four forms becoming complete, twelve events.

The guards and what is written down are plain functions that all peers call, so that a difference between peers is
a difference in dispatch and never in arithmetic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

from benchmarks import workload
from benchmarks.handwritten.answers import LASTING

if TYPE_CHECKING:
    from collections.abc import Callable

Payload: TypeAlias = "dict[str, Any]"
Event: TypeAlias = "tuple[str, Payload]"


class Pair:
    """What a peer moves: mutable, as these libraries want it."""

    def __init__(self, name: str) -> None:
        self.id = name
        self.mentee = "ana"
        self.mentor = "raj"
        self.coordinator = "kim"
        self.state = "requested"
        self.tries = 0
        self.program_days = 365
        self.halves: tuple[str, ...] = ()
        self.history: list[tuple[str, str, str, Payload]] = []


def write_down(pair: Pair, event: str, source: str, target: str, payload: Payload) -> None:
    """One line of history, and what the event changes beside the state."""
    pair.history.append((event, source, target, payload))
    if event == "no_answer":
        pair.tries += 1
    elif event == "answered":
        pair.tries = 0
    elif event == "extend":
        pair.program_days += payload["days"]
    elif event == "close":
        pair.halves = (*pair.halves, payload["by"])


# --- guards -------------------------------------------------------------------------------------------------------
def mentor_has_room(pair: Pair, e: Payload) -> bool:
    """The mentor accepts and has fewer than three mentees."""
    return bool(e["by"] == pair.mentor and e["mentor_active_mentees"] < 3)


def by_partner(pair: Pair, e: Payload) -> bool:
    """One of the two acts."""
    return e["by"] in {pair.mentee, pair.mentor}


def by_anyone(pair: Pair, e: Payload) -> bool:
    """One of the two, or the coordinator, acts."""
    return bool(e["by"] in {pair.mentee, pair.mentor, pair.coordinator})


def may_extend(pair: Pair, e: Payload) -> bool:
    """The coordinator adds one to 730 days."""
    return bool(e["by"] == pair.coordinator and 1 <= e["days"] <= 730)


def first_half(pair: Pair, e: Payload) -> bool:
    """The first of the two proposes the close."""
    return by_partner(pair, e) and not pair.halves


def second_half(pair: Pair, e: Payload) -> bool:
    """The other confirms the close."""
    return bool(by_partner(pair, e) and pair.halves and e["by"] not in pair.halves)


def _struggling(sheet: Payload, meetings: int) -> bool:
    count = (sheet["fit"] in {"fair", "poor"}) + (sheet["meetings_a_month"] < meetings) + (sheet["energized"] == "no")
    return bool(count + (sheet["time_well_spent"] == "no") + (sheet["cancelled_in_a_row"] > 3) > 2)


def lasting_obstacle(_pair: Pair, e: Payload) -> bool:
    """Somebody struggles with an obstacle that lasts."""
    return any(
        _struggling(sheet, e["meetings"]) and not set(LASTING).isdisjoint(sheet.get("obstacles", ()))
        for sheet in e["sheets"]
    )


def nothing_named(_pair: Pair, e: Payload) -> bool:
    """Somebody struggles and names no obstacle."""
    return any(_struggling(sheet, e["meetings"]) and not sheet.get("obstacles") for sheet in e["sheets"])


def struggling(_pair: Pair, e: Payload) -> bool:
    """Somebody struggles."""
    return any(_struggling(sheet, e["meetings"]) for sheet in e["sheets"])


def somebody_stops(_pair: Pair, e: Payload) -> bool:
    """One of the two does not want to go on."""
    return any(sheet["going_on"] != "yes" for sheet in e["sheets"])


def new_goals(_pair: Pair, e: Payload) -> bool:
    """One of the two has new goals."""
    return any(sheet["goals_changed"] == "yes" for sheet in e["sheets"])


Guard: TypeAlias = "Callable[[Pair, Payload], bool] | None"
CLOSING = ("agreed", "checked_up", "renewed", "with_coordinator")
LIVE = ("matched", "recovering", *CLOSING)
STATES = ("requested", *LIVE, "amending_plan", "closed")
FINAL = ("closed",)
STAY = ""

# (event, sources, guard, target): in the order in which they are tried. STAY keeps the state.
TRANSITIONS: tuple[tuple[str, tuple[str, ...], Guard, str], ...] = (
    ("accept", ("requested",), mentor_has_room, "matched"),
    ("agreement_complete", ("matched",), None, "agreed"),
    ("check_up_complete", ("agreed",), lasting_obstacle, "with_coordinator"),
    ("check_up_complete", ("agreed",), nothing_named, STAY),
    ("check_up_complete", ("agreed",), struggling, "recovering"),
    ("check_up_complete", ("agreed",), None, "checked_up"),
    ("ask_for_help", ("recovering",), by_partner, "with_coordinator"),
    ("work_on_it", ("with_coordinator",), by_anyone, "recovering"),
    ("recovery_complete", ("recovering",), None, "checked_up"),
    ("review_complete", ("checked_up", "renewed"), somebody_stops, "with_coordinator"),
    ("review_complete", ("checked_up", "renewed"), new_goals, "amending_plan"),
    ("review_complete", ("checked_up", "renewed"), None, "renewed"),
    ("no_answer", LIVE, by_partner, STAY),
    ("answered", LIVE, by_partner, STAY),
    ("extend", ("agreed", "checked_up", "renewed"), may_extend, STAY),
    ("close", CLOSING, first_half, STAY),
    ("close", CLOSING, second_half, "closed"),
)
EVENTS = tuple(dict.fromkeys(row[0] for row in TRANSITIONS))
ROWS = tuple((event, source, guard, target) for event, sources, guard, target in TRANSITIONS for source in sources)

_TOLD: tuple[Event, ...] = (
    ("accept", {"by": "raj", "mentor_active_mentees": 1, "facts": {"mentor_active_mentees": 1}}),
    ("agreement_complete", {"by": "raj"}),
    ("no_answer", {"by": "raj"}),
    ("answered", {"by": "raj"}),
    ("check_up_complete", {"by": "ana", "meetings": 2, "sheets": (workload.FINE, workload.REPAIRABLE)}),
    ("ask_for_help", {"by": "raj"}),
    ("work_on_it", {"by": "kim"}),
    ("recovery_complete", {"by": "ana"}),
    ("extend", {"by": "kim", "days": 60, "answers": {"extra_time": "60 days"}}),
    ("review_complete", {"by": "ana", "sheets": (workload.REVIEW, workload.REVIEW)}),
    ("close", {"by": "ana"}),
    ("close", {"by": "raj"}),
)
# Each with its instant, for the peers that look at one.
PATH: tuple[Event, ...] = tuple(
    (event, {**payload, "at": workload.on(day)}) for day, (event, payload) in enumerate(_TOLD)
)
REACHED = (
    "matched", "agreed", "agreed", "agreed", "recovering", "with_coordinator", "recovering", "checked_up",
    "checked_up", "renewed", "renewed", "closed",
)  # fmt: skip
# The eight moves among them, each with the state it is made in and the halves of the close that were made before.
MOVES: tuple[tuple[Event, str, tuple[str, ...]], ...] = tuple(
    (event, state, ("ana",) if event[0] == "close" and event[1]["by"] == "raj" else ())
    for event, state in zip(PATH, ("requested", *REACHED), strict=False)
    if not event[0].endswith("_complete")
)
REFUSED: tuple[Event, ...] = (
    ("accept", {**PATH[0][1], "by": "ana"}),
    ("accept", {**PATH[0][1], "mentor_active_mentees": 3, "facts": {"mentor_active_mentees": 3}}),
    ("close", {"by": "ana", "at": workload.on(0)}),
)


class Peer(Protocol):
    """What every peer module's ``Peer`` class offers."""

    name: str
    leaves_out: str

    def create(self, name: str) -> Any:  # noqa: ANN401 (each library has its own)
        """A partnership that was just requested, in whatever form the library holds it."""

    def fire(self, held: Any, event: str, payload: Payload) -> bool:  # noqa: ANN401
        """Let one event happen; whether it was accepted."""

    def state(self, held: Any) -> str:  # noqa: ANN401
        """The present state."""

    def pair(self, held: Any) -> Pair:  # noqa: ANN401
        """What was written down."""


@runtime_checkable
class SetsBack(Peer, Protocol):
    """A peer whose partnerships can be put back to an earlier state."""

    def set_back(self, held: Any, state: str, halves: tuple[str, ...]) -> None:  # noqa: ANN401
        """Put a partnership where a move can be made once more."""


def disagreements(peer: Peer) -> list[str]:
    """Where a peer gives another answer than the one written by hand; empty when it may be measured."""
    held = peer.create("p-1")
    wrong = [
        f"{event} was accepted"
        for event, payload in REFUSED
        if peer.fire(held, event, payload) or peer.state(held) != "requested"
    ]
    for (event, payload), state in zip(PATH, REACHED, strict=True):
        accepted = peer.fire(held, event, payload)
        if not accepted or peer.state(held) != state:
            wrong.append(f"{event} led to {peer.state(held)}, not to {state}")
    pair = peer.pair(held)
    if (len(PATH), 425, ("ana", "raj"), 0) != (len(pair.history), pair.program_days, pair.halves, pair.tries):
        wrong.append("something else was written down")
    return wrong
