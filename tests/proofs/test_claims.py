"""Each claim: refuted by a life that is played, not decided with a reason, and proved once it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.proofs.claim import NOT_DECIDED, PROVED, REFUTED
from mentorflow.proofs.lives import example
from mentorflow.proofs.proving import prove
from mentorflow.rules.build import build
from mentorflow.rules.catalogue_proofs import PROOFS
from mentorflow.rules.source import read
from mentorflow.states.flow import Flow
from tests.proofs.small import FILES, LIVES, proofs_of, told

if TYPE_CHECKING:
    from pathlib import Path

EITHER = "{by: either partner, to: over, tell: other partner}"
ONLY_MENTEE = "{by: mentee, to: over, tell: mentor}"
REPORT = """  report:
    open_from: matched
    opened_by: nobody
    filled_in_by: mentee
    fields:
      words: {ask: Say how it went, text: any length}
states:"""
MET_NEVER = """  met_never:
    all_of: met_often
    none_of: met_often
counts:"""
# What mends each file: what stands in it, and what is written instead; one change after the other.
MENDED = {
    "after-the-end": (("check_up_by: 90 days", "check_up_by: 45 days"),),
    "barred-by-a-condition": (("must: paid", "should: paid"),),
    "counted-property": (("never: met_often", "never: met_never"), ("counts:", MET_NEVER)),
    "end-not-told": (("tell: mentee}", "tell: each partner}"),),
    "escalates-first": (("{remind: mentee}", "{tell: mentor}"),),
    "goes-by-itself": (("only_a_person: over", "always_open: {leave: each partner}"),),
    "joint-without-way-out": (("by: each partner", "by: either partner"),),
    "left-to-chance": (("approve: {by: supervisor", "approve: {by: [supervisor, mentor]"),),
    "never-counts": (("counted_from: met", "counted_from: matched"),),
    "never-made": (("more_than: 10}", "more_than: 3}"),),
    "never-reached": (("full_house: 101", "full_house: 100"),),
    "never-waits": (("plan: over", "report: over"), ("states:", REPORT)),
    "no-way-out": ((f"finish: {ONLY_MENTEE}", f"finish: {EITHER}"), (f"leave: {ONLY_MENTEE}", f"leave: {EITHER}")),
    "no-way-to-end": (("asleep:\n    moves:\n", f"asleep:\n    moves:\n      stop: {EITHER}\n"),),
    "nobody-can-act": (
        ("open_from: met", "open_from: prepared"),
        ("  prepared:\n", f"  prepared:\n    moves:\n      stop: {EITHER}\n"),
    ),
    "not-always-open": (("stop:", "leave:"),),
    "not-always-told": (("tell: other partner}", "tell: [other partner, coordinator]}"),),
    "not-answered-yet": (("    check_up.fit: good", "    check_up: {complete: yes}\n    check_up.fit: good"),),
    "property-fails": (("    signed_by: each partner\n", ""),),
    "refused-to-leave": (("must: paid", "should: paid"),),
    "seen-all-the-same": (("[plan, plan.doubts]", "plan.doubts"),),
}


def slugs(text: str) -> list[str]:
    """The short names of what is found in a text."""
    return [finding.slug for finding in proofs_of(text).diagnostics]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_checking_tells_exactly_what_is_kept(path: Path) -> None:
    """Every finding, its way out, the life that shows it, and what is proved all the same."""
    assert path.with_suffix(".out").read_text("utf-8") == told(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_life_that_refutes_is_played_as_it_is_written(path: Path) -> None:
    """Pasted below ``scenarios:`` of a scenario file, it comes out as it says."""
    workflow = build(read(path.read_bytes(), path.name)).workflow
    assert workflow is not None
    refuted = [proof for proof in prove(workflow).proofs if proof.verdict == REFUTED]
    head = f"format: mentorflow-test/1\ntests: {workflow.name}\nscenarios:\n"
    for pasted in dict.fromkeys(example(workflow, proof) for proof in refuted):
        script = read_scenarios(read(f"{head}{pasted}\n", f"{path.stem}.test.yaml"), workflow)

        assert () == script.diagnostics
        assert [()] == [play(Flow(workflow), scenario).failures for scenario in script.scenarios]


@pytest.mark.parametrize("name", sorted(MENDED))
def test_mended_it_is_proved(name: str) -> None:
    """One small change, and everything is proved."""
    text = (LIVES / f"{name}.yaml").read_text("utf-8")
    for old, new in MENDED[name]:
        assert old in text
        text = text.replace(old, new)

    assert [] == slugs(text)
    assert {PROVED} == {proof.verdict for proof in proofs_of(text).proofs}


@pytest.mark.parametrize("path", [path for path in FILES if path.stem.startswith("not-decided")], ids=str)
def test_what_is_not_decided_has_a_reason(path: Path) -> None:
    """Neither proved nor refuted, and why."""
    undecided = [proof for proof in proofs_of(path.read_text("utf-8")).proofs if proof.verdict == NOT_DECIDED]

    assert undecided
    assert all(proof.reason for proof in undecided)


def test_every_finding_of_proofs_is_shown_by_a_file() -> None:
    """No finding is without a workflow that brings it up."""
    shown = {slug for path in FILES for slug in slugs(path.read_text("utf-8"))}

    assert [] == [slug for _, slug, *_ in PROOFS if slug not in shown]
