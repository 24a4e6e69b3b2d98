"""
Writing a file so that nobody ever finds half of it.

What is said of it is the same in every command; nothing here decides what is written, or prints.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


class CannotKeep(Exception):
    """Raised when a file cannot be written; the message is one plain sentence for the person who asked for it."""


def kept(path: Path, content: str | bytes, label: str | None = None) -> str:
    """
    Put a text into a file, whole or not at all, and answer what to say of it; one that is there is replaced.

    *label* is what the file is called; its path, unless said.
    Raises ``CannotKeep`` where that cannot be done; then nothing has changed and nothing is left behind.
    """
    label = label or str(path)
    if (why := no_place(path, label)) is not None:
        raise CannotKeep(why)
    try:
        _put(path, content if isinstance(content, bytes) else content.encode("utf-8"))
    except OSError as mistake:
        message = f"'{label}' cannot be written."
        raise CannotKeep(message) from mistake
    return f"Written: {label}"


def no_place(path: Path, label: str) -> str | None:
    """Why no file can be at that path, in one sentence; None where one can."""
    if path.is_dir():
        return f"'{label}' is a folder; name a file in it."
    folder = path.parent
    return None if folder.is_dir() else f"There is no folder '{folder}'."


def _put(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        # What is no file on a disk, such as a pipe, takes what comes; it cannot be replaced.
        path.write_bytes(content)
        return
    # What a link points at is replaced, not the link.
    path = Path(os.path.realpath(path))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError
    try:
        part.write_bytes(content)
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()


def keep_new(texts: dict[Path, str]) -> None:
    """
    Write several files that are not there yet, all of them or none.

    Raises ``FileExistsError`` where one is there, ``OSError`` where one cannot be written; nothing is left behind.
    """
    made: list[Path] = []
    try:
        for path, text in texts.items():
            with path.open("x", encoding="utf-8", newline="\n") as new:
                made.append(path)
                new.write(text)
    except OSError:
        for path in made:
            path.unlink()
        raise
