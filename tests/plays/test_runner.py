"""Playing scenarios, and saying what was not as expected."""

from __future__ import annotations

import pytest

from mentorflow.plays.beside import script_at
from mentorflow.plays.runner import play, plays
from tests.plays.lives import HEAD, REQUEST, WORKFLOWS, connection, differences, played, script_of, steps

FULL = "facts: {mentor_active_mentees: 3}"
MATCH = "at: day 0, by: raj, do: accept"
# The lines of a file written by ``steps``: the request stands in line 13.
SECOND, THIRD = 14, 15


def test_play_that_comes_out_as_expected_has_no_failures() -> None:
    """Every kind of expectation can be met."""
    script = steps(
        f"{MATCH}, {FULL}, expect: refused, because: mentor_has_room, told: nobody, effect: nothing",
        "at: day 0, by: coordinator, lift: mentor_has_room, reason: It is for the best",
        f"{MATCH}, {FULL}, expect: matched, told: [mentee, kim], warned: mentor_has_slack, "
        "effect: [recount_mentor, close_other_requests], owes: {kim: [opening, plan]}",
        "at: day 1, by: kim, open: [agreement, plan], told: ana, owes: {mentee: agreement}, warned: nothing",
        "at: day 3, by: kim, close_form: plan, told: nobody",
        "at: day 31, look: due, expect: matched, told: kim",
    )

    assert [] == differences(script)
    assert "matched" == getattr(played(script).partnership, "state", None)


def test_refusal_that_nobody_expects_is_a_failure_and_ends_the_play() -> None:
    """A step that says nothing must be accepted, and what would follow from it is not played."""
    script = steps(f"{MATCH}, {FULL}", "at: day 1, by: kim, open: plan, expect: closed")

    assert [(SECOND, "it is accepted", "it was refused")] == differences(script)
    assert 2 == len(played(script).steps)
    assert [1] == [failure.unplayed for failure in played(script).failures]


def test_refusal_that_does_not_come_is_a_failure() -> None:
    """``expect: refused`` is not met by an act that goes through."""
    assert [(SECOND, "it is refused", "the state 'matched'")] == differences(steps(f"{MATCH}, expect: refused"))


def test_start_that_is_refused_leaves_no_partnership() -> None:
    """A refused start may be followed by another one."""
    lines = ["{at: -1 day, by: raj, do: request, expect: refused}", "{at: day 0, by: ana, do: request, told: raj}"]
    script = script_of(HEAD + "scenarios:\n  a_life:\n    steps:\n" + "".join(f"      - {line}\n" for line in lines))

    assert [] == differences(script)


@pytest.mark.parametrize(
    ("expected", "happened", "said"),
    [
        ("the state 'declined'", "the state 'matched'", "expect: declined"),
        ("told: ana", "told: ana, kim", "told: ana"),
        ("told: nobody", "told: ana, kim", "told: nobody"),
        ("warned: mentor_has_slack", "warned: nothing", "warned: mentor_has_slack"),
        ("because: third_try", "nothing was refused, warned of or read in a table", "because: third_try"),
        ("effect: nothing", "effect: close_other_requests, recount_mentor", "effect: nothing"),
        ("ana owes plan", "ana owes nothing", "owes: {ana: plan}"),
        ("kim owes signature", "kim owes the opening of agreement, the opening of plan", "owes: {kim: signature}"),
    ],
)
def test_difference_says_what_was_expected_and_what_happened(expected: str, happened: str, said: str) -> None:
    """Each kind of expectation fails on its own, at its own line."""
    assert [(SECOND, expected, happened)] == differences(steps(f"{MATCH}, {said}"))


def test_difference_in_notices_says_what_each_was_about() -> None:
    """Whoever reads the failure sees which rule told whom."""
    (failure,) = played(steps("at: day 1, look: due, told: nobody")).failures

    late = connection().workflow.state_by_name["requested"].deadlines[0].marks[0]
    assert late.tell is not None
    assert (
        f"raj is reminded: answer, late ({late.span.place})\nana is told: answer, late ({late.tell.span.place})"
    ) == failure.why


def test_difference_says_who_is_not_told() -> None:
    """The line of the rules that leaves somebody out is at hand."""
    (failure,) = played(steps(f"{MATCH}, told: [ana, kim, raj]")).failures

    assert failure.why.startswith("raj is not told\nana is told: accept (workflows/mentoring-connection.yaml:")


def test_difference_says_what_held_where_a_refusal_was_expected() -> None:
    """Whoever expected a refusal sees what the conditions found instead."""
    (failure,) = played(steps(f"{MATCH}, expect: refused")).failures

    assert (
        "'mentor_has_room' holds: mentor active mentees is 1, which is fewer than 3 (mentees_allowed)" in failure.why
    )
    assert "mentor_has_slack" not in failure.why


def test_difference_in_what_is_owed_says_who_owes_it() -> None:
    """The form is owed, but by somebody else."""
    opened = "at: day 1, by: kim, open: [agreement, plan]"
    (failure,) = played(steps(MATCH, f"{opened}, owes: {{raj: agreement}}")).failures

    assert ("raj owes nothing", "ana owes agreement") == (failure.happened, failure.why)


def test_difference_after_a_look_says_that_nothing_was_due() -> None:
    """Time passed, and nothing came of it."""
    (failure,) = played(steps("at: -1 day, look: due, expect: declined")).failures

    assert "Nothing was due by then." == failure.why


def test_deadlines_before_a_step_count_as_part_of_it() -> None:
    """What fell since the step before is told with the step, unless a look takes it first."""
    late = "at: day 5, by: raj, do: accept, told: [ana, kim]"

    assert [(SECOND, "told: ana, kim", "told: ana, kim, raj")] == differences(steps(late))
    assert [] == differences(steps("at: day 5, look: due", late))


