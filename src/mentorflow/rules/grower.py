"""
The tree grows: texts, lists and blocks arrive one by one and find their place, without recursion and with caps.

What arrives comes with its marks (line, column and character offset, all from 0) from whichever parser reads.
Mistakes that a parser takes for something else are noticed here, because here both neighbors of a value are known;
what is said about them stands in ``slips``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, NoReturn, Protocol

import attrs

from mentorflow.diagnostics import Related, Span, make_span
from mentorflow.rules import indents, scan, slips, syntax
from mentorflow.rules.lines import CLOSING
from mentorflow.rules.tree import Node, make_branch, make_text

if TYPE_CHECKING:
    import re

    from mentorflow.rules.page import Flaw, Page
    from mentorflow.rules.slips import Stretch
    from mentorflow.rules.tree import Kind, Style

MOST_DEPTH = 40
MOST_EVENTS = 12_000
MOST_TEXT = 20_000
MOST_FLAWS = 200

STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}
NOWHERE = Span("", 1, 1, 1, 1)
# Keys that are looked at twice: nothing at all (so is a list or a block as a key), and the sign that merges.
ODD_KEYS = frozenset(("", "<<"))
LONG = frozenset(("literal", "folded"))


class Mark(Protocol):
    """A place in the text, counted from 0."""

    line: int
    column: int
    index: int


class Stopped(Exception):
    """Reading ends here: what follows cannot be trusted, or there is too much of it."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


class Doubtful(Exception):
    """Another parser may read this place otherwise, so it has to be asked."""


@attrs.define
class Branch:
    """A list or block that is still growing."""

    kind: Kind
    flow: bool
    start: Mark
    items: list[Node] = attrs.field(factory=list)
    pairs: list[tuple[Node, Node]] = attrs.field(factory=list)
    places: dict[str, Span] = attrs.field(factory=dict)
    key: Node | None = None
    key_at: Stretch = (0, 0)
    last: Stretch = (0, 0)
    end: Span = attrs.field(default=NOWHERE)
    silent: list[Stretch] = attrs.field(factory=list)


