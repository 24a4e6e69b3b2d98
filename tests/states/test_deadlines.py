"""When deadlines fall: anchors, limits, marks, shares, pauses, repetitions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.rulings.small import day, falls
from tests.states.lives import (
    FACTS,
    LEAVE,
    a_match,
    a_request,
    after_match,
    an_agreed_pair,
    begun,
    filled_in,
    flow_of,
    hours,
    in_state,
    shipped,
    there,
)

if TYPE_CHECKING:
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

OVER = "  over: {final: over}\n"
REST = OVER + LEAVE


def marks(flow: Flow, p: Partnership, at: dt.datetime) -> list[tuple[str, str | None, dt.datetime]]:
    """Name, word and instant of every mark that falls up to an instant."""
    records = [record for decision in flow.tick(p, at=at) for record in decision.records]
    return [(r.name, r.notices[0].mark if r.notices else None, r.at) for r in records]


def due(deadline: str, *, more: str = "", top: str = "") -> str:
    """A file whose first state has one deadline."""
    return f"{top}states:\n  open:\n    deadlines:\n      answer:\n        {deadline}\n{more}{REST}"


# --- what a deadline is counted from --------------------------------------------------------------------------------
COUNTED = """\
states:
  open:
    moves:
      knock: {by: mentee, to: stay}
      ring: {by: mentee, to: stay}
    deadlines:
      first:   {within: 10 hours, counted_from: knock, late: {tell: guide}}
      latest:  {within: 10 hours, counted_anew_from: [knock, ring], late: {tell: guide}}
      earlier: {within: 10 hours, late: {tell: guide}}
