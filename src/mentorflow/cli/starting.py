"""
``mentorflow init``: a rule file of one's own, begun with a workflow that comes with mentorflow.

Thin: questions are asked and files are written here; what is asked and what is put where is decided in ``tools``.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from mentorflow.cli.files import known_workflows
from mentorflow.cli.keeping import no_place
from mentorflow.cli.screen import complain, give_up, say, wait
from mentorflow.rules.findings import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.tools.init import Outcome, Question

WIDTH = 80


class CannotBegin(Exception):
    """Raised when nothing can be begun; the message is for the person who asked for it."""


@attrs.frozen
class Model:
    """A workflow that comes with mentorflow, as its files are, by their endings."""

    name: str
    texts: dict[str, str]


@click.command()
@click.argument("workflow", required=False, metavar="[WORKFLOW]")
@click.option("--to", metavar="FILE", help="The new rule file; otherwise it is asked for, or called like WORKFLOW.")
@click.option(
    "--set", "sets", multiple=True, metavar="NAME=VALUE", help="A limit, the title or the timezone; not asked then."
)
@click.option("--yes", is_flag=True, help="Ask nothing: what is not set stays as it is.")
def init(workflow: str | None, to: str | None, sets: tuple[str, ...], *, yes: bool) -> None:
    """
    Begin rules of your own with a workflow that comes with mentorflow.

    Its text is kept with all comments; its title, its time zone and its limits are asked for one by one, with what it
    says now to be taken by Enter. Its scenarios and its words in other languages come along. Nothing that is there is
    ever written over.

    Exits 0 when the files are written, 2 when they cannot be.
    """
    asks = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        model = _model(workflow, asks=asks)
        _begin(model, _path(model, to, asks=asks), _settings(model, sets), asks=asks)
    except CannotBegin as why:
        give_up(why)
    except click.Abort:
        give_up("\nNothing was written.")


def _begin(model: Model, path: Path, settings: dict[str, str], *, asks: bool) -> None:
    """Ask until everything fits together, then write all files or none."""
    from mentorflow.tools import init as tool

    every = tool.questions(model.texts[tool.RULES])
    answers = dict(settings)
    open_ones = [question for question in every if question.name not in settings]
    while True:
        if asks:
            answers |= _asked(model, open_ones, answers)
        wait("trying the new rules and their scenarios")
        texts = tool.begun(model.texts, path.stem, answers)
        came = tool.outcome(texts, path.stem)
        if not came.findings:
            break
        for line in _unfit(tool.at_fault(model.texts, path.stem, answers, came.findings), every, answers):
            complain(line)
        if not asks:
            message = "Nothing was written."
            raise CannotBegin(message)
        say("\nGo through the values once more.")
        open_ones = list(every)
    _write({path.with_name(f"{path.stem}{ending}"): text for ending, text in texts.items()})
    _tell(path, texts, came)


def _unfit(
    found: Iterable[tuple[Diagnostic, tuple[str, ...]]], every: Iterable[Question], answers: dict[str, str]
) -> Iterable[str]:
    """What does not fit together, in plain words, and what is new about it."""
    from mentorflow.tools.init import said

    yield "These values do not fit together:"
    for text in dict.fromkeys(f"{', '.join(names)}: {said(one)}".removeprefix(": ") for one, names in found):
        yield textwrap.fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False)
    new = [one for one in every if one.name != "title" and answers.get(one.name, one.value) != one.value]
    changed = "; ".join(f"{one.name} is {answers[one.name]} instead of {one.value}" for one in new)
    yield textwrap.fill(f"What is new: {changed}.", WIDTH, subsequent_indent="  ", break_on_hyphens=False)


# --- what is there --------------------------------------------------------------------------------------------------
def _model(word: str | None, *, asks: bool) -> Model:
    """The workflow to begin with; where none is named it is asked for."""
    known = known_workflows()
    if word not in known and (word is not None or not asks):
        listed = "\n".join(_listed(known))
        why = f"Name the workflow to begin with:\n{listed}" if word is None else _unknown(word, known)
        if not asks:
            raise CannotBegin(why)
        _remark(why)
    if word not in known:
        word = _chosen(known)
    rules = known[word]
    beside = [rules, *sorted(rules.parent.glob(f"{rules.stem}.*.yaml"))]
    return Model(word, {path.name.removeprefix(rules.stem): path.read_text("utf-8") for path in beside})


def _unknown(word: str, known: Iterable[str]) -> str:
    """That no workflow has that name, with the nearest that has."""
    guess = nearest(word, known)
    hint = f"Did you mean '{guess}'?" if guess else f"There are: {', '.join(known)}."
    return f"'{word}' does not come with mentorflow. {hint}"


def _chosen(known: dict[str, Path]) -> str:
    """The workflow that is chosen by its name or its number, from all of them."""
    say("What comes with mentorflow:\n" + "\n".join(_listed(known)) + "\n")
    names = tuple(known)
    while True:
        word = click.prompt("Which one comes nearest to your program", type=str).strip()
        if word in known:
            return word
        if not (word.isascii() and word.isdigit()):
            _remark(_unknown(word, known))
        elif 0 < int(word) <= len(names):
            return names[int(word) - 1]
        else:
            _remark(f"Write 1 to {len(names)}.")


def _listed(known: dict[str, Path]) -> Iterable[str]:
    """All of them with their numbers and titles."""
    from mentorflow.loading import built

    for number, (name, path) in enumerate(known.items(), 1):
        workflow = built(path).workflow
        yield f"  {number}  {name:22} {'' if workflow is None else workflow.title}"


def _path(model: Model, to: str | None, *, asks: bool) -> Path:
    """Where the new rules go: a name that can be one, and files that are not there."""
    asked = to is None and asks
    while True:
        word = click.prompt("Name of the new file", default=f"my-{model.name}.yaml") if asked else to
        path = _as_path(word or f"{model.name}.yaml")
        why = _no_place(model, path)
        if why is None:
            return path
        if not asked:
            raise CannotBegin(why)
        _remark(why, "  ")


def _remark(text: str, indent: str = "") -> None:
    """Say something between questions, broken at spaces."""
    say(
        textwrap.fill(
            text, WIDTH, initial_indent=indent, subsequent_indent=indent or "  ", break_long_words=False,
            break_on_hyphens=False,
        )
    )  # fmt: skip


def _as_path(word: str) -> Path:
    """A path as it is typed, ending in .yaml."""
    path = Path(word.strip())
    return path if path.suffix in {".yaml", ".yml"} or not path.name else path.with_name(f"{path.name}.yaml")


def _no_place(model: Model, path: Path) -> str | None:
    from mentorflow.tools.init import no_name

    if path.suffix == ".yml":
        return f"Write '{path.stem}.yaml': the files beside it are found by that ending."
    if (why := no_name(path.stem)) is not None:
        return why
    if (why := no_place(path, str(path))) is not None:
        return why
    there = [path.with_name(f"{path.stem}{ending}") for ending in model.texts]
    there = [each for each in there if each.exists() or each.is_symlink()]
    return f"'{there[0]}' is there already, and nothing is ever written over. Choose another name." if there else None


# --- answers --------------------------------------------------------------------------------------------------------
def _settings(model: Model, sets: tuple[str, ...]) -> dict[str, str]:
    """What was set on the command line, looked at like any other answer."""
    from mentorflow.tools import init as tool

    text = model.texts[tool.RULES]
    every = {question.name: question for question in tool.questions(text)}
    found: dict[str, str] = {}
    for word in sets:
        name, equals, value = (part.strip() for part in word.partition("="))
        if not equals:
            message = f"'{word}' sets nothing. Write it like {list(every)[-1]}={every[list(every)[-1]].value}."
            raise CannotBegin(message)
        if name not in every:
            guess = nearest(name, every)
            hint = f"Did you mean '{guess}'?" if guess else f"There are: {', '.join(every)}."
            message = f"There is nothing called '{name}' to be set. {hint}"
            raise CannotBegin(message)
        why = tool.objection(text, every[name], value)
        if why is not None:
            message = f"{name}: {why}"
            raise CannotBegin(message)
        found[name] = value
    return found


def _asked(model: Model, every: list[Question], answers: dict[str, str]) -> dict[str, str]:
    """An answer to every question; Enter takes what stands in brackets."""
    from mentorflow.tools import init as tool

    text = model.texts[tool.RULES]
    say("Press Enter to keep what stands in brackets.")
    found: dict[str, str] = {}
    for number, question in enumerate(every, 1):
        for line in ["", *_about(question)]:
            say(line)
        label = f"{number}/{len(every)} {question.label}"
        while True:
            answer = click.prompt(label, default=answers.get(question.name, question.value), type=str).strip()
            why = tool.objection(text, question, answer)
            if why is None:
                break
            _remark(why, "  ")
        found[question.name] = answer
    return found


def _about(question: Question) -> list[str]:
    """What the file says about it."""
    each = f"each partnership may have its own, from {question.range}" if question.range else ""
    words = "; ".join(filter(None, (question.used, question.about, each)))
    return textwrap.wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  ")


# --- the new files --------------------------------------------------------------------------------------------------
def _write(texts: dict[Path, str]) -> None:
    from mentorflow.cli.keeping import keep_new

    try:
        keep_new(texts)
    except OSError as mistake:
        message = f"'{mistake.filename}' cannot be written, so nothing was."
        raise CannotBegin(message) from mistake


def _tell(path: Path, texts: dict[str, str], came: Outcome) -> None:
    """What was written, how the scenarios come out, and what to do next."""
    for ending in texts:
        say(f"Written: {path.with_name(f'{path.stem}{ending}')}")
    if came.mistaken:
        count = len(came.mistaken)
        places = "1 place of the scenarios does" if count == 1 else f"{count} places of the scenarios do"
        tests = path.with_name(f"{path.stem}.test.yaml")
        say(f"{places} not fit the new values; see: mentorflow check {tests}")
    if came.failed:
        does = "does" if came.failed == 1 else "do"
        say(f"{came.failed} of {came.played} scenarios {does} not come out as expected with the new values.")
        say(f"See: mentorflow test {path}")
    elif not came.mistaken and came.played:
        say(f"All {came.played} scenarios come out as expected: mentorflow test {path}")
    say(f"Now read {path}, and change what is otherwise with you.")
