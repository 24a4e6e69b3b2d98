"""Ruling 19: digest of meaning."""

from __future__ import annotations

import re

import pytest

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


SAME = [
    ("a comment", lambda text: "# said by nobody\n" + text),
    ("the title of a form", lambda text: text.replace("title: A note", "title: Another note")),
    ("the text of a question", lambda text: text.replace("Is it good", "Would you call it good")),
    ("the text of an option", lambda text: text.replace("It is not", "By no means")),
    ("the text of an effect", lambda text: text.replace("Ring the bell.", "Let it ring.")),
    ("what to talk about", lambda text: text.replace("How are you", "Anything")),
    ("the unit of a limit", lambda text: text.replace("48 hours", "2880 minutes")),
    ("the unit of a longer limit", lambda text: text.replace("14 days", "2 weeks")),
    ("block instead of braces", lambda text: text.replace("is_good: {note.good: yes}", "is_good:\n    note.good: yes")),
    ("quotes", lambda text: text.replace("filled_in_by: mentee", 'filled_in_by: "mentee"')),
    ("the order of keys", lambda text: text.replace("title: A note\n    filled_in_by: mentee", "filled_in_by: mentee\n    title: A note")),
]  # fmt: skip
OTHER = [
    ("a limit", lambda text: text.replace("48 hours", "47 hours")),
    ("hours for days", lambda text: text.replace("48 hours", "2 days")),
    ("the order of questions", lambda text: re.sub(r"(      good:.*?)(      stars:.*?)(conditions:)", r"\2\1\3", text, flags=re.S)),
    ("the order of rows", lambda text: re.sub(r"(      - if: \{is_good: yes, shines: yes\}.*?)(      - if: \{is_good: yes, shines: no\}.*?)(      - if: \{is_good: no)", r"\2\1\3", text, flags=re.S)),
    ("the order of deadlines", lambda text: re.sub(r"(      reply:.*?)(      later:.*?)(  over:)", r"\2\1\3", text, flags=re.S)),
    ("the order of who is told", lambda text: text.replace("[guide, mentor]", "[mentor, guide]")),
    ("a bound", lambda text: text.replace("at_least: 4", "more_than: 4")),
    ("a target", lambda text: text.replace("        to: left\n", "        to: over\n")),
    ("a range", lambda text: text.replace("0 to 5", "0 to 6")),
    ("what is optional", lambda text: text.replace("ask: How many stars", "ask: How many stars\n        optional: yes")),
]  # fmt: skip


@pytest.mark.parametrize("change", [change for _, change in SAME], ids=[name for name, _ in SAME])
def test_ruling_19_what_does_not_change_the_meaning_does_not_change_the_digest(change: object) -> None:
    """Names people read, help, comments, units and layout are out."""
    changed = change(BODY)  # type: ignore[operator]

    assert changed != BODY
    assert digest(BODY) == digest(changed)


@pytest.mark.parametrize("change", [change for _, change in OTHER], ids=[name for name, _ in OTHER])
def test_ruling_19_what_changes_the_meaning_changes_the_digest(change: object) -> None:
    """Limits, ranges, targets, and the order wherever order means something, are in."""
    changed = change(BODY)  # type: ignore[operator]

    assert changed != BODY
    assert digest(BODY) != digest(changed)


def test_ruling_19_name_version_and_title_are_out() -> None:
    """A new version with the same rules needs no migration."""
    import mentorflow

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
