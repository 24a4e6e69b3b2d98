"""
``mentorflow explain``: a finding explained by a small file with the mistake, and the file mended.

Thin: one function of ``tools`` is called, and what it says is printed.
"""

from __future__ import annotations

import click

from mentorflow.cli.screen import give_up, show


@click.command()
@click.argument("code", required=False, metavar="[CODE]")
def explain(code: str | None) -> None:
    """
    Explain a finding: why it matters, a small example, and the example mended.

    CODE is the code that stands behind a finding in brackets, such as MF201, or its short name. Without it all
    findings are listed.

    Exits 0 when something is shown, 2 when there is no such finding.
    """
    from mentorflow.tools.explain import asked, shown

    if code is None:
        show(shown.every())
        return
    try:
        found = asked.asked_for(code)
    except asked.NotThere as why:
        give_up(why)
    show(shown.as_lines(found.finding, found.shown, found.others))
