"""
The command line: parse, call one function, print, exit.

Anything that could be called without a terminal belongs in another room.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``mentorflow`` with the arguments of the process; ends the process with its exit code."""
    try:
        from mentorflow.cli.commands import mentorflow  # noqa: PLC0415  only the command line needs click and rich
    except ModuleNotFoundError as missing:
        if missing.name not in {"click", "rich"}:
            raise
        sys.exit("The command line needs click and rich: pip install 'mentorflow[cli]'")
    mentorflow()
