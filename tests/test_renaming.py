"""No branch of the engine names anything of a workflow: under other names all comes out alike."""

from __future__ import annotations

import ast
import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from mentorflow.plays.beside import scenario_file_of
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.rules.build import build
from mentorflow.rules.notation import RESERVED
from mentorflow.rules.reading import NAME
from mentorflow.rules.source import read
from mentorflow.states.flow import Flow
from tests.renaming import rules, scenarios
from tests.renaming.behavior import UNMET, behavior
from tests.renaming.naming import NEW, naming
from tests.renaming.words import names_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.plays.scenario import Script
    from mentorflow.states.decision import Decision
    from mentorflow.states.owing import Due
    from mentorflow.states.partnership import Partnership
    from tests.renaming.naming import Naming
    from tests.renaming.words import Word

ROOT = Path(__file__).parents[1]
WORKFLOWS = [path for path in sorted((ROOT / "workflows").glob("*.yaml")) if "." not in path.stem]
FILES = [*WORKFLOWS, *sorted((ROOT / "tests" / "fixtures" / "ok").glob("*.yaml"))]
LIVED = [path for path in FILES if scenario_file_of(path).is_file()]
CONNECTION = ROOT / "workflows" / "mentoring-connection.yaml"

WORD = re.compile(r"[\w-]+")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

of_each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
of_each_with_lives = pytest.mark.parametrize("path", LIVED, ids=lambda path: path.stem)


@attrs.frozen
class Case:
    """A workflow and its scenarios, if it has any: as they stand in the files, and under other names."""

    rules: str
    lives: str
    renamed_rules: str
    renamed_lives: str
    naming: Naming


def flow_of(text: str) -> Flow:
    """The flow of a rule file that has no findings."""
    built = build(read(text, "rules.yaml"))
    assert () == built.diagnostics
    assert built.workflow is not None
    return Flow(built.workflow)


def script_of(text: str, flow: Flow) -> Script:
    """The scenarios of a file that has no findings."""
    script = read_scenarios(read(text, "rules.test.yaml"), flow.workflow)
    assert () == script.diagnostics
    return script


@cache
def case(path: Path) -> Case:
    """A workflow under its own names and under other ones."""
    beside = scenario_file_of(path)
    text, lives = (each.read_text("utf-8") if each.is_file() else "" for each in (path, beside))
    other = naming(names_of(flow_of(text).workflow), set().union(*words_in(text, lives)))
    return called(text, lives, other)


def called(text: str, lives: str, other: Naming) -> Case:
    """A workflow and its scenarios under its own names and under these."""
    here, there = words_in(text, lives)
    return Case(text, lives, other.renamed(text, here), other.renamed(lives, there), other)


def words_in(text: str, lives: str) -> tuple[set[Word], set[Word]]:
    """The names in a rule file, and those in its scenario file."""
    workflow = flow_of(text).workflow
    here = rules.words(read(text, "rules.yaml"), names_of(workflow))
    return here, scenarios.words(read(lives, "rules.test.yaml"), workflow) if lives else set()


def steps(text: str, lives: str, most: int | None = None) -> list[str]:
    """Everything that comes of the scenarios, or of so many of them, step by step."""
    flow = flow_of(text)
    return behavior(flow, script_of(lives, flow), most)


def both(one: Case, most: int | None = None) -> list[tuple[str, str]]:
    """What came of each step: as it was, and as it was under other names, told in the first ones."""
    before, after = steps(one.rules, one.lives, most), steps(one.renamed_rules, one.renamed_lives, most)
    return list(zip(before, map(one.naming.told, after), strict=True))


@of_each_file
def test_renaming_leaves_no_name(path: Path) -> None:
    """Everything a workflow calls by a name gets another one, and none is used twice."""
    one = case(path)
    before, after = (names_of(flow_of(text).workflow).of for text in (one.rules, one.renamed_rules))

    assert {kind: len(names) for kind, names in before.items()} == {kind: len(names) for kind, names in after.items()}
    assert [] == [name for names in after.values() for name in names if not NEW.fullmatch(name)]
    assert not NEW.search(one.rules + one.lives)


@of_each_file
def test_renamed_rules_say_the_same(path: Path) -> None:
    """Read under other names, every rule is the same rule, and the texts people read stay as they are."""
    one = case(path)
    before, after = flow_of(one.rules), flow_of(one.renamed_rules)

    assert repr(before.workflow) == one.naming.told(repr(after.workflow))
    assert before.digest != after.digest


@of_each_file
def test_renaming_back_gives_the_very_text(path: Path) -> None:
    """Only names are touched: their places are known to the letter, in the file as it is and as it became."""
    one = case(path)
    here, there = words_in(one.renamed_rules, one.renamed_lives)
    back = one.naming.back()

    assert one.rules == back.renamed(one.renamed_rules, here)
    assert one.lives == back.renamed(one.renamed_lives, there)


