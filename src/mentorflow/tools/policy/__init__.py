"""
A rule file read back as a policy that can be handed out: a page of plain English made from the rules alone.

``policy`` makes the page, ``as_markdown`` and ``as_html`` write it down; all are pure and know nothing of files,
terminals or commands.
No sentence says anything that the rules do not say, and nothing is left out that people go by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.tools.policy.asked import asked
from mentorflow.tools.policy.course import any_time, course
from mentorflow.tools.policy.due import due
from mentorflow.tools.policy.endings import application, endings, limits
from mentorflow.tools.policy.html import as_html
from mentorflow.tools.policy.leads import leads
from mentorflow.tools.policy.markdown import as_markdown
from mentorflow.tools.policy.page import Page
from mentorflow.tools.policy.people import may, purpose, seen

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Workflow

__all__ = ["as_html", "as_markdown", "policy"]

PREFACE = (
    "Version {version} of the rules. What must be so is a condition; what should be so is advice: without it a step"
    " is still accepted, and the lack is noted. Stages, forms and steps are written in italics."
)


def policy(workflow: Workflow) -> Page:
    """The policy of a workflow, in the words it is shown in; the sentences themselves are English. Pure."""
    parts = {
        purpose: workflow.roles,
        course: workflow.states,
        any_time: workflow.moves,
        may: workflow.states,
        leads: workflow.routing,
        asked: workflow.forms,
        due: any(True for _ in workflow.every_deadline()),
        seen: workflow.forms,
        endings: any(state.final is not None for state in workflow.states),
        application: (*workflow.facts, *workflow.effects),
        limits: workflow.limits,
    }
    sections = tuple(part(workflow) for part, there in parts.items() if there)
    return Page(workflow.title, PREFACE.format(version=workflow.version), sections)
