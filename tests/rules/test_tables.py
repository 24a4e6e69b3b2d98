"""Rows proved: complete, disjoint and alive, against every case there is."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mentorflow.rules import boxes, spaces
from mentorflow.rules.calendar import Duration
from mentorflow.rules.layout import Layout, layout_of
from mentorflow.rules.tables import Flaw, prove
from mentorflow.rules.verdicts import evaluate_rows
from mentorflow.rules.workflow import (
    ChooseAny,
    Date,
    Field,
    Form,
    HostFact,
    LengthOfTime,
    Limit,
    Move,
    Share,
    Text,
    Who,
    WholeNumber,
)
from tests.rules.drawn import Case, Naive, every_case, programs, tables_of, witnessed
from tests.rules.programs import (
    AFTER_CHECK_UP,
    AFTER_NO_ANSWER,
    AFTER_REVIEW,
    EACH,
    EITHER,
    asks,
    condition,
    laid_out,
    options,
    row,
    table,
    workflow,
)

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Routing

MOST_CASES = 3_000


def found_by_trying(layout: Layout, routing: Routing, tried: list[Case]) -> set[tuple[str, tuple[int, ...]]]:
    """The flaws of a table, by reading its conditions aloud in every case: nothing that is compiled is asked."""
    names = {cell.condition for one in routing.rows for cell in one.cells}
    fits = set()
    for case in tried:
        naive = Naive(layout.workflow, case, routing.form, case.sheet)
        holds = {name: naive.holds(name) for name in names}
        fits.add(
            tuple(n for n, one in enumerate(routing.rows) if all(holds[c.condition] == c.wanted for c in one.cells))
        )
    dead = set(range(len(routing.rows))) - {n for fit in fits for n in fit}
    pairs = {pair for fit in fits for pair in combinations(fit, 2)}
    gap = {("gap", ())} if () in fits else set()
    return gap | {("overlap", pair) for pair in pairs} | {("dead", (n,)) for n in dead}


def flaws(layout: Layout, routing: Routing, completing: str | None = None) -> list[tuple[str, tuple[int, ...], str]]:
    """Kind, rows and words of every flaw."""
    return [(flaw.kind, flaw.rows, flaw.witness) for flaw in prove(layout, routing, completing)]


@pytest.mark.slow
@settings(max_examples=min(2_000, 2 * settings.default.max_examples))
@given(st.data())
def test_proofs_find_exactly_what_trying_every_case_finds(data: Any) -> None:
    """Gaps, overlaps and dead rows are those of brute force, and every witness really comes out so."""
    program = data.draw(programs(conditions=data.draw(st.integers(2, 3))))
    routing = data.draw(tables_of(program))
    completing = data.draw(st.sampled_from([None, "own", "shared"]))
    layout = layout_of(program)
    tried = every_case(layout, routing, completing, MOST_CASES)
    assume(tried is not None)
    proved = prove(layout, routing, completing)

    assert found_by_trying(layout, routing, tried) == {(flaw.kind, flaw.rows) for flaw in proved}
    for flaw in proved:
        check_witness(layout, routing, flaw)


def check_witness(layout: Layout, routing: Routing, flaw: Flaw) -> None:
    """Replay a witness through the explaining evaluator."""
    if flaw.kind == "dead":
        assert () == flaw.witness_values
        return
    case = witnessed(layout, flaw)
    rows = evaluate_rows(layout, routing, case.p, case.facts, case.at, case.sheet)
    fits = tuple(n for n, verdict in enumerate(rows) if verdict.holds)
    assert set(flaw.rows) <= set(fits)
    assert (flaw.kind == "gap") == (fits == ())


# --- the shipped tables ---------------------------------------------------------------------------------------------
def test_shipped_tables_are_sound() -> None:
    """Of the three tables of the mentoring connection exactly one row fits whatever is answered."""
    layout = laid_out()

    assert () == prove(layout, AFTER_CHECK_UP, "check_up")
    assert () == prove(layout, AFTER_REVIEW, "mid_point_review")
    assert () == prove(layout, AFTER_NO_ANSWER)


def test_missing_rows_are_shown_by_a_case_in_the_words_of_the_file() -> None:
    """Without the row for repairable obstacles, somebody has nowhere to go."""
    rows = AFTER_CHECK_UP.rows

    assert [("gap", (), "3 unfavorable answers; obstacles: unclear goals (6)")] == flaws(
        laid_out(), attrs.evolve(AFTER_CHECK_UP, rows=(*rows[:2], rows[3])), "check_up"
    )


def test_rows_that_are_too_wide_are_shown_with_both() -> None:
    """A repairable row that forgets about lasting obstacles fits beside the lasting one."""
    rows = AFTER_CHECK_UP.rows
    wide = row("recovering", struggling=True, obstacle_named=True)

    assert [("overlap", (0, 2), "3 unfavorable answers; obstacles: trust (1)")] == flaws(
        laid_out(), attrs.evolve(AFTER_CHECK_UP, rows=(*rows[:2], wide, rows[3])), "check_up"
    )


def test_whose_answers_are_named_where_each_has_a_copy() -> None:
    """Under ``who`` a witness says which partner answered what."""
    expected = "mentee: going on: yes; mentor: going on: yes; mentee: goals changed: no; mentor: goals changed: no"

    assert [("gap", (), expected)] == flaws(
        laid_out(), attrs.evolve(AFTER_REVIEW, rows=AFTER_REVIEW.rows[:2]), "mid_point_review"
    )


def test_thresholds_shifted_by_one_are_noticed() -> None:
    """The control: one row asks for more than 3 unfavorable answers where the others ask for more than 2."""
    conditions = laid_out().workflow.conditions
    shifted = condition("really_struggling", asks("check_up.unfavorable", "more_than", 3))
    layout = laid_out(conditions=(*conditions, shifted))
    rows = AFTER_CHECK_UP.rows
    narrow = row("with_coordinator", really_struggling=True, lasting_obstacle=True)
    wide = row("checked_up", really_struggling=False)

    assert [("gap", (), "3 unfavorable answers; obstacles: trust (1)")] == flaws(
        layout, attrs.evolve(AFTER_CHECK_UP, rows=(narrow, *rows[1:])), "check_up"
    )
    assert [("overlap", (n, 3)) for n in range(3)] == [
        (flaw.kind, flaw.rows)
        for flaw in prove(layout, attrs.evolve(AFTER_CHECK_UP, rows=(*rows[:3], wide)), "check_up")
    ]


def test_rows_that_ask_for_more_than_there_is_are_dead() -> None:
    """Five questions never have six unfavorable answers."""
    conditions = laid_out().workflow.conditions
    layout = laid_out(conditions=(*conditions, condition("hopeless", asks("check_up.unfavorable", "more_than", 5))))
    rows = (*AFTER_CHECK_UP.rows, row("closed", hopeless=True))

    assert [("dead", (4,), "")] == flaws(layout, attrs.evolve(AFTER_CHECK_UP, rows=rows), "check_up")


def test_many_scored_questions_are_counted_and_not_enumerated() -> None:
    """Forty questions that matter only by their number are one dimension."""
    fields = tuple(
        Field(f"q{n}", WholeNumber(0, 9), unfavorable=asks(f"own.q{n}", "more_than", 3)) for n in range(40)
    )
    low, high = asks("own.unfavorable", "at_most", 19), asks("own.unfavorable", "at_least", 21)
    layout = layout_of(
        workflow(forms=(Form("own", EACH, fields),), conditions=(condition("low", low), condition("high", high)))
    )

    assert [("gap", (), "20 unfavorable answers")] == flaws(
        layout, table(row(low=True), row(high=True), form="own"), "own"
    )


def test_one_unfavorable_answer_is_said_in_the_singular() -> None:
    """One answer, not one answers."""
    fields = (Field("q", WholeNumber(0, 9), unfavorable=asks("own.q", "more_than", 3)),)
    layout = layout_of(
        workflow(
            forms=(Form("own", EACH, fields),),
            conditions=(condition("none", asks("own.unfavorable", "fewer_than", 1)),),
        )
    )

    assert [("gap", (), "1 unfavorable answer")] == flaws(layout, table(row(none=True), form="own"), "own")


# --- what can be and what cannot ------------------------------------------------------------------------------------
def test_forms_not_surely_filled_in_leave_a_gap() -> None:
    """A form that need not be there when the table is reached reads as absent."""
    form = Form("own", Who(("mentee",)), (Field("many", WholeNumber(0, 9)),))
    made = (condition("low", asks("own.many", "at_most", 4)), condition("high", asks("own.many", "more_than", 4)))
    layout = layout_of(workflow(forms=(form,), conditions=made, shown_as=(("own", "Own form"),)))
    both = table(row(low=True), row(high=True))

    assert [("gap", (), "Own form is not filled in")] == flaws(layout, both)
    assert () == prove(layout, both, "own")


def test_limits_are_proved_for_their_whole_range() -> None:
    """A limit that partnerships set themselves may be any number of its range."""
    made = (condition("low", asks("level", "fewer_than", "own")), condition("high", asks("level", "at_least", 3)))
    facts = (HostFact("level", WholeNumber(0, 9)),)
    layout = layout_of(workflow(facts=facts, limits=(Limit("own", 3, 2, 3),), conditions=made))

    assert [("gap", (), "level: 2; own is 2")] == flaws(layout, table(row(low=True), row(high=True)))


def test_limits_that_moves_lengthen_have_no_end() -> None:
    """What a move lengthens can be longer than any answer."""
    extend = Move("extend", Who(("coordinator",)), "stay", "start", lengthens=(("own", "much"),))
    short = condition("short", asks("own.long", "at_most", "own"))
    form = Form("own", EACH, (Field("long", LengthOfTime(Duration(minutes=15), "own")),))
    fixed = workflow(forms=(form,), limits=(Limit("own", Duration(minutes=600)),), conditions=(short,))
    longer = attrs.evolve(fixed, start=(extend,))
    one = table(row(short=True), row(short=False), form="own")

    assert [("dead", (1,), "")] == flaws(layout_of(fixed), one, "own")
    assert [] == flaws(layout_of(longer), one, "own")


def test_calendar_lengths_answered_are_compared_with_limits_in_days() -> None:
    """A limit in days is given whole days, an answer any length."""
    made = (
        condition("short", asks("own.long", "fewer_than", "own")),
        condition("long", asks("own.long", "more_than", "own")),
    )
    form = Form("own", EACH, (Field("long", LengthOfTime(Duration(minutes=15), Duration(days=9))),))
    layout = layout_of(
        workflow(
            forms=(form,),
            limits=(Limit("own", Duration(days=2), Duration(days=1), Duration(days=3)),),
            conditions=made,
        )
    )

    assert [("gap", (), "long: 1 day; own is 1 day")] == flaws(
        layout, table(row(short=True), row(long=True), form="own"), "own"
    )


@pytest.mark.parametrize(
    ("first", "second", "witness"),
    [
        (Duration(days=2), Duration(days=3), "the time since match: 2 days"),
        (Duration(minutes=60), Duration(minutes=90), "the time since match: 1 hour"),
    ],
)
def test_time_since_a_moment_has_no_holes_between_thresholds(first: Duration, second: Duration, witness: str) -> None:
    """Between two thresholds a row is missing; where the moment never happened no comparison holds."""
    made = (
        condition("early", asks("since.match", "fewer_than", first)),
        condition("late", asks("since.match", "at_least", second)),
        condition(
            "some", asks("since.match", "at_least", Duration(minutes=60) if first.minutes else Duration(days=2))
        ),
    )
    layout = layout_of(workflow(conditions=made))

    assert witness == flaws(layout, table(row(early=True), row(late=True)))[0][2]
    assert "match has not happened" == flaws(layout, table(row(early=True), row(some=True)))[0][2]


def test_time_since_a_moment_may_be_compared_with_a_limit_of_ones_own() -> None:
    """Whatever length a partnership has set, both sides of it are covered."""
    made = (
        condition("late", asks("since.match", "at_least", "own")),
        condition("early", asks("since.match", "fewer_than", "own")),
    )
    limits = (Limit("own", Duration(minutes=600), Duration(minutes=60), Duration(minutes=900)),)
    layout = layout_of(workflow(conditions=made, limits=limits))
    rows = (row(late=True), row(early=True), row(late=False, early=False))

    assert [] == flaws(layout, table(*rows))


def test_moments_that_never_happened_agree_with_themselves() -> None:
    """No time since it, no times of it, and every copy counts as changed since."""
    form = Form("own", Who(("mentee",)), (Field("many", WholeNumber(0, 9)),))
    made = (
        condition("ever", asks("since.back", "at_least", Duration(minutes=1))),
        condition("never", asks("times.back", "fewer_than", 1)),
        condition("changed", asks("@own", "changed_since", "back")),
    )
    layout = layout_of(workflow(forms=(form,), conditions=made))

    assert [("dead", (0,), "")] == [
        flaw for flaw in flaws(layout, table(row(ever=True, never=True))) if flaw[0] == "dead"
    ]
    assert [("dead", (0,), "")] == [
        flaw for flaw in flaws(layout, table(row(never=True, changed=False)), "own") if flaw[0] == "dead"
    ]
    assert "own has not changed since back" == flaws(layout, table(row(changed=True)), "own")[0][2]


def test_complete_forms_have_every_answer_that_is_required() -> None:
    """A living form may lack answers until it is complete."""
    form = Form("own", Who(("mentee",)), (Field("many", WholeNumber(0, 9)),), living=True)
    made = (
        condition("whole", asks("@own", "complete", value=True)),
        condition("any", asks("own.many", "at_least", 0)),
    )
    layout = layout_of(workflow(forms=(form,), conditions=made))

    assert [("gap", (), "own is not complete"), ("dead", (0,), "")] == flaws(
        layout, table(row(whole=True, any=False), row(whole=True))
    )


def test_roles_that_may_be_empty_are_proved_both_ways() -> None:
    """Nobody may be the supervisor, and then nothing is true of them."""
    facts = (HostFact("level", WholeNumber(0, 9)),)
    made = (condition("seen", asks("level", "at_least", 0), who=Who(("supervisor",))),)
    layout = layout_of(workflow(facts=facts, conditions=made))

    assert [("gap", (), "there is no Supervisor")] == flaws(layout, table(row(seen=True)))
    assert [("gap", (), "there is a Supervisor")] == flaws(layout, table(row(seen=False)))


def test_rows_that_fit_always_leave_nothing_to_the_others() -> None:
    """A row without conditions overlaps with every other one, in any case."""
    layout = laid_out()
    expected = [("overlap", (0, 1), "any case")]

    assert expected == flaws(layout, table(row(), row()))


def test_choices_and_dates_have_representatives() -> None:
    """Every option is a case; two dates come in every order."""
    fields = (Field("begun", Date()), Field("done", Date()), Field("some", ChooseAny(options("p", "q", "r"))))
    form = Form("own", EACH, fields)
    made = (
        condition("late", asks("own.done", "more_than", "*own.begun")),
        condition("early", asks("own.done", "fewer_than", "*own.begun")),
        condition("all", asks("own.some", "include_all", ("p", "q", "r"))),
        condition("any", asks("own.some", "include", ("p", "q"))),
    )
    layout = layout_of(workflow(forms=(form,), conditions=made))
    late = table(row(late=True), row(early=True), form="own")

    assert [("gap", (), "done: 2026-06-15; begun: 2026-06-15")] == flaws(layout, late, "own")
    assert [("gap", (), "some: p")] == flaws(layout, table(row(all=True), row(any=False), form="own"), "own")


@pytest.mark.parametrize(
    ("needed", "any_of", "all_of", "expected"),
    [
        (0, ("p", "q", "r"), (), [("gap", (), "some: nothing")]),
        (1, ("p", "q", "r"), (), []),
        (1, ("p", "q"), (), [("gap", (), "some: r")]),
        (2, ("p", "q"), (), []),
        (2, (), ("p", "q", "r"), [("gap", (), "some: p and q")]),
        (3, (), ("p", "q", "r"), []),
    ],
)
def test_fewer_choices_than_are_needed_are_no_case(
    needed: int, any_of: tuple[str, ...], all_of: tuple[str, ...], expected: list[object]
) -> None:
    """A question that needs some choices is never answered with fewer, so no row has to be there for it."""
    form = Form("own", EACH, (Field("some", ChooseAny(options("p", "q", "r"), at_least=needed)),))
    test = asks("own.some", "include", any_of) if any_of else asks("own.some", "include_all", all_of)
    layout = layout_of(workflow(forms=(form,), conditions=(condition("it", test),)))

    assert expected == flaws(layout, table(row(it=True), form="own"), "own")


def test_words_that_are_answered_may_be_others() -> None:
    """A text is one of those named, or something else."""
    form = Form("own", EACH, (Field("said", Text()),))
    layout = layout_of(workflow(forms=(form,), conditions=(condition("it", asks("own.said", "is", "so")),)))

    assert ["gap"] == [flaw.kind for flaw in prove(layout, table(row(it=True), form="own"), "own")]


def test_counts_may_be_compared_with_each_other() -> None:
    """Unfavorable answers of two forms, against each other and against a host fact."""
    one = Form(
        "one",
        EACH,
        tuple(Field(f"q{n}", WholeNumber(0, 9), unfavorable=asks(f"one.q{n}", "more_than", 3)) for n in range(2)),
    )
    two = Form("two", Who(("mentee",)), (Field("q", WholeNumber(0, 9), unfavorable=asks("two.q", "more_than", 3)),))
    made = (
        condition("more", asks("one.unfavorable", "more_than", "*two.unfavorable")),
        condition("less", asks("level", "more_than", "*one.unfavorable")),
    )
    facts = (HostFact("level", WholeNumber(0, 1)),)
    layout = layout_of(workflow(forms=(one, two), facts=facts, conditions=made))

    assert ["gap"] == [flaw.kind for flaw in prove(layout, table(row(more=True), row(less=True), form="one"), "one")]


# --- not decided ----------------------------------------------------------------------------------------------------
def test_proofs_that_would_take_too_long_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never *fine* where it is not known: the flaw says why nothing was decided."""
    monkeypatch.setattr(boxes, "MOST_BOXES", 5)

    assert [("undecided", (), "too many cases have to be told apart")] == flaws(
        laid_out(), AFTER_CHECK_UP, "check_up"
    )


