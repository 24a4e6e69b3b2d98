"""
Who holds what in a partnership, and whom a word of the file means there.

A ``Cast`` is a ``Who`` of the file turned into role slots, once per workflow.
Nothing here knows of forms, deadlines or conditions.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from mentorflow.rules.workflow import EACH, EITHER, NOBODY, OTHER
from mentorflow.states.partnership import Holders, holders
from mentorflow.states.records import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Who


class Post(NamedTuple):
    """A role and its slot; *not_actor* for ``other partner``."""

    role: str
    slot: int
    not_actor: bool = False


Cast: TypeAlias = tuple[Post, ...]
People: TypeAlias = tuple[Holders, ...]

# Notices are made by the thousand; this fills one at once from a tuple of its fields.
_notice = partial(tuple.__new__, Notice)


def cast(layout: Layout, who: Who | None) -> Cast:
    """The posts that a ``Who`` means, in the order written; partners in the order of the file."""
    return () if who is None else tuple(post for part in who.parts for post in _posts(layout, part))


def cast_of_roles(layout: Layout, roles: Iterable[str]) -> Cast:
    """The posts of some roles."""
    return tuple(Post(role, layout.roles[role]) for role in roles)


def _posts(layout: Layout, part: str) -> Iterator[Post]:
    if part in {EITHER, EACH, OTHER}:
        names = layout.workflow.partner_roles
        yield from (Post(name, layout.roles[name], part == OTHER) for name in names)
    elif part != NOBODY:
        yield Post(part, layout.roles[part])


def role_in(posts: Cast, people: People, person: str) -> str | None:
    """The first of the posts' roles that a person holds (ruling 17); None when they hold none."""
    for role, slot, _ in posts:
        held = people[slot]
        if held == person or (type(held) is tuple and person in held):
            return role
    return None


def people_in(posts: Cast, people: People, actor: str | None = None) -> dict[str, str]:
    """The people meant, each once, with the first role they are meant in, in order."""
    meant: dict[str, str] = {}
    for post in posts:
        for person in holders(people[post.slot]):
            if not (post.not_actor and person == actor):
                meant.setdefault(person, post.role)
    return meant


def told(
    posts: Cast, people: People, actor: str | None, kind: str, about: str, mark: str | None = None
) -> list[Notice]:
    """A notice to each person meant, each once, in order."""
    made: list[Notice] = []
    seen: list[str] = []
    for role, slot, not_actor in posts:
        held = people[slot]
        for person in (held,) if type(held) is str else holders(held):
            if person not in seen and not (not_actor and person == actor):
                seen.append(person)
                made.append(_notice((person, role, kind, about, mark)))
    return made
