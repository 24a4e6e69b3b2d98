"""
What proposals are called, and what is said above them: the changes they notice, put together where they are alike.

Nothing here looks for anything.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mentorflow.plays.write import WIDTH, Written
from mentorflow.rules.clauses import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.tools.guard.drafts import Guard
    from mentorflow.tools.mutate.change import Change

_KINDS_OF_THINGS = ("the question ", "the detail ", "the form ", "the move ", "the limit ")


def named(guards: Iterable[Guard], taken: set[str]) -> Iterator[Written]:
    """Each proposal with a name of its own, and a comment that says which changes it notices."""
    names = set(taken)
    for guard in guards:
        begun = guard.life.begin_with
        plain = "small_changes_from_the_start" if begun is None else f"small_changes_after_{begun}"
        name = next(each for each in (plain, *(f"{plain}_{n}" for n in range(2, 1000))) if each not in names)
        names.add(name)
        yield Written(name, guard.life, tuple(_comment(guard.notices)))


def _comment(changes: Iterable[Change]) -> Iterator[str]:
    yield "Notices if"
    for sentence in _sentences(changes):
        yield from textwrap.wrap(
            f"- {sentence}", WIDTH - 4, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )


def _sentences(changes: Iterable[Change]) -> Iterator[str]:
    """One for every change; one for several things of a kind to which the same happens."""
    alike: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        alike.setdefault((_kind_of_thing(change), change.says.removeprefix(change.about)), []).append(change)
    for (kind, happens), some in alike.items():
        names = [change.about.removeprefix(kind) for change in some]
        yield f"{kind}{listed(dict.fromkeys(names), 'or')}{happens}"


def _kind_of_thing(change: Change) -> str:
    return next((kind for kind in _KINDS_OF_THINGS if change.about.startswith(kind)), "")
