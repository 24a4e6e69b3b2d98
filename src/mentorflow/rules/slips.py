"""
What is said about mistakes that a parser takes for something else: each a flaw with its place and a way out.

Nothing here decides whether there is a mistake except by looking at the characters around it; nothing parses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentorflow.rules import lines, signs, syntax
from mentorflow.rules.page import Fix, in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mentorflow.diagnostics import Related
    from mentorflow.rules.page import Flaw, Page
    from mentorflow.rules.tree import Node

# The characters from one offset up to another.
Stretch = tuple[int, int]

# Keys behind which several names may stand; only for guessing what a silent word in braces was meant to be.
TAKES_NAMES = frozenset((
    "by", "tell", "remind", "effect", "must", "should", "not_by", "filled_in_by", "signed_by", "opened_by",
    "also_seen_by", "assigns", "releases", "opens", "closes", "in", "except", "counted_anew_from", "choose_one",
    "choose_any", "all_of", "any_of", "none_of", "told", "because", "include",
))  # fmt: skip

_HASH = re.compile(r"#(?=[^\s#!=-])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_HARMLESS = '"\\/n\n'
_KEY_MARK = re.compile(r"\?(?<=[ ,\[{\n]\?)")
_COMMENT = re.compile(r"#[^\n]*")
_ENTRY = re.compile(r"\n *(?=- |[^\W\d]\w*:[^\s/])")
_HEADER = re.compile(r"[|>][-+0-9]*(?: *\n| +#)")
_WORD = re.compile(r"\S+")
# A text in curly quotes with a comma in it, inside brackets or braces.
_CURLY = re.compile("[\u201c\u201e\u00ab][^\u201c\u201d\u00bb\n]*[\u201c\u201d\u00bb](?= *[,\\]}])")


def cuts(page: Page) -> dict[int, int]:
    """Where a comment begins behind a text, with no space after its #: end of the text to place of the #."""
    return {end: mark for match in _HASH.finditer(page.text) if (end := _before(page, mark := match.start())) < mark}


def _before(page: Page, mark: int) -> int:
    """Where what stands before a # on its line ends; the place of the # itself if it starts the line or follows."""
    end = mark
    while end and page.text[end - 1] == " ":
        end -= 1
    return mark if not end or page.text[end - 1] in "\n#" else end


def has_key_marks(page: Page) -> bool:
    """Whether a question mark may stand before a key anywhere."""
    return page.text.startswith("?") or _KEY_MARK.search(page.text) is not None


def cut(page: Page, start: int, end: int, mark: int) -> Flaw:
    """A text that ends at a # which was most likely part of it."""
    number = page.at(mark)[0]
    stop = page.starts[number] + len(page.line(number).rstrip(" "))
    word = page.text[mark:stop].split(" ")[0]
    first = start if start < end else mark
    fix = Fix(first, stop, in_quotes(page.text[first:stop])) if page.at(first)[0] == number else None
    on = lines.goes_on(page, mark, same=not lines.parts(page, mark).key)
    return page.flaw(
        "cut-by-hash",
        f"The text ends before '{page.shown(mark, mark + len(word))}': what follows a # is a comment.",
        mark,
        mark + len(word),
        way_out="Put the whole text in quotes; if it is a comment, put a space after the #.",
        fix=fix,
        safe=page.text[mark + 1].isdigit() and not on,
        fatal=on,
    )


def swallowed(page: Page, start: int, end: int) -> Flaw | None:
    """A text of several lines, one of which was meant as an entry of a list or as a key."""
    match = _ENTRY.search(page.text, start, end)
    if match is None:
        return None
    if flaw := syntax.no_space(page, match.end(), end) or syntax.no_dash_space(page, start):
        return flaw
    stop = page.starts[page.at(match.end())[0] + 1] - 1
    message = f"The line '{page.shown(match.end(), stop)}' is read as part of the text above it."
    line, column = page.line(page.at(start)[0]), page.at(match.end())[1]
    if line.lstrip(" ").startswith("- "):
        fix = Fix(match.end() - column, match.end(), " " * lines.depth(line))
        way_out = "Let it start in the same column as the dash above it."
        return page.flaw("indentation", message, match.end(), stop, way_out=way_out, fix=fix)
    way_out = "Let the entries of a list start below their key, with nothing behind the key itself."
    return page.flaw("indentation", message, match.end(), stop, way_out=way_out)


