"""No key of the notation is forgotten: whichever of them says something else, it is told."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from mentorflow.rules import workflow as w
from mentorflow.rules.build import build
from mentorflow.rules.digest import counting, digest
from mentorflow.rules.notation import BLOCK, NAMED, ROWS, keys
from mentorflow.rules.source import read
from mentorflow.tools.diff import WORKFLOW, compare
from mentorflow.tools.diff.deadlines import DEADLINE, MARK
from mentorflow.tools.diff.declared import COUNT, FACT, LIMIT, ROLE
from mentorflow.tools.diff.forms import FIELD, FORM
from mentorflow.tools.diff.moves import MOVE, STATE, WHEN
from mentorflow.tools.diff.texts import CALLED
from tests.tools.diff.edits import Edit, edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.tree import Source

SOURCE = read((Path(__file__).parents[2] / "fixtures" / "ok" / "every-key.yaml").read_text("utf-8"), "every-key.yaml")
SAID = {
    w.Workflow: WORKFLOW,
    w.Role: ROLE,
    w.Limit: LIMIT,
    w.HostFact: FACT,
    w.Count: COUNT,
    w.Form: FORM,
    w.Field: FIELD,
    w.Deadline: DEADLINE,
    w.Mark: MARK,
    w.Move: MOVE,
    w.State: STATE,
    w.When: WHEN,
}
# Nothing else can stand there: there is one notation.
ONE_VALUE = {("workflow", "format")}
# Where one key cannot be changed alone: what is written instead.
TOGETHER = {
    ("routing", "row_for"): (
        ("    row_for: each partner\n", ""),
        ("if: {one_is_dull: yes}", "if: {both_fine: yes}"),
        ("if: {one_is_dull: no}", "if: {both_fine: no}"),
    ),
    ("row", "if"): (
        ("{if: {both_fine: yes}", "{if: {all_well: yes}"),
        ("{if: {both_fine: no}", "{if: {all_well: no}"),
    ),
    ("form", "repeats"): (("    living: yes\n", "    living: yes\n    repeats: yes\n"),),
}
# Edited by what stands below them.
BLOCKS = {(key.place, key.name) for key in keys() if key.shape in {BLOCK, NAMED, ROWS}}


def every_edit() -> dict[tuple[str, str], list[Edit]]:
    """Edits by place and key."""
    found: dict[tuple[str, str], list[Edit]] = defaultdict(list)
    for edit in edits(SOURCE):
        found[edit.place, edit.key].append(edit)
    return found


EDITS = every_edit()


def sources(where: tuple[str, str]) -> Iterator[Source]:
    """The files in which one key says something else."""
    if where in TOGETHER:
        text = SOURCE.text
        for old, new in TOGETHER[where]:
            assert 1 == text.count(old), old
            text = text.replace(old, new)
        yield read(text, SOURCE.file)
    yield from (edit.source for edit in EDITS[where])


def test_every_key_of_the_notation_is_edited() -> None:
    """The file has every key somewhere, so that every key is walked."""
    edited = {name for _, name in EDITS}

    assert [] == [key.name for key in keys() if key.name not in edited]


@pytest.mark.slow
@pytest.mark.parametrize("where", sorted(EDITS.keys() - ONE_VALUE - BLOCKS), ids=".".join)
def test_key_that_says_something_else_is_told(where: tuple[str, str]) -> None:
    """An edit that makes another workflow is told, as a difference exactly where the digests differ."""
    old = build(SOURCE).workflow
    assert old is not None
    tried = (build(source).workflow for source in sources(where))
    new = next((made for made in tried if made is not None and made != old), None)

    assert new is not None, "no edit of this key makes a workflow"
    found = compare(old, new)
    assert (digest(old) != digest(new)) == bool(found.differences)
    assert found.differences or found.rewordings


@pytest.mark.parametrize("kind", SAID, ids=lambda kind: kind.__name__)
def test_every_attribute_that_counts_has_words(kind: type) -> None:
    """What the digest spells is said; an attribute that is new in the definition cannot be forgotten."""
    counted = {name for name, _ in counting(kind)}

    assert counted - {"format"} == SAID[kind].keys() - {"format"}


def test_every_attribute_that_does_not_count_has_words() -> None:
    """What the digest leaves out is told as reading otherwise."""
    kinds = [getattr(w, name) for name in w.__all__ if attrs.has(getattr(w, name))]
    read_only = {
        (kind, each.name)
        for kind in kinds
        for each in attrs.fields(kind)
        if each.name not in {"span", "file"} and each.name not in {name for name, _ in counting(kind)}
    }

    assert set() == read_only - CALLED.keys()
