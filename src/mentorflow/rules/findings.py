"""
How a finding is made, and which known word an unknown one was meant to be.

``found`` turns a slug of the catalogue into a diagnostic; ``nearest`` and ``meant`` find the name that was meant.
Nothing here knows a key of the notation or reads a file; the rows stand in ``catalogue``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from mentorflow.diagnostics import Diagnostic, Related, Span, Suggestion
from mentorflow.rules.catalogue import BY_SLUG, CATALOGUE, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["BY_SLUG", "CATALOGUE", "Finding", "fold", "found", "meant", "nearest"]

# Beyond these the guess is not worth the time: a hostile file could ask for millions of comparisons.
LONGEST_WORD = 60
MOST_NAMES = 500
MOST_LISTED = 10
SHORTEST_GUESS = 3
SHORTEST_PREFIX = 2
SHORTEST_SHARED = 4
_WORDS = re.compile(r"[\s_-]+")

# One spelling for what is the same word; applied to both sides, so the direction does not matter.
SPELLINGS = {
    "behaviour": "behavior",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "centre": "center",
    "colour": "color",
    "counselling": "counseling",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "favour": "favor",
    "favourable": "favorable",
    "finalise": "finalize",
    "finalised": "finalized",
    "fulfil": "fulfill",
    "honour": "honor",
    "judgement": "judgment",
    "neighbour": "neighbor",
    "organisation": "organization",
    "organise": "organize",
    "organiser": "organizer",
    "practise": "practice",
    "prioritise": "prioritize",
    "programme": "program",
    "programmes": "programs",
    "recognise": "recognize",
    "unfavour": "unfavor",
    "unfavourable": "unfavorable",
}

# What else people call things; tried only where the other word is a name that may stand there.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "admin": ("coordinator",),
    "anyone": ("eitherpartner",),
    "both": ("eachpartner",),
    "bothpartners": ("eachpartner",),
    "contains": ("include",),
    "eachpartners": ("eachpartner",),
    "eitherpartners": ("eitherpartner",),
    "everypartner": ("eachpartner",),
    "greaterthan": ("morethan",),
    "has": ("include",),
    "includes": ("include",),
    "lessthan": ("fewerthan",),
    "manager": ("supervisor", "coordinator"),
    "max": ("atmost",),
    "maximum": ("atmost",),
    "mentoree": ("mentee",),
    "menthee": ("mentee",),
    "min": ("atleast",),
    "minimum": ("atleast",),
    "noone": ("nobody",),
    "none": ("nobody",),
    "notify": ("tell",),
    "number": ("wholenumber",),
    "integer": ("wholenumber",),
    "protege": ("mentee",),
    "protegee": ("mentee",),
    "question": ("ask",),
    "string": ("text",),
    "yesno": ("tick",),
}


def found(
    slug: str,
    message: str,
    span: Span,
    *,
    consequence: str | None = None,
    suggestion: Suggestion | None = None,
    related: Sequence[Related] = (),
) -> Diagnostic:
    """
    Make the diagnostic of a slug in the catalogue.

    *message* is one plain sentence that quotes the file; the code and severity come from the catalogue.
    Raises KeyError when the catalogue has no such slug.
    """
    row = BY_SLUG[slug]
    return Diagnostic(row.code, slug, row.severity, message, span, consequence, suggestion, tuple(related))


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """One spelling for words that differ only in case, spaces, hyphens, underscores, accents or British endings."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    parts = re.split(r"[\s_\-\u2010-\u2015]+", plain.casefold())
    return "".join(SPELLINGS.get(part, part) for part in parts)


def nearest(word: str, names: Iterable[str]) -> str | None:
    """
    The one name that *word* was most likely meant to be, or None.

    Tried in turn: the same after folding; a synonym; an edit distance of at most a third of the length; the only
    name that starts with it.
    Two equally good names give None: a wrong guess is worse than none.
    """
    known = tuple(islice(dict.fromkeys(names), MOST_NAMES))
    folded = fold(word[: LONGEST_WORD + 1])
    if len(folded) > LONGEST_WORD:
        return None
    for tried in (_same, _synonym, _close, _prefixed):
        name = tried(folded, known)
        if name is not None and not (tried is _close and _is_other_word(word, name)):
            return name
    return None


def meant(word: str, names: Iterable[str], span: Span) -> Suggestion | None:
    """
    The way out for an unknown *word* at *span*: the nearest of *names*, else all of them or those like it, else None.

    Names are listed only if they are few.

    The replacement is safe only where the two differ in nothing but case, separators or spelling variant.
    """
    known = tuple(islice(dict.fromkeys(names), MOST_NAMES))
    if name := nearest(word, known):
        return Suggestion(f"Did you mean '{name}'?", name, span, safe=fold(name) == fold(word))
    if 0 < len(known) <= MOST_LISTED:
        return Suggestion(f"What may stand here: {', '.join(known)}.")
    alike = [name for name in known if _share_a_word(word, name)]
    return Suggestion(f"Names like it: {', '.join(alike)}.") if 0 < len(alike) <= MOST_LISTED else None


def _only(names: Iterable[str]) -> str | None:
    """The single name among these, or None when there are none or several."""
    first = list(islice(names, 2))
    return first[0] if len(first) == 1 else None


def _same(folded: str, names: Sequence[str]) -> str | None:
    return _only(name for name in names if fold(name) == folded)


def _synonym(folded: str, names: Sequence[str]) -> str | None:
    others = SYNONYMS.get(folded, ())
    return next((name for other in others for name in names if fold(name) == other), None)


def _close(folded: str, names: Sequence[str]) -> str | None:
    """The only name at the least distance, if that is within a third of the length."""
    if len(folded) < SHORTEST_GUESS:
        return None
    bound = max(1, len(folded) // 3)
    distances = {name: _distance(folded, fold(name), bound) for name in names}
    least = min(distances.values(), default=bound + 1)
    return _only(name for name, distance in distances.items() if distance == least <= bound)


def _share_a_word(word: str, name: str) -> bool:
    """Whether a word of some length stands in both."""
    ours, theirs = (_WORDS.split(each.casefold()[:LONGEST_WORD]) for each in (word, name))
    return any(len(each) >= SHORTEST_SHARED for each in set(ours).intersection(theirs))


def _is_other_word(word: str, name: str) -> bool:
    """Whether names of as many words differ in a whole one: ``settled_badly`` is no slip for ``settled_well``."""
    words, others = (_WORDS.split(each.casefold()) for each in (word, name))
    if len(words) != len(others) or len(words) == 1:
        return False
    pairs = zip(words, others, strict=True)
    bounds = ((one, other, max(1, len(one) // 3)) for one, other in pairs)
    return any(_distance(one, other, bound) > bound for one, other, bound in bounds)


def _prefixed(folded: str, names: Sequence[str]) -> str | None:
    if len(folded) < SHORTEST_PREFIX:
        return None
    return _only(name for name in names if fold(name).startswith(folded))


def _distance(one: str, other: str, bound: int) -> int:
    """Edits (insert, drop, change, swap neighbors) between two words; above *bound* any larger number."""
    if abs(len(one) - len(other)) > bound:
        return bound + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
