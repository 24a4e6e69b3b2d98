"""What conditions mean: the compiled function, the explaining evaluator and a naive reading say the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorflow.rules.calendar import DAY, HOUR, Duration, microseconds
from mentorflow.rules.conditions import asked, compile_condition, compile_table, form_in_hand
from mentorflow.rules.layout import Layout, layout_of
from mentorflow.rules.verdicts import evaluate, evaluate_rows
from mentorflow.rules.workflow import (
    ChooseOne,
    Condition,
    Date,
    Fact,
    Field,
    Form,
    HostFact,
    LengthOfTime,
    Limit,
    Move,
    Share,
    Text,
    Tick,
    Who,
    WholeNumber,
)
from tests.rules.drawn import Case, Naive, domain, programs, tables_of
from tests.rules.programs import (
    AFTER_CHECK_UP,
    AGREEMENT,
    CHECK_UP,
    EACH,
    EITHER,
    REVIEW,
    Moment,
    Round,
    Sheet,
    asks,
    condition,
    fresh,
    laid_out,
    options,
    row,
    table,
    workflow,
)

NOW = microseconds(dt.datetime(2026, 6, 15, 16, tzinfo=dt.UTC))
FINE = ("good", 2, "yes", "yes", 0, None, None)
BAD = ("fair", 2, "no", "yes", 4, ("workload", "trust"), None)


def both(
    layout: Layout, name: str, p: Any, sheet: Any = None, *, facts: Any = None, sheet_of: str | None = None
) -> bool:
    """What a condition says, compiled and explained alike."""
    made = compile_condition(layout, name, sheet_of=sheet_of)(p, facts or {}, NOW, sheet)
    assert made is evaluate(layout, name, p, facts or {}, NOW, sheet, sheet_of=sheet_of).holds
    return made


def one(
    *tests: Any, p: Any = None, facts: Any = None, sheet: Any = None, sheet_of: str | None = None, **more: Any
) -> bool:
    """What a condition of these tests says in a program with these parts."""
    parts = {
        key: more.pop(key) for key in ("facts_", "forms", "limits", "counts", "start", "timezone") if key in more
    }
    parts = {key.rstrip("_"): value for key, value in parts.items()}
    layout = layout_of(workflow(conditions=(condition("it", *tests, **more),), **parts))
    return both(layout, "it", p(layout) if p else fresh(layout), sheet, facts=facts, sheet_of=sheet_of)


def counted(layout: Layout, form: str, p: Any, sheet: Any) -> int:
    """How many answers of a sheet are unfavorable: the one number that a test on their number says yes to."""
    test = attrs.evolve(asks("x.unfavorable", "is", 0), fact=Fact("unfavorable", "", form))
    names = {n: f"counted {n}" for n in range(10)}
    made = tuple(condition(name, attrs.evolve(test, op="at_least", value=n)) for n, name in names.items())
    wider = layout_of(attrs.evolve(layout.workflow, conditions=(*layout.workflow.conditions, *made)))
    return max(n for n, name in names.items() if both(wider, name, p, sheet))


def of_form(form: Form, *sheets: Sheet, complete: bool = False, at: int = 0) -> Any:
    """A maker of partnerships with these copies of one form, and a moment at a record."""
    del form
    return lambda layout: fresh(
        layout, rounds=(Round(sheets, complete),), moments=(Moment(at, NOW, 1),) * len(layout.moments)
    )


# --- compiled, explained and naive ----------------------------------------------------------------------------------
@pytest.mark.slow
@given(st.data())
def test_conditions_mean_the_same_compiled_explained_and_read_naively(data: Any) -> None:
    """The compiled function, the evaluator and a naive reading agree on every condition and any case."""
    program = data.draw(programs())
    layout = layout_of(program)
    case = data.draw(any_case(layout))
    for made in program.conditions:
        expected = Naive(program, case, "own", case.sheet).holds(made.name)
        compiled = compile_condition(layout, made.name, sheet_of="own")

        assert expected is compiled(case.p, case.facts, case.at, case.sheet)
        assert expected is evaluate(layout, made.name, case.p, case.facts, case.at, case.sheet, sheet_of="own").holds


@pytest.mark.slow
@given(st.data())
def test_tables_take_the_first_row_that_fits(data: Any) -> None:
    """A compiled table answers the first row whose cells all come out as wanted, and refuses where there is none."""
    program = data.draw(programs())
    layout, routing = layout_of(program), data.draw(tables_of(program))
    case = data.draw(any_case(layout))
    rows = evaluate_rows(layout, routing, case.p, case.facts, case.at, case.sheet)
    fits = [index for index, verdict in enumerate(rows) if verdict.holds]
    compiled = compile_table(layout, routing)
    if fits:
        assert fits[0] == compiled(case.p, case.facts, case.at, case.sheet)
    else:
        with pytest.raises(LookupError, match="no row of after fits"):
            compiled(case.p, case.facts, case.at, case.sheet)


@st.composite
def any_case(draw: Any, layout: Layout) -> Case:
    """Anything a partnership could be in, sheets half filled in included."""
    own, shared = layout.workflow.forms

    def sheet_of(form: Form, person: str) -> Sheet:
        answers = tuple(draw(st.sampled_from([*domain(field), None])) for field in form.fields)
        return Sheet(person, "", answers, draw(st.sampled_from([5, 15])))

    def round_of(form: Form, people: list[str]) -> Round | None:
        there = draw(st.lists(st.sampled_from(people), unique=True))
        made = Round(tuple(sheet_of(form, person) for person in there), draw(st.booleans()))
        return draw(st.sampled_from([made, made, made, None]))

    moment = draw(st.sampled_from([None, Moment(10, NOW - draw(st.integers(0, 80)) * HOUR, draw(st.integers(1, 3)))]))
    p = fresh(
        layout,
        people=(("ana", "bo"), "raj", "kim", draw(st.sampled_from([None, "sol", ("sol", "ana")]))),
        moments=(moment,) * len(layout.moments),
        rounds=(round_of(own, ["ana", "bo", "raj"]), round_of(shared, ["ana"])),
        counts=(draw(st.integers(0, 3)),),
        limits=(1, draw(st.integers(0, 2)), Duration(days=draw(st.integers(1, 2)))),
    )
    facts = {"level": draw(st.integers(0, 2)), "agreed": draw(st.booleans())}
    return Case(p, facts, draw(st.sampled_from([None, sheet_of(own, "ana").answers])), NOW)


# --- absence --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("op", ["more_than", "at_least", "fewer_than", "at_most"])
def test_comparisons_say_no_of_what_is_not_answered(op: str) -> None:
    """A test on something not answered says no, whichever way it compares (ruling 9)."""
    sheet = ("good", None, "yes", "yes", 0, None, None)

    assert not one(asks("check_up.meetings_a_month", op, 5), forms=(CHECK_UP_ALONE,), sheet=sheet)
    assert not one(asks("check_up.meetings_a_month", op, 5), forms=(CHECK_UP_ALONE,), sheet=None)


CHECK_UP_ALONE = Form(
    "check_up", EACH, (Field("fit", Text()), Field("meetings_a_month", WholeNumber(0, 30)), *CHECK_UP.fields[2:4])
)


def test_comparisons_say_no_when_the_bound_is_not_answered() -> None:
    """Without an agreement nothing can be fewer than it says."""
    layout = laid_out()
    p = fresh(layout)

    assert 0 == counted(layout, "check_up", p, ("good", 0, "yes", "yes", 0, None, None))


def test_negations_say_yes_of_what_is_not_answered() -> None:
    """The negation of a test on something not answered says yes (ruling 9)."""
    layout = laid_out()

    assert both(layout, "nothing_curable", fresh(layout))


def test_counting_needs_a_sheet() -> None:
    """No sheet has no number of unfavorable answers, not even none."""
    test = asks("check_up.unfavorable", "at_most", 2)

    assert not one(test, forms=(CHECK_UP_ALONE,), sheet=None)
    assert one(test, forms=(CHECK_UP_ALONE,), sheet=FINE[:4])


def test_answers_to_questions_not_asked_read_as_absent() -> None:
    """Obstacles count only for somebody who is struggling."""
    layout = laid_out()
    settled = (*FINE[:5], ("trust",), None)

    assert not both(layout, "lasting_obstacle", fresh(layout), settled)
    assert both(layout, "lasting_obstacle", fresh(layout), BAD)


def test_questions_are_asked_by_the_answers_so_far() -> None:
    """``asked`` tells for each field whether it is asked, and None where it always is."""
    layout = laid_out()
    made = asked(layout, "check_up")
    verdicts = [None if one is None else one(fresh(layout), {}, NOW, (*BAD[:5], (), None)) for one in made]

    assert [None, None, None, None, None, True, True] == verdicts
    assert [False, False] == [one(fresh(layout), {}, NOW, FINE) for one in made if one is not None]


def test_questions_of_a_shared_form_read_the_answers_in_hand() -> None:
    """While a form of one copy is filled in, its own answers are read from the draft, not from what was saved."""
    form = Form(
        "pact", Who(("mentee",)), (Field("kind", ChooseOne(options("a", "b"))), Field("more", Text(), asked_if="it"))
    )
    layout = layout_of(workflow(forms=(form,), conditions=(condition("it", asks("pact.kind", "is", "a")),)))
    saved = fresh(layout, rounds=(Round((Sheet("ana", "mentee", ("b", None)),)),))
    more = asked(layout, "pact")[1]
    assert more is not None

    assert more(saved, {}, NOW, ("a", None))
    assert not both(layout, "it", saved)
    assert both(layout, "it", saved, ("a", None), sheet_of="pact")


# --- kinds of values ------------------------------------------------------------------------------------------------
def test_unfavorable_answers_are_counted() -> None:
    """Options, another form's number and a limit can each make an answer unfavorable (R-131, D-16, D-17)."""
    layout = laid_out()
    agreed = ("x", Duration(minutes=60), 3, None, True)
    p = fresh(layout, rounds=(Round((Sheet("ana", "mentee", agreed),), complete=True), None, None))

    assert [0, 3, 4] == [
        counted(layout, "check_up", p, ("good", 3, "yes", "yes", 3, None, None)),
        counted(layout, "check_up", fresh(layout), BAD),
        counted(layout, "check_up", p, BAD),
    ]


