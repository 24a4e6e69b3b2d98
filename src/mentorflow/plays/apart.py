"""
Telling two sets of rules apart: the shortest way found to go on after which they bring something else.

Both are played side by side, step by step; what they bring is held against each other by what a scenario can say.
The search goes breadth first from lives that are known, by what somebody could try (``attempts``) and by passing
time; that it finds nothing is no proof that there is nothing.
No chance, no clock; the same call always finds the same.
"""

from __future__ import annotations

import datetime as dt
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.plays.acts import acts
from mentorflow.plays.attempts import asked_in, attempts, beginnings
from mentorflow.plays.expecting import OF_SOMEBODY, ORDER, expected, refused, telling
from mentorflow.plays.life import FOUND, Life
from mentorflow.plays.moments import NOON, local_time
from mentorflow.plays.runner import one_step
from mentorflow.plays.scenario import Scenario, Step
from mentorflow.plays.times import next_falls, thresholds
from mentorflow.plays.worths import fine, worths
from mentorflow.rules.calendar import instant, local_date, microseconds
from mentorflow.rules.workflow import Fact
from mentorflow.states.deadlines import next_falling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.plays.attempts import Aim
    from mentorflow.plays.given import Given
    from mentorflow.plays.places import Places
    from mentorflow.plays.play import Played
    from mentorflow.plays.scenario import Expectation
    from mentorflow.rules.workflow import Field
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

ONE_MINUTE = dt.timedelta(minutes=1)
ONE_DAY = dt.timedelta(days=1)
# How many lines of deadlines are let fall one after the other from one place.
MOST_FALLS = 12
# How many steps a place is held back that has nothing to do with what is looked for.
FURTHER_AWAY = 3
# How many steps are tried for one other set of rules before it is given up.
MOST_TRIED = 20_000


@attrs.frozen(eq=False)
class Pair:
    """A life under the rules as they are, and the same steps under other rules; nothing told them apart so far."""

    life: Life
    other: tuple[Played, ...]

    @property
    def here(self) -> Partnership | None:
        """What became of the partnership under the rules as they are."""
        return self.life.partnership

    @property
    def there(self) -> Partnership | None:
        """What became of it under the other rules."""
        return self.other[-1].partnership if self.other else None


@attrs.frozen(eq=False)
class Told:
    """
    A life whose last step brings something else under other rules; it expects what it brings, and *by* is what tells.

    *quiet* says that the step leaves the partnership as it was.
    """

    life: Life
    by: tuple[Expectation, ...]
    quiet: bool


