"""What the words of an answer mean."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorflow.plays.values import as_call, worth
from mentorflow.rules.calendar import duration
from mentorflow.rules.source import Node, read
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Date,
    Field,
    Kind,
    LengthOfTime,
    ListOf,
    Option,
    Text,
    Texts,
    Tick,
    WholeNumber,
)

OPTIONS = (Option("trust", "Trust"), Option("work", "Too much work"))
HOUR, WEEK = duration("1 hour"), duration("1 week")
assert HOUR is not None
assert WEEK is not None
ROWS = ListOf((Field("what", Text()), Field("takes", LengthOfTime(HOUR, "program_length"))), at_least=1)


def written(value: str) -> Node:
    """The words behind a name in a file."""
    root = read(f"answer: {value}\n", "answer.yaml").root
    assert root is not None
    return root.pairs[0][1]


@pytest.mark.parametrize(
    ("expected", "kind", "value"),
    [
        ("2", Text(), "2"),
        ("yes", Text(3), "yes"),
        (("one", "two"), Texts(2), "[one, two]"),
        (12, WholeNumber(0, 20), "12"),
        (-3, WholeNumber(-5, 5), "-3"),
        ("no", ChooseOne((Option("yes", ""), Option("no", ""))), "no"),
        (("trust",), ChooseAny(OPTIONS), "trust"),
        ((), ChooseAny(OPTIONS), "[]"),
        ((2, "trust"), ChooseAny(OPTIONS, numbered=True), "[2, trust]"),
        (("trust",), ChooseAny(OPTIONS, at_least=1), "trust"),
        ("90 minutes", LengthOfTime(HOUR, WEEK), "90 minutes"),
        (dt.date(2026, 1, 20), Date(), "2026-01-20"),
        (True, Tick(), "yes"),
        (False, Tick(), "no"),
    ],
)
def test_worth_is_the_value_that_a_call_takes(expected: object, kind: Kind, value: str) -> None:
    """Words are read by the kind of their question, and mean nothing by themselves."""
    read_as = worth(kind, written(value), "answer")

    assert (expected, ()) == (read_as.value, read_as.findings)


def test_worth_of_rows_is_handed_in_as_dicts() -> None:
    """A list of rows becomes a list of dicts in a call; nothing after the colon is no answer."""
    read_as = worth(ROWS, written("[{what: Read, takes: 2 hours}, {what: Talk, takes: }]"), "answer")

    assert {"answer": [{"what": "Read", "takes": "2 hours"}, {"what": "Talk"}]} == as_call(
        (("answer", read_as.value),)
    )


@pytest.mark.parametrize(
    ("expected", "kind", "value"),
    [
        ("'answer' takes a text, not a list.", Text(), "[one]"),
        ("'answer' takes 2 characters; this has 3.", Text(2), "one"),
        ("'answer' takes a list of 2 texts, not nothing.", Texts(2), ""),
        ("'answer' takes a whole number, not '1.5'.", WholeNumber(0, 9), "1.5"),
        ("'answer' takes 0 to 9, not 10.", WholeNumber(0, 9), "10"),
        ("'answer' has no choice 'distrust'.", ChooseOne(OPTIONS), "distrust"),
        ("'answer' has no choice '1'.", ChooseAny(OPTIONS), "[1]"),
        ("'answer' has choices 1 to 2, not 3.", ChooseAny(OPTIONS, numbered=True), "[3]"),
        ("'answer' takes 1 hour to 7 days, not 8 days.", LengthOfTime(HOUR, WEEK), "8 days"),
        ("'answer' takes 2 or more of its choices, not 1.", ChooseAny(OPTIONS, at_least=2), "[trust]"),
        ("'answer' takes a date, not '20 January'.", Date(), "20 January"),
        ("'answer' takes yes or no, not 'true'.", Tick(), "true"),
        ("'answer' takes 1 or more rows, not 0.", ROWS, "[]"),
    ],
)
def test_worth_says_what_would_fit(expected: str, kind: Kind, value: str) -> None:
    """An answer that cannot be right is told in one sentence that quotes it."""
    assert [expected] == [finding.message for finding in worth(kind, written(value), "answer").findings]
