"""
``mentorflow check --fix``: files are mended where the correction is certain, and replaced in one step or not at all.

What is corrected is decided in ``tools.fix``; here files are read, written, and what was done to them is told.
Nothing here prints.
"""

from __future__ import annotations

import os
import stat
import tempfile
import textwrap
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mentorflow.cli.checking import checked
from mentorflow.diagnostics import WIDTH
from mentorflow.rules.digest import digest
from mentorflow.tools.fix import Seen, mend

if TYPE_CHECKING:
    from mentorflow.cli.files import File
    from mentorflow.tools.fix import LeftOut, Mended
    from mentorflow.tools.fix_text import Change

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class CannotMend(Exception):
    """Raised when a file could be mended and cannot be written; the message is for the person who asked for it."""


def mended(file: File) -> list[str]:
    """
    Mend one file, and write it when something was changed; answers what was done, in lines of 80 columns.

    Raises ``CannotMend`` when it may not be written, ``OSError`` when it cannot be opened; then it stays as it is.
    """
    content = file.path.read_bytes()
    done = mend(content, lambda tried: _seen(file, tried))
    if done.content != content:
        _replace(file, done.content)
    return lines(file.label, done)


def lines(label: str, done: Mended) -> list[str]:
    """What was changed in a file, and what was left as it is, and why."""
    changed = [line for change in done.changes for line in _changed(f"{label}:{change.line}: ", change)]
    left = [line for each in done.left_out for line in _left(f"{label}:{each.change.line}: left as it is: ", each)]
    return changed + left


def _changed(place: str, change: Change) -> list[str]:
    one = f"{place}{_words(change)}"
    if _is_clear(one, change):
        return [one]
    return [f"{place}[{change.code}]", *_wrapped(change.was, "  was: "), *_wrapped(change.now, "  is:  ")]


def _left(place: str, left: LeftOut) -> list[str]:
    change, why = left.change, _why(left)
    one = f"{place}{_words(change)} {why}"
    if _is_clear(one, change):
        return [one]
    said = _wrapped(f"{place}the change [{change.code}] {why}", "", "    ")
    return [*said, *_wrapped(change.was, "  is:       "), *_wrapped(change.now, "  would be: ")]


def _words(change: Change) -> str:
    return f"'{change.was}' -> '{change.now}' [{change.code}]"


def _is_clear(line: str, change: Change) -> bool:
    """Whether a change can be told in one line: it fits, and its quotes are no part of what is quoted."""
    return len(line) <= WIDTH and "'" not in change.was + change.now


def _why(left: LeftOut) -> str:
    if left.brings is None:
        return "would change what the rules mean."
    return f"would lead to: {left.brings.message} [{left.brings.code}]"


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    """A text broken at spaces behind what stands first."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _seen(file: File, content: bytes) -> Seen:
    """What checking finds in a content that stands in place of the file."""
    done = checked(file.path, file.label, content)
    return Seen(done.diagnostics, None if done.workflow is None else digest(done.workflow))


# --- writing --------------------------------------------------------------------------------------------------------
def _replace(file: File, content: bytes) -> None:
    """Put a content in place of a file's: written beside it, safely stored, then renamed over it."""
    # What a link points at is replaced, not the link.
    path = Path(os.path.realpath(file.path))
    mode = path.stat().st_mode
    if not (mode & WRITABLE and os.access(path, os.W_OK)):
        message = f"'{file.label}' may only be read, so nothing in it was mended."
        raise CannotMend(message)
    try:
        _renamed_over(path, content, mode)
    except OSError as mistake:
        message = f"'{file.label}' cannot be written, so nothing in it was mended."
        raise CannotMend(message) from mistake
    _stored(path.parent)


def _renamed_over(path: Path, content: bytes, mode: int) -> None:
    """Write a new file beside the old one, with its permissions, and rename it; nothing is left when that fails."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        Path(name).chmod(stat.S_IMODE(mode))
        Path(name).replace(path)
    except OSError:
        Path(name).unlink()
        raise


def _stored(folder: Path) -> None:
    """See to it that the new name outlives a failing computer; where a folder cannot be opened that is left to it."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