def test_difference_that_comes_from_deadlines_before_says_so() -> None:
    """Whoever forgot what fell since the step before is shown the way out."""
    (told,) = played(steps("at: day 5, by: raj, do: accept, told: kim")).failures
    (at_once,) = played(steps(f"{MATCH}, told: kim")).failures

    hint = "of these, ana, raj were told by deadlines that fell before; add a step with look: due"
    assert hint == told.why.splitlines()[-1]
    assert "look: due" not in at_once.why


def test_failure_that_does_not_change_the_course_lets_the_play_go_on() -> None:
    """All differences of one play are told in one run."""
    script = steps(f"{MATCH}, told: nobody", "at: day 1, by: kim, open: plan, told: nobody")

    assert [SECOND, THIRD] == [line for line, _, _ in differences(script)]


def test_beginning_that_breaks_off_fails_where_it_is_used_once() -> None:
    """What goes wrong in a beginning belongs to the scenario it is written in."""
    script = script_of(
        HEAD + REQUEST + f"      - {{{MATCH}, expect: declined, told: nobody}}\n"
        "  on_from_there:\n    begin_with: a_life\n    steps:\n      - {at: day 9, look: due}\n"
    )
    (failure,) = played(script, "on_from_there").failures

    assert (16, "'a_life' comes to its end") == (failure.span.line, failure.expected)
    assert "it breaks off at its step 2 (lives.test.yaml:14)" == failure.happened
    assert 1 == failure.unplayed


def test_difference_in_a_beginning_is_told_there_alone() -> None:
    """A scenario that begins with another does not repeat its failures."""
    script = script_of(
        HEAD + REQUEST + f"      - {{{MATCH}, told: nobody}}\n"
        "  on_from_there:\n    begin_with: a_life\n    steps:\n      - {at: day 1, look: due}\n"
    )

    assert [1, 0] == [len(differences(script, name)) for name in ("a_life", "on_from_there")]


def test_half_that_is_owed_is_expected_by_the_name_of_its_move() -> None:
    """``owes`` takes the name that ``due`` gives to the other half of a joint move."""
    proposal = steps("at: day 1, look: due").text.replace("by: ana, do: request", "by: kim, do: propose")
    half = "      - {at: day 1, by: ana, do: accept_proposal, owes: {raj: [accept_proposal, move]}}\n"
    other = "      - {at: day 1, look: due, owes: {ana: accept_proposal}}\n"
    first, second = (script_of(proposal + more) for more in (half, half + other))

    assert ((), ()) == (first.diagnostics, second.diagnostics)
    assert [] == differences(first)
    assert [(16, "ana owes accept_proposal", "ana owes nothing")] == differences(second)


@pytest.mark.parametrize("reason", ["plan.goals", "goals", "plan.activities", "[plan.goals, activities]"])
def test_answer_that_is_refused_is_a_reason_with_and_without_its_form(reason: str) -> None:
    """A form may have a question of the same name as another form; both ways of naming it are understood."""
    plan = "at: day 2, by: ana, fill_in: plan, answers: {goals: [One]}, expect: refused"
    script = steps(MATCH, "at: day 1, by: kim, open: plan", f"{plan}, because: {reason}")
    other = steps(MATCH, "at: day 1, by: kim, open: plan", f"{plan}, because: agreement.goals")

    assert [] == differences(script)
    assert [(THIRD + 1, "because: agreement.goals", "because: plan.activities, plan.goals")] == differences(other)


def test_answer_to_a_move_that_is_refused_is_a_reason() -> None:
    """What a move asks is named with the move."""
    wrong = "at: day 1, by: ana, do: withdraw, answers: {told_partner: perhaps}, expect: refused"

    assert [] == differences(steps(MATCH, f"{wrong}, because: withdraw.told_partner"))
    assert 1 == len(differences(steps(MATCH, f"{wrong}, because: withdraw.ground")))


def test_step_that_cannot_be_played_says_what_is_missing() -> None:
    """A fact that a rule reads and nobody tells is a failure in plain words, not an exception."""
    script = script_of(HEAD.replace("  double_role: none\n", "") + REQUEST)
    ((line, expected, happened),) = differences(script)

    assert (12, "the step can be played") == (line, expected)
    assert "double_role" in happened


def test_play_is_pure() -> None:
    """The same scenario always plays the same."""
    script = steps(MATCH, "at: day 31, look: due")

    assert played(script).partnership == played(script).partnership


def test_scenarios_played_together_come_out_as_each_does_alone() -> None:
    """What scenarios begin with is played once for all of them, and nobody can tell."""
    script = script_at(WORKFLOWS / "mentoring-connection.test.yaml", "some.test.yaml")
    together = plays(connection(), script.scenarios)

    assert tuple(play(connection(), scenario) for scenario in script.scenarios) == together
    assert len({id(played) for one in together for played in one.steps}) < sum(len(one.steps) for one in together) / 2


def test_scenarios_with_other_people_share_nothing() -> None:
    """Who takes part is settled at the start, so that a beginning with somebody else is another one."""
    other = "  another_life:\n    people: {mentor: sol}\n    begin_with: a_life\n    steps:\n"
    step = "      - {at: day 0, by: mentor, do: accept}\n"
    script = script_of(HEAD + REQUEST + other + step)
    first, second = plays(connection(), script.scenarios)

    assert () == script.diagnostics
    assert (("raj",), ("sol",)) == tuple(
        tuple(notice.to for notice in one.steps[0].decisions[0].notices) for one in (first, second)
    )
