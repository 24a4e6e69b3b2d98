"""
Before a file is read: its bytes, its letters, its tabs, and the lines an unfinished merge leaves behind.

All of this is decided on the characters alone, so that it does not matter which parser reads the rest.
Nothing here knows of keys, values or the notation.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import attrs

from mentorflow.diagnostics import Diagnostic, Related, Span, Suggestion
from mentorflow.rules import syntax
from mentorflow.rules.findings import found
from mentorflow.rules.lines import above, below, depth
from mentorflow.rules.page import Fix, Flaw, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_BYTES = 128 * 1024
MOST_ALIKE = 20
STEP = "  "
_COMMENT = re.compile(r"(?:^|(?<= )) *#.*")
# How wide editors show a tab.
WIDTHS = (2, 4, 8)

# What the first bytes of a file give away, and how people call it.
OPENINGS = (
    (b"PK\x03\x04", "a Word document or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a document with formatting (RTF)"),
    (b"\x1f\x8b", "a packed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
HTML = re.compile(r"\s{0,9}<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)

# Never meant: control characters, what changes the direction of reading, and what has no width at all.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
# Sometimes meant, by people who set type; only where a text is in quotes, or in a comment.
TYPESET = "\u00a0\u1680\u2000-\u200a\u200c-\u200f\u202f\u205f\u3000\ufe00-\ufe0f"

_HIDDEN = re.compile(f"[{_UNSEEN}]+")
_TYPESET = re.compile(f"[{TYPESET}]+")
_TABS = re.compile(r"\t[\t ]*")
_LEAD = re.compile(r"^[ \t]+", re.MULTILINE)
_CODE = re.compile(r"^[ \t]+(?![ \t\n#])", re.MULTILINE)
_SPACES = (
    "\t\x0b\x0c\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) .*$|^={7}$", re.MULTILINE)
_ORDER = re.compile(r"(?: *(?:#[^\n]*)?\n)*%")
_SIDES = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)

NAMES = {
    "\u00a0": "no-break space",
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u202f": "narrow no-break space",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\ufeff": "byte order mark",
}


def decode(content: bytes | str, file: str) -> tuple[str, Diagnostic | None]:
    """
    The text of a file with line feeds only, and what keeps it from being read, if anything does.

    Pure; any content is answered.
    """
    if len(content) > MOST_BYTES:
        return "", _too_large(len(content), file)
    if isinstance(content, bytes):
        if name := _other_kind(content):
            return "", _not_text(name, file)
        if content.startswith(WIDE) or b"\x00" in content[:4]:
            return "", _not_utf_8("This file is saved as UTF-16 or UTF-32, not as UTF-8.", Span(file, 1, 1, 1, 1))
        text, flaw = _decoded(content, file)
    else:
        text, flaw = _lines(content), None
    if flaw is None and HTML.match(text):
        flaw = _not_text("a web page", file)
    return text, flaw


def look(page: Page) -> list[Flaw]:
    """Find everything wrong with the characters of a page, before it is read."""
    if _SIDES.search(page.text):
        return [_conflict(page)]
    if order := _ORDER.match(page.text):
        return [syntax.directive(page, order.end() - 1)]
    # Few different letters stand in many places: looking at each once is much faster than searching.
    hidden = _HIDDEN.search("".join(set(page.text))) is not None
    flaws = _few(page, list(_HIDDEN.finditer(page.text)), hidden_flaw) if hidden else []
    if "\t" in page.text:
        flaws += [*_indented(page), *_few(page, _inner_tabs(page), _tab_flaw)]
    return flaws


def typeset(page: Page) -> list[re.Match[str]]:
    """Characters that are harmless in quotes and in comments only."""
    return [] if page.text.isascii() else list(_TYPESET.finditer(page.text))


def hidden_flaw(page: Page, match: re.Match[str]) -> Flaw:
    """The flaw of one or more characters that cannot be seen; a kind of space becomes an ordinary one."""
    first = match[0][0]
    name = NAMES.get(first) or unicodedata.name(first, "control character").lower()
    fix = _plain(match)
    message = f"Here stands a character that cannot be seen: U+{ord(first):04X}, {name}."
    way_out = "Put an ordinary space in its place." if fix.text else "Delete it."
    return page.flaw("hidden-character", message, *match.span(), way_out=way_out, fix=fix)


def _lines(text: str) -> str:
    """One byte order mark less, line feeds only, and one at the end."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"


def _other_kind(content: bytes) -> str | None:
    return next((name for opening, name in OPENINGS if content.startswith(opening)), None)


def _too_large(size: int, file: str) -> Diagnostic:
    message = f"This file has {size // 1024} KB; a rule file may have {MOST_BYTES // 1024} KB."
    return found("too-large", message, Span(file, 1, 1, 1, 1), suggestion=Suggestion("Is it the right file?"))


def _not_text(name: str, file: str) -> Diagnostic:
    way_out = Suggestion("Save the rules as plain text, in a file that ends in .yaml.")
    return found("not-text", f"This file is {name}, not plain text.", Span(file, 1, 1, 1, 1), suggestion=way_out)


def _not_utf_8(message: str, span: Span) -> Diagnostic:
    return found("not-utf-8", message, span, suggestion=Suggestion("Save the file again with the encoding UTF-8."))


