"""When deadlines fall: all of them worked out anew from the list of happenings, the soonest one picked, and again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import Deadline, Mark, Share
from tests.reference import clock

if TYPE_CHECKING:
    from tests.reference.story import Moment, Story


@attrs.frozen
class Coming:
    """A mark that is still to fall."""

    at: dt.datetime
    place: int
    deadline: Deadline
    mark: Mark
    triple: tuple[Any, ...]
    due: dt.datetime


def coming(story: Story) -> list[Coming]:
    """The next mark of every deadline that stands now, soonest first; together, in the order of the file."""
    found = []
    for place, deadline in enumerate(story.workflow.every_deadline()):
        if stands(story, deadline):
            following = next_mark(story, place, deadline)
            found += [] if following is None else [following]
    return sorted(found, key=lambda one: (max(one.at, story.last_at()), one.place))


def stands(story: Story, deadline: Deadline) -> bool:
    """Whether a deadline can fall in the present state."""
    kind, name = deadline.owner
    state = story.state()
    if kind == "state":
        return name == state.name
    if state.clocks_stopped:
        return False
    if kind == "form":
        form = story.workflow.form_by_name[name]
        after_end = form.stays_open_after_end and story.window(form)
        return not story.round(name)["complete"] and (story.live() or after_end)
    return story.live() and (deadline.only_in is None or state.name in deadline.only_in)


def anchor(story: Story, deadline: Deadline) -> Moment | None:
    """The record a deadline is counted from; None while that has not happened."""
    kind, name = deadline.owner
    if not deadline.moments:
        past = story.openings(name) if kind == "form" else entries(story)
        return past[-1] if past else None
    past = []
    for moment in deadline.moments:
        past += story.openings(name) if moment == "opening" else story.moments(moment)
    if not past:
        return None
    return min(past) if deadline.anchor == "first" else max(past)


def entries(story: Story) -> list[Moment]:
    """The entries of the present state; going back is none."""
    return [(one["seq"], one["at"]) for one in story.all("entered", state=story.state().name, back=False)]


def length(story: Story, deadline: Deadline, since: Moment) -> Duration | None:
    """How long a deadline allows, for this partnership and this anchor; None when it cannot be said yet."""
    written = deadline.within if deadline.within is not None else deadline.every
    amount = story.limit(written) if isinstance(written, str) else written
    if isinstance(amount, Share):
        left = time_left(story, since)
        if left is None:
            return None
        part = clock.part_of(left, amount.percent)
        assert isinstance(part, Duration)
        return part
    assert isinstance(amount, Duration)
    return amount


def time_left(story: Story, since: Moment) -> Duration | None:
    """What was left until the end when the anchor happened; whole days where the end is counted in days."""
    ends = story.workflow.ends
    assert ends is not None
    start = anchor(story, ends)
    if start is None:
        return None
    allowed = length(story, ends, start)
    assert allowed is not None
    zone = story.workflow.timezone
    over = paused(story, start[1], clock.over_at(start[1], allowed, zone), until=since[1])
    if allowed.minutes:
        return Duration(minutes=max(0, (over - since[1]) // clock.MINUTE))
    last_day = clock.day_on_the_wall(over, zone) - dt.timedelta(days=1)
    return Duration(days=max(0, (last_day - clock.day_on_the_wall(since[1], zone)).days))


def paused(story: Story, start: dt.datetime, instant: dt.datetime, until: dt.datetime | None = None) -> dt.datetime:
    """An instant moved on by the time that clocks were stopped between the anchor and it."""
    for begin, end in story.pauses():
        stop = end if until is None else min(end, until)
        still = max(begin, start)
        if still < instant and stop > still:
            instant += stop - still
    return instant


def next_mark(story: Story, place: int, deadline: Deadline) -> Coming | None:
    """The first mark of a deadline that has not fallen for its present anchor and limit."""
    since = anchor(story, deadline)
    if since is None:
        return None
    allowed = length(story, deadline, since)
    if allowed is None:
        return None
    triple = (since[0], allowed)
    count = story.fallen(deadline, triple)
    if deadline.every is not None:
        return _again(story, place, deadline, since, allowed, count)
    over = clock.over_at(since[1], allowed, story.workflow.timezone)
    instants = [(max(since[1], around(story, over, mark)), mark) for mark in deadline.marks]
    in_time = sorted(instants, key=lambda pair: pair[0])
    if count >= len(in_time):
        return None
    at, mark = in_time[count]
    return Coming(paused(story, since[1], at), place, deadline, mark, triple, paused(story, since[1], over))


def _again(
    story: Story, place: int, deadline: Deadline, since: Moment, allowed: Duration, count: int
) -> Coming | None:
    if deadline.at_most is not None and count >= deadline.at_most:
        return None
    times = count + 1
    whole = Duration(allowed.months * times, allowed.days * times, allowed.minutes * times)
    over = paused(story, since[1], clock.over_at(since[1], whole, story.workflow.timezone))
    return Coming(over, place, deadline, deadline.marks[0], (since[0], allowed), over)


def around(story: Story, over: dt.datetime, mark: Mark) -> dt.datetime:
    """When a mark falls, given when the time is over."""
    if mark.offset is None:
        return over
    offset = story.limit(mark.offset) if isinstance(mark.offset, str) else mark.offset
    assert isinstance(offset, Duration)
    return clock.moved(over, offset, mark.side, story.workflow.timezone)
