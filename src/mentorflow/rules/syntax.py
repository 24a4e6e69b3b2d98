"""
What a parser's complaint means in plain words: the one mistake a person most likely made, its place, and a way out.

The parser says where it stopped; the mistake is often earlier, or has a simpler name.
Nothing here parses; every function looks at a page and at what was read last, and answers with a flaw.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from mentorflow.rules.brackets import is_closed, stray, unclosed
from mentorflow.rules.commas import KEYS, lost_comma
from mentorflow.rules.indents import ends_here, is_key, missing_dash, stray_dash, too_little, too_shallow
from mentorflow.rules.lines import CLOSING, above, below, entry, parts, until
from mentorflow.rules.page import Fix, in_quotes
from mentorflow.rules.signs import compared, comparison

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.rules.lines import Parts
    from mentorflow.rules.page import Flaw, Page

QUOTES = "\"'"
CURLY_OPEN = "\u201c\u201d\u201e\u201f\u00ab\u2018\u2019\u201a\u201b\u2039"
CURLY_CLOSE = "\u201c\u201d\u00bb\u2018\u2019\u203a"
# Letters that mean something behind a backslash elsewhere, though not in rule files: which was meant is not known.
ESCAPES = "0abtvfrexuUNLP_ \t"
_PARTS = re.compile(r"^(?:---|\.\.\.)(?=[ \n])", re.MULTILINE)
_WORD = re.compile(r"[^\W\d]\w*")
# What begins a list or a group of keys behind a key, and never stands in a sentence.
_OPENS = (" [", " {")
_ONE_NAME = re.compile(r"[\[{] *([^\W\d]\w*) *[\]}]")
KEY_WITHOUT_SPACE = re.compile(r"(?P<key>[^\W\d]\w*(?: \w+){0,3}):(?=[\[{\"'\w>])")


@attrs.frozen
class Complaint:
    """
    Where a parser stopped, and what it had read: all places are character offsets.

    *words* are the parser's own; *context* is where the thing it was reading began.
    *last* is the last complete text or list in brackets (start, end, style), *opened* the innermost bracket still
    open.
    """

    words: str
    at: int
    context: int | None = None
    last: tuple[int, int, str] | None = None
    opened: int | None = None


def explain(page: Page, complaint: Complaint) -> Flaw:
    """The one flaw that a parser's complaint stands for."""
    for words, answer in ANSWERS:
        if words in complaint.words and (flaw := answer(page, complaint)):
            return flaw
    return _unreadable(page, complaint)


# --- one answer for each kind of mistake ----------------------------------------------------------------------------
def no_space(page: Page, start: int, end: int) -> Flaw | None:
    """``name:value`` at the start of some characters: the space after the colon is missing."""
    match = KEY_WITHOUT_SPACE.match(page.text, start, end)
    if match is None:
        return None
    return page.flaw(
        "space-after-colon",
        f"After '{match['key']}:' a space is missing.",
        match.start(),
        match.end(),
        way_out="Put a space after the colon.",
        fix=Fix(match.end(), match.end(), " "),
    )


def no_dash_space(page: Page, start: int) -> Flaw | None:
    """``-entry`` at the start of a line: the space after the dash is missing."""
    if page.text[start : start + 1] != "-" or not page.text[start + 1 : start + 2].isalpha():
        return None
    message = f"After the dash before '{page.shown(start + 1, parts(page, start).end)}' a space is missing."
    fix, way_out = Fix(start + 1, start + 1, " "), "Put a space after the dash."
    # Lines that start below the entry, not a space to the right of it, have to move as well.
    safe = page.at(below(page, start))[1] != page.at(start)[1] + 1
    return page.flaw("space-after-dash", message, start, start + 1, way_out=way_out, fix=fix, safe=safe)


def quote_it(page: Page, slug: str, message: str, start: int, end: int, *, safe: bool = True) -> Flaw:
    """A text that must stand in quotes."""
    fix = Fix(start, end, in_quotes(page.text[start:end]))
    return page.flaw(slug, message, start, end, way_out="Put the whole text in quotes.", fix=fix, safe=safe)