def _decoded(content: bytes, file: str) -> tuple[str, Diagnostic | None]:
    try:
        return _lines(content.decode("utf-8")), None
    except UnicodeDecodeError as error:
        before = _lines(content[: error.start].decode("utf-8") + "x")
        line, column = before.count("\n"), len(before) - 1 - before.rfind("\n", 0, -1) - 1
        letter = content[error.start : error.start + 1].decode("cp1252", "replace")
        message = f"The letter here is not saved as UTF-8; in the old Windows encoding it would be '{letter}'."
        span = Span(file, line, column, line, column + 1)
        return _lines(content.decode("utf-8", "replace")), _not_utf_8(message, span)


def _conflict(page: Page) -> Flaw:
    first, *others = _CONFLICT.finditer(page.text)
    related = [Related(page.place(*other.span()), "and this line") for other in others[:MOST_ALIKE]]
    way_out = "Keep the lines of one side, and delete the other side and the lines with <<<<<<<, ======= and >>>>>>>."
    message = f"The line '{page.shown(*first.span())}' is left from a merge that was not finished."
    return page.flaw("merge-conflict", message, *first.span(), way_out=way_out, related=related)


def _few(page: Page, matches: Sequence[re.Match[str]], flaw: Callable[[Page, re.Match[str]], Flaw]) -> list[Flaw]:
    """The flaws of the first of many alike; the last of them says how many there are and mends the others too."""
    flaws = [flaw(page, match) for match in matches[:MOST_ALIKE]]
    if rest := matches[MOST_ALIKE:]:
        fixes = (*flaws[-1].fixes, *(_plain(match) for match in rest))
        words = f"There are {len(rest)} more places of this kind."
        flaws[-1] = attrs.evolve(flaws[-1], fixes=fixes, finding=attrs.evolve(flaws[-1].finding, consequence=words))
    return flaws


def _plain(match: re.Match[str]) -> Fix:
    """A space in place of tabs, and of each character that is a kind of space; nothing in place of others."""
    spaces = " " if match[0][0] == "\t" else "".join(" " for sign in match[0] if sign in _SPACES)
    return Fix(*match.span(), spaces)


def _indented(page: Page) -> list[Flaw]:
    """One flaw for all lines indented with tabs; they can be mended where no line is indented with spaces."""
    leads = [match for match in _LEAD.finditer(page.text) if "\t" in match[0]]
    if not leads:
        return []
    fixes = [Fix(*lead.span(), lead[0].replace("\t", STEP)) for lead in leads]
    code = [match[0] for match in _CODE.finditer(page.text)]
    safe = " " not in "".join(code) or "\t" not in "".join(code)
    flaw = page.flaw(
        "tab",
        "This line is indented with a tab." if len(leads) == 1 else f"{len(leads)} lines are indented with tabs.",
        *leads[0].span(),
        way_out="Indent with spaces only, two for each step.",
        fix=_whole(page, fixes),
        safe=safe,
    )
    return [attrs.evolve(flaw, fixes=tuple(fixes) if safe else _as_seen(page, leads))]


def _as_seen(page: Page, leads: Sequence[re.Match[str]]) -> tuple[Fix, ...]:
    """The tabs as wide as an editor may have shown them, if with one width only every line starts where it can."""
    ways = set()
    for width in WIDTHS:
        seen = Page("", page.text.expandtabs(width))
        if all(_fits(seen, page.at(lead.start())[0]) for lead in leads):
            ways.add(tuple(Fix(*lead.span(), lead[0].expandtabs(width)) for lead in leads))
    return ways.pop() if len(ways) == 1 else ()


def _fits(page: Page, number: int) -> bool:
    """Whether a line starts a step below a key alone above it, beside the line above, or as the line below needs."""
    text, here = _code(page, number), depth(page.line(number))
    if not text.strip():
        return True
    start = page.starts[number] + here
    before, after = (_code(page, page.at(near(page, start))[0]) for near in (above, below))
    if before.endswith(":"):
        return here == _inner(before) + len(STEP)
    step = len(STEP) if text.endswith(":") or _inner(text) > here else 0
    return here in {_inner(before), depth(after) - step} and not (text.endswith(":") and depth(after) <= here)


def _code(page: Page, number: int) -> str:
    """A line without its comment."""
    return _COMMENT.sub("", page.line(number)).rstrip()


def _inner(text: str) -> int:
    """Where what stands on a line starts, behind its dash."""
    return depth(text.replace("- ", "  ", 1)) if text.lstrip().startswith("- ") else depth(text)


def _whole(page: Page, fixes: Sequence[Fix]) -> Fix:
    """One correction that does what several do, from the first to the last."""
    start, end = fixes[0].start, fixes[-1].end
    after = Page("", page.text[:end]).mended(fixes).text
    return Fix(start, end, after[start:])


def _inner_tabs(page: Page) -> list[re.Match[str]]:
    """Tabs that neither indent a line nor stand in a line that is all comment."""
    return [match for match in _TABS.finditer(page.text) if _is_inner(page, match.start())]


def _is_inner(page: Page, index: int) -> bool:
    before = page.text[page.text.rfind("\n", 0, index) + 1 : index].lstrip(" \t")
    return bool(before) and not before.startswith("#")


def _tab_flaw(page: Page, match: re.Match[str]) -> Flaw:
    way_out = "Put a space in its place."
    return page.flaw("tab", "Here stands a tab.", *match.span(), way_out=way_out, fix=Fix(*match.span(), " "))
