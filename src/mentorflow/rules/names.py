"""
The names a rule file declares, and finding the one that a word means.

One place knows which names are taken, which were used, and which unknown words turned up where; so a name that is
missing is one finding however often it is used, and a name that was only misspelt does not also count as unused.
Nothing here knows what the named things are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Related, Suggestion
from mentorflow.rules.findings import MOST_LISTED, fold, found, meant, nearest
from mentorflow.rules.notation import RESERVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.diagnostics import Diagnostic, Span

MOST_RELATED = 5
MOST_FAMILIES = 3

NO_IDEA = "Name one that the file has, or add it."

# What messages call each family of names, with its article.
TITLES = {
    "role": "a role",
    "limit": "a limit",
    "fact": "a fact",
    "effect": "an effect",
    "count": "a count",
    "form": "a form",
    "field": "a question",
    "condition": "a condition",
    "routing": "a routing table",
    "state": "a state",
    "move": "a move",
    "deadline": "a deadline",
    "option": "a choice",
    "group": "a group of choices",
    "property": "a property",
}
# Families that are used in the same places, so that one name may stand for one thing only.
SHARED = (
    frozenset({"state", "move", "form", "routing", "role"}),
    frozenset({"fact", "count", "form", "limit"}),
    frozenset({"deadline", "form"}),
)
# Families that several places may hold under the same name, because the place says which is meant.
REPEATABLE = frozenset({"move"})


@attrs.define
class Names:
    """
    Every declared name by family, with its place; which of them were used; and the unknown words.

    *mentioned* are words of passages that could not be understood, *doubted* the families
    of unknown words, *lost* those where there was no guess: of their names nobody can say that they are not used.
    *absent* are the families whose whole section could not be understood; no name of theirs is called unknown.
    *read_as* are the names of a family by the text that people read instead.
    Changed while one file is built, and by that only.
    """

    families: dict[str, dict[str, Span]] = attrs.field(factory=lambda: {family: {} for family in TITLES})
    used: set[tuple[str, str]] = attrs.field(factory=set)
    unknown: dict[str, list[tuple[Span, Diagnostic]]] = attrs.field(factory=dict)
    misses: int = 0
    mentioned: set[str] = attrs.field(factory=set)
    lost: set[str] = attrs.field(factory=set)
    doubted: set[str] = attrs.field(factory=set)
    absent: set[str] = attrs.field(factory=set)
    read_as: dict[tuple[str, str], set[str]] = attrs.field(factory=dict)

    def reads(self, family: str, name: str, text: str | None) -> None:
        """Take note of what people read instead of a name, for those who write that where the name belongs."""
        if text:
            self.read_as.setdefault((family, fold(text)), set()).add(name)

    def declare(self, family: str, name: str, span: Span) -> Iterator[Diagnostic]:
        """Take note of a name; says where it may not be given, and keeps the first of two."""
        if name in RESERVED.get(family, ()):
            message = f"'{name}' has a meaning of its own and cannot be the name of {TITLES[family]}."
            yield found("reserved-name", message, span, suggestion=Suggestion("Choose another name."))
        taken = self._taken(family, name)
        if taken is not None:
            other, first = taken
            message = f"'{name}' is already the name of {TITLES[other]}."
            related = (Related(first, f"here it is {TITLES[other]}."),)
            yield found("name-taken", message, span, related=related, suggestion=Suggestion("Rename one of them."))
        self.families[family].setdefault(name, span)

    def _taken(self, family: str, name: str) -> tuple[str, Span] | None:
        """Another thing of this name in a family that is used in the same places."""
        rivals = [other for group in SHARED if family in group for other in group if other != family]
        if family not in REPEATABLE:
            rivals.append(family)
        for other in rivals:
            if name in self.families[other]:
                return other, self.families[other][name]
        return None

    def known(self, *families: str) -> list[str]:
        """The names of these families, in order."""
        return [name for family in families for name in self.families[family]]

    def has(self, family: str, name: str) -> bool:
        """Whether the family has such a name."""
        return name in self.families[family]

    def find(
        self,
        text: str,
        span: Span,
        families: tuple[str, ...],
        words: Iterable[str] = (),
        *,
        counts: bool = True,
        fits: Callable[[str], bool] = bool,
    ) -> str | None:
        """
        The name that *text* is, or was most likely meant to be, among *families* and *words*.

        An unknown one is kept for ``unknowns``; None when not even a guess can be made.
        *counts* says whether this is a use of the name; only names that it *fits* are suggested.
        """
        extra = tuple(words)
        if text in extra:
            return text
        for family in families:
            if text in self.families[family]:
                if counts:
                    self.used.add((family, text))
                return text
        known = tuple(name for name in (*self.known(*families), *extra) if fits(name))
        return self._guess(text, span, families, known)

    def _guess(self, text: str, span: Span, families: tuple[str, ...], known: tuple[str, ...]) -> str | None:
        """Keep the unknown word; go on with the name that was meant, so that one slip is not told twice."""
        if self.absent.intersection(families):
            self.misses += 1
        else:
            self.miss(text, self._complaint(text, span, families, known))
        guess = nearest(text, known) or self._read(text, families, known)
        self.doubted.update(families)
        if guess is None:
            self.lost.update(families)
        else:
            self.used.update((each, guess) for each in families if guess in self.families[each])
        return guess

    def _read(self, text: str, families: tuple[str, ...], known: tuple[str, ...]) -> str | None:
        """The only name of which people read this text, or None."""
        names = {name for each in families for name in self.read_as.get((each, fold(text)), ()) if name in known}
        return names.pop() if len(names) == 1 else None

    def is_used(self, family: str, name: str) -> bool:
        """Whether something refers to a name, or may do so in a passage that could not be understood."""
        return (family, name) in self.used or name in self.mentioned or family in self.doubted

    def miss(self, text: str, finding: Diagnostic) -> None:
        """Keep the finding of an unknown word; the same word elsewhere is told with it."""
        self.misses += 1
        self.unknown.setdefault(text, []).append((finding.span, finding))

    def _complaint(self, text: str, span: Span, families: tuple[str, ...], known: tuple[str, ...]) -> Diagnostic:
        anything = len(families) > MOST_FAMILIES
        *most, last = (TITLES[each] for each in families)
        what = f"{', '.join(most)} or {last}" if most else last
        other = next((each for each in TITLES if self.has(each, text)), None)
        if anything:
            message = f"nothing in this file is called '{text}'."
        elif other is not None:
            message = f"'{text}' is {TITLES[other]}; what stands here is {what}."
        else:
            message = f"there is no {what.partition(' ')[2].replace(' a ', ' ')} called '{text}'."
        slug = "unknown-name" if anything else f"unknown-{families[0]}"
        read = None if nearest(text, known) else self._read(text, families, known)
        if read is not None:
            hint = Suggestion(f"Did you mean '{read}'? '{text}' is what people read.", read, span)
            return found(slug, message, span, suggestion=hint)
        way_out = meant(text, known, span) or Suggestion(NO_IDEA)
        if families == ("move",) and other is None and way_out.replacement is None:
            # What speaks of a move says what it must be like; taking that away would be the easier, worse way out.
            way_out = Suggestion(f"Add the move '{text}' if it is gone, or name another{_listed(known)}.")
        return found(slug, message, span, suggestion=way_out)

    def unknowns(self) -> Iterator[Diagnostic]:
        """One finding for each unknown word, at the first place, with the other places beside it."""
        without_partners = any(finding.slug == "no-partners" for (_, finding), *_ in self.unknown.values())
        for places in self.unknown.values():
            if without_partners and _is_gone_role(places[0][1]):
                # It stood below the line that is missing, most likely.
                continue
            places.sort(key=lambda place: place[0])
            (_, first), *others = places
            also = [Related(span, "here as well.") for span, _ in others[:MOST_RELATED]]
            yield attrs.evolve(first, related=(*first.related, *also))


def _listed(names: tuple[str, ...]) -> str:
    return f": {', '.join(names)}" if 0 < len(names) <= MOST_LISTED else ""


def _is_gone_role(finding: Diagnostic) -> bool:
    return finding.slug == "unknown-role" and (finding.suggestion is None or finding.suggestion.replacement is None)