def curly(page: Page, start: int, end: int) -> Flaw | None:
    """A text that begins and ends with curly quotes where straight ones are meant."""
    text = page.text[start:end]
    if len(text) < len(QUOTES) or text[0] not in CURLY_OPEN or text[-1] not in CURLY_CLOSE:
        return None
    fix = Fix(start, end, in_quotes(text[1:-1]))
    message = f"Around {page.shown(start, end)} stand curly quotes, which become part of the text."
    return page.flaw("curly-quotes", message, start, end, way_out="Use straight quotes.", fix=fix)


def tail_in_quotes(page: Page, complaint: Complaint) -> Flaw:
    """A text that starts with a sign which means something else there."""
    value = entry(page, complaint.at)
    sign = page.text[value.start]
    message = f"A text that starts with {sign} must stand in quotes."
    return quote_it(page, "special-start", message, value.start, value.end)


def _colon(page: Page, complaint: Complaint) -> Flaw:
    """``: `` where no key can be: in a text, or on a line that is indented too deeply."""
    line = parts(page, complaint.at)
    if flaw := no_space(page, line.lead, line.end) or curly(page, line.start, line.end):
        return flaw
    if is_key(page, complaint.at):
        return _key_too_deep(page, line, complaint.at)
    message = f"'{page.shown(line.start, line.end)}' holds a colon followed by a space, which ends a key."
    second = page.text[line.start : complaint.at]
    if second.isidentifier() and second.islower():
        way_out = f"Put the whole text in quotes; if '{second}' is a key, put it on a line of its own."
        return page.flaw("colon-in-text", message, line.start, line.end, way_out=way_out)
    return quote_it(page, "colon-in-text", message, line.start, line.end)


def _key_too_deep(page: Page, line: Parts, end: int) -> Flaw:
    """A line that starts with a key where none can be; that may be due to the line above it."""
    before = above(page, line.lead)
    above_it = parts(page, before)
    if flaw := too_shallow(page, before, line.lead):
        return flaw
    if above_it.key in KEYS and (flaw := too_little(page, before, line.lead)):
        return flaw
    deeper = page.at(before)[1] < page.at(line.lead)[1]
    if not above_it.key and (not deeper or _key_without_colon(page, above_it)):
        return _no_colon(page, Complaint("", before))
    return _too_deep(page, line.lead, end)


def _too_deep(page: Page, start: int, end: int) -> Flaw:
    message = f"The line with '{page.shown(start, end)}' is indented more deeply than the line it belongs beside."
    way_out = "Let it start in the same column as the key above it."
    return page.flaw("indentation", message, start, end, way_out=way_out)


def _no_colon(page: Page, complaint: Complaint) -> Flaw:
    start = complaint.at if complaint.context is None else complaint.context
    line = parts(page, start)
    if flaw := no_space(page, line.lead, line.end) or no_dash_space(page, line.lead) or compared(page, line):
        return flaw
    message = f"The line '{page.shown(line.lead, line.end)}' has no colon, so it is neither a key nor part of a text."
    if key := _key_without_colon(page, line):
        way_out, fix = f"Put a colon behind '{key[0]}'.", Fix(key.end(), key.end(), ":")
        return page.flaw("missing-colon", message, line.lead, line.end, way_out=way_out, fix=fix)
    way_out = "Write it as 'key: value'; or, if it goes on with the text above, indent it more deeply than that key."
    return page.flaw("missing-colon", message, line.lead, line.end, way_out=way_out)


def _key_without_colon(page: Page, line: Parts) -> re.Match[str] | None:
    """The word a line starts with, if it is a key, or if it stands alone with deeper lines below it."""
    word = _WORD.match(page.text, line.lead)
    if word is None:
        return None
    alone = word.end() == line.end and page.at(below(page, line.lead))[1] > page.at(line.lead)[1]
    return word if alone or (word[0] in KEYS and page.text[word.end() : word.end() + 2] in _OPENS) else None


def _runaway_quote(page: Page, complaint: Complaint) -> Flaw | None:
    """A quote that was closed only by another one, lines below."""
    if complaint.last is None or complaint.last[2] not in {"single", "double"}:
        return None
    start, end, _ = complaint.last
    if "\n" not in page.text[start:end] or "\n" in page.text[end : complaint.at]:
        return None
    return _unclosed(page, start)


