"""What is measured is the same work: all contestants give the same answers. Nothing here is timed."""

from __future__ import annotations

import importlib

import pytest

import mentorflow
from benchmarks import rows_deciding, rows_files, rows_histories, workload
from benchmarks.contestants import ByFlow, ByHand, calls_of, disagreements, make, records_of
from benchmarks.peers import walk
from benchmarks.table import Row, text


@pytest.fixture(scope="module")
def flow() -> ByFlow:
    """Mentorflow with the shipped rules."""
    return ByFlow(mentorflow.load(rows_files.FILE))


@pytest.fixture
def hand() -> ByHand:
    """The class written by hand."""
    return ByHand()


def test_contestants_agree_on_the_whole_life_and_on_every_refusal(flow: ByFlow, hand: ByHand) -> None:
    """Mentorflow and the hand-written class answer every act alike, and as the workload says."""
    assert [] == disagreements(flow, hand)


def test_hand_written_class_passes_the_states_of_the_workload(hand: ByHand) -> None:
    """The hand-written class alone goes through the states written down by hand."""
    assert list(workload.STATES) == [make(call).partnership.state for call in calls_of(hand)]


def test_hand_written_history_folds_to_what_was_lived(hand: ByHand) -> None:
    """The hand-written fold is the only writer, and its history can be decided again."""
    records = records_of(hand)
    assert make(calls_of(hand)[-1]).partnership == hand.replay(records)
    assert hand.verify(records)


def test_flow_history_folds_to_what_was_lived(flow: ByFlow) -> None:
    """The history whose replay is timed gives the partnership that was lived."""
    assert make(calls_of(flow)[-1]).partnership == flow.replay(records_of(flow))


def test_long_history_has_the_length_that_is_said(flow: ByFlow) -> None:
    """The history by which growth is measured is as long as its row says."""
    assert rows_histories.SHORT == len(rows_histories.long_history(flow, rows_histories.SHORT))


def test_routing_contestants_find_the_same_row_for_every_sheet(flow: ByFlow, hand: ByHand) -> None:
    """The compiled table and the function by hand agree on every sheet, and the sheets reach every row."""
    found = {}
    for name, (decide, p) in rows_deciding.routing_contestants(flow, hand).items():
        found[name] = [decide(p, None, 0, sheet) for sheet in rows_deciding.sheets()]
    assert found["hand"] == found["flow"]
    assert {0, 1, 2, 3} == set(found["hand"])


@pytest.mark.parametrize("name", rows_deciding.PEERS)
def test_peer_gives_the_answers_written_by_hand(name: str) -> None:
    """Every peer that is installed goes through the states written down by hand and refuses what must be refused."""
    try:
        module = importlib.import_module(f"benchmarks.peers.{name}")
    except ImportError as missing:
        pytest.skip(f"{missing.name} is not installed")
    assert [] == walk.disagreements(module.Peer())


def test_row_above_its_bound_is_broken_and_says_so() -> None:
    """A ratio at its bound holds, one above it is broken, and a row without a bound always holds."""
    at, above, free = (Row("act", "1.00 us", ratio, bound, "floor") for ratio, bound in ((3, 3), (3.1, 3), (9, None)))
    assert [True, False, True] == [at.holds, above.holds, free.holds]
    assert ["holds", "BROKEN"] == [line.split()[-2] for line in text([at, above]).splitlines()[1:]]


def test_moves_of_a_peer_that_can_be_set_back_are_all_accepted() -> None:
    """The eight moves that are timed beside ours are accepted, each from the state it is put back to."""
    transitions = pytest.importorskip("benchmarks.peers.transitions_bare")
    peer = transitions.Peer()
    held = peer.create("p-1")
    accepted = []
    for (event, payload), state, halves in walk.MOVES:
        peer.set_back(held, state, halves)
        accepted.append(peer.fire(held, event, payload))
    assert [True] * len(workload.MOVES) == accepted
    assert "closed" == held.state
