"""Ruling 19: digest of meaning."""

from __future__ import annotations

import re

import pytest

import mentorflow
from tests.rulings.small import small, text_of

BODY = """\
limits:
  patience: 48 hours
  rest: 14 days
effects:
  ring: Ring the bell.
forms:
  note:
    title: A note
    filled_in_by: mentee
    talk_about:
      - How are you
    fields:
      good:
        ask: Is it good
        choose_one:
          yes: It is
          no: It is not
      stars:
        ask: How many stars
        whole_number: 0 to 5
conditions:
  is_good: {note.good: yes}
  shines: {note.stars: {at_least: 4}}
routing:
  after_note:
    rows:
      - if: {is_good: yes, shines: yes}
        to: over
      - if: {is_good: yes, shines: no}
        to: stay
        reopen: note
      - if: {is_good: no}
        to: left
        tell: [guide, mentor]
states:
  open:
    when_complete: {note: after_note}
    deadlines:
      reply:
        within: patience
        late: {tell: mentor, effect: ring}
      later:
        within: rest
        late: {tell: mentor}
  over: {final: over}
  left: {final: left}
any_time:
  moves:
    leave: {by: either partner, to: left}
"""


def digest(body: str) -> str:
    """The digest of a body under the common head."""
    return small(body).digest


def swapped(text: str, first: str, second: str, end: str) -> str:
    """A text with two parts, each named by how it begins, in the other order."""
    one, two, three = text.index(first), text.index(second), text.index(end)
    assert one < two < three
    return text[:one] + text[two:three] + text[one:two] + text[three:]


# What is changed, what stands there, and what is put in its place.
SAME = [
    ("a comment", "limits:", "# said by nobody\nlimits:"),
    ("the title of a form", "title: A note", "title: Another note"),
    ("the text of a question", "Is it good", "Would you call it good"),
    ("the text of an option", "It is not", "By no means"),
    ("the text of an effect", "Ring the bell.", "Let it ring."),
    ("what to talk about", "How are you", "Anything"),
    ("the unit of a limit", "48 hours", "2880 minutes"),
    ("the unit of a longer limit", "14 days", "2 weeks"),
    ("block instead of braces", "is_good: {note.good: yes}", "is_good:\n    note.good: yes"),
    ("quotes", "filled_in_by: mentee", 'filled_in_by: "mentee"'),
    ("the order of keys", "title: A note\n    filled_in_by: mentee", "filled_in_by: mentee\n    title: A note"),
]
OTHER = [
    ("a limit", "48 hours", "47 hours"),
    ("hours for days", "48 hours", "2 days"),
    ("the order of who is told", "[guide, mentor]", "[mentor, guide]"),
    ("a bound", "at_least: 4", "more_than: 4"),
    ("a target", "        to: left\n", "        to: over\n"),
    ("a range", "0 to 5", "0 to 6"),
    ("what is optional", "ask: How many stars", "ask: How many stars\n        optional: yes"),
]
ORDERS = [
    ("questions", "      good:", "      stars:", "conditions:"),
    (
        "rows",
        "      - if: {is_good: yes, shines: yes}",
        "      - if: {is_good: yes, shines: no}",
        "      - if: {is_good: no",
    ),
    ("deadlines", "      reply:", "      later:", "  over:"),
]


def named(changes: list[tuple[str, ...]]) -> list[str]:
    """What the changes are called."""
    return [change[0] for change in changes]


@pytest.mark.parametrize("change", SAME, ids=named(SAME))
def test_ruling_19_what_does_not_change_the_meaning_does_not_change_the_digest(change: tuple[str, str, str]) -> None:
    """Names people read, help, comments, units and layout are out."""
    _, old, new = change

    assert old in BODY
    assert digest(BODY) == digest(BODY.replace(old, new))


@pytest.mark.parametrize("change", OTHER, ids=named(OTHER))
def test_ruling_19_what_changes_the_meaning_changes_the_digest(change: tuple[str, str, str]) -> None:
    """Limits, ranges, targets and bounds are in."""
    _, old, new = change

    assert old in BODY
    assert digest(BODY) != digest(BODY.replace(old, new))


@pytest.mark.parametrize("change", ORDERS, ids=named(ORDERS))
def test_ruling_19_order_is_in_where_it_means_something(change: tuple[str, str, str, str]) -> None:
    """Questions are asked, rows read and deadlines fall in the order of the file."""
    assert digest(BODY) != digest(swapped(BODY, *change[1:]))


def test_ruling_19_name_version_and_title_are_out() -> None:
    """A new version with the same rules needs no migration."""
    text = text_of(BODY)
    renamed = text.replace("workflow: small", "workflow: large").replace("version: 1", "version: 2")
    renamed = renamed.replace("title: Small", "title: Large").replace("mentee: Mentee", "mentee: Learner")

    assert digest(BODY) == mentorflow.loads(renamed, file="large.yaml").digest


def test_ruling_19_promises_are_out() -> None:
    """What is to be proved changes nothing of what happens."""
    assert digest(BODY) == digest(BODY + "promises:\n  always_open: {leave: each partner}\n")


def test_ruling_19_the_digest_is_a_sha_256() -> None:
    """Sixty-four characters, the same on every run."""
    assert re.fullmatch(r"[0-9a-f]{64}", digest(BODY))
    assert digest(BODY) == digest(BODY)


def test_ruling_19_the_zone_is_in() -> None:
    """When days end is meaning."""
    assert small(BODY).digest != small(BODY, zone="Europe/Berlin").digest