def _unclosed(page: Page, start: int) -> Flaw:
    line = parts(page, start)
    sign = page.text[start]
    end = min(until(page, start, ",]}\n"), line.end) if line.value[:1] in CLOSING else line.end
    text = page.text[start:end]
    way_out = f"Close it at the end of the text: {page.shown(start, end)}{sign}"
    if sign == "'":
        way_out = f'If it is an apostrophe, put the whole text in double quotes: "{page.shown(start, end)}"'
    message = f"The quote before '{page.shown(start + 1, end)}' is never closed."
    fix = Fix(start, end, in_quotes(text)) if sign == "'" else Fix(end, end, sign)
    flaw = page.flaw("unclosed-quote", message, start, start + 1, way_out=way_out, fix=fix, safe=False)
    # What was meant is for the reader to say; that the text ends with its line is sure enough to read on.
    sure = start == line.start and ends_here(page, start)
    return attrs.evolve(flaw, fixes=(Fix(start, line.end, in_quotes(text[1:])),)) if sure else flaw


def _unclosed_quote(page: Page, complaint: Complaint) -> Flaw:
    return _unclosed(page, complaint.at if complaint.context is None else complaint.context)


def _escape(page: Page, complaint: Complaint) -> Flaw:
    back = page.text.rfind("\\", 0, complaint.at + 1)
    return escape(page, back)


def escape(page: Page, back: int) -> Flaw:
    """A backslash in double quotes that is followed by something without a meaning."""
    message = f"In quotes, '{page.shown(back, back + 2)}' has no meaning."
    way_out = "Double the backslash if one is meant; otherwise write the letter itself."
    safe = page.text[back + 1] not in ESCAPES
    return page.flaw("escape", message, back, back + 2, way_out=way_out, fix=Fix(back, back, "\\"), safe=safe)


def _sign(page: Page, complaint: Complaint) -> Flaw:
    """A sign with which no text may start; signs of comparison have a finding of their own."""
    return comparison(page, complaint.at) or tail_in_quotes(page, complaint)


def _header(page: Page, complaint: Complaint) -> Flaw:
    """Something behind ``>`` or ``|``."""
    line = parts(page, complaint.at)
    if flaw := comparison(page, complaint.at):
        return flaw
    message = f"'{page.shown(line.start, line.end)}' starts a text of several lines, but goes on behind the sign."
    return quote_it(page, "block-text-header", message, line.start, line.end, safe=False)


def _dash(page: Page, complaint: Complaint) -> Flaw | None:
    line = parts(page, complaint.at)
    if not line.key:
        return None
    message = f"A list starts on the same line as its key '{line.key}'."
    way_out = "Start the list on the next line, each entry with a dash; or put its entries in [ ]."
    return page.flaw("dash-after-key", message, complaint.at, complaint.at + 1, way_out=way_out)


def _mark(page: Page, complaint: Complaint) -> Flaw | None:
    """A question mark that stands where a text could start."""
    if page.text[complaint.at : complaint.at + 1] != "?":
        return None
    line = parts(page, complaint.at)
    if complaint.opened is not None:
        return question(page, complaint)
    if complaint.at == line.lead:
        return key_mark(page, complaint.at)
    return tail_in_quotes(page, complaint)


def key_mark(page: Page, index: int) -> Flaw:
    """A question mark that announces a key."""
    message = "A question mark stands before this key."
    return page.flaw("question-mark-key", message, index, index + 1, way_out="Write 'key: value' without it.")


def question(page: Page, complaint: Complaint) -> Flaw:
    """A question mark inside brackets or braces: the text it is part of must stand in quotes."""
    end = until(page, complaint.at, ",]}[{\n")
    if (colon := page.text.find(": ", complaint.at, end)) >= 0:
        end = colon
    start = complaint.at
    if complaint.last is not None and complaint.last[1] == complaint.at and complaint.last[2] == "plain":
        start = complaint.last[0]
    text = page.text[start:end].rstrip(" ")
    message = f"The question mark in '{page.shown(start, start + len(text))}' stands inside brackets or braces."
    fix = Fix(start, start + len(text), in_quotes(text))
    way_out = "Put the text in quotes."
    at, safe = complaint.at, "#" not in text
    return page.flaw("question-mark-in-braces", message, at, at + 1, way_out=way_out, fix=fix, safe=safe)


