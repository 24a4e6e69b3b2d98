"""A workflow prepared for deciding: what is worked out once, and that it is worked out from the rules alone."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from mentorflow.states.flow import Flow
from tests.rulings.small import MICRO, day, falls
from tests.states.lives import FACTS, LEAVE, a_request, after_match, begun, filled_in, flow_of, hours, shipped, there

if TYPE_CHECKING:
    import datetime as dt

OVER = "  over: {final: over}\n"


def test_plan_has_everything_of_the_workflow_by_name() -> None:
    """States, forms, starts, tables and deadlines stand under their names, in the order of the file."""
    plan, workflow = shipped().plan, shipped().workflow

    assert [state.name for state in workflow.states] == list(plan.states)
    assert [form.name for form in workflow.forms] == list(plan.forms)
    assert ["request", "propose"] == list(plan.starts)
    assert ["after_check_up", "after_review", "after_no_answer"] == list(plan.tables)
    assert [each.name for each in workflow.every_deadline()] == [each.deadline.name for each in plan.deadlines]
    assert {"paused"} == set(plan.stops)


def test_plan_of_equal_workflows_decides_alike() -> None:
    """A plan is worked out from the workflow alone, also after pickling; it carries no partnership."""
    again = pickle.loads(pickle.dumps(shipped().plan))  # noqa: S301 - our own bytes

    assert shipped().digest == Flow(shipped().workflow).digest == again.digest
    assert shipped().plan.moments == again.moments


def test_plan_knows_the_facts_that_a_move_may_read() -> None:
    """Those of its conditions, of the table it leads by, and of tables behind forms that may be complete by then."""
    reads = {name: move.reads for name, move in shipped().plan.states["requested"].moves.items()}

    assert {"accept": ("mentor_active_mentees",), "cancel": ()} == {
        name: reads[name] for name in ("accept", "cancel")
    }
    assert ("mentor_availability", "mentee_requests_waiting", "mentors_interviewed", "double_role") == (
        shipped().plan.starts["request"].reads
    )


BEHIND = (
    """\
facts: {weather: {choose_one: [fair, foul]}, season: {choose_one: [dry, wet]}}
conditions: {fair: {weather: fair}, dry: {season: dry}}
forms:
  note: {filled_in_by: mentee, fields: {text: {ask: What, text: any length}}}
  diary: {filled_in_by: mentee, repeats: yes, fields: {text: {ask: What, text: any length}}}
routing:
  by_weather:
    rows:
      - {if: {fair: yes}, to: third}
      - {if: {fair: no}, to: over}
  by_season:
    rows:
      - {if: {dry: yes}, to: over}
      - {if: {dry: no}, to: open}
states:
  open: {moves: {go: {by: mentee, to: second}, sit: {by: mentee, to: stay}}}
  second: {when_complete: {note: by_weather}}
  third: {when_complete: {note: fourth, diary: by_season}}
  fourth: {moves: {stop: {by: mentee, to: over}}}
"""
    + OVER
    + LEAVE
)


def test_plan_counts_facts_behind_forms_that_may_be_complete_on_arrival() -> None:
    """A form that repeats begins anew on entering, so what lies behind it cannot be read yet."""
    reads = {name: move.reads for name, move in flow_of(BEHIND).plan.states["open"].moves.items()}

    assert {"go": ("weather",), "sit": (), "leave": ()} == reads
    flow = flow_of(BEHIND)
    p = filled_in(flow, begun(flow), "note", {"text": "so"}, hours(1), "ana")
    assert "fourth" == there(flow.fire(p, "go", by="ana", at=hours(2), facts={"weather": "fair"})).state


# --- bounds that let quiet deadlines be passed over -----------------------------------------------------------------
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Kolkata")
LENGTHS = ("1 day", "31 days", "1 month", "1 year", "36 hours", "90 minutes", "2 weeks")


def bound_by(length: str, mark: str = "late") -> str:
    """A file with one deadline of a length."""
    return (
        f"limits: {{own: {{usually: {length}, may_be: {length} to {length}}}}}\n"
        f"states:\n  open:\n    deadlines: {{answer: {{within: own, {mark}: {{tell: guide}}}}}}\n{OVER}{LEAVE}"
    )


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("mark", ["late", "1 month before", "1 day before", "1 day after"])
def test_plan_bounds_never_pass_over_a_deadline(length: str, zone: str, mark: str) -> None:
    """Whatever the zone and the length, a tick at the due instant finds it and one a microsecond before does not."""
    flow = flow_of(bound_by(length, mark), zone=zone)
    for month in (1, 2, 7):
        p = begun(flow, day(0).replace(month=month, day=28))
        ((_, at),) = falls(flow, p, day(2000))
        assert [("answer", at)] == falls(flow, p, at)
        assert [] == falls(flow, p, just_before(at, p.at))


def just_before(at: dt.datetime, earliest: dt.datetime) -> dt.datetime:
    """A microsecond before an instant; where it falls with the beginning, before that."""
    return max(at, earliest) - MICRO


def test_plan_offers_what_the_file_offers() -> None:
    """A move of any time is prepared once and stands in every state that offers it."""
    states = shipped().plan.states

    assert states["agreed"].moves["withdraw"] is states["paused"].moves["withdraw"]
    assert "close" not in states["matched"].moves
    assert "matched" == there(shipped().fire(a_request(), "accept", by="raj", at=after_match(0), facts=FACTS)).state
