"""JUnit files: readers find every scenario, what was not as expected, and the figures."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import attrs
import pytest

from mentorflow.tools.junit import Case, Suite, as_junit, case_of
from tests.plays.lives import played, steps

# What the description of the format lets each element have; pytest and others write ``file`` and ``line`` as well.
ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "time", "skipped", "file"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"classname", "name", "time", "file", "line"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
}
FINE = Case("fine", "some.test.yaml", 7)
WRONG = Case("wrong", "some.test.yaml", 9, "it was so", "and so\n  it came")
LOST = Case("lost", message="no file", text="no file at all", kind="error")
SUITES = (Suite("one", "some.test.yaml", (FINE, WRONG), (("moves", "1 of 2"),)), Suite("two", "nix", (LOST,)))


def read_back(*suites: Suite) -> ET.Element:
    """A file as any reader of XML has it."""
    return ET.fromstring(as_junit(suites).encode("utf-8"))  # noqa: S314 - it was written just now


def test_junit_has_a_suite_for_each_workflow_and_a_case_for_each_scenario() -> None:
    """The sums are those of the cases, and a case has the place of its scenario."""
    whole = read_back(*SUITES)

    assert {"name": "mentorflow", "tests": "3", "failures": "1", "errors": "1", "time": "0"} == whole.attrib
    assert [("one", "2", "1", "0"), ("two", "1", "0", "1")] == [
        (suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in whole
    ]
    assert {"classname": "one", "name": "fine", "file": "some.test.yaml", "line": "7", "time": "0"} == next(
        whole.iter("testcase")
    ).attrib
    assert {"name": "moves", "value": "1 of 2"} == next(whole.iter("property")).attrib


def test_junit_says_what_was_not_as_expected() -> None:
    """A failure has a message for the list and a text for whoever looks closer; what was not tried is an error."""
    whole = read_back(*SUITES)
    failure, error = next(whole.iter("failure")), next(whole.iter("error"))

    assert ("it was so", "and so\n  it came") == (failure.get("message"), failure.text)
    assert ("no file", "no file at all") == (error.get("message"), error.text)


def test_junit_holds_nothing_that_readers_do_not_know() -> None:
    """Every element has the attributes of the format and no others."""
    assert [] == [
        (each.tag, name)
        for each in read_back(*SUITES).iter()
        for name in each.attrib
        if name not in ATTRIBUTES[each.tag]
    ]


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "a\x00b", "<b> & \"c\" 'd'", "]]>", "\ud800", "\ufffe", "Zoë → 🙂", "a\tb\nc"]
)
def test_junit_can_be_read_whatever_a_text_holds(text: str) -> None:
    """Signs of XML come back as they were; what XML cannot hold stands there as its code."""
    case = Case(text, text, 1, f"-{text}", text)
    found = next(read_back(Suite(text, text, (case,), ((text, text),))).iter("testcase"))
    shown = text.replace("\x1b", "[U+001B]").replace("\x00", "[U+0000]")
    shown = shown.replace("\ud800", "[U+D800]").replace("\ufffe", "[U+FFFE]")

    assert (shown, f"-{shown}", shown) == (found.get("name"), found[0].get("message"), found[0].text)


def test_junit_is_the_same_each_time() -> None:
    """No clock is read."""
    assert as_junit(SUITES) == as_junit(tuple(attrs.evolve(suite) for suite in SUITES))


def test_case_of_a_scenario_says_all_that_was_not_as_expected() -> None:
    """The first difference is the message, with how many more there are; all of them are the text."""
    script = steps("at: day 0, by: raj, do: accept, expect: matched, told: raj, warned: mentor_has_slack")
    case = case_of(played(script))

    assert "step 2: expected: told: raj; happened: told: ana, kim (and 1 more)" == case.message
    assert 2 == case.text.count("    expected: ")
