"""
Claims about who may see what: nothing private reaches others, and no role sees what the file promises it never will.

Who sees an answer is worked out for roles as views work it out for people; a life shows it by a real view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import Related
from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.ground import PARTNER_WORDS
from mentorflow.proofs.probes import looking
from mentorflow.proofs.view import where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span
    from mentorflow.proofs.view import View
    from mentorflow.rules.workflow import Field, Form, Promise
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership

PRIVATE, NEVER_SEES = "private", "never sees"


def private(view: View) -> Iterator[Claim]:
    """What is private is seen by the partners and whoever wrote it; views leave nobody else a way to it."""
    partners = frozenset(view.ground.workflow.partner_roles)
    for form in view.ground.workflow.forms:
        for field in (field for field in form.fields if field.private and seers(view, form, field) <= partners):
            yield Claim(PRIVATE, f"{form.name}.{field.name}")


def seers(view: View, form: Form, field: Field) -> frozenset[str]:
    """The roles whose holders can come to see an answer of somebody else's, or their own where they have a copy."""
    partners = frozenset(view.ground.workflow.partner_roles)
    found = {*form.also_seen_by, *field.also_seen_by}
    if PARTNER_WORDS & set(form.filled_in_by.parts) or partners & set(form.filled_in_by.parts):
        # Partners see their forms; of a sealed one at least their own copy.
        found |= partners
    found |= set() if form.copy_each else view.ground.roles_of(form.filled_in_by)
    shown = {role for move in view.ground.workflow.every_move() for name, role in move.shows if name == form.name}
    return frozenset(found & partners if field.private else found | shown)


def never_sees(view: View, promise: Promise) -> Iterator[Claim]:
    """A role that never sees a form sees no answer of it; one that never sees an answer, not that one."""
    for name in promise.values:
        form_name, _, field_name = name.partition(".")
        form = view.ground.workflow.form_by_name[form_name]
        fields = [field for field in form.fields if field_name in {"", field.name}]
        seen = next((field for field in fields if promise.subject in seers(view, form, field)), None)
        doubt = None if seen is None else _seen(view, promise, form, seen)
        yield Claim(NEVER_SEES, f"{promise.subject} {name}", doubt, f"unseen by {promise.subject}")


def _seen(view: View, promise: Promise, form: Form, field: Field) -> Doubt:
    role, name = promise.subject, f"{form.name}.{field.name}"
    way_out, spot = _how_seen(view, role, form, field)
    return Doubt(
        "seen-all-the-same", f"'{name}' is promised never to be seen by '{role}', who does see it.", promise.span,
        f"{way_out}, or do not promise it.", f"whether '{role}' can see '{name}'",
        "no life was found in which it is seen",
        where(f"{role} sees {name}", lambda flow, p, _: _sees(flow, p, role, form, field)),
        closer=looking(form.name, field.name, role), related=(Related(spot, "it is shown here."),),
    )  # fmt: skip


def _how_seen(view: View, role: str, form: Form, field: Field) -> tuple[str, Span]:
    """What to do so that a role does not see an answer any more, and where it is shown to them."""
    if role in field.also_seen_by:
        return f"Take '{role}' out of 'also_seen_by' of '{field.name}'", field.span
    if role in form.also_seen_by:
        private = ", or make the question 'private: yes'" if len(form.fields) > 1 else ""
        return f"Take '{role}' out of 'also_seen_by' of '{form.name}'{private}", form.span
    for move in view.ground.workflow.every_move():
        if (form.name, role) in move.shows:
            return f"Take '{role}' out of 'shows' of '{move.name}'", move.span
    return f"Ask it in a form that '{role}' does not fill in", form.span


def _sees(flow: Flow, p: Partnership | None, role: str, form: Form, field: Field) -> bool:
    """Whether somebody with a role sees an answer, in one life."""
    from mentorflow.states.partnership import holders  # noqa: PLC0415 - nothing is played unless in doubt

    if p is None:
        return False
    people = holders(p.people[flow.layout.roles[role]])
    views = [each for person in people for each in flow.view(p, by=person).forms if each.name == form.name]
    return any(name == field.name for each in views for sheet in each.sheets for name, _ in sheet.answers)