def test_ticks_say_yes_when_ticked_and_no_when_not() -> None:
    """A box left empty on a sheet answers no; a sheet that is not there answers nothing."""
    form = Form("own", EACH, (Field("sure", Tick(required=False)),))
    yes, no = asks("own.sure", "is", "yes"), asks("own.sure", "is", "no")

    assert [True, False, False] == [one(yes, forms=(form,), sheet=sheet) for sheet in ((True,), (None,), None)]
    assert [False, True, False] == [one(no, forms=(form,), sheet=sheet) for sheet in ((True,), (None,), None)]


def test_lengths_of_time_compare_by_nominal_length() -> None:
    """90 minutes is more than an hour; a year is at least 365 days."""
    form = Form("own", EACH, (Field("long", LengthOfTime(Duration(minutes=15), Duration(days=900))),))
    longer = asks("own.long", "more_than", Duration(minutes=60))
    limited = asks("own.long", "at_least", "usual")
    limits = (Limit("usual", Duration(days=365), Duration(days=30), Duration(days=900)),)

    assert one(longer, forms=(form,), sheet=(Duration(minutes=90),))
    assert not one(longer, forms=(form,), sheet=(Duration(minutes=60),))
    assert one(limited, forms=(form,), limits=limits, sheet=(Duration(months=12),))


