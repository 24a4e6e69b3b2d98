"""
Why something was not as expected, in lines for people: which rule told whom, who owes it instead, what held.

Only words are made here; what differs is found in ``compare``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.plays.sides import judged
from mentorflow.states.explain import Act

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from mentorflow.plays.play import Played
    from mentorflow.plays.sight import Sight
    from mentorflow.rules.workflow import Workflow
    from mentorflow.states.owing import Due
    from mentorflow.states.records import Notice

# More answers of one form than this are counted, not named.
FEW = 3
_OWED = {"fill_in": "{}", "sign": "the signature of {}", "open": "the opening of {}", "act": "the move {}"}
_TOLD = {"told": "is told", "reminded": "is reminded", "opened": "may fill in from now on"}


def explanation(played: Played) -> str:
    """Why a step came out as it did, in the engine's words."""
    if played.step.act == "look" and not played.decisions:
        return "Nothing was due by then."
    return "\n".join(decision.explain() for decision in played.decisions)


def held(workflow: Workflow, played: Played) -> Iterator[str]:
    """The conditions that might have refused an act and did not."""
    for decision in played.decisions:
        if isinstance(decision.why, Act) and decision.record is not None:
            must = {name for move in workflow.every_move() if move.name == decision.why.name for name in move.must}
            for verdict in judged(decision.why, decision).asked:
                if verdict.holds and verdict.condition in must:
                    yield f"'{verdict.condition}' holds: {verdict.words} ({verdict.place})."


def told(workflow: Workflow, notices: Iterable[Notice], expected: Collection[str]) -> Iterator[str]:
    """Who got which notice by which line of the rules; first those who were expected to and did not."""
    sent = tuple(notices)
    yield from (f"{person} is not told" for person in sorted(set(expected) - {notice.to for notice in sent}))
    for notice in sent:
        what = notice.about if notice.mark is None else f"{notice.about}, {notice.mark}"
        place = _place(workflow, notice)
        yield f"{notice.to} {_TOLD[notice.kind]}: {what}{f' ({place})' if place else ''}"


def _place(workflow: Workflow, notice: Notice) -> str:
    """Where the rules say that somebody is told; empty where several places could have."""
    if notice.mark is not None:
        marks = [
            mark
            for deadline in workflow.every_deadline()
            for mark in deadline.marks
            if (deadline.name, mark.words) == (notice.about, notice.mark)
        ]
        places = {
            (who or mark).span.place
            for mark in marks
            for who in [mark.remind if notice.kind == "reminded" else mark.tell]
        }
    elif notice.about in workflow.form_by_name:
        form = workflow.form_by_name[notice.about]
        places = {form.span.place} if notice.kind == "opened" else set()
    else:
        moves = [move for move in workflow.every_move() if move.name == notice.about]
        places = {move.tell.span.place for move in moves if move.tell is not None}
    return places.pop() if len(places) == 1 else ""


def owed(due: Due) -> str:
    """What somebody owes, by its name in the file."""
    return _OWED[due.kind].format(due.name)


def owed_by(dues: Iterable[Due], wanted: Iterable[Due]) -> str:
    """Who owes the same thing; where nobody does, all that is owed."""
    same, every = tuple(wanted), tuple(dues)
    lines = dict.fromkeys(f"{due.person} owes {owed(due)}" for due in same or every)
    return "\n".join(lines) or "nobody owes anything"


def seen_names(seen: Iterable[Sight]) -> set[str]:
    """What is seen, by name; a form of which much is seen by its own."""
    by_home: dict[str, set[str]] = {}
    for sight in seen:
        by_home.setdefault(sight.home, set()).add(sight.name)
    return {name for home, names in by_home.items() for name in (names if len(names) <= FEW else {home})}


def where_seen(seen: Iterable[Sight]) -> str:
    """Where each answer is seen, and whose it is; many of one form together."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for sight in seen:
        groups.setdefault((sight.home, sight.person, sight.where), []).append(sight.name)
    lines: list[str] = []
    for (home, person, where), names in groups.items():
        few = [f"{name}, answered by {person}, stands {where}" for name in names]
        lines += (
            few
            if len(set(names)) <= FEW
            else [f"{len(set(names))} answers of {home}, given by {person}, stand {where}"]
        )
    return "\n".join(dict.fromkeys(lines))
