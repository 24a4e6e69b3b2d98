"""
``mentorflow words`` and ``mentorflow schema``: what stands beside a rule file, printed or written.

Thin: what is in them stands in ``wording`` and ``editing``.
"""

from __future__ import annotations

import click

from mentorflow.cli.keeping import CannotKeep
from mentorflow.cli.screen import give_up, say


@click.command()
@click.argument("workflow")
@click.option("--language", metavar="TAG", required=True, help="The language, such as es or en-mentoree.")
@click.option("--mark-current", is_flag=True, help="Take every text as translated from what the rules say now.")
@click.option(
    "--write",
    is_flag=True,
    help="Write it beside the rules; in a file that is there only what it was translated from.",
)
def words(workflow: str, language: str, *, mark_current: bool, write: bool) -> None:
    """
    Print a whole words file: every text that people read, ready to be translated.

    Texts that NAME.TAG.yaml beside the rules has already are kept.

    Exits 0 when it is printed or written, 2 when that cannot be done.
    """
    from mentorflow.cli import wording

    try:
        done = wording.drafted(workflow, language, mark_current=mark_current, renew=write)
        say(wording.written(done) if write else done.text.rstrip("\n"))
    except (wording.CannotDraft, CannotKeep) as why:
        give_up(why)


@click.command()
@click.argument("file", required=False, metavar="[FILE]")
@click.option("--write", is_flag=True, help="Write NAME.schema.json beside the rules instead of printing it.")
def schema(file: str | None, *, write: bool) -> None:
    """
    Print what an editor needs to help with a rule file, as JSON Schema.

    With it an editor shows help, offers keys, and finds unknown ones. FILE is a path or the name of a workflow that
    comes with mentorflow; its own names are offered as well.

    Exits 0 when it is printed or written, 2 when that cannot be done.
    """
    from mentorflow.cli import editing

    try:
        done = editing.helped(file)
        say(editing.written(done) if write else done.text.rstrip("\n"))
    except (editing.CannotHelp, CannotKeep) as why:
        give_up(why)
