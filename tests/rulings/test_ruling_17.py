"""Ruling 17: people."""

from __future__ import annotations

import pytest

from mentorflow.errors import BadArgument
from tests.rulings.small import PEOPLE, begun, hours, refusals, small, there

ROLES = """\
states:
  open:
    moves:
      speak:  {by: [guide, either partner], to: stay, tell: other partner}
      listen: {by: [mentee, guide], to: stay}
      judge:  {by: [guide, either partner], not_by: mentee, to: stay}
      call:   {by: mentee, to: stay, tell: [guide, each partner]}
  over: {final: over}
any_time:
  moves:
    leave: {by: either partner, to: over}
"""


@pytest.mark.parametrize("name", ["ana@example.org", "42", " ", "Ана", "coordinator", "each partner"])
def test_ruling_17_any_string_is_a_person(name: str) -> None:
    """Who people are is the application's; their names mean nothing here."""
    flow = small(ROLES)
    p = begun(flow, people={**PEOPLE, "mentee": name}, by=name)

    assert name == flow.fire(p, "listen", by=name, at=hours(1)).records[-1].by


def test_ruling_17_nobody_at_all_is_a_mistake() -> None:
    """An empty name, or something that is no text, is not a person."""
    flow = small(ROLES)
    for by in ("", None, 7):
        with pytest.raises(BadArgument):
            flow.fire(begun(flow), "listen", by=by, at=hours(1))  # type: ignore[arg-type]


def test_ruling_17_without_a_role_in_by_it_is_refused() -> None:
    """A stranger, and a person with another role, alike."""
    flow = small(ROLES)
    for by in ("eve", "raj", "sol"):
        assert [("role", "listen")] == refusals(flow.fire(begun(flow), "listen", by=by, at=hours(1)))


def test_ruling_17_the_role_on_the_record_is_the_first_of_by_that_they_hold() -> None:
    """Somebody with two roles acts in the one the file names first."""
    flow = small(ROLES)
    p = begun(flow, people={**PEOPLE, "guide": ("kim", "ana")})

    assert "guide" == flow.fire(p, "speak", by="ana", at=hours(1)).records[-1].role
    assert "mentee" == flow.fire(p, "listen", by="ana", at=hours(1)).records[-1].role
    assert "mentor" == flow.fire(p, "speak", by="raj", at=hours(1)).records[-1].role


def test_ruling_17_a_role_may_have_several_people() -> None:
    """Each of them may act and each is told, and somebody meant twice is told once."""
    flow = small(ROLES)
    p = begun(flow, people={**PEOPLE, "guide": ("kim", "lee", "ana")})

    assert "lee" == flow.fire(p, "listen", by="lee", at=hours(1)).records[-1].by
    assert ["kim", "lee", "ana", "raj"] == [
        notice.to for notice in flow.fire(p, "call", by="ana", at=hours(1)).notices
    ]


def test_ruling_17_not_by_bars() -> None:
    """Whoever holds a barred role may not, whatever else they hold."""
    flow = small(ROLES)
    p = begun(flow, people={**PEOPLE, "guide": ("kim", "ana")})

    assert [("role", "judge")] == refusals(flow.fire(p, "judge", by="ana", at=hours(1)))
    assert "recorded" == flow.fire(p, "judge", by="raj", at=hours(1)).outcome
    assert "recorded" == flow.fire(p, "judge", by="kim", at=hours(1)).outcome


def test_ruling_17_other_partner_leaves_out_the_actor_only() -> None:
    """The partner is told; if staff acts, both partners are."""
    flow = small(ROLES)
    p = begun(flow)

    assert ["raj"] == [notice.to for notice in flow.fire(p, "speak", by="ana", at=hours(1)).notices]
    assert ["ana", "raj"] == [notice.to for notice in flow.fire(p, "speak", by="kim", at=hours(1)).notices]


def test_ruling_17_a_new_holder_takes_over_at_once() -> None:
    """After a hand-over the newcomer may act and is told, and who left may not (R-023)."""
    flow = small(
        ROLES + "    change_kin: {by: mentee, to: stay, assigns: kin, tell: kin}\n    nod: {by: kin, to: stay}\n"
    )
    changed = flow.fire(begun(flow), "change_kin", by="ana", at=hours(1), people={"kin": "zoe"})

    assert ["zoe"] == [notice.to for notice in changed.notices]
    assert "recorded" == flow.fire(there(changed), "nod", by="zoe", at=hours(2)).outcome
    assert "refused" == flow.fire(there(changed), "nod", by="sol", at=hours(2)).outcome
