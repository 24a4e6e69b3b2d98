"""
The command line: parse, call one function, print, exit.

Anything that could be called without a terminal belongs in another room.
"""

from __future__ import annotations

import sys

try:
    from mentorflow.cli.commands import main
except ModuleNotFoundError as _missing:
    if (_missing.name or "").partition(".")[0] not in {"click", "rich"}:
        raise
    sys.stderr.write("The command line needs click and rich: pip install 'mentorflow[cli]'\n")
    raise SystemExit(2) from None

__all__ = ["main"]
