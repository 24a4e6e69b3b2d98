"""
A life as people read it: day by day who did what, what came of it and why, who was told, and what is due next.

Lines of plain text with a tone each; no line is wider than asked for.
Nothing here plays or compares, and nothing here knows of terminals or colors.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.compare import owed_in_words
from mentorflow.plays.moments import in_words
from mentorflow.rules.calendar import zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.play import Failure, Play, Played
    from mentorflow.plays.scenario import Script, Step
    from mentorflow.plays.sight import Sight
    from mentorflow.states.decision import Decision
    from mentorflow.states.flow import Flow
    from mentorflow.states.owing import Due
    from mentorflow.states.records import Notice, Record

WIDTH = 80
_VERBS = {
    "start": "makes the move",
    "move": "makes the move",
    "submit": "fills in",
    "sign": "signs",
    "open": "opens",
    "close": "closes",
    "lift": "lifts",
}
# The place of the rule at the end of a sentence.
_PLACE = re.compile(r"\([^()]+:\d+\)(?=\.$)")
_LABEL = re.compile(r" *(?:expected|happened|why): +")
_TOLD = {"told": "told", "reminded": "reminded", "opened": "opened for"}


@attrs.frozen
class Line:
    """
    One line.

    *tone* is ``title``, ``time``, ``deed``, ``state``, ``refused``, ``reason``, ``notice``, ``next`` or ``failure``.
    """

    text: str
    tone: str


def timeline(flow: Flow, script: Script, play: Play, *, width: int = WIDTH) -> tuple[Line, ...]:
    """The whole of a play, with what was not as expected where it happened; pure."""
    return tuple(_wrapped(_story(flow, script, play), width))


def failure_lines(failure: Failure, *, width: int = WIDTH) -> tuple[Line, ...]:
    """What was expected, what happened and why, under the place of the expectation."""
    step = f", step {failure.number}" if failure.number else ""
    head = f"{failure.span.place}: {failure.scenario}{step}"
    return tuple(_wrapped((_line(0, head, "failure"), *_difference(failure)), width))


def as_text(lines: Iterable[Line]) -> str:
    """Lines as one text, each ended by a line break."""
    return "".join(f"{line.text}\n" for line in lines)


def _line(indent: int, text: str, tone: str) -> Line:
    return Line(" " * indent + text, tone)


def _wrapped(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """Lines broken at spaces, with what is broken off indented under the rest; nothing stands under a label."""
    for line in lines:
        indent = len(line.text) - len(line.text.lstrip(" "))
        label = _LABEL.match(line.text)
        yield from (
            Line(piece, line.tone)
            for piece in textwrap.wrap(
                line.text.strip(),
                width,
                initial_indent=" " * indent,
                subsequent_indent=" " * ((label.end() if label else indent) + 4),
                break_on_hyphens=False,
            )
            or [""]
        )


def _story(flow: Flow, script: Script, play: Play) -> Iterator[Line]:
    """The title, then every instant at which something happened."""
    scenario = play.scenario
    yield _line(0, f"{scenario.name} ({scenario.span.place})", "title")
    said: list[str] = []
    for at, scenes in groupby(_scenes(flow, play), key=lambda scene: scene.at):
        yield Line("", "time")
        yield _line(0, in_words(at, day_0=script.day_0, timezone=flow.workflow.timezone), "time")
        ahead = said
        for scene in scenes:
            yield from scene.lines
            ahead = ahead if scene.ahead is None else scene.ahead
        yield from (_line(2, line, "next") for line in ahead if line not in said)
        said = ahead


@attrs.frozen
class _Scene:
    """What happened at an instant, and what was ahead then; None for a deadline that fell within a step."""

    at: dt.datetime
    lines: list[Line]
    ahead: list[str] | None


def _scenes(flow: Flow, play: Play) -> Iterator[_Scene]:
    """Every decision that is worth telling, deadlines before the act they fell before; then the step's failures."""
    for played in play.steps:
        ahead = list(_ahead(flow, played))
        for whole in played.decisions:
            for decision in filter(_worth_telling, (*whole.before, whole)):
                at = played.step.at if decision.record is None else decision.record.at
                lines = list(_decided(flow, played.step, decision))
                yield _Scene(at, lines, ahead if decision is played.decisions[-1] else None)
        if played.seen:
            yield _Scene(played.step.at, list(_looked(flow, played)), ahead)
        if played.failures:
            yield _Scene(played.step.at, list(_failed(played)), ahead)


