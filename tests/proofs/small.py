"""The small workflows in ``lives``: each shows one thing that a life refutes, or that is not decided."""

from __future__ import annotations

from pathlib import Path

from mentorflow.diagnostics import as_text
from mentorflow.proofs.checking import checked
from mentorflow.proofs.proving import Proofs, prove
from mentorflow.rules.build import build
from mentorflow.rules.source import read

LIVES = Path(__file__).parent / "lives"
FILES = sorted(LIVES.glob("*.yaml"))


def told(path: Path) -> str:
    """What checking a file tells, as people read it, with what was proved."""
    file = checked(path, path.name)
    return "\n".join([as_text(file.diagnostics, {path.name: file.text}), "", "proved:", *file.proved, ""])


def proofs_of(text: str) -> Proofs:
    """What is proved of a text, which has to be free of errors."""
    workflow = build(read(text, "small.yaml")).workflow

    assert workflow is not None, text
    return prove(workflow)
