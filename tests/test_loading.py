"""From a file, a text or a shipped name to a flow, and every finding on the way."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import mentorflow
from mentorflow import loading
from mentorflow.errors import BadArgument, InvalidWorkflow, UnknownName
from tests.rulings.small import text_of

SMALL = """\
states:
  open: {moves: {stop: {by: either partner, to: over, tell: other partner}}}
  over: {final: over}
"""
BROKEN = SMALL.replace("to: over", "to: oevr")
SHIPPED = "mentoring-connection"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that one works in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_loading_builds_a_file_under_the_name_that_one_likes(folder: Path) -> None:
    """Findings call a file what whoever asks calls it, or by its path."""
    (folder / "small.yaml").write_text(text_of(BROKEN), encoding="utf-8")

    assert {"small.yaml"} == {f.span.file for f in loading.built(Path("small.yaml")).diagnostics}
    assert {"mine"} == {f.span.file for f in loading.built(Path("small.yaml"), "mine").diagnostics}


def test_loading_finds_shipped_workflows_by_name() -> None:
    """Every shipped name loads, and is what its file calls itself."""
    assert SHIPPED in loading.shipped()
    assert sorted(loading.shipped()) == list(loading.shipped())
    assert not [name for name in loading.shipped() if "." in name]
    for name in loading.shipped():
        assert name == mentorflow.load(name).workflow.name


def test_loading_takes_paths_of_every_kind(folder: Path) -> None:
    """A text or a path, absolute or not; places are said with it."""
    (folder / "small.yaml").write_text(text_of(SMALL), encoding="utf-8")
    shutil.copy(folder / "small.yaml", folder / "other.yml")
    shutil.copy(folder / "small.yaml", folder / "nosuffix")
    for path in (
        "small.yaml",
        folder / "small.yaml",
        str(folder / "small.yaml"),
        "other.yml",
        "nosuffix",
        Path("nosuffix"),
    ):
        assert "small" == mentorflow.load(path).workflow.name
        assert () == tuple(finding for finding in mentorflow.check(path) if finding.is_error)
    assert "small.yaml" == mentorflow.load("small.yaml").workflow.states[0].span.file


def test_loading_prefers_a_file_at_hand_to_a_shipped_name(folder: Path) -> None:
    """Whoever has a file of that very name means it."""
    (folder / SHIPPED).write_text(text_of(SMALL), encoding="utf-8")

    assert "small" == mentorflow.load(SHIPPED).workflow.name


def test_loading_names_the_nearest_shipped_workflow() -> None:
    """A name that is not shipped is told with the nearest; a path that is not there is the system's to tell."""
    with pytest.raises(UnknownName, match=r"no shipped workflow called 'mentoring-conection'\. Did you mean"):
        mentorflow.load("mentoring-conection")
    for call in (mentorflow.load, mentorflow.check):
        with pytest.raises(FileNotFoundError):
            call("nowhere.yaml")
        with pytest.raises(FileNotFoundError):
            call(Path("nowhere"))


def test_loading_a_file_with_errors_raises_with_every_finding(folder: Path) -> None:
    """``load`` raises with what ``check`` returns; every finding is at its place in the file."""
    (folder / "small.yaml").write_text(text_of(BROKEN), encoding="utf-8")
    with pytest.raises(InvalidWorkflow) as caught:
        mentorflow.load("small.yaml")

    assert mentorflow.check("small.yaml") == caught.value.diagnostics
    assert "small.yaml" == caught.value.file
    assert "oevr" in str(caught.value)
    assert {"small.yaml"} == {finding.span.file for finding in caught.value.diagnostics}


def test_loading_a_text_names_its_places_as_told() -> None:
    """A text has no file, so the name given stands in its places; bytes are read as UTF-8."""
    assert "<text>" == mentorflow.loads(text_of(SMALL)).workflow.states[0].span.file
    assert "mine.yaml" == mentorflow.loads(text_of(SMALL).encode(), file="mine.yaml").workflow.states[0].span.file
    with pytest.raises(InvalidWorkflow, match=r"mine\.yaml cannot be used"):
        mentorflow.loads(text_of(BROKEN), file="mine.yaml")


@pytest.mark.parametrize(
    ("name", "text", "said", "rules"),
    [
        ("small.test.yaml", "format: mentorflow-test/1\nscenarios: {}\n", "a scenario file", "small.yaml"),
        ("small.es.yaml", "format: mentorflow-words/1\nwords_for: small\n", "a words file", "small.yaml"),
        ("small.yaml", "format: mentorflow-test/1\n", "a scenario file", "the rules that it belongs to"),
    ],
)
def test_loading_says_of_a_file_beside_the_rules_what_it_is(
    folder: Path, name: str, text: str, said: str, rules: str
) -> None:
    """A scenario file or a words file is told as that, by this one finding, with the rules to take in its place."""
    (folder / name).write_text(text, encoding="utf-8")
    for call in (lambda: mentorflow.load(name), lambda: mentorflow.loads(text, file=name)):
        with pytest.raises(InvalidWorkflow) as caught:
            call()
        (finding,) = caught.value.diagnostics
        assert finding.message.startswith(f"this is {said} ('mentorflow-")
        assert f"do: Use {rules} in its place." in str(caught.value)


def test_loading_raises_for_what_is_no_text_and_no_path() -> None:
    """A text is a text or bytes, a name a text or a path."""
    wrong: Any
    for wrong in (None, 5, ["a"]):
        with pytest.raises(BadArgument, match="text must be the text of a rule file, not"):
            mentorflow.loads(wrong)
        for call in (mentorflow.load, mentorflow.check):
            with pytest.raises(BadArgument, match="name_or_path must be a name or a path, not"):
                call(wrong)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 5000, b"a: [b", b"\x00", "ü".encode("latin-1")])
def test_loading_checks_whatever_a_file_holds(folder: Path, content: bytes) -> None:
    """``check`` never raises on content: what cannot be read is a finding."""
    (folder / "wild.yaml").write_bytes(content)

    assert [finding for finding in mentorflow.check("wild.yaml") if finding.is_error]


def test_loading_a_shipped_workflow_finds_nothing() -> None:
    """What comes with mentorflow is without findings, and its places are said from its folder on."""
    assert () == mentorflow.check(SHIPPED)
    assert "workflows/mentoring-connection.yaml" == mentorflow.load(SHIPPED).workflow.states[0].span.file


def test_loading_the_installed_package_finds_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a wheel the workflows lie in the package; in a checkout beside the sources."""
    inside = tmp_path / "site" / "mentorflow"
    (inside / "workflows").mkdir(parents=True)
    shutil.copy(loading.find(SHIPPED), inside / "workflows")
    monkeypatch.setattr(loading, "__file__", str(inside / "loading.py"))

    assert (SHIPPED,) == loading.shipped()
    assert inside / "workflows" / f"{SHIPPED}.yaml" == loading.find(SHIPPED)
