"""
Comparisons that are written with a sign, such as ``>= 3``: what they mean in words, and what is said about them.

Only characters are looked at here; nothing parses, and nothing knows which values can be compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentorflow.rules.lines import entry, goes_on, until
from mentorflow.rules.page import Fix

if TYPE_CHECKING:
    from mentorflow.rules.lines import Parts
    from mentorflow.rules.page import Flaw, Page

WORDS = {">": "more_than", ">=": "at_least", "<": "fewer_than", "<=": "at_most"}
COMPARISON = re.compile(r"(?P<sign>[<>]=?|[≥≤]) ?(?P<bound>\d+%?(?: \w+){0,3}|[^\W\d]\w*(?:\.\w+)?)")
COMPARED = re.compile(rf"(?P<left>[^\W\d]\w*(?:\.\w+)?) ?{COMPARISON.pattern}")
_KEY_SIGN = re.compile(r"(?P<sign>[<>]=?)(?=: )")


def comparison(page: Page, index: int) -> Flaw | None:
    """A value such as ``>= 3`` where words are meant."""
    if key := _KEY_SIGN.match(page.text, index):
        return _sign_as_key(page, index, key["sign"])
    value = entry(page, index)
    match = COMPARISON.fullmatch(value.value)
    if match is None:
        return None
    word, bound = in_words(match["sign"]), match["bound"]
    known = value.key in WORDS.values()
    agrees = (not known or value.key == word) and not goes_on(page, index)
    meant = Fix(value.start, value.end, bound if known else f"{{{word}: {bound}}}")
    return page.flaw(
        "comparison-sign",
        f"'{value.value}' is written with a sign; comparisons are written in words.",
        value.start,
        value.end,
        way_out=f"Write '{word}: {bound}'.",
        fix=meant if agrees else None,
    )


def in_words(sign: str) -> str:
    """The key that says what a sign of comparison means."""
    return WORDS[sign.replace("≥", ">=").replace("≤", "<=")]


def _sign_as_key(page: Page, index: int, sign: str) -> Flaw:
    """``{>=: 3}``: a sign where the key of a comparison is meant."""
    message = f"'{sign}' is a sign; comparisons are written in words."
    word = in_words(sign)
    fix = Fix(index, index + len(sign), word)
    said = page.shown(fix.end, until(page, index, ",}\n"))
    way_out = f"Write '{word}{said}'."
    return page.flaw("comparison-sign", message, index, fix.end, way_out=way_out, fix=fix)


def compared(page: Page, line: Parts) -> Flaw | None:
    """A line such as ``load >= 3``, without a colon, beside lines that have one."""
    text = page.text[line.lead : line.end]
    match = COMPARED.fullmatch(text)
    if match is None:
        return None
    meant = f"{match['left']}: {{{in_words(match['sign'])}: {match['bound']}}}"
    message = f"'{page.shown(line.lead, line.end)}' is written with a sign; comparisons are written in words."
    fix = Fix(line.lead, line.end, meant)
    return page.flaw("comparison-sign", message, line.lead, line.end, way_out=f"Write '{meant}'.", fix=fix)
