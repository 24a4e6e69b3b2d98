"""
What mending an example changes: lines of the file, of the rules beside it, its name, or what stands beside it.

Nothing here lays anything out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.tools.explain.folders import RULES
from mentorflow.tools.explain.visible import changes, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.tools.explain.folders import Explanation, Text
    from mentorflow.tools.explain.visible import Change


@attrs.frozen
class Mending:
    """One thing that is done: words, each with the lines that belong to it, such as those before and those after."""

    steps: tuple[tuple[str, tuple[str, ...]], ...]


def mendings(explained: Explanation) -> tuple[Mending, ...]:
    """Everything that is changed, in the order in which people meet it; nothing where no file is kept."""
    if explained.instead:
        return ()
    return (*_around(explained), *_in(explained.bad, explained.good, ""))


def _around(explained: Explanation) -> Iterator[Mending]:
    """What is changed beside the file itself."""
    if explained.bad.name != explained.good.name:
        yield Mending(((f"the file is called {explained.good.name}", ()),))
    if explained.good_rules.text and not explained.bad_rules.text:
        yield Mending(((f"{RULES} stands in the same folder", ()),))
    else:
        yield from _in(explained.bad_rules, explained.good_rules, f" of {RULES}")


def _in(bad: Text, good: Text, of: str) -> Iterator[Mending]:
    """One for each place."""
    for change in changes(bad, good):
        yield _all_of(change) if len(change.after) == len(lines_of(good)) else _one(change, of)


def _one(change: Change, of: str) -> Mending:
    if not change.after:
        return Mending(((f"without line {change.line}{of}", change.before),))
    if not change.before:
        return Mending(((f"behind line {change.line - 1}{of}", change.after),))
    return Mending(((f"line {change.line}{of} before", change.before), ("after", change.after)))


def _all_of(change: Change) -> Mending:
    """A file in which next to nothing stood."""
    return Mending((("the whole file", change.after),))
