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
from mentorflow.cli.screen import CANNOT, complain, say, show_findings
from mentorflow.diagnostics import as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorflow.cli.files import File
    from mentorflow.diagnostics import Diagnostic
    from mentorflow.proofs.checking import Checked

TEXT, JSON, SARIF, GITHUB = FORMATS = ("text", "json", "sarif", "github")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default=TEXT, help="How findings are printed.")
@click.option("--fix", is_flag=True, help="First make the corrections that are certain, in the files themselves.")
@click.option("--strict", is_flag=True, help="Exit 1 for advice, and for what is not decided, as well.")
def check(files: tuple[str, ...], form: str, *, fix: bool, strict: bool) -> None:
    """
    Say what is wrong in rule files, scenario files and words files, or in all of a folder.

    NAME.test.yaml is read as scenarios, NAME.LANGUAGE.yaml as words, each against NAME.yaml beside it.

    With --fix only what cannot be meant otherwise is corrected, never a spelling that is guessed; what was changed is
    printed, then the findings that are left.

    Exits 0 when all is well, 1 when something has to be mended, 2 when a file cannot be read or written.
    """
    from mentorflow.cli import checking

    there: dict[str, File] = {}
    read: dict[str, Checked] = {}
    well = [_found(word, there) for word in dict.fromkeys(files)]
    if fix:
        well += [_mended(tuple(there.values()), aside=form != TEXT)]
    well += [_checked(file, read) for file in there.values()]
    if form == TEXT:
        _print_findings(read)
    elif written := _written([found for file in read.values() for found in file.diagnostics], form):
        say(written)
    sys.exit(checking.exit_code(tuple(read.values()), strict=strict) if all(well) else CANNOT)


def _found(word: str, there: dict[str, File]) -> bool:
    """Keep the file a word stands for, or all of a folder; complains and answers no when there is none."""
    try:
        there.update({file.label: file for file in files_in(word)})
    except NoFile as mistake:
        complain(str(mistake))
        return False
    return True


def _checked(file: File, read: dict[str, Checked]) -> bool:
    """Check a file and keep what was found; complains and answers no when it cannot be opened."""
    from mentorflow.cli import checking

    try:
        read[file.label] = checking.checked(file.path, file.label)
    except OSError as mistake:
        complain(in_words(mistake))
        return False
    return True


def _mended(files: Sequence[File], *, aside: bool) -> bool:
    """
    Mend files and tell what was done, *aside* where mistakes are printed; answers no when one cannot be written.

    Rules come first: what stands in the files beside them is held against them.
    """
    from mentorflow.cli import mending

    told, well = [], True
    for file in sorted(files, key=lambda each: each.path.name.count(".") > 1):
        try:
            told += mending.mended(file)
        except mending.CannotMend as why:
            complain(str(why))
            well = False
        except OSError:
            # Checking it says so.
            continue
    if told:
        (complain if aside else say)("\n".join(told) + ("" if aside else "\n"))
    return well


def _written(findings: Sequence[Diagnostic], form: str) -> str:
    """Findings as another program reads them; files below the present folder are named from there on."""
    if form == JSON:
        return as_json(findings)
    if form == SARIF:
        from mentorflow.tools.sarif import as_sarif

        return as_sarif(findings, Path.cwd())
    from mentorflow.tools.github import as_github

    return as_github(findings, Path.cwd())


def _print_findings(read: dict[str, Checked]) -> None:
    """What is wrong in each file, one line that sums it up, and what was proved."""
    from mentorflow.cli import checking

    for name, file in read.items():
        if file.diagnostics:
            show_findings(as_text(file.diagnostics, {name: file.text}) + "\n")
    if read:
        say(checking.summary(read))
