"""
From a file, a text or a shipped name to a ``Flow``, and every finding on the way.

Rule files and words files are opened here, also for the command line; scenario files by ``plays.beside`` and ``cli``.
What they say is read in ``rules`` and decided in ``states``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Diagnostic, Span, Suggestion, in_order
from mentorflow.errors import InvalidWorkflow
from mentorflow.rules.build import Built, build
from mentorflow.rules.findings import found
from mentorflow.rules.source import read
from mentorflow.rules.wording import FORMAT as WORDS_FORMAT
from mentorflow.rules.wording_apply import in_words
from mentorflow.rules.wording_read import TAG, Wording, read_wording, said_of
from mentorflow.states.calls import of_kind, unknown

if TYPE_CHECKING:
    from mentorflow.rules.source import Source
    from mentorflow.states.flow import Flow

# NAME.LANGUAGE.yaml, beside NAME.yaml.
_WORDS_FILE = re.compile(rf"(?P<name>[^.]+)\.(?P<language>{TAG.pattern})\.yaml")
# NAME.test.yaml or NAME.LANGUAGE.yaml, wherever it lies.
_BESIDE = re.compile(r"(?P<rules>.*[^./])\.[^./]+\.yaml")
# The formats of files that are held against rules, and are none.
_NO_RULES = {"mentorflow-test": "a scenario file", "mentorflow-words": "a words file"}


def load(name_or_path: str | os.PathLike[str], *, language: str | None = None) -> Flow:
    """
    The flow of a shipped workflow, by name, or of a rule file, by path.

    With *language* people read the words of ``NAME.LANGUAGE.yaml`` beside the rules; what is decided stays the same.
    Raises ``InvalidWorkflow`` with every finding when a file has errors, ``UnknownName`` for a name that is not
    shipped or a language without a words file, ``OSError`` when a file cannot be opened.
    """
    path = find(name_or_path)
    return _flow(built(path), str(path), None if language is None else _words_at(path, language))


def loads(text: str | bytes, *, file: str = "<text>", words: str | bytes | None = None) -> Flow:
    """
    The flow of a rule file's text, shown in the words of a words file's text where there is one.

    *file* is the name that places are given with. Raises as ``load`` does.
    """
    of_kind("text", text, (str, bytes), "the text of a rule file")
    of_kind("words", words or "", (str, bytes), "the text of a words file")
    return _flow(_as_rules(read(text, file)), file, None if words is None else (read(words, "<words>"), None))


def built(path: Path, label: str | None = None, content: bytes | None = None) -> Built:
    """
    A rule file read and built, with its findings, whose places call it *label*; by its path when there is none.

    With *content* that is read as if it stood in the file. Raises ``OSError`` when the file cannot be opened.
    """
    return _as_rules(_source(path, label, content))


def find(name_or_path: str | os.PathLike[str]) -> Path:
    """The path of a shipped workflow or of a rule file."""
    of_kind("name_or_path", name_or_path, (str, os.PathLike), "a name or a path")
    text = str(name_or_path)
    if isinstance(name_or_path, str) and not text.endswith((".yaml", ".yml")) and not Path(text).exists():
        for folder in _folders():
            if (folder / f"{text}.yaml").is_file():
                return folder / f"{text}.yaml"
        raise unknown(text, "shipped workflow", shipped())
    return Path(name_or_path)


def shipped() -> tuple[str, ...]:
    """The names of the workflows that come with mentorflow, sorted."""
    names = {path.stem for folder in _folders() for path in folder.glob("*.yaml") if "." not in path.stem}
    return tuple(sorted(names))


def _folders() -> tuple[Path, ...]:
    """Where shipped workflows lie: inside the installed package, or beside ``src`` in a source checkout."""
    here = Path(__file__).resolve().parent
    return tuple(folder for folder in (here / "workflows", here.parents[1] / "workflows") if folder.is_dir())


def _shown(path: Path) -> str:
    """A path as findings show it: as it was given, with forward slashes; for shipped files from ``workflows`` on."""
    for folder in _folders():
        if path.is_relative_to(folder):
            return f"workflows/{path.relative_to(folder).as_posix()}"
    return path.as_posix()


def _source(path: Path, label: str | None, content: bytes | None) -> Source:
    return read(path.read_bytes() if content is None else content, _shown(path) if label is None else label)


def _as_rules(source: Source) -> Built:
    """What became of a source; of one that says itself that it is no rule file, only that."""
    pairs = () if source.root is None else source.root.pairs
    said = next((value for key, value in pairs if key.text == "format"), None)
    kind = None if said is None else _NO_RULES.get(said.text.partition("/")[0])
    if said is None or kind is None:
        return build(source)
    beside = _BESIDE.fullmatch(source.file)
    rules = "the rules that it belongs to" if beside is None else f"{beside['rules']}.yaml"
    message = f"this is {kind} ('{said.text}'), and no rules stand in it."
    finding = found("wrong-format", message, said.span, suggestion=Suggestion(f"Use {rules} in its place."))
    return Built(None, in_order((*source.findings, finding)), source.text)


def _flow(result: Built, file: str, words: tuple[Source, str | None] | None) -> Flow:
    if result.workflow is None:
        raise InvalidWorkflow(file, in_order(result.diagnostics), result.text)
    from mentorflow.states.flow import Flow  # noqa: PLC0415 - checking a file needs neither the machine nor its library

    if words is None:
        return Flow(result.workflow)
    source, language = words
    wording = read_wording(source, result.workflow, language)
    if wording.has_errors:
        raise InvalidWorkflow(wording.file, wording.diagnostics, wording.text)
    return Flow(in_words(result.workflow, wording))


# --- words files ----------------------------------------------------------------------------------------------------
def languages(name_or_path: str | os.PathLike[str]) -> tuple[str, ...]:
    """The languages that a workflow has words files for, sorted; its own words have no name."""
    return tuple(sorted(_words_beside(find(name_or_path))))


def rules_beside(path: Path) -> Path | None:
    """Where the rules of a words file stand, by its name; None where the name is not that of a words file."""
    named = _WORDS_FILE.fullmatch(path.name)
    return None if named is None else path.with_name(f"{named['name']}.yaml")


def words_for(path: Path, language: str) -> Path:
    """Where the words of a rule file for a language stand, or would stand: beside it."""
    return _words_beside(path).get(language, path.with_name(f"{path.stem}.{language}.yaml"))


def words_of(path: Path, label: str | None = None, content: bytes | None = None) -> Wording | None:
    """
    A words file read against the rules beside it, with its findings; None where it is no words file.

    Its first line decides and, where that says nothing, its name. With *content* that is read in place of the file.
    Raises ``OSError`` when the file cannot be opened.
    """
    source = _source(path, label, content)
    said, named = said_of(source, "format"), _WORDS_FILE.fullmatch(path.name)
    if not (said.startswith(WORDS_FORMAT.partition("/")[0]) or (named and not said.startswith("mentorflow"))):
        return None
    beside = path.with_name(f"{named['name'] if named else said_of(source, 'words_for')}.yaml")
    if not beside.is_file():
        message = f"there are no rules to hold these words against: '{beside.name}' is not in the same folder."
        hint = Suggestion("Put them into the folder of their rules, and call them NAME.LANGUAGE.yaml after these.")
        return _alone(source, found("words-workflow", message, _start(source), suggestion=hint))
    rules = built(beside, beside.name)
    if rules.workflow is None:
        return _alone(source, _broken_beside(source, beside, rules))
    wording = read_wording(source, rules.workflow, named["language"] if named else None)
    return wording if named else _misnamed(wording, beside)


def _words_beside(path: Path) -> dict[str, Path]:
    """The words files of a rule file, by language."""
    named = ((_WORDS_FILE.fullmatch(each.name), each) for each in path.parent.glob("*.yaml"))
    return {name["language"]: each for name, each in named if name is not None and name["name"] == path.stem}


def _words_at(path: Path, language: str) -> tuple[Source, str]:
    """The words file of a rule file for a language."""
    of_kind("language", language, (str,), "the language of a words file")
    files = _words_beside(path)
    if language not in files:
        raise unknown(language, f"words file of '{path.stem}'", sorted(files))
    return read(files[language].read_bytes(), _shown(files[language])), language


def _alone(source: Source, *findings: Diagnostic) -> Wording:
    """A words file without rules to hold it against."""
    return Wording(source.file, "", {}, {}, in_order((*source.findings, *findings)), source.text)


def _broken_beside(source: Source, beside: Path, rules: Built) -> Diagnostic:
    errors = sum(finding.is_error for finding in rules.diagnostics)
    message = f"'{beside.name}' has {errors} error{'' if errors == 1 else 's'} of its own."
    hint = Suggestion(f"See them with: mentorflow check {Path(source.file).with_name(beside.name).as_posix()}")
    return found("words-rules", message, _start(source), suggestion=hint)


def _misnamed(wording: Wording, beside: Path) -> Wording:
    """A words file whose name does not say its language, so that nobody would find it."""
    name = f"{beside.stem}.{wording.language or 'LANGUAGE'}.yaml"
    message = f"nobody finds these words under '{Path(wording.file).name}'."
    finding = found("words-language", message, _start(wording), suggestion=Suggestion(f"Call the file {name}."))
    return attrs.evolve(wording, diagnostics=in_order((*wording.diagnostics, finding)))


def _start(source: Source | Wording) -> Span:
    return Span(source.file, 1, 1, 1, 1)
