"""Moves of every sort: joint, lifted, counted, timed, paused; limits in hours; a chain of repeated reminders."""

from __future__ import annotations

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import (
    ChooseOne,
    Condition,
    Count,
    Deadline,
    Effect,
    Fact,
    HostFact,
    Limit,
    LimitName,
    Mark,
    Routing,
    Share,
    State,
    Test,
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
    MENTOR,
    OTHER,
    ROLES,
    days,
    move,
    options,
    row,
)


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
                    move(
                        "try",
                        EACH,
                        "trying",
                        "talking",
                        must=("room",),
                        should=("calm",),
                        tell=EVERYBODY,
                        tell_first=OTHER,
                        override=(("room", "guide"),),
                        effects=("count_again",),
                    ),
                    move("push", MENTOR, "trying", "talking", must=("room", "calm")),
                    move("knock", MENTEE, "after_knock", "talking"),
                    move("answer", MENTOR, "stay", "talking", should=("soon",)),
                ),
                deadlines=(
                    Deadline(
                        "reply",
                        ("state", "talking"),
                        within="patience",
                        marks=(
                            Mark(-1, "half", remind=EACH, words="half before"),
                            Mark(0, remind=MENTOR, tell=MENTEE, effects=("ring",)),
                            Mark(1, days(2), remind=EVERYBODY, tell=KIN, words="2 days after"),
                        ),
                    ),
                    Deadline("nudge", ("state", "talking"), every=HOUR, at_most=3, marks=(Mark(0, tell=MENTOR),)),
                ),
            ),
            State(
                "trying",
                moves=(
                    move("give_in", EITHER, "talking", "trying", must=("late_enough",), not_by=MENTOR),
                    move(
                        "agree",
                        EACH,
                        "done",
                        "trying",
                        should=("either_way", "stubborn"),
                        tell=EACH,
                        tell_first=EVERYBODY,
                    ),
                ),
                deadlines=(
                    Deadline(
                        "drift",
                        ("state", "trying"),
                        within=days(3),
                        marks=(
                            Mark(-1, days(1), remind=EITHER, words="1 day before"),
                            Mark(0, to="talking", tell=EACH),
                        ),
                    ),
                ),
            ),
            State(
                "resting",
                clocks_stopped=True,
                moves=(
                    move(
                        "wake",
                        Who(("either partner", "guide")),
                        "back",
                        "resting",
                        tell=Who(("other partner", "guide")),
                    ),
                ),
                deadlines=(
                    Deadline("overslept", ("state", "resting"), within=days(2), marks=(Mark(0, tell=GUIDE),)),
                ),
            ),
            State("done", final="completed"),
            State("left", final="no fault"),
        ),
        moves=(
            move(
                "leave", EITHER, "left", "any_time", only_in=live, tell=Who(("other partner", "guide")), not_by=GUIDE
            ),
            move("rest", EITHER, "resting", "any_time", only_in=busy, tell=OTHER),
            move("swap_kin", MENTEE, "stay", "any_time", only_in=live, assigns=("kin",), tell=KIN),
            move("drop_kin", GUIDE, "stay", "any_time", only_in=live, releases=("kin",), tell=MENTEE),
            move("hand_over", GUIDE, "stay", "any_time", only_in=live, assigns=("mentor",), tell=EACH),
        ),
        deadlines=(
            Deadline(
                "check_in",
                ("any_time", ""),
                every=days(2),
                anchor="first",
                moments=("trying",),
                marks=(Mark(0, remind=EACH, tell=GUIDE),),
            ),
        ),
    )
