"""
Scenarios for the small changes that nobody would notice, as few and as short as can be.

For every change the shortest way to go on from a scenario is looked for after which the changed rules bring something
else; what can be tried at one place is tried there together, and what a longer life notices by the way is left to it.
Whether a proposal notices a change is found out by playing it, never by how it was found.
Pure; nothing here reads a file or prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.apart import Apart, Pair, expecting
from mentorflow.plays.attempts import EVERYTHING, Aim
from mentorflow.plays.given import given
from mentorflow.plays.life import Life
from mentorflow.plays.noticing import Watchers
from mentorflow.plays.places import places
from mentorflow.plays.runner import play
from mentorflow.rules.calendar import microseconds
from mentorflow.rules.tables import conditions_behind, conditions_in
from mentorflow.rules.workflow import Field, LimitName, Share
from mentorflow.states.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mentorflow.plays.apart import Told
    from mentorflow.plays.given import Given
    from mentorflow.plays.places import Places
    from mentorflow.plays.play import Played
    from mentorflow.plays.scenario import Pairs, Scenario, Script, Step
    from mentorflow.rules.workflow import Test, Workflow
    from mentorflow.tools.mutate.change import Change

# How long a proposal may become: steps of its own that lead on, and all of them.
MOST_ON, MOST_STEPS = 5, 16
# How many steps are tried for one change where somebody stands already, and further away.
MOST_TRIED, MOST_TRIED_FURTHER = 6000, 12_000


@attrs.frozen
class Guard:
    """One proposal: a life whose own steps say what they expect, and the changes it notices."""

    life: Life
    notices: tuple[Change, ...]


@attrs.frozen
class Guarded:
    """What was found: *guards*, and the changes for which nothing was."""

    guards: tuple[Guard, ...]
    unfound: tuple[Change, ...]


def guards(
    flow: Flow,
    script: Script,
    people: Pairs,
    unnoticed: Sequence[Change],
    *,
    enough: Callable[[], bool] = lambda: False,
    told: Callable[[int, int], None] = lambda _, __: None,
) -> Guarded:
    """
    Scenarios that notice changes which those of *script* do not, and what none was found for.

    *people* are those of new lives; *enough* says now and then whether to stop looking; *told* is called before each
    change with its number, from one, and with how many there are.
    """
    known = given(flow, script.day_0, script.facts, near=True, written=_steps(script))
    desk = _Desk(known, places(known), people, _grounds(flow, script, people, places(known)), enough)
    unfound = [change for n, change in enumerate(unnoticed, 1) if not _guarded(desk, change, n, len(unnoticed), told)]
    return Guarded(tuple(_needed(flow, desk.drafts, unnoticed)), tuple(unfound))


def _guarded(desk: _Desk, change: Change, number: int, count: int, told: Callable[[int, int], None]) -> bool:
    told(number, count)
    return desk.guarded(change)


def _steps(script: Script) -> list[Step]:
    return [step for scenario in script.scenarios for step in scenario.steps]


# --- where to go on from --------------------------------------------------------------------------------------------
@attrs.frozen(eq=False)
class _Ground:
    """A life that is known, and the scenario of which it is the first steps."""

    life: Life
    scenario: Scenario | None


def _grounds(flow: Flow, script: Script, people: Pairs, places: Places) -> list[_Ground]:
    """The beginning, and every partnership that scenarios come to, each once; those to go on from at once first."""
    plays = [play(flow, scenario) for scenario in script.scenarios]
    found = [_Ground(Life(people, (), facts=script.facts), None)]
    ends = [_Ground(_first(one.scenario, one.steps, len(one.steps), end=True), one.scenario) for one in plays]
    inner = [
        _Ground(_first(one.scenario, one.steps, count, end=False), one.scenario)
        for one in plays
        for count in range(max(one.scenario.inherited, 0) + 1, len(one.steps))
    ]
    inner.sort(key=lambda ground: len(_own(ground.life)))
    seen: set[object] = set()
    for ground in (*sorted(ends, key=lambda ground: len(ground.life.steps)), *inner):
        p = ground.life.partnership
        if p is not None:
            at = microseconds(ground.life.steps[-1].step.at)
            alike = (p.state, places.atoms(p, at), ground.life.people)
            if alike not in seen:
                seen.add(alike)
                found.append(ground)
    return found


def _first(scenario: Scenario, steps: tuple[Played, ...], count: int, *, end: bool) -> Life:
    """The first steps of a scenario as a life; it begins with the whole of it, or with what that begins with."""
    begin, inherited = (scenario.name, count) if end else (scenario.begin_with, scenario.inherited)
    return Life(scenario.people, steps[:count], begin, inherited, scenario.facts)


def _own(life: Life) -> tuple[Played, ...]:
    return life.steps[life.inherited :]


# --- one change after the other -------------------------------------------------------------------------------------
@attrs.define(eq=False)
class _Draft:
    """A proposal that more may be put into."""

    life: Life
    notices: list[Change]

    @property
    def scenario(self) -> Scenario:
        return self.life.scenario("draft")


@attrs.define(eq=False)
class _Desk:
    """The proposals so far, and where to go on from."""

    known: Given
    places: Places
    people: Pairs
    grounds: list[_Ground]
    enough: Callable[[], bool]
    drafts: list[_Draft] = attrs.Factory(list)

    @property
    def flow(self) -> Flow:
        return self.known.flow

    def guarded(self, change: Change) -> bool:
        """Whether a proposal notices a change now; one is looked for where none does."""
        other = Flow(change.made(self.flow.workflow))
        watchers = Watchers(other)
        for draft in self.drafts:
            if watchers.noticed(draft.scenario):
                draft.notices.append(change)
                return True
        known = _known_of_both(self.known, other)
        apart = Apart(known, other, self.people, attrs.evolve(self.places, known=known), self.enough)
        return self._extended(apart, watchers, change) or self._begun(apart, watchers, change)

    def _extended(self, apart: Apart, watchers: Watchers, change: Change) -> bool:
        """Whether a proposal can be made to notice it by one step more."""
        aim = aim_of(self.flow.workflow, change)
        apart = apart.anew(MOST_TRIED)
        for draft in self.drafts:
            for count in range(draft.life.inherited, len(draft.life.steps) + 1):
                if len(_own(draft.life)) >= MOST_STEPS or apart.spent():
                    break
                pair = _pair(watchers, attrs.evolve(draft.life, steps=draft.life.steps[:count]), draft.scenario)
                last = count == len(draft.life.steps)
                room = last and sum(not _is_quiet(each) for each in _own(draft.life)) < MOST_ON
                for found in () if pair is None else apart.from_place(pair, aim, room=room):
                    if found.quiet or room:
                        draft.life = _with(self.flow, draft.life, found, count)
                        draft.notices.append(change)
                        return True
        return False

    def _begun(self, apart: Apart, watchers: Watchers, change: Change) -> bool:
        """Whether a new proposal notices it."""
        found = self._found(apart, watchers, change)
        if found is not None:
            self.drafts.append(_Draft(found.life, [change]))
        return found is not None

    def _found(self, apart: Apart, watchers: Watchers, change: Change) -> Told | None:
        pairs = [pair for each in self.grounds if (pair := _pair(watchers, each.life, each.scenario)) is not None]
        aim, moments = aim_of(self.flow.workflow, change), _moments(apart.flow, change)
        return (
            _anywhere(apart.anew(MOST_TRIED), pairs, aim)
            or (None if aim.plain else _anywhere(apart.anew(MOST_TRIED, owed=True), pairs, aim))
            or apart.anew(MOST_TRIED_FURTHER).answered(pairs, aim)
            or apart.anew(MOST_TRIED_FURTHER).search(pairs, aim, moments=moments)
            or _anywhere(apart.anew(MOST_TRIED_FURTHER, owed=True), pairs, EVERYTHING)
        )


def _anywhere(apart: Apart, pairs: Iterable[Pair], aim: Aim) -> Told | None:
    """The first that tells the rules apart by one attempt on one of some pairs."""
    for pair in pairs:
        found = None if apart.spent() else next(apart.from_place(pair, aim), None)
        if found is not None:
            return found
    return None


def _pair(watchers: Watchers, life: Life, scenario: Scenario | None) -> Pair | None:
    """A life under both rules; None where it does not come so far under the others."""
    if scenario is None:
        return Pair(life, ())
    other = watchers.come_to(scenario, len(life.steps))
    return None if other is None else Pair(life, other)


def _is_quiet(played: Played) -> bool:
    """Whether a step leaves the partnership as it was."""
    return played.step.viewer is not None or any(not one.accepted for one in played.decisions)


def _with(flow: Flow, life: Life, found: Told, count: int) -> Life:
    """A life with what was found after its first steps; a step that stands there already expects more instead."""
    steps = found.life.steps[count:]
    if not found.quiet:
        return attrs.evolve(life, steps=found.life.steps)
    (more,) = steps
    bare = attrs.evolve(more.step, expectations=())
    for number in range(count, len(life.steps)):
        known = life.steps[number].step
        if not _is_quiet(life.steps[number]):
            break
        if attrs.evolve(known, expectations=()) == bare:
            same = attrs.evolve(life.steps[number], step=known)
            whole = expecting(flow, same, more.step.expectations)
            return attrs.evolve(life, steps=(*life.steps[:number], whole, *life.steps[number + 1 :]))
    return attrs.evolve(life, steps=(*life.steps[:count], more, *life.steps[count:]))


# --- what to try ----------------------------------------------------------------------------------------------------
def aim_of(workflow: Workflow, change: Change) -> Aim:
    """What to try first for a change."""
    path = change.path
    if {"marks", "due", "ends", "deadlines"} & set(path):
        return Aim(frozenset(), instants=False, view=False)
    if change.kind == "sight":
        asked = (change.home, change.value.name) if isinstance(change.value, Field) else None
        return Aim(frozenset(), falls=False, instants=False, answer=asked)
    if not change.home:
        return Aim(_deciding(workflow, change), plain=True, falls=change.path[0] == "limits", view=False)
    field = (change.home, change.value.name) if change.kind == "marks" else None
    asked = (change.home, change.value.name) if change.kind == "questions" else None
    plain = change.kind == "questions"
    return Aim(frozenset({change.home}), plain, falls=False, instants=False, view=False, field=field, answer=asked)


def _deciding(workflow: Workflow, change: Change) -> frozenset[str]:
    """The moves and forms by which a changed condition, limit, row or wait is decided."""
    first, number = change.path[0], change.path[1]
    if first == "states":
        return frozenset({change.value.form}) if hasattr(change.value, "form") else frozenset()
    tables = {workflow.routing[int(number)].name} if first == "routing" else set()
    asked = {workflow.conditions[int(number)].name} if first == "conditions" else set()
    if first == "limits":
        name = workflow.limits[int(number)].name
        asked = {each.name for each in workflow.conditions for test in each.tests if _compares(test, name)}
    tables |= {table.name for table in workflow.routing if _stands_on(workflow, conditions_in(table), asked)}
    moves = {
        move.name
        for move in workflow.every_move()
        if move.to in tables or _stands_on(workflow, (*move.must, *move.should), asked)
    }
    waits = {
        when.form
        for state in workflow.states
        for when in (*state.when_complete, *state.when_changed)
        if when.to in tables
    }
    fields = {
        form.name
        for form in workflow.forms
        if _stands_on(workflow, [field.asked_if for field in form.fields if field.asked_if], asked)
    }
    return frozenset(moves | waits | fields)


def _compares(test: Test, limit: str) -> bool:
    return isinstance(test.value, LimitName) and test.value.name == limit


def _stands_on(workflow: Workflow, names: Iterable[str], asked: set[str]) -> bool:
    return any(each.name in asked for each in conditions_behind(workflow, names))


def _moments(flow: Flow, change: Change) -> frozenset[int]:
    """The moments a changed deadline is counted from."""
    found = getattr(change.value, "moments", ())
    return frozenset(flow.layout.moments[name] for name in found if name in flow.layout.moments)


def _known_of_both(known: Given, other: Flow) -> Given:
    """What can be given, so that the tests of both rules come out in every way."""
    before, after = known.flow.workflow, other.workflow
    if before.conditions is after.conditions and before.limits is after.limits:
        return known
    theirs = given(other, known.day, near=True).tests
    tests = {fact: list(found) for fact, found in known.tests.items()}
    for fact, found in theirs.items():
        mine = tests.setdefault(fact, [])
        mine += [test for test in (_spelled(after, one) for one in found) if test not in mine]
    return attrs.evolve(known, tests=tests, sheets={})


def _spelled(workflow: Workflow, test: Test) -> Test:
    """A test with the number that a limit has there."""
    limit = workflow.limit_by_name.get(test.value.name) if isinstance(test.value, LimitName) else None
    if limit is None or limit.has_range or isinstance(limit.amount, Share):
        return test
    return attrs.evolve(test, value=limit.amount)


# --- as few as possible ---------------------------------------------------------------------------------------------
def _needed(flow: Flow, drafts: Iterable[_Draft], changes: Iterable[Change]) -> Iterator[Guard]:
    """The proposals without those whose changes others notice as well."""
    drafts = list(drafts)
    noticing: dict[int, set[int]] = {}
    every = list(changes)
    for n, change in enumerate(every):
        watchers = Watchers(Flow(change.made(flow.workflow)))
        noticing[n] = {k for k, draft in enumerate(drafts) if watchers.noticed(draft.scenario)}
    kept = set(range(len(drafts)))
    for k in sorted(kept, key=lambda k: len(drafts[k].notices)):
        if all(k not in found or len(found & kept) > 1 for found in noticing.values()):
            kept.discard(k)
    for k in sorted(kept):
        yield Guard(drafts[k].life, tuple(every[n] for n, found in noticing.items() if k in found))
