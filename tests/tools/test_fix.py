"""Mending: what is certain is corrected, what would bring something else is left, and everything else stays."""

from __future__ import annotations

import re

import pytest

from mentorflow.diagnostics import Diagnostic, Span, Suggestion
from mentorflow.rules.build import build
from mentorflow.rules.digest import digest
from mentorflow.rules.findings import found
from mentorflow.rules.source import read
from mentorflow.tools import fix
from mentorflow.tools.fix import LeftOut, Mended, Seen, mend
from mentorflow.tools.fix_text import Change, Text, apart

RULES = """\
format: mentorflow/1
workflow: pair
version: 1
title: A pair
timezone: Europe/Berlin

roles:
  partners: {mentee: Mentee, mentor: Mentor}

start:
  request: {by: mentee, to: requested, tell: mentor}

states:
  requested:
    moves:
      accept: {by: mentor, to: over, tell: mentee}  # or not
    deadlines:
      answer: {within: 2 days, late: {remind: mentor, to: over, tell: mentee}}
  over: {final: completed}
"""


def look(content: bytes) -> Seen:
    """What reading rules finds in a content, and what they mean."""
    built = build(read(content, "pair.yaml"))
    return Seen(built.diagnostics, None if built.workflow is None else digest(built.workflow))


def mended(text: str) -> Mended:
    """Rules after mending; a second time changes nothing."""
    done = mend(text.encode("utf-8"), look)

    assert (done.content, ()) == (mend(done.content, look).content, mend(done.content, look).changes)
    return done


def finding(
    text: str, was: str, now: str | None, *, slug: str = "unknown-key", safe: bool = True
) -> list[Diagnostic]:
    """One finding for each place where something stands, with a correction."""
    found_there = []
    for match in re.finditer(re.escape(was), text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        span = Span("x.yaml", line, column, line, column + len(was))
        hint = Suggestion(f"Write '{now}'.", now, span, safe=safe)
        found_there.append(found(slug, f"'{was}' is not known.", span, suggestion=hint))
    return found_there


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("version: 1", "version:1", "MF122"),
        ("within: 2 days", "within: 2days", "MF482"),
        ("by: mentor, to: over", "by: Mentor, to: over", "MF310"),
        ("deadlines:", "Deadlines:", "MF201"),
        ("A pair\n", "\u201cA pair\u201d\n", "MF113"),
        ("title: A", "title:\tA", "MF111"),
        ("  requested:", "  requested\u200b:", "MF110"),
        ("Europe/Berlin", "europe/berlin", "MF412"),
    ],
)
def test_fix_corrects_what_is_certain(was: str, now: str, code: str) -> None:
    """The file means what it was meant to mean, and the change is told with its finding."""
    done = mended(RULES.replace(was, now, 1))

    assert [code] == [change.code for change in done.changes]
    assert () == done.left_out
    assert () == look(done.content).findings
    assert look(RULES.encode()).meaning == look(done.content).meaning


def test_fix_tells_words_as_they_were_and_as_they_are() -> None:
    """In the order of the lines, in whole words, with what cannot be seen named."""
    text = RULES.replace("title: A", "title:\tA").replace("2 days", "2days").replace("  over:", "  over\u200b:")

    assert (
        Change(4, "title:<tab>A", "title: A", "MF111"),
        Change(18, "2days", "2 days", "MF482"),
        Change(19, "over<U+200B>:", "over:", "MF110"),
    ) == mended(text).changes


def test_fix_takes_no_guess() -> None:
    """A spelling that is only likely is left to people, and nothing is written for it."""
    text = RULES.replace("by: mentee", "by: mentoree")

    assert Mended(text.encode()) == mended(text)


def test_fix_of_good_rules_changes_nothing() -> None:
    """What has no finding is answered letter by letter."""
    assert Mended(RULES.encode()) == mended(RULES)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"title: caf\xe9\nversion:1\n", b"", b"\xef\xbb\xbf", b"PK\x03\x04"]
)
def test_fix_leaves_alone_what_it_cannot_read(content: bytes) -> None:
    """Bytes that are no UTF-8, and files that say nothing, stay as they are."""
    assert Mended(content) == mend(content, look)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "open"])
def test_fix_keeps_marks_line_ends_and_comments(mark: str, end: str, last: bool) -> None:  # noqa: FBT001 - a column
    """Apart from the words that were corrected a file is the same, letter by letter."""
    good = (mark + RULES if last else mark + RULES.rstrip("\n")).replace("\n", end)
    bad = good.replace("version: 1", "version:1").replace("2 days", "2days").replace("over: {f", "over:\t{f")
    done = mended(bad)

    assert good.encode("utf-8") == done.content
    assert [3, 18, 19] == [change.line for change in done.changes]


