"""What a file of mutants says, the rule file after a change, and the findings of all changes of a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import attrs
import yaml

from mentorflow.diagnostics import as_text
from mentorflow.plays.beside import scenario_file_of
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.rules.build import build
from mentorflow.rules.source import read
from mentorflow.states.flow import Flow

if TYPE_CHECKING:
    from mentorflow.rules.build import Built
    from mentorflow.rules.tree import Source
    from mentorflow.rules.workflow import Workflow

HERE = Path(__file__).parent
WORKFLOWS = HERE.parents[1] / "workflows"
FILES = sorted(HERE.glob("*.yaml"))
DEEPEST = 24


@attrs.frozen
class Mutant:
    """
    One change to a workflow: pairs of texts, each put in place of the other.

    *fails* are the scenarios that have to fail, *finds* says that checking has to find it; *keys* are those written.
    """

    workflow: str
    name: str
    keys: tuple[str, ...]
    says: str
    changes: tuple[tuple[str, str], ...]
    fails: tuple[str, ...]
    finds: bool

    def __str__(self) -> str:
        return f"{self.workflow}-{self.name}"


@cache
def mutants(path: Path) -> tuple[Mutant, ...]:
    """All mutants of a file, in its order; everything in it is a text, as in a rule file."""
    written = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts
    return tuple(_mutant(path.stem, said) for said in written or ())


def _mutant(workflow: str, said: dict[str, Any]) -> Mutant:
    """One mutant; what is left out is empty here, and told by the test of the file."""
    return Mutant(
        workflow=workflow,
        name=said.get("mutant", ""),
        keys=tuple(said),
        says=said.get("says", ""),
        changes=tuple((pair["from"], pair["to"]) for pair in said.get("change", ())),
        fails=tuple(said.get("fails", ())),
        finds=said.get("finds") == "yes",
    )


@cache
def rules_of(name: str) -> str:
    """The text of a shipped workflow."""
    return (WORKFLOWS / f"{name}.yaml").read_text("utf-8")


def changed(text: str, mutant: Mutant) -> str:
    """The rule file after the changes of a mutant; every text to be replaced has to stand there exactly once."""
    for old, new in mutant.changes:
        here, instead = _where(text, old, new)
        assert 1 == text.count(here), f"stands {text.count(here)} times: {old!r}"
        text = text.replace(here, instead)
    return text


def _where(text: str, old: str, new: str) -> tuple[str, str]:
    """Both texts as far to the right as the file has the first of them."""
    if old in text:
        return old, new
    depths = [depth for depth in range(1, DEEPEST) if "\n" + indent(old, " " * depth) in text]
    return (indent(old, " " * depths[0]), indent(new, " " * depths[0])) if depths else (old, new)


def built(mutant: Mutant) -> Built:
    """The workflow that a mutant makes."""
    return build(read(changed(rules_of(mutant.workflow), mutant), f"{mutant.workflow}.yaml"))


def findings(path: Path) -> str:
    """The findings of every mutant of a file that has to be found, as people read them, one section for each."""
    return "\n".join(f"== {mutant.name} ==\n{findings_of(mutant)}" for mutant in mutants(path) if mutant.finds)


def findings_of(mutant: Mutant) -> str:
    """The findings of one mutant."""
    made = built(mutant)
    return as_text(made.diagnostics, {f"{mutant.workflow}.yaml": made.text}) + "\n"


def sections(told: str) -> dict[str, str]:
    """What a file of findings says of each mutant, by name."""
    parts = [part.partition(" ==\n") for part in f"\n{told}".split("\n== ")[1:]]
    return {name: text.rstrip("\n") + "\n" for name, _, text in parts}


def failing(name: str, workflow: Workflow) -> list[str]:
    """The shipped scenarios of that name which do not come out as they say under *workflow*, or cannot be read."""
    flow = Flow(workflow)
    script = read_scenarios(_read(scenario_file_of(WORKFLOWS / f"{name}.yaml")), workflow)
    fine = {scenario.name for scenario in script.scenarios if not play(flow, scenario).failures}
    return [scenario for scenario in scenarios_of(name) if scenario not in fine]


@cache
def _read(path: Path) -> Source:
    return read(path.read_bytes(), path.name)


@cache
def scenarios_of(name: str) -> tuple[str, ...]:
    """The names of all shipped scenarios of a workflow, in the order of their file."""
    root = _read(scenario_file_of(WORKFLOWS / f"{name}.yaml")).root
    entries = () if root is None else root.pairs
    return tuple(key.text for top, node in entries if top.text == "scenarios" for key, _ in node.pairs)