def test_dates_compare_with_dates() -> None:
    """One answer that is a date may have to come before another."""
    form = Form("own", EACH, (Field("begun", Date()), Field("done", Date())))
    late = asks("own.done", "more_than", "*own.begun")

    assert one(late, forms=(form,), sheet=(dt.date(2026, 1, 1), dt.date(2026, 1, 2)))
    assert not one(late, forms=(form,), sheet=(dt.date(2026, 1, 2), dt.date(2026, 1, 2)))


def test_whole_numbers_may_be_named_exactly() -> None:
    """``is`` with a number means exactly that number."""
    facts = (HostFact("level", WholeNumber(0, 9)),)

    assert one(asks("level", "is", 3), facts_=facts, facts={"level": 3})
    assert not one(asks("level", "is", 3), facts_=facts, facts={"level": 4})


def test_include_all_needs_every_option() -> None:
    """``include_all`` is not content with one of them."""
    layout = laid_out(
        conditions=(
            condition("both", asks("check_up.obstacles", "include_all", ("trust", "workload"))),
            condition("struggling", asks("check_up.fit", "is", "fair")),
            condition("struggling_without_a_name", all_of=("struggling",)),
        )
    )

    assert both(layout, "both", fresh(layout), BAD)
    assert not both(layout, "both", fresh(layout), (*BAD[:5], ("trust",), None))


