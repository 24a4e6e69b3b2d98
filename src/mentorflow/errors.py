"""
The exceptions: each means that a programmer made a mistake, or that a file cannot be used.

What a person may not do is never an exception; that is a ``Decision`` with its refusals.

    MentorflowError
    ├── InvalidWorkflow      the rule file has errors; carries every diagnostic       (ValueError)
    ├── UnknownName          no such trigger, form, field, role, condition or fact    (LookupError)
    ├── BadMoment            an instant without a time zone, or time running backwards (ValueError)
    ├── BadFact              a host fact missing, undeclared or of the wrong kind     (ValueError)
    ├── BadArgument          anything else handed over that cannot be meant           (ValueError)
    ├── BadRecord            stored data that is not what this version wrote          (ValueError)
    └── WorkflowMismatch     a partnership or record of another workflow              (ValueError)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import as_text

if TYPE_CHECKING:
    from mentorflow.diagnostics import Diagnostic


class MentorflowError(Exception):
    """The root of all mentorflow exceptions."""


class InvalidWorkflow(MentorflowError, ValueError):
    """
    Raised by ``load`` when a rule file has errors; *diagnostics* holds all findings, in order of place.

    As a text it says the errors as ``mentorflow check`` prints them, quoting the lines of *text* where that is given.
    """

    def __init__(self, file: str, diagnostics: tuple[Diagnostic, ...], text: str = "") -> None:
        super().__init__(file, diagnostics, text)
        self.file = file
        self.diagnostics = diagnostics
        self.text = text

    def __str__(self) -> str:
        errors = [diagnostic for diagnostic in self.diagnostics if diagnostic.is_error]
        return f"{self.file} cannot be used:\n\n{as_text(errors, {each.span.file: self.text for each in errors})}"


class UnknownName(MentorflowError, LookupError):
    """Raised when a call names something the workflow does not have; *known* lists what stands there instead."""

    def __init__(self, kind: str, name: object, known: tuple[str, ...], nearest: str | None = None) -> None:
        super().__init__(kind, name, known, nearest)
        self.kind = kind
        self.name = name
        self.known = known
        self.nearest = nearest

    def __str__(self) -> str:
        ask = (
            f" Did you mean {self.nearest!r}?" if self.nearest else f" There are: {', '.join(self.known) or 'none'}."
        )
        return f"there is no {self.kind} called {self.name!r}.{ask}"


class BadMoment(MentorflowError, ValueError):
    """Raised when an instant has no time zone, or lies before the last record of the partnership."""


class BadFact(MentorflowError, ValueError):
    """Raised when a host fact that must be known is missing, is not declared, or has a value outside its kind."""


class BadArgument(MentorflowError, ValueError):
    """Raised when an argument of a call cannot be meant, such as a limit that may not be set or a missing role."""


class BadRecord(MentorflowError, ValueError):
    """Raised when stored data cannot be read back, or when a history has a gap or the wrong order."""


class WorkflowMismatch(MentorflowError, ValueError):
    """
    Raised when a partnership or a record was made under another meaning of the rules.

    *expected* is the digest of the rules at hand, which *workflow* and *version* name; *found* that of the others.
    """

    def __init__(self, expected: str, found: str, workflow: str, version: str) -> None:
        super().__init__(expected, found, workflow, version)
        self.expected = expected
        self.found = found
        self.workflow = workflow
        self.version = version

    def __str__(self) -> str:
        return (
            f"made under other rules (digest {self.found[:12]}) than these,"
            f" which are '{self.workflow}' version {self.version} (digest {self.expected[:12]})."
            " A partnership stays under the rules it began with: keep that file beside the new one,"
            " and choose the flow by the digest of the partnership."
        )
