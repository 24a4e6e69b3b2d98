"""
Lines that start in the wrong column or without their dash: which line of several it is, and where it belongs.

A parser complains of the first line that does not fit, which is often the one below the mistake.
Nothing here parses; what is looked at is where the lines around a complaint start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentorflow.rules.commas import KEYS
from mentorflow.rules.lines import NAME, above, below, parts
from mentorflow.rules.page import Fix

if TYPE_CHECKING:
    from mentorflow.rules.page import Flaw, Page

_ALONE = re.compile(r"(\w[\w .%/-]*):(?= *$| +#)", re.MULTILINE)
_NAME = re.compile(r"\w[\w .%/-]*(?=:)")
_DASH = re.compile(r"(?P<indent> *)- +(?P<key>\w[\w .%/-]*)(?=:)")
_STRAY = re.compile(r"(?P<indent> *)- (?P<key>\w[\w .%/-]*)(?=: )")
_KEYED = re.compile(r"\w[\w .%/-]*:(?= |$)", re.MULTILINE)
_BEGINS = re.compile(r"- |\w[\w .%/-]*:(?=[ \n]|$)")
_STEP = 2


def is_key(page: Page, index: int) -> bool:
    """Whether a colon ends the key a line starts with."""
    return NAME.fullmatch(page.text, parts(page, index).lead, index) is not None


def ends_here(page: Page, index: int) -> bool:
    """Whether what stands at the end of a line cannot go on below it: there a key or an entry begins, no deeper."""
    line = parts(page, index)
    after = below(page, line.lead)
    if line.value[-1:] in {",", ":"}:
        return False
    return after == len(page.text) or (
        page.at(after)[1] <= page.at(line.lead)[1] and _BEGINS.match(page.text, after) is not None
    )


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


def too_little(page: Page, lead: int, next_lead: int) -> Flaw | None:
    """
    A line with a key and a value, less deep than the lines before and after it, which agree with each other.

    *lead* and *next_lead* are where the two lines start; reading goes on as if it had been indented.
    """
    here, column = page.at(lead)[1], page.at(next_lead)[1]
    key = parts(page, lead).key
    if not key or here >= column or _sibling(page, lead, column) is None or _is_dashed(page, lead):
        return None
    message = f"'{key}' is indented too little: the lines before and after it start in column {column + 1}."
    way_out = f"Let it start in column {column + 1} as well."
    fix = Fix(lead - here, lead, " " * column)
    return page.flaw("indentation", message, lead, lead + len(key), way_out=way_out, fix=fix, guessed=True)


def _sibling(page: Page, lead: int, column: int) -> int | None:
    """Where the nearest line above one starts that is no deeper than a column; None where it starts elsewhere."""
    before = above(page, lead)
    while page.at(before)[1] > column:
        before = above(page, before)
    start = parts(page, before).lead
    return start if page.at(start)[1] == column else None


def _is_dashed(page: Page, lead: int) -> bool:
    """Whether something stands in front of a place on its line."""
    return bool(page.text[lead - page.at(lead)[1] : lead].strip(" "))


# --- dashes ---------------------------------------------------------------------------------------------------------
def missing_dash(page: Page, lead: int) -> Flaw | None:
    """
    A line that starts with the key with which the entries of the list around it start, but without their dash.

    *lead* is where the line starts; the complaint may also be of the first dash, below an entry without one.
    """
    dash = _DASH.match(page.text, lead - page.at(lead)[1])
    if dash is not None:
        first = _first(page, lead, len(dash["indent"]))
        return None if first == lead else _lost(page, first, len(dash["indent"]), dash["key"])
    here, at = page.at(lead)[1], lead
    while at and page.at(at)[1] >= here - _STEP:
        at = above(page, at)
        dash = _DASH.match(page.text, at - page.at(at)[1])
        if dash is not None and len(dash["indent"]) <= here:
            return _lost(page, lead, len(dash["indent"]), dash["key"])
    return None


def stray_dash(page: Page, lead: int) -> Flaw | None:
    """
    A dash before one key of several, where the lines around it go on without one.

    *lead* is where the line of the complaint starts: the one with the dash, behind it, or the one below.
    """
    line, after = (lead, below(page, lead)) if _is_dashed(page, lead) else (above(page, lead), lead)
    start = page.starts[page.at(line)[0]]
    dash = _STRAY.match(page.text, start)
    if dash is None or page.at(after)[1] != len(dash["indent"]) or _KEYED.match(page.text, after) is None:
        return None
    if not _is_among_keys(page, start, len(dash["indent"])):
        return None
    message = f"Before '{dash['key']}' stands a dash, but the lines beside it go on without one."
    fix = Fix(dash.end("indent"), dash.start("key"), "")
    return page.flaw("indentation", message, fix.start, dash.end(), way_out="Take the dash away.", fix=fix)


def _is_among_keys(page: Page, start: int, column: int) -> bool:
    """Whether above a line stands a key in its column, or a name of the file's own, below which keys stand."""
    name = _ALONE.match(page.text, above(page, start))
    return _sibling(page, start, column) is not None if name is None else name[1] not in KEYS


def _first(page: Page, lead: int, column: int) -> int:
    """The first of the lines above one that start in a column or to the right of it."""
    while lead and page.at(before := above(page, lead))[1] >= column:
        lead = before
    return lead


def _lost(page: Page, lead: int, column: int, wanted: str) -> Flaw | None:
    """The flaw of a line that starts with the wanted key, at most a step to the right of its dash's column."""
    key, start, here = _NAME.match(page.text, lead), lead - page.at(lead)[1], page.at(lead)[1]
    if key is None or key[0] != wanted or here > column + _STEP:
        return None
    message = f"Before '{wanted}' a dash is missing; with it the next entry of the list begins."
    way_out = "Put a dash and a space in front, in the column of the other dashes."
    fix = Fix(start, lead, " " * column + "- ")
    return page.flaw("missing-dash", message, lead, key.end(), way_out=way_out, fix=fix)
