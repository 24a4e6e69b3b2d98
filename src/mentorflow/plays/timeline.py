"""
A life as people read it: day by day who did what, what came of it and why, who was told, and what is due next.

Lines of plain text with a tone each; no line is wider than asked for.
Nothing here plays or compares, and nothing here knows of terminals or colors.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import TYPE_CHECKING

import attrs

from mentorflow.plays.compare import owed_in_words
from mentorflow.plays.moments import in_words
from mentorflow.rules.calendar import zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.plays.play import Failure, Play, Played
    from mentorflow.plays.scenario import Script, Step
    from mentorflow.states.flow import Flow
    from mentorflow.states.owing import Due
    from mentorflow.states.partnership import Decision, Notice, Record

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
    return tuple(_wrapped(_told_story(flow, script, play), width))


def failure_lines(failure: Failure, *, width: int = WIDTH) -> tuple[Line, ...]:
    """What was expected, what happened and why, under the place of the expectation."""
    head = f"{failure.span.place}: {failure.scenario}, step {failure.number}"
    return tuple(_wrapped((_line(0, head, "failure"), *_difference(failure)), width))


def as_text(lines: Iterable[Line]) -> str:
    """Lines as one text, each ended by a line break."""
    return "".join(f"{line.text}\n" for line in lines)


def _line(indent: int, text: str, tone: str) -> Line:
    return Line(" " * indent + text, tone)


def _wrapped(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """Lines broken at spaces, with what is broken off indented under the rest."""
    for line in lines:
        indent = len(line.text) - len(line.text.lstrip(" "))
        yield from (
            Line(piece, line.tone)
            for piece in textwrap.wrap(
                line.text.strip(),
                width,
                initial_indent=" " * indent,
                subsequent_indent=" " * (indent + 4),
                break_on_hyphens=False,
            )
            or [""]
        )


def _told_story(flow: Flow, script: Script, play: Play) -> Iterator[Line]:
    scenario = play.scenario
    yield _line(0, f"{scenario.name} ({scenario.span.place})", "title")
    last_time = last_next = ""
    for played in play.steps:
        for at, lines in _scenes(flow, played):
            time = in_words(at, day_0=script.day_0, timezone=flow.workflow.timezone)
            if time != last_time:
                yield Line("", "time")
                yield _line(0, time, "time")
                last_time = time
            yield from lines
        upcoming = _next(flow, played.due)
        if upcoming not in ("", last_next):
            yield _line(2, upcoming, "next")
        last_next = upcoming
        for failure in played.failures:
            yield _line(2, f"NOT AS EXPECTED ({failure.span.place})", "failure")
            yield from _difference(failure)


def _scenes(flow: Flow, played: Played) -> Iterator[tuple[dt.datetime, list[Line]]]:
    """Every record of a step with its instant, or the refusal it ended in."""
    for decision in played.decisions:
        for record in decision.records:
            own = record is decision.record
            if own or record.notices or record.effects or record.entered:
                yield record.at, list(_recorded(flow, played.step, record, decision if own else None))
        if not decision.accepted:
            yield played.step.at, list(_refused(played.step, decision))


def _recorded(flow: Flow, step: Step, record: Record, decision: Decision | None) -> Iterator[Line]:
    """What one record says; *decision* is the one it belongs to, when it is the step's own act."""
    yield _line(2, _deed(flow, step, record), "deed")
    if record.entered:
        yield _line(4, " ".join(f"-> {state}" for state in record.entered), "state")
    if decision is not None and _wants_reasons(decision):
        yield from _reasons(decision.explain())
    for kind, verb in _TOLD.items():
        told = dict.fromkeys(notice.to for notice in record.notices if notice.kind == kind)
        if told:
            yield _line(4, f"{verb}: {', '.join(told)}{_about(record.notices, kind)}", "notice")
    if record.effects:
        yield _line(4, f"asked for: {', '.join(record.effects)}", "notice")


def _deed(flow: Flow, step: Step, record: Record) -> str:
    """Who did what, or which deadline fell."""
    if record.by is None:
        return f"the deadline '{record.name}' falls{_mark(record)}"
    who = record.by if record.role is None else f"{record.by} ({flow.workflow.shown(record.role)})"
    half = "" if record.change.made else ", the first of both"
    reason = f": {step.reason}" if record.kind == "lift" and step.reason else ""
    return f"{who} {_VERBS[record.kind]} '{record.name}'{half}{reason}"


def _mark(record: Record) -> str:
    marks = dict.fromkeys(notice.mark for notice in record.notices if notice.mark)
    return f" ({', '.join(marks)})" if marks else ""


def _about(notices: Iterable[Notice], kind: str) -> str:
    """The forms that were opened; what the others are about stands in the line above."""
    forms = dict.fromkeys(notice.about for notice in notices if notice.kind == kind == "opened")
    return f" ({', '.join(forms)})" if forms else ""


def _refused(step: Step, decision: Decision) -> Iterator[Line]:
    names = ", ".join(step.names)
    yield _line(2, f"{step.by} wants to {_wish(step.act)} '{names}'", "deed")
    yield _line(4, "refused" if decision.outcome == "refused" else "not possible now", "refused")
    yield from _reasons(decision.explain())


def _wish(act: str) -> str:
    return {"do": "make the move", "fill_in": "fill in", "close_form": "close"}.get(act, act)


def _wants_reasons(decision: Decision) -> bool:
    """Whether there is more to say than that it was done: a table chose, or advice was not followed."""
    return bool(decision.warnings) or (decision.record is not None and bool(decision.record.rows))


def _reasons(explained: str) -> Iterator[Line]:
    for line in explained.splitlines():
        yield _line(4, line.rstrip(), "reason")


def _next(flow: Flow, due: Iterable[Due]) -> str:
    """The first thing that is due, with its last day or instant."""
    dated = [(one.due, one) for one in due if one.due is not None]
    if not dated:
        return ""
    until, first = min(dated, key=lambda pair: pair[0])
    who = ", ".join(dict.fromkeys(one.person for at, one in dated if at == until and one.name == first.name))
    return f"next: {who} to {owed_in_words(first)}, {_by_when(until, flow.workflow.timezone)}"


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
