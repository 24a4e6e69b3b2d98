"""The routing tables of a rule file that is drawn: one question after another, so that exactly one row fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.testing import statements
from mentorflow.testing.statements import EACH

if TYPE_CHECKING:
    from mentorflow.testing.draft import Draft, Keys

YES, NO = "yes", "no"


def after_form(draft: Draft, form: str, targets: list[str], *, sure: bool) -> str:
    """A table for what was answered in a form; *sure* says that it is complete."""
    copies = sure and draft["forms"][form]["filled_in_by"] == EACH and draft.drawing.chance(60)
    asked = [statements.answered(draft, form, at_hand=copies, sure=sure)]
    read = tuple(
        each for each in statements.readable(draft, form) if f"{form}.{each}" in str(draft["conditions"][asked[0]])
    )
    if read and len(read) < len(statements.readable(draft, form)) and draft.drawing.chance(40):
        asked.append(statements.answered(draft, form, at_hand=copies, sure=sure, whole=False, besides=read))
    # Where a deadline may have led here, there is nobody whom the application could be asked by.
    if not draft.falls and draft.drawing.chance(15):
        asked.append(statements.told(draft))
    keys: Keys = {"row_for": EACH} if copies else {}
    name = draft.add("routing", "table", {**keys, "rows": _rows(draft, asked, targets)})
    for row in draft["routing"][name]["rows"]:
        if row["to"] == "stay" and draft.drawing.chance(60):
            row["reopen"] = form
    return name


def after_move(draft: Draft, targets: list[str], conditions: list[str]) -> str:
    """A table for what holds when a move is made."""
    return draft.add("routing", "table", {"rows": _rows(draft, conditions, targets)})


def _rows(draft: Draft, asked: list[str], targets: list[str]) -> list[Keys]:
    """One row for each condition and one for none of them; the first of the targets is surely led to."""
    asked = list(dict.fromkeys(asked))
    first = draft.drawing.one((YES, NO))
    rows: list[Keys] = []
    for number, condition in enumerate(asked):
        before = {each: _other(first) for each in asked[:number]}
        rows.append({"if": {**before, condition: first}})
    rows.append({"if": dict.fromkeys(asked, _other(first))})
    for number, row in enumerate(rows):
        row["to"] = targets[0] if number == 0 else draft.drawing.one(targets)
        if draft.drawing.chance(20):
            row["tell"] = draft.drawing.one((EACH, [draft.role("staff")]))
        if draft.drawing.chance(15):
            row["effect"] = [draft.effect()]
    return rows


def _other(word: str) -> str:
    return NO if word == YES else YES