def curly(page: Page, start: int, end: int, *, flow: bool) -> Flaw | None:
    """Curly quotes around a text, or at the start of one in brackets."""
    if flaw := syntax.curly(page, start, end):
        return flaw
    if not flow or page.text[start] not in "\u201c\u201e\u00ab":
        return None
    if whole := _CURLY.match(page.text, start):
        return syntax.curly(page, *whole.span())
    message = f"Before '{page.shown(start + 1, end)}' stands a curly quote, which is no quote here but a letter."
    return page.flaw("curly-quotes", message, start, end, way_out="Use straight quotes.")


def escapes(page: Page, start: int, end: int) -> Iterator[Flaw]:
    """Backslashes in double quotes that are followed by something without a meaning in rule files."""
    if page.text.find("\\", start, end) >= 0:
        for match in _ESCAPED.finditer(page.text, start, end):
            if match[1] not in _HARMLESS:
                yield syntax.escape(page, match.start())


def behind_colon(page: Page, key_end: int, at: int) -> int:
    """The place behind the colon of a key that ends at *key_end*; *at* if there is no colon up to there."""
    colon = page.text.find(":", key_end, at)
    return at if colon < 0 else colon + 1


def has_plain_header(page: Page, start: int) -> bool:
    """Whether nothing but a comment, told apart by a space, stands behind the sign that starts a long text."""
    return _HEADER.match(page.text, start) is not None


def folded(page: Page, start: int) -> Flaw | None:
    """``>3``: a comparison that is read as the start of a text of several lines."""
    return signs.comparison(page, start) if page.text[start + 1].isdigit() else None


def silent(
    page: Page,
    before: tuple[Node, Node] | None,
    value: Stretch,
    words: Sequence[Stretch],
    whole: Stretch | None,
) -> list[Flaw]:
    """
    Words in braces with no colon behind them.

    *before* is the key and value in front of them, *value* where that value stands, *whole* the braces if they hold
    nothing else.
    """
    spaces = [flaw for word in words if (flaw := syntax.no_space(page, *word))]
    if spaces:
        return spaces
    start, end = words[0][0], words[-1][1]
    sign = signs.COMPARISON.fullmatch(page.text, start, end)
    if sign is not None and before is None:
        return [_compared(page, start, end, f"{signs.in_words(sign['sign'])}: {sign['bound']}")]
    message = f"'{page.shown(start, end)}' stands in braces without a colon behind it."
    if before is not None:
        return [_beside(page, message, before, value, (start, end))]
    fix = None
    if whole is not None and (line := lines.parts(page, whole[0])).start == whole[0] and line.end > whole[1]:
        message = "A text that starts with a brace must stand in quotes."
        return [syntax.quote_it(page, "special-start", message, line.start, line.end, safe=False)]
    if whole is not None and page.text[whole[0]] == "{":
        fix = Fix(*whole, f"[{page.text[whole[0] + 1 : whole[1] - 1]}]")
    way_out = "Put several names in [ ], and a text in quotes."
    return [page.flaw("silent-key", message, start, end, way_out=way_out, fix=fix, safe=False)]


def _compared(page: Page, start: int, end: int, meant: str) -> Flaw:
    """``{< 3}``: a sign in the braces of a comparison, which are there already."""
    message = f"'{page.shown(start, end)}' is written with a sign; comparisons are written in words."
    return page.flaw("comparison-sign", message, start, end, way_out=f"Write '{meant}'.", fix=Fix(start, end, meant))


def _beside(page: Page, message: str, before: tuple[Node, Node], value: Stretch, words: Stretch) -> Flaw:
    """The words belong to the value in front of them: more names, or the rest of a text with a comma."""
    key, node = before
    inside = page.text[value[0] : value[1]]
    rest = page.text[value[1] : words[1]]
    if key.text in TAKES_NAMES and node.kind == "list" and node.flow:
        fix: Fix | None = Fix(value[0], words[1], inside[:-1].rstrip(" ,") + rest + "]")
        way_out = "Put all names in [ ]."
    elif key.text in TAKES_NAMES and node.kind == "text":
        fix, way_out = Fix(value[0], words[1], f"[{inside}{rest}]"), "Put several names in [ ]."
    else:
        fix = Fix(value[0], words[1], in_quotes(inside + rest)) if node.kind == "text" else None
        way_out = "Put a text that holds a comma in quotes."
    safe = key.text in TAKES_NAMES and node.kind != "block"
    return page.flaw("silent-key", message, *words, way_out=way_out, fix=fix, safe=safe, fatal=False)


