"""
Values that are read without complaint, but not as they were meant: several names as one, a sentence as a key.

Only who knows what is expected at a place can tell, so the builder asks here, value by value.
Each answer is a trap: the finding, and the value as it was meant, so that the builder can go on with it.
Nothing here knows the keys of the notation; those that matter are handed in.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Diagnostic, Span, Suggestion
from mentorflow.rules.findings import fold, found
from mentorflow.rules.page import in_quotes
from mentorflow.rules.signs import COMPARED, COMPARISON, WORDS, in_words
from mentorflow.rules.syntax import KEY_WITHOUT_SPACE
from mentorflow.rules.tree import Node

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mentorflow.rules.tree import Source

# Longer values are sentences; looking for names or numbers in them would only cost time.
LONGEST = 200
STEP = "  "
UNITS = {
    "min": "minutes",
    "mins": "minutes",
    "h": "hours",
    "hr": "hours",
    "hrs": "hours",
    "d": "days",
    "w": "weeks",
    "wk": "weeks",
    "wks": "weeks",
    "yr": "years",
    "yrs": "years",
}
FULL_UNITS = ("minute", "hour", "day", "week", "month", "year")

_BETWEEN = re.compile(r" *[,;/&] *| +and +")
_SIMPLE = re.compile(r"\w[\w .%-]*")
_WORD = re.compile(r"[^\W\d][\w-]*")
_RANGE = re.compile(r"(?:from )?(?P<low>\d+(?: ?[^\W\d]\w*)?) ?(?:\.\.+|…|[-\u2013\u2014]|to) ?(?P<high>\w[\w ]*)")
_BETWEEN_RANGE = re.compile(r"between (?P<low>\d+(?: ?[^\W\d]\w*)?) and (?P<high>\w[\w ]*)")
_UNIT = re.compile(r"(?P<number>\d+)[-_]?(?P<unit>[^\W\d_]+)(?P<rest> .*)?")


@attrs.frozen
class Trap:
    """A value that was read as something else than was meant: the *finding*, and the *node* as it was meant."""

    finding: Diagnostic
    node: Node


def several_in_one(node: Node, names: Collection[str] | None = None, *, inside: bool = False) -> Trap | None:
    """
    Several names without brackets: ``mentee, mentor``, ``good, fair``, ``coordinator mentee``.

    *names* are those that may stand here; None means that any may, and then only a comma tells them apart.
    *inside* says that the text is itself an entry of a list.
    The node is a list; with *inside* its entries belong in place of the text.
    """
    if node.kind != "text" or len(node.text) > LONGEST or (names is not None and node.text in names):
        return None
    words = _by_comma(node.text, names) or _by_space(node.text.split(), names or ())
    if not words:
        return None
    listed = ", ".join(words)
    hint = Suggestion(
        "Separate the names with commas." if inside else "Put several names in [ ], with commas between them.",
        listed if inside else f"[{listed}]",
        node.span,
        safe=names is None or all(word in names for word in words),
    )
    finding = found("several-in-one", f"'{node.text}' is read as one name.", node.span, suggestion=hint)
    items = tuple(Node("text", _part(node, word), word) for word in words)
    return Trap(finding, Node("list", node.span, items=items, flow=True))


def sentence_became_block(node: Node, source: Source) -> Trap | None:
    """
    A sentence that is read as something else, because of a colon in it or a bracket at its start.

    To be asked where a text is expected; None for a text, and for what stands on several lines.
    """
    if node.kind == "text" or node.span.line != node.span.end_line:
        return None
    text = raw(source, node.span)
    if node.flow:
        message, slug = f"'{text}' starts with a {'brace' if node.kind == 'block' else 'bracket'}.", "special-start"
    elif node.kind == "block":
        message, slug = f"'{text}' holds a colon followed by a space, which ends a key.", "colon-in-text"
    else:
        message, slug = f"'{text}' starts with a dash, which begins a list.", "special-start"
    hint = Suggestion("Put the whole text in quotes.", in_quotes(text), node.span, safe=True)
    finding = found(slug, message, node.span, suggestion=hint)
    return Trap(finding, Node("text", node.span, text, "double"))


def too_shallow(block: Node, keys: Collection[str], source: Source) -> Trap | None:
    """
    Lines that belong to a name, but stand beside it: an ``ask:`` one step too far to the left.

    To be asked of a block whose keys are names; *keys* are those that stand below a name.
    The node is the block with the lines moved below the name.
    """
    if block.flow:
        return None
    for at, ((name, value), (following, _)) in enumerate(zip(block.pairs, block.pairs[1:], strict=False)):
        if value.is_empty and name.text not in keys and following.text in keys:
            moved = tuple(takewhile(lambda pair: pair[0].text in keys, block.pairs[at + 1 :]))
            return _moved(block, at, moved, source)
    return None


def comparison_sign(node: Node, key: str = "") -> Trap | None:
    """
    ``< 3``, ``≥ 3``: comparisons are written in words.

    *key* is the key the value stands behind; where that is itself a comparison, the node is the bound alone,
    otherwise a block such as ``{fewer_than: 3}``.
    """
    match = COMPARISON.fullmatch(node.text) if node.kind == "text" and len(node.text) <= LONGEST else None
    if match is None:
        return None
    word = in_words(match["sign"])
    text = match["bound"].strip()
    bound = Node("text", node.span, text)
    inner = key in WORDS.values()
    meant = None if inner and key != word else text if inner else f"{{{word}: {text}}}"
    hint = Suggestion(f"Write '{word}: {text}'.", meant, node.span if meant else None, safe=meant is not None)
    message = f"'{node.text}' is written with a sign; comparisons are written in words."
    finding = found("comparison-sign", message, node.span, suggestion=hint)
    whole = Node("block", node.span, pairs=((Node("text", node.span, word), bound),), flow=True)
    return Trap(finding, bound if inner else whole)


def compared_without_colon(node: Node, *, own_line: bool) -> Trap | None:
    """
    ``load >= 3`` as all that a condition says: the left side belongs before a colon, the sign in words.

    *own_line* says whether it stands on a line of its own, where no braces are needed around the whole.
    The node is the block that was meant.
    """
    match = COMPARED.fullmatch(node.text) if len(node.text) <= LONGEST else None
    if match is None:
        return None
    word, bound = in_words(match["sign"]), match["bound"]
    line = f"{match['left']}: {{{word}: {bound}}}"
    hint = Suggestion(f"Write '{line}'.", line if own_line else f"{{{line}}}", node.span, safe=True)
    message = f"'{node.text}' is written with a sign; comparisons are written in words."
    finding = found("comparison-sign", message, node.span, suggestion=hint)
    left, right = (
        Node("text", _part(node, text, match.start(part)), text)
        for part, text in (("left", match["left"]), ("bound", bound))
    )
    inner = Node("block", node.span, pairs=((Node("text", node.span, word), right),), flow=True)
    return Trap(finding, Node("block", node.span, pairs=((left, inner),)))


def signs_as_keys(node: Node) -> Trap | None:
    """``{<: 3}``: a sign as the key of a comparison; the node is the block with the key in words."""
    pair = next((pair for pair in node.pairs if pair[0].text in WORDS), None)
    if pair is None:
        return None
    first, bound = pair
    word = WORDS[first.text]
    safe = all(key.text != word for key, _ in node.pairs)
    hint = Suggestion(f"Write '{word}: {bound.text}'.", word, first.span, safe=safe)
    message = f"'{first.text}' is a sign; comparisons are written in words."
    pairs = tuple((attrs.evolve(key, text=WORDS.get(key.text, key.text)), value) for key, value in node.pairs)
    finding = found("comparison-sign", message, first.span, suggestion=hint)
    return Trap(finding, attrs.evolve(node, pairs=pairs))


def range_spelling(node: Node) -> Trap | None:
    """``1..20``, ``1-20``, ``between 1 and 20``: a range is written ``1 to 20``."""
    text = node.text if node.kind == "text" and len(node.text) <= LONGEST else ""
    match = _RANGE.fullmatch(text) or _BETWEEN_RANGE.fullmatch(text)
    if match is None:
        return None
    meant = f"{match['low']} to {match['high']}"
    return None if meant == text else _spelled(node, "range-spelling", "A range is written with 'to'", meant)


def unit_spelling(node: Node) -> Trap | None:
    """``48hours``, ``7days before``, ``30d``: between a number and its unit stands a space."""
    text = node.text if node.kind == "text" and len(node.text) <= LONGEST else ""
    match = _UNIT.fullmatch(text)
    unit = _unit(match["unit"].lower()) if match else None
    if match is None or unit is None:
        return None
    name = unit.removesuffix("s") if match["number"] == "1" else unit
    meant = f"{match['number']} {name}{match['rest'] or ''}"
    return _spelled(node, "unit-spelling", "Between a number and its unit stands a space", meant)


def missing_space(node: Node) -> Trap | None:
    """
    ``late: remind:mentor``: a key and its value without the space between them; the node is a block with the two.

    On a line of their own this is found before anybody asks here; behind another key they need braces as well.
    """
    match = KEY_WITHOUT_SPACE.match(node.text) if node.kind == "text" and node.style == "plain" else None
    if match is None or node.span.line != node.span.end_line:
        return None
    colon = node.span.column + match.end()
    key = attrs.evolve(node.span, end_column=colon - 1)
    value = attrs.evolve(node.span, column=colon)
    said = node.text[match.end() :]
    whole = f"{{{match['key']}: {said}}}"
    hint = Suggestion(f"Write '{whole}'.", whole, node.span, safe=_SIMPLE.fullmatch(said) is not None)
    message = f"After '{match['key']}:' a space is missing."
    finding = found("space-after-colon", message, attrs.evolve(key, end_column=colon), suggestion=hint)
    pair = (Node("text", key, match["key"]), Node("text", value, said))
    return Trap(finding, Node("block", node.span, pairs=(pair,)))


def raw(source: Source, span: Span) -> str:
    """What stands in the file at a place, letter by letter."""
    lines = source.text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def _by_comma(text: str, names: Collection[str] | None) -> tuple[str, ...]:
    """The parts between commas and the like, if at least one of them is known, or any may stand here."""
    parts = tuple(part for part in _BETWEEN.split(text.strip()) if part)
    if len(parts) < 2:  # noqa: PLR2004 - several
        return ()
    if names is None:
        return parts if all(_WORD.fullmatch(part) for part in parts) and "," in text else ()
    known = {fold(name) for name in names}
    return parts if any(fold(part) in known for part in parts) else ()


def _by_space(words: Sequence[str], names: Collection[str]) -> tuple[str, ...]:
    """The names that stand one after another with only spaces between, the longer ones first; all must be known."""
    found_names: list[str] = []
    start = 0
    while start < len(words):
        ends = range(len(words), start, -1)
        name = next((name for end in ends if (name := " ".join(words[start:end])) in names), None)
        if name is None:
            return ()
        found_names.append(name)
        start += name.count(" ") + 1
    return tuple(found_names) if len(found_names) > 1 else ()


def _part(node: Node, word: str, at: int | None = None) -> Span:
    """Where one word of a text stands, *at* a place if that is known; the whole text if it cannot be told."""
    at = node.text.find(word) if at is None else at
    if node.style != "plain" or node.span.end_column - node.span.column != len(node.text):
        return node.span
    start = node.span.column + at
    return attrs.evolve(node.span, column=start, end_column=start + len(word))


def _moved(block: Node, at: int, moved: Sequence[tuple[Node, Node]], source: Source) -> Trap:
    name, first, last = block.pairs[at][0], moved[0][0].span, moved[-1][1].span
    span = Span(first.file, first.line, 1, last.end_line, last.end_column)
    deeper = "\n".join(STEP + line for line in raw(source, span).split("\n"))
    hint = Suggestion(f"Indent what belongs to '{name.text}' one step more.", deeper, span, safe=True)
    message = f"'{moved[0][0].text}' stands beside '{name.text}', not below it."
    finding = found("too-shallow", message, first, suggestion=hint)
    inner = Node(
        "block", Span(first.file, first.line, first.column, last.end_line, last.end_column), pairs=tuple(moved)
    )
    pairs = (*block.pairs[:at], (name, inner), *block.pairs[at + 1 + len(moved) :])
    return Trap(finding, attrs.evolve(block, pairs=pairs))


def _unit(word: str) -> str | None:
    if word.removesuffix("s") in FULL_UNITS:
        return word
    return UNITS.get(word)


def _spelled(node: Node, slug: str, rule: str, meant: str) -> Trap:
    hint = Suggestion(f"Write '{meant}'.", meant, node.span, safe=True)
    finding = found(slug, f"{rule}, not '{node.text}'.", node.span, suggestion=hint)
    return Trap(finding, attrs.evolve(node, text=meant))
