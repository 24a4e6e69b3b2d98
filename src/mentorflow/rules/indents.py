"""
Lines that start in the wrong column: which line of several it is, and how far it belongs to the right.

A parser complains of the first line that does not fit, which is often the one below the mistake.
Nothing here parses; what is looked at is where the lines around a complaint start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentorflow.rules.lines import NAME, above, below, parts
from mentorflow.rules.page import Fix

if TYPE_CHECKING:
    from mentorflow.rules.page import Flaw, Page

_ALONE = re.compile(r"(\w[\w .%/-]*):(?= *$| +#)", re.MULTILINE)
_STEP = 2


def is_key(page: Page, index: int) -> bool:
    """Whether a colon ends the key a line starts with."""
    return NAME.fullmatch(page.text, parts(page, index).lead, index) is not None


def too_shallow(page: Page, lead: int, next_lead: int) -> Flaw | None:
    """
    A line too far to the left: above it stands a name with nothing behind, and the line below is deeper.

    *lead* and *next_lead* are where the two lines start; reading goes on as if it had been indented.
    """
    name, here, deeper = above(page, lead), page.at(lead)[1], page.at(next_lead)[1]
    alone, key = _ALONE.match(page.text, name), parts(page, lead).key
    column = page.at(name)[1]
    if alone is None or not key or deeper <= max(here, column):
        return None
    if here > column and not _is_odd(page, column, here, next_lead):
        return None
    message = f"'{key}' stands too far to the left; it belongs below '{alone[1]}'."
    way_out = "Indent it like the line below it."
    fix = Fix(lead - here, lead, " " * deeper)
    return page.flaw("too-shallow", message, lead, lead + len(key), way_out=way_out, fix=fix)


def _is_odd(page: Page, column: int, here: int, next_lead: int) -> bool:
    """Whether of two lines below a name it is the first that is out of line: by the steps, or by what follows."""
    deeper = page.at(next_lead)[1]
    return (here - column < _STEP <= deeper - column) or page.at(below(page, next_lead))[1] == deeper
