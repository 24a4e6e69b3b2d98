"""
``mentorflow policy``: a rule file read back as a policy that can be handed out.

Thin: the file is found, one function of ``tools`` is called, and what it says is printed.
"""

from __future__ import annotations

import click

from mentorflow.cli.files import NoFile, in_words, workflow_file
from mentorflow.cli.screen import complain, give_up, say


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
    from mentorflow.rules.wording_apply import in_words as in_words_of
    from mentorflow.tools import policy as tool

    try:
        rules = workflow_file(file)
        workflow = playing.flow_of(rules).workflow
        if language is not None:
            wording = playing.words_of(rules, language, workflow)
            _tell_of_missing(playing.lacking(wording, workflow), wording.file)
            workflow = in_words_of(workflow, wording)
    except (NoFile, OSError) as mistake:
        give_up(in_words(mistake))
    except playing.CannotPlay as why:
        give_up(why)
    page = tool.policy(workflow)
    say((tool.as_html(page) if form == "html" else tool.as_markdown(page)).rstrip("\n"))


def _tell_of_missing(count: int, file: str) -> None:
    """Beside the policy: that some of it is not in the language that was asked for."""
    if count:
        texts = "1 text has" if count == 1 else f"{count} texts have"
        complain(f"{texts} no words in '{file}', and stand as in the rules.\nSee which: mentorflow check {file}")
