"""
What reading an answer may depend on: the local date of the act, and the limits of this partnership.

Worked out only when an answer needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.calendar import Duration, local_date
from mentorflow.rules.meaning import limit_value

if TYPE_CHECKING:
    import datetime as dt

    from mentorflow.states.partnership import Partnership
    from mentorflow.states.plan import Plan


@attrs.define(eq=False)
class Ground:
    """The day and the limits that answers given at an instant are read against."""

    plan: Plan
    p: Partnership
    us: int

    @property
    def today(self) -> dt.date:
        """The local date of the act, in the workflow's zone."""
        return local_date(self.us, self.plan.workflow.timezone)

    def length(self, written: Duration | str) -> Duration:
        """A length of time, or the one that a limit has for this partnership."""
        if isinstance(written, Duration):
            return written
        value = limit_value(self.plan.layout, self.p.limits, written)
        return value if isinstance(value, Duration) else Duration()
