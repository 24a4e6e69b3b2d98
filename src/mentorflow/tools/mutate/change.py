"""
One small change to the rules: what it replaces, what it is called, and which things of the workflow it touches.

Only data, and putting a new thing in the place of an old one; what is worth changing is said in other modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

if TYPE_CHECKING:
    from mentorflow.diagnostics import Span
    from mentorflow.plays.elements import Key
    from mentorflow.rules.workflow import Workflow

# The kinds of changes in the order in which they are told, each with its heading.
KINDS = {
    "numbers": "Numbers, one more or one less",
    "lengths": "Lengths of time, a little longer or shorter",
    "comparisons": "What is compared, and how",
    "conditions": "What has to hold, or is only advised",
    "targets": "Where something leads",
    "people": "Who acts, signs or hears of it",
    "notices": "Notices that are left out",
    "effects": "What happens besides, left out",
    "marks": "Which answers are unfavorable",
    "required": "Which answers have to be given",
    "sight": "Who sees what",
    "questions": "When something is asked",
}

# The way to a thing: attributes, and places in lists counted from zero.
Path: TypeAlias = tuple[str | int, ...]


@attrs.frozen
class Change:
    """
    One small change.

    *kind* is a key of ``KINDS``; *says* is what is otherwise, as the rest of a sentence; *path* leads to the thing
    that *value* replaces.
    *touches* are the keys of what a scenario has to exercise to notice it most likely; *only_there* says that a
    scenario which exercises none of these plays exactly as before.
    *named* is the form or move that somebody has to try for that; empty where other things may do as well.
    *home* is the form or move that is changed itself, or a question of it; *about* what *says* begins with.
    """

    kind: str
    says: str
    span: Span
    path: Path
    value: Any
    touches: tuple[Key, ...] = ()
    only_there: bool = False
    named: str = ""
    home: str = ""
    about: str = ""

    @property
    def sentence(self) -> str:
        """What is otherwise, with its line."""
        return f"{self.says} (line {self.span.line})"

    def made(self, workflow: Workflow) -> Workflow:
        """The workflow with this change; pure."""
        changed: Workflow = put(workflow, self.path, self.value)
        return changed


@attrs.frozen
class Spot:
    """
    A thing of the workflow where it stands: the way to it, what sentences call it, and its keys.

    *home* is the form or move that it is, or that a question stands in.
    """

    path: Path
    thing: Any
    called: str
    span: Span
    touches: tuple[Key, ...] = ()
    home: str = ""

    def with_(
        self,
        kind: str,
        says: str,
        span: Span | None = None,
        /,
        *,
        only_there: bool = False,
        **new: object,
    ) -> Change:
        """The change that gives this thing other attributes; *says* follows what the thing is called."""
        value = attrs.evolve(self.thing, **new)
        return Change(
            kind=kind,
            says=f"{self.called} {says}",
            span=span or self.span,
            path=self.path,
            value=value,
            touches=self.touches,
            only_there=only_there,
            home=self.home,
            about=self.called,
        )


def put(thing: Any, path: Path, value: Any) -> Any:  # noqa: ANN401 - whatever a workflow is made of
    """A thing with *value* at the end of a path in it."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*thing[:step], put(thing[step], rest, value), *thing[step + 1 :])
    return attrs.evolve(thing, **{step: put(getattr(thing, step), rest, value)})


def without(values: tuple[Any, ...], index: int) -> tuple[Any, ...]:
    """A list without one of its entries."""
    return (*values[:index], *values[index + 1 :])