def test_limits_of_a_partnership_are_read_from_it() -> None:
    """A limit with a range, one that a move lengthens and a share of one are looked up each time."""
    extend = Move("extend", Who(("coordinator",)), "stay", "start", lengthens=(("moved", "much"),))
    limits = (Limit("own", 3, 1, 9), Limit("half", Share(50, "own")), Limit("moved", 3), Limit("set", 3))
    level, facts = (HostFact("level", WholeNumber(0, 9)),), {"level": 4}

    def holds(name: str, *amounts: Any) -> bool:
        made = {"limits": limits, "facts_": level, "facts": facts, "start": (extend,)}
        return one(asks("level", "at_least", name), p=lambda layout: fresh(layout, limits=amounts), **made)

    assert [True, False] == [holds("own", 4, Share(50, "own"), 3, 3), holds("own", 5, Share(50, "own"), 3, 3)]
    assert [True, False] == [holds("half", 9, Share(50, "own"), 3, 3), holds("half", 10, Share(50, "own"), 3, 3)]
    assert [True, False] == [holds("moved", 3, Share(50, "own"), 4, 3), holds("moved", 3, Share(50, "own"), 5, 3)]
    assert [True, True] == [holds("set", 3, Share(50, "own"), 3, 3), holds("set", 3, Share(50, "own"), 3, 3)]


def test_shares_of_lengths_round_down() -> None:
    """Half of 365 days is 182 days (ruling 3)."""
    limits = (Limit("year", Duration(days=365)), Limit("half", Share(50, "year")))
    form = Form("own", EACH, (Field("long", LengthOfTime(Duration(days=1), Duration(days=900))),))

    assert one(asks("own.long", "at_least", "half"), forms=(form,), limits=limits, sheet=(Duration(days=182),))


# --- people, forms and time -----------------------------------------------------------------------------------------
def test_who_reads_the_copies_of_those_who_hold_the_roles() -> None:
    """Each partner means everybody now holding a partner role, either partner anybody, a role its holders."""
    going = ("no", "yes", 5)
    leaving = ("no", "no", 5)

    def says(who: Who, *sheets: Sheet, people: Any = ("ana", "raj", "kim", None)) -> bool:
        test = asks("mid_point_review.going_on", "is", "yes")
        made = lambda layout: fresh(layout, rounds=(Round(sheets),), people=people)  # noqa: E731 - a maker, used once
        return one(test, who=who, forms=(REVIEW,), p=made)

    ana, raj = Sheet("ana", "mentee", going), Sheet("raj", "mentor", leaving)
    assert [False, True, True, False] == [
        says(who, ana, raj) for who in (EACH, EITHER, Who(("mentee",)), Who(("mentor",)))
    ]
    assert [False, True] == [says(EACH, ana), says(EACH, ana, attrs.evolve(raj, answers=going))]
    assert [False, False] == [says(Who(("supervisor",)), ana), says(EITHER)]
    assert not says(EACH, ana, attrs.evolve(raj, answers=going), people=("ana", ("raj", "bo"), "kim", None))


def test_who_needs_a_copy_to_speak_of_a_form() -> None:
    """Under ``who`` somebody without a copy has neither completed nor left incomplete."""
    for value in (True, False):
        test = asks("@mid_point_review", "complete", value)
        ana = of_form(REVIEW, Sheet("ana", "mentee", ("no", "yes", 5)), complete=value)
        assert [False, True] == [
            one(test, who=who, forms=(REVIEW,), p=ana) for who in (Who(("mentor",)), Who(("mentee",)))
        ]


