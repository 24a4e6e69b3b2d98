"""The exceptions: what they are, and what they say."""

from __future__ import annotations

import pickle

import pytest

import mentorflow
from mentorflow import errors
from mentorflow.diagnostics import Diagnostic, Severity, Span, Suggestion
from mentorflow.errors import (
    BadArgument,
    BadFact,
    BadMoment,
    BadRecord,
    InvalidWorkflow,
    MentorflowError,
    UnknownName,
    WorkflowMismatch,
)

HERE = Span("rules.yaml", 3, 5, 3, 9)
FOUND = (
    Diagnostic(
        "MF301",
        "unknown-state",
        Severity.ERROR,
        "there is no state 'opne'.",
        HERE,
        suggestion=Suggestion("Did you mean 'open'?"),
    ),
    Diagnostic("MF900", "small-thing", Severity.ADVICE, "this could be shorter.", HERE),
)
ALL: list[MentorflowError] = [
    InvalidWorkflow("rules.yaml", FOUND),
    UnknownName("move", "acept", ("accept",), "accept"),
    BadMoment("no zone"),
    BadFact("no fact"),
    BadArgument("no role"),
    BadRecord("a gap"),
    WorkflowMismatch("a" * 64, "b" * 64, "ours", "2"),
]


@pytest.mark.parametrize("error", ALL, ids=lambda error: type(error).__name__)
def test_errors_are_of_one_family_and_of_a_builtin_kind(error: MentorflowError) -> None:
    """Whoever catches the root catches all; each is a value or a look-up error as well, and survives pickling."""
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert isinstance(error, MentorflowError)
    assert isinstance(error, LookupError if isinstance(error, UnknownName) else ValueError)
    assert (type(error), str(error), vars(error)) == (type(back), str(back), vars(back))
    assert type(error).__name__ in str(errors.__doc__)


def test_errors_of_a_file_list_its_errors_and_carry_every_finding() -> None:
    """The text names the file and says each error as it is printed elsewhere, way out included; advice is carried."""
    error = InvalidWorkflow("rules.yaml", FOUND, "\n\nto: opne\n")
    said = "rules.yaml cannot be used:\n\nrules.yaml:3:5: error: there is no state 'opne'. [MF301]"

    assert FOUND == error.diagnostics
    assert f"{said}\n  3 | to: opne\n    |     ^^^^\n  do: Did you mean 'open'?" == str(error)
    assert f"{said}\n  do: Did you mean 'open'?" == str(InvalidWorkflow("rules.yaml", FOUND))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (UnknownName("move", "acept", ("accept", "decline"), "accept"), "called 'acept'. Did you mean 'accept'?"),
        (UnknownName("move", "fly", ("accept", "decline")), "called 'fly'. There are: accept, decline."),
        (UnknownName("move", "fly", ()), "called 'fly'. There are: none."),
        (UnknownName("form", None, ("plan",)), "there is no form called None"),
    ],
)
def test_errors_of_names_say_what_was_meant_or_what_there_is(error: UnknownName, expected: str) -> None:
    """The nearest name where there is one, else all that stand there."""
    assert expected in str(error)


def test_errors_of_other_rules_name_the_rules_at_hand_and_the_way_out() -> None:
    """Name, version and both digests, of which twelve characters tell them apart, and what to do about it."""
    error = WorkflowMismatch("a" * 64, "b" * 64, "ours", "2")

    assert ("a" * 64, "b" * 64, "ours", "2") == (error.expected, error.found, error.workflow, error.version)
    assert (
        f"made under other rules (digest {'b' * 12}) than these, which are 'ours' version 2 (digest {'a' * 12})."
        " A partnership stays under the rules it began with: keep that file beside the new one,"
        " and choose the flow by the digest of the partnership."
    ) == str(error)


def test_errors_and_values_stand_at_the_front_door() -> None:
    """What is promised can be imported from the package, nothing else, and a name that is not there is told."""
    for name in mentorflow.__all__:
        assert getattr(mentorflow, name).__module__.startswith("mentorflow.")
        assert name in dir(mentorflow)
    assert mentorflow.errors.InvalidWorkflow is mentorflow.InvalidWorkflow
    with pytest.raises(AttributeError, match="module 'mentorflow' has no attribute 'laod'"):
        mentorflow.laod  # noqa: B018
