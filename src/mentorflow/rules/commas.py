"""
A comma that is missing between two keys in braces: ``{remind: coordinator effect: write_it_down}``.

A parser reads on until the second colon and complains of that; what was forgotten stands before the word in front.
Which words are keys is looked up only to tell how sure the guess is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentorflow.rules.notation import keys
from mentorflow.rules.page import Fix

if TYPE_CHECKING:
    from mentorflow.rules.page import Flaw, Page

KEYS = frozenset(key.name for key in keys())
# Behind these stand sentences, in which such a word may stand as well.
SENTENCES = frozenset(key.name for key in keys() if key.of == "sentence")
_KEY = re.compile(r"[^\W\d]\w*(?=:(?:[ \n]|$))")
# From the last brace or comma on: a key, its value, and a word that stands behind them.
_AND_MORE = re.compile(r"\s*(?P<key>[^{},:]*): +[^ {},:][^{},:]*?\s+(?P<word>[^\W\d]\w*)$")
# From an opening bracket on: names, and then a key, which belongs to the braces around the bracket.
_THEN_A_KEY = re.compile(r"[^\[\]{}\"':]*?(?= *,\s*([^\W\d]\w*): )")


def next_key(page: Page, opened: int, at: int) -> re.Match[str] | None:
    """
    Where a list ends whose bracket at *opened* is closed by the brace at *at*: before a comma and a key.

    The match ends where the bracket is missing, and its group is the key.
    """
    match = _THEN_A_KEY.match(page.text, opened + 1, at)
    return match if match and match[1] in KEYS else None


def lost_comma(page: Page, opened: int, at: int) -> Flaw | None:
    """
    What a complaint at a character between braces that start at *opened* means, if it is a key without a comma.

    *at* is the colon behind the key, or the key itself where brackets or quotes end in front of it.
    """
    if page.text[opened] != "{":
        return None
    if page.text[at : at + 1] != ":":
        key = _KEY.match(page.text, at)
        return _lost(page, at, key.end(), sure=key[0] in KEYS) if key else None
    entry = max(page.text.rfind(sign, opened, at) for sign in "{,") + 1
    more = _AND_MORE.match(page.text, entry, at)
    if more is None:
        return None
    return _lost(page, more.start("word"), at, sure=more["word"] in KEYS and more["key"] not in SENTENCES)


def _lost(page: Page, start: int, end: int, *, sure: bool) -> Flaw:
    word = page.text[start:end]
    before = len(page.text[:start].rstrip())
    message = f"Before '{word}' a comma is missing."
    way_out = f"Put a comma before '{word}'" + ("." if sure else "; if it is part of a text, put that in quotes.")
    return page.flaw("missing-comma", message, start, end, way_out=way_out, fix=Fix(before, before, ","), safe=sure)
