"""
The machine of a workflow for XState v5, as data: states, events, guards that look things up, actions with parameters.

Ways on come from ``edges``; what a condition means comes from ``lookups``; what a step changes from ``acts``.
Refusing is having no transition: nothing of this machine says why.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from mentorflow.rules.edges import edges, offered
from mentorflow.rules.formulas import ALWAYS, Formula, Hand, every, opposite, some
from mentorflow.tools.export import about, acts, readings
from mentorflow.tools.export.lookups import Lookups
from mentorflow.tools.export.readings import is_set, known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.edges import Edge
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Move, Row, State, Workflow

Data: TypeAlias = "dict[str, Any]"
# Where a machine is before its start; no name of a rule file has brackets.
START = "(start)"


@attrs.define
class Maker:
    """Makes the parts of one machine."""

    layout: Layout
    lookups: Lookups
    every_edge: tuple[Edge, ...]

    @classmethod
    def of(cls, layout: Layout) -> Maker:
        """The maker for a workflow."""
        return cls(layout, Lookups.of(layout), edges(layout.workflow))

    @property
    def workflow(self) -> Workflow:
        """The rules."""
        return self.layout.workflow

    # --- states -----------------------------------------------------------------------------------------------------
    def states(self) -> Data:
        """All states by name, that before the start first."""
        start = [edge for edge in self.every_edge if edge.kind == "start"]
        return {
            START: {"on": self._moves(start)},
            **{state.name: self._state(state) for state in self.workflow.states},
        }

    def _state(self, state: State) -> Data:
        own = [edge for edge in self.every_edge if edge.source == state.name]
        on = self._moves([edge for edge in own if edge.kind == "move"])
        on |= self._lifts(state) | self._papers(state, own) | self._falls([e for e in own if e.kind == "deadline"])
        always = [self._completed(state, edge) for edge in own if edge.kind == "complete"]
        ended = state.final is not None
        over = ended and not any(form.stays_open_after_end for form in self.workflow.forms)
        return {
            **({"type": "final"} if over else {}),
            **({"tags": ["ended"]} if ended else {}),
            "description": self.workflow.shown(state.name),
            "meta": about.state(self.workflow, state),
            "entry": self._entered(state),
            **({"on": on} if on else {}),
            **({"always": always} if always else {}),
        }

    def _entered(self, state: State) -> list[Data]:
        """What entering a state does: halves and lifts end, a form that repeats and is over is asked anew."""
        renewed = [when.form for when in state.when_complete if self.workflow.form_by_name[when.form].repeats]
        over = {
            form: self._look(every((opposite(readings.back()), some((readings.complete(form), readings.used(form))))))
            for form in renewed
        }
        back = {"at": ["came_from"], "how": "rest", "list": ["context", "before"], "if": self._look(readings.back())}
        here = {**self._came_from(state), "if": self._look(opposite(readings.back()))}
        anew = [{**change, "if": test} for form, test in over.items() for change in reversed(acts.anew(form))]
        ended = [acts.put([name], {}) for name in ("halves", "lifts")]
        return [
            *(acts.request("ask anew", form, when=test) for form, test in over.items()),
            *acts.changes(
                *ended,
                acts.put(["step", "arrived"], to=True),
                back,
                here,
                *anew,
                acts.put(["step", "back"], to=False),
            ),
        ]

    def _came_from(self, state: State) -> Data:
        """Where ``back`` leads from a state: nowhere, unless something of it does."""
        ways = [edge for edge in self.every_edge if edge.source == state.name and edge.back]
        if not ways:
            return acts.put(["came_from"], [])
        return {
            "at": ["came_from"],
            "how": "before",
            "from": ["context", "step", "from"],
            "list": ["context", "before"],
        }

    # --- moves ------------------------------------------------------------------------------------------------------
    def _moves(self, ways: list[Edge]) -> Data:
        on: Data = {}
        for name, group in groupby(ways, key=lambda edge: edge.trigger):
            every_way = list(group)
            first = every_way[0]
            move = first.move
            assert move is not None  # noqa: S101 - edges of moves have one
            may = self._may(move)
            half = [self._half(first, move, may)] if move.joint else []
            last = self._others_have(move) if move.joint else ALWAYS
            kind = "start" if move.home == "start" else "move"
            on[f"{kind}.{name}"] = [*half, *(self._made(edge, move, every((may, last))) for edge in every_way)]
        return on

    def _may(self, move: Move) -> Formula:
        """What a move needs: a role, no half made, every must or who lifted it, answers that can be taken."""
        parts = [readings.by(acts.roles(self.layout, move.by))]
        parts += [opposite(readings.by(acts.roles(self.layout, move.not_by)))] if move.not_by is not None else []
        parts += [opposite(readings.listed(["context", "halves", move.name], "the actor"))] if move.joint else []
        parts += [self._must(move, name) for name in move.must]
        parts += [is_set("asked", about.answers(move))] if about.asks(move) else []
        return every(parts)

    def _must(self, move: Move, name: str) -> Formula:
        holds = self.lookups.spelling.condition(name, Hand())
        if name not in dict(move.override):
            return holds
        return some((holds, readings.listed(["context", "lifts", name], "another")))

    def _half(self, edge: Edge, move: Move, may: Formula) -> Data:
        """The half of a joint move that does not move yet; the first one is news."""
        first = opposite(readings.listed(["context", "halves", move.name], "anybody"))
        told = acts.said(self.layout, "tell", move.tell_first, when=self._look(first))
        own = {"at": ["halves", move.name], "how": "append", "from": ["event", "by"]}
        not_last = opposite(self._others_have(move))
        return {
            "guard": self._guard(every((may, not_last))),
            "actions": [
                *acts.changes(*acts.begun(self._from(edge), move.name)),
                *self._advice(move),
                *told,
                *acts.changes(own),
            ],
            "description": f"{self.workflow.shown(move.name)}: the first half",
            "meta": about.way(self.workflow, edge),
        }

    def _others_have(self, move: Move) -> Formula:
        """Whether everybody else has made their half of a joint move."""
        return readings.listed(["context", "halves", move.name], "everybody else", acts.roles(self.layout, move.by))

    def _made(self, edge: Edge, move: Move, may: Formula) -> Data:
        changes = acts.made(self.workflow, move)
        lifts = [
            {
                **acts.put(["lifts", name], []),
                "if": self._look(opposite(self.lookups.spelling.condition(name, Hand()))),
            }
            for name, _ in move.override
        ]
        halves = [acts.put(["halves", move.name], [])] if move.joint else []
        rows = self._row_fits(edge, after=changes if move.home != "start" else [])
        begun = acts.changes(*acts.begun(self._from(edge), move.name))
        forms = [(what, form) for what, forms in (("open", move.opens), ("close", move.closes)) for form in forms]
        forms += [("show", form) for form, _ in move.shows]
        return self._way(
            edge,
            every((may, rows, self._back_fits(edge))),
            [
                *begun,
                *self._advice(move),
                *acts.changes(*lifts, *changes, *halves),
                *acts.said(self.layout, "tell", move.tell),
                *acts.effects(move.effects),
                *(acts.request(what, form) for what, form in forms),
            ],
        )

    def _advice(self, move: Move) -> list[Data]:
        """What is said where a ``should`` does not hold; it keeps nobody from anything."""
        every_should = ((name, self.lookups.spelling.condition(name, Hand())) for name in move.should)
        return [
            {"type": "advice", "params": {"condition": name, "about": move.name, "unless": self._look(holds)}}
            for name, holds in every_should
        ]

    def _lifts(self, state: State) -> Data:
        """Lifting a condition for somebody else's next move in this state."""
        lifters: dict[str, list[str]] = {}
        for move in offered(self.workflow, state):
            for name, role in move.override:
                lifters.setdefault(name, []).append(role)
        return {f"lift.{name}": [self._lift(state, name, roles)] for name, roles in lifters.items()}

    def _lift(self, state: State, name: str, roles: list[str]) -> Data:
        own = {"at": ["lifts", name], "how": "append", "from": ["event", "by"]}
        return {
            "guard": self._guard(readings.by(roles)),
            "actions": acts.changes(*acts.begun(state.name, name), own),
            "meta": {"by": roles},
        }

    # --- forms and deadlines ----------------------------------------------------------------------------------------
    def papers(self) -> Data:
        """What a sheet or a signature does where no state waits for it."""
        on: Data = {}
        for form in self.workflow.forms:
            told = acts.said(self.layout, "tell", form.tells_on_change)
            step = acts.put(["step"], {"about": form.name})
            on[f"saved.{form.name}"] = {
                "actions": [*acts.changes(step, acts.put(["used", form.name], to=False)), *told]
            }
            on[f"signed.{form.name}"] = {"actions": acts.changes(step)}
        return on

    def _papers(self, state: State, own: list[Edge]) -> Data:
        """What a sheet or a signature does in a state that waits for it; where it leads is asked right after it."""
        waited = [when.form for when in state.when_complete]
        forms = dict.fromkeys([*waited, *(when.form for when in state.when_changed)])
        on: Data = {}
        for name in forms:
            form = self.workflow.form_by_name[name]
            told = acts.said(self.layout, "tell", form.tells_on_change)
            begun = acts.begun(state.name, name)
            saved = [*acts.changes(*begun, acts.put(["used", name], to=False)), *told]
            on_change = [edge for edge in own if edge.kind == "changed" and edge.trigger == name]
            unless = opposite(readings.complete(name)) if name in waited else ALWAYS
            ways = [self._way(edge, every((unless, self._row_fits(edge))), saved) for edge in on_change]
            rest = {"actions": saved, "meta": {"form": name}}
            on[f"saved.{name}"] = [*ways, *([rest] if name in waited else [])]
            if name in waited:
                on[f"signed.{name}"] = [{"actions": acts.changes(*begun), "meta": {"form": name}}]
        return on

    def _completed(self, state: State, edge: Edge) -> Data:
        """Where a complete form leads on from a state that waits for it, once a step."""
        name, once = edge.trigger, f"{state.name} {edge.trigger}"
        form = self.workflow.form_by_name[name]
        again = [] if form.repeats else [is_set("context", "step", "arrived")]
        ready = every(
            (
                readings.complete(name),
                some((opposite(readings.used(name)), *again)),
                opposite(is_set("context", "step", once)),
            )
        )
        own = [acts.put(["used", name], to=True), acts.put(["step", once], to=True)]
        way = self._way(edge, every((ready, self._row_fits(edge))), acts.changes(*own))
        way["guard"]["params"]["goes_on"] = True
        return way

    def _falls(self, ways: list[Edge]) -> Data:
        """Marks of deadlines: the host says when they fall."""
        on: Data = {}
        for key, group in groupby(ways, key=about.fall):
            on[key] = [self._fallen(edge) for edge in group]
        return on

    def _fallen(self, edge: Edge) -> Data:
        mark, deadline = edge.mark, edge.deadline
        assert mark is not None  # noqa: S101 - edges of deadlines have both
        assert deadline is not None  # noqa: S101 - as above
        closes = [acts.request("close", deadline.owner[1])] if mark.close_form else []
        done = [
            *acts.changes(*acts.begun(self._from(edge), deadline.name)),
            *acts.said(self.layout, "remind", mark.remind),
            *acts.said(self.layout, "tell", mark.tell),
            *acts.effects(mark.effects),
            *closes,
        ]
        return self._way(edge, every((self._row_fits(edge), self._back_fits(edge))), done)

    # --- one way ----------------------------------------------------------------------------------------------------
    def _way(self, edge: Edge, when: Formula, actions: list[Data]) -> Data:
        """A transition: its target, its guard, what it does, and then what its row does."""
        same = {"reenter": True} if edge.target is not None and edge.target == edge.source else {}
        back = acts.changes(acts.put(["step", "back"], to=True)) if edge.back else []
        return {
            **({"target": edge.target} if edge.target is not None else {}),
            **same,
            **({} if when is ALWAYS else {"guard": self._guard(when)}),
            "actions": [*actions, *back, *self._of_row(edge)],
            "description": about.said(self.workflow, edge),
            "meta": about.way(self.workflow, edge),
        }

    def _of_row(self, edge: Edge) -> list[Data]:
        row = self._row(edge)
        if row is None:
            return []
        anew = (
            []
            if row.reopen is None
            else [*acts.changes(*acts.anew(row.reopen)), acts.request("ask anew", row.reopen)]
        )
        return [*acts.said(self.layout, "tell", row.tell), *acts.effects(row.effects), *anew]

    def _row(self, edge: Edge) -> Row | None:
        return None if edge.row is None else self.workflow.routing_by_name[str(edge.routing)].rows[edge.row]

    def _row_fits(self, edge: Edge, after: Iterable[Data] = ()) -> Formula:
        """The line of a table that leads this way; tried in the order of the file, so that the higher one counts."""
        row = self._row(edge)
        if row is None:
            return ALWAYS
        table = self.workflow.routing_by_name[str(edge.routing)]
        each = table.row_for is not None and table.form is not None
        hand = Hand(table.form) if each else Hand()
        cells = [(self.lookups.spelling.condition(cell.condition, hand), cell.wanted) for cell in row.cells]
        fits = every(holds if wanted else opposite(holds) for holds, wanted in cells)
        read = {"lookup": self.lookups.lookup(fits), "after": list(after)}
        if each:
            sheets = known({"sheets": table.form, "of": self.lookups.lookup(fits)}, 2, {1})
            read["lookup"] = self.lookups.lookup(sheets)
        return known(read, 2, {1})

    def _back_fits(self, edge: Edge) -> Formula:
        return is_set("context", "came_from", 0, to=edge.target) if edge.back else ALWAYS

    def _from(self, edge: Edge) -> str:
        return START if edge.source is None else edge.source

    def _look(self, formula: Formula) -> Data:
        return self.lookups.lookup(formula)

    def _guard(self, formula: Formula) -> Data:
        return {"type": "table", "params": self._look(formula)}
