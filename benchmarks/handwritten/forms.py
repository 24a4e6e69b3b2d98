"""The hand-written forms: windows, sheets, signatures, and where a complete form leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from benchmarks.handwritten import answers as sheets_of
from benchmarks.handwritten.fold import fold
from benchmarks.handwritten.routing import AFTER_CHECK_UP, AFTER_REVIEW, after_check_up, after_review
from benchmarks.handwritten.saying import (
    ENDED,
    EPOCH,
    MICROSECOND,
    PARTNERS,
    enter_recovering,
    notices,
    refused,
    role_of,
)  # fmt: skip
from benchmarks.handwritten.values import FIRST, MADE, NOTHING, Change, Decision, Record, Round, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.handwritten.values import Answers, Notice, Partnership, Rows

HERE = ZoneInfo("America/New_York")
FILLERS = {
    "agreement": ("mentee",),
    "check_up": PARTNERS,
    "recovery_plan": PARTNERS,
    "mid_point_review": PARTNERS,
}
CHECKS = {
    "agreement": sheets_of.agreement,
    "check_up": sheets_of.check_up,
    "recovery_plan": sheets_of.recovery_plan,
    "mid_point_review": sheets_of.review,
}
WAITED_FOR = {
    "matched": frozenset({"agreement"}),
    "agreed": frozenset({"plan", "check_up"}),
    "planned": frozenset({"check_up"}),
    "recovering": frozenset({"recovery_plan"}),
    "checked_up": frozenset({"mid_point_review"}),
    "renewed": frozenset({"mid_point_review"}),
}  # fmt: skip


def round_of(p: Partnership, form: str) -> Round | None:
    """The present round of a form; None where somebody has to open it first."""
    found: Round | None = getattr(p.forms, form)
    return FIRST if found is None and form == "recovery_plan" else found


def _is_open(p: Partnership, form: str, given: Round | None) -> bool:
    """Whether somebody opened it and the partnership has come so far."""
    if given is None or not given.open or p.state in ENDED:
        return False
    reached = p.moments
    if form == "agreement":
        return reached.matched is not None
    if form == "check_up":
        return reached.agreed is not None
    return reached.recovering is not None if form == "recovery_plan" else reached.checked_up is not None


def open_form(p: Partnership, form: str, by: str, now: int) -> Decision:
    """Open a form."""
    if by not in p.people.coordinator:
        return refused(p, "role", form)
    given = round_of(p, form)
    if given is not None and given.open:
        return refused(p, "window", form)
    told = notices(p.people, "opened", form, FILLERS[form]) if _is_open(p, form, Round(open=True)) else NOTHING
    record = Record(
        p.seq + 1, now, "open", form, by, "coordinator", NOTHING, None, NOTHING, NOTHING, NOTHING, told, NOTHING, MADE
    )
    return Decision("recorded", fold(p, record), record, NOTHING, NOTHING)


def submit(p: Partnership, form: str, given: Mapping[str, Any], by: str, now: int) -> Decision:
    """Check a sheet and hand it in."""
    role = role_of(p.people, by, FILLERS[form])
    if role is None:
        return refused(p, "role", form)
    if not takes_sheets(p, form):
        return refused(p, "window", form)
    today = (EPOCH + MICROSECOND * now).astimezone(HERE).date()
    sheet, wrong = CHECKS[form](given, p, today)
    if wrong:
        return refused(p, "answer", *wrong)
    return handed_in(p, form, sheet, by, role, now)


def takes_sheets(p: Partnership, form: str) -> bool:
    """Whether a sheet may be handed in now."""
    before = round_of(p, form)
    return before is not None and _is_open(p, form, before) and (form == "agreement" or not before.consumed)


def handed_in(p: Partnership, form: str, sheet: Answers, by: str, role: str, now: int) -> Decision:
    """A sheet that was found to be in order."""
    before = round_of(p, form) or FIRST
    told = notices(p.people, "told", form, ("mentor",)) if form == "agreement" else NOTHING
    done = False
    if form in {"check_up", "mid_point_review"}:
        owed = {*p.people.mentee, *p.people.mentor} - {by}
        done = owed.issubset({other.person for other in before.sheets})
    return _recorded(p, "submit", form, by, role, now, sheet, told, done=done)


def sign(p: Partnership, form: str, by: str, now: int) -> Decision:
    """Sign a form."""
    role = role_of(p.people, by, PARTNERS)
    if role is None:
        return refused(p, "role", form)
    before = round_of(p, form)
    if before is None or not _is_open(p, form, before) or not before.sheets or by in before.signed:
        return refused(p, "window", form)
    done = {*before.signed, by}.issuperset(p.people.mentee + p.people.mentor)
    return _recorded(p, "sign", form, by, role, now, None, NOTHING, done=done)


def _recorded(
    p: Partnership, kind: str, form: str, by: str, role: str, now: int, sheet: Answers | None,
    told: tuple[Notice, ...], *, done: bool,
) -> Decision:  # fmt: skip
    """The record of a sheet or a signature, with where a form that became complete leads."""
    change, entered, rows = MADE, NOTHING, NOTHING
    if done:
        change = Change(completed=(form,))
        if form in WAITED_FOR.get(p.state, NOTHING):
            to, rows, further = _leads_to(p, form, by, sheet, now)
            told += further
            if to != "stay":
                entered = (to,)
                told, change = _entered(p, to, told, change)
    record = Record(
        p.seq + 1, now, kind, form, by, role, NOTHING, sheet, entered, rows, NOTHING, told, NOTHING, change
    )
    return Decision("moved" if entered else "recorded", fold(p, record), record, NOTHING, NOTHING)


def _leads_to(
    p: Partnership, form: str, by: str, sheet: Answers | None, now: int
) -> tuple[str, Rows, tuple[Notice, ...]]:
    """Where a completed form leads, the rows that were taken, and who is told of it."""
    if form == "agreement":
        return "agreed", NOTHING, NOTHING
    if form == "recovery_plan":
        return "checked_up", NOTHING, NOTHING
    before: Round = getattr(p.forms, form)
    assert sheet is not None
    if form == "mid_point_review":
        others = tuple(other for other in before.sheets if other.person != by)
        row = after_review((*others, Sheet(by, "", sheet, p.seq + 1)))
        told = notices(p.people, "told", "after_review", (("coordinator",), ("mentee",), NOTHING)[row])
        return AFTER_REVIEW[row], (("after_review", row, None),), told
    found = {other.person: after_check_up(p, None, now, other.answers) for other in before.sheets}
    found[by] = after_check_up(p, None, now, sheet)
    who = min(found, key=found.__getitem__)
    row = found[who]
    told = notices(p.people, "told", "after_check_up", ("coordinator",)) if row <= 1 else NOTHING
    return AFTER_CHECK_UP[row], (("after_check_up", row, who),), told


def _entered(p: Partnership, to: str, told: tuple[Notice, ...], change: Change) -> tuple[tuple[Notice, ...], Change]:
    """What a state brings when it is entered: forms that open, and a new round of what it waits for."""
    if to == "recovering":
        return enter_recovering(p, told, change)
    if to == "agreed" and p.moments.agreed is None and p.forms.check_up is not None:
        return told + notices(p.people, "opened", "check_up", PARTNERS), change
    if to in {"checked_up", "renewed"}:
        review = p.forms.mid_point_review
        used = review is not None and (review.consumed or "mid_point_review" in change.completed)
        if used:
            told += notices(p.people, "opened", "mid_point_review", PARTNERS)
            return told, Change(change.made, change.completed, ("mid_point_review",))
    return told, change
