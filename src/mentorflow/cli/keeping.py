"""
Writing a file so that nobody ever finds half of it.

Nothing here decides what is written, or says anything.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def keep(path: Path, text: str) -> None:
    """
    Put a text into a file, whole or not at all; one that is there is replaced.

    Raises ``OSError`` where that cannot be done; then nothing has changed and nothing is left behind.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, "utf-8", newline="\n")
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
