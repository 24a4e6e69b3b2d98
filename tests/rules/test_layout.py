"""Which slot a thing has, and which facts something may read."""

from __future__ import annotations

import pytest

from mentorflow.rules.layout import anchors, host_facts_read, layout_of, moments_read, opening
from tests.states.lives import flow_of, shipped

BODY = """\
limits: {spell: 3 days, tries: 2}
facts:
  weather: {choose_one: [fair, foul]}
  season:  {choose_one: [dry, wet]}
  load:    {whole_number: 0 to 9}
  room:    {whole_number: 0 to 9}
  mood:    {choose_one: [up, down]}
counts: {knocks: {count: knock, back_to_zero: sit}}
forms:
  note:
    filled_in_by: mentee
    open_from: second
    due: {within: 3 days, late: {remind: mentee}}
    fields:
      number: {ask: What, whole_number: 0 to 9}
      why: {ask: Why, text: any length, asked_if: moody, optional: yes}
      color: {ask: What, choose_one: [red, blue], optional: yes, asked_if: moody}
  pair:
    filled_in_by: each partner
    fields:
      a: {ask: A, choose_one: [yes, no], unfavorable: no}
      b: {ask: B, whole_number: 0 to 9, asked_if: dry, unfavorable: {fewer_than: note.number}}
conditions:
  fair: {weather: fair}
  dry: {season: dry}
  moody: {mood: up}
  roomy: {load: {fewer_than: room}}
  red: {note.color: red}
  many: {note.number: {more_than: 3}}
  bad: {who: either partner, pair.unfavorable: {more_than: 1}}
  late: {since.knock: {more_than: spell}}
  often: {times.sit: {at_least: tries}}
  knocked: {knocks: {at_least: 1}}
  changed: {note: {changed_since: second}}
  nice: {all_of: [fair, dry], none_of: red}
routing:
  by_weather:
    rows:
      - {if: {fair: yes}, to: second}
      - {if: {fair: no}, to: stay}
states:
  open:
    moves:
      knock: {by: mentee, to: stay}
      sit: {by: mentee, to: stay}
      go: {by: mentee, must: [nice, knocked, often, late], should: roomy, to: second}
    deadlines:
      answer: {within: 3 days, counted_anew_from: [knock, note], late: {tell: guide}}
      entry: {within: 3 days, late: {tell: guide}}
  second: {moves: {stop: {by: mentee, must: [many, changed], to: over}}}
  over: {final: over}
any_time:
  moves: {leave: {by: either partner, to: over}}
"""


def test_layout_numbers_everything_in_the_order_of_the_file() -> None:
    """Roles, forms, fields, counts, limits and deadlines have slots from zero on."""
    layout = layout_of(flow_of(BODY).workflow)

    assert {"mentee": 0, "mentor": 1, "guide": 2, "kin": 3} == layout.roles
    assert (0, 1) == layout.partners
    assert {"note": 0, "pair": 1} == layout.forms
    assert {
        ("note", "number"): 0,
        ("note", "why"): 1,
        ("note", "color"): 2,
        ("pair", "a"): 0,
        ("pair", "b"): 1,
    } == layout.fields
    assert ({"knocks": 0}, {"spell": 0, "tries": 1}) == (layout.counts, layout.limits)
    assert ["note", "answer", "entry"] == [deadline.name for deadline in layout.deadlines]


def test_layout_gives_slots_only_to_moments_that_something_reads() -> None:
    """Anchors of deadlines, first states of forms, and what conditions look back to; the rest is not kept."""
    workflow = flow_of(BODY).workflow

    assert {"opening of note", "knock", "note", "second", "sit"} == set(layout_of(workflow).moments)
    assert len(set(moments_read(workflow))) == len(layout_of(workflow).moments)
    assert list(range(5)) == sorted(layout_of(workflow).moments.values())


def test_layout_knows_what_a_deadline_is_counted_from() -> None:
    """A form's deadline counts from its opening unless it says otherwise; a state's from its entry."""
    by_name = {deadline.name: anchors(deadline) for deadline in flow_of(BODY).workflow.every_deadline()}
    shipped_ones = {deadline.name: anchors(deadline) for deadline in shipped().workflow.every_deadline()}

    assert {"note": ("opening of note",), "answer": ("knock", "note"), "entry": ()} == by_name
    assert (opening("end_evaluation"),) == shipped_ones["end_evaluation"]
    assert ("matched", "mid_point_review") == shipped_ones["mid_point_review"]


@pytest.mark.parametrize(
    ("conditions", "to", "expected"),
    [
        ((), "stay", ()),
        (("fair",), "stay", ("weather",)),
        (("roomy",), "stay", ("load", "room")),
        (("nice",), "stay", ("weather", "season", "mood")),
        (("red",), "stay", ("mood",)),
        (("many",), "stay", ()),
        (("bad",), "stay", ("season",)),
        (("knocked", "often", "late", "changed"), "stay", ()),
        ((), "by_weather", ("weather",)),
        (("roomy", "fair"), "by_weather", ("weather", "load", "room")),
        ((), "second", ()),
    ],
)
def test_layout_knows_the_facts_that_deciding_may_read(
    conditions: tuple[str, ...], to: str, expected: tuple[str, ...]
) -> None:
    """Through parts, bounds, questions that are only asked if something holds, and tables; in the file's order."""
    assert expected == host_facts_read(flow_of(BODY).workflow, conditions, to)
