"""
How things are measured: CPU time of this process, garbage collector off, contestants taking turns, medians, ratios.

Taking turns is what makes a ratio worth printing on a machine that does other work: whatever slows the machine down
slows all contestants of that round alike, and the ratio is taken within the round.
Nothing here knows what is measured.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class DisagreeError(Exception):
    """The contestants of a bounded row do not give the same answers: nothing is measured, and the run fails."""


LONGEST = 1 << 20
IMPORTED_BY_STRANGERS = ("hypothesis", "sqlalchemy", "click", "rich")


@attrs.frozen
class Timing:
    """Seconds for one unit of work, one figure for each round."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The seconds of the round in the middle."""
        return statistics.median(self.seconds)

    def over(self, floor: Timing) -> float:
        """How many times as long as the floor; the ratio is taken in each round."""
        return statistics.median(own / least for own, least in zip(self.seconds, floor.seconds, strict=True))


@attrs.frozen
class Contest:
    """How often and how long: *rounds* turns of about *seconds* each."""

    rounds: int = 15
    seconds: float = 0.05

    def between(self, contestants: Mapping[str, Callable[[], object]], *, units: int = 1) -> dict[str, Timing]:
        """
        The time of one unit of work of each contestant; a call does *units* of them.

        Each is called a few times unmeasured first, so that caches which are made once are not counted.
        """
        times = {name: self._calls_in_a_turn(run) for name, run in contestants.items()}
        taken: dict[str, list[float]] = {name: [] for name in contestants}
        for _ in range(self.rounds):
            for name, run in contestants.items():
                taken[name].append(cpu_seconds(run, times[name]) / times[name] / units)
        return {name: Timing(tuple(each)) for name, each in taken.items()}

    def _calls_in_a_turn(self, run: Callable[[], object]) -> int:
        times = 1
        while times < LONGEST and (spent := cpu_seconds(run, times)) < self.seconds:
            times = max(times * 2, int(times * self.seconds / max(spent, 1e-6)) if spent > self.seconds / 20 else 0)
        return times


def cpu_seconds(run: Callable[[], object], times: int) -> float:
    """CPU time of so many calls, without the garbage collector."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        for _ in range(times):
            run()
        return time.process_time() - begun
    finally:
        gc.enable()


def bytes_each(make: Callable[[str], object], count: int) -> float:
    """The memory that each of so many results holds, beyond its own name, which is made before."""
    names = [f"partnership-{number}" for number in range(count)]
    make("the caches that are filled once")
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = [make(name) for name in names]
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before - sys.getsizeof(kept)) / count


_TIMED_IMPORT = """
import sys, time
sys.path[:0] = {path!r}
{first}
begun = time.process_time()
{then}
print(time.process_time() - begun, *(name for name in {strangers!r} if name in sys.modules))
"""


@attrs.frozen
class ImportCost:
    """Milliseconds beyond what was imported before, and which strangers came along."""

    milliseconds: float
    strangers: tuple[str, ...]


def import_cost(first: str, then: str, *, path: Sequence[str], runs: int) -> ImportCost:
    """What the statement *then* costs in a fresh interpreter that has done *first*; the median of the runs."""
    code = _TIMED_IMPORT.format(path=list(path), first=first, then=then, strangers=IMPORTED_BY_STRANGERS)
    printed = [said_by(code) for _ in range(runs)]
    return ImportCost(statistics.median(float(words[0]) for words in printed) * 1e3, tuple(printed[-1][1:]))


def said_by(code: str) -> list[str]:
    """The words that a fresh interpreter prints when it runs our own *code*."""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return ran.stdout.split()