def test_changed_since_needs_every_copy_that_is_owed() -> None:
    """A form has changed when everybody's copy was saved after the latest time of the moment."""
    test = asks("@mid_point_review", "changed_since", "meet")

    def says(*seqs: int, after: int = 10, **more: Any) -> bool:
        people = zip(("ana", "raj"), seqs, strict=False)
        sheets = [Sheet(person, "", ("no", "yes", 5), seq) for person, seq in people]
        return one(test, forms=(REVIEW,), p=of_form(REVIEW, *sheets, at=after), **more)

    assert [True, False, False] == [says(11, 12), says(11, 9), says(11)]
    assert [True, False] == [says(11, 9, who=EITHER), says(11, 9, who=Who(("mentor",)))]


def test_changed_since_a_moment_that_never_happened_is_answered_at_all() -> None:
    """Before a moment has happened any saved copy counts as changed."""
    test = asks("@agreement", "changed_since", "meet")
    saved = Round((Sheet("ana", "mentee", ("x", None, 2, None, True)),))

    assert one(test, forms=(AGREEMENT,), p=lambda layout: fresh(layout, rounds=(saved,)))
    assert not one(test, forms=(AGREEMENT,), p=lambda layout: fresh(layout, rounds=(Round(),)))
    assert not one(test, forms=(AGREEMENT,))


def test_complete_is_said_of_the_round() -> None:
    """A form never opened is not complete."""
    yes, no = asks("@agreement", "complete", value=True), asks("@agreement", "complete", value=False)

    assert [False, True] == [one(test, forms=(AGREEMENT,)) for test in (yes, no)]
    assert [True, False] == [one(test, forms=(AGREEMENT,), p=of_form(AGREEMENT, complete=True)) for test in (yes, no)]


def test_time_since_a_moment_follows_calendar_or_clock() -> None:
    """Two days are over when the local date is two days later; 48 hours are over to the microsecond (D-52)."""

    def says(op: str, bound: Duration, ago: int) -> bool:
        there = lambda layout: fresh(layout, moments=(Moment(1, NOW - ago, 1),))  # noqa: E731 - a maker, used once
        return one(asks("since.match", op, bound), p=there)

    days, hours = Duration(days=2), Duration(minutes=48 * 60)
    just = 12 * HOUR + DAY + 1  # NOW is noon in New York: the evening of the day before yesterday
    assert [False, True] == [says("at_least", days, just - 1), says("at_least", days, just)]
    assert [True, False] == [says("at_most", days, just), says("more_than", days, just)]
    assert [False, True, True] == [says(op, hours, 2 * DAY) for op in ("more_than", "at_least", "at_most")]
    assert [True, False] == [says("fewer_than", hours, 2 * DAY - 1), says("fewer_than", hours, 2 * DAY)]


def test_time_since_a_moment_that_never_happened_is_never_known() -> None:
    """Without the moment no comparison holds."""
    assert [False, False] == [one(asks("since.match", op, Duration(days=2))) for op in ("at_least", "at_most")]


def test_times_count_a_moment() -> None:
    """How often a move was made; none when it never was."""
    there = lambda layout: fresh(layout, moments=(Moment(1, 1, 3),))  # noqa: E731 - a maker, used once

    assert one(asks("times.resume", "at_least", 3), p=there)
    assert one(asks("times.resume", "fewer_than", 1))


# --- parts, tables and generated text -------------------------------------------------------------------------------
def test_parts_join_as_their_keys_say() -> None:
    """All of the first, any of the second, none of the third."""
    facts = (HostFact("level", WholeNumber(0, 9)),)
    small, large = condition("small", asks("level", "at_most", 3)), condition("large", asks("level", "at_least", 7))
    mixed = condition("mixed", any_of=("small", "large"), none_of=("large",), all_of=("small",))
    empty = condition("empty")
    layout = layout_of(workflow(facts=facts, conditions=(small, large, mixed, empty)))

    assert [True, False, False] == [both(layout, "mixed", fresh(layout), facts={"level": n}) for n in (1, 5, 8)]
    assert both(layout, "empty", fresh(layout))