@attrs.define
class Grower:
    """One reading of a page: *root* is what has grown, *flaws* what was noticed on the way."""

    page: Page
    doubting: bool = False
    events: int = 0
    most_events: int = attrs.field(factory=lambda: MOST_EVENTS)
    documents: int = 0
    root: Node | None = None
    flaws: list[Flaw] = attrs.field(factory=list)
    stack: list[Branch] = attrs.field(factory=list)
    last: tuple[int, int, str] | None = None
    cuts: dict[int, int] = attrs.field(init=False)
    unseen: list[re.Match[str]] = attrs.field(init=False)
    unseen_at: list[int] = attrs.field(init=False)
    key_marks: bool = attrs.field(init=False)
    wary: bool = attrs.field(init=False)
    as_it_is: bool = attrs.field(init=False)
    file: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.cuts = slips.cuts(self.page)
        self.unseen = scan.typeset(self.page)
        self.unseen_at = [match.start() for match in self.unseen]
        self.key_marks = slips.has_key_marks(self.page)
        self.wary = bool(self.cuts or self.unseen)
        self.as_it_is, self.file = not self.page.passes, self.page.file

    @property
    def opened(self) -> int | None:
        """Where the innermost bracket or brace that is still open stands."""
        for branch in reversed(self.stack):
            if not branch.flow or self.page.text[branch.start.index] in CLOSING:
                return branch.start.index if branch.flow else None
        return None

    # --- what arrives -----------------------------------------------------------------------------------------------
    def enough(self, start: Mark) -> NoReturn:
        """Reading ends at what is too much."""
        if self.events > self.most_events:
            raise Stopped(slips.too_many(self.page, start.index, self.most_events))
        raise Stopped(slips.too_wrong(self.page, start.index, MOST_FLAWS))

    def text(self, value: str, style: str | None, start: Mark, end: Mark) -> None:
        """A text, in the quotes of *style*."""
        name = STYLES.get(style, "plain")
        if name == "plain" and not value:
            self._nothing(start.index)
            return
        if len(value) > MOST_TEXT:
            raise Stopped(slips.too_long(self.page, start.index, len(value), MOST_TEXT))
        first, last = start.index, end.index
        if name != "plain":
            last = self._quoted(name, first, last)
        elif self.wary or start.line != end.line or "?" in value or value[0] in syntax.CURLY_OPEN:
            self._plain(value, first, last)
        self.last = (first, last, name)
        span = self.page.place(first, last) if name in LONG else self._span(start, end)
        text = value if value.isascii() else unicodedata.normalize("NFC", value)
        self._add(make_text(span, text, name), first, last)

    def open(self, kind: Kind, start: Mark, *, flow: bool) -> None:
        """A list or block begins."""
        if len(self.stack) >= MOST_DEPTH:
            raise Stopped(slips.too_deep(self.page, start.index, MOST_DEPTH))
        self.stack.append(Branch(kind, flow, start))

    def close(self, end: Mark) -> None:
        """The innermost list or block ends."""
        branch = self.stack.pop()
        if branch.silent:
            self._flush(branch, end.index)
        first, last, span = self._extent(branch, end)
        if branch.flow:
            self.last = (first, last, "flow")
        node = make_branch(branch.kind, span, tuple(branch.items), tuple(branch.pairs), flow=branch.flow)
        self._add(node, first, last)

    def alias(self, start: Mark, end: Mark) -> None:
        """A value taken from another place: refused, and read as nothing."""
        if self.doubting:
            raise Doubtful
        self.flaws.append(slips.alias(self.page, start.index, end.index))
        self.last = (start.index, end.index, "alias")
        self._add(Node("text", self.page.place(start.index, end.index)), start.index, end.index)

    def marked(self, start: Mark, *, anchor: bool) -> None:
        """A label or a kind stands before a value: refused, and left out."""
        if self.doubting:
            raise Doubtful
        self.flaws.append(slips.marked(self.page, start.index, anchor=anchor))

    def give_up(self, flaw: Flaw) -> None:
        """Nothing came of it: for this reason, unless what is known of that line is reason enough."""
        self.root = None
        unseen = [match for match in self.unseen if self.page.at(match.start())[0] == flaw.line]
        if unseen and not any(known.line == flaw.line for known in self.flaws):
            flaw = scan.hidden_flaw(self.page, unseen[0])
        if not any(known.line == flaw.line for known in self.flaws):
            self.flaws.append(flaw)

    def _take(self, flaw: Flaw) -> None:
        if flaw.is_end:
            raise Stopped(flaw)
        self.flaws.append(flaw)

    # --- texts ------------------------------------------------------------------------------------------------------
    def _plain(self, value: str, first: int, last: int) -> None:
        page, flow = self.page, bool(self.stack) and self.stack[-1].flow
        if self.cuts and last in self.cuts:
            self._take(slips.cut(page, first, last, self.cuts[last]))
        if "\n" in page.text[first:last] and (flaw := slips.swallowed(page, first, last)):
            self._take(flaw)
        if flow and self.doubting and "?" in value:
            raise Doubtful
        if value[0] in syntax.CURLY_OPEN and (flaw := slips.curly(page, first, last, flow=flow)):
            self.flaws.append(flaw)
        if self.unseen_at:
            self._visible(first, last)

    def _nothing(self, at: int) -> None:
        """Where nothing is: the parsers disagree on the place; here it is always right behind the colon."""
        branch = self.stack[-1] if self.stack else None
        if branch is not None and branch.key is not None:
            at = slips.behind_colon(self.page, branch.key_at[1], at)
        elif branch is not None and branch.kind == "block" and self.doubting:
            raise Doubtful
        if at in self.cuts:
            self._take(slips.cut(self.page, at, at, self.cuts[at]))
        self._add(Node("text", self.page.place(at, at)), at, at)

    def _visible(self, first: int, last: int) -> None:
        """Characters that would be harmless in quotes stand in a text without."""
        low, high = bisect_left(self.unseen_at, first), bisect_left(self.unseen_at, last)
        self.flaws += [scan.hidden_flaw(self.page, match) for match in self.unseen[low:high]]

    def _quoted(self, name: str, first: int, last: int) -> int:
        """Look into a text in quotes or of several lines; tell where it really ends."""
        if self.doubting and name in LONG and not slips.has_plain_header(self.page, first):
            raise Doubtful
        if name == "double":
            self.flaws += slips.escapes(self.page, first, last)
        elif name == "folded" and (flaw := slips.folded(self.page, first)):
            self._take(flaw)
        if name in {"single", "double"}:
            return last
        return first + len(self.page.text[first:last].rstrip())

    # --- places -----------------------------------------------------------------------------------------------------
    def _span(self, start: Mark, end: Mark) -> Span:
        """A place of the page as a place of the file; nearly always the page is the file as it is."""
        if self.as_it_is:
            return make_span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        return self.page.span(start.line, start.column, end.line, end.column)

    def _add(self, node: Node, first: int, last: int) -> None:
        if not self.stack:
            self.root = node
            return
        branch = self.stack[-1]
        branch.end = node.span
        if branch.kind == "list":
            branch.items.append(node)
            branch.last = (first, last)
        elif branch.key is not None:
            self._value(branch, branch.key, node, (first, last))
        else:
            branch.key, branch.key_at = node, (first, last)
            if self.wary or self.key_marks or ":" in node.text:
                self._key(branch, node, first, last)

    def _key(self, branch: Branch, node: Node, first: int, last: int) -> None:
        """Look into a key; only where there is a sign of something wrong."""
        page = self.page
        if self.key_marks and (flaw := slips.key_mark(page, first, max(branch.last[1], branch.start.index))):
            raise Stopped(flaw)
        if node.style == "plain" and ":" in node.text and (flaw := syntax.no_space(page, first, last)):
            # A key in braces with nothing behind it is judged with its value.
            if page.text[last : last + 1] not in {",", "}"}:
                self.flaws.append(flaw)
        elif self.unseen_at and node.style != "plain":
            self._visible(first, last)

    def _value(self, branch: Branch, key: Node, value: Node, at: Stretch) -> None:
        branch.key = None
        if branch.flow and at[0] == at[1] == branch.key_at[1]:
            branch.silent.append(branch.key_at)
            return
        if branch.silent:
            self._flush(branch)
        branch.last = at
        if (key.text in branch.places or key.text in ODD_KEYS) and (flaw := self._kept_out(branch, key)):
            self.flaws.append(flaw)
            return
        branch.places[key.text] = key.span
        branch.pairs.append((key, value))
        if value.kind == "text" and key.span.line != value.span.line and not branch.flow:
            self._own_line(value, at)

    def _own_line(self, value: Node, at: Stretch) -> None:
        """A text on a line of its own that looks like a key and its value, or like an entry of a list."""
        flaw = None
        if value.style == "plain" and ":" in value.text:
            flaw = syntax.no_space(self.page, *at)
        if flaw := flaw or syntax.no_dash_space(self.page, at[0]):
            self.flaws.append(flaw)

    def _kept_out(self, branch: Branch, key: Node) -> Flaw | None:
        """Why a key may not stand here: it is no name, or is there already."""
        if not key.text:
            return syntax.no_name(self.page, *branch.key_at)
        if key.text == "<<" and key.style == "plain":
            return slips.merge_key(self.page, *branch.key_at)
        place = branch.places.get(key.text)
        if place is None:
            return None
        first, *more = branch.pairs
        begins = more and first[0].text == key.text and not branch.flow and self.stack[:-1]
        if begins and self.stack[-2].kind == "list" and (flaw := indents.missing_dash(self.page, branch.key_at[0])):
            return flaw
        related = [Related(place, "here for the first time")]
        return slips.repeated(self.page, *branch.key_at, related)

    def _flush(self, branch: Branch, end: int | None = None) -> None:
        """Words in braces without a colon, once it is known what stands around them."""
        key = branch.pairs[-1] if branch.pairs else None
        whole = (branch.start.index, end) if end is not None and key is None else None
        self.flaws += slips.silent(self.page, key, branch.last, branch.silent, whole)
        branch.silent = []

    def _extent(self, branch: Branch, end: Mark) -> tuple[int, int, Span]:
        """A list in brackets ends at its bracket, one on lines of its own at its last entry."""
        start = branch.start
        if branch.flow and self.page.text[start.index] in CLOSING:
            return start.index, end.index, self._span(start, end)
        here, end_line, end_column = self._span(start, start), branch.end.end_line, branch.end.end_column
        return start.index, branch.last[1], make_span(here.file, here.line, here.column, end_line, end_column)
