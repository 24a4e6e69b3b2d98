"""
Brackets and braces that are not closed, closed twice, or closed with the other kind: which one, and where it belongs.

A parser complains of the place where it can read no further, which is often far behind the mistake.
Nothing here parses; every function looks at a page and answers with a flaw.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.commas import next_key
from mentorflow.rules.indents import ends_here
from mentorflow.rules.lines import CLOSING, parts, until
from mentorflow.rules.page import Fix

if TYPE_CHECKING:
    from mentorflow.rules.page import Flaw, Page

OPENING = {right: left for left, right in CLOSING.items()}
KINDS = {"[": "bracket", "{": "brace", "]": "bracket", "}": "brace"}
_INSIDE = re.compile(r"[^\[\]{}\"']*")


def unclosed(page: Page, start: int) -> Flaw:
    """A bracket or brace that is opened at *start* and never closed."""
    line = parts(page, start)
    sign = page.text[start]
    fix = Fix(line.end, line.end, CLOSING[sign])
    flaw = page.flaw(
        "unclosed-bracket",
        f"The {KINDS[sign]} before '{page.shown(start + 1, line.end)}' is never closed.",
        start,
        start + 1,
        way_out=f"Close it with {CLOSING[sign]} where it ends.",
        fix=fix,
        safe=False,
    )
    alone = line.key and _INSIDE.fullmatch(page.text, start + 1, line.end)
    return attrs.evolve(flaw, fixes=(fix,)) if alone and ends_here(page, start) else flaw


def is_closed(page: Page, opened: int, at: int) -> bool:
    """Whether what was opened is closed behind a character before the same is opened again."""
    sign = page.text[opened]
    return page.text.startswith(CLOSING[sign], until(page, at, sign + CLOSING[sign]))


def stray(page: Page, opened: int | None, at: int) -> Flaw | None:
    """
    A closing bracket too many, or of another kind than the innermost one that is *opened*, if any is.

    None where no closing bracket stands at *at*.
    """
    sign = page.text[at : at + 1]
    if not sign or sign not in "]}":
        return None
    if opened is not None:
        return _other_kind(page, opened, at)
    message = f"No {KINDS[sign]} was opened that this {sign} could close."
    line = parts(page, at)
    # Where nothing else stands behind a key, something more than the bracket is wrong.
    alone = bool(line.key) and line.value == sign
    return page.flaw(
        "stray-bracket", message, at, at + 1, way_out="Delete it.", fix=Fix(at, at + 1, ""), safe=not alone
    )


def _other_kind(page: Page, opened: int, at: int) -> Flaw:
    sign, right = page.text[at], CLOSING[page.text[opened]]
    message = f"What was opened with {page.text[opened]} is closed with {sign}."
    before = page.text[parts(page, at).lead : opened]
    way_out, fix = f"Close it with {right}.", Fix(at, at + 1, right)
    if before.count(OPENING[sign]) > before.count(sign):
        way_out, fix = f"Close it with {right} where it ends.", Fix(at, at, right)
        if key := next_key(page, opened, at):
            way_out, fix = f"Close it with {right} before '{key[1]}'.", Fix(key.end(), key.end(), right)
    return page.flaw("stray-bracket", message, at, at + 1, way_out=way_out, fix=fix)
