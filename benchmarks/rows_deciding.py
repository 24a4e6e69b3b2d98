"""Rows about deciding: whole acts, moves, other libraries, bare dispatch, one routing decision."""

from __future__ import annotations

import importlib
import itertools
from typing import TYPE_CHECKING, Any

from benchmarks import workload
from benchmarks.contestants import ByFlow, ByHand, calls_of, make
from benchmarks.handwritten.dispatch import dispatcher
from benchmarks.handwritten.routing import after_check_up
from benchmarks.measure import DisagreeError
from benchmarks.peers import walk
from benchmarks.peers.walk import SetsBack
from benchmarks.table import Row, microseconds, nanoseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.contestants import Call, Contestant
    from benchmarks.measure import Contest, Timing
    from benchmarks.peers.walk import Peer

FIRE_BOUND = 3.0
NEVER_SLOWER = 1.0
DISPATCH_BOUND = 1.5
ROUTING_BOUND = 1.3
PEERS = (
    "transitions_callbacks",
    "transitions_bare",
    "automat_builder",
    "xstate_statemachine",
    "python_statemachine",
)
BOUNDED = "transitions (callbacks)"
MEETINGS = 2


def peers() -> tuple[list[Peer], list[str]]:
    """The peers that are installed and agree on the answers, and a sentence about each that is not."""
    found, left_out = [], []
    for name in PEERS:
        try:
            peer: Peer = importlib.import_module(f"benchmarks.peers.{name}").Peer()
        except ImportError as missing:
            left_out.append(f"{name}: {missing.name} is not installed (benchmarks/requirements.txt)")
            continue
        wrong = walk.disagreements(peer)
        if wrong and isinstance(peer, SetsBack):
            msg = f"{peer.name}: {wrong[0]}"
            raise DisagreeError(msg)
        found += [] if wrong else [peer]
        left_out += [f"{peer.name}: {wrong[0]}"] if wrong else []
    return found, left_out


def _making(calls: list[Call]) -> Callable[[], None]:
    def run() -> None:
        for function, arguments, keywords in calls:
            function(*arguments, **keywords)

    return run


def _walking(peer: Peer) -> Callable[[], None]:
    fire, create = peer.fire, peer.create

    def run() -> None:
        held = create("p-1")
        for event, payload in walk.PATH:
            fire(held, event, payload)

    return run


def _moving(peer: SetsBack) -> Callable[[], None]:
    fire, set_back, held = peer.fire, peer.set_back, peer.create("p-1")

    def run() -> None:
        for (event, payload), state, halves in walk.MOVES:
            set_back(held, state, halves)
            fire(held, event, payload)

    return run


def _creating(peer: Peer) -> Callable[[], None]:
    create = peer.create

    def run() -> None:
        create("p-1")

    return run


def moves(contestant: Contestant) -> list[Call]:
    """The calls of the eight moves of the life, each on the partnership as it then was."""
    calls = calls_of(contestant)
    return [calls[place] for place in workload.MOVES]


def acts(contest: Contest, flow: ByFlow, hand: ByHand) -> list[Row]:
    """A whole life, act by act, and its eight moves alone."""
    whole = contest.between(
        {"flow": _making(calls_of(flow)), "hand": _making(calls_of(hand))}, units=len(workload.LIFE)
    )
    eight = contest.between({"flow": _making(moves(flow)), "hand": _making(moves(hand))}, units=len(workload.MOVES))
    return [
        _row("Flow.fire, everything included", eight["flow"], eight["hand"], FIRE_BOUND),
        _row("  any act of a life, forms included", whole["flow"], whole["hand"], None),
    ]


def _row(what: str, own: Timing, floor: Timing, bound: float | None, beside: str = "hand-written class") -> Row:
    return Row(what, microseconds(own.median), own.over(floor), bound, f"{beside}, {microseconds(floor.median)}")


def beside_peers(contest: Contest, flow: ByFlow, found: Iterable[Peer]) -> list[Row]:
    """
    A move of ours beside an event of each peer, the making of its partnership not counted.

    Only the library that mentorflow itself stands on has a bound, on the same eight moves, where its callbacks do
    what they can of the same work (docs/decisions/0009); its bare dispatch stands beside it for information.
    The others, whose partnerships cannot be set back, go through all twelve events.
    """
    rows = []
    for peer in found:
        if isinstance(peer, SetsBack):
            runs = {"flow": _making(moves(flow)), "peer": _moving(peer)}
            eight = contest.between(runs, units=len(workload.MOVES))
            bound = NEVER_SLOWER if peer.name == BOUNDED else None
            rows.append(_row("  beside the same moves of", eight["flow"], eight["peer"], bound, peer.name))
            continue
        runs = {"flow": _making(moves(flow)), "peer": _walking(peer)}
        timed = contest.between(runs)
        made = contest.between({"made": _creating(peer)})["made"]
        own = timed["flow"].median / len(workload.MOVES)
        event = (timed["peer"].median - made.median) / len(walk.PATH)
        rows.append(
            Row("  beside one event of", microseconds(own), own / event, None, f"{peer.name}, {microseconds(event)}")
        )
    return rows


# --- bare dispatch --------------------------------------------------------------------------------------------------
def _asking(dispatch: Callable[[str, str], object], asked: list[tuple[str, str]]) -> Callable[[], None]:
    def run() -> None:
        for trigger, state in asked:
            dispatch(trigger, state)

    return run


