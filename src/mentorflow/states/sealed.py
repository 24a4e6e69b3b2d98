"""
Values that cannot be changed, made as fast as values that can.

An open base with attrs' fast initialiser is filled by one maker and becomes the sealed public class, which refuses
every later change (docs/decisions/0005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable


class Sealed:
    """Refuses every change; the makers below fill the slots before an object becomes sealed."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        msg = f"a {type(self).__name__} cannot be changed"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        msg = f"a {type(self).__name__} cannot be changed"
        raise AttributeError(msg)


def maker(slots: type, public: type[Any]) -> Callable[..., Any]:
    """A function that fills the slots in their order, then seals."""

    def make(*values: Any) -> Any:
        made: Any = slots(*values)
        made.__class__ = public
        return made

    return make
