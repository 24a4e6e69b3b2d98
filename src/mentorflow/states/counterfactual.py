"""What would change an outcome: the fewest facts, then the nearest value, in the order of the file (ruling 21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentorflow.states.explain import Why
    from mentorflow.states.partnership import Decision, Partnership, Record, RowTaken
    from mentorflow.states.plan import TablePlan


def otherwise_allowed(why: Why, decision: Decision) -> list[str]:
    """What would have to be otherwise for a refused act to be allowed."""
    del why, decision
    return []


def otherwise_routed(why: Why, stood: Partnership, record: Record, table: TablePlan, taken: RowTaken) -> list[str]:
    """What would have to be otherwise for another row to be taken."""
    del why, stood, record, table, taken
    return []
