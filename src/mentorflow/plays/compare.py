"""
Holding what happened against what a step expects.

Every difference becomes a failure that says what was expected, what happened, why, and where the expectation stands.
Nothing here plays a step or prints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from mentorflow.plays.play import Failure
from mentorflow.plays.read_expectations import MOVE, OPENING, SIGNATURE
from mentorflow.plays.reasons import explanation, held, owed, owed_by, seen_names, told, where_seen
from mentorflow.plays.scenario import NOBODY, NOTHING, REFUSED
from mentorflow.states.explain import Act
from mentorflow.states.partnership import holders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from mentorflow.errors import MentorflowError
    from mentorflow.plays.play import Played
    from mentorflow.plays.scenario import Expectation, Step
    from mentorflow.plays.sight import Sight
    from mentorflow.rules.workflow import Workflow
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.owing import Due
    from mentorflow.states.partnership import Partnership

    Compare: TypeAlias = Callable[[Flow, Played, Expectation], "Failure | None"]

_WORD = re.compile(r"\w[\w.]*")
# What a person can owe: the engine's kinds in the words of a scenario file, and in a sentence.
_KINDS = {"sign": SIGNATURE, "open": OPENING, "act": MOVE}
_VERBS = {"fill_in": "fill in", "sign": "sign", "open": "open", "act": "make a move for"}


def mistaken(step: Step, mistake: MentorflowError) -> Failure:
    """A step that could not be played at all, because it names or leaves out something the engine must have."""
    return _failure(step, None, "the step can be played", f"it cannot: {mistake}", "")


def unmet(flow: Flow, played: Played) -> tuple[Failure, ...]:
    """Everything about one step that was not as expected, in the order of the file."""
    outcome = _outcome(flow, played)
    if outcome is not None:
        return (outcome,)
    compared = (_COMPARED[wanted.kind](flow, played, wanted) for wanted in played.step.expectations)
    return tuple(failure for failure in compared if failure is not None)


def people_for(flow: Flow, partnership: Partnership | None, word: str) -> tuple[str, ...]:
    """The people a word stands for: a role for its holders, anything else (and an empty role) for itself."""
    slot = flow.layout.roles.get(word)
    if slot is None or partnership is None:
        return (word,)
    return holders(partnership.people[slot]) or (word,)


def names_given(flow: Flow, played: Played) -> frozenset[str]:
    """Every name that the refusals, the warnings or the rows taken of a step give as a reason."""
    named = _reasons_given(flow, played)
    return frozenset(named | {name.rpartition(".")[2] for name in named})


def _reasons_given(flow: Flow, played: Played) -> set[str]:
    """The same, each by its whole name."""
    named: set[str] = set()
    for decision in played.decisions:
        named.update(refusal.subject for refusal in decision.refusals)
        named.update(_answers_refused(decision))
        named.update(warned.subject for warned in decision.warnings)
        taken = [row for record in decision.records for row in record.rows]
        rows = [flow.workflow.routing_by_name[row.routing].rows[row.index] for row in taken]
        named.update(row.routing for row in taken)
        named.update(cell.condition for row in rows for cell in row.cells)
    return named


def _answers_refused(decision: Decision) -> Iterator[str]:
    """The questions whose answers were refused, each with the form or the move that asks it."""
    if isinstance(decision.why, Act):
        home = decision.why.name
        yield from (f"{home}.{refusal.subject}" for refusal in decision.refusals if refusal.kind == "answer")


def _outcome(flow: Flow, played: Played) -> Failure | None:
    """A refusal that is not expected, or one that is and did not come."""
    step = played.step
    refused = any(not decision.accepted for decision in played.decisions)
    if refused == step.expects_refusal:
        return None
    wanted = next((one for one in step.expectations if one.kind == "expect"), None)
    happened = "it was refused" if refused else _where(played)
    why = "\n".join([explanation(played), *(() if refused else held(flow.workflow, played))])
    return _failure(step, wanted, _expected(wanted), happened, why)


def _expected(wanted: Expectation | None) -> str:
    if wanted is None:
        return "it is accepted"
    return "it is refused" if wanted.words == (REFUSED,) else f"the state '{wanted.words[0]}'"


def _where(played: Played) -> str:
    return "there is no partnership" if played.partnership is None else f"the state '{played.partnership.state}'"


def _state(_: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """The state afterwards; a refusal has been compared before."""
    here = None if played.partnership is None else played.partnership.state
    if wanted.words in {(REFUSED,), (here,)}:
        return None
    return _failure(played.step, wanted, _expected(wanted), _where(played), explanation(played))


def _told(flow: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """Exactly the people told, reminded or opened for."""
    expected = {person for word in wanted.words for person in people_for(flow, played.partnership, word)}
    notices = [notice for decision in played.decisions for notice in decision.notices]
    if expected == {notice.to for notice in notices}:
        return None
    lines = [*told(flow.workflow, notices, expected)]
    earlier = {notice.to for fallen in _fallen_before(played) for notice in fallen.notices}
    why = "\n".join([*lines, *_earlier(earlier, "told")])
    reached = _listed({notice.to for notice in notices}, NOBODY)
    return _failure(played.step, wanted, f"told: {_listed(expected, NOBODY)}", f"told: {reached}", why)


def _told_of(flow: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """Something that must be among what a person gets notices about."""
    word, about = wanted.words
    people = people_for(flow, played.partnership, word)
    theirs = [notice for decision in played.decisions for notice in decision.notices if notice.to in people]
    if any(notice.about == about for notice in theirs):
        return None
    happened = f"{word} is told of {_listed({notice.about for notice in theirs}, NOTHING)}"
    return _failure(played.step, wanted, f"{word} is told of {about}", happened, "")


def _warned(_: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """Exactly the advice that was not followed."""
    subjects = {warned.subject for decision in played.decisions for warned in decision.warnings}
    if set(wanted.words) in (subjects, {subject.rpartition(".")[2] for subject in subjects}):
        return None
    expected, happened = (f"warned: {_listed(one, NOTHING)}" for one in (wanted.words, subjects))
    return _failure(played.step, wanted, expected, happened, explanation(played))


def _because(flow: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """Reasons that must be among those given."""
    missing = set(wanted.words) - names_given(flow, played)
    missing -= set(_WORD.findall(explanation(played))) if missing else set()
    if not missing:
        return None
    every = _reasons_given(flow, played)
    given = {name for name in every if not any(other.endswith(f".{name}") for other in every)}
    happened = f"because: {_listed(given, NOTHING)}" if given else "nothing was refused, warned of or read in a table"
    return _failure(played.step, wanted, f"because: {_listed(missing, NOTHING)}", happened, explanation(played))


def _effect(_: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """Exactly what the application was asked to do."""
    effects = {effect for decision in played.decisions for effect in decision.effects}
    if effects == set(wanted.words):
        return None
    expected, happened = (f"effect: {_listed(one, NOTHING)}" for one in (wanted.words, effects))
    earlier = {effect for fallen in _fallen_before(played) for effect in fallen.effects}
    why = "\n".join([*explanation(played).splitlines(), *_earlier(earlier, "asked for")])
    return _failure(played.step, wanted, expected, happened, why)


def _fallen_before(played: Played) -> list[Decision]:
    """The deadlines that fell since the step before, which count as part of this one."""
    return [fallen for decision in played.decisions for fallen in decision.before]


def _earlier(names: Collection[str], done: str) -> Iterator[str]:
    """What of a difference the deadlines before the act brought, and how to tell them apart from it."""
    if names:
        were = "was" if len(names) == 1 else "were"
        listed = _listed(names, NOBODY)
        yield f"of these, {listed} {were} {done} by deadlines that fell before; add a step with look: due"


def _owes(flow: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """Something that must be among what a person owes."""
    word, what = wanted.words
    people = people_for(flow, played.partnership, word)
    theirs = [due for due in played.due if due.person in people]
    if any(what in (due.name, _KINDS.get(due.kind)) for due in theirs):
        return None
    happened = f"{word} owes {_listed({owed(due) for due in theirs}, NOTHING)}"
    same = [due for due in played.due if what in (due.name, _KINDS.get(due.kind))]
    return _failure(played.step, wanted, f"{word} owes {what}", happened, owed_by(played.due, same))


def _sees(flow: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """What must be among the answers of others that somebody sees; without a name, that there are none."""
    if not wanted.words:
        return _sees_nothing_of(flow, played, wanted)
    for person, seen in played.seen:
        missing = set(wanted.words) - _seen_names(seen)
        if missing:
            expected = f"{person} sees {_listed(missing, NOTHING)}"
            return _failure(played.step, wanted, expected, _said_seen(person, seen), where_seen(seen))
    return _nobody_looks(played, wanted)


def _sees_nothing_of(_: Flow, played: Played, wanted: Expectation) -> Failure | None:
    """What must not be among them, without a name all; a form or a move stands for all that it asks."""
    for person, seen in played.seen:
        told = tuple(sight for sight in seen if not wanted.words or {sight.home, sight.name} & set(wanted.words))
        if told:
            nothing = f"nothing of {_listed(wanted.words, NOTHING)}" if wanted.words else NOTHING
            return _failure(
                played.step, wanted, f"{person} sees {nothing}", _said_seen(person, told), where_seen(told)
            )
    return _nobody_looks(played, wanted)


def _nobody_looks(played: Played, wanted: Expectation) -> Failure | None:
    """A look through the eyes of a role that nobody holds would show nothing at all."""
    if played.seen:
        return None
    role = played.step.viewer
    return _failure(played.step, wanted, f"somebody is {role}", f"nobody is {role}", "")


def _said_seen(person: str, seen: tuple[Sight, ...]) -> str:
    return f"{person} sees {_listed(seen_names(seen), NOTHING)}"


def _seen_names(seen: tuple[Sight, ...]) -> set[str]:
    return {name for sight in seen for name in (sight.home, sight.name)}


def owed_in_words(due: Due, workflow: Workflow | None = None) -> str:
    """What somebody owes, in a few words; by the name in the file, or as *workflow* calls it."""
    return f"{_VERBS[due.kind]} '{due.name if workflow is None else workflow.called(due.name)}'"


def _listed(names: Iterable[str], none: str) -> str:
    return ", ".join(sorted(names)) or none


def _failure(step: Step, wanted: Expectation | None, expected: str, happened: str, why: str) -> Failure:
    """A failure at the expectation, or at the step where it says none; a wrong outcome ends the play."""
    span = step.span if wanted is None else wanted.span
    ends = wanted is None or wanted.kind == "expect"
    return Failure(step.scenario, step.number, expected, happened, why, span, ends)


_COMPARED: dict[str, Compare] = {
    "expect": _state,
    "told": _told,
    "told_of": _told_of,
    "warned": _warned,
    "because": _because,
    "effect": _effect,
    "owes": _owes,
    "sees": _sees,
    "sees_nothing_of": _sees_nothing_of,
}
