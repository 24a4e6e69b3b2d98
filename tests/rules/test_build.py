"""Building: files without a mistake become workflows in silence; each mistake is told once, at its word."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorflow.diagnostics import Severity
from mentorflow.rules import workflow as w
from mentorflow.rules.build import Built, build
from mentorflow.rules.calendar import Duration
from mentorflow.rules.catalogue import CATALOGUE
from mentorflow.rules.source import read
from tests.fixtures.rewrite import told

HERE = Path(__file__).parents[1] / "fixtures"
WORKFLOWS = Path(__file__).parents[2] / "workflows"
SHIPPED = WORKFLOWS / "mentoring-connection.yaml"
RULES = sorted(path for path in WORKFLOWS.glob("*.yaml") if "." not in path.stem)
OK = [*RULES, *sorted((HERE / "ok").glob("*.yaml"))]
BAD = sorted((HERE / "bad").glob("*.yaml"))

TWENTY = (
    "unknown-timezone",
    "unit-spelling",
    "unknown-limit",
    "zero-length",
    "unknown-role",
    "range-upside-down",
    "unknown-key",
    "named-twice",
    "wrong-kind-of-limit",
    "no-kind",
    "does-not-fit",
    "unknown-choice",
    "whose-answers",
    "circular-condition",
    "does-not-compare",
    "no-row-fits",
    "role-not-here",
    "unknown-state",
    "unreachable-state",
    "final-goes-on",
)


def built(path: Path) -> Built:
    """What becomes of a file."""
    return build(read(path.read_bytes(), path.name))


def shipped() -> w.Workflow:
    """The shipped workflow."""
    workflow = built(SHIPPED).workflow
    assert workflow is not None
    return workflow


def every_key() -> w.Workflow:
    """The workflow that uses every key."""
    workflow = built(HERE / "ok" / "every-key.yaml").workflow
    assert workflow is not None
    return workflow


# --- files ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", OK, ids=lambda path: path.stem)
def test_build_is_silent_about_files_without_a_mistake(path: Path) -> None:
    """A file without a mistake becomes a workflow, and nothing is said about it."""
    answer = built(path)
    assert () == answer.diagnostics
    assert answer.workflow is not None
    assert path.stem == answer.workflow.name


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_build_tells_exactly_what_is_wrong(path: Path) -> None:
    """What is told of a file with mistakes stands beside it, word for word."""
    assert path.with_suffix(".out").read_text(encoding="utf-8") == told(path)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_build_gives_a_workflow_exactly_where_there_is_no_error(path: Path) -> None:
    """Nothing is half loaded: one error, and there is no workflow."""
    answer = built(path)
    assert any(finding.is_error for finding in answer.diagnostics) == (answer.workflow is None)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_build_puts_every_finding_on_a_word_of_the_file(path: Path) -> None:
    """Every finding of a key, name, value or meaning points at characters that are there."""
    answer = built(path)
    lines = answer.text.split("\n")
    for finding in answer.diagnostics:
        span = finding.span
        assert 1 <= span.line <= len(lines)
        assert span.column <= len(lines[span.line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_build_shows_the_way_out_of_every_mistake(path: Path) -> None:
    """Every error and every advice comes with a way out."""
    left = [f for f in built(path).diagnostics if f.suggestion is None and f.severity is not Severity.NOTE]
    assert [] == left


def test_build_tells_twenty_mistakes_in_one_run() -> None:
    """Twenty different mistakes in one file are twenty findings, each of its own kind."""
    answer = built(HERE / "bad" / "twenty-mistakes.yaml")
    assert sorted(TWENTY) == sorted(finding.slug for finding in answer.diagnostics)


def test_build_findings_are_all_shown_on_a_file() -> None:
    """Every finding about keys, names, values and meaning stands in the expected words of some file."""
    shown = "\n".join(path.with_suffix(".out").read_text(encoding="utf-8") for path in BAD)
    wanted = [finding for finding in CATALOGUE if "MF2" <= finding.code < "MF7"]
    assert [] == [finding.slug for finding in wanted if f"[{finding.code}]" not in shown]


def test_build_messages_keep_to_the_words_of_coordinators() -> None:
    """No message shows a word of programmers."""
    shown = "\n".join(path.with_suffix(".out").read_text(encoding="utf-8") for path in BAD)
    for word in ("scalar", "mapping", "node", "token", "schema", "None", "tuple", "dict"):
        assert f" {word} " not in shown


def test_build_gives_equal_workflows_for_equal_files() -> None:
    """The same file gives an equal workflow again."""
    assert shipped() == shipped()


def test_build_keeps_the_findings_of_reading() -> None:
    """A file that cannot be read has the findings of reading and no workflow."""
    answer = build(read(b"- a\n- b\n", "list.yaml"))
    assert answer.workflow is None
    assert ["not-keys"] == [finding.slug for finding in answer.diagnostics]


def test_build_does_not_look_into_another_notation() -> None:
    """A file in another notation is told once, and nothing else about it."""
    answer = build(read("format: something-else/9\nwhat: ever\n", "x.yaml"))
    assert ["wrong-format"] == [finding.slug for finding in answer.diagnostics]


# --- what is built --------------------------------------------------------------------------------------------------
def test_build_reads_the_head_of_a_file() -> None:
    """The name, version, title and time zone are taken as they stand."""
    workflow = every_key()
    expected = ("every-key", "2.1", "Every key there is", "Europe/Berlin", "every-key.yaml")
    assert expected == (workflow.name, workflow.version, workflow.title, workflow.timezone, workflow.file)


def test_build_keeps_roles_in_order_with_their_kind() -> None:
    """Roles keep the order of the file and know their kind."""
    expected = [
        ("mentee", "partners"),
        ("mentor", "partners"),
        ("coordinator", "staff"),
        ("deputy", "staff"),
        ("guest", "others"),
        ("clock", "application"),
    ]
    assert expected == [(role.name, role.kind) for role in every_key().roles]


def test_build_reads_limits_in_every_spelling() -> None:
    """A limit is a number, a length of time, a share, or one of these with a range."""
    limits = every_key().limit_by_name
    assert w.Limit("whole", Duration(months=12), Duration(months=1), Duration(months=36)) == limits["whole"]
    assert w.Limit("half", w.Share(50, "whole")) == limits["half"]
    assert w.Limit("rest", w.Share(25, "time left")) == limits["rest"]
    assert w.Limit("seats", 2, 1, 5) == limits["seats"]
    assert w.Limit("answer_soon", Duration(minutes=36 * 60)) == limits["answer_soon"]
    assert limits["seats"].has_range


def test_build_turns_a_share_written_in_place_into_a_limit() -> None:
    """A share behind 'within' is a limit of its own, called like it is written."""
    workflow = every_key()
    deadline = next(deadline for deadline in workflow.deadlines if deadline.name == "always")
    assert "50% of time left" == deadline.within
    assert w.Limit("50% of time left", w.Share(50, "time left")) == workflow.limit_by_name["50% of time left"]


def test_build_reads_every_kind_of_question() -> None:
    """Each kind of question is read with its bounds, choices and groups."""
    terms = every_key().form_by_name["terms"]
    kinds = {field.name: field.kind for field in terms.fields}
    assert w.Text(None) == kinds["plain"]
    assert w.Texts(2) == kinds["aims"]
    assert w.WholeNumber(0, 9) == kinds["pace"]
    assert w.ChooseOne((w.Option("fine", "fine"), w.Option("dull", "dull"))) == kinds["mood"]
    options = (w.Option("doubt", "doubt"), w.Option("fatigue", "fatigue"), w.Option("noise", "Noise"))
    assert w.ChooseAny(options, (("inner", ("doubt", "fatigue")),), numbered=True, at_least=1) == kinds["strain"]
    assert w.LengthOfTime("answer_soon", Duration(days=14)) == kinds["spell"]
    assert w.Date(not_later_than_today=True) == kinds["met"]
    assert w.Date(not_earlier_than_today=True) == kinds["again"]
    assert w.Tick(required=True) == kinds["promise"]
    assert w.Tick(required=False) == kinds["maybe"]
    assert isinstance(kinds["list"], w.ListOf)
    assert 1 == kinds["list"].at_least
    assert ["what", "which"] == [field.name for field in kinds["list"].fields]


def test_build_spells_groups_of_choices_out() -> None:
    """Where a group is named, its choices are meant, in the order of the file."""
    workflow = every_key()
    strain = workflow.form_by_name["terms"].field("strain")
    assert strain is not None
    assert ("doubt", "fatigue", "noise") == strain.unfavorable
    assert ("doubt", "noise") == strain.should_be
    assert ("english", "german") == workflow.condition_by_name["european"].tests[0].value


def test_build_reads_which_answers_are_unfavorable() -> None:
    """Answers are unfavorable by choice, by comparison or by tick; 'never' and silence are not scored."""
    fields = {field.name: field.unfavorable for field in every_key().form_by_name["terms"].fields}
    assert ("dull",) == fields["mood"]
    assert (
        w.Test(w.Fact("field", "pace", "terms"), "at_most", w.LimitName("tolerated"), "tolerated") == fields["pace"]
    )
    spell = w.Fact("field", "spell", "terms")
    assert w.Test(w.Fact("field", "other", "terms"), "fewer_than", spell, "terms.spell") == fields["other"]
    assert ("no",) == fields["maybe"]
    assert fields["promise"] is None
    assert fields["plain"] is None


def test_build_lets_forms_inherit_who_opens_them() -> None:
    """Forms are opened by those named once for all, unless they say otherwise; 'nobody' is no role."""
    forms = every_key().form_by_name
    assert ("coordinator", "mentee", "mentor") == forms["terms"].opened_by
    assert () == forms["notes"].opened_by
    assert ("deputy",) == forms["renewal"].opened_by


def test_build_reads_a_deadline_with_all_its_times() -> None:
    """A deadline knows its anchor and what happens before, at and after its end."""
    due = every_key().form_by_name["terms"].due
    assert due is not None
    assert ("terms", ("form", "terms"), "half", "latest", ("matched", "opening")) == (
        due.name,
        due.owner,
        due.within,
        due.anchor,
        due.moments,
    )
    before, late, after = due.marks
    assert (-1, Duration(days=7), "7 days before") == (before.side, before.offset, before.words)
    assert (0, None, "late", ("look_again",)) == (late.side, late.offset, late.words, late.effects)
    assert (1, "answer_soon", "resting", True) == (after.side, after.offset, after.to, after.close_form)


def test_build_reads_what_comes_back() -> None:
    """A deadline with 'every' has one time, without a side."""
    due = every_key().form_by_name["renewal"].due
    assert due is not None
    assert (Duration(days=14), 3, "first") == (due.every, due.at_most, due.anchor)
    assert [(0, "every")] == [(mark.side, mark.words) for mark in due.marks]


def test_build_resolves_where_things_of_any_time_hold() -> None:
    """'in' and 'except' become the states that are meant; without them every live state is."""
    workflow = every_key()
    moves = {move.name: move.only_in for move in workflow.moves}
    assert {"hold": ("matched", "running", "resting"), "stop": ("matched", "running")} == moves
    deadlines = {deadline.name: deadline.only_in for deadline in workflow.deadlines}
    assert {"yearly": ("matched", "running"), "always": None} == deadlines
    assert set(shipped().moves[0].only_in) == {state.name for state in shipped().live_states}


def test_build_finds_the_form_that_rows_are_for() -> None:
    """A table with 'row_for' is for the form of which its conditions read one copy."""
    tables = every_key().routing_by_name
    assert "terms" == tables["by_copy"].form
    assert tables["by_all"].form is None
    assert w.Who(("each partner",)) == tables["by_copy"].row_for


def test_build_reads_every_kind_of_fact() -> None:
    """A condition reads host facts, counts, forms, questions, scores, times and the time since a moment."""
    conditions = every_key().condition_by_name
    facts = {name: [test.fact for test in condition.tests] for name, condition in conditions.items()}
    assert [w.Fact("host", "load")] * 2 == facts["light_load"]
    assert [w.Fact("count", "pokes")] == facts["poked"]
    assert [w.Fact("times", "poke")] == facts["often"]
    assert [w.Fact("since", "matched")] * 2 == facts["long_ago"]
    assert [w.Fact("field", "mood", "terms")] == facts["one_is_dull"]
    assert [w.Fact("unfavorable", form="terms")] == facts["both_fine"]
    assert w.Fact("form", form="terms") in facts["either_slow"]


def test_build_reads_every_kind_of_bound() -> None:
    """What something is compared with is a number, a length of time, a limit or another fact."""
    tests = {name: condition.tests for name, condition in every_key().condition_by_name.items()}
    assert [w.LimitName("seats"), -1] == [test.value for test in tests["light_load"]]
    assert w.Fact("count", "pokes") == tests["heavy_load"][0].value
    assert [w.LimitName("half"), Duration(months=360)] == [test.value for test in tests["long_here"]]
    assert ("is", 0) == (tests["no_load"][0].op, tests["no_load"][0].value)
    assert ("include", None) == (tests["speaks"][0].op, tests["speaks"][0].value)
    assert ("is", ("no",)) == (tests["untrained"][0].op, tests["untrained"][0].value)
    assert ("changed_since", "poke") == (tests["noted_lately"][0].op, tests["noted_lately"][0].value)
    assert "[inner, noise]" == tests["mentee_strained"][0].words


def test_build_reads_promises_and_properties() -> None:
    """Promises and properties are kept for the proofs, their names resolved."""
    workflow = every_key()
    assert [
        w.Promise("always_open", "stop", ("either partner",)),
        w.Promise("always_told", "begin", ("each partner",)),
        w.Promise("never_sees", "guest", ("terms", "notes.rank")),
        w.Promise("never_sees", "clock", ("renewal",)),
        w.Promise("only_a_person", "done"),
    ] == list(workflow.promises)
    assert [
        w.Property("calm", "always", "both_fine", ("running", "matched")),
        w.Property("never_lost", "never", "noted"),
    ] == list(workflow.properties)


def test_build_keeps_the_place_of_every_name() -> None:
    """Everything that is named knows the line of its name."""
    workflow = shipped()
    lines = SHIPPED.read_text(encoding="utf-8").split("\n")
    for thing in (*workflow.states, *workflow.forms, *workflow.conditions, *workflow.every_move(), *workflow.limits):
        assert thing.name == lines[thing.span.line - 1][thing.span.column - 1 : thing.span.end_column - 1]


def test_build_gives_the_end_evaluation_its_full_time_again_when_reopened() -> None:
    """The end evaluation is counted from its latest opening (R-171, D-31, D-32)."""
    due = shipped().form_by_name["end_evaluation"].due
    assert due is not None
    assert ("latest", ("opening",)) == (due.anchor, due.moments)


def test_build_tells_of_empty_braces_where_several_things_may_stand() -> None:
    """Braces with nothing in them say nothing, whatever may stand there."""
    text = (HERE / "ok" / "every-key.yaml").read_text("utf-8").replace("{at_most: tolerated}", "{}", 1)
    found = build(read(text, "every-key.yaml"))

    assert found.workflow is None
    assert "nothing stands behind 'unfavorable'." in [finding.message for finding in found.diagnostics]