@attrs.define(eq=False)
class Apart:
    """
    Two sets of rules side by side.

    *known* is what can be answered and told, so that the tests of both come out in every way; with *owed* it is
    looked at what people owe as well.
    """

    known: Given
    other: Flow
    people: Any
    places: Places
    enough: Callable[[], bool] = lambda: False
    owed: bool = False
    left: int = MOST_TRIED

    @property
    def flow(self) -> Flow:
        """The rules as they are."""
        return self.known.flow

    # --- one step under both --------------------------------------------------------------------------------------
    def anew(self, left: int, *, owed: bool = False) -> Apart:
        """The same rules side by side, for so many steps more."""
        return attrs.evolve(self, left=left, owed=owed)

    def spent(self) -> bool:
        """Whether enough has been tried."""
        return self.left <= 0 or self.enough()

    def tried(self, pair: Pair, step: Step) -> Pair:
        """A pair with one step more, played under both."""
        self.left -= 1
        scenario = Scenario(FOUND, pair.life.people, ())
        here = _played(one_step(self.flow, scenario, step, pair.here, pair.life.steps, owed=False))
        there = _played(one_step(self.other, scenario, step, pair.there, pair.other, owed=False))
        life = attrs.evolve(pair.life, steps=(*pair.life.steps, here))
        return Pair(life, (*pair.other, there))

    def told(self, pair: Pair) -> Told | None:
        """What the last step of a pair tells apart."""
        played, otherwise = pair.life.steps[-1], pair.other[-1]
        if played.failures and not _out_of_range(played):
            return None
        by = telling(self.flow, self.other, played, otherwise, owed=self.owed)
        if not by:
            return None
        whole = expecting(self.flow, played, by)
        life = attrs.evolve(pair.life, steps=(*pair.life.steps[:-1], whole))
        return Told(life, by, quiet=refused(played) or played.step.viewer is not None)

    # --- from one place -------------------------------------------------------------------------------------------
    def from_place(self, pair: Pair, aim: Aim, *, room: bool = True) -> Iterator[Told]:
        """Whatever tells the rules apart by one attempt on a pair; where there is *room*, by letting time pass."""
        if aim.falls and room and pair.here is not None and pair.there is not None:
            yield from self._by_waiting(pair)
        for at, waited in self._instants(pair, waits=aim.instants and room):
            for step in self._attempts(waited, at, aim):
                found = self.told(self.tried(waited, step))
                if found is not None:
                    yield found

    def _attempts(self, pair: Pair, at: dt.datetime, aim: Aim) -> Iterator[Step]:
        if pair.here is None:
            yield from beginnings(self.known, self.people, at, aim)
        elif aim.plain:
            yield from (one.step for one in acts(self.known, pair.here, at) if aim.has(one.step.names[0]))
        else:
            yield from attempts(self.known, pair.here, at, aim)

    def _instants(self, pair: Pair, *, waits: bool) -> Iterator[tuple[dt.datetime, Pair]]:
        """When to try: at once, and where conditions look back, on both sides of what they ask for."""
        here = pair.here
        if here is None:
            yield local_time(self.known.day, NOON, self.flow.workflow.timezone), pair
            return
        yield _last(pair), pair
        for us in thresholds(self.known, here) if waits else ():
            at = self._noon(us)
            if at > _last(pair):
                waited = self._waited(pair, at)
                if waited is not None:
                    yield at, waited

    def _noon(self, us: int) -> dt.datetime:
        """Noon of the day that begins at an instant; the instant itself where it is within one."""
        noon = local_time(local_date(us, self.flow.workflow.timezone), NOON, self.flow.workflow.timezone)
        exact = instant(us)
        return noon if (noon - exact) == ONE_DAY / 2 else _whole_minute(exact)

    def _waited(self, pair: Pair, at: dt.datetime) -> Pair | None:
        """The pair once deadlines have fallen up to an instant; None where that tells the rules apart already."""
        here = pair.here
        if here is None or next_falling(self.flow.plan, here, microseconds(at)) is None:
            return pair
        after = self.tried(pair, Step(at, "look", ("due",)))
        return None if self.told(after) is not None or after.other[-1].failures else after

    def _by_waiting(self, pair: Pair) -> Iterator[Told]:
        """Let one line of a deadline fall after the other, each looked at when it falls."""
        walked = pair
        for _ in range(MOST_FALLS):
            at = self._next_fall(walked)
            if at is None:
                return
            # Whatever falls before is looked at before, so that it cannot stand in for what is looked for.
            before = self._waited(pair, at - ONE_MINUTE) if at - ONE_MINUTE > _last(pair) else pair
            found = None if before is None else self.told(self.tried(before, Step(at, "look", ("due",))))
            if found is not None:
                yield found
            walked = self.tried(walked, Step(at, "look", ("due",)))
            if walked.other[-1].failures or self.told(walked) is not None:
                return

    def _next_fall(self, pair: Pair) -> dt.datetime | None:
        """When the next line of a deadline falls under either rules, by the minute."""
        falls = [
            falling.us
            for flow, p in ((self.flow, pair.here), (self.other, pair.there))
            if p is not None
            for falling in next_falls(flow, p)
        ]
        at = _whole_minute(instant(min(falls))) if falls else None
        return None if at is None else max(at, _last(pair))

    # --- further away ---------------------------------------------------------------------------------------------
    def search(self, begin: Iterable[Pair], aim: Aim, *, moments: frozenset[int]) -> Told | None:
        """
        The first that tells the rules apart, going on from some pairs by what is allowed; None once enough is tried.

        Pairs in whose state something is that is aimed at are gone on from first.
        *moments* are slots of moments of which it matters whether they came twice.
        """
        queue = [(self._far(pair, aim), number, pair) for number, pair in enumerate(begin)]
        seen = {each for _, _, pair in queue for each in self._atoms(pair, moments)}
        number = len(queue)
        heapify(queue)
        while queue and not self.spent():
            far, _, pair = heappop(queue)
            for after in self._further(pair):
                found = self.told(after)
                if found is not None:
                    return found
                new = set(self._atoms(after, moments)) - seen
                if new and not refused(after.life.steps[-1]):
                    seen |= new
                    found = next(self.from_place(after, aim), None)
                    if found is not None:
                        return found
                    number += 1
                    heappush(queue, (far + 1, number, after))
        return None

    def answered(self, begin: Iterable[Pair], aim: Aim) -> Told | None:
        """The first that tells the rules apart once the question that is aimed at has an answer, asked or not."""
        for pair in sorted(begin, key=lambda pair: self._far(pair, aim)):
            for after in self._answering(pair, aim):
                if self.spent():
                    return None
                found = self.told(after) or next(self.from_place(after, aim), None)
                if found is not None:
                    return found
                for further in self._further(after, without=aim.names or frozenset()):
                    found = self.told(further)
                    if found is not None:
                        return found
        return None

    def _far(self, pair: Pair, aim: Aim) -> int:
        """How many steps later a pair is gone on from: at once where its state has something that is aimed at."""
        if pair.here is None or not aim.names:
            return 0
        state = self.flow.plan.states[pair.here.state]
        names = {*state.moves, *(wait.form.form.name for wait in (*state.waits, *state.on_change))}
        return 0 if names & aim.names else FURTHER_AWAY

    def _further(self, pair: Pair, without: frozenset[str] = frozenset()) -> Iterator[Pair]:
        """A pair with one step more that is worth trying: an act, but for some, or a deadline that falls."""
        if pair.here is None:
            at = local_time(self.known.day, NOON, self.flow.workflow.timezone)
            steps: Iterable[Step] = beginnings(self.known, self.people, at)
        else:
            fall = self._next_fall(pair)
            falls = [] if fall is None else [Step(fall, "look", ("due",))]
            steps = (*falls, *(one.step for one in acts(self.known, pair.here, self._day_after(pair))))
        yield from (self.tried(pair, step) for step in steps if step.names[0] not in without)

    def _answering(self, pair: Pair, aim: Aim) -> Iterator[Pair]:
        """A pair with one step more in which the question that is aimed at has an answer, asked or not."""
        here, (home, name) = pair.here, aim.answer or ("", "")
        first: dict[Any, Step] = {}
        for one in acts(self.known, here, self._day_after(pair)) if here is not None and home else ():
            if one.step.names[0] == home:
                first.setdefault((one.step.by, name in dict(one.step.answers or ())), one.step)
        for step in first.values():
            told = dict(step.answers or ())
            for field in (each for each in asked_in(self.flow.workflow, step) if each.name == name):
                for value in [told[name]] if name in told else self._answers(home, field, here, step.at):
                    yield self.tried(pair, attrs.evolve(step, answers=tuple({**told, name: value}.items())))

    def _answers(self, home: str, field: Field, p: Partnership | None, at: dt.datetime) -> Iterable[Any]:
        """Answers to a question: a plain one, and one for each way in which the tests on it come out."""
        base = self.known.base(p, at)
        tests = self.known.tests.get(Fact("field", field.name, home), ())
        asked = [one for test in tests if (one := base.asked(test)) is not None]
        return dict.fromkeys((fine(field, base), *(worths(field.kind, asked, base) if asked else ())))

    def _day_after(self, pair: Pair) -> dt.datetime:
        """Noon of the next day, or at once where something would fall before."""
        at, here = _last(pair), pair.here
        date = local_date(microseconds(at), self.flow.workflow.timezone) + ONE_DAY
        noon = local_time(date, NOON, self.flow.workflow.timezone)
        falls = here is not None and next_falling(self.flow.plan, here, microseconds(noon)) is not None
        return at if falls else noon

    def _atoms(self, pair: Pair, moments: frozenset[int]) -> Iterator[Any]:
        p = pair.here
        if p is not None:
            yield from ((p.state, atom) for atom in self.places.atoms(p, microseconds(_last(pair))))
            twice = tuple(slot for slot in moments if (moment := p.moments[slot]) is not None and moment.times > 1)
            yield from ((p.state, ("twice", slot, True)) for slot in twice)
            if twice:
                falls = frozenset((each.plan.slot, each.count) for each in next_falls(self.flow, p))
                yield p.state, ("stands", twice, falls)


