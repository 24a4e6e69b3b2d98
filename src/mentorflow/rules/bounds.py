"""
What something that is compared can be, and comparisons that come out the same whatever it is.

Part of the builder; what may be compared with what is looked at in ``build_conditions``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import LengthOfTime, WholeNumber

if TYPE_CHECKING:
    from mentorflow.diagnostics import Span
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node
    from mentorflow.rules.workflow import Fact, Kind, Value

# What a fact is, where it is no question and no host fact: how often, how long, a form as a whole.
COUNTED, PASSED, WHOLE = "a number of times", "the time since a moment", "a form"
Sort: TypeAlias = "Kind | str"

# The facts that there always are; of any other a comparison may say no because there is nothing to compare.
NEVER_MISSING = frozenset({"host", "count", "times"})
# The least and the greatest there can be; None where there is no greatest.
Range: TypeAlias = "tuple[int, int | None]"


def range_of(sort: Sort) -> Range | None:
    """What a number or a length of time can be, lengths by their nominal minutes; None where that is not known."""
    if sort == COUNTED:
        return 0, None
    if isinstance(sort, WholeNumber):
        return sort.low, sort.high
    if isinstance(sort, LengthOfTime) and isinstance(sort.low, Duration) and isinstance(sort.high, Duration):
        return sort.low.nominal, sort.high.nominal
    return None


def settled(op: str, left: Range, right: Range) -> bool | None:
    """How a comparison comes out whatever is on both sides of it; None where that depends on what it is."""
    if op in {"fewer_than", "at_most"}:
        other = settled("at_least" if op == "fewer_than" else "more_than", left, right)
        return None if other is None else not other
    more = int(op == "more_than")
    (low, high), (least, most) = left, right
    if most is not None and low >= most + more:
        return True
    return False if high is not None and high < least + more else None


def may_be(desk: Desk, subject: Fact, sort: Sort, value: int, span: Span) -> None:
    """A number that is asked for exactly has to be one that there can be."""
    low, high = range_of(sort) or (value, value)
    if value < low or (high is not None and value > high):
        _outside(desk, f"'{subject}' is never {value}.", sort, span)


def tells_apart(desk: Desk, subject: Fact, sort: Sort, op: str, value: Value, node: Node) -> None:
    """
    A comparison with a number or a length has to say yes of some and no of others that there can be.

    Of what may be missing the lowest may be asked for: then the comparison asks whether there is any.
    """
    within, bound = range_of(sort), value.nominal if isinstance(value, Duration) else value
    if within is None or not isinstance(bound, int):
        return
    comes_out = settled(op, within, (bound, bound))
    if comes_out is False or (comes_out and subject.kind in NEVER_MISSING):
        often = "always" if comes_out else "never"
        _outside(desk, f"'{subject}' is {often} {op.replace('_', ' ')} {node.text}.", sort, node.span)


def _outside(desk: Desk, message: str, sort: Sort, span: Span) -> None:
    goes = f"from {sort.low} to {sort.high}" if isinstance(sort, WholeNumber | LengthOfTime) else "from 0 on"
    desk.report("outside-range", message, span, way_out=f"It goes {goes}.")
