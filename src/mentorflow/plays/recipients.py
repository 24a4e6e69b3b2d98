"""
Whom a rule can reach at all: the roles that a ``tell`` or a ``remind`` names and that can ever get the notice.

Read off the workflow alone; whom a notice did reach stands in the records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.edges import awaited, standing
from mentorflow.rules.layout import anchors, opening
from mentorflow.states.people import cast, cast_of_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Deadline, Form, State, Who


def roles_told(layout: Layout, tell: Who | None, by: Who | None = None, not_by: Who | None = None) -> tuple[str, ...]:
    """
    The roles that a ``tell`` can reach; *by* and *not_by* say who acts, where only certain roles do.

    ``other partner`` never reaches a role that is the only one to act.
    """
    barred = {post.role for post in cast(layout, not_by)}
    actors = {post.role for post in cast(layout, by)} - barred
    posts = (post for post in cast(layout, tell) if not (post.not_actor and actors == {post.role}))
    return tuple(dict.fromkeys(post.role for post in posts))


def roles_reminded(layout: Layout, deadline: Deadline, remind: Who | None) -> tuple[str, ...]:
    """The roles that a ``remind`` names and that can owe something while its deadline stands."""
    owe = _can_owe(layout, deadline) if remind is not None else frozenset()
    return tuple(role for role in roles_told(layout, remind) if role in owe)


def _can_owe(layout: Layout, deadline: Deadline) -> frozenset[str]:
    """Those who fill in, sign or open the form; without a form those who can act where the deadline stands."""
    workflow, (kind, name) = layout.workflow, deadline.owner
    if kind == "form":
        form = workflow.form_by_name[name]
        opened = anchors(deadline) == (opening(name),)
        return frozenset(_of_form(layout, form, openers=not opened))
    states = (state for state in workflow.states if deadline in standing(workflow, state))
    return frozenset(role for state in states for role in _of_state(layout, state, deadline))


def _of_form(layout: Layout, form: Form, *, openers: bool = True) -> Iterator[str]:
    """Where the time is counted from the opening, nobody has to open it any more."""
    posts = (*cast(layout, form.filled_in_by), *cast(layout, form.signed_by))
    yield from (post.role for post in posts)
    yield from (post.role for post in cast_of_roles(layout, form.opened_by if openers else ()))


def _of_state(layout: Layout, state: State, deadline: Deadline) -> Iterator[str]:
    moves: Iterable[Who] = (move.by for move in awaited(layout.workflow, state, deadline))
    yield from (post.role for by in moves for post in cast(layout, by))
    for when in state.when_complete:
        yield from _of_form(layout, layout.workflow.form_by_name[when.form])
