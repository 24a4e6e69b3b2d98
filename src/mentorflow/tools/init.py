"""
A rule file of one's own, begun with one that is there: its text with its comments, another name, other numbers.

Only the values that were asked for are put in their places; every other line stays as it is, and so does its order.
The scenarios and the words files beside it come along under the new name.
Pure: text in, text out; nothing here reads a file, asks anybody or prints.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Diagnostic
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import plays
from mentorflow.proofs.checking import checked
from mentorflow.rules.build import build
from mentorflow.rules.reading import file_name, timezone
from mentorflow.rules.source import read
from mentorflow.rules.tree import Node
from mentorflow.rules.workflow import LimitName, Test
from mentorflow.states.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mentorflow.diagnostics import Span
    from mentorflow.rules.workflow import Workflow

RULES, SCENARIOS = ".yaml", ".test.yaml"
TITLE, ZONE = "title", "timezone"
LONGEST_TITLE = 100
# Where a rule comes from: of use to whoever asks, not to whoever is asked.
_SOURCES = re.compile(r"\b[A-Z]-\d+\b(?: *\([^)]*\))?")
_OURS = re.compile(r"^ours\b[:,]? *", re.IGNORECASE)


@attrs.frozen
class Question:
    """
    One thing that differs between programs, and what the file says of it.

    *name* is ``title``, ``timezone`` or a limit; *value* stands at *span*; *about* is its comment without the
    sources, *range* what each partnership may set, where it may; *lines* are the first and the last line it takes up,
    *used* says what for.
    """

    name: str
    value: str
    span: Span
    about: str = ""
    range: str = ""
    lines: tuple[int, int] = (0, 0)
    used: str = ""

    @property
    def label(self) -> str:
        """What it is called in a question."""
        words = {TITLE: "title of the program", ZONE: "time zone in which its days end"}
        said = words.get(self.name, self.name.replace("_", " "))
        return said[:1].upper() + said[1:]


@attrs.frozen
class Outcome:
    """
    What came of the new files.

    *findings* are those of the rules, *mistaken* of the scenarios; *played* scenarios, of which *failed* came out
    otherwise than they expect.
    """

    findings: tuple[Diagnostic, ...]
    mistaken: tuple[Diagnostic, ...] = ()
    played: int = 0
    failed: int = 0


# --- what is asked --------------------------------------------------------------------------------------------------
def questions(text: str) -> tuple[Question, ...]:
    """What is asked about a rule file without mistakes, in its order."""
    top = _block(read(text, "rules").root)
    lines = text.split("\n")
    asked = [_question(lines, name, top[name][0], top[name][1]) for name in (TITLE, ZONE) if name in top]
    limits = top["limits"][1].pairs if "limits" in top else ()
    uses = _uses(build(read(text, "rules")).workflow)
    return (
        *asked,
        *(_question(lines, key.text, key, value, "; ".join(uses.get(key.text, ()))) for key, value in limits),
    )


def _uses(workflow: Workflow | None) -> dict[str, list[str]]:
    """By limit what it is used for, in a few words of the file each."""
    found: dict[str, list[str]] = {}
    for limit, words in () if workflow is None else (*_times(workflow), *_comparisons(workflow)):
        found.setdefault(limit, []).append(words.replace("_", " "))
    return found


def _times(workflow: Workflow) -> Iterable[tuple[str, str]]:
    for deadline in workflow.every_deadline():
        words = "how long it lasts" if deadline.owner[0] == "ends" else f"the time for '{deadline.name}'"
        if isinstance(deadline.within, str):
            yield deadline.within, words
        if isinstance(deadline.every, str):
            yield deadline.every, f"how often '{deadline.name}' comes back"


def _comparisons(workflow: Workflow) -> Iterable[tuple[str, str]]:
    for condition in workflow.conditions:
        for test in condition.tests:
            if isinstance(test.value, LimitName):
                yield test.value.name, f"'{condition.name}' means: {test.fact} {test.op} this"
    for form in workflow.forms:
        for field in form.fields:
            rule = field.unfavorable
            if isinstance(rule, Test) and isinstance(rule.value, LimitName):
                yield rule.value.name, f"'{field.name}' is unfavorable: {rule.op} this"


def _question(lines: list[str], name: str, key: Node, value: Node, used: str = "") -> Question:
    parts = _block(value)
    usually = parts["usually"][1] if "usually" in parts else value
    first, last = key.span.line, max(value.span.end_line, key.span.line)
    about = "; ".join(filter(None, (_comment(lines[number - 1]) for number in range(first, last + 1))))
    may_be = parts["may_be"][1].text if "may_be" in parts else ""
    return Question(name, usually.text, usually.span, about, may_be, (first, last), used)


def _comment(line: str) -> str:
    """What a comment says to people who do not know the sources."""
    said = line.partition(" #")[2]
    words = " ".join(_OURS.sub("", _SOURCES.sub("", said).strip(" ,;:")).split())
    return words.strip(" ,;:")


def _block(node: Node | None) -> dict[str, tuple[Node, Node]]:
    """The keys of a block with what stands behind them."""
    return {} if node is None else {key.text: (key, value) for key, value in node.pairs}


# --- whether an answer can be right ---------------------------------------------------------------------------------
def objection(text: str, question: Question, answer: str) -> str | None:
    """
    Why an answer cannot be right by itself, in plain words; None where it can.

    Whether it goes together with the other answers is told by ``outcome``.
    """
    if question.name == TITLE:
        return _no_title(answer)
    node = Node("text", question.span, answer)
    if question.name == ZONE:
        found = timezone(node)
        return said(found) if isinstance(found, Diagnostic) else None
    if not answer or not re.fullmatch(r"[\w% .,/'-]+", answer):
        return f"'{_one_line(answer)}' is no number and no length of time. Write it like {question.value}."
    changed = _put(text, {question.span: answer})
    first, last = question.lines
    findings = build(read(changed, "rules")).diagnostics
    mine = [one for one in findings if one.is_error and any(first <= span.line <= last for span in _spans(one))]
    return said(mine[0]) if mine else None


def _spans(finding: Diagnostic) -> Iterable[Span]:
    return (finding.span, *(related.span for related in finding.related))


def _no_title(answer: str) -> str | None:
    if not answer.strip() or not answer.isprintable():
        return "A title needs words, on one line."
    if len(answer) > LONGEST_TITLE:
        return f"This title has {len(answer)} characters; at most {LONGEST_TITLE} can be read at a glance."
    return None


def said(finding: Diagnostic) -> str:
    """A finding with its way out, for somebody who sees no file."""
    message = finding.message[:1].upper() + finding.message[1:]
    return message if finding.suggestion is None else f"{message} {finding.suggestion.text}"


def no_name(name: str) -> str | None:
    """Why a workflow cannot have that name; None where it can."""
    found = file_name(Node("text", read("a: b", "name").root.span, name))  # type: ignore[union-attr]
    return said(found) if isinstance(found, Diagnostic) else None


# --- the new files --------------------------------------------------------------------------------------------------
def begun(texts: Mapping[str, str], name: str, answers: Mapping[str, str]) -> dict[str, str]:
    """
    The new files by their endings, ``.yaml`` and ``.test.yaml`` and so on, from those that are there.

    *name* is the new name of the workflow; *answers* by the name of their question, all without an objection.
    """
    old = _value(texts[RULES], "workflow").text
    made = {}
    for ending, text in texts.items():
        key = {RULES: "workflow", SCENARIOS: "tests"}.get(ending, "words_for")
        changes = {_value(text, key).span: name}
        if ending == RULES:
            changes |= _answered(text, answers)
        elif ending != SCENARIOS and TITLE in answers:
            changes |= _titled(text, _value(texts[RULES], TITLE).text, answers[TITLE])
        made[ending] = _head_renamed(_put(text, changes), old, name)
    return made


def _answered(text: str, answers: Mapping[str, str]) -> dict[Span, str]:
    """What is put where, for answers that differ from what stands there."""
    return {
        question.span: _written(answers[question.name]) if question.name == TITLE else answers[question.name]
        for question in questions(text)
        if answers.get(question.name, question.value) != question.value
    }


def _titled(text: str, old: str, new: str) -> dict[Span, str]:
    """A title that is no translation of the old one any more is the new one in every language."""
    if new == old:
        return {}
    top = _block(read(text, "words").root)
    there = [top[TITLE][1]] if TITLE in top else []
    source = _block(top["translated_from"][1]) if "translated_from" in top else {}
    return {node.span: _written(new) for node in (*there, *(source[TITLE][1:] if TITLE in source else ()))}


def _written(text: str) -> str:
    """A text as a file can hold it: plain where it reads back as it is, otherwise in quotes."""
    quoted = '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
    source = read(f"title: {text}\nend: here\n", "title")
    value = _block(source.root).get(TITLE)
    plain = not source.findings and value is not None and value[1].text == text and value[1].style == "plain"
    return text if plain else quoted


def _value(text: str, key: str) -> Node:
    return _block(read(text, "file").root)[key][1]


def _put(text: str, changes: Mapping[Span, str]) -> str:
    """Other words in some places of one line each; a comment behind them stays in its column where there is room."""
    lines = text.split("\n")
    for span, words in changes.items():
        line = lines[span.line - 1]
        head, tail = line[: span.column - 1], line[span.end_column - 1 :]
        if tail.lstrip(" ").startswith("#"):
            gap = len(tail) - len(tail.lstrip(" ")) + span.end_column - span.column - len(words)
            tail = " " * max(gap, 2) + tail.lstrip(" ")
        lines[span.line - 1] = f"{head}{words}{tail}"
    return "\n".join(lines)


def _head_renamed(text: str, old: str, new: str) -> str:
    """The comments at the top, which say how the file beside it is called and how to play it."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            break
        called = re.sub(rf"\bplay {re.escape(old)}(?![\w.-])", f"play {new}{RULES}", line)
        lines[number] = re.sub(rf"(?<![\w.-]){re.escape(old)}{re.escape(RULES)}\b", f"{new}{RULES}", called)
    return "\n".join(lines)


