"""
Numbers one more or less, lengths of time a little longer or shorter, and comparisons that are nearly the same.

Pure; whether the changed rules hold together is found out elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.calendar import Duration, as_written
from mentorflow.rules.english import listed, plain
from mentorflow.rules.workflow import ChooseAny, Fact, LimitName, ListOf, Share, Test, Texts, WholeNumber
from mentorflow.tools.mutate import spots
from mentorflow.tools.mutate.change import without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Amount, Deadline, Limit, Workflow
    from mentorflow.tools.mutate.change import Change, Spot

HOUR = 60
# A comparison that differs from another one only where both sides are equal.
NEXT_TO = {"more_than": "at_least", "at_least": "more_than", "fewer_than": "at_most", "at_most": "fewer_than"}


def amounts(workflow: Workflow) -> Iterator[Change]:
    """Every change of this module, in the order of the notation."""
    for spot in spots.limits(workflow):
        yield from _of_limit(spot)
    once = {move.name for move in workflow.start}
    for spot in spots.deadlines(workflow):
        yield from _of_deadline(spot)
        # What happens once only is its own first and latest time.
        if not once.issuperset(spot.thing.moments):
            yield from _otherwise_counted(spot)
    for spot, _ in spots.marks(workflow):
        yield from _nearby_offset(spot)
    for spot in spots.conditions(workflow):
        yield from _of_condition(spot)
    for spot in spots.fields(workflow):
        yield from _marked(spot)
        yield from spots.when_answered(spot, _of_answers(spot))


def nearby(amount: Amount) -> Iterator[Any]:
    """The amount a little larger, and a little smaller where that is anything."""
    for sign in (1, -1):
        if isinstance(amount, Duration):
            yield from _longer(amount, sign)
        elif isinstance(amount, Share):
            yield from [attrs.evolve(amount, percent=amount.percent + sign)] if amount.percent + sign > 0 else []
        elif amount + sign >= 0:
            yield amount + sign


def _longer(length: Duration, sign: int) -> Iterator[Duration]:
    """By one day, one month, one hour or one minute: the unit in which it is written."""
    step = HOUR if length.minutes % HOUR == 0 and "minute" not in length.written else 1
    unit = ("months", 1) if length.months else ("minutes", step) if length.minutes else ("days", 1)
    changed = getattr(length, unit[0]) + sign * unit[1]
    if changed > 0:
        yield attrs.evolve(length, **{unit[0]: changed}, written="")


def _kind(amount: object) -> str:
    return "numbers" if isinstance(amount, int) else "lengths"


def _instead(new: object, old: object) -> str:
    """Two values beside each other, lengths of time in the same units."""
    return f"{new} instead of {old}"


def _of_limit(spot: Spot) -> Iterator[Change]:
    limit: Limit = spot.thing
    for name, words in (("amount", "is"), ("lowest", "may be at the least"), ("highest", "may be at the most")):
        before = getattr(limit, name)
        for after in nearby(before) if before is not None else ():
            if _in_order(attrs.evolve(limit, **{name: after})):
                yield spot.with_(_kind(before), f"{words} {_instead(after, before)}", **{name: after})


def _in_order(limit: Limit) -> bool:
    """Whether what is usual lies between the least and the most."""
    known = [value for value in (limit.lowest, limit.amount, limit.highest) if value is not None]
    sizes = [value.nominal if isinstance(value, Duration) else value for value in known]
    return len(sizes) == 1 or sizes == sorted(sizes)


def _of_deadline(spot: Spot) -> Iterator[Change]:
    deadline: Deadline = spot.thing
    for name, words in (("within", "is"), ("every", "comes back every")):
        before = getattr(deadline, name)
        for after in nearby(before) if isinstance(before, Duration) else ():
            yield spot.with_("lengths", f"{words} {_instead(after, before)}", **{name: after})
    for after in nearby(deadline.at_most) if deadline.at_most is not None else ():
        if after:
            says = f"comes at most {after} instead of {deadline.at_most} times"
            yield spot.with_("numbers", says, at_most=after)


def _otherwise_counted(spot: Spot) -> Iterator[Change]:
    deadline: Deadline = spot.thing
    other = {"first": "latest", "latest": "first"}.get(deadline.anchor)
    if other is not None:
        says = f"is counted from the {other} {listed(deadline.moments)} instead of the {deadline.anchor}"
        yield spot.with_("lengths", says, anchor=other)


def _nearby_offset(spot: Spot) -> Iterator[Change]:
    before = spot.thing.offset
    for after in nearby(before) if isinstance(before, Duration) else ():
        yield spot.with_("lengths", f"comes {_instead(after, before)} from the end", offset=after)


# --- comparisons ----------------------------------------------------------------------------------------------------
def _of_condition(spot: Spot) -> Iterator[Change]:
    tests: tuple[Test, ...] = spot.thing.tests
    for n, test in enumerate(tests):
        for kind, says, after in _otherwise(test):
            changed = (*tests[:n], after, *tests[n + 1 :])
            yield spot.with_(kind, f"asks that {test.fact} {says}", test.span, tests=changed)


def _marked(spot: Spot) -> Iterator[Change]:
    """The comparison that makes an answer unfavorable."""
    mark = spot.thing.unfavorable
    if isinstance(mark, Test):
        for _, says, after in _otherwise(mark):
            yield spot.with_("marks", f"is unfavorable if it {says}", mark.span, unfavorable=after)


def _of_answers(spot: Spot) -> Iterator[Change]:
    """What an answer should be, and how many there have to be."""
    kind, advised = spot.thing.kind, spot.thing.should_be
    if isinstance(advised, WholeNumber):
        for name, words in (("low", "at least"), ("high", "at most")):
            for after in nearby(getattr(advised, name)):
                says = f"should be {words} {_instead(after, getattr(advised, name))}"
                changed = attrs.evolve(advised, **{name: after})
                if changed.low <= changed.high:
                    yield spot.with_("numbers", says, should_be=changed)
    if isinstance(kind, Texts):
        yield from _how_many(spot, "count", "exactly")
    elif isinstance(kind, ListOf | ChooseAny) and kind.at_least:
        yield from _how_many(spot, "at_least", "at least")


def _how_many(spot: Spot, name: str, words: str) -> Iterator[Change]:
    kind = spot.thing.kind
    before = getattr(kind, name)
    for after in nearby(before):
        if after or name == "at_least":
            changed = attrs.evolve(kind, **{name: after})
            yield spot.with_("numbers", f"asks for {words} {_instead(after, before)}", kind=changed)


def _otherwise(test: Test) -> Iterator[tuple[str, str, Test]]:
    """Comparisons that are nearly the same: the kind of change, the rest of a sentence, the comparison."""
    if test.op in NEXT_TO:
        op = NEXT_TO[test.op]
        says = f"is {plain(op)} instead of {plain(test.op)} {_bound(test.value)}"
        yield "comparisons", says, attrs.evolve(test, op=op)
    if isinstance(test.value, int | Duration) and not isinstance(test.value, bool):
        how = f"{plain(test.op)} " if test.op in NEXT_TO else ""
        for after in nearby(test.value):
            says = f"is {how}{_instead(after, test.value)}"
            yield _kind(test.value), says, attrs.evolve(test, value=after, words=str(after))
    if test.op == "complete":
        no, was = ("not ", "") if test.value else ("", "not ")
        says = f"is {no}complete instead of {was}complete"
        yield "comparisons", says, attrs.evolve(test, value=not test.value, words="no" if test.value else "yes")
    if isinstance(test.value, tuple) and len(test.value) > 1:
        yield from _of_words(test, test.value)


def _of_words(test: Test, words: tuple[str, ...]) -> Iterator[tuple[str, str, Test]]:
    verb = {"is": "is", "include": "includes"}.get(test.op, "includes all of")
    last = "and" if test.op == "include_all" else "or"
    for n, word in enumerate(words):
        left = without(words, n)
        says = f"{verb} {listed(left, last)}, no longer {word}"
        yield "comparisons", says, attrs.evolve(test, value=left, words=", ".join(left))
    if test.op in {"include", "include_all"}:
        one, other = ("all", "any") if test.op == "include" else ("any", "all")
        op = "include_all" if test.op == "include" else "include"
        yield "comparisons", f"includes {one} instead of {other} of {listed(words)}", attrs.evolve(test, op=op)


def _bound(value: object) -> str:
    if isinstance(value, LimitName):
        return value.name
    return str(value) if isinstance(value, Fact) else as_written(value)
