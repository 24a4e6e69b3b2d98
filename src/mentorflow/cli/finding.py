"""
``mentorflow check``: what is wrong in files, printed for people or in a form that other programs read.

Thin: files are found and checked in other rooms, and what they say is printed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorflow.cli.files import NoFile, files_in, in_words
from mentorflow.cli.screen import complain, say, show_findings
from mentorflow.diagnostics import as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.proofs.checking import Checked

CANNOT = 2
TEXT, JSON, SARIF, GITHUB = FORMATS = ("text", "json", "sarif", "github")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default=TEXT, help="How findings are printed.")
@click.option("--strict", is_flag=True, help="Exit 1 for advice, and for what is not decided, as well.")
def check(files: tuple[str, ...], form: str, *, strict: bool) -> None:
    """
    Say what is wrong in rule files, scenario files and words files, or in all of a folder.

    NAME.test.yaml is read as scenarios, NAME.LANGUAGE.yaml as words, each against NAME.yaml beside it.

    Exits 0 when all is well, 1 when something has to be mended, 2 when a file cannot be read.
    """
    from mentorflow.cli import checking  # noqa: PLC0415 - other commands start without it

    read: dict[str, Checked] = {}
    lost = [word for word in dict.fromkeys(files) if not _gathered(word, read)]
    if form == TEXT:
        _print_findings(read)
    elif written := _written([found for file in read.values() for found in file.diagnostics], form):
        say(written)
    sys.exit(CANNOT if lost else checking.exit_code(tuple(read.values()), strict=strict))


def _gathered(word: str, read: dict[str, Checked]) -> bool:
    """Check a file or all of a folder and keep what was found; complains and answers no when one cannot be opened."""
    from mentorflow.cli import checking  # noqa: PLC0415 - as above

    try:
        for file in files_in(word):
            read[file.label] = checking.checked(file.path, file.label)
    except (NoFile, OSError) as mistake:
        complain(in_words(mistake))
        return False
    return True


def _written(findings: Sequence[Diagnostic], form: str) -> str:
    """Findings as another program reads them; files below the present folder are named from there on."""
    if form == JSON:
        return as_json(findings)
    if form == SARIF:
        from mentorflow.tools.sarif import as_sarif  # noqa: PLC0415 - most runs need neither

        return as_sarif(findings, Path.cwd())
    from mentorflow.tools.github import as_github  # noqa: PLC0415 - the same

    return as_github(findings, Path.cwd())


def _print_findings(read: dict[str, Checked]) -> None:
    """What is wrong in each file, one line that sums it up, and what was proved."""
    from mentorflow.cli import checking  # noqa: PLC0415 - as above

    for name, file in read.items():
        if file.diagnostics:
            show_findings(as_text(file.diagnostics, {name: file.text}) + "\n")
    if read:
        say(checking.summary(read))
