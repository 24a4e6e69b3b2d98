"""
Checking a file: everything that reading it finds, and everything that is proved or refuted of every life it allows.

Above ``loading``, which reads and builds; what is proved stands in ``proving``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import in_order
from mentorflow.loading import built, find, words_of
from mentorflow.proofs.certificate import certificate
from mentorflow.proofs.proving import prove

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.rules.workflow import Workflow


@attrs.frozen
class Checked:
    """
    A file with everything found in it.

    *proved* says in plain words what holds, in lines, where it was asked; *workflow* is that of rules without errors.
    """

    text: str
    diagnostics: tuple[Diagnostic, ...]
    proved: tuple[str, ...] = ()
    workflow: Workflow | None = attrs.field(default=None, repr=False)


def check(name_or_path: str | os.PathLike[str]) -> tuple[Diagnostic, ...]:
    """
    Everything found in a rule file or a words file, in order of place; empty when nothing is.

    Rules without errors are proved as well: what a life of theirs refutes is an error, what is not decided a note.
    Never raises on any content; raises ``OSError`` when the file cannot be opened.
    """
    return checked(find(name_or_path)).diagnostics


def checked(path: Path, label: str | None = None, content: bytes | None = None) -> Checked:
    """Check one rule file or words file, or *content* in its place; places call it *label*, otherwise by its path."""
    wording = words_of(path, label, content)
    if wording is not None:
        return Checked(wording.text, in_order(wording.diagnostics))
    rules = built(path, label, content)
    if rules.workflow is None:
        return Checked(rules.text, in_order(rules.diagnostics))
    proofs = prove(rules.workflow)
    findings = in_order((*rules.diagnostics, *proofs.diagnostics))
    return Checked(rules.text, findings, certificate(proofs), rules.workflow)
