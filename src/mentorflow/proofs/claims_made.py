"""
Claims about moves that nobody can ever make: what they must keep to cannot hold together.

Told only where it is sure, by going through all cases there are; that a move can be made is not claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.proofs.claim import Claim, Doubt
from mentorflow.proofs.ground import must_cells
from mentorflow.proofs.probes import trying
from mentorflow.proofs.view import being_in
from mentorflow.rules.edges import offered, targets
from mentorflow.rules.english import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.proofs.view import View
    from mentorflow.rules.workflow import Cell, Move

MADE = "can be made"


def made(view: View) -> Iterator[Claim]:
    """No move has conditions that exclude each other; where nothing else leads to a state, that is told there."""
    workflow = view.ground.workflow
    for move in workflow.every_move():
        cells = must_cells(move, lifted=True)
        states = tuple(s for s in view.rests_of if move in offered(workflow, workflow.state_by_name[s]))
        role = _somebody(view, move)
        if not cells or not states or role is None or view.ground.possible(cells):
            continue
        if all(target in view.places_of for target in targets(workflow, move.to)):
            yield Claim(MADE, move.name, _never_made(move, cells, states[0], role), states=states)


def _somebody(view: View, move: Move) -> str | None:
    """The first role that surely somebody holds who would make a move, were it not for its conditions."""
    barred = view.ground.roles_of(move.not_by)
    roles = (view.ground.roles_of(move.by) & view.ground.there) - barred
    return next((role.name for role in view.ground.workflow.roles if role.name in roles), None)


def _never_made(move: Move, cells: tuple[Cell, ...], state: str, role: str) -> Doubt:
    names = listed([f"'{cell.condition}'" for cell in cells], "and")
    hold = "cannot hold" if len(cells) == 1 else "cannot hold together"
    return Doubt(
        "never-made", f"nobody can ever make '{move.name}': {names} {hold}.", move.span,
        f"Change what '{move.name}' must keep to, or take it away.",
        f"whether anybody can make '{move.name}'", "nothing shows it", being_in(state), trying(move.name, role),
    )  # fmt: skip