def test_fix_keeps_line_ends_that_are_mixed() -> None:
    """Each line ends as it did, also where a correction takes several lines."""
    indented = "roles:\r\n\tpartners:\n\t\tmentee: Mentee\r\t\tmentor: Mentor\r\n"

    assert (
        b"roles:\r\n  partners:\n    mentee: Mentee\r    mentor: Mentor\r\n" == mend(indented.encode(), look).content
    )


def test_fix_takes_what_meets_one_after_the_other() -> None:
    """A correction within another one waits until the text was read again."""
    done = mended(RULES.replace("{by: mentor, to: over, tell: mentee}", "{by:Mentor, to:over, tell:Mentee}"))

    assert look(RULES.encode()).meaning == look(done.content).meaning
    assert 5 == len(done.changes)


def test_fix_takes_every_place_of_a_name() -> None:
    """A name that stands in several places is told once, and put right in all of them."""
    done = mended(RULES.replace("over", "all-over"))

    assert {"MF301", "MF318"} == {change.code for change in done.changes}
    assert 3 == done.content.count(b"all_over")


# --- what is left out -----------------------------------------------------------------------------------------------
def looks(text: bytes) -> Seen:
    """Everything that is to be mended in a text of single words, and what that would bring."""
    said = text.decode()
    return Seen((*finding(said, "one", "two"), *finding(said, "two", None, slug="tab"), *finding(said, "six", "ten")))


def test_fix_leaves_out_what_would_bring_a_finding() -> None:
    """The others are made; it is told what was not, and why."""
    done = mend(b"six\none\nsix # six\n", looks)

    assert b"ten\none\nten # ten\n" == done.content
    assert [Change(1, "six", "ten", "MF201")] * 1 + [Change(3, "six", "ten", "MF201")] * 2 == list(done.changes)
    (left,) = done.left_out
    assert (Change(2, "one", "two", "MF201"), "MF111") == (left.change, left.brings.code if left.brings else None)


def test_fix_would_bring_that_finding_without_looking_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: once nothing counts as worse, the same correction is made."""
    monkeypatch.setattr(fix, "_worse", lambda before, after: before is after)

    assert b"ten\ntwo\n" == mend(b"six\none\n", looks).content


def test_fix_leaves_out_what_would_bring_a_finding_once_more() -> None:
    """Findings are known by what they say; that one of them was there already does not hide another."""
    assert b"one two\n" == mend(b"one two\n", looks).content


def test_fix_keeps_the_meaning_of_what_could_be_read() -> None:
    """A correction that changes what rules mean is left out where they could be read before, and only there."""

    def told(content: bytes) -> Seen:
        said = content.decode()
        return Seen(tuple(finding(said, "one", "two")), said if "#" in said else None)

    assert b"two\n" == mend(b"one\n", told).content
    kept = mend(b"# one\n", told)
    assert (b"# one\n", (LeftOut(Change(1, "one", "two", "MF201"), None),)) == (kept.content, kept.left_out)


def test_fix_makes_what_leads_to_something_that_can_be_mended_in_turn() -> None:
    """What a correction brings to light counts only if it cannot be corrected as well."""

    def told(content: bytes) -> Seen:
        said = content.decode()
        return Seen((*finding(said, "one", "two"), *finding(said, "two", "six", slug="tab")))

    done = mend(b"one\n", told)
    assert (b"six\n", ["MF201", "MF111"]) == (done.content, [change.code for change in done.changes])


def test_fix_comes_to_an_end() -> None:
    """Corrections that undo each other are not made; one that makes room for itself is made so often and no more."""

    def turning(content: bytes) -> Seen:
        said = content.decode()
        return Seen((*finding(said, "one", "two"), *finding(said, "two", "one", slug="tab")))

    assert b"one\n" == mend(b"one\n", turning).content
    endless = mend(b"one\n", lambda content: Seen(tuple(finding(content.decode(), "one", "one ")[:1])))
    assert fix.MOST_LOOKS == endless.content.count(b" ")


def test_fix_never_changes_the_number_of_lines() -> None:
    """A correction with more or fewer lines than stand there is none that a program makes."""
    span = Span("x.yaml", 1, 1, 1, 4)
    more = found("tab", "a", span, suggestion=Suggestion("b", "one\ntwo", span, safe=True))
    beyond = Span("x.yaml", 9, 1, 9, 1)
    below = found("tab", "a", beyond, suggestion=Suggestion("b", "x", beyond, safe=True))
    same = found("tab", "a", span, suggestion=Suggestion("b", "one", span, safe=True))

    assert [] == Text("one").corrections([more, below, same])


def test_corrections_that_meet_are_told_apart() -> None:
    """What touches an earlier one waits, also when it only begins where that one ends."""
    text = Text("one two")
    corrections = text.corrections([*finding("one two", "one", "1"), *finding("one two", "two", "2")])
    touching = text.corrections([*finding("one two", "one ", "1"), *finding("one two", "two", "2")])

    assert [each.start for each in corrections] == [each.start for each in apart(corrections)]
    assert [0] == [each.start for each in apart(touching)]
