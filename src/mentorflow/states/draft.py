"""
A record while it is being decided.

A draft is the one thing here that changes; it lives inside a single decision and is never handed out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.states.records import HALF, JUST_BACK, NO_CHANGE, make_change, make_record

if TYPE_CHECKING:
    from mentorflow.states.partnership import Answer, Holders, LimitValue, Sheetful
    from mentorflow.states.records import Change, Fall, Notice, Record, RowTaken


@attrs.define(eq=False)
class Draft:
    """The inputs of an act, and its outcome as far as it is settled; see ``Record`` and ``Change``."""

    seq: int
    us: int
    kind: str
    name: str
    by: str | None = None
    role: str | None = None
    facts: tuple[tuple[str, Answer], ...] = ()
    answers: Sheetful | None = None
    origin: Any = None
    entered: tuple[str, ...] = ()
    rows: tuple[RowTaken, ...] = ()
    warnings: tuple[str, ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    effects: tuple[str, ...] = ()
    made: bool = True
    back: bool = False
    completed: tuple[str, ...] = ()
    consumed: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    unlocked: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    assigned: tuple[tuple[str, Holders], ...] = ()
    limits: tuple[tuple[str, LimitValue], ...] = ()
    shown: tuple[tuple[str, str], ...] = ()
    used: tuple[str, ...] = ()
    fall: Fall | None = None
    reason: str | None = None

    def tell(self, notices: list[Notice]) -> None:
        """Add notices: each person hears of the same thing once, whatever roles they hold."""
        heard = {(told.to, told.kind, told.about, told.mark) for told in self.notices}
        anew = (told for told in notices if (told.to, told.kind, told.about, told.mark) not in heard)
        self.notices = (*self.notices, *anew)

    def ask_for(self, effects: tuple[str, ...]) -> None:
        """Add effects, each once."""
        self.effects = (*self.effects, *(effect for effect in effects if effect not in self.effects))

    def record(self) -> Record:
        """The record as it stands."""
        return make_record((
            self.seq, self.us, self.kind, self.name, self.by, self.role, self.facts, self.answers,
            self.entered, self.rows, self.warnings, self.overrides, self.notices, self.effects,
            self.change(), self.origin,
        ))  # fmt: skip

    def change(self) -> Change:
        """What changed beyond the state; a shared value where nothing did, or only a return."""
        if not self.made:
            # What a joint move hands over, opens, closes, shows and lengthens waits for the last half.
            return HALF
        if self._changes_nothing():
            return JUST_BACK if self.back else NO_CHANGE
        return make_change(
            self.made, self.back, self.completed, self.consumed, self.reopened, self.unlocked, self.opened,
            self.closed, self.assigned, self.limits, self.shown, self.used, self.fall, self.reason,
        )  # fmt: skip

    def _changes_nothing(self) -> bool:
        forms = self.completed or self.consumed or self.reopened or self.unlocked or self.opened or self.closed
        terms = self.assigned or self.limits or self.shown or self.used or self.fall or self.reason
        return not (forms or terms)
