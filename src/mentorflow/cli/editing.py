"""
``mentorflow schema``: what an editor needs to help with a rule file, in the names of that file.

Nothing here prints.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mentorflow.cli.files import File, NoFile, in_words, workflow_file
from mentorflow.cli.keeping import kept
from mentorflow.diagnostics import as_text
from mentorflow.loading import built
from mentorflow.tools.schema import MODELINE, schema_text

if TYPE_CHECKING:
    from mentorflow.rules.build import Built

ENDING = ".schema.json"
# What helps with any rule file is called so.
ANY = "mentorflow"


class CannotHelp(Exception):
    """Raised when an editor cannot be helped; the message is for the person who asked for it."""


@attrs.frozen
class Help:
    """
    What an editor needs, and where it belongs.

    *rules* is the file it is for, if that can be edited; *said* whether that file says already where this one is.
    """

    file: File
    text: str
    rules: File | None = None
    said: bool = False


def helped(word: str | None) -> Help:
    """
    What an editor needs for a rule file, with its names; without a file, for any.

    Raises ``CannotHelp`` where there is no such file, and where it has errors.
    """
    if word is None:
        return Help(_here(ANY), schema_text())
    try:
        rules = workflow_file(word)
        whole = built(rules.path, rules.label)
    except (NoFile, OSError) as mistake:
        raise CannotHelp(in_words(mistake)) from mistake
    if whole.workflow is None:
        raise CannotHelp(_errors(whole, rules.label))
    text, name = schema_text(whole.workflow), rules.path.stem + ENDING
    if not Path(word).is_file():
        return Help(_here(rules.path.stem), text)
    return Help(rules.beside(rules.path.with_name(name)), text, rules, MODELINE.format(name) in whole.text)


def written(done: Help) -> str:
    """
    Write it where it belongs; answers what to say of it, and what is left to do in the rule file.

    Raises ``CannotKeep`` when that cannot be done.
    """
    told = kept(done.file.path, done.text, done.file.label)
    if done.said:
        return told
    rules = "a rule file beside it" if done.rules is None else done.rules.label
    return f"{told}\nAn editor finds it by this line at the top of {rules}:\n{MODELINE.format(done.file.path.name)}"


def _here(name: str) -> File:
    """A file in the present folder: nobody looks for it where shipped workflows lie."""
    return File(Path(name + ENDING), name + ENDING)


def _errors(whole: Built, file: str) -> str:
    return as_text([each for each in whole.diagnostics if each.is_error], {file: whole.text})