"""


def test_deadlines_count_from_the_first_the_latest_or_the_entry() -> None:
    """The first making is kept, of several the latest starts the time again, and without either the entry counts."""
    flow = flow_of(COUNTED + REST)
    p = begun(flow)
    assert [("earlier", hours(10))] == falls(flow, p, hours(99))
    for hour, move in ((1, "knock"), (3, "ring"), (5, "knock"), (6, "ring")):
        p = there(flow.fire(p, move, by="ana", at=hours(hour)))

    assert [("earlier", hours(10)), ("first", hours(11)), ("latest", hours(16))] == falls(flow, p, hours(99))


def test_deadlines_counted_from_one_of_several_wait_for_none_of_the_others() -> None:
    """One of the moments is enough, whichever it is."""
    flow = flow_of(COUNTED + REST)
    p = there(flow.fire(begun(flow), "ring", by="ana", at=hours(2)))

    assert [("earlier", hours(10)), ("latest", hours(12))] == falls(flow, p, hours(99))


def test_time_allowed_without_a_line_brings_nothing() -> None:
    """Time may be allowed and nobody be told of its end, only counted down to."""
    flow = flow_of(due("within: 10 hours"))

    assert [] == falls(flow, begun(flow), hours(99))


def test_time_left_is_counted_to_an_end_of_which_nobody_is_told() -> None:
    """Half of what is left until the end, which brings nothing itself."""
    top = "ends: {within: 20 hours, counted_from: open}\n"
    flow = flow_of(due("{within: 50% of time left, late: {tell: guide}}", top=top))

    assert [("answer", hours(10))] == falls(flow, begun(flow), hours(99))


FIRST_OF_TWO = due("within: 10 hours\n        counted_from: ring\n        late: {tell: guide}").replace(
    "  open:\n", "  open:\n    moves: {ring: {by: mentee, to: stay}}\n"
)


def test_deadlines_without_their_moment_never_fall() -> None:
    """An anchor that never happened gives no deadline, neither to the tick nor to what is due."""
    flow = flow_of(FIRST_OF_TWO)

    assert () == flow.tick(begun(flow), at=day(999))
    p = there(flow.fire(begun(flow), "ring", by="ana", at=hours(2)))
    p = there(flow.fire(p, "ring", by="ana", at=hours(4)))
    assert [("answer", hours(12))] == falls(flow, p, hours(99))


# --- marks ----------------------------------------------------------------------------------------------------------
def test_deadlines_fall_mark_by_mark_in_time_order() -> None:
    """Before, late and after, earliest first, whatever the order in the file; none twice."""
    flow = flow_of(
        due(
            "within: 10 days\n"
            "        2 days after: {tell: guide}\n        late: {tell: guide}\n        3 days before: {tell: guide}\n"
            "        1 week before: {tell: guide}\n        1 hour before: {tell: guide}"
        )
    )
    p = begun(flow)
    expected = [
        ("answer", "7 days before", day(4, 0)),
        ("answer", "3 days before", day(8, 0)),
        ("answer", "1 hour before", day(10, 23)),
        ("answer", "late", day(11, 0)),
        ("answer", "2 days after", day(13, 0)),
    ]

    assert expected == marks(flow, p, day(99))
    assert expected[:2] == marks(flow, p, day(8, 0))
    last = flow.tick(p, at=day(99))[-1].partnership
    assert last is not None
    assert () == flow.tick(last, at=day(999))


def test_deadlines_with_a_mark_before_their_beginning_fall_at_once() -> None:
    """A reminder a week before the end of two days falls with the beginning, never earlier."""
    flow = flow_of(due("within: 2 days\n        1 week before: {tell: guide}\n        late: {tell: guide}"))

    assert [("answer", "7 days before", day(0)), ("answer", "late", day(3, 0))] == marks(flow, begun(flow), day(99))


OFFSETS = (
    "limits:\n  notice: 36 hours\n  spell: 10 days\n  tail: 20% of spell\n"
    "  patience: {usually: 1 day, may_be: 1 day to 4 days}\n"
)


def test_deadlines_take_limits_and_shares_as_offsets() -> None:
    """A mark may lie a limit away, or a share of one; the limit is that of this partnership."""
    body = due(
        "within: spell\n        patience before: {tell: guide}\n        notice before: {tell: guide}\n"
        "        tail after: {tell: guide}",
        top=OFFSETS,
    )
    flow = flow_of(body)
    own = begun(flow, limits={"patience": "4 days"})

    assert [
        ("answer", "notice before", day(9, 12)),
        ("answer", "patience before", day(10, 0)),
        ("answer", "tail after", day(13, 0)),
    ] == marks(flow, begun(flow), day(99))
    assert ("answer", "patience before", day(7, 0)) == marks(flow, own, day(99))[0]


def test_deadlines_fall_with_marks_a_share_of_the_time_left_away() -> None:
    """Half of the time left at the anchor, as an offset."""
    body = (
        "limits: {late_on: 50% of time left}\nends: {within: 20 days, counted_from: open, late: {tell: guide}}\n"
        + due("within: 2 days\n        late_on after: {tell: guide}")
    )

    assert [("answer", "late_on after", day(13, 0)), ("ends", "late", day(21, 0))] == marks(
        flow_of(body), begun(flow_of(body)), day(99)
    )


# --- shares ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("length", "share", "expected"),
    [
        ("20 days", "50% of time left", day(11, 0)),
        ("21 days", "50% of time left", day(11, 0)),
        ("30 hours", "10% of time left", hours(3)),
        ("1 day", "50% of time left", day(1, 0)),
    ],
)
def test_deadlines_may_be_shares_of_the_time_left(length: str, share: str, expected: dt.datetime) -> None:
    """What is left between the anchor and the end, in the end's own units, rounded down."""
    top = f"limits: {{part: {share}}}\nends: {{within: {length}, counted_from: open, late: {{tell: guide}}}}\n"
    flow = flow_of(due("within: part\n        late: {tell: guide}", top=top))

    assert ("answer", expected) == falls(flow, begun(flow), day(99))[0]


def test_deadlines_that_are_shares_of_the_time_left_need_an_end_that_is_counted() -> None:
    """Before the end is counted from anywhere there is no time left, so nothing is due."""
    body = (
        due(
            "within: 50% of time left\n        late: {tell: guide}",
            top="ends: {within: 20 days, counted_from: second, late: {tell: guide}}\n",
        )
        .replace("  over:", "  second: {moves: {stop: {by: mentee, to: over}}}\n  over:")
        .replace("  open:\n", "  open:\n    moves: {go: {by: mentee, to: second}}\n")
    )
    flow = flow_of(body)

    assert () == flow.tick(begun(flow), at=day(999))
    assert () == flow.due(begun(flow), at=day(999))


