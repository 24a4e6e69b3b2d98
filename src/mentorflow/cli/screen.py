"""
Printing: plain text everywhere, with color where somebody looks at a terminal and has not asked for none.

Nothing here decides what is said.
"""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, NoReturn

import click

from mentorflow.diagnostics import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from mentorflow.plays.timeline import Line

# The exit code of what could not be run at all.
CANNOT = 2
# How the tones of a timeline look; a tone without a style is printed as it is.
_STYLES = {
    "title": "bold",
    "time": "cyan",
    "state": "bold green",
    "refused": "yellow",
    "reason": "dim",
    "notice": "magenta",
    "next": "italic",
    "failure": "bold red",
}
# What stands out among findings.
_ERROR = r"(?m)^\S+:\d+:\d+: error:"
_ADVICE = r"(?m)^\S+:\d+:\d+: (advice|note):"
_CARETS = r"(?m)^ +\| +\^+$"


def show(lines: Iterable[Line]) -> None:
    """Print lines in the colors of their tones."""
    from rich.text import Text

    console = _console()
    for line in lines:
        console.print(Text(line.text, _STYLES.get(line.tone, "")))


def show_findings(text: str) -> None:
    """Print findings, with what they are about standing out."""
    from rich.text import Text

    shown = Text(text)
    shown.highlight_regex(_ERROR, "bold red")
    shown.highlight_regex(_ADVICE, "bold yellow")
    shown.highlight_regex(_CARETS, "bold red")
    _console().print(shown)


def say(text: str) -> None:
    """Print a text as it is."""
    click.echo(text)


def wait(text: str) -> None:
    """A line for somebody who waits at a terminal; nothing where nobody does."""
    if sys.stderr.isatty():
        click.echo(f"{text} ...", err=True)


def keep_posted(text: str) -> None:
    """One line, written over by the next, for somebody who waits at a terminal; empty once the wait is over."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[2K{text}", nl=False, err=True)


def complain(text: str) -> None:
    """Print a sentence where mistakes are printed, broken at spaces to fit 80 columns."""
    lines = (
        textwrap.wrap(line, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
    click.echo("\n".join("\n".join(line) for line in lines), err=True)


def give_up(why: object) -> NoReturn:
    """Print why something could not be run at all, and end."""
    complain(str(why))
    sys.exit(CANNOT)


def _console() -> Console:
    """A console that never breaks a line; rich itself asks for a terminal and for ``NO_COLOR``."""
    from rich.console import Console

    return Console(soft_wrap=True, highlight=False, emoji=False, markup=False)
