"""The whole machine: states, tables, the context to begin with, and what it does not decide."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.layout import layout_of
from mentorflow.tools.export import about, acts
from mentorflow.tools.export.machine import START, Maker
from mentorflow.tools.export.text import as_text

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Workflow

# What no machine of this kind decides, whatever the workflow.
ELSEWHERE = (
    "when a deadline falls, and whom of those named it still reminds",
    "who may fill in, sign, open or close a form, and when it is open",
    "whether the answers to a form can be taken, and what they are advised to be",
    "whether a condition is lifted with a reason",
    "who may see what",
)


@attrs.frozen
class Machine:
    """
    A machine for XState v5.

    *config* is what ``createMachine`` takes, plain data; *elsewhere* says in plain words what it does not decide:
    for each condition or answer that the host is asked for why.
    """

    config: dict[str, Any]
    elsewhere: tuple[str, ...]

    def as_json(self) -> str:
        """The configuration as text, the same on every machine."""
        return as_text(self.config) + "\n"


def machine(workflow: Workflow) -> Machine:
    """The machine of a workflow; pure."""
    maker = Maker.of(layout_of(workflow))
    states, papers = maker.states(), maker.papers()
    moves = dict.fromkeys(about.answers(move) for move in workflow.every_move() if about.asks(move))
    asked = [f"{name}: {why}" for name, why in maker.lookups.asked.items()]
    elsewhere = (*asked, *(f"{name}: whether they can be taken" for name in moves), *ELSEWHERE)
    config = {
        "id": workflow.name,
        "description": workflow.title,
        "initial": START,
        "context": acts.context(maker.layout),
        "meta": {
            "workflow": workflow.name,
            "version": workflow.version,
            "timezone": workflow.timezone,
            "roles": {role.name: role.text for role in workflow.roles},
            "facts": [fact.name for fact in workflow.facts],
            "forms": {form.name: about.form(form) for form in workflow.forms},
            "asked_of_the_host": [*maker.lookups.asked, *moves],
            "decided_by_mentorflow": list(elsewhere),
            "tables": dict(sorted(maker.lookups.tables.items())),
        },
        "on": papers,
        "states": states,
    }
    return Machine(config, elsewhere)


def interpreter() -> str:
    """The JavaScript that every machine runs with."""
    return resources.files("mentorflow.tools.export").joinpath("xstate.mjs").read_text("utf-8")