def test_deadlines_after_the_end_have_no_time_left() -> None:
    """Where the end is past already, nothing is left and the deadline falls with the day."""
    body = due(
        "within: 50% of time left\n        late: {tell: guide}",
        top="ends: {within: 2 days, counted_from: knock, late: {tell: guide}}\n",
    ).replace("  open:\n", "  open:\n    moves: {knock: {by: mentee, to: stay}, again: {by: mentee, to: open}}\n")
    flow = flow_of(body)
    p = there(flow.fire(begun(flow), "knock", by="ana", at=day(1)))
    p = there(flow.fire(p, "again", by="ana", at=day(9)))

    assert [("answer", day(10, 0))] == falls(flow, p, day(99))


@pytest.mark.parametrize(("limit", "expected"), [("10 days", day(4, 0)), ("10 hours", hours(3.5))])
def test_deadlines_may_be_shares_of_a_limit(limit: str, expected: dt.datetime) -> None:
    """A share of a share of a limit is worked out on the limit's own units."""
    top = f"limits: {{whole: {limit}, most: 70% of whole, part: 50% of most}}\n"
    flow = flow_of(due("within: part\n        late: {tell: guide}", top=top))

    assert [("answer", expected)] == falls(flow, begun(flow), day(99))


def test_deadlines_move_with_the_limit_of_their_own_partnership() -> None:
    """A limit set at the start counts, and so does one lengthened later, also for shares of the time left."""
    top = (
        "limits: {length: {usually: 20 days, may_be: 10 days to 40 days}}\n"
        "ends: {within: length, counted_from: open, late: {tell: guide}}\n"
    )
    body = due("within: 50% of time left\n        late: {tell: guide}", top=top).replace(
        "  open:\n",
        "  open:\n    moves:\n      extend: {by: guide, to: stay, asks: {more: {ask: How long, "
        "length_of_time: 1 day to 30 days}}, lengthens: {length: more}}\n",
    )
    flow = flow_of(body)
    usual, short = begun(flow), begun(flow, limits={"length": "10 days"})
    longer = there(flow.fire(usual, "extend", by="kim", at=day(1), answers={"more": "10 days"}))

    assert [("answer", day(11, 0)), ("ends", day(21, 0))] == falls(flow, usual, day(99))
    assert [("answer", day(6, 0)), ("ends", day(11, 0))] == falls(flow, short, day(99))
    assert [("answer", day(16, 0)), ("ends", day(31, 0))] == falls(flow, longer, day(99))


# --- repetitions ----------------------------------------------------------------------------------------------------
def test_deadlines_that_come_back_do_so_until_the_end() -> None:
    """Every so often from the anchor, not from the last time; no more after the end."""
    flow = flow_of(due("every: 3 days\n        tell: guide"))
    p = begun(flow)
    assert [("answer", day(4, 0)), ("answer", day(7, 0)), ("answer", day(10, 0))] == falls(flow, p, day(12))

    assert () == flow.tick(there(flow.fire(p, "leave", by="ana", at=day(2))), at=day(99))


def test_deadlines_that_come_back_at_most_so_often() -> None:
    """``at_most`` ends it, for this anchor."""
    flow = flow_of(due("every: 5 hours\n        at_most: 2\n        tell: guide"))

    assert [("answer", hours(5)), ("answer", hours(10))] == falls(flow, begun(flow), day(99))


def test_deadlines_that_come_back_every_month_end_with_the_month() -> None:
    """Months are counted from the anchor: the 31st becomes the last day of a shorter month."""
    flow = flow_of(due("every: 1 month\n        at_most: 3\n        tell: guide"))
    p = begun(flow, dt.datetime(2025, 12, 31, 12, tzinfo=dt.UTC))

    expected = [dt.datetime(2026, *month_day, tzinfo=dt.UTC) for month_day in ((2, 1), (3, 1), (4, 1))]
    assert expected == [at for _, at in falls(flow, p, day(9999))]


