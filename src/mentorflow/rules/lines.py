"""
One line of a file, or one place between brackets, taken apart without a parser.

Where a parser has stopped, somebody still has to tell the key from the value; that is guessed here, from the
characters alone.
Nothing here says what is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from mentorflow.rules.page import Page

CLOSING = {"[": "]", "{": "}"}
NAME = re.compile(r"\w[\w .%/-]*")


@attrs.frozen
class Parts:
    """One line taken apart: an optional key, and the value with its start and end as character offsets."""

    lead: int
    key: str
    start: int
    end: int
    value: str


def parts(page: Page, index: int) -> Parts:
    """Take apart the line on which a character stands."""
    number, _ = page.at(index)
    line, start = page.line(number), page.starts[number]
    lead = len(line) - len(line.lstrip(" "))
    while line.startswith("- ", lead):
        lead += len(line[lead + 1 :]) - len(line[lead + 1 :].lstrip(" ")) + 1
    hash_at = line.find(" #", lead)
    body = line[: hash_at if hash_at >= 0 else len(line)].rstrip(" ").ljust(lead)
    colon = body.find(": ", lead)
    key = body[lead : max(colon, lead)]
    at = lead
    if NAME.fullmatch(key):
        at = len(body) - len(body[colon + 1 :].lstrip(" "))
    else:
        key = ""
    at = min(at, len(body))
    return Parts(start + lead, key, start + at, start + len(body), body[at:])


def entry(page: Page, index: int) -> Parts:
    """The value at a character: of its line, or of its place between brackets or braces."""
    line = parts(page, index)
    opened = max(page.text.rfind(sign, line.start, index) for sign in "[{,")
    if opened < 0 or line.value[:1] not in CLOSING:
        return line
    end = until(page, index + 1, ",]}\n")
    colon = page.text.rfind(": ", opened, index)
    start = colon + 1 if colon >= 0 else opened + 1
    start += len(page.text[start:end]) - len(page.text[start:end].lstrip(" "))
    text = page.text[start:end].rstrip(" ")
    key = page.text[opened + 1 : colon].strip() if colon >= 0 else ""
    return Parts(line.lead, key, start, start + len(text), text)


def goes_on(page: Page, index: int, *, same: bool = False) -> bool:
    """Whether the line below a character is indented more deeply than its own, or the *same*."""
    number, _ = page.at(index)
    below = page.line(min(number + 1, len(page.starts) - 1))
    return bool(below.strip()) and depth(below) > depth(page.line(number)) - same


def until(page: Page, index: int, signs: str) -> int:
    """Where the first of some signs stands from a character on; the end of the text if there is none."""
    return min((at for sign in signs if (at := page.text.find(sign, index)) >= 0), default=len(page.text))


def above(page: Page, index: int) -> int:
    """Where the text of the line above the one with a character starts, blank lines and comments left out."""
    number, _ = page.at(index)
    lines = ((line, page.line(line)) for line in range(number - 1, -1, -1))
    return next((page.starts[line] + depth(text) for line, text in lines if text.strip(" ")[:1] not in {"", "#"}), 0)


def below(page: Page, index: int) -> int:
    """The same for the line below it; where the text ends if there is none."""
    number, _ = page.at(index)
    lines = ((line, page.line(line)) for line in range(number + 1, len(page.starts)))
    found = (page.starts[line] + depth(text) for line, text in lines if text.strip(" ")[:1] not in {"", "#"})
    return next(found, len(page.text))


def depth(line: str) -> int:
    """How many spaces a line starts with."""
    return len(line) - len(line.lstrip(" "))
