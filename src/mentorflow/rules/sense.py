"""
Advice about a file that could be used: what is never used, said twice, or comes to nothing.

Part of the builder; everything here is advice, so nothing here stops a file from being loaded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentorflow.rules.build_people import spelled_out
from mentorflow.rules.calendar import Duration
from mentorflow.rules.edges import awaited
from mentorflow.rules.workflow import STAY, Who

if TYPE_CHECKING:
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.workflow import Deadline, Form, Limit, Move, State, Workflow

# Families of which a name that nothing refers to means nothing.
USED = ("limit", "fact", "effect", "count", "condition", "routing", "form", "role")


def sense(desk: Desk, workflow: Workflow) -> None:
    """Give all the advice of this room."""
    _never_used(desk, workflow)
    _limits_in_texts(desk, workflow)
    for move in workflow.every_move():
        _changes_nothing(desk, move)
    for form in workflow.forms:
        _signers(desk, form)
        _never_afresh(desk, workflow, form)
    for deadline in workflow.every_deadline():
        _reminders(desk, workflow, deadline)
        _early(desk, workflow, deadline)


# --- used -----------------------------------------------------------------------------------------------------------
def _never_used(desk: Desk, workflow: Workflow) -> None:
    """Only of a file without errors: the one use of a name may be what an error has hidden."""
    if desk.errors:
        return
    stands_alone = {form.name for form in workflow.forms if form.due or form.open_from or form.signed_by}
    spared = stands_alone | set(workflow.partner_roles)
    for family in USED:
        for name, span in desk.names.families[family].items():
            if name not in spared and not desk.names.is_used(family, name):
                message = f"the {WORDS.get(family, family)} '{name}' is never used."
                desk.report("never-used", message, span, way_out="Use it, or take it away.")


WORDS = {"routing": "routing table"}


# --- texts ----------------------------------------------------------------------------------------------------------
def _limits_in_texts(desk: Desk, workflow: Workflow) -> None:
    """A text that repeats a limit's value says something else once the limit is changed."""
    lengths: dict[str, Limit] = {}
    for limit in workflow.limits:
        if isinstance(limit.amount, Duration):
            lengths.setdefault(str(limit.amount), limit)
    if not lengths:
        return
    repeated = re.compile(rf"\b(?:{'|'.join(map(re.escape, lengths))})\b")
    for node in desk.texts:
        match = repeated.search(node.text)
        if match is not None:
            limit = lengths[match[0]]
            message = f"the text says '{match[0]}', which is what the limit '{limit.name}' says now."
            desk.report("limit-in-text", message, node.span, way_out="Leave the number out of the text.")


# --- moves and forms ------------------------------------------------------------------------------------------------
def _changes_nothing(desk: Desk, move: Move) -> None:
    """A move that stays, tells nobody, and that nothing counts or waits for."""
    does = (move.tell, move.tell_first, move.effects, move.asks, move.assigns, move.releases, move.shows)
    more = (move.lengthens, move.opens, move.closes)
    unclear = "count" in desk.names.doubted or desk.is_broken("move", move.name)
    used = desk.names.is_used("move", move.name) or unclear
    if move.to != STAY or any((*does, *more)) or used:
        return
    message = f"the move '{move.name}' changes nothing, and nobody is told."
    desk.report(
        "changes-nothing", message, move.span, way_out="Say where it leads or whom it tells, or take it away."
    )


def _signers(desk: Desk, form: Form) -> None:
    """Those who sign should be there, and see what they sign; partners are and do."""
    signers = form.signed_by or Who(())
    for role in (part for part in signers.parts if part in desk.roles and part not in desk.partners):
        span = desk.spot(signers, role)
        if desk.roles[role] != "staff":
            message = f"'{role}' may be missing, and then '{form.name}' is never complete."
            desk.report("signer-may-be-missing", message, span, way_out="Let only partners and staff sign.")
        elif role not in (*form.also_seen_by, *form.filled_in_by.parts):
            # Of somebody who should not sign at all it is not told as well that they do not see it.
            message = f"'{role}' signs '{form.name}' without seeing it."
            desk.report("signer-cannot-see", message, span, way_out=f"Add 'also_seen_by: {role}'.")