def alias(page: Page, start: int, end: int) -> Flaw:
    """A value taken from another place."""
    message = f"'{page.shown(start, end)}' refers to another place in the file."
    way_out = "Write out here what is meant; if it is a text, put it in quotes."
    return page.flaw("alias", message, start, end, way_out=way_out)


def marked(page: Page, start: int, *, anchor: bool) -> Flaw:
    """A label (&) or a kind (!) before a value."""
    word = _WORD.match(page.text, start)
    end = start + len(word[0]) if word else start
    name = page.shown(start, end)
    message = f"'{name}' gives what follows a label." if anchor else f"'{name}' says of what kind the value is."
    way_out = "Delete it; if it is part of a text, put the whole text in quotes."
    return page.flaw("anchor" if anchor else "tag", message, start, end, way_out=way_out, fatal=False)


def key_mark(page: Page, start: int, after: int) -> Flaw | None:
    """A question mark before a key that starts at *start*; *after* is where the value before it ends."""
    # A comment may end with one; nothing else but spaces stands between a value and the next key.
    before = _COMMENT.sub(lambda comment: " " * len(comment[0]), page.text[after:start]).rstrip()
    if not before.endswith("?"):
        return None
    return syntax.key_mark(page, after + len(before) - 1)


def merge_key(page: Page, start: int, end: int) -> Flaw:
    """``<<``."""
    way_out = "Write out here what is meant."
    return page.flaw("merge-key", "'<<' takes keys over.", start, end, way_out=way_out, fatal=False)


def repeated(page: Page, start: int, end: int, related: Sequence[Related]) -> Flaw:
    """A key that stands here already."""
    message = f"'{page.shown(start, end)}' stands here for the second time."
    way_out = "Keep one of the two."
    return page.flaw("repeated-key", message, start, end, way_out=way_out, related=related, fatal=False)


def too_long(page: Page, start: int, length: int, most: int) -> Flaw:
    """A text of far too many characters."""
    message = f"The text that starts here has {length} characters; {most} are allowed."
    way_out = "Is a closing quote missing, or the indentation of the next key?"
    return page.flaw("text-too-long", message, start, start + 1, way_out=way_out)


def too_deep(page: Page, start: int, most: int) -> Flaw:
    """Too many levels."""
    message = f"Here begins a level below {most} others; no rule needs so many."
    return page.flaw("too-deep", message, start, start + 1, way_out="Is a bracket or an indentation repeated?")


def too_many(page: Page, start: int, most: int) -> Flaw:
    """Too many entries."""
    message = f"The file holds more than {most} keys, values and brackets."
    return page.flaw("too-many", message, start, start, way_out="Is it the right file?")


def too_wrong(page: Page, start: int, most: int) -> Flaw:
    """Too many mistakes."""
    message = f"More than {most} mistakes were found; what follows was not read."
    return page.flaw("too-many", message, start, start, way_out="Mend these first, or is it the wrong file?")


def not_keys(page: Page, node: Node) -> Flaw:
    """The whole file is a list or a text."""
    what = "list" if node.kind == "list" else "text"
    # Only what parsers pass over: other letters without ink, such as a no-break space, may be all the text there is.
    first, _ = page.at(len(page.text) - len(page.text.lstrip(" \t\n")))
    start = page.starts[first]
    end = start + len(page.line(first))
    message = f"The file is one {what}; it must start with lines such as 'format: mentorflow/1'."
    way_out = "Write 'key: value' lines, from the left edge."
    return page.flaw("not-keys", message, start, end, way_out=way_out)


def empty(page: Page) -> Flaw:
    """Nothing in the file."""
    return page.flaw("empty-file", "The file says nothing.", 0, 0, way_out="Is it the right file?")
