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


# What the list of commands says of each: short enough for one line of 80 columns.
COMMANDS = (
    (changing.diff, "Say what means something else in NEW than in OLD."),
    (changing.what_if, "Say which row some answers find, why, and why not another."),
    (completing.suggest, "Print the scenarios that are missing, ready to be pasted."),
    (drawing.draw, "Draw the states, who leads on, and what time does."),
    (explaining.explain, "Explain a finding by a small example, and mend the example."),
    (exporting.export, "Write a workflow for other programs, or what is due."),
    (finding.check, "Say what is wrong in rules, scenarios and words."),
    (mutating.mutate, "Say which small changes to the rules no scenario notices."),
    (policies.policy, "Print the rules as a policy in plain English."),
    (starting.init, "Begin rules of your own with a workflow that is there."),
    (telling.play, "Play scenarios, and tell them day by day."),
    (trying.test, "Play all scenarios, and say what none of them exercises."),
    (writing.schema, "Print what an editor needs to help with a rule file."),
    (writing.words, "Print all texts that people read, ready to be translated."),
)

for _command, _in_short in COMMANDS:
    _command.short_help = _in_short
    main.add_command(_command)
