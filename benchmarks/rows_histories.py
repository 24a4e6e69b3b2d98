"""Rows about histories: folding them, deciding them again, and whether time grows in step with their number."""

from __future__ import annotations

import itertools
import statistics
from typing import TYPE_CHECKING, Any

import attrs

from benchmarks import workload
from benchmarks.contestants import calls_of, make, records_of
from benchmarks.measure import DisagreeError, cpu_seconds
from benchmarks.table import Row, microseconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.contestants import ByFlow, ByHand, Contestant

REPLAY_BOUND = 2.0
VERIFY_BOUND = 4.0
LINEAR_BOUND = 1.3
DIFFERENT = 50  # different partnerships, taken in turn
TURNS = 10
SHORT, LONG = 100, 1000


@attrs.frozen
class Turns:
    """Seconds of one record, for each tenth of all histories."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Seconds of one record in the tenth in the middle."""
        return statistics.median(self.seconds)

    def over(self, other: Turns) -> float:
        """How many times as long as the other, taken tenth by tenth."""
        return statistics.median(own / floor for own, floor in zip(self.seconds, other.seconds, strict=True))


def pool(contestant: Contestant) -> list[list[Any]]:
    """The first eight records of the life, of several partnerships."""
    acts = workload.LIFE[: workload.EIGHT]
    return [records_of(contestant, f"p-{number}", acts) for number in range(DIFFERENT)]


def _through(work: Callable[[Any], object], histories: list[list[Any]], count: int) -> Callable[[], None]:
    def run() -> None:
        for history in itertools.islice(itertools.cycle(histories), count):
            work(history)

    return run


def taking_turns(runs: dict[str, Callable[[], None]], records: int) -> dict[str, Turns]:
    """Everybody does a tenth, ten times over; *records* is how many a tenth has."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(TURNS):
        for name, run in runs.items():
            taken[name].append(cpu_seconds(run, 1) / records)
    return {name: Turns(tuple(each)) for name, each in taken.items()}


def histories(flow: ByFlow, hand: ByHand, count: int) -> list[Row]:
    """So many histories of eight records folded, and decided again, by both."""
    for each in (flow, hand):
        _faithful(each)
    tenth = count // TURNS
    of_flow, of_hand = pool(flow), pool(hand)
    timed = taking_turns(
        {
            "replay": _through(flow.replay, of_flow, tenth),
            "fold by hand": _through(hand.replay, of_hand, tenth),
            "verify": _through(flow.verify, of_flow, tenth),
            "verify by hand": _through(hand.verify, of_hand, tenth),
        },
        tenth * workload.EIGHT,
    )
    many = f"{count:,} x {workload.EIGHT} records"
    return [
        _row(f"replay of {many}", timed["replay"], timed["fold by hand"], REPLAY_BOUND, "fold by hand"),
        _row(f"verify of {many}", timed["verify"], timed["verify by hand"], VERIFY_BOUND, "deciding again by hand"),
        _row("  verify beside", timed["verify"], timed["fold by hand"], None, "fold by hand"),
        _growth("  replay: a record of the last tenth", timed["replay"], timed["fold by hand"]),
        _growth("  verify: a record of the last tenth", timed["verify"], timed["verify by hand"]),
    ]


def _faithful(contestant: Contestant) -> None:
    """A history folds to what was lived, and comes out the same when it is decided again; anything else raises."""
    records = records_of(contestant)
    if contestant.replay(records) != make(calls_of(contestant)[-1]).partnership:
        msg = f"{contestant.name}: a replayed history is not what was lived"
        raise DisagreeError(msg)
    if not contestant.verified(records):
        msg = f"{contestant.name}: a history comes out otherwise when it is decided again"
        raise DisagreeError(msg)


def _row(what: str, own: Turns, floor: Turns, bound: float | None, beside: str) -> Row:
    figure = f"{microseconds(own.median)} a record"
    return Row(what, figure, own.over(floor), bound, f"{beside}, {microseconds(floor.median)}")


def _growth(what: str, own: Turns, floor: Turns) -> Row:
    """The last three tenths beside the first three, the machine's own mood taken out by the contestant by hand."""
    ratios = [mine / theirs for mine, theirs in zip(own.seconds, floor.seconds, strict=True)]
    growth = statistics.median(ratios[-3:]) / statistics.median(ratios[:3])
    return Row(what, "", growth, LINEAR_BOUND, "a record of the first tenth")


def lengths(flow: ByFlow) -> list[Row]:
    """Whether a record of a long history costs more than one of a short history."""
    rows = []
    short, long = long_history(flow, SHORT), long_history(flow, LONG)
    for name, work in (("replay", flow.replay), ("verify", flow.verify)):
        repeated = LONG // SHORT
        timed = taking_turns(
            {"short": _through(work, [short], repeated * 3), "long": _through(work, [long], 3)}, 3 * LONG
        )
        rows.append(
            Row(
                f"  {name}: a record of a history of {LONG}", microseconds(timed["long"].median),
                timed["long"].over(timed["short"]), LINEAR_BOUND,
                f"a record of a history of {SHORT}, {microseconds(timed['short'].median)}",
            )
        )  # fmt: skip
    return rows


def long_history(flow: ByFlow, count: int) -> list[Any]:
    """The beginning of the life, and then many attempts to reach somebody."""
    begun = workload.LIFE[: workload.EIGHT]
    act = workload.Act("move", "no_answer", "raj", begun[-1].at)
    return records_of(flow, acts=(*begun, *(act for _ in range(count - len(begun)))))
