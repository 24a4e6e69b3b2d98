"""
What a step can be expected to bring, read off what it brought, and which of that does not come under other rules.

The words are those of a scenario file; whether one of them is met is known to ``compare`` alone.
Nothing here searches, plays or writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.compare import unmet
from mentorflow.plays.read_expectations import reasons
from mentorflow.plays.scenario import REFUSED, Expectation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.play import Played
    from mentorflow.rules.workflow import Workflow
    from mentorflow.states.flow import Flow
    from mentorflow.states.owing import Due

# The order in which a step says what it expects.
ORDER = ("expect", "because", "told", "told_of", "warned", "effect", "owes", "sees", "sees_nothing_of")
# A record without where its partnership began, which says by which rules.
_ORIGIN = -1
# What is said of one person at a time.
OF_SOMEBODY = frozenset({"told_of", "owes"})


def outcome(played: Played) -> Expectation:
    """That a step is refused, or the state it leads to."""
    if refused(played):
        return Expectation("expect", (REFUSED,))
    return Expectation("expect", ("" if played.partnership is None else played.partnership.state,))


def refused(played: Played) -> bool:
    """Whether a step was refused; a start that could not even be tried was."""
    never_tried = not played.decisions and played.partnership is None
    return never_tried or any(not one.accepted for one in played.decisions)


def expected(workflow: Workflow, played: Played) -> tuple[Expectation, ...]:
    """What is expected of a step: everything that came of it, for its reader to approve."""
    if played.step.viewer is not None:
        return ()
    first = () if played.step.act == "look" and played.partnership is None else (outcome(played),)
    if refused(played):
        because = _because(workflow, played)
        return (*first, *([Expectation("because", because)] if because else []))
    told = Expectation("told", _told(played))
    more = (("warned", _warned(played)), ("effect", _effects(played)))
    return (*first, told, *(Expectation(kind, words) for kind, words in more if words))


def _because(workflow: Workflow, played: Played) -> tuple[str, ...]:
    """The conditions and the questions for which a step is refused."""
    known = set(reasons(workflow))
    found = [
        each.subject for one in played.decisions for each in one.refusals if each.kind in {"condition", "answer"}
    ]
    return tuple(name for name in dict.fromkeys(found) if name in known)


def _told(played: Played) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notice.to for decision in played.decisions for notice in decision.notices))


def _warned(played: Played) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warned.subject for decision in played.decisions for warned in decision.warnings))


def _effects(played: Played) -> tuple[str, ...]:
    return tuple(dict.fromkeys(effect for decision in played.decisions for effect in decision.effects))


# --- what other rules do not meet -----------------------------------------------------------------------------------
def telling(
    flow: Flow, other: Flow, played: Played, otherwise: Played, *, owed: bool = False
) -> tuple[Expectation, ...]:
    """
    What a step brings under the rules of *flow* and does not under those of *other*; empty where nothing tells them.

    The step was played under both; with *owed* it is looked at what people owe afterwards as well.
    """
    if _same(played, otherwise) and not owed:
        return ()
    asked = [] if played.step.viewer is not None else [outcome(played)]
    if otherwise.failures:
        # A start that is expected to be refused may be so for its limits as well.
        return () if played.failures or (refused(played) and played.step.limits) else tuple(asked)
    if asked and _misses(other, otherwise, asked):
        return tuple(asked)
    for one in (*expected(flow.workflow, played), *_further(played, otherwise)):
        if _misses(other, otherwise, [*asked, one]):
            return (one,)
    return tuple(_owed(flow, other, played, otherwise)) if owed and asked and not refused(played) else ()


def _same(played: Played, otherwise: Played) -> bool:
    """Whether a step brought the very same under both rules, so that nothing need be held against each other."""
    here, there = played.decisions, otherwise.decisions
    return (
        len(here) == len(there) > 0
        and played.seen == otherwise.seen
        and all(
            one.refusals == each.refusals
            and one.warnings == each.warnings
            and [record[:_ORIGIN] for record in one.records] == [record[:_ORIGIN] for record in each.records]
            for one, each in zip(here, there, strict=True)
        )
    )


def _misses(other: Flow, otherwise: Played, expectations: Iterable[Expectation]) -> bool:
    step = attrs.evolve(otherwise.step, expectations=tuple(expectations))
    return bool(unmet(other, attrs.evolve(otherwise, step=step)))


def _further(played: Played, otherwise: Played) -> Iterator[Expectation]:
    """What is said only where it tells rules apart: that nothing more came, and what is seen."""
    if played.step.viewer is not None:
        yield from _seen(played, otherwise)
        return
    if refused(played):
        return
    nothing = (("warned", _warned(played)), ("effect", _effects(played)))
    yield from (Expectation(kind, ()) for kind, words in nothing if not words)
    hears = dict.fromkeys((notice.to, notice.about) for decision in played.decisions for notice in decision.notices)
    yield from (Expectation("told_of", one) for one in hears)


def _owed(flow: Flow, other: Flow, played: Played, otherwise: Played) -> Iterator[Expectation]:
    """The first thing that somebody owes and does not otherwise."""
    may, there = _owable(flow.workflow), {(due.person, due.name) for due in _dues(other, otherwise)}
    here = [(due.person, due.name) for due in _dues(flow, played) if due.name in may]
    yield from [Expectation("owes", one) for one in here if one not in there][:1]


def _dues(flow: Flow, played: Played) -> tuple[Due, ...]:
    p = played.partnership
    return () if p is None else flow.due(p, at=max(played.step.at, p.at))


def _owable(workflow: Workflow) -> set[str]:
    """What a scenario can say that somebody owes: forms, what a state waits for, and halves of joint moves."""
    waiting = {deadline.name for state in workflow.states for deadline in state.deadlines}
    return {*workflow.form_by_name, *waiting, *(move.name for move in workflow.every_move() if move.joint)}


def _seen(played: Played, otherwise: Played) -> Iterator[Expectation]:
    """What somebody sees that is not seen otherwise, and the other way round."""
    here, there = (_names(each) for each in (played, otherwise))
    if less := tuple(name for name in here if name not in there):
        yield Expectation("sees", less)
    if more := tuple(name for name in there if name not in here):
        yield Expectation("sees_nothing_of", more)


def _names(played: Played) -> dict[str, None]:
    return dict.fromkeys(sight.name for _, seen in played.seen for sight in seen)
