"""``mentorflow export``: what it prints or writes, and the exit code."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.loading import load, loads
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.rules.source import read
from mentorflow.states.codec import dump
from mentorflow.tools.export import interpreter, machine
from tests.cli.files import RULES, SCENARIOS, a_pair, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from click.testing import Result

DUE = RULES.replace(
    "  over: {final", "    deadlines:\n      talk: {within: 9 days, late: {tell: each partner}}\n  over: {final"
)


def tried(*arguments: str) -> Result:
    """Run ``mentorflow export``."""
    return CliRunner().invoke(main, ["export", *arguments], catch_exceptions=False)


def history(name: str, text: str = DUE, *, lines: bool = False) -> None:
    """The records of the first of the small scenarios, as a host stores them, in a file of the present folder."""
    flow = loads(text)
    script = read_scenarios(read(SCENARIOS, "pair.test.yaml"), flow.workflow)
    steps = play(flow, script.scenarios[0]).steps[:2]
    records = [dump(record) for step in steps for decision in step.decisions for record in decision.records]
    written(name, "\n".join(map(json.dumps, records)) if lines else json.dumps(records))


def test_export_prints_the_machine_and_says_what_is_not_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine alone is printed, ready for a file; what it does not decide is said beside it."""
    a_pair(tmp_path, monkeypatch)

    done = tried("pair.yaml")

    assert 0 == done.exit_code
    assert machine(loads(RULES).workflow).config == json.loads(done.stdout)
    assert done.stderr.startswith("Decided by mentorflow, not in the export:\n- when a deadline falls")
    assert machine(load("two-meetings").workflow).config == json.loads(tried("two-meetings").stdout)


def test_export_writes_what_it_would_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file gets the same; so does the code that runs the machines."""
    a_pair(tmp_path, monkeypatch)

    done = tried("pair.yaml", "--write", "pair.json")

    assert (0, "Written: pair.json\n") == (done.exit_code, done.stdout)
    assert tried("pair.yaml").stdout == (tmp_path / "pair.json").read_text("utf-8")
    assert interpreter() == tried("pair.yaml", "--format", "xstate-code").stdout
    assert "There is no folder 'nowhere'." == tried("pair.yaml", "--write", "nowhere/a.json").stderr.splitlines()[-1]


def test_export_replaces_a_file_and_pours_into_what_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link stays one, a file keeps its permissions, and a device takes what comes."""
    a_pair(tmp_path, monkeypatch)
    (tmp_path / "there.json").write_text("older", "utf-8")
    (tmp_path / "there.json").chmod(0o640)
    (tmp_path / "link.json").symlink_to("there.json")
    (tmp_path / "device").symlink_to(os.devnull)

    assert [0, 0] == [tried("pair.yaml", "--write", name).exit_code for name in ("link.json", "device")]

    assert tried("pair.yaml").stdout == (tmp_path / "there.json").read_text("utf-8")
    assert 0o640 == (tmp_path / "there.json").stat().st_mode & 0o777
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "device").is_symlink()


def test_export_makes_a_calendar_of_a_stored_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records in a list or one in each line give the calendar of what is due; without a date it is only said."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", DUE)
    history("list.json")
    history("lines.json", lines=True)
    asked = ("pair.yaml", "--format", "ical", "--at", "2027-01-01", "--until", "2027-02-01", "--history")

    done = tried(*asked, "list.json")

    assert (0, done.output) == (done.exit_code, tried(*asked, "lines.json").output)
    assert done.stdout.startswith("BEGIN:VCALENDAR\n")
    assert "raj: Finish: to do" in done.stderr
    assert 0 == tried("pair.yaml", "--format", "ical", "--history", "list.json").exit_code


def test_export_makes_a_calendar_of_a_scenario_for_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What became of a scenario, for one person: what time would bring them."""
    monkeypatch.chdir(tmp_path)
    written("pair.yaml", DUE)
    written("pair.test.yaml", SCENARIOS.partition("      - {at: day 300")[0])

    asked = ("pair.yaml", "--format", "ical", "--scenario", "both_finish", "--for", "raj")

    done = tried(*asked)

    assert 0 == done.exit_code
    assert ["SUMMARY:Talk: the time is over"] == [line for line in done.stdout.splitlines() if "SUMMARY" in line]
    assert not done.stderr
    short = tried(*asked, "--until", "2026-01-01T00:00")
    assert "SUMMARY" not in short.stdout
    assert "Nothing is due for 'raj' up to 2026-01-01, so the calendar is empty.\n" == short.stderr


def test_export_says_what_it_cannot_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reason is one plain sentence, with exit code 2 and nothing printed for a file."""
    a_pair(tmp_path, monkeypatch)
    history("other.json")
    history("mine.json", RULES)
    written("bad.json", "[{}]")
    written("none.json", "nothing")
    calendar = ("pair.yaml", "--format", "ical")
    mine = (*calendar, "--history", "mine.json")
    wanted = {
        ("none.yaml",): "There is no file 'none.yaml'.",
        ("pair.yaml", "--language", "xx"): "There is no file 'pair.xx.yaml' beside 'pair.yaml'.",
        ("pair.yaml", "--for", "ana"): "--history, --scenario, --at, --until and --for are for --format ical.",
        calendar: "A calendar is of one partnership: give its --history, or a --scenario.",
        (
            *mine,
            "--scenario",
            "both_finish",
        ): "A calendar is of one partnership: give its --history, or a --scenario.",
        (*calendar, "--scenario", "none"): "There is no scenario 'none' in pair.test.yaml.",
        (*calendar, "--history", "no.json"): "There is no file 'no.json', or it cannot be opened.",
        (*calendar, "--history", "other.json"): "The records in 'other.json' were made under other rules than these.",
        (*calendar, "--history", "bad.json"): "'bad.json' is no history that mentorflow stored: this is not a stored",
        (*calendar, "--history", "none.json"): "'none.json' is no history that mentorflow stored: it cannot be read",
        (*mine, "--at", "soon"): "'soon' is no time; write it like 2026-01-20 or 2026-01-20T09:00.",
        (*mine, "--at", "2001-01-01"): "The history goes on to ",
        (*mine, "--for", "eve"): "'eve' takes no part in this partnership. There are: ana, raj.",
    }

    for arguments, sentence in wanted.items():
        done = tried(*arguments)
        assert (2, "") == (done.exit_code, done.stdout), arguments
        assert done.stderr.startswith(sentence), (arguments, done.stderr)


def test_export_without_the_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A calendar without its package is one sentence and exit code 2; a machine needs nothing."""
    a_pair(tmp_path, monkeypatch)
    monkeypatch.setitem(sys.modules, "icalendar", None)

    done = tried("pair.yaml", "--format", "ical", "--scenario", "both_finish")

    assert (2, "A calendar needs one more package: pip install 'mentorflow[calendar]'\n") == (
        done.exit_code,
        done.stderr,
    )
    assert 0 == tried("pair.yaml").exit_code
