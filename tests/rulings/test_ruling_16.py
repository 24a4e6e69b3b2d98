"""Ruling 16: options."""

from __future__ import annotations

from typing import Any

from tests.rulings.small import FACTS, MATCH, after_match, agreed, requested, shipped, there


def verdicts(p: Any, at: Any, **more: Any) -> dict[tuple[str, str], Any]:
    """The options of a person by kind and name."""
    return {(option.kind, option.name): option for option in shipped().options(p, at=at, **more)}


def test_ruling_16_allowed_refused_and_warned() -> None:
    """What a person may do is allowed or warned; what they may never do is refused with its reason."""
    p = requested(shipped())
    raj = verdicts(p, MATCH, by="raj", facts=FACTS)
    ana = verdicts(p, MATCH, by="ana", facts=FACTS)

    assert "allowed" == raj["move", "accept"].verdict
    assert "refused" == ana["move", "accept"].verdict
    assert ["role"] == [reason.kind for reason in ana["move", "accept"].reasons]
    assert (
        "warned"
        == verdicts(p, MATCH, by="raj", facts={**FACTS, "mentor_active_mentees": 2})["move", "accept"].verdict
    )


def test_ruling_16_refused_names_the_conditions_that_every_act_meets() -> None:
    """With three mentees the move is refused for the reason that firing it gives."""
    flow = shipped()
    facts = {**FACTS, "mentor_active_mentees": 3}
    option = verdicts(requested(flow), MATCH, by="raj", facts=facts)["move", "accept"]
    decision = flow.fire(requested(flow), "accept", by="raj", at=MATCH, facts=facts)

    assert "refused" == option.verdict
    assert [(r.kind, r.subject) for r in decision.refusals] == [(r.kind, r.subject) for r in option.reasons]


def test_ruling_16_missing_facts_are_needs_and_named() -> None:
    """Without the facts it cannot be said; which are missing is."""
    option = verdicts(requested(shipped()), MATCH, by="raj")["move", "accept"]

    assert "needs" == option.verdict
    assert ("mentor_active_mentees",) == option.needs


def test_ruling_16_a_failed_role_needs_no_facts() -> None:
    """Where every act is refused anyway no fact would help."""
    assert "refused" == verdicts(requested(shipped()), MATCH, by="ana")["move", "accept"].verdict


def test_ruling_16_forms_and_signatures_are_options_too() -> None:
    """Filling in, signing, opening and closing stand beside the moves."""
    p = agreed(shipped())
    ana = verdicts(p, after_match(7), by="ana", facts=FACTS)
    kim = verdicts(p, after_match(7), by="kim", facts=FACTS)

    assert "allowed" == ana["submit", "check_up"].verdict
    assert "refused" == ana["sign", "agreement"].verdict
    assert "refused" == ana["open", "mid_point_review"].verdict
    assert "allowed" == kim["open", "mid_point_review"].verdict
    assert "allowed" == kim["close", "check_up"].verdict
    assert "refused" == kim["submit", "check_up"].verdict


def test_ruling_16_without_by_options_are_those_of_anybody() -> None:
    """What somebody could do is not refused for want of a role."""
    anybody = verdicts(requested(shipped()), MATCH, facts=FACTS)

    assert "allowed" == anybody["move", "accept"].verdict
    assert "allowed" == anybody["move", "cancel"].verdict


def test_ruling_16_a_half_already_made_is_refused() -> None:
    """Who has made their half of a joint move cannot make it again; the other can."""
    flow = shipped()
    p = there(flow.fire(agreed(flow), "close", by="ana", at=after_match(7)))

    assert "refused" == verdicts(p, after_match(8), by="ana", facts=FACTS)["move", "close"].verdict
    assert "warned" == verdicts(p, after_match(8), by="raj", facts=FACTS)["move", "close"].verdict
