"""``mentorflow explain``: a finding, an example of it, and the example mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.rules.findings import CATALOGUE
from mentorflow.tools.explain.families import FAMILIES
from mentorflow.tools.explain.folders import explanations
from mentorflow.tools.explain.shown import as_lines, every
from tests.cli.files import ROOT

if TYPE_CHECKING:
    from click.testing import Result


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["explain", *arguments], catch_exceptions=False)


def test_explain_shows_what_is_wrong_why_it_matters_an_example_and_the_example_mended() -> None:
    """What it prints is all there is to know of a finding."""
    done = run("MF111-tab-behind-a-colon")

    assert 0 == done.exit_code
    assert (
        "MF111 tab (error): A tab stands where only spaces may stand\n"
        "How wide a tab is depends on the editor, so the indentation would mean something\n"
        "else on another machine.\n"
        "\n"
        "An example, in buddies.yaml\n"
        "  format: mentorflow/1\n"
        "  workflow: buddies\n"
        "  version: 1\n"
        "  title:<tab>A buddy for the first months\n"
        "  timezone: Europe/Berlin\n"
    ) == done.output.partition("\n  roles:")[0]
    assert done.output.endswith(
        "What is said of it\n"
        "buddies.yaml:4:7: error: Here stands a tab. [MF111]\n"
        "  4 | title:    A buddy for the first months\n"
        "    |       ^\n"
        "  do: Put a space in its place.\n"
        "\n"
        "Mended\n"
        "  line 4 before:\n"
        "    title:<tab>A buddy for the first months\n"
        "  after:\n"
        "    title: A buddy for the first months\n"
        "\n"
        "Others of the same kind\n"
        "  This line is indented with a tab.\n"
        "    mentorflow explain MF111-tab\n"
    )


@pytest.mark.parametrize("word", ["MF111", "mf111", "tab", "[MF111]", "MF111 tab", "MF111-tab"])
def test_explain_takes_the_code_the_short_name_and_what_is_copied_from_a_finding(word: str) -> None:
    """However somebody types it, the same is shown."""
    assert run("MF111-tab").output == run(word).output


def test_explain_shows_another_example_of_the_code_by_its_name() -> None:
    """The example asked for is shown, and the first one is named among the others."""
    output = run("mf122-space-after-colon-brace").output

    assert "  over:{final: completed}\n" in output
    assert "    mentorflow explain MF122-space-after-colon\n" in output
    assert "    mentorflow explain MF122-space-after-colon-brace\n" not in output


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("MF999", "There is no finding 'MF999'. See them all with: mentorflow explain"),
        ("spaceaftercolon", "There is no finding 'spaceaftercolon'. Did you mean MF122, space-after-colon?"),
        ("111 ", "There is no finding '111 '. Did you mean MF111, tab?"),
        ("weather", "There is no finding 'weather'. See them all with: mentorflow explain"),
    ],
)
def test_explain_of_what_is_no_finding_names_the_nearest_and_exits_2(word: str, sentence: str) -> None:
    """Whoever mistypes a code is told what there is."""
    done = run(word)

    assert (2, f"{sentence}\n") == (done.exit_code, done.output)


def test_explain_names_the_others_of_a_kind_by_their_whole_sentence() -> None:
    """A sentence that the command breaks over lines is read up to its end, where its code stands in brackets."""
    assert [] == [each.name for each in explanations() if not each.message.endswith((".", "?"))]

    told = "  The line with 'timezone' is indented more deeply than the line it belongs\n    beside.\n"

    assert told in run("MF137").output


def test_explain_without_a_code_lists_all_findings_by_family() -> None:
    """Every family has its heading, and every code its line."""
    done = run()
    lines = done.output.splitlines()

    assert 0 == done.exit_code
    assert list(FAMILIES.values()) == [line for line in lines if line in FAMILIES.values()]
    assert sorted(each.code for each in CATALOGUE) == [line[2:7] for line in lines if line.startswith("  MF")]


def test_explain_stays_within_80_columns() -> None:
    """A terminal of 80 columns shows each line as it is, whatever is explained."""
    lines = [line for each in explanations() for line in as_lines(each.finding, each, explanations(each.code))]

    assert [] == [line.text for line in [*every(), *lines] if len(line.text) > 80]


def test_explain_shows_a_longer_file_around_the_mistake() -> None:
    """What is left out has a line of dots in its place."""
    output = run("MF805-words-language").output
    shown = (
        output.partition("An example, in buddies.es.yaml, beside buddies.yaml\n")[2]
        .partition("\n\nWhat is said")[0]
        .split("\n")
    )

    assert ("  # The texts of buddies.yaml in Spanish.", "  ...", 31) == (shown[0], shown[-1], len(shown))


def test_explain_tells_what_is_mended_beside_the_file() -> None:
    """Another name, rules that were missing, or a line of the rules can be what is mended."""
    assert "Mended\n  the file is called buddies.es.yaml\n" in run("MF805-words-language-no-name").output
    assert "Mended\n  buddies.yaml stands in the same folder\n" in run("MF803-words-workflow-nothing-beside").output
    assert "Mended\n  line 23 of buddies.yaml before:\n" in run("MF804").output


def test_explain_says_in_words_what_cannot_be_shown() -> None:
    """A file far too large has a sentence instead."""
    output = run("MF103").output

    assert (ROOT / "explanations/MF103-too-large/instead.txt").read_text("utf-8").strip() in output
    assert "Mended" not in output


def test_explain_never_prints_what_directs_the_reading() -> None:
    """An example of a character that turns a line around turns no line around."""
    output = run("MF110-hidden-character-direction").output

    assert "title: <U+202E>A buddy" in output
    assert "\u202e" not in output