# --- pauses ---------------------------------------------------------------------------------------------------------
PAUSED = """\
limits: {part: 50% of time left}
ends: {within: 20 days, counted_from: open, late: {tell: guide}}
states:
  open:
    moves:
      go: {by: mentee, to: working}
    deadlines:
      answer: {within: 4 days, 1 day before: {tell: guide}, late: {tell: guide}}
      weekly: {every: 3 days, at_most: 2, counted_from: open, tell: guide}
  resting:
    clocks: stopped
    moves:
      resume: {by: mentee, to: back}
    deadlines:
      long: {within: 5 days, late: {tell: guide}}
  working:
    deadlines:
      review: {within: part, late: {tell: guide}}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
    rest: {by: mentee, to: resting, except: resting}
"""


def rested(flow: Flow, p: Partnership, move: str, *between: float) -> Partnership:
    """The partnership after resting from one day to another."""
    p = there(flow.fire(p, move, by="ana", at=day(between[0])))
    return there(flow.fire(p, "resume", by="ana", at=day(between[1])))


def test_deadlines_stand_still_while_the_clocks_are_stopped() -> None:
    """Only the state's own deadline falls; afterwards the others fall later by the time spent."""
    flow = flow_of(PAUSED)
    p = there(flow.fire(begun(flow), "rest", by="ana", at=day(2)))
    assert [("long", day(8, 0))] == falls(flow, p, day(99))

    p = rested(flow, begun(flow), "rest", 2, 5)
    expected = [
        ("answer", day(7, 0)), ("weekly", day(7, 0)), ("answer", day(8, 0)), ("weekly", day(10, 0)),
        ("ends", day(24, 0)),
    ]  # fmt: skip
    assert expected == falls(flow, p, day(99))


def test_deadlines_that_fell_before_a_pause_have_fallen() -> None:
    """A pause moves only what has not fallen yet."""
    flow = flow_of(PAUSED)
    p = there(flow.fire(begun(flow), "rest", by="ana", at=day(4.5, 0)))
    resumed = flow.fire(p, "resume", by="ana", at=day(6.5, 0))

    assert [("answer", day(7, 0)), ("weekly", day(9, 0)), ("ends", day(23, 0))] == falls(
        flow, there(resumed), day(99)
    )


def test_deadlines_take_each_pause_after_their_beginning() -> None:
    """Two pauses add up; one that was over before the anchor does not count, but the end has moved by it."""
    flow = flow_of(PAUSED)
    p = rested(flow, rested(flow, begun(flow), "rest", 1, 2), "rest", 2.5, 3.5)
    assert [("answer", day(6, 0)), ("weekly", day(6, 0))] == falls(flow, p, day(6, 0))

    p = there(flow.fire(p, "go", by="ana", at=day(4)))
    assert [("review", day(14, 0)), ("ends", day(23, 0))] == falls(flow, p, day(99))


def test_deadlines_of_days_gone_by_are_not_moved_by_a_later_pause() -> None:
    """A pause after the due instant moves nothing."""
    flow = flow_of(PAUSED)
    p = rested(flow, begun(flow), "rest", 10, 12)

    assert [("ends", day(23, 0))] == falls(flow, p, day(99))


# --- which stand ----------------------------------------------------------------------------------------------------
FORM_DUE = """\
forms:
  note:
    filled_in_by: mentee
    opened_by: guide
    due: {within: 3 days, late: {remind: mentee, close_form: yes}}
    fields: {text: {ask: What, text: any length}}
"""


