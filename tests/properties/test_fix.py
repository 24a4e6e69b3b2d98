"""Whatever is mended: no finding comes new, no comment goes, nothing else changes, and once is enough."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from mentorflow.cli.checking import checked
from mentorflow.loading import find, shipped
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.rules.build import build
from mentorflow.rules.digest import digest
from mentorflow.rules.source import read
from mentorflow.tools.fix import Mended, Seen, mend
from tests.fixtures.rewrite import BAD
from tests.mutants.reading import FILES, changed, mutants, rules_of
from tests.plays.lives import connection
from tests.plays.wrong_files import WRONG
from tests.proofs.small import FILES as LIVES
from tests.rules.slips import FINE, SLIPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mentorflow.diagnostics import Diagnostic
    from tests.mutants.reading import Mutant

RULE_FILES = [*sorted(BAD.glob("*.yaml")), *LIVES]
MUTANTS = [mutant for path in FILES for mutant in mutants(path) if mutant.finds]
BREAK = re.compile("(\r\n|\r|\n)")
COMMENT = re.compile(r"(?:^|[ \t])#.*$")
# What is put right in comments too: tabs, and what cannot be seen.
UNSEEN = re.compile("[^\\w\\s#.,:;!?'\"()-]|\\s")
ACCIDENTS = (
    (r"(?m)^( *[a-z_]+:) (?=[a-z0-9])", r"\1"),
    (r"(?<=[{,] )(\w+:) (?=\w)", r"\1"),
    (r"(?m)^( *)- ", r"\1-"),
    (r"\b(\d+) (days|hours|weeks)\b", r"\1\2"),
    (r"\b(\d+) to (\d+)\b", r"\1..\2"),
    (r": yes\b", ": Yes"),
    (r": no\b", ": false"),
    (r"\b([a-z]+)_([a-z]+)\b(?=[,}:])", r"\1-\2"),
    (r"(?<=to: )([a-z])(?=\w+)", lambda match: str(match[1]).upper()),
    (r"(?<=: )([A-Z][\w ]+)$", "\u201c\\1\u201d"),
    (r"(?<=[a-z])(?=:)", "\u200b"),
    (r"(?<=:) (?=\w)", "\u00a0"),
    (r"(?<=:) (?=\w)", "\t"),
    (r"\{at_least: (\d+)\}", r">= \1"),
    (r"\{more_than: (\d+)\}", r"> \1"),
    (r", (?=\w+: )", " "),
    (r"\[(\w+, \w+)\]", r"\1"),
    (r"(?m)^(    )(?=\w+:)", "  "),
    (r"(?m)^( *)- (?=\w+:)", r"\1  "),
)


def rules(content: bytes) -> Seen:
    """What reading rules finds in a content, and what they mean; what is proved of lives is tested on its own."""
    built = build(read(content, "x.yaml"))
    return Seen(built.diagnostics, None if built.workflow is None else digest(built.workflow))


def scenarios(content: bytes) -> Seen:
    """What reading scenarios finds in a content."""
    return Seen(read_scenarios(read(content, "x.test.yaml"), connection().workflow).diagnostics)


def said(findings: tuple[Diagnostic, ...]) -> Counter[tuple[str, str]]:
    """The findings by what they say, places left out."""
    return Counter((finding.code, finding.message) for finding in findings)


def comments(line: str) -> str:
    """What a comment on a line says, if there is one."""
    found = COMMENT.search(line)
    return "" if found is None else UNSEEN.sub("", found[0])


def lawful(content: bytes, look: Callable[[bytes], Seen]) -> Mended:
    """A content after mending, held against every law."""
    done = mend(content, look)
    before, after = look(content), look(done.content)
    again = mend(done.content, look)

    assert Counter() == said(after.findings) - said(before.findings)
    assert before.meaning is None or before.meaning == after.meaning
    assert (done.content, ()) == (again.content, again.changes)
    _only_where_it_says(content, done)
    return done


def _only_where_it_says(content: bytes, done: Mended) -> None:
    if content == done.content:
        assert () == done.changes
        return
    old, new = (BREAK.split(each.decode("utf-8")) for each in (content, done.content))
    told = {2 * (change.line - 1) for change in done.changes}

    assert len(old) == len(new)
    assert {at for at, (was, now) in enumerate(zip(old, new, strict=True)) if was != now} <= told
    for at in told:
        assert comments(old[at]) in UNSEEN.sub("", new[at])


def accidents(seed: int) -> Iterator[str]:
    """Shipped workflows after a few slips, each of a kind and in a place that chance has chosen."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    for name in shipped():
        text = find(name).read_text("utf-8")
        for _ in range(chance.randrange(1, 5)):
            pattern, instead = chance.choice(ACCIDENTS)
            places = list(re.finditer(pattern, text, re.MULTILINE))
            if places:
                place = chance.choice(places)
                words = instead(place) if callable(instead) else place.expand(instead)
                text = text[: place.start()] + words + text[place.end() :]
        yield text


