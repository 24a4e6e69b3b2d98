"""``mentorflow what-if``: what some answers would do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mentorflow.cli import main

if TYPE_CHECKING:
    import pytest
    from click.testing import Result


def answers(*words: str) -> tuple[str, ...]:
    """Answers as they are typed."""
    return tuple(part for word in words for part in ("--answer", word))


POOR = answers("check_up.fit=poor", "check_up.energized=no", "check_up.time_well_spent=no")


def run(*arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, ["what-if", "mentoring-connection", *arguments], catch_exceptions=False)


def test_what_if_says_the_row_why_and_what_would_change_it() -> None:
    """One row is certain though two answers are missing: they could not change it."""
    done = run("--table", "after_check_up", *POOR, "--answer", "check_up.obstacles=trust,workload")

    assert 0 == done.exit_code
    assert (
        "'after_check_up' leads to 'with_coordinator'\n"
        "  (workflows/mentoring-connection.yaml:354)\n"
        "  because more than 2 unfavorable answers: 3 and obstacles: trust (1) and\n"
        "    workload (9).\n"
        "  Told: coordinator.\n"
    ) in done.output
    assert "It would be if fit were good instead of poor." in done.output
    assert [] == [line for line in done.output.split("\n") if len(line) > 80]


def test_what_if_names_what_is_missing_with_what_it_decides() -> None:
    """Where something missing could still decide, every way is told and the command ends with 1."""
    done = run("--form", "check_up", *POOR)

    assert 1 == done.exit_code
    assert (
        "  'check_up.obstacles' is missing:\n"
        "    such as nothing: to staying there\n"
        "    such as unclear goals (6): to 'recovering'\n"
        "    such as trust (1): to 'with_coordinator'\n"
    ) in done.output


def test_what_if_tells_every_wrong_name_with_the_nearest() -> None:
    """All mistakes come at once, and nothing is told from half of what was handed in."""
    wrong = answers("fitt=poor", "energized=perhaps")
    done = run("--form", "check_up", *wrong, "--limit", "program_lenth=9 days")

    assert (2, "") == (done.exit_code, done.stdout)
    assert (
        "There is no limit that may be set 'program_lenth'. Did you mean\n  'program_length'?\n"
        "There is no question of 'check_up' 'fitt'. Did you mean 'fit'?\n"
    ) in done.stderr
    assert "'energized' has no choice 'perhaps'." in done.stderr
    assert (
        "There is no table 'after_checkup'. Did you mean 'after_check_up'?\n"
        == run("--table", "after_checkup").stderr
    )
    assert "Say which table or which form is meant: --table NAME or --form NAME.\n" == run().stderr


def test_what_if_reads_a_small_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers stand in a file as well; below a partner they are of that partner only."""
    monkeypatch.chdir(tmp_path)
    Path("answers.yaml").write_text(
        "table: after_review\nanswers:\n  mid_point_review.going_on: yes\n"
        "  mentor: {mid_point_review.going_on: no}\n",
        "utf-8",
    )
    done = run("--from", "answers.yaml")

    assert 0 == done.exit_code
    assert done.output.startswith("'after_review' leads to 'with_coordinator'")
    assert 2 == run("--from", "nowhere.yaml").exit_code


def test_what_if_counts_the_row_higher_up_where_the_partners_differ() -> None:
    """Each partner's copy finds its row, and the one higher up counts."""
    whole = (
        "--answer",
        "cancelled_in_a_row=0",
        "--answer",
        "agreement.meetings_a_month=2",
        "--answer",
        "meetings_a_month=2",
    )
    mentor = answers("mentor:check_up.fit=good", "obstacles=workload")
    done = run("--form", "check_up", *POOR, *whole, *mentor)

    assert 0 == done.exit_code
    assert "'after_check_up' for the copy of mentee leads to 'recovering'" in done.output
    assert "'after_check_up' for the copy of mentor leads to 'checked_up'" in done.output
    assert "The copy of mentee counts: its row stands higher up.\n" in done.output
    assert "'mentor:check_up.obstacles' is not asked with these answers" in done.output.replace("\n  ", " ")


def test_what_if_reads_counts_and_limits() -> None:
    """Counts are handed in like facts, and a limit within its range is taken."""
    done = run("--table", "after_no_answer", "--fact", "tries_without_answer=3", "--limit", "program_length=180 days")

    assert 0 == done.exit_code
    assert "Told: coordinator.\n" in done.output
    assert 2 == run("--table", "after_no_answer", "--limit", "program_length=3 days").exit_code
    assert 2 == run("--table", "after_no_answer", "--fact", "tries_without_answer").exit_code


def test_what_if_of_a_form_that_leads_to_a_state_says_so() -> None:
    """Where no table stands between, the state is said, and what is still needed."""
    done = run("--form", "agreement")

    assert 0 == done.exit_code
    assert done.output.startswith("In 'matched', once it is complete, it leads to 'agreed'\n")
    assert "Still needed before the form is complete: 'agreement.goals'" in done.output


def told(*arguments: str) -> str:
    """What the command says of two-meetings, in one line."""
    done = CliRunner().invoke(main, ["what-if", "two-meetings", *arguments], catch_exceptions=False)
    assert [] == [line for line in done.output.split("\n") if len(line) > 80]
    return " ".join(done.output.split())


def test_what_if_says_how_a_fact_handed_in_as_an_answer_is_written() -> None:
    """What is said to be missing can be handed in under its name; the other way round as well."""
    table = ("--table", "after_meeting")

    assert "'plan.complete' is missing:" in told(*table)
    assert (
        "'plan.complete' is asked in no form. Write --fact plan.complete=yes, or put it below 'facts' in a file."
    ) == told(*table, "--answer", "plan.complete=yes")
    assert told(*table, "--fact", "plan.complete=yes").startswith("'after_meeting' leads to 'between_meetings'")
    assert "'mentee:progress.nearer' is asked in a form. Write --answer mentee:progress.nearer=a_little" in told(
        *table, "--fact", "mentee:progress.nearer=a_little"
    )


def test_what_if_names_what_every_copy_still_needs() -> None:
    """A form of which each partner has a copy is not complete while one of them is empty."""
    said = told("--form", "progress", "--answer", "mentee:progress.nearer=a_little")

    assert 2 == said.count("Still needed before the form is complete:")
    assert "'mentor:progress.nearer'" in said
    assert "'mentee:progress.nearer'" not in said
    assert 1 == told("--form", "progress", "--answer", "progress.nearer=a_little").count("Still needed")
