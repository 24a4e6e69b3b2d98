"""
Mentoring partnerships as a finite-state machine whose rules stand in one YAML file.

``load`` a workflow, then ``start`` a partnership and ``fire`` moves; ``check`` tells everything wrong in a file.
The names below are the whole front door; the heavy rooms are imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic, Severity, Span
    from mentorflow.errors import InvalidWorkflow, MentorflowError
    from mentorflow.loading import load, loads
    from mentorflow.proofs.checking import check
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.partnership import Partnership
    from mentorflow.states.records import Notice, Record

__version__ = "0.1.0"

_HOMES = {
    "Decision": "mentorflow.states.decision",
    "Diagnostic": "mentorflow.diagnostics",
    "Flow": "mentorflow.states.flow",
    "InvalidWorkflow": "mentorflow.errors",
    "MentorflowError": "mentorflow.errors",
    "Notice": "mentorflow.states.records",
    "Partnership": "mentorflow.states.partnership",
    "Record": "mentorflow.states.records",
    "Severity": "mentorflow.diagnostics",
    "Span": "mentorflow.diagnostics",
    "check": "mentorflow.proofs.checking",
    "load": "mentorflow.loading",
    "loads": "mentorflow.loading",
}

__all__ = [
    "Decision",
    "Diagnostic",
    "Flow",
    "InvalidWorkflow",
    "MentorflowError",
    "Notice",
    "Partnership",
    "Record",
    "Severity",
    "Span",
    "check",
    "load",
    "loads",
]


def __getattr__(name: str) -> object:
    """Import a name of the front door when it is first used."""
    home = _HOMES.get(name)
    if home is None:
        msg = f"module 'mentorflow' has no attribute {name!r}"
        raise AttributeError(msg)
    import importlib  # noqa: PLC0415 - so that importing mentorflow stays cheap

    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