@of_each_with_lives
def test_renamed_workflow_decides_alike(path: Path) -> None:
    """No branch names a workflow, a state, a form or a move: all is decided, recorded, told and owed alike."""
    came_of = both(case(path))

    assert [] == [(before, after) for before, after in came_of if before != after]
    assert [] == [after for _, after in came_of if UNMET in after]


# --- the test of the test: an engine that does know a name ----------------------------------------------------------
def forgetful(name: str) -> Callable[..., tuple[Due, ...]]:
    """What is owed, but nothing in the state of that name."""
    whole = Flow.due
    return lambda flow, p, *, at: () if p.state == name else whole(flow, p, at=at)


def silent(act: str, name: str) -> Callable[..., Decision]:
    """An act that tells nobody when it is about the move or form of that name."""
    whole = getattr(Flow, act)

    def decided(flow: Flow, p: Partnership, about: str, **more: Any) -> Decision:
        decision: Decision = whole(flow, p, about, **more)
        if about != name or decision.record is None:
            return decision
        return decision._replace(record=decision.record._replace(notices=()))

    return decided


CONTROLS = {
    "state": ("due", forgetful("checked_up"), '"state": "checked_up"'),
    "move": ("fire", silent("fire", "accept"), '"name": "accept"'),
    "form": ("submit", silent("submit", "plan"), '"name": "plan"'),
}


# As far as each state: enough to meet them all.
MOST_LIVES = 12


@pytest.mark.parametrize("kind", CONTROLS)
def test_branch_on_a_name_is_noticed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that treats one name in its own way is told by exactly the steps that have to do with it."""
    method, knowing, about = CONTROLS[kind]
    monkeypatch.setattr(Flow, method, knowing)
    different = [(before, after) for before, after in both(case(CONNECTION), MOST_LIVES) if before != after]

    assert different
    assert [] == [before for before, _ in different if about not in before]
    assert [] == [after for _, after in different if UNMET in after]


# --- and in the source ----------------------------------------------------------------------------------------------
# What draws workflows for tests has to call their things something.
DRAWING = ROOT / "src" / "mentorflow" / "testing"
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if DRAWING not in path.parents)
# Words of the engine's own that a workflow has come to use as names as well.
ALSO_NAMES = {
    "answered": "a kind of statement in the proofs of tables",
    "close": "the kind of a record: a form was closed",
    "found": "the function that makes a finding, in a list of exports",
    "left": "the left side of a comparison sign, in groups of patterns",
    "request": "the kind of an action by which an exported machine asks its host for something",
    "result": "what people write for 'expect' in a scenario",
}


def literals(tree: ast.Module) -> list[str]:
    """Every text of a module that is no docstring, parts of texts put together included."""
    bodies = [part.body for part in ast.walk(tree) if isinstance(part, DOCUMENTED)]
    bare = {id(line.value) for body in bodies for line in body if isinstance(line, ast.Expr)}
    texts = [part for part in ast.walk(tree) if isinstance(part, ast.Constant) and id(part) not in bare]
    return [part.value for part in texts if isinstance(part.value, str)]


@cache
def texts_of_source() -> tuple[str, ...]:
    """Every text in the source that is no docstring."""
    return tuple(text for path in SOURCES for text in literals(ast.parse(path.read_text("utf-8"))))


def named_in(text: str, names: frozenset[str]) -> set[str]:
    """The names that a text is; of names of several words also those that stand in it."""
    return {name for name in WORD.findall(text) if name in names and ("_" in name or name == text.strip())}


def test_source_names_no_workflow_state_form_or_move() -> None:
    """What a shipped workflow calls its things stands in its file alone."""
    known = [names_of(flow_of(path.read_text("utf-8")).workflow).of for path in WORKFLOWS]
    names = frozenset(name for of in known for kind in ("workflow", "state", "form", "move") for name in of[kind])

    assert set() == {name for text in texts_of_source() for name in named_in(text, names)} - set(ALSO_NAMES)


def test_name_in_source_is_noticed() -> None:
    """A comparison with a name counts, also inside a longer text; what only explains the code does not."""
    texts = literals(ast.parse('def busy(p):\n    """Not checked_up."""\n    return p.state in "checked_up renewed"'))

    assert ["checked_up renewed"] == texts
    assert {"checked_up"} == named_in(texts[0], frozenset({"checked_up", "renewed", "up"}))


@of_each_with_lives
def test_workflow_may_use_the_words_of_the_engine(path: Path) -> None:
    """Called by the engine's own words, but for those no file may use, every shipped life comes out as it says."""
    reserved = {word for words in RESERVED.values() for word in words}
    own = sorted({text for text in texts_of_source() if NAME.fullmatch(text)} - reserved)
    random.Random(path.stem).shuffle(own)  # noqa: S311 - any order will do, the same on every run
    plain = case(path)
    one = called(plain.rules, plain.lives, plain.naming.out_of(own))

    assert [] == [text for text in steps(one.renamed_rules, one.renamed_lives) if UNMET in text]
