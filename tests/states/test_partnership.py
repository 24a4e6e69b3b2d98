"""The values themselves: they cannot be changed, compare by what they hold, and are small."""

from __future__ import annotations

import copy
import pickle
import sys
from typing import TYPE_CHECKING, Any

import pytest

from mentorflow.states.records import HALF, NO_CHANGE, Notice
from tests.states.lives import a_match, a_request, after_match, an_agreed_pair, shipped
from tests.states.test_fold import a_life

if TYPE_CHECKING:
    from mentorflow.states.decision import Decision


def answered(by: str = "ana") -> Decision:
    """A decision that changes nothing but the history."""
    return shipped().fire(a_match(), "answered", by=by, at=after_match(1))


def values() -> dict[str, Any]:
    """One of each value that a host meets, made anew."""
    records, _ = a_life()
    p = an_agreed_pair()
    found = [
        p,
        next(each for each in p.rounds if each is not None),
        next(each for each in p.rounds if each is not None and each.sheets).sheets[0],
        next(each for each in p.moments if each is not None),
        records[0],
        next(each for each in records if each.kind == "fall").change,
        next(each for each in records if each.kind == "fall").change.fall,
        records[0].origin,
        records[0].notices[0],
        answered(),
        answered().partnership,
        shipped().fire(p, "accept", by="ana", at=after_match(9)).refusals[0],
        shipped().fire(p, "confirm_close", by="kim", at=after_match(9)).warnings[0],
        shipped().options(p, at=after_match(9))[0],
        shipped().due(p, at=after_match(9))[0],
        shipped().view(p, by="ana"),
    ]
    return {type(value).__name__: value for value in found}


NAMES = (
    "Partnership", "Round", "Sheet", "Moment", "Record", "Change", "Fall", "Origin", "Notice", "Decision",
    "Refusal", "Warned", "Option", "Due", "View",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_partnership_values_cannot_be_changed(name: str) -> None:
    """Nothing can be set or taken away, whatever it is called."""
    value = values()[name]
    slot = next(each for each in dir(value) if not each.startswith("_") and not callable(getattr(value, each)))

    for change in (lambda: setattr(value, slot, 1), lambda: setattr(value, "more", 1), lambda: delattr(value, slot)):
        with pytest.raises((AttributeError, TypeError)):
            change()
    assert values()[name] == value


@pytest.mark.parametrize("name", [name for name in NAMES if name != "Decision"])
def test_partnership_values_compare_by_what_they_hold(name: str) -> None:
    """The same made twice is equal, with equal hashes, also after pickling and copying; nothing else is."""
    value, again = values()[name], values()[name]
    pickled, copied = pickle.loads(pickle.dumps(value)), copy.deepcopy(value)  # noqa: S301 - our own bytes

    assert value == again == pickled == copied
    assert 1 == len({value, again, pickled, copied})
    assert type(value) is type(pickled)
    assert value != object()


def test_partnership_decisions_compare_by_what_came_out() -> None:
    """Two decisions of the same act are equal; how they explain themselves does not count."""
    assert answered() == answered()
    assert answered("ana") != answered("raj")


def test_partnership_says_who_it_is() -> None:
    """The representation has the id, the state and the number of the last record; the instant is in UTC."""
    assert "<Partnership 'p-1' agreed at record 8>" == repr(an_agreed_pair())
    assert (after_match(6), "UTC") == (an_agreed_pair().at, str(an_agreed_pair().at.tzinfo))


def test_partnership_shares_what_it_has_not_touched() -> None:
    """A fresh partnership is small, and an act copies only what it changes."""
    p = a_request()
    moved = shipped().fire(p, "cancel", by="ana", at=after_match(0)).partnership
    assert moved is not None

    assert moved.rounds is p.rounds
    assert moved.people is p.people
    assert moved.limits is p.limits
    assert sys.getsizeof(p) <= 400
    assert NO_CHANGE is answered().records[0].change
    assert (True, False) == (NO_CHANGE.made, HALF.made)


def test_partnership_notices_carry_nothing_to_read() -> None:
    """To whom, in which role, of which kind, about what and at which mark: no text and no answers."""
    notice = Notice("ana", "mentee", "told", "accept")

    assert ("ana", "mentee", "told", "accept", None) == (
        notice.to,
        notice.role,
        notice.kind,
        notice.about,
        notice.mark,
    )


def test_partnership_decisions_differ_by_what_they_hold() -> None:
    """What explains a decision does not count when two are compared; what was decided does."""
    assert answered() == answered()
    assert hash(answered()) == hash(answered())
    assert not answered() != answered()  # noqa: SIM202 - both operators are asked
    assert answered() != answered(by="raj")
    assert answered() != "recorded"
