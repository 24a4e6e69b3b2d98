"""
``mentorflow words``: a whole words file for a workflow, made or brought up to date.

What somebody wrote there already is kept, comments too when it is written; nothing here prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.cli.files import NoFile, in_words, workflow_file
from mentorflow.cli.keeping import kept
from mentorflow.diagnostics import as_text
from mentorflow.loading import built, words_for
from mentorflow.rules.source import read
from mentorflow.rules.wording_print import renewed, words_file
from mentorflow.rules.wording_read import A_TAG, TAG, read_wording

if TYPE_CHECKING:
    from mentorflow.cli.files import File
    from mentorflow.diagnostics import Diagnostic
    from mentorflow.rules.source import Source
    from mentorflow.rules.wording_read import Wording
    from mentorflow.rules.workflow import Workflow


class CannotDraft(Exception):
    """Raised when no words file can be made; the message is for the person who asked for it."""


@attrs.frozen
class Draft:
    """The text of a words file, and where it belongs."""

    file: File
    text: str


def drafted(workflow: str, language: str, *, mark_current: bool = False, renew: bool = False) -> Draft:
    """
    A whole words file with the texts there are; with *renew* the file there is, with only its originals renewed.

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
        there = read(file.path.read_bytes(), file.label) if file.path.is_file() else None
    except (NoFile, OSError) as mistake:
        raise CannotDraft(in_words(mistake)) from mistake
    if there is None:
        return Draft(file, words_file(whole.workflow, language))
    wording = _usable(there, whole.workflow, language)
    if renew:
        return Draft(file, renewed(there, whole.workflow, wording, mark_current=mark_current))
    return Draft(file, words_file(whole.workflow, language, wording, mark_current=mark_current))


def written(draft: Draft) -> str:
    """Write a words file where it belongs; answers what to say of it, raises ``CannotKeep`` when it cannot be."""
    return kept(draft.file.path, draft.text, draft.file.label)


def _usable(there: Source, workflow: Workflow, language: str) -> Wording:
    """The words there are; with errors in them nothing could be kept safely."""
    wording = read_wording(there, workflow, language)
    if wording.has_errors:
        raise CannotDraft(_errors(wording.diagnostics, there.file, wording.text))
    return wording


def _errors(diagnostics: tuple[Diagnostic, ...], file: str, text: str) -> str:
    return as_text([diagnostic for diagnostic in diagnostics if diagnostic.is_error], {file: text})
