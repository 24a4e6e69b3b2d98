"""The workflows that come with mentorflow: everything is proved of them."""

from __future__ import annotations

import pytest

import mentorflow
from mentorflow.loading import find, shipped
from mentorflow.proofs.checking import checked
from mentorflow.proofs.claim import PROVED
from mentorflow.proofs.proving import prove


@pytest.mark.parametrize("name", shipped())
def test_shipped_workflow_is_proved(name: str) -> None:
    """Nothing is refuted, nothing is left open, and no life has to be searched for."""
    proofs = prove(mentorflow.load(name).workflow)

    assert [] == [proof for proof in proofs.proofs if proof.verdict != PROVED or proof.life is not None]


@pytest.mark.parametrize("name", shipped())
def test_shipped_workflow_is_checked_in_silence(name: str) -> None:
    """Checking finds nothing and says what is proved, in lines that fit a terminal."""
    file = checked(find(name))

    assert () == file.diagnostics
    assert file.proved
    assert [] == [line for line in file.proved if len(line) > 80]
