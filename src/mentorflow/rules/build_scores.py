"""
Which answers to a question count as unfavorable.

Part of the builder; that the others of its form are scored as well is looked at in ``build_forms``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.diagnostics import Suggestion
from mentorflow.rules.blocks import block
from mentorflow.rules.build_conditions import compared
from mentorflow.rules.build_fields import CHOICES, KIND_TITLES, options_of
from mentorflow.rules.notation import NEVER
from mentorflow.rules.reading import yes_or_no
from mentorflow.rules.traps import comparison_sign
from mentorflow.rules.workflow import Fact, LengthOfTime, Tick, WholeNumber

if TYPE_CHECKING:
    from mentorflow.rules.blocks import Named
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node
    from mentorflow.rules.workflow import Kind, Test


def unfavorable(desk: Desk, form: str, named: Named, kind: Kind) -> tuple[str, ...] | Test | None:
    """Which answers to a question are unfavorable; None for ``never`` and where nothing is said."""
    node = named.block.get("unfavorable")
    if node is None or node.text == NEVER:
        return None
    subject = Fact("field", named.name, form)
    if isinstance(kind, CHOICES) and node.kind != "block":
        return options_of(desk, node, kind)
    if isinstance(kind, Tick) and node.kind == "text":
        return ("yes",) if desk.take(yes_or_no(node), otherwise=True) else ("no",)
    if isinstance(kind, WholeNumber | LengthOfTime):
        node = desk.mended(comparison_sign(node)) or node
        if node.kind == "block":
            return _one_comparison(desk, named, subject, kind, node)
    if isinstance(kind, (WholeNumber, LengthOfTime, Tick, *CHOICES)):
        message = "this does not say which answers are unfavorable."
        desk.report("wrong-shape", message, node.span, way_out=f"Put {_scored_by(kind)} there.")
    else:
        message = f"no answer can be unfavorable here: '{named.name}' asks for {KIND_TITLES[type(kind)]}."
        desk.report("does-not-fit", message, node.span, way_out=Suggestion("Score a choice, a number or a tick."))
    return None


def _scored_by(kind: Kind) -> str:
    if isinstance(kind, Tick):
        return "yes or no"
    return "choices of the question" if isinstance(kind, CHOICES) else "a comparison such as {more_than: 3}"


def _one_comparison(desk: Desk, named: Named, subject: Fact, kind: Kind, node: Node) -> Test | None:
    made = block(desk, node, "comparison", f"'unfavorable' of '{named.name}'", node.span)
    tests = compared(desk, made, subject, kind)
    if len(tests) > 1:
        message = f"'unfavorable' of '{named.name}' holds more than one comparison."
        desk.report("two-comparisons", message, tests[1].span, way_out="Keep one of them.")
    return tests[0] if tests else None
