"""
The commands: each parses its words, calls one function, prints, and ends with an exit code.

0 means that all is well, 1 that something has to be mended, 2 that it could not be run at all.
Each command imports what it needs when it is run, so that a check is not kept waiting for what plays.
"""

from __future__ import annotations

import sys

import click

from mentorflow import __version__
from mentorflow.cli import (
    changing,
    completing,
    drawing,
    explaining,
    exporting,
    finding,
    mutating,
    policies,
    starting,
    trying,
)
from mentorflow.cli.screen import complain, say, show

CANNOT = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="mentorflow")
def main() -> None:
    """Mentoring partnerships whose rules stand in one YAML file."""


@main.command()
@click.argument("workflow")
@click.option("--scenario", metavar="NAME", help="Play this one only.")
@click.option(
    "--file", "tests", metavar="TESTS", help="The scenario file; otherwise NAME.test.yaml beside the rules."
)
@click.option("--language", metavar="TAG", help="Tell them in the words of NAME.TAG.yaml beside the rules.")
@click.option("--brief", is_flag=True, help="One line for each scenario, and what was not as expected.")
def play(workflow: str, scenario: str | None, tests: str | None, language: str | None, *, brief: bool) -> None:
    """
    Play scenarios, and tell them day by day.

    WORKFLOW is the name of a workflow that comes with mentorflow, or a path.

    Exits 0 when all came out as expected, 1 when something did not, 2 when nothing could be played.
    """
    from mentorflow.cli import playing

    try:
        done = playing.played(workflow, tests, scenario, language)
    except playing.CannotPlay as why:
        complain(str(why))
        sys.exit(CANNOT)
    show(playing.lines(done, brief=brief))
    sys.exit(int(done.failed))


@main.command()
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
    except wording.CannotDraft as why:
        complain(str(why))
        sys.exit(CANNOT)


@main.command()
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
    except editing.CannotHelp as why:
        complain(str(why))
        sys.exit(CANNOT)


main.add_command(finding.check)
main.add_command(changing.diff)
main.add_command(changing.what_if)
main.add_command(policies.policy)
main.add_command(mutating.mutate)
main.add_command(drawing.draw)
main.add_command(completing.suggest)
main.add_command(explaining.explain)
main.add_command(trying.test)
main.add_command(exporting.export)
main.add_command(starting.init)
