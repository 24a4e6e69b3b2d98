"""What somebody sees, as scenarios expect it: of the forms as they are shown, and of the history."""

from __future__ import annotations

import pytest

from mentorflow.plays.sight import names_seen, sights
from mentorflow.plays.timeline import as_text, timeline
from tests.plays.lives import HEAD, connection, differences, played, steps

WITH_SOL = HEAD.replace("coordinator: kim}", "coordinator: kim, supervisor: sol}")
PLAN = (
    "{goals: [Lead, Speak, Know], activities: [{what: Lead, kind: by_doing, takes: 6 weeks, target: 2026-05-29}], "
    "right_now: My manager and I do not get on.}"
)
LIFE = (
    "at: day 0, by: raj, do: accept",
    "at: day 1, by: kim, open: plan",
    f"at: day 2, by: ana, fill_in: plan, answers: {PLAN}",
)
LEFT = "at: day 3, by: ana, do: withdraw, answers: {told_partner: yes, ground: needs_not_met}"
THIRD_LINE = 17


def looking(*expected: str, by: str = "sol", before: tuple[str, ...] = LIFE) -> list[tuple[str, str]]:
    """What is not as expected of what somebody sees on the day after."""
    script = steps(*before, f"at: day 4, look: view, by: {by}, {', '.join(expected)}", head=WITH_SOL)
    return [(wanted, happened) for _, wanted, happened in differences(script)]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("raj", ["sees: plan"]),
        ("mentor", ["sees: [plan.goals, plan.right_now]"]),
        ("raj", ["sees: plan.goals", "sees_nothing_of: [agreement, check_up.fit]"]),
        ("sol", ["sees: nothing"]),
        ("supervisor", ["sees_nothing_of: plan"]),
        ("kim", ["sees: nothing", "sees_nothing_of: [plan, plan.goals]"]),
        ("a stranger", ["sees: nothing"]),
    ],
)
def test_look_at_a_view_can_come_out_as_expected(by: str, expected: list[str]) -> None:
    """A partner sees what partners fill in; the others see nothing of a plan that nobody has shown them."""
    assert [] == looking(*expected, by=by)


@pytest.mark.parametrize(
    ("by", "expected", "wanted", "happened"),
    [
        ("raj", "sees: nothing", "raj sees nothing", "raj sees plan.activities, plan.goals, plan.right_now"),
        ("raj", "sees_nothing_of: plan.goals", "raj sees nothing of plan.goals", "raj sees plan.goals"),
        (
            "raj",
            "sees: [plan, check_up]",
            "raj sees check_up",
            "raj sees plan.activities, plan.goals, plan.right_now",
        ),
        ("sol", "sees: plan.goals", "sol sees plan.goals", "sol sees nothing"),
        ("a stranger", "sees: plan", "a stranger sees plan", "a stranger sees nothing"),
    ],
)
def test_difference_in_what_is_seen_names_it(by: str, expected: str, wanted: str, happened: str) -> None:
    """A form stands for all its questions; the difference names those that are seen."""
    assert [(wanted, happened)] == looking(expected, by=by)


def test_own_answers_are_not_what_is_seen() -> None:
    """Whoever wrote the plan knows what stands in it; what counts are the answers of others."""
    assert [] == looking("sees: nothing", by="ana")


def test_role_that_nobody_holds_sees_nothing_that_could_be_looked_at() -> None:
    """A look through nobody's eyes would prove nothing."""
    script = steps(*LIFE, "at: day 4, look: view, by: supervisor, sees_nothing_of: plan")

    assert [(THIRD_LINE, "somebody is supervisor", "nobody is supervisor")] == differences(script)


def test_what_is_seen_comes_from_views_and_from_the_history() -> None:
    """The ground of a withdrawal stands in the history alone, for staff; what was shown stands in the view alone."""
    left = (*LIFE, LEFT)
    sent = (*LIFE, "at: day 3, by: ana, do: send_plan")

    assert [] == looking("sees: [withdraw.ground, withdraw]", by="kim", before=left)
    assert [] == looking("sees_nothing_of: withdraw.ground", by="raj", before=left)
    assert [] == looking("sees: plan.goals", "sees_nothing_of: plan.right_now", before=sent)


def test_difference_in_what_is_seen_says_where_it_stands() -> None:
    """Whoever mends it sees whose answer is shown by what: the form, or a step of the history."""
    script = steps(*LIFE, "at: day 4, look: view, by: raj, sees_nothing_of: plan.goals", head=WITH_SOL)
    (failure,) = played(script).failures

    assert [
        "plan.goals, answered by ana, stands on what raj is shown of 'plan'",
        "plan.goals, answered by ana, stands in the history, in record 4",
    ] == failure.why.splitlines()


def test_look_at_a_view_lets_time_pass() -> None:
    """What is seen is seen as things stand then: what was due has fallen."""
    script = steps("at: day 1, look: view, by: kim, sees: nothing, told: [raj, ana]", head=WITH_SOL)

    assert [] == differences(script)


def test_story_tells_what_somebody_sees() -> None:
    """A look is told with the forms and the questions that are seen."""
    script = steps(*LIFE, "at: day 4, look: view, by: raj, sees: plan", head=WITH_SOL)
    text = as_text(timeline(connection(), script, played(script)))
    script = steps(*LIFE, "at: day 4, look: view, by: sol, sees: nothing", head=WITH_SOL)

    assert "  raj looks at what others have answered\n    sees: plan (goals, activities, right_now)\n" in text
    assert "    sees: nothing\n" in as_text(timeline(connection(), script, played(script)))


def test_names_that_can_be_seen_are_forms_moves_and_their_questions() -> None:
    """A move that asks nothing shows nothing."""
    names = names_seen(connection().workflow)

    assert {"plan", "plan.right_now", "withdraw", "withdraw.ground"} <= set(names)
    assert not {"accept", "right_now", "plan.what"} & set(names)
    assert len(names) == len(set(names))


def test_sights_name_the_answer_and_its_writer() -> None:
    """One sight for each answer and place."""
    script = steps(*LIFE, head=WITH_SOL)
    life = played(script)
    records = tuple(record for one in life.steps for decision in one.decisions for record in decision.records)
    assert life.partnership is not None
    seen = sights(connection(), life.partnership, records, "raj")

    assert {"plan.goals", "plan.activities", "plan.right_now"} == {sight.name for sight in seen}
    assert {"ana"} == {sight.person for sight in seen}
    assert () == sights(connection(), life.partnership, records, "sol")
