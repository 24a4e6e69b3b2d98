"""Forms of every sort: a copy each, one copy, signed, repeating, living, opened, closed; tables row by row."""

from __future__ import annotations

from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Condition,
    Date,
    Deadline,
    Effect,
    Fact,
    Field,
    Form,
    LengthOfTime,
    Limit,
    LimitName,
    Mark,
    Routing,
    State,
    Test,
    Text,
    When,
    Who,
    WholeNumber,
    Workflow,
)
from tests.properties.shorthand import (
    EACH,
    EITHER,
    EVERYBODY,
    GUIDE,
    HOUR,
    KIN,
    MENTEE,
    OTHER,
    ROLES,
    days,
    move,
    of_field,
    options,
    row,
)


def asking() -> Workflow:
    """Forms of every sort: a copy each, one copy, signed, repeating, living, opened, closed; tables row by row."""
    live = ("opening", "judging", "mending", "steady")
    contract = Form(
        "contract",
        MENTEE,
        signed_by=EACH,
        open_from="opening",
        tells_on_change=Who(("other partner", "guide")),
        fields=(
            Field("hours", WholeNumber(1, 9), should_be=WholeNumber(2, 4)),
            Field("words", Text(20), optional=True),
        ),
        due=Deadline(
            "contract",
            ("form", "contract"),
            within=days(10),
            anchor="first",
            moments=("opening",),
            marks=(
                Mark(-1, days(3), remind=EACH, words="3 days before"),
                Mark(0, remind=Who(("mentee", "guide")), tell=GUIDE),
            ),
        ),
    )
    survey = Form(
        "survey",
        EACH,
        open_from="judging",
        opened_by=("guide",),
        hidden_from_partner="until both have answered",
        fields=(
            Field("fit", ChooseOne(options("good", "fair", "poor")), unfavorable=("fair", "poor")),
            Field(
                "met",
                WholeNumber(0, 9),
                unfavorable=Test(of_field("survey", "met"), "fewer_than", of_field("contract", "hours")),
            ),
            Field(
                "missed",
                WholeNumber(0, 9),
                unfavorable=Test(of_field("survey", "missed"), "more_than", LimitName("misses")),
            ),
            Field(
                "why",
                ChooseAny(options("trust", "time", "place"), (("deep", ("trust",)),), numbered=True),
                asked_if="shaky",
                optional=True,
            ),
            Field("own_words", Text(40), asked_if="shaky_unnamed"),
        ),
        due=Deadline(
            "survey",
            ("form", "survey"),
            within=days(5),
            marks=(
                Mark(-1, days(7), remind=EACH, words="7 days before"),
                Mark(0, remind=Who(("each partner", "guide"))),
                Mark(1, HOUR, tell=GUIDE, close_form=True, words="1 hour after"),
            ),
        ),
    )
    repair = Form(
        "repair",
        EITHER,
        open_from="mending",
        signed_by=EACH,
        repeats=True,
        fields=(
            Field("on", Date(not_later_than_today=True)),
            Field("takes", LengthOfTime(HOUR, "mend_within")),
            Field("again_on", Date(not_earlier_than_today=True), optional=True),
        ),
    )
    diary = Form(
        "diary",
        MENTEE,
        living=True,
        fields=(
            Field("note", Text(20)),
            Field("about", ChooseAny(options("work", "home", "both"), at_least=2), optional=True),
        ),
        tells_on_change=Who(("mentor", "guide")),
    )
    rating = Form(
        "rating",
        EACH,
        open_from="steady",
        repeats=True,
        stays_open_after_end=True,
        opened_by=("guide",),
        fields=(Field("stars", WholeNumber(1, 5)), Field("again", ChooseOne(options("yes", "no")))),
        due=Deadline(
            "rating",
            ("form", "rating"),
            within=days(6),
            marks=(
                Mark(-1, days(1), remind=EACH, words="1 day before"),
                Mark(0, tell=GUIDE, close_form=True),
            ),
        ),
    )
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
            Condition(
                "shaky", tests=(Test(Fact("unfavorable", form="survey"), "more_than", LimitName("tolerated")),)
            ),
            Condition("named", tests=(Test(of_field("survey", "why"), "include", None),)),
            Condition("deep", tests=(Test(of_field("survey", "why"), "include", ("trust",)),)),
            Condition("shaky_unnamed", all_of=("shaky",), none_of=("named",)),
            Condition(
                "renewed",
                tests=(
                    Test(Fact("form", form="contract"), "complete", value=True),
                    Test(Fact("form", form="contract"), "changed_since", "mending"),
                ),
            ),
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
            State(
                "judging",
                when_complete=(When("survey", "after_survey"),),
                moves=(
                    move("reveal", GUIDE, "stay", "judging", opens=("survey",)),
                    move("conceal", GUIDE, "stay", "judging", closes=("survey",)),
                ),
            ),
            State(
                "mending",
                when_complete=(When("repair", "steady"),),
                moves=(
                    move("renew", EITHER, "steady", "mending", must=("renewed",), should=("no_diary",), tell=OTHER),
                ),
                deadlines=(
                    Deadline(
                        "mend",
                        ("state", "mending"),
                        within="mend_within",
                        marks=(
                            Mark(0, remind=EVERYBODY, tell=GUIDE),
                            Mark(1, "mend_within", to="lost", words="mend_within after"),
                        ),
                    ),
                ),
            ),
            State(
                "steady", when_complete=(When("rating", "after_rating"),), when_changed=(When("contract", "judging"),)
            ),
            State("done", final="completed"),
            State("lost", final="lost"),
        ),
        moves=(
            move("leave", EITHER, "lost", "any_time", only_in=live, tell=OTHER),
            move("share", MENTEE, "stay", "any_time", only_in=live, shows=(("diary", "kin"),), tell=KIN),
            move("swap_kin", MENTEE, "stay", "any_time", only_in=live, assigns=("kin",), tell=KIN),
            move("new_mentor", GUIDE, "stay", "any_time", only_in=live, assigns=("mentor",), tell=EACH),
        ),
        deadlines=(
            Deadline(
                "echo",
                ("any_time", ""),
                within=days(2),
                anchor="latest",
                moments=("survey", "diary", "share"),
                marks=(Mark(0, tell=GUIDE),),
            ),
        ),
    )
