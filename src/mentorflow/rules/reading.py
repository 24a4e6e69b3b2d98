"""
What a text in a rule file says: numbers, ranges, lengths of time, shares, yes or no, names.

Each reader takes a text of the file and answers its value, or the one finding that says why it has none.
No reader knows which names exist; resolving names is the work of ``names``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from zoneinfo import ZoneInfo, available_timezones

import attrs

from mentorflow.diagnostics import Diagnostic, Span, Suggestion
from mentorflow.rules import numerals
from mentorflow.rules.calendar import Duration, duration
from mentorflow.rules.findings import fold, found, meant
from mentorflow.rules.notation import ANY_LENGTH, DATES, FORMAT, TICKS
from mentorflow.rules.traps import range_spelling, unit_spelling
from mentorflow.rules.tree import Node
from mentorflow.rules.workflow import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
Read: TypeAlias = T | Diagnostic

MOST_DIGITS = 9
MOST_PERCENT = 100
AN_AMOUNT = (
    "Write a whole number such as 3, a number and a unit such as 48 hours, or a share such as 50% of time left."
)
A_NAME = "Start with a letter; then come letters, digits and underscores."
NAME = re.compile(r"[^\W\d_]\w*")
FILE_NAME = re.compile(r"[^\W_][\w-]*")
_NUMBER = re.compile(rf"-?\d{{1,{MOST_DIGITS}}}")
_SHARE = re.compile(r"(\d{1,4}) ?% of (.+)")
_RANGE = re.compile(r"(.+?) to (.+)")
_AT_MOST = re.compile(r"(?:(?:up to|at most|no more than) )?\d+ ?(?:characters?|chars?)", re.IGNORECASE)
_YES = {"yes": True, "no": False}
_LIKE_YES = {"true": "yes", "on": "yes", "y": "yes", "false": "no", "off": "no", "n": "no"}


def part(node: Node, text: str) -> Span:
    """The place of a piece of a text; the whole text where it is not part of it."""
    start = node.text.find(text)
    return node.span if start < 0 else piece(node, start, start + len(text))


def piece(node: Node, start: int, stop: int) -> Span:
    """The place of some characters of a text, counted from zero; the whole text where it spans several lines."""
    span, quote = node.span, int(node.style != "plain")
    if span.line != span.end_line or span.end_column - span.column != len(node.text) + 2 * quote:
        return span
    column = span.column + quote
    return Span(span.file, span.line, column + start, span.line, column + stop)


def sentence(node: Node) -> Read[str]:
    """A text as it is written."""
    return node.text


def a_name(node: Node) -> Read[str]:
    """A name the author gives: a letter first, then letters, digits and underscores."""
    if NAME.fullmatch(node.text):
        return node.text
    better = re.sub(r"\W+", "_", node.text).strip("_")
    # Several names may stand there without the commas between them.
    one = not all(map(NAME.fullmatch, node.text.split()))
    way_out = _instead(better, node.span, safe=one) if NAME.fullmatch(better) else Suggestion(A_NAME)
    return found("not-a-name", f"'{node.text}' cannot be a name.", node.span, suggestion=way_out)


def file_name(node: Node) -> Read[str]:
    """The name of a workflow: letters, digits, hyphens and underscores."""
    if FILE_NAME.fullmatch(node.text):
        return node.text
    message = f"'{node.text}' cannot be the name of a workflow."
    way_out = Suggestion("Write letters, digits and hyphens only.")
    return found("not-a-name", message, node.span, suggestion=way_out)


def the_format(node: Node) -> Read[str]:
    """The notation the file is written in; there is only one."""
    if node.text == FORMAT:
        return node.text
    message = f"the format '{node.text}' is not known here; this program reads {FORMAT}."
    only_spelled = node.text.casefold() == FORMAT
    return found("wrong-format", message, node.span, suggestion=_instead(FORMAT, node.span, safe=only_spelled))


def timezone(node: Node) -> Read[str]:
    """The name of a time zone that this computer knows."""
    try:
        ZoneInfo(node.text)
    except (KeyError, ValueError, OSError):
        message = f"there is no time zone called '{node.text}'."
        suggestion = _zone_meant(node) or Suggestion("Write a region and a city, such as America/New_York.")
        return found("unknown-timezone", message, node.span, suggestion=suggestion)
    return node.text


def _zone_meant(node: Node) -> Suggestion | None:
    """The zone whose whole name or whose city was meant."""
    # Zones such as PST8PDT are there for old machines only.
    zones = sorted(zone for zone in available_timezones() if not any(map(str.isdigit, zone)))
    cities = {zone.rpartition("/")[2]: zone for zone in reversed(zones)}
    here = [zone for zone in zones if zone[:1].casefold() == node.text[:1].casefold()]
    for names in (here, cities):
        hint = meant(node.text, names, node.span)
        if hint is not None and hint.replacement is not None:
            zone = cities.get(hint.replacement, hint.replacement)
            return _instead(zone, node.span, safe=fold(zone) == fold(node.text))
    return None


def yes_or_no(node: Node) -> Read[bool]:
    """``yes`` or ``no``, in exactly these letters."""
    if node.text in _YES:
        return _YES[node.text]
    folded = node.text.strip().casefold()
    better = folded if folded in _YES else _LIKE_YES.get(folded)
    way_out = Suggestion("Write yes or no.") if better is None else _instead(better, node.span)
    return found("not-yes-or-no", f"'{node.text}' is neither yes nor no.", node.span, suggestion=way_out)


def one_of(node: Node, words: Sequence[str]) -> Read[str]:
    """One of a fixed few words."""
    if node.text in words:
        return node.text
    listed = " or ".join(f"'{word}'" for word in words)
    message = f"'{node.text}' does not say anything here; what may stand here is {listed}."
    way_out = meant(node.text, words, node.span)
    if len(words) == 1 and fold(node.text) != fold(words[0]):
        way_out = Suggestion(f"Did you mean '{words[0]}'?", words[0], node.span)
    return found("not-one-of", message, node.span, suggestion=way_out)


def number(node: Node, lowest: int = 0) -> Read[int]:
    """A whole number of at least *lowest*."""
    if not _NUMBER.fullmatch(node.text):
        digits = numerals.a_number(node.text)
        way_out = Suggestion("Write a whole number in digits, such as 3.")
        way_out = way_out if digits is None else _instead(digits, node.span)
        return found("not-a-number", f"'{node.text}' is not a whole number.", node.span, suggestion=way_out)
    value = int(node.text)
    if value < lowest:
        way_out = Suggestion(f"Write {lowest} or more.")
        return found("number-too-small", f"{value} is too small here.", node.span, suggestion=way_out)
    return value


def number_range(node: Node) -> Read[tuple[int, int]]:
    """``1 to 20``: the lowest and the highest number, both included."""
    ends = _ends(node, "1 to 20")
    if isinstance(ends, Diagnostic):
        return ends
    if not all(_NUMBER.fullmatch(end) for end in ends):
        return _no_range(node, "1 to 20")
    low, high = int(ends[0]), int(ends[1])
    return _upside_down(node) if low > high else (low, high)


def length(node: Node) -> Read[Duration]:
    """A length of time above zero, such as ``90 days``."""
    return length_of(node.text, node.span)


def length_or_name(node: Node) -> Read[Duration | str]:
    """A length of time, or a name that may be a limit's."""
    return _length_or_name(node, node.text)


