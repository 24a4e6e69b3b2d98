"""
Limits: the numbers of the policy, of what kind each is, and whether two of them can be compared or added.

Part of the builder; nothing here knows who uses a limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentorflow.diagnostics import Diagnostic, Related, Suggestion
from mentorflow.rules.blocks import block, is_empty, misshapen, pairs
from mentorflow.rules.calendar import Duration
from mentorflow.rules.findings import found
from mentorflow.rules.notation import TEXT
from mentorflow.rules.reading import amount, amount_range, length_or_name, part
from mentorflow.rules.workflow import TIME_LEFT, Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.rules.blocks import Block
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node
    from mentorflow.rules.workflow import Amount

NUMBER = "a number"
DAYS = "days or longer"
HOURS = "hours or minutes"
A_LENGTH = "Write a length of time such as 30 days, or name a limit that is one."
LENGTHS = frozenset({DAYS, HOURS, TIME_LEFT})


def limits(desk: Desk, top: Block) -> list[dict[str, Any]]:
    """The limits of the file, in its order; their values are kept for those who use them."""
    made = []
    lines = [(desk.declare("limit", key), key, value) for key, value in pairs(top.get("limits"))]
    for name, key, value in lines:
        with desk.watched("limit", name):
            made.append(_limit(desk, name, key, value))
    for limit in made:
        _not_in_a_circle(desk, limit)
    return [limit for limit in made if limit["amount"] is not None]


def _limit(desk: Desk, name: str, key: Node, value: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "amount": None, "span": key.span}
    if value.kind == "block":
        _ranged(desk, made, block(desk, value, "limit", f"the limit '{name}'", key.span))
    elif value.kind == "text" and not is_empty(value):
        made["amount"] = _amount(desk, value, name)
        desk.written.setdefault(name, value.span)
    else:
        misshapen(desk, key.span, f"behind '{key.text}'", TEXT, value)
    if made["amount"] is not None:
        desk.amounts.setdefault(name, made["amount"])
    return made


def _ranged(desk: Desk, made: dict[str, Any], parts: Block) -> None:
    """A limit that may be set for each partnership: its usual value has to lie in the range, in the same unit."""
    usually, may_be = parts.get("usually"), parts.get("may_be")
    value = None if usually is None else _amount(desk, usually, made["name"])
    ends = None if may_be is None else desk.take(amount_range(may_be), None)
    if value is None or ends is None or usually is None or may_be is None:
        return
    made["amount"] = value
    desk.written.setdefault(made["name"], usually.span)
    if isinstance(value, Share):
        message = f"'{usually.text}' is a share, and a share has no range of its own."
        way_out = f"Write '{made['name']}: {usually.text}', or a value of its own behind 'usually'."
        desk.report("share-with-range", message, usually.span, way_out=way_out)
    elif (_family(value) == NUMBER) != (NUMBER in {_family(ends[0]), _family(ends[1])}):
        plain, other = (usually, may_be) if _family(value) == NUMBER else (may_be, usually)
        message = f"'{plain.text}' has no unit, and '{other.text}' has one."
        desk.report("mixed-units", message, plain.span, way_out="Write both with a unit, or both without.")
    elif len({_family(value), _family(ends[0]), _family(ends[1])}) > 1:
        message = f"'{usually.text}' and '{may_be.text}' are not counted in the same unit: days and hours differ."
        desk.report("mixed-units", message, may_be.span, way_out=f"Write the range in {_family(value)} as well.")
    elif not _size(ends[0]) <= _size(value) <= _size(ends[1]):
        message = f"'{usually.text}' lies outside the range '{may_be.text}'."
        desk.report("outside-range", message, usually.span, way_out="Widen the range, or choose a value in it.")
    made["lowest"], made["highest"] = ends


def _amount(desk: Desk, node: Node, limit: str | None = None) -> Amount | None:
    """What a text says; *limit* is what it is the value of, which nobody means it to be a share of."""
    value = amount(node)
    if isinstance(value, Diagnostic):
        desk.keep(value)
        return None
    if not isinstance(value, Share):
        return value
    span = part(node, value.of)
    of = desk.find_at(value.of, span, "limit", words=(TIME_LEFT,), fits=lambda name: name != limit)
    if of == TIME_LEFT and not desk.has_ends:
        way_out = "Add 'ends', which says when the time is over."
        desk.report("time-left-without-ends", "there is no 'ends', so there is no time left.", span, way_out=way_out)
    return None if of is None else Share(value.percent, of)


def _not_in_a_circle(desk: Desk, limit: dict[str, Any]) -> None:
    """Shares may stand on shares, but not on themselves; a circle is told at its first limit."""
    chain: list[str] = []
    name = limit["name"]
    while isinstance(desk.amounts.get(name), Share) and name not in chain:
        chain.append(name)
        name = desk.amounts[name].of  # type: ignore[union-attr]
    if not chain or name != limit["name"]:
        return
    circle = " -> ".join([*chain, name])
    message = f"the limit '{name}' is a share of itself: {circle}."
    desk.report("circular-share", message, limit["span"], way_out="Give one of them a value of its own.")
    for member in chain:
        desk.broken.add(("limit", member))
        del desk.amounts[member]


# --- kinds of limits ------------------------------------------------------------------------------------------------
def family(desk: Desk, value: Amount | str | None) -> str | None:
    """
    What an amount, or the limit of that name, is counted in.

    Shares are counted like what they are a share of; None when it cannot be told because of an error.
    """
    while isinstance(value, str | Share):
        name = value.of if isinstance(value, Share) else value
        if name == TIME_LEFT:
            return TIME_LEFT
        value = desk.amounts.get(name)
    return None if value is None else _family(value)


def _family(value: Amount) -> str:
    if isinstance(value, Duration):
        return DAYS if value.is_calendar else HOURS
    return NUMBER


def _size(value: int | Duration | Share) -> int:
    if isinstance(value, Duration):
        return value.nominal
    return value.percent if isinstance(value, Share) else value


def a_length(desk: Desk, node: Node) -> Duration | str | None:
    """
    A length of time, or a limit that is one; None where there is an error.

    A share written in place becomes a limit that is called like the share is written.
    """
    if "%" in node.text:
        return _share_in_place(desk, node)
    read = length_or_name(node)
    if isinstance(read, Diagnostic):
        desk.keep(read)
        return None
    return known_length(desk, read, node.span)


def _share_in_place(desk: Desk, node: Node) -> str | None:
    value = _amount(desk, node)
    if value is None:
        return None
    name = str(value)
    desk.amounts.setdefault(name, value)
    desk.shares.setdefault(name, node.span)
    if family(desk, name) == NUMBER:
        message = f"'{name}' is a number; a length of time stands here."
        desk.report("wrong-kind-of-limit", message, node.span, way_out=A_LENGTH)
        return None
    return name


def unnamed_limits(desk: Desk) -> list[dict[str, Any]]:
    """The shares that were written in place, as limits."""
    return [{"name": name, "amount": desk.amounts[name], "span": span} for name, span in desk.shares.items()]


def known_length(desk: Desk, read: Duration | str, span: Span) -> Duration | str | None:
    """The same for what has been read already: a name has to be that of a limit that is a length of time."""
    if isinstance(read, Duration):
        return read
    name = desk.find_at(read, span, "limit", fits=lambda limit: family(desk, limit) != NUMBER)
    if name is not None and family(desk, name) == NUMBER:
        message = f"the limit '{name}' is a number; a length of time stands here."
        unfit(desk, name, span, message, A_LENGTH)
        return None
    if name is not None:
        desk.fitting.add(name)
    return name


# --- limits of the wrong sort ---------------------------------------------------------------------------------------
def unfit(desk: Desk, name: str, span: Span, message: str, way_out: str) -> None:
    """Keep a use of a limit of the wrong sort; *way_out* counts where nothing can be said about its value."""
    other = _other_value(desk.amounts[name])
    hint = Suggestion(f"{other} there, or name a limit that is one." if other else way_out)
    related = (Related(desk.written[name], "the limit stands here."),)
    desk.does_not_fit(name, found("wrong-kind-of-limit", message, span, suggestion=hint, related=related))


def unfits(desk: Desk) -> Iterator[Diagnostic]:
    """A limit that fits nowhere was most likely written wrongly: told once, at its value; otherwise at each use."""
    for name, findings in desk.unfit.items():
        value = desk.amounts[name]
        other = _other_value(value)
        if name in desk.fitting or other is None:
            yield from findings
        else:
            has = "has a unit, but a number" if isinstance(value, Duration) else "has no unit, but a length of time"
            message = f"the limit '{name}' {has} stands where it is used."
            uses = sorted(finding.span for finding in findings)
            related = tuple(Related(span, "it is used here.") for span in uses)
            hint = Suggestion(f"{other}.")
            yield found("wrong-kind-of-limit", message, desk.written[name], suggestion=hint, related=related)


def _other_value(value: Amount) -> str | None:
    """How the value of a limit would have to be written to be of the other sort; None where nothing can be said."""
    if isinstance(value, Duration):
        return "Write a number without a unit"
    if isinstance(value, Share) or not value:
        return None
    units = ("hour", "day") if value == 1 else ("hours", "days")
    return f"Write {' or '.join(f'{value} {unit}' for unit in units)}"
