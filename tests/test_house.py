"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from mentorflow.rules.findings import CATALOGUE

ROOT = Path(__file__).parents[1]
SOURCES = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py"))}
SHIPPED = sorted(path.name for path in (ROOT / "workflows").glob("*.yaml"))
EXPLAINED = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "explanations").rglob("*") if path.is_file())
# Words of the trade that a coordinator never meets.
BANNED = re.compile(r"\b(scalar|mapping|node|token|schema|nonetype)s?\b", re.IGNORECASE)
# Put together from parts, so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?:^|[^\w.])/(?:work|farm|root|home|Users|opt)/[\w.]"
    "|files.python" + "hosted|py" + r"pi\.org|registry\.npm" + "js",
    re.MULTILINE,
)
SPEAKING = {"found", "Suggestion", "Related", "Refusal", "Warned"}


def run(*command: str) -> str:
    """What a command prints; fails the test when it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own

    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def spoken(tree: ast.AST) -> list[str]:
    """Every piece of text handed to what speaks to people."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in SPEAKING]
    parts = [part for call in calls for argument in _arguments(call) for part in ast.walk(argument)]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def _arguments(call: ast.Call) -> list[ast.expr]:
    """What is said; the first argument of ``found`` is a slug, which only programs read."""
    first = 1 if _name(call.func) == "found" else 0
    return [*call.args[first:], *(keyword.value for keyword in call.keywords)]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def undocumented(tree: ast.Module) -> list[str]:
    """Public functions, classes and methods without a docstring, and the module itself without a sentence."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [
        thing
        for owner in [tree, *(c for c in tree.body if isinstance(c, ast.ClassDef) and not c.name.startswith("_"))]
        for thing in owner.body
        if isinstance(thing, kinds) and not thing.name.startswith("_")
    ]
    return [
        *(["module"] if len((ast.get_docstring(tree) or "").split()) < 4 else []),
        *(t.name for t in public if not ast.get_docstring(t)),
    ]


def test_imports_point_down_and_libraries_stay_in_their_room() -> None:
    """The import contracts hold, and each library is used where it belongs alone."""
    run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


def test_modules_are_short_enough_to_read() -> None:
    """A module over 450 lines has more than one meaning."""
    assert {} == {name: count for name, text in SOURCES.items() if (count := len(text.splitlines())) > 450}


def test_modules_tell_what_everything_public_is_for() -> None:
    """Modules have a docstring of four words at least, and everything public in them has one."""
    assert {} == {name: bare for name, text in SOURCES.items() if (bare := undocumented(ast.parse(text)))}


def test_findings_are_told_without_words_of_the_trade() -> None:
    """A coordinator never reads what a parser calls things."""
    assert [] == [finding.slug for finding in CATALOGUE if BANNED.search(f"{finding.title} {finding.why}")]


def test_messages_are_told_without_words_of_the_trade() -> None:
    """No text that is handed to a finding, a suggestion or a refusal holds such a word either."""
    texts = {name: spoken(ast.parse(text)) for name, text in SOURCES.items()}

    assert [] == [(name, text) for name, said in texts.items() for text in said if BANNED.search(text)]


def test_finding_codes_and_slugs_are_used_once() -> None:
    """A code or slug means one thing for ever."""
    assert len(CATALOGUE) == len({finding.code for finding in CATALOGUE})
    assert len(CATALOGUE) == len({finding.slug for finding in CATALOGUE})


def test_repository_names_no_machine_and_no_registry() -> None:
    """Files say nothing about where they were written or where packages came from."""
    names = run("git", "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    texts = {name: (ROOT / name).read_text("utf-8", errors="replace") for name in names if (ROOT / name).is_file()}

    assert {} == {name: found[0] for name, text in texts.items() if (found := MACHINE.findall(text))}


def test_constraints_are_names_and_versions_only() -> None:
    """Where packages come from is up to whoever installs them."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()

    assert [] == [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*", line)]


def test_importing_mentorflow_leaves_the_extras_alone() -> None:
    """Whoever only decides does not pay for test libraries, databases or terminals."""
    heavy = "{'click', 'hypothesis', 'pytest', 'rich', 'sqlalchemy'}"

    assert "[]\n" == run(sys.executable, "-c", f"import sys, mentorflow; print(sorted({heavy} & set(sys.modules)))")


def test_wheel_and_sdist_hold_the_rule_files(tmp_path: Path) -> None:
    """The shipped workflows and the explanations of findings are found wherever mentorflow is installed."""
    run(sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path))
    wheel = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as sdist:
        packed = [name.partition("/")[2] for name in sdist.getnames()]

    assert SHIPPED == sorted(name.rpartition("/")[2] for name in wheel if name.startswith("mentorflow/workflows/"))
    assert SHIPPED == sorted(name.rpartition("/")[2] for name in packed if name.startswith("workflows/"))
    assert EXPLAINED == sorted(name.removeprefix("mentorflow/") for name in wheel if "/explanations/" in name)
    assert EXPLAINED == sorted(name for name in packed if name.startswith("explanations/"))
