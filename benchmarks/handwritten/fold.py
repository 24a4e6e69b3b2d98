"""The hand-written fold: the only writer of a changed partnership; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.handwritten.values import FIRST, NOTHING, Forms, Moment, Moments, Partnership, Round, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.handwritten.values import Record

HOUR = 3_600_000_000
DAY = 24 * HOUR
NEVER = 1 << 62
PROGRAM_DAYS = 365
# Calendar days end at midnight somewhere: an instant so many days on is never reached more than two days early.
SLACK = 2
EMPTY_FORMS = Forms()
EMPTY_MOMENTS = Moments()


def fold(p: Partnership | None, record: Record) -> Partnership:
    """The partnership after one more record."""
    if p is None:
        return started(record)
    kind = record.kind
    if kind == "move":
        return _moved(p, record)
    if kind == "submit":
        return _submitted(p, record)
    if kind == "sign":
        return _signed(p, record)
    return _opened(p, record)


def replay(records: Iterable[Record]) -> Partnership:
    """The partnership that a history tells of."""
    p: Partnership | None = None
    for record in records:
        p = fold(p, record)
    assert p is not None
    return p


def started(record: Record) -> Partnership:
    """The partnership that a first record begins."""
    assert record.origin is not None
    name, people = record.origin
    at = record.at
    return Partnership(
        name, "requested", None, 1, at, 1, at, people, EMPTY_MOMENTS, EMPTY_FORMS, 0, PROGRAM_DAYS, NOTHING,
        at + 48 * HOUR,
    )  # fmt: skip


def _moved(p: Partnership, record: Record) -> Partnership:
    change = record.change
    if not change.made:
        return Partnership(
            p.id, p.state, p.came_from, record.seq, record.at, p.entered_seq, p.entered_at, p.people, p.moments,
            p.forms, p.tries, p.program_days, (*p.halves, record.by), p.wake,
        )  # fmt: skip
    tries = p.tries
    name = record.name
    if name == "no_answer":
        tries += 1
    elif name == "answered":
        tries = 0
    days = p.program_days if change.program_days is None else change.program_days
    return _after(p, record, p.forms, tries, days)


def _submitted(p: Partnership, record: Record) -> Partnership:
    form = record.name
    before: Round = getattr(p.forms, form) or FIRST
    assert record.answers is not None
    sheet = Sheet(record.by, record.role, record.answers, record.seq)
    kept = before.sheets
    if form in {"check_up", "mid_point_review"}:
        sheets = (*(other for other in kept if other.person != record.by), sheet)
    else:
        sheets = (sheet,)
    done = form in record.change.completed
    after = Round(before.number, before.open, sheets, NOTHING, done, done and bool(record.entered), record.seq)
    return _after(p, record, _with(p.forms, form, after), p.tries, p.program_days)


def _signed(p: Partnership, record: Record) -> Partnership:
    form = record.name
    before: Round = getattr(p.forms, form)
    done = form in record.change.completed
    after = Round(
        before.number, before.open, before.sheets, (*before.signed, record.by), done, done and bool(record.entered),
        before.changed,
    )  # fmt: skip
    return _after(p, record, _with(p.forms, form, after), p.tries, p.program_days)


def _opened(p: Partnership, record: Record) -> Partnership:
    return _after(p, record, _with(p.forms, record.name, Round(open=True)), p.tries, p.program_days)


def _with(forms: Forms, name: str, after: Round) -> Forms:
    return Forms(
        after if name == "agreement" else forms.agreement,
        after if name == "plan" else forms.plan,
        after if name == "check_up" else forms.check_up,
        after if name == "recovery_plan" else forms.recovery_plan,
        after if name == "mid_point_review" else forms.mid_point_review,
        after if name == "end_evaluation" else forms.end_evaluation,
    )


def _after(p: Partnership, record: Record, forms: Forms, tries: int, days: int) -> Partnership:
    """The partnership with the states entered, the moments passed and the rounds begun by a record."""
    entered, change = record.entered, record.change
    if not entered and not change.completed and days == p.program_days:
        return Partnership(
            p.id, p.state, p.came_from, record.seq, record.at, p.entered_seq, p.entered_at, p.people, p.moments,
            forms, tries, days, p.halves, p.wake,
        )  # fmt: skip
    moments, seq, at = p.moments, record.seq, record.at
    if "mid_point_review" in change.completed:
        moments = _reached(moments, "mid_point_review", seq, at)
    for state in entered:
        moments = _reached(moments, state, seq, at)
    for form in change.reopened:
        last: Round = getattr(forms, form)
        forms = _with(forms, form, Round(last.number + 1, last.open))
    if not entered:
        return Partnership(
            p.id, p.state, p.came_from, seq, at, p.entered_seq, p.entered_at, p.people, moments, forms, tries, days,
            p.halves, wake(p.state, p.entered_at, moments, forms, days),
        )  # fmt: skip
    state = entered[-1]
    return Partnership(
        p.id, state, p.state, seq, at, seq, at, p.people, moments, forms, tries, days, NOTHING,
        wake(state, at, moments, forms, days),
    )  # fmt: skip


def _reached(moments: Moments, name: str, seq: int, at: int) -> Moments:
    """The moments with one more: a state entered or the review made."""
    return Moments(
        _again(moments.matched, seq, at) if name == "matched" else moments.matched,
        _again(moments.agreed, seq, at) if name == "agreed" else moments.agreed,
        _again(moments.recovering, seq, at) if name == "recovering" else moments.recovering,
        _again(moments.with_coordinator, seq, at) if name == "with_coordinator" else moments.with_coordinator,
        _again(moments.checked_up, seq, at) if name == "checked_up" else moments.checked_up,
        _again(moments.reviewed, seq, at) if name == "mid_point_review" else moments.reviewed,
    )


def _again(moment: Moment | None, seq: int, at: int) -> Moment:
    if moment is None:
        return Moment(seq, at, seq, at, 1)
    return Moment(moment.first_seq, moment.first_at, seq, at, moment.times + 1)


def wake(state: str, entered_at: int, moments: Moments, forms: Forms, days: int) -> int:
    """An instant before which no deadline can fall; no calendar is consulted."""
    if state in {"closed", "declined", "no_fault_terminated"}:
        return NEVER
    matched = moments.matched
    if matched is None:
        return entered_at + 48 * HOUR if state == "requested" else NEVER
    start = matched.first_at
    soonest = start + (days - 30 - SLACK) * DAY
    if forms.plan is None or not forms.plan.complete:
        soonest = min(soonest, start + (30 - 5 - SLACK) * DAY)
    if forms.check_up is None or not forms.check_up.complete:
        soonest = min(soonest, start + (90 - 7 - SLACK) * DAY)
    counted = start if moments.reviewed is None else moments.reviewed.last_at
    soonest = min(soonest, counted + (start + days * DAY - counted) // 2 - (14 + SLACK) * DAY)
    if moments.agreed is not None:
        soonest = min(soonest, moments.agreed.first_at + (30 - SLACK) * DAY)
    if state == "recovering":
        soonest = min(soonest, entered_at + (30 - SLACK) * DAY)
    return soonest