def dispatch(contest: Contest, flow: ByFlow) -> list[Row]:
    """What every trigger means in every state: the machine that ``fire`` goes through beside a dictionary."""
    machine, workflow = flow.flow.machine, flow.flow.workflow
    asked = list(itertools.product(workflow.move_names, ("", *(state.name for state in workflow.states))))
    offers = ((trigger, state, machine.offer(trigger, state)) for trigger, state in asked)
    by_dictionary = dispatcher(offer for offer in offers if offer[2] is not None)
    if [machine.offer(*pair) for pair in asked] != [by_dictionary(*pair) for pair in asked]:
        msg = "the machine and the dictionary offer different moves"
        raise DisagreeError(msg)
    runs = {"machine": _asking(machine.offer, asked), "dictionary": _asking(by_dictionary, asked)}
    timed = contest.between(runs, units=len(asked))
    own, floor = timed["machine"], timed["dictionary"]
    beside = f"a dictionary of dictionaries, {nanoseconds(floor.median)}"
    return [Row("dispatch of a trigger", nanoseconds(own.median), own.over(floor), DISPATCH_BOUND, beside)]


# --- one routing decision -------------------------------------------------------------------------------------------
def sheets() -> list[tuple[Any, ...]]:
    """Check-up sheets that reach every row in many ways; obstacles not answered, none, lasting, repairable, both."""
    obstacles = (None, (), ("trust",), ("workload", "distance"), ("respect", "workload"))
    return list(
        itertools.product(
            ("good", "fair", "poor"), (0, 2), ("yes", "no"), ("yes", "no"), (0, 4), obstacles, (None,)
        )
    )  # fmt: skip


def _routing(decide: Callable[..., int], p: object, given: list[tuple[Any, ...]]) -> Callable[[], None]:
    def run() -> None:
        for sheet in given:
            decide(p, None, 0, sheet)

    return run


def routing_contestants(flow: ByFlow, hand: ByHand) -> dict[str, tuple[Callable[..., int], Any]]:
    """Our compiled table and the function by hand, each with a partnership of its own that has an agreement."""
    from mentorflow.rules.conditions import compile_table  # noqa: PLC0415  (imported by this row alone)

    layout = flow.flow.layout
    table = compile_table(layout, layout.workflow.routing_by_name["after_check_up"])
    place = next(n for n, act in enumerate(workload.LIFE) if (act.kind, act.name) == ("submit", "check_up"))
    return {
        "flow": (table, calls_of(flow)[place][1][0]),
        "hand": (after_check_up, calls_of(hand)[place][1][0]),
    }


def routing(contest: Contest, flow: ByFlow, hand: ByHand) -> tuple[list[Row], list[str]]:
    """One row found for one sheet; every sheet must find the same row everywhere."""
    given = sheets()
    contestants = routing_contestants(flow, hand)
    wanted = [contestants["hand"][0](contestants["hand"][1], None, 0, sheet) for sheet in given]
    got = [contestants["flow"][0](contestants["flow"][1], None, 0, sheet) for sheet in given]
    if wanted != got:
        msg = "the compiled table and the function by hand find different rows"
        raise DisagreeError(msg)
    timed = contest.between({k: _routing(f, p, given) for k, (f, p) in contestants.items()}, units=len(given))
    floor = timed["hand"]
    beside = f"function by hand, {nanoseconds(floor.median)}"
    rows = [
        Row(
            "one routing decision",
            nanoseconds(timed["flow"].median),
            timed["flow"].over(floor),
            ROUTING_BOUND,
            beside,
        )
    ]
    further, left_out = _zen(contest, given, wanted, contestants["hand"])
    return rows + further, left_out


def _evaluating(engine: Any, facts: list[dict[str, Any]]) -> Callable[[], None]:  # noqa: ANN401
    def run() -> None:
        for fact in facts:
            engine.row(fact)

    return run


def _zen(
    contest: Contest, given: list[tuple[Any, ...]], wanted: list[int], hand: tuple[Callable[..., int], Any]
) -> tuple[list[Row], list[str]]:
    try:
        from benchmarks.peers import zen  # noqa: PLC0415  (may not be installed)
    except ImportError:
        return [], ["zen-engine is not installed (benchmarks/requirements.txt)"]
    facts = [zen.facts(sheet, MEETINGS) for sheet in given]
    rows, left_out = [], []
    for name, engine in (("compiled expression", zen.Expression()), ("decision model", zen.Table())):
        if [engine.row(fact) for fact in facts] != wanted:
            left_out.append(f"{zen.NAME} ({name}) finds different rows")
            continue
        runs = {"zen": _evaluating(engine, facts), "hand": _routing(*hand, given)}
        timed = contest.between(runs, units=len(given))
        ratio = timed["zen"].over(timed["hand"])
        rows.append(Row(f"  {zen.NAME}, {name}", nanoseconds(timed["zen"].median), ratio, None, "function by hand"))
    return rows, left_out


def check_moves(flow: ByFlow, hand: ByHand) -> bool:
    """Whether the calls that are timed are accepted by both."""
    return all(make(call).accepted for call in moves(flow)) and all(make(call).record for call in moves(hand))
