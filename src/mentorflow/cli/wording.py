"""
``mentorflow words``: a whole words file for a workflow, made or brought up to date.

What is in the file there is already is kept; nothing here prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.cli.files import NoFile, in_words, workflow_file
from mentorflow.diagnostics import as_text
from mentorflow.loading import built, words_for
from mentorflow.rules.source import read
from mentorflow.rules.wording_print import words_file
from mentorflow.rules.wording_read import A_TAG, TAG, read_wording

if TYPE_CHECKING:
    from mentorflow.cli.files import File
    from mentorflow.diagnostics import Diagnostic
    from mentorflow.rules.wording_read import Wording
    from mentorflow.rules.workflow import Workflow


class CannotDraft(Exception):
    """Raised when no words file can be made; the message is for the person who asked for it."""


@attrs.frozen
class Draft:
    """The text of a words file, and where it belongs."""

    file: File
    text: str


def drafted(workflow: str, language: str, *, mark_current: bool = False) -> Draft:
    """
    A whole words file with the texts there are.

    Raises ``CannotDraft`` for a language or a workflow that is none, and where a file has errors.
    """
    if TAG.fullmatch(language) is None:
        message = f"'{language}' is no language. {A_TAG}"
        raise CannotDraft(message)
    try:
        rules = workflow_file(workflow)
        whole = built(rules.path, rules.label)
        if whole.workflow is None:
            raise CannotDraft(_errors(whole.diagnostics, rules.label, whole.text))
        file = rules.beside(words_for(rules.path, language))
        text = words_file(whole.workflow, language, _known(file, whole.workflow, language), mark_current=mark_current)
    except (NoFile, OSError) as mistake:
        raise CannotDraft(in_words(mistake)) from mistake
    return Draft(file, text)


def written(draft: Draft) -> str:
    """Write a words file where it belongs; answers what to say of it."""
    try:
        draft.file.path.write_text(draft.text, "utf-8", newline="\n")
    except OSError as mistake:
        message = f"'{draft.file.label}' cannot be written."
        raise CannotDraft(message) from mistake
    return f"{draft.file.label} is written"


def _known(file: File, workflow: Workflow, language: str) -> Wording | None:
    """The words there are; with errors in them nothing could be kept safely."""
    if not file.path.is_file():
        return None
    wording = read_wording(read(file.path.read_bytes(), file.label), workflow, language)
    if wording.has_errors:
        raise CannotDraft(_errors(wording.diagnostics, file.label, wording.text))
    return wording


def _errors(diagnostics: tuple[Diagnostic, ...], file: str, text: str) -> str:
    return as_text([diagnostic for diagnostic in diagnostics if diagnostic.is_error], {file: text})