def test_tables_of_the_shipped_program_route_each_sheet() -> None:
    """The check-up leads to four places (R-131 to R-134)."""
    layout = laid_out()
    decide = compile_table(layout, AFTER_CHECK_UP)
    sheets = (BAD, (*BAD[:5], (), "x"), (*BAD[:5], ("workload",), None), FINE)

    assert [0, 1, 2, 3] == [decide(fresh(layout), {}, NOW, sheet) for sheet in sheets]
    assert 3 == decide(fresh(layout), {}, NOW, None)


def test_many_tests_are_called_instead_of_written_out() -> None:
    """Conditions that stand on each other many times over still compile, quickly and to the same meaning."""
    facts = (HostFact("level", WholeNumber(0, 9)),)
    made = [condition("c0", asks("level", "at_least", 5))]
    made += [condition(f"c{n}", all_of=(f"c{n - 1}", f"c{n - 1}"), any_of=(f"c{n - 1}",)) for n in range(1, 40)]
    layout = layout_of(workflow(facts=facts, conditions=tuple(made)))

    assert [True, False] == [both(layout, "c39", fresh(layout), facts={"level": n}) for n in (5, 4)]

    cells = [{"c0": one, "c39": other} for one in (True, False) for other in (True, False)]
    decide = compile_table(layout, table(*(row(**cell) for cell in cells)))
    assert [0, 3] == [decide(fresh(layout), {"level": n}, NOW, None) for n in (5, 4)]


def test_large_tables_are_tested_row_by_row() -> None:
    """A table whose tree of tests would be too large gives the same answers, and refuses where no row fits."""
    names = [f"f{n}" for n in range(16)]
    made = tuple(condition(f"c{n}", asks(name, "is", "yes")) for n, name in enumerate(names))
    layout = layout_of(workflow(facts=tuple(HostFact(name, Tick()) for name in names), conditions=made))
    rows = [row(**{f"c{n}": True, f"c{15 - n}": False}) for n in range(8)]
    rows += [row(**{f"c{n}": True, f"c{(n * 5 + 3) % 16}": True, f"c{(n * 7 + 1) % 16}": False}) for n in range(16)]
    decide = compile_table(layout, table(*rows))
    facts = {name: n == 6 for n, name in enumerate(names)}

    assert 6 == decide(fresh(layout), facts, NOW, None)
    with pytest.raises(LookupError, match="no row of after fits"):
        decide(fresh(layout), dict.fromkeys(names, False), NOW, None)


def test_names_of_the_file_never_become_code() -> None:
    """Whatever a file calls things, only slots and bound constants are in the generated text."""
    evil = '"]; raise SystemExit; x["'
    form = Form(evil, EACH, (Field(evil, ChooseOne(options(evil, "b")), unfavorable=(evil,)),))
    made = Condition(evil, tests=(asks("level", "at_least", 1),))
    own = Condition(
        "own",
        tests=(
            attrs.evolve(asks("x.y", "is", evil), fact=attrs.evolve(asks("x.y", "is").fact, form=evil, name=evil)),
        ),
    )
    facts = (HostFact("level", WholeNumber(0, 9)),)
    layout = layout_of(workflow(facts=facts, forms=(form,), conditions=(made, own)))

    assert both(layout, evil, fresh(layout), facts={"level": 1})
    assert both(layout, "own", fresh(layout), (evil,))
    assert 1 == counted(layout, evil, fresh(layout), (evil,))


def test_form_in_hand_is_the_one_read_without_who() -> None:
    """Through other conditions too; a condition under ``who`` has none."""
    layout = laid_out()

    assert ["check_up", "check_up", None, None] == [
        form_in_hand(layout, name)
        for name in ("struggling", "struggling_without_a_name", "nothing_curable", "third_try")
    ]


def test_missing_host_facts_are_a_mistake() -> None:
    """A host fact is never absent: a call without it fails before anything is decided."""
    layout = laid_out()

    with pytest.raises(KeyError, match="mentor_active_mentees"):
        compile_condition(layout, "mentor_has_room")(fresh(layout), {}, NOW, None)


def test_compiled_functions_do_not_change_what_they_read() -> None:
    """Asking twice gives the same answer, from equal values."""
    layout = laid_out()
    p = fresh(layout)
    decide = compile_table(layout, AFTER_CHECK_UP)

    assert decide(p, {}, NOW, BAD) == decide(p, {}, NOW, BAD)
    assert fresh(layout) == p
