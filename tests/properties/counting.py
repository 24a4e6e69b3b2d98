"""Limits of every sort: set at the start, lengthened, shares of what is left; clocks that stop."""

from __future__ import annotations

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import (
    ChooseOne,
    Condition,
    Deadline,
    Fact,
    Field,
    Form,
    LengthOfTime,
    Limit,
    LimitName,
    Mark,
    Routing,
    Share,
    State,
    Test,
    When,
    Workflow,
)
from tests.properties.shorthand import (
    EACH,
    EITHER,
    EVERYBODY,
    GUIDE,
    MENTEE,
    OTHER,
    ROLES,
    days,
    move,
    of_field,
    options,
    row,
)


def counting() -> Workflow:
    """Limits of every sort: set at the start, lengthened, shares of what is left; clocks that stop."""
    live = ("early", "later", "asleep")
    awake = ("early", "later")
    review = Form(
        "review",
        EACH,
        open_from="early",
        repeats=True,
        fields=(Field("ok", ChooseOne(options("yes", "no"))),),
        due=Deadline(
            "review",
            ("form", "review"),
            within="review_in",
            anchor="latest",
            moments=("early", "review"),
            marks=(
                Mark(-1, days(2), remind=EACH, words="2 days before"),
                Mark(0, remind=EACH, tell=GUIDE),
            ),
        ),
    )
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
        ends=Deadline(
            "ends",
            ("ends", ""),
            within="length",
            anchor="first",
            moments=("early",),
            marks=(
                Mark(-1, "warn", tell=EACH, words="warn before"),
                Mark(0, remind=GUIDE, to="over"),
            ),
        ),
        forms=(review,),
        conditions=(
            Condition("fine", who=EACH, tests=(Test(of_field("review", "ok"), "is", ("yes",)),)),
            Condition("long_ago", tests=(Test(Fact("since", "early"), "more_than", LimitName("length")),)),
        ),
        routing=(Routing("after_review", (row("later", yes=("fine",)), row("early", no=("fine",), tell=GUIDE))),),
        start=(move("begin", MENTEE, "early", "start", tell=EVERYBODY),),
        states=(
            State(
                "early",
                when_complete=(When("review", "later"),),
                moves=(move("agree", EACH, "stay", "early", tell=GUIDE),),
            ),
            State("later", when_complete=(When("review", "after_review"),)),
            State(
                "asleep",
                clocks_stopped=True,
                moves=(move("wake", EITHER, "back", "asleep", should=("long_ago",)),),
                deadlines=(
                    Deadline("doze", ("state", "asleep"), every="nap", marks=(Mark(0, remind=EACH, tell=GUIDE),)),
                ),
            ),
            State("over", final="completed"),
            State("gone", final="no fault"),
        ),
        moves=(
            move("leave", EITHER, "gone", "any_time", only_in=live, tell=OTHER),
            move("sleep", EITHER, "asleep", "any_time", only_in=awake, tell=GUIDE),
            move(
                "extend",
                GUIDE,
                "stay",
                "any_time",
                only_in=awake,
                lengthens=(("length", "extra"),),
                tell=EACH,
                asks=(Field("extra", LengthOfTime(days(1), days(40)), optional=True),),
            ),
        ),
        deadlines=(
            Deadline(
                "rhythm",
                ("any_time", ""),
                every=Duration(months=1),
                at_most=4,
                anchor="latest",
                moments=("early", "extend"),
                marks=(Mark(0, tell=MENTEE),),
            ),
            Deadline(
                "twin",
                ("any_time", ""),
                within=days(15),
                anchor="first",
                moments=("early",),
                only_in=("early",),
                marks=(Mark(0, tell=GUIDE),),
            ),
        ),
    )
