"""The reference page of the Python names, made from the signatures and docstrings of the front door."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from typing import TYPE_CHECKING, ForwardRef

import attrs

import mentorflow
from mentorflow import errors
from mentorflow.states import codec, decision, options, owing, verify, views

if TYPE_CHECKING:
    from types import FunctionType

WIDTH = 100
_WRITTEN = "__annotations__"
# A comma between two parameters, not one inside brackets.
_OUTER_COMMA = re.compile(r", (?![^\[]*\])")
INTRODUCTION = """\
# Python

Every name that `mentorflow` offers, in the order of the alphabet; then what its answers are made of, how they are
stored, and what is raised, each with the room to import it from.
Before version 1.0 a minor release may change a name, with a note; the rule format and stored records stay readable.
"""
PARTS: tuple[type, ...] = (
    options.Option,
    owing.Due,
    decision.Refusal,
    decision.Warned,
    views.View,
    views.FormView,
    views.SheetView,
    verify.Difference,
)
STORING = (codec.dump, codec.load_record, codec.load_partnership)


def page() -> str:
    """The whole page: functions first, then what they answer, how that is stored, then what they raise."""
    things = {name: getattr(mentorflow, name) for name in sorted(mentorflow.__all__, key=str.lower)}
    functions = {name: thing for name, thing in things.items() if inspect.isfunction(thing)}
    raised = {name: thing for name, thing in vars(errors).items() if isinstance(thing, type) and _is_raised(thing)}
    values = {n: t for n, t in things.items() if isinstance(t, type) and n not in raised}
    return "\n".join(
        [
            INTRODUCTION,
            "## Functions\n",
            *(_function(name, thing, "###") for name, thing in functions.items()),
            "## Values\n",
            *(_class(name, thing) for name, thing in values.items()),
            "## What answers are made of\n",
            *(_class(thing.__name__, thing, _room(thing)) for thing in PARTS),
            "## Storing\n",
            *(_function(thing.__name__, thing, "###", _room(thing)) for thing in STORING),
            "## Exceptions\n",
            *(f"### {name}\n\n{_room(thing)}{_told(thing)}\n" for name, thing in raised.items()),
        ]
    )


def _is_raised(thing: type) -> bool:
    return issubclass(thing, BaseException)


def _room(thing: type | FunctionType) -> str:
    """The line that says where to import something from."""
    return f"From `{thing.__module__}`.\n\n"


def _class(name: str, thing: type, room: str = "") -> str:
    parts = [f"### {name}\n\n{room}{_told(thing)}\n", *_fields(thing)]
    for base in reversed(thing.__mro__):
        parts += [_member(name, *item) for item in vars(base).items() if _is_offered(thing, base, *item)]
    return "\n".join(parts)


def _is_offered(thing: type, base: type, name: str, member: object) -> bool:
    """Whether a member is one of ours, public, and not overridden further down."""
    if (
        name.startswith("_")
        or not base.__module__.startswith("mentorflow")
        or vars(thing).get(name, member) != member
    ):
        return False
    return inspect.isfunction(member) or isinstance(member, property) or hasattr(member, "func")


def _member(owner: str, name: str, member: object) -> str:
    if inspect.isfunction(member):
        return _function(f"{owner}.{name}", member, "####")
    return f"#### {owner}.{name}\n\n{_told(member)}\n"


def _fields(thing: type) -> list[str]:
    listed = [field.name for field in attrs.fields(thing)] if attrs.has(thing) else getattr(thing, "_fields", ())
    # As written in the class: attrs itself may hold the resolved types by now.
    written = {name: kind for base in reversed(thing.__mro__) for name, kind in vars(base).get(_WRITTEN, {}).items()}
    names = [f"`{name}: {_kind(written[name])}`" for name in listed if name[0] != "_"]
    return [f"Holds {', '.join(names)}.\n"] if names else []


def _kind(written: object) -> object:
    """A kind as written in the class; named tuples hold it wrapped."""
    return written.__forward_arg__ if isinstance(written, ForwardRef) else written


def _function(name: str, function: object, level: str, room: str = "") -> str:
    return f"{level} {name}\n\n{room}{textwrap.indent(_signature(name, function), '    ')}\n\n{_told(function)}\n"


def _signature(name: str, function: object) -> str:
    """The signature as it stands in the source, on one line where it fits."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    if not isinstance(tree, ast.FunctionDef):
        return name
    tree.args.args = [argument for argument in tree.args.args if argument.arg != "self"]
    answer = f" -> {ast.unparse(tree.returns)}" if tree.returns else ""
    taken = ast.unparse(tree.args)
    line = f"{name}({taken}){answer}"
    if len(line) <= WIDTH:
        return line
    return f"{name}(\n    {_OUTER_COMMA.sub(',' + chr(10) + '    ', taken)},\n){answer}"


def _told(thing: object) -> str:
    """A docstring for a page: code in single quotes of code, one sentence on a line."""
    return (inspect.getdoc(thing) or "").replace("``", "`")
