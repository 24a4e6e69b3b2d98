"""
The acts worth trying on a partnership: everything that its options say could be accepted, by each person who may.

Every act is a ``Step``, as a scenario has it; its answers and facts are representatives (``given``).
Nothing here decides, and nothing here remembers what was tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.given import facts_to_try, sheets_to_try
from mentorflow.plays.scenario import Step
from mentorflow.plays.worths import fine
from mentorflow.rules.workflow import STAY
from mentorflow.states.options import reads_of_form
from mentorflow.states.partnership import holders
from mentorflow.states.people import people_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from mentorflow.plays.given import Given
    from mentorflow.plays.scenario import Pairs
    from mentorflow.rules.workflow import Move
    from mentorflow.states.flow import Flow
    from mentorflow.states.options import Option
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.people import Cast

REASON = "An exception, for once"


@attrs.frozen
class Try:
    """
    An act to try.

    *idle* says that it cannot bring a partnership any further: it only tells somebody something; *odd* that its facts
    are not the usual ones and cannot lead elsewhere; *ends* that it leads to the end; *refused* that a condition
    refuses it.
    """

    step: Step
    idle: bool = False
    odd: bool = False
    ends: bool = False
    refused: bool = False


def starts(known: Given, people: Pairs, at: dt.datetime) -> Iterator[Try]:
    """Every way to begin, by each person who may, with each set of facts that makes a difference."""
    held = dict(people)
    for offer in known.flow.plan.starts.values():
        slots = tuple(held.get(role.name) for role in known.flow.workflow.roles)
        for person in _each_role(offer.by, slots, everybody=False):
            for facts in facts_to_try(known, None, offer.reads):
                yield Try(Step(at, "do", (offer.name,), person, _asked(known, None, offer.move, at), None, facts))


def acts(known: Given, p: Partnership, at: dt.datetime) -> Iterator[Try]:
    """Every act that could be accepted at an instant, moves first, in the order of the file."""
    for option in known.flow.options(p, at=at):
        if option.verdict != "refused" or _by_condition(option):
            yield from _TRIES[option.kind](known, p, at, option)


def _by_condition(option: Option) -> bool:
    return option.kind == "move" and all(reason.kind == "condition" for reason in option.reasons)


def _moves(known: Given, p: Partnership, at: dt.datetime, option: Option) -> Iterator[Try]:
    offer = known.flow.plan.states[p.state].moves[option.name]
    idle, refused = is_idle(known.flow, offer.move), option.verdict == "refused"
    straight, state = offer.target.table is None, offer.target.state
    ends = state is not None and not known.flow.plan.states[state].live
    done = {each.person for each in p.pending if each.kind == "half" and each.name == offer.name}
    barred = people_in(offer.barred, p.people)
    answers, people = _asked(known, p, offer.move, at), _newcomers(known.flow, p, offer.move)
    for person in _each_role(offer.by, p.people, everybody=offer.joint):
        if person not in done and person not in barred:
            for facts in facts_to_try(known, p, offer.reads):
                step = Step(at, "do", (offer.name,), person, answers, None, facts, people)
                yield Try(step, idle, straight and facts != known.facts, ends, refused)


def is_idle(flow: Flow, move: Move) -> bool:
    """Whether a move can change nothing but whom it tells and what it asks for."""
    read = move.name in flow.layout.moments or any(move.name in {c.counted, c.reset} for c in flow.workflow.counts)
    changes = (move.assigns, move.releases, move.lengthens, move.opens, move.closes)
    return move.to == STAY and not read and not any(changes) and not move.joint and not move.override


def _asked(known: Given, p: Partnership | None, move: Move, at: dt.datetime) -> Pairs | None:
    """A plain answer to every question of a move that has to be answered."""
    base = known.base(p, at)
    answers = tuple((field.name, fine(field, base)) for field in move.asks if not field.optional)
    return answers or None


def _newcomers(flow: Flow, p: Partnership, move: Move) -> Pairs:
    """Somebody new for each role that a move assigns: a role that is empty gets its first holder."""
    return tuple((role, newcomer(flow, p, role)) for role in move.assigns)


def newcomer(flow: Flow, p: Partnership, role: str) -> str:
    """Whom a role is given to: somebody who has not held it."""
    held = holders(p.people[flow.layout.roles[role]])
    return f"new_{role}" if f"new_{role}" not in held else f"next_{role}"


def _submits(known: Given, p: Partnership, at: dt.datetime, option: Option) -> Iterator[Try]:
    form = known.flow.plan.forms[option.name]
    asked = p.rounds[form.slot]
    written = () if asked is None or asked.complete else asked.sheets
    for facts in facts_to_try(known, p, reads_of_form(known.flow.plan, p, form)):
        for person in _each_role(form.fillers, p.people, everybody=form.form.copy_each):
            if any(sheet.person == person or not form.form.copy_each for sheet in written):
                continue
            for answers in sheets_to_try(known, p, form.form, person, at, facts):
                yield Try(Step(at, "fill_in", (option.name,), person, answers, None, facts))


def _signs(known: Given, p: Partnership, at: dt.datetime, option: Option) -> Iterator[Try]:
    form = known.flow.plan.forms[option.name]
    asked = p.rounds[form.slot]
    for person in _each_role(form.signers, p.people, everybody=True):
        if asked is not None and person not in asked.signed:
            for facts in facts_to_try(known, p, reads_of_form(known.flow.plan, p, form)):
                yield Try(Step(at, "sign", (option.name,), person, None, None, facts))


def _opens(known: Given, p: Partnership, at: dt.datetime, option: Option) -> Iterator[Try]:
    form = known.flow.plan.forms[option.name]
    for person in list(_each_role(form.openers, p.people, everybody=False))[:1]:
        yield Try(Step(at, "open", (option.name,), person, facts=known.facts))


def _lifts(known: Given, p: Partnership, at: dt.datetime, option: Option) -> Iterator[Try]:
    lifted = {each.name for each in p.pending if each.kind == "lift"}
    slots = known.flow.layout.roles
    people = dict.fromkeys(person for role in option.roles for person in holders(p.people[slots[role]])[:1])
    for person in people if option.name not in lifted else ():
        yield Try(Step(at, "lift", (option.name,), person, None, REASON, known.facts))


def _closes(*_: object) -> Iterator[Try]:
    """Closing a form keeps people from doing something; nothing becomes possible by it."""
    return iter(())


def _each_role(posts: Cast, people: tuple[object, ...], *, everybody: bool) -> Iterator[str]:
    """The first holder of every role meant, or all its holders, each once."""
    found: dict[str, None] = {}
    for post in posts:
        held = holders(people[post.slot])  # type: ignore[arg-type]
        found |= dict.fromkeys(held if everybody else held[:1])
    yield from found


_TRIES: dict[str, Callable[[Given, Partnership, dt.datetime, Option], Iterator[Try]]] = {
    "move": _moves,
    "submit": _submits,
    "sign": _signs,
    "open": _opens,
    "close": _closes,
    "lift": _lifts,
}
