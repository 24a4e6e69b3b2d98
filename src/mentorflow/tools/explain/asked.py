"""
Which finding somebody asks for: by its code, by its short name, or by the name of one of its examples.

What is neither is answered with the nearest that would be.
"""

from __future__ import annotations

import re

import attrs

from mentorflow.rules.findings import CATALOGUE, Finding, nearest
from mentorflow.tools.explain.folders import Explanation, explanations

_NUMBER = re.compile(r"(?:mf[ -]?)?(?P<number>[0-9]{1,6})", re.IGNORECASE)
_BEHIND = re.compile(r"[\[\](){}.,:;\s]+")
_BY_NAME = {name: finding for finding in CATALOGUE for name in (finding.code.lower(), finding.slug)}


class NotThere(Exception):
    """Raised when a word stands for no finding; the message is one plain sentence for the person who typed it."""


@attrs.frozen
class Asked:
    """A finding, the explanation to show of it, and the others of the same code."""

    finding: Finding
    shown: Explanation | None
    others: tuple[Explanation, ...]


def asked_for(word: str) -> Asked:
    """What a word stands for, in large or small letters; raises ``NotThere`` where that is nothing."""
    name = "-".join(part for part in _BEHIND.split(word.lower()) if part)
    finding = _BY_NAME.get(name) or _BY_NAME.get(name.partition("-")[0])
    if finding is None:
        raise NotThere(_nothing(word))
    there = explanations(finding.code)
    shown = next((each for each in there if each.name.lower() == name), there[0] if there else None)
    return Asked(finding, shown, tuple(each for each in there if each is not shown))


def _nothing(word: str) -> str:
    guess = _nearest(word)
    if guess is None:
        return f"There is no finding '{word}'. See them all with: mentorflow explain"
    return f"There is no finding '{word}'. Did you mean {guess.code}, {guess.slug}?"


def _nearest(word: str) -> Finding | None:
    """The finding with that number; for a word the one that is called most alike."""
    if match := _NUMBER.fullmatch(word.strip()):
        # The number beside one that is not there explains something else.
        return _BY_NAME.get(f"mf{int(match['number'])}")
    name = nearest(word, _BY_NAME)
    return None if name is None else _BY_NAME[name]
