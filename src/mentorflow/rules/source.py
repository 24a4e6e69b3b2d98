"""
YAML text becomes a tree of texts with their places; this is the only room that knows there is YAML.

The parser's events are read one by one with a stack of our own and caps, because composing a tree recurses and can
kill the process, and because a parser's own tree drops places, quote style and repeated keys.
Whatever looks wrong in one parser is decided by the other: the answer is the same with libyaml and without it.
No text is read as a number, a date or yes/no here, and nothing here knows a key of the notation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

import yaml

from mentorflow.diagnostics import in_order
from mentorflow.rules import scan, slips, syntax
from mentorflow.rules.grower import MOST_EVENTS, MOST_FLAWS, Doubtful, Grower, Stopped
from mentorflow.rules.page import Page
from mentorflow.rules.syntax import Complaint
from mentorflow.rules.tree import Node, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.rules.grower import Mark
    from mentorflow.rules.page import Flaw

__all__ = ["Node", "Source", "read"]

# Reading again behind a mended place costs time: so many rounds, and about so many events in all.
MOST_ROUNDS = 10


class _Event(Protocol):
    """What the parsers report; which of these an event has depends on its kind."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    flow_style: bool | None


class _Loader(Protocol):
    def get_event(self) -> _Event | None: ...

    def dispose(self) -> None: ...


def read(content: bytes | str, file: str, *, pure: bool = False) -> Source:
    """
    Read a file: any content is answered, nothing is raised, and the time is bounded by the caps above.

    *file* is only a name, for the places; nothing is opened.
    *pure* reads without libyaml; the answer is the same.
    """
    text, finding = scan.decode(content, file)
    if finding is not None:
        return Source(file, text, None, (finding,))
    root, flaws = _settled(Page(file, text), pure=pure)
    return Source(file, text, root, in_order(flaw.finding for flaw in flaws))


def _settled(page: Page, *, pure: bool) -> tuple[Node | None, list[Flaw]]:
    """Read, mend what can be mended safely, and read again, until nothing is left to mend."""
    kept = scan.look(page)
    if any(flaw.is_end for flaw in kept):
        return None, kept
    page, touched = page.mended_of(kept)
    spent = 0
    for _ in range(MOST_ROUNDS):
        tree = _parsed(page, pure=pure)
        spent += 2 * tree.events
        fresh = [flaw for flaw in tree.flaws if flaw.line not in touched]
        mended = [flaw for flaw in fresh if flaw.fixes]
        # On a line that was mended a further complaint may be about the mending: it ends the reading, unreported.
        doubled = any(flaw.fixes or flaw.is_end for flaw in tree.flaws if flaw.line in touched)
        if doubled or not mended or spent > MOST_EVENTS:
            ended = doubled or bool(mended) or any(flaw.is_end for flaw in fresh)
            return (None if ended else tree.root), kept + fresh
        # What else was found is found again, unless it was only what these mistakes led to.
        kept += mended
        page, lines = page.mended_of(mended)
        touched |= lines
    return None, kept


def _parsed(page: Page, *, pure: bool) -> Grower:
    """Read once; libyaml only where it finds nothing to complain of, so that complaints have one voice."""
    if yaml.__with_libyaml__ and not pure:
        try:
            return _grown(cast("_Loader", yaml.CSafeLoader(page.text)), Grower(page, doubting=True))
        except (yaml.YAMLError, Doubtful):
            pass
    loader, grower = yaml.SafeLoader(page.text), Grower(page)
    try:
        return _grown(loader, grower)
    except yaml.MarkedYAMLError as error:
        complaint = _complaint(error, grower)
    except (ValueError, OverflowError):
        # Two of Python's own errors come through the pure parser: a version and an escape with too large a number.
        words = "directive" if page.line(loader.line).startswith("%") else "expected escape sequence"
        complaint = Complaint(words, loader.index)
    grower.give_up(syntax.explain(page, complaint))
    return grower


def _complaint(error: yaml.MarkedYAMLError, grower: Grower) -> Complaint:
    at, context = (None if mark is None else mark.index for mark in (error.problem_mark, error.context_mark))
    return Complaint(f"{error.context}: {error.problem}", at or 0, context, grower.last, grower.opened)


def _grown(loader: _Loader, grower: Grower) -> Grower:
    """Let a tree grow from everything the parser reports."""
    get, take_of, flaws, most = loader.get_event, TAKERS.get, grower.flaws, grower.most_events
    try:
        while (event := get()) is not None:
            grower.events += 1
            if grower.events > most or len(flaws) > MOST_FLAWS:
                grower.enough(event.start_mark)
            if take := take_of(type(event)):
                take(grower, event)
        _rooted(grower)
    except Stopped as stopped:
        if grower.doubting:
            raise Doubtful from stopped
        grower.flaws.append(stopped.flaw)
    finally:
        loader.dispose()
    return grower


def _rooted(grower: Grower) -> None:
    """The whole file must be a block of keys and values."""
    root, page = grower.root, grower.page
    if root is None or root.is_empty:
        grower.give_up(slips.empty(page))
    elif root.kind != "block":
        spaced = syntax.no_space(page, 0, len(page.text)) if root.kind == "text" else None
        grower.flaws.append(spaced or slips.not_keys(page, root))


# --- one for each kind of event -------------------------------------------------------------------------------------
def _document(grower: Grower, event: _Event) -> None:
    page, start = grower.page, event.start_mark.index
    if grower.documents and grower.doubting:
        raise Doubtful
    if grower.documents:
        raise Stopped((syntax.directive if page.text[start] == "%" else syntax.second_part)(page, start))
    grower.documents += 1


def _scalar(grower: Grower, event: _Event) -> None:
    if event.anchor or event.tag:
        _marked(grower, event)
    grower.text(event.value, event.style, event.start_mark, event.end_mark)


def _sequence(grower: Grower, event: _Event) -> None:
    _marked(grower, event)
    grower.open("list", event.start_mark, flow=bool(event.flow_style))


def _mapping(grower: Grower, event: _Event) -> None:
    _marked(grower, event)
    grower.open("block", event.start_mark, flow=bool(event.flow_style))


def _marked(grower: Grower, event: _Event) -> None:
    if event.anchor or event.tag:
        grower.marked(event.start_mark, anchor=bool(event.anchor))


def _end(grower: Grower, event: _Event) -> None:
    grower.close(event.end_mark)


def _alias(grower: Grower, event: _Event) -> None:
    grower.alias(event.start_mark, event.end_mark)


TAKERS: dict[type, Callable[[Grower, _Event], None]] = {
    yaml.DocumentStartEvent: _document,
    yaml.ScalarEvent: _scalar,
    yaml.SequenceStartEvent: _sequence,
    yaml.SequenceEndEvent: _end,
    yaml.MappingStartEvent: _mapping,
    yaml.MappingEndEvent: _end,
    yaml.AliasEvent: _alias,
}
