"""
A small family of workflows built by hand, each dense with what is easy to get wrong, and who lives in them.

They are made of the frozen definition directly, so that they do not depend on how files are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs
import mentorflow
from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import (
    Cell,
    ChooseAny,
    ChooseOne,
    Condition,
    Count,
    Date,
    Deadline,
    Effect,
    Fact,
    Field,
    Form,
    HostFact,
    LengthOfTime,
    Limit,
    LimitName,
    Mark,
    Move,
    Option,
    Role,
    Routing,
    Row,
    Share,
    State,
    Test,
    Text,
    When,
    Who,
    WholeNumber,
    Workflow,
)

EITHER, EACH, OTHER = Who(("either partner",)), Who(("each partner",)), Who(("other partner",))
MENTEE, MENTOR, GUIDE, KIN = Who(("mentee",)), Who(("mentor",)), Who(("guide",)), Who(("kin",))
EVERYBODY = Who(("each partner", "guide"))
ROLES = (
    Role("mentee", "partners", "Mentee"),
    Role("mentor", "partners", "Mentor"),
    Role("guide", "staff", "Guide"),
    Role("kin", "others", "Kin"),
)
HOUR = Duration(minutes=60)


@attrs.frozen(eq=False)
class Case:
    """A workflow, who takes part, what the host says when all is well, and moves that are made seldom."""

    flow: mentorflow.Flow
    people: Mapping[str, Any]
    friendly: Mapping[str, Any]
    seldom: tuple[str, ...]

    @property
    def workflow(self) -> Workflow:
        """The frozen definition."""
        return self.flow.workflow


def days(count: int) -> Duration:
    """So many days."""
    return Duration(days=count)


def options(*names: str) -> tuple[Option, ...]:
    """Options whose texts are their names."""
    return tuple(Option(name, name) for name in names)


def move(name: str, by: Who, to: str, home: str, **more: Any) -> Move:
    """A move; one of any time says in which states."""
    return Move(name, by, to, home, **more)


def of_field(form: str, name: str) -> Fact:
    """What was answered to a question."""
    return Fact("field", name, form)


def row(to: str, **more: Any) -> Row:
    """A line of a table: ``yes`` and ``no`` are the conditions that must and must not hold."""
    cells = [Cell(name, wanted=True) for name in more.pop("yes", ())]
    cells += [Cell(name, wanted=False) for name in more.pop("no", ())]
    return Row(tuple(cells), to, **more)


# --- moves: joint moves, lifts, counts, hours, pauses ---------------------------------------------------------------------
def moving() -> Workflow:
    """Moves of every sort: joint, lifted, counted, timed, paused; limits in hours; a chain of repeated reminders."""
    live = ("talking", "trying", "resting")
    busy = ("talking", "trying")
    return Workflow(
        name="moving",
        version="1",
        title="Moving",
        timezone="Europe/Berlin",
        roles=ROLES,
        limits=(Limit("patience", Duration(minutes=90)), Limit("tries", 2), Limit("half", Share(50, "patience"))),
        facts=(HostFact("load", WholeNumber(0, 9)), HostFact("mood", ChooseOne(options("calm", "cross")))),
        effects=(Effect("ring", "Ring."), Effect("count_again", "Count.")),
        counts=(Count("knocks", "knock", "answer"),),
        conditions=(
            Condition("room", tests=(Test(Fact("host", "load"), "fewer_than", LimitName("tries")),)),
            Condition("calm", tests=(Test(Fact("host", "mood"), "is", ("calm",)),)),
            Condition("enough_knocks", tests=(Test(Fact("count", "knocks"), "more_than", LimitName("tries")),)),
            Condition("late_enough", tests=(Test(Fact("since", "trying"), "at_least", days(1)),)),
            Condition("soon", tests=(Test(Fact("since", "knock"), "fewer_than", HOUR),)),
            Condition("tried_twice", tests=(Test(Fact("times", "try"), "at_least", 2),)),
            Condition("stubborn", all_of=("tried_twice",), none_of=("calm",)),
            Condition("either_way", any_of=("calm", "enough_knocks")),
        ),
        routing=(
            Routing(
                "after_knock",
                (
                    row("trying", yes=("enough_knocks",), tell=GUIDE, effects=("ring",)),
                    row("stay", no=("enough_knocks",)),
                ),
            ),
        ),
        start=(
            move("begin", EITHER, "talking", "start", tell=OTHER),
            move("set_up", GUIDE, "talking", "start", must=("room",), should=("calm",), tell=EACH),
        ),
        states=(
            State(
                "talking",
                moves=(
                    move("try", EACH, "trying", "talking", must=("room",), should=("calm",), tell=EVERYBODY,
                         override=(("room", "guide"),), effects=("count_again",)),
                    move("knock", MENTEE, "after_knock", "talking"),
                    move("answer", MENTOR, "stay", "talking", should=("soon",)),
                ),
                deadlines=(
                    Deadline("reply", ("state", "talking"), within="patience", marks=(
                        Mark(-1, "half", remind=EACH, words="half before"),
                        Mark(0, remind=MENTOR, tell=MENTEE, effects=("ring",)),
                        Mark(1, days(2), remind=EVERYBODY, tell=KIN, words="2 days after"),
                    )),
                    Deadline("nudge", ("state", "talking"), every=HOUR, at_most=3, marks=(Mark(0, tell=MENTOR),)),
                ),
            ),
            State(
                "trying",
                moves=(
                    move("give_in", EITHER, "talking", "trying", must=("late_enough",), not_by=MENTOR),
                    move("agree", EACH, "done", "trying", should=("either_way", "stubborn"), tell=EACH),
                ),
                deadlines=(
                    Deadline("drift", ("state", "trying"), within=days(3), marks=(
                        Mark(-1, days(1), remind=EITHER, words="1 day before"),
                        Mark(0, to="talking", tell=EACH),
                    )),
                ),
            ),
            State(
                "resting",
                clocks_stopped=True,
                moves=(move("wake", Who(("either partner", "guide")), "back", "resting", tell=Who(("other partner", "guide"))),),
                deadlines=(
                    Deadline("overslept", ("state", "resting"), within=days(2), marks=(Mark(0, tell=GUIDE),)),
                ),
            ),
            State("done", final="completed"),
            State("left", final="no fault"),
        ),
        moves=(
            move("leave", EITHER, "left", "any_time", only_in=live, tell=Who(("other partner", "guide")), not_by=GUIDE),
            move("rest", EITHER, "resting", "any_time", only_in=busy, tell=OTHER),
            move("swap_kin", MENTEE, "stay", "any_time", only_in=live, assigns=("kin",), tell=KIN),
            move("drop_kin", GUIDE, "stay", "any_time", only_in=live, releases=("kin",), tell=MENTEE),
            move("hand_over", GUIDE, "stay", "any_time", only_in=live, assigns=("mentor",), tell=EACH),
        ),
        deadlines=(
            Deadline("check_in", ("any_time", ""), every=days(2), anchor="first", moments=("trying",), marks=(
                Mark(0, remind=EACH, tell=GUIDE),
            )),
        ),
    )  # fmt: skip


# --- forms: rounds, signatures, sheets of each, tables, windows -----------------------------------------------------------
def asking() -> Workflow:
    """Forms of every sort: a copy each, one copy, signed, repeating, living, opened, closed; tables row by row."""
    live = ("opening", "judging", "mending", "steady")
    contract = Form(
        "contract", MENTEE, signed_by=EACH, open_from="opening", tells_on_change=MENTOR,
        fields=(
            Field("hours", WholeNumber(1, 9), should_be=WholeNumber(2, 4)),
            Field("words", Text(20), optional=True),
        ),
        due=Deadline("contract", ("form", "contract"), within=days(10), anchor="first", moments=("opening",), marks=(
            Mark(-1, days(3), remind=EACH, words="3 days before"),
            Mark(0, remind=Who(("mentee", "guide")), tell=GUIDE),
        )),
    )  # fmt: skip
    survey = Form(
        "survey", EACH, open_from="judging", opened_by=("guide",), hidden_from_partner="until both have answered",
        fields=(
            Field("fit", ChooseOne(options("good", "fair", "poor")), unfavorable=("fair", "poor")),
            Field("met", WholeNumber(0, 9), unfavorable=Test(of_field("survey", "met"), "fewer_than", of_field("contract", "hours"))),
            Field("missed", WholeNumber(0, 9), unfavorable=Test(of_field("survey", "missed"), "more_than", LimitName("misses"))),
            Field("why", ChooseAny(options("trust", "time", "place"), (("deep", ("trust",)),), numbered=True),
                  asked_if="shaky", optional=True),
            Field("own_words", Text(40), asked_if="shaky_unnamed"),
        ),
        due=Deadline("survey", ("form", "survey"), within=days(5), marks=(
            Mark(-1, days(7), remind=EACH, words="7 days before"),
            Mark(0, remind=Who(("each partner", "guide"))),
            Mark(1, HOUR, tell=GUIDE, close_form=True, words="1 hour after"),
        )),
    )  # fmt: skip
    repair = Form(
        "repair", EITHER, open_from="mending", signed_by=EACH, repeats=True,
        fields=(Field("on", Date(not_later_than_today=True)), Field("takes", LengthOfTime(HOUR, "mend_within"))),
    )  # fmt: skip
    diary = Form("diary", MENTEE, living=True, fields=(Field("note", Text(20)),), tells_on_change=Who(("mentor", "guide")))
    rating = Form(
        "rating", EACH, open_from="steady", repeats=True, stays_open_after_end=True, opened_by=("guide",),
        fields=(Field("stars", WholeNumber(1, 5)), Field("again", ChooseOne(options("yes", "no")))),
        due=Deadline("rating", ("form", "rating"), within=days(6), marks=(
            Mark(-1, days(1), remind=EACH, words="1 day before"),
            Mark(0, tell=GUIDE, close_form=True),
        )),
    )  # fmt: skip
    return Workflow(
        name="asking",
        version="1",
        title="Asking",
        timezone="Africa/Cairo",
        roles=ROLES,
        limits=(Limit("misses", 3), Limit("tolerated", 1), Limit("mend_within", days(4))),
        effects=(Effect("mourn", "Mourn."),),
        forms=(contract, survey, repair, diary, rating),
        conditions=(
            Condition("shaky", tests=(Test(Fact("unfavorable", form="survey"), "more_than", LimitName("tolerated")),)),
            Condition("named", tests=(Test(of_field("survey", "why"), "include", None),)),
            Condition("deep", tests=(Test(of_field("survey", "why"), "include", ("trust",)),)),
            Condition("shaky_unnamed", all_of=("shaky",), none_of=("named",)),
            Condition("renewed", tests=(
                Test(Fact("form", form="contract"), "complete", value=True),
                Test(Fact("form", form="contract"), "changed_since", "mending"),
            )),
            Condition("all_again", who=EACH, tests=(Test(of_field("rating", "again"), "is", ("yes",)),)),
            Condition("some_star", who=EITHER, tests=(Test(of_field("rating", "stars"), "at_least", 4),)),
            Condition("wrote", tests=(Test(Fact("form", form="diary"), "complete", value=True),)),
            Condition("no_diary", none_of=("wrote",)),
        ),
        routing=(
            Routing(
                "after_survey",
                (
                    row("mending", yes=("shaky", "deep"), tell=GUIDE, effects=("mourn",)),
                    row("stay", yes=("shaky",), no=("named",), reopen="survey", tell=EACH),
                    row("mending", yes=("shaky", "named"), no=("deep",)),
                    row("steady", no=("shaky",)),
                ),
                row_for=EACH,
                form="survey",
            ),
            Routing(
                "after_rating",
                (
                    row("judging", no=("all_again",), tell=OTHER, reopen="survey"),
                    row("steady", yes=("all_again", "some_star")),
                    row("done", yes=("all_again",), no=("some_star",)),
                ),
            ),
        ),
        start=(move("begin", GUIDE, "opening", "start", tell=EACH),),
        states=(
            State("opening", when_complete=(When("contract", "judging"),)),
            State("judging", when_complete=(When("survey", "after_survey"),),
                  moves=(move("reveal", GUIDE, "stay", "judging", opens=("survey",)),
                         move("conceal", GUIDE, "stay", "judging", closes=("survey",)))),
            State(
                "mending",
                when_complete=(When("repair", "steady"),),
                moves=(move("renew", EITHER, "steady", "mending", must=("renewed",), should=("no_diary",), tell=OTHER),),
                deadlines=(Deadline("mend", ("state", "mending"), within="mend_within", marks=(
                    Mark(0, remind=EVERYBODY, tell=GUIDE), Mark(1, "mend_within", to="lost", words="mend_within after"),
                )),),
            ),
            State("steady", when_complete=(When("rating", "after_rating"),), when_changed=(When("contract", "judging"),)),
            State("done", final="completed"),
            State("lost", final="lost"),
        ),
        moves=(
            move("leave", EITHER, "lost", "any_time", only_in=live, tell=OTHER),
            move("new_mentor", GUIDE, "stay", "any_time", only_in=live, assigns=("mentor",), tell=EACH),
        ),
    )  # fmt: skip


# --- limits: ranges, shares of the time left, extensions, midnights that do not exist -----------------------------------------
def counting() -> Workflow:
    """Limits of every sort: set at the start, lengthened, shares of what is left; clocks that stop."""
    live = ("early", "later", "asleep")
    awake = ("early", "later")
    review = Form(
        "review", EACH, open_from="early", repeats=True, fields=(Field("ok", ChooseOne(options("yes", "no"))),),
        due=Deadline("review", ("form", "review"), within="review_in", anchor="latest", moments=("early", "review"), marks=(
            Mark(-1, days(2), remind=EACH, words="2 days before"), Mark(0, remind=EACH, tell=GUIDE),
        )),
    )  # fmt: skip
    return Workflow(
        name="counting",
        version="1",
        title="Counting",
        timezone="America/Sao_Paulo",
        roles=ROLES,
        limits=(
            Limit("length", days(30), days(5), days(300)),
            Limit("review_in", Share(50, "time left")),
            Limit("warn", Share(10, "length")),
            Limit("nap", days(3)),
        ),
        ends=Deadline("ends", ("ends", ""), within="length", anchor="first", moments=("early",), marks=(
            Mark(-1, "warn", tell=EACH, words="warn before"), Mark(0, remind=GUIDE, to="over"),
        )),
        forms=(review,),
        conditions=(
            Condition("fine", who=EACH, tests=(Test(of_field("review", "ok"), "is", ("yes",)),)),
            Condition("long_ago", tests=(Test(Fact("since", "early"), "more_than", LimitName("length")),)),
        ),
        routing=(Routing("after_review", (row("later", yes=("fine",)), row("early", no=("fine",), tell=GUIDE))),),
        start=(move("begin", MENTEE, "early", "start", tell=EVERYBODY),),
        states=(
            State("early", when_complete=(When("review", "later"),), moves=(
                move("agree", EACH, "stay", "early", tell=GUIDE),
            )),
            State("later", when_complete=(When("review", "after_review"),)),
            State("asleep", clocks_stopped=True, moves=(move("wake", EITHER, "back", "asleep", should=("long_ago",)),),
                  deadlines=(Deadline("doze", ("state", "asleep"), every="nap", marks=(Mark(0, remind=EACH, tell=GUIDE),)),)),
            State("over", final="completed"),
            State("gone", final="no fault"),
        ),
        moves=(
            move("leave", EITHER, "gone", "any_time", only_in=live, tell=OTHER),
            move("sleep", EITHER, "asleep", "any_time", only_in=awake, tell=GUIDE),
            move("extend", GUIDE, "stay", "any_time", only_in=awake, lengthens=(("length", "extra"),), tell=EACH,
                 asks=(Field("extra", LengthOfTime(days(1), days(40)), optional=True),)),
        ),
        deadlines=(
            Deadline("rhythm", ("any_time", ""), every=Duration(months=1), at_most=4, anchor="latest",
                     moments=("early", "extend"), marks=(Mark(0, tell=MENTEE),)),
            Deadline("twin", ("any_time", ""), within=days(15), anchor="first", moments=("early",), only_in=("early",),
                     marks=(Mark(0, tell=GUIDE),)),
        ),
    )  # fmt: skip


PEOPLE: dict[str, Any] = {"mentee": "ana", "mentor": "raj", "guide": "kim", "kin": "sol"}


@cache
def cases() -> dict[str, Case]:
    """The family by name."""
    from mentorflow.states.flow import Flow

    small = {"load": 1, "mood": "calm"}
    shipped = {
        "mentor_active_mentees": 1,
        "mentor_availability": "open",
        "mentee_requests_waiting": 0,
        "mentors_interviewed": 2,
        "double_role": "none",
    }
    people = {"mentee": "ana", "mentor": "raj", "coordinator": "kim", "supervisor": "sol"}
    return {
        "moving": Case(Flow(moving()), PEOPLE, small, ("leave", "hand_over")),
        "asking": Case(Flow(asking()), {**PEOPLE, "guide": ("kim", "lee")}, {}, ("leave", "new_mentor")),
        "counting": Case(Flow(counting()), PEOPLE, {}, ("leave",)),
        "mentoring-connection": Case(
            mentorflow.load("mentoring-connection"), people, shipped,
            ("withdraw", "decline", "cancel", "decline_proposal", "take_back", "close_down", "close", "confirm_close"),
        ),
    }  # fmt: skip
