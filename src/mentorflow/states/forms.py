"""
Answers as they are handed in: read by the kind of each question, whole sheets only.

An answer outside its kind is a person's mistake and becomes a problem in plain words; a field that does not exist is
a programmer's and raises.
Nothing here knows who may answer, or what an answer leads to.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import attrs

from mentorflow.errors import BadArgument, UnknownName
from mentorflow.rules.calendar import Duration, as_written, duration
from mentorflow.rules.english import listed
from mentorflow.rules.kinds import shown_option
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Date,
    Field,
    Kind,
    LengthOfTime,
    ListOf,
    Text,
    Texts,
    Tick,
    WholeNumber,
)
from mentorflow.states.calls import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mentorflow.states.partnership import Answer, Sheetful


@attrs.frozen
class Problem:
    """Why an answer cannot be taken, in words for the person who gave it."""

    message: str


class Reading(Protocol):
    """What reading depends on: the day of the act, and how long a limit used as a bound is."""

    @property
    def today(self) -> dt.date:
        """The local date of the act."""
        ...

    def length(self, written: Duration | str) -> Duration:
        """A length of time, or the one that a limit gives."""
        ...


Read: TypeAlias = "Answer | Problem"


def read_sheet(
    what: str, fields: tuple[Field, ...], given: Mapping[str, object], reading: Reading
) -> tuple[Sheetful, list[tuple[str, str]]]:
    """
    All answers in the order of the fields, and the problems as (field, message).

    A message begins with the question in words, so that it can be read without its field.
    Fields without an answer stay None and are no problem here: whether one is missing depends on what is asked.
    Raises ``UnknownName`` for a field that does not exist, ``BadArgument`` when the answers are no mapping.
    """
    if not hasattr(given, "keys"):
        msg = f"the answers to {what} must map fields to answers, not be {given!r}"
        raise BadArgument(msg)
    answers: list[Answer] = []
    problems: list[tuple[str, str]] = []
    known = 0
    for field in fields:
        name = field.name
        if name not in given:
            answers.append(None)
            continue
        known, value = known + 1, given[name]
        found = None if value is None else _READERS[type(field.kind)](field.kind, value, reading)
        if isinstance(found, Problem):
            problems.append((name, f"{field.shown}: {found.message}"))
            found = None
        answers.append(found)
    if known != len(given):
        raise _no_such_field(what, fields, given)
    return tuple(answers), problems


def _no_such_field(what: str, fields: tuple[Field, ...], given: Mapping[str, object]) -> UnknownName:
    names = tuple(field.name for field in fields)
    return unknown(next(name for name in given if name not in names), f"field of {what}", names)


def lacks(field: Field, answer: Answer) -> bool:
    """Whether a question that is asked still needs its answer."""
    return answer is None and not field.optional and not (isinstance(field.kind, Tick) and not field.kind.required)


def missing(fields: tuple[Field, ...], answers: Sheetful) -> list[tuple[str, str]]:
    """The fields that still need an answer where all are asked, as (field, message), in the order of the file."""
    if None not in answers:
        return []
    every = zip(fields, answers, strict=True)
    return [(field.name, no_answer(field)) for field, answer in every if lacks(field, answer)]


def no_answer(field: Field) -> str:
    """What is said of a question without its answer; a statement that must be agreed to may have been denied."""
    return f"{field.shown}: yes is needed" if isinstance(field.kind, Tick) else f"{field.shown} has no answer"


def off_advice(field: Field, value: Answer) -> str | None:
    """
    What to note where an answer is outside ``should_be`` (D-01); None where it is inside or absent.

    The answer itself is left out: a warning is read by people who may not see it (ruling 13).
    """
    advice = field.should_be
    if advice is None or value is None:
        return None
    if isinstance(advice, WholeNumber):
        inside = isinstance(value, int) and advice.low <= value <= advice.high
        return None if inside else _outside(field, f"{advice.low} to {advice.high}")
    chosen = value if isinstance(value, tuple) else (value,)
    inside = all(option in advice for option in chosen)
    return None if inside else _outside(field, listed(shown_option(field.kind, each) for each in advice))


def _outside(field: Field, advised: str) -> str:
    return f"{field.shown} is outside what is advised ({advised})"


def in_words(field: Field, value: Answer) -> str:
    """An answer that advice is given on: a number, an option, or several."""
    chosen = value if isinstance(value, tuple) else (value,)
    return listed([shown_option(field.kind, str(each)) for each in chosen], "and")


def read(kind: Kind, value: object, reading: Reading) -> Read:
    """One answer read by its kind; pure."""
    return _READERS[type(kind)](kind, value, reading)


def _text(kind: Text, value: object, _: Reading) -> Read:
    if not isinstance(value, str) or not value.strip():
        return Problem("a text is needed")
    if kind.up_to is not None and len(value) > kind.up_to:
        return Problem(f"the text has {len(value)} characters; {kind.up_to} at most are taken")
    return value


def _texts(kind: Texts, value: object, _: Reading) -> Read:
    given = tuple(value) if isinstance(value, list | tuple) else ()
    if len(given) != kind.count or not all(isinstance(each, str) and each.strip() for each in given):
        return Problem(f"{kind.count} texts are needed")
    return given


def _whole_number(kind: WholeNumber, value: object, _: Reading) -> Read:
    if type(value) is not int or not kind.low <= value <= kind.high:
        # A text that looks like a number would be quoted as that number is.
        wrong = f"the text {_said(value)}" if isinstance(value, str) else _said(value)
        return Problem(f"a whole number from {kind.low} to {kind.high} is needed, not {wrong}")
    return value


def _choose_one(kind: ChooseOne, value: object, _: Reading) -> Read:
    if isinstance(value, str) and value in kind.names:
        return value
    return Problem(f"one of {listed(_called(kind), 'and')} is needed, not {_said(value)}")


def _choose_any(kind: ChooseAny, value: object, _: Reading) -> Read:
    if not isinstance(value, list | tuple | set | frozenset):
        return Problem(f"a list of {listed(_called(kind), 'and')} is needed, not {_said(value)}")
    chosen = [_option(kind, each) for each in value]
    if None in chosen:
        wrong = [_said(each) for each, option in zip(value, chosen, strict=True) if option is None]
        return Problem(_not_among(sorted(wrong) if isinstance(value, set | frozenset) else wrong, kind))
    answer = tuple(name for name in kind.names if name in chosen)
    if len(answer) < kind.at_least:
        return Problem(f"at least {kind.at_least} of {listed(_ways_to_say(kind), 'and')} must be chosen")
    return answer


def _not_among(wrong: list[str], kind: ChooseAny) -> str:
    """Every wrong option once; those of a set are handed over sorted, because a set has no order of its own."""
    once = list(dict.fromkeys(wrong))
    ways = listed(_ways_to_say(kind), "and")
    return f"{listed(once, 'and')} {'are not among' if len(once) > 1 else 'is not one of'} {ways}"


def _option(kind: ChooseAny, said: object) -> str | None:
    """An option by its name or, where the options are numbered, by its number in the order of the file."""
    if kind.numbered and type(said) is int and 0 < said <= len(kind.options):
        return kind.names[said - 1]
    return said if isinstance(said, str) and said in kind.names else None


def _called(kind: ChooseOne | ChooseAny) -> list[str]:
    return [option.called for option in kind.options]


def _ways_to_say(kind: ChooseAny) -> list[str]:
    return [f"{number} {name}" if kind.numbered else name for number, name in enumerate(_called(kind), 1)]


def _length(kind: LengthOfTime, value: object, reading: Reading) -> Read:
    length = value if isinstance(value, Duration) else duration(value) if isinstance(value, str) else None
    low = kind.low if type(kind.low) is Duration else reading.length(kind.low)
    high = kind.high if type(kind.high) is Duration else reading.length(kind.high)
    if length is None or not low.nominal <= length.nominal <= high.nominal:
        # Only what stands in the file itself is sure to have kept its unit: limits go through records.
        ends = (
            as_written(own) if type(own) is Duration else str(end)
            for own, end in ((kind.low, low), (kind.high, high))
        )
        return Problem(f"a length of time from {' to '.join(ends)} is needed, not {_said(value)}")
    return length


def _date(kind: Date, value: object, reading: Reading) -> Read:
    date = value if type(value) is dt.date else _as_date(value)
    if date is None:
        return Problem(f"a date such as 2026-01-20 is needed, not {_said(value)}")
    if kind.not_later_than_today and date > reading.today:
        return Problem(f"{date} is later than today ({reading.today})")
    if kind.not_earlier_than_today and date < reading.today:
        return Problem(f"{date} is earlier than today ({reading.today})")
    return date


def _as_date(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _tick(kind: Tick, value: object, _: Reading) -> Read:
    del kind
    if value is True or value == "yes":
        return True
    if value is False or value == "no":
        return None
    return Problem(f"yes is needed, not {_said(value)}")


def _list_of(kind: ListOf, value: object, reading: Reading) -> Read:
    if not isinstance(value, list | tuple) or len(value) < kind.at_least:
        return Problem(f"a list with at least {kind.at_least} of them is needed")
    rows: list[Any] = []
    for number, each in enumerate(value, 1):
        row = _row(kind, each, reading)
        if isinstance(row, Problem):
            return Problem(f"number {number}: {row.message}")
        rows.append(row)
    return tuple(rows)


def _row(kind: ListOf, value: object, reading: Reading) -> Read:
    if isinstance(value, tuple) and len(value) == len(kind.fields):
        value = {field.name: each for field, each in zip(kind.fields, value, strict=True)}
    if not isinstance(value, dict):
        return Problem(f"{listed((field.called for field in kind.fields), 'and')} are needed")
    answers, problems = read_sheet("the list", kind.fields, value, reading)
    wrong = dict(problems)
    lacking = [pair for pair in missing(kind.fields, answers) if pair[0] not in wrong]
    every = problems + lacking
    return Problem("; ".join(message for _, message in every)) if every else answers


def _said(value: object) -> str:
    """A wrong answer as it is quoted back, in words and cut short."""
    text = _words(value)
    return f"'{text[:40]}'" if len(text) <= 40 else f"'{text[:40]}…'"  # noqa: PLR2004 - a screen's worth


def _words(value: object) -> str:
    """Whatever was handed in, without the spelling of a programming language."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{_words(key)}: {_words(each)}" for key, each in value.items()) or "nothing"
    if isinstance(value, set | frozenset):
        return _words(sorted(map(_words, value)))
    if isinstance(value, list | tuple):
        return listed(map(_words, value), "and") if value else "nothing"
    return "nothing" if value is None else str(value)


_READERS: dict[type, Callable[[Any, object, Reading], Read]] = {
    Text: _text,
    Texts: _texts,
    WholeNumber: _whole_number,
    ChooseOne: _choose_one,
    ChooseAny: _choose_any,
    LengthOfTime: _length,
    Date: _date,
    Tick: _tick,
    ListOf: _list_of,
}
