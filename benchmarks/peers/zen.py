"""zen-engine: the table after the check-up as a decision model, and as one compiled expression."""

from __future__ import annotations

import itertools
import json
from typing import Any

import zen

from benchmarks.handwritten.answers import LASTING

NAME = "zen-engine"
LEAVES_OUT = (
    "decides only: no states, people, forms, time or history; a gap or an overlap between rows is not found; the "
    "count of unfavorable answers is written out by the developer"
)
UNFAVORABLE = (
    "(fit in ['fair', 'poor'] ? 1 : 0) + (meetings_a_month < agreed_meetings ? 1 : 0) + (energized == 'no' ? 1 : 0)"
    " + (time_well_spent == 'no' ? 1 : 0) + (cancelled_in_a_row > 3 ? 1 : 0)"
)
LASTS = f"some(obstacles, # in {list(LASTING)!r})"
EXPRESSION = f"({UNFAVORABLE}) <= 2 ? 3 : len(obstacles) == 0 ? 1 : {LASTS} ? 0 : 2"
ROWS = (("<= 2", "", "", 3), ("> 2", "0", "", 1), ("> 2", "> 0", "true", 0), ("> 2", "> 0", "false", 2))
FIELDS = (
    "fit", "meetings_a_month", "energized", "time_well_spent", "cancelled_in_a_row", "obstacles", "in_own_words",
)  # fmt: skip


def _node(kind: str, name: str, **content: object) -> dict[str, Any]:
    return {"id": name, "type": kind, "name": name, "position": {"x": 0, "y": 0}, **content}


def _model() -> dict[str, Any]:
    derived = [("unfavorable", UNFAVORABLE), ("named", "len(obstacles)"), ("lasting", LASTS)]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "type": "expression", "field": name} for name, _ in derived],
        "outputs": [{"id": "row", "name": "row", "type": "expression", "field": "row"}],
        "rules": [
            {"_id": f"rule {to}", "unfavorable": count, "named": named, "lasting": lasting, "row": str(to)}
            for count, named, lasting, to in ROWS
        ],
    }
    expressions = [{"id": name, "key": name, "value": value} for name, value in derived]
    steps = [
        _node("inputNode", "answers"),
        _node("expressionNode", "derived", content={"expressions": expressions}),
        _node("decisionTableNode", "after_check_up", content=table),
        _node("outputNode", "row"),
    ]
    edges = [
        {"id": f"to {after['id']}", "type": "edge", "sourceId": before["id"], "targetId": after["id"]}
        for before, after in itertools.pairwise(steps)
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": steps, "edges": edges}


def facts(sheet: tuple[Any, ...], agreed_meetings: int) -> dict[str, Any]:
    """The answers by name, as this library wants them."""
    named = dict(zip(FIELDS, sheet, strict=True))
    return {**named, "obstacles": list(named["obstacles"] or ()), "agreed_meetings": agreed_meetings}


class Table:
    """The decision model."""

    def __init__(self) -> None:
        self.decision = zen.ZenEngine().create_decision(json.dumps(_model()))

    def row(self, given: dict[str, Any]) -> int:
        """The row that fits."""
        return int(self.decision.evaluate(given)["result"]["row"])


class Expression:
    """The compiled expression."""

    def __init__(self) -> None:
        self.expression = zen.compile_expression(EXPRESSION)

    def row(self, given: dict[str, Any]) -> int:
        """The row that fits."""
        return int(self.expression.evaluate(given))
