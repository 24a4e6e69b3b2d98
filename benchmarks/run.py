"""
The speed bounds, all measured in one run: ``make bench``, or ``python benchmarks/run.py [--quick]``.

Before anything is timed, everybody must give the same answers; whoever does not is left out, and where a bound
hangs on it the run fails.
Prints one table; exits with 1 when a bound is broken.
What to compare between machines are the ratios: they are taken within each round, contestants taking turns.
"""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import mentorflow
from benchmarks import rows_deciding, rows_files, rows_histories
from benchmarks.contestants import ByFlow, ByHand, disagreements
from benchmarks.measure import Contest, DisagreeError
from benchmarks.table import Row, text

MANY, FEWER = 100_000, 10_000


def options(words: list[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description="Measure mentorflow beside hand-written code and other libraries.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and fewer histories")
    return parser.parse_args(words)


def measured(contest: Contest, count: int, imports: int) -> tuple[list[Row], list[str]]:
    """All rows, and a sentence about everything that could not be measured."""
    flow, hand = ByFlow(mentorflow.load(rows_files.FILE)), ByHand()
    if wrong := disagreements(flow, hand):
        msg = "mentorflow and the hand-written class: " + "\n".join(wrong)
        raise DisagreeError(msg)
    found, notes = rows_deciding.peers()
    rows = rows_deciding.acts(contest, flow, hand)
    rows[1:1] = rows_deciding.beside_peers(contest, flow, found)
    rows += rows_deciding.dispatch(contest, flow)
    routed, left_out = rows_deciding.routing(contest, flow, hand)
    rows += [*routed, *rows_histories.histories(flow, hand, count), *rows_histories.lengths(flow)]
    loaded, missing = rows_files.load(contest)
    rows += [*loaded, rows_files.fresh(flow), *rows_files.imported(imports)]
    notes += [*left_out, *missing, *(f"{peer.name} leaves out: {peer.leaves_out}." for peer in found)]
    return rows, notes


def main(words: list[str] | None = None) -> int:
    """Measure, print, and say by the exit code whether all bounds hold."""
    quick = options(words).quick
    contest = Contest(rounds=7, seconds=0.02) if quick else Contest()
    try:
        rows, notes = measured(contest, FEWER if quick else MANY, 5 if quick else 11)
    except DisagreeError as disagreement:
        print(f"nothing was measured, because answers differ: {disagreement}")
        return 1
    print(f"Python {platform.python_version()}, {platform.machine()}; CPU time, medians; ratios of each round\n")
    print(text(rows))
    print("", *notes, sep="\n")
    broken = [row.what.strip() for row in rows if not row.holds]
    print(f"\nbroken: {', '.join(broken)}" if broken else "\nall bounds hold")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
