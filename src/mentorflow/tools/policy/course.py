"""
The course of a partnership: how it begins, what is going on and who may do what at each stage, what is always open.

A stage is what the rule file calls a state.
What the answers lead to, and what is due when, have sections of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.workflow import BACK, EACH, EITHER, STAY
from mentorflow.tools.policy.asked import entries, filled_in, question
from mentorflow.tools.policy.claims import advised, holds
from mentorflow.tools.policy.page import Bullets, Heading, Paragraph, Section
from mentorflow.tools.policy.words import (
    are,
    both,
    capital,
    joined,
    people,
    person,
    quoted,
    sentence,
    stages,
    the,
    thing,
    titled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Form, Move, State, When, Workflow
    from mentorflow.tools.policy.page import Block

LEADS = "What leads where"


def course(workflow: Workflow) -> Section:
    """The beginning and every stage that is not an ending, in the order of the file."""
    return Section("Step by step", tuple(_steps(workflow)))


def _steps(workflow: Workflow) -> Iterator[Block]:
    yield Heading("The beginning")
    yield Bullets(tuple(_move(workflow, move) for move in workflow.start))
    for state in workflow.live_states:
        yield Heading(capital(workflow.shown(state.name)))
        yield Paragraph(joined(_going_on(workflow, state)) or "Nothing is waited for here.")
        if state.moves:
            yield Bullets(tuple(_move(workflow, move) for move in state.moves))


def any_time(workflow: Workflow) -> Section:
    """What may be done at any time, by the stages in which it may."""
    groups = dict.fromkeys(move.only_in for move in workflow.moves)
    blocks = (block for group in groups for block in _group(workflow, group))
    stays = f"Where nothing else is said, the {thing(workflow)} stays at its stage."
    return Section("At any time", (Paragraph(stays), *blocks))


def _group(workflow: Workflow, only_in: tuple[str, ...]) -> tuple[Block, ...]:
    moves = tuple(_move(workflow, move) for move in workflow.moves if move.only_in == only_in)
    return Paragraph(f"{capital(where(workflow, only_in))}:"), Bullets(moves)


def where(workflow: Workflow, only_in: tuple[str, ...] | None) -> str:
    """Some stages in a sentence; of nearly all those that are left out."""
    live = [state.name for state in workflow.live_states]
    out = [name for name in live if only_in is not None and name not in only_in]
    if only_in is None or not out:
        return "at every stage"
    if len(out) < len(only_in):
        return f"at every stage except {stages(workflow, out)}"
    return f"at {stages(workflow, only_in)}"


# --- a stage --------------------------------------------------------------------------------------------------------
def _going_on(workflow: Workflow, state: State) -> Iterator[str]:
    """What is going on at a stage, and what leads on by itself."""
    awaited = {when.form for when in (*state.when_complete, *state.when_changed)}
    opening = [form for form in workflow.forms if form.open_from == state.name]
    for when in state.when_complete:
        yield _completed(workflow, when, here="Here " if when is state.when_complete[0] else "")
    for when in state.when_changed:
        yield _led(workflow, f"The next time {titled(workflow, when.form)} is saved", when.to)
    if state.moves and not awaited:
        yield _waiting(workflow, state)
    if others := [form for form in opening if form.name not in awaited]:
        yield _open_now(workflow, others)
    if state.clocks_stopped:
        yield "All other deadlines stand still here and move on by the time spent."


def _completed(workflow: Workflow, when: When, here: str) -> str:
    form = workflow.form_by_name[when.form]
    said = f"{here}{titled(workflow, form.name)} {filled_in(workflow, form)}"
    return sentence(f"{said}; once it is complete, {follows(workflow, when.to)}")


def _waiting(workflow: Workflow, state: State) -> str:
    """For whom a stage waits that no form leads on from."""
    who = dict.fromkeys(part for move in state.moves for part in move.by.parts)
    if EITHER in who:
        who.pop(EACH, None)
    return sentence(f"The {thing(workflow)} waits for {people(workflow, who, 'or')}")


def _open_now(workflow: Workflow, forms: list[Form]) -> str:
    names = both(titled(workflow, form.name) for form in forms)
    return sentence(f"From here on {names} {'are' if len(forms) > 1 else 'is'} open")


def _led(workflow: Workflow, when: str, to: str) -> str:
    return sentence(f"{when}, {follows(workflow, to)}")


def follows(workflow: Workflow, to: str) -> str:
    """Where something leads, as the end of a sentence."""
    what = thing(workflow)
    if to == STAY:
        return f"the {what} stays where it is"
    if to == BACK:
        return f"the {what} returns to the stage it came from"
    if to in workflow.routing_by_name:
        return f"what follows is told under “{LEADS}”"
    return goes(workflow, to)


def goes(workflow: Workflow, to: str) -> str:
    """That the partnership comes to a stage, or ends."""
    final = workflow.state_by_name[to].final is not None
    return f"the {thing(workflow)} {'ends as' if final else 'moves to'} {titled(workflow, to)}"


# --- a move ---------------------------------------------------------------------------------------------------------
def _move(workflow: Workflow, move: Move) -> str:
    return joined((
        _open_to(workflow, move),
        *_overrides(workflow, move),
        *((sentence(advised(workflow, *move.should)),) if move.should else ()),
        *_asks(workflow, move),
        *_does(workflow, move),
        *_leads(workflow, move),
    ))  # fmt: skip


def _open_to(workflow: Workflow, move: Move) -> str:
    who = people(workflow, move.by)
    open_to = f"takes effect once {who} has made it" if move.joint else f"is open to {who}"
    never = (
        f", though not to whoever is also {people(workflow, move.not_by, 'or')}" if move.not_by is not None else ""
    )
    only = f", but only if {holds(workflow, *move.must)}" if move.must else ""
    return sentence(f"{titled(workflow, move.name)} {open_to}{never}{only}")


def _overrides(workflow: Workflow, move: Move) -> Iterator[str]:
    for name, role in move.override:
        what = "this condition" if len(move.must) == 1 else f"that {holds(workflow, name)}"
        yield sentence(f"{person(workflow, role)} may waive {what}, for a reason that is kept")


def _asks(workflow: Workflow, move: Move) -> Iterator[str]:
    if move.asks:
        yield sentence(f"It asks {both(question(workflow, field) for field in move.asks)}")
    yield from (entries(workflow, field, f"each entry of {quoted(field.ask)}") for field in move.asks)


def _does(workflow: Workflow, move: Move) -> Iterator[str]:
    for role in move.assigns:
        yield sentence(f"It names {person(workflow, role)} from then on")
    for role in move.releases:
        yield sentence(f"From then on nobody is {person(workflow, role)}")
    for form, role in move.shows:
        yield sentence(f"It shows {titled(workflow, form)}, as it stands then, to {person(workflow, role)}")
    for limit, _ in move.lengthens:
        yield sentence(f"{the(workflow.worded(limit))} grows by what is answered")
    for verb, forms in (("opens", move.opens), ("closes", move.closes)):
        if forms:
            yield sentence(f"It {verb} {both(titled(workflow, form) for form in forms)}")


def _leads(workflow: Workflow, move: Move) -> Iterator[str]:
    """Where it leads and who is told, in one sentence."""
    if move.tell_first is not None:
        yield sentence(f"Once the first has made it, {people(workflow, move.tell_first)} {are(move.tell_first)} told")
    leads = [follows(workflow, move.to)] if move.to != STAY else []
    told = [f"{people(workflow, move.tell)} {are(move.tell)} told"] if move.tell is not None else []
    if leads or told:
        yield sentence("; ".join((*leads, *told)))
