"""
The small words of a policy: names as titles, people, numbers and lengths of time in words, and whole sentences.

Names are told as people read them; stages, forms and moves are set off and begin with a capital, like the titles of
books, so that every sentence fits whatever they are called.
Nothing here knows what a rule means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.calendar import Duration
from mentorflow.rules.clauses import listed
from mentorflow.rules.workflow import EACH, EITHER, NOBODY, OTHER, Share, Who
from mentorflow.tools.policy.page import BEGIN, set_off

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorflow.rules.workflow import Amount, Option, Workflow

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_OFTEN = ("never", "once", "twice")
_PARTS = {25: "a quarter of", 50: "half of", 75: "three quarters of"}
_PARTNERS = {EACH: "each partner", EITHER: "either partner", OTHER: "the other partner", NOBODY: "nobody"}


# --- sentences ------------------------------------------------------------------------------------------------------
def capital(text: str) -> str:
    """A text that begins with a capital, also where what it begins with is set off."""
    at = 1 if text.startswith((BEGIN, "“")) else 0
    return f"{text[:at]}{text[at : at + 1].upper()}{text[at + 1 :]}"


def small(text: str) -> str:
    """A name inside a sentence: with a small letter, unless it is spelled in capitals."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def the(name: str) -> str:
    """A name behind its article, unless it has one."""
    said = small(name)
    return said if said.startswith(("the ", "a ", "an ")) else f"the {said}"


def sentence(*parts: str) -> str:
    """A sentence of the parts that say something."""
    text = capital(" ".join(part for part in parts if part))
    return text if text.endswith((".", "!", "?", ".”", "!”", "?”")) else f"{text}."


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after the other, without those that say nothing."""
    return " ".join(each for each in sentences if each)


def both(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; each once."""
    return listed(dict.fromkeys(words), "and")


def quoted(text: str) -> str:
    """A question or an answer as a sentence quotes it."""
    return f"“{text}”"


# --- names ----------------------------------------------------------------------------------------------------------
def titled(workflow: Workflow, name: str) -> str:
    """A stage, a form or a move: set off, with a capital."""
    return set_off(capital(workflow.shown(name)))


def term(workflow: Workflow, name: str) -> str:
    """A condition, a limit, a deadline or anything else that has no title of its own: set off, with a capital."""
    return set_off(capital(workflow.worded(name)))


def stages(workflow: Workflow, names: Iterable[str]) -> str:
    """Stages by their titles."""
    return both(titled(workflow, name) for name in names)


def answer(option: Option) -> str:
    """A choice as people read it."""
    return option.text.replace("_", " ") if option.text == option.name else option.text


def thing(workflow: Workflow) -> str:
    """What the policy is about: a partnership, or a program where there are no partners."""
    return "partnership" if workflow.partner_roles else "program"


# --- people ---------------------------------------------------------------------------------------------------------
def person(workflow: Workflow, part: str) -> str:
    """Whoever is meant by a role, or by one of the words for partners."""
    return _PARTNERS.get(part) or the(workflow.shown(part))


def people(workflow: Workflow, who: Who | Iterable[str], last: str = "and") -> str:
    """Some people in a sentence."""
    return listed((person(workflow, part) for part in parts_of(who)), last)


def parts_of(who: Who | Iterable[str]) -> tuple[str, ...]:
    """The roles and the words for partners."""
    return who.parts if isinstance(who, Who) else tuple(who)


def are(who: Who | Iterable[str]) -> str:
    """The verb that goes with some people."""
    return "are" if len(parts_of(who)) > 1 else "is"


# --- numbers --------------------------------------------------------------------------------------------------------
def number(count: int) -> str:
    """A number: in words up to ten."""
    return _SMALL[count] if 0 < count < len(_SMALL) else f"{count:,}"


def plainly(value: int | Duration | None) -> str:
    """A number in a table: in digits."""
    count, _, unit = str(value).partition(" ")
    return f"{int(count):,} {unit}".rstrip()


def times_of(count: int, unit: str) -> str:
    """So many of something: ``1 character``, ``2,000 characters``."""
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def often(count: int) -> str:
    """``once``, ``twice``, ``three times``."""
    return _OFTEN[count] if count < len(_OFTEN) else f"{number(count)} times"


def span(length: Duration) -> str:
    """A length of time in words."""
    count, _, unit = str(length).partition(" ")
    return f"{number(int(count))} {unit}"


def amount(workflow: Workflow, value: Amount | str | None) -> str:
    """A number of the policy in a sentence; of one that may be set for each, what it usually is."""
    if isinstance(value, str):
        limit = workflow.limit_by_name[value]
        said = amount(workflow, limit.amount)
        return f"{said} (unless set otherwise)" if limit.has_range else said
    if isinstance(value, Share):
        return f"{_PARTS.get(value.percent) or f'{value.percent}% of'} {whole(workflow, value.of)}"
    return span(value) if isinstance(value, Duration) else number(value or 0)


def whole(workflow: Workflow, name: str) -> str:
    """What a share is of: a limit, or the time that is left."""
    return the(workflow.worded(name)) if name in workflow.limit_by_name else "the time then left"
