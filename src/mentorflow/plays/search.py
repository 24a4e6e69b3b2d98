"""
Searching the lives of a workflow: for each goal the shortest life found that reaches it, or why there is none.

The search goes breadth first through partnerships, by the acts worth trying (``acts``) and by passing time, and
drives ``Flow`` like any application.
A partnership is gone on from only where something is true of it in its state that was not true there before
(``places``); that bounds the search, and what it does not find need not be impossible.
The order is that of the file: no chance, no clock; the same call always finds the same lives.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from itertools import combinations
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.plays.acts import acts, starts
from mentorflow.plays.bearing import bearing, closed
from mentorflow.plays.elements import mark_key
from mentorflow.plays.exercise import happened
from mentorflow.plays.given import given
from mentorflow.plays.goals import refusals
from mentorflow.plays.life import FOUND, Life
from mentorflow.plays.margins import met
from mentorflow.plays.moments import NOON, local_time
from mentorflow.plays.places import places
from mentorflow.plays.play import Played
from mentorflow.plays.runner import decided
from mentorflow.plays.scenario import DAY_0, Scenario, Step
from mentorflow.plays.sides import asked_for, judged, sides
from mentorflow.plays.times import next_falls, thresholds
from mentorflow.rules.calendar import instant, local_date, microseconds
from mentorflow.states.deadlines import next_falling
from mentorflow.states.explain import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mentorflow.plays.acts import Try
    from mentorflow.plays.bearing import Bearing
    from mentorflow.plays.elements import Key
    from mentorflow.plays.given import Given
    from mentorflow.plays.goals import Goal
    from mentorflow.plays.places import Atom, Places
    from mentorflow.plays.scenario import Pairs
    from mentorflow.states.deadlines import Falling
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

# How closely partnerships are told apart: by one thing that is true of them, by two together, or by all of them.
WHOLE = 0
ONE_DAY = dt.timedelta(days=1)
NAMES = ("ana", "raj", "kim", "sol")


@attrs.frozen
class Bounds:
    """
    When a search gives up: after so many partnerships gone on from, or where a life has so many steps.

    *enough* is asked now and then and says whether to stop early, for callers who have a clock.
    """

    partnerships: int = 4000
    steps: int = 60
    enough: Callable[[], bool] | None = None


@attrs.frozen
class Found:
    """
    What a search found: *lives* by goal, and for every other goal the *reasons* in a plain clause.

    *partnerships* is how many were gone on from; *complete* says that nothing was left to try, so that the search did
    not give up.
    """

    lives: dict[Goal, Life]
    reasons: dict[Goal, str]
    partnerships: int
    complete: bool

    def life(self, goal: Goal) -> Life | None:
        """The life that reaches a goal; its last step does."""
        return self.lives.get(goal)


def find(
    flow: Flow,
    goals: Iterable[Goal],
    *,
    bounds: Bounds | None = None,
    people: Pairs | None = None,
    facts: Pairs = (),
    day_0: dt.date = DAY_0,
    begun: Sequence[Life] = (),
    near: bool = False,
) -> Found:
    """
    For every goal a short life that reaches it, or the reason why none was found; one search serves all goals.

    *people* are those who take part (by role; made up otherwise), *facts* what the application tells where nothing
    else is tried, *day_0* the day of the start.
    *begun* are lives that may be gone on from as well as from nothing, and whose texts are used again.
    With *near* numbers just beside a bound are tried as well.
    Deterministic; reads no clock.
    """
    written = [played.step for life in begun for played in life.steps]
    known = given(flow, day_0, facts, near=near, written=written)
    scenario = Scenario(FOUND, made_up(flow) if people is None else people, ())
    return _rounds(known, scenario, bounds or Bounds(), list(dict.fromkeys(goals)), begun)


def _rounds(known: Given, scenario: Scenario, bounds: Bounds, goals: list[Goal], begun: Sequence[Life]) -> Found:
    """Look for everything at once first, then more closely for what has the same bearing, then as closely as can."""
    lives: dict[Goal, Life] = {}
    gone_on, complete = 0, True
    for width, only, some in _closer(known.flow, goals, lives):
        left = attrs.evolve(bounds, partnerships=bounds.partnerships - gone_on)
        search = _Search(known, places(known), scenario, left, some, begun, width=width, only=only)
        found = search.run()
        lives |= found.lives
        gone_on, complete = gone_on + found.partnerships, found.complete
        if not complete and found.reasons:
            break
    reason = _reason(gone_on, complete=complete)
    return Found(lives, {goal: reason for goal in goals if goal not in lives}, gone_on, complete)


def _closer(
    flow: Flow, goals: list[Goal], lives: dict[Goal, Life]
) -> Iterator[tuple[int, Bearing | None, list[Goal]]]:
    """What to look for, how closely, and what has a bearing on it; *lives* is looked at anew each time."""
    yield 1, None, goals
    for width in (2, WHOLE):
        groups: dict[Bearing | None, list[Goal]] = {}
        for goal in goals:
            if goal not in lives:
                only = None if goal.key is None else bearing(flow.workflow, goal.key, nearest=width != WHOLE)
                groups.setdefault(only, []).append(goal)
        yield from ((width, only, some) for only, some in groups.items())


def _reason(gone_on: int, *, complete: bool) -> str:
    """Why something was not found, in a plain clause."""
    if complete:
        return f"not found from {gone_on} partnerships, after which nothing new came up"
    return f"given up after {gone_on} partnerships"


def made_up(flow: Flow) -> Pairs:
    """Somebody for every role, in the order of the file; the names are those of the shipped scenarios."""
    roles = [role.name for role in flow.workflow.roles]
    return tuple((role, NAMES[n] if n < len(NAMES) else f"the_{role}") for n, role in enumerate(roles))


@attrs.frozen(eq=False)
class _Place:
    """
    A partnership at an instant, and how it came there; *played* is None where only time has passed.

    *begun* is the life that the first of these places goes on from; *waited* says that the next act is to happen at
    this very instant.
    """

    p: Partnership | None
    at: dt.datetime
    before: _Place | None = None
    played: Played | None = None
    steps: int = 0
    begun: Life | None = None
    waited: bool = False


@attrs.define(eq=False)
class _Search:
    """One search as it goes on."""

    known: Given
    places: Places
    scenario: Scenario
    bounds: Bounds
    open: list[Goal]
    begun: Sequence[Life] = ()
    lives: dict[Goal, Life] = attrs.Factory(dict)
    by_key: dict[Key, list[Goal]] = attrs.Factory(dict)
    marks: dict[Key, set[Key]] = attrs.Factory(dict)
    seen: set[Any] = attrs.Factory(set)
    alike: set[Any] = attrs.Factory(set)
    tried: set[Any] = attrs.Factory(set)
    behind: dict[tuple[str, ...], frozenset[str]] = attrs.Factory(dict)
    queue: deque[_Place] = attrs.Factory(deque)
    gone_on: int = 0
    width: int = 1
    only: Bearing | None = None

    @property
    def flow(self) -> Flow:
        return self.known.flow

    def run(self) -> Found:
        """Search until everything is found, nothing is left, or the bounds are reached."""
        for goal in self.open:
            if goal.key is not None:
                self.by_key.setdefault(goal.key, []).append(goal)
                self.marks.setdefault(goal.key[1:-2] if goal.key[0] == "notice" else goal.key, set()).add(goal.key)
        self._start()
        while self.queue and self.open and not self._gives_up():
            self._go_on(self.queue.popleft())
        complete = not self.queue
        reason = _reason(self.gone_on, complete=complete)
        return Found(self.lives, dict.fromkeys(self.open, reason), self.gone_on, complete)

    def _gives_up(self) -> bool:
        enough = self.bounds.enough
        return self.gone_on >= self.bounds.partnerships or (enough is not None and enough())

    # --- going on -------------------------------------------------------------------------------------------------
    def _start(self) -> None:
        at = local_time(self.known.day, NOON, self.flow.workflow.timezone)
        begin = _Place(None, at)
        for each in starts(self.known, self.scenario.people, at):
            self._try(begin, each.step)
        for life in self.begun:
            if life.partnership is not None:
                self.queue.append(_Place(life.partnership, life.steps[-1].step.at, begun=life))

    def _go_on(self, place: _Place) -> None:
        self.gone_on += 1
        if place.p is None or place.steps >= self.bounds.steps:
            return
        at = place.at if place.waited else self._next(place.p, place.at)
        for each in acts(self.known, place.p, at):
            if not self._in_vain(place.p, each):
                self._try(place, each.step)
        for falling in next_falls(self.flow, place.p):
            if not self._waited_for(place.p, falling):
                self._try(place, Step(self._daytime(falling.us, place.at), "look", ("due",)))
        for us in thresholds(self.known, place.p):
            self._wait(place, place.p, self._daytime(us, place.at))

    def _wait(self, place: _Place, p: Partnership, at: dt.datetime) -> None:
        """Let time pass up to an instant; what falls until then is a step of its own."""
        if at > place.at and next_falling(self.flow.plan, p, microseconds(at)) is None:
            self._note(_Place(p, at, place, None, place.steps, waited=True))
        elif at > place.at:
            self._try(place, Step(at, "look", ("due",)), waited=True)

    def _in_vain(self, p: Partnership, each: Try) -> bool:
        """Whether an act that leads nowhere, or nowhere else, has been tried in this state already."""
        step, close = each.step, self.width != WHOLE
        by_the_way = self.only is not None and each.ends and step.names[0] not in self.only.moves
        if not (each.idle or each.refused or (each.odd and close) or (by_the_way and close)):
            return False
        key = (p.state, step.act, step.names, step.by, step.facts, each.refused, bool(p.pending))
        if key in self.tried:
            return True
        self.tried.add(key)
        return False

    def _waited_for(self, p: Partnership, falling: Falling) -> bool:
        """Whether a line of a deadline has been waited for in this state, and could bring nothing else."""
        mark, deadline = falling.mark.mark, falling.plan.deadline
        if self.only is not None and self.width != WHOLE and mark.to is None:
            return (deadline.owner, deadline.name) not in self.only.deadlines
        key = (p.state, falling.plan.slot, falling.count)
        if key not in self.tried:
            self.tried.add(key)
            return False
        open_goals = self.marks.get(mark_key(deadline, mark), set()) & self.by_key.keys()
        return self.width == 1 and not open_goals and mark.to not in self.flow.workflow.routing_by_name

    def _next(self, p: Partnership, at: dt.datetime) -> dt.datetime:
        """When the next act happens: at noon of the day after, or at once where something would fall before."""
        date = local_date(microseconds(at), self.flow.workflow.timezone) + ONE_DAY
        noon = local_time(date, NOON, self.flow.workflow.timezone)
        return at if next_falling(self.flow.plan, p, microseconds(noon)) is not None else noon

    def _daytime(self, us: int, after: dt.datetime) -> dt.datetime:
        """Noon of the day of an instant; the instant itself, to the minute, in the afternoon."""
        date = local_date(us, self.flow.workflow.timezone)
        noon, exact = local_time(date, NOON, self.flow.workflow.timezone), instant(us)
        whole = exact + (dt.timedelta(minutes=1) if exact.second or exact.microsecond else dt.timedelta())
        at = noon if noon >= exact else whole.replace(second=0, microsecond=0)
        return max(at, after)

    def _try(self, place: _Place, step: Step, *, waited: bool = False) -> None:
        """Act, see what it reaches, and keep where it leads."""
        made = decided(self.flow, self.scenario, step, place.p)
        if not made:
            return
        after = made[-1].partnership
        come = _Place(after, step.at, place, Played(step, made, after), place.steps + 1, waited=waited)
        for whole in made:
            for decision in (*whole.before, whole):
                self._look(come, decision)
        if after is not None and made[-1].accepted:
            self._note(come)

    def _note(self, place: _Place) -> None:
        """Keep a partnership where something is new about it."""
        p = place.p
        if p is None:
            return
        atoms = self.places.atoms(p, microseconds(place.at), self.only)
        new = {(p.state, some) for some in self._new(atoms)} - self.seen
        if new:
            self.seen |= new
            self.queue.append(place)

    def _new(self, atoms: tuple[Atom, ...]) -> Iterable[Any]:
        """What has to be new about a partnership: one thing, two things together, or all of it."""
        if self.width == WHOLE:
            return (atoms,)
        return atoms if self.width == 1 else (*atoms, *combinations(atoms, 2))

    # --- goals ----------------------------------------------------------------------------------------------------
    def _look(self, come: _Place, decision: Decision) -> None:
        """Which goals a decision reaches."""
        if self.by_key and not self._seen_alike(decision):
            for key in self._keys(decision):
                for goal in self.by_key.pop(key, ()):
                    self._reached(goal, come)
        for goal in [goal for goal in self.open if goal.when is not None]:
            if goal.when is not None and goal.when(self.flow, decision.partnership, decision):
                self._reached(goal, come)

    def _seen_alike(self, decision: Decision) -> bool:
        """Whether a decision that can only reach the same goals has been looked at."""
        record, act = decision.record, decision.why
        if record is None or not isinstance(act, Act):
            return False
        key = (act.p.state, *record[2:4], *record[5:6], *record[8:10], *record[12:14], record.change.opened)
        if key in self.alike and record.answers is None:
            return not self._judges(act, decision)
        self.alike.add(key)
        return False

    def _keys(self, decision: Decision) -> Iterator[Key]:
        yield from happened(self.flow, decision)
        yield from refusals(decision)
        if isinstance(decision.why, Act) and self._judges(decision.why, decision):
            found = judged(decision.why, decision)
            yield from sides(self.flow.workflow, found)
            yield from met(self.flow.workflow, decision.why.us, found)

    def _judges(self, act: Act, decision: Decision) -> bool:
        """Whether a decision asked a condition that is looked for."""
        wanted = {key[1] for key in self.by_key if key[0] in {"condition", "threshold"}}
        return bool(wanted) and not wanted.isdisjoint(self._behind(asked_for(act, decision)))

    def _behind(self, names: tuple[str, ...]) -> frozenset[str]:
        """Some conditions with all that they are made of."""
        if names not in self.behind:
            self.behind[names] = frozenset(each.name for each in closed(self.flow.workflow, names))
        return self.behind[names]

    def _reached(self, goal: Goal, come: _Place) -> None:
        self.open.remove(goal)
        self.lives[goal] = self._life(come)

    def _life(self, place: _Place) -> Life:
        """The life that leads to a place."""
        steps: list[Played] = [] if place.played is None else [place.played]
        first = place
        while first.before is not None:
            first = first.before
            steps += [] if first.played is None else [first.played]
        own = tuple(reversed(steps))
        if first.begun is None:
            return Life(self.scenario.people, own, facts=self.known.facts)
        begun = first.begun
        return attrs.evolve(begun, steps=(*begun.steps, *own))
