"""The case of a difference as something that conditions can read, so that both files can be asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentorflow.rules.kinds import ChooseAny, ChooseOne, WholeNumber
from mentorflow.rules.spaces import NOON
from mentorflow.rules.verdicts import evaluate, evaluate_rows
from mentorflow.rules.workflow import Fact
from tests.rules.drawn import Case
from tests.rules.programs import Moment, Pair, Round, Sheet

if TYPE_CHECKING:
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.workflow import Form, Kind, Routing
    from mentorflow.tools.diff.apart import Case as Example

BEFORE, THEN, AFTER = 50, 100, 150


def rows(layout: Layout, table: Routing, example: Example) -> list[int]:
    """The rows of a table that fit an example."""
    case = replayed(layout, example, table.form)
    verdicts = evaluate_rows(layout, table, case.p, case.facts, NOON, case.sheet)
    return [index for index, verdict in enumerate(verdicts) if verdict.holds]


def holds(layout: Layout, name: str, example: Example, form: str | None) -> bool:
    """Whether a condition holds of an example."""
    case = replayed(layout, example, form)
    return evaluate(layout, name, case.p, case.facts, NOON, case.sheet, sheet_of=form).holds


def replayed(layout: Layout, example: Example, in_hand: str | None) -> Case:
    """An example as a partnership of this layout, with the copy of *in_hand* in hand."""
    known = {(one.fact, one.person): one.value for one in example.given}
    workflow = layout.workflow
    people = {role.name: held(role.name, role.kind, known) for role in workflow.roles}
    partners = [person for role in workflow.partner_roles for person in people[role]]
    flags = [(fact, person, value) for (fact, person), value in known.items() if fact.kind == "changed"]
    changed = [(fact.name, fact.form, person, value) for fact, person, value in flags]
    rounds, sheet = [], None
    for form in workflow.forms:
        made = []
        for person in partners if form.copy_each else [None]:
            if known.get((Fact("sheet", "", form.name), person), True):
                mine = [value for _, name, whose, value in changed if (name, whose) == (form.name, person)]
                seq = AFTER if True in mine else BEFORE
                made.append(Sheet(person or "somebody", "", answers(form, person, known), seq))
        rounds.append(Round(tuple(made), known.get((Fact("complete", "", form.name), None), True)))
        if form.name == in_hand:
            sheet = answers(form, example.owner, known)
    moments = tuple(moment(name, known, changed) for name in layout.moments)
    limits = tuple(known.get((Fact("limit", limit.name), None), limit.amount) for limit in workflow.limits)
    counts = tuple(known.get((Fact("count", count.name), None), 0) for count in workflow.counts)
    hosts = {fact.name: known.get((Fact("host", fact.name), None), any_of(fact.kind)) for fact in workflow.facts}
    p = Pair(tuple(people[role.name] for role in workflow.roles), moments, tuple(rounds), counts, limits)
    return Case(p, hosts, sheet)


def held(role: str, kind: str, known: dict[Any, Any]) -> tuple[str, ...]:
    """Who holds a role: everybody made up for it."""
    if kind in {"others", "application"} and not known.get((Fact("held", role), None), False):
        return ()
    more = {person for _, person in known if person is not None and person.startswith(f"{role} ")}
    return (role, *sorted(more))


def answers(form: Form, person: str | None, known: dict[Any, Any]) -> tuple[Any, ...]:
    """A copy with the answers of an example."""
    facts = [Fact("field", field.name, form.name) for field in form.fields]
    return tuple(known.get((fact, person), known.get((fact, None))) for fact in facts)


def moment(name: str, known: dict[Any, Any], changed: list[Any]) -> Moment | None:
    """When something happened; before the copies that changed since, after those that did not."""
    elapsed, times = known.get((Fact("since", name), None), 0), known.get((Fact("times", name), None), 1)
    if elapsed is None or times == 0:
        return None
    since = [value for moment_name, _, _, value in changed if moment_name == name]
    several = len({moment_name for moment_name, *_ in changed}) > 1
    last = (BEFORE - 1 if True in since else AFTER + 1) if several and since else THEN
    return Moment(last, NOON - elapsed, times)


def any_of(kind: Kind) -> Any:
    """Some value, for a fact that nothing reads."""
    if isinstance(kind, WholeNumber):
        return kind.low
    return kind.names[0] if isinstance(kind, ChooseOne) else () if isinstance(kind, ChooseAny) else False
