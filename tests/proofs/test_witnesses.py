"""
The life beside every refuted claim: pasted as it stands it plays as it says, and it shows what the finding says.

What it shows is looked at through the front door of the engine alone, never through what the proofs went by.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import attrs
import pytest
from click.testing import CliRunner

from mentorflow.cli.commands import main
from mentorflow.loading import built
from mentorflow.plays.beside import script_at
from mentorflow.plays.runner import play
from mentorflow.proofs.checking import checked
from mentorflow.proofs.proving import prove
from mentorflow.rules.edges import edges
from mentorflow.rules.verdicts import evaluate
from mentorflow.states.flow import Flow
from mentorflow.states.partnership import holders
from tests.fixtures import explained
from tests.proofs import small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.plays.play import Played
    from mentorflow.states.decision import Decision
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Record

EXPLAINED = [folder / "bad" / "buddies.yaml" for folder in explained.FOLDERS if folder.name.startswith("MF9")]
FILES = [*EXPLAINED, *small.FILES]
LONG = dt.timedelta(days=3660)
QUOTED = re.compile(r"'([^']+)'")


@attrs.frozen
class Shown:
    """A finding and the life that was pasted, as it was played."""

    flow: Flow
    finding: Diagnostic
    steps: tuple[Played, ...]

    @property
    def names(self) -> list[str]:
        """What the sentence quotes, in its order."""
        return QUOTED.findall(self.finding.message)

    @property
    def p(self) -> Partnership:
        """The partnership at the end."""
        p = self.steps[-1].partnership
        assert p is not None
        return p

    @property
    def last(self) -> Decision:
        """The last decision, which a look makes only where something fell due."""
        return self.steps[-1].decisions[-1]

    @property
    def refused(self) -> bool:
        """Whether the last act was refused."""
        return not self.last.accepted

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that happened."""
        return tuple(record for step in self.steps for decision in step.decisions for record in decision.records)

    @property
    def later(self) -> tuple[Record, ...]:
        """What falls by itself in ten years from the end."""
        return tuple(
            record for decision in self.flow.tick(self.p, at=self.p.at + LONG) for record in decision.records
        )

    def people(self, *roles: str) -> set[str]:
        """Who holds some roles; other words name nobody."""
        slots = self.flow.layout.roles
        return {person for role in roles if role in slots for person in holders(self.p.people[slots[role]])}

    def told(self, record: Record) -> set[str]:
        """Who is told or reminded by a record."""
        return {notice.to for notice in record.notices}


def witnesses(path: Path) -> list[Diagnostic]:
    """The findings of a file that have a life beside them."""
    return [finding for finding in checked(path, path.name).diagnostics if finding.example is not None]


def all_witnesses() -> Iterator[tuple[str, Path, Diagnostic]]:
    """Every life of every file, with a name for it."""
    for path in FILES:
        home = path.parents[1].name if path.parent.name == "bad" else path.stem
        for finding in witnesses(path):
            yield f"{home}-{finding.slug}", path, finding


CASES = list(all_witnesses())


def pasted(path: Path, finding: Diagnostic, home: Path) -> Path:
    """The rules, and beside them a scenario file with nothing but the life."""
    rules = home / path.name
    rules.write_bytes(path.read_bytes())
    workflow = built(rules, rules.name).workflow
    assert workflow is not None
    head = f"format: mentorflow-test/1\ntests: {workflow.name}\nscenarios:\n"
    (home / f"{path.stem}.test.yaml").write_text(f"{head}{finding.example}\n", "utf-8")
    return rules


