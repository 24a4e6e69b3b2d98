"""
Reasons as clauses: what was found, and what is said of it, put together into one sentence.

A clause is kept apart into its parts until it is said, so that several about the same answer name it once, and so
that the same reason can be told where it is missed and where it is wanted.
Nothing here knows of workflows or partnerships.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is said of what was found, in the order in which it is said.
SO, NOT, NEEDED, MISSING = "so", "not", "needed", "missing"


class Clause(NamedTuple):
    """
    One thing that was found.

    *relation* says how *words* stand to it: they are ``so``, ``not`` so as is wanted, ``needed`` or ``missing``; with
    no words it is the whole reason.
    *person* is whose answer it is, where several people are asked.
    Of what is *absent* nothing more need be said where it is not wanted; *link* joins it to the clause before.
    """

    found: str
    relation: str = SO
    words: tuple[str, ...] = ()
    person: str | None = None
    absent: bool = False
    link: str = "and"


def listed(words: Iterable[str], last: str = "or") -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *some, final = words
    return f"{', '.join(some)} {last} {final}" if some else final


def turned(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Reasons why something does not hold, said where that is what is wanted: ``2 is given, not more than 2``."""
    return tuple(_turned(clause) for clause in clauses)


def _turned(clause: Clause) -> Clause:
    if clause.relation == SO:
        return clause._replace(link="and")
    return clause._replace(relation=NOT, words=() if clause.absent else clause.words, link="and")


def alternatives(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Reasons why none of several conditions holds of which one would do: any of what is needed will do."""
    made: list[Clause] = []
    for (person, found, relation), same in groupby(clauses, lambda each: (each.person, each.found, each.relation)):
        every = list(same)
        words = dict.fromkeys(word for each in every for word in each.words)
        wanted = relation in {NEEDED, MISSING}
        link = "or" if wanted and made and made[-1].relation in {NEEDED, MISSING} else "and"
        once = (listed(words),) if relation == NEEDED else tuple(words)
        made.append(Clause(found, relation, once, person, every[0].absent, link))
    return tuple(made)


def joined(clauses: Iterable[Clause]) -> str:
    """All clauses as one sentence in which every answer is named once; empty without any."""
    together: dict[tuple[str | None, str], list[Clause]] = {}
    for clause in clauses:
        together.setdefault((clause.person, clause.found), []).append(clause)
    said, before = "", None
    for (person, found), same in together.items():
        whose = f"for {person} " if person is not None and person != before else ""
        said += f"{f' {same[0].link} ' if said else ''}{whose}{found}{_rest(same)}"
        before = person
    return said


def _rest(same: list[Clause]) -> str:
    """What is said of one answer."""
    words = {
        relation: list(dict.fromkeys(word for each in same if each.relation == relation for word in each.words))
        for relation in (SO, NOT, NEEDED, MISSING)
    }
    return "".join(_SAID[relation](some) for relation, some in words.items() if some)


def _are(words: list[str], what: str) -> str:
    return f"; {listed(words, 'and')} {'are' if len(words) > 1 else 'is'} {what}"


_SAID = {
    SO: lambda words: f", which is {listed(words, 'and')}",
    NOT: lambda words: f", not {listed(words)}",
    NEEDED: lambda words: _are(words, "needed"),
    MISSING: lambda words: _are(words, "missing"),
}