def time_range(node: Node) -> Read[tuple[Duration | str, Duration | str]]:
    """``15 minutes to 8 hours``; either end may be a name that may be a limit's."""
    ends = _ends(node, "15 minutes to 8 hours")
    if isinstance(ends, Diagnostic):
        return ends
    low, high = (_length_or_name(node, end) for end in ends)
    if isinstance(low, Diagnostic):
        return low
    if isinstance(high, Diagnostic):
        return high
    if isinstance(low, Duration) and isinstance(high, Duration) and low.nominal > high.nominal:
        return _upside_down(node)
    return low, high


def amount(node: Node) -> Read[int | Duration | Share]:
    """The value of a limit: a number, a length of time, or a share of another limit or of the time left."""
    share = _SHARE.fullmatch(node.text)
    if share is not None:
        return _share(node, int(share[1]), share[2])
    if _NUMBER.fullmatch(node.text):
        return number(node)
    if duration(node.text.removeprefix("-")) is not None or _misspelt_length(node.text, node.span) is not None:
        return length(node)
    message = f"'{node.text}' is neither a whole number nor a length of time."
    return found("not-an-amount", message, node.span, suggestion=_amount_meant(node))


def _amount_meant(node: Node) -> Suggestion:
    """What was most likely meant by something that is no value of a limit."""
    text = node.text
    meant = numerals.a_number(text) or numerals.a_length(text) or numerals.a_share(text)
    if meant is not None:
        return _instead(meant, node.span, safe=False)
    if (near := numerals.with_near_unit(text)) is not None:
        return _did_you_mean(near, node.span)
    if re.fullmatch(r"\d{1,3} ?%", text):
        return Suggestion(f"Write of what it is a share, such as {text} of time left, or {text} of another limit.")
    return Suggestion(AN_AMOUNT)


def amount_range(node: Node) -> Read[tuple[int | Duration, int | Duration]]:
    """``30 days to 90 days`` or ``1 to 5``: from what to what a limit may be set."""
    numbers = _RANGE.fullmatch(node.text)
    if numbers is not None and _NUMBER.fullmatch(numbers[1]) and _NUMBER.fullmatch(numbers[2]):
        return number_range(node)
    ends = time_range(node)
    if isinstance(ends, Diagnostic):
        return ends
    low, high = ends
    if isinstance(low, str) or isinstance(high, str):
        return _no_range(node, "30 days to 90 days")
    return low, high


