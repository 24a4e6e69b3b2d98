"""
``mentorflow mutate``: which small changes to the rules no scenario would notice.

Thin: the files are found, one function of ``tools`` is called, and what it says is printed.
"""

from __future__ import annotations

import sys

import click

from mentorflow.cli.screen import give_up, keep_posted, show

KINDS = (
    "numbers", "lengths", "comparisons", "conditions", "targets", "people", "notices", "effects", "marks", "required",
    "sight", "questions",
)  # fmt: skip


@click.command()
@click.argument("file")
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Changes of this kind, which may be repeated: {', '.join(KINDS)}.",
)
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Try N changes at the most, spread evenly over the rules."
)
def mutate(file: str, kinds: tuple[str, ...], limit: int | None) -> None:
    """
    Say which small changes to the rules no scenario would notice.

    Every number is made one more and one less, every target, role and notice is changed, and so on, one at a time.
    For each the scenarios beside FILE are played until one fails. FILE is a path or the name of a workflow that comes
    with mentorflow; nothing is written.

    Exits 0 when all changes are noticed, 1 when some are not, 2 when that cannot be tried.
    """
    from mentorflow.cli import playing
    from mentorflow.tools import mutate as tool
    from mentorflow.tools.mutate.shown import as_lines

    def told(number: int, whole: int) -> None:
        keep_posted(f"trying change {number} of {whole} ...")

    try:
        flow, script = playing.to_play(file)
        found = tool.mutate(flow, script, only=kinds, limit=limit, told=told)
    except (playing.CannotPlay, tool.CannotTell) as why:
        give_up(why)
    keep_posted("")
    show(as_lines(found))
    sys.exit(int(found.noticed < found.counting))
