"""What would change it: the fewest facts, then the nearest value, and only what may change."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorflow.rules import change
from mentorflow.rules.calendar import Duration
from mentorflow.rules.change import Goal, smallest_change
from mentorflow.rules.conditions import compile_table
from mentorflow.rules.layout import Layout, layout_of
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Count,
    Date,
    Fact,
    Field,
    Form,
    HostFact,
    LengthOfTime,
    Limit,
    Text,
    Tick,
    WholeNumber,
)
from tests.rules.programs import (
    AFTER_CHECK_UP,
    CHECK_UP,
    EACH,
    Round,
    Sheet,
    asks,
    condition,
    fact,
    fresh,
    laid_out,
    options,
    workflow,
)

BAD = ("fair", 2, "no", "yes", 4, ("workload", "trust"), None)
ANSWERS = frozenset(Fact("field", field.name, "check_up") for field in CHECK_UP.fields)


class Everything:
    """Every fact may change."""

    def __contains__(self, one: object) -> bool:
        return True


EVERYTHING = Everything()


def changes(layout: Layout, goal: Goal, sheet: Any = None, may: Any = EVERYTHING, p: Any = None, **facts: Any) -> Any:
    """The smallest change, with facts in the spelling of the file."""
    found = smallest_change(
        layout, goal, p or fresh(layout), facts, 0, sheet, may, sheet_of=None if sheet is None else "own"
    )
    return None if found is None else tuple((str(one), old, new) for one, old, new in found)


def of(form: Form, *tests: Any, **more: Any) -> Layout:
    """A program with one form and one condition called ``it``."""
    return layout_of(workflow(forms=(form,), conditions=(condition("it", *tests),), **more))


def test_goals_that_are_reached_need_no_change() -> None:
    """Nothing has to change where it is so already."""
    assert () == changes(laid_out(), Goal(("mentor_has_room",)), mentor_active_mentees=1)


def test_numbers_change_to_the_nearest_that_will_do() -> None:
    """Two mentees are the most with whom there is still room."""
    assert (("mentor_active_mentees", 5, 2),) == changes(
        laid_out(), Goal(("mentor_has_room",)), mentor_active_mentees=5
    )


def test_options_change_to_the_nearest_in_the_file() -> None:
    """Of two options that would do, the one nearer to the present one."""
    assert (("double_role", "asked_for", "none"),) == changes(
        laid_out(), Goal(("double_role_settled",)), double_role="asked_for"
    )


def test_rows_change_with_the_fewest_answers() -> None:
    """One favorable answer is enough to be on track; other rows may need other answers."""
    layout = laid_out()

    assert (("check_up.fit", "fair", "good"),) == changes(layout, Goal(routing=AFTER_CHECK_UP), BAD)
    assert (("check_up.obstacles", ("workload", "trust"), ("workload",)),) == changes(
        layout, Goal(routing=AFTER_CHECK_UP, row=2), BAD
    )
    assert (("check_up.obstacles", ("workload", "trust"), ()),) == changes(
        layout, Goal(routing=AFTER_CHECK_UP, row=1), BAD
    )


def test_several_facts_change_where_one_is_not_enough() -> None:
    """Four unfavorable answers need two better ones."""
    sheet = ("poor", 2, "no", "no", 4, (), "x")

    assert (("check_up.fit", "poor", "good"), ("check_up.energized", "no", "yes")) == changes(
        laid_out(), Goal(routing=AFTER_CHECK_UP, row=3), sheet
    )


def test_facts_that_may_not_change_are_left_alone() -> None:
    """Nobody is told to change what they cannot; where that leaves nothing, there is no answer."""
    may = ANSWERS - {fact("check_up.fit")}

    assert (("check_up.energized", "no", "yes"),) == changes(laid_out(), Goal(routing=AFTER_CHECK_UP), BAD, may)
    assert changes(laid_out(), Goal(routing=AFTER_CHECK_UP), BAD, frozenset()) is None


def test_answers_on_shared_forms_may_change() -> None:
    """What stands on a form of one copy is looked at where it has been handed in."""
    layout = laid_out()
    agreed = Round((Sheet("ana", "mentee", ("x", Duration(minutes=60), 3, None, True)),), complete=True)
    p = fresh(layout, rounds=(agreed, None, None))
    sheet = ("good", 2, "no", "no", 0, (), "x")
    may = frozenset({fact("agreement.meetings_a_month")})

    assert (("agreement.meetings_a_month", 3, 2),) == changes(
        layout, Goal(routing=AFTER_CHECK_UP, row=3), sheet, may, p
    )
    assert changes(layout, Goal(routing=AFTER_CHECK_UP, row=2), sheet, may) is None


def test_copies_that_are_not_in_hand_do_not_change() -> None:
    """Under ``who`` nobody's copy is in hand, so there is nothing to change."""
    assert changes(laid_out(), Goal(("both_go_on",))) is None


def test_lengths_dates_ticks_and_words_change_as_well() -> None:
    """Every kind of value has its nearest."""
    long = Form("own", EACH, (Field("it", LengthOfTime(Duration(minutes=15), Duration(days=9))),))
    dates = Form("own", EACH, (Field("begun", Date()), Field("done", Date())))
    tick = Form("own", EACH, (Field("it", Tick(required=False)),))
    said = Form("own", EACH, (Field("it", Text()),))
    day = dt.date(2026, 1, 5)

    assert (("own.it", Duration(minutes=90), Duration(minutes=60)),) == changes(
        of(long, asks("own.it", "at_most", Duration(minutes=60))), Goal(("it",)), (Duration(minutes=90),)
    )
    assert (("own.begun", day, dt.date(2026, 1, 4)),) == changes(
        of(dates, asks("own.done", "more_than", "*own.begun")), Goal(("it",)), (day, day)
    )
    assert (("own.it", None, True),) == changes(of(tick, asks("own.it", "is", "yes")), Goal(("it",)), (None,))
    assert (("own.it", "no", "so"),) == changes(of(said, asks("own.it", "is", "so")), Goal(("it",)), ("no",))


