"""Small random programs, every case they can be in, and a naive reading of their conditions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from mentorflow.rules.calendar import HOUR, Duration, add_to_date, local_date
from mentorflow.rules.spaces import NOON
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Condition,
    Count,
    Fact,
    Field,
    Form,
    HostFact,
    Limit,
    LimitName,
    Routing,
    Test,
    Tick,
    Who,
    WholeNumber,
    Workflow,
)
from tests.rules.programs import (
    EACH,
    EITHER,
    Moment,
    Pair,
    Round,
    Sheet,
    asks,
    condition,
    options,
    row,
    table,
    workflow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mentorflow.rules.layout import Layout
    from mentorflow.rules.tables import Flaw

LIMITS = (
    Limit("fixed", 1),
    Limit("ranged", 1, 0, 2),
    Limit("stretch", Duration(days=1), Duration(days=1), Duration(days=2)),
)
COMPARING = ("more_than", "at_least", "fewer_than", "at_most")
NUMBERS = ("level", "#tries", "own.many", "shared.many", "own.unfavorable", "shared.unfavorable", "times.back")


# --- random programs ------------------------------------------------------------------------------------------------
def bounds(what: str) -> st.SearchStrategy[Any]:
    """What a number may be compared with."""
    constants = st.sampled_from([0, 1, 2, "fixed", "ranged"])
    facts = st.sampled_from([f"*{name}" for name in NUMBERS if name != what])
    return constants | facts


@st.composite
def tests_of(draw: Callable[..., Any]) -> Test:
    """One comparison."""
    kind = draw(st.sampled_from(["number", "choice", "some", "form", "since", "tick", "host"]))
    if kind == "number":
        what = draw(st.sampled_from(NUMBERS))
        return asks(what, draw(st.sampled_from(COMPARING)), draw(bounds(what)))
    if kind == "choice":
        return asks("own.pick", "is", draw(st.sampled_from([("a",), ("a", "b"), ("c",)])))
    if kind == "some":
        op = draw(st.sampled_from(["include", "include_all"]))
        chosen = draw(st.sampled_from([("p",), ("p", "q"), ("q", "r")] + ([None] if op == "include" else [])))
        return asks("own.some", op, chosen)
    if kind == "form":
        form = draw(st.sampled_from(["@own", "@shared"]))
        return draw(
            st.sampled_from(
                [
                    asks(form, "complete", value=True),
                    asks(form, "complete", value=False),
                    asks(form, "changed_since", "back"),
                ]
            )
        )
    if kind == "since":
        return asks(
            "since.back", draw(st.sampled_from(COMPARING)), draw(st.sampled_from([Duration(days=2), "stretch"]))
        )
    return asks("agreed" if kind == "host" else "own.sure", "is", draw(st.sampled_from(["yes", "no"])))


@st.composite
def programs(draw: Callable[..., Any], *, conditions: int = 4) -> Workflow:
    """Two forms, some facts, and a few conditions that may stand on each other."""
    mark = draw(st.sampled_from([("a",), ("b", "c"), ("a", "b", "c")]))
    marked = asks(
        "own.many", draw(st.sampled_from(COMPARING)), draw(st.sampled_from([0, 1, "ranged", "*shared.many"]))
    )
    asked_if = draw(st.sampled_from([None, "first"]))
    some = ChooseAny(options("p", "q", "r"), at_least=draw(st.integers(0, 3)))
    own = Form(
        "own",
        EACH,
        (
            Field("pick", ChooseOne(options("a", "b", "c")), unfavorable=draw(st.sampled_from([None, mark]))),
            Field("many", WholeNumber(0, 2), unfavorable=draw(st.sampled_from([None, marked]))),
            Field("some", some, optional=draw(st.booleans()), asked_if=asked_if),
            Field("sure", Tick(required=draw(st.booleans()))),
        ),
        living=draw(st.booleans()),
    )
    many = Field(
        "many", WholeNumber(0, 2), unfavorable=draw(st.sampled_from([None, asks("shared.many", "at_least", 2)]))
    )
    shared = Form("shared", Who(("mentee",)), (many,), signed_by=EACH, living=draw(st.booleans()))
    first = condition(
        "first", draw(st.sampled_from([asks("own.pick", "is", "a"), asks("own.unfavorable", "at_least", 1)]))
    )
    made = [first]
    for number in range(conditions):
        made.append(draw(one_condition(f"c{number}", tuple(c.name for c in made))))
    facts = (HostFact("level", WholeNumber(0, 2)), HostFact("agreed", Tick()))
    return workflow(
        limits=LIMITS,
        facts=facts,
        forms=(own, shared),
        counts=(Count("tries", "back", "back"),),
        conditions=tuple(made),
    )


@st.composite
def one_condition(draw: Callable[..., Any], name: str, others: tuple[str, ...]) -> Condition:
    """Some tests, or some other conditions, or both."""
    who = draw(st.sampled_from([None, None, None, EACH, EITHER, Who(("mentor",)), Who(("supervisor", "mentee"))]))
    own = tuple(draw(st.lists(tests_of(), min_size=1, max_size=2)))
    parts = {
        part: tuple(draw(st.lists(st.sampled_from(others), max_size=2))) for part in ("all_of", "any_of", "none_of")
    }
    if draw(st.booleans()):
        return condition(name, *own, who=who)
    return condition(name, *own[: draw(st.integers(0, 1))], who=who, **parts)


@st.composite
def tables_of(draw: Callable[..., Any], program: Workflow) -> Routing:
    """A table of a few rows; half of them are a proper split, so that sound tables come up as well."""
    names = [c.name for c in program.conditions]
    form = draw(st.sampled_from([None, "own"]))
    if draw(st.booleans()):
        one, two = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        rows = [row(**{one: True}), row(**{one: False, two: True}), row(**{one: False, two: False})]
        return table(*rows[: draw(st.integers(2, 3))], form=form)
    cells = st.dictionaries(st.sampled_from(names), st.booleans(), min_size=1, max_size=2)
    return table(*(row(**c) for c in draw(st.lists(cells, min_size=1, max_size=3))), form=form)


# --- every case -----------------------------------------------------------------------------------------------------
@attrs.frozen
class Case:
    """What a decision is made from."""

    p: Pair
    facts: dict[str, Any]
    sheet: tuple[Any, ...] | None
    at: int = NOON


def read_by(program: Workflow, names: set[str]) -> tuple[set[Fact], list[Condition]]:
    """Every fact some conditions may read, and those conditions."""
    facts: set[Fact] = set()
    seen: dict[str, Condition] = {}
    pending = list(names)
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen[name] = program.condition_by_name[name]
        pending += seen[name].parts
        tests = list(seen[name].tests)
        while tests:
            test = tests.pop()
            facts |= {one for one in (test.fact, test.value) if isinstance(one, Fact)}
            facts |= {Fact("limit", test.value.name)} if isinstance(test.value, LimitName) else set()
            facts |= {Fact("changed", test.fact.form)} if test.op == "changed_since" else set()
            for form in program.forms:
                whole = Fact("unfavorable", "", form.name) in {test.fact, test.value}
                for field in form.fields:
                    own = Fact("field", field.name, form.name)
                    if (whole and field.scored) or own in {test.fact, test.value}:
                        facts.add(own)
                        pending += [field.asked_if] if field.asked_if else []
                        if isinstance(field.unfavorable, Test) and whole:
                            tests.append(field.unfavorable)
    return facts, list(seen.values())


def domain(field: Field) -> list[Any]:
    """Every answer to a question."""
    kind = field.kind
    if isinstance(kind, WholeNumber):
        return list(range(kind.low, kind.high + 1))
    if isinstance(kind, ChooseOne):
        return list(kind.names)
    if isinstance(kind, Tick):
        return [True]
    assert isinstance(kind, ChooseAny)
    sets = product([False, True], repeat=len(kind.names))
    answers = [tuple(n for n, taken in zip(kind.names, some, strict=True) if taken) for some in sets]
    return [answer for answer in answers if len(answer) >= kind.at_least]


def sheets(form: Form, facts: set[Fact], *, whole: bool) -> list[tuple[Any, ...] | None]:
    """Every sheet of a form, as far as some facts tell them apart; None for none."""
    fields = []
    for field in form.fields:
        left_out = field.optional or (isinstance(field.kind, Tick) and not field.kind.required)
        nothing = [None] if left_out or (form.living and not whole) else []
        read = Fact("field", field.name, form.name) in facts
        fields.append([*domain(field), *nothing] if read else domain(field)[:1])
    return [*product(*fields), *([] if whole else [None])]


def is_whole(form: Form, sheet: tuple[Any, ...] | None) -> bool:
    """Whether every required answer is there."""
    if sheet is None:
        return False
    left_out = [f.optional or (isinstance(f.kind, Tick) and not f.kind.required) for f in form.fields]
    return all(free or answer is not None for free, answer in zip(left_out, sheet, strict=True))


def every_case(layout: Layout, routing: Routing, completing: str | None, most: int) -> list[Case] | None:
    """All cases of a table over small raw domains; None when there are more than *most*."""
    program = layout.workflow
    facts, conditions = read_by(program, {cell.condition for one in routing.rows for cell in one.cells})
    own, shared = program.forms
    needs = any(c.who for c in conditions) or Fact("form", "", "own") in facts
    read_own = {fact for fact in facts if fact.form == "own"} or routing.form == "own"
    hers = sheets(own, facts, whole=completing == "own") if read_own else [None]
    theirs = hers if needs and read_own else [None] if completing != "own" else hers[:1]
    common = sheets(shared, facts, whole=completing == "shared") if any(f.form == "shared" for f in facts) else [None]
    seqs = [(5, 5, 5)] if Fact("changed", "own") not in facts else list(product([5, 15], [5, 15], [5]))
    if Fact("changed", "shared") in facts:
        seqs = [(one, two, three) for one, two, _ in seqs for three in (5, 15)]
    moved = Fact("since", "back") in facts or Fact("times", "back") in facts or Fact("changed", "own") in facts
    moved = moved or Fact("changed", "shared") in facts
    elapsed = [n * 6 * HOUR for n in range(17)] if Fact("since", "back") in facts else [0]
    times = range(1, 5) if Fact("times", "back") in facts else [1]
    moments: list[Moment | None] = (
        [None, *(Moment(10, NOON - e, n) for e in elapsed for n in times)] if moved else [None]
    )
    whole_own = flags(sure=completing == "own", read=Fact("form", "", "own") in facts)
    whole_shared = flags(sure=completing == "shared", read=Fact("form", "", "shared") in facts)
    limits = product(
        [1],
        [0, 1, 2] if Fact("limit", "ranged") in facts else [1],
        [Duration(days=1), Duration(days=2)] if Fact("limit", "stretch") in facts else [Duration(days=1)],
    )
    levels = [0, 1, 2] if Fact("host", "level") in facts else [0]
    agreed = [True, False] if Fact("host", "agreed") in facts else [True]
    tries = range(5) if Fact("count", "tries") in facts else [0]
    held = [None, "sol"] if any("supervisor" in c.who.parts for c in conditions if c.who) else [None]
    axes = [hers, theirs, common, seqs, moments, whole_own, whole_shared, list(limits), levels, agreed, tries, held]
    size = 1
    for axis in axes:
        size *= len(axis)
    if size > most:
        return None
    slots = len(layout.moments)
    return [case for values in product(*axes) for case in cases(program, routing, slots, completing, values)]


def flags(*, sure: bool, read: bool) -> list[bool]:
    """Whether a form may be complete or not."""
    return [True] if sure else [True, False] if read else [False]


def cases(program: Workflow, routing: Routing, slots: int, completing: str | None, values: Any) -> Iterator[Case]:
    """The case with these values, once for each sheet that may be in hand; nothing when the values do not fit."""
    hers, his, common, seqs, moment, own_whole, shared_whole, limits, level, agreed, tries, held = values
    own, shared = program.forms
    if own_whole and completing != "own" and not (is_whole(own, hers) and is_whole(own, his)):
        return
    if shared_whole and completing != "shared" and not is_whole(shared, common):
        return
    copies = [("ana", "mentee", hers, seqs[0]), ("raj", "mentor", his, seqs[1])]
    both = tuple(Sheet(*copy) for copy in copies if copy[2] is not None)
    one = () if common is None else (Sheet("ana", "mentee", common, seqs[2]),)
    rounds = (Round(both, own_whole), Round(one, shared_whole))
    p = Pair(("ana", "raj", "kim", held), (moment,) * slots, rounds, (tries,), limits)
    for sheet in both if routing.form == "own" else (None,):
        yield Case(p, {"level": level, "agreed": agreed}, None if sheet is None else sheet.answers)


def witnessed(layout: Layout, flaw: Flaw) -> Case:
    """The case of a witness."""
    program = layout.workflow
    given = {(one.fact.kind, one.fact.name, one.fact.form, one.person): one.value for one in flaw.witness_values}
    roles = {"ana": "mentee", "raj": "mentor"}
    people = {one.person for one in flaw.witness_values if one.person} | {"mentee", "mentor"}
    moment = None
    elapsed, times = given.get(("since", "back", "", None), 0), given.get(("times", "back", "", None), 1)
    changes = [one for one in flaw.witness_values if one.fact.kind == "changed"]
    if (
        elapsed is not None
        and times
        and (("since" in {k[0] for k in given}) or ("times" in {k[0] for k in given}) or changes)
    ):
        moment = Moment(10, NOON - elapsed, times)
    rounds = []
    hand = None
    for form in program.forms:
        made = []
        for person in sorted(people) if form.copy_each else [None]:
            if not given.get(("sheet", "", form.name, person), True):
                continue
            answers = tuple(
                given.get(
                    ("field", f.name, form.name, person), given.get(("field", f.name, form.name, None), domain(f)[0])
                )
                for f in form.fields
            )
            seq = 15 if given.get(("changed", "back", form.name, person), False) else 5
            made.append(Sheet(person or "mentee", "", answers, seq))
        rounds.append(Round(tuple(made), given.get(("complete", "", form.name, None), True)))
        if form.copy_each:
            hand = next((s.answers for s in made if s.person == (flaw.owner or "mentee")), None)
    del roles
    held = "sol" if given.get(("held", "supervisor", "", None), False) else None
    mentors = tuple(sorted(one for one in people if one.startswith("mentor")))
    mentees = tuple(sorted(one for one in people if one.startswith("mentee")))
    limits = tuple(given.get(("limit", limit.name, "", None), limit.amount) for limit in program.limits)
    p = Pair(
        (mentees, mentors, "kim", held),
        (moment,) * len(layout.moments),
        tuple(rounds),
        (given.get(("count", "tries", "", None), 0),),
        limits,
    )
    facts = {
        "level": given.get(("host", "level", "", None), 0),
        "agreed": given.get(("host", "agreed", "", None), True),
    }
    return Case(p, facts, hand)


# --- a naive reading ------------------------------------------------------------------------------------------------
@attrs.frozen
class Naive:
    """Conditions read aloud; *form* and *sheet* are in hand, *person* is set under ``who``."""

    program: Workflow
    case: Case
    form: str | None
    sheet: Any
    person: str | None = None

    def holds(self, name: str) -> bool:
        """Whether a condition holds."""
        c = self.program.condition_by_name[name]
        own = self.quantified(c) if c.who else all(self.passes(test) for test in c.tests)
        some = not c.any_of or any(self.holds(part) for part in c.any_of)
        return own and some and all(map(self.holds, c.all_of)) and not any(map(self.holds, c.none_of))

    def quantified(self, c: Condition) -> bool:
        """Each, or any, of the people meant."""
        assert c.who is not None
        verdicts = [
            all(Naive(self.program, self.case, None, None, person).passes(test) for test in c.tests)
            for person in self.people(c.who)
        ]
        return any(verdicts) if c.who == EITHER else bool(verdicts) and all(verdicts)

    def people(self, who: Who) -> list[str]:
        """The people meant, each once."""
        names = [role.name for role in self.program.roles]
        roles = [r for part in who.parts for r in (("mentee", "mentor") if "partner" in part else (part,))]
        slots = [self.case.p.people[names.index(role)] for role in roles]
        return list(
            dict.fromkeys(one for slot in slots for one in ((slot,) if isinstance(slot, str) else slot or ()))
        )

    def copy(self, form: str) -> Any:
        """The answers that are meant, or None."""
        if form == self.form:
            return self.sheet
        place = [f.name for f in self.program.forms].index(form)
        found = self.case.p.rounds[place]
        each = self.program.forms[place].copy_each
        mine = [s.answers for s in found.sheets if not each or s.person == self.person] if found else []
        return mine[0] if mine else None

    def value(self, fact: Fact) -> Any:
        """What a fact is; None when absent."""
        if fact.kind == "host":
            return self.case.facts[fact.name]
        if fact.kind == "count":
            return self.case.p.counts[0]
        if fact.kind in {"times", "since"}:
            moment = self.case.p.moments[0]
            return (moment.times if moment else 0) if fact.kind == "times" else moment
        answers = self.copy(fact.form)
        if answers is None:
            return None
        form = self.program.form_by_name[fact.form]
        inside = Naive(self.program, self.case, fact.form, answers)
        read = {
            field.name: answer
            for field, answer in zip(form.fields, answers, strict=True)
            if (fact.kind == "unfavorable" and field.scored) or field.name == fact.name
            if field.asked_if is None or inside.holds(field.asked_if)
        }
        read = {
            name: answer is True if isinstance(form.field(name).kind, Tick) else answer
            for name, answer in read.items()
        }
        if fact.kind == "field":
            return read.get(fact.name)
        return sum(inside.bad(field, read.get(field.name)) for field in form.fields if field.scored)

    def bad(self, field: Field, answer: Any) -> bool:
        """Whether an answer is unfavorable."""
        if answer is None:
            return False
        if isinstance(field.unfavorable, Test):
            return self.compare(field.unfavorable.op, answer, self.bound(field.unfavorable.value))
        assert field.unfavorable is not None
        return any(one in field.unfavorable for one in (answer if isinstance(answer, tuple) else (answer,)))

    def bound(self, value: Any) -> Any:
        """What is compared with."""
        if isinstance(value, LimitName):
            return self.case.p.limits[[limit.name for limit in self.program.limits].index(value.name)]
        return self.value(value) if isinstance(value, Fact) else value

    def compare(self, op: str, value: Any, bound: Any) -> bool:
        """The four comparisons; what is absent never passes."""
        if value is None or bound is None:
            return False
        return bool(
            {"more_than": value > bound, "at_least": value >= bound, "fewer_than": value < bound}.get(
                op, value <= bound
            )
        )

    def passes(self, test: Test) -> bool:
        """Whether one test holds."""
        if test.fact.kind == "form":
            return self.form_passes(test)
        value, bound = self.value(test.fact), self.bound(test.value)
        if test.fact.kind == "since":
            zone = self.program.timezone
            return value is not None and self.compare(
                test.op, local_date(self.case.at, zone), add_to_date(local_date(value.last_at, zone), bound)
            )
        if test.op in COMPARING:
            return self.compare(test.op, value, bound)
        if test.op == "is":
            return ({True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value) in bound
        if test.op == "include_all":
            return value is not None and all(one in value for one in bound)
        return value is not None and (any(one in value for one in bound) if bound else len(value) > 0)

    def form_passes(self, test: Test) -> bool:
        """Complete, or changed since."""
        place = [f.name for f in self.program.forms].index(test.fact.form)
        each, found = self.program.forms[place].copy_each, self.case.p.rounds[place]
        copies = {s.person: s.seq for s in found.sheets} if found else {}
        if self.person and each and self.person not in copies:
            return False
        if test.op == "complete":
            return bool(found and found.complete) == test.value
        after = self.case.p.moments[0].last_seq if self.case.p.moments[0] else -1
        owed = (
            [self.person] if self.person and each else self.people(EACH) if each else list(copies)[:1] or ["nobody"]
        )
        return all(person in copies and copies[person] > after for person in owed)
