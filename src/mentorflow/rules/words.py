"""
The words every rule file shares: who is meant, where a word stands, and what some words always mean.

Only data; the lowest room of the frozen definition.
"""

from __future__ import annotations

import attrs

from mentorflow.diagnostics import Span

NOWHERE = Span("", 1, 1, 1, 1)

EITHER = "either partner"
EACH = "each partner"
OTHER = "other partner"
NOBODY = "nobody"
STAY = "stay"
BACK = "back"
TIME_LEFT = "time left"


def place() -> Span:
    """A field for the place of a word in its file."""
    return attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen
class Role:
    """Somebody who takes part: *kind* is ``partners``, ``staff``, ``others`` or ``application``."""

    name: str
    kind: str
    text: str
    span: Span = place()


@attrs.frozen
class Who:
    """Some people, as the file writes them: role names and the words for partners, in the order written."""

    parts: tuple[str, ...]
    span: Span = place()

    @property
    def is_each_partner(self) -> bool:
        """Whether every partner is meant one by one: a joint move, or a form with a copy each."""
        return self.parts == (EACH,)

    def __str__(self) -> str:
        return ", ".join(self.parts)
