"""
The only writer of a changed partnership: a record goes in, the next partnership comes out.

Folding evaluates no condition, reads no calendar and looks at nothing but the record and the partnership (ruling 6).
What an act means was settled when it was decided; the record says it, the fold writes it down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from mentorflow.errors import BadRecord, WorkflowMismatch
from mentorflow.states.deadlines import wake
from mentorflow.states.partnership import (
    LOOK,
    Partnership,
    Pending,
    Shown,
    holders,
    make_moment,
    make_partnership,
    wake_at,
)
from mentorflow.states.records import HALF, JUST_BACK, NO_CHANGE, Origin
from mentorflow.states.rounds import after_hand_over, after_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.states.partnership import LimitValue, Moment, Round, Sheet
    from mentorflow.states.people import People
    from mentorflow.states.plan import Plan
    from mentorflow.states.records import Fall, Record

Falls: TypeAlias = "tuple[tuple[int, LimitValue, int] | None, ...]"
Terms: TypeAlias = (
    "tuple[People, tuple[LimitValue, ...], tuple[tuple[int, LimitValue, int] | None, ...], tuple[Shown, ...]]"
)

_MOVES = frozenset({"start", "move"})
KINDS = frozenset({"start", "move", "submit", "sign", "open", "close", "lift", "fall", "migrated"})
# Records of these kinds touch no form unless their change says so.
_NO_FORMS = frozenset({"start", "move", "fall"})


def fold(plan: Plan, p: Partnership | None, record: Record) -> Partnership:
    """
    The partnership after a record; pure.

    The first record is a ``start`` or ``migrated`` one and takes no partnership; raises ``BadRecord`` on a gap.
    """
    after = _step(plan, p, record)
    if after.wake_us == LOOK:
        wake_at(after, wake(plan, after))
    return after


def _step(plan: Plan, p: Partnership | None, record: Record) -> Partnership:  # noqa: C901 - a call costs more
    """The partnership after a record, with no instant to wake at unless it is still the one before."""
    if p is None:
        p = _begun(plan, record)
        if record.kind == "migrated":
            return p
    seq, us, kind, name = record[:4]
    entered, change = record.entered, record.change
    if seq != p.seq + 1 or us < p.at_us:
        msg = f"record {seq} cannot follow record {p.seq} of {p.id!r}"
        raise BadRecord(msg)
    if change is not NO_CHANGE and change is not JUST_BACK and change is not HALF:
        return _fold_more(plan, p, record)
    rounds, moments, pending, counts = p.rounds, p.moments, p.pending, p.counts
    state = plan.states[entered[-1]] if entered else None
    if kind not in _NO_FORMS or (state is not None and change is NO_CHANGE and state.renews):
        rounds = after_step(plan, rounds, record)
    if entered or name in plan.moments:
        moments = _moments(plan, p, record)
    if name in plan.counters:
        counts = _counts(plan, counts, record)
    if state is None:
        if pending or change is HALF:
            pending = _pending(p, record)
        return make_partnership(
            p.id, p.digest, p.state, p.came_from, seq, us, p.entered_seq, p.entered_us, p.people, moments, rounds,
            counts, p.falls, p.limits, pending, p.pauses, p.shown, p.wake_us if moments is p.moments else LOOK,
        )  # fmt: skip
    if change is JUST_BACK or state.detour or p.state in plan.stops:
        came_from, entered_seq, entered_us, pauses = _entry(plan, p, record)
    else:
        came_from, entered_seq, entered_us, pauses = (), seq, us, p.pauses
    return make_partnership(
        p.id, p.digest, entered[-1], came_from, seq, us, entered_seq, entered_us, p.people, moments, rounds,
        counts, p.falls, p.limits, (), pauses, p.shown,
    )  # fmt: skip


def _fold_more(plan: Plan, p: Partnership, record: Record) -> Partnership:
    """The partnership after a record that changed more than the state."""
    people, limits, falls, shown, change = p.people, p.limits, p.falls, p.shown, record.change
    if change.assigned or change.limits or change.fall or change.shown:
        people, limits, falls, shown = _terms(plan, p, record)
    came_from, entered_seq, entered_us, pauses = p.came_from, p.entered_seq, p.entered_us, p.pauses
    moments = _moments(plan, p, record)
    woken = p.wake_us if moments is p.moments and limits is p.limits else LOOK
    if record.entered:
        came_from, entered_seq, entered_us, pauses = _entry(plan, p, record)
        woken = LOOK
    return make_partnership(
        p.id, p.digest, record.entered[-1] if record.entered else p.state, came_from, record.seq, record.at_us,
        entered_seq, entered_us, people, moments,
        _rounds(plan, p, record, people) if _touches_forms(p, record, people) else p.rounds,
        _counts(plan, p.counts, record) if record.name in plan.counters else p.counts, falls, limits,
        _pending(p, record) if not record.entered and (p.pending or not change.made or record.kind == "lift") else (),
        pauses, shown, woken,
    )  # fmt: skip


def replay(plan: Plan, records: Iterable[Record]) -> Partnership:
    """
    The partnership that a whole history gives.

    Raises ``BadRecord`` when the history is empty, has a gap, or does not begin at its beginning.
    """
    p: Partnership | None = None
    for record in records:
        try:
            p = _step(plan, p, record) if record.kind in KINDS else stored(plan, p, record)
        except (LookupError, TypeError) as error:
            raise _strange(record, error) from error
    if p is None:
        msg = "a history has at least one record"
        raise BadRecord(msg)
    return p


def stored(plan: Plan, p: Partnership | None, record: Record) -> Partnership:
    """Fold a record that comes from outside; whatever it names that these rules do not have raises ``BadRecord``."""
    try:
        if record.kind not in KINDS:
            raise LookupError(record.kind)  # noqa: TRY301 - told like any other name that is not there
        return fold(plan, p, record)
    except (LookupError, TypeError) as error:
        raise _strange(record, error) from error


def _strange(record: Record, error: Exception) -> BadRecord:
    what = f"record {record.seq} ({record.kind} {record.name})"
    return BadRecord(f"{what} names something these rules do not have: {error}")


def _begun(plan: Plan, record: Record) -> Partnership:
    """The partnership just before its first record takes effect."""
    origin = record.origin
    if record.kind == "migrated" and isinstance(origin, Partnership):
        same_rules(plan, origin.digest)
        return origin
    if record.kind != "start" or not isinstance(origin, Origin):
        msg = f"a history cannot begin with record {record.seq} ({record.kind} {record.name})"
        raise BadRecord(msg)
    same_rules(plan, origin.digest)
    return fold_start(plan, origin, record.at_us)


def fold_start(plan: Plan, origin: Origin, us: int) -> Partnership:
    """A partnership just before its start takes effect: in no state, with nothing recorded."""
    empty = plan.empty
    return make_partnership(
        origin.id, plan.digest, "", (), 0, us, 0, us,
        origin.people, empty.moments, empty.rounds, empty.counts, empty.falls,
        with_limits(plan, plan.limits, origin.limits), (), (), (),
    )  # fmt: skip


def same_rules(plan: Plan, digest: str) -> None:
    """Raise ``WorkflowMismatch`` for what was made under another meaning of the rules."""
    if digest != plan.digest:
        raise WorkflowMismatch(plan.digest, digest, plan.workflow.name, plan.workflow.version)


def with_limits(
    plan: Plan, limits: tuple[LimitValue, ...], changed: tuple[tuple[str, LimitValue], ...]
) -> tuple[LimitValue, ...]:
    """The limits of one partnership with some of them set anew."""
    if not changed:
        return limits
    anew = list(limits)
    for name, value in changed:
        anew[plan.layout.limits[name]] = value
    return tuple(anew)


def _terms(plan: Plan, p: Partnership, record: Record) -> Terms:
    """People, limits, falls and what was shown, after the record."""
    change = record.change
    people = _assigned(plan, p.people, record) if change.assigned else p.people
    falls = p.falls if change.fall is None else _fallen(plan, p.falls, record.name, change.fall)
    shown = _shown(plan, p, people, record) if change.shown else p.shown
    return people, with_limits(plan, p.limits, change.limits), falls, shown


def _assigned(plan: Plan, people: People, record: Record) -> People:
    anew = list(people)
    for role, held in record.change.assigned:
        anew[plan.layout.roles[role]] = held
    return tuple(anew)


def _fallen(plan: Plan, falls: Falls, name: str, fall: Fall) -> Falls:
    slot = plan.deadline_slots[fall.owner, name]
    return (*falls[:slot], (fall.anchor_seq, fall.limit, fall.count), *falls[slot + 1 :])


def _shown(plan: Plan, p: Partnership, people: People, record: Record) -> tuple[Shown, ...]:
    """What was shown to whom: each person keeps what they were shown last, and nobody in a role is shown nothing."""
    shown = p.shown
    for form, role in record.change.shown:
        to = holders(people[plan.layout.roles[role]])
        shown = tuple(left for each in shown if (left := _left(each, form, role, to)) is not None)
        if to:
            shown = (*shown, Shown(form, role, to, _sheets(p.rounds[plan.layout.forms[form]]), record.seq))
    return shown


def _left(each: Shown, form: str, role: str, to: tuple[str, ...]) -> Shown | None:
    """What is left of an earlier showing when a form is shown to some people again; None when nothing is."""
    if (each.form, each.role) != (form, role):
        return each
    people = tuple(person for person in each.people if person not in to)
    return Shown(form, role, people, each.sheets, each.seq) if people else None


def _sheets(asked: Round | None) -> tuple[Sheet, ...]:
    return () if asked is None else asked.sheets


def _touches_forms(p: Partnership, record: Record, people: People) -> bool:
    """Whether a record can change any round: by its kind, by what it enters, by who left, or because it says so."""
    if record.kind not in _NO_FORMS or record.entered or people is not p.people:
        return True
    change = record.change
    return bool(change.unlocked or change.closed or change.consumed or change.reopened or change.opened)


def _rounds(plan: Plan, p: Partnership, record: Record, people: People) -> tuple[Round | None, ...]:
    rounds = p.rounds if people is p.people else after_hand_over(plan, p.rounds, people)
    return after_step(plan, rounds, record)


def _pending(p: Partnership, record: Record) -> tuple[Pending, ...]:
    """Halves of joint moves and lifts; a made move takes its halves away, a used lift goes."""
    if record.kind == "lift":
        return (*p.pending, Pending("lift", record.name, str(record.by), record.seq, record.at_us))
    if record.kind != "move":
        return p.pending
    if not record.change.made:
        return (*p.pending, Pending("half", record.name, str(record.by), record.seq, record.at_us))
    used = {("lift", name) for name in record.change.used} | {("half", record.name)}
    return tuple(each for each in p.pending if (each.kind, each.name) not in used)


def _entry(
    plan: Plan, p: Partnership, record: Record
) -> tuple[tuple[tuple[str, int, int], ...], int, int, tuple[tuple[int, int], ...]]:
    """
    Where ``back`` would lead from the state entered, since when that state counts, and the pauses there were.

    A return takes up the clocks of the earlier visit; a further state entered in the same record is a new visit.
    """
    us, pauses = record.at_us, p.pauses
    if p.state in plan.stops:
        pauses = (*pauses, (p.entered_us, us))
    if record.change.back:
        if not p.came_from:
            msg = f"record {record.seq} goes back, but {p.id!r} came from nowhere"
            raise BadRecord(msg)
        if len(record.entered) == 1:
            (_, entered_seq, entered_us), *further = p.came_from
            return tuple(further), entered_seq, entered_us, pauses
    detour = plan.states[record.entered[-1]].detour
    came_from = ((p.state, p.entered_seq, p.entered_us), *p.came_from) if detour else ()
    return came_from, record.seq, us, pauses


def _moments(plan: Plan, p: Partnership, record: Record) -> tuple[Moment | None, ...]:
    """The moments with those made by this record; only moments that something reads have a slot."""
    slots, change, made = plan.moments, record.change, None
    if record.name in slots and change.made and record.kind in _MOVES:
        made = [slots[record.name]]
    for name in record.entered[1:] if change.back else record.entered:
        if name in slots:
            made = [*(made or ()), slots[name]]
    for name in change.completed:
        if name in slots:
            made = [*(made or ()), slots[name]]
    for name in change.opened:
        slot = plan.forms[name].opening
        if slot is not None:
            made = [*(made or ()), slot]
    return _with_moments(p.moments, made, record.seq, record.at_us) if made else p.moments


def _with_moments(
    moments: tuple[Moment | None, ...], made: list[int], seq: int, us: int
) -> tuple[Moment | None, ...]:
    anew = list(moments)
    for slot in made:
        before = anew[slot]
        if before is None:
            anew[slot] = make_moment(seq, us, seq, us, 1)
        else:
            anew[slot] = make_moment(before.first_seq, before.first_at, seq, us, before.times + 1)
    return tuple(anew)


def _counts(plan: Plan, counts: tuple[int, ...], record: Record) -> tuple[int, ...]:
    if record.kind not in {"move", "start"} or not record.change.made:
        return counts
    anew = list(counts)
    for slot, resets in plan.counters[record.name]:
        anew[slot] = 0 if resets else anew[slot] + 1
    return tuple(anew)
