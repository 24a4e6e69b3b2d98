"""
What some answers would do, laid out for people.

Only layout: what is said stands in the findings themselves.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mentorflow.plays.timeline import WIDTH, Line
from mentorflow.rules.english import listed, plain
from mentorflow.rules.workflow import BACK, STAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Routing, Row, Who
    from mentorflow.tools.what_if import Found, WhatIf
    from mentorflow.tools.what_if.ways import Missing


def as_lines(found: WhatIf) -> Iterator[Line]:
    """Table by table the row, why, and why not the others; then what is to be said of single answers."""
    for number, each in enumerate(found.found):
        if number:
            yield Line("", "")
        yield from _table(each)
    yield from _counts(found)
    for state, to, span in found.leads:
        yield from _wrapped(f"In '{state}', once it is complete, it leads {_to(to)} ({span.place}).", "", "title")
    if not found.found and not found.leads:
        yield from _wrapped("No state waits for this form.", "", "title")
    if found.notes:
        yield Line("", "")
        for note in found.notes:
            yield from _wrapped(note, "", "reason")


def _table(found: Found) -> Iterator[Line]:
    whose = f" for the copy of {plain(found.role)}" if found.role else ""
    if found.row is None:
        targets = listed(dict.fromkeys(_leads(found.table, row) for row in found.rows))
        yield from _wrapped(f"'{found.table.name}'{whose} may lead {targets}: that is open.", "", "title")
        for missing in found.missing:
            yield from _missing(found, missing)
        return
    row = found.row
    yield from _wrapped(f"'{found.table.name}'{whose} leads {_to(row.to)} ({row.span.place})", "", "title")
    yield from _wrapped(f"because {found.why}.", "  ", "")
    for line in _follows(row):
        yield from _wrapped(line, "  ", "notice")
    for other in found.others:
        better = f" It would be {other.otherwise}." if other.otherwise else ""
        yield from _wrapped(f"Not {_to(other.row.to)} ({other.row.span.place}): {other.why}.{better}", "", "reason")


def _missing(found: Found, missing: Missing) -> Iterator[Line]:
    if not missing.ways:
        yield from _wrapped(f"'{missing.name}' is missing, and matters together with others.", "  ", "next")
        return
    yield from _wrapped(f"'{missing.name}' is missing:", "  ", "next")
    for value, rows in missing.ways:
        targets = dict.fromkeys(_leads(found.table, row) for row in rows)
        yield from _wrapped(f"{value}: {listed(targets)}", "    ", "")


def _follows(row: Row) -> Iterator[str]:
    """What happens besides where a row is taken."""
    if row.reopen:
        yield f"'{row.reopen}' is filled in afresh."
    if row.tell:
        yield f"Told: {_people(row.tell)}."
    if row.effects:
        yield f"Asked of the application: {listed(row.effects, 'and')}."


def _counts(found: WhatIf) -> Iterator[Line]:
    """Where the copies of the partners lead to different rows, which one counts."""
    taken = [(each, each.rows[0]) for each in found.found if each.role is not None and each.row is not None]
    tables = {each.table.name for each, _ in taken}
    for name in sorted(tables):
        here = [(row, each) for each, row in taken if each.table.name == name]
        if len({row for row, _ in here}) > 1:
            _, first = min(here, key=lambda pair: pair[0])
            yield from _wrapped(
                f"The copy of {plain(first.role or '')} counts: its row stands higher up.", "", "title"
            )


def _people(who: Who) -> str:
    return listed((plain(part) for part in who.parts), "and")


def _leads(table: Routing, row: int) -> str:
    """Where a row leads; with its line where another one leads there too."""
    to = table.rows[row].to
    alike = sum(other.to == to for other in table.rows) > 1
    return f"{_to(to)} (line {table.rows[row].span.line})" if alike else _to(to)


def _to(to: str) -> str:
    return {STAY: "to staying there", BACK: "back to the state before"}.get(to, f"to '{to}'")


def _wrapped(text: str, indent: str, tone: str) -> Iterator[Line]:
    for line in textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False,
        break_on_hyphens=False,
    ):  # fmt: skip
        yield Line(line, tone)