def expecting(flow: Flow, played: Played, by: Iterable[Expectation] = ()) -> Played:
    """A step that expects everything it brought, with what tells it apart."""
    step, whole = played.step, (*played.step.expectations, *expected(flow.workflow, played), *by)
    found: dict[Any, Expectation] = {}
    for one in whole:
        key = (one.kind, *(one.words if one.kind in OF_SOMEBODY else ()))
        before = found.get(key)
        words = one.words if before is None else tuple(dict.fromkeys((*before.words, *one.words)))
        found[key] = attrs.evolve(one, words=words)
    ordered = sorted(found.values(), key=lambda one: ORDER.index(one.kind))
    return attrs.evolve(played, step=attrs.evolve(step, expectations=tuple(ordered)), failures=())


def _played(step: Played) -> Played:
    """A step without expectations as it was played: only that it cannot be played is a failure, not a refusal."""
    return attrs.evolve(step, failures=()) if step.decisions else step


def _out_of_range(played: Played) -> bool:
    """Whether a start was refused for the limits it was to have, which is expected."""
    return bool(played.step.limits) and played.partnership is None


def _last(pair: Pair) -> dt.datetime:
    return pair.life.steps[-1].step.at


def _whole_minute(at: dt.datetime) -> dt.datetime:
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + ONE_MINUTE
