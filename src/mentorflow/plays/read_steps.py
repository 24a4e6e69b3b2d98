"""
One step of a scenario, from the located tree to a ``Step``, with a finding for every word that cannot be meant.

Names, times and answers are held against the workflow here, so that a slip of the pen is told before anything is
played.
Nothing here plays a step, and nothing of the workflow is looked at beyond its names and kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from mentorflow.diagnostics import Suggestion
from mentorflow.plays.moments import NOON, WAYS, local_time, moment, nearest_moment
from mentorflow.plays.read_expectations import EXPECTATIONS, SIGHTS, expectations, known_person
from mentorflow.plays.read_parts import facts_over, people_of, spelled_out
from mentorflow.plays.scenario import DUE, REFUSED, STRANGER, VIEW, Step
from mentorflow.plays.shapes import block, entries, head, misnamed, word, words
from mentorflow.plays.values import answers_of, limit_worth, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.plays.scenario import Pairs
    from mentorflow.plays.shapes import Desk, Entries
    from mentorflow.rules.source import Node
    from mentorflow.rules.workflow import Field, Workflow

# Every act, with what may stand beside it.
ACTS: dict[str, tuple[str, ...]] = {
    "do": ("by", "answers", "facts", "people", "limits"),
    "fill_in": ("by", "answers", "facts"),
    "sign": ("by", "facts"),
    "open": ("by",),
    "close_form": ("by",),
    "lift": ("by", "reason"),
    "look": ("by",),
}
_LOOKS = (DUE, VIEW)
_BESIDE = ("by", "answers", "reason", "facts", "people", "limits")
STEP_KEYS = ("at", *ACTS, *_BESIDE, *EXPECTATIONS)
_THING = {"do": "move", "fill_in": "form"}
# What each act cannot do without.
_TO_ADD = {
    "by": "Add 'by' with the person or the role that does it.",
    "answers": "Add 'answers' with what is answered, or with the name of answers.",
    "reason": "Add 'reason' with the reason that is kept.",
    "sees": "Add 'sees' or 'sees_nothing_of' with what is looked for.",
    "sees_nothing_of": "Add 'sees' or 'sees_nothing_of' with what is looked for.",
}
_NEEDS: dict[str, tuple[str, ...]] = {"fill_in": ("by", "answers"), "lift": ("by", "reason"), "look": ()}


@attrs.frozen(eq=False)
class Setting:
    """What a scenario holds ready for each of its steps: who takes part, what holds, which answers have names."""

    workflow: Workflow
    scenario: str
    day_0: dt.date
    people: frozenset[str]
    facts: Pairs
    named: Mapping[str, Node]


def read_step(node: Node, number: int, setting: Setting, desk: Desk) -> Step | None:
    """One step; None when a mistake keeps it from being played, which then lies on the desk."""
    before = len(desk.findings)
    keys = entries(node, STEP_KEYS, "a step", desk)
    act = _act(node, keys, desk)
    at = _at(node, keys, setting, desk)
    expected = expectations(keys, setting.workflow, setting.people, desk)
    if act is None:
        return None
    _beside(node, keys, act, desk)
    step = Step(
        at=at,
        act=act,
        names=_names(act, keys[act][1], setting.workflow, desk),
        by=_by(keys, setting, desk),
        reason=_reason(keys, desk),
        facts=facts_over(setting.facts, keys.get("facts"), setting.workflow, desk),
        people=people_of(keys.get("people"), setting.workflow, desk),
        limits=_limits(keys, setting.workflow, desk, refused=any(one.words == (REFUSED,) for one in expected)),
        expectations=expected,
        scenario=setting.scenario,
        number=number,
        span=node.span,
    )
    if act == "do" and step.names and step.names[0] in setting.workflow.move_names:
        _check_move(keys, step.names[0], setting.workflow, desk)
    whole = attrs.evolve(step, answers=_answers(keys, step, setting, desk))
    return whole if len(desk.findings) == before else None


def _act(node: Node, keys: Entries, desk: Desk) -> str | None:
    """The one act of a step."""
    acts = [key for key in keys if key in ACTS]
    if len(acts) == 1:
        return acts[0]
    if acts:
        second = keys[acts[1]][0]
        message = f"a step is one act, but this one has '{acts[0]}' and '{acts[1]}'."
        desk.advise("step-act", message, second.span, "Make a step of its own for each.")
    elif node.kind == "block" and all(key.text in STEP_KEYS for key, _ in node.pairs):
        # A word that is not known may be the act misspelled; that has been told.
        hint = f"Say one of: {', '.join(ACTS)}."
        desk.advise("step-act", "this step does nothing.", head(node), hint)
    return None


def _at(node: Node, keys: Entries, setting: Setting, desk: Desk) -> dt.datetime:
    """When it happens; noon of day 0 where that cannot be read, which then lies on the desk."""
    zone = setting.workflow.timezone
    at = moment(keys["at"][1].text, day_0=setting.day_0, timezone=zone) if "at" in keys else None
    if at is not None:
        return at
    if "at" in keys:
        said = keys["at"][1]
        near = nearest_moment(said.text)
        hint = Suggestion(WAYS) if near is None else Suggestion(f"Did you mean '{near}'?", near, said.span)
        desk.note("step-time", f"{quoted(said)} is no time for a step.", said.span, hint)
    elif node.kind == "block" and not misnamed(node, STEP_KEYS):
        desk.advise("scenario-key-missing", "this step does not say when it happens.", head(node), WAYS)
    return local_time(setting.day_0, NOON, zone)


def _beside(node: Node, keys: Entries, act: str, desk: Desk) -> None:
    """Look for what has no meaning beside the act, and for what the act cannot do without."""
    said, beside, needs = _said_beside(keys, act)
    for key in keys:
        if key in (*_BESIDE, *SIGHTS) and key not in beside:
            acts = [word for word in beside if word not in EXPECTATIONS or word in SIGHTS]
            hint = f"What may stand beside '{said}': {', '.join(('at', *acts))}, and what is expected of it."
            desk.advise("step-beside", f"'{key}' has no meaning in a step with '{said}'.", keys[key][0].span, hint)
    for key in needs:
        if key not in keys and not misnamed(node, STEP_KEYS):
            desk.advise("step-needs", f"a step with '{said}' also needs '{key}'.", keys[act][0].span, _TO_ADD[key])


def _said_beside(keys: Entries, act: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """An act as it is called, what may stand beside it, and what has to; a look that is not known may be either."""
    common = tuple(key for key in EXPECTATIONS if key not in SIGHTS)
    look = keys[act][1].text
    if act != "look":
        return act, (*ACTS[act], *common), _NEEDS.get(act, ("by",))
    if look == DUE:
        return f"{act}: {look}", common, ()
    some = "sees" if "sees_nothing_of" not in keys else "sees_nothing_of"
    return f"{act}: {look}", (*ACTS[act], *EXPECTATIONS), ("by", some) if look == VIEW else ()


def _check_move(keys: Entries, move: str, workflow: Workflow, desk: Desk) -> None:
    """Limits are set by start moves alone, and people are named where a move assigns them."""
    if "limits" in keys and move not in {start.name for start in workflow.start}:
        message = f"'limits' are set when a partnership starts, and '{move}' starts none."
        desk.advise("step-beside", message, keys["limits"][0].span, "Put it beside the start move, or take it away.")
    if "people" in keys and not any(known.assigns for known in workflow.every_move() if known.name == move):
        message = f"'{move}' gives nobody a role, so 'people' has no meaning beside it."
        hint = "Who takes part from the start stands beside 'steps' or at the top of the file."
        desk.advise("step-beside", message, keys["people"][0].span, hint)


def _names(act: str, node: Node, workflow: Workflow, desk: Desk) -> tuple[str, ...]:
    """The move, the forms or the condition that the act is about."""
    if act == "open":
        if node.kind == "list" and not node.items:
            desk.note("step-act", "this step opens nothing.", node.span)
        return tuple(_named(act, item, workflow, desk) for item in words(node, "'open'", desk))
    return (_named(act, node, workflow, desk),) if word(node, f"'{act}'", desk) else ()


def _named(act: str, node: Node, workflow: Workflow, desk: Desk) -> str:
    slug, thing, known = {
        "do": ("step-move", "move", workflow.move_names),
        "lift": ("step-condition", "condition", tuple(workflow.condition_by_name)),
        "look": ("step-act", "look", _LOOKS),
    }.get(act, ("step-form", "form", tuple(workflow.form_by_name)))
    if node.text not in known:
        desk.unknown(slug, f"there is no {thing} '{node.text}'.", node, known)
    return node.text


def _by(keys: Entries, setting: Setting, desk: Desk) -> str | None:
    """The person or role that acts, as written."""
    if "by" not in keys or not word(keys["by"][1], "'by'", desk):
        return None
    views = "look" in keys and keys["look"][1].text == VIEW
    known_person(keys["by"][1], setting.people | {STRANGER} if views else setting.people, desk)
    return keys["by"][1].text


def _reason(keys: Entries, desk: Desk) -> str | None:
    return keys["reason"][1].text if "reason" in keys and word(keys["reason"][1], "'reason'", desk) else None


def _limits(keys: Entries, workflow: Workflow, desk: Desk, *, refused: bool) -> Pairs:
    """The limits that are set at the start; beyond their range where that is expected to be refused."""
    starts = {move.name for move in workflow.start}
    if "limits" not in keys or ("do" in keys and keys["do"][1].text in set(workflow.move_names) - starts):
        return ()
    settable = {limit.name: limit for limit in workflow.limits if limit.has_range}
    values: list[tuple[str, Any]] = []
    for key, node in block(keys["limits"][1], "'limits'", desk):
        if key.text not in settable:
            _not_settable(key, settable, workflow, desk)
        else:
            read = limit_worth(settable[key.text], node)
            desk.findings += () if refused else read.findings
            values.append((key.text, read.value))
    return tuple(values)


def _not_settable(key: Node, settable: Mapping[str, object], workflow: Workflow, desk: Desk) -> None:
    if key.text in workflow.limit_by_name:
        message = f"the limit '{key.text}' may not be set, as it has no 'may_be'."
        desk.advise("scenario-limit", message, key.span, "Leave it out, or give it 'may_be' in the rules.")
    else:
        desk.unknown("scenario-limit", f"there is no limit '{key.text}' that may be set.", key, settable)


def _answers(keys: Entries, step: Step, setting: Setting, desk: Desk) -> Pairs | None:
    """The answers handed over, as values of the questions' kinds."""
    if "answers" not in keys or step.act not in {"do", "fill_in"} or not step.names:
        return None
    pairs = spelled_out(keys["answers"][1], setting.named, desk)
    questions = _questions(step, setting.workflow)
    if questions is None:
        return None
    read = answers_of(questions, pairs, f"the {_THING[step.act]} '{step.names[0]}'")
    desk.findings += [finding for finding in read.findings if _counts(finding, step)]
    return cast("Pairs", read.value)


def _questions(step: Step, workflow: Workflow) -> tuple[Field, ...] | None:
    """What the form or the move asks; None when there is no such form or move."""
    name = step.names[0]
    if step.act == "fill_in":
        form = workflow.form_by_name.get(name)
        return None if form is None else form.fields
    moves = [move for move in workflow.every_move() if move.name == name]
    return tuple(field for move in moves for field in move.asks) if moves else None


def _counts(finding: Diagnostic, step: Step) -> bool:
    """Whether a finding about an answer stands: a step that expects a refusal may hand over what is not allowed."""
    return not (step.expects_refusal and finding.slug == "scenario-answer")