def test_deadlines_of_forms_count_from_the_latest_opening_and_end_with_completion() -> None:
    """A form not opened is not due; opened it is due, opened again anew, and once complete no more."""
    flow = flow_of(FORM_DUE + "states:\n  open: {moves: {stop: {by: mentee, to: over}}}\n" + REST)
    assert () == flow.tick(begun(flow), at=day(99))
    p = there(flow.open_form(begun(flow), "note", by="kim", at=day(1)))
    assert [("note", day(5, 0))] == falls(flow, p, day(99))
    assert [] == falls(flow, filled_in(flow, p, "note", {"text": "so"}, day(2), "ana"), day(99))

    closed = flow.tick(p, at=day(6))[-1].partnership
    assert closed is not None
    again = there(flow.open_form(closed, "note", by="kim", at=day(9)))
    assert [("note", day(13, 0))] == falls(flow, again, day(99))


def test_deadlines_of_any_time_stand_in_the_states_they_name() -> None:
    """``in`` keeps a deadline to those states; it stands again on coming back, late if need be."""
    body = (
        "states:\n  open: {moves: {go: {by: mentee, to: second}}}\n"
        "  second: {moves: {return: {by: mentee, to: open}}}\n" + OVER + LEAVE
    ) + "  deadlines:\n    check: {within: 2 days, counted_from: open, late: {tell: guide}, in: open}\n"
    flow = flow_of(body)
    p = there(flow.fire(begun(flow), "go", by="ana", at=day(1)))
    assert () == flow.tick(p, at=day(99))

    back = flow.fire(p, "return", by="ana", at=day(9))
    assert [("check", day(9))] == falls(flow, there(back), day(10))


def test_deadlines_of_a_year_fall_in_new_york() -> None:
    """The shipped workflow ends its days at midnight in New York, and the hours of a request are hours."""
    flow = shipped()
    request = falls(flow, a_request(), after_match(30))
    plan = [at for name, at in falls(flow, a_match(), after_match(40)) if name == "plan"]

    assert [("answer", after_match(1))] == request
    assert [dt.datetime(2026, 1, 31, 5, tzinfo=dt.UTC), dt.datetime(2026, 2, 5, 5, tzinfo=dt.UTC)] == plan


def test_deadlines_due_instants_are_said_beforehand() -> None:
    """What is owed says until when; where no time is set it says none."""
    flow = shipped()
    owed = {(each.kind, each.name, each.person): each.due for each in flow.due(an_agreed_pair(), at=after_match(7))}

    assert dt.datetime(2026, 2, 5, 5, tzinfo=dt.UTC) == owed["fill_in", "plan", "ana"]
    assert dt.datetime(2026, 4, 6, 4, tzinfo=dt.UTC) == owed["fill_in", "check_up", "raj"]
    waiting = {(each.kind, each.name, each.person): each.due for each in flow.due(a_request(), at=after_match(0))}
    assert {("act", "answer", "raj"): after_match(1)} == waiting


def test_deadlines_of_the_shipped_year_move_with_a_pause() -> None:
    """Ten days of pause move the plan by ten days."""
    flow = shipped()
    p = there(flow.fire(in_state("paused"), "resume", by="ana", at=after_match(30)))
    plan: list[Any] = [at for name, at in falls(flow, p, after_match(60)) if name == "plan"]

    assert [dt.datetime(2026, 2, 10, 5, tzinfo=dt.UTC), dt.datetime(2026, 2, 15, 5, tzinfo=dt.UTC)] == plan
    assert FACTS


def test_deadlines_take_a_share_of_a_limit_before_the_end() -> None:
    """A reminder may come when only a part of the time is left."""
    top = "limits: {spell: 10 days, tail: 20% of spell}\n"
    flow = flow_of(due("within: spell\n        tail before: {tell: guide}\n        late: {tell: guide}", top=top))

    assert [("answer", "tail before", day(9, 0)), ("answer", "late", day(11, 0))] == marks(flow, begun(flow), day(99))


LEFT = """\
limits: {length: {usually: 20 days, may_be: 10 days to 40 days}}
ends: {within: length, counted_from: open, late: {tell: guide}}
states:
  open:
    deadlines:
      half: {within: 50% of time left, 1 day before: {tell: guide}, late: {tell: guide}, 1 day after: {tell: guide}}
"""


