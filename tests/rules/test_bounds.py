"""A comparison that comes out the same whatever is compared is known, held against all there can be."""

from __future__ import annotations

import operator
from itertools import product

import pytest

from mentorflow.rules.bounds import range_of, settled
from mentorflow.rules.build import build
from mentorflow.rules.calendar import Duration
from mentorflow.rules.source import read
from mentorflow.rules.workflow import LengthOfTime, Text, WholeNumber
from tests.fixtures import explained

OPS = {"more_than": operator.gt, "at_least": operator.ge, "fewer_than": operator.lt, "at_most": operator.le}
# As good as no end: beyond every bound that is tried.
FAR = 9
RANGES = [(low, high) for low in range(4) for high in (*range(low, 4), None)]
RULES = (explained.HOME / "MF413-outside-range-more-than" / "bad" / "buddies.yaml").read_text("utf-8")


@pytest.mark.parametrize("op", OPS)
def test_settled_is_what_every_pair_comes_to(op: str) -> None:
    """Settled is what all pairs agree on, and nothing where they do not; a range may be open above."""
    for left, right in product(RANGES, RANGES):
        pairs = product(*(range(low, (FAR if high is None else high) + 1) for low, high in (left, right)))
        ways = {OPS[op](*pair) for pair in pairs}

        assert (ways.pop() if len(ways) == 1 else None) == settled(op, left, right)


def test_range_of_is_known_where_its_ends_are() -> None:
    """Lengths count by nominal minutes; where an end is a limit, or nothing is counted, no range is known."""
    day, week = Duration(days=1), Duration(days=7)

    assert (2, 5) == range_of(WholeNumber(2, 5))
    assert (day.nominal, week.nominal) == range_of(LengthOfTime(day, week))
    assert [None, None, None] == list(map(range_of, (LengthOfTime(day, "most"), LengthOfTime("least", week), Text())))


@pytest.mark.parametrize("bound", range(-2, 53))
@pytest.mark.parametrize("op", OPS)
def test_bound_is_refused_where_it_tells_nothing_apart(op: str, bound: int) -> None:
    """What the application tells is compared with a number that some of it passes and some does not."""
    text = RULES.replace("{more_than: 100}", f"{{{op}: {bound}}}")
    found = [finding.code for finding in build(read(text, "buddies.yaml")).diagnostics]

    assert text.count(f"{{{op}: {bound}}}") == 1
    assert (["MF413"] if len({OPS[op](number, bound) for number in range(51)}) == 1 else []) == found
