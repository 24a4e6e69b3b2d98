"""Rules of one's own: values in their places, everything else as it was, and why an answer cannot be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorflow.loading import shipped
from mentorflow.rules.build import build
from mentorflow.rules.calendar import Duration
from mentorflow.rules.source import read
from mentorflow.tools.init import Question, begun, no_name, objection, outcome, questions

WORKFLOWS = Path(__file__).parents[2] / "workflows"
TEXTS = {
    name: {path.name.removeprefix(name): path.read_text("utf-8") for path in sorted(WORKFLOWS.glob(f"{name}.*yaml"))}
    for name in shipped()
}
YEAR = "mentoring-connection"
LIMITS = {name: questions(texts[".yaml"])[2:] for name, texts in TEXTS.items()}


def limit(name: str, workflow: str = YEAR) -> Question:
    """One question of a shipped workflow."""
    return next(one for one in questions(TEXTS[workflow][".yaml"]) if one.name == name)


def different(old: str, new: str) -> list[tuple[str, str]]:
    """The lines that are not the same; there are as many as before."""
    return [pair for pair in zip(old.split("\n"), new.split("\n"), strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize("name", shipped())
def test_question_for_every_limit_in_the_order_of_the_file(name: str) -> None:
    """The title and the time zone come first, then each limit with what it says now."""
    text = TEXTS[name][".yaml"]
    workflow = build(read(text, name)).workflow

    assert workflow is not None
    assert ["title", "timezone", *(one.name for one in workflow.limits if "%" not in one.name)] == [
        one.name for one in questions(text)
    ]
    assert [] == [one.name for one in questions(text) if objection(text, one, one.value)]


def test_question_says_what_it_is_for() -> None:
    """Its use, its comment without the sources, and the range for each partnership, in plain words."""
    length, pause, recover = limit("program_length"), limit("pause_at_most"), limit("recover_within")

    assert ("Program length", "365 days", "30 days to 1095 days") == (length.label, length.value, length.range)
    assert "set when a partnership starts; an extension may raise it" == length.about
    assert ("", "the sources give no number") == (pause.about, recover.about)
    assert "'third try' means: tries without answer at least this" == limit("contact_tries").used


@given(data=st.data(), name=st.sampled_from([name for name in shipped() if LIMITS[name]]))
def test_new_file_has_the_value_and_every_other_line_is_the_same(data: st.DataObject, name: str) -> None:
    """Whatever can be right stands where the old value stood, and nothing else has changed but the name."""
    question = data.draw(st.sampled_from(LIMITS[name]))
    plain = question.value.isdigit()
    unit = data.draw(st.sampled_from(["hours", "days", "weeks", "months"]))
    answer = data.draw(st.integers(1, 40).map(str if plain else "{} ".format)) + ("" if plain else unit)
    text = TEXTS[name][".yaml"]
    if objection(text, question, answer) is not None:
        return
    new = begun(TEXTS[name], "ours", {question.name: answer})[".yaml"]
    changed = different(text, new)

    assert {("workflow: " + name, "workflow: ours")} <= set(changed)
    assert 2 >= len(changed)
    assert answer == next(one.value for one in questions(new) if one.name == question.name)
    if all(not finding.is_error for finding in build(read(new, "new")).diagnostics):
        built = build(read(new, "new")).workflow
        assert built is not None
        amount = built.limit_by_name[question.name].amount
        assert answer == (amount.written if isinstance(amount, Duration) else str(amount))


@pytest.mark.parametrize(
    ("name", "answer", "reason"),
    [
        ("plan_within", "30 dayz", "'30 dayz' is neither a whole number nor a length of time."),
        ("plan_within", "5", "The limit 'plan_within' has no unit, but a length of time stands where it is used."),
        ("plan_within", "0 days", "'0 days' is no time at all."),
        ("plan_within", "", "'' is no number and no length of time. Write it like 30 days."),
        ("plan_within", "3 days # or so", "'3 days # or so' is no number and no length of time."),
        ("plan_within", "3 days\nforms:", "'3 days forms:' is no number and no length of time."),
        ("contact_tries", "3 days", "The limit 'contact_tries' has a unit, but a number stands where it is used."),
        ("program_length", "9 days", "'9 days' lies outside the range '30 days to 1095 days'."),
        ("review_within", "50% of nothing", "There is no limit called 'nothing'."),
        ("timezone", "Berlin", "There is no time zone called 'Berlin'. Write Europe/Berlin."),
        ("title", " ", "A title needs words, on one line."),
        ("title", "a\nb", "A title needs words, on one line."),
        ("title", "a" * 101, "This title has 101 characters; at most 100 can be read at a glance."),
    ],
)
def test_objection_says_why_in_a_plain_sentence(name: str, answer: str, reason: str) -> None:
    """The checks are those of a rule file."""
    said = objection(TEXTS[YEAR][".yaml"], limit(name), answer)

    assert said is not None
    assert said.startswith(reason)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_objection_to_whatever_is_typed_is_no_surprise(answer: str) -> None:
    """Any text is a value that can be read back, or is refused; none breaks the file."""
    text, question = TEXTS[YEAR][".yaml"], limit("plan_within")
    if objection(text, question, answer) is None:
        new = begun({".yaml": text}, YEAR, {"plan_within": answer})[".yaml"]
        assert answer == next(one.value for one in questions(new) if one.name == "plan_within")


@pytest.mark.parametrize(
    "title",
    ["Our year", "Our year: together", "- a list", "#1 program", 'It\'s "ours" \\ yours', "yes", "5", "'", " two "],
)
def test_title_is_what_was_typed(title: str) -> None:
    """Signs that mean something in a rule file are put in quotes; in other languages the new title stands too."""
    made = begun(TEXTS[YEAR], "ours", {"title": title})
    whole = outcome(made, "ours")

    assert title == next(one.value for one in questions(made[".yaml"]) if one.name == "title")
    assert () == whole.findings
    assert "Mentoría de un año" not in made[".es.yaml"]


@pytest.mark.parametrize("name", shipped())
def test_new_files_work_at_once(name: str) -> None:
    """With the values as they are nothing is found, and all scenarios come out as expected under the new name."""
    made = begun(TEXTS[name], "ours", {})
    came = outcome(made, "ours")

    assert ((), (), 0) == (came.findings, came.mistaken, came.failed)
    assert came.played > 0
    assert {True} == {f"{name}.yaml" not in text and f"play {name}" not in text for text in made.values()}


def test_scenarios_that_expect_the_old_numbers_are_counted() -> None:
    """A changed number is no mistake of the rules; whoever changed it hears how many scenarios it concerns."""
    came = outcome(begun(TEXTS[YEAR], "ours", {"plan_within": "20 days"}), "ours")

    assert () == came.findings
    assert 0 < came.failed < came.played


def test_values_that_do_not_fit_together_are_found() -> None:
    """A check-up after the end is told, however right the number is by itself."""
    assert objection(TEXTS[YEAR][".yaml"], limit("check_up_by"), "400 days") is None
    came = outcome(begun(TEXTS[YEAR], "ours", {"check_up_by": "400 days"}), "ours")

    assert ["'check_up' is due after the time of the partnership is over."] == [one.message for one in came.findings]


def test_comment_behind_a_value_keeps_its_column() -> None:
    """Where a value becomes longer than the room there is, two spaces are left."""
    text = "limits:\n  a: 3 days      # why\n"
    question = questions(text)[0]

    assert ("  a: 3 weeks     # why", "  a: 300000 months  # why") == tuple(
        begun({".yaml": f"workflow: x\n{text}"}, "x", {question.name: answer})[".yaml"].split("\n")[2]
        for answer in ("3 weeks", "300000 months")
    )


def test_name_of_a_workflow_is_looked_at() -> None:
    """What cannot be one is told with the way out."""
    assert no_name("our-year") is None
    assert "'our year!' cannot be the name of a workflow. Write letters, digits and hyphens only." == no_name(
        "our year!"
    )
