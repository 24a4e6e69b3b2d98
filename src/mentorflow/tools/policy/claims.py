"""
Conditions as clauses of a sentence: as something that is so, or that should be so.

``must`` and ``if`` take what is so, advice takes what should be; both are said of the same parts, so that a condition
cannot mean one thing in one place and another in the next.
Nothing here decides whether anything holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules.calendar import Duration
from mentorflow.rules.clauses import listed
from mentorflow.rules.english import NEVER_ABSENT, OPPOSITE, say_option
from mentorflow.rules.meaning import COMPARISONS, kind_of
from mentorflow.rules.workflow import EACH, EITHER, ChooseAny, Fact, LengthOfTime, LimitName, Tick, Who
from mentorflow.tools.policy.words import amount, number, often, parts_of, person, quoted, small, span, the, titled

if TYPE_CHECKING:
    from mentorflow.rules.workflow import Condition, Kind, Test, Workflow

# Each verb as it is, denied, and behind "should".
_VERBS = {
    "is": ("is", "is not", "be"),
    "are": ("are", "are not", "be"),
    "has": ("has", "has not", "have"),
    "have": ("have", "have not", "have"),
    "include": ("include", "do not include", "include"),
}
_OF_SEVERAL = {"is": "are", "has": "have"}
_THAN = {"more_than": "more than", "at_least": "at least", "fewer_than": "below", "at_most": "at most"}
_TIMES = {**_THAN, "fewer_than": "fewer than"}
_LONG = {**_THAN, "more_than": "longer than", "fewer_than": "shorter than"}
# Words that are several without ending in s.
_SEVERAL = frozenset({"children", "men", "people", "women"})


@attrs.frozen
class Claim:
    """One thing that is said of something."""

    subject: str
    verb: str
    rest: str
    denied: bool = False

    def said(self, *, advised: bool) -> str:
        """What is so, or should be so, without what it is said of."""
        is_so, is_not, bare = _VERBS[self.verb]
        if advised:
            return f"should {'not ' if self.denied else ''}{bare} {self.rest}"
        return f"{is_not if self.denied else is_so} {self.rest}"


@attrs.frozen
class Together:
    """Several claims: all of them, or with ``or`` at least one; *whose* they are, where that is said before them."""

    link: str
    items: tuple[Claims, ...]
    whose: str = ""


Claims: TypeAlias = "Claim | Together"
# Things, and what is said of each of them.
Said: TypeAlias = "tuple[tuple[str, ...], tuple[Claim, ...]]"


# --- in sentences ---------------------------------------------------------------------------------------------------
def holds(workflow: Workflow, *names: str) -> str:
    """Conditions as something that is so: the part of a sentence behind ``if``."""
    return _say(_every(workflow, names), advised=False)


def fails(workflow: Workflow, name: str) -> str:
    """That a condition is not so."""
    return _say(_claims(workflow, name, wanted=False), advised=False)


def advised(workflow: Workflow, *names: str) -> str:
    """Conditions as something that should be so."""
    return _say(_every(workflow, names), advised=True)


def score(workflow: Workflow, test: Test, kind: Kind | None = None) -> str:
    """When a number counts as unfavorable: ``fewer than three``; of a length of time ``shorter than three days``."""
    than = _LONG if isinstance(kind, LengthOfTime) else _TIMES
    return f"{than.get(test.op, 'exactly')} {_bound(workflow, test)}"


def _every(workflow: Workflow, names: tuple[str, ...]) -> Claims:
    return _all([_claims(workflow, name, wanted=True) for name in names], "and")


def _say(claims: Claims, *, advised: bool) -> str:
    if isinstance(claims, Claim):
        return f"{claims.subject} {claims.said(advised=advised)}"
    parts = _parted(claims)
    said = [
        _say(part, advised=advised) if isinstance(part, Together) else _of_some(part, claims.link, advised=advised)
        for part in parts
    ]
    either = "either " if claims.link == "or" and len(said) > 1 else ""
    return f"{claims.whose}{either}{listed(dict.fromkeys(said), claims.link)}"


def _of_some(part: Said, link: str, *, advised: bool) -> str:
    subjects, said = part
    several = link == "and" and len(subjects) > 1
    words = (attrs.evolve(each, verb=_OF_SEVERAL.get(each.verb, each.verb)) if several else each for each in said)
    return f"{listed(subjects, link)} {listed((each.said(advised=advised) for each in words), link)}"


def _parted(claims: Together) -> list[Said | Together]:
    """What is said of the same thing together, then the things together of which the same is said."""
    of_each: dict[str, list[Claim]] = {}
    for item in claims.items:
        if isinstance(item, Claim):
            of_each.setdefault(item.subject, []).append(item)
    same: dict[tuple[tuple[str, str, bool], ...], list[str]] = {}
    for subject, said in of_each.items():
        same.setdefault(tuple((each.verb, each.rest, each.denied) for each in said), []).append(subject)
    merged = [(tuple(subjects), tuple(of_each[subjects[0]])) for subjects in same.values()]
    return [*merged, *(item for item in claims.items if isinstance(item, Together))]


# --- conditions -----------------------------------------------------------------------------------------------------
def _claims(workflow: Workflow, name: str, *, wanted: bool) -> Claims:
    condition = workflow.condition_by_name[name]
    items = [
        *_own(workflow, condition, wanted=wanted),
        *(_claims(workflow, part, wanted=wanted) for part in condition.all_of),
        *_any_of(workflow, condition, wanted=wanted),
        *(_claims(workflow, part, wanted=not wanted) for part in condition.none_of),
    ]
    return _all(items, "and" if wanted else "or")


def _any_of(workflow: Workflow, condition: Condition, *, wanted: bool) -> list[Claims]:
    parts = [_claims(workflow, part, wanted=wanted) for part in condition.any_of]
    return [_all(parts, "or" if wanted else "and")] if parts else []


def _all(items: list[Claims], link: str) -> Claims:
    """Several as one; those that are linked in the same way are not set apart."""
    flat = [
        each
        for item in items
        for each in (item.items if isinstance(item, Together) and item.link == link and not item.whose else (item,))
    ]
    return flat[0] if len(flat) == 1 else Together(link, tuple(flat))


def _own(workflow: Workflow, condition: Condition, *, wanted: bool) -> list[Claims]:
    """The tests of a condition; what is denied of each partner is said of some partner, and the other way round."""
    who = condition.who if wanted else _others(condition.who)
    one = len(condition.tests) == 1
    whose = _whose(workflow, who) if one else "the"
    tests: list[Claims] = [_claim(workflow, test, whose, wanted=wanted) for test in condition.tests]
    if who is None or one:
        return tests
    return [Together("and" if wanted else "or", tuple(tests), f"for {_for(workflow, who)} ")]


def _others(who: Who | None) -> Who | None:
    turned = {EACH: EITHER, EITHER: EACH}
    return None if who is None else Who(tuple(turned.get(part, part) for part in who.parts))


def _for(workflow: Workflow, who: Who) -> str:
    return listed((_some(workflow, part) for part in parts_of(who)), "and")


def _some(workflow: Workflow, part: str) -> str:
    return "at least one partner" if part == EITHER else person(workflow, part)


def _whose(workflow: Workflow, who: Who | None) -> str:
    return "the" if who is None else f"{_for(workflow, who)}'s"


# --- tests ----------------------------------------------------------------------------------------------------------
def _claim(workflow: Workflow, test: Test, whose: str, *, wanted: bool) -> Claim:
    if not wanted and test.op in OPPOSITE and test.fact.kind in NEVER_ABSENT and not isinstance(test.value, Fact):
        return _claim(workflow, attrs.evolve(test, op=OPPOSITE[test.op]), whose, wanted=True)
    if test.fact.kind in {"host", "field"}:
        return _read(workflow, test, whose, denied=not wanted)
    return _happened(workflow, test, whose, denied=not wanted)


def _read(workflow: Workflow, test: Test, whose: str, *, denied: bool) -> Claim:
    """What the application tells, or what was answered."""
    kind, asked = kind_of(workflow, test.fact), test.fact.kind == "field"
    if isinstance(kind, Tick):
        said = "agreed to" if asked else "confirmed"
        return Claim(_asked(workflow, test.fact), "is", said, denied=denied == (test.value == ("yes",)))
    if test.value is None:
        return Claim("nothing" if denied else "something", "is", f"chosen under {_asked(workflow, test.fact)}")
    if isinstance(kind, ChooseAny):
        return Claim(
            _subject(workflow, test.fact, whose, "answers"), "include", _bound(workflow, test), denied=denied
        )
    if test.op in COMPARISONS or isinstance(test.value, int):
        return Claim(_subject(workflow, test.fact, whose, "answer"), "is", _compared(workflow, test), denied=denied)
    subject = _subject(workflow, test.fact, whose, "answer", counted=False)
    return Claim(subject, "is" if asked or not _several(subject) else "are", _bound(workflow, test), denied=denied)


def _subject(workflow: Workflow, fact: Fact, whose: str, answers: str, *, counted: bool = True) -> str:
    if fact.kind == "field":
        return f"{whose} {answers} to {_asked(workflow, fact)}"
    name = small(workflow.worded(fact.name))
    return f"the number of {name}" if counted and answers == "answer" and _several(name) else the(name)


def _several(name: str) -> bool:
    """Whether a name is told of several: some word of it ends as those do."""
    words = name.lower().split()
    return any(word in _SEVERAL or (word.endswith("s") and not word.endswith(("ss", "us", "is"))) for word in words)


def _asked(workflow: Workflow, fact: Fact) -> str:
    form = workflow.form_by_name.get(fact.form)
    field = form.field(fact.name) if form is not None else None
    return quoted(field.ask) if field is not None else quoted(workflow.worded(fact.name))


def _compared(workflow: Workflow, test: Test) -> str:
    bound = _bound(workflow, test)
    nothing = (test.op == "at_most" and bound == number(0)) or (test.op == "fewer_than" and bound == number(1))
    if nothing:
        return "zero"
    than = _LONG if isinstance(kind_of(workflow, test.fact), LengthOfTime) else _THAN
    return f"{than[test.op]} {bound}" if test.op in COMPARISONS else f"exactly {bound}"


def _bound(workflow: Workflow, test: Test) -> str:
    """The right-hand side of a test."""
    if isinstance(test.value, LimitName):
        return amount(workflow, test.value.name)
    if isinstance(test.value, Fact):
        return _subject(workflow, test.value, "the", "answer")
    if isinstance(test.value, tuple):
        return _chosen(workflow, test, test.value)
    return span(test.value) if isinstance(test.value, Duration) else number(int(str(test.value)))


def _chosen(workflow: Workflow, test: Test, names: tuple[str, ...]) -> str:
    """Some of the choices; a whole group of them by its name."""
    kind = kind_of(workflow, test.fact)
    # The groups of what the application tells have no name that people read.
    groups = dict(kind.groups) if isinstance(kind, ChooseAny) and test.fact.kind == "field" else {}
    group = next((name for name, within in groups.items() if within == names), None)
    if group is not None:
        return f"{'all' if test.op == 'include_all' else 'any'} of those under {quoted(workflow.worded(group))}"
    if isinstance(kind, ChooseAny) and kind.names == names and test.fact.kind == "field":
        return "all of the choices" if test.op == "include_all" else "any of the choices"
    last = "and" if test.op == "include_all" else "or"
    return listed((quoted(_read_as(workflow, test.fact, name)) for name in names), last)


def _read_as(workflow: Workflow, fact: Fact, name: str) -> str:
    options = getattr(kind_of(workflow, fact), "options", ())
    found = next((option.text for option in options if option.name == name), name)
    return say_option(workflow, fact, name) if found == name else found


# --- what happened --------------------------------------------------------------------------------------------------
def _happened(workflow: Workflow, test: Test, whose: str, *, denied: bool) -> Claim:
    """What was counted, how long ago something was, how many answers are unfavorable, and how a form stands."""
    if test.fact.kind == "unfavorable":
        subject = (
            f"{_so_many(workflow, test, denied=denied)} of {whose} answers in {titled(workflow, test.fact.form)}"
        )
        return Claim(subject, "are", "unfavorable")
    if test.fact.kind == "since":
        return _since(workflow, test, denied=denied)
    return (
        _form(workflow, test, whose, denied=denied)
        if test.fact.kind == "form"
        else _recorded(workflow, test, denied=denied)
    )


def _so_many(workflow: Workflow, test: Test, *, denied: bool) -> str:
    said = score(workflow, test)
    if said in {f"{_TIMES['at_most']} {number(0)}", f"{_TIMES['fewer_than']} {number(1)}"}:
        return "some" if denied else "none"
    return f"{'not ' if denied else ''}{said}"


def _recorded(workflow: Workflow, test: Test, *, denied: bool) -> Claim:
    """How often a move was made, or made since another one was."""
    counts = {each.name: each for each in workflow.counts if test.fact.kind == "count"}
    count = counts.get(test.fact.name)
    since = "" if count is None else f" since the last {titled(workflow, count.reset)}"
    subject = titled(workflow, test.fact.name if count is None else count.counted)
    return Claim(subject, "has", f"been recorded {_so_often(workflow, test)}{since}", denied=denied)


def _since(workflow: Workflow, test: Test, *, denied: bool) -> Claim:
    bound = _bound(workflow, test)
    than = "less than" if test.op == "fewer_than" else _TIMES.get(test.op, "exactly")
    subject = f"{'not ' if denied else ''}{than} {bound}"
    verb = "has" if bound.startswith(("one ", "half ", "a ")) else "have"
    return Claim(subject, verb, f"passed since {titled(workflow, test.fact.name)}")


def _form(workflow: Workflow, test: Test, whose: str, *, denied: bool) -> Claim:
    form = workflow.form_by_name[test.fact.form]
    subject = titled(workflow, form.name) if whose == "the" else f"{whose} {titled(workflow, form.name)}"
    if test.op == "changed_since":
        return Claim(subject, "has", f"been changed since {titled(workflow, str(test.value))}", denied=denied)
    signed = " and signed" if form.signed_by is not None else ""
    return Claim(subject, "is", f"complete{signed}", denied=denied == (test.value is True))


def _so_often(workflow: Workflow, test: Test) -> str:
    value = test.value
    count = workflow.limit_by_name[value.name].amount if isinstance(value, LimitName) else value
    times = often(count) if isinstance(count, int) else f"{_bound(workflow, test)} times"
    return f"{_TIMES.get(test.op, 'exactly')} {times}"