# --- what comes of it -----------------------------------------------------------------------------------------------
def outcome(texts: Mapping[str, str], name: str) -> Outcome:
    """Everything that checking finds in the new rules, and how their scenarios come out."""
    done = checked(Path(f"{name}{RULES}"), f"{name}{RULES}", texts[RULES].encode())
    if done.workflow is None or done.diagnostics or SCENARIOS not in texts:
        return Outcome(done.diagnostics)
    script = read_scenarios(read(texts[SCENARIOS], f"{name}{SCENARIOS}"), done.workflow)
    played = plays(Flow(done.workflow), script.scenarios, owed=False)
    failed = sum(bool(one.failures) for one in played)
    return Outcome((), tuple(script.diagnostics), len(played), failed)


def at_fault(
    texts: Mapping[str, str], name: str, answers: Mapping[str, str], findings: Iterable[Diagnostic]
) -> tuple[tuple[Diagnostic, tuple[str, ...]], ...]:
    """
    Findings of new rules, each with the names of the new values without any one of which it would not be there.

    No names where several values would have to be taken back together.
    """
    findings = tuple(findings)
    blamed: list[list[str]] = [[] for _ in findings]
    for question in questions(texts[RULES]):
        if answers.get(question.name, question.value) == question.value:
            continue
        fewer = {other: answer for other, answer in answers.items() if other != question.name}
        left = _place_by_place(outcome({RULES: begun(texts, name, fewer)[RULES]}, name).findings)
        for number, finding in enumerate(findings):
            blamed[number] += [] if _place_by_place([finding]) <= left else [question.name]
    return tuple((finding, tuple(names)) for finding, names in zip(findings, blamed, strict=True))


def _place_by_place(findings: Iterable[Diagnostic]) -> set[tuple[str, int]]:
    return {(finding.code, finding.span.line) for finding in findings}


def _one_line(text: str) -> str:
    return " ".join(text.split())