@pytest.mark.parametrize(("path", "finding"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_life_is_played_as_it_is_pasted(path: Path, finding: Diagnostic, tmp_path: Path) -> None:
    """The command plays it, and everything comes out as the life says."""
    rules = pasted(path, finding, tmp_path)

    result = CliRunner().invoke(main, ["play", str(rules)], catch_exceptions=False)

    assert (0, True) == (result.exit_code, "1 scenario played, all as expected" in result.output), result.output


@pytest.mark.parametrize(("path", "finding"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_life_shows_what_the_finding_says(path: Path, finding: Diagnostic, tmp_path: Path) -> None:
    """What is wrong can be seen in it, and not only that it comes out."""
    rules = pasted(path, finding, tmp_path)
    workflow = built(rules, rules.name).workflow
    assert workflow is not None
    flow, script = Flow(workflow), script_at(rules.with_name(f"{path.stem}.test.yaml"), "pasted")
    life = play(flow, script.scenarios[0]).steps

    SHOWN[finding.slug](Shown(flow, finding, life))


LONGER = [case for case in CASES if (case[2].example or "").count("at: day") > 1]


@pytest.mark.parametrize(("path", "finding"), [case[1:] for case in LONGER], ids=[case[0] for case in LONGER])
def test_life_without_its_last_step_shows_nothing(path: Path, finding: Diagnostic, tmp_path: Path) -> None:
    """It is as short as can be, and what is looked at above can be missing."""
    rules = pasted(path, finding, tmp_path)
    workflow = built(rules, rules.name).workflow
    assert workflow is not None
    flow, script = Flow(workflow), script_at(rules.with_name(f"{path.stem}.test.yaml"), "pasted")
    life = play(flow, script.scenarios[0]).steps

    with pytest.raises(AssertionError):
        SHOWN[finding.slug](Shown(flow, finding, life[:-1]))


def test_every_error_of_proofs_has_a_life() -> None:
    """What is called refuted has a life beside it, and what is not decided has none."""
    for path in FILES:
        workflow = built(path, path.name).workflow
        assert workflow is not None
        for finding in prove(workflow).diagnostics:
            assert finding.is_error == (finding.example is not None), str(finding)


# --- what each shows ------------------------------------------------------------------------------------------------
def never_reached(shown: Shown) -> None:
    """It comes to the door, which is closed: what would lead on is refused, or never falls."""
    assert shown.names[0] not in {state for record in shown.records for state in record.entered}
    assert shown.refused or ("is never counted" in shown.finding.message and not shown.later)


def no_way_to_end(shown: Shown) -> None:
    """It comes to a state from which no edge at all leads to an end."""
    assert shown.names[0] == shown.p.state
    reached, pending = {shown.p.state}, [shown.p.state]
    for state in pending:
        new = {edge.target for edge in edges(shown.flow.workflow) if edge.source == state and edge.target} - reached
        reached |= new
        pending += sorted(new)
    assert all(shown.flow.workflow.state_by_name[state].final is None for state in reached)


def nobody_can_act(shown: Shown) -> None:
    """Nothing that is allowed there leads on, and nothing falls that does."""
    assert shown.names[0] == shown.p.state
    assert [] == [each.name for each in shown.flow.options(shown.p, at=shown.p.at) if each.verdict == "allowed"]
    assert [] == [record for record in shown.later if record.entered]


def no_way_out(shown: Shown) -> None:
    """What the partner tries is refused; or they make every move they can and it is not over."""
    if "can be refused" in shown.finding.message:
        assert shown.refused
        return
    assert shown.p.state in shown.names
    roles = [name for name in shown.names if name in shown.flow.workflow.partner_roles]
    kept = [role for role in roles if not _ended_by(shown, role)]
    assert kept


def joint_without_way_out(shown: Shown) -> None:
    """One partner makes the joint move, and nothing has changed."""
    move, states = shown.names[0], shown.names[1:]
    assert shown.p.state in states
    person = min(shown.people(*shown.flow.workflow.partner_roles))
    assert shown.p.state == _state(shown.flow.fire(shown.p, move, by=person, at=shown.p.at))
    no_way_out(shown)


def not_answered_yet(shown: Shown) -> None:
    """It is where the form is read, and the form is not complete."""
    form = shown.names[-1]
    asked = shown.p.rounds[shown.flow.layout.forms[form]]
    assert shown.p.state in shown.names
    assert asked is None or not asked.complete


def escalates_first(shown: Shown) -> None:
    """Others are told, or it goes on, and up to then nobody was reminded of it."""
    record = shown.last.record
    assert record is not None
    assert ("fall", shown.names[0]) == (record.kind, record.name)
    assert not [notice for each in shown.records for notice in each.notices if notice.kind == "reminded"]
    assert record.entered or shown.told(record) - shown.people(*shown.flow.workflow.partner_roles)


def never_counts(shown: Shown) -> None:
    """Ten years later it still has not fallen."""
    assert shown.names[-1] == shown.p.state
    assert shown.names[0] not in {record.name for record in shown.later if record.kind == "fall"}


def after_the_end(shown: Shown) -> None:
    """The time is over before it falls."""
    falls = [record.name for record in shown.later if record.kind == "fall"]
    assert "ends" in falls
    assert shown.names[0] not in falls[: falls.index("ends")]


def never_waits(shown: Shown) -> None:
    """It goes through the state at once."""
    state = shown.names[1]
    assert shown.last.record is not None
    assert state in shown.last.record.entered
    assert state != shown.p.state


def left_to_chance(shown: Shown) -> None:
    """Nobody owes anything there, and in ten years nothing falls."""
    assert shown.names[0] == shown.p.state
    assert ((), ()) == (shown.flow.due(shown.p, at=shown.p.at), shown.later)


def end_not_told(shown: Shown) -> None:
    """It is over, and one of those named has not been told of it."""
    record = shown.last.record
    assert record is not None
    assert (shown.names[0], shown.names[1]) == (record.name, shown.p.state)
    assert shown.flow.workflow.state_by_name[shown.p.state].final is not None
    assert shown.people(*shown.names[2:]) - {record.by} - shown.told(record)


def not_always_open(shown: Shown) -> None:
    """Somebody to whom it is promised tries it, and is refused."""
    assert shown.refused
    assert shown.names[0] == shown.steps[-1].step.names[0]
    assert shown.steps[-1].step.by in shown.people(shown.names[1])


def not_always_told(shown: Shown) -> None:
    """The move has been made, and somebody to whom it is promised has not been told."""
    record = shown.last.record
    assert record is not None
    assert shown.names[0] == record.name
    assert shown.people(*shown.names[1:]) - {record.by} - shown.told(record)


def seen_all_the_same(shown: Shown) -> None:
    """They look, and see it."""
    step = shown.steps[-1].step
    assert ("look", ("view",)) == (step.act, step.names)
    assert step.by in shown.people(shown.names[1])
    assert shown.names[0] in {name for wanted in step.expectations for name in wanted.words}


def goes_by_itself(shown: Shown) -> None:
    """It has come there by a record that is no person's move."""
    record = shown.last.record
    assert record is not None
    assert shown.names[0] in record.entered
    assert record.kind != "move" or record.by in shown.people(
        *(role.name for role in shown.flow.workflow.roles if role.kind == "application")
    )


def property_fails(shown: Shown) -> None:
    """What is never to hold there holds, or the reverse."""
    prop = next(each for each in shown.flow.workflow.properties if each.name == shown.names[0])
    facts = dict(shown.steps[-1].step.facts)
    holds = evaluate(shown.flow.layout, prop.condition, shown.p, facts, shown.p.at_us).holds
    assert holds is (prop.quantifier == "never")
    assert not prop.states or shown.p.state in prop.states


def never_made(shown: Shown) -> None:
    """It comes to where the move is offered, and there its conditions refuse it."""
    assert shown.refused
    assert shown.names[0] in shown.steps[-1].step.names
    assert {"condition"} == {reason.kind for reason in shown.last.refusals}


def _ended_by(shown: Shown, role: str) -> bool:
    """Whether one partner alone can end it at once by a move that is allowed."""
    for person in shown.people(role):
        for option in shown.flow.options(shown.p, by=person, at=shown.p.at):
            if option.kind == "move" and option.verdict == "allowed":
                state = _state(shown.flow.fire(shown.p, option.name, by=person, at=shown.p.at))
                if shown.flow.workflow.state_by_name[state].final is not None:
                    return True
    return False


def _state(decision: Decision) -> str:
    assert decision.partnership is not None
    return decision.partnership.state


SHOWN = {
    "never-reached": never_reached,
    "no-way-to-end": no_way_to_end,
    "nobody-can-act": nobody_can_act,
    "no-way-out": no_way_out,
    "joint-without-way-out": joint_without_way_out,
    "not-answered-yet": not_answered_yet,
    "escalates-first": escalates_first,
    "never-counts": never_counts,
    "after-the-end": after_the_end,
    "never-waits": never_waits,
    "left-to-chance": left_to_chance,
    "end-not-told": end_not_told,
    "not-always-open": not_always_open,
    "not-always-told": not_always_told,
    "seen-all-the-same": seen_all_the_same,
    "goes-by-itself": goes_by_itself,
    "property-fails": property_fails,
    "never-made": never_made,
}
