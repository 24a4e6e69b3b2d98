"""
Differences laid out for people and for programs.

Only layout: what is said stands in the differences themselves.
"""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from mentorflow.plays.timeline import WIDTH, Line
from mentorflow.tools.diff.apart import ANY, GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.tools.diff import Comparison, Difference, Rewording

REWORDED = "What reads otherwise and means the same"


def as_lines(found: Comparison) -> Iterator[Line]:
    """Everything group by group, then one line that sums it up."""
    for group, heading in GROUPS.items():
        here = [difference for difference in found.differences if difference.group == group]
        if here:
            yield Line(heading, "title")
            for difference in here:
                yield from _difference(difference)
            yield Line("", "")
    if found.rewordings:
        yield Line(REWORDED, "title")
        for rewording in found.rewordings:
            yield from _wrapped(rewording.says, "  ", "")
            yield from _wrapped(_places(rewording), "    ", "reason")
        yield Line("", "")
    yield from _wrapped(summary(found), "", "title")


def _difference(found: Difference) -> Iterator[Line]:
    yield from _wrapped(found.says, "  ", "")
    if found.case is not None and found.case.words != ANY:
        yield from _wrapped(f"for example: {found.case.words}", "    ", "next")
    if found.breaks:
        yield from _wrapped(f"not safe for partnerships under way: {found.breaks}", "    ", "failure")
    else:
        yield from _wrapped(f"harmless: {found.because}", "    ", "reason")
    yield from _wrapped(_places(found), "    ", "reason")


def _places(found: Difference | Rewording) -> str:
    """Where it stands now, and where it stood."""
    if found.new is None and found.old is None:
        return ""
    if found.new is None:
        return f"was: {_place(found.old)}"
    was = f" (was: {_place(found.old)})" if found.old is not None else ""
    return f"{_place(found.new)}{was}"


def _place(span: Span | None) -> str:
    return "" if span is None else span.place


def _wrapped(text: str, indent: str, tone: str) -> Iterator[Line]:
    for line in textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False,
        break_on_hyphens=False,
    ):  # fmt: skip
        yield Line(line, tone)


def summary(found: Comparison) -> str:
    """How many differences, how many of them are not safe, and how much only reads otherwise, in one sentence."""
    texts = _many(len(found.rewordings), "text reads", "texts read")
    otherwise = f"; {texts} otherwise" if found.rewordings else ""
    if not found.differences:
        return f"Both mean the same{otherwise}"
    unsafe = sum(bool(difference.breaks) for difference in found.differences)
    safe = (
        f"{unsafe} of them not safe for partnerships under way"
        if unsafe
        else "all harmless for partnerships under way"
    )
    return f"{_many(len(found.differences), 'difference', 'differences')} in meaning, {safe}{otherwise}"


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


# --- for programs ---------------------------------------------------------------------------------------------------
def as_json(found: Comparison) -> str:
    """The same as JSON: the two digests, every difference, and what only reads otherwise."""
    data = {
        "format": "mentorflow-diff/1",
        "equal": not found.differences,
        "old": {"file": found.old, "digest": found.old_digest},
        "new": {"file": found.new, "digest": found.new_digest},
        "differences": [_plain(difference) for difference in found.differences],
        "reads_otherwise": [
            {"subject": one.subject, "says": one.says, "old": _place(one.old) or None, "new": _place(one.new) or None}
            for one in found.rewordings
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _plain(found: Difference) -> dict[str, Any]:
    return {
        "group": found.group,
        "subject": found.subject,
        "says": found.says,
        "breaking": bool(found.breaks),
        "because": found.breaks or found.because,
        "example": None if found.case is None else found.case.words,
        "alike": found.alike,
        "old": _place(found.old) or None,
        "new": _place(found.new) or None,
    }
