"""
The commands, put together: each stands in a room of its own, which parses its words, calls, prints and exits.

0 means that all is well, 1 that something has to be mended, 2 that it could not be run at all.
Each command imports what it needs when it is run, so that a check is not kept waiting for what plays.
"""

from __future__ import annotations

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
    telling,
    trying,
    writing,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="mentorflow")
def main() -> None:
    """Mentoring partnerships whose rules stand in one YAML file."""


for command in (
    changing.diff,
    changing.what_if,
    completing.suggest,
    drawing.draw,
    explaining.explain,
    exporting.export,
    finding.check,
    mutating.mutate,
    policies.policy,
    starting.init,
    telling.play,
    trying.test,
    writing.schema,
    writing.words,
):
    main.add_command(command)
