"""
``mentorflow test``: its words, what it prints and writes, and its exit code.

Thin: what is tried and what is said of it stands in ``testing``.
"""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorflow.cli.keeping import CannotKeep, kept
from mentorflow.cli.screen import CANNOT, complain, say, show

if TYPE_CHECKING:
    from mentorflow.cli.testing import Tested

WHOLE = 100
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,9})?")


def _percent(_: click.Context, __: click.Parameter, word: str | None) -> Fraction | None:
    """A number from 0 to 100, read exactly as it is written."""
    if word is None:
        return None
    if _NUMBER.fullmatch(word) is None or Fraction(word) > WHOLE:
        message = f"'{word}' is no number from 0 to 100; write it like 90 or 99.5."
        raise click.BadParameter(message)
    return Fraction(word)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--cov-fail-under",
    "floor",
    metavar="N",
    callback=_percent,
    help="Exit 1 when less than N percent are exercised.",
)
@click.option("--junit", metavar="XML", help="Also write what came of each scenario into this file, as JUnit XML.")
def test(files: tuple[str, ...], floor: Fraction | None, junit: str | None) -> None:
    """
    Play all scenarios of workflows, and say what none of them exercises.

    FILE is the name of a workflow that comes with mentorflow, or a path; its scenarios stand beside it.

    Exits 0 when all came out as expected, 1 when something did not or too little is exercised, 2 when something
    could not be played.
    """
    from mentorflow.cli import testing

    done: dict[str, Tested] = {}
    lost: dict[str, str] = {}
    for word in dict.fromkeys(files):
        _try(word, done, lost)
    for number, file in enumerate(done.values()):
        show([testing.BLANK] if number else [])
        show(testing.lines(file, floor))
    if junit is not None and not _written(junit, testing.junit([*done.values()], lost, floor)):
        sys.exit(CANNOT)
    sys.exit(CANNOT if lost else testing.exit_code(tuple(done.values()), floor))


def _try(word: str, done: dict[str, Tested], lost: dict[str, str]) -> None:
    """Play the scenarios of one workflow and keep what came of them, or complain and keep why that cannot be."""
    from mentorflow.cli import playing, testing

    try:
        file = testing.tested(word)
    except playing.CannotPlay as why:
        complain(str(why))
        lost[word] = str(why)
    else:
        done[file.played.script.file] = file


def _written(path: str, text: str) -> bool:
    """Write a file whole; complains and answers no when that cannot be done."""
    try:
        say(kept(Path(path), text))
    except CannotKeep as why:
        complain(str(why))
        return False
    return True