@pytest.mark.parametrize("path", RULE_FILES, ids=[path.stem for path in RULE_FILES])
def test_mending_wrong_rules_keeps_every_law(path: Path) -> None:
    """Files with every mistake there is."""
    lawful(path.read_bytes(), rules)


@pytest.mark.parametrize("path", WRONG, ids=[path.stem for path in WRONG])
def test_mending_wrong_scenarios_keeps_every_law(path: Path) -> None:
    """Scenario files with every mistake there is."""
    lawful(path.read_bytes(), scenarios)


@pytest.mark.parametrize("text", [row[0] for row in SLIPS] + list(FINE))
def test_mending_a_slip_keeps_every_law(text: str) -> None:
    """Every slip of layout, and what only looks like one."""
    lawful(text.encode("utf-8"), rules)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_mending_a_mutant_keeps_every_law(mutant: Mutant) -> None:
    """A small change to a shipped workflow is a mistake in what it says, not in how it is written."""
    text = changed(rules_of(mutant.workflow), mutant)
    lawful(text.encode("utf-8"), rules)


@pytest.mark.parametrize("seed", range(12))
def test_mending_accidents_keeps_every_law(seed: int) -> None:
    """Shipped workflows after slips of the hand, whatever they are."""
    for text in accidents(seed):
        lawful(text.encode("utf-8"), rules)


def test_mending_undoes_most_accidents() -> None:
    """The laws are not kept by doing nothing: most slips are mended, and then the file means what it meant."""
    whole = {digest_of(find(name).read_text("utf-8")) for name in shipped()}
    after = [mend(text.encode("utf-8"), rules) for seed in range(12, 20) for text in accidents(seed)]
    mended = [done for done in after if done.changes]
    right = [done for done in mended if (meaning := rules(done.content).meaning) is None or meaning in whole]

    assert len(after) // 2 < len(mended)
    assert len(mended) == len(right)


def digest_of(text: str) -> str | None:
    """What rules mean."""
    return rules(text.encode("utf-8")).meaning


def test_mending_looks_at_whole_lives_too() -> None:
    """As the command looks: with proofs, a shipped workflow with a slip is mended and proved as before."""
    path = find("two-meetings")
    good = path.read_bytes()
    bad = re.sub(rb"\b(\d+) days\b", rb"\1days", good, count=1)

    def look(content: bytes) -> Seen:
        done = checked(path, path.name, content)
        return Seen(done.diagnostics, None if done.workflow is None else digest(done.workflow))

    assert bad != good == lawful(bad, look).content


def test_laws_would_notice_a_comment_that_is_gone() -> None:
    """The control: a mending that takes a comment with it, or changes what it does not tell, breaks a law."""
    content = b"a: 1  # why\nb: 2\n"
    told = mend(b"a:1\n", rules).changes

    with pytest.raises(AssertionError):
        _only_where_it_says(content, Mended(b"a: 1\nb: 2\n", told))
    with pytest.raises(AssertionError):
        _only_where_it_says(content, Mended(b"a: 1  # why\nb: 3\n", told))
    with pytest.raises(AssertionError):
        _only_where_it_says(content, Mended(b"a: 1  # why\n\nb: 2\n", told))
