"""
Readings that no condition makes: who acts, what the machine has kept, what the host says of a form.

Each is a part of a formula that is ready: how it is read, and in which of its classes it counts as yes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from mentorflow.tools.export.spelling import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mentorflow.rules.formulas import Formula


def known(read: dict[str, Any], classes: int, yes: Iterable[int]) -> Formula:
    """A reading that is ready, as a part of a formula."""
    return cast("Formula", Known(json.dumps(read), classes, frozenset(yes)))


def is_set(*path: str | int, to: object = True) -> Formula:
    """Whether what stands at a path is this value."""
    return known({"value": list(path), "words": [to]}, 3, {0})


def by(roles: Sequence[str]) -> Formula:
    """Whether the person who acts holds one of these roles."""
    return known({"by": list(roles)}, 2, {1})


def listed(path: Sequence[str], has: str, roles: Sequence[str] | None = None) -> Formula:
    """Whether a list of people has ``the actor``, ``another``, ``anybody``, or ``everybody else`` in some roles."""
    return known({"list": list(path), "has": has, **({} if roles is None else {"roles": list(roles)})}, 2, {1})


def complete(form: str) -> Formula:
    """Whether a form is complete."""
    return is_set("form", form, "complete")


def used(form: str) -> Formula:
    """Whether a complete form has led on already."""
    return is_set("context", "used", form)


def back() -> Formula:
    """Whether this step goes back to the state before."""
    return is_set("context", "step", "back")
