"""
``mentorflow draw``: the life cycle of a workflow as a picture.

Thin: files are found, one function of ``tools`` is called, and what it makes is printed or written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorflow.cli.files import NoFile, in_words, workflow_file
from mentorflow.cli.keeping import CannotKeep, kept
from mentorflow.cli.screen import give_up, say, wait
from mentorflow.rules.clauses import listed

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Workflow
    from mentorflow.tools.draw.shapes import Overlay

# How a picture is written in a file that ends so.
FORMATS = {".svg": "svg", ".png": "png", ".mmd": "mermaid", ".mermaid": "mermaid", ".dot": "dot"}


@click.command()
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(["svg", "png", "mermaid", "dot"]),
    help="How it is written; otherwise as PATH ends, or svg.",
)
@click.option("--language", metavar="TAG", help="With the words of NAME.TAG.yaml beside the rules.")
@click.option("--coverage", is_flag=True, help="Mark what no scenario beside FILE exercises.")
@click.option("--scenario", metavar="NAME", help="Draw this one over it, numbered in its order.")
@click.option("--write", metavar="PATH", help="Write it there instead of printing it.")
def draw(
    file: str,
    form: str | None,
    language: str | None,
    *,
    coverage: bool,
    scenario: str | None,
    write: str | None,
) -> None:
    """
    Draw the life of a partnership: its states, who leads on, and what time does.

    FILE is the path of a rule file, or the name of a workflow that comes with mentorflow. Pictures (svg, png) need
    the extra 'draw'; mermaid and dot are texts and need nothing.

    Exits 0 when it is drawn, 2 when that cannot be done.
    """
    from mentorflow.cli.playing import CannotPlay
    from mentorflow.tools.draw.picture import NoPicture

    try:
        if coverage and scenario is not None:
            give_up("Either --coverage or --scenario: one thing is drawn over another.")
        form = form or "svg" if write is None else _format_of(write, form)
        done = _drawn(*_read(file, language, scenario, coverage=coverage), form)
        _put(done, write, form)
    except (NoFile, OSError) as mistake:
        give_up(in_words(mistake))
    except (CannotPlay, CannotKeep, NoPicture) as why:
        give_up(why)


def _format_of(path: str, form: str | None) -> str:
    """How a file that ends so is written; gives up where that is not known, or something else was asked for."""
    ending = Path(path).suffix
    meant = FORMATS.get(ending.lower())
    endings = [each for each, other in FORMATS.items() if form in {None, other}]
    if meant is None or form not in {None, meant}:
        what = "a picture" if form is None else f"what --format {form} makes"
        give_up(f"'{path}' cannot be drawn: {what} goes into a file that ends in {listed(endings, 'or')}.")
    return meant


def _read(
    file: str, language: str | None, scenario: str | None, *, coverage: bool
) -> tuple[Workflow, Overlay | None]:
    """The rules, and what is laid over them."""
    from mentorflow.cli import playing
    from mentorflow.tools.draw import traces

    if not coverage and scenario is None:
        return playing.flow_of(workflow_file(file), language).workflow, None
    wait(f"playing what stands beside {file}")
    done = playing.played(file, None, scenario, language)
    workflow = done.flow.workflow
    over = traces.coverage(workflow, done.plays) if coverage else traces.history(workflow, done.plays[0])
    return workflow, over


def _drawn(workflow: Workflow, over: Overlay | None, form: str) -> str | bytes:
    from mentorflow.tools.draw import as_dot, as_mermaid, picture
    from mentorflow.tools.draw import draw as tool

    drawing = tool(workflow)
    if form == "mermaid":
        return as_mermaid(drawing, over)
    dot = as_dot(drawing, over)
    if form == "dot":
        return dot
    return picture.svg(dot) if form == "svg" else picture.png(dot)


def _put(done: str | bytes, path: str | None, form: str) -> None:
    """Print it or write it; dots are never poured over a terminal."""
    if path is not None:
        say(kept(Path(path), done))
    elif isinstance(done, str):
        say(done.rstrip("\n"))
    elif sys.stdout.isatty():
        give_up(f"A picture of dots is for a file: add --write NAME.{form}, or > NAME.{form}.")
    else:
        click.echo(done, nl=False)
