"""The hand-written check of facts and answers: from what a caller hands over to what a record keeps."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.handwritten.values import Answers, Partnership

# Answers in the order of the form, and the questions whose answers cannot be taken.
Taken: TypeAlias = "tuple[Answers, list[str]]"

MOST = 100
HELP = ("technical_skills", "multitasking", "organization", "ideas", "new_path", "network", "confidence")
LASTING = ("trust", "respect", "no_confidentiality", "personal_matters", "no_priority")
REPAIRABLE = ("unclear_goals", "expectations", "supervisor_support", "workload", "distance")
OBSTACLES = LASTING + REPAIRABLE
SET_OF_OBSTACLES = frozenset(OBSTACLES)
SET_OF_HELP = frozenset(HELP)
UNFAVORABLE_TOLERATED = 2
CANCELLATIONS_TOLERATED = 3
UNITS = {"minute": 1, "minutes": 1, "hour": 60, "hours": 60}


def facts_of(given: Mapping[str, Any] | None, needed: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    """The declared facts in order; raises when one is undeclared, of the wrong kind or missing."""
    if not given:
        if needed:
            raise ValueError(needed)
        return ()
    for name, value in given.items():
        check = FACTS.get(name)
        if check is None or not check(value):
            raise ValueError(name, value)
    for name in needed:
        if name not in given:
            raise ValueError(name)
    return tuple((name, given[name]) for name in FACTS if name in given)


def _count(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST


FACTS: dict[str, Callable[[Any], bool]] = {
    "mentor_active_mentees": _count,
    "mentor_availability": frozenset({"open", "closed"}).__contains__,
    "mentee_requests_waiting": _count,
    "mentors_interviewed": _count,
    "double_role": frozenset({"none", "asked_for", "endorsed"}).__contains__,
}


def _text(value: object, most: int) -> bool:
    return type(value) is str and 0 < len(value) <= most


def _whole(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def _any_of(value: object, known: frozenset[str], order: tuple[str, ...]) -> tuple[str, ...] | None:
    if type(value) is not list or not known.issuperset(value):
        return None
    return tuple(name for name in order if name in value)


def minutes_of(value: object) -> int:
    """The minutes of ``1 hour``; -1 when it is nothing of the kind."""
    if type(value) is not str:
        return -1
    number, _, unit = value.partition(" ")
    return int(number) * UNITS[unit] if number.isdecimal() and unit in UNITS else -1


def days_of(value: object) -> int:
    """The days of ``60 days``; -1 when it is nothing of the kind."""
    if type(value) is not str:
        return -1
    number, _, unit = value.partition(" ")
    return int(number) if number.isdecimal() and unit in {"day", "days"} else -1


def _date(value: object, latest: dt.date | None) -> bool:
    return type(value) is dt.date and (latest is None or value <= latest)


def _strangers(given: Mapping[str, Any], known: frozenset[str]) -> list[str]:
    return [] if known.issuperset(given) else [name for name in given if name not in known]


AGREEMENT = frozenset((
    "goals", "help_wanted", "duties", "place_and_time", "meeting_length", "meetings_a_month", "hours_a_month",
    "who_arranges", "distance", "supervisor_briefing", "confidentiality", "events_pledge", "no_fault_clause",
))  # fmt: skip
ARRANGERS = frozenset({"mentee", "mentor", "in_turn"})
SECRECY = frozenset({"everything", "unless_permitted"})
GOALS = 3


def agreement(given: Mapping[str, Any], _p: Partnership, _today: dt.date) -> Taken:
    """A sheet of the agreement."""
    get = given.get
    wrong = _strangers(given, AGREEMENT)
    goals, help_wanted = get("goals"), _any_of(get("help_wanted"), SET_OF_HELP, HELP)
    if type(goals) is not list or len(goals) != GOALS or not all(type(g) is str and g for g in goals):
        wrong.append("goals")
    if help_wanted is None:
        wrong.append("help_wanted")
    if not _text(get("duties"), 2000):
        wrong.append("duties")
    if not _text(get("place_and_time"), 500):
        wrong.append("place_and_time")
    length = minutes_of(get("meeting_length"))
    if not 15 <= length <= 480:
        wrong.append("meeting_length")
    if not _whole(get("meetings_a_month"), 1, 20):
        wrong.append("meetings_a_month")
    if not _whole(get("hours_a_month"), 1, 40):
        wrong.append("hours_a_month")
    if get("who_arranges") not in ARRANGERS:
        wrong.append("who_arranges")
    distance = get("distance")
    if distance is not None and not _text(distance, 500):
        wrong.append("distance")
    if not _date(get("supervisor_briefing"), None):
        wrong.append("supervisor_briefing")
    if get("confidentiality") not in SECRECY:
        wrong.append("confidentiality")
    if get("events_pledge") is not True:
        wrong.append("events_pledge")
    if get("no_fault_clause") is not True:
        wrong.append("no_fault_clause")
    if wrong:
        return (), wrong
    return (
        tuple(given["goals"]), help_wanted, given["duties"], given["place_and_time"], length,
        given["meetings_a_month"], given["hours_a_month"], given["who_arranges"], distance,
        given["supervisor_briefing"], given["confidentiality"], True, True,
    ), wrong  # fmt: skip


CHECK_UP = frozenset((
    "fit", "meetings_a_month", "energized", "time_well_spent", "cancelled_in_a_row", "obstacles", "in_own_words",
))  # fmt: skip
FITS = frozenset({"good", "fair", "poor"})
YES_NO = frozenset({"yes", "no"})


def check_up(given: Mapping[str, Any], p: Partnership, _today: dt.date) -> Taken:
    """A sheet of the check-up; what is asked depends on what was answered."""
    get = given.get
    wrong = _strangers(given, CHECK_UP)
    if get("fit") not in FITS:
        wrong.append("fit")
    if not _whole(get("meetings_a_month"), 0, 30):
        wrong.append("meetings_a_month")
    if get("energized") not in YES_NO:
        wrong.append("energized")
    if get("time_well_spent") not in YES_NO:
        wrong.append("time_well_spent")
    if not _whole(get("cancelled_in_a_row"), 0, MOST):
        wrong.append("cancelled_in_a_row")
    named, words = get("obstacles"), get("in_own_words")
    obstacles = None if named is None else _any_of(named, SET_OF_OBSTACLES, OBSTACLES)
    if named is not None and obstacles is None:
        wrong.append("obstacles")
    if words is not None and not _text(words, 1000):
        wrong.append("in_own_words")
    if wrong:
        return (), wrong
    sheet = (
        given["fit"], given["meetings_a_month"], given["energized"], given["time_well_spent"],
        given["cancelled_in_a_row"], obstacles, words,
    )  # fmt: skip
    if unfavorable(sheet, agreed_meetings(p)) > UNFAVORABLE_TOLERATED and not obstacles and words is None:
        return (), ["in_own_words"]
    return sheet, wrong


def agreed_meetings(p: Partnership) -> int | None:
    """How many meetings a month the agreement says; None while it says nothing."""
    agreement_round = p.forms.agreement
    return agreement_round.sheets[0].answers[5] if agreement_round is not None and agreement_round.sheets else None


def unfavorable(sheet: Answers, meetings: int | None) -> int:
    """How many answers of a check-up are unfavorable."""
    count = 0
    if sheet[0] in {"fair", "poor"}:
        count += 1
    if meetings is not None and sheet[1] < meetings:
        count += 1
    if sheet[2] == "no":
        count += 1
    if sheet[3] == "no":
        count += 1
    if sheet[4] > CANCELLATIONS_TOLERATED:
        count += 1
    return count


RECOVERY_PLAN = frozenset({"met_on", "steps"})


def recovery_plan(given: Mapping[str, Any], _p: Partnership, today: dt.date) -> Taken:
    """A sheet of the recovery plan."""
    wrong = _strangers(given, RECOVERY_PLAN)
    if not _date(given.get("met_on"), today):
        wrong.append("met_on")
    if not _text(given.get("steps"), 2000):
        wrong.append("steps")
    return ((), wrong) if wrong else ((given["met_on"], given["steps"]), wrong)


REVIEW = frozenset({"met_on", "goals_changed", "going_on", "evaluation"})


def review(given: Mapping[str, Any], _p: Partnership, today: dt.date) -> Taken:
    """A sheet of the mid-point review."""
    wrong = _strangers(given, REVIEW)
    if not _date(given.get("met_on"), today):
        wrong.append("met_on")
    if given.get("goals_changed") not in YES_NO:
        wrong.append("goals_changed")
    if given.get("going_on") not in YES_NO:
        wrong.append("going_on")
    if not _whole(given.get("evaluation"), 1, 10):
        wrong.append("evaluation")
    if wrong:
        return (), wrong
    return (given["met_on"], given["goals_changed"], given["going_on"], given["evaluation"]), wrong
