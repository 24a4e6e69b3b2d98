"""
``mentorflow suggest``: its words, what it prints, and its exit code.

Thin: what is looked for and what is said of it stands in ``suggesting``.
"""

from __future__ import annotations

import sys

import click

from mentorflow.cli.screen import give_up, keep_posted, show, wait

SECONDS, SECONDS_FOR_CHANGES = 60, 600


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--changes", is_flag=True, help="Suggest what notices every small change to the rules as well.")
@click.option(
    "--seconds", type=click.IntRange(1), metavar="N", help="Stop looking after N seconds: 60, or 600 with --changes."
)
def suggest(file: str, seconds: int | None, *, changes: bool) -> None:
    """
    Print the scenarios that are missing, ready to be pasted.

    Together with those beside FILE they exercise every state, move, row, deadline and notice, and every limit that a
    condition compares with, just below, at and just above it. What they expect is what happens now: read it before
    you keep it. FILE is a path or the name of a workflow that comes with mentorflow.

    With --changes they also notice every small change to the rules that means something else, as 'mentorflow mutate'
    makes them, a few changes each; that takes longer.

    Exits 0 when nothing is missing, 1 when something is, 2 when a file cannot be read or has errors.
    """
    from mentorflow.cli import playing
    from mentorflow.tools.mutate import CannotTell

    try:
        sys.exit(_of_changes(file, seconds) if changes else _of_what_is_missing(file, seconds))
    except (playing.CannotPlay, CannotTell) as why:
        give_up(why)


def _of_what_is_missing(file: str, seconds: int | None) -> int:
    from mentorflow.cli import suggesting

    wait(f"looking for what no scenario beside {file} tries")
    done = suggesting.suggested(file, seconds or SECONDS)
    show(suggesting.lines(done))
    return int(bool(done.suggestion.missing))


def _of_changes(file: str, seconds: int | None) -> int:
    from mentorflow.cli import suggesting

    def told(what: str, number: int, whole: int) -> None:
        keep_posted(f"{what} {number} of {whole} ...")

    done = suggesting.proposed(file, seconds or SECONDS_FOR_CHANGES, told)
    keep_posted("")
    show(suggesting.lines_of_changes(done))
    return int(not done.all_is_noticed)
