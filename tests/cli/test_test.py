"""``mentorflow test``: what failed, what is exercised, what is not, and the exit code."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.cli.testing import percent_of
from tests.cli.files import RULES, SCENARIOS, a_pair, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

WHOLE = """\
pair: 2 scenarios played, all as expected

              exercised    of   percent
states                2     2     100.0
moves                 3     3     100.0
rows                  0     0         -
deadlines             0     0         -
notices               3     5      60.0
thresholds            0     0         -
all of these          8    10      80.0

No scenario exercises:
  pair.yaml:16: notice: finish tells mentor
  pair.yaml:21: notice: withdraw tells mentee
"""


def tried(*arguments: str) -> Result:
    """Run ``mentorflow test``."""
    return CliRunner().invoke(main, ["test", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules and scenarios that come out as expected."""
    return a_pair(tmp_path, monkeypatch)


def test_test_says_what_no_scenario_exercises() -> None:
    """All as expected exits 0, with a line for each kind and the place of everything that is missing."""
    done = tried("pair.yaml")

    assert (0, WHOLE) == (done.exit_code, done.output)


def test_test_of_a_whole_workflow_lists_nothing() -> None:
    """Where everything is exercised, the table is the end."""
    written("pair.yaml", RULES.replace(", tell: other partner", ""))
    written("pair.test.yaml", SCENARIOS.replace(", told: raj", ""))
    done = tried("pair.yaml", "--cov-fail-under", "100")

    assert (0, "all of these          6     6     100.0") == (done.exit_code, done.output.splitlines()[-1])


def test_test_shows_failures_as_play_does() -> None:
    """What was not as expected comes first, in the words of ``mentorflow play --brief``, and exits 1."""
    written("pair.test.yaml", SCENARIOS.replace("do: finish, expect: matched", "do: finish, expect: over"))
    done = tried("pair.yaml")
    shown = CliRunner().invoke(main, ["play", "pair.yaml", "--brief"]).output
    failure = shown[shown.index("pair.test.yaml:8") : shown.index("2 scenarios played")]

    assert 1 == done.exit_code
    assert done.output.startswith(f"{failure}pair: 2 scenarios played, 1 not as expected\n\n")


@pytest.mark.parametrize(("code", "floor"), [(0, "0"), (0, "80"), (0, "79.999"), (1, "80.000001"), (1, "100")])
def test_test_compares_exactly_with_what_is_asked_for(code: int, floor: str) -> None:
    """Eight of ten are 80 percent and not a hair more."""
    assert code == tried("pair.yaml", "--cov-fail-under", floor).exit_code


def test_test_says_what_is_asked_for() -> None:
    """Falling short is said in the last line, with the number as it was written."""
    done = tried("pair.yaml", "--cov-fail-under", "99.5")

    assert "pair: 80.0 percent of these are exercised; at least 99.5 are asked for." == done.output.splitlines()[-1]


@pytest.mark.parametrize(
    ("expected", "share"),
    [
        ("100.0", Fraction(1)),
        ("99.9", Fraction(99_999, 100_000)),
        ("66.6", Fraction(2, 3)),
        ("0.0", Fraction(1, 2_000)),
        ("0.0", Fraction(0)),
    ],
)
def test_percent_is_rounded_down(expected: str, share: Fraction) -> None:
    """100.0 is said of the whole only."""
    assert expected == percent_of(share)


@pytest.mark.parametrize("floor", ["many", "-1", "100.1", "1e2", "90%", "nan", ""])
def test_test_takes_a_number_from_0_to_100(floor: str) -> None:
    """Anything else cannot be run, and is told with two examples."""
    done = tried("pair.yaml", f"--cov-fail-under={floor}")

    assert 2 == done.exit_code
    assert f"'{floor}' is no number from 0 to 100; write it like 90 or 99.5." in done.output


def test_test_takes_several_files_and_each_once() -> None:
    """Each workflow has a table of its own; its rules and its scenarios stand for the same one."""
    written("two.yaml", RULES.replace("workflow: pair", "workflow: two"))
    written("two.test.yaml", SCENARIOS.replace("tests: pair", "tests: two"))
    done = tried("pair.yaml", "two.yaml", "pair.yaml", "pair.test.yaml")

    assert f"{WHOLE}\n{WHOLE.replace('pair', 'two')}" == done.output


