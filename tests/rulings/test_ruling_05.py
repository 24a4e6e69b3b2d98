"""Ruling 5: rounds."""

from __future__ import annotations

from tests.rulings.small import begun, hours, notices, refusals, small, there

ROUNDS = """\
forms:
  note:
    filled_in_by: mentee
    repeats: yes
    fields:
      words: {ask: Words, text: up to 10 characters}
  oath:
    filled_in_by: mentor
    fields:
      words: {ask: Words, text: up to 10 characters}
  pair:
    filled_in_by: each partner
    repeats: yes
    fields:
      good: {ask: Good, choose_one: [yes, no]}
conditions:
  all_good:
    who: each partner
    pair.good: yes
routing:
  after_pair:
    rows:
      - if: {all_good: yes}
        to: waiting
      - if: {all_good: no}
        to: stay
        reopen: pair
        tell: guide
states:
  open:
    moves:
      write: {by: mentee, to: writing}
      judge: {by: mentee, to: judging}
  waiting:
    moves:
      write: {by: mentee, to: writing}
      judge: {by: mentee, to: judging}
      swear: {by: mentee, to: swearing}
  writing:
    when_complete: {note: waiting}
    moves:
      interrupt: {by: mentor, to: waiting}
  swearing:
    when_complete: {oath: sworn}
  sworn:
    moves:
      swear: {by: mentee, to: swearing}
      write: {by: mentee, to: writing}
  judging:
    when_complete: {pair: after_pair}
    moves:
      interrupt: {by: mentor, to: waiting}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""
WORDS = {"words": "so it is"}


def test_ruling_05_a_repeating_form_begins_a_new_round_on_entering_a_state_that_waits_for_it() -> None:
    """What was answered for an earlier wait does not answer the next one."""
    flow = small(ROUNDS)
    p = there(flow.fire(begun(flow), "write", by="ana", at=hours(1)))
    p = there(flow.submit(p, "note", answers=WORDS, by="ana", at=hours(2)))
    assert "waiting" == p.state

    again = flow.fire(p, "write", by="ana", at=hours(3))

    assert "writing" == there(again).state
    assert ("ana", "opened", "note", None) in notices(again.records)
    assert "waiting" == there(flow.submit(there(again), "note", answers=WORDS, by="ana", at=hours(4))).state


def test_ruling_05_a_repeating_form_answered_ahead_does_not_count_on_arrival() -> None:
    """A round finished before anybody waited gives way to a new one."""
    flow = small(ROUNDS)
    p = there(flow.submit(begun(flow), "note", answers=WORDS, by="ana", at=hours(1)))

    assert "writing" == there(flow.fire(p, "write", by="ana", at=hours(2))).state


def test_ruling_05_a_form_that_does_not_repeat_counts_on_arrival() -> None:
    """A form that is complete already leads on in the record of the entry, each time the state is entered."""
    flow = small(ROUNDS)
    p = there(flow.fire(begun(flow), "write", by="ana", at=hours(1)))
    p = there(flow.fire(p, "interrupt", by="raj", at=hours(1)))
    p = there(flow.submit(p, "oath", answers=WORDS, by="raj", at=hours(2)))
    first = flow.fire(p, "swear", by="ana", at=hours(3))
    second = flow.fire(there(first), "swear", by="ana", at=hours(4))

    assert ("swearing", "sworn") == first.records[-1].entered
    assert ("swearing", "sworn") == second.records[-1].entered


def test_ruling_05_an_unfinished_round_survives_a_change_of_state() -> None:
    """A sheet handed in before an interruption still counts after it."""
    flow = small(ROUNDS)
    p = there(flow.fire(begun(flow), "judge", by="ana", at=hours(1)))
    p = there(flow.submit(p, "pair", answers={"good": "yes"}, by="ana", at=hours(2)))
    p = there(flow.fire(p, "interrupt", by="raj", at=hours(3)))
    p = there(flow.fire(p, "judge", by="ana", at=hours(4)))
    last = flow.submit(p, "pair", answers={"good": "yes"}, by="raj", at=hours(5))

    assert "moved" == last.outcome
    assert ("waiting",) == last.records[-1].entered


def test_ruling_05_reopen_begins_an_empty_round() -> None:
    """A row that asks again wants every sheet again, and tells those who fill it in."""
    flow = small(ROUNDS)
    p = there(flow.fire(begun(flow), "judge", by="ana", at=hours(1)))
    p = there(flow.submit(p, "pair", answers={"good": "yes"}, by="ana", at=hours(2)))
    asked = flow.submit(p, "pair", answers={"good": "no"}, by="raj", at=hours(3))

    assert "recorded" == asked.outcome
    assert {("kim", "told"), ("ana", "opened"), ("raj", "opened")} == {(n.to, n.kind) for n in asked.notices}
    p = there(asked)
    assert {"ana", "raj"} == {due.person for due in flow.due(p, at=hours(3)) if due.kind == "fill_in"}
    p = there(flow.submit(p, "pair", answers={"good": "yes"}, by="raj", at=hours(4)))
    assert "judging" == p.state
    assert "waiting" == there(flow.submit(p, "pair", answers={"good": "yes"}, by="ana", at=hours(5))).state


def test_ruling_05_a_round_ends_when_it_is_used_up() -> None:
    """After ``when_complete`` has consumed a round its sheets can no longer be replaced."""
    flow = small(ROUNDS)
    p = there(flow.fire(begun(flow), "write", by="ana", at=hours(1)))
    p = there(flow.submit(p, "note", answers=WORDS, by="ana", at=hours(2)))
    late = flow.submit(p, "note", answers=WORDS, by="ana", at=hours(3))

    assert [("window", "note")] == refusals(late)
