"""
A policy as one HTML file that needs nothing else: it is read on a screen and printed on A4 or Letter alike.

No script, no font, no picture and no address of any kind; every text is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mentorflow.tools.policy.page import BEGIN, END, Bullets, Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.tools.policy.page import Block, Page, Section

# So many short entries stand below each other; more stand in two columns.
FEW = 3
_STYLE = """
:root { color-scheme: light; }
body { font: 10.5pt/1.45 Georgia, "Times New Roman", serif; color: #1d1d1d; background: #fff;
  max-width: 46em; margin: 2.5em auto; padding: 0 1.5em; }
h1, h2, h3, th { font-family: "Helvetica Neue", Arial, sans-serif; line-height: 1.2; break-after: avoid; }
h1 { font-size: 1.9em; margin: 0 0 .4em; }
h2 { font-size: 1.25em; margin: 1.9em 0 .6em; padding-bottom: .25em; color: #1f4e79;
  border-bottom: 1.5px solid #1f4e79; }
h3 { font-size: 1em; margin: 1.2em 0 .3em; }
p, ul { margin: .35em 0; }
ul { padding-left: 1.3em; }
li { margin: .25em 0; break-inside: avoid; }
li::marker { color: #1f4e79; }
.preface { color: #555; font-size: .93em; }
.small { font-size: .92em; }
.two { columns: 2; column-gap: 2.4em; }
.small li { margin: .15em 0; }
table { border-collapse: collapse; width: 100%; margin: .7em 0; font-size: .88em; }
th, td { text-align: left; vertical-align: top; padding: .3em .55em; border-bottom: 1px solid #d5d9de; }
th { font-size: .93em; border-bottom: 1.5px solid #1f4e79; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@page { margin: 15mm; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 9pt; line-height: 1.35; }
  h2 { margin: 1.3em 0 .5em; }
  h3 { margin: .9em 0 .2em; }
  table { margin: .4em 0; }
}
@media (max-width: 40em) { .two { columns: 1; } }
""".strip()


def as_html(page: Page) -> str:
    """The whole page as a file; pure."""
    body = "\n".join((
        f"<h1>{_text(page.title)}</h1>",
        f'<p class="preface">{_text(page.preface)}</p>',
        *map(_section, page.sections),
    ))  # fmt: skip
    head = f'<meta charset="utf-8">\n<title>{escape(page.title)}</title>\n<style>\n{_STYLE}\n</style>'
    shape = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{shape}\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def _section(section: Section) -> str:
    return "\n".join((f"<section>\n<h2>{_text(section.title)}</h2>", *map(_block, section.blocks), "</section>"))


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h3>{_text(block.text)}</h3>"
    if isinstance(block, Bullets):
        kind = f' class="small{" two" if len(block.entries) > FEW else ""}"' if block.small else ""
        return f"<ul{kind}>\n{_lines(f'<li>{_text(entry)}</li>' for entry in block.entries)}\n</ul>"
    if isinstance(block, Table):
        head = f"<thead>\n{_row('th', block.columns)}\n</thead>"
        return f"<table>\n{head}\n<tbody>\n{_lines(_row('td', row) for row in block.rows)}\n</tbody>\n</table>"
    return f"<p>{_text(block.text)}</p>"


def _row(cell: str, texts: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<{cell}>{_text(text)}</{cell}>' for text in texts)}</tr>"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _text(text: str) -> str:
    return escape(" ".join(text.split())).replace(BEGIN, "<em>").replace(END, "</em>")
