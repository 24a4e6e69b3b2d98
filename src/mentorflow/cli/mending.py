"""
``mentorflow check --fix``: files are mended where the correction is certain, and replaced in one step or not at all.

What is corrected is decided in ``tools.fix``; here files are read, written, and what was done to them is told.
Nothing here prints.
"""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mentorflow.cli.checking import checked
from mentorflow.rules.digest import digest
from mentorflow.tools.fix import Seen, mend

if TYPE_CHECKING:
    from mentorflow.cli.files import File
    from mentorflow.tools.fix import LeftOut, Mended
    from mentorflow.tools.fix_text import Change

LONGEST = 100
WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class CannotMend(Exception):
    """Raised when a file could be mended and cannot be written; the message is for the person who asked for it."""


def mended(file: File) -> list[str]:
    """
    Mend one file, and write it when something was changed; answers what was done, one line for each change.

    Raises ``CannotMend`` when it may not be written, ``OSError`` when it cannot be opened; then it stays as it is.
    """
    content = file.path.read_bytes()
    done = mend(content, lambda tried: _seen(file, tried))
    if done.content != content:
        _replace(file, done.content)
    return lines(file.label, done)


def lines(label: str, done: Mended) -> list[str]:
    """What was changed in a file, and what was left as it is, and why."""
    changed = [f"{label}:{change.line}: {_words(change)}" for change in done.changes]
    return changed + [f"{label}:{each.change.line}: left as it is: {_why(each)}" for each in done.left_out]


def _words(change: Change) -> str:
    return f"'{change.was}' -> '{change.now}' [{change.code}]"


def _why(left: LeftOut) -> str:
    if left.brings is None:
        return f"{_words(left.change)} would change what the rules mean."
    message = left.brings.message
    short = message if len(message) <= LONGEST else f"{message[: LONGEST - 1]}…"
    return f"{_words(left.change)} would lead to: {short} [{left.brings.code}]"


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
