"""
The workflow as a ``transitions.Machine``: the dispatcher that every move goes through, and what drawings are made of.

One machine for a workflow, frozen; no partnership is ever registered with it, and nothing is bound to
anybody's objects (docs/decisions/0001).
The only room that knows the library transitions.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from transitions import Machine

from mentorflow.rules.edges import edges
from mentorflow.states.altering import unshown
from mentorflow.states.arrival import which_row
from mentorflow.states.calls import unknown
from mentorflow.states.moves import half_already_made, lifter_of
from mentorflow.states.options import too_long
from mentorflow.states.people import role_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from transitions import EventData

    from mentorflow.rules.edges import Edge
    from mentorflow.states.partnership import Answer, Partnership
    from mentorflow.states.plan import MovePlan, Plan, TablePlan


class Subject:
    """
    A partnership, a person, an instant and facts, as a model that questions can be put to.

    A throw-away: make one to ask ``may_*`` of a machine made by ``WorkflowMachine.like``.
    """

    def __init__(self, partnership: Partnership, by: str, us: int, facts: Mapping[str, Answer]) -> None:
        self.partnership = partnership
        self.state: str = partnership.state
        self.by = by
        self.us = us
        self.facts = facts


class Requirement:
    """One condition of a transition, asked of the ``Subject`` that an event is about."""

    def __init__(self, name: str, holds: Callable[[Subject], bool]) -> None:
        self.__name__ = name
        self._holds = holds

    def __call__(self, event: EventData) -> bool:
        """Whether it holds for the subject of an event."""
        subject: Any = event.model
        return self._holds(subject)

    def __repr__(self) -> str:
        return f"<Requirement {self.__name__}>"


class WorkflowMachine(Machine):
    """
    The frozen machine of one workflow.

    Its triggers are the moves, and the forms and deadlines that lead to another state; only moves are fired.
    ``get_triggers``, ``get_transitions`` and the states are those of ``transitions.Machine``.
    """

    offer: Callable[[str, str], MovePlan | None]
    """
    The move that a trigger means in a state; None where it is not offered there.

    Raises ``UnknownName`` when no move of the workflow has that name.
    """

    def __init__(self, plan: Plan) -> None:
        # What the library makes is made when it is first asked for: deciding needs nothing but ``offer``.
        own = {"offer": _offering(plan), "_plan": plan, "_lock": threading.RLock(), "_maker": None, "_parts": {}}
        vars(self).update(own)

    def __getattr__(self, name: str) -> Any:
        """What the library makes of states and transitions; made whole before any other thread sees a part of it."""
        if name.startswith("__"):
            return super().__getattr__(name)
        with self._lock:
            if self._maker is None and not self._parts:
                self._make()
            return self._parts[name] if name in self._parts else super().__getattr__(name)

    def _make(self) -> None:
        """Let the library make its part of this very machine, out of sight, and show all of it at once."""
        own = vars(self)
        own["_maker"] = threading.get_ident()
        super().__init__(model=None, **self._definition)
        own["_maker"] = None
        own.update(self._parts)

    def __setattr__(self, name: str, value: object) -> None:
        if self._maker != threading.get_ident():
            self._refuse()
        if hasattr(type(self), name):
            super().__setattr__(name, value)
        else:
            self._parts[name] = value

    def __delattr__(self, name: str) -> NoReturn:
        self._refuse()

    @cached_property
    def _definition(self) -> dict[str, Any]:
        return _definition(self._plan)

    def like(self, cls: type[Machine], subject: Subject | None = None, **options: Any) -> Machine:
        """A machine of another class, such as ``GraphMachine``, with the same states, transitions and conditions."""
        # A machine puts its model into the initial state, and the subject is where its partnership is.
        initial = self._definition["initial"] if subject is None else subject.state
        return cls(model=subject, **{**self._definition, "initial": initial}, **options)

    def add_transition(self, *args: Any, **kwargs: Any) -> None:
        """Refused once the machine is made: the rule file is the authority."""
        if self._maker != threading.get_ident():
            self._refuse()
        super().add_transition(*args, **kwargs)

    def add_states(self, *args: Any, **kwargs: Any) -> None:
        """Refused once the machine is made: the rule file is the authority."""
        if self._maker != threading.get_ident():
            self._refuse()
        super().add_states(*args, **kwargs)

    def add_model(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: partnerships are values; use ``like`` for a machine that holds a model."""
        del args, kwargs
        self._refuse()

    def remove_model(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: there is no model, because partnerships are values."""
        del args, kwargs
        self._refuse()

    def remove_transition(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: the rule file is the authority."""
        del args, kwargs
        self._refuse()

    def _refuse(self) -> NoReturn:
        msg = "this machine is frozen: change the rule file, or use machine.like(...) for a machine of your own"
        raise TypeError(msg)


def _offering(plan: Plan) -> Callable[[str, str], MovePlan | None]:
    """The function behind ``offer``; every act goes through it, so it looks nothing up but the move."""
    offers = _offers(plan)

    def offer(trigger: str, state: str) -> MovePlan | None:
        try:
            return offers[trigger].get(state)
        except (KeyError, TypeError):
            raise unknown(trigger, "move", offers) from None

    return offer


def _offers(plan: Plan) -> dict[str, dict[str, MovePlan]]:
    offers: dict[str, dict[str, MovePlan]] = {name: {} for name in plan.workflow.move_names}
    for name, move in plan.starts.items():
        offers[name][""] = move
    for state, prepared in plan.states.items():
        for name, move in prepared.moves.items():
            offers[name][state] = move
    return offers


def _definition(plan: Plan) -> dict[str, Any]:
    states = [{"name": state.name, "final": state.final is not None} for state in plan.workflow.states]
    led = [edge for edge in edges(plan.workflow) if edge.source is not None and _fires(edge)]
    return {
        "states": states,
        "transitions": [_transition(plan, edge) for edge in led],
        "initial": plan.workflow.states[0].name,
        "auto_transitions": False,
        "send_event": True,
    }


def _fires(edge: Edge) -> bool:
    return edge.kind == "move" or edge.target is not None


def _transition(plan: Plan, edge: Edge) -> dict[str, Any]:
    requirements = _of_move(plan, edge) if edge.kind == "move" else [Requirement("not a move", lambda _: False)]
    return {"trigger": edge.trigger, "source": edge.source, "dest": edge.target, "conditions": requirements}


def _of_move(plan: Plan, edge: Edge) -> list[Requirement]:
    """The role, every must, what no answer can mend, and the row or the state before that leads this way."""
    offer = plan.states[str(edge.source)].moves[edge.trigger]
    found = [Requirement(f"by {offer.move.by}", lambda s: _has_role(offer, s))]
    found += [Requirement(name, _asks(offer, name, holds)) for name, holds in offer.must]
    found += _beyond_answers(plan, offer)
    if offer.target.table is not None:
        found.append(Requirement(f"row {edge.row} of {edge.routing}", _takes_row(offer.target.table, edge.row)))
    if edge.back:
        found.append(Requirement(f"came from {edge.target}", lambda s: s.partnership.came_from[0][0] == edge.target))
    return found


def _has_role(offer: MovePlan, subject: Subject) -> bool:
    people = subject.partnership.people
    return role_in(offer.by, people, subject.by) is not None and role_in(offer.barred, people, subject.by) is None


def _asks(offer: MovePlan, name: str, holds: Callable[..., bool]) -> Callable[[Subject], bool]:
    """Whether a must holds, or was lifted by somebody else (ruling 14)."""
    return lambda s: (
        holds(s.partnership, s.facts, s.us, None) or lifter_of(s.partnership, offer, name, s.by) is not None
    )


def _beyond_answers(plan: Plan, offer: MovePlan) -> list[Requirement]:
    """What refuses a move whatever is answered: a half made, an empty form to show, a limit that cannot grow."""
    found: list[Requirement] = []
    if offer.move.joint:
        found.append(Requirement("not done yet", lambda s: half_already_made(s.partnership, offer, s.by) is None))
    if offer.move.shows:
        found.append(Requirement("something to show", lambda s: not unshown(plan, s.partnership, offer.move)))
    if offer.move.lengthens:
        found.append(Requirement("room to lengthen", lambda s: not any(too_long(plan, s.partnership, offer))))
    return found


def _takes_row(table: TablePlan, row: int | None) -> Callable[[Subject], bool]:
    return lambda s: which_row(s.partnership, table, s.facts, s.us)[0] == row
