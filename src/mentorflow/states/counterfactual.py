"""
What would change an outcome: the fewest facts, then the nearest value, in the order of the file (ruling 21).

For a refusal or a warning these are facts of the application, and answers that the person could still change; for a
row, the answers of the person whose sheet it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.change import Goal, smallest_change
from mentorflow.rules.english import listed, say_change
from mentorflow.rules.workflow import Fact
from mentorflow.states.deeds import may_submit

if TYPE_CHECKING:
    from mentorflow.states.decision import Decision
    from mentorflow.states.explain import Act
    from mentorflow.states.partnership import Answer, Partnership, Sheetful
    from mentorflow.states.plan import MovePlan, Plan, TablePlan


def otherwise_allowed(
    plan: Plan, p: Partnership, offer: MovePlan | None, decision: Decision, act: Act, *, mine: bool, seen: bool
) -> list[str]:
    """
    What would have to be otherwise for a refused move to be allowed, and who could lift what stands in its way.

    With *mine* the actor's own answers on forms of one copy count among what could be otherwise.
    Unless *seen* only who could lift it is said: what would do could tell an answer that the reader may not see.
    """
    failed = tuple(refusal.subject for refusal in decision.refusals)
    if offer is None or any(refusal.kind != "condition" for refusal in decision.refusals):
        return []
    own = own_answers(plan, p, act.by) if mine else ()
    change = holding(plan, p, tuple(name for name, _ in offer.must), act, own=own) if seen else None
    lines = [] if change is None else [f"It would be allowed {change}."]
    for name in failed:
        roles = [plan.workflow.shown(post.role) for post in offer.override.get(name, ())]
        lines += [f"{listed(roles)} may lift {plan.workflow.worded(name)}, with a reason."] if roles else []
    return lines


def own_answers(plan: Plan, p: Partnership, by: str) -> tuple[Fact, ...]:
    """The answers that a person may still change: on forms of one copy that they fill in."""
    forms = [
        form
        for form in plan.forms.values()
        if p.state and not form.form.copy_each and may_submit(plan, p, form, by) is None
    ]
    return tuple(Fact("field", field.name, form.form.name) for form in forms for field in form.form.fields)


def holding(
    plan: Plan, p: Partnership, conditions: tuple[str, ...], act: Act, own: tuple[Fact, ...] = ()
) -> str | None:
    """``if … were …`` for conditions that do not all hold; None when nothing that may be changed would mend it."""
    facts = {Fact("host", fact.name) for fact in plan.workflow.facts} | set(own)
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
