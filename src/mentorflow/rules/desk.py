"""
What the builders share while one file is built.

The findings so far, the names, and what later parts have to know of earlier ones.

A desk is made for one file, changed by its builders only, and thrown away; nothing outlives ``build``.
No rule of the notation is checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from mentorflow.diagnostics import Diagnostic, Severity, Span, Suggestion
from mentorflow.rules.findings import found
from mentorflow.rules.names import Names
from mentorflow.rules.reading import a_name
from mentorflow.rules.traps import several_in_one

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from mentorflow.diagnostics import Related
    from mentorflow.rules.traps import Trap
    from mentorflow.rules.tree import Node, Source
    from mentorflow.rules.workflow import Amount, Fact, Kind, Test, Who

T = TypeVar("T")
D = TypeVar("D")


@attrs.frozen
class Use:
    """
    One place where a condition is used.

    *form* is the form whose copy is at hand there, *routing* the table it stands in; *by* are the roles that must be
    allowed to see what it reads.
    """

    condition: str
    span: Span
    form: str | None = None
    routing: str | None = None
    by: tuple[str, ...] = ()


@attrs.frozen
class Way:
    """
    One place that says where something leads, for the rules that hold for some places only.

    *kind* is ``start``, ``move``, ``any_time``, ``fall``, ``form`` or ``row``; *states* are where it stands.
    """

    kind: str
    to: str
    span: Span
    states: tuple[str, ...] = ()


@attrs.define
class Desk:
    """
    The findings and names of one file, and what is known so far.

    *roles* maps each role to its kind; *partners* are those of the partners.
    *amounts* maps each limit to its value, *written* to where that stands; *shares* those written without a name to
    their place.
    *fitting* are the limits used where they fit; *unfit* holds what is to be told of uses where they do not.
    *kinds* maps each host fact and ``FORM.FIELD`` to what it asks for.
    *copies* are the forms with a copy each, *vague* those of which that is unclear, *scored* those with questions
    that can be unfavorable.
    *uses* and *ways* are the places where conditions are used and where something leads on.
    *broken* holds the things (family, name) with an error in them, so that nothing further is concluded from them.
    *texts* are the sentences that people read; *spots* the places of single names among several people, of what is
    compared with a value, and of keys that are spoken of later.
    """

    source: Source
    names: Names = attrs.field(factory=Names)
    findings: list[Diagnostic] = attrs.field(factory=list)
    errors: int = 0
    roles: dict[str, str] = attrs.field(factory=dict)
    partners: tuple[str, ...] = ()
    amounts: dict[str, Amount] = attrs.field(factory=dict)
    written: dict[str, Span] = attrs.field(factory=dict)
    shares: dict[str, Span] = attrs.field(factory=dict)
    fitting: set[str] = attrs.field(factory=set)
    unfit: dict[str, list[Diagnostic]] = attrs.field(factory=dict)
    kinds: dict[str, Kind] = attrs.field(factory=dict)
    copies: set[str] = attrs.field(factory=set)
    vague: set[str] = attrs.field(factory=set)
    scored: set[str] = attrs.field(factory=set)
    has_ends: bool = False
    uses: list[Use] = attrs.field(factory=list)
    ways: list[Way] = attrs.field(factory=list)
    broken: set[tuple[str, str]] = attrs.field(factory=set)
    texts: list[Node] = attrs.field(factory=list)
    spots: dict[tuple[Span, str], Span] = attrs.field(factory=dict)

    def keep(self, finding: Diagnostic) -> None:
        """Keep a finding."""
        self.findings.append(finding)
        self.errors += finding.severity is Severity.ERROR

    def report(
        self,
        slug: str,
        message: str,
        span: Span,
        *,
        way_out: Suggestion | str | None = None,
        so: str | None = None,
        related: Iterable[Related] = (),
    ) -> None:
        """Make and keep a finding; *way_out* may be a plain sentence."""
        hint = Suggestion(way_out) if isinstance(way_out, str) else way_out
        self.keep(found(slug, message, span, consequence=so, suggestion=hint, related=tuple(related)))

    def take(self, read: T | Diagnostic, otherwise: D) -> T | D:
        """The value that was read; where there is a finding instead, it is kept and *otherwise* stands in."""
        if isinstance(read, Diagnostic):
            self.keep(read)
            return otherwise
        return read

    def declare(self, family: str, key: Node) -> str:
        """Take note of a name that the file gives; answers it."""
        name = self.take(a_name(key), key.text)
        for finding in self.names.declare(family, name, key.span):
            self.keep(finding)
        return name

    def mended(self, trap: Trap | None) -> Node | None:
        """Keep what a trap says; answer the value as it was meant, None where there is no trap."""
        if trap is None:
            return None
        self.keep(trap.finding)
        return trap.node

    def find(
        self,
        node: Node,
        *families: str,
        words: Iterable[str] = (),
        counts: bool = True,
        fits: Callable[[str], bool] = bool,
    ) -> str | None:
        """The name that a text means, or None; see ``Names.find``."""
        return self.find_at(node.text, node.span, *families, words=words, counts=counts, fits=fits)

    def find_at(
        self,
        text: str,
        span: Span,
        *families: str,
        words: Iterable[str] = (),
        counts: bool = True,
        fits: Callable[[str], bool] = bool,
    ) -> str | None:
        """The same for a piece of a text."""
        before = self.names.misses
        name = self.names.find(text, span, families, words, counts=counts, fits=fits)
        self.errors += self.names.misses - before
        return name

    def each(self, node: Node | None, *families: str, words: Collection[str] = ()) -> tuple[Node, ...]:
        """One name, or several in brackets, as several; names that were run together are taken apart."""
        if node is None:
            return ()
        if node.kind != "list":
            return self._apart(node, families, words, inside=False)
        return tuple(one for item in node.items for one in self._apart(item, families, words, inside=True))

    def _apart(
        self, node: Node, families: tuple[str, ...], words: Collection[str], *, inside: bool
    ) -> tuple[Node, ...]:
        if node.text in words:
            return (node,)
        for family in families:
            if node.text in self.names.families[family]:
                return (node,)
        list_node = self.mended(several_in_one(node, {*self.names.known(*families), *words}, inside=inside))
        return (node,) if list_node is None else list_node.items

    def shown(self, node: Node) -> str:
        """A sentence that people read, kept for what is to be said about sentences."""
        self.texts.append(node)
        return node.text

    def drop(self, *nodes: Node) -> None:
        """Pass over something that cannot be understood; the words in it may be names that are used there."""
        pending = list(nodes)
        while pending:
            node = pending.pop()
            self.names.mentioned.update((node.text, *node.text.split(".")))
            pending += node.items
            pending += [each for pair in node.pairs for each in pair]

    def miss(self, text: str, finding: Diagnostic) -> None:
        """Keep the finding of an unknown word that was looked up elsewhere."""
        self.names.miss(text, finding)
        self.errors += 1

    def does_not_fit(self, limit: str, finding: Diagnostic) -> None:
        """Keep a use of a limit that is of another sort than its place needs; see ``build_limits.unfit``."""
        self.unfit.setdefault(limit, []).append(finding)
        self.errors += 1

    def use(
        self, node: Node | None, form: str | None = None, routing: str | None = None, by: tuple[str, ...] = ()
    ) -> str | None:
        """The condition a text names, its use taken note of; see ``Use``."""
        name = None if node is None else self.find(node, "condition")
        if name is not None and node is not None:
            self.uses.append(Use(name, node.span, form, routing, by))
        return name

    def spot(self, who: Who, part: str) -> Span:
        """The place of one name among the people of a key."""
        return self.spots.get((who.span, part), who.span)

    def spot_of(self, test: Test, fact: Fact) -> Span:
        """The place of one of the facts of a test: left of the colon, or the value itself."""
        return self.spots.get((test.span, str(fact)), test.span)

    def is_broken(self, family: str, name: str) -> bool:
        """Whether there is an error in a thing."""
        return (family, name) in self.broken

    def watched(self, family: str, name: str) -> Watch:
        """A context that marks a thing as broken when an error turns up while it is built."""
        return Watch(self, (family, name))


@attrs.define
class Watch:
    """See ``Desk.watched``."""

    desk: Desk
    thing: tuple[str, str]
    before: int = 0

    def __enter__(self) -> None:
        """Remember how many errors there were."""
        self.before = self.desk.errors

    def __exit__(self, *_: object) -> None:
        """Mark the thing when there are more."""
        if self.desk.errors > self.before:
            self.desk.broken.add(self.thing)
