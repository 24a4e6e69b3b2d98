"""Conditions, verdicts and rows, said so that a coordinator can read them aloud."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from mentorflow.rules.calendar import DAY, HOUR, Duration
from mentorflow.rules.english import listed, say_change, say_condition, say_reading, say_test, say_value
from mentorflow.rules.layout import layout_of
from mentorflow.rules.verdicts import evaluate, evaluate_rows, tree
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Count,
    Field,
    Form,
    HostFact,
    Option,
    State,
    Who,
    WholeNumber,
)
from tests.rules.programs import (
    AFTER_CHECK_UP,
    EACH,
    Moment,
    Round,
    Sheet,
    asks,
    condition,
    connection,
    fact,
    fresh,
    laid_out,
    row,
    workflow,
)

NOW = 100 * DAY
BAD = ("fair", 2, "no", "yes", 4, ("workload", "trust"), None)


def words(name: str, *, sheet: Any = None, p: Any = None, **facts: Any) -> str:
    """What the evaluator says of one condition of the mentoring connection."""
    layout = laid_out()
    return evaluate(layout, name, p or fresh(layout), facts, NOW, sheet).words


def reading(test: Any, value: Any, bound: Any, *, holds: bool) -> str:
    """One test with what it found."""
    return say_reading(connection(), test, value, bound, holds=holds)


def test_refused_numbers_say_value_bound_and_limit() -> None:
    """The value found, the comparison, the number and the name of the limit."""
    assert "mentor active mentees is 3; fewer than 3 (mentees_allowed) is needed" == words(
        "mentor_has_room", mentor_active_mentees=3
    )
    assert "mentor active mentees is 1, which is fewer than 3 (mentees_allowed)" == words(
        "mentor_has_room", mentor_active_mentees=1
    )


def test_unfavorable_answers_are_said_as_a_count() -> None:
    """How many there are, and how many it takes."""
    assert "more than 2 unfavorable answers: 3" == words("struggling", sheet=BAD)
    assert "1 unfavorable answer; more than 2 (unfavorable_tolerated) is needed" == words(
        "struggling", sheet=("fair", 2, "yes", "yes", 0, None, None)
    )
    assert "no sheet to count unfavorable answers on; more than 2 (unfavorable_tolerated) is needed" == words(
        "struggling"
    )
    assert "exactly 2 unfavorable answers: 2" == reading(asks("check_up.unfavorable", "is", 2), 2, 2, holds=True)
    other = asks("check_up.unfavorable", "more_than", "*mentor_active_mentees")
    assert "2 unfavorable answers, which is more than 1, mentor active mentees" == reading(other, 2, 1, holds=True)


def test_options_of_numbered_questions_are_said_with_their_number() -> None:
    """People say "factor 1", so the sentence does too."""
    assert "obstacles: workload (9) and trust (1)" == words("lasting_obstacle", sheet=BAD)
    assert (
        "obstacles: workload (9); trust (1), respect (2), no confidentiality (3), personal matters (4) or "
        "no priority (5) is needed"
    ) == words("lasting_obstacle", sheet=(*BAD[:5], ("workload",), None))
    assert "obstacles: nothing; at least one is needed" == words("obstacle_named", sheet=(*BAD[:5], (), None))
    assert "obstacles: no answer; at least one is needed" == words("obstacle_named", sheet=(*BAD[:5], None, None))


def test_conditions_of_conditions_name_what_decided() -> None:
    """Down to the answers, and only those that decide; what is not to be is said as it is."""
    assert "more than 2 unfavorable answers: 3 and obstacles: nothing" == words(
        "struggling_without_a_name", sheet=(*BAD[:5], (), None)
    )
    assert "obstacles: workload (9) and trust (1)" == words("struggling_without_a_name", sheet=BAD)


def test_any_of_says_what_holds() -> None:
    """Of several that would do, those that do; where none does, all of them."""
    facts = (HostFact("level", WholeNumber(0, 9)),)
    small, large = condition("small", asks("level", "at_most", 3)), condition("large", asks("level", "at_least", 7))
    layout = layout_of(workflow(facts=facts, conditions=(small, large, condition("it", any_of=("small", "large")))))
    said = [evaluate(layout, "it", fresh(layout), {"level": n}, NOW).words for n in (1, 5)]

    assert ["level is 1, which is at most 3", "level is 5; at most 3 or at least 7 is needed"] == said


CHOSEN = (
    HostFact("adjust", ChooseAny((Option("matching", "M"), Option("training", "T"), Option("technology", "C")))),
    HostFact("mood", ChooseOne((Option("calm", "C"), Option("tense", "T")))),
)
MADE = (
    condition("matching", asks("adjust", "include", ("matching",))),
    condition("training", asks("adjust", "include", ("training",))),
    condition("whole", asks("adjust", "include_all", ("matching", "training", "technology"))),
    condition("calm", asks("mood", "is", ("calm",))),
    condition("both", all_of=("matching", "training")),
    condition("some", any_of=("training", "calm")),
    condition("neither", none_of=("training", "calm")),
    condition("nested", any_of=("both", "calm")),
    condition("unless", none_of=("some",), all_of=("matching",)),
    condition("anything", asks("adjust", "include")),
)


@pytest.mark.parametrize(
    ("name", "adjust", "mood", "expected"),
    [
        ("both", ("matching",), "calm", "adjust: matching; training is needed"),
        ("both", (), "calm", "adjust: nothing; matching and training are needed"),
        ("both", ("matching", "training"), "calm", "adjust: matching and training"),
        ("some", ("training",), "calm", "adjust: training and mood is calm"),
        ("some", ("training",), "tense", "adjust: training"),
        ("some", (), "tense", "adjust: nothing; training is needed or mood is tense; calm is needed"),
        ("neither", ("matching",), "tense", "adjust: matching, not training and mood is tense, not calm"),
        ("neither", (), "tense", "adjust: nothing and mood is tense, not calm"),
        ("neither", (), "calm", "mood is calm"),
        ("nested", ("matching",), "calm", "mood is calm"),
        ("unless", ("matching",), "tense", "adjust: matching, not training and mood is tense, not calm"),
        ("unless", (), "calm", "adjust: nothing; matching is needed and mood is calm"),
        ("whole", ("matching", "training"), "calm", "adjust: matching and training; technology is missing"),
        ("whole", ("technology",), "calm", "adjust: technology; matching and training are missing"),
        ("whole", (), "calm", "adjust: nothing; matching, training and technology are missing"),
        ("anything", (), "calm", "adjust: nothing; at least one is needed"),
    ],
)
def test_reasons_name_every_answer_once(name: str, adjust: tuple[str, ...], mood: str, expected: str) -> None:
    """However many conditions read an answer, it is named once, with all that is said of it."""
    layout = layout_of(workflow(facts=CHOSEN, conditions=MADE))

    assert expected == evaluate(layout, name, fresh(layout), {"adjust": adjust, "mood": mood}, NOW).words


def test_rows_name_every_answer_once() -> None:
    """What is and what is not, of the same answer, stand together; of nothing at all no more need be said."""
    layout = layout_of(workflow(facts=CHOSEN, conditions=MADE))
    cells = row(matching=True, training=False)
    empty = row(anything=False, calm=True)
    table = attrs.evolve(AFTER_CHECK_UP, form=None, rows=(cells, empty))
    facts = {"adjust": ("matching",), "mood": "calm"}

    assert "adjust: matching, not training" == evaluate_rows(layout, table, fresh(layout), facts, NOW)[0].words
    facts = {"adjust": (), "mood": "calm"}
    assert "adjust: nothing and mood is calm" == evaluate_rows(layout, table, fresh(layout), facts, NOW)[1].words
    assert "adjust: no answer; matching is missing" == say_reading(
        layout.workflow, asks("adjust", "include_all", ("matching",)), None, None, holds=False
    )


def test_what_has_no_title_is_not_called_by_one() -> None:
    """A condition beside a state of its name is told in its own words, and by ``shown_as`` where that names it."""
    over = State("over", title="The happy end", final="over")
    made = workflow(states=(over,), shown_as=(("late", "too late"),))

    assert ("The happy end", "over", "over") == (made.shown("over"), made.worded("over"), made.called_plainly("over"))
    assert ("too late", "late") == (made.worded("late"), made.called_plainly("late"))
    other = attrs.evolve(made, language="de", shown_as=(("late", "zu spät"), ("over", "Das gute Ende")))
    assert ("over", "zu spät") == (other.called_plainly("over"), other.called_plainly("late"))


def test_verdicts_of_people_name_them() -> None:
    """Under ``who`` each person has a verdict of their own."""
    layout = laid_out()
    sheets = (Sheet("ana", "mentee", ("no", "yes", 5)), Sheet("raj", "mentor", ("no", "no", 5)))
    verdict = evaluate(layout, "both_go_on", fresh(layout, rounds=(None, None, Round(sheets))), {}, NOW)

    assert "for raj going on is no; yes is needed" == verdict.words
    assert [("ana", True), ("raj", False)] == [(part.person, part.holds) for part in verdict.parts]
    assert ["raj"] == [part.parts[0].person for part in verdict.parts if not part.holds]


def test_roles_nobody_holds_are_said_so() -> None:
    """Where there is nobody, that is the reason."""
    facts = (HostFact("level", WholeNumber(0, 9)),)
    made = condition("it", asks("level", "at_most", 3), who=Who(("supervisor",)))
    layout = layout_of(workflow(facts=facts, conditions=(made,)))

    assert "nobody holds the role" == evaluate(layout, "it", fresh(layout), {"level": 1}, NOW).words


def test_verdicts_carry_values_bounds_and_places() -> None:
    """Whoever shows a verdict has the fact, its value, the bound and the line of the rule."""
    layout = laid_out()
    verdict = evaluate(layout, "mentor_has_room", fresh(layout), {"mentor_active_mentees": 3}, NOW)

    assert (3, 3, fact("mentor_active_mentees")) == (verdict.value, verdict.bound, verdict.fact)
    assert ("program.yaml:6", "program.yaml:7") == (verdict.place, verdict.parts[0].place)
    assert (
        "always" == evaluate(layout_of(workflow(conditions=(condition("it"),))), "it", fresh(layout), {}, NOW).words
    )


def test_trees_say_everything_behind_a_verdict() -> None:
    """One line each, indented, with the place."""
    layout = laid_out()
    verdict = evaluate(layout, "struggling_without_a_name", fresh(layout), {}, NOW, (*BAD[:5], (), None))

    assert (
        "yes: more than 2 unfavorable answers: 3 and obstacles: nothing (program.yaml:6)",
        "  yes: more than 2 unfavorable answers: 3 (program.yaml:6)",
        "    yes: more than 2 unfavorable answers: 3 (program.yaml:7)",
        "  no: obstacles: nothing; at least one is needed (program.yaml:6)",
        "    no: obstacles: nothing; at least one is needed (program.yaml:7)",
    ) == tree(verdict)


def test_rows_say_why_they_fit_and_why_not() -> None:
    """A row that fits says all its cells, one that does not those that are otherwise."""
    layout = laid_out()
    verdicts = evaluate_rows(layout, AFTER_CHECK_UP, fresh(layout), {}, NOW, BAD)

    assert ("row 1", "row 2") == tuple(verdict.condition for verdict in verdicts[:2])
    assert "more than 2 unfavorable answers: 3 and obstacles: workload (9) and trust (1)" == verdicts[0].words
    assert "obstacles: workload (9) and trust (1)" == verdicts[1].words
    assert (
        "always"
        == evaluate_rows(layout, attrs.evolve(AFTER_CHECK_UP, rows=(row(),)), fresh(layout), {}, NOW, BAD)[0].words
    )


@pytest.mark.parametrize(
    ("elapsed", "expected"),
    [
        (None, "match has not happened; at least 5 days is needed"),
        (2 * DAY + HOUR, "the time since match is 2 days; at least 5 days is needed"),
        (DAY + HOUR, "the time since match is 25 hours; at least 5 days is needed"),
    ],
)
def test_time_since_a_moment_is_said_in_days_or_hours(elapsed: int | None, expected: str) -> None:
    """Whole days from two days on, hours and minutes before."""
    test = asks("since.match", "at_least", Duration(days=5))

    assert expected == reading(test, elapsed, Duration(days=5), holds=False)


def test_moments_are_read_by_the_evaluator() -> None:
    """How often, and how long ago."""
    made = (
        condition("often", asks("times.back", "at_least", 2)),
        condition("long", asks("since.back", "more_than", Duration(days=2))),
    )
    layout = layout_of(workflow(conditions=made, counts=(Count("tries", "back", "back"),)))
    p = fresh(layout, moments=(Moment(1, NOW - 5 * DAY, 3),))
    said = [evaluate(layout, name, p, {}, NOW).words for name in ("often", "long")]

    assert [
        "back was made 3 times, which is at least 2",
        "the time since back is 5 days, which is more than 2 days",
    ] == said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "not answered"),
        (True, "yes"),
        (False, "no"),
        (Duration(minutes=90), "1 hour 30 minutes"),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (7, "7"),
        ((), "nothing"),
        ("in_turn", "in turn"),
    ],
)
def test_values_are_said_in_words(value: Any, expected: str) -> None:
    """No value is shown the way a program writes it."""
    assert expected == say_value(connection(), fact("check_up.fit"), value)


def test_bounds_that_are_facts_are_said_with_their_value() -> None:
    """What the other answer is, and which it is; without it, that it is needed."""
    test = asks("check_up.meetings_a_month", "fewer_than", "*agreement.meetings_a_month")

    assert (
        "meetings a month in 90-day check-up is 1, which is fewer than 2, meetings a month in Mentoring Agreement"
        == reading(test, 1, 2, holds=True)
    )
    assert (
        "meetings a month in 90-day check-up is 1; an answer to meetings a month in Mentoring Agreement is needed"
        == reading(test, 1, None, holds=False)
    )


@pytest.mark.parametrize(
    ("test", "yes", "no"),
    [
        (
            asks("mentor_active_mentees", "fewer_than", "mentees_allowed"),
            "mentor active mentees is fewer than 3 (mentees_allowed)",
            "mentor active mentees is at least 3 (mentees_allowed)",
        ),
        (asks("check_up.fit", "is", "good"), "fit is good", "fit is not good"),
        (
            asks("check_up.cancelled_in_a_row", "more_than", 3),
            "cancelled in a row is more than 3",
            "cancelled in a row is not more than 3",
        ),
        (
            asks("double_role", "is", ("none", "endorsed")),
            "double role is none or endorsed",
            "double role is not none or endorsed",
        ),
        (
            asks("check_up.unfavorable", "more_than", "unfavorable_tolerated"),
            "more than 2 (unfavorable_tolerated) unfavorable answers",
            "not more than 2 (unfavorable_tolerated) unfavorable answers",
        ),
        (asks("check_up.unfavorable", "is", 2), "exactly 2 unfavorable answers", "not exactly 2 unfavorable answers"),
        (
            asks("check_up.obstacles", "include"),
            "something is chosen under obstacles",
            "nothing is chosen under obstacles",
        ),
        (
            asks("check_up.obstacles", "include", ("trust",)),
            "obstacles include trust (1)",
            "obstacles do not include trust (1)",
        ),
        (
            asks("check_up.obstacles", "include_all", ("trust", "workload")),
            "obstacles include trust (1) and workload (9)",
            "obstacles do not include trust (1) and workload (9)",
        ),
        (
            asks("@agreement", "complete", value=True),
            "Mentoring Agreement is complete",
            "Mentoring Agreement is not complete",
        ),
        (
            asks("@agreement", "complete", value=False),
            "Mentoring Agreement is not complete",
            "Mentoring Agreement is complete",
        ),
        (
            asks("@agreement", "changed_since", "with_coordinator"),
            "Mentoring Agreement has changed since with coordinator",
            "Mentoring Agreement has not changed since with coordinator",
        ),
        (
            asks("check_up.meetings_a_month", "fewer_than", "*agreement.meetings_a_month"),
            "meetings a month in 90-day check-up is fewer than meetings a month in Mentoring Agreement",
            "meetings a month in 90-day check-up is not fewer than meetings a month in Mentoring Agreement",
        ),
        (
            asks("times.pause", "at_least", 3),
            "pause was made at least 3 times",
            "pause was made fewer than 3 times",
        ),
        (asks("times.pause", "is", 1), "pause was made exactly once", "pause was not made exactly once"),
        (
            asks("times.pause", "more_than", "*check_up.cancelled_in_a_row"),
            "the number of times pause was made is more than cancelled in a row",
            "the number of times pause was made is not more than cancelled in a row",
        ),
        (
            asks("#tries_without_answer", "at_least", 3),
            "tries without answer is at least 3",
            "tries without answer is fewer than 3",
        ),
    ],
)
def test_tests_and_their_negations_are_sentences(test: Any, yes: str, no: str) -> None:
    """Every kind of test can be read aloud, and so can its opposite."""
    assert yes == say_test(connection(), test)
    assert no == say_test(connection(), test, holds=False)


def test_forms_are_named_where_questions_are_alike() -> None:
    """Two forms with scored questions need their names."""
    one = Form("one", EACH, (Field("q", WholeNumber(0, 9), unfavorable=asks("one.q", "at_least", 1)),))
    two = attrs.evolve(one, name="two")

    assert "more than 1 unfavorable answer in one" == say_test(
        workflow(forms=(one, two)), asks("one.unfavorable", "more_than", 1)
    )


def test_conditions_are_said_whole() -> None:
    """Tests, whose answers, and the conditions it stands on."""
    made = condition(
        "it",
        asks("double_role", "is", "none"),
        all_of=("struggling",),
        any_of=("third_try", "new_goals"),
        none_of=("both_go_on",),
    )
    program = connection(conditions=(*connection().conditions, made))
    words_of = "double role is none and struggling is yes and third try or new goals is yes and both go on is no"

    assert words_of == say_condition(program, "it")
    assert f"it is not so that {words_of}" == say_condition(program, "it", holds=False)
    assert "for either partner goals changed is yes" == say_condition(program, "new_goals")
    assert "nothing is chosen under obstacles" == say_condition(program, "obstacle_named", holds=False)


def test_changes_are_said_as_what_would_have_to_be() -> None:
    """The end of a sentence such as "it would be checked up"."""
    changes = ((fact("check_up.fit"), "poor", "good"), (fact("check_up.cancelled_in_a_row"), 4, 3))

    assert "if fit were good instead of poor and cancelled in a row were 3 instead of 4" == say_change(
        connection(), changes
    )


def test_lists_end_with_a_word() -> None:
    """Commas between, a word before the last."""
    assert ["a", "a or b", "a, b or c", "a, b and c"] == [
        listed("a"),
        listed("ab"),
        listed("abc"),
        listed("abc", "and"),
    ]


def test_forms_that_are_not_to_be_complete_are_told_as_they_are() -> None:
    """What is a whole reason by itself is the same where it is wanted."""
    done = condition("done", asks("@agreement", "complete", value=True))
    program = connection(conditions=(*connection().conditions, done, condition("open", none_of=("done",))))
    layout = layout_of(program)

    assert "Mentoring Agreement is not complete" == evaluate(layout, "open", fresh(layout), {}, NOW).words