def test_unanswered_questions_are_answered() -> None:
    """From no answer the first value in file order is the nearest."""
    choice = Form("own", EACH, (Field("it", ChooseOne(options("a", "b", "c"))),))
    number = Form("own", EACH, (Field("it", WholeNumber(0, 9)),))
    some = Form("own", EACH, (Field("it", ChooseAny(options("a", "b", "c"))),))

    assert (("own.it", None, "b"),) == changes(of(choice, asks("own.it", "is", ("b", "c"))), Goal(("it",)), (None,))
    assert (("own.it", None, 3),) == changes(of(number, asks("own.it", "is", 3)), Goal(("it",)), (None,))
    assert (("own.it", None, ("a", "c")),) == changes(
        of(some, asks("own.it", "include_all", ("a", "c"))), Goal(("it",)), (None,)
    )


@pytest.mark.parametrize(
    ("needed", "left", "first"), [(0, ("b",), ("a",)), (1, ("b",), ("a",)), (2, ("b", "c"), ("a", "b"))]
)
def test_as_many_choices_as_are_needed_are_left(needed: int, left: tuple[str, ...], first: tuple[str, ...]) -> None:
    """What would change it is an answer that can be given: never fewer choices than the question needs."""
    form = Form("own", EACH, (Field("it", ChooseAny(options("a", "b", "c"), at_least=needed)),))
    made = (condition("with_a", asks("own.it", "include", ("a",))), condition("without_a", none_of=("with_a",)))
    layout = layout_of(workflow(forms=(form,), conditions=made))

    assert (("own.it", ("a", "b"), left),) == changes(layout, Goal(("without_a",)), (("a", "b"),))
    assert (("own.it", None, first),) == changes(layout, Goal(("with_a",)), (None,))


def test_bounds_that_are_facts_limits_or_counts_are_looked_up() -> None:
    """What a value is compared with is read as it stands."""
    number = Form("own", EACH, (Field("it", WholeNumber(0, 9)),))
    facts = (HostFact("level", WholeNumber(0, 9)),)
    limits = (Limit("most", 3, 1, 9),)
    with_fact = of(number, asks("own.it", "fewer_than", "*level"), facts=facts)
    with_limit = of(number, asks("own.it", "fewer_than", "most"), limits=limits)
    with_count = of(number, asks("own.it", "fewer_than", "*#tries"), counts=(Count("tries", "back", "back"),))

    assert (("level", 4, 6),) == changes(with_fact, Goal(("it",)), (5,), level=4)
    assert (("own.it", 5, 2),) == changes(with_limit, Goal(("it",)), (5,))
    assert changes(with_count, Goal(("it",)), (5,)) is None


def test_questions_behind_questions_are_looked_at() -> None:
    """A question may have to be asked before its answer counts."""
    form = Form(
        "own", EACH, (Field("kind", ChooseOne(options("a", "b"))), Field("more", WholeNumber(0, 9), asked_if="asks"))
    )
    made = (
        condition("asks", asks("own.kind", "is", "b")),
        condition("it", asks("own.more", "at_least", 3), none_of=("never",)),
        condition("never", asks("own.more", "at_least", 9), all_of=("asks",)),
    )
    layout = layout_of(workflow(forms=(form,), conditions=made))

    assert (("own.kind", "a", "b"),) == changes(layout, Goal(("it",)), ("a", 5))
    assert (("own.kind", "a", "b"), ("own.more", 1, 3)) == changes(layout, Goal(("it",)), ("a", 1))


def test_searches_are_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many tries there is no answer."""
    monkeypatch.setattr(change, "MOST_TRIES", 1)

    assert changes(laid_out(), Goal(routing=AFTER_CHECK_UP, row=3), ("poor", 2, "no", "no", 4, (), "x")) is None


@given(
    st.tuples(
        st.sampled_from(["good", "fair", "poor"]),
        st.integers(0, 4),
        st.sampled_from(["yes", "no"]),
        st.sampled_from(["yes", "no"]),
        st.sampled_from([0, 3, 4, 9]),
        st.sampled_from([None, (), ("trust",), ("workload",), ("workload", "distance")]),
        st.none(),
    ),
    st.sampled_from([None, 0, 1, 2, 3]),
)
def test_changes_really_lead_there_and_no_part_of_them_does(sheet: Any, wanted: int | None) -> None:
    """The change brings the outcome about; leaving out any one of its facts does not."""
    layout = laid_out()
    decide = compile_table(layout, AFTER_CHECK_UP)
    goal = Goal(routing=AFTER_CHECK_UP, row=wanted)
    now = decide(fresh(layout), {}, 0, sheet)
    found = smallest_change(layout, goal, fresh(layout), {}, 0, sheet, ANSWERS)
    assert found is not None

    def leads(made: tuple[Any, ...]) -> bool:
        answers = list(sheet)
        for one, old, new in made:
            slot = layout.fields["check_up", one.name]
            assert old == answers[slot]
            answers[slot] = new
        row_taken = decide(fresh(layout), {}, 0, tuple(answers))
        return row_taken == wanted if wanted is not None else (row_taken != now)

    if found or wanted is None:
        assert leads(found)
    for left_out in found:
        assert not leads(tuple(one for one in found if one is not left_out))
