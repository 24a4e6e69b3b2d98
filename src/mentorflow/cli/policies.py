"""
``mentorflow policy``: a rule file read back as a policy that can be handed out.

Thin: the file is found, one function of ``tools`` is called, and what it says is printed.
"""

from __future__ import annotations

import click

from mentorflow.cli.files import NoFile, in_words, workflow_file
from mentorflow.cli.screen import give_up, say


@click.command()
@click.argument("file")
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html"]), default="markdown", help="How it is written."
)
@click.option("--language", metavar="TAG", help="With the words of NAME.TAG.yaml beside the rules.")
def policy(file: str, form: str, language: str | None) -> None:
    """
    Print the rules as a policy in plain English, to be read and handed out.

    FILE is the path of a rule file, or the name of a workflow that comes with mentorflow. As html it is one file that
    prints well: mentorflow policy FILE --format html > policy.html

    Exits 0 when it is printed, 2 when a file cannot be read or has errors.
    """
    from mentorflow.cli import playing
    from mentorflow.tools import policy as tool

    try:
        workflow = playing.flow_of(workflow_file(file), language).workflow
    except (NoFile, OSError) as mistake:
        give_up(in_words(mistake))
    except playing.CannotPlay as why:
        give_up(why)
    page = tool.policy(workflow)
    say((tool.as_html(page) if form == "html" else tool.as_markdown(page)).rstrip("\n"))