@pytest.mark.parametrize("days", [10, 20, 40])
def test_deadlines_that_are_shares_fall_mark_by_mark_and_not_again(days: int) -> None:
    """Every mark of a share of the time left falls once, whenever it is looked at."""
    flow = flow_of(LEFT + REST)
    p = begun(flow, limits={"length": f"{days} days"})
    half = days // 2
    expected = [("half", day(half + late, 0)) for late in (0, 1, 2)]
    found = []
    for number in range(half + 5):
        for decision in flow.tick(p, at=day(number, 0)):
            found += [(record.name, record.at) for record in decision.records]
            p = there(decision)

    assert expected == found


BEFORE_1970 = dt.datetime(1960, 3, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("body", [LEFT, COUNTED])
def test_deadlines_fall_before_1970_as_after(body: str) -> None:
    """An instant is an instant: nothing depends on where its number happens to be zero."""
    flow = flow_of(body + REST)
    now, then = (falls(flow, begun(flow, at), at + dt.timedelta(days=99)) for at in (day(0), BEFORE_1970))

    assert [(name, at - day(0)) for name, at in now] == [(name, at - BEFORE_1970) for name, at in then]
    assert then


ENDS_ANEW = (
    LEFT.replace("counted_from: open", "counted_anew_from: again")
    .replace("    deadlines:", "    moves: {again: {by: mentee, to: stay}}\n    deadlines:")
    .replace("half: {within: 50% of time left,", "half: {within: 50% of time left, counted_from: again,")
)


HALF_ANEW = ENDS_ANEW.replace("half: {within: 50% of time left, counted_from: again,",
                              "half: {within: 50% of time left, counted_anew_from: again,")  # fmt: skip


@pytest.mark.parametrize(
    ("body", "half", "end"),
    [
        (HALF_ANEW, [15, 16, 17], 26),
        (HALF_ANEW.replace("length, counted_anew_from: again", "length, counted_from: again"), [13, 14, 15], 22),
        (HALF_ANEW.replace("length, counted_anew_from: again", "20 days, counted_anew_from: [open, again]"),
         [15, 16, 17], 26),
    ],
)  # fmt: skip
def test_deadlines_are_shares_of_the_time_left_at_the_latest_anchor(body: str, half: list[int], end: int) -> None:
    """Counted anew, the half is that of what was left then, up to the first or the latest end."""
    flow = flow_of(body + REST)
    p = there(flow.fire(begun(flow), "again", by="ana", at=day(1)))
    p = there(flow.fire(p, "again", by="ana", at=day(5)))

    assert [*(("half", day(each, 0)) for each in half), ("ends", day(end, 0))] == falls(flow, p, day(99))


def test_deadlines_are_shares_of_the_time_left_to_the_latest_end() -> None:
    """Where the end is counted anew, what is left from the first anchor to it grows."""
    flow = flow_of(ENDS_ANEW + REST)
    p = there(flow.fire(begun(flow), "again", by="ana", at=day(1)))
    assert ("half", day(12, 0)) == falls(flow, p, day(99))[1]
    p = there(flow.fire(p, "again", by="ana", at=day(5)))

    assert [("half", day(13, 0)), ("half", day(14, 0)), ("half", day(15, 0)), ("ends", day(26, 0))] == falls(
        flow, p, day(99)
    )


def test_deadlines_of_a_share_wait_for_their_own_moment() -> None:
    """A share of the time left counted from a move that was never made falls never, however late it gets."""
    top = "limits: {part: 50% of time left}\nends: {within: 20 days, counted_from: open, late: {tell: guide}}\n"
    more = "    moves:\n      knock: {by: mentee, to: stay}\n"
    body = due("within: part\n        counted_anew_from: knock\n        late: {tell: guide}", more=more, top=top)
    flow = flow_of(body)
    knocked = there(flow.fire(begun(flow), "knock", by="ana", at=day(5, 0)))

    assert [("ends", "late", day(21, 0))] == marks(flow, begun(flow), day(99))
    assert [("answer", "late", day(13, 0)), ("ends", "late", day(21, 0))] == marks(flow, knocked, day(99))