def _after(page: Page, complaint: Complaint) -> Flaw | None:
    """Something goes on behind a closing quote or bracket on the same line."""
    if complaint.last is None or complaint.opened is not None:
        return None
    if flaw := _runaway_quote(page, complaint):
        return flaw
    start, end, style = complaint.last
    if style == "plain" or page.text[end : complaint.at].strip(" ") or "\n" in page.text[start:end]:
        return None
    return _stray(page, complaint) or _behind(page, start, end, complaint.at, quoted=style != "flow")


def _behind(page: Page, start: int, end: int, at: int, *, quoted: bool) -> Flaw:
    stop = max(parts(page, start).end, at + 1)
    if quoted:
        message = f"The text goes on after its closing quote: '{page.shown(start, stop)}'."
        if page.text[stop - 1] == page.text[start] and page.text[end].isalnum():
            return _quote_inside(page, message, start, stop)
        return quote_it(page, "text-after-quote", message, start, stop)
    message = f"Behind '{page.shown(start, end)}' stands something more: '{page.shown(at, stop)}'."
    if page.text[at] == ",":
        way_out = f"Put all that belongs together before the {page.text[end - 1]}."
        return page.flaw("text-after-bracket", message, start, stop, way_out=way_out)
    return quote_it(page, "text-after-bracket", message, start, stop, safe=False)


def _quote_inside(page: Page, message: str, start: int, stop: int) -> Flaw:
    """``'Who's next?'``: the quote that was meant as part of the text ends it."""
    single = page.text[start] == "'"
    other, inside = ("double", "''") if single else ("single", '\\"')
    way_out = f"Put the text in {other} quotes, or write {inside} for the quote inside."
    fix = Fix(start, stop, in_quotes(page.text[start + 1 : stop - 1]))
    return page.flaw("text-after-quote", message, start, stop, way_out=way_out, fix=fix)


def _stray(page: Page, complaint: Complaint) -> Flaw | None:
    return stray(page, complaint.opened, complaint.at)


def no_name(page: Page, start: int, end: int) -> Flaw:
    """A key that is nothing, a list or a block; of one name in brackets the name is taken."""
    if page.text.startswith(":", end) and (name := _ONE_NAME.fullmatch(page.text, start, end)):
        message = f"Left of a colon stands a name, but here stands '{page.shown(start, end)}'."
        way_out, fix = f"Write '{name[1]}' without brackets.", Fix(start, end, name[1])
        return page.flaw("key-not-text", message, start, end, way_out=way_out, fix=fix)
    if page.text[start:end] in {"", ":"}:
        message, end = "Before this colon stands no name.", start + 1
    else:
        message = f"Left of a colon stands a name, but here stands '{page.shown(start, end)}'."
    way_out = "Write 'key: value'; put a text that starts with a bracket or brace in quotes."
    return page.flaw("key-not-text", message, start, end, way_out=way_out, fatal=False)


def _indented(page: Page, complaint: Complaint) -> Flaw:
    line = parts(page, complaint.at)
    if flaw := no_dash_space(page, above(page, line.lead)) or no_dash_space(page, line.lead):
        return flaw
    if page.text[line.lead : line.lead + 1] == ":":
        return attrs.evolve(no_name(page, line.lead, line.lead + 1), fatal=True)
    before, after = above(page, line.lead), below(page, line.lead)
    if flaw := missing_dash(page, line.lead) or stray_dash(page, line.lead):
        return flaw
    if flaw := too_shallow(page, line.lead, after) or too_shallow(page, before, line.lead):
        return flaw
    if flaw := too_little(page, line.lead, after):
        return flaw
    message = f"The line '{page.shown(line.lead, line.end)}' is not indented like the lines it belongs beside."
    way_out = "Let lines that belong together start in the same column."
    return page.flaw("indentation", message, line.lead, max(line.end, line.lead), way_out=way_out)


