"""
``mentorflow play``: its words, what it prints, and its exit code.

Thin: what is played and how it is told stands in ``playing``.
"""

from __future__ import annotations

import sys

import click

from mentorflow.cli.screen import give_up, show


@click.command()
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
        give_up(why)
    show(playing.lines(done, brief=brief))
    sys.exit(int(done.failed))
