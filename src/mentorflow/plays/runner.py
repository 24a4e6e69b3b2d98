"""
Playing a scenario: every step an act against a ``Flow``, every expectation held against what came of it.

Pure: nothing is stored, no clock is read, nobody is told; the same scenario always plays the same.
Nothing here knows how rules decide; it calls the front door like any application.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.errors import BadArgument, MentorflowError
from mentorflow.plays.compare import mistaken, people_for, unmet
from mentorflow.plays.play import Failure, Play, Played
from mentorflow.plays.sight import sights
from mentorflow.plays.values import as_call
from mentorflow.states.partnership import holders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeAlias

    from mentorflow.plays.scenario import Pairs, Scenario, Step
    from mentorflow.plays.sight import Sight
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

    Act: TypeAlias = Callable[[Flow, Partnership, Step, str], Decision]
    # By what stood before (the people at the start, then the step played before) and by a step; both are kept with
    # it, so that nothing else can come to have the same identity.
    _Known: TypeAlias = dict[tuple[Pairs | int, int], tuple[Step, Played]]


def play(flow: Flow, scenario: Scenario) -> Play:
    """
    Play one scenario from its start.

    A step that is refused without expecting it, or that does not lead where it should, ends the play: what follows
    would fail for its sake only.
    """
    return plays(flow, (scenario,))[0]


def plays(flow: Flow, scenarios: Iterable[Scenario], *, owed: bool = True) -> tuple[Play, ...]:
    """
    Play several scenarios, each from its start, as ``play`` does.

    Steps that scenarios begin with together, with the same people, are played once and stand in each of their plays.
    Without *owed*, what is owed after a step is looked at only where the step says something about it.
    """
    known: _Known = {}
    return tuple(_play(flow, scenario, known, owed=owed) for scenario in scenarios)


def _play(flow: Flow, scenario: Scenario, known: _Known, *, owed: bool) -> Play:
    """A step that is *known* has been played with the same people after the very same steps."""
    steps: list[Played] = []
    here: Partnership | None = None
    before: Pairs | int = scenario.people
    for step in scenario.steps:
        if (before, id(step)) not in known:
            known[before, id(step)] = step, one_step(flow, scenario, step, here, tuple(steps), owed=owed)
        _, played = known[before, id(step)]
        steps.append(played)
        here, before = played.partnership, id(played)
        if any(failure.ends for failure in played.failures):
            break
    return Play(scenario, _with_rest(scenario, _with_beginning(scenario, tuple(steps))))


def _with_beginning(scenario: Scenario, steps: tuple[Played, ...]) -> tuple[Played, ...]:
    """
    Leave the failures of a beginning to the scenario it belongs to.

    Where the beginning breaks off, the scenario that begins with it fails once, at its own line.
    """
    own = steps[scenario.inherited :]
    begun = tuple(
        attrs.evolve(played, failures=()) if played.failures else played for played in steps[: scenario.inherited]
    )
    if own or not begun:
        return begun + own
    first = next(failure for played in steps for failure in played.failures if failure.ends)
    failure = Failure(
        scenario=scenario.name,
        number=0,
        expected=f"'{scenario.begin_with}' comes to its end",
        happened=f"it breaks off at its step {first.number} ({first.span.place})",
        why="",
        span=scenario.begin_span,
        ends=True,
    )
    return (*begun[:-1], attrs.evolve(begun[-1], failures=(failure,)))


def _with_rest(scenario: Scenario, steps: tuple[Played, ...]) -> tuple[Played, ...]:
    """Let the failure that ended a play say how many steps it left unplayed."""
    left = len(scenario.steps) - len(steps)
    if not left:
        return steps
    failures = tuple(attrs.evolve(one, unplayed=left) if one.ends else one for one in steps[-1].failures)
    return (*steps[:-1], attrs.evolve(steps[-1], failures=failures))


def one_step(
    flow: Flow,
    scenario: Scenario,
    step: Step,
    here: Partnership | None,
    before: tuple[Played, ...],
    *,
    owed: bool = True,
) -> Played:
    """
    One step: the acts it stands for, what was owed and seen afterwards, and what was not as expected.

    *here* is what the steps *before* have made of the partnership, None where it has not begun.
    Without *owed*, what is owed afterwards is looked at only where the step says something about it.
    """
    try:
        decisions = decided(flow, scenario, step, here)
    except MentorflowError as mistake:
        return Played(step, (), here, failures=() if _out_of_range(step, mistake) else (mistaken(step, mistake),))
    after = decisions[-1].partnership if decisions else here
    owed = owed or any(wanted.kind == "owes" for wanted in step.expectations)
    due = flow.due(after, at=max(step.at, after.at)) if owed and after is not None else ()
    played = Played(step, decisions, after, due)
    if after is not None and step.viewer is not None:
        played = attrs.evolve(played, seen=_seen(flow, after, step.viewer, (*before, played)))
    return attrs.evolve(played, failures=unmet(flow, played))


def _out_of_range(step: Step, mistake: MentorflowError) -> bool:
    """Whether a start is expected to be refused for a limit that lies outside of its range."""
    return step.expects_refusal and bool(step.limits) and isinstance(mistake, BadArgument)


def decided(flow: Flow, scenario: Scenario, step: Step, here: Partnership | None) -> tuple[Decision, ...]:
    """
    The decisions of one step; several forms to open are several acts, up to the first that is refused.

    *here* is None before the start; the scenario says who takes part.
    """
    if here is None:
        return (_started(flow, scenario, step),)
    if step.act == "look":
        return flow.tick(here, at=step.at)
    decisions: list[Decision] = []
    for name in step.names:
        decisions.append(_ACTS[step.act](flow, here, step, name))
        if not decisions[-1].accepted:
            break
        here = decisions[-1].partnership or here
    return tuple(decisions)


def _seen(
    flow: Flow, p: Partnership, viewer: str, life: tuple[Played, ...]
) -> tuple[tuple[str, tuple[Sight, ...]], ...]:
    """What everybody meant by a word sees by now; nobody where the word is a role that nobody holds."""
    records = tuple(record for played in life for decision in played.decisions for record in decision.records)
    slot = flow.layout.roles.get(viewer)
    people = (viewer,) if slot is None else holders(p.people[slot])
    return tuple((person, sights(flow, p, records, person)) for person in people)


def _started(flow: Flow, scenario: Scenario, step: Step) -> Decision:
    people = {role: held for role, held in scenario.people if held is not None}
    return flow.start(
        step.names[0],
        id=step.scenario or scenario.name,
        people=people,
        by=_starter(people, step),
        at=step.at,
        facts=as_call(step.facts),
        answers=_answers(step),
        limits=dict(step.limits) or None,
    )


def _starter(people: dict[str, Any], step: Step) -> str:
    """The person who starts: a role stands for its first holder."""
    return (*holders(people.get(step.by or "")), step.by or "")[0]


def actor(flow: Flow, partnership: Partnership, word: str) -> str:
    """The person a word stands for: a role for its first holder, anything else for itself."""
    return people_for(flow, partnership, word)[0]


def _answers(step: Step) -> dict[str, object] | None:
    return None if step.answers is None else as_call(step.answers)


def _move(flow: Flow, here: Partnership, step: Step, name: str) -> Decision:
    return flow.fire(
        here,
        name,
        by=actor(flow, here, step.by or ""),
        at=step.at,
        facts=as_call(step.facts),
        answers=_answers(step),
        people=dict(step.people) or None,
    )


def _submit(flow: Flow, here: Partnership, step: Step, name: str) -> Decision:
    by = actor(flow, here, step.by or "")
    return flow.submit(here, name, answers=_answers(step) or {}, by=by, at=step.at, facts=as_call(step.facts))


def _sign(flow: Flow, here: Partnership, step: Step, name: str) -> Decision:
    return flow.sign(here, name, by=actor(flow, here, step.by or ""), at=step.at, facts=as_call(step.facts))


def _open(flow: Flow, here: Partnership, step: Step, name: str) -> Decision:
    return flow.open_form(here, name, by=actor(flow, here, step.by or ""), at=step.at)


def _close(flow: Flow, here: Partnership, step: Step, name: str) -> Decision:
    return flow.close_form(here, name, by=actor(flow, here, step.by or ""), at=step.at)


def _lift(flow: Flow, here: Partnership, step: Step, name: str) -> Decision:
    by = actor(flow, here, step.by or "")
    return flow.lift(here, name, by=by, at=step.at, reason=step.reason or "")


_ACTS: dict[str, Act] = {
    "do": _move,
    "fill_in": _submit,
    "sign": _sign,
    "open": _open,
    "close_form": _close,
    "lift": _lift,
}