def _in_brackets(page: Page, complaint: Complaint) -> Flaw | None:
    """Inside brackets or braces: something else stands where a comma or the end is expected."""
    if complaint.opened is None:
        return None
    opened, at = complaint.opened, complaint.at
    ends = page.text[at] == ":" or "stream end" in complaint.words
    if ends and page.at(opened)[0] != page.at(at)[0] and not is_closed(page, opened, at):
        return unclosed(page, opened)
    if flaw := lost_comma(page, opened, at):
        return flaw
    if page.text[at : at + 1] == ":":
        message = f"Inside {page.text[opened]}{CLOSING[page.text[opened]]} stands a text with a colon and a space."
        way_out = "Put the text in quotes; braces hold at most one level of 'key: value'."
        return page.flaw("colon-in-text", message, at, at + 1, way_out=way_out)
    if page.text[at : at + 1] == ",":
        way_out = "Delete one comma."
        return page.flaw(
            "extra-comma", "Before this comma stands nothing.", at, at + 1, way_out=way_out, fix=Fix(at, at + 1, " ")
        )
    message = f"Before '{page.shown(at, parts(page, at).end)}' a comma is missing, or a text needs quotes."
    way_out = "Separate the entries with commas; put a text that holds brackets or quotes in quotes."
    return page.flaw("missing-comma", message, at, at + 1, way_out=way_out)


def _directive(page: Page, complaint: Complaint) -> Flaw:
    return directive(page, complaint.at if complaint.context is None else complaint.context)


def directive(page: Page, index: int) -> Flaw:
    """A line that starts with %."""
    line = parts(page, index)
    message = f"The line '{page.shown(line.lead, line.end)}' starts with %."
    return page.flaw("directive", message, line.lead, line.end, way_out="Delete the line.")


def second_part(page: Page, index: int) -> Flaw:
    """A line of dashes or dots, with more behind it."""
    line = parts(page, index)
    end = page.starts[page.at(index)[0]] + 3
    message = f"The file goes on after the line '{page.text[end - 3 : end]}'."
    return page.flaw("second-part", message, line.lead, end, way_out="Keep one part only, and delete this line.")


def _top(page: Page, complaint: Complaint) -> Flaw | None:
    """At the left edge something stands that does not belong to what was read."""
    if marks := list(_PARTS.finditer(page.text, 0, complaint.at)):
        return second_part(page, marks[-1].start())
    if complaint.last and complaint.last[2] == "plain" and not parts(page, complaint.last[0]).key:
        return _no_colon(page, attrs.evolve(complaint, context=complaint.last[0]))
    if order := page.text.rfind("\n%", 0, complaint.at) + 1:
        return directive(page, order)
    return _after(page, complaint) or _indented(page, complaint)


def _stream_end(page: Page, complaint: Complaint) -> Flaw | None:
    return None if complaint.opened is None else unclosed(page, complaint.opened)


def _unreadable(page: Page, complaint: Complaint) -> Flaw:
    line = parts(page, complaint.at)
    message = f"From '{page.shown(line.lead, line.end)}' on, the layout of the file cannot be understood."
    way_out = "Put texts that hold signs in quotes, and check that the line is indented like its neighbors."
    return page.flaw("unreadable", message, line.lead, line.end, way_out=way_out)


# Part of the parser's words, and who answers; the first that has an answer counts.
ANSWERS: tuple[tuple[str, Callable[[Page, Complaint], Flaw | None]], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("unknown escape character", _escape),
    ("expected escape sequence", _escape),
    ("while scanning a quoted scalar", _unclosed_quote),
    ("while scanning a block scalar", _header),
    ("that cannot start any token", _sign),
    ("while scanning an alias", tail_in_quotes),
    ("while scanning an anchor", tail_in_quotes),
    ("while scanning a tag", tail_in_quotes),
    ("while parsing a tag", tail_in_quotes),
    ("undefined tag handle", tail_in_quotes),
    ("directive", _directive),
    ("incompatible YAML", _directive),
    ("sequence entries are not allowed", _dash),
    ("stream end", _stream_end),
    ("'?'", _mark),
    ("mapping keys are not allowed", _mark),
    ("document start", _top),
    ("expected <block end>", _after),
    ("found ']'", _stray),
    ("found '}'", _stray),
    ("got ']'", _stray),
    ("got '}'", _stray),
    ("expected ',' or", _in_brackets),
    ("node content", _in_brackets),
    ("expected <block end>", _indented),
)