def _looked(flow: Flow, played: Played) -> Iterator[Line]:
    """Who looks, and the answers of others that they see, form by form."""
    for person, seen in played.seen:
        yield _line(2, f"{person} looks at what others have answered", "deed")
        by_home: dict[str, dict[str, None]] = {}
        for sight in seen:
            by_home.setdefault(sight.home, {})[_question(flow, sight)] = None
        said = [f"{flow.workflow.called(home)} ({', '.join(fields)})" for home, fields in by_home.items()]
        yield _line(4, f"sees: {'; '.join(said) or 'nothing'}", "notice")


def _question(flow: Flow, sight: Sight) -> str:
    """What the question is called whose answer is seen."""
    workflow = flow.workflow
    form = workflow.form_by_name.get(sight.home)
    moves = (field for move in workflow.every_move() if move.name == sight.home for field in move.asks)
    return next(field.called for field in (moves if form is None else form.fields) if field.name == sight.field)


def _worth_telling(decision: Decision) -> bool:
    """Whether anybody hears of it: a deadline that told nobody and led nowhere is passed over in silence."""
    record = decision.record
    return record is None or record.by is not None or bool(record.notices or record.effects or record.entered)


def _failed(played: Played) -> Iterator[Line]:
    for failure in played.failures:
        yield _line(2, f"NOT AS EXPECTED ({failure.span.place})", "failure")
        yield from _difference(failure)


def _decided(flow: Flow, step: Step, decision: Decision) -> Iterator[Line]:
    if decision.record is None:
        return _refused(flow, step, decision)
    return _recorded(flow, step, decision, decision.record)


def _recorded(flow: Flow, step: Step, decision: Decision, record: Record) -> Iterator[Line]:
    """What one accepted decision says: the deed, where it led, by which line, for which reasons, and who hears."""
    called = flow.workflow.called
    first, *reasons = own_explanation(decision)
    yield _line(2, _deed(flow, step, decision, record), "deed")
    if record.entered:
        place = _PLACE.search(first)
        arrows = " ".join(f"-> {called(state)}" for state in record.entered)
        yield _line(4, f"{arrows} {place[0]}" if place else arrows, "state")
    yield from (_line(4, line, "reason") for line in reasons)
    yield from (_line(4, line, "notice") for line in _hear(flow, record.notices))
    if record.effects:
        yield _line(4, f"asked for: {', '.join(map(called, record.effects))}", "notice")


def own_explanation(decision: Decision) -> list[str]:
    """The lines of an explanation that are about the act itself, not about the deadlines that fell before it."""
    before = sum(len(fallen.explain().splitlines()) for fallen in decision.before)
    return decision.explain().splitlines()[before:]


def _deed(flow: Flow, step: Step, decision: Decision, record: Record) -> str:
    """Who did what, or which deadline fell."""
    if record.by is None:
        return _fallen(flow, decision, record)
    who = record.by if record.role is None else f"{record.by} ({flow.workflow.shown(record.role)})"
    half = "" if record.change.made else "; it takes effect when every partner has"
    reason = f": {step.reason}" if record.kind == "lift" and step.reason else ""
    called = flow.workflow.called_plainly if record.kind == "lift" else flow.workflow.called
    return f"{who} {_VERBS[record.kind]} '{called(record.name)}'{half}{reason}"


