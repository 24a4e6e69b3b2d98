"""
Routing tables: rows, what they ask, and where they lead.

Part of the builder; that exactly one row fits is proved in ``tables``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentorflow.rules.blocks import Named, block, pairs
from mentorflow.rules.build_deadlines import effects, target
from mentorflow.rules.build_people import TOLD, who
from mentorflow.rules.reading import Read, one_of, yes_or_no
from mentorflow.rules.workflow import EACH, STAY, Who

if TYPE_CHECKING:
    from mentorflow.rules.blocks import Block
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node


def routing(desk: Desk, opened: Named) -> dict[str, Any]:
    """A table; the form its rows are for is found out once all conditions are known."""
    made, name = opened.block, opened.name
    with desk.watched("routing", name):
        made.read(desk, "row_for", _row_for, None)
        node = made.get("rows")
        items = () if node is None else node.items
        rows = [_row(desk, name, item) for item in items]
    row_for = made.get("row_for")
    whose = None if row_for is None else Who((EACH,), row_for.span)
    return {"name": name, "rows": rows, "row_for": whose, "form": None, "span": opened.span}


def _row_for(node: Node) -> Read[str]:
    return one_of(node, (EACH,))


def _row(desk: Desk, name: str, node: Node) -> dict[str, Any]:
    span = node.pairs[0][0].span
    made = block(desk, node, "row", f"this row of '{name}'", span)
    to, reopen = made.get("to"), made.get("reopen")
    leads_to = STAY if to is None else target(desk, to, "row", (name,), families=("state",), words=(STAY,))
    return {
        "cells": _cells(desk, name, made),
        "to": leads_to,
        "tell": who(desk, made, "tell", TOLD),
        "effects": effects(desk, made),
        "reopen": None if reopen is None else desk.find(reopen, "form"),
        "span": node.span,
    }


def _cells(desk: Desk, name: str, made: Block) -> list[dict[str, Any]]:
    cells = []
    for key, value in pairs(made.get("if")):
        condition = desk.use(key, routing=name)
        wanted = desk.take(yes_or_no(value), otherwise=True)
        if condition is not None:
            cells.append({"condition": condition, "wanted": wanted, "span": key.span})
    return cells
