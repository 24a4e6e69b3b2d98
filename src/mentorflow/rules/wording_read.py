"""
A words file, from the located tree to a ``Wording``: other texts for what people read in a workflow.

Every independent mistake is found in one run; what has no place in the workflow is left out, never guessed.
Nothing here changes a workflow; ``wording_apply`` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Suggestion, in_order
from mentorflow.rules.blocks import FOUND
from mentorflow.rules.findings import nearest
from mentorflow.rules.wording import FORMAT, texts_of
from mentorflow.rules.wording_check import missing, outdated
from mentorflow.rules.wording_walk import Reader, walk

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic
    from mentorflow.rules.tree import Node, Source
    from mentorflow.rules.wording import Path
    from mentorflow.rules.wording_walk import Given
    from mentorflow.rules.workflow import Workflow

HEAD = ("format", "words_for", "language")
TRANSLATED_FROM = "translated_from"
# A language of two or three letters, then what narrows it: es, es-MX, en-mentoree, zh-Hant-TW.
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
A_TAG = "Write a language such as es, es-MX or en-mentoree."
# The engine itself speaks English, so other words in English are labels, of which nobody expects all.
ENGINE = "en"


@attrs.frozen
class Wording:
    """
    A words file as read: other texts by their path, and those that they were translated from.

    *text* is what the spans of the findings count in.
    """

    file: str
    language: str
    texts: dict[Path, Given]
    sources: dict[Path, Given]
    diagnostics: tuple[Diagnostic, ...]
    text: str = attrs.field(repr=False)

    @property
    def has_errors(self) -> bool:
        """Whether it cannot be used until something is mended."""
        return any(finding.is_error for finding in self.diagnostics)


def said_of(source: Source, key: str) -> str:
    """The text behind one of the first lines; empty where there is none."""
    value = None if source.root is None else _values(source.root).get(key)
    return "" if value is None else value.text


def read_wording(source: Source, workflow: Workflow, language: str | None = None) -> Wording:
    """
    Read a words file against its workflow; pure, and never raises on content.

    *language* is the one in the name of the file, where there is a file.
    """
    reader, before = Reader(), Reader()
    said = ""
    root = source.root
    if root is not None and root.kind == "block" and _is_ours(reader, root, workflow):
        said = _language(reader, root, language)
        _read(reader, before, root, workflow)
        whole = _command(source.file, workflow.name, said or "LANGUAGE")
        reader.findings += outdated(reader.texts, before.texts, whole)
        if not source.findings and said and (before.texts or not is_engines(said)):
            where = _values(root)["language"].span
            reader.findings += missing(texts_of(workflow), reader, where, whole)
    findings = in_order((*source.findings, *reader.findings, *before.findings))
    return Wording(source.file, said, reader.texts, before.texts, findings, source.text)


def _command(file: str, workflow: str, language: str) -> str:
    """What prints the whole of a words file."""
    folder, slash, _ = file.rpartition("/")
    return f"mentorflow words {folder}{slash}{workflow}.yaml --language {language}"


def is_engines(language: str) -> bool:
    """Whether a language is that of the engine: other labels in it are never expected to be complete."""
    return language.partition("-")[0].lower() == ENGINE


def _read(reader: Reader, before: Reader, root: Node, workflow: Workflow) -> None:
    """The texts of the file, and those they were translated from."""
    room = texts_of(workflow)
    first = {*HEAD, TRANSLATED_FROM, *_meant(root).values()}
    walk(reader, attrs.evolve(root, pairs=tuple(pair for pair in root.pairs if pair[0].text not in first)), room)
    before.strange = set(reader.strange)
    value = _values(root).get(TRANSLATED_FROM)
    if value is not None and value.kind == "block":
        walk(before, value, room)
    elif value is not None:
        message = f"{FOUND[value.kind]} stands behind '{TRANSLATED_FROM}'."
        reader.report("words-shape", message, value.span, "Put the original texts below it, in the same shape.")


# --- the first lines ------------------------------------------------------------------------------------------------
def _values(root: Node) -> dict[str, Node]:
    return {key.text: value for key, value in root.pairs}


def _meant(root: Node) -> dict[str, str]:
    """The first lines that are not there, each with the key that was most likely meant to be it."""
    keys = [key.text for key, _ in root.pairs]
    lacking = [name for name in HEAD if name not in keys]
    guesses = ((nearest(key, lacking), key) for key in keys)
    return {name: key for name, key in guesses if name is not None}


def _is_ours(reader: Reader, root: Node, workflow: Workflow) -> bool:
    """Whether the file is a words file of this workflow; tells why not, and which of its first lines are missing."""
    values = _values(root)
    for name in HEAD:
        if name not in values:
            _lacks(reader, root, name)
    written, about = values.get("format"), values.get("words_for")
    if written is not None and written.text != FORMAT:
        message = f"the format '{written.text}' is not that of words; this program reads {FORMAT}."
        reader.report("words-format", message, written.span, _format_meant(written))
        return False
    if about is not None and about.text != workflow.name:
        message = f"these are words for '{about.text}', but the rules beside them are '{workflow.name}'."
        way_out = f"Write '{workflow.name}', or move the file."
        reader.report("words-workflow", message, about.span, Suggestion(way_out, workflow.name, about.span))
        return False
    return True


def _lacks(reader: Reader, root: Node, name: str) -> None:
    meant_by = _meant(root).get(name)
    key = next((key for key, _ in root.pairs if key.text == meant_by), root.pairs[0][0])
    way_out: Suggestion | str = f"Add '{name}', one of the three lines a words file begins with."
    if meant_by is not None:
        way_out = Suggestion(f"Did you mean '{name}'?", name, key.span)
    slug = "words-format" if name == "format" else "words-key-missing"
    reader.report(slug, f"a words file also needs '{name}'.", key.span, way_out)


def _language(reader: Reader, root: Node, named: str | None) -> str:
    """The language of the file; empty where that is not clear."""
    node = _values(root).get("language")
    if node is None:
        return ""
    if TAG.fullmatch(node.text) is None:
        reader.report("words-language", f"'{node.text}' is no language.", node.span, _tag_meant(node))
        return ""
    if named is not None and named.lower() != node.text.lower():
        message = f"the language is '{node.text}' here and '{named}' in the name of the file."
        way_out = Suggestion(f"Write '{named}', or rename the file.", named, node.span)
        reader.report("words-language", message, node.span, way_out)
    return node.text


def _format_meant(node: Node) -> Suggestion:
    return Suggestion(f"Write {FORMAT}.", FORMAT, node.span, safe=node.text.casefold() == FORMAT)


def _tag_meant(node: Node) -> Suggestion:
    better = node.text.replace("_", "-")
    is_one = TAG.fullmatch(better) is not None
    return Suggestion(f"Write {better}.", better, node.span, safe=True) if is_one else Suggestion(A_TAG)
