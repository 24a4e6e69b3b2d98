"""The verdicts agree with every life there is, enumerated by the flow alone."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.proofs import claims_acts as acts
from mentorflow.proofs import claims_leaving as leaving
from mentorflow.proofs import claims_promised as promised
from mentorflow.proofs import claims_reads as reads
from mentorflow.proofs import claims_times as times
from mentorflow.proofs import claims_told as told
from mentorflow.proofs import claims_ways as ways
from mentorflow.proofs.claim import PROVED, REFUTED
from mentorflow.proofs.lives import example
from mentorflow.proofs.proving import prove
from mentorflow.rules.build import build
from mentorflow.rules.edges import offered
from mentorflow.rules.source import read
from mentorflow.states.flow import Flow
from tests.proofs.generated import text_of
from tests.proofs.oracle import PEOPLE, lives_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.proofs.claim import Proof
    from mentorflow.proofs.proving import Proofs
    from tests.proofs.oracle import Key, Lives, Went

BATCH = 25
WANTED = "0-10000" if os.environ.get("MENTORFLOW_PROFILE") == "deep" else "0-250"
# A part of the numbers, such as 2500-5000, so that several machines can share them.
FIRST, LAST = map(int, os.environ.get("MENTORFLOW_SEEDS", WANTED).split("-"))
# Those that verdicts once disagreed with a life about; every run tries them.
ONCE_WRONG = (438, 885, 3282, 3312, 6552, 7767, 8291, 8859)
PARTNERS = ("mentee", "mentor")


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(FIRST, LAST, BATCH))
def test_verdicts_agree_with_every_life(batch: int) -> None:
    """What is proved holds in every life; what is refuted fails in one, which comes out as it is written."""
    seeds = range(batch, batch + BATCH)

    assert [] == [(seed, *each) for seed in seeds for each in disagreements(seed)]
    assert [] == [(seed, *each) for seed in seeds for each in misplayed(seed)]


@pytest.mark.parametrize("seed", ONCE_WRONG)
def test_verdicts_that_were_wrong_once_agree_with_every_life(seed: int) -> None:
    """The same for those that have taught something."""
    assert [] == disagreements(seed)


def misplayed(seed: int) -> list[tuple[str, object]]:
    """The lives that refute something of a workflow made by chance, where they do not come out as written."""
    proofs = verdicts(seed)
    if proofs is None:
        return []
    workflow, wrong = proofs.workflow, []
    refuted = [proof for proof in proofs.proofs if proof.verdict == REFUTED]
    for pasted in dict.fromkeys(example(workflow, proof) for proof in refuted):
        text = f"format: mentorflow-test/1\ntests: {workflow.name}\nscenarios:\n{pasted}\n"
        script = read_scenarios(read(text, "made.test.yaml"), workflow)
        failures = [failure for each in script.scenarios for failure in play(Flow(workflow), each).failures]
        if script.diagnostics or failures or not script.scenarios:
            wrong.append((str(pasted), (script.diagnostics, failures)))
    return wrong


def disagreements(seed: int) -> list[tuple[str, str, str]]:
    """The claims about a workflow made by chance whose verdict is not what every life says."""
    proofs = verdicts(seed)
    lives = None if proofs is None else lives_of(Flow(proofs.workflow))
    if proofs is None or lives is None:
        return []
    return [
        (proof.claim.name, proof.claim.subject, proof.verdict)
        for name, truth in TRUTHS.items()
        for proof in proofs.of(name)
        if _contradicts(proof, truth(lives, proof))
    ]


def _contradicts(proof: Proof, holds: bool | None) -> bool:  # noqa: FBT001 - what is true
    if holds is None:
        return False
    return (proof.verdict == PROVED and not holds) or (proof.verdict == REFUTED and holds)


@lru_cache(maxsize=BATCH)
def verdicts(seed: int) -> Proofs | None:
    """What is proved of a workflow made by chance; None where it cannot be read."""
    workflow = build(read(text_of(seed), f"made-{seed}.yaml")).workflow
    return None if workflow is None else prove(workflow)


# --- what is true, by every life ------------------------------------------------------------------------------------
def _at(lives: Lives, state: str) -> list[Key]:
    return [key for key in lives.at if key[0] == state]


def _entered(lives: Lives, state: str) -> bool:
    return any(state in record.entered for went in lives.every for record in went.decision.records)


def _reached(lives: Lives, proof: Proof) -> bool | None:
    return _entered(lives, proof.claim.subject)


def _can_end(lives: Lives, proof: Proof) -> bool | None:
    ending = lives.leads_to(lambda key: not lives.live(key))
    return all(key in ending for key in _at(lives, proof.claim.subject))


def _somebody_acts(lives: Lives, proof: Proof) -> bool | None:
    """From everywhere in the state another one can be come to."""
    state = proof.claim.subject
    moving = {key for key in lives.at if any(went.to[0] != key[0] for went in lives.went[key])}
    out = lives.leads_to(lambda key: key in moving, lambda key: key[0] == state)
    return all(key in out for key in _at(lives, state))


def _can_leave(lives: Lives, proof: Proof) -> bool | None:
    out = [_out_alone(lives, role) for role in PARTNERS]
    return all(key in found for key in _at(lives, proof.claim.subject) for found in out)


def _out_alone(lives: Lives, role: str) -> set[Key]:
    """From where somebody alone comes to an end by moves that are accepted whatever the application tells."""
    by, found = PEOPLE[role], {key for key in lives.at if not lives.live(key)}
    while True:
        new = {key for key in lives.at if key not in found and _leads(lives.went[key], by, found)}
        if not new:
            return found
        found |= new


def _leads(went: list[Went], by: str, found: set[Key]) -> bool:
    forms = {"form"}
    ways = {(each.name, each.facts) for each in went if each.by == by and each.to in found and each.name not in forms}
    return any((name, 0) in ways and (name, 1) in ways for name, _ in ways)


def _answered(lives: Lives, proof: Proof) -> bool | None:
    """Wherever a move with the condition is offered, the form is complete, or has been and is being edited."""
    condition, form = proof.claim.subject.split(" ")
    slot = lives.flow.layout.forms[form]
    for key, p in lives.at.items():
        state = lives.workflow.state_by_name[str(key[0])]
        readers = [move for move in offered(lives.workflow, state) if condition in (*move.must, *move.should)]
        asked = p.rounds[slot]
        lacking = asked is None or not _all_there(lives, form, asked)
        if lacking and any("done" not in move.must for move in readers):
            return False
    return True


def _all_there(lives: Lives, form: str, asked: object) -> bool:
    each = lives.workflow.form_by_name[form].copy_each
    return len(asked.sheets) >= (2 if each else 1)  # type: ignore[attr-defined]


def _waits(lives: Lives, proof: Proof) -> bool | None:
    """Refuted: nobody ever rests in the state. Proved says less: the form is not always complete there."""
    state = proof.claim.subject.split(" ")[0]
    return bool(_at(lives, state)) if proof.verdict == REFUTED or _entered(lives, state) else None


def _counts(lives: Lives, proof: Proof) -> bool | None:
    """Wherever the deadline stands, what it is counted from has happened, or can happen while it stands."""
    deadline = next(each for each in lives.workflow.every_deadline() if each.name == proof.claim.subject)
    slot, state = lives.flow.layout.moments[deadline.moments[0]], deadline.owner[1]
    happened = lives.leads_to(lambda key: lives.at[key].moments[slot] is not None, lambda key: key[0] == state)
    return all(key in happened for key in _at(lives, state))


def _end_told(lives: Lives, proof: Proof) -> bool | None:
    """Every record by which it ends tells both partners, but whoever acted."""
    for went in lives.every:
        for record in went.decision.records:
            state = record.entered[-1] if record.entered else ""
            named = record.name == proof.claim.subject and record.kind in {"start", "move", "fall"}
            if (
                named
                and not _is_joint(lives, record.name)
                and len(record.entered) == 1
                and lives.workflow.state_by_name[state].final is not None
            ):
                partners = {PEOPLE[role] for role in PARTNERS} - {record.by}
                if partners - {notice.to for notice in record.notices}:
                    return False
    return True


def _is_joint(lives: Lives, name: str) -> bool:
    return any(move.joint for move in lives.workflow.every_move() if move.name == name)


def _always_open(lives: Lives, proof: Proof) -> bool | None:
    move, *who, state = proof.claim.subject.split(" ")
    word = " ".join(who)
    roles = PARTNERS if "partner" in word else (word,)
    free = [all(_accepted(lives, key, move, PEOPLE[role]) for key in _at(lives, state)) for role in roles]
    return any(free) if word == "either partner" else all(free)


def _accepted(lives: Lives, key: Key, move: str, by: str) -> bool:
    return not any((by, move, number) in lives.refused[key] for number in range(2))


def _always_told(lives: Lives, proof: Proof) -> bool | None:
    move, *who = proof.claim.subject.split(" ")
    for went in lives.every:
        record = went.decision.record
        if went.name == move and record is not None and record.kind == "move" and record.change.made:
            wanted = {"kim"} if who == ["coordinator"] else {PEOPLE[role] for role in PARTNERS} - {went.by}
            if wanted - {notice.to for notice in record.notices}:
                return False
    return True


def _only_a_person(lives: Lives, proof: Proof) -> bool | None:
    """Nothing but a move leads there, and none of them through another state."""
    state, records = proof.claim.subject, [record for went in lives.every for record in went.decision.records]
    by_itself = {record.kind for record in records if state in record.entered} - {"move", "start"}
    return not by_itself and not any(state in record.entered[1:] for record in records)


TRUTHS: dict[str, Callable[[Lives, Proof], bool | None]] = {
    ways.REACHED: _reached,
    ways.ENDS: _can_end,
    acts.ACTS: _somebody_acts,
    leaving.LEAVES: _can_leave,
    reads.ANSWERED: _answered,
    reads.WAITS: _waits,
    times.COUNTS: _counts,
    told.END_TOLD: _end_told,
    told.ALWAYS_TOLD: _always_told,
    promised.ALWAYS_OPEN: _always_open,
    promised.ONLY_A_PERSON: _only_a_person,
}