def _fallen(flow: Flow, decision: Decision, record: Record) -> str:
    """What time alone brought: before, at or after the end of a deadline, or one that comes again and again."""
    mark = next((notice.mark for notice in record.notices if notice.mark), "late")
    whole = record.change.fall is not None and record.change.fall.owner[0] == "ends"
    if mark == "late" and whole:
        return "the end has come"
    said = {"late": "the time is over for", "every": "it is time again for"}
    when = said.get(mark, f"{_offset(flow, decision, mark)} the end{'' if whole else ' of'}")
    return when if whole else f"{when} '{flow.workflow.called(record.name)}'"


def _offset(flow: Flow, decision: Decision, mark: str) -> str:
    """A mark in words: a limit by its length in this partnership, with its name."""
    name, _, side = mark.rpartition(" ")
    slot = flow.layout.limits.get(name)
    if slot is None or decision.partnership is None:
        return mark
    return f"{decision.partnership.limits[slot]} ({flow.workflow.called_plainly(name)}) {side}"


def _hear(flow: Flow, notices: Iterable[Notice]) -> Iterator[str]:
    """Who hears of it; a line for each form that was opened, what the others are about stands in the line above."""
    for kind, verb in _TOLD.items():
        mine = [notice for notice in notices if notice.kind == kind]
        for form in dict.fromkeys(notice.about if kind == "opened" else "" for notice in mine):
            people = dict.fromkeys(notice.to for notice in mine if form in {"", notice.about})
            yield f"{verb}: {', '.join(people)}{f' ({flow.workflow.called(form)})' if form else ''}"


def _refused(flow: Flow, step: Step, decision: Decision) -> Iterator[Line]:
    names = ", ".join(map(flow.workflow.called, step.names))
    yield _line(2, f"{step.by} wants to {_wish(step.act)} '{names}'", "deed")
    yield _line(4, "-> refused" if decision.outcome == "refused" else "-> not possible now", "refused")
    yield from (_line(4, line, "reason") for line in own_explanation(decision))


def _wish(act: str) -> str:
    return {"do": "make the move", "fill_in": "fill in", "close_form": "close"}.get(act, act)


def _ahead(flow: Flow, played: Played) -> Iterator[str]:
    """What is overdue, and the first thing that is due next with its last day or instant."""
    dated = sorted((one for one in played.due if one.due is not None), key=lambda one: str(one.due))
    over = [one for one in dated if one.due is not None and one.due <= played.step.at]
    later = [one for one in dated if one not in over]
    yield from dict.fromkeys(f"overdue: {_owed_by(flow, one, over)}" for one in over)
    if later and later[0].due is not None:
        yield f"next: {_owed_by(flow, later[0], later)}, {_by_when(later[0].due, flow.workflow.timezone)}"


def _owed_by(flow: Flow, first: Due, others: Iterable[Due]) -> str:
    """Everybody who owes the same, and what it is."""
    same = (one for one in others if (one.due, one.name, one.kind) == (first.due, first.name, first.kind))
    return f"{', '.join(dict.fromkeys(one.person for one in same))} to {owed_in_words(first, flow.workflow)}"


def _by_when(until: dt.datetime, timezone: str) -> str:
    """The last day of a length of days, or the instant at which hours are over."""
    local = until.astimezone(zone(timezone))
    if local.time() == dt.time():
        return f"on {local.date() - dt.timedelta(days=1)} at the latest"
    return f"before {local:%Y-%m-%d %H:%M}"


def _difference(failure: Failure) -> Iterator[Line]:
    yield _line(4, f"expected: {failure.expected}", "failure")
    yield _line(4, f"happened: {failure.happened}", "failure")
    for number, line in enumerate(failure.why.splitlines()):
        yield _line(4 if number == 0 else 14, f"why:      {line}" if number == 0 else line, "failure")
    if failure.unplayed:
        were = "1 step was" if failure.unplayed == 1 else f"{failure.unplayed} steps were"
        yield _line(4, f"{were} not played.", "failure")