def text_length(node: Node) -> Read[int | None]:
    """``up to 500 characters``; None for ``any length``."""
    if node.text == ANY_LENGTH:
        return None
    match = re.fullmatch(r"up to (\d{1,9}) characters?", node.text)
    if match is not None and int(match[1]) > 0:
        return int(match[1])
    digits = re.fullmatch(r"\D{0,20}([1-9]\d{0,8})\D{0,20}", node.text)
    certain = digits is not None and _AT_MOST.fullmatch(node.text) is not None
    way_out = _instead(f"up to {digits[1]} characters" if digits else ANY_LENGTH, node.span, safe=certain)
    message = f"'{node.text}' does not say how long a text may be."
    return found("not-a-text-length", message, node.span, suggestion=way_out)


def a_date(node: Node) -> Read[tuple[bool, bool]]:
    """Whether a date may not be later than today, and whether it may not be earlier."""
    said = one_of(node, DATES)
    return said if isinstance(said, Diagnostic) else (said == DATES[1], said == DATES[2])


def a_tick(node: Node) -> Read[bool]:
    """Whether a statement has to be agreed to."""
    said = one_of(node, TICKS)
    like = _YES.get(node.text)
    if isinstance(said, Diagnostic) and like is not None:
        return attrs.evolve(said, suggestion=_instead(TICKS[0] if like else TICKS[1], node.span, safe=False))
    return said if isinstance(said, Diagnostic) else said == TICKS[0]


# --- the pieces -----------------------------------------------------------------------------------------------------
def _instead(text: str, span: Span, *, safe: bool = True) -> Suggestion:
    return Suggestion(f"Write {text}.", text, span, safe=safe)


def _did_you_mean(length: str, span: Span) -> Suggestion:
    return Suggestion(f"Did you mean '{length}'?", length, span)


def _share(node: Node, percent: int, of: str) -> Read[Share]:
    if 0 < percent <= MOST_PERCENT:
        return Share(percent, of)
    way_out = Suggestion("Write a share from 1% to 100%.")
    return found("not-a-share", f"{percent}% is not a share.", part(node, f"{percent}"), suggestion=way_out)


def _ends(node: Node, example: str) -> Read[tuple[str, str]]:
    """The two ends of a range; a range that is spelled otherwise gets a finding of its own."""
    match = _RANGE.fullmatch(node.text)
    trap = range_spelling(node)
    if trap is not None:
        return trap.finding
    return _no_range(node, example) if match is None else (match[1], match[2])


def _no_range(node: Node, example: str) -> Diagnostic:
    way_out = Suggestion(f"Write both ends with 'to' between them, such as {example}.")
    return found("not-a-range", f"'{node.text}' is not a range.", node.span, suggestion=way_out)


def _upside_down(node: Node) -> Diagnostic:
    message = f"the range '{node.text}' ends below its start."
    return found("range-upside-down", message, node.span, suggestion=Suggestion("Write the smaller one first."))


def _length_or_name(node: Node, text: str) -> Read[Duration | str]:
    return text if may_be_a_limit(text) else length_of(text, part(node, text))


def may_be_a_limit(text: str) -> bool:
    """Whether a text that stands for a length of time is rather a name than a number and a unit."""
    is_length = text.removeprefix("-")[:1].isdigit() or numerals.a_length(text) is not None
    return not is_length


def length_of(text: str, span: Span) -> Read[Duration]:
    """The length of time that a piece of a text says; it has to be above zero."""
    value = duration(text.removeprefix("-"))
    if value is None:
        return _no_length(text, span)
    if not value.nominal or text.startswith("-"):
        way_out = Suggestion("Write a length of time above zero.")
        said = "below zero" if value.nominal else "no time at all"
        return found("zero-length", f"'{text}' is {said}.", span, suggestion=way_out)
    return value


def _no_length(text: str, span: Span) -> Diagnostic:
    """Why a text is no length of time: its spelling, or all of it."""
    misspelt = _misspelt_length(text, span)
    if misspelt is not None:
        return misspelt
    meant, days = numerals.a_length(text), numerals.with_weekends(text)
    if meant is not None:
        way_out = _instead(meant, span, safe=False)
    elif days is not None:
        way_out = Suggestion(f"Every day counts, weekends as well: write {days} days.", f"{days} days", span)
    elif (near := numerals.with_near_unit(text)) is not None:
        way_out = _did_you_mean(near, span)
    else:
        way_out = Suggestion("Write a number and a unit, such as 48 hours or 30 days.")
    return found("not-a-length-of-time", f"'{text}' is not a length of time.", span, suggestion=way_out)


def _misspelt_length(text: str, span: Span) -> Diagnostic | None:
    """The finding about a length of time that is only spelled otherwise: ``48hours``, ``48 Hrs``."""
    trap = unit_spelling(Node("text", span, text))
    if trap is not None:
        return trap.finding
    near = unit_spelling(Node("text", span, text.replace(" ", "").lower()))
    if near is None:
        return None
    message = f"'{text}' is not a length of time."
    return found("not-a-length-of-time", message, span, suggestion=near.finding.suggestion)
