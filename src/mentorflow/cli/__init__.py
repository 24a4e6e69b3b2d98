"""
The command line: parse, call one function, print, exit.

Anything that could be called without a terminal belongs in another room.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

try:
    from mentorflow.cli.commands import main
except ModuleNotFoundError as _missing:
    if (_missing.name or "").partition(".")[0] != "click":
        raise
    _LACKING = True
else:
    # It is imported when something is printed with it, and said to be missing at once.
    _LACKING = find_spec("rich") is None

if _LACKING:
    sys.stderr.write("The command line needs click and rich: pip install 'mentorflow[cli]'\n")
    raise SystemExit(2)

__all__ = ["main"]
