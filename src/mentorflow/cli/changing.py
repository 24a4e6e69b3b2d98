"""
``mentorflow diff`` and ``mentorflow what-if``: what a change of the rules does, and what some answers would do.

Thin: files are found, one function of ``tools`` is called, and what it says is printed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorflow.cli.files import NoFile, in_words, workflow_file
from mentorflow.cli.screen import give_up, say, show
from mentorflow.diagnostics import as_text
from mentorflow.loading import built

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Workflow


class CannotRead(Exception):
    """Raised when there are no rules to work on; the message is for the person who asked for it."""


def rules_of(word: str) -> Workflow:
    """
    The rules that a path or the name of a shipped workflow stands for.

    Raises ``CannotRead`` for a file that is not there or has errors.
    """
    try:
        file = workflow_file(word)
        whole = built(file.path, file.label)
    except (NoFile, OSError) as mistake:
        raise CannotRead(in_words(mistake)) from mistake
    if whole.workflow is None:
        errors = [finding for finding in whole.diagnostics if finding.is_error]
        raise CannotRead(as_text(errors, {file.label: whole.text}))
    return whole.workflow


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is printed.")
def diff(old: str, new: str, form: str) -> None:
    """
    Say what means something else in NEW than in OLD, and what only reads otherwise.

    OLD and NEW are paths of rule files, or names of workflows that come with mentorflow.

    Exits 0 when both mean the same, 1 when something means something else, 2 when a file cannot be used.
    """
    from mentorflow.tools.diff import compare
    from mentorflow.tools.diff.shown import as_json, as_lines

    try:
        found = compare(rules_of(old), rules_of(new))
    except CannotRead as why:
        give_up(why)
    if form == "json":
        say(as_json(found))
    else:
        show(as_lines(found))
    sys.exit(int(bool(found.differences)))


@click.command("what-if")
@click.argument("file")
@click.option("--table", metavar="NAME", help="The routing table to ask.")
@click.option("--form", metavar="NAME", help="The form to ask: all that follows once it is complete.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="FORM.FIELD=VALUE",
    help="An answer; 'ROLE:' before it for one partner only.",
)
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="NAME=VALUE",
    help="A fact, a count, since.MOMENT, times.MOVE, FORM.complete.",
)
@click.option(
    "--limit", "limits", multiple=True, metavar="NAME=VALUE", help="A limit that may be set for each partnership."
)
@click.option("--from", "file_of_answers", metavar="ANSWERS", help="A small file with all of these.")
def what_if(
    file: str,
    table: str | None,
    form: str | None,
    answers: tuple[str, ...],
    facts: tuple[str, ...],
    limits: tuple[str, ...],
    file_of_answers: str | None,
) -> None:
    """
    Say which row some answers find, why, why not another, and what would change it.

    FILE is the path of a rule file, or the name of a workflow that comes with mentorflow.
    Several choices have commas between them. Nothing is stored and no partnership is needed.

    Exits 0 when the row is certain, 1 when something missing could still decide, 2 when it cannot be told.
    """
    from mentorflow.rules.spaces import TooManyCases
    from mentorflow.tools import what_if as tool
    from mentorflow.tools.what_if.shown import as_lines

    try:
        rules, typed = rules_of(file), tool.from_words(table, form, answers, facts, limits)
        if file_of_answers is not None:
            text = Path(file_of_answers).read_text("utf-8")
            typed = tool.both(tool.from_file(text, file_of_answers), typed)
        found = tool.what_if(rules, typed)
    except (CannotRead, tool.CannotTell) as why:
        give_up(why)
    except TooManyCases as why:
        give_up(f"It cannot be told: {why}.")
    except (OSError, UnicodeDecodeError):
        give_up(f"There is no file '{file_of_answers}', or it cannot be read.")
    show(as_lines(found))
    sys.exit(int(found.open))
