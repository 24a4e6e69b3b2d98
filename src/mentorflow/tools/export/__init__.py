"""
A workflow for other programs: a machine for XState v5, and what is due as calendar entries.

``machine`` makes the machine as data; ``interpreter`` is the one piece of JavaScript that all of them share.
Nothing here knows of files, terminals or commands, and no key of the notation is read but through the edges and the
formulas of the proofs.
"""

from __future__ import annotations

from mentorflow.tools.export.xstate import Machine, interpreter, machine

__all__ = ["Machine", "interpreter", "machine"]
