"""
Numbers and lengths of time as people say them: ``five days``, ``half of program_length``, ``5 working days``.

Only for the way out that a message offers; what is written so is a mistake all the same.
"""

from __future__ import annotations

import re

from mentorflow.rules.findings import nearest

# Longer texts are sentences.
LONGEST = 60
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
DIGITS = {word: str(number) for number, word in enumerate(_SMALL)} | {"thirty": "30", "sixty": "60", "ninety": "90"}
UNITS = ("minute", "hour", "day", "week", "month", "year")
SHARES = {"half": "50%", "a third": "33%", "one third": "33%", "a quarter": "25%", "one quarter": "25%"}
_WORKING = re.compile(r"(\d{1,3}) (?:working|business|week|work)[ -]?days?")
_SHARE = re.compile(r"(half|(?:a|one) (?:third|quarter))(?: of)?(?: the)? (.+)")
_MISSPELT = re.compile(r"(\d{1,9}) ?([^\W\d_]+)")
_WORKING_DAYS, _ALL_DAYS = 5, 7


def a_number(text: str) -> str | None:
    """``three`` in digits; None for anything else."""
    return DIGITS.get(text.casefold())


def a_length(text: str) -> str | None:
    """``five days`` or ``a week`` with a number in digits; None for anything else."""
    count, _, unit = text.casefold()[:LONGEST].partition(" ")
    digits = "1" if count in {"a", "an"} else DIGITS.get(count, "")
    if not digits or unit.removesuffix("s") not in UNITS:
        return None
    return f"{digits} {unit.removesuffix('s')}{'' if digits == '1' else 's'}"


def a_share(text: str) -> str | None:
    """``half of program_length`` as a share in digits; None for anything else."""
    match = _SHARE.fullmatch(text[:LONGEST])
    return None if match is None else f"{SHARES[match[1]]} of {match[2]}"


def with_weekends(text: str) -> int | None:
    """As many days as so many working days are, the weekends between them included; None for anything else."""
    match = _WORKING.fullmatch(text[:LONGEST])
    if match is None:
        return None
    weeks, days = divmod(int(match[1]), _WORKING_DAYS)
    return weeks * _ALL_DAYS + days


def with_near_unit(text: str) -> str | None:
    """``14 dyas`` or ``2 monthes`` with the unit that was most likely meant; None for anything else."""
    match = _MISSPELT.fullmatch(text[:LONGEST])
    if match is None:
        return None
    unit = nearest(match[2], [f"{unit}s" for unit in UNITS]) or nearest(match[2], UNITS)
    return None if unit is None else f"{match[1]} {unit.removesuffix('s')}{'' if match[1] == '1' else 's'}"
