"""
Small changes to the shipped workflows are noticed: by checking the rules, or by the scenarios beside them.

The changes stand in ``tests/mutants``, with how they are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mentorflow.rules.build import build
from mentorflow.rules.digest import digest
from mentorflow.rules.source import read
from tests.mutants import reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mutants.reading import Mutant

ALL = [mutant for path in reading.FILES for mutant in reading.mutants(path)]
FOUND = [mutant for mutant in ALL if mutant.finds]
PLAYED = [mutant for mutant in ALL if not mutant.finds]
NAME = re.compile(r"[a-z][a-z0-9_]*")
KEYS = ("mutant", "says", "change")
LEAST, LEAST_OF_A_KIND = 12, 4

of_each_file = pytest.mark.parametrize("path", reading.FILES, ids=lambda path: path.stem)


@of_each_file
def test_mutants_file_says_what_it_has_to(path: Path) -> None:
    """Every mutant has a name of its own, a sentence, a change, and either what fails or that it is found."""
    here = reading.mutants(path)

    assert [] == [each.name for each in here if each.keys not in {(*KEYS, "fails"), (*KEYS, "finds")}]
    assert [] == [each.name for each in here if not NAME.fullmatch(each.name) or not each.says.endswith(".")]
    assert [] == [each.name for each in here if not each.changes or each.finds == bool(each.fails)]
    assert len(here) == len({each.name for each in here})


def test_every_shipped_workflow_has_mutants() -> None:
    """At least a dozen for each, and several of either kind."""
    shipped = sorted(path.stem for path in reading.WORKFLOWS.glob("*.yaml") if "." not in path.stem)
    kinds = {name: [each.finds for each in ALL if each.workflow == name] for name in shipped}

    assert [] == [name for name, found in kinds.items() if len(found) < LEAST]
    assert [] == [
        name for name, found in kinds.items() if min(found.count(False), found.count(True)) < LEAST_OF_A_KIND
    ]


@of_each_file
def test_mutants_that_are_found_are_those_whose_findings_are_kept(path: Path) -> None:
    """Nothing is left over beside a file of mutants."""
    kept = path.with_suffix(".out").read_text("utf-8")

    assert [each.name for each in reading.mutants(path) if each.finds] == list(reading.sections(kept))


@pytest.mark.parametrize("mutant", FOUND, ids=str)
def test_mutant_is_found_by_checking(mutant: Mutant) -> None:
    """Checking tells exactly what is kept, and it is more than a note."""
    kept = (reading.HERE / f"{mutant.workflow}.out").read_text("utf-8")

    assert reading.sections(kept)[mutant.name] == reading.findings_of(mutant)
    assert {"error", "advice"} & {finding.severity.value for finding in reading.built(mutant).diagnostics}


@pytest.mark.parametrize("mutant", PLAYED, ids=str)
def test_mutant_is_noticed_by_scenarios(mutant: Mutant) -> None:
    """Rules that can be used but mean something else let exactly these scenarios fail."""
    original = build(read(reading.rules_of(mutant.workflow), mutant.workflow)).workflow
    made = reading.built(mutant)

    assert [] == [finding for finding in made.diagnostics if finding.is_error]
    assert original is not None
    assert made.workflow is not None
    assert digest(original) != digest(made.workflow)
    assert list(mutant.fails) == reading.failing(mutant.workflow, made.workflow)
