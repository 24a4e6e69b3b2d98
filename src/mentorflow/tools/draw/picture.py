"""
From the text of a drawing to a picture, by the layout program that the extra ``draw`` brings.

The only room that knows that program. It is handed one text and asked for one picture; it opens no files.
"""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path

from mentorflow.tools.draw.words import CLOCK

PROGRAM = "graphviz-pure"
# Dots for each inch: sharp on a sheet of A3.
SHARP = 200
_SECONDS = 60
# A browser that has not this letter takes the next.
_FONT, _FONTS = 'font-family="Arial"', 'font-family="Arial, Helvetica, Liberation Sans, sans-serif"'


class NoPicture(Exception):
    """Raised when no picture can be made; the message is for the person who asked for it."""


def svg(dot: str) -> str:
    """A picture that a browser shows and a printer prints, the same on every machine."""
    return _made(dot, "-Tsvg").decode("utf-8").replace(_FONT, _FONTS)


def png(dot: str) -> bytes:
    """The same as dots, with the letters that come with the program."""
    return _made(dot, "-Tpng", f"-Gdpi={SHARP}")


def _made(dot: str, *how: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own text, and a program of ours
            [_program(), *how], input=_letters(dot), capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as mistake:
        message = "The layout program could not be run, or did not come to an end."
        raise NoPicture(message) from mistake
    if done.returncode:
        message = f"The layout program could not draw this: {done.stderr.decode('utf-8', 'replace').strip()}"
        raise NoPicture(message)
    return done.stdout


def _letters(dot: str) -> bytes:
    """The text without its clocks, which few sets of letters have; deadlines are slanted all the same."""
    return dot.replace(f"{CLOCK} ", "").encode("utf-8")


def _program() -> str:
    """Where the program lies: beside this Python, or on the path."""
    beside = shutil.which(PROGRAM, path=str(Path(sysconfig.get_path("scripts"))))
    found = beside or shutil.which(PROGRAM)
    if found is None:
        message = (
            "Pictures need the extra 'draw', which is not installed: pip install 'mentorflow[draw]'. "
            "Without it there are --format mermaid and --format dot."
        )
        raise NoPicture(message)
    return found