def _never_afresh(desk: Desk, workflow: Workflow, form: Form) -> None:
    """A form that repeats needs a state that waits for it, or a row that reopens it; a signed one is kept."""
    if not form.repeats or form.signed_by is not None or desk.errors:
        return
    waited_for = any(when.form == form.name for state in workflow.states for when in state.when_complete)
    if not waited_for and not any(row.reopen == form.name for table in workflow.routing for row in table.rows):
        message = f"no state waits for '{form.name}' and no row reopens it, so it is never filled in afresh."
        way_out = "Take 'repeats' away, or let a state wait for the form under 'when_complete'."
        desk.report("never-afresh", message, desk.spots[form.span, "repeats"], way_out=way_out)


# --- reminders ------------------------------------------------------------------------------------------------------
def _reminders(desk: Desk, workflow: Workflow, deadline: Deadline) -> None:
    """Reminders reach those who still owe something; somebody who never does is never reminded."""
    if "role" in desk.names.absent:
        return
    reminded = [mark.remind for mark in deadline.marks if mark.remind is not None]
    able = _able(desk, workflow, deadline) if reminded else None
    for who in reminded if able is not None else ():
        for part in who.parts:
            if able is not None and able.isdisjoint(spelled_out(desk, Who((part,)))):
                message = f"'{part}' has nothing to do there, and so is never reminded."
                way_out = f"Write 'tell: {part}' to let them know all the same."
                desk.report("nothing-owed", message, desk.spot(who, part), way_out=way_out)


def _able(desk: Desk, workflow: Workflow, deadline: Deadline) -> set[str] | None:
    """The roles that can owe something while a deadline stands; None where errors leave that open."""
    kind, name = deadline.owner
    states = [state for state in workflow.live_states if _may_stand(deadline, state)]
    forms = {when.form for state in states for when in (*state.when_complete, *state.when_changed)}
    whos = [] if kind == "form" else [move.by for state in states for move in awaited(workflow, state, deadline)]
    for form in workflow.forms:
        if form.name == name if kind == "form" else form.name in forms:
            whos += _of_form(desk, form)
    if not all(who.parts for who in whos):
        return None
    return {role for who in whos for role in spelled_out(desk, who)}


def _may_stand(deadline: Deadline, state: State) -> bool:
    if deadline.owner[0] == "state":
        return deadline.owner[1] == state.name
    return deadline.only_in is None or state.name in deadline.only_in


def _of_form(desk: Desk, form: Form) -> list[Who]:
    """Those who fill in, sign or open a form; nobody where an error leaves that open."""
    if desk.is_broken("form", form.name):
        return [Who(())]
    openers = [Who(form.opened_by)] if form.opened_by else []
    return [form.filled_in_by, *openers, *([form.signed_by] if form.signed_by is not None else [])]


def _early(desk: Desk, workflow: Workflow, deadline: Deadline) -> None:
    """A reminder so long before the end that the time has not begun."""
    whole = _shortest(workflow, deadline.within)
    for mark in deadline.marks if whole is not None else ():
        before = _shortest(workflow, mark.offset) if mark.side < 0 else None
        if before is not None and whole is not None and before.nominal > whole.nominal:
            message = f"'{mark.words}' lies before the time begins: it may be no longer than {whole}."
            desk.report("before-it-begins", message, mark.span, way_out="Remind later, or allow more time.")


def _shortest(workflow: Workflow, length: Duration | str | None) -> Duration | None:
    """The shortest a length can be for any partnership; None where that depends on other things."""
    if not isinstance(length, str):
        return length
    limit = workflow.limit_by_name.get(length)
    if limit is None:
        return None
    amount = limit.lowest if limit.lowest is not None else limit.amount
    return amount if isinstance(amount, Duration) else None
