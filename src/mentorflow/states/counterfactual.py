"""
What would change an outcome: the fewest facts, then the nearest value, in the order of the file (ruling 21).

For a refusal or a warning only facts of the application are looked at, because refusals carry nobody's answers; for a
row, the answers of the person whose sheet it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.change import Goal, smallest_change
from mentorflow.rules.english import listed, plain, say_change
from mentorflow.rules.workflow import Fact

if TYPE_CHECKING:
    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Answer, Decision, Partnership, Sheetful
    from mentorflow.states.plan import MovePlan, Plan, TablePlan


def otherwise_allowed(plan: Plan, p: Partnership, offer: MovePlan | None, decision: Decision, act: Act) -> list[str]:
    """What would have to be otherwise for a refused move to be allowed, and who could lift what stands in its way."""
    failed = tuple(refusal.subject for refusal in decision.refusals)
    if offer is None or any(refusal.kind != "condition" for refusal in decision.refusals):
        return []
    change = holding(plan, p, tuple(name for name, _ in offer.must), act)
    lines = [] if change is None else [f"It would be allowed {change}."]
    for name in failed:
        roles = [plan.workflow.shown(post.role) for post in offer.override.get(name, ())]
        lines += [f"{listed(roles)} may lift {plain(name)}, with a reason."] if roles else []
    return lines


def holding(plan: Plan, p: Partnership, conditions: tuple[str, ...], act: Act) -> str | None:
    """``if … were …`` for conditions that do not all hold; None when no fact of the application would mend it."""
    facts = {Fact("host", fact.name) for fact in plan.workflow.facts}
    change = smallest_change(plan.layout, Goal(conditions), p, act.facts, act.us, None, facts)
    return say_change(plan.workflow, change) if change else None


def row_if(
    plan: Plan,
    stood: Partnership,
    table: TablePlan,
    row: int,
    facts: dict[str, Answer],
    us: int,
    answers: Sheetful | None,
) -> str | None:
    """``if … were …`` for a row that was not taken; None when no change of this sheet and these facts leads there."""
    form = table.routing.form
    mine = {Fact("field", field.name, form) for field in plan.forms[form].form.fields} if form is not None else set()
    theirs = {Fact("host", fact.name) for fact in plan.workflow.facts}
    goal = Goal(routing=table.routing, row=row)
    change = smallest_change(plan.layout, goal, stood, facts, us, answers, mine | theirs)
    return say_change(plan.workflow, change) if change else None
