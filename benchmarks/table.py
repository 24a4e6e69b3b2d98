"""One table for all that one run measured: what, how long, beside what, the bound, and whether it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

MICRO = 1e6
NANO = 1e9
HEAD = ("what", "figure", "ratio", "bound", "", "beside")


@attrs.frozen
class Row:
    """
    One line.

    *figure* is what was measured here, on this machine; *ratio* is what can be compared between machines (or the
    figure again, where the bound is absolute); *bound* is None where the row is for information.
    *beside* names the contestant it is compared with.
    """

    what: str
    figure: str
    ratio: float | None
    bound: float | None
    beside: str
    unit: str = "x"

    @property
    def holds(self) -> bool:
        """Whether the bound is kept; a row for information always holds."""
        return self.bound is None or (self.ratio is not None and self.ratio <= self.bound)

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the line."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}{self.unit}" if self.unit == "x" else ""
        bound = "" if self.bound is None else f"{self.bound:g}{self.unit if self.unit == 'x' else ' ' + self.unit}"
        verdict = "" if self.bound is None else "holds" if self.holds else "BROKEN"
        return (self.what, self.figure, ratio, bound, verdict, self.beside)


def microseconds(seconds: float) -> str:
    """``3.21 us``."""
    return f"{seconds * MICRO:.2f} us"


def nanoseconds(seconds: float) -> str:
    """``321 ns``."""
    return f"{seconds * NANO:.0f} ns"


def milliseconds(seconds: float) -> str:
    """``3.2 ms``."""
    return f"{seconds * 1e3:.1f} ms"


def text(rows: Iterable[Row]) -> str:
    """The table, with columns as wide as they need to be."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    right = {1, 2, 3}
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
