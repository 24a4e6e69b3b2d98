"""What a deadline does when its time has come."""

from __future__ import annotations

from tests.rulings.small import day
from tests.states.lives import LEAVE, begun, filled_in, flow_of, hours, there, untouched

OVER = "  over: {final: over}\n"
FALLING = (
    """\
effects: {ring: Ring the bell., sing: Sing.}
forms:
  note:
    filled_in_by: each partner
    opened_by: guide
    due:
      within: 2 days
      1 day before: {remind: each partner}
      late: {remind: [each partner, guide], tell: [guide, kin], effect: [ring, sing], close_form: yes}
    fields: {text: {ask: What, text: any length}}
counts:
  misses: {count: miss, back_to_zero: hit}
conditions:
  missed: {misses: {at_least: 1}}
routing:
  onward:
    rows:
      - {if: {missed: yes}, to: aside, tell: mentor}
      - {if: {missed: no}, to: over, effect: sing}
states:
  open:
    moves:
      miss: {by: mentee, to: stay}
      hit: {by: mentee, to: stay}
    deadlines:
      answer: {within: 5 days, late: {to: onward, tell: guide, effect: ring}}
  aside:
    moves: {return: {by: mentee, to: open}}
    deadlines:
      give_up: {within: 2 days, late: {to: over}}
"""
    + OVER
    + LEAVE
)


def test_falls_are_records_by_nobody_at_their_due_instant() -> None:
    """A fall has no person, no facts and no role; its instant is the due one, whenever the tick came."""
    flow = flow_of(FALLING)
    (decision, *_) = flow.tick(begun(flow), at=day(99))
    record = decision.records[0]

    assert ("fall", "answer", None, None, ()) == (record.kind, record.name, record.by, record.role, record.facts)
    assert (day(6, 0), ("state", "open"), 1) == (record.at, record.change.fall.owner, record.change.fall.count)


def test_falls_lead_on_by_tables_and_further_deadlines_follow() -> None:
    """A deadline may lead by a table, tell and ask for effects; what stands then falls in its turn."""
    flow = flow_of(FALLING)
    p = begun(flow)
    (ended,) = flow.tick(p, at=day(99))
    assert ("moved", "over", ("ring", "sing"), ["kim"]) == (
        ended.outcome, there(ended).state, ended.effects, [n.to for n in ended.notices],
    )  # fmt: skip

    missed, gave_up = flow.tick(there(flow.fire(p, "miss", by="ana", at=day(1))), at=day(99))
    assert ("aside", ["kim", "raj"]) == (there(missed).state, [n.to for n in missed.notices])
    assert [("onward", 0)] == [(row.routing, row.index) for row in missed.records[0].rows]
    assert ("over", day(9, 0), ()) == (there(gave_up).state, there(gave_up).at, gave_up.notices)


def test_falls_remind_only_who_still_owes_and_tell_everybody_named() -> None:
    """Whoever has answered is not reminded; ``tell`` reaches everyone; nobody gets the same notice twice."""
    flow = flow_of(FALLING)
    p = there(flow.open_form(begun(flow), "note", by="kim", at=day(0)))
    before, late = flow.tick(p, at=day(3, 0))
    assert [("ana", "reminded"), ("raj", "reminded")] == [(n.to, n.kind) for n in before.notices]
    assert [("ana", "reminded"), ("raj", "reminded"), ("kim", "told"), ("sol", "told")] == [
        (n.to, n.kind) for n in late.notices
    ]

    _, late = flow.tick(filled_in(flow, p, "note", {"text": "so"}, day(0), "ana"), at=day(3, 0))
    assert [("raj", "reminded"), ("kim", "told"), ("sol", "told")] == [(n.to, n.kind) for n in late.notices]
    assert {("note", "late")} == {(n.about, n.mark) for n in late.notices}
    assert ("ring", "sing") == late.effects


def test_falls_close_forms() -> None:
    """A form closed by its deadline takes nothing more until it is opened again."""
    flow = flow_of(FALLING)
    p = there(flow.open_form(begun(flow), "note", by="kim", at=day(0)))
    p = there(flow.tick(p, at=day(3, 0))[-1])

    untouched(flow.submit(p, "note", answers={"text": "so"}, by="ana", at=day(3)), p, ("window", "note"))
    p = there(flow.open_form(p, "note", by="kim", at=day(3)))
    assert flow.submit(p, "note", answers={"text": "so"}, by="ana", at=day(3)).accepted


def test_falls_come_before_the_act_that_finds_them() -> None:
    """An accepted act carries what fell first; a refused one, or a question, keeps nothing of it."""
    flow = flow_of(FALLING)
    p = begun(flow)
    miss = flow.fire(p, "miss", by="ana", at=day(9))
    untouched(miss, p, ("not_offered", "miss"))
    assert "nothing more can be done here" in miss.refusals[0].message
    assert () == flow.due(p, at=day(9))

    missed = there(flow.fire(p, "miss", by="ana", at=day(1)))
    back = flow.fire(missed, "return", by="ana", at=day(8))
    assert (["answer", "return"], ["moved"]) == ([r.name for r in back.records], [d.outcome for d in back.before])
    assert 3 == there(back.before[0]).seq
    assert ("open", 4) == (there(back).state, there(back).seq)


def test_falls_leave_the_partnership_given_as_it_was() -> None:
    """A tick gives new partnerships, one for each decision, and never changes the one it was given."""
    flow = flow_of(FALLING)
    p = begun(flow)
    decisions = flow.tick(p, at=day(99))

    assert ("open", 1) == (p.state, p.seq)
    assert decisions == flow.tick(p, at=day(99))
    assert () == flow.tick(p, at=hours(1))
