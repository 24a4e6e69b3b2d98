"""
Other names for all names of a workflow, and what is told under them put back into the first names.

One name stands for one thing of one kind; where a text leaves open which kind is meant, the kinds share the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.renaming.words import Names, Word

NEW = re.compile(r"\b([Nn])([_ ]?)(\d{4})\b")


@attrs.frozen
class Naming:
    """Which name each name of a kind gets, and which name each number stood for."""

    new: dict[tuple[str, str], str]
    old: tuple[str, ...]

    def renamed(self, text: str, words: Iterable[Word]) -> str:
        """A text with other names in the places of these words, and nothing else changed."""
        for word in sorted(words, reverse=True):
            text = f"{text[: word.start]}{self.new[word.kinds[0], word.text]}{text[word.end :]}"
        return text

    def out_of(self, words: Iterable[str]) -> Naming:
        """The same, with a word out of these, each taken once, for every new name."""
        other = dict(zip(sorted(set(self.new.values())), words, strict=False))
        return Naming({thing: other[new] for thing, new in self.new.items()}, ())

    def back(self) -> Naming:
        """The naming that undoes this one."""
        return Naming({(kind, new): old for (kind, old), new in self.new.items()}, ())

    def told(self, text: str) -> str:
        """What is told under the new names, told in the old ones; with spaces where names are told as words."""
        return NEW.sub(self._first, text)

    def _first(self, match: re.Match[str]) -> str:
        old = self.old[int(match[3])]
        return old.replace("_", " ") if match[2] == " " else old


def naming(names: Names, words: Iterable[Word]) -> Naming:
    """
    Other names for all of these, in the opposite of their alphabetical order.

    A name of several words becomes one of two, so that it is told as words as well.
    *words* say which kinds have to share a name.
    """
    shared = {(kind, word.text): (word.kinds[0], word.text) for word in words for kind in word.kinds[1:]}
    things = sorted((name, kind) for kind, known in names.of.items() for name in known)
    own = [(kind, name) for name, kind in reversed(things) if (kind, name) not in shared]
    new = {(kind, name): f"n{'_' * ('_' in name)}{number:04}" for number, (kind, name) in enumerate(own)}
    for each in shared:
        new[each] = new[_first(shared, each)]
    return Naming(new, tuple(name for _, name in own))


def _first(shared: dict[tuple[str, str], tuple[str, str]], thing: tuple[str, str]) -> tuple[str, str]:
    while thing in shared:
        thing = shared[thing]
    return thing