def test_test_fails_when_one_of_several_falls_short() -> None:
    """A workflow that is covered whole does not make up for another one."""
    written("two.yaml", RULES.replace("workflow: pair", "workflow: two").replace(", tell: other partner", ""))
    written("two.test.yaml", SCENARIOS.replace("tests: pair", "tests: two").replace(", told: raj", ""))

    assert 0 == tried("two.yaml", "--cov-fail-under", "90").exit_code
    assert 1 == tried("two.yaml", "pair.yaml", "--cov-fail-under", "90").exit_code


def test_test_of_what_is_not_there_cannot_run() -> None:
    """A file that is not there exits 2; the others are still played."""
    done = tried("pare.yaml", "pair.yaml")

    assert 2 == done.exit_code
    assert f"There is no file 'pare.yaml'. Did you mean 'pair.yaml'?\n{WHOLE}" == done.output


def test_test_without_scenarios_cannot_run(folder: Path) -> None:
    """Rules without scenarios beside them are not passed over."""
    (folder / "pair.test.yaml").unlink()
    done = tried("pair.yaml")

    assert (2, "There is no file 'pair.test.yaml', or it cannot be opened.\n") == (done.exit_code, done.output)


def test_test_takes_a_shipped_name_and_stays_within_80_columns() -> None:
    """A shipped workflow is tested by its name, and no line is wider than a screen."""
    lines = tried("mentoring-connection", "--cov-fail-under", "100").output.splitlines()

    assert lines[0].startswith("mentoring-connection: ")
    assert 80 >= max(map(len, lines))


def test_test_breaks_long_lines_at_spaces() -> None:
    """A long name of a role goes on in the next line, further in."""
    long = "coordinator_of_the_whole_program_in_every_country_of_the_world"
    rules = RULES.replace("mentor: Mentor}", f"mentor: Mentor}}\n  others: {{{long}: Somebody}}")
    written("pair.yaml", rules.replace("to: matched, tell: mentee", f"to: matched, tell: [mentee, {long}]"))

    assert f"\n  pair.yaml:12: notice: match tells\n      {long}\n" in tried("pair.yaml").output


# --- JUnit ----------------------------------------------------------------------------------------------------------
def cases(folder: Path) -> dict[str, str]:
    """The cases of a JUnit file by name, each with what it says went wrong."""
    whole = ET.parse(folder / "out.xml").getroot()  # noqa: S314 - it was written just now
    return {
        str(case.get("name")): str(case[0].get("message")) if len(case) else "" for case in whole.iter("testcase")
    }


def test_junit_is_written_beside_what_is_printed(folder: Path) -> None:
    """Each scenario is a case; what is printed and the exit code stay as they are, and the file is named below."""
    done = tried("pair.yaml", "--junit", "out.xml")

    assert (0, f"{WHOLE}Written: out.xml\n") == (done.exit_code, done.output)
    assert {"both_finish": "", "one_withdraws": ""} == cases(folder)


def test_junit_is_written_when_scenarios_fail(folder: Path) -> None:
    """That is when somebody wants to read it; an older one is replaced and nothing is left beside it."""
    written("out.xml", "an older one")
    written("pair.test.yaml", SCENARIOS.replace("do: finish, expect: matched", "do: finish, expect: over"))

    assert 1 == tried("pair.yaml", "--junit", "out.xml").exit_code
    assert "step 2: expected: the state 'over'; happened: the state 'matched'" == cases(folder)["both_finish"]
    assert ["out.xml", "pair.test.yaml", "pair.yaml"] == sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("floor", "message"),
    [("80", ""), ("80.5", "pair: 80.0 percent of these are exercised; at least 80.5 are asked for.")],
)
def test_junit_has_a_case_for_what_is_asked_for(folder: Path, floor: str, message: str) -> None:
    """Falling short is a failure of its own, not one of a scenario."""
    tried("pair.yaml", "--junit", "out.xml", "--cov-fail-under", floor)

    assert message == cases(folder)[f"at least {floor} percent are exercised"]
    assert 3 == len(cases(folder))


def test_junit_says_what_could_not_be_played(folder: Path) -> None:
    """A file that is not there does not vanish from the list."""
    assert 2 == tried("pare.yaml", "pair.yaml", "--junit", "out.xml").exit_code
    assert "There is no file 'pare.yaml'. Did you mean 'pair.yaml'?" == cases(folder)["the scenarios can be played"]


def test_junit_that_cannot_be_written_is_told() -> None:
    """A folder that is not there is no reason for silence."""
    done = tried("pair.yaml", "--junit", "nowhere/out.xml")

    assert (2, f"{WHOLE}There is no folder 'nowhere'.\n") == (done.exit_code, done.output)