def test_too_many_values_compared_with_each_other_are_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts and sets of options have a bound as well."""
    monkeypatch.setattr(spaces, "MOST_CASES", 3)

    chosen = condition("chosen", asks("own.some", "include", ("p",)), asks("own.some", "include_all", ("p", "q")))
    form = Form("own", EACH, (Field("some", ChooseAny(options("p", "q", "r", "s"))),))
    layout = layout_of(workflow(forms=(form,), conditions=(chosen,)))

    assert [("undecided", (), "too many options are told apart")] == flaws(
        layout, table(row(chosen=True), form="own")
    )
    assert [("undecided", (), "too many values are compared with each other")] == flaws(
        laid_out(), AFTER_CHECK_UP, "check_up"
    )


@pytest.mark.parametrize(
    ("one", "other"), [(Duration(months=1), Duration(days=30)), (Duration(days=2), Duration(minutes=48 * 60))]
)
def test_lengths_whose_order_depends_on_the_calendar_are_not_decided(one: Duration, other: Duration) -> None:
    """A month is sometimes longer than 30 days, 48 hours sometimes longer than two days."""
    made = (
        condition("one", asks("since.match", "at_least", one)),
        condition("other", asks("since.match", "at_least", other)),
    )
    layout = layout_of(workflow(conditions=made))

    assert ["undecided"] == [flaw.kind for flaw in prove(layout, table(row(one=True, other=False), row(one=False)))]


def test_shares_of_limits_with_a_range_are_not_decided() -> None:
    """What half of a limit is that everybody sets differently is not gone through."""
    limits = (Limit("own", 3, 2, 3), Limit("half", Share(50, "own")))
    facts = (HostFact("level", WholeNumber(0, 9)),)
    layout = layout_of(
        workflow(facts=facts, limits=limits, conditions=(condition("low", asks("level", "at_most", "half")),))
    )

    assert (
        "half is a share of a limit that each partnership may have its own of"
        == prove(layout, table(row(low=True)))[0].witness
    )


def test_many_conditions_with_who_are_not_decided() -> None:
    """More of them than made-up people could hide a case."""
    form = Form("own", EACH, tuple(Field(f"q{n}", WholeNumber(0, 1)) for n in range(5)))
    made = tuple(condition(f"c{n}", asks(f"own.q{n}", "at_least", 1), who=EITHER) for n in range(5))
    split = [row(**{f"c{m}": m == n for m in range(n + 1)}) for n in range(5)]
    layout = layout_of(workflow(forms=(form,), conditions=made))
    whole = table(*split, row(**{f"c{n}": False for n in range(5)}))

    assert [("undecided", (), "more than 4 conditions with 'who' are asked")] == flaws(layout, whole, "own")


def test_owners_of_the_copy_in_hand_are_tried_where_it_matters() -> None:
    """A copy in hand is also one of those that conditions with ``who`` read."""
    form = Form("own", EACH, (Field("many", WholeNumber(0, 9)),))
    mine = condition("mine", asks("own.many", "at_least", 5))
    made = (mine, condition("hers", asks("own.many", "at_least", 5), who=Who(("mentee",))))
    layout = layout_of(workflow(forms=(form,), conditions=made))
    rows = table(row(mine=True, hers=True), row(mine=False, hers=True), row(hers=False), form="own")

    assert () == prove(layout, rows)


def test_people_who_have_no_copy_have_none_to_speak_of() -> None:
    """Whoever is no partner never hands in a copy, so nothing has changed for them."""
    form = Form("own", EACH, (Field("many", WholeNumber(0, 9)),))
    made = (
        condition("many", asks("own.many", "at_least", 0), who=Who(("coordinator",))),
        condition("changed", asks("@own", "changed_since", "back"), who=Who(("coordinator",))),
    )
    layout = layout_of(workflow(forms=(form,), conditions=made))

    assert [("dead", (0,), ""), ("dead", (1,), "")] == flaws(
        layout, table(row(many=True), row(changed=True), row(many=False, changed=False))
    )


def test_counts_in_a_witness_look_at_what_is_asked() -> None:
    """A scored question that hangs on others counts where it is asked."""
    other = Form(
        "other", Who(("mentee",)), (Field("q", WholeNumber(0, 9), unfavorable=asks("other.q", "at_least", 5)),)
    )
    fields = (
        Field("kind", WholeNumber(0, 9)),
        Field("quiet", WholeNumber(0, 9), unfavorable=asks("own.quiet", "at_least", 5), asked_if="not_loud"),
        Field("more", WholeNumber(0, 9), unfavorable=asks("own.more", "at_least", 5), asked_if="other_bad"),
    )
    made = (
        condition("loud", asks("own.kind", "at_least", 5)),
        condition("not_loud", none_of=("loud",)),
        condition("other_bad", any_of=("bad", "loud")),
        condition("bad", asks("other.unfavorable", "at_least", 1)),
        condition("few", asks("own.unfavorable", "at_most", 1)),
    )
    layout = layout_of(workflow(forms=(other, Form("own", EACH, fields)), conditions=made))

    assert [("gap", (), "1 unfavorable answer in other; 2 unfavorable answers in own")] == flaws(
        layout, table(row(few=True), form="own"), "own"
    )
